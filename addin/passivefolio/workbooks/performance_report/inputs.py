"""The sheet Inputs of the performance report: the yellow cells."""

from passivefolio.workbooks.common import data_settings
from passivefolio.workbooks.look import (
    CENTRED,
    MONEY,
    PERCENT_COARSE,
    QUIET,
    Template,
    title_of,
)

RETURNS, PRICES = "returns", "prices"


def inputs_page(book: Template) -> None:
    """What the data hold, and what the figures are measured with."""
    page = book.page("Inputs", (2, 30, 18, 18, 20, 11, 19))
    title_of(page, "Inputs", "The history itself is on the sheet Data; here is how to read it.")
    page.heading("B4:G4", "What the columns of Data hold")
    page.text("B5", "Portfolio and benchmark")
    page.input("C5", RETURNS, **CENTRED)
    page.text(
        "D5", "returns (1.2 % a month) or prices (with dividends put back in)", **QUIET, indent=1
    )
    page.text("B6", "Cash")
    page.text("C6", "always returns", **CENTRED, **QUIET)
    page.text("D6", "of a Treasury bill or a money market fund; may stay blank", **QUIET, indent=1)
    page.name("data_kind", "C5")
    page.restrict_to_words(
        "C5", "Returns or prices", (RETURNS, PRICES), "Choose what Portfolio and Benchmark hold."
    )
    page.heading("B8:G8", "How to measure")
    for row, label, name, value, kind, note in (
        (9, "Rate of cash a year", "rf", 0.03, PERCENT_COARSE, "where the column Cash is blank"),
        (10, "Risk aversion A", "A", 3, "0.0#", "1 is very bold, 3 is usual, 5 is careful"),
        (11, "Money at the start", "amount", 10_000, MONEY, "what the charts let grow"),
    ):
        page.text(f"B{row}", label)
        page.input(f"C{row}", value, kind, **CENTRED)
        page.text(f"D{row}", note, **QUIET, indent=1)
        page.name(name, f"C{row}")
    page.restrict("C9", "Rate of cash", -1, 1, "A rate a year, such as 3 %.")
    page.restrict("C10", "Risk aversion A", 0, 100, "A number from 0 to 100; most people 2 to 8.")
    page.restrict("C11", "Money at the start", 0.01, 1e12, "An amount above 0.")
    data_settings(page, 13, "G")
    page.print_on("A1:G18", pages_high=1)
