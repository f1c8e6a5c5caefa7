"""The straight line that one series follows another by: fund = alpha + beta index + residual."""

from dataclasses import dataclass

import numpy as np

from passivefolio.core.checks import Array, require, require_observations
from passivefolio.core.risk import deviations, noise, require_spread
from passivefolio.errors import NoAnswer


@dataclass(frozen=True, slots=True)
class Line:
    """Where the line starts and how steep it is, one of each per fund."""

    alpha: Array
    beta: Array


def fitted(fund: Array, index: Array, rounding: Array | None = None) -> Line:
    """Least squares line, ``beta = cov(fund, index) / var(index)``, ``alpha`` through the means.

    rounding is the size below which the spread of the index is not to be trusted.
    Raises NoAnswer for fewer than 2 observations or an index that never changes.
    Source: Excel's SLOPE and INTERCEPT.
    """
    require_observations("fund", fund, 2)
    x = deviations(index)
    squares = (x * x).sum(axis=0)
    spread = np.sqrt(squares / len(x))
    least = noise(index) if rounding is None else rounding
    require(spread > least, NoAnswer, "the index never changes: there is no beta to it")
    beta = np.asarray((x * deviations(fund)).sum(axis=0) / squares)
    return Line(np.asarray(fund.mean(axis=0) - beta * index.mean(axis=0)), beta)


def residual_deviation(fund: Array, index: Array, line: Line) -> Array:
    """Standard error around the line, ``sqrt(sum(residual^2) / (n-2))``, per period.

    Exactly 0 when nothing but rounding is left.
    Raises NoAnswer for fewer than 3 observations.
    Source: Excel's STEYX.
    """
    require_observations("fund", fund, 3)
    residuals = fund - (line.beta * index + line.alpha)
    residuals *= residuals
    deviation = np.sqrt(residuals.sum(axis=0) / (len(residuals) - 2))
    rounding = np.maximum(noise(fund), np.abs(line.beta) * noise(index))
    return np.asarray(np.where(deviation > rounding, deviation, 0.0))


def correlation(fund: Array, index: Array) -> Array:
    """Correlation of two series, ``cov / (sd sd)``, kept within -1 and 1.

    Raises NoAnswer for fewer than 2 observations or a series that never changes.
    Source: Excel's CORREL.
    """
    require_observations("fund", fund, 2)
    x, y = deviations(index), deviations(fund)
    x_size, y_size = np.sqrt((x * x).sum(axis=0)), np.sqrt((y * y).sum(axis=0))
    for name, size, series in (("fund", y_size, fund), ("index", x_size, index)):
        require_spread(
            size / np.sqrt(len(x)), series, f"the {name} never changes: it has no correlation"
        )
    return np.asarray(np.clip((x * y).sum(axis=0) / (x_size * y_size), -1.0, 1.0))
