"""569 calls of R's PerformanceAnalytics on the sample history, worked out with our functions.

Each line of WAYS is a call as R has it and how our functions give its value. Where the definition
differs the line builds theirs from our pieces, so that both are seen to agree: geometric excess in
place of arithmetic, population moments in place of sample ones, negative losses. In a call, ``a``
is the fund, ``b`` the index, ``rf`` the risk-free rate of each period and MIX the call
``Return.portfolio(M3, weights=W3, rebalance_on=...``.
"""

import datetime
import itertools
import json
import math
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from statistics import NormalDist
from types import SimpleNamespace

import pytest

from passivefolio import CellError, call
from passivefolio.data import sample_history

RESULTS = json.loads(
    (Path(__file__).parent / "golden" / "performanceanalytics_on_sample.json").read_text("utf-8")
)["results"]
DATES, SP, TB10, TB3 = (list(column) for column in zip(*sample_history(), strict=True))
W = [0.6, 0.3, 0.1]
M3 = [list(row) for row in zip(SP, TB10, TB3, strict=True)]
N = len(SP)
P6 = [row[0] for row in call("PORTFOLIO_RETURN", W, M3)]
FIRST_DAY = (DATES[0] - datetime.date(1899, 12, 30)).days
SERIES = {"SP": SP, "TB10": TB10, "TB3": TB3, "P6": P6}
MAR = 0.005
EVERY_MAR = [MAR] * N
ZEROS = [0.0] * N
NEGATIVE = [-1.0] * N


# Pieces: the one-line statistics that their definitions are made of


def column(cells):
    return [row[0] for row in cells]


def mean(x):
    return call("MEAN_RETURN_ANNUALIZED", x, 1)


def sd(x, m=1):
    return call("VOLATILITY", x, m)


def population_sd(x, m=1):
    return call("VOLATILITY", x, m, True)


def geometric(x, m=12):
    return call("ANNUALIZED_RETURN", x, m)


def less(x, y):
    return column(call("ACTIVE_RETURNS", x, y))


def downside(x, mar, method="full"):
    """Downside deviation from one return per period; an empty subset, #DIV/0! with us, is 0."""
    found = call("DOWNSIDE_DEVIATION", x, mar, 1, method)
    return 0.0 if isinstance(found, CellError) else found


def negative(x):
    return [-r for r in x]


def moment_skewness(x):
    return call("RETURN_SKEWNESS", x) * (N - 2) / math.sqrt(N * (N - 1))


def moment_kurtosis(x):
    """Excess kurtosis of population moments, from Excel's KURT."""
    return (call("RETURN_KURTOSIS", x) * (N - 2) * (N - 3) / (N - 1) - 6) / (N + 1)


def tail(confidence, mean_, sd_, skewness=0.0, kurtosis=0.0):
    """VaR and expected shortfall of a normal distribution bent by skewness and kurtosis."""
    p, S, K = 1 - confidence, skewness, kurtosis
    z = NormalDist().inv_cdf(p)
    h = z + (z**2 - 1) * S / 6 + (z**3 - 3 * z) * K / 24 - (2 * z**3 - 5 * z) * S**2 / 36
    bend = 1 + S * h**3 / 6 + K * (h**4 - 2 * h**2 - 1) / 24
    bend += S**2 * (h**6 - 9 * h**4 + 9 * h**2 + 3) / 72
    depth = max(NormalDist().pdf(h) * bend / p, -h)
    return -mean_ - h * sd_, -mean_ + depth * sd_


def gaussian(x, confidence):
    return tail(confidence, mean(x), population_sd(x))


def modified(x, confidence):
    return tail(confidence, mean(x), population_sd(x), moment_skewness(x), moment_kurtosis(x))


def drawdowns(x, top=N):
    return call("DRAWDOWN_TABLE", DATES, x, top)[1:]


def periods_up(row):
    """Periods to the recovery; one that is not there yet is taken to come right after the end."""
    trough = int(row[2] - FIRST_DAY)
    return row[5] if row[5] != "" else N - [(date - DATES[0]).days for date in DATES].index(trough)


def calendar(x):
    """A column per month, in percent, a blank is NA; R's column of years has gaps of its own."""
    _, *years = call("CALENDAR_RETURNS", DATES, x)
    months = list(zip(*years, strict=True))[1:13]
    return {
        place: [None if cell == "" else 100 * cell for cell in month]
        for place, month in enumerate(months)
    }


