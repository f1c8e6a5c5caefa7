"""Return earned per unit of risk. A series is one column, a table one column per fund."""

import numpy as np

from passivefolio.core.checks import (
    Array,
    Number,
    mean,
    require,
    require_observations,
    require_periods_per_year,
)
from passivefolio.core.drawdown import max_drawdown, ulcer_index
from passivefolio.core.regression import Line, fitted, residual_deviation
from passivefolio.core.returns import compounded
from passivefolio.core.risk import NOISE, noise, standard_deviation
from passivefolio.errors import DomainError, NoAnswer


def per_period(rate: Number, periods_per_year: float) -> Number:
    """A single rate is annual and effective, ``(1 + rate)^(1/m) - 1``; a series is per period."""
    if np.ndim(rate) > 0 or rate == 0:
        return rate
    require(rate > -1, DomainError, "an annual rate must be above -100 %, got {:g}", rate)
    return float((1 + rate) ** (1 / periods_per_year) - 1)


def above(returns: Array, rate: Number) -> Array:
    """Returns less a rate per period; with a rate of 0 they are not copied."""
    return np.asarray(returns - rate) if np.ndim(rate) or rate else returns


def excess(returns: Array, rf: Number, periods_per_year: float) -> tuple[Array, Array]:
    """Returns above the risk-free rate, and the size below which their spread is rounding noise."""
    rate = per_period(rf, periods_per_year)
    premium = above(returns, rate)
    return premium, rounding_of(mean(premium), rate)


def rounding_of(average: Array, rate: Number) -> Array:
    """Size below which the spread of returns above a rate is rounding, from their average."""
    largest = np.abs(rate).max(axis=0) if isinstance(rate, np.ndarray) else abs(rate)
    return np.asarray(NOISE * (np.abs(average) + largest))


def _sharpe(returns: Array, rf: Number, periods_per_year: float) -> Array:
    """The Sharpe ratio per period."""
    require_observations("returns", returns, 2)
    require_periods_per_year(periods_per_year)
    rate = per_period(rf, periods_per_year)
    premium = above(returns, rate)
    average = mean(premium)
    sd = standard_deviation(premium, centre=average)
    rounding = rounding_of(average, rate)
    require(sd > rounding, NoAnswer, "returns above rf never change: there is no risk to divide by")
    return np.asarray(average / sd)


def sharpe_ratio(returns: Array, rf: Number = 0.0, periods_per_year: float = 1.0) -> Number:
    """Excess return per unit of risk, ``mean(r - rf) / sd(r - rf) * sqrt(m)``.

    rf: a number is an annual effective rate, a range one return per period. m is periods_per_year.
    Raises NoAnswer for fewer than 2 observations or an excess return that never changes.
    Source: Sharpe 1994.
    """
    return np.asarray(_sharpe(returns, rf, periods_per_year) * np.sqrt(periods_per_year))


def sharpe_standard_error(
    returns: Array, rf: Number = 0.0, periods_per_year: float = 1.0
) -> Number:
    """How sure the Sharpe ratio is, its standard error: ``sqrt((1 + S^2 / 2) / n) * sqrt(m)``.

    S is the Sharpe ratio per period of n independent, identically distributed returns. rf: a
    number is an annual effective rate, a range one return per period. m is periods_per_year.
    Raises NoAnswer for fewer than 2 observations or an excess return that never changes.
    Source: Lo 2002.
    """
    ratio = _sharpe(returns, rf, periods_per_year)
    return np.asarray(np.sqrt((1 + ratio * ratio / 2) / len(returns) * periods_per_year))


def _excess_line(
    returns: Array, benchmark: Array, rf: Number, periods_per_year: float
) -> tuple[Array, Array, Line]:
    """Excess returns, those of the benchmark, and the line of the first on the second."""
    require_observations("returns", returns, 2)
    require_periods_per_year(periods_per_year)
    premium = above(returns, per_period(rf, periods_per_year))
    market, rounding = excess(benchmark, rf, periods_per_year)
    return premium, market, fitted(premium, market, rounding)


def treynor_ratio(
    returns: Array, benchmark: Array, rf: Number = 0.0, periods_per_year: float = 1.0
) -> Number:
    """Excess return per unit of market risk, ``m mean(r - rf) / beta``.

    beta is the slope on the excess returns of the benchmark. rf: a number is an annual effective
    rate, a range one return per period. m is periods_per_year.
    Raises NoAnswer for fewer than 2 observations, a benchmark that never changes or a beta of 0.
    Source: Treynor 1965.
    """
    premium, market, line = _excess_line(returns, benchmark, rf, periods_per_year)
    moved = np.abs(line.beta) * standard_deviation(market)
    require(moved > noise(premium), NoAnswer, "beta is 0: there is no market risk to divide by")
    return np.asarray(periods_per_year * premium.mean(axis=0) / line.beta)


