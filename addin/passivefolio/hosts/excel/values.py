"""Cells of Excel on their way through COM: what ``calculate`` gets, and what answers become."""

from collections.abc import Callable
from itertools import chain
from typing import Any

from passivefolio.catalogue import BY_NAME, Kind
from passivefolio.errors import CellError

OMITTED = -2147352572
"""How COM hands over an argument that was left out."""

FIRST_ERROR = -2146828288
ERROR_CODES = {
    FIRST_ERROR + number: code
    for number, code in {
        2000: "#NULL!",
        2007: "#DIV/0!",
        2015: "#VALUE!",
        2023: "#REF!",
        2029: "#NAME?",
        2036: "#NUM!",
        2042: "#N/A",
        2043: "#GETTING_DATA",
        2045: "#SPILL!",
        2047: "#BLOCKED!",
        2049: "#FIELD!",
        2050: "#CALC!",
    }.items()
}
"""How COM hands over the errors of cells: as whole numbers, which the number of a cell never is."""

ERRORS = {number: CellError(code, "") for number, code in ERROR_CODES.items()}
DAYS_TO_1904 = 1462
DATES = (Kind.DATE, Kind.DATES)
GIVEN_BACK = frozenset({"DRAWDOWN_TABLE"})
"""Functions that compare dates and give them back: right as they are, from whenever they count."""

PLAIN = frozenset({float, str, bool, type(None)})


def received(cell: Any) -> Any:
    """A cell or a range as ``calculate`` reads it; an array of one dimension is one row."""
    kind = type(cell)
    if kind is tuple:
        rows = cell if cell and type(cell[0]) is tuple else (cell,)
        if set(map(type, chain.from_iterable(rows))) <= PLAIN:
            return rows
        return [[received(each) for each in row] for row in rows]
    if kind is int:
        return None if cell == OMITTED else ERRORS.get(cell, cell)
    return cell


def counted_from_1900(name: str, cells: list[Any]) -> list[Any]:
    """The arguments of a function in a workbook that counts its days from 1904."""
    function = BY_NAME.get(name)
    if function is None or name in GIVEN_BACK:
        return cells
    dated = [place for place, arg in enumerate(function.args) if arg.kind in DATES]
    return [_later(cell) if place in dated else cell for place, cell in enumerate(cells)]


def _later(cell: Any) -> Any:
    if isinstance(cell, tuple | list):
        return [_later(each) for each in cell]
    return cell + DAYS_TO_1904 if type(cell) in (float, int) else cell


def sent(result: Any, error: Callable[[CellError], str]) -> list[list[Any]]:
    """An answer as rows of cells, an error among them in the words that stand for it."""
    if not isinstance(result, list):
        return [[error(result) if isinstance(result, CellError) else result]]
    if CellError in set(map(type, chain.from_iterable(result))):
        return [
            [error(cell) if isinstance(cell, CellError) else cell for cell in row] for row in result
        ]
    return result
