"""Entries of the functions of what funds and ETFs cost."""

from passivefolio.catalogue.model import Arg, Example, Function, Kind
from passivefolio.catalogue.shared import OPTIONAL_PERIODS_PER_YEAR, WEIGHTS
from passivefolio.core import bonds, costs

FUND = Arg("fund", Kind.SERIES, "Total returns of the fund, one per period; a column per fund.")
INDEX = Arg("index", Kind.SERIES, "Total returns of its index over the same periods.")
YEARS = Arg("years", Kind.NUMBER, "Years that it is held.")
LAGGING = ((0.05, 0.02), (0.06, 0.03))
LAG = 1.0918**0.5 - 1.071**0.5

FUNCTIONS = (
    Function(
        "WEIGHTED_EXPENSE_RATIO",
        costs.weighted_expense_ratio,
        category="ETFs and funds",
        args=(
            WEIGHTS,
            Arg(
                "expense_ratios", Kind.LIST, "Expense ratio of each fund a year; 0.07 % is 0.0007."
            ),
        ),
        examples=(
            Example(
                ((0.6, 0.3, 0.1), (0.0010, 0.0015, 0.0005)),
                0.0011,
                "by hand: 0.0006 + 0.00045 + 0.00005",
            ),
        ),
    ),
    Function(
        "NET_OF_FEE_RETURN",
        costs.net_of_fee_return,
        category="ETFs and funds",
        args=(
            Arg("gross", Kind.RATE, "Return of a period before the fee."),
            Arg("fee", Kind.RATE, "Fee a year as a share of the assets; 0.5 % is 0.005."),
            OPTIONAL_PERIODS_PER_YEAR,
        ),
        examples=(
            Example((0.08, 0.01), 0.0692, "by hand: 1.08 * 0.99 - 1"),
            Example((0.10, 0.19, 2), -0.01, "by hand: 1.1 * sqrt(0.81) - 1"),
        ),
    ),
    Function(
        "EXPENSE_DRAG",
        costs.expense_drag,
        category="ETFs and funds",
        args=(
            Arg("gross", Kind.RATE, "Return a year before fees."),
            Arg("low_fee", Kind.RATE, "Fee a year of the cheap fund; 0 compares with no fee."),
            Arg("high_fee", Kind.RATE, "Fee a year of the dear fund."),
            YEARS,
        ),
        examples=(
            Example(
                (0.07, 0, 0.02, 50),
                1 - 114_700 / 294_600,
                "Bogle, The Little Book of Common Sense Investing (2017): 10,000 grow to 294,600 "
                "at 7 % and to 114,700 at 5 % in 50 years, 61 % lost",
                decimals=3,
            ),
            Example((0.05, 0.01, 0.03, 1), 0.02 / 1.04, "by hand: 1 - 1.02 / 1.04"),
        ),
    ),
    Function(
        "HOLDING_COST",
        costs.holding_cost,
        category="ETFs and funds",
        args=(FUND, INDEX, OPTIONAL_PERIODS_PER_YEAR),
        examples=(
            Example(((0.05,), (0.06,)), 0.01, "by hand: 0.06 - 0.05"),
            Example(LAGGING, LAG, "by hand: sqrt(1.06 * 1.03) - sqrt(1.05 * 1.02)"),
        ),
    ),
    Function(
        "UNEXPLAINED_TRACKING_DIFFERENCE",
        costs.unexplained_tracking_difference,
        category="ETFs and funds",
        args=(
            FUND,
            INDEX,
            Arg("expense_ratio", Kind.RATE, "Expense ratio of the fund a year."),
            Arg("lending_income", Kind.RATE, "Return a year from lending securities.", 0.0),
            Arg(
                "tax_gain",
                Kind.RATE,
                "Return a year by paying less withholding tax than the index assumes.",
                0.0,
            ),
            OPTIONAL_PERIODS_PER_YEAR,
        ),
        examples=(
            Example(
                ((0.05,), (0.06,), 0.004, 0.001, 0.002),
                -0.009,
                "by hand: -0.01 + 0.004 - 0.001 - 0.002",
            ),
        ),
    ),
    Function(
        "PREMIUM_DISCOUNT",
        costs.premium_discount,
        category="ETFs and funds",
        args=(
            Arg("price", Kind.NUMBER, "Market price of a share of the fund."),
            Arg("nav", Kind.NUMBER, "Net asset value of the share at the same moment."),
        ),
        examples=(Example((101, 100), 0.01, "by hand: 101 / 100 - 1"),),
    ),
    Function(
        "BID_ASK_COST",
        costs.bid_ask_cost,
        category="ETFs and funds",
        args=(
            Arg("bid", Kind.NUMBER, "Price at which you can sell."),
            Arg("ask", Kind.NUMBER, "Price at which you can buy."),
            Arg("round_trip", Kind.SWITCH, "TRUE for buying and selling, the whole spread.", False),
        ),
        examples=(
            Example((99, 101), 0.01, "by hand: half of 2 over mid 100"),
            Example((99, 101, True), 0.02, "by hand: 2 over mid 100"),
        ),
    ),
    Function(
        "TOTAL_COST_OF_OWNERSHIP",
        costs.total_cost_of_ownership,
        category="ETFs and funds",
        args=(
            Arg("holding_cost", Kind.RATE, "Cost a year: the expense ratio, or HOLDING_COST."),
            Arg("spread", Kind.RATE, "Whole bid-ask spread as a share of the price."),
            Arg("commission", Kind.NUMBER, "Commission of one trade, in money."),
            Arg("amount", Kind.NUMBER, "Money invested."),
            YEARS,
        ),
        examples=(
            Example(
                (0.0012, 0.0015, 6, 10_000, 0.75),
                0.0048,
                "Bloomberg Exam Prep, CFA level 2: 2 * 0.06 % + 0.15 % + 9/12 * 0.12 % = 0.36 % "
                "in nine months, 0.48 % a year",
            ),
        ),
    ),
    Function(
        "FUND_SWITCH_BREAKEVEN",
        costs.fund_switch_breakeven,
        category="ETFs and funds",
        args=(
            Arg("switch_cost", Kind.RATE, "Cost of switching as a share of the money, with taxes."),
            Arg("fee_old", Kind.RATE, "Fee a year of the fund held now."),
            Arg("fee_new", Kind.RATE, "Fee a year of the cheaper fund."),
        ),
        examples=(
            Example((0.19, 0.10, 0), 2, "by hand: 1 - 0.19 = 0.9^2"),
            Example((0.004, 0.006, 0.002), 0.998, "by hand: 0.0040080 / 0.0040161", decimals=3),
        ),
    ),
    Function(
        "BOND_RETURN_FROM_YIELDS",
        bonds.bond_return_from_yields,
        category="ETFs and funds",
        args=(
            Arg("yield_start", Kind.RATE, "Yield at the start of the period; the bond is at par."),
            Arg("yield_end", Kind.RATE, "Yield at its end."),
            Arg("maturity", Kind.NUMBER, "Years to maturity at the start.", 10.0),
            Arg("coupons_per_year", Kind.NUMBER, "Coupons a year: 2 in the US.", 2.0),
            Arg("periods_per_year", Kind.NUMBER, "Periods in a year: 12 for monthly.", 12.0),
        ),
        examples=(
            Example((0.06, 0), 0.6, "by hand: at a yield of 0 worth 20 coupons of 0.03 and 1"),
            Example((0.05, 0.05, 10, 1, 1), 0.05, "by hand: at an unchanged yield the coupon"),
            Example(
                (0.05, 0.10, 2, 1, 1), 0.05 + 1.05 / 1.10 - 1, "by hand: a coupon and 1.05 / 1.10"
            ),
        ),
    ),
    Function(
        "BILL_RETURN",
        bonds.bill_return,
        category="ETFs and funds",
        args=(
            Arg("discount_rate", Kind.RATE, "Bank discount rate a year, as bills are quoted."),
            Arg("days", Kind.NUMBER, "Days to maturity."),
        ),
        examples=(
            Example((0.04, 90), 1 / 99, "by hand: price 0.99"),
            Example(
                (0.00145, 182),
                1000 / 999.27 - 1,
                "TreasuryDirect: a 26-week bill at 0.145 % sells for 999.27",
                decimals=5,
            ),
        ),
    ),
)
