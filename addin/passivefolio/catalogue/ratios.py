"""Entries of the risk-adjusted ratios."""

from passivefolio.catalogue.model import Example, Function
from passivefolio.catalogue.shared import OPTIONAL_PERIODS_PER_YEAR, OPTIONAL_RF, RETURNS
from passivefolio.core import ratios

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
)
