"""An open spreadsheet as Refresh sees it: named areas, and a way to calculate it."""

import contextlib
import datetime
import math
from collections.abc import Callable, Iterator
from typing import Any

from passivefolio.errors import CellError, DataProblem
from passivefolio.hosts.explaining import why
from passivefolio.hosts.headless.addresses import cell_name, quoted
from passivefolio.hosts.headless.values import same
from passivefolio.hosts.libreoffice.cells import ERRORS
from passivefolio.hosts.libreoffice.formulas import first_of_block
from passivefolio.hosts.libreoffice.looking import Explained, error_of, looking, where
from passivefolio.hosts.libreoffice.office import unprotect
from passivefolio.refreshing import ErrorNote, ProgramCalculated

Value = float | str | bool | CellError | None
Rows = list[list[Value]]

VALUES, DATES, TEXTS, FORMULAS = 1, 2, 4, 16  # com.sun.star.sheet.CellFlags
RESULTS_IN_ERROR = 4  # com.sun.star.sheet.FormulaResult.ERROR
LOGICAL = 1024  # com.sun.star.util.NumberFormat.LOGICAL


class CalcBook:
    """An open spreadsheet document; ``written`` counts the cells that got a new value."""

    def __init__(self, context: Any, document: Any) -> None:
        self._context = context
        self._document = document
        self._before = dict(_results(document))
        self.written = 0

    def has(self, name: str) -> bool:
        """Whether an area of cells has this name."""
        names = self._document.NamedRanges
        return bool(names.hasByName(name)) and names.getByName(name).getReferredCells() is not None

    def read(self, name: str) -> Rows:
        """The values of a named area; dates are serial numbers."""
        area = self._area(name)
        return [
            [self._value(area, row, column, value) for column, value in enumerate(values)]
            for row, values in enumerate(area.getDataArray())
        ]

    def write(self, name: str, rows: Rows) -> None:
        """Replace the values of a named area from its top left; the rest of it becomes blank."""
        area = self._area(name)
        old = self.read(name)
        if len(rows) > len(old) or max(map(len, rows), default=0) > len(old[0]):
            raise DataProblem(
                f"the named area {name} has {len(old)} rows and {len(old[0])} columns, the data "
                f"have {len(rows)} rows and {max(map(len, rows), default=0)} columns"
            )
        if area.queryContentCells(FORMULAS).getCount():
            raise DataProblem(f"the named area {name} holds a formula")
        for row, values in enumerate(old):
            for column, before in enumerate(values):
                given = row < len(rows) and column < len(rows[row])
                value = self._plain(rows[row][column]) if given else None
                if type(value) is not type(before) or value != before:
                    self.written += 1
                    _put(area.getCellByPosition(column, row), value)

    def recalculate(self, tell: Callable[[str], None]) -> ProgramCalculated:
        """Calculate all formulas."""
        self._document.calculateAll()
        after = dict(_results(self._document))
        changed = tuple(
            place for place, value in after.items() if not same(self._before.get(place), value)
        )
        tell("Looking for errors")
        with looking(self._context, self._document) as explained:
            errors = tuple(
                _note(self._document, cell, explained) for cell in _cells_in_error(self._document)
            )
        return ProgramCalculated(changed, errors)

    def _area(self, name: str) -> Any:
        if not self.has(name):
            raise DataProblem(f"this workbook has no cells named {name}")
        return self._document.NamedRanges.getByName(name).getReferredCells()

    def _value(self, area: Any, row: int, column: int, value: Any) -> Value:
        if value == "":
            return None
        if value is None:
            return CellError(error_of(area.getCellByPosition(column, row)), "")
        if value in (0.0, 1.0) and self._is_logical(area.getCellByPosition(column, row)):
            return bool(value)
        return float(value) if isinstance(value, int | float) else str(value)

    def _is_logical(self, cell: Any) -> bool:
        """Whether a number stands for TRUE or FALSE; templates spell them out by a format."""
        formats = self._document.NumberFormats
        return bool(formats.getByKey(cell.NumberFormat).Type & LOGICAL) or cell.getString() in (
            "TRUE",
            "FALSE",
        )

    def _plain(self, value: Any) -> Value:
        """The value as a cell keeps it: a date becomes the days since the document's day 0."""
        if isinstance(value, datetime.date):
            zero = self._document.NullDate
            moment = datetime.datetime(zero.Year, zero.Month, zero.Day)
            midnight = datetime.datetime.combine(value, datetime.time())
            time = value - midnight if isinstance(value, datetime.datetime) else moment - moment
            return (midnight - moment + time) / datetime.timedelta(days=1)
        if value is None or value == "":
            return None
        if isinstance(value, bool):
            return value
        if isinstance(value, str):
            return str(value)
        if not math.isfinite(value):
            raise DataProblem(f"{value} is not a number a cell can hold")
        return float(value)


