"""What a risk is worth to an investor: utility, indifference and the capital allocation line.

``A`` is the coefficient of risk aversion of Bodie, Kane and Marcus (BKM), *Investments*, chapter 6.
"""

import math

import numpy as np

from passivefolio.core.checks import (
    Array,
    Number,
    Truth,
    require,
    require_known,
    require_observations,
    require_periods_per_year,
    require_same_size,
)
from passivefolio.errors import DomainError, NoAnswer, NotThere

NO_UPPER_END = 9.99e307
"""Stands for "no upper end" in a cell, which cannot hold infinity."""


def _require_sd(name: str, sd: Number) -> None:
    require(sd >= 0, DomainError, name + " must not be negative, got {:g}", sd)


def utility(er: Number, sd: Number, A: Number) -> Number:
    """Utility of a portfolio to an investor, ``U = er - A sd^2 / 2``.

    Rates are decimals a year; A is a number, negative for a lover of risk.
    Raises DomainError when sd is negative.
    Source: BKM, Investments, eq. 6.1.
    """
    _require_sd("sd", sd)
    return er - A * (sd * sd) / 2


def risk_penalty(sd: Number, A: Number) -> Number:
    """Return an investor gives up for the risk of a portfolio, ``A sd^2 / 2``.

    Raises DomainError when sd is negative.
    Source: the second term of BKM, Investments, eq. 6.1.
    """
    _require_sd("sd", sd)
    return A * (sd * sd) / 2


def certainty_equivalent(er: Number, sd: Number, A: Number) -> Number:
    """Sure return worth as much as the portfolio, ``er - A sd^2 / 2``.

    The same number as the utility, read as a rate of return.
    Raises DomainError when sd is negative.
    Source: BKM, Investments, chapter 6 (certainty equivalent rate).
    """
    return utility(er, sd, A)


def historical_utility(returns: Array, A: float, periods_per_year: float = 1.0) -> Number:
    """Utility of a record of returns, ``m mean(returns) - A m var(returns) / 2``.

    Arithmetic mean and sample variance (n-1) of one return per period; m is periods_per_year.
    Raises NoAnswer for fewer than 2 observations.
    Source: BKM, Investments, eq. 6.1, with sample moments.
    """
    require_observations("returns", returns, 2)
    require_periods_per_year(periods_per_year)
    mean, variance = returns.mean(axis=0), returns.var(axis=0, ddof=1)
    return np.asarray(periods_per_year * mean - A * periods_per_year * variance / 2)


def utility_gap(er_a: Number, sd_a: Number, er_b: Number, sd_b: Number, A: Number) -> Number:
    """How much more a is worth than b to the investor, a sure rate a year, ``U_a - U_b``.

    Raises DomainError when an sd is negative.
    Source: the difference of two values of BKM, Investments, eq. 6.1.
    """
    _require_sd("sd_a", sd_a)
    _require_sd("sd_b", sd_b)
    return (er_a - A * (sd_a * sd_a) / 2) - (er_b - A * (sd_b * sd_b) / 2)


def utility_rank(er: Array, sd: Array, A: float) -> Array:
    """Rank of each alternative by its utility, 1 is best; equals share the better rank.

    er and sd hold one value per alternative.
    Raises DomainError when an sd is negative, ShapeError when the lists differ in length.
    Source: utility as in BKM, Investments, eq. 6.1; ranks as Excel's RANK.EQ.
    """
    _require_alternatives(er, sd)
    worth = np.asarray(utility(er, sd, A))
    better = worth.size - np.searchsorted(np.sort(worth), worth, side="right")
    return np.asarray(better + 1.0)


def _require_alternatives(er: Array, sd: Array) -> None:
    require_same_size("er", er, "sd", sd)
    require_known("er", er)
    require_known("sd", sd)
    if (sd < 0).any():
        place = int((sd < 0).argmax())
        raise DomainError(f"sd number {place + 1} must not be negative, got {sd[place]:g}")


