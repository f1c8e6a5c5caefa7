"""The performance report: how a portfolio did, against a benchmark and cash."""

from collections.abc import Iterator
from pathlib import Path

from passivefolio.data import sample_history
from passivefolio.workbooks.checks import checks_page
from passivefolio.workbooks.common import SAMPLE_SOURCES, about_page, start_page
from passivefolio.workbooks.look import Cell, new_template
from passivefolio.workbooks.performance_report.calendar import calendar_page
from passivefolio.workbooks.performance_report.checks import CHECKS, FACTS
from passivefolio.workbooks.performance_report.inputs import inputs_page
from passivefolio.workbooks.performance_report.points import points_page
from passivefolio.workbooks.performance_report.results import results_page
from passivefolio.workbooks.performance_report.workings import workings_page
from passivefolio.workbooks.tables import DATA_ROWS, FIRST_DATA_ROW, data_page

TITLE = "Performance report"
SUMMARY = "What a portfolio earned, at which risk, against a benchmark and cash."
COLUMNS = ("60/30/10", "US stock market", "Treasury bills")
BLANK_COLUMNS = ("Portfolio", "Benchmark", "Cash")
MIX = (0.6, 0.3, 0.1)
SOURCES = (
    (
        "60/30/10",
        "60 % market index fund, 30 % US Treasuries and 10 % money market, put back to these "
        "weights every month; made of the three columns below.",
    ),
    *SAMPLE_SOURCES,
)


def build(path: Path, *, sample: bool = True) -> None:
    """Write the book with the sample history, or blank; its values come from a refresh."""
    rows = [*_sample_rows()] if sample else []
    with new_template(path, TITLE, SUMMARY) as book:
        start_page(
            book,
            question="What did a portfolio earn, at which risk, and was that more than a benchmark "
            "and cash would have earned?",
            steps=(
                "On Data, paste dates and the returns or prices of the portfolio, of its "
                "benchmark and of cash. Benchmark and cash may stay blank.",
                "On Inputs, say whether the columns hold returns or prices, and how many rows "
                "make a year.",
                "Read the answer on Results, month by month on Calendar. Checks say whether the "
                "data are complete.",
            ),
        )
        inputs_page(book)
        results_page(book)
        calendar_page(book)
        workings_page(book, len(rows))
        points_page(book)
        data = data_page(
            book,
            COLUMNS if sample else BLANK_COLUMNS,
            rows,
            subtitle="Returns or prices a period, oldest first: paste your own over these.",
            high=1e9,
            message="A return such as 1.2 % or 0.012; or a price, when Inputs say prices.",
        )
        last = FIRST_DATA_ROW + DATA_ROWS - 1
        for name, column in (("portfolio_data", "C"), ("benchmark_data", "D"), ("cash_data", "E")):
            data.name(name, f"{column}{FIRST_DATA_ROW}:{column}{last}")
        data.shade(f"C{FIRST_DATA_ROW}:D{last}", "price_data=1", num_format="#,##0.00")
        checks_page(book, CHECKS, FACTS)
        about_page(book, SOURCES)


def _sample_rows() -> Iterator[tuple[Cell, ...]]:
    for date, stocks, treasuries, bills in sample_history():
        mix = sum(w * r for w, r in zip(MIX, (stocks, treasuries, bills), strict=True))
        yield date, mix, stocks, bills