def jensen_alpha(
    returns: Array, benchmark: Array, rf: Number = 0.0, periods_per_year: float = 1.0
) -> Number:
    """Return beyond what the market risk taken earns, ``m (mean(r - rf) - beta mean(b - rf))``.

    beta is the slope on the excess returns of the benchmark b. rf: a number is an annual
    effective rate, a range one return per period. m is periods_per_year.
    Raises NoAnswer for fewer than 2 observations or a benchmark that never changes.
    Source: Jensen 1968.
    """
    _, _, line = _excess_line(returns, benchmark, rf, periods_per_year)
    return np.asarray(periods_per_year * line.alpha)


def appraisal_ratio(
    returns: Array, benchmark: Array, rf: Number = 0.0, periods_per_year: float = 1.0
) -> Number:
    """Jensen's alpha per unit of risk that is not the market's, ``alpha / residual sd * sqrt(m)``.

    The residual sd around the line on the benchmark divides by n-2. rf: a number is an annual
    effective rate, a range one return per period. m is periods_per_year.
    Raises NoAnswer for fewer than 3 observations or returns that leave no residual.
    Source: Treynor, Black 1973.
    """
    premium, market, line = _excess_line(returns, benchmark, rf, periods_per_year)
    risk = residual_deviation(premium, market, line)
    require(risk > 0, NoAnswer, "returns follow the benchmark exactly: there is no residual risk")
    return np.asarray(line.alpha / risk * np.sqrt(periods_per_year))


def m_squared_excess(
    returns: Array, benchmark: Array, rf: Number = 0.0, periods_per_year: float = 1.0
) -> Number:
    """Return above the benchmark at equal risk, ``m (S sd(b - rf) - mean(b - rf))``.

    S is the Sharpe ratio per period, b the benchmark. rf: a number is an annual effective rate, a
    range one return per period. m is periods_per_year.
    Raises NoAnswer for fewer than 2 observations or an excess return that never changes.
    Source: Modigliani, Modigliani 1997; BKM, Investments, M squared.
    """
    ratio = _sharpe(returns, rf, periods_per_year)
    market = above(benchmark, per_period(rf, periods_per_year))
    gap = ratio * standard_deviation(market) - market.mean(axis=0)
    return np.asarray(periods_per_year * gap)


def m_squared(
    returns: Array, benchmark: Array, rf: Number = 0.0, periods_per_year: float = 1.0
) -> Number:
    """Return at the risk of the benchmark, ``m (S sd(b - rf) + mean(rf))``.

    S is the Sharpe ratio per period, b the benchmark: the returns are mixed with cash, or borrowed
    for, until they are as risky. rf: a number is an annual effective rate, a range one return per
    period. m is periods_per_year.
    Raises NoAnswer for fewer than 2 observations or an excess return that never changes.
    Source: Modigliani, Modigliani 1997.
    """
    gap = m_squared_excess(returns, benchmark, rf, periods_per_year)
    return np.asarray(periods_per_year * benchmark.mean(axis=0) + gap)


def annual(name: str, returns: Array, periods_per_year: float) -> Array:
    """Geometric return a year of a record of a year or more, ``product(1 + r)^(m/n) - 1``."""
    require_observations(name, returns, 1)
    require_periods_per_year(periods_per_year)
    require_a_year(name, len(returns), periods_per_year)
    return np.asarray(compounded(returns, name) ** (periods_per_year / len(returns)) - 1)


def require_a_year(name: str, count: int, periods_per_year: float) -> None:
    """What is shorter than a year is not annualised (GIPS)."""
    require(
        count >= periods_per_year,
        DomainError,
        "{} covers {} of the {:g} periods of a year and is not annualised",
        name,
        count,
        periods_per_year,
    )


def calmar_ratio(returns: Array, periods_per_year: float) -> Number:
    """Return a year per unit of the deepest fall, ``geometric return a year / -max drawdown``.

    Raises NoAnswer without a drawdown, DomainError for a record shorter than a year.
    Source: Young 1991.
    """
    own = annual("returns", returns, periods_per_year)
    deepest = np.asarray(max_drawdown(returns))
    require(deepest < 0, NoAnswer, "wealth never fell: there is no drawdown to divide by")
    return np.asarray(own / -deepest)


def martin_ratio(returns: Array, rf: Number = 0.0, periods_per_year: float = 1.0) -> Number:
    """Excess return a year per unit of ulcer index, ``(annual r - annual rf) / ulcer index``.

    Both returns are geometric. rf: a number is an annual effective rate, a range one return per
    period. m is periods_per_year; 1 leaves the returns per period.
    Raises NoAnswer without a drawdown, DomainError for a record shorter than a year.
    Source: Martin, McCann 1989 (ulcer performance index).
    """
    own = annual("returns", returns, periods_per_year)
    free = rf if np.ndim(rf) == 0 else annual("rf", np.asarray(rf), periods_per_year)
    ulcers = np.asarray(ulcer_index(returns))
    require(ulcers > 0, NoAnswer, "wealth never fell: the ulcer index is 0")
    return np.asarray((own - free) / ulcers)
