"""How far returns stray and how deep they fall. A series is one column, a table one per fund."""

import numpy as np

from passivefolio.core.checks import Array, Number, require_observations, require_periods_per_year
from passivefolio.core.returns import wealth_index


def standard_deviation(values: Array, population: bool = False) -> Array:
    """Sample standard deviation of each column; exactly 0 for values that never change."""
    deviation = values.std(axis=0, ddof=0 if population else 1)
    return np.where(values.max(axis=0) == values.min(axis=0), 0.0, deviation)


def volatility(returns: Array, periods_per_year: float = 1.0, population: bool = False) -> Number:
    """Standard deviation of returns, ``sqrt(m sum((r - mean)^2) / (n-1))``.

    m is periods_per_year; population divides by n in place of n-1.
    Raises NoAnswer for fewer than 2 observations (1 with population).
    Source: Excel's STDEV.S and STDEV.P, times the square root of m.
    """
    require_observations("returns", returns, 1 if population else 2)
    require_periods_per_year(periods_per_year)
    return np.asarray(np.sqrt(periods_per_year) * standard_deviation(returns, population))


def max_drawdown(returns: Array) -> Number:
    """Deepest fall from a peak of wealth, ``min(wealth / highest wealth so far) - 1``.

    Zero or negative. Wealth starts at 1 before the first return, so a first loss counts.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: Magdon-Ismail, Atiya 2004.
    """
    wealth = wealth_index(returns)
    return np.asarray((wealth / np.maximum.accumulate(wealth, axis=0)).min(axis=0) - 1)
