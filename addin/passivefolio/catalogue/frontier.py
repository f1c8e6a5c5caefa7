"""Entries of the functions of the best weights: optimal mixes and the efficient frontier."""

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.catalogue.shared import RISK_AVERSION
from passivefolio.core import frontier

EXPECTED = Arg("returns", Kind.LIST, "Expected return a year of each asset.")
COVARIANCE = Arg("covariance", Kind.MATRIX, "Covariance matrix of the assets, in the same order.")
LOWER = Arg("lower", Kind.BOUNDS, "Lowest weight allowed: one number, or one per asset.", 0.0)
UPPER = Arg("upper", Kind.BOUNDS, "Highest weight allowed: one number, or one per asset.", 1.0)
RHO_TWO_TENTHS = ((0.0225, 0.006), (0.006, 0.04))
BKM_TWO_ASSETS = "BKM lecture slides, two risky assets with sd 15 % and 20 %, correlation 0.2"
APART = ((0.04, 0.0), (0.0, 0.01))

FUNCTIONS: tuple[Function, ...] = (
    Function(
        "MAX_UTILITY_WEIGHTS",
        frontier.max_utility_weights,
        category="Allocation",
        args=(EXPECTED, COVARIANCE, RISK_AVERSION, LOWER, UPPER),
        answer=Answer.LIST,
        examples=(
            Example(
                ((0.08, 0.03), ((0.04, 0.0), (0.0, 0.0)), 2.5),
                (0.5, 0.5),
                "by hand: y* = 0.05 / (2.5 * 0.04) beside a riskless asset",
            ),
            Example(
                ((0.05, 0.05, 0.01), ((0.04, 0.04, 0), (0.04, 0.04, 0), (0, 0, 0.01)), 2),
                (0.3, 0.3, 0.4),
                "by hand: x in the twins, 0.05 - 0.01 = 2 (0.04 x - 0.01 (1 - x)), so x = 0.6, "
                "which the twins share evenly",
            ),
        ),
    ),
    Function(
        "MIN_VARIANCE_WEIGHTS",
        frontier.min_variance_weights,
        category="Allocation",
        args=(COVARIANCE, LOWER, UPPER),
        answer=Answer.LIST,
        examples=(
            Example((APART,), (0.2, 0.8), "by hand: 0.01 / 0.05 and 0.04 / 0.05"),
            Example((RHO_TWO_TENTHS,), (0.6733, 0.3267), BKM_TWO_ASSETS, decimals=4),
        ),
    ),
    Function(
        "TANGENCY_WEIGHTS",
        frontier.tangency_weights,
        category="Allocation",
        args=(EXPECTED, COVARIANCE, Arg("rf", Kind.RATE, "Risk-free rate a year."), LOWER, UPPER),
        answer=Answer.LIST,
        examples=(
            Example(
                ((0.08, 0.05), APART, 0.03),
                (1.25 / 3.25, 2 / 3.25),
                "by hand: 0.05 / 0.04 = 1.25 and 0.02 / 0.01 = 2, divided by their sum",
            ),
        ),
    ),
    Function(
        "EFFICIENT_FRONTIER",
        frontier.efficient_frontier,
        category="Allocation",
        args=(
            EXPECTED,
            COVARIANCE,
            Arg("points", Kind.WHOLE, "Mixes along the frontier, from 2 to 1000.", 20),
            LOWER,
            UPPER,
        ),
        answer=Answer.TABLE,
        examples=(
            Example(
                ((0.06, 0.02), ((0.0144, 0), (0, 0.0256)), 2),
                (
                    ("Standard deviation", "Expected return", "Weight 1", "Weight 2"),
                    (0.096, 0.0456, 0.64, 0.36),
                    (0.12, 0.06, 1, 0),
                ),
                "by hand: least variance at 0.0256 / 0.04 = 0.64, 0.64 * 0.12 = 0.0768 and "
                "0.36 * 0.16 = 0.0576, sqrt of the sum of squares 0.096; then all in the first",
            ),
        ),
    ),
    Function(
        "FRONTIER_RETURN",
        frontier.frontier_return,
        category="Allocation",
        args=(
            Arg("sd", Kind.RATE, "Standard deviation a year that is not to be exceeded."),
            EXPECTED,
            COVARIANCE,
            LOWER,
            UPPER,
        ),
        examples=(
            Example(
                (0.1, (0.08, 0.03), ((0.04, 0), (0, 0))),
                0.055,
                "by hand: half in the risky asset, 0.5 * 0.08 + 0.5 * 0.03",
            ),
        ),
    ),
)
