"""Formulas in Excel's spelling, as all hosts understand them, and in that of LibreOffice."""

import re
from functools import cache
from typing import Any

from passivefolio.catalogue import FUNCTIONS
from passivefolio.hosts.libreoffice.names import FUNCTIONS as SERVICE
from passivefolio.hosts.libreoffice.names import WHY, method

_INTERNAL = re.compile(rf"{re.escape(SERVICE)}\.(\w+)(?=\()", re.IGNORECASE)
_TEXT_OR_CALL = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|(?<![\w.])(\w+)(?=\()")


@cache
def _names() -> dict[str, str]:
    return {method(name): name for name in (WHY, *(function.name for function in FUNCTIONS))}


def formula_of(document: Any, cell: Any) -> str:
    """The formula of a cell in Excel's spelling with our plain names; empty without one."""
    if not cell.getFormula().startswith(("=", "{=")):
        return ""
    home = first_of_block(cell)
    tokens = home.getArrayTokens() if is_array_formula(home) else home.getTokens()
    if not tokens:  # text that looks like a formula
        return ""
    text = _parser(document, excel=True).printFormula(tokens, home.CellAddress)
    return f"={_INTERNAL.sub(lambda call: _names().get(call[1].lower(), call[0]), text)}"


def formula_as_shown(cell: Any) -> str:
    """The formula as the input line shows it, an array formula in braces."""
    return str(cell.FormulaLocal)


def tokens_of(document: Any, text: str, cell: Any) -> Any:
    """The tokens of a formula in Excel's spelling (without ``=``), as if written in a cell."""
    known = _names()

    def internal(found: re.Match[str]) -> str:
        name = (found[1] or "").upper()
        return f"{SERVICE}.{method(name)}" if known.get(method(name)) == name else found[0]

    parser = _parser(document, excel=True)
    return parser.parseFormula(_TEXT_OR_CALL.sub(internal, text), cell.CellAddress)


def as_shown(document: Any, text: str, cell: Any) -> str:
    """A part of a formula in Excel's spelling, as LibreOffice would show it in that cell."""
    tokens = tokens_of(document, text, cell)
    return str(_parser(document, excel=False).printFormula(tokens, cell.CellAddress))


def first_of_block(cell: Any) -> Any:
    """The first cell that the array formula of a cell fills; of any other formula its cell."""
    if not is_array_formula(cell):
        return cell
    cursor = cell.Spreadsheet.createCursorByRange(cell)
    cursor.collapseToCurrentArray()
    return cursor.getCellByPosition(0, 0)


def is_array_formula(cell: Any) -> bool:
    """Whether the formula of a cell is entered as an array."""
    return bool(cell.getFormula().startswith("{="))


def _parser(document: Any, *, excel: bool) -> Any:
    parser = document.createInstance("com.sun.star.sheet.FormulaParser")
    if excel:
        parser.FormulaConvention = 3  # com.sun.star.sheet.AddressConvention.XL_OOX
        parser.CompileEnglish = True
    return parser
