"""The modules of VBA that worksheet functions need, wherever they live."""

from dataclasses import replace
from pathlib import Path

from passivefolio.vba.borrowed import borrowed_modules
from passivefolio.vba.project import Module, replaced, standard_module
from passivefolio.vba.wrappers import functions_module

SOURCES = Path(__file__).parent / "code"


def function_modules() -> list[Module]:
    """The modules that worksheet functions need, in the add-in or in a workbook."""
    xlwings, dictionary = borrowed_modules()
    return [
        replace(xlwings, text=_private(xlwings.text)),
        dictionary,
        functions_module(),
        standard_module("PassivefolioCore", source("PassivefolioCore.bas")),
        standard_module("PassivefolioWhy", source("PassivefolioWhy.bas")),
        standard_module("PassivefolioPython", source("PassivefolioPython.bas")),
    ]


def source(name: str) -> str:
    """The code of a module of ours."""
    return (SOURCES / name).read_text(encoding="cp1252")


def _private(text: str) -> str:
    """The module with its procedures kept out of the list of worksheet functions."""
    head = 'Attribute VB_Name = "xlwings"\n'
    return replaced(text, head, f"{head}Option Private Module\n")
