"""Entries of the functions of risk."""

import math

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.catalogue.shared import (
    ER,
    OPTIONAL_PERIODS_PER_YEAR,
    POPULATION,
    RETURNS,
    SD,
)
from passivefolio.core import downside, drawdown, risk, tails

OPTIONAL_MAR = Arg(
    "mar",
    Kind.RATE_OR_SERIES,
    "Minimum acceptable return: one number is an annual rate, a range one return per period.",
    default=0.0,
)
CONFIDENCE = Arg("confidence", Kind.NUMBER, "Confidence between 0 and 1, such as 0.95.", 0.95)
METHOD = Arg(
    "method",
    Kind.WORD,
    'How: "historical", "normal", or "modified" for skewness and kurtosis (Cornish-Fisher).',
    default="historical",
    choices=("historical", "normal", "modified"),
)
WINDOW = Arg("window", Kind.WHOLE, "Periods in each window.")
DIP = (0.10, -0.20, 0.125)
DIP_BY_HAND = "wealth 1.1, 0.88, 0.99 below its peak of 1.1"
TIDE = (0.10, -0.20, 0.10, 0.25)
TIDE_BY_HAND = "by hand: wealth 1.1, 0.88, 0.968, 1.21"
MIXED = (0.03, -0.01, 0.02, -0.03)
FIVE = (-0.04, -0.02, 0, 0.01, 0.03)
EXCEL_SHAPE = (3, 4, 5, 2, 3, 4, 5, 6, 4, 7)

