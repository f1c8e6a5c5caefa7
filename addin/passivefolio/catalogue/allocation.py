"""Entries of the functions of a portfolio as weights."""

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.catalogue.shared import (
    COVARIANCE,
    HOLDING_RETURNS,
    OPTIONAL_PERIODS_PER_YEAR,
    POPULATION,
    RISK_AVERSION,
    WEIGHTS,
)
from passivefolio.core import allocation

HALVES = (0.5, 0.5)
TWO_ASSETS = ((0.04, 0.0), (0.0, 0.01))
BKM_TWO_ASSETS = "BKM lecture slides, two risky assets with sd 15 % and 20 %, correlation 0.2"
TABLE = Arg(
    "returns",
    Kind.TABLE,
    "Simple returns, a column per asset and a row per period; incomplete rows are left out.",
)
CORRELATION = Arg("correlation", Kind.MATRIX, "Correlation matrix, -1 to 1, in the same order.")

FUNCTIONS = (
    Function(
        "PORTFOLIO_RETURN",
        allocation.portfolio_return,
        category="Allocation",
        args=(WEIGHTS, HOLDING_RETURNS),
        answer=Answer.PER_PERIOD,
        examples=(
            Example(((0.6, 0.3, 0.1), (0.08, 0.04, 0.03)), 0.063, "by hand: 0.048 + 0.012 + 0.003"),
            Example(
                ((0.6, 0.3, 0.1), (0.0581, 0.0145, 0.0048)),
                0.0397,
                "BKM, Investments 10th ed., table 24.6: the 60/30/10 bogey",
                decimals=4,
            ),
            Example(
                (((0.5, 0.5),), ((0.1, 0.2), (0.0, -0.1))),
                (0.15, -0.05),
                "by hand: one result per row",
            ),
        ),
    ),
    Function(
        "PORTFOLIO_VARIANCE",
        allocation.portfolio_variance,
        category="Allocation",
        args=(WEIGHTS, COVARIANCE),
        examples=(Example((HALVES, TWO_ASSETS), 0.0125, "by hand: 0.25 * 0.04 + 0.25 * 0.01"),),
    ),
    Function(
        "PORTFOLIO_SD",
        allocation.portfolio_sd,
        category="Allocation",
        args=(
            WEIGHTS,
            Arg(
                "risk",
                Kind.RISK,
                "Covariance matrix; or the standard deviation of each holding when correlation "
                "is given.",
            ),
            Arg(
                "correlation",
                Kind.MATRIX,
                "Correlation matrix, -1 to 1; left out when risk is the covariance matrix.",
                None,
            ),
        ),
        examples=(
            Example(
                ((0.6, 0.8, -0.4), ((0.04, 0, 0), (0, 0.01, 0), (0, 0, 0.0225))),
                0.0244**0.5,
                "by hand: sqrt(0.36 * 0.04 + 0.64 * 0.01 + 0.16 * 0.0225)",
            ),
            Example(
                ((0.6733, 0.3267), (0.15, 0.20), ((1, 0.2), (0.2, 1))),
                0.1308,
                BKM_TWO_ASSETS,
                decimals=4,
            ),
        ),
    ),
    Function(
        "PORTFOLIO_UTILITY",
        allocation.portfolio_utility,
        category="Allocation",
        args=(
            WEIGHTS,
            Arg("returns", Kind.LIST, "Expected return a year of each holding."),
            COVARIANCE,
            RISK_AVERSION,
        ),
        examples=(
            Example((HALVES, (0.08, 0.04), TWO_ASSETS, 4), 0.035, "by hand: 0.06 - 2 * 0.0125"),
        ),
    ),
    Function(
        "COVARIANCE_FROM_CORRELATION",
        allocation.covariance_from_correlation,
        category="Allocation",
        args=(
            Arg("sds", Kind.LIST, "Standard deviation of each asset, 0 or more."),
            CORRELATION,
        ),
        answer=Answer.TABLE,
        examples=(
            Example(
                ((0.15, 0.20), ((1, 0.2), (0.2, 1))),
                ((0.0225, 0.006), (0.006, 0.04)),
                "by hand: 0.15 * 0.20 * 0.2",
            ),
        ),
    ),
    Function(
        "COVARIANCE_MATRIX",
        allocation.covariance_matrix,
        category="Allocation",
        args=(TABLE, OPTIONAL_PERIODS_PER_YEAR, POPULATION),
        answer=Answer.TABLE,
        examples=(
            Example(
                (((2, 5), (4, 11), (8, 12)),),
                ((28 / 3, 29 / 3), (29 / 3, 43 / 3)),
                "Excel help, COVARIANCE.S of {2,4,8} and {5,11,12}: 9.666666667; the variances "
                "by hand: (64 + 4 + 100) / 9 / 2 = 28/3 and (169 + 25 + 64) / 9 / 2 = 43/3",
            ),
        ),
    ),
    Function(
        "CORRELATION_MATRIX",
        allocation.correlation_matrix,
        category="Allocation",
        args=(TABLE,),
        answer=Answer.TABLE,
        examples=(
            Example(
                (((3, 9), (2, 7), (4, 12), (5, 15), (6, 17)),),
                ((1, 0.997054486), (0.997054486, 1)),
                "Excel help, CORREL",
                decimals=9,
            ),
        ),
    ),
    Function(
        "CORRELATION_CHECK",
        allocation.correlation_check,
        category="Allocation",
        args=(CORRELATION,),
        answer=Answer.TEXT,
        examples=(
            Example((((1, -0.1), (-0.1, 1)),), "OK", "by definition"),
            Example(
                (((1, 0.9, -0.9), (0.9, 1, 0.9), (-0.9, 0.9, 1)),),
                "no assets can move like this: smallest eigenvalue -0.8, below 0",
                "by hand: (1, -1, 1) is an eigenvector with eigenvalue 1 - 0.9 - 0.9",
            ),
        ),
    ),
    Function(
        "IMPLIED_RETURNS",
        allocation.implied_returns,
        category="Allocation",
        args=(
            WEIGHTS,
            COVARIANCE,
            RISK_AVERSION,
            Arg("rf", Kind.RATE, "Risk-free rate a year.", 0.0),
        ),
        answer=Answer.LIST,
        examples=(
            Example((HALVES, TWO_ASSETS, 3, 0.02), (0.08, 0.035), "by hand: 0.02 + 3 * 0.5 * 0.04"),
        ),
    ),
    Function(
        "RISK_CONTRIBUTION",
        allocation.risk_contribution,
        category="Allocation",
        args=(WEIGHTS, COVARIANCE),
        answer=Answer.LIST,
        examples=(
            Example((HALVES, TWO_ASSETS), (0.8, 0.2), "by hand: 0.01 / 0.0125, 0.0025 / 0.0125"),
        ),
    ),
    Function(
        "DIVERSIFICATION_RATIO",
        allocation.diversification_ratio,
        category="Allocation",
        args=(WEIGHTS, COVARIANCE),
        examples=(
            Example((HALVES, TWO_ASSETS), 0.15 / 0.0125**0.5, "by hand: 0.15 / sqrt(0.0125)"),
        ),
    ),
    Function(
        "EFFECTIVE_HOLDINGS",
        allocation.effective_holdings,
        category="Allocation",
        args=(WEIGHTS,),
        examples=(
            Example(((0.25, 0.25, 0.25, 0.25),), 4, "by hand: 1 / (4 * 0.0625)"),
            Example(((0.6, 0.3, 0.1),), 1 / 0.46, "by hand: 1 / (0.36 + 0.09 + 0.01)"),
        ),
    ),
)
