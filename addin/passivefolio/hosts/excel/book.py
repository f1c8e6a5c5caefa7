"""A workbook that is open in Excel, as Refresh sees it: over xlwings, undone when it fails."""

import datetime
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from passivefolio.errors import (
    CELL_ERRORS,
    CellError,
    DataProblem,
    FileProblem,
)
from passivefolio.hosts.excel.binding import Place, Result, enter_again
from passivefolio.hosts.excel.protection import writable
from passivefolio.hosts.excel.values import received
from passivefolio.hosts.headless.addresses import cell_name, quoted
from passivefolio.hosts.headless.values import Rows, Value, plain, same
from passivefolio.refreshing import ErrorNote, Note, ProgramCalculated, Refreshed, refresh

CALCULATED = 0
"""Excel's word for a calculation that has come to its end."""


def refresh_in_excel(book: Any, now: datetime.datetime) -> Refreshed:
    """Refresh an open xlwings book, telling progress in Excel's status bar; all or nothing."""
    ours = ExcelBook(book)
    with steady(book.app):
        try:
            return refresh(ours, _folder(book), now, lambda text: _show(book.app, text))
        except BaseException:
            ours.put_back()
            raise


def _show(app: Any, text: str) -> None:
    app.status_bar = f"passivefolio: {text} ..."


def _folder(book: Any) -> Path:
    """Where data sources with a relative path are looked for."""
    if not book.api.Path:
        raise FileProblem(
            f"{book.name} has never been saved; save it first, its data source is looked for "
            "in its folder"
        )
    try:
        return Path(book.fullname).parent
    except Exception:  # xlwings does not find the local folder of every address in OneDrive
        return Path(book.api.FullName).parent


@contextmanager
def steady(app: Any) -> Iterator[None]:
    """Inside, Excel neither calculates by itself nor redraws nor runs the macros of events."""
    with ExitStack() as afterwards:
        for setting, value in (
            ("status_bar", False),
            ("screen_updating", False),
            ("enable_events", False),
            ("calculation", "manual"),
        ):
            afterwards.callback(setattr, app, setting, getattr(app, setting))
            setattr(app, setting, value)
        yield


class ExcelBook:
    """An open workbook; ``put_back`` undoes everything that was written."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._date1904 = bool(book.api.Date1904)
        self._before: dict[str, Rows] = {}

    def has(self, name: str) -> bool:
        """Whether a defined name names one area of cells."""
        try:
            return int(self._area(name).api.Areas.Count) == 1
        except Exception:  # each engine of xlwings has its own way to say no
            return False

    def read(self, name: str) -> Rows:
        """The values in a named area; dates are serial numbers."""
        return rows_of(self._area(name).api.Value2)

    def write(self, name: str, rows: Rows) -> None:
        """Replace the values of a named area from its top left; the rest of it becomes blank."""
        area = self._area(name)
        height, width = area.shape
        columns = max((len(row) for row in rows), default=0)
        if len(rows) > height or columns > width:
            raise DataProblem(
                f"the named area {name} has {height} rows and {width} columns, "
                f"the data have {len(rows)} rows and {columns} columns"
            )
        if area.api.HasFormula is not False:
            raise DataProblem(f"the named area {name} holds a formula")
        self._before.setdefault(name, self.read(name))
        filled = [[*row, *(None,) * (width - len(row))] for row in rows]
        filled += [[None] * width for _ in range(height - len(rows))]
        self._put(area, [[plain(value, self._date1904) for value in row] for row in filled])

    def put_back(self) -> None:
        """The values as they were before the first write, and what the formulas make of them."""
        for name, rows in self._before.items():
            self._put(self._area(name), rows)
        if self._before:
            self._book.app.calculate()
        self._before.clear()

    def recalculate(self, tell: Callable[[str], None]) -> ProgramCalculated:
        """Let Excel calculate everything, and look what has become of the formulas."""
        before = self._results()
        self._calculate()
        tell("Looking at the results")
        after = self._results()
        if enter_again(self._book, after):
            self._calculate()
            after = self._results()
        changed = [
            _where(*at)
            for at, result in after.items()
            if at not in before or not same(before[at].value, result.value)
        ]
        failed = {
            at: result.value for at, result in after.items() if isinstance(result.value, CellError)
        }
        return ProgramCalculated(tuple(changed), tuple(self._notes(failed)))

    def _calculate(self) -> None:
        app = self._book.app.api
        app.CalculateFullRebuild()
        if app.CalculationState != CALCULATED:
            raise DataProblem("the calculation was interrupted; Refresh again")

    def _area(self, name: str) -> Any:
        return self._book.names[name].refers_to_range

    def _put(self, area: Any, rows: Rows) -> None:
        values = tuple(tuple(_for_excel(value) for value in row) for row in rows)
        with writable(area):
            area.api.Value2 = values if area.shape != (1, 1) else values[0][0]

    def _results(self) -> dict[Place, Result]:
        """Every cell with a formula."""
        results: dict[Place, Result] = {}
        for sheet in self._book.sheets:
            used = sheet.used_range
            formulas, values = used.api.Formula, used.api.Value2
            for row, (written, shown) in enumerate(
                zip(rows_of(formulas), rows_of(values), strict=True)
            ):
                for column, (formula, value) in enumerate(zip(written, shown, strict=True)):
                    if isinstance(formula, str) and formula.startswith("="):
                        at = sheet.name, used.row + row, used.column + column
                        results[at] = Result(formula, value)
        return results

    def _continues_another(self, at: Place) -> bool:
        """Whether the cell belongs to an array formula that begins in another cell."""
        sheet, row, column = at
        cell = self._book.sheets[sheet].range((row, column)).api
        if not cell.HasArray:
            return False
        array = cell.CurrentArray
        return (array.Row, array.Column) != (row, column)

    def _notes(self, failed: dict[Place, CellError]) -> Iterator[Note]:
        told = self._sentences() if failed else {}
        for at, error in failed.items():
            if note := told.get(_where(*at)):
                yield note
            elif not self._continues_another(at):
                meaning = CELL_ERRORS.get(error.code, "Excel gives this error")
                yield ErrorNote(_where(*at), f"{error.code}: {meaning}")

    def _sentences(self) -> dict[str, Note]:
        """What our own engine says of the errors, calculating a copy of the workbook."""
        from passivefolio.hosts.headless.book import HeadlessBook

        suffix = Path(self._book.name).suffix or ".xlsx"
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / f"copy{suffix}"
            try:
                self._book.api.SaveCopyAs(str(copy))
                notes = HeadlessBook(copy, writable=False).recalculate().errors
            except Exception:  # no copy, or not of our kind: then errors mean what Excel says
                return {}
        return {note.where: note for note in notes}


def _where(sheet: str, row: int, column: int) -> str:
    return f"{quoted(sheet)}!{cell_name(row, column)}"


def rows_of(values: Any) -> Rows:
    """The rows of an area, which for one cell Excel hands over as no table."""
    table = values if isinstance(values, tuple) else ((values,),)
    return [list(row) for row in received(table)]


def _for_excel(value: Value) -> Any:
    """A value as Excel takes it unchanged: the apostrophe keeps text from being read as a number,
    a date or a formula.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, CellError):
        return value.code
    return f"'{value}" if isinstance(value, str) else value