def dominates(er_a: Number, sd_a: Number, er_b: Number, sd_b: Number) -> Truth:
    """TRUE when a beats b for every risk-averse investor: ``er_a >= er_b and sd_a <= sd_b``.

    One of the two must hold strictly. This is the mean-variance criterion.
    Raises DomainError when an sd is negative.
    Source: Markowitz 1952; BKM, Investments, chapter 6 (mean-variance criterion).
    """
    _require_sd("sd_a", sd_a)
    _require_sd("sd_b", sd_b)
    return (er_a >= er_b) & (sd_a <= sd_b) & ((er_a > er_b) | (sd_a < sd_b))


def breakeven_risk_aversion(er_a: Number, sd_a: Number, er_b: Number, sd_b: Number) -> Number:
    """Risk aversion at which a and b are worth the same, ``2 (er_a - er_b) / (sd_a^2 - sd_b^2)``.

    Above it the safer one wins. A value below 0 means that the safer one wins for everybody.
    Raises NoAnswer when both have the same sd, DomainError when an sd is negative.
    Source: BKM, Investments, eq. 6.1, solved for A with equal utilities.
    """
    _require_sd("sd_a", sd_a)
    _require_sd("sd_b", sd_b)
    require(
        sd_a != sd_b, NoAnswer, "sd_a and sd_b are both {:g}: no risk aversion parts them", sd_a
    )
    return 2 * (er_a - er_b) / ((sd_a - sd_b) * (sd_a + sd_b))


def risk_aversion_range(er: Array, sd: Array, position: int) -> Array:
    """Risk aversion from and to which alternative number ``position`` has the highest utility.

    Two numbers, the lower end at least 0; the upper end is 9.99E+307 when there is none.
    er and sd hold one value per alternative; position counts from 1.
    Raises NotThere when it is never the best, DomainError for a position outside the list.
    Source: the intersections of the lines BKM, Investments, eq. 6.1, draws over A.
    """
    _require_alternatives(er, sd)
    require(
        1 <= position <= er.size,
        DomainError,
        "position must be from 1 to {}, got {}",
        er.size,
        position,
    )
    gain = er[position - 1] - er
    extra_risk = (sd[position - 1] - sd) * (sd[position - 1] + sd) / 2
    riskier, safer = extra_risk > 0, extra_risk < 0
    upper = np.min(gain[riskier] / extra_risk[riskier], initial=NO_UPPER_END)
    lower = np.max(gain[safer] / extra_risk[safer], initial=0.0)
    beaten_at_equal_risk = (gain[extra_risk == 0] < 0).any()
    if beaten_at_equal_risk or upper < lower:
        raise NotThere(f"alternative {position} is never the best, whatever the risk aversion")
    return np.array([lower, upper])


def risk_premium(er: Number, rf: Number) -> Number:
    """Expected return above the risk-free rate, ``er - rf``.

    Source: BKM, Investments, risk premium.
    """
    return er - rf


def optimal_risky_weight(
    er: Number,
    sd: Number,
    A: Number,
    rf: Number,
    rf_borrow: Number = math.nan,
    max_weight: Number = math.inf,
) -> Number:
    """Best weight of the risky portfolio beside the risk-free asset, ``y* = (er - rf) / (A sd^2)``.

    With rf_borrow, a dearer rate for loans, the weight is that of the lending line below 1, of the
    borrowing line above 1, else exactly 1. max_weight caps it. Negative: sell the portfolio short.
    Raises NoAnswer when sd is 0, DomainError when sd < 0, A <= 0 or rf_borrow < rf.
    Source: BKM, Investments, 5th ed., eq. 7.5; the kink at 1 from its borrowing rate above rf.
    """
    _require_sd("sd", sd)
    require(A > 0, DomainError, "A must be above 0, got {:g}", A)
    require(sd != 0, NoAnswer, "sd is 0: a riskless asset has no best weight")
    rf_borrow = np.where(np.isnan(rf_borrow), rf, rf_borrow)
    require(
        rf_borrow >= rf, DomainError, "rf_borrow ({:g}) must not be below rf ({:g})", rf_borrow, rf
    )
    lending = (er - rf) / (A * (sd * sd))
    borrowing = (er - rf_borrow) / (A * (sd * sd))
    return np.minimum(np.minimum(lending, np.maximum(1.0, borrowing)), max_weight)


