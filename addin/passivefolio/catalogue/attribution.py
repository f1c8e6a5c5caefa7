"""Entries of the functions of where a return came from."""

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.catalogue.shared import WEIGHTS
from passivefolio.core import attribution

BOTH_SIDES = (
    WEIGHTS,
    Arg("index_weights", Kind.WEIGHTS, "Share of each holding or sleeve in the index."),
    Arg("returns", Kind.LIST, "Return of each holding or sleeve in the portfolio."),
    Arg("index_returns", Kind.LIST, "Return of each sleeve in the index."),
)
TWO_SLEEVES = ((0.75, 0.25), (0.5, 0.5), (0.25, 0.0), (0.125, 0.0625))
HEADER = ("Sleeve", "Allocation", "Selection", "Interaction", "Total")

FUNCTIONS = (
    Function(
        "CONTRIBUTION",
        attribution.contribution,
        category="Attribution",
        args=(WEIGHTS, Arg("returns", Kind.LIST, "Return of each holding over the period.")),
        answer=Answer.LIST,
        examples=(
            Example(
                ((0.6, 0.3, 0.1), (0.08, 0.04, 0.03)),
                (0.048, 0.012, 0.003),
                "by hand: 0.6 * 0.08, 0.3 * 0.04, 0.1 * 0.03",
            ),
        ),
    ),
    Function(
        "BRINSON_FACHLER",
        attribution.brinson_fachler,
        category="Attribution",
        args=BOTH_SIDES,
        answer=Answer.TABLE,
        examples=(
            Example(
                TWO_SLEEVES,
                (
                    HEADER,
                    (1.0, 0.0078125, 0.0625, 0.03125, 0.1015625),
                    (2.0, 0.0078125, -0.03125, 0.015625, -0.0078125),
                    ("Total", 0.015625, 0.03125, 0.046875, 0.09375),
                ),
                "by hand: index return 0.09375; 0.25 * 0.03125, 0.5 * 0.125, 0.25 * 0.125 and "
                "-0.25 * -0.03125, 0.5 * -0.0625, -0.25 * -0.0625",
            ),
        ),
    ),
    Function(
        "BRINSON_HOOD_BEEBOWER",
        attribution.brinson_hood_beebower,
        category="Attribution",
        args=BOTH_SIDES,
        answer=Answer.TABLE,
        examples=(
            Example(
                TWO_SLEEVES,
                (
                    HEADER,
                    (1.0, 0.03125, 0.0625, 0.03125, 0.125),
                    (2.0, -0.015625, -0.03125, 0.015625, -0.03125),
                    ("Total", 0.015625, 0.03125, 0.046875, 0.09375),
                ),
                "by hand: 0.25 * 0.125, 0.5 * 0.125, 0.25 * 0.125 and -0.25 * 0.0625, "
                "0.5 * -0.0625, -0.25 * -0.0625",
            ),
        ),
    ),
    Function(
        "LINKED_ATTRIBUTION",
        attribution.linked_attribution,
        category="Attribution",
        args=(
            Arg(
                "effects",
                Kind.INDICES,
                "Effects of every period: a row per period, a column per effect.",
            ),
            Arg("portfolio_returns", Kind.LIST, "Return of the portfolio, one per period."),
            Arg("index_returns", Kind.LIST, "Return of the index, one per period."),
            Arg(
                "method",
                Kind.WORD,
                "carino, by logarithms, or menchero, by least squares.",
                "carino",
                ("carino", "menchero"),
            ),
        ),
        answer=Answer.ROW,
        examples=(
            Example(
                (
                    ((-0.012, 0.031), (-0.005, 0.017), (0.035, 0.04), (-0.010, 0.035)),
                    (0.083, -0.034, -0.050, 0.045),
                    (0.064, -0.046, -0.125, 0.020),
                ),
                ((0.0120, 0.1207),),
                "Bacon 2008, Practical Portfolio Performance Measurement and Attribution, "
                "tables 8.1 and 8.2",
                decimals=3,
            ),
            Example(
                (
                    ((-0.012, 0.031), (-0.005, 0.017), (0.035, 0.04), (-0.010, 0.035)),
                    (0.083, -0.034, -0.050, 0.045),
                    (0.064, -0.046, -0.125, 0.020),
                    "menchero",
                ),
                ((0.0092, 0.1234),),
                "Bacon 2008, tables 8.1 and 8.3",
                decimals=4,
            ),
            Example(
                (((0.01, 0.02),), (0.08,), (0.05,)),
                ((0.01, 0.02),),
                "by definition: one period is not linked",
            ),
        ),
    ),
)
