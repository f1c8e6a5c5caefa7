"""Entries of returns-based style analysis."""

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.core import style

FUND = Arg("fund", Kind.LIST, "Returns of the fund, one per period.")
INDEX_RETURNS = Arg(
    "index_returns",
    Kind.INDICES,
    "Returns of the indices, a column per index and a row per period, beside those of the fund.",
)
HALF_AND_HALF = ((0.02, 0.00, 0.01), ((0.03, 0.01), (0.01, -0.01), (-0.01, 0.03)))

FUNCTIONS: tuple[Function, ...] = (
    Function(
        "STYLE_WEIGHTS",
        style.style_weights,
        category="Against the index",
        args=(FUND, INDEX_RETURNS),
        answer=Answer.LIST,
        examples=(Example(HALF_AND_HALF, (0.5, 0.5), "by hand: the fund is half of each index"),),
    ),
    Function(
        "STYLE_R_SQUARED",
        style.style_r_squared,
        category="Against the index",
        args=(FUND, INDEX_RETURNS),
        examples=(Example(HALF_AND_HALF, 1, "by hand: the fund is half of each index"),),
    ),
)
