"""Entries of the functions of a record of returns."""

from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.catalogue.shared import (
    OPTIONAL_PERIODS_PER_YEAR,
    PERIODS_PER_YEAR,
    RETURNS,
    WEIGHTS,
)
from passivefolio.core import calendar, rates, returns

PRICES = Arg(
    "prices",
    Kind.PRICES,
    "Prices above 0, one per period, the oldest first; a fund per column for a table of funds.",
)
DIVIDENDS = "Dividend of each period beside the price at its end; a blank is 0."
DATES = Arg("dates", Kind.DATES, "Date on which the period of each return ends.")
WINDOW = Arg("window", Kind.WHOLE, "Number of periods in a row, 1 or more.")
OPTIONAL_WINDOW = Arg("window", Kind.WHOLE, WINDOW.doc, 1)
START_VALUE = Arg("start_value", Kind.NUMBER, "Value at the start, above 0.")
END_VALUE = Arg("end_value", Kind.NUMBER, "Value at the end, 0 or more.")
THREE_RETURNS = (0.10, 0.10, -0.50)
KAPLAN = "Kaplan, CFA 2024 level 1: bought at 100, worth 120 and 130, a dividend of 2 each year"
THREE_MONTHS = ("2020-01-31", "2020-02-29", "2021-02-28")
TWO_YEARS = ((0.5, 0.5), ((0.2, 0.0), (0.0, 0.2)))

