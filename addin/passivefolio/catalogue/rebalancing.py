"""Entries of the functions of drift, rebalancing, its cost and taxes."""

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.catalogue.shared import HOLDING_RETURNS, PERIODS_PER_YEAR, WEIGHTS
from passivefolio.core import rebalancing, tax, trades

TWO_YEARS = ((0.5, 0.5), ((0.2, 0.0), (0.0, 0.2)))
DRIFTED = (0.75 / 1.147, 0.294 / 1.147, 0.103 / 1.147)
TARGET = Arg("target", Kind.WEIGHTS, "Share that each holding should have; 60 % is 0.6.")
VALUES = Arg("values", Kind.AMOUNTS, "Money in each holding now; a blank is 0.")
EVERY = "Periods from one rebalancing to the next; 0 is never."
BANDS = (
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
)
TAX_INCOME = Arg("tax_income", Kind.RATE, "Tax rate on income; 25 % is 0.25.")
TAX_GAIN = Arg("tax_gain", Kind.RATE, "Tax rate on the gain when all is sold.")
YEARS = Arg("years", Kind.NUMBER, "Years until all is sold.")
YIELD = Arg("yield_rate", Kind.RATE, "Income a year, taxed as it is paid; 2 % is 0.02.")

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
                DRIFTED,
                "by hand: 0.6 * 1.25, 0.3 * 0.98 and 0.1 * 1.03, divided by their sum 1.147",
            ),
        ),
    ),
    Function(
        "WEIGHT_HISTORY",
        rebalancing.weight_history,
        category="Rebalancing",
        args=(WEIGHTS, HOLDING_RETURNS, Arg("every", Kind.WHOLE, EVERY, 0), *BANDS),
        answer=Answer.TABLE,
        examples=(
            Example(
                TWO_YEARS,
                ((0.5, 0.5), (6 / 11, 5 / 11), (0.5, 0.5)),
                "by hand: 0.6 and 0.5 after a year, 0.6 and 0.6 after two",
            ),
            Example(
                (*TWO_YEARS, 1),
                ((0.5, 0.5), (0.5, 0.5), (5 / 11, 6 / 11)),
                "by hand: put back after a year, then 0.55 and 0.66",
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
            Arg("every", Kind.WHOLE, EVERY, 12),
            *BANDS,
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
    Function(
        "REBALANCING_BONUS",
        rebalancing.rebalancing_bonus,
        category="Rebalancing",
        args=(WEIGHTS, HOLDING_RETURNS, PERIODS_PER_YEAR, Arg("every", Kind.WHOLE, EVERY, 12)),
        examples=(
            Example((*TWO_YEARS, 1, 1), 0.1 - (1.2**0.5 - 1), "by hand: 10 % less sqrt(1.2) - 1"),
            Example((*TWO_YEARS, 2, 1), 0.01, "by hand: 1.1 * 1.1 - 1.2, in one year"),
        ),
    ),
    Function(
        "REBALANCE_NEEDED",
        trades.rebalance_needed,
        category="Rebalancing",
        args=(
            Arg("current", Kind.WEIGHTS, "Share of each holding now."),
            TARGET,
            Arg("abs_band", Kind.RATE, "Points of weight that are tolerated.", 0.05),
            Arg("rel_band", Kind.RATE, "Share of the target that is tolerated.", 0.25),
        ),
        answer=Answer.LIST,
        examples=(
            Example(
                (DRIFTED, (0.6, 0.3, 0.1)),
                (True, False, False),
                "by hand: 5.4 points are above 5, 4.4 below 5 and 1.0 below 2.5",
            ),
            Example(
                ((0.65, 0.225, 0.125), (0.6, 0.3, 0.1)),
                (False, True, False),
                "by hand: exactly 5 points, 7.5 points above 5, exactly a quarter",
            ),
        ),
    ),
    Function(
        "REBALANCE_TRADES",
        trades.rebalance_trades,
        category="Rebalancing",
        args=(
            VALUES,
            TARGET,
            Arg("cash", Kind.NUMBER, "New money to invest; below 0 money to take out.", 0.0),
            Arg("min_trade", Kind.NUMBER, "Smallest trade worth making, in money.", 0.0),
        ),
        answer=Answer.LIST,
        examples=(
            Example(
                ((70_000, 25_000, 9_000), (0.6, 0.3, 0.1), 3_000),
                (-5_800, 7_100, 1_700),
                "by hand: 64,200, 32,100 and 10,700 of 107,000",
            ),
            Example(
                ((70_000, 25_000, 9_000), (0.6, 0.3, 0.1), 3_000, 2_000),
                (-5_800, 8_800, 0),
                "by hand: the 1,700 go into the largest trade",
            ),
        ),
    ),
    Function(
        "CASHFLOW_REBALANCE",
        trades.cashflow_rebalance,
        category="Rebalancing",
        args=(
            VALUES,
            TARGET,
            Arg("cash", Kind.NUMBER, "New money to invest; below 0 money to take out."),
        ),
        answer=Answer.LIST,
        examples=(
            Example(
                ((70_000, 25_000, 9_000), (0.6, 0.3, 0.1), 3_000),
                (0, 3_000 * 71 / 88, 3_000 * 17 / 88),
                "by hand: 7,100 and 1,700 lacking to 32,100 and 10,700, closed in proportion",
            ),
            Example(
                ((70_000, 25_000, 9_000), (0.6, 0.3, 0.1), -4_000),
                (-4_000, 0, 0),
                "by hand: only the first is above its share of 100,000",
            ),
        ),
    ),
    Function(
        "TURNOVER",
        trades.turnover,
        category="Rebalancing",
        args=(
            Arg("weights_before", Kind.WEIGHTS, "Share of each holding before trading."),
            Arg("weights_after", Kind.WEIGHTS, "Share of each holding after trading."),
        ),
        examples=(
            Example(((0.65, 0.26, 0.09), (0.6, 0.3, 0.1)), 0.05, "by hand: 0.05 sold, 0.05 bought"),
        ),
    ),
    Function(
        "TRANSACTION_COST",
        trades.transaction_cost,
        category="Rebalancing",
        args=(
            Arg("trades", Kind.AMOUNTS, "Money bought or sold of each holding."),
            Arg("rate", Kind.RATE, "Cost as a share of the money traded; 0.1 % is 0.001."),
            Arg("minimum", Kind.NUMBER, "Least cost of a trade, in money.", 0.0),
        ),
        examples=(
            Example(
                ((-5_800, 7_100, 0, 1_700), 0.001, 5),
                17.9,
                "by hand: 5.80 + 7.10 + 5 for the small one",
            ),
        ),
    ),
    Function(
        "TAX_DRAG",
        tax.tax_drag,
        category="Rebalancing",
        args=(
            YIELD,
            Arg("growth", Kind.RATE, "Rise of the price a year, taxed only in the end."),
            TAX_INCOME,
            TAX_GAIN,
            YEARS,
        ),
        examples=(Example((0.04, 0.06, 0.25, 0.2, 1), 0.022, "by hand: 0.25 * 0.04 + 0.2 * 0.06"),),
    ),
    Function(
        "AFTER_TAX_RETURN",
        tax.after_tax_return,
        category="Rebalancing",
        args=(
            Arg("price_return", Kind.RATE, "Rise of the price a year, taxed only in the end."),
            YIELD,
            TAX_INCOME,
            TAX_GAIN,
            YEARS,
            Arg("liquidate", Kind.SWITCH, "FALSE leaves the gain at the end untaxed.", True),
        ),
        examples=(
            Example(
                (0.07, 0, 0, 0.2, 20),
                3.29575**0.05 - 1,
                "CFA Institute, level 3 (2015), deferred capital gains: 100,000 at 7 % taxed 20 % "
                "after 20 years are 329,575",
                decimals=7,
            ),
            Example(
                (0.06, 0.04, 0.25, 0.2, 2),
                1.16302**0.5 - 1,
                "by hand: 1.09 * 1.09 = 1.1881, basis 1 + 0.03 + 0.0327, tax 0.2 * 0.1254",
            ),
            Example((0.06, 0.04, 0.25, 0.2, 2, False), 0.09, "by hand: 0.06 + 0.75 * 0.04"),
        ),
    ),
)
