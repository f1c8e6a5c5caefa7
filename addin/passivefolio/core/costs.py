"""What funds and ETFs cost: fees, lag behind the index, spreads, and switching."""

import numpy as np

from passivefolio.core.checks import Array, Number, held, require
from passivefolio.core.returns import annualized_return
from passivefolio.errors import DomainError, NoAnswer


def _require_fee(name: str, fee: Number) -> None:
    require(fee < 1, DomainError, name + " must be below 1 (100 %), got {:g}", fee)


def _require_not_negative(name: str, value: Number) -> None:
    require(value >= 0, DomainError, name + " must not be negative, got {:g}", value)


def _require_above_zero(name: str, value: Number) -> None:
    require(value > 0, DomainError, name + " must be above 0, got {:g}", value)


def weighted_expense_ratio(weights: Array, expense_ratios: Array) -> float:
    """Expense ratio of a portfolio of funds, ``sum(w_i e_i)``.

    One expense ratio per holding, a year; a holding without one has 0.
    Raises ShapeError when sizes differ, NotANumber for a blank ratio beside a non-zero weight.
    Source: arithmetic of a weighted mean.
    """
    return float((weights * held(weights, "expense_ratios", expense_ratios)).sum())


def net_of_fee_return(gross: Number, fee: Number, periods_per_year: Number = 1.0) -> Number:
    """Return of a period after the fee, ``(1 + gross) (1 - fee)^(1/m) - 1``.

    gross is the return of one period, fee a share of the assets a year, m is periods_per_year.
    Raises DomainError for gross below -100 % or a fee of 100 % and more.
    Source: GIPS 2020 (model fees taken off each period's return), the fee accruing evenly.
    """
    require(gross >= -1, DomainError, "gross must not be below -100 %, got {:g}", gross)
    _require_fee("fee", fee)
    _require_above_zero("periods_per_year", periods_per_year)
    return (1 + gross) * (1 - fee) ** (1 / periods_per_year) - 1


def expense_drag(gross: Number, low_fee: Number, high_fee: Number, years: Number) -> Number:
    """Share of final wealth that the dearer fund loses, ``1 - ((1+g-high) / (1+g-low))^years``.

    gross (g) and the fees are rates a year; a fee comes off the return, 7 % less 2 % is 5 %.
    Raises DomainError when a fee leaves less than nothing, or years is negative.
    Source: Bogle, The Little Book of Common Sense Investing (the tyranny of compounding costs).
    """
    cheap, dear = 1 + gross - low_fee, 1 + gross - high_fee
    require(cheap > 0, DomainError, "after low_fee nothing is left: growth is {:g} a year", cheap)
    require(dear >= 0, DomainError, "high_fee takes more than all: growth is {:g} a year", dear)
    _require_not_negative("years", years)
    return 1 - (dear / cheap) ** years


def _lag(fund: Array, index: Array, periods_per_year: float) -> Number:
    """Annualised geometric return of the index above that of the fund."""
    fund, index = np.broadcast_arrays(fund, index)
    return np.asarray(
        annualized_return(index, periods_per_year, allow_short=True)
        - annualized_return(fund, periods_per_year, allow_short=True)
    )


def holding_cost(fund: Array, index: Array, periods_per_year: float = 1.0) -> Number:
    """What holding the fund costs against its index, ``product(1+b)^(m/n) - product(1+r)^(m/n)``.

    r are the fund's and b the index's returns; minus the tracking difference, so a fund that lags
    has a cost above 0. Both are geometric: a year with m = periods_per_year, else per period.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: ESMA 2012/832 (tracking difference), with the sign of a cost.
    """
    return _lag(fund, index, periods_per_year)


def unexplained_tracking_difference(
    fund: Array,
    index: Array,
    expense_ratio: float,
    lending_income: float = 0.0,
    tax_gain: float = 0.0,
    periods_per_year: float = 1.0,
) -> Number:
    """Tracking difference that known causes leave over, ``TD + expense - lending - tax gain``.

    TD is the geometric return of the fund less that of the index, a year with m = periods_per_year,
    else per period; the three known causes are rates over the same time. Below 0: hidden costs.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: Johnson, Bioy, Kellett, Davidson 2013 (On the right track, Morningstar).
    """
    known = lending_income + tax_gain - expense_ratio
    return np.asarray(-_lag(fund, index, periods_per_year) - known)


def premium_discount(price: Number, nav: Number) -> Number:
    """Premium of the price over the net asset value, ``price / nav - 1``; below 0 a discount.

    Raises DomainError when price is negative or nav is not above 0.
    Source: SEC rule 6c-11 (premium and discount of an ETF).
    """
    _require_not_negative("price", price)
    _require_above_zero("nav", nav)
    return price / nav - 1


def bid_ask_cost(bid: Number, ask: Number, round_trip: bool = False) -> Number:
    """Cost of a trade at the quoted prices, half the spread over mid, ``(ask - bid)/(ask + bid)``.

    round_trip TRUE is buying and selling again: the whole spread.
    Raises DomainError when bid is negative, ask is below bid or is 0.
    Source: half of the proportional quoted spread.
    """
    _require_not_negative("bid", bid)
    _require_above_zero("ask", ask)
    require(ask >= bid, DomainError, "ask ({:g}) must not be below bid ({:g})", ask, bid)
    one_way = (ask - bid) / (ask + bid)
    return 2 * one_way if round_trip else one_way


def total_cost_of_ownership(
    holding_cost: Number, spread: Number, commission: Number, amount: Number, years: Number
) -> Number:
    """Cost of owning a fund, a year, ``holding cost + (spread + 2 commission/amount) / years``.

    Bought and sold once: half the spread and one commission each way. spread is a share of the
    price, BID_ASK_COST with round_trip; commission and amount are money.
    Raises DomainError when amount or years is not above 0, or spread or commission is negative.
    Source: CFA Institute, Exchange-Traded Funds: Mechanics and Applications (holding period cost).
    """
    _require_not_negative("spread", spread)
    _require_not_negative("commission", commission)
    _require_above_zero("amount", amount)
    _require_above_zero("years", years)
    return holding_cost + (spread + 2 * commission / amount) / years


def fund_switch_breakeven(switch_cost: Number, fee_old: Number, fee_new: Number) -> Number:
    """Years after which a switch has paid off, ``ln(1 - cost) / ln((1 - fee_old)/(1 - fee_new))``.

    switch_cost is the share of the money that the switch takes, taxes included; fees are a year.
    The year in which both wealths are equal: a little off the plain cost / (fee_old - fee_new).
    Raises NoAnswer for equal fees, DomainError when the new fee is higher or a rate is 1 or more.
    Source: arithmetic of two funds that earn the same before fees.
    """
    for name, rate in (("switch_cost", switch_cost), ("fee_old", fee_old), ("fee_new", fee_new)):
        _require_fee(name, rate)
    _require_not_negative("switch_cost", switch_cost)
    require(fee_old != fee_new, NoAnswer, "both fees are {:g}: nothing is saved", fee_old)
    require(
        fee_old > fee_new,
        DomainError,
        "fee_new ({:g}) is above fee_old ({:g}): the switch never pays",
        fee_new,
        fee_old,
    )
    return np.asarray(np.log1p(-switch_cost) / (np.log1p(-fee_old) - np.log1p(-fee_new)))
