"""``WHY(cell)``: the sentence of the error a cell shows, found while the sheet is calculated."""

from typing import Any

from passivefolio.errors import DataProblem
from passivefolio.hosts import explaining
from passivefolio.hosts.libreoffice.formulas import first_of_block
from passivefolio.hosts.libreoffice.looking import (
    area_of,
    explain_what_was_asked,
    seen,
    shown_cell,
)

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

    explanation = explain_what_was_asked(cell, shown_cell(document, cell), look)
    if any(call.answer is None for call in explanation.calls):
        return INSIDE
    return explaining.why(explanation)
