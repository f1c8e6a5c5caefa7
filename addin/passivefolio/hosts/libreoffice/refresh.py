"""The command Refresh: progress in the status bar, one step to undo, a bar with the outcome."""

import contextlib
import datetime
import itertools
from collections.abc import Callable, Iterator
from typing import Any

from passivefolio.errors import FileProblem
from passivefolio.hosts.libreoffice.book import CalcBook
from passivefolio.hosts.libreoffice.office import folder_of, spreadsheet_in_front
from passivefolio.refreshing import ALL_WELL, Refreshed, refresh

TITLE = "Refresh"
BAR = "passivefolio-refreshed"
INFO, WARNING = 0, 1  # com.sun.star.frame.InfobarType
STEPS = 4
SHOWN = 3
"""Problems the bar tells; the sheet Checks has them all."""


def refresh_in_front(context: Any) -> None:
    """Refresh the workbook the user works in."""
    document = spreadsheet_in_front(context)
    _show(document.CurrentController, refresh_document(context, document))


def refresh_document(context: Any, document: Any) -> Refreshed:
    """Refresh an open workbook; when that fails, it is as it was."""
    if document.isReadonly():
        raise FileProblem(
            "This workbook is open for reading only. Save it under another name with File > "
            "Save As, and refresh that one."
        )
    book = CalcBook(context, document)
    with _progress(document) as tell, _one_step(document, book), _calculated_once(document):
        return refresh(book, folder_of(document), datetime.datetime.now(), tell)


def outcome(done: Refreshed) -> str:
    """What a refresh did, in a sentence or a few."""
    changed = len(done.calculated.changed)
    parts = [f"{changed or 'no'} new value{'' if changed == 1 else 's'}"]
    if done.periods is not None:
        parts.append(f"{done.periods} periods loaded")
    lines = [f"{', '.join(parts).capitalize()}."]
    if not done.problems:
        return f"{lines[0]} {ALL_WELL}"
    lines += [f"{problem}." for problem in done.problems[:SHOWN]]
    if more := len(done.problems) - SHOWN:
        lines += [f"{more} more on the sheet Checks."] if more > 0 else []
    return "\n".join(lines)


@contextlib.contextmanager
def _progress(document: Any) -> Iterator[Callable[[str], None]]:
    """A place to tell what is being done: the status bar of the window."""
    controller = document.CurrentController
    if controller is None:
        yield lambda _: None
        return
    bar = controller.StatusIndicator
    steps = itertools.count(1)

    def tell(text: str) -> None:
        bar.setText(f"{text} …")
        bar.setValue(next(steps))

    bar.start(f"{TITLE} …", STEPS)
    try:
        yield tell
    finally:
        bar.end()


@contextlib.contextmanager
def _one_step(document: Any, book: CalcBook) -> Iterator[None]:
    """All changes are one step to undo; after a failure there are none, and nothing to save."""
    modified = document.isModified()
    steps = document.UndoManager
    steps.enterUndoContext(TITLE)
    try:
        yield
    except BaseException:
        steps.leaveUndoContext()
        if book.written:
            steps.undo()
            steps.clearRedo()
        _set_modified(document, modified)
        raise
    steps.leaveUndoContext()
    if not book.written:
        _set_modified(document, modified)


def _set_modified(document: Any, modified: bool) -> None:
    """Whether there is something to save; charts count, and calculating touches them."""
    if not modified:
        for sheet in document.Sheets:
            for place in range(sheet.Charts.Count):
                sheet.Charts.getByIndex(place).EmbeddedObject.setModified(False)
    document.setModified(modified)


@contextlib.contextmanager
def _calculated_once(document: Any) -> Iterator[None]:
    """No calculation after each cell that is written, only the one that Refresh asks for."""
    automatic = document.isAutomaticCalculationEnabled()
    document.enableAutomaticCalculation(False)
    try:
        yield
    finally:
        document.enableAutomaticCalculation(automatic)


def _show(controller: Any, done: Refreshed) -> None:
    """A bar above the sheet that stays until it is closed or the next refresh."""
    if controller.hasInfobar(BAR):
        controller.removeInfobar(BAR)
    kind = WARNING if done.problems else INFO
    controller.appendInfobar(BAR, "Refreshed.", outcome(done), kind, (), True)
