"""Entries of the functions of risk."""

from passivefolio.catalogue.model import Example, Function
from passivefolio.catalogue.shared import OPTIONAL_PERIODS_PER_YEAR, POPULATION, RETURNS
from passivefolio.core import risk

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
        "MAX_DRAWDOWN",
        risk.max_drawdown,
        category="Risk",
        args=(RETURNS,),
        examples=(
            Example(((0.10, -0.20, 0.05),), -0.20, "by hand: 1.1 * 0.8 / 1.1 - 1"),
            Example(((-0.10, 0.05),), -0.10, "by hand: a first loss counts"),
        ),
        differs="PerformanceAnalytics shows it as a positive number; ffn misses a loss in the "
        "first period.",
    ),
)
