"""Explains a cell of an open workbook, in words that fit a message box."""

from contextlib import suppress
from typing import Any

from passivefolio.errors import CellError, DataProblem
from passivefolio.hosts.excel.book import rows_of
from passivefolio.hosts.excel.values import received
from passivefolio.hosts.explaining import FEW, Call, Cell, Explanation, Seen, explain
from passivefolio.hosts.headless.addresses import cell_name, quoted

LONGEST = 255
"""Characters of a formula that Excel's Evaluate takes."""


def explained(cell: Any) -> str:
    """What a cell, an xlwings range, shows and why; what our functions in it do."""
    explanation = explain(shown_cell(cell), lambda written: _seen(cell.sheet.api, written))
    return "\n\n".join((*_head(explanation), *map(_call_text, explanation.calls)))


def filled_from(cell: Any) -> Any:
    """The cell whose formula fills this one, a cell of Excel's own; mostly itself."""
    if cell.HasArray:
        return cell.CurrentArray.Cells(1, 1)
    with suppress(Exception):  # Excel 2019 and earlier know of no spilling
        if cell.HasSpill:
            return cell.SpillParent
    return cell


def shown_cell(cell: Any) -> Cell:
    """A cell as its sheet shows it."""
    value = received(cell.api.Value2)
    return Cell(
        f"{quoted(cell.sheet.name)}!{cell_name(cell.row, cell.column)}",
        str(cell.api.Formula) if cell.api.HasFormula else "",
        str(cell.api.Text),
        value.code if isinstance(value, CellError) else "",
    )


def _seen(sheet: Any, written: str) -> Seen:
    """What is written in an argument, as Excel itself works it out."""
    if len(written) > LONGEST:
        raise DataProblem("too long to be worked out by itself")
    found = sheet.Evaluate(written)
    if not hasattr(found, "Value2"):
        return Seen(rows_of(found) if isinstance(found, tuple) else received(found))
    rows = rows_of(found.Value2)
    cells = rows if len(rows) > 1 or len(rows[0]) > 1 else rows[0][0]
    return Seen(cells, _texts(found) if len(rows) * len(rows[0]) <= FEW else ())


def _texts(area: Any) -> list[list[str]]:
    """What the cells of a range show."""
    return [
        [str(area.Cells(row, column).Text) for column in range(1, area.Columns.Count + 1)]
        for row in range(1, area.Rows.Count + 1)
    ]


def _head(explanation: Explanation) -> list[str]:
    cell = explanation.cell
    shown = f"{cell.where} shows {cell.shown or 'nothing'}"
    parts = (f"{shown}\n{cell.formula}" if cell.formula else shown, explanation.upshot)
    return [part for part in parts if part]


def _call_text(call: Call) -> str:
    """A call with its arguments, its answer, what it computes and after whom."""
    lines = [
        f"  {given.arg.name} = {given.value}{f'   from {given.written}' if given.written else ''}"
        for given in call.given
    ]
    source = call.function.doc.partition("\nSource: ")[2].partition("\n")[0]
    about = f"{call.function.summary}{f' ({source.rstrip(chr(46))})' if source else ''}"
    return "\n".join((call.written, *lines, f"  gives {call.result}", about))