def shown(cell):
    """The date of a cell as R shows it."""
    return (DATES[0] + datetime.timedelta(cell - FIRST_DAY)).isoformat()


def drawdown_columns(x):
    """From the first period below the peak; without a drawdown R has one of depth 0."""
    rows = drawdowns(x, 5)
    after = {date.isoformat(): then.isoformat() for date, then in pairwise(DATES)}
    if not rows:
        return {3: call("MAX_DRAWDOWN", x)}
    return [
        [after[shown(row[1])] for row in rows],
        [shown(row[2]) for row in rows],
        [shown(row[3]) for row in rows],
        [row[0] for row in rows],
        [row[4] + row[5] for row in rows],
        [row[4] for row in rows],
        [row[5] for row in rows],
    ]


def summed(x):
    """Returns whose compounded wealth is 1 + the sum of x."""
    wealth = list(itertools.accumulate(x, initial=1.0))
    return [after / before - 1 for before, after in pairwise(wealth)]


def average(values):
    return sum(values) / len(values) if values else 0.0


def losses(x, threshold=MAR):
    """Mean loss below a threshold: omega = gains / losses and gains - losses = mean - threshold."""
    return (mean(x) - threshold) / (call("OMEGA_RATIO", x, threshold) - 1)


def gains(x, threshold=MAR):
    return call("OMEGA_RATIO", x, threshold) * losses(x, threshold)


def beta(s):
    return call("BETA_TO_INDEX", s.a, s.b, s.rf)


def annual_rf(s):
    return geometric(s.rf)


def jensen(s):
    """Jensen's alpha of geometric annual returns."""
    return geometric(s.a) - annual_rf(s) - beta(s) * (geometric(s.b) - annual_rf(s))


def systematic(s):
    return beta(s) * sd(less(s.b, s.rf), 12)


def specific(s):
    """Residuals of plain returns around the beta of excess returns, divided by n."""
    follower = [beta(s) * r for r in s.b]
    return population_sd(less(s.a, follower), 12)


def total(s):
    return math.hypot(systematic(s), specific(s))


def m_squared(s):
    rf = s.rf[0]  # a rate per period, in an annual sum
    return (geometric(s.a) - rf) * sd(s.b) / sd(s.a) + rf


def where(s, side):
    """Fund and index in the periods in which the index rose or fell."""
    kept = [pair for pair in zip(s.a, s.b, strict=True) if side * pair[1] > 0]
    return [list(part) for part in zip(*kept, strict=True)]


def capture(s, side):
    own, index = where(s, side)
    return call("CUMULATIVE_RETURN", own) / call("CUMULATIVE_RETURN", index)


def same_side(s, side):
    own, _ = where(s, side)
    return call("BATTING_AVERAGE", [side * r for r in own], [0.0] * len(own))


def ahead(s, side):
    return call("BATTING_AVERAGE", *where(s, side))


def conditional_beta(s, name):
    return call(name, less(s.a, s.rf), less(s.b, s.rf))


def held(block):
    """Returns per period of the mix bought at the start of a block of periods and left alone."""
    paths = [column(call("WEALTH_INDEX", list(returns))) for returns in zip(*block, strict=True)]
    wealth = [sum(w * x for w, x in zip(W, row, strict=True)) for row in zip(*paths, strict=True)]
    return [after / before - 1 for before, after in pairwise(wealth)]


def blocks(key):
    """The periods of the history, cut where the key of the date changes."""
    keys = [key(date) for date in DATES]
    cuts = [0, *(i for i in range(1, N) if keys[i] != keys[i - 1]), N]
    return [M3[first:last] for first, last in pairwise(cuts)]


