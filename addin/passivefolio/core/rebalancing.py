"""What becomes of a mix that is left alone, and of one that is put back in order."""

import numpy as np

from passivefolio.core.allocation import by_period
from passivefolio.core.checks import Array, require, require_observations
from passivefolio.core.returns import growth
from passivefolio.errors import DomainError, NoAnswer, ShapeError


def _growth_factors(weights: Array, returns: Array) -> Array:
    """Growth of each holding, a row per period in which every holding has a return."""
    table = by_period(weights, returns)
    table = np.where(np.isnan(table) & (weights == 0), 0.0, table)
    table = table[~np.isnan(table).any(axis=1)]
    require_observations("returns", table, 1)
    return growth(table)


def _value(parts: Array) -> float:
    total = float(parts.sum())
    require(total > 0, NoAnswer, "the portfolio has lost everything")
    return total


def drifted_weights(weights: Array, returns: Array) -> Array:
    """Weights after the returns have moved them, ``w_i g_i / sum(w g)`` with growth g.

    returns holds one value per holding, or a table with a row per period: then after all periods.
    Raises NoAnswer when the portfolio has lost everything, DomainError for a return below -100 %.
    Source: arithmetic of a portfolio that is not traded.
    """
    parts = weights * _growth_factors(weights, returns).prod(axis=0)
    return np.asarray(parts / _value(parts))


def buy_and_hold_return(weights: Array, returns: Array) -> float:
    """Return of a mix bought once and left alone, ``sum(w_i g_i) / sum(w_i) - 1`` with growth g.

    Cumulative over all periods: returns has a row per period and a column per holding.
    Raises DomainError for a return below -100 %, NoAnswer without a complete period.
    Source: arithmetic of a portfolio that is not traded.
    """
    parts = weights * _growth_factors(weights, returns).prod(axis=0)
    return float(parts.sum() / weights.sum() - 1)


def rebalanced_return(
    weights: Array,
    returns: Array,
    every: int = 12,
    abs_band: float | None = None,
    rel_band: float | None = None,
    cost_rate: float = 0.0,
) -> float:
    """Return of a mix put back to its weights every ``every`` periods, cumulative and net of cost.

    0 is never. With bands it is traded only when a weight w has left w +/- abs_band or
    w +/- rel_band w, whichever is nearer. cost_rate is paid on all that is bought and sold;
    nothing is traded after the last period.
    Raises DomainError for a negative number, ShapeError for bands without reviews.
    Source: arithmetic; the 5/25 rule of bands from Swedroe.
    """
    factors = _growth_factors(weights, returns)
    _require_rules(every, abs_band, rel_band, cost_rate)
    target = weights / weights.sum()
    band = np.full(weights.size, -1.0)
    if abs_band is not None or rel_band is not None:
        widths = np.abs(target) * (np.inf if rel_band is None else rel_band)
        band = np.minimum(np.inf if abs_band is None else abs_band, widths)
    parts, step = target, every or len(factors)
    for start in range(0, len(factors), step):
        if start and (np.abs(parts / _value(parts) - target) > band).any():
            total = _value(parts)
            traded = float(np.abs(parts - total * target).sum())
            parts = (total - cost_rate * traded) * target
        parts = parts * factors[start : start + step].prod(axis=0)
    return float(parts.sum() - 1)


def _require_rules(
    every: int, abs_band: float | None, rel_band: float | None, cost_rate: float
) -> None:
    for name, value in (
        ("every", every),
        ("abs_band", abs_band),
        ("rel_band", rel_band),
        ("cost_rate", cost_rate),
    ):
        if value is not None and value < 0:
            raise DomainError(f"{name} must not be negative, got {value:g}")
    if every == 0 and not (abs_band is None and rel_band is None):
        raise ShapeError("bands need reviews: every is 0, which means never")
