"""What the tests with a screen ask of LibreOffice; runs in the driver, in LibreOffice's Python."""

import time

PATIENCE = 20
POLL = 0.1
MANY, DEEP = 200, 12
ROLES = {"menu": 34, "menu item": 36, "button": 44, "list item": 33}
SHOWING = 25  # com.sun.star.accessibility.AccessibleStateType


def show(office, path, sheet="", cell=""):
    """Open a workbook in a window that fills the screen, with a cell selected."""
    document = office.open(path, Hidden=False)
    window = document.CurrentController.Frame.ContainerWindow
    window.setPosSize(0, 0, 1280, 860, 15)
    if sheet:
        go(office, sheet, cell)
    window.setFocus()


def go(office, sheet, cell):
    """Select a cell."""
    controller = _document(office).CurrentController
    place = _document(office).Sheets.getByName(sheet).getCellRangeByName(cell)
    controller.setActiveSheet(place.Spreadsheet)
    controller.select(place)


def put(office, sheet, cell, content):
    """Let a cell hold a number or a text or, with an equals sign, a formula."""
    place = _document(office).Sheets.getByName(sheet).getCellRangeByName(cell)
    if isinstance(content, str) and content.startswith("="):
        place.Formula = content
    elif isinstance(content, str):
        place.String = content
    else:
        place.Value = content


def name_holds(office, name, content):
    """Let the first cell of a named area hold a text."""
    cells = _document(office).NamedRanges.getByName(name).getReferredCells()
    cells.getCellByPosition(0, 0).String = content


def new_sheet(office, name):
    """Add a sheet in front of the others."""
    _document(office).Sheets.insertNewByName(name, 0)


def formula(office, sheet, cell):
    """The formula of a cell as the input line shows it."""
    return _document(office).Sheets.getByName(sheet).getCellRangeByName(cell).FormulaLocal


def has_bar(office, name):
    """Whether a bar of that name stands above the sheet."""
    return _document(office).CurrentController.hasInfobar(name)


def clipboard(office):
    """The text on the clipboard."""
    content = office.service("com.sun.star.datatransfer.clipboard.SystemClipboard").getContents()
    for flavor in content.getTransferDataFlavors():
        if flavor.MimeType.startswith("text/plain;charset=utf-16"):
            return content.getTransferData(flavor)
    return ""


def area(office, name):
    """The texts that a named area shows."""
    cells = _document(office).NamedRanges.getByName(name).getReferredCells()
    rows, columns = cells.Rows.Count, cells.Columns.Count
    return [[cells.getCellByPosition(c, r).String for c in range(columns)] for r in range(rows)]


def documents(office):
    """The addresses of the open documents."""
    return [document.URL for document in _documents(office)]


def close(office):
    """Close all documents without saving."""
    for document in _documents(office):
        document.setModified(False)
        document.close(True)


def where(office, role, name):
    """The middle, on the screen, of the thing of that kind and name, once it shows."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for window in _windows(office):
            for thing in _inside(window.AccessibleContext, 0):
                if thing.AccessibleRole == ROLES[role] and _named(thing, name):
                    place, size = thing.getLocationOnScreen(), thing.getSize()
                    return [place.X + size.Width // 2, place.Y + size.Height // 2]
        time.sleep(POLL)
    raise LookupError(f"no {role} on the screen is called {name}")


def texts(office, title):
    """All texts in the window of that title; empty when it is not open."""
    for window in _windows(office):
        if window.AccessibleContext.AccessibleName == title:
            return [_text(thing) for thing in _inside(window.AccessibleContext, 0)]
    return []


def _text(thing):
    text = getattr(thing, "Text", None)
    return text if isinstance(text, str) and text else thing.AccessibleName


def _documents(office):
    listing = office.desktop.Components.createEnumeration()
    found = []
    while listing.hasMoreElements():
        found.append(listing.nextElement())
    return found


def _document(office):
    return _documents(office)[0]


def _windows(office):
    toolkit = office.service("com.sun.star.awt.Toolkit")
    windows = [toolkit.getTopWindow(place) for place in range(toolkit.getTopWindowCount())]
    return [window for window in windows if window.AccessibleContext is not None]


def _inside(thing, depth):
    """A thing on the screen and all it holds, cells of sheets apart."""
    yield thing
    for place in range(min(thing.getAccessibleChildCount(), MANY) if depth < DEEP else 0):
        inner = thing.getAccessibleChild(place)
        context = getattr(inner, "AccessibleContext", None)
        if context is not None:
            yield from _inside(context, depth + 1)


def _named(thing, name):
    shown = thing.AccessibleName.replace("~", "").strip()
    return shown == name and thing.AccessibleStateSet.contains(SHOWING)
