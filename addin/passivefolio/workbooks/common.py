"""The sheets every template has: Start, Data, Checks and About."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from passivefolio.catalogue import FUNCTIONS
from passivefolio.catalogue.conventions import CONVENTIONS
from passivefolio.data import sample_history
from passivefolio.version import __version__
from passivefolio.workbooks.look import (
    BOX_FILL,
    DATE,
    GREY,
    HEAD,
    INPUT,
    INPUT_FILL,
    NAVY,
    PERCENT,
    RULE,
    SKY,
    TRUTH,
    Page,
    Template,
    title_of,
)

DATA_ROWS = 600
FIRST_DATA_ROW = 6
REPORT_LINES = 25


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must hold: the name of its cell, a sentence, the test, the finding in words.

    The test uses native formulas only; ``FOUND`` in it is the cell that shows the finding.
    """

    name: str
    sentence: str
    formula: str
    found: str


def start_page(book: Template, question: str, steps: Sequence[str]) -> None:
    """What the book answers, how to use it, what the colours mean."""
    page = book.page("Start", (2, 6, 84))
    title_of(page, book.title, "A workbook of passivefolio: passive investments, measured.")
    page.heading("B4:C4", "What it answers")
    page.spread("B5:C5", question)
    page.sheet.set_row(4, 34)
    page.heading("B7:C7", "Three steps")
    for row, step in enumerate(steps, start=8):
        page.text(f"B{row}", str(row - 7), bold=True, font_size=14, font_color=NAVY, align="center")
        page.text(f"C{row}", step, text_wrap=True)
        page.sheet.set_row(row - 1, 34)
    page.heading("B12:C12", "Colours")
    legend = (
        (INPUT, "Yellow: yours to fill in. Everything else is locked, without a password."),
        ({"bg_color": BOX_FILL}, "Blue: the answer, and your own mix among the others."),
        ({"bg_color": NAVY}, "Dark: head row of a table."),
    )
    for row, (look, meaning) in enumerate(legend, start=13):
        page.sheet.write_blank(row - 1, 1, None, page.book.style(**{**look, "locked": True}))
        page.text(f"C{row}", meaning, indent=1)
    page.heading("B17:C17", "Refreshing")
    page.spread(
        "B18:C18",
        "With the add-in, formulas follow every change by themselves. Refresh also loads the data "
        "source named on Inputs and rewrites the report on Checks. Without any spreadsheet "
        "program: passivefolio refresh FILE. Without the add-in, the numbers stay as they were "
        "last calculated.",
    )
    page.sheet.set_row(17, 48)
    page.heading("B20:C20", "Last calculated")
    page.text("B21", "on", font_color=GREY)
    page.text("B22", "by", font_color=GREY)
    page.text("C21", "as the template was built", num_format="yyyy-mm-dd hh:mm", align="left")
    page.text("C22", f"passivefolio {__version__}", align="left")
    page.name("refreshed_at", "C21")
    page.name("refreshed_by", "C22")
    page.text("B24", f"Template of passivefolio {__version__}", font_color=GREY, font_size=8)
    page.print_on("A1:C24", pages_high=1)


def data_page(book: Template, columns: Sequence[str], *, sample: bool) -> None:
    """One row per period: the date and a return per column; the user pastes over it."""
    page = book.page("Data", (2, 13, *(19 for _ in columns)))
    last_column = "BCDEFGHIJKLMN"[len(columns)]
    last_row = FIRST_DATA_ROW + DATA_ROWS - 1
    title_of(
        page,
        "Data",
        "Total returns a period: US stock market, 10-year Treasury, one-month bill (see About)."
        if sample
        else "Total returns a period, oldest first: paste your own over the yellow cells.",
    )
    page.spread(
        f"B3:{last_column}3",
        f"Paste your own dates and returns over these rows, oldest first; room for {DATA_ROWS}.",
        font_color=GREY,
    )
    page.sheet.set_row(2, 28)
    rows = sample_history() if sample else ()
    body = page.book.style(num_format=PERCENT, align="center", locked=False)
    dates = page.book.style(num_format=DATE, align="center", locked=False)
    page.sheet.add_table(
        f"B{FIRST_DATA_ROW - 1}:{last_column}{last_row}",
        {
            "name": "history_table",
            "style": None,
            "autofilter": False,
            "columns": [
                {"header": header, "header_format": page.book.style(**HEAD)}
                for header in ("Date", *columns)
            ],
        },
    )
    for place in range(DATA_ROWS):
        row = FIRST_DATA_ROW - 1 + place
        values = rows[place] if place < len(rows) else (None,) * (len(columns) + 1)
        for offset, value in enumerate(values):
            look = dates if offset == 0 else body
            if value is None:
                page.sheet.write_blank(row, 1 + offset, None, look)
            elif offset == 0:
                page.sheet.write_datetime(row, 1, value, look)
            else:
                page.sheet.write_number(row, 1 + offset, value, look)
    _data_look(page, f"B{FIRST_DATA_ROW}:{last_column}{last_row}", sample)
    page.name("history_head", f"B{FIRST_DATA_ROW - 1}:{last_column}{FIRST_DATA_ROW - 1}")
    page.name("history", f"B{FIRST_DATA_ROW}:{last_column}{last_row}")
    page.name("earlier_dates", f"B{FIRST_DATA_ROW}:B{last_row - 1}")
    page.name("later_dates", f"B{FIRST_DATA_ROW + 1}:B{last_row}")
    page.name("history_dates", f"B{FIRST_DATA_ROW}:B{last_row}")
    page.name("history_returns", f"C{FIRST_DATA_ROW}:{last_column}{last_row}")
    page.sheet.freeze_panes(FIRST_DATA_ROW - 1, 2)
    page.sheet.repeat_rows(FIRST_DATA_ROW - 2)
    page.print_on(f"A1:{last_column}{FIRST_DATA_ROW + max(len(rows), 40) - 1}")


