"""Entries of the risk-adjusted ratios."""

from passivefolio.catalogue.model import Arg, Example, Function, Kind
from passivefolio.catalogue.risk import OPTIONAL_MAR
from passivefolio.catalogue.shared import (
    OPTIONAL_PERIODS_PER_YEAR,
    OPTIONAL_RF,
    PERIODS_PER_YEAR,
    RETURNS,
)
from passivefolio.core import downside, ratios

BENCHMARK = Arg("benchmark", Kind.SERIES, "Returns of the market or benchmark in the same periods.")
AGAINST_BENCHMARK = (RETURNS, BENCHMARK, OPTIONAL_RF, OPTIONAL_PERIODS_PER_YEAR)
GAINS = (0.03, -0.01, 0.04, -0.02)

FUNCTIONS = (
    Function(
        "SHARPE_RATIO",
        ratios.sharpe_ratio,
        category="Risk-adjusted",
        args=(RETURNS, OPTIONAL_RF, OPTIONAL_PERIODS_PER_YEAR),
        examples=(
            Example(((0.01, 0.03),), 2**0.5, "by hand: 0.02 / sqrt(0.0002)"),
            Example(
                ((0.02, 0.05), (0.01, 0.02), 12),
                24**0.5,
                "by hand: excess 0.01, 0.03: sqrt(2) * sqrt(12)",
            ),
        ),
        differs="SharpeRatio.annualized of PerformanceAnalytics divides the geometric annualised "
        "excess return; empyrical, quantstats and ffn take rf per period.",
    ),
    Function(
        "SHARPE_STANDARD_ERROR",
        ratios.sharpe_standard_error,
        category="Risk-adjusted",
        args=(RETURNS, OPTIONAL_RF, OPTIONAL_PERIODS_PER_YEAR),
        examples=(
            Example(((0.01, 0.03),), 1, "by hand: Sharpe ratio sqrt(2), sqrt((1 + 2 / 2) / 2)"),
        ),
    ),
    Function(
        "SORTINO_RATIO",
        downside.sortino_ratio,
        category="Risk-adjusted",
        args=(RETURNS, OPTIONAL_MAR, OPTIONAL_PERIODS_PER_YEAR),
        examples=(
            Example((GAINS,), 0.8**0.5, "by hand: 0.01 / sqrt((0.0001 + 0.0004) / 4)"),
            Example((GAINS, 0, 12), 9.6**0.5, "by hand: sqrt(0.8) * sqrt(12)"),
        ),
        differs="PerformanceAnalytics does not annualise it; its MAR is a return per period.",
    ),
    Function(
        "TREYNOR_RATIO",
        ratios.treynor_ratio,
        category="Risk-adjusted",
        args=AGAINST_BENCHMARK,
        examples=(
            Example(((0.02, 0.06), (0.01, 0.03), 0, 12), 0.24, "by hand: beta 2 and 12 * 0.04 / 2"),
        ),
        differs="PerformanceAnalytics divides the geometric annualised excess return; quantstats "
        "divides the total return.",
    ),
    Function(
        "JENSEN_ALPHA",
        ratios.jensen_alpha,
        category="Risk-adjusted",
        args=AGAINST_BENCHMARK,
        examples=(
            Example(
                ((0.03, 0.07), (0.01, 0.03), 0, 12), 0.12, "by hand: beta 2, 12 * (0.05 - 0.04)"
            ),
        ),
        differs="PerformanceAnalytics gives it per period (CAPM.alpha) or from geometric annual "
        "returns (CAPM.jensenAlpha); empyrical compounds it.",
    ),
    Function(
        "APPRAISAL_RATIO",
        ratios.appraisal_ratio,
        category="Risk-adjusted",
        args=AGAINST_BENCHMARK,
        examples=(
            Example(
                ((0, 0.03, 0), (-0.01, 0, 0.01)),
                1 / 6**0.5,
                "by hand: beta 0, alpha 0.01, residuals -0.01, 0.02, -0.01: 0.01 / sqrt(0.0006)",
            ),
        ),
        differs="PerformanceAnalytics divides its geometric Jensen's alpha by a residual sd that "
        "divides by n in place of n-2.",
    ),
    Function(
        "M_SQUARED",
        ratios.m_squared,
        category="Risk-adjusted",
        args=AGAINST_BENCHMARK,
        examples=(
            Example(
                ((0, 0.04), (0.01, 0.03), 0, 12), 0.12, "by hand: 12 * 0.02 at half of the risk"
            ),
        ),
        differs="PerformanceAnalytics takes the geometric annual return, and rf per period in "
        "an annual sum.",
    ),
    Function(
        "M_SQUARED_EXCESS",
        ratios.m_squared_excess,
        category="Risk-adjusted",
        args=AGAINST_BENCHMARK,
        examples=(
            Example(((0, 0.04), (0.01, 0.03), 0, 12), -0.12, "by hand: 12 * (0.02 / 2 - 0.02)"),
        ),
        differs="PerformanceAnalytics takes geometric annual returns, and by default their ratio.",
    ),
    Function(
        "CALMAR_RATIO",
        ratios.calmar_ratio,
        category="Risk-adjusted",
        args=(RETURNS, PERIODS_PER_YEAR),
        examples=(
            Example(((0.80, -0.20), 1), 1, "by hand: sqrt(1.8 * 0.8) - 1 = 0.2 over a fall of 0.2"),
        ),
    ),
    Function(
        "MARTIN_RATIO",
        ratios.martin_ratio,
        category="Risk-adjusted",
        args=(RETURNS, OPTIONAL_RF, OPTIONAL_PERIODS_PER_YEAR),
        examples=(
            Example(
                ((0.80, -0.20), 0.05),
                0.15 / 0.02**0.5,
                "by hand: (0.20 - 0.05) / sqrt(0.2^2 / 2)",
            ),
        ),
        differs="PerformanceAnalytics subtracts rf per period from the annual return.",
    ),
    Function(
        "OMEGA_RATIO",
        downside.omega_ratio,
        category="Risk-adjusted",
        args=(RETURNS, Arg("threshold", Kind.RATE, "Return per period that counts as 0.", 0.0)),
        examples=(
            Example((GAINS,), 7 / 3, "by hand: (0.03 + 0.04) / (0.01 + 0.02)"),
            Example((GAINS, 0.01), 1, "by hand: (0.02 + 0.03) / (0.02 + 0.03)"),
        ),
    ),
)
