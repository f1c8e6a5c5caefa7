"""The trades that put a portfolio back in order: whether, how much of what, and at what cost."""

import numpy as np

from passivefolio.core.checks import Array, require, require_same_size
from passivefolio.core.rebalancing import band_widths, outside_band
from passivefolio.errors import DomainError, ShapeError

NOISE = 1e-14
"""Trades this small beside the portfolio are rounding errors."""


def _require_not_negative(name: str, value: float) -> None:
    require(value >= 0, DomainError, name + " must not be negative, got {:g}", value)


def rebalance_needed(
    current: Array, target: Array, abs_band: float = 0.05, rel_band: float = 0.25
) -> Array:
    """TRUE for each holding outside its band, ``|c - t| > min(abs_band, rel_band t)``.

    With the bands left out this is the 5/25 rule: 5 points, or a quarter of a small target. A
    weight exactly on the edge is inside.
    Raises ShapeError when sizes differ, DomainError for a negative band.
    Source: Swedroe (the 5/25 rule).
    """
    require_same_size("current", current, "target", target)
    _require_not_negative("abs_band", abs_band)
    _require_not_negative("rel_band", rel_band)
    return outside_band(current, target, band_widths(target, abs_band, rel_band))


def _portfolio(values: Array, target: Array, cash: float) -> tuple[Array, Array]:
    """The value of each holding now and the one it should have, once the cash is in."""
    if values.size > target.size:
        raise ShapeError(f"values has {values.size} values but target has {target.size}")
    held = np.concatenate([values, np.zeros(target.size - values.size)])
    total = float(held.sum()) + cash
    require(total >= 0, DomainError, "{:g} is taken out but only {:g} is there", -cash, held.sum())
    return held, total * target / target.sum()


def _adding_up(trades: Array, largest: int, cash: float) -> Array:
    """The trades with the largest of them changed so that all together are the cash."""
    trades[largest] = 0.0
    trades[largest] = cash - trades.sum()
    return trades


def rebalance_trades(
    values: Array, target: Array, cash: float = 0.0, min_trade: float = 0.0
) -> Array:
    """Money to buy (above 0) or sell of each holding, ``target (sum(values) + cash) - values``.

    The trades sum to cash: new money above 0, money to take out below. Those smaller than min_trade
    are not made; what they leave over goes into the largest trade.
    Raises ShapeError when sizes differ, DomainError when more is taken out than is there.
    Source: arithmetic.
    """
    _require_not_negative("min_trade", min_trade)
    held, wanted = _portfolio(values, target, cash)
    trades = wanted - held
    sizes = np.abs(trades)
    made = (sizes >= min_trade) & (sizes > NOISE * np.abs(held).sum())
    return _adding_up(np.where(made, trades, 0.0), int(sizes.argmax()), cash)


def cashflow_rebalance(values: Array, target: Array, cash: float) -> Array:
    """Money to buy of each holding with new cash, or to sell for it, ``cash gap_i / sum(gap)``.

    gap is what a holding lacks to its target share of all the money, cash included (for cash below
    0 what it has beyond that share); others are not traded, so every gap closes by the same part.
    Raises ShapeError when sizes differ, DomainError when more is taken out than is there.
    Source: arithmetic.
    """
    held, wanted = _portfolio(values, target, cash)
    gap = np.maximum(np.sign(cash) * (wanted - held), 0.0)
    shares = gap / gap.sum() if gap.sum() > 0 else target / target.sum()
    return _adding_up(cash * shares, int(shares.argmax()), cash)


def turnover(weights_before: Array, weights_after: Array) -> float:
    """Share of the portfolio that changes hands, one way, ``sum(|after - before|) / 2``.

    Raises ShapeError when sizes differ.
    Source: arithmetic; what is bought equals what is sold.
    """
    require_same_size("weights_before", weights_before, "weights_after", weights_after)
    return float(np.abs(weights_after - weights_before).sum() / 2)


def transaction_cost(trades: Array, rate: float, minimum: float = 0.0) -> float:
    """Cost of a list of trades, ``sum(max(rate * |trade|, minimum))`` over those that are not 0.

    trades are money bought or sold, whatever the sign; minimum is the least a trade costs.
    Raises DomainError for a negative rate or minimum.
    Source: arithmetic of a broker's tariff.
    """
    _require_not_negative("rate", rate)
    _require_not_negative("minimum", minimum)
    sizes = np.abs(trades[trades != 0])
    return float(np.maximum(rate * sizes, minimum).sum())