def _data_look(page: Page, area: str, sample: bool) -> None:
    first = f"$B{FIRST_DATA_ROW}"
    filled = page.book.book.add_format({"bottom": 1, "bottom_color": RULE, "bg_color": INPUT_FILL})
    page.sheet.conditional_format(
        area,
        {"type": "formula", "criteria": f'={first}<>""' if sample else "=TRUE", "format": filled},
    )


HISTORY_READY = "AND(inputs_ready,COUNT(history_dates)>1)"
MONTHS = (
    "IF(COUNT(history_dates)=0,0,12*(YEAR(MAX(history_dates))-YEAR(MIN(history_dates)))"
    "+MONTH(MAX(history_dates))-MONTH(MIN(history_dates))+1)"
)


def checks_page(book: Template, checks: Sequence[Check], inputs_ready: str) -> None:
    """What must hold, live, and what the last refresh found."""
    page = book.page("Checks", (2, 56, 12, 10, 48))
    title_of(page, "Checks", "When every line says OK, the figures of this book fit together.")
    page.header("B4", ("Check", "Result", "Test", "What was found"))
    for row, check in enumerate(checks, start=5):
        line: dict[str, Any] = {"bottom": 1, "bottom_color": RULE}
        page.text(f"B{row}", check.sentence, **line)
        page.formula(f"C{row}", f'=IF({check.name},"OK","look here")', align="center", **line)
        test = check.formula.replace("FOUND", f"E{row}")
        page.formula(f"D{row}", f"={test}", TRUTH, align="center", font_color=GREY, **line)
        page.formula(f"E{row}", f"={check.found}", font_color=GREY, **line)
        page.name(check.name, f"D{row}")
    last = 4 + len(checks)
    page.name("checks", f"B5:E{last}")
    for text, color in (("look here", "#F6D5DE"), ("OK", "#D8ECE6")):
        page.sheet.conditional_format(
            f"C5:C{last}",
            {
                "type": "cell",
                "criteria": "==",
                "value": f'"{text}"',
                "format": page.book.book.add_format({"bg_color": color, "bold": True}),
            },
        )
    row = last + 2
    for offset, (name, sentence, formula, kind) in enumerate(
        (
            ("inputs_ready", "The inputs are filled in", inputs_ready, TRUTH),
            ("history_ready", "There is a history to look at", HISTORY_READY, TRUTH),
            (
                "months_covered",
                "Months from the first to the last date of the data",
                MONTHS,
                "General",
            ),
        )
    ):
        page.text(f"B{row + offset}", sentence)
        page.formula(f"D{row + offset}", f"={formula}", kind, align="center", font_color=GREY)
        page.name(name, f"D{row + offset}")
    _report(page, row + 4)


def _report(page: Page, row: int) -> None:
    page.heading(f"B{row}:E{row}", "What the last refresh found")
    last = row + REPORT_LINES
    for line in range(row + 1, last + 1):
        page.sheet.merge_range(f"B{line}:E{line}", "", page.book.style(text_wrap=True))
    page.name("refresh_report", f"B{row + 1}:B{last}")
    page.print_on(f"A1:E{last}", pages_high=1)


def about_page(book: Template) -> None:
    """The conventions, the sources, the functions used."""
    page = book.page("About", (2, 32, 90, 14))
    title_of(page, "About", "How the figures are defined, and where the data come from.")
    page.heading("B4:C4", "Conventions")
    row = 5
    topic_before = ""
    for topic, rule in CONVENTIONS:
        page.text(f"B{row}", topic if topic != topic_before else "", bold=True)
        page.text(f"C{row}", rule)
        topic_before = topic
        row += 1
    row += 1
    page.heading(f"B{row}:C{row}", "Sample data")
    for offset, line in enumerate(SAMPLE_SOURCES, start=1):
        page.text(f"B{row + offset}", line[0], bold=True)
        page.text(f"C{row + offset}", line[1], text_wrap=True)
        page.sheet.set_row(row + offset - 1, 28)
    row += len(SAMPLE_SOURCES) + 2
    page.heading(f"B{row}:D{row}", "Functions of the add-in in this book, and where to find them")
    used = [function for function in FUNCTIONS if function.name in book.used]
    for offset, function in enumerate(used, start=1):
        page.text(f"B{row + offset}", function.name, bold=True, font_size=9)
        page.text(f"C{row + offset}", function.summary, font_size=9)
        place = book.used[function.name]
        look = book.style(font_size=9, font_color=SKY, underline=1)
        page.sheet.write_url(f"D{row + offset}", f"internal:{place}", look, place)
    page.print_on(f"A1:D{row + len(used)}", pages_high=1)


SAMPLE_SOURCES = (
    (
        "Market index fund",
        "Total return of the value-weighted US stock market, from the Fama-French factors of "
        "Kenneth R. French's data library (package arch 8.0.0). It is not the S&P 500.",
    ),
    (
        "US Treasuries",
        "A 10-year Treasury bought at par at each month end and repriced at the next, from the "
        "US Treasury's par yields (package zipline-reloaded 3.2.1).",
    ),
    ("Money market", "Return of the one-month US Treasury bill, from the same factors."),
)
