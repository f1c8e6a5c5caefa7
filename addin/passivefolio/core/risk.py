"""How far returns stray from their mean. A series is one column, a table one per fund."""

import numpy as np

from passivefolio.core.checks import (
    Array,
    Number,
    mean,
    require,
    require_observations,
    require_periods_per_year,
)
from passivefolio.errors import DomainError, NoAnswer

NOISE = 1e-14
"""Relative size of the rounding errors in a difference of two series."""


def deviations(values: Array, centre: Array | None = None) -> Array:
    """Distance of each value from its column's mean; exactly 0 for values that never change.

    centre is the mean where it is known already.
    """
    distances = np.asarray(values - (mean(values) if centre is None else centre))
    if (values[0] == values[-1]).any():
        distances[..., (values == values[0]).all(axis=0)] = 0.0
    return distances


def standard_deviation(
    values: Array, population: bool = False, centre: Array | None = None
) -> Array:
    """Sample standard deviation of each column; exactly 0 for values that never change."""
    squares = deviations(values, centre)
    squares *= squares
    return np.asarray(np.sqrt(np.add.reduce(squares, axis=0) / (len(values) - (not population))))


def noise(values: Array) -> Array:
    """Size below which a spread of these values is rounding."""
    return np.asarray(NOISE * np.maximum(values.max(axis=0), -values.min(axis=0)))


def require_spread(sd: Array, values: Array, message: str) -> None:
    """A spread that is divided by is more than rounding noise."""
    require(sd > noise(values), NoAnswer, message)


def volatility(returns: Array, periods_per_year: float = 1.0, population: bool = False) -> Number:
    """Standard deviation of returns, ``sqrt(m sum((r - mean)^2) / (n-1))``.

    m is periods_per_year; population divides by n in place of n-1.
    Raises NoAnswer for fewer than 2 observations (1 with population).
    Source: Excel's STDEV.S and STDEV.P, times the square root of m.
    """
    require_observations("returns", returns, 1 if population else 2)
    require_periods_per_year(periods_per_year)
    return np.asarray(np.sqrt(periods_per_year) * standard_deviation(returns, population))


def rolling_volatility(returns: Array, window: int, periods_per_year: float = 1.0) -> Array:
    """Standard deviation of each ``window`` of returns in a row, ``sqrt(m) sd(window)``.

    n - window + 1 values, each beside the last period of its window; m is periods_per_year.
    Raises DomainError for a window below 2, NoAnswer when there are fewer observations.
    Source: Excel's STDEV.S over a moving range, times the square root of m.
    """
    require(window >= 2, DomainError, "window must be 2 or more, got {}", window)
    require_observations("returns", returns, window)
    require_periods_per_year(periods_per_year)
    rows = len(returns) - window + 1
    first = returns[:rows]
    mean = sum(returns[step : step + rows] - first for step in range(window)) / window
    squares = np.zeros(first.shape)
    for step in range(window):
        distances = returns[step : step + rows] - first - mean
        squares += distances * distances
    return np.asarray(np.sqrt(periods_per_year * squares / (window - 1)))


def semi_deviation(returns: Array, periods_per_year: float = 1.0) -> Number:
    """Deviation below the mean, ``sqrt(m sum(min(r - mean, 0)^2) / n)``.

    Divides by all n observations; m is periods_per_year.
    Raises NoAnswer without observations.
    Source: Markowitz 1959 (semi-variance).
    """
    require_observations("returns", returns, 1)
    require_periods_per_year(periods_per_year)
    below = np.minimum(deviations(returns), 0.0)
    below *= below
    return np.asarray(np.sqrt(periods_per_year * below.mean(axis=0)))


def mean_absolute_deviation(returns: Array) -> Number:
    """Mean distance from the mean, ``sum(|r - mean|) / n``, per period.

    Raises NoAnswer without observations.
    Source: Excel's AVEDEV; Konno, Yamazaki 1991.
    """
    require_observations("returns", returns, 1)
    return np.asarray(np.abs(deviations(returns)).mean(axis=0))


def autocorrelation(returns: Array, lag: int = 1) -> Number:
    """Correlation of returns with those ``lag`` periods ago, ``sum(d_t d_(t-lag)) / sum(d_t^2)``.

    d is the distance from the mean of all n returns. Positive: smoothed or trending returns.
    Raises DomainError for a lag below 1, NoAnswer for n <= lag or returns that never change.
    Source: Box, Jenkins 1970 (sample autocorrelation), as R's acf.
    """
    require(lag >= 1, DomainError, "lag must be 1 or more, got {}", lag)
    require_observations("returns", returns, lag + 1)
    distances = deviations(returns)
    total = (distances * distances).sum(axis=0)
    spread = np.sqrt(total / len(returns))
    require_spread(spread, returns, "returns never change: they have no autocorrelation")
    return np.asarray((distances[lag:] * distances[:-lag]).sum(axis=0) / total)
