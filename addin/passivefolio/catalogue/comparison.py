"""Entries of the functions of passive against active."""

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.catalogue.shared import OPTIONAL_PERIODS_PER_YEAR, OPTIONAL_RF, RETURNS
from passivefolio.core import comparison

TWO_RECORDS = (
    Arg("returns_a", Kind.SERIES, "Simple returns of a, one per period; a column per fund."),
    Arg("returns_b", Kind.SERIES, "Simple returns of b over the same periods."),
)

FUNCTIONS = (
    Function(
        "SHARPE_ARITHMETIC",
        comparison.sharpe_arithmetic,
        category="Passive or active",
        args=(
            Arg("market_return", Kind.RATE, "Return of the market before costs."),
            Arg("passive_cost", Kind.RATE, "Cost of the average passive dollar; 0.1 % is 0.001."),
            Arg("active_cost", Kind.RATE, "Cost of the average active dollar."),
            Arg("passive_share", Kind.RATE, "Share of the market held passively.", 0.5),
        ),
        answer=Answer.TABLE,
        examples=(
            Example(
                (0.5, 0.125, 0.25, 0.25),
                (
                    ("", "Share", "Before cost", "Cost", "After cost"),
                    ("Passive", 0.25, 0.5, 0.125, 0.375),
                    ("Active", 0.75, 0.5, 0.25, 0.25),
                    ("Market", 1.0, 0.5, 0.21875, 0.28125),
                    ("Active less passive", "", 0.0, 0.125, -0.125),
                ),
                "by hand: mean cost 0.25 * 0.125 + 0.75 * 0.25 = 0.21875",
            ),
        ),
    ),
    Function(
        "SUCCESS_RATE",
        comparison.success_rate,
        category="Passive or active",
        args=(
            Arg(
                "active_returns",
                Kind.FUNDS,
                "Return of every active fund that started; a blank is a fund that is gone.",
            ),
            Arg("passive_return", Kind.RATE, "Return of the passive alternative."),
        ),
        examples=(
            Example(((0.09, None, 0.05, None), 0.07), 0.25, "by hand: one of the four that began"),
        ),
    ),
    Function(
        "SURVIVORSHIP_RATE",
        comparison.survivorship_rate,
        category="Passive or active",
        args=(
            Arg(
                "returns",
                Kind.FUNDS,
                "Return of every fund that started; a blank is a fund that is gone.",
            ),
        ),
        examples=(Example(((0.09, None, 0.05, None),), 0.5, "by hand: two of four"),),
    ),
    Function(
        "ACTIVE_EXPENSE_RATIO",
        comparison.active_expense_ratio,
        category="Passive or active",
        args=(
            Arg("fee", Kind.RATE, "Expense ratio of the active fund a year."),
            Arg("index_fee", Kind.RATE, "Expense ratio a year of an index fund on its index."),
            Arg("r_squared", Kind.RATE, "R squared of the fund against that index, 0 to 1."),
        ),
        examples=(
            Example(
                (0.012, 0.002, 0.64),
                0.002 + 0.010 * 7 / 3,
                "by hand: active share 0.6 / (0.8 + 0.6) = 3/7",
            ),
        ),
    ),
    Function(
        "REQUIRED_ALPHA",
        comparison.required_alpha,
        category="Passive or active",
        args=(
            Arg("active_fee", Kind.RATE, "Fee a year of the active fund."),
            Arg("passive_fee", Kind.RATE, "Fee a year of the passive one."),
            Arg("trading_cost", Kind.RATE, "What active trading costs more, a year.", 0.0),
            Arg("tax_drag", Kind.RATE, "What taxes cost the active fund more, a year.", 0.0),
        ),
        examples=(Example((0.01, 0.001, 0.005, 0.002), 0.016, "by hand: 0.009 + 0.005 + 0.002"),),
    ),
    Function(
        "YEARS_TO_SIGNIFICANCE",
        comparison.years_to_significance,
        category="Passive or active",
        args=(
            Arg("information_ratio", Kind.NUMBER, "Information ratio a year."),
            Arg("t_stat", Kind.NUMBER, "t-statistic asked for; 2 is 95 % confidence.", 2.0),
        ),
        examples=(
            Example(
                (0.5,),
                16,
                "Grinold, Kahn, Active Portfolio Management: a top-quartile ratio of 0.5 takes 16 "
                "years",
            ),
        ),
    ),
    Function(
        "ALPHA_T_STAT",
        comparison.alpha_t_stat,
        category="Passive or active",
        args=(
            RETURNS,
            Arg("benchmark", Kind.SERIES, "Returns of the benchmark over the same periods."),
            OPTIONAL_RF,
            OPTIONAL_PERIODS_PER_YEAR,
        ),
        examples=(
            Example(
                ((-0.007, 0.0, 0.013), (-0.01, 0.0, 0.01)),
                2**0.5,
                "by hand: alpha 0.002, residuals 0.001, -0.002, 0.001, standard error "
                "0.001 * sqrt(6 / 3)",
            ),
            Example(
                ((2, 3, 9, 1, 8, 7, 5), (6, 5, 11, 7, 5, 4, 4)),
                3.166667 / (3.305719 * (8 / 7) ** 0.5),
                "Excel help: SLOPE .305556 and STEYX 3.305719; intercept 5 - 6 * slope",
                decimals=6,
            ),
        ),
    ),
    Function(
        "TERMINAL_WEALTH_RATIO",
        comparison.terminal_wealth_ratio,
        category="Passive or active",
        args=TWO_RECORDS,
        examples=(Example(((0.10, 0.10), (0.05, 0.0)), 1.21 / 1.05, "by hand: 1.21 / 1.05"),),
    ),
    Function(
        "TELLTALE",
        comparison.telltale,
        category="Passive or active",
        args=TWO_RECORDS,
        answer=Answer.PATH,
        examples=(
            Example(
                ((0.10, 0.10), (0.05, 0.0)), (1.1 / 1.05, 1.21 / 1.05), "by hand: 1.10 / 1.05 first"
            ),
        ),
    ),
)
