"""Saving for a goal and living off it: paths of weights, rates needed, rates of withdrawal."""

import numpy as np

from passivefolio.core.checks import Array, Number, require, require_observations
from passivefolio.core.returns import growth
from passivefolio.core.roots import crossing
from passivefolio.errors import DomainError, NoAnswer

LONGEST = 200
"""Years ahead, at most."""
NEARLY = 1e-9
"""Rounding in a share of windows."""


def glide_path_weight(
    years_to_goal: Number, start_weight: Number, end_weight: Number, years_total: Number
) -> Number:
    """Weight on a straight line, ``end_weight + (start - end) years_to_goal / years_total``.

    start_weight as long as years_to_goal are years_total or more, end_weight from the goal on.
    Raises DomainError for years_total <= 0.
    Source: the linear glide path of target-date funds.
    """
    require(years_total > 0, DomainError, "years_total must be above 0, got {:g}", years_total)
    left = np.clip(years_to_goal / years_total, 0.0, 1.0)
    return end_weight + (start_weight - end_weight) * left


def _annuity(rate: Number, years: Number) -> Array:
    """What 1 at the end of each year grows to, ``((1 + r)^n - 1) / r``."""
    flat = np.asarray(rate) == 0
    return np.where(flat, years, np.expm1(years * np.log1p(rate)) / np.where(flat, 1.0, rate))


def require_years(years: Number, contribution: Number) -> None:
    """Years ahead are above 0, not too many, and whole where something is paid in each."""
    require(
        (years > 0) & (years <= LONGEST),
        DomainError,
        "years must be above 0 and at most {}, got {:g}",
        LONGEST,
        years,
    )
    require(
        (contribution == 0) | (years == np.floor(years)),
        DomainError,
        "years must be whole with a contribution at the end of each, got {:g}",
        years,
    )


def required_return(
    value: Number, goal: Number, years: Number, contribution: Number = 0.0
) -> Number:
    """Return a year that leads to the goal, ``value (1+r)^n + c ((1+r)^n - 1)/r = goal``.

    The contribution c comes at the end of each of n years; negative is a withdrawal.
    Raises DomainError for value < 0, goal < 0, years not above 0 and at most 200 or not whole
    beside a contribution, or when no return above -100 % leads there.
    Source: Excel's RATE; a sum of one sign change has one root (Descartes).
    """
    require(value >= 0, DomainError, "value must not be negative, got {:g}", value)
    require(goal >= 0, DomainError, "goal must not be negative, got {:g}", goal)
    require_years(years, contribution)
    require(
        (value > 0) | ((contribution > 0) & (years > 1)),
        DomainError,
        "value is 0 and no contribution has time to grow: no return leads to the goal",
    )
    require(
        (contribution <= 0) | (goal > contribution),
        DomainError,
        "goal ({:g}) is no more than the last contribution ({:g}): no return above -1 leads there",
        goal,
        contribution,
    )
    require(
        (goal > 0) | (contribution < 0), DomainError, "goal is 0: only a total loss leads there"
    )
    cells = np.broadcast_arrays(value, goal, years, contribution)
    start, target, count, paid = (np.atleast_1d(cell).astype(np.float64) for cell in cells)
    with np.errstate(all="ignore"):
        rate = np.where(paid == 0, np.expm1(np.log(target / start) / count), 0.0)
    saved = np.flatnonzero(paid)
    if saved.size:
        rate[saved] = _saving_rate(start[saved], target[saved], count[saved], paid[saved])
    return rate.reshape(cells[0].shape)


def _saving_rate(start: Array, target: Array, years: Array, paid: Array) -> Array:
    """The rate at which start and yearly payments grow to the target, in logarithms of growth."""

    def value_and_slope(x: Array) -> tuple[Array, Array]:
        rate = np.expm1(x)
        grown = np.exp(years * x)
        annuity = _annuity(rate, years)
        near = np.abs(rate) < 1e-4
        slope = (years * grown - annuity * (1 + rate)) / np.where(near, 1.0, rate)
        slope = np.where(near, years * (years - 1) / 2, slope)
        return start * grown + paid * annuity - target, years * start * grown + paid * slope

    with np.errstate(all="ignore"):
        largest = (target + np.abs(paid)) / np.where(start > 0, start, paid)
        high = np.log1p(1 + largest) + 1
        low = np.full_like(high, -40.0)
        return np.expm1(crossing(value_and_slope, low, high, np.zeros_like(high)))


