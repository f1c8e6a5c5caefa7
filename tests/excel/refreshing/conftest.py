"""A stand-in for Excel's own objects under the real xlwings, over a workbook file in memory.

It does what Excel does to values: errors are whole numbers, text that looks like a number becomes
one unless an apostrophe stands before it, a locked cell of a protected sheet refuses.
"""

import contextlib
import shutil
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
import xlwings

from passivefolio.errors import CellError
from passivefolio.hosts.excel.values import ERROR_CODES
from passivefolio.hosts.headless.addresses import parse_area
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.hosts.headless.expression import evaluate

NUMBER_OF = {code: number for number, code in ERROR_CODES.items()}
AUTOMATIC = -4105
ALLOWED = "AllowSorting"


def refuse(words):
    """What Excel answers when it cannot."""
    raise sys.modules["pywintypes"].com_error(words)


class Collection:
    """Objects by name or by number, as Excel's collections give them."""

    def __init__(self, items, **more):
        self.items = items
        self.__dict__.update(more)

    @property
    def Count(self):  # noqa: N802
        return len(self.items)

    def __iter__(self):
        return iter(self.items)

    def __call__(self, key):
        if isinstance(key, int):
            return self.items[key - 1]
        found = [item for item in self.items if item.Name.lower() == key.lower()]
        return found[0] if found else refuse(f"there is no {key}")


class Application:
    """Excel itself."""

    Hwnd = 1
    Version = "16.0"

    def __init__(self):
        self.Calculation, self.CalculationState = AUTOMATIC, 0
        self.ScreenUpdating = self.EnableEvents = self.DisplayAlerts = True
        self.StatusBar = False
        self.Workbooks = Collection([], Application=self, Open=self._open)
        self.ActiveWorkbook = None
        self.interrupted = self.no_cell = False
        self.spills = True
        self.seen, self.alerts = {}, []

    def settings(self):
        names = ("Calculation", "ScreenUpdating", "EnableEvents", "DisplayAlerts", "StatusBar")
        return {name: getattr(self, name) for name in names}

    def _open(self, path, *arguments):
        return Workbook(self, Path(path))

    def Calculate(self):  # noqa: N802
        for workbook in self.Workbooks:
            workbook.calculate()

    def CalculateFullRebuild(self):  # noqa: N802
        self.seen = self.settings()
        self.Calculate()
        self.CalculationState = 1 if self.interrupted else 0

    def Goto(self, area, scroll):  # noqa: N802
        area.Select()

    @property
    def ActiveCell(self):  # noqa: N802
        workbook = self.ActiveWorkbook
        return None if self.no_cell else Area(workbook.ActiveSheet, *workbook.selected)


class Workbook:
    """An open workbook; its values live in the headless engine."""

    FileFormat = 51

    def __init__(self, application, path):
        self.Application, self.Path, self.FullName = application, str(path.parent), str(path)
        self.Name, self.Date1904 = path.name, False
        self.file = HeadlessBook(path)
        self.areas = self.file._package.areas
        sheets = [Worksheet(self, sheet) for sheet in _styles(path.read_bytes())]
        self.Worksheets = Collection(sheets, Parent=self)
        self.ActiveSheet, self.selected = sheets[0], (1, 1, 1, 1)
        self.passwords, self.unknown = {}, set()
        application.Workbooks.items.append(self)
        application.ActiveWorkbook = self

    def calculate(self):
        """Calculate; a formula whose function Excel does not know shows #NAME?."""
        self.file.recalculate()
        for sheet, place in self.unknown:
            self.file._put(sheet, place, CellError("#NAME?", ""))

    def Names(self, name):  # noqa: N802
        area = self.areas.get(name.upper()) or refuse(f"there is no name {name}")
        return SimpleNamespace(Name=name, RefersToRange=self.area(area))

    def area(self, found):
        sheet = self.Worksheets(found.sheet)
        return Area(sheet, found.top, found.left, found.bottom, found.right)

    def Save(self):  # noqa: N802
        self.file.save()

    def SaveCopyAs(self, path):  # noqa: N802
        self.file.save(Path(path))
        self.file.path = Path(self.FullName)

    def Close(self, SaveChanges):  # noqa: N802
        self.Application.Workbooks.items.remove(self)


