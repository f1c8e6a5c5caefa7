"""What Refresh does, on every host: load the data, calculate, report, stamp.

Every host hands in its workbook as a ``Book``. Whatever fails raises a PassivefolioError with a
sentence before the host saves, so that the old numbers stay.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from passivefolio.data.sources import load
from passivefolio.errors import DataProblem
from passivefolio.version import __version__

Rows = list[list[Any]]
ALL_WELL = "All checks passed."


class Note(Protocol):
    """A cell worth telling about: where it is, a sentence, the cell its error comes from."""

    @property
    def where(self) -> str:
        """Sheet and cell."""

    @property
    def text(self) -> str:
        """What there is to tell."""

    @property
    def source(self) -> str:
        """The cell an error comes from; empty when it arises here."""


class Calculated(Protocol):
    """What a recalculation did."""

    @property
    def changed(self) -> Sequence[str]:
        """Cells with a new value."""

    @property
    def frozen(self) -> Sequence[Note]:
        """Cells that could not be calculated and kept their old value."""

    @property
    def errors(self) -> Sequence[Note]:
        """Cells that show an error."""


@dataclass(frozen=True, slots=True)
class ErrorNote:
    """A cell that shows an error: where it is, a sentence, the cell the error comes from."""

    where: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProgramCalculated:
    """What a spreadsheet program recalculated: every formula, so that none is frozen."""

    changed: tuple[str, ...]
    errors: tuple[Note, ...]
    frozen: tuple[Note, ...] = ()


class Book(Protocol):
    """A workbook as Refresh sees it: named areas, and a way to calculate it."""

    def has(self, name: str) -> bool:
        """Whether an area has this name."""

    def read(self, name: str) -> Rows:
        """The values of a named area."""

    def write(self, name: str, rows: Rows) -> None:
        """New values for a named area; cells beyond the rows become blank."""

    def recalculate(self, tell: Callable[[str], None]) -> Calculated:
        """Calculate all formulas."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: the periods it loaded (None: no data source), what it found."""

    periods: int | None
    calculated: Calculated
    problems: tuple[str, ...]


def refresh(
    book: Book, folder: Path, now: datetime.datetime | None, tell: Callable[[str], None]
) -> Refreshed:
    """Refresh a workbook that lies in folder; ``now`` stamps it when anything has changed."""
    before = _contents(book)
    periods = _load_data(book, folder, tell)
    tell("Calculating")
    calculated = book.recalculate(tell)
    problems = tuple(_problems(book, calculated))
    if book.has("refresh_report"):
        room = len(book.read("refresh_report"))
        book.write("refresh_report", [[line] for line in _fitting(problems or (ALL_WELL,), room)])
    if now is not None and book.has("refreshed_at"):
        unstamped = not isinstance(book.read("refreshed_at")[0][0], float)
        if unstamped or calculated.changed or _contents(book) != before:
            book.write("refreshed_at", [[now.replace(second=0, microsecond=0)]])
            book.write("refreshed_by", [[f"passivefolio {__version__}"]])
    return Refreshed(periods, calculated, problems)


def _contents(book: Book) -> list[Rows]:
    """What Refresh may write, as it is."""
    return [book.read(name) for name in ("history", "refresh_report") if book.has(name)]


def _load_data(book: Book, folder: Path, tell: Callable[[str], None]) -> int | None:
    """Replace the history by the rows of the data source; how many, None without a source."""
    source = book.read("data_source")[0][0] if book.has("data_source") else None
    if source in (None, ""):
        return None
    if not isinstance(source, str):
        raise DataProblem(f"the data source {source} is neither a file nor an address")
    tell(f"Loading {source}")
    columns = [str(word) for word in book.read("history_head")[0][1:]]
    periods_per_year = book.read("periods_per_year")[0][0]
    if not isinstance(periods_per_year, float | int) or not periods_per_year > 0:
        raise DataProblem("the returns a year in the data, on Inputs, must be a number above 0")
    records = load(source, columns, folder, periods_per_year)
    room = len(book.read("history"))
    if len(records) > room:
        raise DataProblem(
            f"{source} has {len(records)} periods, the sheet Data has room for {room}"
        )
    book.write("history", [[date, *returns] for date, returns in records])
    return len(records)


def _problems(book: Book, calculated: Calculated) -> list[str]:
    lines = []
    if book.has("checks"):
        for sentence, _, passed, found in book.read("checks"):
            if passed is not True:
                lines.append(f"Not so: {sentence}. {found or ''}".strip())
    arising: dict[str, list[Note]] = {}
    for note in calculated.errors:
        if not note.source:
            arising.setdefault(note.text, []).append(note)
    for text, notes in arising.items():
        others = f", like {len(notes) - 1} more," if len(notes) > 1 else ""
        lines.append(f"{notes[0].where}{others} shows {text}")
    if follow := sum(bool(note.source) for note in calculated.errors):
        lines.append(f"{follow} more cells show errors because of these")
    lines += [f"{note.where} kept its old value: {note.text}" for note in calculated.frozen]
    return lines


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    if len(lines) <= room:
        return list(lines)
    return [*lines[: room - 1], f"... and {len(lines) - room + 1} more"]
