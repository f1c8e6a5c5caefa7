"""What happens to a workbook when LibreOffice has loaded or saved it.

Excel's files hold the plain names of our functions. Before LibreOffice learnt to translate them it
left ``=UTILITY(...)`` unknown when loading, and wrote a long name of its own when saving.
"""

import contextlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import uno

from passivefolio.errors import FileProblem
from passivefolio.hosts.libreoffice.names import FUNCTIONS, worksheet_names
from passivefolio.hosts.libreoffice.plain_names import stored, write_plain_names

SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
LOADED = ("OnLoad", "OnLoadFinished")
EXCEL_FILES = (".xlsx", ".xlsm", ".xltx", ".xltm")
STRANGER = "passivefolio_looks_for_its_names"
PREFIX = r"(?:_xll\.|_xldudf_(?:[A-Za-z0-9]+_)?)"
"""Excel stores this before functions of an XLL or of JavaScript."""
FEW = 200
FORMULAS = 16
"""``com.sun.star.sheet.CellFlags.FORMULA``."""


def react(event: str, document: Any) -> None:
    """Bind the plain names of our functions in a loaded workbook, write them in a saved one."""
    if document is None or not document.supportsService(SPREADSHEET):
        return
    url = document.URL or _origin(document)
    if not url.lower().endswith(EXCEL_FILES):
        return
    path = Path(uno.fileUrlToSystemPath(url)) if url.startswith("file:") else None
    if event in LOADED:
        bind(document, path)
    elif path is not None:
        _write_plain_names(path)


def _origin(document: Any) -> str:
    """The file a new document was made from as from a template."""
    return next((str(told.Value) for told in document.getArgs() if told.Name == "URL"), "")


def _write_plain_names(path: Path) -> None:
    try:
        write_plain_names(path, worksheet_names())
    except FileProblem as problem:
        raise FileProblem(
            f"{path.name} is saved, but Excel will not know the functions of passivefolio in it: "
            f"their plain names {problem}. Save it once more, under another name"
        ) from problem


def bind(document: Any, path: Path | None) -> None:
    """Let the formulas that call our functions find them, and calculate them."""
    held = stored(path, worksheet_names().values())
    if not held.calls or not _has_unknown_call(document):
        return
    with _unnoticed(document):
        if held.prefixes:
            for area in _formula_areas(document):
                _drop_prefixes(area)
        for names in (document.NamedRanges, *(sheet.NamedRanges for sheet in document.Sheets)):
            _enter_again(names)
        _look_for_names_again(document)
        if held.wants_calculation:
            document.calculateAll()
        else:
            document.calculate()


@contextlib.contextmanager
def _unnoticed(document: Any) -> Iterator[None]:
    """Nothing to undo and nothing to save afterwards."""
    modified = document.isModified()
    document.UndoManager.lock()
    try:
        yield
    finally:
        document.UndoManager.unlock()
        document.setModified(modified)
        if document.isModified() and not modified:
            _unmodified_charts(document)


def _unmodified_charts(document: Any) -> None:
    """A chart is a document in the document; one that follows its cells counts as modified."""
    for sheet in document.Sheets:
        for chart in sheet.Charts:
            chart.EmbeddedObject.setModified(False)


def _look_for_names_again(document: Any) -> None:
    """When a name comes or goes, LibreOffice compiles all formulas with unknown words again."""
    origin = document.Sheets.getByIndex(0).getCellByPosition(0, 0).CellAddress
    document.NamedRanges.addNewByName(STRANGER, "0", origin, 0)
    document.NamedRanges.removeByName(STRANGER)


def _has_unknown_call(document: Any) -> bool:
    """Whether the first call of a function of ours has not found it; then no other has."""
    for area in _formula_areas(document):
        for formulas in area.getFormulaArray():
            for formula in formulas:
                if _call().search(formula):
                    return FUNCTIONS.upper() not in formula
    return False


def _formula_areas(document: Any) -> Iterator[Any]:
    """The ranges that hold formulas, a few rows at a time."""
    for sheet in document.Sheets:
        for area in sheet.queryContentCells(FORMULAS).RangeAddresses:
            for top in range(area.StartRow, area.EndRow + 1, FEW):
                bottom = min(top + FEW - 1, area.EndRow)
                yield sheet.getCellRangeByPosition(area.StartColumn, top, area.EndColumn, bottom)


@cache
def _call() -> re.Pattern[str]:
    """A call of a function of ours, whether it was found or not."""
    found = "|".join((FUNCTIONS.upper().replace(".", r"\."), *worksheet_names().values()))
    return re.compile(rf"(?<![\w.]){PREFIX}?(?:{found})[.(]", re.IGNORECASE)


@cache
def _prefix() -> re.Pattern[str]:
    names = "|".join(worksheet_names().values())
    return re.compile(rf"(?<![\w.]){PREFIX}(?=(?:{names})\()", re.IGNORECASE)


def _drop_prefixes(area: Any) -> None:
    """Enter the formulas again in which a prefix stands before a function of ours."""
    for row, formulas in enumerate(area.getFormulaArray()):
        for column, formula in enumerate(formulas):
            if not _prefix().search(formula):
                continue
            cell = area.getCellByPosition(column, row)
            if not formula.startswith("{"):
                cell.Formula = _prefix().sub("", formula)
                continue
            block = cell.Spreadsheet.createCursorByRange(cell)
            block.collapseToCurrentArray()
            block.clearContents(FORMULAS)
            block.ArrayFormula = _prefix().sub("", formula[1:-1])


def _enter_again(names: Any) -> None:
    """Enter the defined names again that call a function of ours."""
    for name in names:
        if _call().search(name.Content):
            name.Content = _prefix().sub("", name.Content)
