"""Small things one asks of LibreOffice: its desktop, the spreadsheet in front, services."""

from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import IllegalArgumentException

from passivefolio.errors import DataProblem, FileProblem

SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"


def service(context: Any, name: str) -> Any:
    """A new instance of a service of LibreOffice."""
    return context.ServiceManager.createInstanceWithContext(name, context)


def properties(**values: Any) -> tuple[PropertyValue, ...]:
    """Named values, as LibreOffice takes them."""
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def spreadsheet_in_front(context: Any) -> Any:
    """The spreadsheet the user works in."""
    desktop = service(context, "com.sun.star.frame.Desktop")
    current = desktop.getCurrentComponent()
    if current is None:  # no window has the focus
        opened = [document for document in _all(desktop.Components) if _is_spreadsheet(document)]
        current = opened[0] if len(opened) == 1 else None
    if current is None or not _is_spreadsheet(current):
        raise FileProblem("Open the workbook first, and click into one of its cells.")
    return current


def _is_spreadsheet(document: Any) -> bool:
    return hasattr(document, "supportsService") and document.supportsService(SPREADSHEET)


def _all(container: Any) -> list[Any]:
    found = []
    listing = container.createEnumeration()
    while listing.hasMoreElements():
        found.append(listing.nextElement())
    return found


def active_cell(document: Any) -> Any:
    """The selected cell; of several the first."""
    selection = document.CurrentSelection
    while hasattr(selection, "getByIndex") and not hasattr(selection, "getCellByPosition"):
        selection = selection.getByIndex(0) if selection.getCount() else None
    if not hasattr(selection, "getCellByPosition"):
        raise FileProblem("Click a cell first.")
    return selection.getCellByPosition(0, 0)


def folder_of(document: Any) -> Path:
    """The folder in which a document lies; of one that was never saved, the user's own."""
    if not document.URL.startswith("file:"):
        return Path.home()
    return Path(uno.fileUrlToSystemPath(document.URL)).parent


def unprotect(sheet: Any) -> None:
    """Take off the protection of a sheet; a password stands in the way."""
    try:
        sheet.unprotect("")
    except IllegalArgumentException:
        raise DataProblem(f"the sheet {sheet.Name} is protected by a password") from None
