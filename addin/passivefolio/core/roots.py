"""Where functions are zero: one bracketed crossing, or all roots of a sum of exponentials."""

from collections.abc import Callable

import numpy as np

from passivefolio.core.checks import Array

STEPS = 200
"""More than halving a bracket of doubles can need."""
EPSILON = float(np.finfo(float).eps)
NOISE = 1e-14
"""Size of a sum, relative to its parts, below which it is rounding."""
LOWEST, HIGHEST = -700.0, 700.0
"""exp(700) is near the largest number, exp(-700) near the smallest."""
FAR = np.append(2.0 ** np.arange(1, 10), HIGHEST)
GRID = np.concatenate([-FAR[::-1], np.linspace(-1, 1, 17), FAR])
"""A first look around: dense where rates of return are, wide beyond."""


def crossing(
    function: Callable[[Array], tuple[Array, Array]], low: Array, high: Array, guess: Array
) -> Array:
    """Where a function crosses 0 between low and high, by Newton's method kept in the bracket.

    function gives value and slope, element by element; its signs at low and high differ.
    """
    sign_low = np.sign(function(low)[0])
    x, last_step = guess, high - low
    for _ in range(STEPS):
        value, slope = function(x)
        left = np.sign(value) == sign_low
        low, high = np.where(left, x, low), np.where(left, high, x)
        usable = (slope != 0) & np.isfinite(slope)
        newton = x - np.divide(value, slope, out=np.full_like(x, np.inf), where=usable)
        good = (newton >= low) & (newton <= high) & (np.abs(newton - x) <= last_step / 2)
        following = np.where(good, newton, (low + high) / 2)
        last_step = np.abs(following - x)
        x = following
        if (last_step <= EPSILON * np.abs(x)).all():
            break
    return x


def discounted(amounts: Array, times: Array, rate: Array) -> Array:
    """Each amount times ``exp(-rate time)``, a row per rate, scaled so that none overflows."""
    origin = np.where(rate < 0, times[-1], times[0])
    return np.asarray(amounts * np.exp(-rate[:, None] * (times - origin[:, None])))


def exponential_roots(amounts: Array, times: Array) -> Array:
    """All x between LOWEST and HIGHEST for which ``sum(amount exp(-x time))`` is 0, in order.

    times ascend, no amount is 0. Unless a root is soon seen to be the only one, all are found
    from those of a derivative: that of the sum times exp(c x), c between two times at which the
    sign of the amounts changes, has one change less, and between its roots is at most one root
    of the sum (Rolle).
    """
    found = _between(amounts, times, GRID)
    if found.size == 1 and _alone(amounts, times, found):
        return found
    levels = [(amounts, times)]
    while (changes := np.flatnonzero(np.diff(np.sign(levels[-1][0])))).size:
        amounts, times = levels[-1]
        place = changes[changes.size // 2]
        derivative = amounts * ((times[place] + times[place + 1]) / 2 - times)
        derivative = derivative / np.abs(derivative).max()
        kept = derivative != 0
        levels.append((derivative[kept], times[kept]))
    roots = np.empty(0)
    for level in reversed(levels[:-1]):
        roots = _between(*level, np.concatenate([[LOWEST], roots, [HIGHEST]]))
    return roots


def _alone(amounts: Array, times: Array, root: Array) -> bool:
    """Whether the balance at this root shows that there is no other.

    It does when its integral over time up to any time, and from any time on, has one sign: twice
    integrated by parts, the sum is that integral with positive weights. Soper 1959 asks for more,
    one sign of the balance itself.
    """
    balance = np.cumsum(discounted(amounts, times, root)[0])[:-1] * np.diff(times)
    sums = np.concatenate([np.cumsum(balance), np.cumsum(balance[::-1])])
    return bool((sums * np.sign(sums[-1]) > NOISE * np.abs(sums).max()).all())


def _between(amounts: Array, times: Array, edges: Array) -> Array:
    """The roots on the edges, and one between any two at which the signs differ."""

    def value_and_slope(rate: Array) -> tuple[Array, Array]:
        parts = discounted(amounts, times, rate)
        return parts.sum(axis=1), -(parts * times).sum(axis=1)

    parts = discounted(amounts, times, edges)
    value = parts.sum(axis=1)
    sign = np.where(np.abs(value) <= NOISE * np.abs(parts).sum(axis=1), 0.0, np.sign(value))
    place = np.flatnonzero(sign[:-1] * sign[1:] < 0)
    low, high = edges[place], edges[place + 1]
    roots = edges[sign == 0]
    if place.size:
        guess = np.clip(np.zeros(place.size), low + (high - low) / 8, high - (high - low) / 8)
        roots = np.concatenate([roots, crossing(value_and_slope, low, high, guess)])
    return np.unique(roots)
