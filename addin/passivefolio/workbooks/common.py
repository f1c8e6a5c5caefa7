"""What every template has: the sheets Start and About, the answer in words, the key figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from passivefolio.catalogue import FUNCTIONS
from passivefolio.catalogue.conventions import CONVENTIONS
from passivefolio.version import __version__
from passivefolio.workbooks.look import (
    BOX_FILL,
    CENTRED,
    GREY,
    HEAD,
    INPUT,
    NAVY,
    PERCENT,
    QUIET,
    RULED,
    SKY,
    WHOLE,
    Page,
    Template,
    title_of,
)

NOT_USABLE = '"Something on Inputs is missing or cannot be; the sheet Checks says what."'
NO_ANSWER = '"Fill in the yellow cells on the sheet Inputs; the answer comes here."'


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
        ({"bg_color": BOX_FILL}, "Blue: the answer, and what is yours among other things."),
        ({"bg_color": NAVY}, "Dark: head row of a table."),
    )
    for row, (look, meaning) in enumerate(legend, start=13):
        page.sheet.write_blank(row - 1, 1, None, page.book.style(**{**look, "locked": True}))
        page.text(f"C{row}", meaning, indent=1)
    page.heading("B17:C17", "Refreshing")
    page.spread(
        "B18:C18",
        "With the add-in, formulas follow every change by themselves. Refresh also loads the data "
        "source, where Inputs name one, and rewrites the report on Checks. Without any "
        "spreadsheet program: passivefolio refresh FILE. Without the add-in, the numbers stay as "
        "they were last calculated.",
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


def answer_box(
    page: Page,
    last_column: str,
    headline: str,
    sentences: Sequence[tuple[str, int]],
    *,
    ready: str = "inputs_ready",
    waiting: str = NO_ANSWER,
) -> int:
    """From row 4 on: the answer in one sentence, then more of them, each with its row height.

    Sentences are formulas without a leading = that give text. Gives the first free row below.
    """
    box = {"bg_color": BOX_FILL, "valign": "vcenter", "indent": 1}
    big = {"bold": True, "font_size": 14, "font_color": NAVY}
    page.spread(f"B4:{last_column}4", f"=IF({ready},{headline},{waiting})", **big, **box)
    page.sheet.set_row(3, 40)
    for row, (sentence, height) in enumerate(sentences, start=5):
        page.spread(f"B{row}:{last_column}{row}", f'=IF({ready},{sentence},"")', **box)
        page.sheet.set_row(row - 1, height)
    page.name("answer", "B4")
    return 5 + len(sentences) + 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: what it is called, its name, our formula, the same by Excel alone."""

    label: str
    name: str
    formula: str
    native: str
    kind: str = PERCENT


def figures_table(
    page: Page,
    row: int,
    figures: Sequence[Figure],
    *,
    columns: Sequence[str] = ("B", "C", "D", "E"),
    heads: Sequence[str] = ("Figures", "Value", "Excel alone", "Agrees"),
    ready: str = "inputs_ready",
) -> None:
    """A head row at ``row``, a figure per row below; the cells are ``name`` and ``name_native``.

    Where a formula may rightly have no answer, it says so itself by giving a text.
    """
    label, value, native, verdict = columns
    for column, head in zip(columns, heads, strict=True):
        page.text(
            f"{column}{row}", head, **(HEAD if column != label else {**HEAD, "align": "left"})
        )
    for place, figure in enumerate(figures, start=row + 1):
        page.text(f"{label}{place}", figure.label, **RULED)
        kind = figure.kind
        ours, theirs = f"{value}{place}", f"{native}{place}"
        page.formula(ours, guarded(figure.formula, ready), kind, bold=True, **CENTRED, **RULED)
        page.name(figure.name, ours)
        page.formula(theirs, guarded(figure.native, ready), kind, **CENTRED, **QUIET, **RULED)
        page.name(f"{figure.name}_native", theirs)
        same = guarded(agreement(ours, theirs), ready)
        page.formula(f"{verdict}{place}", same, **CENTRED, **QUIET, **RULED)


