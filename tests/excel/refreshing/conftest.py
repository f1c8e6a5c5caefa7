"""A stand-in for Excel under xlwings: its objects, over a workbook file in memory.

It does what Excel does to values: errors are whole numbers, text that looks like a number becomes
one unless an apostrophe stands before it, a locked cell of a protected sheet refuses.
"""

import contextlib
import shutil
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlwings
from openpyxl.utils import get_column_letter
from xlwings import base_classes

from passivefolio.errors import CellError
from passivefolio.hosts.excel.values import ERROR_CODES
from passivefolio.hosts.headless.addresses import parse_area
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.hosts.headless.expression import evaluate

NUMBER_OF = {code: number for number, code in ERROR_CODES.items()}
ALLOWED = "AllowSorting"


class ComError(Exception):
    """What Excel answers when it refuses."""


class Application:
    """Excel itself."""

    def __init__(self):
        self.settings = {
            "calculation": "automatic",
            "screen_updating": True,
            "enable_events": True,
            "status_bar": False,
            "display_alerts": True,
        }
        self.told = []
        self.books = []
        self.active_book = None
        self.CalculationState = 0
        self.interrupted = False
        self.no_cell = False
        self.alerts = []
        self.while_calculating = dict

    def CalculateFullRebuild(self):  # noqa: N802
        self.seen = self.while_calculating(self.settings)
        for workbook in self.books:
            workbook.file.recalculate()
        self.CalculationState = 1 if self.interrupted else 0

    def calculate(self):
        for workbook in self.books:
            workbook.file.recalculate()

    def Goto(self, area, scroll):  # noqa: N802
        area.sheet.workbook.active = area.sheet
        area.sheet.workbook.selected = area.bounds[:2]

    @property
    def ActiveCell(self):  # noqa: N802
        if self.no_cell:
            return None
        sheet = self.active_book.active
        return Area(sheet, *self.active_book.selected, *self.active_book.selected)


class Workbook:
    """An open workbook; its values live in the headless engine."""

    def __init__(self, application, path):
        self.application, self.Path, self.FullName = application, str(path.parent), str(path)
        self.Name, self.Date1904, self.Saved = path.name, False, True
        self.file = HeadlessBook(path)
        self.sheets = [Worksheet(self, sheet) for sheet in _styles(path.read_bytes())]
        self.active = self.sheets[0]
        self.selected = (1, 1)
        self.passwords = {}
        application.books.append(self)
        application.active_book = self

    def SaveCopyAs(self, path):  # noqa: N802
        self.file.save(Path(path))
        self.file.path = Path(self.FullName)

    def values(self, sheet):
        return self.file._values[sheet]

    def formulas(self, sheet):
        return {formula.place: formula for formula in self.file._formulas if formula.sheet == sheet}


@cache
def _styles(content):
    return openpyxl.load_workbook(BytesIO(content)).worksheets


class Worksheet:
    """A sheet; protected as in the file, and by a password when a test says so."""

    def __init__(self, workbook, styles):
        self.workbook, self.styles, self.Name = workbook, styles, styles.title
        self.ProtectContents = styles.protection.sheet
        self.ProtectDrawingObjects, self.ProtectScenarios = True, True
        self.Protection = self
        self.permissions = {ALLOWED: True}

    def __getattr__(self, name):
        if name.startswith("Allow"):
            return self.permissions.get(name, False)
        raise AttributeError(name)

    def Unprotect(self, password):  # noqa: N802
        if self.workbook.passwords.get(self.Name, "") != password:
            raise ComError("the password you supplied is not correct")
        self.ProtectContents = False

    def Protect(self, password, drawings, contents, scenarios, interface, *allowed):  # noqa: N802
        assert (password, interface, len(allowed)) == ("", False, 11)
        self.ProtectContents, self.permissions = contents, {ALLOWED: allowed[8]}
        self.ProtectDrawingObjects, self.ProtectScenarios = drawings, scenarios

    def Evaluate(self, written):  # noqa: N802
        """A name or an address stands for its cells, anything else is worked out."""
        areas = self.workbook.file._package.areas
        area = areas.get(written.upper()) or parse_area(written, self.Name)
        if area is None:
            answer = evaluate(f"={written}")
            return NUMBER_OF[answer.code] if isinstance(answer, CellError) else answer
        (sheet,) = (sheet for sheet in self.workbook.sheets if sheet.Name == area.sheet)
        return Area(sheet, area.top, area.left, area.bottom, area.right)

    def locked(self, place):
        return self.styles.cell(*place).protection.locked


