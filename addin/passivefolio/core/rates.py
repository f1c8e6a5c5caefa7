"""One rate of return made of others: of growth, above the risk-free rate, real, in other money."""

import numpy as np

from passivefolio.core.checks import (
    Array,
    Number,
    require,
    require_observations,
    require_periods_per_year,
)
from passivefolio.core.ratios import per_period
from passivefolio.errors import DomainError

DAYS_A_YEAR = 365.0
"""The year of the day count actual/365, which XIRR uses too."""


def cagr(start_value: Number, end_value: Number, years: Number) -> Number:
    """Compound annual growth rate, ``(end_value / start_value)^(1 / years) - 1``.

    years may be a fraction.
    Raises DomainError for start_value <= 0, end_value < 0 or years <= 0.
    Source: BKM, Investments, chapter 5 (geometric average); Excel's RRI.
    """
    require(start_value > 0, DomainError, "start_value must be above 0, got {:g}", start_value)
    require(end_value >= 0, DomainError, "end_value must not be negative, got {:g}", end_value)
    require(years > 0, DomainError, "years must be above 0, got {:g}", years)
    return np.power(end_value / start_value, 1 / years) - 1


def cagr_dates(
    start_value: Number, end_value: Number, start_date: Number, end_date: Number
) -> Number:
    """Compound annual growth rate between two dates, ``(end / start)^(365 / days) - 1``.

    Day count actual/365.
    Raises DomainError for start_value <= 0, end_value < 0 or an end_date not after start_date.
    Source: the day count of Excel's XIRR.
    """
    require(end_date > start_date, DomainError, "end_date must come after start_date")
    return cagr(start_value, end_value, (end_date - start_date) / DAYS_A_YEAR)


def excess_returns(returns: Array, rf: Number, periods_per_year: float = 1.0) -> Array:
    """Return above the risk-free rate in each period, ``r - rf``.

    rf: a number is an annual effective rate, ``(1 + rf)^(1/m) - 1`` per period with m
    periods_per_year; a range is one return per period.
    Raises NoAnswer without observations, DomainError for an annual rate of -100 % or less.
    Source: Sharpe 1994 (differential return).
    """
    require_observations("returns", returns, 1)
    require_periods_per_year(periods_per_year)
    return np.asarray(returns - per_period(rf, periods_per_year))


def real_return(nominal: Number, inflation: Number) -> Number:
    """Return in purchasing power, ``(1 + nominal) / (1 + inflation) - 1``.

    Both over the same time.
    Raises DomainError for a nominal return below -100 % or an inflation of -100 % or less.
    Source: Fisher 1930; BKM, Investments, chapter 5 (real rate).
    """
    require(nominal >= -1, DomainError, "nominal must not be below -1, got {:g}", nominal)
    require(inflation > -1, DomainError, "inflation must be above -1, got {:g}", inflation)
    return (nominal - inflation) / (1 + inflation)


def currency_return(local_return: Number, fx_return: Number) -> Number:
    """Return in home money, ``(1 + local_return) (1 + fx_return) - 1``.

    fx_return is the rise of the foreign currency in home money over the same time.
    Raises DomainError for a return below -100 %.
    Source: BKM, Investments, chapter on international diversification (exchange rate risk).
    """
    require(
        local_return >= -1, DomainError, "local_return must not be below -1, got {:g}", local_return
    )
    require(fx_return >= -1, DomainError, "fx_return must not be below -1, got {:g}", fx_return)
    return local_return + fx_return + local_return * fx_return