@cache
def _styles(content):
    return openpyxl.load_workbook(BytesIO(content)).worksheets


class Worksheet:
    """A sheet; protected as in the file, and by a password when a test says so."""

    def __init__(self, workbook, styles):
        self.Parent, self.styles, self.Name = workbook, styles, styles.title
        self.ProtectContents = styles.protection.sheet
        self.ProtectDrawingObjects, self.ProtectScenarios = True, True
        self.Protection = self
        self.permissions = {ALLOWED: True}

    def __getattr__(self, name):
        if name.startswith("Allow"):
            return self.permissions.get(name, False)
        raise AttributeError(name)

    @property
    def values(self):
        return self.Parent.file._values[self.Name]

    @property
    def formulas(self):
        return {
            formula.place: formula
            for formula in self.Parent.file._formulas
            if formula.sheet == self.Name
        }

    @property
    def UsedRange(self):  # noqa: N802
        rows, columns = zip(*self.values, strict=True)
        return Area(self, min(rows), min(columns), max(rows), max(columns))

    def Cells(self, row, column):  # noqa: N802
        return Area(self, row, column, row, column)

    def Unprotect(self, password):  # noqa: N802
        if self.Parent.passwords.get(self.Name, "") != password:
            refuse("the password you supplied is not correct")
        self.ProtectContents = False

    def Protect(self, password, drawings, contents, scenarios, interface, *allowed):  # noqa: N802
        assert (password, interface, len(allowed)) == ("", False, 11)
        self.ProtectContents, self.permissions = contents, {ALLOWED: allowed[8]}
        self.ProtectDrawingObjects, self.ProtectScenarios = drawings, scenarios

    def Evaluate(self, written):  # noqa: N802
        """A name or an address stands for its cells, anything else is worked out."""
        area = self.Parent.areas.get(written.upper()) or parse_area(written, self.Name)
        if area is not None:
            return self.Parent.area(area)
        return _to_com(evaluate(f"={written}"))

    def locked(self, place):
        return self.styles.cell(*place).protection.locked


class Area:
    """A range of cells."""

    HasArray = False

    def __init__(self, sheet, top, left, bottom, right):
        self.Worksheet, self.bounds = sheet, (top, left, bottom, right)
        self.Row, self.Column = top, left
        self.Areas = SimpleNamespace(Count=1)
        self.Rows = SimpleNamespace(Count=bottom - top + 1)
        self.Columns = SimpleNamespace(Count=right - left + 1)

    def _places(self):
        top, left, bottom, right = self.bounds
        return [
            [(row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)
        ]

    def _table(self, shown):
        rows = tuple(tuple(map(shown, row)) for row in self._places())
        return rows if len(rows) > 1 or len(rows[0]) > 1 else rows[0][0]

    def _common(self, asked):
        found = {asked(place) for row in self._places() for place in row}
        return found.pop() if len(found) == 1 else None

    @property
    def Value2(self):  # noqa: N802
        return self._table(lambda place: _to_com(self.Worksheet.values.get(place)))

    @Value2.setter
    def Value2(self, new):  # noqa: N802
        table = new if isinstance(new, tuple) else ((new,),)
        for places, values in zip(self._places(), table, strict=True):
            for place, value in zip(places, values, strict=True):
                if self.Worksheet.ProtectContents and self.Worksheet.locked(place):
                    refuse(f"{self.Worksheet.Name} is protected")
                self.Worksheet.Parent.file._put(self.Worksheet.Name, place, _typed(value))

    @property
    def Formula(self):  # noqa: N802
        formulas, values = self.Worksheet.formulas, self.Worksheet.values

        def shown(place):
            if formula := formulas.get(place):
                return formula.note("").formula
            return _shown(values.get(place))

        return self._table(shown)

    @Formula.setter
    def Formula(self, text):  # noqa: N802
        assert text == self.Formula
        if self.Worksheet.ProtectContents and self.Worksheet.locked(self.bounds[:2]):
            refuse(f"{self.Worksheet.Name} is protected")
        self.Worksheet.Parent.unknown.discard((self.Worksheet.Name, self.bounds[:2]))

    @property
    def Formula2(self):  # noqa: N802
        return self.Formula if self.Worksheet.Parent.Application.spills else refuse("unknown")

    @Formula2.setter
    def Formula2(self, text):  # noqa: N802
        self.Formula = text

    @property
    def HasFormula(self):  # noqa: N802
        return self._common(self.Worksheet.formulas.__contains__)

    @property
    def Locked(self):  # noqa: N802
        return self._common(self.Worksheet.locked)

    @property
    def Text(self):  # noqa: N802
        return _shown(self.Worksheet.values.get(self.bounds[:2]))

    def Cells(self, row, column):  # noqa: N802
        return self.Worksheet.Cells(self.Row + row - 1, self.Column + column - 1)

    def Select(self):  # noqa: N802
        self.Worksheet.Parent.ActiveSheet, self.Worksheet.Parent.selected = (
            self.Worksheet,
            self.bounds,
        )


def _to_com(value):
    return NUMBER_OF[value.code] if isinstance(value, CellError) else value


def _shown(value):
    return "" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)


