"""The button Refresh on a sheet: called through xlwings' RunPython, on Windows and on a Mac.

It runs in a process of its own, so it may show its words and wait until they are read.
"""

import datetime
import sys
from pathlib import Path
from typing import Any

from passivefolio.errors import PassivefolioError
from passivefolio.hosts.excel.actions import shortened, told
from passivefolio.hosts.excel.book import refresh_in_excel
from passivefolio.refreshing import Refreshed, refresh

TITLE = "passivefolio"


def press() -> None:
    """Refresh the workbook whose button was pressed, and say what came of it."""
    import xlwings

    book = xlwings.Book.caller()
    app = book.app
    refreshing = refresh_on_a_mac if sys.platform == "darwin" else refresh_in_excel
    try:
        words, mode = told(refreshing(book, datetime.datetime.now())), "info"
    except PassivefolioError as error:
        words, mode = f"Nothing was changed: {error}", "critical"
    app.alert(shortened(words), title=TITLE, mode=mode)


def refresh_on_a_mac(book: Any, now: datetime.datetime) -> Refreshed:
    """Save, close, refresh the file, open it again: on a Mac formulas cannot call Python."""
    from passivefolio.hosts.headless.book import HeadlessBook

    app, path = book.app, Path(book.fullname)
    book.save()
    book.close()
    try:
        file = HeadlessBook(path)
        done = refresh(file, path.parent, now, lambda text: _show(app, text))
        file.save()
    finally:
        app.status_bar = False
        app.books.open(str(path))
    return done


def _show(app: Any, text: str) -> None:
    app.status_bar = f"passivefolio: {text} ..."
