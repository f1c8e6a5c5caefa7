"""Entries of the functions of a record of returns."""

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.catalogue.shared import PERIODS_PER_YEAR, RETURNS
from passivefolio.core import returns

FUNCTIONS = (
    Function(
        "WEALTH_INDEX",
        returns.wealth_index,
        category="Returns",
        args=(RETURNS, Arg("start", Kind.NUMBER, "Wealth before the first return.", 1.0)),
        answer=Answer.PATH,
        examples=(Example(((0.10, -0.20), 100), (100, 110, 88), "by hand: 100 * 1.1, 110 * 0.8"),),
    ),
    Function(
        "CUMULATIVE_RETURN",
        returns.cumulative_return,
        category="Returns",
        args=(RETURNS,),
        examples=(
            Example(((0.05, 0.08),), 0.134, "GIPS worked example: 1.05 * 1.08 - 1"),
            Example(((0.10, -0.20),), -0.12, "by hand: 1.1 * 0.8 - 1"),
        ),
    ),
    Function(
        "ANNUALIZED_RETURN",
        returns.annualized_return,
        category="Returns",
        args=(
            RETURNS,
            PERIODS_PER_YEAR,
            Arg(
                "allow_short",
                Kind.SWITCH,
                "TRUE annualises a record shorter than one year as well.",
                False,
            ),
        ),
        examples=(
            Example(
                ((0.22, 0.10), 1),
                0.1584,
                "Kaplan, CFA 2024 level 1: holding period returns of 22 % and 10 % in two years",
                decimals=4,
            ),
            Example(((0.10, 0.10, 0.10), 1), 0.10, "by hand: the same return every year"),
        ),
    ),
    Function(
        "MEAN_RETURN_ANNUALIZED",
        returns.mean_return_annualized,
        category="Returns",
        args=(RETURNS, PERIODS_PER_YEAR),
        examples=(Example(((0.01, 0.03), 12), 0.24, "by hand: 12 * 0.02"),),
    ),
)
