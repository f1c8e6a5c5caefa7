"""Columns of a sheet Workings that follow the filled rows of Data, for charts over time.

A chart cannot follow a growing range on every host, so each has a fixed number of points: point k
shows period MIN(k, last filled one). The points beyond repeat the last one and cannot be seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from passivefolio.workbooks.look import CENTRED, DATE, HEAD, PERCENT, QUIET, Page
from passivefolio.workbooks.tables import DATA_ROWS

LAST_ROW = "IFERROR(MATCH(9.9E+307,history_dates),0)"
"""Position of the last date in the data, 0 without any; the cell ``last_row`` holds it."""

START_DATE = (
    "IF(periods_per_year>12,INDEX(history_dates,1)-1,"
    "EDATE(INDEX(history_dates,1),-ROUND(12/periods_per_year,0)))"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A column: its name, its heading, the formula of a period and that of the start.

    In the formulas {place} is the cell with the number of the period, {date} that with its date,
    {x} the cell of the line x in the same row and {x_before} the one in the row above.
    """

    name: str
    head: str
    formula: str
    start: str
    kind: str = PERCENT


def timeline(
    page: Page,
    top: int,
    lines: Sequence[Line],
    *,
    dates: str = "history_dates",
    last: str = "last_row",
    start_date: str = START_DATE,
    rows: int = DATA_ROWS,
) -> dict[str, str]:
    """A head row at row ``top``, the start below it, then a row per period.

    Gives the place of each line, and of the dates under "date", for charts (``Curve``).
    """
    columns = [
        Line("place", "Period", f"MIN({{place_before}}+1,{last})", "0", "0"),
        Line("date", "Date", f"INDEX({dates},{{place}})", start_date, DATE),
        *lines,
    ]
    letters = {line.name: chr(ord("B") + number) for number, line in enumerate(columns)}
    page.header(f"B{top}", ["" for _ in columns])
    for line in columns:
        page.text(f"{letters[line.name]}{top}", line.head, **HEAD)
        for row in range(top + 1, top + rows + 2):
            cells = {name: f"{letter}{row}" for name, letter in letters.items()}
            above = {f"{name}_before": f"{letter}{row - 1}" for name, letter in letters.items()}
            cell = cells[line.name]
            if row == top + 1:
                text = line.start if line.name == "place" else f'IF({last}=0,"",{line.start})'
            else:
                text = line.formula.format(**cells, **above)
                if line.name != "place":
                    new = f"{cells['place']}-{above['place_before']}"
                    text = f"IF({new},{text},{above[f'{line.name}_before']})"
            page.formula(cell, f"={text}", line.kind, **CENTRED, **QUIET)
    return {
        name: page.place(f"{letter}{top + 1}:{letter}{top + rows + 1}")
        for name, letter in letters.items()
    }