FUNCTIONS = (
    Function(
        "SIMPLE_RETURNS",
        returns.simple_returns,
        category="Returns",
        args=(PRICES, Arg("dividends", Kind.AMOUNTS, DIVIDENDS, None)),
        answer=Answer.PATH,
        examples=(
            Example(((100, 120, 130), (0, 2, 2)), (0.22, 0.10), KAPLAN),
            Example(((100, 110, 99),), (0.10, -0.10), "by hand: 110 / 100 - 1, 99 / 110 - 1"),
        ),
    ),
    Function(
        "LOG_RETURNS",
        returns.log_returns,
        category="Returns",
        args=(PRICES,),
        answer=Answer.PATH,
        examples=(
            Example(
                ((1, 2, 1),),
                (0.693147180559945, -0.693147180559945),
                "the natural logarithm of 2",
                decimals=15,
            ),
        ),
    ),
    Function(
        "TOTAL_RETURN_INDEX",
        returns.total_return_index,
        category="Returns",
        args=(
            PRICES,
            Arg("dividends", Kind.AMOUNTS, DIVIDENDS),
            Arg("start", Kind.NUMBER, "Level of the index at the first price.", 100.0),
        ),
        answer=Answer.PATH,
        examples=(
            Example(((100, 120, 130), (0, 2, 2)), (100, 122, 134.2), KAPLAN + ": 100 * 1.22 * 1.1"),
        ),
    ),
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
    Function(
        "GEOMETRIC_MEAN_RETURN",
        returns.geometric_mean_return,
        category="Returns",
        args=(RETURNS,),
        examples=(Example(((0.21, 0.0),), 0.10, "by hand: sqrt(1.21) - 1"),),
    ),
    Function(
        "VARIANCE_DRAG",
        returns.variance_drag,
        category="Returns",
        args=(RETURNS, PERIODS_PER_YEAR),
        examples=(Example(((0.5, -0.5), 1), 1 - 0.75**0.5, "by hand: 0 - (sqrt(1.5 * 0.5) - 1)"),),
    ),
    Function(
        "CAGR",
        rates.cagr,
        category="Returns",
        args=(
            START_VALUE,
            END_VALUE,
            Arg("years", Kind.NUMBER, "Years from start to end, above 0; may be a fraction."),
        ),
        examples=(
            Example((100, 121, 2), 0.10, "by hand: sqrt(1.21) - 1"),
            Example((10000, 11000, 96), 0.0009933, "Excel help, RRI", decimals=7),
        ),
    ),
    Function(
        "CAGR_DATES",
        rates.cagr_dates,
        category="Returns",
        args=(
            START_VALUE,
            END_VALUE,
            Arg("start_date", Kind.DATE, "Date of the start value."),
            Arg("end_date", Kind.DATE, "Date of the end value, after start_date."),
        ),
        examples=(
            Example(
                (100, 121, "2021-01-01", "2023-01-01"), 0.10, "by hand: 730 days, sqrt(1.21) - 1"
            ),
        ),
    ),
    Function(
        "EXCESS_RETURNS",
        rates.excess_returns,
        category="Returns",
        args=(
            RETURNS,
            Arg(
                "rf",
                Kind.RATE_OR_SERIES,
                "Risk-free rate: one number is an annual rate, a range one return per period.",
            ),
            OPTIONAL_PERIODS_PER_YEAR,
        ),
        answer=Answer.PATH,
        examples=(
            Example(((0.02, 0.05), (0.01, 0.02)), (0.01, 0.03), "by hand: 0.02 - 0.01"),
            Example(((0.2, 0.0), 0.21, 2), (0.1, -0.1), "by hand: sqrt(1.21) - 1 is 0.1"),
        ),
        differs="Return.excess of PerformanceAnalytics takes a single rate per period.",
    ),
    Function(
        "REAL_RETURN",
        rates.real_return,
        category="Returns",
        args=(
            Arg("nominal", Kind.RATE, "Return in money."),
            Arg("inflation", Kind.RATE, "Rise of prices over the same time."),
        ),
        examples=(Example((0.08, 0.05), 0.03 / 1.05, "by hand: 1.08 / 1.05 - 1"),),
    ),
    Function(
        "CURRENCY_RETURN",
        rates.currency_return,
        category="Returns",
        args=(
            Arg("local_return", Kind.RATE, "Return in the currency of the investment."),
            Arg("fx_return", Kind.RATE, "Rise of that currency in home money; a fall is negative."),
        ),
        examples=(Example((0.10, -0.05), 0.045, "by hand: 1.1 * 0.95 - 1"),),
    ),
    Function(
        "CALENDAR_RETURNS",
        calendar.calendar_returns,
        category="Returns",
        args=(DATES, RETURNS),
        answer=Answer.TABLE,
        examples=(
            Example(
                (THREE_MONTHS, (0.5, -0.5, 0.25)),
                (
                    ("Year", *calendar.MONTHS, "Total"),
                    (2020.0, 0.5, -0.5, *("",) * 10, -0.25),
                    (2021.0, "", 0.25, *("",) * 10, 0.25),
                ),
                "by hand: 1.5 * 0.5 - 1",
            ),
        ),
    ),
    Function(
        "ANNUAL_RETURNS",
        calendar.annual_returns,
        category="Returns",
        args=(DATES, RETURNS),
        answer=Answer.TABLE,
        examples=(
            Example(
                (THREE_MONTHS, (0.5, -0.5, 0.25)),
                (("Year", "Return", "Periods"), (2020.0, -0.25, 2.0), (2021.0, 0.25, 1.0)),
                "by hand: 1.5 * 0.5 - 1",
            ),
        ),
    ),
    Function(
        "PERIOD_RETURN",
        calendar.period_return,
        category="Returns",
        args=(
            DATES,
            RETURNS,
            Arg("start_date", Kind.DATE, "Day at whose close it starts: 31 December for a year."),
            Arg("end_date", Kind.DATE, "Day at whose close it ends."),
        ),
        examples=(
            Example(
                (
                    ("2020-12-31", "2021-01-31", "2021-02-28"),
                    (0.05, 0.10, 0.20),
                    "2020-12-31",
                    "2021-02-28",
                ),
                0.32,
                "by hand: 1.1 * 1.2 - 1",
            ),
        ),
    ),
    Function(
        "TRAILING_RETURN",
        calendar.trailing_return,
        category="Returns",
        args=(
            DATES,
            RETURNS,
            Arg("years", Kind.NUMBER, "Years back, whole months: a quarter is 0.25."),
            Arg("as_of", Kind.DATE, "Day at whose close it ends; left out, the last date.", None),
        ),
        examples=(
            Example(
                (("2019-12-31", "2020-12-31", "2021-12-31"), (0.05, 0.21, 0.0), 2),
                0.10,
                "by hand: sqrt(1.21) - 1",
            ),
        ),
    ),
    Function(
        "ROLLING_RETURN",
        returns.rolling_return,
        category="Returns",
        args=(
            RETURNS,
            WINDOW,
            Arg(
                "periods_per_year",
                Kind.NUMBER,
                "Periods in a year, 12 for monthly returns: annualises; left out, it does not.",
                None,
            ),
        ),
        answer=Answer.PATH,
        examples=(
            Example((THREE_RETURNS, 2), (0.21, -0.45), "by hand: 1.1 * 1.1 - 1, 1.1 * 0.5 - 1"),
            Example(((0.21, 0.0), 2, 1), (0.10,), "by hand: sqrt(1.21) - 1"),
        ),
    ),
    Function(
        "BEST_PERIOD",
        returns.best_period,
        category="Returns",
        args=(RETURNS, OPTIONAL_WINDOW),
        examples=(Example((THREE_RETURNS, 2), 0.21, "by hand: 1.1 * 1.1 - 1"),),
    ),
    Function(
        "WORST_PERIOD",
        returns.worst_period,
        category="Returns",
        args=(RETURNS, OPTIONAL_WINDOW),
        examples=(Example((THREE_RETURNS, 2), -0.45, "by hand: 1.1 * 0.5 - 1"),),
    ),
    Function(
        "BLENDED_BENCHMARK",
        returns.blended_benchmark,
        category="Returns",
        args=(
            WEIGHTS,
            Arg(
                "returns",
                Kind.TABLE,
                "Simple returns, a column per holding and a row per period; incomplete rows are "
                "left out.",
            ),
            Arg("every", Kind.WHOLE, "Periods from one rebalancing to the next; 0 is never.", 1),
        ),
        answer=Answer.PATH,
        examples=(
            Example(TWO_YEARS, (0.1, 0.1), "by hand: 0.5 * 0.2"),
            Example((*TWO_YEARS, 0), (0.1, 0.1 / 1.1), "by hand: 1.2 / 1.1 - 1"),
        ),
    ),
)
