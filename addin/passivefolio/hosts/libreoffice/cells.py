"""Between the cells that LibreOffice hands over and those that ``calculate`` understands."""

import struct
from collections.abc import Sequence
from itertools import chain
from typing import Any

from passivefolio.errors import CellError

LAST_ROW = 1_048_576
CODES = {
    "#NULL!": 521,
    "#NUM!": 503,
    "#VALUE!": 519,
    "#REF!": 524,
    "#NAME?": 525,
    "#DIV/0!": 532,
    "#N/A": 0x7FFF,
}
"""The numbers LibreOffice gives the errors of a cell; it carries them about inside a NaN."""
ERRORS = {number: code for code, number in CODES.items()}
SINGLE = {float, str, type(None)}
GIVEN = SINGLE | {tuple}
_QUIET_NAN = 0x7FF8000000000000


def error_number(code: str) -> float:
    """The NaN that shows as this error in a cell, alone and inside an array."""
    number: float = struct.unpack("<d", struct.pack("<Q", _QUIET_NAN | CODES[code]))[0]
    return number


def error_code(number: float) -> str:
    """The error that a NaN stands for."""
    (bits,) = struct.unpack("<Q", struct.pack("<d", number))
    return ERRORS.get(bits & 0xFFFFFFFF, "#VALUE!")


def received(cells: Sequence[Any]) -> Sequence[Any]:
    """The arguments of a call: blanks of a whole column left out, errors as errors."""
    if SINGLE.issuperset(map(type, cells)):
        return cells
    cells = [cell if type(cell) in GIVEN else _read(cell) for cell in cells]
    whole = [cell for cell in cells if type(cell) is tuple and len(cell) == LAST_ROW]
    used = max(map(_used, whole), default=0)
    return [_range(cell, used) if type(cell) is tuple else cell for cell in cells]


def _read(area: Any) -> list[list[Any]]:
    """The cells of a range that LibreOffice hands over as such: it may hold errors."""
    address = area.RangeAddress
    if address.EndRow == LAST_ROW - 1:
        used = area.Spreadsheet.createCursor()
        used.gotoEndOfUsedArea(False)
        height = max(used.RangeAddress.EndRow - address.StartRow, 0)
        area = area.getCellRangeByPosition(0, 0, address.EndColumn - address.StartColumn, height)
    return [
        [_content(area, row, column, cell) for column, cell in enumerate(cells)]
        for row, cells in enumerate(area.getDataArray())
    ]


def _content(area: Any, row: int, column: int, cell: Any) -> Any:
    if cell is not None:
        return None if cell == "" else cell
    number = area.getCellByPosition(column, row).getError()
    return CellError(ERRORS.get(number, "#VALUE!"), "")


def _used(rows: tuple[tuple[Any, ...], ...]) -> int:
    """How many rows there are down to the last one with anything in it, at least one."""
    blank = ("",) * len(rows[0])
    return next((place for place in range(len(rows), 1, -1) if rows[place - 1] != blank), 1)


def _range(rows: tuple[tuple[Any, ...], ...], used: int) -> Any:
    rows = rows[:used] if len(rows) == LAST_ROW else rows
    try:
        total = sum(chain.from_iterable(rows))
    except TypeError:  # text or blanks among them
        total = float("nan")
    if total == total:
        return rows
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: Any) -> Any:
    if cell == "":
        return None
    return cell if cell == cell else CellError(error_code(cell), "")


def shown(answer: Any) -> tuple[tuple[Any, ...], ...]:
    """An answer as the rows of numbers and texts that LibreOffice takes."""
    if type(answer) is float:
        return ((answer,),)
    if isinstance(answer, list):
        return tuple(tuple(map(_shown, row)) for row in answer)
    return ((_shown(answer),),)


def _shown(cell: Any) -> float | str:
    if type(cell) is float:
        return cell
    if isinstance(cell, CellError):
        return error_number(cell.code)
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else float(cell)
