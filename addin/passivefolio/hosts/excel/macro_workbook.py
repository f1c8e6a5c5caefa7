"""The VBA of a workbook with macros: the worksheet functions and the button, without the add-in."""

from passivefolio.hosts.excel.addin import modules, source
from passivefolio.hosts.excel.project import (
    Module,
    sheet_module,
    standard_module,
    vba_project,
    workbook_module,
)

PROJECT = "PassivefolioWorkbook"
BUTTON_MACRO = "PassivefolioButton"
WORKBOOK_CODE_NAME = "ThisWorkbook"
SHARED = ("xlwings", "Dictionary", "PassivefolioCore", "PassivefolioFunctions")
"""The modules of the add-in that a workbook of its own needs as well."""


def workbook_project(sheets: int) -> bytes:
    """The VBA project of a workbook with that many sheets, the same bytes every time."""
    return vba_project(PROJECT, workbook_modules(sheets))


def workbook_modules(sheets: int) -> list[Module]:
    """All modules of such a workbook."""
    return [
        workbook_module(),
        *(sheet_module(code_name(place)) for place in range(sheets)),
        *(module for module in modules() if module.name in SHARED),
        standard_module("PassivefolioOnSheet", source("PassivefolioOnSheet.bas")),
    ]


def code_name(place: int) -> str:
    """The name by which VBA knows a sheet, whatever its tab says."""
    return f"Sheet{place + 1}"
