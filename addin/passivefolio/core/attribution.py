"""Where a return came from: holdings, allocation and selection, and how effects link over time."""

import math
from typing import Any

import numpy as np

from passivefolio.core.checks import Array, held, require, require_observations, require_same_size
from passivefolio.core.returns import growth
from passivefolio.core.risk import NOISE
from passivefolio.errors import DomainError, ShapeError

HEADER = ("Sleeve", "Allocation", "Selection", "Interaction", "Total")


def contribution(weights: Array, returns: Array) -> Array:
    """What each holding adds to the return of the portfolio, ``w_i r_i``; they sum to it.

    weights at the start of the period, one return per holding.
    Raises ShapeError when sizes differ, NotANumber for a blank return beside a non-zero weight.
    Source: BKM, Investments (the rate of return of a portfolio).
    """
    return weights * held(weights, "returns", returns)


def brinson_fachler(
    weights: Array, index_weights: Array, returns: Array, index_returns: Array
) -> list[list[Any]]:
    """Active return by sleeve, allocation measured against the index, ``(w_p - w_b)(r_b - B)``.

    A table with the total below. B is the return of the whole index; selection is
    ``w_b (r_p - r_b)`` and interaction ``(w_p - w_b)(r_p - r_b)``. A sleeve held by one side only
    may have a blank return on the other: it then has no selection.
    Raises ShapeError when sizes differ, NotANumber for a blank return beside a non-zero weight.
    Source: Brinson, Fachler 1985.
    """
    w_p, w_b, r_p, r_b = _sleeves(weights, index_weights, returns, index_returns)
    return _effects(w_p, w_b, r_p, r_b, r_b - (w_b * r_b).sum())


def brinson_hood_beebower(
    weights: Array, index_weights: Array, returns: Array, index_returns: Array
) -> list[list[Any]]:
    """Active return by sleeve, allocation measured against nothing, ``(w_p - w_b) r_b``.

    A table with the total below; selection is ``w_b (r_p - r_b)``, interaction
    ``(w_p - w_b)(r_p - r_b)``. A sleeve held by one side only may have a blank return on the
    other: it then has no selection.
    Raises ShapeError when sizes differ, NotANumber for a blank return beside a non-zero weight.
    Source: Brinson, Hood, Beebower 1986.
    """
    w_p, w_b, r_p, r_b = _sleeves(weights, index_weights, returns, index_returns)
    return _effects(w_p, w_b, r_p, r_b, r_b)


def _sleeves(
    weights: Array, index_weights: Array, returns: Array, index_returns: Array
) -> tuple[Array, Array, Array, Array]:
    """Weights and returns of both sides, without the empty rows at the end of a template."""
    require_same_size("weights", weights, "index_weights", index_weights)
    known = held(weights, "returns", returns)
    index_known = held(index_weights, "index_returns", index_returns)
    own = np.where(np.isnan(returns) & ~np.isnan(index_returns), index_known, known)
    index = np.where(np.isnan(index_returns) & ~np.isnan(returns), known, index_known)
    there = (weights != 0) | (index_weights != 0) | ~np.isnan(returns) | ~np.isnan(index_returns)
    count = int(np.flatnonzero(there)[-1]) + 1
    return weights[:count], index_weights[:count], own[:count], index[:count]


def _effects(w_p: Array, w_b: Array, r_p: Array, r_b: Array, worth: Array) -> list[list[Any]]:
    """The table of effects, overweighting a sleeve being worth ``worth``."""
    allocation = (w_p - w_b) * worth
    selection = w_b * (r_p - r_b)
    interaction = (w_p - w_b) * (r_p - r_b)
    effects = np.column_stack([allocation, selection, interaction])
    rows = np.column_stack([effects, effects.sum(axis=1)])
    numbered = [[float(place), *row] for place, row in enumerate(rows.tolist(), start=1)]
    return [list(HEADER), *numbered, ["Total", *rows.sum(axis=0).tolist()]]


def linked_attribution(
    effects: Array, portfolio_returns: Array, index_returns: Array, method: str = "carino"
) -> Array:
    """Effects of many periods as one number each, ``sum(c_t e_t)``, that add up over time.

    Effects that sum to the active return of every period link to the difference of the compounded
    returns. c_t is ``k_t / k`` with the log coefficients of Carino, or Menchero's optimised
    ``A + a_t``. effects has a row per period and a column per effect; blank periods are left out.
    Raises ShapeError when sizes differ, DomainError for -100 % (Carino) or less.
    Source: Carino 1999; Menchero 2000.
    """
    table, p, b = _periods(effects, portfolio_returns, index_returns)
    coefficients = _carino(p, b) if method == "carino" else _menchero(p, b)
    return np.asarray((coefficients[:, None] * table).sum(axis=0))


def _periods(effects: Array, p: Array, b: Array) -> tuple[Array, Array, Array]:
    """Effects and returns of the periods in which nothing is blank."""
    require_same_size("portfolio_returns", p, "index_returns", b)
    table = effects.T if len(effects) == 1 and p.size > 1 else effects
    if len(table) < p.size or not np.isnan(table[p.size :]).all():
        raise ShapeError(f"effects has {len(table)} rows but portfolio_returns has {p.size}")
    table = table[: p.size]
    complete = ~(np.isnan(table).any(axis=1) | np.isnan(p) | np.isnan(b))
    require_observations("portfolio_returns", p[complete], 1)
    table, p, b = table[complete], p[complete], b[complete]
    growth(p)  # no return may be below -100 %
    growth(b)
    return table, p, b


def _log_coefficient(p: Any, b: Any) -> Any:
    """``(ln(1+p) - ln(1+b)) / (p - b)``, and its limit 1/(1+p) where both are equal."""
    x = (p - b) / (1 + b)
    return np.where(x == 0, 1.0, np.log1p(x) / np.where(x == 0, 1.0, x)) / (1 + b)


def _carino(p: Array, b: Array) -> Array:
    for name, returns in (("portfolio_returns", p), ("index_returns", b)):
        lowest = float(returns.min())
        message = name + " holds {:g}: a total loss has no logarithm, use menchero"
        require(lowest > -1, DomainError, message, lowest)
    whole = _log_coefficient((1 + p).prod() - 1, (1 + b).prod() - 1)
    return np.asarray(_log_coefficient(p, b) / whole)


def _menchero(p: Array, b: Array) -> Array:
    total_p, total_b = float((1 + p).prod()), float((1 + b).prod())
    common = _menchero_constant(total_p, total_b, len(p))
    active = p - b
    if np.abs(active).max() <= NOISE * (1 + np.abs(p).max()):
        return np.full(len(p), common)
    left_over = total_p - total_b - common * active.sum()
    return np.asarray(common + left_over * active / (active * active).sum())


def _menchero_constant(p: float, b: float, count: int) -> float:
    """``(P - B) / (T (P^(1/T) - B^(1/T)))`` of growth P and B over T periods, or its limit."""
    high, low = max(p, b), min(p, b)
    if high == 0:
        return 1.0 if count == 1 else 0.0
    fall = (low - high) / high
    root = math.expm1(math.log1p(fall) / count) if fall > -1 else -1.0
    slope = fall / (count * root) if root else 1.0
    return float(slope * high ** (1 - 1 / count))
