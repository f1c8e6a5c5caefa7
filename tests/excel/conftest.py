"""Windows, COM and Excel in miniature: pyOpenVBA runs the VBA of the add-in, xlwings is real.

Between them stands what pywin32 does: values of VBA become what pywin32 hands to Python, and back.
"""

import re
import sys
import types
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyopenvba import ExcelFile
from pyopenvba.apps.excel import Application, ExcelApplication, Workbook
from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter._objects import MemberSpec, VBAObject, method
from pyopenvba.interpreter._values import EMPTY, MISSING, NOTHING, VBAArray, VBAErrorValue, VBAInt

from passivefolio.hosts.excel.addin import build

sys.path.append(str(Path(__file__).parent))
from standins import xlwings_of_windows


@pytest.fixture(scope="module")
def pywin32():
    with xlwings_of_windows() as windows:
        yield windows


# ---- COM ----------------------------------------------------------------------------------------


def to_python(value):
    """What pywin32 makes of a value of VBA."""
    if isinstance(value, VBAArray):
        if value.dimensions == 2:
            (top, bottom), (left, right) = value.bounds
            columns = range(left, right + 1)
            return tuple(
                tuple(to_python(value.get([row, column])) for column in columns)
                for row in range(top, bottom + 1)
            )
        return tuple(to_python(each) for each in value.elements())
    if isinstance(value, VBAErrorValue):
        return -2146828288 + int(value.number)
    if value is EMPTY or value is NOTHING:
        return None
    if value is MISSING:
        return -2147352572
    if isinstance(value, bool | str):
        return value
    return int(value) if isinstance(value, int) else value


def to_vba(value):
    """What a value of Python becomes on its way through pywin32."""
    if isinstance(value, list | tuple):
        if isinstance(value[0], list | tuple):
            array = VBAArray([(0, len(value) - 1), (0, len(value[0]) - 1)])
            for row, cells in enumerate(value):
                for column, cell in enumerate(cells):
                    array.items[array.offset([row, column])] = to_vba(cell)
            return array
        return VBAArray([(0, len(value) - 1)], items=[to_vba(cell) for cell in value])
    assert type(value) in (str, float, int, bool), (
        f"pywin32 would guess, or pass on Null: {value!r}"
    )
    return value


class RunningPython(VBAObject):
    """The object that xlwings' function XLPy gives to VBA."""

    def __init__(self, machine):
        self.machine = machine

    @method
    def CallUDF(self, *given):  # noqa: N802
        if given[1] == self.machine.dies_of:
            self.machine.alive = False
        if not self.machine.alive or self.machine.running is not self:
            raise VBARuntimeError(-2147023174, "The RPC server is unavailable.")
        module, function, arguments, *workbook = given
        book = workbook[0] if workbook and workbook[0] is not NOTHING else None
        self.machine.calls.append(function)
        handed = to_python(arguments)
        self.machine.objects += _objects(handed)
        try:
            answer = self.machine.xlwings.server.CallUDF(module, function, handed, book, None)
        except Exception as error:
            raise VBARuntimeError(-2147467259, f"{type(error).__name__}: {error}") from error
        return to_vba(answer)


def _objects(value):
    """The objects of Excel among what is handed over; reading one costs a call back into Excel."""
    if isinstance(value, tuple):
        return [found for each in value for found in _objects(each)]
    return [] if value is None or isinstance(value, str | float | int | bool) else [value]


@dataclass
class Machine:
    """The Windows around Excel: Python processes, files, commands, what was handed to Python."""

    xlwings: types.SimpleNamespace
    alive: bool = True
    dies_of: str = ""
    interpreter: str = "C:\\Python\\python.exe"
    there: bool = True
    exit_code: int = 0
    complaint: str = ""
    starts: int = 0
    files: dict[str, str] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    objects: list[object] = field(default_factory=list)
    running: RunningPython | None = None


class Windows(VBAObject):
    """What the add-in asks of Windows, by way of functions of xlwings' module."""

    def __init__(self, machine):
        self.machine = machine

    @method
    def Start(self):  # noqa: N802
        self.machine.starts += 1
        self.machine.alive = True
        self.machine.running = RunningPython(self.machine)
        return self.machine.running

    @method
    def Setting(self, key):  # noqa: N802
        return self.machine.interpreter

    @method
    def HasFile(self, path):  # noqa: N802
        if path == self.machine.interpreter:
            return self.machine.there
        return path in self.machine.files

    @method
    def Run(self, command, style, wait):  # noqa: N802
        self.machine.commands.append(command)
        if not self.machine.exit_code:
            for words, path in re.findall(r'&& echo (.*?) > "(.*?)"', command):
                self.machine.files[path] = f"{words} \r\n"
        return self.machine.exit_code

    @method
    def Read(self, path):  # noqa: N802
        return self.machine.files.get(path, self.machine.complaint)


