"""What a cell and the arguments of its formula show, in an open spreadsheet."""

import contextlib
import dataclasses
import itertools
from collections.abc import Callable, Iterator
from typing import Any

from passivefolio.errors import CellError
from passivefolio.hosts.explaining import Cell, Explanation, Look, Seen, explain
from passivefolio.hosts.headless.addresses import cell_name, quoted
from passivefolio.hosts.libreoffice.cells import ERRORS
from passivefolio.hosts.libreoffice.formulas import (
    first_of_block,
    formula_of,
    is_array_formula,
    tokens_of,
)
from passivefolio.hosts.libreoffice.office import properties, service, unprotect

Explained = Callable[[Any], Explanation]

MANY_ROWS = 10_000
FILTER = "calc8"  # OpenDocument, which keeps all that a formula can refer to
DELETED = 2 | 8 | 32  # com.sun.star.sheet.ReferenceFlags: the column, row or sheet is gone
FORMULAS = 16  # com.sun.star.sheet.CellFlags.FORMULA


def explain_cell(context: Any, document: Any, cell: Any) -> Explanation:
    """What the functions of ours in a cell compute, from what, and why there is an error."""
    with looking(context, document) as explained:
        return explained(cell)


@contextlib.contextmanager
def looking(context: Any, document: Any) -> Iterator[Explained]:
    """Explains cells one after the other; a copy that is made on the way serves all of them."""
    copies: list[Any] = []

    def explained(cell: Any) -> Explanation:
        home = first_of_block(cell)

        def look(written: str) -> Seen:
            area = area_of(document, written, home)
            if area is not None:
                return seen(area)
            copies[:] = copies or [_copy(context, document)]
            return _worked_out(copies[0], written, home)

        return explain_what_was_asked(cell, shown_cell(document, cell), look)

    try:
        yield explained
    finally:
        for copy in copies:
            copy.close(True)


def explain_what_was_asked(cell: Any, shown: Cell, look: Look) -> Explanation:
    """The explanation of a cell; of the error our function gives where it was not even asked.

    LibreOffice itself stops at a range that holds an error, with an error of its own.
    """
    explanation = explain(shown, look)
    if cell.getError() and cell.getError() not in ERRORS:
        codes = [call.answer.code for call in explanation.calls if _failed(call.answer)]
        if codes:
            return explain(dataclasses.replace(shown, error=codes[0]), look)
    return explanation


def _failed(answer: Any) -> bool:
    return isinstance(answer, CellError)


def shown_cell(document: Any, cell: Any) -> Cell:
    """A cell as its sheet shows it."""
    return Cell(where(cell), formula_of(document, cell), cell.getString(), error_of(cell))


def where(cell: Any) -> str:
    """Sheet and cell, such as ``Inputs!B5``."""
    place = cell.CellAddress
    return f"{quoted(cell.Spreadsheet.Name)}!{cell_name(place.Row + 1, place.Column + 1)}"


def error_of(cell: Any) -> str:
    """The code of the error a cell shows; empty when it shows none."""
    number = cell.getError()
    return ERRORS.get(number, "#VALUE!") if number else ""


def seen(area: Any) -> Seen:
    """The cells of a range as our functions receive them, and the texts they show."""
    if area.RangeAddress.EndRow - area.RangeAddress.StartRow > MANY_ROWS:
        area = _filled_part(area)
    if _is_one_blank(area):
        return Seen(0.0, [["blank, which counts as 0"]])
    cells: list[list[Any]] = [list(row) for row in area.getDataArray()]
    texts = [[""] * len(row) for row in cells]
    for row, column in itertools.product(range(len(cells)), range(len(cells[0]))):
        if cells[row][column] == "":
            cells[row][column] = None
            continue
        cell = area.getCellByPosition(column, row)
        texts[row][column] = cell.getString()
        if cells[row][column] is None:
            cells[row][column] = CellError(error_of(cell), "")
    return Seen(cells if len(cells) > 1 or len(cells[0]) > 1 else cells[0][0], texts)


def _is_one_blank(area: Any) -> bool:
    """Whether it is a single blank cell, of which LibreOffice tells our functions a 0."""
    first = area.getCellByPosition(0, 0)
    return bool(first.Type.value == "EMPTY" and area.Rows.Count == area.Columns.Count == 1)


