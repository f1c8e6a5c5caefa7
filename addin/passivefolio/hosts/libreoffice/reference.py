"""The window of the function reference: search, read, put an example into the sheet."""

from collections.abc import Callable
from typing import Any

from passivefolio.catalogue import Example, Function
from passivefolio.errors import FileProblem
from passivefolio.hosts.explaining import about
from passivefolio.hosts.finding import CATEGORIES, found
from passivefolio.hosts.libreoffice.dialogs import BOLD, MARGIN, Window, ask
from passivefolio.hosts.libreoffice.formulas import tokens_of
from passivefolio.hosts.libreoffice.looking import where
from passivefolio.hosts.libreoffice.office import active_cell, spreadsheet_in_front

WIDTH, HEIGHT = 440, 300
LEFT = 130


def show_reference(context: Any) -> None:
    """The function reference, until it is closed."""
    window = Window(context, "Function reference", WIDTH, HEIGHT)
    window.label("search_label", (MARGIN, 10, 30, 10), "~Search", NoLabel=False)
    window.add("UnoControlEdit", "search", (MARGIN + 32, MARGIN, LEFT - 32, 13))
    window.choices(
        "category", (MARGIN, 25, LEFT, 13), ["All categories", *CATEGORIES], Dropdown=True
    )
    names = window.choices("functions", (MARGIN, 42, LEFT, HEIGHT - 42 - 31), [])
    right = MARGIN + LEFT + MARGIN
    inner = WIDTH - right - MARGIN
    title = window.label("title", (right, 9, inner, 13), "", FontHeight=13.0, FontWeight=BOLD)
    text = window.text("text", (right, 25, inner, HEIGHT - 25 - 31), "")
    listed: list[Function] = []

    def search() -> None:
        category = ("", *CATEGORIES)[window.chosen("category")]
        listed[:] = found(window.control("search").Text, category)
        names.StringItemList = tuple(function.name for function in listed)
        names.SelectedItems = (0,) if listed else ()
        choose()

    def choose() -> None:
        function = chosen()
        title.Label = function.name if function else "No function has all these words"
        text.Text = about(function) if function else ""
        window.control("insert").setEnable(function is not None)

    def chosen() -> Function | None:
        place = window.chosen("functions")
        return listed[place] if 0 <= place < len(listed) else None

    def insert() -> None:
        function = chosen()
        if function and insert_example(context, function):
            window.close()

    bottom = HEIGHT - MARGIN - 15
    window.button("insert", (right, bottom, 110, 15), "~Insert example into the cell", insert)
    window.button("close", (WIDTH - MARGIN - 60, bottom, 60, 15), "~Close")
    search()
    window.on_typing("search", search)
    window.on_choice("category", search)
    window.on_choice("functions", choose)
    window.show("search")


CONTENT = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: also dates and texts


def insert_example(context: Any, function: Function) -> bool:
    """Put an example of a function into the selected cell; says whether that was done."""
    document = spreadsheet_in_front(context)
    cell = active_cell(document)
    return put_example(document, cell, function, lambda question: ask(context, question))


def put_example(
    document: Any, cell: Any, function: Function, agreed: Callable[[str], bool]
) -> bool:
    """Put the first example of a function into a cell and those it fills, as one step to undo."""
    example = function.examples[0]
    area = _room(cell, example)
    if document.isReadonly():
        raise FileProblem("this workbook is open for reading only")
    if cell.Spreadsheet.isProtected() and not _unlocked(area):
        raise FileProblem(
            f"{where(cell)} is locked; choose a free cell on a sheet of your own, which "
            "Sheet > Insert Sheet adds"
        )
    if _filled(area) and not agreed(f"Replace what is in {area.AbsoluteName.replace('$', '')}?"):
        return False
    steps = document.UndoManager
    steps.enterUndoContext(f"Insert {function.name}")
    try:
        area.clearContents(CONTENT)
        tokens = tokens_of(document, example.formula(function.name).removeprefix("="), cell)
        if area.Columns.Count > 1 or area.Rows.Count > 1:
            area.setArrayTokens(tokens)
        else:
            cell.setTokens(tokens)
    finally:
        steps.leaveUndoContext()
    return True


def _room(cell: Any, example: Example) -> Any:
    """The cells that the answer of an example fills, from a cell on."""
    result = example.result
    table = result if isinstance(result, tuple) else (result,)
    rows, columns = len(table), len(table[0]) if isinstance(table[0], tuple) else 1
    place = cell.CellAddress
    if (
        place.Row + rows > cell.Spreadsheet.Rows.Count
        or place.Column + columns > cell.Spreadsheet.Columns.Count
    ):
        raise FileProblem("There is no room for the example here; choose another cell.")
    return cell.Spreadsheet.getCellRangeByPosition(
        place.Column, place.Row, place.Column + columns - 1, place.Row + rows - 1
    )


def _unlocked(area: Any) -> bool:
    """Whether no cell of an area is locked; cells that differ have no common answer."""
    protection = area.CellProtection
    return protection is not None and not protection.IsLocked


def _filled(area: Any) -> bool:
    return bool(area.queryContentCells(CONTENT).getCount())
