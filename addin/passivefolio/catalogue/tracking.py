"""Entries of the functions of how a fund follows its index."""

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.catalogue.shared import (
    COVARIANCE,
    OPTIONAL_PERIODS_PER_YEAR,
    OPTIONAL_RF,
    POPULATION,
    WEIGHTS,
)
from passivefolio.core import tracking

CATEGORY = "Against the index"
FUND = Arg(
    "fund",
    Kind.SERIES,
    "Simple returns of the fund, one per period; a fund per column for a table of funds.",
)
INDEX = Arg("index", Kind.SERIES, "Simple returns of the index in the same periods.")
PAIR = (FUND, INDEX)
INDEX_WEIGHTS = Arg(
    "index_weights", Kind.WEIGHTS, "Weights of the same holdings in the index. A blank is 0."
)
AHEAD = ((0.02, 0.05), (0.01, 0.02))
DOUBLE = ((0.02, 0.06), (0.01, 0.03))
CALM = ((0.05, -0.05, 0.05), (0.10, -0.20, 0.10))
BENT = ((0.02, 0.06, -0.01, -0.02), (0.01, 0.03, -0.02, -0.04))
EXCEL_PAIR = ((2, 3, 9, 1, 8, 7, 5), (6, 5, 11, 7, 5, 4, 4))

