"""Tables that the user fills in or pastes over: the history on Data, clients, flows, trades."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name

from passivefolio.workbooks.look import (
    DATE,
    HEAD,
    INPUT,
    PERCENT,
    QUIET,
    Cell,
    Page,
    Template,
    title_of,
)

DATA_ROWS = 600
FIRST_DATA_ROW = 6
LEAST_PRINTED = 40


@dataclass(frozen=True, slots=True)
class Column:
    """A column to fill in: its head, the name of its cells, how they look, what they take.

    ``low`` and ``high`` bound its numbers; a column of kind DATE takes dates, ``ascending`` only
    later ones than the one above; ``words`` are a list to choose from.
    """

    head: str
    name: str = ""
    kind: str = PERCENT
    low: float | None = None
    high: float | None = None
    words: tuple[str, ...] = ()
    message: str = ""
    ascending: bool = False


def input_table(
    page: Page,
    cell: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    room: int,
    name: str,
    *,
    own_heads: bool = False,
) -> None:
    """An Excel table with yellow cells, its first rows filled; ``cell`` is where its head begins.

    ``name`` names the cells below the head, ``name_head`` the head; each column with a name has
    its own. With ``own_heads`` the user may type over all heads but the first.
    """
    top, left = xl_cell_to_rowcol(cell)
    right = left + len(columns) - 1
    page.sheet.add_table(
        top,
        left,
        top + room,
        right,
        {
            "name": f"{name}_table",
            "style": None,
            "autofilter": False,
            "columns": [
                {
                    "header": column.head,
                    "header_format": page.book.style(**HEAD, locked=not own_heads or place == 0),
                }
                for place, column in enumerate(columns)
            ],
        },
    )
    for place, column in enumerate(columns):
        letter = xl_col_to_name(left + place)
        area = f"{letter}{top + 2}:{letter}{top + 1 + room}"
        look = {**INPUT, "num_format": column.kind, "align": "left" if column.kind == "@" else ""}
        look = {**look, "align": look["align"] or "center"}
        for offset in range(room):
            value = rows[offset][place] if offset < len(rows) else None
            _fill(page, top + 1 + offset, left + place, value, look)
        _restrict(page, area, column)
        if column.name:
            page.name(column.name, area)
    first, last = xl_col_to_name(left), xl_col_to_name(right)
    page.name(f"{name}_head", f"{first}{top + 1}:{last}{top + 1}")
    page.name(name, f"{first}{top + 2}:{last}{top + 1 + room}")


def _fill(page: Page, row: int, column: int, value: Cell, look: dict[str, object]) -> None:
    style = page.book.style(**look)
    if isinstance(value, datetime.date):
        page.sheet.write_datetime(row, column, value, style)
    else:
        page.sheet.write(row, column, value, style)


def _restrict(page: Page, area: str, column: Column) -> None:
    if column.words:
        page.restrict_to_words(area, column.head, column.words, column.message)
    elif column.kind == DATE:
        message = column.message or "A date, such as 2020-01-31; the oldest comes first."
        page.restrict_to_dates(area, column.head, message, ascending=column.ascending)
    elif column.low is not None and column.high is not None:
        page.restrict(area, column.head, column.low, column.high, column.message)


def data_page(
    book: Template,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]] = (),
    *,
    subtitle: str = "Total returns a period, oldest first: paste your own over the yellow cells.",
    kind: str = PERCENT,
    own_heads: bool = True,
    low: float = -1,
    high: float = 10,
    message: str = "The return of the period, such as 1.2 % or 0.012.",
) -> Page:
    """The sheet Data: one row per period, the date and a number per column.

    Its areas are ``history`` (all), ``history_head``, ``history_dates``, ``history_returns``, and
    ``earlier_dates`` beside ``later_dates`` for their order.
    """
    page = book.page("Data", (2, 13, *(19 if len(columns) < 5 else 13.5 for _ in columns)))
    title_of(page, "Data", subtitle)
    last_column = xl_col_to_name(1 + len(columns))
    last_row = FIRST_DATA_ROW + DATA_ROWS - 1
    heads = " The names above the columns are yours to change." if own_heads else ""
    printed = max(len(rows), LEAST_PRINTED)
    page.spread(
        f"B3:{last_column}3",
        f"Room for {DATA_ROWS} rows; leave what you do not need blank.{heads} "
        f"{printed_rows(printed)}",
        **QUIET,
    )
    page.sheet.set_row(2, 28)
    page.sheet.set_row(FIRST_DATA_ROW - 2, 30 if len(columns) < 5 else 42)
    input_table(
        page,
        f"B{FIRST_DATA_ROW - 1}",
        (
            Column("Date", "history_dates", DATE, ascending=True),
            *(Column(head, "", kind, low, high, (), message) for head in columns),
        ),
        rows,
        DATA_ROWS,
        "history",
        own_heads=own_heads,
    )
    page.name("history_returns", f"C{FIRST_DATA_ROW}:{last_column}{last_row}")
    page.name("earlier_dates", f"B{FIRST_DATA_ROW}:B{last_row - 1}")
    page.name("later_dates", f"B{FIRST_DATA_ROW + 1}:B{last_row}")
    page.sheet.freeze_panes(FIRST_DATA_ROW - 1, 2)
    page.sheet.repeat_rows(FIRST_DATA_ROW - 2)
    page.print_on(f"A1:{last_column}{FIRST_DATA_ROW + printed - 1}")
    return page


def printed_rows(count: int) -> str:
    """How many rows of a table with more room go to the printer, and how to change that."""
    return f"The first {count} rows are printed; Page Layout, Print Area takes more."
