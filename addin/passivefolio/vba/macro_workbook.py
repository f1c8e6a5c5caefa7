"""The VBA of a workbook with macros: the worksheet functions and the button, without the add-in."""

from collections.abc import Mapping
from pathlib import Path

from passivefolio.errors import FileProblem
from passivefolio.hosts.headless import files
from passivefolio.hosts.headless.package import open_package
from passivefolio.vba.modules import function_modules, source
from passivefolio.vba.project import (
    SHEET,
    WORKBOOK,
    Kind,
    Module,
    sheet_module,
    standard_module,
    vba_project,
    workbook_module,
)

PROJECT = "PassivefolioWorkbook"
PART = "xl/vbaProject.bin"
BUTTON_MACRO = "PassivefolioButton"
WORKBOOK_CODE_NAME = "ThisWorkbook"
ON_SHEET = "PassivefolioOnSheet"
PREFIX = "Passivefolio"
"""What the names of our modules begin with, in this version and in others."""


def workbook_project(sheets: int) -> bytes:
    """The VBA project of a workbook with that many sheets, the same bytes every time."""
    return vba_project(PROJECT, workbook_modules(sheets))


def workbook_modules(sheets: int) -> list[Module]:
    """All modules of such a workbook."""
    return [
        workbook_module(),
        *(sheet_module(code_name(place)) for place in range(sheets)),
        *_our_modules(),
    ]


def code_name(place: int) -> str:
    """The name by which VBA knows a sheet, whatever its tab says."""
    return f"Sheet{place + 1}"


def _our_modules() -> list[Module]:
    return [
        *function_modules(),
        standard_module(ON_SHEET, source(f"{ON_SHEET}.bas")),
    ]


def renew_macros(path: Path) -> bool:
    """Write our macros in a workbook anew, for the xlwings of this machine; says whether they
    changed. The library that xlwings' macros load bears its version in its name.
    """
    try:
        package = open_package(path)
        if "xl/vbaProjectSignature.bin" in package.parts:
            raise FileProblem("has signed macros; new ones would break the signature")
        files.refuse_when_open(path)
        files.refuse_when_read_only(path)
        ours = _our_modules()
        documents = _documents(path, package.parts, {module.name for module in ours})
        fresh = vba_project(PROJECT, [*documents, *ours])
        if fresh == package.parts[PART]:
            return False
        files.write_package(path, package.members, {**package.parts, PART: fresh})
    except FileProblem as problem:
        raise FileProblem(f"{path.name} {problem}") from problem
    return True


def _documents(path: Path, parts: Mapping[str, bytes], ours: set[str]) -> list[Module]:
    """The modules of workbook and sheets, with whatever the user has written into them."""
    from pyopenvba import ExcelFile

    if PART not in parts:
        raise FileProblem("has no macros; passivefolio new TEMPLATE --macro makes one that has")
    with ExcelFile(path) as file:
        project = file.vba_project()
        found = [(module.name, module.source) for module in project.modules]
    if project.name != PROJECT:
        raise FileProblem("has macros that are not of passivefolio")
    documents = [
        Module(name, Kind.DOCUMENT, text)
        for name, text in found
        if any(f'Attribute VB_Base = "{base}"' in text for base in (WORKBOOK, SHEET))
    ]
    known = ours | {module.name for module in documents}
    others = [name for name, _ in found if name not in known and not name.startswith(PREFIX)]
    if others:
        raise FileProblem(
            f"has macros of your own ({', '.join(others)}), which would be lost; move them to "
            "another workbook first"
        )
    return documents