FUNCTIONS: tuple[Function, ...] = (
    Function(
        "TRACKING_DIFFERENCE",
        tracking.tracking_difference,
        category=CATEGORY,
        args=(
            *PAIR,
            OPTIONAL_PERIODS_PER_YEAR,
            Arg(
                "geometric",
                Kind.SWITCH,
                "TRUE divides the growth of the two in place of subtracting the returns.",
                False,
            ),
        ),
        examples=(
            Example(((0.80, -0.20), (0.21, 0), 1), 0.1, "by hand: sqrt(1.44) - sqrt(1.21)"),
            Example(((0.80, -0.20), (0.21, 0), 1, True), 0.1 / 1.1, "by hand: 1.2 / 1.1 - 1"),
        ),
        differs="ActivePremium of PerformanceAnalytics is the same difference of annual returns.",
    ),
    Function(
        "TRACKING_ERROR",
        tracking.tracking_error,
        category=CATEGORY,
        args=(*PAIR, OPTIONAL_PERIODS_PER_YEAR, POPULATION),
        examples=(
            Example(
                (*AHEAD, 12), 0.0024**0.5, "by hand: differences 0.01, 0.03: sqrt(12 * 0.0002)"
            ),
            Example((*AHEAD, 1, True), 0.01, "by hand: sqrt((0.0001 + 0.0001) / 2)"),
        ),
        differs="PerformanceAnalytics is the same; popular tutorials divide by n or do not "
        "subtract the mean difference.",
    ),
    Function(
        "ROLLING_TRACKING_DIFFERENCE",
        tracking.rolling_tracking_difference,
        category=CATEGORY,
        args=(
            *PAIR,
            Arg("window", Kind.WHOLE, "Periods in each window, a year or more."),
            OPTIONAL_PERIODS_PER_YEAR,
        ),
        answer=Answer.PATH,
        examples=(
            Example(
                ((0.80, -0.20, 0.80), (0.21, 0, 0), 2),
                (0.1, 0.2),
                "by hand: sqrt(1.44) less sqrt(1.21), then less 1",
            ),
        ),
    ),
    Function(
        "EX_ANTE_TRACKING_ERROR",
        tracking.ex_ante_tracking_error,
        category=CATEGORY,
        args=(WEIGHTS, INDEX_WEIGHTS, COVARIANCE),
        examples=(
            Example(
                ((0.7, 0.3), (0.6, 0.4), ((0.04, 0), (0, 0.01))),
                0.0005**0.5,
                "by hand: sqrt(0.01 * 0.04 + 0.01 * 0.01)",
            ),
        ),
    ),
    Function(
        "ACTIVE_RETURNS",
        tracking.active_returns,
        category=CATEGORY,
        args=PAIR,
        answer=Answer.PATH,
        examples=(Example(AHEAD, (0.01, 0.03), "by hand: 0.02 - 0.01, 0.05 - 0.02"),),
    ),
    Function(
        "INFORMATION_RATIO",
        tracking.information_ratio,
        category=CATEGORY,
        args=(*PAIR, OPTIONAL_PERIODS_PER_YEAR),
        examples=(Example((*AHEAD, 12), 24**0.5, "by hand: 0.02 / sqrt(0.0002) * sqrt(12)"),),
        differs="PerformanceAnalytics divides the difference of geometric annual returns by the "
        "tracking error; empyrical does not annualise.",
    ),
    Function(
        "BETA_TO_INDEX",
        tracking.beta_to_index,
        category=CATEGORY,
        args=(*PAIR, OPTIONAL_RF, OPTIONAL_PERIODS_PER_YEAR),
        examples=(Example(EXCEL_PAIR, 0.305556, "Excel help, SLOPE", decimals=6),),
    ),
    Function(
        "R_SQUARED",
        tracking.r_squared,
        category=CATEGORY,
        args=PAIR,
        examples=(Example(EXCEL_PAIR, 0.05795, "Excel help, RSQ", decimals=5),),
    ),
    Function(
        "INDEX_CORRELATION",
        tracking.index_correlation,
        category=CATEGORY,
        args=PAIR,
        examples=(
            Example(
                ((3, 2, 4, 5, 6), (9, 7, 12, 15, 17)),
                0.997054486,
                "Excel help, CORREL",
                decimals=9,
            ),
        ),
    ),
    Function(
        "UP_CAPTURE",
        tracking.up_capture,
        category=CATEGORY,
        args=PAIR,
        examples=(Example(CALM, 0.5, "by hand: 0.05 of 0.10 in each rise"),),
        differs="PerformanceAnalytics divides the cumulative returns of those periods, which "
        "shrinks or swells with the length of the record; empyrical the annualised ones.",
    ),
    Function(
        "DOWN_CAPTURE",
        tracking.down_capture,
        category=CATEGORY,
        args=PAIR,
        examples=(Example(CALM, 0.25, "by hand: -0.05 of -0.20 in the fall"),),
        differs="PerformanceAnalytics divides the cumulative returns of those periods and counts "
        "an unchanged index as a fall; empyrical divides the annualised ones.",
    ),
    Function(
        "CAPTURE_RATIO",
        tracking.capture_ratio,
        category=CATEGORY,
        args=PAIR,
        examples=(Example(CALM, 2, "by hand: 0.5 / 0.25"),),
        differs="empyrical divides the captures of annualised returns.",
    ),
    Function(
        "UP_BETA",
        tracking.up_beta,
        category=CATEGORY,
        args=PAIR,
        examples=(Example(BENT, 2, "by hand: 0.04 / 0.02 in the two rises"),),
        differs="CAPM.beta.bull of PerformanceAnalytics takes returns above the risk-free rate.",
    ),
    Function(
        "DOWN_BETA",
        tracking.down_beta,
        category=CATEGORY,
        args=PAIR,
        examples=(Example(BENT, 0.5, "by hand: 0.01 / 0.02 in the two falls"),),
        differs="CAPM.beta.bear of PerformanceAnalytics takes returns above the risk-free rate.",
    ),
    Function(
        "BATTING_AVERAGE",
        tracking.batting_average,
        category=CATEGORY,
        args=PAIR,
        examples=(
            Example(
                ((0.02, 0.01, 0.03, 0), (0.01, 0.02, 0.02, 0)),
                0.5,
                "by hand: ahead in two of four periods",
            ),
        ),
    ),
    Function(
        "ACTIVE_SHARE",
        tracking.active_share,
        category=CATEGORY,
        args=(WEIGHTS, INDEX_WEIGHTS),
        examples=(Example(((0.7, 0.3, 0), (0.6, 0.3, 0.1)), 0.1, "by hand: (0.1 + 0 + 0.1) / 2"),),
    ),
    Function(
        "FUND_OVERLAP",
        tracking.fund_overlap,
        category=CATEGORY,
        args=(
            Arg("weights_a", Kind.WEIGHTS, "Weight of each holding in fund a. A blank is 0."),
            Arg("weights_b", Kind.WEIGHTS, "Weight of the same holdings in fund b. A blank is 0."),
        ),
        examples=(Example(((0.7, 0.3, 0), (0.6, 0.3, 0.1)), 0.9, "by hand: 0.6 + 0.3 + 0"),),
    ),
    Function(
        "SYSTEMATIC_RISK",
        tracking.systematic_risk,
        category=CATEGORY,
        args=(*PAIR, OPTIONAL_PERIODS_PER_YEAR),
        examples=(Example((*DOUBLE, 12), 0.0096**0.5, "by hand: 2 * sqrt(12 * 0.0002)"),),
        differs="PerformanceAnalytics keeps the sign of beta.",
    ),
    Function(
        "SPECIFIC_RISK",
        tracking.specific_risk,
        category=CATEGORY,
        args=(*PAIR, OPTIONAL_PERIODS_PER_YEAR),
        examples=(Example(EXCEL_PAIR, 3.305719, "Excel help, STEYX", decimals=6),),
        differs="PerformanceAnalytics divides the squared residuals by n in place of n-2.",
    ),
    Function(
        "TRACKING_T_STAT",
        tracking.tracking_t_stat,
        category=CATEGORY,
        args=PAIR,
        examples=(Example(AHEAD, 2, "by hand: 0.02 / (sqrt(0.0002) / sqrt(2))"),),
    ),
)