XLWINGS = """
Public Function XLPy() As Variant
    Set XLPy = WindowsStandIn.Start()
End Function
Public Function GetConfig(key As String, Optional default As String = "") As Variant
    GetConfig = WindowsStandIn.Setting(key)
End Function
Public Function FileExists(ByVal path As String) As Boolean
    FileExists = WindowsStandIn.HasFile(path)
End Function
Public Function ReadFile(ByVal path As String) As String
    ReadFile = WindowsStandIn.Read(path)
End Function
Public Function WScript() As Object
    Set WScript = WindowsStandIn
End Function
Public Function Environ(ByVal name As String) As String
    Environ = "C:\\Temp"
End Function
Public Function Shell(ByVal command As String, ByVal style As Long) As Double
    Shell = WindowsStandIn.Run(command, style, False)
End Function
"""
"""The functions of xlwings and of Windows that the add-in calls, as stand-ins."""

# ---- Excel --------------------------------------------------------------------------------------


class Excel:
    """A running Excel with the add-in loaded from its file."""

    def __init__(self, machine, path):
        self.machine = machine
        self.app = ExcelApplication()
        self.application = self.app.application
        self.addin = self.app.add_workbook()
        self.book = self.app.add_workbook()
        self.sheet = self.app.sheet(1)
        self.caller = self.cell("Z99")
        self.application.caller = lambda: self.caller
        self.application.timed = []
        windows = Windows(machine)
        found = self.app.interpreter.host.global_object
        self.app.interpreter.host.global_object = lambda name: (
            windows if name == "windowsstandin" else found(name)
        )
        self.app.add_module(XLWINGS, name="xlwings")
        for name, kind, text in addin_sources(path):
            self.app.add_module(text, name=name, kind=kind)

    def cell(self, address):
        return self.sheet.sheet.vba_get("Range", [address])

    def fill(self, rows, corner="A1"):
        """Put rows into the sheet, and give the range they fill."""
        top = self.cell(corner)
        area = top.vba_get("Resize", [len(rows), len(rows[0])])
        for row, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells, start=1):
                if cell is not None:
                    area.vba_get("Cells", [row, column]).vba_set("Value", cell)
        return area

    def call(self, name, *arguments):
        """What a worksheet function gives: a value, rows of values, or errors."""
        return self.app.interpreter.run(name, list(arguments))

    @staticmethod
    def rows(array):
        """The cells of an array of VBA; one of one dimension is one row."""
        if array.dimensions == 1:
            return list(array.elements())
        (top, bottom), (left, right) = array.bounds
        columns = range(left, right + 1)
        return [[array.get([row, column]) for column in columns] for row in range(top, bottom + 1)]

    def why(self, address="Z99"):
        return self.call("WHY", self.cell(address))


UNREADABLE = re.compile(r"(?m)^Attribute \w+\.VB_.*\r?\n|(?<=Public )WithEvents ")
"""What only Excel reads: the interpreter has no function wizard and raises no events."""


def addin_sources(path):
    """The modules of ours in a file."""
    with ExcelFile(path) as file:
        modules = file.vba_project().modules
    for module in modules:
        if module.name.startswith("Passivefolio"):
            kind = "standard" if module.kind.name == "standard" else "class"
            yield module.name, kind, UNREADABLE.sub("", module.source)


def _change_link(book, name, new_name, kind):
    book.links[book.links.index(name)] = new_name
    book.saved = False
    return EMPTY


def _links(book, kind):
    links = getattr(book, "links", [])
    return VBAArray([(1, len(links))], items=list(links)) if links else EMPTY


def _on_time(application, time, macro):
    application.timed.append(macro)
    return EMPTY


LACKING = {
    Application: (
        MemberSpec("Caller", "property", lambda self: self.caller()),
        MemberSpec(
            "Cursor",
            "property",
            lambda self: getattr(self, "cursor", -4143),
            lambda self, value: setattr(self, "cursor", value),
        ),
        MemberSpec("Hwnd", "property", lambda self: VBAInt(198_642, "Long")),
        MemberSpec("OnTime", "method", _on_time, parameters=("EarliestTime", "Procedure")),
    ),
    Workbook: (
        MemberSpec("Date1904", "property", lambda self: getattr(self, "date1904", False)),
        MemberSpec("LinkSources", "method", _links, parameters=("Type",)),
        MemberSpec("ChangeLink", "method", _change_link, parameters=("Name", "NewName", "Type")),
    ),
}
"""Members of Excel that the add-in uses and the interpreter lacks."""

for kind, members in LACKING.items():
    for member in members:
        kind.vba_add_member(member)


@pytest.fixture(scope="session")
def addin_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("addin") / "passivefolio.xlam"
    build(path)
    return path


@pytest.fixture(scope="module")
def shared_excel(pywin32, addin_file):
    """One Excel for the tests that leave nothing behind but cells."""
    return Excel(Machine(pywin32), addin_file)


@pytest.fixture
def excel(pywin32, addin_file):
    return Excel(Machine(pywin32), addin_file)