def _filled_part(area: Any) -> Any:
    """The rows of a long range down to the last one that is used on its sheet."""
    cursor = area.Spreadsheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    address = area.RangeAddress
    last = max(address.StartRow, min(address.EndRow, cursor.RangeAddress.EndRow))
    return area.Spreadsheet.getCellRangeByPosition(
        address.StartColumn, address.StartRow, address.EndColumn, last
    )


def area_of(document: Any, written: str, cell: Any) -> Any:
    """The cells that a reference or a name stands for; None when it is neither."""
    for names in (cell.Spreadsheet.NamedRanges, document.NamedRanges):
        if names.hasByName(written):
            return names.getByName(written).getReferredCells()
    tokens = tokens_of(document, written, cell)
    if len(tokens) != 1:
        return None
    data = tokens[0].Data
    if hasattr(data, "Reference1"):
        return _range(document, data.Reference1, data.Reference2, cell)
    return _range(document, data, data, cell) if hasattr(data, "RelativeRow") else None


def _range(document: Any, first: Any, last: Any, cell: Any) -> Any:
    """The range between two references of a token; None when it is on no one sheet."""
    origin = cell.CellAddress
    if (first.Flags | last.Flags) & DELETED:
        return None
    sheets = {_place(corner, "Sheet", 16, origin) for corner in (first, last)}
    if len(sheets) > 1:
        return None
    left, right = (_place(corner, "Column", 1, origin) for corner in (first, last))
    top, bottom = (_place(corner, "Row", 4, origin) for corner in (first, last))
    sheet = document.Sheets.getByIndex(sheets.pop())
    return sheet.getCellRangeByPosition(left, top, right, bottom)


def _place(reference: Any, axis: str, relative: int, origin: Any) -> int:
    """The row, column or sheet of a reference; a flag says whether it counts from the cell."""
    if reference.Flags & relative:
        return int(getattr(origin, axis)) + int(getattr(reference, f"Relative{axis}"))
    return int(getattr(reference, axis))


def _copy(context: Any, document: Any) -> Any:
    """A hidden copy of a document, to work something out without touching the document."""
    memory = service(context, "com.sun.star.io.TempFile")
    document.storeToURL(
        "private:stream", properties(FilterName=FILTER, OutputStream=memory.getOutputStream())
    )
    memory.seek(0)
    return service(context, "com.sun.star.frame.Desktop").loadComponentFromURL(
        "private:stream",
        "_blank",
        0,
        properties(FilterName=FILTER, InputStream=memory.getInputStream(), Hidden=True),
    )


def _worked_out(copy: Any, written: str, cell: Any) -> Seen:
    """What a part of the formula of a cell stands for, found in a copy of the document."""
    place = cell.CellAddress
    sheet = copy.Sheets.getByIndex(place.Sheet)
    unprotect(sheet)
    own = sheet.getCellByPosition(place.Column, place.Row)
    if is_array_formula(own):
        return _worked_out_as_array(copy, sheet, written)
    tokens = own.getTokens()
    try:
        for count in ("ROWS", "COLUMNS"):
            own.setTokens(tokens_of(copy, f"{count}({written})", own))
            if own.getValue() > 1:
                return _worked_out_as_array(copy, sheet, written)
        own.setTokens(tokens_of(copy, written, own))
        return seen(own)
    finally:
        own.setTokens(tokens)


def _worked_out_as_array(copy: Any, sheet: Any, written: str) -> Seen:
    """The same where a range stays a range, in a free corner of the sheet."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    row = cursor.RangeAddress.EndRow + 2
    corner = sheet.getCellByPosition(0, row)
    size = []
    for count in ("ROWS", "COLUMNS"):
        corner.setArrayTokens(tokens_of(copy, f"{count}({written})", corner))
        size.append(1 if corner.getError() else int(corner.getValue()))
        corner.clearContents(FORMULAS)
    area = sheet.getCellRangeByPosition(0, row, size[1] - 1, row + size[0] - 1)
    area.setArrayTokens(tokens_of(copy, written, corner))
    try:
        return seen(area)
    finally:
        area.clearContents(FORMULAS)
