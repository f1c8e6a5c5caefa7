"""Refreshing a workbook file, and the report of it."""

import contextlib
import datetime
import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passivefolio.errors import FileProblem, PassivefolioError
from passivefolio.hosts.headless.book import CellNote, HeadlessBook, Recalculation
from passivefolio.refreshing import refresh


@dataclass(frozen=True, slots=True)
class Report:
    """What the refresh of a file did."""

    path: Path
    saved: Path | None  # the file written; None when there was nothing to write, or a check only
    stale: bool  # whether the file held anything that is no longer so
    periods: int | None  # periods loaded from the data source; None without one
    formulas: int  # formula cells evaluated
    changed: tuple[str, ...]  # cells with a new value, as Sheet!A1
    frozen: tuple[CellNote, ...]  # cells kept at their old value, with the reason
    errors: tuple[CellNote, ...]  # cells that show an error, with a sentence
    problems: tuple[str, ...]  # all that deserves a look, in sentences

    def as_dict(self) -> dict[str, Any]:
        """The report in words and numbers that JSON knows."""
        return {
            "file": str(self.path),
            "saved": str(self.saved) if self.saved else None,
            "stale": self.stale,
            "periods": self.periods,
            "formulas": self.formulas,
            "changed": list(self.changed),
            "frozen": [_note(note) for note in self.frozen],
            "errors": [_note(note) for note in self.errors],
            "problems": list(self.problems),
        }


def _note(note: CellNote) -> dict[str, str]:
    return {"cell": note.where, "formula": note.formula, "text": note.text}


def refresh_file(
    path: str | Path,
    *,
    output: str | Path | None = None,
    check: bool = False,
    backup: bool = False,
    recalc_on_open: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Report:
    """Load the data source of a workbook, recalculate it and save it; see ``passivefolio.refresh``.

    Whatever goes wrong is a PassivefolioError with a sentence, and the file is as it was.
    """
    path = Path(path)
    try:
        with _garbage_kept():
            return _refreshed(path, output, check, backup, recalc_on_open, tell)
    except PassivefolioError:
        raise
    except Exception as problem:  # nothing is written then, and a sentence is due
        kind = type(problem).__name__
        raise FileProblem(
            f"{path.name} could not be refreshed and is as it was; this is a fault of "
            f"passivefolio, please report it ({kind}: {problem})"
        ) from problem


@contextlib.contextmanager
def _garbage_kept() -> Iterator[None]:
    """Looking for garbage among all the cells again and again would take a tenth of the time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def _refreshed(
    path: Path,
    output: str | Path | None,
    check: bool,
    backup: bool,
    recalc_on_open: bool,
    tell: Callable[[str], None],
) -> Report:
    target = None if output is None else Path(output)
    book = HeadlessBook(path, writable=not check and target is None)
    now = None if check else datetime.datetime.now()
    done = refresh(book, path.resolve().parent, now, tell)
    stale = book.differs()
    if recalc_on_open:
        book.recalculate_on_open()
    saved = False
    if not check:
        if backup and target is None and book.differs():
            book.back_up()
        saved = book.save(target)
    calculated = done.calculated
    assert isinstance(calculated, Recalculation)
    return Report(
        path,
        (target or path) if saved else None,
        stale,
        done.periods,
        calculated.formulas,
        calculated.changed,
        calculated.frozen,
        calculated.errors,
        done.problems,
    )
