"""The passive mix that stands behind a fund: returns-based style analysis."""

import numpy as np

from passivefolio.core.checks import Array, require
from passivefolio.core.quadratic import DEFINITE, best_weights, box, smallest_curvature
from passivefolio.core.risk import NOISE
from passivefolio.errors import NoAnswer, ShapeError


def _common_periods(fund: Array, index_returns: Array) -> tuple[Array, Array]:
    """Deviations of fund and indices from their means, in the periods in which all are there."""
    indices = index_returns.T if len(index_returns) == 1 else index_returns
    periods = min(fund.size, len(indices))
    if not (np.isnan(fund[periods:]).all() and np.isnan(indices[periods:]).all()):
        raise ShapeError(f"fund has {fund.size} periods but index_returns has {len(indices)}")
    fund, indices = fund[:periods], indices[:periods]
    observed = ~np.isnan(fund) & ~np.isnan(indices).any(axis=1)
    count = int(observed.sum())
    require(count >= 2, NoAnswer, "there are {} complete periods, at least 2 are needed", count)
    fund, indices = fund[observed], indices[observed]
    return fund - fund.mean(), indices - indices.mean(axis=0)


def style_weights(fund: Array, index_returns: Array) -> Array:
    """Long-only mix of indices that follows a fund best, ``argmin var(fund - w'indices)``.

    fund holds one return per period, index_returns a column per index; the weights are 0 or more
    and sum to 1. Of equally good weights those with the smallest sum of squares.
    Raises NoAnswer for fewer than 2 complete periods or indices that never change, ShapeError when
    the periods differ.
    Source: Sharpe 1992 (asset allocation: management style and performance measurement).
    """
    own, others = _common_periods(fund, index_returns)
    spread = others.T @ others
    unit = float(np.abs(spread).max())
    noise = NOISE * np.nanmax(np.abs(index_returns))
    require(
        unit > own.size * noise * noise, NoAnswer, "the indices never change: they explain nothing"
    )
    limits = box(0.0, 1.0, len(spread))
    definite = smallest_curvature(spread) > DEFINITE
    return best_weights(spread / unit, others.T @ own / unit, limits, definite).weights


def style_r_squared(fund: Array, index_returns: Array) -> float:
    """Share of a fund's variance its style explains, ``1 - var(fund - w'indices) / var(fund)``.

    w are the STYLE_WEIGHTS of the same ranges; below 0 when no mix follows the fund at all.
    Raises NoAnswer for a fund that never changes or too few periods, ShapeError when they differ.
    Source: Sharpe 1992 (asset allocation: management style and performance measurement).
    """
    own, others = _common_periods(fund, index_returns)
    total = float(own @ own)
    noise = NOISE * np.nanmax(np.abs(fund))
    require(
        total > own.size * noise * noise,
        NoAnswer,
        "fund never changes: there is nothing to explain",
    )
    rest = own - others @ style_weights(fund, index_returns)
    return 1 - float(rest @ rest) / total
