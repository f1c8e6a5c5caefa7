"""The best mixes: for an investor, for the least risk, for the highest Sharpe ratio."""

import numpy as np

from passivefolio.core.chain import Bounds, Face, Market, faces, market
from passivefolio.core.checks import Array, require
from passivefolio.core.quadratic import Box, best_weights
from passivefolio.errors import DomainError


def max_utility_weights(
    returns: Array, covariance: Array, A: float, lower: Bounds = 0.0, upper: Bounds = 1.0
) -> Array:
    """Weights with the highest utility, ``argmax w'mu - A/2 w'S w``; they sum to 1.

    returns holds the expected return mu of each asset, covariance is the square matrix S; bounds
    are one number or one per asset. Of equally good weights those with the smallest sum of squares.
    Raises DomainError for bounds that cannot sum to 1, a negative A or no covariance matrix.
    Source: Markowitz 1952; BKM, Investments, eq. 6.1.
    """
    assets = market(returns, covariance, lower, upper)
    require(A >= 0, DomainError, "A must not be negative, got {:g}", A)
    if A * assets.unit == 0:
        return _highest_return(assets)
    return best_weights(
        assets.covariance, returns / (A * assets.unit), assets.limits, assets.definite
    ).weights


def _highest_return(assets: Market) -> Array:
    """The best weights of an investor without risk aversion: the highest returns fill up first."""
    weights = assets.limits.lower.copy()
    for level in np.unique(assets.returns)[::-1]:
        equal = assets.returns == level
        left = 1 - weights.sum()
        room = assets.limits.upper[equal] - weights[equal]
        if room.sum() <= left:
            weights[equal] = assets.limits.upper[equal]
            continue
        limits = Box(
            assets.limits.lower[equal], assets.limits.upper[equal], left + weights[equal].sum()
        )
        count = int(equal.sum())
        weights[equal] = best_weights(np.eye(count), np.zeros(count), limits, True).weights
        break
    return weights


def min_variance_weights(covariance: Array, lower: Bounds = 0.0, upper: Bounds = 1.0) -> Array:
    """Weights with the least variance, ``argmin w'S w``; they sum to 1.

    covariance is the square matrix S; bounds are one number or one per asset. Of equally good
    weights those with the smallest sum of squares.
    Raises DomainError for bounds that cannot sum to 1 or no covariance matrix.
    Source: Markowitz 1952.
    """
    nothing = np.zeros(len(covariance))
    assets = market(nothing, covariance, lower, upper)
    return best_weights(assets.covariance, nothing, assets.limits, assets.definite).weights


def efficient_frontier(
    returns: Array,
    covariance: Array,
    points: int = 20,
    lower: Bounds = 0.0,
    upper: Bounds = 1.0,
) -> list[list[float | str]]:
    """Standard deviation, expected return and weights of mixes along the efficient frontier.

    So many points from the least variance to the highest expected return, in equal steps of
    return, below a head row. returns holds the expected return of each asset, covariance is
    their square matrix.
    Raises DomainError for fewer than 2 points, bounds that cannot sum to 1 or no covariance matrix.
    Source: Markowitz 1952; exact by the critical lines of Markowitz 1956.
    """
    require(
        2 <= points <= MOST_POINTS, DomainError, "points must be from 2 to 1000, got {}", points
    )
    assets = market(returns, covariance, lower, upper)
    chain = list(faces(assets))
    starts = np.array([assets.expected(face.at(face.start)) for face in chain])
    levels = np.linspace(starts[0], starts[-1], points)
    places = np.maximum(np.searchsorted(starts, levels, side="right") - 1, 0)
    mixes = np.concatenate(
        [_at_returns(assets, chain[place], levels[places == place]) for place in np.unique(places)]
    )
    variances = np.maximum((mixes * (mixes @ assets.covariance)).sum(axis=1), 0.0)
    risks = np.sqrt(variances * assets.unit)
    table = np.column_stack([risks, (mixes * returns).sum(axis=1), mixes])
    names = [f"Weight {number}" for number in range(1, returns.size + 1)]
    return [["Standard deviation", "Expected return", *names], *table.tolist()]


MOST_POINTS = 1000


def _place(starts: Array, level: float) -> int:
    return max(0, int(np.searchsorted(starts, level, side="right")) - 1)


def _at_returns(assets: Market, face: Face, levels: Array) -> Array:
    """The weights of a face that earn these expected returns, a row for each."""
    gain = assets.expected(face.change)
    t = np.full(levels.size, face.start)
    if gain > 0:
        t = np.clip((levels - assets.expected(face.base)) / gain, face.start, face.end)
    if not assets.definite:
        return np.array([assets.mix(face, tolerance) for tolerance in t])
    mixes = face.base + t[:, None] * face.change
    return np.asarray(np.clip(mixes, assets.limits.lower, assets.limits.upper))