class Area:
    """A range of cells as Excel's own object model has it."""

    def __init__(self, sheet, top, left, bottom, right):
        self.sheet, self.bounds = sheet, (top, left, bottom, right)
        self.Row, self.Column = top, left
        self.Areas = self
        self.Count = 1

    def places(self):
        top, left, bottom, right = self.bounds
        return [[(r, c) for c in range(left, right + 1)] for r in range(top, bottom + 1)]

    def _table(self, shown):
        rows = tuple(tuple(map(shown, row)) for row in self.places())
        return rows if len(rows) > 1 or len(rows[0]) > 1 else rows[0][0]

    @property
    def Value2(self):  # noqa: N802
        values = self.sheet.workbook.values(self.sheet.Name)
        return self._table(lambda place: _to_com(values.get(place)))

    @Value2.setter
    def Value2(self, new):  # noqa: N802
        table = new if isinstance(new, tuple) else ((new,),)
        for places, values in zip(self.places(), table, strict=True):
            for place, value in zip(places, values, strict=True):
                if self.sheet.ProtectContents and self.sheet.locked(place):
                    raise ComError(f"{self.sheet.Name} is protected")
                self.sheet.workbook.file._put(self.sheet.Name, place, _typed(value))

    @property
    def Formula(self):  # noqa: N802
        formulas = self.sheet.workbook.formulas(self.sheet.Name)
        values = self.sheet.workbook.values(self.sheet.Name)

        def shown(place):
            if formula := formulas.get(place):
                return formula.note("").formula
            value = values.get(place)
            return "" if value is None else str(value)

        return self._table(shown)

    @property
    def HasFormula(self):  # noqa: N802
        formulas = self.sheet.workbook.formulas(self.sheet.Name)
        found = {place in formulas for row in self.places() for place in row}
        return found.pop() if len(found) == 1 else None

    @property
    def Locked(self):  # noqa: N802
        found = {self.sheet.locked(place) for row in self.places() for place in row}
        return found.pop() if len(found) == 1 else None

    HasArray = False

    @property
    def Text(self):  # noqa: N802
        value = self.Value2
        return ERROR_CODES.get(value, "") if type(value) is int else _shown(value)

    @property
    def Rows(self):  # noqa: N802
        return Counted(self.bounds[2] - self.bounds[0] + 1)

    @property
    def Columns(self):  # noqa: N802
        return Counted(self.bounds[3] - self.bounds[1] + 1)

    def Cells(self, row, column):  # noqa: N802
        place = self.bounds[0] + row - 1, self.bounds[1] + column - 1
        return Area(self.sheet, *place, *place)

    @property
    def Worksheet(self):  # noqa: N802
        return self.sheet


class Counted:
    def __init__(self, count):
        self.Count = count


def _shown(value):
    return "" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)


def _to_com(value):
    return NUMBER_OF[value.code] if isinstance(value, CellError) else value


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


class StandInEngine:
    """The engine that xlwings drives."""

    name, type = "stand-in", "desktop"

    def __init__(self):
        self.apps = StandInApps()


class StandInApps(base_classes.Apps):
    def __init__(self):
        self.all = []

    def __iter__(self):
        return iter(self.all)

    def __len__(self):
        return len(self.all)

    def __getitem__(self, place):
        return self.all[place]

    def keys(self):
        return [0]


class StandInApp(base_classes.App):
    engine = property(lambda self: ENGINE)
    pid = property(lambda self: 0)
    api = property(lambda self: self.application)

    def __init__(self, application):
        self.application = application

    @property
    def books(self):
        return StandInBooks(self.application)

    def calculate(self):
        self.application.calculate()

    def alert(self, prompt, title, buttons, mode, callback):
        self.application.alerts.append((prompt, title, mode))

    @property
    def selection(self):
        workbook = self.application.active_book
        row, column = workbook.selected
        return StandInRange(Area(workbook.active, row, column, row, column))


def _setting(name):
    def write(app, value):
        app.application.settings[name] = value
        app.application.told.append((name, value))

    return property(lambda app: app.application.settings[name], write)


for setting in ("calculation", "screen_updating", "enable_events", "status_bar", "display_alerts"):
    setattr(StandInApp, setting, _setting(setting))


class StandInBooks(base_classes.Books):
    app = property(lambda self: StandInApp(self.application))

    def __init__(self, application):
        self.application = application

    @property
    def active(self):
        return StandInBook(self.application.active_book)

    def __len__(self):
        return len(self.application.books)

    def __call__(self, key):
        names = {workbook.Name: workbook for workbook in self.application.books}
        return StandInBook(names[key] if isinstance(key, str) else self.application.books[key - 1])

    def __iter__(self):
        return map(StandInBook, self.application.books)

    def open(self, fullname, *arguments, **named):
        return StandInBook(Workbook(self.application, Path(fullname)))


class StandInBook(base_classes.Book):
    def __init__(self, workbook):
        self.workbook = workbook

    api = property(lambda self: self.workbook)
    name = property(lambda self: self.workbook.Name)
    fullname = property(lambda self: self.workbook.FullName)
    app = property(lambda self: StandInApp(self.workbook.application))
    sheets = property(lambda self: StandInSheets(self.workbook))
    names = property(lambda self: StandInNames(self.workbook))

    def save(self, path=None, password=None):
        self.workbook.file.save()

    def close(self):
        self.workbook.application.books.remove(self.workbook)

    def activate(self):
        self.workbook.application.active_book = self.workbook


