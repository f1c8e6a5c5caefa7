"""What the tests of the menu's commands ask of LibreOffice; runs in the driver.

The commands themselves run in the driver too, over the bridge; what they show is not tested here.
"""

import datetime
import sys
from importlib import import_module
from pathlib import Path

COMMANDS = "passivefolio.hosts.libreoffice"
opened = []


def import_from(office, *folders):
    """Where the package and numpy are."""
    sys.path[:0] = folders[:1]
    sys.path += folders[1:]


def open_book(office, path="private:factory/scalc", read_only=False):
    """Open the workbook that the following requests are about, and close the one before."""
    close_book(office)
    opened.append(office.open(path, ReadOnly=read_only))


def close_book(office):
    """Close the workbook without saving."""
    while opened:
        opened.pop().close(True)


def put(office, place, content):
    """Let a cell or, in a list of rows, cells from there on hold formulas, texts or numbers."""
    cell = _cell(place)
    for down, row in enumerate(content if isinstance(content, list) else [[content]]):
        for right, value in enumerate(row):
            position = cell.CellAddress
            target = cell.Spreadsheet.getCellByPosition(
                position.Column + right, position.Row + down
            )
            if isinstance(value, str):
                target.Formula = value
            else:
                target.Value = value


def as_percent(office, place):
    """Show cells as percentages with two decimals."""
    _cells(place).NumberFormat = _book().NumberFormats.queryKey("0.00%", _book().CharLocale, False)


def save(office):
    """Save the workbook under its name."""
    _book().store()


def put_array(office, place, formula):
    """Fill cells by one array formula."""
    _cells(place).ArrayFormula = formula


def name(office, name, place):
    """Give cells a name."""
    cells = _cells(place)
    _book().NamedRanges.addNewByName(
        name, cells.AbsoluteName, cells.getCellByPosition(0, 0).CellAddress, 0
    )


def add_sheet(office, name):
    """A new sheet in front of the others."""
    _book().Sheets.insertNewByName(name, 0)


def comment(office, place, text):
    """Add a comment to a cell."""
    cell = _cell(place)
    cell.Spreadsheet.Annotations.insertNew(cell.CellAddress, text)


def comments(office, sheet):
    """The comments of a sheet."""
    return [note.String for note in _book().Sheets.getByName(sheet).Annotations]


def protect(office, sheet, password):
    """Protect a sheet, anew when it has no password yet."""
    _book().Sheets.getByName(sheet).unprotect("")
    _book().Sheets.getByName(sheet).protect(password)


def lock(office, place, locked):
    """Lock or unlock cells, for when their sheet is protected."""
    cells = _cells(place)
    protection = cells.CellProtection
    protection.IsLocked = locked
    cells.CellProtection = protection


def protected(office):
    """The sheets that are protected."""
    return [sheet.Name for sheet in _book().Sheets if sheet.isProtected()]


def shown(office, place):
    """The texts that cells show."""
    cells = _cells(place)
    return [
        [cells.getCellByPosition(column, row).String for column in range(cells.Columns.Count)]
        for row in range(cells.Rows.Count)
    ]


def formulas(office, place):
    """The formulas of cells as the input line shows them."""
    cells = _cells(place)
    return [
        [cells.getCellByPosition(column, row).FormulaLocal for column in range(cells.Columns.Count)]
        for row in range(cells.Rows.Count)
    ]


def everything(office):
    """The content of every used cell, to tell whether anything has changed."""
    found = {}
    for sheet in _book().Sheets:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        area = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
        found[sheet.Name] = [list(row) for row in area.FormulaArray]
    return found


def modified(office, value=None):
    """Whether there is something to save; a value sets it."""
    if value is not None:
        _book().setModified(value)
    return _book().isModified()


def undo(office):
    """Take back the last step; gives the titles of those that can be taken back after it."""
    _book().UndoManager.undo()
    return undoable(office)


def undoable(office):
    """The titles of the steps that can be taken back, the last one first."""
    return list(_book().UndoManager.getAllUndoActionTitles())


def automatic(office, on=None):
    """Whether LibreOffice calculates by itself."""
    if on is not None:
        _book().enableAutomaticCalculation(on)
    return _book().isAutomaticCalculationEnabled()


def has(office, name):
    """Whether an area has this name."""
    return _calc_book(office).has(name)


def read(office, name):
    """The values of a named area; the code of an error in a list of its own."""
    rows = _calc_book(office).read(name)
    return [[[cell.code] if hasattr(cell, "code") else cell for cell in row] for row in rows]


def write(office, name, rows):
    """Write to a named area; a list of numbers is a date and time."""
    _calc_book(office).write(
        name,
        [[_moment(cell) if isinstance(cell, list) else cell for cell in row] for row in rows],
    )


def _moment(numbers):
    return datetime.date(*numbers) if len(numbers) == 3 else datetime.datetime(*numbers)


def refresh(office):
    """Refresh; gives the new values, the periods loaded, the problems, the words of the bar."""
    module = import_module(f"{COMMANDS}.refresh")
    done = module.refresh_document(office.context, _book())
    changed = list(done.calculated.changed)
    return [changed, done.periods, list(done.problems), module.outcome(done)]


def explain(office, place):
    """The explanation of a cell as text."""
    looking = import_module(f"{COMMANDS}.looking")
    return looking.explain_cell(office.context, _book(), _cell(place)).text


def insert(office, function, place, agree=True):
    """Insert the example of a function; gives whether that was done, and what was asked."""
    from passivefolio.catalogue import BY_NAME

    module = import_module(f"{COMMANDS}.reference")
    asked = []
    done = module.put_example(
        _book(), _cell(place), BY_NAME[function], lambda text: asked.append(text) or agree
    )
    return [done, asked]


def create(office, template, path):
    """Write a workbook from a template and open it; gives the title of its first sheet."""
    from passivefolio.workbooks.templates import find_template

    module = import_module(f"{COMMANDS}.new")
    document = module.create(office.context, find_template(template), Path(path))
    try:
        return document.Sheets[0].Name
    finally:
        document.close(True)


def offered(office):
    """The titles of the templates to choose from."""
    return [title for title, _ in import_module(f"{COMMANDS}.new").offered()]


def about(office):
    """The text of About."""
    return import_module(f"{COMMANDS}.about").text()


def _book():
    return opened[-1]


def _calc_book(office):
    return import_module(f"{COMMANDS}.book").CalcBook(office.context, _book())


def _cells(place):
    sheet, _, cells = place.rpartition(".")
    sheets = _book().Sheets
    return (sheets.getByName(sheet) if sheet else sheets[0]).getCellRangeByName(cells)


def _cell(place):
    return _cells(place).getCellByPosition(0, 0)
