"""What may become of wealth: chances, percentiles, and simulated years.

Wealth grows by independent lognormal yearly returns. er is the arithmetic mean and sd the standard
deviation of the simple return of a year. Contributions come at the end of each year.
"""

import math
from typing import Any

import numpy as np

from passivefolio.core.checks import (
    Array,
    Number,
    require,
    require_observations,
)
from passivefolio.core.normal import probability, quantile
from passivefolio.core.plan import require_years
from passivefolio.core.returns import compounded_windows, growth
from passivefolio.errors import DomainError

PERCENTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
MOST_DRAWS = 50_000_000
"""Random numbers in one call, at most: a few seconds."""
MOST_PERIODS = 366
"""Periods in a year, at most."""
NEARLY = 1e-12
"""Relative rounding of wealth."""
PATHS, SEED = 10_000, 1
"""Simulation where the user chooses none."""


def _log_moments(er: Number, sd: Number) -> tuple[Array, Array]:
    """Mean and standard deviation of the logarithm of a year's growth."""
    require(er > -1, DomainError, "er must be above -1, got {:g}", er)
    require(sd >= 0, DomainError, "sd must not be negative, got {:g}", sd)
    relative = sd / (1 + er)
    variance = np.log1p(relative * relative)
    return np.asarray(np.log1p(er) - variance / 2), np.asarray(np.sqrt(variance))


def _require_plan(value: Number, years: Number, contribution: Number) -> None:
    require(value >= 0, DomainError, "value must not be negative, got {:g}", value)
    require(
        (value > 0) | (contribution > 0),
        DomainError,
        "value must be above 0 where nothing is contributed",
    )
    require_years(years, contribution)


def goal_probability(
    value: Number, goal: Number, er: Number, sd: Number, years: Number, contribution: Number = 0.0
) -> Number:
    """Chance to have the goal or more in T years, ``N((ln(value/goal) + mu T) / (s sqrt(T)))``.

    ``s^2 = ln(1 + sd^2/(1+er)^2)``, ``mu = ln(1+er) - s^2/2``. With a contribution at the end of
    each year (negative: a withdrawal; wealth that is used up stays 0) it is the share of the
    10,000 paths of MONTE_CARLO_WEALTH with seed 1, right to about 0.01.
    Raises DomainError for a value < 0, goal <= 0, er <= -1, sd < 0, or years that are not above 0
    and at most 200, or not whole beside a contribution.
    Source: lognormal wealth, as in Hull, Options, Futures and Other Derivatives.
    """
    require(goal > 0, DomainError, "goal must be above 0, got {:g}", goal)
    _require_plan(value, years, contribution)
    mean, deviation = _log_moments(er, sd)
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.log(value / goal) + mean * years
        spread = deviation * np.sqrt(years)
        sure = np.where(distance >= -NEARLY, 1.0, 0.0)
        closed = np.where(spread > 0, probability(distance / spread), sure)
    cells = value, goal, mean, deviation, years, contribution, closed
    return _simulated_where(cells, lambda final, goal: float((final >= goal * (1 - NEARLY)).mean()))


def wealth_percentile(
    value: Number,
    er: Number,
    sd: Number,
    years: Number,
    percentile: Number,
    contribution: Number = 0.0,
) -> Number:
    """Wealth that is missed with this chance in T years, ``value exp(mu T + s sqrt(T) N^-1(p))``.

    ``s^2 = ln(1 + sd^2/(1+er)^2)``, ``mu = ln(1+er) - s^2/2``; percentile p = 0.05 is the 5 % of
    worst cases. With a contribution at the end of each year (negative: a withdrawal; wealth that
    is used up stays 0) it is the percentile of the 10,000 paths of MONTE_CARLO_WEALTH with seed 1.
    Raises DomainError for a percentile not between 0 and 1, and as GOAL_PROBABILITY.
    Source: lognormal wealth, as in Hull, Options, Futures and Other Derivatives.
    """
    require(
        (percentile > 0) & (percentile < 1),
        DomainError,
        "percentile must be between 0 and 1 (5 % is 0.05), got {:g}",
        percentile,
    )
    _require_plan(value, years, contribution)
    mean, deviation = _log_moments(er, sd)
    closed = value * np.exp(mean * years + deviation * np.sqrt(years) * quantile(percentile))
    cells = value, percentile, mean, deviation, years, contribution, closed
    return _simulated_where(cells, lambda final, share: float(np.quantile(final, share)))


def _simulated_where(cells: tuple[Number, ...], figure: Any) -> Number:
    """The closed answer, but a figure of simulated wealth where something is contributed.

    Wealth is linear in what is there and what is contributed, ``value G + contribution S``, and
    below 0 where it is used up: G and S serve all cells of the same market.
    """
    if not np.any(cells[-2]):
        return cells[-1]
    table = np.broadcast_arrays(*cells)
    answers = table[-1].astype(np.float64)
    values, asked, means, deviations, years, contributions, _ = (np.ravel(t) for t in table)
    places = np.flatnonzero(contributions)
    draws = np.random.default_rng(SEED).standard_normal((int(years[places].max()), PATHS))
    mean = deviation = np.nan
    for place in places[np.lexsort((years[places], deviations[places], means[places]))]:
        if (means[place], deviations[place]) != (mean, deviation):
            mean, deviation = means[place], deviations[place]
            grown, saved, year = np.ones(PATHS), np.zeros(PATHS), 0
        for draw in draws[year : int(years[place])]:
            factor = np.exp(mean + deviation * draw)
            grown, saved = grown * factor, saved * factor + 1
        year = int(years[place])
        wealth = np.maximum(values[place] * grown + contributions[place] * saved, 0.0)
        beyond = np.isnan(wealth).any()  # more than a number can hold
        answers.flat[place] = np.nan if beyond else figure(wealth, asked[place])
    return answers


