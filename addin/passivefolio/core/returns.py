"""What a record of returns amounts to: a series, or a table with a column per fund."""

import numpy as np
from numpy.typing import NDArray

from passivefolio.core.allocation import by_period
from passivefolio.core.checks import (
    Array,
    Number,
    require,
    require_observations,
    require_periods_per_year,
)
from passivefolio.errors import DomainError, NoAnswer


def growth(returns: Array, name: str = "returns") -> Array:
    """Growth factors ``1 + r``; nobody can lose more than everything."""
    if np.minimum.reduce(returns, axis=None) < -1:
        worst = returns.min(axis=0)
        require(worst >= -1, DomainError, name + " holds {:g}, a loss of more than 100 %", worst)
    return 1 + returns


Periods = NDArray[np.intp]
CACHED = 60_000
"""Numbers that stay in the cache of a processor, so that passes over them are quick."""


def compounded(returns: Array, name: str = "returns", periods: Periods | None = None) -> Array:
    """Growth over all periods or those chosen, ``product(1 + r)``.

    A few periods at a time for a large table, so that nothing leaves the cache.
    """
    if returns.size <= CACHED:
        chosen = returns if periods is None else returns[periods]
        product: Array = np.multiply.reduce(growth(chosen, name), axis=0)
        return product
    count = len(returns) if periods is None else len(periods)
    step = max(1, CACHED * len(returns) // returns.size)
    parts = [slice(start, start + step) for start in range(0, count, step)]
    products = [
        np.multiply.reduce(growth(returns[p if periods is None else periods[p]], name), axis=0)
        for p in parts
    ]
    return np.asarray(np.multiply.reduce(products, axis=0))


def cumulative_return(returns: Array) -> Number:
    """Return over the whole record, ``product(1 + r) - 1``.

    One simple return per period.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: GIPS 2020 (geometric linking).
    """
    require_observations("returns", returns, 1)
    return compounded(returns) - 1


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
    return np.asarray(compounded(returns) ** (periods_per_year / count) - 1)


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


def _relatives(prices: Array, dividends: Array | None) -> Array:
    """Price and dividend of each period over the price before."""
    require_observations("prices", prices, 2)
    if dividends is not None:
        prices, dividends = np.broadcast_arrays(prices, dividends)
    lowest = prices.min(axis=0)
    require(lowest > 0, DomainError, "prices must be above 0, got {:g}", lowest)
    if dividends is None:
        return np.asarray(prices[1:] / prices[:-1])
    least = dividends.min(axis=0)
    require(least >= 0, DomainError, "dividends must not be negative, got {:g}", least)
    return np.asarray((prices[1:] + dividends[1:]) / prices[:-1])


def simple_returns(prices: Array, dividends: Array | None = None) -> Array:
    """Simple return of each period, ``(P1 + D) / P0 - 1``; one fewer than there are prices.

    dividends lie beside the prices, each in the period in which it was paid; the one beside the
    first price belongs to the period before and does not count. Without dividends give prices
    that are adjusted for them, or the result leaves them out.
    Raises NoAnswer for fewer than 2 prices, DomainError for a price <= 0 or a dividend < 0.
    Source: BKM, Investments, chapter 5 (holding-period return).
    """
    return _relatives(prices, dividends) - 1


def log_returns(prices: Array) -> Array:
    """Continuously compounded return of each period, ``ln(P1 / P0)``; one fewer than the prices.

    For statistics only: weighted sums and all functions here take simple returns.
    Raises NoAnswer for fewer than 2 prices, DomainError for a price <= 0.
    Source: BKM, Investments, chapter 5 (continuous compounding).
    """
    return np.asarray(np.log(_relatives(prices, None)))


def total_return_index(prices: Array, dividends: Array, start: float = 100.0) -> Array:
    """Growth of ``start`` with dividends put back in, ``start product((P1 + D) / P0)``.

    One value per price, the first is start. dividends lie beside the prices, each reinvested at
    the price beside it; that beside the first price does not count. Not for adjusted prices,
    which hold the dividends already.
    Raises NoAnswer for fewer than 2 prices, DomainError for a price or start <= 0, a dividend < 0.
    Source: the total return of index providers: dividends reinvested in the whole index.
    """
    require(start > 0, DomainError, "start must be above 0, got {:g}", start)
    path = np.cumprod(_relatives(prices, dividends), axis=0)
    return start * np.concatenate([np.ones((1, *path.shape[1:])), path])


def geometric_mean_return(returns: Array) -> Number:
    """Constant return a period that leads to the same wealth, ``product(1 + r)^(1/n) - 1``.

    One simple return per period.
    Raises NoAnswer without observations, DomainError for a return below -100 %.
    Source: BKM, Investments, chapter 5 (geometric average).
    """
    require_observations("returns", returns, 1)
    return np.asarray(compounded(returns) ** (1 / len(returns)) - 1)


def variance_drag(returns: Array, periods_per_year: float) -> Number:
    """What fluctuation costs a year, ``m mean(r) - (product(1 + r)^(m/n) - 1)``.

    The arithmetic less the geometric annual return, about half the annual variance.
    n returns, m of them a year; a record shorter than a year is not annualised.
    Raises DomainError for a short record or a return below -100 %, NoAnswer without observations.
    Source: BKM, Investments, chapter 5 (arithmetic against geometric averages).
    """
    arithmetic = mean_return_annualized(returns, periods_per_year)
    require_a_year("returns", len(returns), periods_per_year)
    geometric = compounded(returns) ** (periods_per_year / len(returns)) - 1
    return np.asarray(arithmetic - geometric)


def require_a_year(name: str, count: int, periods_per_year: float) -> None:
    """Less than a year is not annualised."""
    require(
        count >= periods_per_year,
        DomainError,
        name + " covers {} of the {:g} periods of a year, which is not annualised",
        count,
        periods_per_year,
    )


def compounded_windows(returns: Array, window: int, name: str = "returns") -> Array:
    """Return of every run of ``window`` periods: products of 1, 2, 4, ... periods put together."""
    require(window >= 1, DomainError, "window must be at least 1, got {}", window)
    require_observations(name, returns, window)
    count = len(returns) - window + 1
    power = growth(returns, name)
    result, done, size = np.ones((count, *returns.shape[1:])), 0, 1
    while done < window:
        if window & size:
            result = result * power[done : done + count]
            done += size
        power = power[: max(len(power) - size, 0)] * power[size:]
        size *= 2
    return result - 1


def rolling_return(returns: Array, window: int, periods_per_year: float | None = None) -> Array:
    """Compounded return of each run of ``window`` periods, ``product(1 + r) - 1``.

    n - window + 1 values, each beside the last period of its run. With periods_per_year m they
    are annual, ``product(1 + r)^(m/window) - 1``; left out, they are not annualised.
    Raises NoAnswer for fewer than window returns, DomainError for a window < 1, one shorter than
    the year by which it is to be annualised, or a return below -100 %.
    Source: GIPS 2020 (geometric linking; less than a year is not annualised).
    """
    runs = compounded_windows(returns, window)
    if periods_per_year is None:
        return runs
    require_periods_per_year(periods_per_year)
    require_a_year("window", window, periods_per_year)
    return np.asarray((1 + runs) ** (periods_per_year / window) - 1)


def best_period(returns: Array, window: int = 1) -> Number:
    """Highest compounded return of any ``window`` periods in a row, ``max(product(1 + r) - 1)``.

    One simple return per period; not annualised.
    Raises NoAnswer for fewer than window returns, DomainError for window < 1 or a return < -100 %.
    Source: the best month, quarter or year of fund reports.
    """
    return np.asarray(compounded_windows(returns, window).max(axis=0))


def worst_period(returns: Array, window: int = 1) -> Number:
    """Lowest compounded return of any ``window`` periods in a row, ``min(product(1 + r) - 1)``.

    One simple return per period; not annualised.
    Raises NoAnswer for fewer than window returns, DomainError for window < 1 or a return < -100 %.
    Source: the worst month, quarter or year of fund reports.
    """
    return np.asarray(compounded_windows(returns, window).min(axis=0))


def blended_benchmark(weights: Array, returns: Array, every: int = 1) -> Array:
    """Return of each period of a mix put back to its weights every ``every`` periods.

    ``sum(w_i r_i)`` with the weights w that the mix has drifted to by then; every 0 never puts it
    back. returns has a row per period, a column per holding; one result per row.
    Raises DomainError for every < 0 or a return below -100 %, NoAnswer for a mix that lost all.
    Source: the policy benchmark of the CFA curriculum and of GIPS 2020 (blended benchmark).
    """
    require(every >= 0, DomainError, "every must not be negative, got {}", every)
    factors = growth(by_period(weights, returns))
    require_observations("returns", factors, 1)
    periods, holdings = factors.shape
    step = min(every, periods) or periods
    padded = np.ones((-(-periods // step) * step, holdings))
    padded[:periods] = factors
    drifting = np.cumprod(padded.reshape(-1, step, holdings), axis=1)
    value = (weights / weights.sum() * drifting).sum(axis=2)
    before = np.concatenate([np.ones((len(value), 1)), value[:, :-1]], axis=1)
    lost = before.ravel()[:periods] <= 0
    require(
        not lost.any(), NoAnswer, "the mix has lost everything before period {}", lost.argmax() + 1
    )
    return np.asarray((value / before).ravel()[:periods] - 1)
