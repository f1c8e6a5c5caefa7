"""Columns of a sheet Workings for charts: points spread evenly over the filled rows of Data.

A row per period (timeline) would be slow for a column per fund. Whatever is filled, the points go
from the start to the last period; with fewer periods than points, some stand on the same spot.
"""

from collections.abc import Sequence

from passivefolio.workbooks.look import CENTRED, DATE, HEAD, QUIET, Page
from passivefolio.workbooks.timeline import START_DATE, Line

POINTS = 30
YEARS = "YEAR({date})+({date}-DATE(YEAR({date}),1,1))/365.25"
"""A date as a year with decimals, which charts mark evenly on every host."""


def spread_points(
    page: Page, top: int, lines: Sequence[Line], *, before: str = "0", last: str = "last_row"
) -> dict[str, str]:
    """A head row at row ``top``, the start below it, then a row per point.

    The points go from the row of Data ``before`` the first to the ``last`` one. Formulas are
    written as those of a timeline: {place} is the cell with the number of the row, {place_before}
    that of the point before. Gives the place of each line, and of "year".
    """
    start_date = f"IF({before}=0,{START_DATE},INDEX(history_dates,MAX(1,{before})))"
    columns = (
        Line("place", "Row", f"{before}+ROUND({{point}}*({last}-{before})/{POINTS},0)", "", "0"),
        Line("date", "Date", "INDEX(history_dates,{place})", start_date, DATE),
        Line("year", "Year", YEARS, YEARS, "0.00"),
        *lines,
    )
    letters = {line.name: chr(ord("B") + number) for number, line in enumerate(columns)}
    for line in columns:
        cell = f"{letters[line.name]}{top}"
        if line.head.startswith("="):
            page.formula(cell, line.head, **HEAD, font_size=9)
        else:
            page.text(cell, line.head, **HEAD, font_size=9)
        for point in range(POINTS + 1):
            row = top + 1 + point
            cell = f"{letters[line.name]}{row}"
            page.formula(
                cell, f"={_text(line, letters, row, point, last)}", line.kind, **CENTRED, **QUIET
            )
    rows = f"{top + 1}:{{0}}{top + 1 + POINTS}"
    return {name: page.place(f"{letter}{rows.format(letter)}") for name, letter in letters.items()}


def _text(line: Line, letters: dict[str, str], row: int, point: int, last: str) -> str:
    if line.name == "place":
        return line.formula.format(point=point)
    cells = {name: f"{letter}{row}" for name, letter in letters.items()}
    if point == 0:
        return f'IF({last}=0,"",{line.start.format(**cells)})'
    above = {f"{name}_before": f"{letter}{row - 1}" for name, letter in letters.items()}
    same = f"{cells['place']}={above['place_before']}"
    return f"IF({same},{above[f'{line.name}_before']},{line.formula.format(**cells, **above)})"
