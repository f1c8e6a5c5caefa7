"""People's own data: a CSV or .xlsx file, or the address of a CSV, read and checked row by row."""

import csv
import datetime
import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from passivefolio.errors import DataProblem, FileProblem

Record = tuple[datetime.date, list[float]]
"""A date and a return per column."""

LARGEST = 50_000_000
SECONDS = 30
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
LONGEST_PAUSE = 14
"""Calendar days between two dates of daily or weekly data beyond which something is missing."""


def load(
    source: str, columns: Sequence[str], folder: Path, periods_per_year: float
) -> list[Record]:
    """The rows of a data source: the date and one number per column wanted, oldest first.

    source is a path (a relative one starts from folder) or an http(s) address. The columns are
    found by the head row, whatever their order; the date column is called Date.
    Raises FileProblem when it cannot be read, DataProblem when its content cannot be used.
    """
    name, table = _table(source.strip(), folder)
    head, *body = table or [(0, [])]
    places = _places(name, [_text(cell) for cell in head[1]], columns)
    records = [_record(name, row, cells, places, columns) for row, cells in body]
    if not records:
        raise DataProblem(f"{name} has no rows of data")
    _require_order(name, [row for row, _ in body], records)
    _require_no_gaps(name, records, periods_per_year)
    return records


Table = list[tuple[int, Sequence[Any]]]
"""Rows that hold anything, each with its number in the source."""


def _table(source: str, folder: Path) -> tuple[str, Table]:
    if re.match(r"(?i)https?://", source):
        return source, _csv_rows(source, _fetched(source))
    if "://" in source:
        raise DataProblem(f"{source} is no address of a web page (http or https) and no file")
    path = folder / Path(source).expanduser()
    if not path.is_file():
        raise FileProblem(f"the data source {path} does not exist")
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return path.name, _sheet_rows(path)
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        try:
            return path.name, _csv_rows(path.name, path.read_bytes())
        except OSError as error:
            raise FileProblem(f"{path} cannot be read: {error.strerror}") from error
    raise DataProblem(f"{path.name} is neither a CSV nor an .xlsx file")


def _fetched(address: str) -> bytes:
    import urllib.error
    import urllib.request

    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            content: bytes = answer.read(LARGEST + 1)
    except urllib.error.HTTPError as error:
        raise FileProblem(f"{address} answered {error.code} {error.reason}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise FileProblem(f"{address} cannot be reached: {reason}") from error
    if len(content) > LARGEST:
        raise DataProblem(f"{address} is larger than {LARGEST // 1_000_000} MB")
    return content


def _csv_rows(name: str, content: bytes) -> Table:
    try:
        text = content.decode(
            "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        )
    except UnicodeDecodeError as error:
        raise DataProblem(f"{name} is not text in UTF-8; save it as CSV UTF-8") from error
    if "\0" in text or text.lstrip()[:1] == "<":
        raise DataProblem(f"{name} is not a CSV: it holds a web page or binary data")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise DataProblem(f"{name} is not a CSV: {error}") from error
    return _filled(rows)


def _sheet_rows(path: Path) -> Table:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise FileProblem(f"{path} cannot be read as a workbook") from error
    try:
        return _filled(list(book.worksheets[0].iter_rows(values_only=True)))
    finally:
        book.close()


def _filled(rows: Iterable[Sequence[Any]]) -> Table:
    return [
        (number, row)
        for number, row in enumerate(rows, start=1)
        if any(_text(cell) for cell in row)
    ]


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _plain(name: str) -> str:
    return re.sub(r"[\s_]+", " ", name).strip().lower()


def _places(name: str, head: Sequence[str], columns: Sequence[str]) -> list[int]:
    """Where the date and the wanted columns stand; without their names, in order if all fit."""
    plain = [_plain(word) for word in head]
    wanted = ["date", *map(_plain, columns)]
    doubled = [word for word in wanted if plain.count(word) > 1]
    if doubled:
        raise DataProblem(f"{name} has two columns called {doubled[0]}")
    if "date" not in plain:
        raise DataProblem(f"{name} has no column called Date; its columns are {_listed(head)}")
    missing = [column for column in columns if _plain(column) not in plain]
    if missing:
        raise DataProblem(
            f"{name} has no column {_listed(missing)}; its columns are {_listed(head)}. Write the "
            "names of your columns into the head row of the sheet Data"
        )
    return [plain.index(word) for word in wanted]


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _record(
    name: str, row: int, cells: Sequence[Any], places: Sequence[int], columns: Sequence[str]
) -> Record:
    date, *numbers = (cells[place] if place < len(cells) else None for place in places)
    where = f"{name}, row {row}"
    return _date(where, date), [
        _number(where, column, cell) for column, cell in zip(columns, numbers, strict=True)
    ]


def _date(where: str, cell: Any) -> datetime.date:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = _text(cell)
    if not text:
        raise DataProblem(f"{where}: the date is blank")
    try:
        return datetime.datetime.fromisoformat(text).date()
    except ValueError:
        raise DataProblem(f"{where}: '{text}' is not a date in the form 2020-01-31") from None


def _number(where: str, column: str, cell: Any) -> float:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        value = float(cell)
    else:
        text = _text(cell)
        if not text:
            raise DataProblem(f"{where}: {column} is blank; every period needs a return")
        if not NUMBER.fullmatch(text):
            hint = " (write 0.0168 for 1.68 %)" if "%" in text else ""
            hint = hint or (" (decimals are written with a point)" if "," in text else "")
            raise DataProblem(f"{where}: {column} is '{text}', which is no number{hint}")
        value = float(text)
    if not math.isfinite(value) or value < -1:
        raise DataProblem(f"{where}: {column} is {value:g}, a loss of more than 100 %")
    return value


def _require_order(name: str, rows: Sequence[int], records: Sequence[Record]) -> None:
    dates = [date for date, _ in records]
    for row, (before, after) in zip(rows[1:], pairwise(dates), strict=True):
        if after == before:
            raise DataProblem(f"{name}, row {row}: the date {after} stands there twice")
        if after < before:
            raise DataProblem(
                f"{name}, row {row}: {after} comes after {before}; the oldest must come first"
            )


def _require_no_gaps(name: str, records: Sequence[Record], periods_per_year: float) -> None:
    dates = [date for date, _ in records]
    months = 12 / periods_per_year
    for before, after in pairwise(dates):
        passed = 12 * (after.year - before.year) + after.month - before.month
        if months >= 1 and months == int(months):
            if passed > months:
                raise DataProblem(f"{name} has a gap: nothing between {before} and {after}")
            if passed < months:
                raise DataProblem(
                    f"{name}: {before} and {after} are closer than {periods_per_year:g} returns a "
                    "year allow; see Returns a year in the data on Inputs"
                )
        elif (after - before).days > LONGEST_PAUSE:
            raise DataProblem(f"{name} has a gap: nothing between {before} and {after}")
