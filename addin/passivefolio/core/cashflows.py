"""Returns of a portfolio into and out of which money flows. Dates are serial day numbers."""

import numpy as np

from passivefolio.core.checks import Array, Number, require, require_known, require_same_size
from passivefolio.core.rates import DAYS_A_YEAR
from passivefolio.core.roots import exponential_roots
from passivefolio.errors import DomainError, NoAnswer, NotANumber, ShapeError

TIMINGS = ("end", "start", "middle")
"""When in its period a flow comes; the first is the default."""
DAY_TIMINGS = ("end", "start")
"""When in its day a flow comes."""
SHARE_BEFORE = {"end": 0.0, "middle": 0.5, "start": 1.0}
"""Share of a flow that is there from the start of its period."""


def time_weighted_return(values: Array, flows: Array, timing: str = "end") -> float:
    """Return whatever was paid in or out: the product of ``(V1 - F) / V0`` of all periods, less 1.

    values close each period, the flow of that date in them; flows are one fewer, or lie beside
    the values and the first is blank. Money paid in is positive. timing "start" takes
    ``V1 / (V0 + F)``, "middle" ``(V1 - F/2) / (V0 + F/2)``. Not annualised.
    Raises ShapeError when the sizes do not fit, DomainError when a period starts with nothing.
    Source: GIPS 2020 (time-weighted return); BKM, Investments, chapter on performance evaluation.
    """
    values, flows = _valued(values, flows)
    early = SHARE_BEFORE[timing] * flows
    invested = values[:-1] + early
    worth = values[1:] - (flows - early)
    short = np.flatnonzero(invested <= 0)
    if short.size:
        place = short[0]
        raise DomainError(f"period {place + 1} starts with {invested[place]:g}, it has no return")
    short = np.flatnonzero(worth < 0)
    if short.size:
        raise DomainError(f"period {short[0] + 1} loses more than 100 %: value and flow do not fit")
    return float((worth / invested).prod() - 1)


def _valued(values: Array, flows: Array) -> tuple[Array, Array]:
    """Values as far as they are filled, and the flow of each period between them."""
    filled = np.flatnonzero(~np.isnan(values))
    count = int(filled[-1]) + 1 if filled.size else 0
    if count < 2:
        raise NoAnswer(f"values has {count} numbers, at least 2 are needed")
    beside = flows.size == values.size
    if not beside and flows.size != values.size - 1:
        raise ShapeError(
            f"values has {values.size} cells and flows {flows.size}: one fewer is needed, or as "
            "many with the first blank"
        )
    known = np.nan_to_num(flows)
    if beside and known[0] != 0:
        raise ShapeError(f"flows starts with {known[0]:g} beside the first value, which holds it")
    known = known[1:] if beside else known
    if known[count - 1 :].any():
        raise ShapeError(f"values has {count} numbers, but there are flows after the last one")
    require_known("values", values[:count])
    return values[:count], known[: count - 1]


def modified_dietz(
    start_value: float,
    end_value: float,
    flows: Array,
    flow_dates: Array,
    start_date: float,
    end_date: float,
    timing: str = "end",
) -> float:
    """Return on the average capital, ``(V1 - V0 - sum(F)) / (V0 + sum(w F))``, not annualised.

    w is the share of the time that a flow F was invested, ``(days from it to end_date) / days``;
    timing "start" counts its own day too. Money paid in is positive. A flow on start_date comes
    after start_value and has weight 1.
    Raises DomainError when the average capital is 0 or less, or a flow lies outside the dates.
    Source: Dietz 1966; GIPS 2020 (Modified Dietz).
    """
    require(end_date > start_date, DomainError, "end_date must come after start_date")
    amounts, dates = _dated("flow_dates", flows, flow_dates)
    outside = (dates < start_date) | (dates > end_date)
    if outside.any():
        place = int(outside.argmax())
        raise DomainError(f"the flow of {amounts[place]:g} lies outside start_date and end_date")
    left = end_date - dates + (timing == "start")
    weight = np.minimum(left / (end_date - start_date), 1.0)
    return _on_average_capital(
        end_value - start_value - amounts.sum(), start_value + (weight * amounts).sum()
    )