CALENDAR = {
    "NA": lambda date: 0,
    "'months'": lambda date: (date.year, date.month),
    "'quarters'": lambda date: (date.year, (date.month - 1) // 3),
    "'years'": lambda date: date.year,
}


def rebalanced(rule):
    return [r for block in blocks(CALENDAR[rule]) for r in held(block)]


def last_weights(rule):
    return [[w] for w in column(call("DRIFTED_WEIGHTS", W, blocks(CALENDAR[rule])[-1]))]


def components(multiple):
    """Risk of the mix, what each holding adds to it, and its share: multiple * sd - mean."""
    covariance = call("COVARIANCE_MATRIX", M3)
    risk = multiple * call("PORTFOLIO_SD", W, covariance)
    means = [mean(x) if multiple > 1 else 0.0 for x in (SP, TB10, TB3)]
    shares = column(call("RISK_CONTRIBUTION", W, covariance))
    parts = [share * risk - w * m for share, w, m in zip(shares, W, means, strict=True)]
    return [sum(parts), parts, [part / sum(parts) for part in parts]]


def mixed_tail(confidence):
    """Modified VaR as R has it for a mix: sample sd, population third and fourth moments."""
    shrink = (N - 1) / N
    skewness = moment_skewness(P6) * shrink**1.5
    kurtosis = (moment_kurtosis(P6) + 3) * shrink**2 - 3
    return tail(confidence, mean(P6), sd(P6), skewness, kurtosis)


def epsilon(s):
    """R adds rates per period to annual returns; a series of rates gives a series."""
    beta_, alpha = beta(s), call("JENSEN_ALPHA", s.a, s.b, s.rf)
    found = [rf + geometric(s.a) - alpha - (geometric(s.b) - rf) * beta_ for rf in s.rf[:40]]
    return {1: found} if s.rf is TB3 else found[0]


WAYS = {
    # Returns
    "Return.annualized(a, scale=12, geometric=TRUE)": lambda s: geometric(s.a),
    "Return.annualized(a, scale=12, geometric=FALSE)": lambda s: call(
        "MEAN_RETURN_ANNUALIZED", s.a, 12
    ),
    "Return.cumulative(a, geometric=TRUE)": lambda s: call("CUMULATIVE_RETURN", s.a),
    "Return.cumulative(a, geometric=FALSE)": lambda s: N * mean(s.a),
    "Return.annualized(Return.excess(a, Rf=rf), scale=12)": lambda s: geometric(less(s.a, s.rf)),
    "mean.geometric(a)": lambda s: geometric(s.a, 1),
    "mean(a)": lambda s: mean(s.a),
    "Return.relative(a, b)": lambda s: [
        x / y
        for x, y in zip(
            column(call("WEALTH_INDEX", s.a))[1:],
            column(call("WEALTH_INDEX", s.b))[1:],
            strict=True,
        )
    ],
    "table.CalendarReturns(a, digits=15)": lambda s: calendar(s.a),
    # Risk
    "StdDev(a)": lambda s: sd(s.a),
    "StdDev.annualized(a, scale=12)": lambda s: sd(s.a, 12),
    "SemiDeviation(a)": lambda s: call("SEMI_DEVIATION", s.a),
    "SemiVariance(a)": lambda s: downside(s.a, [mean(s.a)] * N, "subset") ** 2,
    "DownsideDeviation(a, MAR=0, method='full')": lambda s: downside(s.a, ZEROS),
    "DownsideDeviation(a, MAR=0, method='subset')": lambda s: downside(s.a, ZEROS, "subset"),
    "DownsideDeviation(a, MAR=0.005, method='full')": lambda s: downside(s.a, EVERY_MAR),
    "DownsideDeviation(a, MAR=0.005, method='subset')": lambda s: downside(
        s.a, EVERY_MAR, "subset"
    ),
    "DownsidePotential(a, MAR=0.005)": lambda s: losses(s.a),
    "UpsideRisk(a, MAR=0.005, stat='risk')": lambda s: downside(negative(s.a), negative(EVERY_MAR)),
    "UpsideRisk(a, MAR=0.005, stat='potential')": lambda s: gains(s.a),
    "UpsidePotentialRatio(a, MAR=0.005, method='full')": lambda s: (
        gains(s.a) / downside(s.a, EVERY_MAR)
    ),
    "UpsidePotentialRatio(a, MAR=0.005, method='subset')": lambda s: (
        gains(s.a) / call("BATTING_AVERAGE", s.a, EVERY_MAR) / downside(s.a, EVERY_MAR, "subset")
    ),
    "PerformanceAnalytics:::lpm(a, n=2, threshold=0.005)": lambda s: [
        downside(s.a, EVERY_MAR, "subset") ** 2
    ],
    "PerformanceAnalytics:::lpm(a, n=1, threshold=0.005)": lambda s: [
        losses(s.a) / call("BATTING_AVERAGE", EVERY_MAR, s.a)
    ],
    "DownsideFrequency(a, MAR=0.005)": lambda s: call("BATTING_AVERAGE", EVERY_MAR, s.a),
    "UpsideFrequency(a, MAR=0.005)": lambda s: call("BATTING_AVERAGE", s.a, EVERY_MAR),
    "MeanAbsoluteDeviation(a)": lambda s: call("MEAN_ABSOLUTE_DEVIATION", s.a),
    "VolatilitySkewness(a, MAR=0.005, stat='volatility')": lambda s: (
        downside(negative(s.a), negative(EVERY_MAR)) ** 2 / downside(s.a, EVERY_MAR) ** 2
    ),
    "skewness(a, method='moment')": lambda s: moment_skewness(s.a),
    "skewness(a, method='fisher')": lambda s: call("RETURN_SKEWNESS", s.a),
    "skewness(a, method='sample')": lambda s: moment_skewness(s.a) * N**2 / ((N - 1) * (N - 2)),
    "kurtosis(a, method='moment')": lambda s: moment_kurtosis(s.a) + 3,
    "kurtosis(a, method='excess')": lambda s: moment_kurtosis(s.a),
    "kurtosis(a, method='fisher')": lambda s: call("RETURN_KURTOSIS", s.a),
    "kurtosis(a, method='sample')": lambda s: (
        call("RETURN_KURTOSIS", s.a) + 3 * (N - 1) ** 2 / ((N - 2) * (N - 3))
    ),
    "kurtosis(a, method='sample_excess')": lambda s: call("RETURN_KURTOSIS", s.a),
    "SkewnessKurtosisRatio(a)": lambda s: moment_skewness(s.a) / (moment_kurtosis(s.a) + 3),
    "VaR(a, p=0.95, method='historical')": lambda s: -call("VALUE_AT_RISK", s.a),
    "VaR(a, p=0.99, method='historical')": lambda s: -call("VALUE_AT_RISK", s.a, 0.99),
    "VaR(a, p=0.95, method='gaussian')": lambda s: -gaussian(s.a, 0.95)[0],
    "VaR(a, p=0.99, method='gaussian')": lambda s: -gaussian(s.a, 0.99)[0],
    "VaR(a, p=0.95, method='modified')": lambda s: -modified(s.a, 0.95)[0],
    "VaR(a, p=0.99, method='modified')": lambda s: -modified(s.a, 0.99)[0],
    "ES(a, p=0.95, method='historical')": lambda s: -call("EXPECTED_SHORTFALL", s.a),
    "ES(a, p=0.99, method='historical')": lambda s: -call("EXPECTED_SHORTFALL", s.a, 0.99),
    "ES(a, p=0.95, method='gaussian')": lambda s: -gaussian(s.a, 0.95)[1],
    "ES(a, p=0.99, method='gaussian')": lambda s: -gaussian(s.a, 0.99)[1],
    "ES(a, p=0.95, method='modified')": lambda s: -modified(s.a, 0.95)[1],
    "ES(a, p=0.99, method='modified')": lambda s: -modified(s.a, 0.99)[1],
    "table.Stats(a, digits=15)": lambda s: {
        0: N,
        3: -call("VALUE_AT_RISK", s.a, 0.75),
        4: -call("VALUE_AT_RISK", s.a, 0.5),
        5: mean(s.a),
        6: geometric(s.a, 1),
        7: -call("VALUE_AT_RISK", s.a, 0.25),
        9: sd(s.a) / math.sqrt(N),
        12: sd(s.a) ** 2,
        13: sd(s.a),
        14: moment_skewness(s.a),
        15: moment_kurtosis(s.a),
    },
    "table.Autocorrelation(a, digits=15)": lambda s: {
        lag - 1: call("AUTOCORRELATION", s.a, lag) for lag in range(1, 7)
    },
    "table.DownsideRisk(a, ci=0.95, Rf=rf, MAR=0.1/12, digits=15)": lambda s: {
        0: call("SEMI_DEVIATION", s.a),
        3: downside(s.a, [0.1 / 12] * N),
        4: downside(s.a, s.rf),
        5: downside(s.a, ZEROS),
        6: -call("MAX_DRAWDOWN", s.a),
        7: -call("VALUE_AT_RISK", s.a),
        8: -call("EXPECTED_SHORTFALL", s.a),
        9: -modified(s.a, 0.95)[0],
        10: -modified(s.a, 0.95)[1],
    },
    # Drawdowns
    "maxDrawdown(a, geometric=TRUE)": lambda s: -call("MAX_DRAWDOWN", s.a),
    "maxDrawdown(a, geometric=FALSE)": lambda s: -call("MAX_DRAWDOWN", summed(s.a)),
    "table.Drawdowns(a, top=5, digits=15)": lambda s: drawdown_columns(s.a),
    "sortDrawdowns(findDrawdowns(a))": lambda s: {0: [row[0] for row in drawdowns(s.a)] or 0.0},
    "AverageDrawdown(a)": lambda s: -average([row[0] for row in drawdowns(s.a)]),
    "AverageLength(a)": lambda s: average([row[4] + periods_up(row) for row in drawdowns(s.a)]),
    "AverageRecovery(a)": lambda s: average([periods_up(row) for row in drawdowns(s.a)]),
    "PainIndex(a)": lambda s: call("PAIN_INDEX", s.a),
    "UlcerIndex(a)": lambda s: call("ULCER_INDEX", s.a),
    # Ratios
    "SharpeRatio(a, Rf=rf, FUN='StdDev')": lambda s: call("SHARPE_RATIO", s.a, s.rf),
    "SharpeRatio(a, Rf=rf, p=0.95, FUN='VaR')": lambda s: (
        mean(less(s.a, s.rf)) / modified(less(s.a, s.rf), 0.95)[0]
    ),
    "SharpeRatio(a, Rf=rf, p=0.95, FUN='ES')": lambda s: (
        mean(less(s.a, s.rf)) / modified(less(s.a, s.rf), 0.95)[1]
    ),
    "SharpeRatio(a, Rf=rf, FUN='SemiSD')": lambda s: (
        mean(less(s.a, s.rf)) / call("SEMI_DEVIATION", less(s.a, s.rf)) / math.sqrt(2)
    ),
    "SharpeRatio.annualized(a, Rf=rf, scale=12, geometric=TRUE)": lambda s: (
        geometric(less(s.a, s.rf)) / sd(less(s.a, s.rf), 12)
    ),
    "SharpeRatio.annualized(a, Rf=rf, scale=12, geometric=FALSE)": lambda s: call(
        "SHARPE_RATIO", s.a, s.rf, 12
    ),
    "SortinoRatio(a, MAR=0)": lambda s: call("SORTINO_RATIO", s.a),
    "SortinoRatio(a, MAR=0.005)": lambda s: call("SORTINO_RATIO", s.a, EVERY_MAR),
    "SortinoRatio(a, MAR=rf)": lambda s: call("SORTINO_RATIO", s.a, s.rf),
    "Kappa(a, MAR=0.005, l=2)": lambda s: call("SORTINO_RATIO", s.a, EVERY_MAR),
    "Omega(a, L=0)": lambda s: call("OMEGA_RATIO", s.a),
    "Omega(a, L=0.005)": lambda s: call("OMEGA_RATIO", s.a, MAR),
    "OmegaSharpeRatio(a, MAR=0.005)": lambda s: call("OMEGA_RATIO", s.a, MAR) - 1,
    "BernardoLedoitRatio(a)": lambda s: call("OMEGA_RATIO", s.a),
    "KellyRatio(a, Rf=rf)": lambda s: mean(s.a) / sd(s.a) ** 2 / 2,
    "CalmarRatio(a, scale=12)": lambda s: call("CALMAR_RATIO", s.a, 12),
    "SterlingRatio(a, scale=12, excess=0.1)": lambda s: (
        geometric(s.a) / (0.1 - call("MAX_DRAWDOWN", s.a))
    ),
    "MartinRatio(a, Rf=rf)": lambda s: (geometric(s.a) - s.rf[0]) / call("ULCER_INDEX", s.a),
    "PainRatio(a, Rf=rf)": lambda s: (geometric(s.a) - s.rf[0]) / call("PAIN_INDEX", s.a),
    "TreynorRatio(a, b, Rf=rf, scale=12)": lambda s: geometric(less(s.a, s.rf)) / beta(s),
    "TreynorRatio(a, b, Rf=rf, scale=12, modified=TRUE)": lambda s: (
        geometric(less(s.a, s.rf)) / systematic(s)
    ),
    "CAPM.alpha(a, b, Rf=rf)": lambda s: call("JENSEN_ALPHA", s.a, s.b, s.rf),
    "CAPM.jensenAlpha(a, b, Rf=rf)": jensen,
    "Selectivity(a, b, Rf=rf)": jensen,
    "AppraisalRatio(a, b, Rf=rf, method='appraisal')": lambda s: jensen(s) / specific(s),
    "AppraisalRatio(a, b, Rf=rf, method='modified')": lambda s: jensen(s) / beta(s),
    "AppraisalRatio(a, b, Rf=rf, method='alternative')": lambda s: jensen(s) / systematic(s),
    "MSquared(a, b, Rf=rf)": m_squared,
    "MSquaredExcess(a, b, Rf=rf, Method='geometric')": lambda s: (
        (1 + m_squared(s)) / (1 + geometric(s.b)) - 1
    ),
    "MSquaredExcess(a, b, Rf=rf, Method='arithmetic')": lambda s: m_squared(s) - geometric(s.b),
    "M2Sortino(a, b, MAR=0.005)": lambda s: (
        geometric(s.a)
        + call("SORTINO_RATIO", s.a, EVERY_MAR)
        * math.sqrt(12)
        * (downside(s.b, EVERY_MAR) - downside(s.a, EVERY_MAR))
    ),
    # Against the index
    "CAPM.beta(a, b, Rf=rf)": beta,
    "CAPM.beta.bull(a, b, Rf=rf)": lambda s: conditional_beta(s, "UP_BETA"),
    "CAPM.beta.bear(a, b, Rf=rf)": lambda s: conditional_beta(s, "DOWN_BETA"),
    "TimingRatio(a, b, Rf=rf)": lambda s: (
        conditional_beta(s, "UP_BETA") / conditional_beta(s, "DOWN_BETA")
    ),
    "CAPM.RiskPremium(a, Rf=rf)": lambda s: mean(less(s.a, s.rf)),
    "CAPM.epsilon(a, b, Rf=rf)": epsilon,
    "FamaBeta(a, b)": lambda s: sd(s.a) / sd(s.b),
    "NetSelectivity(a, b, Rf=rf)": lambda s: (
        jensen(s) - (sd(s.a) / sd(s.b) - beta(s)) * (geometric(s.b) - s.rf[0])
    ),
    "SystematicRisk(a, b, Rf=rf, scale=12)": systematic,
    "SpecificRisk(a, b, Rf=rf)": specific,
    "TotalRisk(a, b, Rf=rf)": total,
    "table.SpecificRisk(a, b, Rf=rf, digits=15)": lambda s: [
        [specific(s), systematic(s), total(s)]
    ],
    "BetaCoVariance(a, b)": lambda s: call("BETA_TO_INDEX", s.a, s.b),
    "CoVariance(a, b)": lambda s: (
        call("INDEX_CORRELATION", s.a, s.b) * sd(s.a) * sd(s.b) * (N - 1) / N
    ),
    "table.Correlation(a, b)": lambda s: {0: call("INDEX_CORRELATION", s.a, s.b)},
    "ActivePremium(a, b, scale=12)": lambda s: call("TRACKING_DIFFERENCE", s.a, s.b, 12),
    "TrackingError(a, b, scale=12)": lambda s: call("TRACKING_ERROR", s.a, s.b, 12),
    "InformationRatio(a, b, scale=12)": lambda s: (
        call("TRACKING_DIFFERENCE", s.a, s.b, 12) / call("TRACKING_ERROR", s.a, s.b, 12)
    ),
    "table.InformationRatio(a, b, scale=12, digits=15)": lambda s: [
        [
            call("TRACKING_ERROR", s.a, s.b),
            call("TRACKING_ERROR", s.a, s.b, 12),
            call("TRACKING_DIFFERENCE", s.a, s.b, 12) / call("TRACKING_ERROR", s.a, s.b, 12),
        ]
    ],
    "UpDownRatios(a, b, method='Capture', side='Up')": lambda s: capture(s, 1),
    "UpDownRatios(a, b, method='Capture', side='Down')": lambda s: capture(s, -1),
    "UpDownRatios(a, b, method='Number', side='Up')": lambda s: same_side(s, 1),
    "UpDownRatios(a, b, method='Number', side='Down')": lambda s: same_side(s, -1),
    "UpDownRatios(a, b, method='Percent', side='Up')": lambda s: ahead(s, 1),
    "UpDownRatios(a, b, method='Percent', side='Down')": lambda s: ahead(s, -1),
    "table.CaptureRatios(a, b, digits=15)": lambda s: [capture(s, 1), capture(s, -1)],
    # The mix
    "colMeans(coredata(M3))": lambda s: call("MEAN_RETURN_ANNUALIZED", M3, 1)[0],
    "cov(coredata(M3))": lambda s: call("COVARIANCE_MATRIX", M3),
    "cor(coredata(M3))": lambda s: call("CORRELATION_MATRIX", M3),
    "StdDev(M3, portfolio_method='component', weights=W3)": lambda s: components(1),
    "VaR(M3, p=0.95, method='gaussian', portfolio_method='component', weights=W3)": lambda s: (
        components(-NormalDist().inv_cdf(0.05))
    ),
    "ES(M3, p=0.95, method='gaussian', portfolio_method='component', weights=W3)": lambda s: (
        components(NormalDist().pdf(NormalDist().inv_cdf(0.05)) / 0.05)
    ),
    "VaR(M3, p=0.95, method='modified', portfolio_method='component', weights=W3)": lambda s: {
        0: mixed_tail(0.95)[0]
    },
    "VaR(M3, p=0.95, method='historical', portfolio_method='single', weights=W3)": lambda s: [
        [-w * x] for w, x in zip(W, call("VALUE_AT_RISK", M3)[0], strict=True)
    ],
    "ES(M3, p=0.95, method='historical', portfolio_method='single', weights=W3)": lambda s: (
        -sum(w * x for w, x in zip(W, call("EXPECTED_SHORTFALL", M3)[0], strict=True))
    ),
    "Return.annualized(MIX))": lambda s: geometric(rebalanced(s.rule)),
    "Return.cumulative(MIX))": lambda s: call("CUMULATIVE_RETURN", rebalanced(s.rule)),
    "StdDev.annualized(MIX))": lambda s: sd(rebalanced(s.rule), 12),
    "maxDrawdown(MIX))": lambda s: -call("MAX_DRAWDOWN", rebalanced(s.rule)),
    "as.numeric(tail(MIX, wealth.index=TRUE),1))": lambda s: (
        1 + call("CUMULATIVE_RETURN", rebalanced(s.rule))
    ),
    "tail(coredata(MIX, verbose=TRUE)$EOP.Weight),1)": lambda s: last_weights(s.rule),
}


def understood(text):
    """The call with its series named a, b and rf, and what these names stand for."""
    names = SimpleNamespace(a=None, b=None, rf=ZEROS, rule=None)

    def rate(match):
        given = match[2]
        yearly, _, months = given.partition("/")
        names.rf = SERIES[given] if given in SERIES else [float(yearly) / float(months)] * N
        return f"{match[1]}=rf"

    def rule(match):
        names.rule = match[1]
        return "MIX"

    text = re.sub(r"Return.portfolio\(M3, weights=W3, rebalance_on=([^,)]+)", rule, text)
    text = re.sub(r"\b(Rf|MAR)=(TB3|0\.0\d+/12)", rate, text)
    text = re.sub(r"\bRf=0(?=[,)])", "Rf=rf", text)
    for letter in "ab":
        if found := re.search(r"\b(SP|TB10|TB3|P6)\b", text):
            setattr(names, letter, SERIES[found[1]])
            text = text[: found.start()] + letter + text[found.end() :]
    return text, names


def plain(value):
    """An R value as nested lists, without the names of its rows and columns."""
    if isinstance(value, dict):
        return [plain(part) for part in value.values()]
    return [plain(part) for part in value] if isinstance(value, list) else value


def near(value):
    return pytest.approx(value, rel=1e-10, abs=1e-14)


def compare(got, theirs):
    if isinstance(got, dict):  # only some places have a counterpart
        if len(theirs) == 1:
            [theirs] = theirs
        for place, own in got.items():
            first = isinstance(own, list) and len(own) < len(theirs[place])
            compare(own, theirs[place][: len(own)] if first else theirs[place])
    elif isinstance(got, list):
        if len(theirs) == 1 and len(got) > 1:
            [theirs] = theirs
        for own, other in zip(got, theirs, strict=True):
            compare(own, other)
    elif isinstance(got, str | None):
        assert got == theirs
    else:
        assert got == near(theirs)


CALLS = [(entry, *understood(entry["call"])) for entry in RESULTS if "value" in entry]
COMPARED = [
    pytest.param(entry["value"], text, names, id=entry["call"])
    for entry, text, names in CALLS
    if text in WAYS
]


@pytest.mark.parametrize(("value", "text", "names"), COMPARED)
def test_r_and_we_agree(value, text, names):
    if value in ("Infinity", "-Infinity"):
        with pytest.raises((ZeroDivisionError, TypeError)):  # we say #DIV/0! in place of infinity
            abs(WAYS[text](names))
        return
    compare(WAYS[text](names), plain(value))


@pytest.mark.parametrize("x", [SP, TB10, TB3, P6])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_our_tails_are_theirs_with_sample_moments(x, confidence):
    normal = tail(confidence, mean(x), sd(x))
    bent = tail(confidence, mean(x), sd(x), call("RETURN_SKEWNESS", x), call("RETURN_KURTOSIS", x))
    for method, (var, es) in (("normal", normal), ("modified", bent)):
        assert call("VALUE_AT_RISK", x, confidence, method) == near(var)
        assert call("EXPECTED_SHORTFALL", x, confidence, method) == near(es)


@pytest.mark.parametrize("x", [P6, TB10])
@pytest.mark.parametrize(("name", "side"), [("UP_CAPTURE", 1), ("DOWN_CAPTURE", -1)])
def test_our_captures_are_theirs_per_period(x, name, side):
    own, index = where(SimpleNamespace(a=x, b=SP), side)
    assert call(name, x, SP) == near(geometric(own, 1) / geometric(index, 1))


@pytest.mark.parametrize("x", [P6, TB10])
def test_our_ratios_are_theirs_with_arithmetic_means(x):
    s = SimpleNamespace(a=x, b=SP, rf=TB3)
    own, index = less(x, TB3), less(SP, TB3)
    line = (s.a, s.b, s.rf, 12)
    assert call("TREYNOR_RATIO", *line) == near(12 * mean(own) / beta(s))
    assert call("JENSEN_ALPHA", *line) == near(12 * (mean(own) - beta(s) * mean(index)))
    assert call("APPRAISAL_RATIO", *line) == near(
        call("JENSEN_ALPHA", *line) / call("SPECIFIC_RISK", own, index, 12)
    )
    assert call("M_SQUARED", *line) == near(12 * (mean(TB3) + mean(own) * sd(index) / sd(own)))
    assert call("M_SQUARED_EXCESS", *line) == near(call("M_SQUARED", *line) - 12 * mean(SP))
    assert call("INFORMATION_RATIO", x, SP, 12) == near(
        12 * mean(less(x, SP)) / call("TRACKING_ERROR", x, SP, 12)
    )
    assert call("SORTINO_RATIO", x, TB3, 12) == near(math.sqrt(12) * mean(own) / downside(x, TB3))
    assert call("MARTIN_RATIO", x, TB3, 12) == near(
        (geometric(x) - geometric(TB3)) / call("ULCER_INDEX", x)
    )
    assert call("SPECIFIC_RISK", x, SP, 12) * math.sqrt((N - 2) / N) == near(
        specific(SimpleNamespace(a=x, b=SP, rf=ZEROS))
    )


WITHOUT_A_COUNTERPART = {
    "AdjustedSharpeRatio": 4,
    "BurkeRatio": 12,
    "CDD": 8,
    "DRatio": 4,
    "HurstIndex": 4,
    "Kappa": 4,
    "MarketTiming": 8,
    "OmegaExcessReturn": 4,
    "ProspectRatio": 4,
    "SmoothingIndex": 4,
}


def test_all_calls_are_compared_but_those_without_a_counterpart():
    left_out = Counter(entry["function"] for entry, text, _ in CALLS if text not in WAYS)
    refused_by_r = [entry for entry in RESULTS if "value" not in entry]
    assert left_out == WITHOUT_A_COUNTERPART
    assert (len(COMPARED), len(refused_by_r), len(RESULTS)) == (505, 8, 569)
    assert set(WAYS) == {text for _, text, _ in CALLS if text in WAYS}
