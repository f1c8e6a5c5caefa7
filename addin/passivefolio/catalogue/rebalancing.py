"""Entries of the functions of drift and rebalancing."""

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.catalogue.shared import HOLDING_RETURNS, WEIGHTS
from passivefolio.core import rebalancing

TWO_YEARS = ((0.5, 0.5), ((0.2, 0.0), (0.0, 0.2)))

FUNCTIONS = (
    Function(
        "DRIFTED_WEIGHTS",
        rebalancing.drifted_weights,
        category="Rebalancing",
        args=(WEIGHTS, HOLDING_RETURNS),
        answer=Answer.LIST,
        examples=(
            Example(
                ((0.6, 0.3, 0.1), (0.25, -0.02, 0.03)),
                (0.75 / 1.147, 0.294 / 1.147, 0.103 / 1.147),
                "by hand: 0.6 * 1.25, 0.3 * 0.98 and 0.1 * 1.03, divided by their sum 1.147",
            ),
        ),
    ),
    Function(
        "BUY_AND_HOLD_RETURN",
        rebalancing.buy_and_hold_return,
        category="Rebalancing",
        args=(WEIGHTS, HOLDING_RETURNS),
        examples=(Example(TWO_YEARS, 0.2, "by hand: 0.5 * 1.2 + 0.5 * 1.2 - 1"),),
    ),
    Function(
        "REBALANCED_RETURN",
        rebalancing.rebalanced_return,
        category="Rebalancing",
        args=(
            WEIGHTS,
            HOLDING_RETURNS,
            Arg("every", Kind.WHOLE, "Periods from one rebalancing to the next; 0 is never.", 12),
            Arg(
                "abs_band",
                Kind.RATE,
                "Distance of a weight from its target that is tolerated; 5 points are 0.05.",
                None,
            ),
            Arg(
                "rel_band",
                Kind.RATE,
                "The same as a share of the target; a quarter is 0.25. The narrower band counts.",
                None,
            ),
            Arg("cost_rate", Kind.RATE, "Cost of each unit of money bought or sold.", 0.0),
        ),
        examples=(
            Example((*TWO_YEARS, 1), 0.21, "by hand: 1.1 * 1.1 - 1"),
            Example(
                (*TWO_YEARS, 1, None, None, 0.01),
                0.2089,
                "by hand: after year one 0.6 and 0.5, 0.05 sold and 0.05 bought, cost 0.001; "
                "1.099 * 1.1 - 1",
            ),
            Example((*TWO_YEARS, 1, 0.05), 0.2, "by hand: 0.6 / 1.1 is 4.5 points off: no trade"),
        ),
    ),
)
