"""The best weights, exactly: a convex quadratic programme with a sum and bounds, by active sets.

Minimises ``w'Qw / 2 - c'w`` with ``sum(w) = 1`` and ``lower <= w <= upper``. A weight is either
free or held at one of its bounds; on the face of the free ones the minimum is linear algebra, so
the answer is exact to rounding and not the stop of an iteration. Of equally good weights the ones
with the smallest sum of squares are returned.
Source: Nocedal, Wright 2006, *Numerical Optimization*, section 16.5 (active-set methods).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from passivefolio.core.checks import Array
from passivefolio.errors import DomainError

DEFINITE = 1e-9
"""Smallest eigenvalue, as a share of the largest, from which all faces have one minimum."""
NUDGE = 1e-8
"""Pull towards equal weights that parts equally good ones; taken off again at the end."""
FLAT = 1e-12
"""Curvature, as a share of the largest, that counts as none."""
TOLERANCE = 1e-13
"""Size of a multiplier that counts as zero, where the gradient is of size one."""
SMALLEST_MOVE = 1e-15
FAR = 1e6


@dataclass(frozen=True, slots=True)
class Box:
    """The weights allowed: bounds per asset, and the sum they make."""

    lower: Array
    upper: Array
    total: float = 1.0

    def start(self) -> Array:
        """Weights inside the bounds that make the sum, all equally far along their ranges."""
        room = float((self.upper - self.lower).sum())
        missing = self.total - float(self.lower.sum())
        return self.lower + (missing / room if room > 0 else 0.0) * (self.upper - self.lower)


@dataclass(frozen=True, slots=True)
class Solution:
    """The best weights, and which of them no bound holds."""

    weights: Array
    free: NDArray[np.bool_]


def box(lower: Array | float, upper: Array | float, size: int) -> Box:
    """Bounds for so many assets, checked; a blank is 0 below and 1 above."""
    sides = []
    for name, side, blank in (("lower", lower, 0.0), ("upper", upper, 1.0)):
        values = np.atleast_1d(np.asarray(side, dtype=float))
        if values.size not in (1, size):
            raise DomainError(f"{name} has {values.size} values for {size} assets")
        sides.append(np.broadcast_to(np.where(np.isnan(values), blank, values), (size,)))
    low, high = sides
    if (low > high).any():
        place = int((low > high).argmax())
        raise DomainError(
            f"lower ({low[place]:g}) is above upper ({high[place]:g}) for asset {place + 1}"
        )
    if low.sum() > 1 + 1e-12:
        raise DomainError(f"the lower bounds sum to {low.sum():.6g}, more than 1")
    if high.sum() < 1 - 1e-12:
        raise DomainError(f"the upper bounds sum to {high.sum():.6g}, less than 1")
    return Box(low.copy(), high.copy())


def smallest_curvature(matrix: Array) -> float:
    """The smallest eigenvalue as a share of the largest; above DEFINITE no direction is flat."""
    eigenvalues = np.linalg.eigvalsh(matrix)
    return float(eigenvalues[0] / eigenvalues[-1]) if eigenvalues[-1] > 0 else 0.0


class Surface:
    """A face of the box, seen from the free weights: where it is curved and where it is flat."""

    def __init__(self, matrix: Array, free: NDArray[np.bool_], definite: bool) -> None:
        self.free = free
        self.inner = matrix[np.ix_(free, free)]
        self.definite = definite
        self.curvature, self.directions = np.empty(0), np.empty((len(self.inner), 0))
        if not definite and len(self.inner):
            centred = self.inner - self.inner.mean(axis=0)
            centred = centred - centred.mean(axis=1)[:, None]
            curvature, directions = np.linalg.eigh((centred + centred.T) / 2)
            curved = curvature > FLAT * max(1.0, curvature[-1])
            self.curvature, self.directions = curvature[curved], directions[:, curved]

    def move(self, pull: Array) -> Array:
        """The move with sum 0 that a pull brings about where the face is curved."""
        answer = np.zeros(len(pull))
        if not len(self.inner):
            return answer
        own = pull[self.free]
        if self.definite:
            moved, ones = np.linalg.solve(
                self.inner, np.column_stack([own - own.mean(), np.ones(len(own))])
            ).T
            answer[self.free] = moved - ones * (moved.sum() / ones.sum())
        else:
            moved = self.directions @ (self.directions.T @ (own - own.mean()) / self.curvature)
            answer[self.free] = moved - moved.mean()
        return answer

    def flat_part(self, vector: Array) -> Array:
        """The part of a vector, with sum 0, along which the face is flat."""
        answer = np.zeros(len(vector))
        if not self.definite and len(self.inner) > len(self.curvature) + 1:
            own = vector[self.free] - vector[self.free].mean()
            flat = own - self.directions @ (self.directions.T @ own)
            answer[self.free] = flat - flat.mean()
        return answer


def best_weights(
    matrix: Array, linear: Array, limits: Box, definite: bool, near: Solution | None = None
) -> Solution:
    """The minimum; ``near`` is a solution of a similar problem to begin with."""
    if not definite:
        nudged = matrix + NUDGE * np.eye(len(matrix))
        near = searched(nudged, linear, limits, near, definite=False)
    return searched(matrix, linear, limits, near, definite)


def searched(
    matrix: Array, linear: Array, limits: Box, near: Solution | None, definite: bool
) -> Solution:
    """From face to face, each lower than the one before, until no bound wants to let go."""
    tolerance = TOLERANCE * max(1.0, float(np.abs(linear - linear.mean()).max()))
    lower, upper = limits.lower, limits.upper
    weights = limits.start() if near is None else near.weights.copy()
    free = (weights > lower) & (weights < upper) if near is None else near.free.copy()
    for _ in range(100 + 20 * len(weights)):
        change = full_step(Surface(matrix, free, definite), matrix, linear, weights, tolerance)
        change[np.abs(change) < SMALLEST_MOVE] = 0.0
        share, blocking = _step(weights, change, limits)
        weights = weights + share * change
        if blocking >= 0:
            weights[blocking] = (lower if change[blocking] < 0 else upper)[blocking]
            free[blocking] = False
            continue
        leaving = _wanting(matrix @ weights - linear, weights, free, limits, tolerance)
        if not leaving:
            return Solution(_summing(weights, limits), free)
        free[leaving] = True
    raise DomainError("the best weights were not found; are the numbers of very different size?")


def full_step(
    surface: Surface, matrix: Array, linear: Array, weights: Array, tolerance: float
) -> Array:
    """The change to the minimum of a face; where it is flat, out of the box or to the evenest."""
    pull = linear - matrix @ weights
    change: Array = surface.move(pull)
    if surface.definite:
        return change
    downhill = surface.flat_part(pull)
    size = np.abs(downhill).max()
    if size > 10 * tolerance:
        return np.asarray(change + downhill * (FAR / size))
    return np.asarray(change - surface.flat_part(weights))


def _step(weights: Array, change: Array, limits: Box) -> tuple[float, int]:
    """The share of the change that the bounds allow, and which weight stops it (-1: none)."""
    room = np.where(change < 0, limits.lower, limits.upper) - weights
    shares = np.divide(room, change, out=np.full(len(weights), np.inf), where=change != 0)
    blocking = int(shares.argmin())
    if shares[blocking] >= 1:
        return 1.0, -1
    return max(0.0, float(shares[blocking])), blocking


def _wanting(
    gradient: Array,
    weights: Array,
    free: NDArray[np.bool_],
    limits: Box,
    tolerance: float,
) -> list[int]:
    """The held weights to let go: the one that gains most, or the best pair when all are held."""
    movable = ~free & (limits.lower < limits.upper)
    can_rise = movable & (weights <= limits.lower)
    can_fall = movable & ~can_rise
    rising = np.where(can_rise, gradient, np.inf)
    falling = np.where(can_fall, gradient, -np.inf)
    if not free.any():
        up, down = int(rising.argmin()), int(falling.argmax())
        return [up, down] if falling[down] - rising[up] > tolerance else []
    level = gradient[free].mean()
    gains = np.maximum(level - rising, falling - level)
    best = int(gains.argmax())
    return [best] if gains[best] > tolerance else []


def _summing(weights: Array, limits: Box) -> Array:
    """The weights with the last rounding error of their sum taken off the one with most room."""
    weights = np.clip(weights, limits.lower, limits.upper)
    room = np.minimum(weights - limits.lower, limits.upper - weights)
    widest = int(room.argmax())
    for _ in range(3):
        weights[widest] += limits.total - math.fsum(weights)
    return np.clip(weights, limits.lower, limits.upper)