class StandInSheets(base_classes.Sheets):
    def __init__(self, workbook):
        self.workbook = workbook

    @property
    def active(self):
        return StandInSheet(self.workbook.active)

    def __call__(self, key):
        if isinstance(key, int):
            return StandInSheet(self.workbook.sheets[key - 1])
        found = [sheet for sheet in self.workbook.sheets if sheet.Name == key]
        if not found:
            raise ComError(f"no sheet {key}")
        return StandInSheet(found[0])

    def __len__(self):
        return len(self.workbook.sheets)

    def __iter__(self):
        return map(StandInSheet, self.workbook.sheets)


class StandInSheet(base_classes.Sheet):
    def __init__(self, worksheet):
        self.worksheet = worksheet

    api = property(lambda self: self.worksheet)
    name = property(lambda self: self.worksheet.Name)
    book = property(lambda self: StandInBook(self.worksheet.workbook))

    def activate(self):
        self.worksheet.workbook.active = self.worksheet

    def range(self, first, second=None):
        if isinstance(first, tuple):
            return StandInRange(Area(self.worksheet, *first, *first))
        if isinstance(first, base_classes.Range):
            return first
        cells = self.worksheet.styles[first.replace("$", "")]
        rows = cells if isinstance(cells, tuple) else ((cells,),)
        top, bottom = rows[0][0], rows[-1][-1]
        return StandInRange(Area(self.worksheet, top.row, top.column, bottom.row, bottom.column))

    @property
    def used_range(self):
        places = self.worksheet.workbook.values(self.worksheet.Name)
        rows, columns = zip(*places, strict=True)
        return StandInRange(Area(self.worksheet, min(rows), min(columns), max(rows), max(columns)))


class StandInRange(base_classes.Range):
    def __init__(self, area):
        self.area = area

    api = property(lambda self: self.area)
    coords = property(lambda self: self.area.bounds)
    row = property(lambda self: self.area.Row)
    column = property(lambda self: self.area.Column)
    sheet = property(lambda self: StandInSheet(self.area.sheet))
    formula = property(lambda self: self.area.Formula)
    has_array = property(lambda self: False)

    @property
    def shape(self):
        top, left, bottom, right = self.area.bounds
        return bottom - top + 1, right - left + 1

    @property
    def raw_value(self):
        return self.area.Value2

    def __len__(self):
        return self.shape[0] * self.shape[1]

    @property
    def address(self):
        top, left, *_ = self.area.bounds
        return f"${get_column_letter(left)}${top}"

    def get_address(self, row_absolute, column_absolute, external):
        return self.address

    def select(self):
        self.area.sheet.workbook.active = self.area.sheet
        self.area.sheet.workbook.selected = self.area.bounds[:2]


class StandInNames(base_classes.Names):
    def __init__(self, workbook):
        self.workbook = workbook
        self.areas = workbook.file._package.areas

    def __len__(self):
        return len(self.areas)

    def contains(self, key):
        return key.upper() in self.areas

    def __call__(self, key):
        if key.upper() not in self.areas:
            raise ComError(f"no name {key}")
        return StandInName(self.workbook, self.areas[key.upper()])


class StandInName(base_classes.Name):
    def __init__(self, workbook, area):
        self.workbook, self.area = workbook, area

    @property
    def refers_to_range(self):
        sheet = StandInSheets(self.workbook)(self.area.sheet).worksheet
        return StandInRange(
            Area(sheet, self.area.top, self.area.left, self.area.bottom, self.area.right)
        )


ENGINE = StandInEngine()


@pytest.fixture(scope="module", autouse=True)
def engine():
    """Our engine in the place of Excel's, for these tests only."""
    engine = xlwings.Engine(impl=ENGINE)
    active = xlwings.engines.active
    xlwings.engines.active = engine
    yield
    xlwings.engines.active = active


@pytest.fixture
def application():
    """A running Excel."""
    application = Application()
    ENGINE.apps.all[:] = [StandInApp(application)]
    return application


@pytest.fixture
def mine(tmp_path, template):
    """A workbook of one's own."""
    path = tmp_path / "mine.xlsx"
    shutil.copyfile(template, path)
    return path


@pytest.fixture(scope="session")
def template():
    from passivefolio.workbooks.templates import built_templates

    return built_templates() / "allocation_60_30_10.xlsx"


@pytest.fixture
def open_file(application):
    """Open a file in Excel; the book as xlwings hands it over."""
    return lambda path: xlwings.Book(impl=StandInBook(Workbook(application, path)))


@pytest.fixture
def opened(open_file, mine):
    """The workbook, open in Excel."""
    return open_file(mine)


@pytest.fixture
def pressed(opened):
    """A button was pressed while this workbook was in front."""
    opened.set_mock_caller()
    yield opened
    del xlwings.Book._mock_caller