def frontier_return(
    sd: float, returns: Array, covariance: Array, lower: Bounds = 0.0, upper: Bounds = 1.0
) -> float:
    """Highest expected return of a mix whose standard deviation is at most ``sd``.

    returns holds the expected return of each asset, covariance is their square matrix; bounds are
    one number or one per asset.
    Raises DomainError when no mix has so little risk, or for no covariance matrix.
    Source: Markowitz 1952; exact by the critical lines of Markowitz 1956.
    """
    require(sd >= 0, DomainError, "sd must not be negative, got {:g}", sd)
    assets = market(returns, covariance, lower, upper)
    allowed = sd * sd / assets.unit
    chain = list(faces(assets))
    starts = np.array([assets.variance(face.at(face.start)) for face in chain])
    least = float(np.sqrt(starts[0] * assets.unit))
    require(
        sd >= least * (1 - 1e-12),
        DomainError,
        "no mix has a standard deviation of {:g}: the least is {:g}",
        sd,
        least,
    )
    face = chain[_place(starts, allowed)]
    curve = assets.variance(face.change)
    if curve == 0:
        return assets.expected(face.at(face.start))
    middle = float(face.base @ assets.covariance @ face.change)
    rest = max(0.0, middle * middle - curve * (assets.variance(face.base) - allowed))
    t = (np.sqrt(rest) - middle) / curve
    return assets.expected(np.clip(face.at(t), assets.limits.lower, assets.limits.upper))


RISKLESS = 1e-14
"""Variance, as a share of the largest covariance, that counts as none."""


def tangency_weights(
    returns: Array, covariance: Array, rf: float, lower: Bounds = 0.0, upper: Bounds = 1.0
) -> Array:
    """Weights with the highest Sharpe ratio, ``argmax (w'mu - rf) / sqrt(w'S w)``; they sum to 1.

    returns holds the expected return mu of each asset, covariance is the square matrix S; bounds
    are one number or one per asset. Of equally good weights those with the smallest sum of squares.
    Raises DomainError when no mix beats rf or a riskless mix does, or for no covariance matrix.
    Source: Tobin 1958; BKM, Investments, chapter on optimal risky portfolios.
    """
    assets = market(returns, covariance, lower, upper)
    for face in faces(assets):
        ends = [t for t in (face.start, face.end) if np.isfinite(t)]
        if face.start == 0.0 and assets.variance(face.base) < RISKLESS:
            least = assets.expected(face.base)
            require(
                least <= rf + 1e-12,
                DomainError,
                "a riskless mix earns {:g}, more than rf {:g}",
                least,
                rf,
            )
        touching = _touching(assets, face, rf)
        if touching is not None:
            return assets.mix(face, touching)
    best = assets.expected(face.at(ends[-1]))
    raise DomainError(f"no mix beats rf {rf:g}: the highest expected return is {best:g}")


def _touching(assets: Market, face: Face, rf: float) -> float | None:
    """The tolerance at which the line from rf touches this face: ``variance = t (er - rf)``."""
    base_excess = assets.expected(face.base) - rf
    gain = assets.expected(face.change)
    covariance = assets.covariance
    constant = assets.variance(face.base)
    cross = float(face.base @ covariance @ face.change)
    # variance(t) - t (er(t) - rf) = constant + t (2 cross - base_excess) + t^2 (curve - gain)
    linear, square = 2 * cross - base_excess, assets.variance(face.change) - gain
    size = max(constant, abs(linear), abs(square) * 1e-3, 1e-300)
    if abs(constant) < 1e-14 * size and abs(linear) < 1e-13 * max(gain, 1e-300):
        return _smallest_on(face)
    roots = (
        np.roots([square, linear, constant])
        if abs(square) > 1e-13 * size
        else (np.array([-constant / linear]) if linear else np.array([]))
    )
    real = np.real(roots[np.abs(np.imag(roots)) < 1e-12]) if roots.size else roots
    low, high = face.start * (1 - 1e-9), face.end * (1 + 1e-9)
    inside = real[(real > 0) & (real >= low) & (real <= high)]
    return float(inside.min()) if inside.size else None


def _smallest_on(face: Face) -> float:
    """The tolerance with the smallest sum of squared weights on a face of equally good ones."""
    steep = float(face.change @ face.change)
    best = -float(face.base @ face.change) / steep if steep else face.end
    return float(np.clip(best, max(face.start, face.end * 1e-6), face.end))
