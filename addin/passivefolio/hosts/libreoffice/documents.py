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
from passivefolio.hosts.libreoffice.plain_names import calculates_on_load, write_plain_names

SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
LOADED = ("OnLoad", "OnLoadFinished")
EXCEL_FILES = (".xlsx", ".xlsm", ".xltx", ".xltm")
STRANGER = "passivefolio_looks_for_its_names"
PREFIX = r"(?:_xll\.|_xldudf_(?:[A-Za-z0-9]+_)?)"
"""Excel stores this before functions of an XLL or of JavaScript."""
FORMULAS = 16
"""``com.sun.star.sheet.CellFlags.FORMULA``."""


def react(event: str, document: Any) -> None:
    """Bind the plain names of our functions in a loaded workbook, write them in a saved one."""
    if document is None or not document.supportsService(SPREADSHEET):
        return
    if not document.URL.lower().endswith(EXCEL_FILES):
        return
    here = document.URL.startswith("file:")
    path = Path(uno.fileUrlToSystemPath(document.URL)) if here else None
    if event in LOADED:
        bind(document, path)
    elif path is not None:
        _write_plain_names(path)


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
    areas = [area for sheet in document.Sheets for area in _calling(sheet)]
    formulas = [text for area in areas for row in area.getFormulaArray() for text in row]
    if all(FUNCTIONS.upper() in text for text in formulas if text.startswith(("=", "{="))):
        return
    with _unnoticed(document):
        if any(map(_prefix().search, formulas)):
            for area in areas:
                _drop_prefixes(area)
        for names in (document.NamedRanges, *(sheet.NamedRanges for sheet in document.Sheets)):
            _enter_again(names)
        _look_for_names_again(document)
        if path is not None and calculates_on_load(path):
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


def _calling(sheet: Any) -> list[Any]:
    """The ranges whose cells call our functions, or hold text that looks so."""
    search = sheet.createSearchDescriptor()
    search.SearchString = rf"(?<![\w.]){PREFIX}?(?:{_any_name()})\("
    search.SearchRegularExpression = True
    found = sheet.findAll(search)
    return [] if found is None else list(found)


@cache
def _any_name() -> str:
    return "|".join(worksheet_names().values())


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){PREFIX}(?=(?:{_any_name()})\()", re.IGNORECASE)


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
    call = re.compile(rf"(?<![\w.]){PREFIX}?(?=(?:{_any_name()})\()", re.IGNORECASE)
    for name in names:
        if call.search(name.Content):
            name.Content = call.sub("", name.Content)
