"""The sheets Inputs and Data of the book My money: values, index, deposits."""

from passivefolio.workbooks.common import data_settings
from passivefolio.workbooks.look import (
    CENTRED,
    DATE,
    MONEY,
    PERCENT,
    QUIET,
    Template,
    title_of,
)
from passivefolio.workbooks.my_money.invented import deposits, values
from passivefolio.workbooks.tables import (
    DATA_ROWS,
    FIRST_DATA_ROW,
    LEAST_PRINTED,
    Column,
    input_table,
    printed_rows,
)

RETURNS, LEVELS = "returns", "levels"
LARGEST = 1e12
VALUE = Column(
    "Value",
    "history_values",
    MONEY,
    0,
    LARGEST,
    (),
    "What the portfolio was worth at the end of this day, deposits of the day included.",
)
INDEX = Column(
    "Index",
    "history_index",
    PERCENT,
    -1,
    LARGEST,
    (),
    "The return of the index since the row above, such as 1.2 %, or its level; see Inputs.",
)
DEPOSIT_COLUMNS = (
    Column("Day", "deposit_dates", DATE, message="The day, such as 2020-01-31; oldest first."),
    Column(
        "Paid in",
        "deposits",
        MONEY,
        -LARGEST,
        LARGEST,
        (),
        "Money paid in; with a minus sign what was taken out.",
    ),
    Column("Note", "deposit_notes", "@"),
)


def inputs_page(book: Template, *, sample: bool) -> None:
    """The names, the currency, and how to read the index."""
    page = book.page("Inputs", (2, 30, 18, 18, 20, 11, 19))
    title_of(
        page,
        "Inputs",
        "An invented saver. Put your own names here, and your own figures on the sheet Data."
        if sample
        else "Your names go here; values, index and deposits go on the sheet Data.",
    )
    page.heading("B4:G4", "Your money")
    for row, (label, name, value, kind, hint) in enumerate(
        (
            ("Portfolio", "portfolio_name", "An invented saver", "@", "any name"),
            ("Currency", "currency", "USD", "@", "a word after the amounts, such as USD"),
            ("Index", "index_name", "US stock market", "@", "what you compare with"),
        ),
        start=5,
    ):
        page.text(f"B{row}", label)
        page.sheet.merge_range(f"C{row}:D{row}", "", book.style())
        page.input(f"C{row}", value if sample else None, kind)
        page.input(f"D{row}", None, kind)
        page.text(f"E{row}", hint, **QUIET, indent=1)
        page.name(name, f"C{row}")
    page.text("B8", "The index on Data holds")
    page.input("C8", RETURNS, "@", **CENTRED)
    page.text("E8", "returns: 0.012 or 1.2 % since the row above;", **QUIET, indent=1)
    page.text("E9", "levels: index points, such as 4,769.83", **QUIET, indent=1)
    page.name("index_holds", "C8")
    page.restrict_to_words(
        "C8", "The index holds", (RETURNS, LEVELS), "Returns a period, or levels of the index."
    )
    data_settings(page, 11, "G")
    page.spread(
        "B17:G18",
        "The data source is for values and index. Deposits and withdrawals are yours to type, on "
        "the right of the sheet Data.",
        **QUIET,
    )
    page.print_on("A1:G18", pages_high=1)


def data_page(book: Template, *, sample: bool) -> None:
    """Values and index on the left, a row per date; deposits and withdrawals on the right."""
    page = book.page("Data", (2, 14, 16, 14, 4, 14, 16, 30))
    title_of(
        page,
        "Data",
        "Invented deposits; what they became follows 60/30/10 in the sample history (see About)."
        if sample
        else "Paste your own figures over the yellow cells.",
    )
    rows = [*values()] if sample else []
    flows = [(flow.date, flow.amount, flow.note) for flow in deposits()] if sample else []
    printed = max(len(rows), len(flows), LEAST_PRINTED)
    page.heading("B3:D3", "What it was worth")
    page.heading("F3:H3", "Deposits and withdrawals")
    page.sheet.set_row(2, 26)
    page.sheet.set_row(3, 36)
    small = {**QUIET, "font_size": 8}
    page.spread(
        "B4:D4",
        f"Month ends or other dates, oldest first, the value of each. {printed_rows(printed)}",
        **small,
    )
    page.spread(
        "F4:H4",
        "Each on its own day, oldest first; a minus sign takes money out. What came on or before "
        "the first date on the left is in the first value already.",
        **small,
    )
    top = FIRST_DATA_ROW - 1
    input_table(
        page,
        f"B{top}",
        (Column("Date", "history_dates", DATE, ascending=True), VALUE, INDEX),
        rows,
        DATA_ROWS,
        "history",
    )
    input_table(page, f"F{top}", DEPOSIT_COLUMNS, flows, DATA_ROWS, "deposit_list")
    last = top + DATA_ROWS
    for name, column in (("dates", "B"), ("deposit_dates", "F")):
        page.name(f"earlier_{name}", f"{column}{top + 1}:{column}{last - 1}")
        page.name(f"later_{name}", f"{column}{top + 2}:{column}{last}")
    page.name("later_index", f"D{top + 2}:D{last}")
    page.sheet.freeze_panes(top, 0)
    page.sheet.repeat_rows(top - 1)
    page.print_on(f"A1:H{top + printed}")
