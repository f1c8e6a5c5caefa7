"""How a fund follows its index. A series is one column, a table one column per fund."""

import numpy as np
from numpy.typing import NDArray

from passivefolio.core.allocation import portfolio_variance
from passivefolio.core.checks import (
    Array,
    Number,
    require,
    require_observations,
    require_periods_per_year,
    require_same_size,
)
from passivefolio.core.ratios import above, annual, excess, per_period, require_a_year
from passivefolio.core.regression import correlation, fitted, residual_deviation
from passivefolio.core.returns import compounded, compounded_windows
from passivefolio.core.risk import require_spread, standard_deviation
from passivefolio.errors import NoAnswer

Chosen = NDArray[np.bool_]


def tracking_difference(
    fund: Array, index: Array, periods_per_year: float = 1.0, geometric: bool = False
) -> Number:
    """Return a year of the fund less that of the index, ``annual fund - annual index``.

    Negative: the fund lags. Both are geometric returns, n periods raised to m/n; m is
    periods_per_year. geometric gives (1 + annual fund) / (1 + annual index) - 1.
    Raises DomainError for a record shorter than a year, NoAnswer without observations.
    Source: ESMA 2012 (guidelines on ETFs); geometric: Bacon 2008.
    """
    own = annual("fund", fund, periods_per_year)
    other = annual("index", index, periods_per_year)
    if not geometric:
        return np.asarray(own - other)
    require(other > -1, NoAnswer, "the index has lost everything: there is nothing to divide by")
    return np.asarray((1 + own) / (1 + other) - 1)


def rolling_tracking_difference(
    fund: Array, index: Array, window: int, periods_per_year: float = 1.0
) -> Array:
    """Tracking difference of each ``window`` of periods in a row, ``annual fund - annual index``.

    n - window + 1 values, each beside the last period of its window; m is periods_per_year.
    Raises DomainError for a window below 1 or shorter than a year, NoAnswer for too few periods.
    Source: ESMA 2012 (guidelines on ETFs), window by window.
    """
    require_periods_per_year(periods_per_year)
    require_a_year("window", window, periods_per_year)
    own, other = (
        (1 + compounded_windows(series, window, name)) ** (periods_per_year / window)
        for name, series in (("fund", fund), ("index", index))
    )
    return np.asarray(own - other)


def active_returns(fund: Array, index: Array) -> Array:
    """Return of the fund less that of the index in each period, ``fund - index``.

    Raises NoAnswer without observations.
    Source: by definition.
    """
    require_observations("fund", fund, 1)
    return np.asarray(fund - index)


def _active(fund: Array, index: Array) -> tuple[Array, Array]:
    """Mean and standard deviation of the difference, if it changes at all."""
    require_observations("fund", fund, 2)
    difference, rounding = excess(fund, index, 1.0)
    sd = standard_deviation(difference)
    require(sd > rounding, NoAnswer, "fund - index never changes: there is no tracking error")
    return difference.mean(axis=0), sd


def tracking_error(
    fund: Array, index: Array, periods_per_year: float = 1.0, population: bool = False
) -> Number:
    """Standard deviation of the difference to the index, ``sd(fund - index) * sqrt(m)``.

    The sample one, around the mean difference; population divides by n in place of n-1. m is
    periods_per_year.
    Raises NoAnswer for fewer than 2 observations (1 with population).
    Source: Grinold, Kahn 2000; Bacon 2008.
    """
    require_observations("fund", fund, 1 if population else 2)
    require_periods_per_year(periods_per_year)
    return np.asarray(standard_deviation(fund - index, population) * np.sqrt(periods_per_year))


def ex_ante_tracking_error(weights: Array, index_weights: Array, covariance: Array) -> float:
    """Tracking error to expect from the weights, ``sqrt((w - v)' S (w - v))``.

    w and v are the weights of portfolio and index in the same holdings, S their covariance matrix;
    annual when S is.
    Raises ShapeError when sizes differ, DomainError for a matrix that is no covariance matrix.
    Source: Grinold, Kahn 2000 (active risk).
    """
    require_same_size("weights", weights, "index_weights", index_weights)
    return float(np.sqrt(portfolio_variance(weights - index_weights, covariance)))


