"""Return earned per unit of risk. A series is one column, a table one column per fund."""

import numpy as np

from passivefolio.core.checks import (
    Array,
    Number,
    require,
    require_observations,
    require_periods_per_year,
)
from passivefolio.core.risk import standard_deviation
from passivefolio.errors import DomainError, NoAnswer

NOISE = 1e-14
"""Relative size of the rounding errors in a difference of two series."""


def per_period(rate: Number, periods_per_year: float) -> Number:
    """A single rate is annual and effective, ``(1 + rate)^(1/m) - 1``; a series is per period."""
    if np.ndim(rate) > 0:
        return rate
    require(rate > -1, DomainError, "an annual rate must be above -100 %, got {:g}", rate)
    return float((1 + rate) ** (1 / periods_per_year) - 1)


def excess(returns: Array, rf: Number, periods_per_year: float) -> tuple[Array, Array]:
    """Returns above the risk-free rate, and the size below which their spread is rounding noise."""
    rate = per_period(rf, periods_per_year)
    noise = NOISE * np.maximum(np.abs(returns).max(axis=0), np.abs(rate).max(axis=0))
    return returns - rate, noise


def sharpe_ratio(returns: Array, rf: Number = 0.0, periods_per_year: float = 1.0) -> Number:
    """Excess return per unit of risk, ``mean(r - rf) / sd(r - rf) * sqrt(m)``.

    rf: a number is an annual effective rate, a range one return per period. m is periods_per_year.
    Raises NoAnswer for fewer than 2 observations or an excess return that never changes.
    Source: Sharpe 1994.
    """
    require_observations("returns", returns, 2)
    require_periods_per_year(periods_per_year)
    above, noise = excess(returns, rf, periods_per_year)
    sd = standard_deviation(above)
    require(sd > noise, NoAnswer, "returns above rf never change: there is no risk to divide by")
    return np.asarray(above.mean(axis=0) / sd * np.sqrt(periods_per_year))