def _a_year_on(wealth: Array, factor: Array, contribution: float) -> Array:
    """Wealth after a year of growth and the contribution at its end; it never falls below 0."""
    grown = wealth * factor + contribution
    return grown if contribution >= 0 else np.where(wealth > 0, np.maximum(grown, 0.0), 0.0)


def _require_simulation(paths: int, draws: int, seed: int) -> None:
    require(paths >= 1, DomainError, "paths must be at least 1, got {}", paths)
    require(seed >= 0, DomainError, "seed must not be negative, got {}", seed)
    require(
        draws <= MOST_DRAWS,
        DomainError,
        "{:.3g} random numbers would be needed, at most {:.3g} are drawn: take fewer paths",
        float(draws),
        float(MOST_DRAWS),
    )


def _percentile_rows(wealth: Array, year: int) -> list[Any]:
    return [float(year), *np.quantile(wealth, PERCENTILES).tolist()]


HEADER = ["Year", *(f"{100 * share:g} %" for share in PERCENTILES)]


def monte_carlo_wealth(
    value: float,
    er: float,
    sd: float,
    years: int,
    contribution: float = 0.0,
    paths: int = PATHS,
    seed: int = SEED,
) -> list[list[Any]]:
    """Percentiles of simulated wealth by year, ``W1 = W0 exp(mu + s z) + contribution``.

    ``s^2 = ln(1 + sd^2/(1+er)^2)``, ``mu = ln(1+er) - s^2/2``, z standard normal. A header row,
    then a row per year from 0: year, 5, 25, 50, 75 and 95 % of the paths. The contribution comes
    at the end of each year; negative is a withdrawal, and wealth that is used up stays 0. The same
    seed gives the same answer.
    Raises DomainError for value < 0, er <= -1, sd < 0, years not 1 to 200, paths < 1 or too many.
    Source: Monte Carlo simulation of lognormal wealth; generator PCG64 (O'Neill 2014).
    """
    _require_plan(value, years, contribution)
    _require_simulation(paths, paths * years, seed)
    mean, deviation = _log_moments(er, sd)
    generator = np.random.Generator(np.random.PCG64(seed))
    wealth = np.full(paths, float(value))
    rows = [list(HEADER), _percentile_rows(wealth, 0)]
    for year in range(1, years + 1):
        factor = np.exp(mean + deviation * generator.standard_normal(paths))
        wealth = _a_year_on(wealth, factor, contribution)
        rows.append(_percentile_rows(wealth, year))
    return rows


def bootstrap_wealth(
    returns: Array,
    periods_per_year: float,
    value: float,
    years: int,
    contribution: float = 0.0,
    block: int = 12,
    paths: int = PATHS,
    seed: int = SEED,
) -> list[list[Any]]:
    """Percentiles of wealth by year when blocks of past returns come again in random order.

    ``W1 = W0 product(1 + r) + contribution`` over the periods of a year. Each block of ``block``
    periods in a row starts anywhere in the record with equal chance; after its last period comes
    its first again. A header row, then a row per year from 0: year, 5, 25, 50, 75 and 95 % of the
    paths. The contribution comes at the end of each year; negative is a withdrawal, and wealth
    that is used up stays 0. The same seed gives the same answer.
    Raises NoAnswer without returns, DomainError for a block < 1 or longer than the record,
    periods_per_year not whole from 1 to 366, a return below -100 %, and as MONTE_CARLO_WEALTH.
    Source: Politis, Romano 1992 (circular block bootstrap).
    """
    record = returns[~np.isnan(returns)]
    require_observations("returns", record, 1)
    require(
        1 <= periods_per_year <= MOST_PERIODS and periods_per_year == math.floor(periods_per_year),
        DomainError,
        "periods_per_year must be a whole number from 1 to {} here, got {:g}",
        MOST_PERIODS,
        periods_per_year,
    )
    require(
        1 <= block <= record.size,
        DomainError,
        "block must be from 1 to the {} returns there are, got {}",
        record.size,
        block,
    )
    _require_plan(value, years, contribution)
    _require_simulation(paths, paths * years * (1 + math.ceil(periods_per_year / block)), seed)
    a_year, count = int(periods_per_year), record.size
    growth(record)
    circle = np.concatenate([record, record])
    products: dict[int, Array] = {}
    generator = np.random.Generator(np.random.PCG64(seed))
    wealth, starts = np.full(paths, float(value)), np.zeros(paths, dtype=np.int64)
    rows = [list(HEADER), _percentile_rows(wealth, 0)]
    for year in range(1, years + 1):
        factor, period = np.ones(paths), (year - 1) * a_year
        while period < year * a_year:
            within = period % block
            if within == 0:
                starts = generator.integers(0, count, paths)
            length = min(block - within, year * a_year - period)
            if length not in products:
                products[length] = 1 + compounded_windows(circle, length)
            factor *= products[length][(starts + within) % count]
            period += length
        wealth = _a_year_on(wealth, factor, contribution)
        rows.append(_percentile_rows(wealth, year))
    return rows
