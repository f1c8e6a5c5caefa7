"""Lets Excel look again for functions of ours that it did not know when it opened a workbook.

Excel looks for a function when its formula is entered. A formula that was written by another
program shows #NAME? at the first calculation, unless Excel finds the add-in by itself.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from passivefolio.catalogue import BY_NAME
from passivefolio.errors import CellError, DataProblem
from passivefolio.hosts.excel.protection import writable
from passivefolio.hosts.headless.values import Value

Place = tuple[str, int, int]
"""Sheet, row and column of a cell."""

OURS = {*BY_NAME, "WHY"}
CALLED = re.compile(r"(\w+)\(")


@dataclass(frozen=True, slots=True)
class Result:
    """A formula and the value it shows."""

    formula: str
    value: Value

    @property
    def unknown(self) -> bool:
        """Whether Excel does not know a function of ours in it."""
        if not isinstance(self.value, CellError) or self.value.code != "#NAME?":
            return False
        return any(name.upper() in OURS for name in CALLED.findall(self.formula))


def enter_again(book: Any, results: Mapping[Place, Result]) -> bool:
    """Enter the formulas again that Excel does not know; says whether there were any."""
    unknown = [place for place, result in results.items() if result.unknown]
    for name in {sheet for sheet, _, _ in unknown}:
        sheet = book.sheets[name]
        with suppress(DataProblem), writable(sheet.used_range):  # a password keeps what is there
            for row, column in (place[1:] for place in unknown if place[0] == name):
                _enter(sheet.range((row, column)).api)
    return bool(unknown)


def _enter(cell: Any) -> None:
    if cell.HasArray:
        array = cell.CurrentArray
        if (array.Row, array.Column) == (cell.Row, cell.Column):
            array.FormulaArray = cell.FormulaArray
        return
    try:
        cell.Formula2 = cell.Formula2  # which Excel 2019 and earlier do not have
    except Exception:
        cell.Formula = cell.Formula
