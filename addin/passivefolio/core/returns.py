"""What a record of returns amounts to: a series, or a table with a column per fund."""

import numpy as np

from passivefolio.core.checks import (
    Array,
    Number,
    require,
    require_observations,
    require_periods_per_year,
)
from passivefolio.errors import DomainError


def growth(returns: Array) -> Array:
    """Growth factors ``1 + r``; nobody can lose more than everything."""
    require(
        returns.min(axis=0) >= -1,
        DomainError,
        "returns holds {:g}, a loss of more than 100 %",
        returns.min(axis=0),
    )
    return 1 + returns


def cumulative_return(returns: Array) -> Number:
    """Return over the whole record, ``product(1 + r) - 1``.

    One simple return per period.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: GIPS 2020 (geometric linking).
    """
    require_observations("returns", returns, 1)
    return np.asarray(growth(returns).prod(axis=0) - 1)


def annualized_return(returns: Array, periods_per_year: float, allow_short: bool = False) -> Number:
    """Geometric return a year, ``product(1 + r)^(m/n) - 1``.

    n returns, m of them a year. A record shorter than a year is not annualised unless allow_short.
    Raises DomainError for a short record or a return below -100 %, NoAnswer without observations.
    Source: GIPS 2020 (periods of less than one year must not be annualised).
    """
    require_observations("returns", returns, 1)
    require_periods_per_year(periods_per_year)
    count = len(returns)
    require(
        count >= periods_per_year or allow_short,
        DomainError,
        "returns covers {} of the {:g} periods of a year and is not annualised; "
        "allow_short TRUE does so all the same",
        count,
        periods_per_year,
    )
    return np.asarray(growth(returns).prod(axis=0) ** (periods_per_year / count) - 1)


def mean_return_annualized(returns: Array, periods_per_year: float) -> Number:
    """Arithmetic mean return a year, ``m mean(r)``: the expected return that belongs in UTILITY.

    One simple return per period, m of them a year.
    Raises NoAnswer without observations.
    Source: BKM, Investments, chapter 5 (arithmetic against geometric averages).
    """
    require_observations("returns", returns, 1)
    require_periods_per_year(periods_per_year)
    return np.asarray(periods_per_year * returns.mean(axis=0))


def wealth_index(returns: Array, start: float = 1.0) -> Array:
    """Growth of ``start``, ``start product(1 + r)``: the start first, then one value per period.

    One simple return per period.
    Raises NoAnswer without observations, DomainError for a return below -100 % or start <= 0.
    Source: GIPS 2020 (geometric linking).
    """
    require_observations("returns", returns, 1)
    require(start > 0, DomainError, "start must be above 0, got {:g}", start)
    path = np.cumprod(growth(returns), axis=0)
    return start * np.concatenate([np.ones((1, *path.shape[1:])), path])