def _typed(value):
    """What Excel makes of a value that is put into a cell."""
    if not isinstance(value, str):
        return value
    if value.startswith("'"):
        return value[1:]
    if value in NUMBER_OF:
        return CellError(value, "")
    assert not value.startswith("="), "a formula was written"
    with contextlib.suppress(ValueError):
        return float(value)
    return value or None


@pytest.fixture(scope="module", autouse=True)
def windows(pywin32):
    """The xlwings of Windows."""
    active = xlwings.engines.active
    xlwings.engines.active = xlwings.engines.engines_by_name["excel"]
    yield xlwings._xlwindows
    xlwings.engines.active = active


@pytest.fixture
def application(windows, monkeypatch):
    """A running Excel."""
    application = Application()
    monkeypatch.setattr(windows, "get_excel_hwnds", lambda: iter([1]))
    monkeypatch.setattr(windows, "get_xl_app_from_hwnd", lambda hwnd: application)
    for name in ("MB_OK", "MB_ICONINFORMATION", "MB_ICONWARNING"):
        monkeypatch.setattr(windows.win32con, name, len(name), raising=False)

    def message_box(hwnd, prompt, title, style):
        critical = style == len("MB_OK") + len("MB_ICONWARNING")
        application.alerts.append((prompt, title, "critical" if critical else "info"))
        return 1

    monkeypatch.setattr(windows.win32api, "MessageBox", message_box, raising=False)
    return application


@pytest.fixture
def open_file(application, windows):
    """Open a file in Excel; the book as xlwings hands it over."""
    return lambda path: xlwings.Book(impl=windows.Book(xl=Workbook(application, path)))


@pytest.fixture(scope="session")
def template():
    from passivefolio.workbooks.templates import built_templates

    return built_templates() / "allocation_60_30_10.xlsx"


@pytest.fixture
def mine(tmp_path, template):
    """A workbook of one's own."""
    path = tmp_path / "mine.xlsx"
    shutil.copyfile(template, path)
    return path


@pytest.fixture
def opened(open_file, mine):
    """The workbook, open in Excel."""
    return open_file(mine)


@pytest.fixture
def press(windows, monkeypatch):
    """A button is pressed while this workbook is in front."""
    return lambda book: monkeypatch.setattr(windows, "BOOK_CALLER", book.api, raising=False)


@pytest.fixture
def pressed(opened, press):
    press(opened)
    return opened
