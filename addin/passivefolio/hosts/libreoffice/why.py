"""``WHY(cell)``: the sentence of the error a cell shows, found while the sheet is calculated."""

import dataclasses
from typing import Any

from passivefolio.errors import CellError, DataProblem
from passivefolio.hosts import explaining
from passivefolio.hosts.libreoffice.cells import ERRORS
from passivefolio.hosts.libreoffice.formulas import first_of_block
from passivefolio.hosts.libreoffice.looking import area_of, seen, shown_cell

INSIDE = "an argument is worked out inside the formula; Explain in the menu tells more"


def sentence(document: Any, cells: Any) -> str:
    """Why the first of the cells shows an error; blank when it shows none.

    Unlike Explain it cannot copy the document, so it sees what stands in cells, and no more.
    """
    cell = cells.getCellByPosition(0, 0)
    if not cell.getError():
        return ""
    home = first_of_block(cell)

    def look(written: str) -> explaining.Seen:
        area = area_of(document, written, home)
        if area is None:
            raise DataProblem(INSIDE)
        return seen(area)

    explanation = explaining.explain(shown_cell(document, cell), look)
    if cell.getError() not in ERRORS:  # a range with an error in it stops LibreOffice
        explanation = _as_computed(explanation)
    if any(call.answer is None for call in explanation.calls):
        return INSIDE
    return explaining.why(explanation)


def _as_computed(explanation: explaining.Explanation) -> explaining.Explanation:
    """The explanation of the error our function gives, where LibreOffice did not ask it."""
    for call in explanation.calls:
        if isinstance(call.answer, CellError):
            shown = dataclasses.replace(explanation.cell, error=call.answer.code)
            return dataclasses.replace(explanation, cell=shown)
    return explanation