FUNCTIONS = (
    Function(
        "VOLATILITY",
        risk.volatility,
        category="Risk",
        args=(RETURNS, OPTIONAL_PERIODS_PER_YEAR, POPULATION),
        examples=(
            Example(
                ((1345, 1301, 1368, 1322, 1310, 1370, 1318, 1350, 1303, 1299),),
                27.46391572,
                "Excel help, STDEV.S",
                decimals=8,
            ),
            Example(((0.01, 0.03), 12), 0.0024**0.5, "by hand: sqrt(12 * 0.0002)"),
        ),
    ),
    Function(
        "DOWNSIDE_DEVIATION",
        downside.downside_deviation,
        category="Risk",
        args=(
            RETURNS,
            OPTIONAL_MAR,
            OPTIONAL_PERIODS_PER_YEAR,
            Arg(
                "method",
                Kind.WORD,
                '"full" divides by all periods, "subset" by those below the minimum.',
                default="full",
                choices=("full", "subset"),
            ),
        ),
        examples=(
            Example((MIXED, 0, 12), 0.003**0.5, "by hand: sqrt(12 * (0.0001 + 0.0009) / 4)"),
            Example((MIXED, 0, 1, "subset"), 0.0005**0.5, "by hand: sqrt(0.001 / 2)"),
            Example(((0.02, 0.05), (0.03, 0.01)), 0.00005**0.5, "by hand: sqrt(0.01^2 / 2)"),
        ),
        differs="PerformanceAnalytics does not annualise it; many web pages divide by the count "
        "below the minimum, which is our subset.",
    ),
    Function(
        "SEMI_DEVIATION",
        risk.semi_deviation,
        category="Risk",
        args=(RETURNS, OPTIONAL_PERIODS_PER_YEAR),
        examples=(Example(((0.01, 0.03),), 0.00005**0.5, "by hand: sqrt(0.01^2 / 2)"),),
        differs="SemiDeviation of PerformanceAnalytics is the same per period; its SemiVariance "
        "divides by the count below the mean.",
    ),
    Function(
        "MEAN_ABSOLUTE_DEVIATION",
        risk.mean_absolute_deviation,
        category="Risk",
        args=(RETURNS,),
        examples=(Example(((4, 5, 6, 7, 5, 4, 3),), 1.020408, "Excel help, AVEDEV", decimals=6),),
    ),
    Function(
        "DRAWDOWN_SERIES",
        drawdown.drawdown_series,
        category="Risk",
        args=(RETURNS,),
        answer=Answer.PATH,
        examples=(Example((DIP,), (0, -0.20, -0.10), "by hand: " + DIP_BY_HAND),),
    ),
    Function(
        "MAX_DRAWDOWN",
        drawdown.max_drawdown,
        category="Risk",
        args=(RETURNS,),
        examples=(
            Example(((0.10, -0.20, 0.05),), -0.20, "by hand: 1.1 * 0.8 / 1.1 - 1"),
            Example(((-0.10, 0.05),), -0.10, "by hand: a first loss counts"),
        ),
        differs="PerformanceAnalytics shows it as a positive number; ffn misses a loss in the "
        "first period.",
    ),
    Function(
        "CURRENT_DRAWDOWN",
        drawdown.current_drawdown,
        category="Risk",
        args=(RETURNS,),
        examples=(Example((DIP,), -0.10, "by hand: " + DIP_BY_HAND),),
    ),
    Function(
        "DRAWDOWN_TABLE",
        drawdown.drawdown_table,
        category="Risk",
        args=(
            Arg("dates", Kind.DATES, "Date of each return, the end of its period, ascending."),
            Arg("returns", Kind.SERIES, "Simple returns of one fund, one per period."),
            Arg("top", Kind.WHOLE, "How many drawdowns are shown, the deepest first.", 5),
        ),
        answer=Answer.TABLE,
        examples=(
            Example(
                ((43861, 43890, 43921, 43951), (0.10, -0.20, 0.25, -0.10)),
                (
                    ("Depth", "Peak", "Trough", "Recovery", "Periods down", "Periods up"),
                    (-0.20, 43861, 43890, 43921, 1, 1),
                    (-0.10, 43921, 43951, "", 1, ""),
                ),
                "by hand: wealth 1.1, 0.88, 1.1, 0.99 at the ends of January to April 2020",
            ),
        ),
        differs="table.Drawdowns of PerformanceAnalytics dates the start at the first period below "
        "the peak; its depths and lengths are the same.",
    ),
    Function(
        "MAX_DRAWDOWN_DURATION",
        drawdown.max_drawdown_duration,
        category="Risk",
        args=(RETURNS,),
        examples=(
            Example((TIDE,), 3, TIDE_BY_HAND + "; from period 1 to 4"),
            Example((DIP,), 2, "by hand: " + DIP_BY_HAND + " from period 1 to the end"),
        ),
    ),
    Function(
        "TIME_UNDER_WATER",
        drawdown.time_under_water,
        category="Risk",
        args=(RETURNS,),
        examples=(Example((TIDE,), 0.5, TIDE_BY_HAND + "; two of four below the peak"),),
    ),
    Function(
        "ULCER_INDEX",
        drawdown.ulcer_index,
        category="Risk",
        args=(RETURNS,),
        examples=(
            Example((DIP,), (0.05 / 3) ** 0.5, "by hand: sqrt((0.04 + 0.01) / 3), " + DIP_BY_HAND),
        ),
    ),
    Function(
        "PAIN_INDEX",
        drawdown.pain_index,
        category="Risk",
        args=(RETURNS,),
        examples=(Example((DIP,), 0.1, "by hand: (0.20 + 0.10) / 3, " + DIP_BY_HAND),),
    ),
    Function(
        "VALUE_AT_RISK",
        tails.value_at_risk,
        category="Risk",
        args=(RETURNS, CONFIDENCE, METHOD),
        examples=(
            Example((FIVE, 0.9), 0.032, "by hand: 0.4 of the way from -0.04 to -0.02"),
            Example(((1, 3, 2, 4), 0.7), -1.9, "Excel help, PERCENTILE.INC at 0.3: 1.9"),
            Example(
                ((0.01, 0.03), 0.95, "normal"),
                1.6448536269514722 * 0.0002**0.5 - 0.02,
                "by hand: mean 0.02, sd sqrt(0.0002), normal quantile 1.64485 of the tables",
            ),
        ),
        differs="PerformanceAnalytics and empyrical show a loss as a negative number; its gaussian "
        "and modified VaR take population moments; VaR of quantstats is the normal one.",
    ),
    Function(
        "EXPECTED_SHORTFALL",
        tails.expected_shortfall,
        category="Risk",
        args=(RETURNS, CONFIDENCE, METHOD),
        examples=(
            Example((FIVE, 0.75), 0.03, "by hand: mean of 0.04 and 0.02, up to the quartile"),
            Example(
                ((0.01, 0.03), 0.95, "normal"),
                2.062713 * 0.0002**0.5 - 0.02,
                "by hand: normal density at 1.64485 of the tables 0.10313564, over 0.05",
                decimals=7,
            ),
        ),
        differs="PerformanceAnalytics shows a loss as a negative number, and its gaussian and "
        "modified ES take population moments.",
    ),
    Function(
        "SHORTFALL_PROBABILITY",
        tails.shortfall_probability,
        category="Risk",
        args=(
            ER,
            SD,
            Arg("target", Kind.RATE, "Return a year to fall short of.", 0.0),
            Arg("years", Kind.NUMBER, "Years looked ahead, 1 or more.", 1.0),
        ),
        examples=(
            Example((0.10, 0.10), 0.158655253931457, "normal tables: Phi(-1)", decimals=14),
            Example((0.08, 0.16, -0.08), 0.158655253931457, "normal tables: Phi(-1)", decimals=14),
            Example(
                (math.exp(0.07) - 1, math.exp(0.07) * math.sqrt(math.expm1(0.04)), 0, 4),
                0.308537538725987,
                "normal tables: Phi(-0.5); by hand mu = 0.05, s = 0.2, -2 * 0.05 / 0.2",
                decimals=13,
            ),
        ),
    ),
    Function(
        "SAFETY_FIRST_RATIO",
        tails.safety_first_ratio,
        category="Risk",
        args=(ER, SD, Arg("mar", Kind.RATE, "Return a year below which is disaster.")),
        examples=(Example((0.10, 0.14, 0.03), 0.5, "by hand: 0.07 / 0.14"),),
    ),
    Function(
        "RETURN_SKEWNESS",
        tails.return_skewness,
        category="Risk",
        args=(RETURNS,),
        examples=(Example((EXCEL_SHAPE,), 0.359543, "Excel help, SKEW", decimals=6),),
        differs="skewness of PerformanceAnalytics takes population moments by default; pandas is "
        "as ours.",
    ),
    Function(
        "RETURN_KURTOSIS",
        tails.return_kurtosis,
        category="Risk",
        args=(RETURNS,),
        examples=(Example((EXCEL_SHAPE,), -0.151799637, "Excel help, KURT", decimals=9),),
        differs="kurtosis of PerformanceAnalytics takes population moments by default, its "
        "sample_excess is ours; pandas is as ours.",
    ),
    Function(
        "AUTOCORRELATION",
        risk.autocorrelation,
        category="Risk",
        args=(RETURNS, Arg("lag", Kind.WHOLE, "Periods between the two returns.", 1)),
        examples=(
            Example(
                ((0.01, 0.02, 0.03, 0.04),), 0.25, "by hand: (0.75 - 0.25 + 0.75) / 5 in squares"
            ),
        ),
    ),
    Function(
        "ROLLING_VOLATILITY",
        risk.rolling_volatility,
        category="Risk",
        args=(RETURNS, WINDOW, OPTIONAL_PERIODS_PER_YEAR),
        answer=Answer.PATH,
        examples=(
            Example(
                ((0.01, 0.03, 0.09), 2),
                (0.0002**0.5, 0.0018**0.5),
                "by hand: sqrt(0.02^2 / 2), sqrt(0.06^2 / 2)",
            ),
        ),
    ),
)
