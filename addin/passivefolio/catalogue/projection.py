"""Entries of the functions of plans and of what may become of them."""

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.catalogue.shared import PERIODS_PER_YEAR
from passivefolio.core import plan, projection

VALUE = Arg("value", Kind.NUMBER, "Wealth today, 0 or more.")
GOAL = Arg("goal", Kind.NUMBER, "Wealth wanted at the end.")
ER = Arg("er", Kind.RATE, "Expected return a year, the arithmetic mean.")
SD = Arg("sd", Kind.RATE, "Standard deviation of the return of a year, 0 or more.")
YEARS = Arg("years", Kind.NUMBER, "Years ahead, at most 200; whole when there is a contribution.")
WHOLE_YEARS = Arg("years", Kind.WHOLE, "Years ahead, 1 to 200.")
CONTRIBUTION = Arg(
    "contribution",
    Kind.NUMBER,
    "Amount paid in at the end of each year; negative is taken out.",
    0.0,
)
SIMULATION = (
    Arg("paths", Kind.WHOLE, "Number of simulated futures.", projection.PATHS),
    Arg("seed", Kind.WHOLE, "Start of the random numbers; another one, another sample.", 1),
)
HEADER = ("Year", "5 %", "25 %", "50 %", "75 %", "95 %")
MEDIAN = "by hand: the median grows by (1+er)^2 / sqrt((1+er)^2 + sd^2) = 1.25 / sqrt(1.36) a year"

FUNCTIONS: tuple[Function, ...] = (
    Function(
        "GOAL_PROBABILITY",
        projection.goal_probability,
        category="Projection",
        args=(VALUE, GOAL, ER, SD, YEARS, CONTRIBUTION),
        examples=(
            Example((100, 100 * 1.5625 / 1.36, 0.25, 0.75, 2), 0.5, MEDIAN),
            Example((100, 120, 0.10, 0, 2), 1, "by hand: 100 * 1.21 is enough"),
            Example((100, 226, 0.10, 0, 2, 45), 0, "by hand: 121 + 45 * 2.1 is not"),
        ),
    ),
    Function(
        "WEALTH_PERCENTILE",
        projection.wealth_percentile,
        category="Projection",
        args=(
            VALUE,
            ER,
            SD,
            YEARS,
            Arg("percentile", Kind.RATE, "Share of futures that are poorer: 0.05 is a bad one."),
            CONTRIBUTION,
        ),
        examples=(
            Example((100, 0.25, 0.75, 2, 0.5), 100 * 1.5625 / 1.36, MEDIAN),
            Example((100, 0.10, 0, 2, 0.05, 50), 226, "by hand: 121 + 50 * 1.1 + 50"),
        ),
    ),
    Function(
        "MONTE_CARLO_WEALTH",
        projection.monte_carlo_wealth,
        category="Projection",
        args=(VALUE, ER, SD, WHOLE_YEARS, CONTRIBUTION, *SIMULATION),
        answer=Answer.TABLE,
        examples=(
            Example(
                (100, 0, 0, 2, 10),
                (HEADER, (0.0, *(100.0,) * 5), (1.0, *(110.0,) * 5), (2.0, *(120.0,) * 5)),
                "by hand: without return and risk the contributions add up",
            ),
        ),
    ),
    Function(
        "BOOTSTRAP_WEALTH",
        projection.bootstrap_wealth,
        category="Projection",
        args=(
            Arg("returns", Kind.LIST, "Simple returns of one portfolio, one per period."),
            PERIODS_PER_YEAR,
            VALUE,
            WHOLE_YEARS,
            CONTRIBUTION,
            Arg("block", Kind.WHOLE, "Periods in a row that are drawn together.", 12),
            *SIMULATION,
        ),
        answer=Answer.TABLE,
        examples=(
            Example(
                ((0.5, 0.5), 1, 100, 2, 0, 1),
                (HEADER, (0.0, *(100.0,) * 5), (1.0, *(150.0,) * 5), (2.0, *(225.0,) * 5)),
                "by hand: a return that never changes comes again, 100 * 1.5 * 1.5",
            ),
        ),
    ),
    Function(
        "GLIDE_PATH_WEIGHT",
        plan.glide_path_weight,
        category="Projection",
        args=(
            Arg("years_to_goal", Kind.NUMBER, "Years left; below 0 after the goal."),
            Arg("start_weight", Kind.RATE, "Weight at the start, 90 % is 0.9."),
            Arg("end_weight", Kind.RATE, "Weight at the goal and after it."),
            Arg("years_total", Kind.NUMBER, "Years in which the weight moves, above 0."),
        ),
        examples=(Example((20, 0.9, 0.3, 40), 0.6, "by hand: half-way from 0.9 to 0.3"),),
    ),
    Function(
        "REQUIRED_RETURN",
        plan.required_return,
        category="Projection",
        args=(VALUE, GOAL, YEARS, CONTRIBUTION),
        examples=(
            Example((100, 121, 2), 0.10, "by hand: sqrt(1.21) - 1"),
            Example((100, 226, 2, 50), 0.10, "by hand: 100 * 1.21 + 50 * 2.1 = 226"),
        ),
    ),
    Function(
        "REQUIRED_CONTRIBUTION",
        plan.required_contribution,
        category="Projection",
        args=(
            Arg("value", Kind.NUMBER, "Wealth today."),
            GOAL,
            Arg("years", Kind.NUMBER, "Years ahead, a whole number from 1 to 200."),
            Arg("rate", Kind.RATE, "Return a year."),
        ),
        examples=(
            Example((100, 226, 2, 0.10), 50, "by hand: (226 - 121) / 2.1"),
            Example((0, 100, 10, 0), 10, "by hand: 100 / 10"),
        ),
    ),
    Function(
        "VPW_RATE",
        plan.vpw_rate,
        category="Projection",
        args=(
            Arg("real_return", Kind.RATE, "Return a year above inflation."),
            Arg("years_left", Kind.NUMBER, "Years for which the wealth is to last, 1 or more."),
        ),
        examples=(
            Example((0.25, 2), 1 / 1.8, "by hand: 1 / (1 + 1 / 1.25)"),
            Example((0, 30), 1 / 30, "by hand: 1 / 30"),
        ),
    ),
    Function(
        "SAFE_WITHDRAWAL_RATE",
        plan.safe_withdrawal_rate,
        category="Projection",
        args=(
            Arg(
                "real_returns",
                Kind.SERIES,
                "Simple returns above inflation, one a year; a fund per column for a table.",
            ),
            Arg("years", Kind.WHOLE, "Years for which the wealth is to last, 1 to 200."),
            Arg("success", Kind.RATE, "Share of runs in which it lasted; 1 is all of them.", 1.0),
        ),
        examples=(
            Example(((1.0, 0.0, -0.5), 2), 0.5, "by hand: 1 / (1 + 1/2) and 1 / (1 + 1)"),
            Example(((1.0, 0.0, -0.5), 2, 0.5), 2 / 3, "by hand: one of two runs is enough"),
        ),
    ),
    Function(
        "LUMP_SUM_VS_DCA",
        plan.lump_sum_vs_dca,
        category="Projection",
        args=(
            Arg(
                "returns",
                Kind.SERIES,
                "Simple returns, one per period, the first when investing starts.",
            ),
            Arg("periods", Kind.WHOLE, "Number of equal parts, one at each period's start."),
        ),
        examples=(
            Example(((0.1, 0.1), 2), 1.21 / 1.155 - 1, "by hand: 1.21 / (0.5 * 1.21 + 0.5 * 1.1)"),
        ),
    ),
)
