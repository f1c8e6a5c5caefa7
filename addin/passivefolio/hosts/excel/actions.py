"""What the buttons of the ribbon do, in the Python process of the add-in.

Each returns the words that Excel then shows, an empty text for none; none waits for an answer,
because Excel waits for it.
"""

import datetime
import tempfile
import webbrowser
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

from passivefolio.catalogue import FUNCTIONS
from passivefolio.errors import FileProblem, NotThere, PassivefolioError
from passivefolio.hosts.excel.book import ExcelBook, refresh_in_excel
from passivefolio.hosts.excel.doctor import FILE_NAME, examine
from passivefolio.hosts.excel.explaining import explained, filled_from
from passivefolio.hosts.excel.interpreter import settings_file
from passivefolio.hosts.excel.machine import this_machine, xlwings_version
from passivefolio.hosts.findings import State
from passivefolio.refreshing import Refreshed
from passivefolio.version import __version__
from passivefolio.workbooks.templates import find_template, new_workbook

MOST_WORDS = 900
"""A message box of VBA ends at 1,024 characters."""


def refresh() -> str:
    """Load, calculate, report; the words say what has changed and what was found."""
    return shortened(told(refresh_in_excel(workbook(), datetime.datetime.now())))


def told(done: Refreshed) -> str:
    """A refresh in words."""
    changed = len(done.calculated.changed)
    loaded = "" if done.periods is None else f", {done.periods} periods loaded"
    values = f"{changed or 'No'} new value{'' if changed == 1 else 's'}{loaded}."
    if not done.problems:
        return f"{values} No problem was found."
    return "\n".join((f"{values} What was found (see the sheet Checks):", "", *done.problems))


def new_from_template(name: str) -> str:
    """A new workbook in the user's folder of documents, opened and calculated.

    No file is ever replaced. The calculation shows at once whether Excel knows our functions.
    """
    template = find_template(name)
    app = workbook().app
    path = free_name(
        Path(app.api.DefaultFilePath), template.name, [book.name for book in app.books]
    )
    new_workbook(template.name, path, blank=False)
    try:
        words = told(refresh_in_excel(app.books.open(str(path)), datetime.datetime.now()))
    except PassivefolioError as error:
        words = f"It shows its stored values, as it could not be calculated: {error}"
    return shortened(f"Your new workbook is {path}\n\n{words}")


def free_name(folder: Path, name: str, opened: Sequence[str]) -> Path:
    """``NAME.xlsx`` in the folder, or the next name that is free there and among open workbooks."""
    if not folder.is_dir():
        raise FileProblem(f"there is no folder {folder}; choose one in Excel's options, Save")
    taken = {book.lower() for book in opened}
    for number in count(1):
        path = folder / f"{name}{f' ({number})' if number > 1 else ''}.xlsx"
        if not path.exists() and path.name.lower() not in taken:
            break
    return path


def explain() -> str:
    """The active cell: its formula, our function in it, its arguments, the reason of an error."""
    book = workbook()
    cell = book.app.api.ActiveCell
    if cell is None:
        return "Select a cell first."
    cell = filled_from(cell)
    return shortened(explained(book.sheets[cell.Worksheet.Name].range((cell.Row, cell.Column))))


def reference() -> str:
    """All functions on one page, in the browser."""
    from passivefolio.catalogue.page import page

    path = Path(tempfile.gettempdir()) / f"passivefolio-{__version__}-functions.html"
    path.write_text(page(), encoding="utf-8")
    webbrowser.open(path.as_uri())
    return ""


def checks() -> str:
    """Go to the sheet that says whether the figures fit together."""
    book = workbook()
    if not ExcelBook(book).has("checks"):
        raise NotThere("this workbook has no sheet Checks; the workbooks of passivefolio have one")
    book.app.api.Goto(book.names["checks"].refers_to_range.api, True)
    return ""


def settings() -> str:
    """Where everything lies, and what is in the way if anything."""
    machine = this_machine()
    lines = [f"Python: {machine.python}", f"set in: {settings_file(machine)}"]
    findings = []
    if startup := machine.startup_folder():
        lines.append(f"add-in: {startup / FILE_NAME}")
        findings = [str(it) for it in examine(machine, startup) if it.state is not State.WELL]
    lines += [f"xlwings: {xlwings_version()}", "", *(findings or ["Nothing is in the way."]), ""]
    lines.append("To use another Python, let that one run: passivefolio install excel")
    return shortened("\n".join(lines))


def about() -> str:
    """What this is."""
    return (
        f"passivefolio {__version__}\n\n"
        "Measure, understand and tailor passive investments.\n"
        f"{len(FUNCTIONS)} worksheet functions; =CONVENTIONS() lists the rules they share.\n\n"
        "It calculates; it does not advise. Free software, licence BSD-3-Clause; the bridge to "
        "Python is xlwings."
    )


def workbook() -> Any:
    """The workbook that was in front when the button was pressed."""
    import xlwings

    try:
        book = xlwings.Book.caller()
        book.name  # noqa: B018  a workbook closed since then does not answer
    except Exception as error:  # xlwings has no exception of its own for it
        raise FileProblem("no workbook is open; a new one will do (Ctrl+N)") from error
    return book


def shortened(text: str) -> str:
    """The text, as far as a message box shows it."""
    if len(text) <= MOST_WORDS:
        return text
    return text[: text.rfind("\n", 0, MOST_WORDS)] + "\n..."
