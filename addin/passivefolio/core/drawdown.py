"""How deep wealth falls from its peaks, and how long. A series is one column, a table many."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from passivefolio.core.checks import Array, Number, require, require_observations
from passivefolio.core.returns import growth
from passivefolio.errors import DomainError

RECOVERED = 1e-12
"""Relative distance from the peak that is rounding: wealth this near to it has recovered."""


def _falls(returns: Array) -> Array:
    """Fall of wealth from its highest value so far, one per period; wealth starts at 1."""
    require_observations("returns", returns, 1)
    wealth = growth(returns)
    np.cumprod(wealth, axis=0, out=wealth)
    peaks = np.maximum.accumulate(wealth, axis=0)
    np.maximum(peaks, 1.0, out=peaks)
    wealth /= peaks
    wealth -= 1
    return wealth


def drawdown_series(returns: Array) -> Array:
    """Fall of wealth from its peak after each period, ``wealth / highest wealth so far - 1``.

    Zero or negative, one value per period. Wealth starts at 1 before the first return.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: Magdon-Ismail, Atiya 2004.
    """
    return _falls(returns)


def max_drawdown(returns: Array) -> Number:
    """Deepest fall from a peak of wealth, ``min(wealth / highest wealth so far) - 1``.

    Zero or negative. Wealth starts at 1 before the first return, so a first loss counts.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: Magdon-Ismail, Atiya 2004.
    """
    return np.asarray(_falls(returns).min(axis=0))


def current_drawdown(returns: Array) -> Number:
    """Fall of wealth from its peak at the end, ``last wealth / highest wealth - 1``.

    Zero or negative. Wealth starts at 1 before the first return.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: Magdon-Ismail, Atiya 2004, at the last period.
    """
    return np.asarray(_falls(returns)[-1])


def ulcer_index(returns: Array) -> Number:
    """Root mean square of the drawdowns, ``sqrt(sum(drawdown^2) / n)``.

    Positive; one drawdown per period, wealth starting at 1 before the first return.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: Martin, McCann 1989.
    """
    falls = _falls(returns)
    falls *= falls
    return np.asarray(np.sqrt(falls.mean(axis=0)))


def pain_index(returns: Array) -> Number:
    """Mean depth of the drawdowns, ``sum(|drawdown|) / n``.

    Positive; one drawdown per period, wealth starting at 1 before the first return.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: Becker 2006 (Zephyr Associates); Bacon 2008.
    """
    return np.asarray(-_falls(returns).mean(axis=0))


def _below_peak(returns: Array) -> NDArray[np.bool_]:
    return _falls(returns) < -RECOVERED


def time_under_water(returns: Array) -> Number:
    """Share of periods that end below an earlier peak of wealth, ``periods below / n``.

    0 to 1. Wealth starts at 1 before the first return.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: counted by definition.
    """
    return np.asarray(_below_peak(returns).mean(axis=0))


def max_drawdown_duration(returns: Array) -> Number:
    """Longest time from a peak of wealth to its recovery, in periods; the unfinished one counts.

    ``recovery - peak``, or ``last period - peak`` for a drawdown that lasts; 0 without any.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: counted by definition.
    """
    below = _below_peak(returns)
    period = np.arange(1.0, len(below) + 1).reshape(-1, *(1,) * (below.ndim - 1))
    last_peak = np.maximum.accumulate(np.where(below, 0.0, period), axis=0)
    peak_before = np.concatenate([np.zeros((1, *below.shape[1:])), last_peak[:-1]])
    counted = below | (peak_before < period - 1)
    return np.asarray(np.where(counted, period - peak_before, 0.0).max(axis=0))


HEADER = ["Depth", "Peak", "Trough", "Recovery", "Periods down", "Periods up"]


def drawdown_table(dates: Array, returns: Array, top: int = 5) -> list[list[Any]]:
    """The deepest drawdowns, deepest first: ``wealth at trough / wealth at peak - 1`` and dates.

    Depth, dates of peak, trough and recovery, periods from peak to trough and from there to the
    recovery. The recovery is blank text while it lasts, the peak is when it is the start.
    Raises DomainError for dates that do not ascend or top below 1, NoAnswer without observations.
    Source: Magdon-Ismail, Atiya 2004; layout as table.Drawdowns of PerformanceAnalytics.
    """
    require(top >= 1, DomainError, "top must be 1 or more, got {}", top)
    falls = _falls(returns)
    if (dates[1:] <= dates[:-1]).any():
        place = int((dates[1:] <= dates[:-1]).argmax()) + 2
        raise DomainError(f"dates must ascend, but number {place} is not after the one before it")
    edges = np.diff((falls < -RECOVERED).astype(int), prepend=0, append=0)
    firsts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    troughs = [a + int(falls[a:b].argmin()) for a, b in zip(firsts, ends, strict=True)]
    rows: list[list[Any]] = []
    for first, trough, end in zip(firsts, troughs, ends, strict=True):
        recovered = end < len(falls)
        rows.append(
            [
                float(falls[trough]),
                float(dates[first - 1]) if first else "",
                float(dates[trough]),
                float(dates[end]) if recovered else "",
                float(trough - first + 1),
                float(end - trough) if recovered else "",
            ]
        )
    return [HEADER, *sorted(rows, key=lambda row: row[0])[:top]]
