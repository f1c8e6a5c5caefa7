"""Stand-ins for pywin32, with which the real xlwings runs as it does on Windows."""

import contextlib
import ctypes
import importlib
import sys
import types
from types import SimpleNamespace
from unittest import mock

import xlwings

RANGE_ID = "{00020846-0000-0000-C000-000000000046}"
ANEW = (
    "xlwings._xlwindows",
    "xlwings.udfs",
    "xlwings.com_server",
    "passivefolio.hosts.excel.server",
    "passivefolio.hosts.excel.udfs",
)
"""Modules that are others on Windows, and so are imported anew."""

NAMES = (
    "win32com",
    "win32com.client",
    "win32com.server",
    "win32com.server.util",
    "win32com.server.dispatcher",
    "win32com.server.policy",
    "win32timezone",
    "win32api",
    "win32con",
    "win32gui",
    "win32process",
    "win32event",
)


class _Anything(types.ModuleType):
    """A module in which every name is there."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (), {})
        setattr(self, name, made)
        return made


class _Library:
    """A Windows library in which every function is there and gives 0."""

    def __getattr__(self, name):
        return _Library()

    def __call__(self, *args, **kwargs):
        return 0


class ComRange:
    """A range as COM hands it over; ``reads`` counts the calls back into Excel."""

    reads = 0

    def __init__(self, *rows):
        excel = SimpleNamespace(Version="16.0", Hwnd=1, Name="Microsoft Excel")
        book = SimpleNamespace(Name="Book1", FullName="C:\\Book1.xlsx", Application=excel)
        kind = SimpleNamespace(GetTypeAttr=lambda: SimpleNamespace(iid=RANGE_ID))
        self._answers = {
            "_oleobj_": SimpleNamespace(GetTypeInfo=lambda: kind),
            "Value": rows if len(rows) > 1 or len(rows[0]) > 1 else rows[0][0],
            "Row": 1,
            "Column": 1,
            "Rows": SimpleNamespace(Count=len(rows)),
            "Columns": SimpleNamespace(Count=len(rows[0])),
            "Count": len(rows) * len(rows[0]),
            "Worksheet": SimpleNamespace(Name="Sheet1", Parent=book, Application=excel, Index=1),
        }

    def __getattr__(self, name):
        if name.startswith("__") or name == "_answers":
            raise AttributeError(name)
        ComRange.reads += 1
        return self._answers[name]


def _modules():
    pythoncom, pywintypes = _Anything("pythoncom"), _Anything("pywintypes")
    pythoncom.CoInitialize = lambda *args: None
    pythoncom.IID_IDispatch = "{00020400-0000-0000-C000-000000000046}"
    pythoncom.TypeIIDs = {pythoncom.IID_IDispatch: type("PyIDispatch", (), {})}
    pythoncom.__file__ = None
    pythoncom.com_error = pywintypes.com_error = type("com_error", (Exception,), {})
    pywintypes.IID = lambda text, *args: text
    found = {name: _Anything(name) for name in NAMES}
    for name in NAMES:
        parent, _, child = name.rpartition(".")
        if parent:
            found[parent].__path__ = []
            setattr(found[parent], child, found[name])
    found["win32process"].GetWindowThreadProcessId = lambda window: (1, 4242)
    found["win32com.client"].Dispatch = lambda given, *args, **kwargs: given
    found["win32com.server.util"].unwrap = _refuse
    return {"pythoncom": pythoncom, "pywintypes": pywintypes, **found}


def _refuse(value):
    raise ValueError("this is no wrapped object of Python")


@contextlib.contextmanager
def _only_here(modules):
    """These modules in the place of those that are loaded, None for one to be imported anew."""
    before = {name: sys.modules.pop(name, None) for name in modules}
    sys.modules.update({name: module for name, module in modules.items() if module})
    try:
        yield
    finally:
        for name, module in before.items():
            sys.modules.pop(name, None)
            if module:
                sys.modules[name] = module


@contextlib.contextmanager
def xlwings_of_windows():
    """xlwings' own conversion, decorators and COM class, until the end of the block."""
    with contextlib.ExitStack() as undone:
        undone.enter_context(_only_here({**_modules(), **dict.fromkeys(ANEW)}))
        for owner, name, stand_in in (
            (ctypes, "windll", _Library()),
            (ctypes, "oledll", _Library()),
            (ctypes, "PyDLL", lambda *args, **kwargs: _Library()),
        ):
            undone.enter_context(mock.patch.object(owner, name, stand_in, create=True))
        windows = importlib.import_module("xlwings._xlwindows")
        excel = {"excel": xlwings.Engine(impl=windows.engine)}
        undone.enter_context(mock.patch.dict(xlwings.engines.engines_by_name, excel))
        undone.enter_context(mock.patch.object(xlwings, "_xlwindows", windows, create=True))
        udfs = importlib.import_module("xlwings.udfs")
        for name in ("func", "arg", "ret"):
            real = getattr(udfs, f"xl{name}")
            undone.enter_context(mock.patch.object(xlwings, name, real))
        com_server = importlib.import_module("xlwings.com_server")
        undone.callback(com_server.loop.close)
        yield SimpleNamespace(udfs=udfs, server=com_server.XLPython())