def information_ratio(fund: Array, index: Array, periods_per_year: float = 1.0) -> Number:
    """Active return per unit of tracking error, ``mean(d) / sd(d) * sqrt(m)``, d = fund - index.

    m is periods_per_year.
    Raises NoAnswer for fewer than 2 observations or a difference that never changes.
    Source: Grinold, Kahn 2000; Goodwin 1998.
    """
    require_periods_per_year(periods_per_year)
    mean, sd = _active(fund, index)
    return np.asarray(mean / sd * np.sqrt(periods_per_year))


def tracking_t_stat(fund: Array, index: Array) -> Number:
    """Whether the fund differs from its index, ``mean(d) / (sd(d) / sqrt(n))``, d = fund - index.

    Beyond about 2 either way it is hardly chance.
    Raises NoAnswer for fewer than 2 observations or a difference that never changes.
    Source: Student's t of a mean; Excel's T.TEST, paired.
    """
    mean, sd = _active(fund, index)
    return np.asarray(mean / (sd / np.sqrt(len(fund))))


def beta_to_index(
    fund: Array, index: Array, rf: Number = 0.0, periods_per_year: float = 1.0
) -> Number:
    """Move of the fund per move of the index, ``cov(fund - rf, index - rf) / var(index - rf)``.

    rf: a number is an annual effective rate and leaves beta as it is, a range one return per
    period. m is periods_per_year.
    Raises NoAnswer for fewer than 2 observations or an index that never changes.
    Source: Sharpe 1964; Excel's SLOPE.
    """
    require_observations("fund", fund, 2)
    require_periods_per_year(periods_per_year)
    premium = above(fund, per_period(rf, periods_per_year))
    market, rounding = excess(index, rf, periods_per_year)
    return fitted(premium, market, rounding).beta


def index_correlation(fund: Array, index: Array) -> Number:
    """Correlation of fund and index, ``cov(fund, index) / (sd(fund) sd(index))``.

    Raises NoAnswer for fewer than 2 observations or a series that never changes.
    Source: Excel's CORREL.
    """
    return correlation(fund, index)


def r_squared(fund: Array, index: Array) -> Number:
    """Share of the fund's variance that the index explains, ``correlation^2``.

    Raises NoAnswer for fewer than 2 observations or a series that never changes.
    Source: Excel's RSQ.
    """
    found = correlation(fund, index)
    return found * found


def _chosen(chosen: Chosen, fund: Array, index: Array) -> tuple[Chosen, Array, Array]:
    """The periods that count: left out where they do not for any fund, else only marked."""
    if index.size > len(index):
        return chosen, fund, index
    rows = chosen.reshape(-1)
    return chosen[rows], fund[rows], index[rows]


def _captured(fund: Array, index: Array, up: bool) -> Array:
    """Geometric mean return of the fund where the index rose (fell), over that of the index."""
    require_observations("fund", fund, 1)
    word = "rises" if up else "falls"
    chosen = index > 0 if up else index < 0
    count = chosen.sum(axis=0)
    require(count > 0, NoAnswer, f"the index never {word}")
    own, other = (
        _where(chosen, series, name) ** (1 / count) - 1
        for series, name in ((fund, "fund"), (index, "index"))
    )
    require(other != 0, NoAnswer, f"the index {word} by less than can be computed with")
    return np.asarray(own / other)


def _where(chosen: Chosen, series: Array, name: str) -> Array:
    """Growth over the periods chosen: for all funds alike, or for each its own."""
    if chosen.size == len(chosen):
        return compounded(series, name, np.flatnonzero(chosen))
    return compounded(np.where(chosen, series, 0.0), name)


def up_capture(fund: Array, index: Array) -> Number:
    """Share of the rises of the index that the fund took, ``geometric mean fund / same of index``.

    Over the periods in which the index rose. Above 1 the fund rose more.
    Raises NoAnswer when the index never rises, DomainError for a return below -100 %.
    Source: Morningstar 2011 (upside capture ratio), with geometric means.
    """
    return _captured(fund, index, up=True)


def down_capture(fund: Array, index: Array) -> Number:
    """Share of the falls of the index that the fund took, ``geometric mean fund / same of index``.

    Over the periods in which the index fell. Below 1 the fund fell less.
    Raises NoAnswer when the index never falls, DomainError for a return below -100 %.
    Source: Morningstar 2011 (downside capture ratio), with geometric means.
    """
    return _captured(fund, index, up=False)