def guarded(formula: str, ready: str) -> str:
    """The formula where ``ready`` holds, nothing before."""
    return f'=IF({ready},{formula},"")'


def ready(formula: str) -> str:
    """The formula, once the inputs are filled in."""
    return guarded(formula, "inputs_ready")


def with_history(formula: str) -> str:
    """The formula, once there is a history to go with the inputs."""
    return guarded(formula, "history_ready")


def agreement(one: str, other: str) -> str:
    """Whether two cells agree to 12 digits, in a word."""
    return (
        f"IF(AND(ISNUMBER({one}),ISNUMBER({other})),"
        f'IF(ABS({one}-{other})<=0.000000000001*(1+ABS({one})),"yes","NO"),'
        f'IF(AND(ISTEXT({one}),ISTEXT({other})),"","NO"))'
    )


def about_page(
    book: Template, sources: Sequence[tuple[str, str]], sources_head: str = "Sample data"
) -> None:
    """The conventions, where the figures come from (what, where), the functions used."""
    used = [function for function in FUNCTIONS if function.name in book.used]
    longest = max((len(function.name) for function in used), default=0)
    page = book.page("About", (2, max(32, 1.18 * longest), 90, 14))
    title_of(page, "About", "How the figures are defined, and where the data come from.")
    page.heading("B4:D4", "Conventions")
    row = 5
    topic_before = ""
    for topic, rule in CONVENTIONS:
        page.text(f"B{row}", topic if topic != topic_before else "", bold=True)
        page.text(f"C{row}", rule)
        topic_before = topic
        row += 1
    row += 1
    if sources:
        page.heading(f"B{row}:D{row}", sources_head)
    for offset, line in enumerate(sources, start=1):
        page.text(f"B{row + offset}", line[0], bold=True)
        page.text(f"C{row + offset}", line[1], text_wrap=True)
        page.sheet.set_row(row + offset - 1, 28)
    row += len(sources) + 2 if sources else 0
    page.heading(f"B{row}:D{row}", "Functions of the add-in in this book, and where to find them")
    for offset, function in enumerate(used, start=1):
        page.text(f"B{row + offset}", function.name, bold=True, font_size=9)
        page.text(f"C{row + offset}", function.summary, font_size=9)
        place = book.used[function.name]
        look = book.style(font_size=9, font_color=SKY, underline=1)
        page.sheet.write_url(f"D{row + offset}", f"internal:{place}", look, place)
    page.print_on(f"A1:D{row + len(used)}", pages_high=1)


def data_settings(page: Page, row: int, last_column: str, periods_per_year: int = 12) -> None:
    """On Inputs, from ``row`` on: where Refresh finds new data, and how many rows make a year."""
    page.heading(f"B{row}:{last_column}{row}", "Data")
    page.text(f"B{row + 1}", "Data source (may stay blank)")
    page.sheet.merge_range(f"C{row + 1}:E{row + 1}", "", page.book.style(**INPUT))
    page.spread(
        f"C{row + 2}:{last_column}{row + 3}",
        "A CSV or .xlsx file, or the http(s) address of a CSV. Refresh loads it into the sheet "
        "Data: its columns are found by the head row there. Blank: the data stay as they are.",
        **QUIET,
    )
    page.text(f"B{row + 4}", "Rows a year in the data")
    page.input(f"C{row + 4}", periods_per_year, WHOLE, **CENTRED)
    page.text(f"D{row + 4}", "12 for months, 4 for quarters, 252 for days", **QUIET, indent=1)
    page.name("data_source", f"C{row + 1}")
    page.name("periods_per_year", f"C{row + 4}")
    page.restrict(f"C{row + 4}", "Rows a year", 1, 366, "12 for months, 252 for days.")


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
