"""What falls short of a minimum acceptable return. A series is one column, a table one per fund."""

import numpy as np

from passivefolio.core.checks import (
    Array,
    Number,
    mean,
    require,
    require_observations,
    require_periods_per_year,
)
from passivefolio.core.ratios import above, per_period, rounding_of
from passivefolio.errors import NoAnswer


def downside_deviation(
    returns: Array, mar: Number = 0.0, periods_per_year: float = 1.0, method: str = "full"
) -> Number:
    """Deviation below a minimum acceptable return, ``sqrt(m sum(min(r - mar, 0)^2) / n)``.

    mar: a number is an annual effective rate, a range one return per period. m is
    periods_per_year. method "full" divides by all n periods, "subset" by those below mar.
    Raises NoAnswer without observations; for "subset" when no return is below mar.
    Source: Sortino, Price 1994.
    """
    require_observations("returns", returns, 1)
    require_periods_per_year(periods_per_year)
    below = np.minimum(above(returns, per_period(mar, periods_per_year)), 0.0)
    count: Number = len(returns)
    if method == "subset":
        count = np.asarray(np.count_nonzero(below, axis=0))
        require(count > 0, NoAnswer, "no return is below mar: the subset is empty")
    below *= below
    return np.asarray(np.sqrt(periods_per_year * np.add.reduce(below, axis=0) / count))


def sortino_ratio(returns: Array, mar: Number = 0.0, periods_per_year: float = 1.0) -> Number:
    """Return above a minimum per downside risk, ``mean(r - mar) / downside deviation * sqrt(m)``.

    The downside deviation divides by all n periods. mar: a number is an annual effective rate, a
    range one return per period. m is periods_per_year.
    Raises NoAnswer without observations or when no return is below mar.
    Source: Sortino, Price 1994.
    """
    require_observations("returns", returns, 1)
    require_periods_per_year(periods_per_year)
    rate = per_period(mar, periods_per_year)
    premium = above(returns, rate)
    below = np.minimum(premium, 0.0)
    below *= below
    risk, average = np.sqrt(mean(below)), mean(premium)
    rounding = rounding_of(average, rate)
    require(risk > rounding, NoAnswer, "no return is below mar: there is no downside to divide by")
    return np.asarray(average / risk * np.sqrt(periods_per_year))


def omega_ratio(returns: Array, threshold: float = 0.0) -> Number:
    """Gains over losses around a threshold, ``sum(max(r - L, 0)) / sum(max(L - r, 0))``.

    L is the threshold, a return per period.
    Raises NoAnswer without observations or when no return is below the threshold.
    Source: Keating, Shadwick 2002.
    """
    require_observations("returns", returns, 1)
    margin = above(returns, threshold)
    losses = -np.minimum(margin, 0.0).sum(axis=0)
    require(losses > 0, NoAnswer, "no return is below the threshold of {:g}", threshold)
    return np.asarray(np.maximum(margin, 0.0).sum(axis=0) / losses)