def _put(cell: Any, value: Value) -> None:
    """A new value for a cell, also for a locked one."""
    if isinstance(value, str):
        cell.setString(value)
    elif isinstance(value, float | bool):
        cell.setValue(float(value))
    elif not cell.CellProtection.IsLocked:
        cell.clearContents(VALUES | DATES | TEXTS)
    else:
        with _unprotected(cell.Spreadsheet):
            cell.clearContents(VALUES | DATES | TEXTS)


@contextlib.contextmanager
def _unprotected(sheet: Any) -> Iterator[None]:
    """A locked cell can be written to by a program, but only an unlocked one be emptied."""
    protected = sheet.isProtected()
    if protected:
        unprotect(sheet)
    try:
        yield
    finally:
        if protected:
            sheet.protect("")


def _results(document: Any) -> Iterator[tuple[str, Value]]:
    """Every formula cell, as Sheet!A1, and what it shows."""
    for area in _formula_cells(document):
        address = area.RangeAddress
        sheet = quoted(area.Spreadsheet.Name)
        for row, values in enumerate(area.getDataArray()):
            for column, value in enumerate(values):
                name = cell_name(address.StartRow + row + 1, address.StartColumn + column + 1)
                if value is None:
                    value = CellError(error_of(area.getCellByPosition(column, row)), "")
                yield f"{sheet}!{name}", value


def _formula_cells(document: Any) -> Iterator[Any]:
    for sheet in document.Sheets:
        yield from _areas(document, sheet.queryContentCells(FORMULAS))


def _areas(document: Any, ranges: Any) -> Iterator[Any]:
    for address in ranges.RangeAddresses:
        yield document.Sheets.getByIndex(address.Sheet).getCellRangeByPosition(
            address.StartColumn, address.StartRow, address.EndColumn, address.EndRow
        )


def _cells_in_error(document: Any) -> Iterator[Any]:
    """The formula cells that show an error, of an array formula the first one."""
    blocks = set()
    for sheet in document.Sheets:
        for area in _areas(document, sheet.queryFormulaCells(RESULTS_IN_ERROR)):
            for cell in _cells(area):
                home = where(first_of_block(cell))
                if home not in blocks:
                    blocks.add(home)
                    yield cell


def _cells(area: Any) -> Iterator[Any]:
    address = area.RangeAddress
    for row in range(address.EndRow - address.StartRow + 1):
        for column in range(address.EndColumn - address.StartColumn + 1):
            yield area.getCellByPosition(column, row)


def _note(document: Any, cell: Any, explained: Explained) -> ErrorNote:
    """What there is to tell of a cell in error."""
    home = first_of_block(cell)
    known = cell.getError() in ERRORS
    code = error_of(cell) if known else explained(cell).cell.error
    precedents = home.queryPrecedents(False).queryFormulaCells(RESULTS_IN_ERROR)
    for area in _areas(document, precedents):  # the cell itself is among them
        for read in _cells(area):
            if error_of(read) == code and where(first_of_block(read)) != where(home):
                source = where(read)
                return ErrorNote(where(cell), f"{code}: the error of {source} travels on", source)
    return ErrorNote(where(cell), f"{code}: {why(explained(cell))}")