def required_contribution(value: Number, goal: Number, years: Number, rate: Number) -> Number:
    """Payment at the end of each year for the goal, ``(goal - value (1+r)^n) r / ((1+r)^n - 1)``.

    Negative: so much can be taken out each year. At rate 0 it is ``(goal - value) / n``.
    Raises DomainError for a rate <= -1 or years that are not a whole number from 1 to 200.
    Source: Excel's PMT.
    """
    require(rate > -1, DomainError, "rate must be above -1, got {:g}", rate)
    require_years(years, 1.0)
    return (goal - value * np.power(1 + rate, years)) / _annuity(rate, years)


def vpw_rate(real_return: Number, years_left: Number) -> Number:
    """Share of the wealth to take out now so that it lasts, ``r / ((1+r) (1 - (1+r)^-n))``.

    Withdrawals at the start of each of n years, constant in real terms at this return; 1/n at 0.
    Asked again each year it is variable percentage withdrawal.
    Raises DomainError for a real_return <= -1 or years_left < 1.
    Source: Bogleheads wiki, Variable percentage withdrawal; Excel's PMT with type 1.
    """
    require(real_return > -1, DomainError, "real_return must be above -1, got {:g}", real_return)
    require(years_left >= 1, DomainError, "years_left must be at least 1, got {:g}", years_left)
    rate = np.asarray(real_return)
    flat = rate == 0
    due = -(1 + rate) * np.expm1(-years_left * np.log1p(rate)) / np.where(flat, 1.0, rate)
    return 1 / np.where(flat, years_left, due)


def safe_withdrawal_rate(real_returns: Array, years: int, success: float = 1.0) -> Number:
    """Share of the first wealth that could be taken out each year, ``1 / sum(product(1/(1+r)))``.

    Real returns, one a year. Of every run of ``years`` years in the record, the constant real
    amount at the start of each year that uses wealth up: the sum goes over t = 0 to years - 1, the
    product over the t years before. The answer is the highest rate that lasted in at least the
    share success of the runs.
    Raises NoAnswer for fewer than years returns, DomainError for years not 1 to 200
    or success not above 0 and up to 1.
    Source: Bengen 1994; the closed form as an annuity due at changing rates.
    """
    require(
        1 <= years <= LONGEST, DomainError, "years must be from 1 to {}, got {}", LONGEST, years
    )
    require(
        0 < success <= 1, DomainError, "success must be above 0 and at most 1, got {:g}", success
    )
    require_observations("real_returns", real_returns, years)
    factors = growth(real_returns)
    count = len(factors) - years + 1
    price = np.ones((count, *factors.shape[1:]))
    discount = np.ones_like(price)
    with np.errstate(divide="ignore"):
        for year in range(years - 1):
            discount = discount / factors[year : year + count]
            price = price + discount
    rates = np.sort(1 / price, axis=0)
    lasting = max(int(np.ceil(success * count - NEARLY)), 1)
    return np.asarray(rates[count - lasting])


def lump_sum_vs_dca(returns: Array, periods: int) -> Number:
    """How much richer investing at once made than in equal parts, ``W_lump / W_parts - 1``.

    The parts are invested at the start of each of the first ``periods`` periods, money that waits
    earns nothing; both then stay to the end of the record.
    Raises NoAnswer for fewer than periods returns or a total loss of the parts, DomainError for
    periods < 1 or a return below -100 %.
    Source: Constantinides 1979 (dollar-cost averaging against investing at once).
    """
    require(periods >= 1, DomainError, "periods must be at least 1, got {}", periods)
    require_observations("returns", returns, periods)
    factors = growth(returns)
    parts = np.cumprod(factors[periods - 1 :: -1], axis=0)
    after = factors[periods:].prod(axis=0)
    wealth = parts.mean(axis=0)
    require(
        (wealth > 0) & (after > 0), NoAnswer, "all is lost in the end: there is nothing to compare"
    )
    return np.asarray(parts[-1] / wealth - 1)
