"""Entries of the functions of returns of portfolios into which money flows."""

from passivefolio.catalogue.model import Arg, Example, Function, Kind
from passivefolio.core import cashflows

VALUES = "Closing value of the portfolio on each date, the flow of that date in it."
FLOWS_BETWEEN = Arg(
    "flows",
    Kind.FUNDS,
    "Money paid in (positive) or taken out (negative) in each period: one fewer than values, or "
    "beside them with the first blank. A blank is 0.",
)
VALUE_BEFORE = Arg("start_value", Kind.NUMBER, "Value at the start, before the flows.")
VALUE_AFTER = Arg("end_value", Kind.NUMBER, "Value at the end, after the flows.")
THREE_NEW_YEARS = ("2021-01-01", "2022-01-01", "2023-01-01")

FUNCTIONS: tuple[Function, ...] = (
    Function(
        "TIME_WEIGHTED_RETURN",
        cashflows.time_weighted_return,
        category="Cash flows",
        args=(
            Arg("values", Kind.FUNDS, VALUES),
            FLOWS_BETWEEN,
            Arg(
                "timing",
                Kind.WORD,
                "When in its period a flow comes: end, start or middle (half of it at each).",
                "end",
                cashflows.TIMINGS,
            ),
        ),
        examples=(
            Example(
                ((1000000, 1250000, 1350000), (200000, 0)),
                0.134,
                "GIPS worked example: 1.05 * 1.08 - 1",
            ),
            Example(((100, 140, 150), (30, 0)), 33 / 28 - 1, "by hand: 110 / 100 * 150 / 140 - 1"),
            Example(
                ((100, 140, 150), (30, 0), "start"),
                15 / 13 - 1,
                "by hand: 140 / 130 * 150 / 140 - 1",
            ),
            Example(
                ((100, 140, 150), (30, 0), "middle"),
                125 / 115 * 150 / 140 - 1,
                "by hand: (140 - 15) / (100 + 15) * 150 / 140 - 1",
            ),
        ),
    ),
    Function(
        "MODIFIED_DIETZ",
        cashflows.modified_dietz,
        category="Cash flows",
        args=(
            VALUE_BEFORE,
            VALUE_AFTER,
            Arg("flows", Kind.AMOUNTS, "Money paid in (positive) or taken out (negative)."),
            Arg("flow_dates", Kind.DATES, "Date of each flow, from start_date to end_date."),
            Arg("start_date", Kind.DATE, "Date of start_value."),
            Arg("end_date", Kind.DATE, "Date of end_value, after start_date."),
            Arg(
                "timing",
                Kind.WORD,
                "When in its day a flow comes: end, or start (its own day counts).",
                "end",
                cashflows.DAY_TIMINGS,
            ),
        ),
        examples=(
            Example(
                (100, 150, (30,), ("2021-04-15",), "2021-03-31", "2021-04-30"),
                20 / 115,
                "by hand: (150 - 100 - 30) / (100 + 0.5 * 30)",
            ),
            Example(
                (100, 300, (50,), ("2022-01-01",), "2021-01-01", "2023-01-01"),
                1.2,
                "Wikipedia, Modified Dietz method: 50 half-way",
            ),
        ),
    ),
    Function(
        "SIMPLE_DIETZ",
        cashflows.simple_dietz,
        category="Cash flows",
        args=(
            VALUE_BEFORE,
            VALUE_AFTER,
            Arg("net_flow", Kind.NUMBER, "Sum of what was paid in less what was taken out."),
        ),
        examples=(Example((100, 150, 30), 20 / 115, "by hand: (150 - 100 - 30) / (100 + 15)"),),
    ),
    Function(
        "MONEY_WEIGHTED_RETURN",
        cashflows.money_weighted_return,
        category="Cash flows",
        args=(
            Arg(
                "flows",
                Kind.AMOUNTS,
                "Money paid in is negative, money taken out and the final value positive, as in "
                "XIRR. A blank is 0.",
            ),
            Arg("dates", Kind.DATES, "Date of each flow, in any order."),
        ),
        examples=(
            Example(
                (
                    (-10000, 2750, 4250, 3250, 2750),
                    ("2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"),
                ),
                0.373362535,
                "Excel help, XIRR",
                decimals=8,
            ),
            Example(
                ((-100, -118, 264), THREE_NEW_YEARS),
                0.1386,
                "Kaplan, CFA 2024 level 1: shares bought at 100 and 120, sold at 130",
                decimals=4,
            ),
        ),
        differs="Excel's XIRR shows whichever of several rates it meets first, and may show "
        "0.00000000298 where there is another.",
    ),
    Function(
        "BEHAVIOR_GAP",
        cashflows.behavior_gap,
        category="Cash flows",
        args=(
            Arg("dates", Kind.DATES, "Date of each value, in ascending order."),
            Arg("values", Kind.FUNDS, VALUES),
            FLOWS_BETWEEN,
        ),
        examples=(
            Example(
                (THREE_NEW_YEARS, (100, 250, 231), (100, 0)),
                1.1 - 1.386**0.5,
                "by hand: 100 * 1.21 + 100 * 1.1 = 231 earns 10 %; time-weighted "
                "sqrt(150 / 100 * 231 / 250) - 1",
            ),
        ),
    ),
)
