"""Passive against active: who wins on average, how often, and how long it takes to know."""

from typing import Any

import numpy as np

from passivefolio.core.checks import (
    Array,
    Number,
    require,
    require_observations,
    require_periods_per_year,
)
from passivefolio.core.ratios import excess
from passivefolio.core.returns import growth
from passivefolio.core.risk import standard_deviation
from passivefolio.errors import DomainError, NoAnswer


def sharpe_arithmetic(
    market_return: float, passive_cost: float, active_cost: float, passive_share: float = 0.5
) -> list[list[Any]]:
    """The average passive and active dollar, before and after cost: ``net = market - cost``.

    A table: passive, active, all together, and active less passive. Before cost both earn the
    market return, because together they are the market. All rates are over the same time.
    Raises DomainError when passive_share is not between 0 and 1.
    Source: Sharpe 1991 (The arithmetic of active management).
    """
    require(
        0 < passive_share < 1,
        DomainError,
        "passive_share must be between 0 and 1, got {:g}",
        passive_share,
    )
    active_share = 1 - passive_share
    mean_cost = passive_share * passive_cost + active_share * active_cost
    lines = (
        ("Passive", passive_share, passive_cost),
        ("Active", active_share, active_cost),
        ("Market", 1.0, mean_cost),
    )
    gap = active_cost - passive_cost
    return [
        ["", "Share", "Before cost", "Cost", "After cost"],
        *([name, share, market_return, cost, market_return - cost] for name, share, cost in lines),
        ["Active less passive", "", 0.0, gap, -gap],
    ]


def success_rate(active_returns: Array, passive_return: float) -> float:
    """Share of the active funds that survived and beat the passive one, ``winners / all``.

    active_returns has a cell for every fund that started; a blank is a fund that is gone.
    Raises ShapeError for an empty range.
    Source: Morningstar, Active/Passive Barometer (success rate).
    """
    return float((active_returns > passive_return).mean())


def survivorship_rate(returns: Array) -> float:
    """Share of the funds that survived, ``those with a return / all``.

    returns has a cell for every fund that started; a blank is a fund that is gone.
    Raises ShapeError for an empty range.
    Source: S&P Dow Jones Indices, SPIVA scorecard (survivorship).
    """
    return float((~np.isnan(returns)).mean())


def active_expense_ratio(fee: Number, index_fee: Number, r_squared: Number) -> Number:
    """Fee on the active part of a fund, ``index_fee + (fee - index_fee) / active share``.

    The active share of the risk is ``sqrt(1 - R2) / (sqrt(R2) + sqrt(1 - R2))`` with R2 the
    r_squared of the fund against its index. Fees are rates a year.
    Raises NoAnswer when r_squared is 1, DomainError when it is not from 0 to 1.
    Source: Miller 2007 (Measuring the true cost of active management by mutual funds).
    """
    require(
        (r_squared >= 0) & (r_squared <= 1),
        DomainError,
        "r_squared must be from 0 to 1, got {:g}",
        r_squared,
    )
    require(r_squared < 1, NoAnswer, "r_squared is 1: nothing of the fund is active")
    active, passive = np.sqrt(1 - r_squared), np.sqrt(r_squared)
    return index_fee + (fee - index_fee) * (active + passive) / active


def required_alpha(
    active_fee: Number, passive_fee: Number, trading_cost: Number = 0.0, tax_drag: Number = 0.0
) -> Number:
    """Return before costs by which active must win, ``active - passive fee + trading + tax``.

    All are rates a year; trading_cost and tax_drag are what active pays more than passive.
    Source: Sharpe 1991 (The arithmetic of active management), solved for the active return.
    """
    return active_fee - passive_fee + trading_cost + tax_drag


def years_to_significance(information_ratio: Number, t_stat: Number = 2.0) -> Number:
    """Years of record until skill is told from luck, ``(t / information ratio)^2``.

    information_ratio is annual; below 0 it is the lack of skill that shows.
    Raises NoAnswer when information_ratio is 0, DomainError when t_stat is negative.
    Source: Grinold, Kahn, Active Portfolio Management (t-statistic and information ratio).
    """
    require(t_stat >= 0, DomainError, "t_stat must not be negative, got {:g}", t_stat)
    require(information_ratio != 0, NoAnswer, "information_ratio is 0: no record is long enough")
    root = t_stat / information_ratio
    return root * root


def alpha_t_stat(
    returns: Array, benchmark: Array, rf: Number = 0.0, periods_per_year: float = 1.0
) -> Number:
    """Alpha over its standard error, ``a / (s sqrt(1/n + mean(x)^2 / sum((x - mean(x))^2)))``.

    The intercept a of returns - rf on x = benchmark - rf, least squares; s is the residual standard
    deviation with n-2. rf: a number is an annual rate, a range one per period.
    Raises NoAnswer for fewer than 3 observations, a benchmark that never changes, no residual.
    Source: Jensen 1968; the textbook t-statistic of an intercept.
    """
    require_observations("returns", returns, 3)
    require_periods_per_year(periods_per_year)
    y, y_noise = excess(returns, rf, periods_per_year)
    x, x_noise = excess(benchmark, rf, periods_per_year)
    spread = standard_deviation(x)
    require(spread > x_noise, NoAnswer, "benchmark above rf never changes: there is no regression")
    dx, dy = x - x.mean(axis=0), y - y.mean(axis=0)
    squares = (dx * dx).sum(axis=0)
    beta = (dx * dy).sum(axis=0) / squares
    residual = dy - beta * dx
    s = np.sqrt((residual * residual).sum(axis=0) / (len(y) - 2))
    require(
        s > y_noise + np.abs(beta) * x_noise,
        NoAnswer,
        "returns follow benchmark without a residual: alpha has no standard error",
    )
    x_mean = x.mean(axis=0)
    alpha = y.mean(axis=0) - beta * x_mean
    return np.asarray(alpha / (s * np.sqrt(1 / len(y) + x_mean * x_mean / squares)))


def _wealth_ratio(returns_a: Array, returns_b: Array) -> Array:
    """Growth of a over growth of b, period by period."""
    require_observations("returns_a", returns_a, 1)
    returns_a, returns_b = np.broadcast_arrays(returns_a, returns_b)
    a, b = growth(returns_a), growth(returns_b)
    require(b.min(axis=0) > 0, NoAnswer, "returns_b holds -100 %: nothing is left to divide by")
    return np.asarray(a / b)


def terminal_wealth_ratio(returns_a: Array, returns_b: Array) -> Number:
    """Final wealth of a over that of b, ``product(1 + a) / product(1 + b)``.

    One simple return per period.
    Raises NoAnswer when b loses everything, DomainError for a return below -100 %.
    Source: GIPS 2020 (geometric linking), as a ratio.
    """
    return np.asarray(_wealth_ratio(returns_a, returns_b).prod(axis=0))


def telltale(returns_a: Array, returns_b: Array) -> Array:
    """Running wealth of a over that of b, ``product(1 + a) / product(1 + b)`` up to each period.

    One value per period; the start, 1, is not among them. It rises while a does better.
    Raises NoAnswer when b loses everything, DomainError for a return below -100 %.
    Source: Bogle (the telltale chart).
    """
    return np.asarray(_wealth_ratio(returns_a, returns_b).cumprod(axis=0))