def capture_ratio(fund: Array, index: Array) -> Number:
    """Part taken in rises over part taken in falls of the index, ``up capture / down capture``.

    Raises NoAnswer when the index never rises or never falls, or the fund took no part in falls.
    Source: Morningstar 2011 (capture ratios).
    """
    up, down = _captured(fund, index, up=True), _captured(fund, index, up=False)
    require(down != 0, NoAnswer, "the down capture is 0: there is nothing to divide by")
    return np.asarray(up / down)


def _beta_where(chosen: Chosen, fund: Array, index: Array, word: str) -> Array:
    count = chosen.sum(axis=0)
    require(count >= 2, NoAnswer, f"the index {word} in fewer than 2 periods")
    chosen, fund, index = _chosen(chosen, fund, index)
    x, y = (
        np.where(chosen, series - np.where(chosen, series, 0.0).sum(axis=0) / count, 0.0)
        for series in (index, fund)
    )
    squares = (x * x).sum(axis=0)
    spread = np.sqrt(squares / count)
    require_spread(spread, index, f"the index always {word} by as much: there is no beta to it")
    return np.asarray((x * y).sum(axis=0) / squares)


def up_beta(fund: Array, index: Array) -> Number:
    """Beta in the periods in which the index rises, ``cov(fund, index) / var(index)``.

    Raises NoAnswer when the index rises in fewer than 2 periods, or always by as much.
    Source: Bawa, Lindenberg 1977, for rises; Excel's SLOPE.
    """
    return _beta_where(index > 0, fund, index, "rises")


def down_beta(fund: Array, index: Array) -> Number:
    """Beta in the periods in which the index falls, ``cov(fund, index) / var(index)``.

    Raises NoAnswer when the index falls in fewer than 2 periods, or always by as much.
    Source: Ang, Chen, Xing 2006 (downside beta); Excel's SLOPE.
    """
    return _beta_where(index < 0, fund, index, "falls")


def batting_average(fund: Array, index: Array) -> Number:
    """Share of periods in which the fund beat its index, ``count(fund > index) / n``.

    Raises NoAnswer without observations.
    Source: counted by definition; Bacon 2008.
    """
    require_observations("fund", fund, 1)
    return np.asarray((fund > index).mean(axis=0))


def active_share(weights: Array, index_weights: Array) -> float:
    """Part of the portfolio that differs from the index, ``sum(|w - v|) / 2``.

    w and v are the weights in the same holdings; 0 is the index itself, 1 has nothing in common.
    Raises ShapeError when the lists differ in length.
    Source: Cremers, Petajisto 2009.
    """
    require_same_size("weights", weights, "index_weights", index_weights)
    return float(np.abs(weights - index_weights).sum() / 2)


def fund_overlap(weights_a: Array, weights_b: Array) -> float:
    """Part that two funds have in common, ``sum(min(a, b))`` over the same holdings.

    Raises ShapeError when the lists differ in length.
    Source: 1 minus the active share of long-only funds, Cremers, Petajisto 2009.
    """
    require_same_size("weights_a", weights_a, "weights_b", weights_b)
    return float(np.minimum(weights_a, weights_b).sum())


def systematic_risk(fund: Array, index: Array, periods_per_year: float = 1.0) -> Number:
    """Risk that the fund takes over from the index, ``|beta| sd(index) * sqrt(m)``.

    m is periods_per_year.
    Raises NoAnswer for fewer than 2 observations or an index that never changes.
    Source: BKM, Investments, single-index model; Bacon 2008.
    """
    require_periods_per_year(periods_per_year)
    beta = fitted(fund, index).beta
    return np.asarray(np.abs(beta) * standard_deviation(index) * np.sqrt(periods_per_year))


def specific_risk(fund: Array, index: Array, periods_per_year: float = 1.0) -> Number:
    """Risk of the fund that is not the index's, ``sqrt(m sum(residual^2) / (n-2))``.

    Residuals are the distances from the line fund = alpha + beta index. m is periods_per_year.
    Raises NoAnswer for fewer than 3 observations or an index that never changes.
    Source: Excel's STEYX; BKM, Investments, single-index model (residual standard deviation).
    """
    require_periods_per_year(periods_per_year)
    return np.asarray(
        residual_deviation(fund, index, fitted(fund, index)) * np.sqrt(periods_per_year)
    )