def implied_risk_aversion(er: Number, sd: Number, rf: Number, weight: Number = 1.0) -> Number:
    """Risk aversion for which this weight of a risky portfolio is best, ``(er-rf)/(weight sd^2)``.

    Raises NoAnswer when sd or weight is 0, DomainError when sd is negative.
    Source: BKM, Investments, 5th ed., eq. 7.5, solved for A.
    """
    _require_sd("sd", sd)
    require(sd != 0, NoAnswer, "sd is 0: every investor would hold a riskless asset")
    require(weight != 0, NoAnswer, "weight is 0: it implies no risk aversion")
    return (er - rf) / (weight * (sd * sd))


def cal_slope(er: Number, sd: Number, rf: Number) -> Number:
    """Slope of the capital allocation line, the expected Sharpe ratio, ``(er - rf) / sd``.

    Raises NoAnswer when sd is 0, DomainError when it is negative.
    Source: BKM, Investments, capital allocation line (reward-to-volatility ratio).
    """
    _require_sd("sd", sd)
    require(sd != 0, NoAnswer, "sd is 0: there is no risk to be rewarded")
    return (er - rf) / sd


def cal_return(
    sd: Number, er_risky: Number, sd_risky: Number, rf: Number, rf_borrow: Number = math.nan
) -> Number:
    """Return on the capital allocation line at risk ``sd``, ``rf + sd (er_risky - rf) / sd_risky``.

    Beyond sd_risky money is borrowed; with rf_borrow the line has a kink there and goes on at
    that rate.
    Raises NoAnswer when sd_risky is 0, DomainError when an sd is negative or rf_borrow < rf.
    Source: BKM, Investments, capital allocation line with a dearer borrowing rate.
    """
    _require_sd("sd", sd)
    _require_sd("sd_risky", sd_risky)
    require(sd_risky != 0, NoAnswer, "sd_risky is 0: a riskless portfolio spans no line")
    rf_borrow = np.where(np.isnan(rf_borrow), rf, rf_borrow)
    require(
        rf_borrow >= rf, DomainError, "rf_borrow ({:g}) must not be below rf ({:g})", rf_borrow, rf
    )
    rate = np.where(sd <= sd_risky, rf, rf_borrow)
    return rate + sd * (er_risky - rate) / sd_risky


def indifference_return(utility: Number, sd: Number, A: Number) -> Number:
    """Return that risk ``sd`` must earn to be worth ``utility``, ``er = U + A sd^2 / 2``.

    Points of the investor's indifference curve.
    Raises DomainError when sd is negative.
    Source: BKM, Investments, eq. 6.1, solved for er (the indifference curve).
    """
    _require_sd("sd", sd)
    return utility + A * (sd * sd) / 2


def risk_aversion_from_score(
    score: Number,
    score_min: Number,
    score_max: Number,
    A_cautious: Number = 8.0,
    A_bold: Number = 2.0,
) -> Number:
    """Risk aversion of a questionnaire score, on a straight line from A_cautious to A_bold.

    score_min, the most careful answers, gives A_cautious; score_max, the boldest, gives A_bold.
    Raises DomainError when the score lies outside, or score_min is not below score_max.
    Source: a convention of this add-in, not a finding: no questionnaire measures A.
    """
    require(
        score_min < score_max,
        DomainError,
        "score_min ({:g}) must be below score_max ({:g})",
        score_min,
        score_max,
    )
    require(
        (score >= score_min) & (score <= score_max),
        DomainError,
        "score must be from {:g} to {:g}, got {:g}",
        score_min,
        score_max,
        score,
    )
    boldness = (score - score_min) / (score_max - score_min)
    return A_cautious + boldness * (A_bold - A_cautious)
