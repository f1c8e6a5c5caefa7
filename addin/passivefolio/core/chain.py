"""The efficient frontier as a chain of faces.

The weights on it minimise ``w'Sw / 2 - t mu'w`` for a tolerance of risk t from 0 (least variance)
upwards (highest return). While no weight reaches or leaves a bound they change in a straight line
with t, so each face is known exactly, and with it the whole frontier.
Source: Markowitz 1956 (critical lines).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from passivefolio.core.allocation import require_covariance
from passivefolio.core.checks import Array, require_known
from passivefolio.core.quadratic import (
    DEFINITE,
    Box,
    Solution,
    Surface,
    best_weights,
    box,
    full_step,
    searched,
    smallest_curvature,
)
from passivefolio.errors import DomainError, ShapeError

Bounds = Array | float


@dataclass(frozen=True, slots=True)
class Market:
    """Assets to mix; the covariances are in units of the largest of them."""

    returns: Array
    covariance: Array
    limits: Box
    unit: float
    smallest_curvature: float

    @property
    def definite(self) -> bool:
        """Whether no direction is flat."""
        return self.smallest_curvature > DEFINITE

    @property
    def spread(self) -> float:
        """Highest less lowest expected return."""
        return float(self.returns.max() - self.returns.min())

    def expected(self, weights: Array) -> float:
        """Expected return of a mix."""
        return float((weights * self.returns).sum())

    def mix(self, face: "Face", t: float) -> Array:
        """The weights at tolerance t of a face; of equally good ones the evenest."""
        t = float(np.clip(t, face.start, face.end))
        weights = np.clip(face.at(t), self.limits.lower, self.limits.upper)
        if self.definite:
            return weights
        near = Solution(weights, face.free)
        return best_weights(self.covariance, t * self.returns, self.limits, False, near).weights

    def variance(self, weights: Array) -> float:
        """Variance of a mix, in units of the largest covariance."""
        return max(0.0, float((weights * (self.covariance * weights).sum(axis=1)).sum()))


@dataclass(frozen=True, slots=True)
class Face:
    """A stretch of the frontier: weights ``base + t change`` for t from ``start`` to ``end``.

    free are the weights that no bound holds.
    """

    start: float
    end: float
    base: Array
    change: Array
    free: NDArray[np.bool_]

    def at(self, t: float) -> Array:
        """The weights at tolerance t."""
        return self.base + t * self.change if t > 0 else self.base.copy()


def market(returns: Array, covariance: Array, lower: Bounds, upper: Bounds) -> Market:
    """The assets, checked."""
    require_known("returns", returns)
    require_covariance("covariance", covariance)
    if len(covariance) != returns.size:
        raise ShapeError(f"returns has {returns.size} values but covariance {len(covariance)} rows")
    limits = box(lower, upper, returns.size)
    unit = float(np.abs(covariance).max()) or 1.0
    scaled = covariance / unit
    return Market(returns, scaled, limits, unit, smallest_curvature(scaled))


CHAIN_NUDGE = 1e-10
"""Curvature given to flat directions, so that every change along the chain is seen."""
FLAT_SLOPE = 1e-7
"""Slope of a multiplier, per spread of the returns, that only the nudge brings about."""
NEXT = 1e-9
"""How far beyond the end of a face the next one is looked for; further when it has no length."""


def faces(assets: Market) -> Iterator[Face]:
    """The frontier from the least variance to the highest return, stretch by stretch."""
    size = len(assets.returns)
    if assets.spread == 0:
        least = best_weights(assets.covariance, np.zeros(size), assets.limits, assets.definite)
        yield Face(0.0, np.inf, least.weights, np.zeros(size), least.free)
        return
    first = (1e-3 * assets.smallest_curvature if assets.definite else 1e3 * CHAIN_NUDGE) / (
        assets.spread
    )
    curved = assets.covariance + (0.0 if assets.definite else CHAIN_NUDGE) * np.eye(size)
    near, start, t, gap = None, 0.0, first, NEXT
    for _ in range(50 + 20 * size):
        near = searched(curved, t * assets.returns, assets.limits, near, assets.definite)
        end = _end(assets, curved, near, t)
        yield _face(assets, near, t, start, end)
        if np.isinf(end):
            return
        gap = 10 * gap if end <= t else NEXT
        start, t = end, end + gap * (end + first)
    raise DomainError("the frontier has no end; are the numbers of very different size?")


def _slope(surface: Surface, assets: Market) -> Array:
    """The change of the weights per unit of tolerance on a face."""
    change = surface.move(assets.returns)
    return np.where(np.abs(change) * assets.spread < 1e-13, 0.0, change)


def _face(assets: Market, found: Solution, t: float, start: float, end: float) -> Face:
    """The face of a solution at t, without the nudge."""
    surface = Surface(assets.covariance, found.free, assets.definite)
    linear = t * assets.returns
    step = full_step(surface, assets.covariance, linear, found.weights, np.inf)
    change = _slope(surface, assets)
    return Face(start, end, found.weights + step - t * change, change, found.free)


def _end(assets: Market, curved: Array, found: Solution, t: float) -> float:
    """The tolerance up to which the bounds that hold in a solution at t go on to hold."""
    change = _slope(Surface(curved, found.free, assets.definite), assets)
    return min(
        _first_bound(assets, found, change, t),
        _first_release(assets, curved, found, change, t),
    )


def _first_bound(assets: Market, found: Solution, change: Array, t: float) -> float:
    """The tolerance at which the first free weight reaches a bound."""
    moving = found.free & (change != 0)
    if not moving.any():
        return np.inf
    limits = np.where(change < 0, assets.limits.lower, assets.limits.upper)
    distance = (limits - found.weights)[moving] / change[moving]
    return t + max(0.0, float(distance.min()))


def _first_release(
    assets: Market, curved: Array, found: Solution, change: Array, t: float
) -> float:
    """The tolerance at which the first held weight wants to leave its bound."""
    held = ~found.free & (assets.limits.lower < assets.limits.upper)
    if not held.any():
        return np.inf
    at_lower = found.weights <= assets.limits.lower
    if not found.free.any():
        return _vertex_end(assets, curved, found, held, at_lower, t)
    gradient = curved @ found.weights - t * assets.returns
    slope = curved @ change - assets.returns
    sign = np.where(at_lower, 1.0, -1.0)
    slack = sign * (gradient - gradient[found.free].mean())
    falling = -sign * (slope - slope[found.free].mean())
    leaving = held & (falling > (1e-14 if assets.definite else FLAT_SLOPE) * assets.spread)
    if not leaving.any():
        return np.inf
    return t + max(0.0, float((slack[leaving] / falling[leaving]).min()))


def _vertex_end(
    assets: Market,
    curved: Array,
    found: Solution,
    held: NDArray[np.bool_],
    at_lower: NDArray[np.bool_],
    t: float,
) -> float:
    """The tolerance up to which weights that are all held at bounds stay the best."""
    fixed = curved @ found.weights
    rising, falling = np.flatnonzero(held & at_lower), np.flatnonzero(held & ~at_lower)
    if not rising.size or not falling.size:
        return np.inf
    gain = assets.returns[rising][:, None] - assets.returns[falling]
    cost = fixed[rising][:, None] - fixed[falling]
    worth = gain > 0
    return max(t, float((cost[worth] / gain[worth]).min())) if worth.any() else np.inf