def _on_average_capital(gain: float, capital: float) -> float:
    require(
        capital > 0,
        DomainError,
        "the average capital is {:g}: a gain of {:g} on it has no meaning as a return",
        capital,
        gain,
    )
    return float(gain / capital)


def simple_dietz(start_value: Number, end_value: Number, net_flow: Number) -> Number:
    """Return as if all flows came in the middle, ``(V1 - V0 - F) / (V0 + F/2)``, not annualised.

    Money paid in is positive.
    Raises DomainError when the average capital ``V0 + F/2`` is 0 or less.
    Source: Dietz 1966.
    """
    capital = start_value + net_flow / 2
    require(
        capital > 0, DomainError, "the average capital start_value + net_flow / 2 is {:g}", capital
    )
    return (end_value - start_value - net_flow) / capital


def money_weighted_return(flows: Array, dates: Array) -> float:
    """Annual rate at which all flows are worth nothing, ``sum(F (1 + r)^(-days/365)) = 0``.

    Money paid in is negative, money taken out and the final value positive, as in XIRR. Dates in
    any order, day count actual/365. All rates above -100 % are found; there must be exactly one.
    Raises DomainError for none or several (the message lists them), or flows of one sign only.
    Source: the equation of Excel's XIRR; GIPS 2020 (money-weighted return).
    """
    roots = money_weighted_roots(*_dated("dates", flows, dates))
    if roots.size > 1:
        listed = ", ".join(f"{100 * root:.6g} %" for root in roots)
        raise DomainError(f"{roots.size} rates solve the equation and none is the return: {listed}")
    if not roots.size:
        raise DomainError("no rate above -100 % solves the equation: the flows have no return")
    return float(roots[0])


def money_weighted_roots(amounts: Array, dates: Array) -> Array:
    """All annual rates above -100 % at which the flows are worth nothing, in ascending order."""
    days, place = np.unique(dates, return_inverse=True)
    net = np.bincount(place, weights=amounts, minlength=days.size)
    days, net = days[net != 0], net[net != 0]
    if not ((net > 0).any() and (net < 0).any()):
        raise DomainError("flows needs money paid in (negative) and money taken out (positive)")
    return np.expm1(exponential_roots(net, (days - days[0]) / DAYS_A_YEAR))


def _dated(name: str, flows: Array, dates: Array) -> tuple[Array, Array]:
    """The flows that are not 0 and their dates."""
    if flows[dates.size :].any():
        raise ShapeError(f"flows has {flows.size} values but {name} has {dates.size}")
    amounts = flows[: dates.size]
    used = amounts != 0
    kept = dates[: amounts.size][used]
    if np.isnan(kept).any():
        raise NotANumber(f"{name} is blank beside a flow of {amounts[used][np.isnan(kept)][0]:g}")
    return amounts[used], kept


def behavior_gap(dates: Array, values: Array, flows: Array) -> float:
    """What the timing of flows won or lost, money-weighted less time-weighted annual return.

    dates and values as in TIME_WEIGHTED_RETURN, a date beside each value; money paid in is
    positive, at the end of its day. Both are annual rates, day count actual/365. Negative: the
    investor earned less than the investment.
    Raises DomainError for less than a year or several money-weighted returns.
    Source: the investor return gap of Morningstar's Mind the Gap; Dichev 2007.
    """
    values, flows = _valued(values, flows)
    dates = dates[: values.size]
    require_same_size("values", values, "dates", dates)
    require_known("dates", dates)
    if (np.diff(dates) <= 0).any():
        raise DomainError("dates must ascend, each after the one before")
    years = float(dates[-1] - dates[0]) / DAYS_A_YEAR
    require(
        years >= 1, DomainError, "the dates span {:g} years: less than 1 is not annualised", years
    )
    paid = -np.concatenate([values[:1], flows])
    paid[-1] += values[-1]
    time_weighted = (1 + time_weighted_return(values, flows)) ** (1 / years) - 1
    return float(money_weighted_return(paid, dates) - time_weighted)
