"""What one cell holds, and how it is spelled in the XML of a sheet."""

import datetime
import math
import re
from typing import Any

from passivefolio.errors import CellError, DataProblem

Value = float | int | str | bool | None | CellError | datetime.date
Rows = list[list[Value]]

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_DAY_ZERO = datetime.date(1899, 12, 30)
_DAY_ZERO_1904 = datetime.date(1904, 1, 1)


def rows_of(cells: Any) -> list[list[Any]]:
    """The rows of a range as functions are given it; a single value is a range of one cell."""
    return cells if isinstance(cells, list) else [[cells]]


def cells_of(cells: Any) -> list[Any]:
    """All cells of a range or of a single value, row by row."""
    return [cell for row in rows_of(cells) for cell in row]


def unescape(text: str) -> str:
    """Text as the user sees it: ``_x000D_`` in a part stands for one character."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def escape(text: str) -> str:
    """Text as XML content; characters XML cannot hold become ``_x0001_`` as Excel writes them."""
    text = _FORBIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def serial(day: datetime.date, date1904: bool) -> float:
    """The number a date is in a cell, in the date system of its workbook."""
    date = day.date() if isinstance(day, datetime.datetime) else day
    days = (date - (_DAY_ZERO_1904 if date1904 else _DAY_ZERO)).days
    if not date1904 and days <= 60:
        days -= 1  # the 1900 system counts a 29 February 1900 that never was
    if days < 0:
        raise DataProblem(f"{date.isoformat()} lies before the first day a cell can hold")
    if isinstance(day, datetime.datetime):
        midnight = datetime.datetime.combine(date, datetime.time(), day.tzinfo)
        return days + (day - midnight) / datetime.timedelta(days=1)
    return float(days)


def plain(value: Value, date1904: bool) -> Value:
    """The value as a cell keeps it: dates become serial numbers, text that is empty a blank."""
    if isinstance(value, datetime.date):
        return serial(value, date1904)
    if value is None or value == "":
        return None
    if isinstance(value, bool | str | CellError):
        return value
    number = float(value)
    if not math.isfinite(number):
        raise DataProblem(f"{number} is not a number a cell can hold")
    return number


def number_text(number: float) -> str:
    """The shortest digits that read back as the same number."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


def spelled(value: Value) -> tuple[str, str]:
    """The cell type and the text of ``<v>``; numbers have the type ``n``."""
    if type(value) is float:
        return "n", number_text(value)
    if isinstance(value, CellError):
        return "e", value.code
    if isinstance(value, bool):
        return "b", "1" if value else "0"
    if isinstance(value, str):
        return "str", value
    assert isinstance(value, int | float)
    return "n", number_text(float(value))


def same(left: Value, right: Value) -> bool:
    """Whether two results agree to the 15 digits a spreadsheet keeps."""
    if isinstance(left, CellError) and isinstance(right, CellError):
        return left.code == right.code
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left == right or f"{left:.14e}" == f"{right:.14e}"
    return type(left) is type(right) and left == right


def stored_value(kind: str, text: str | None, strings: list[str], date1904: bool) -> Value:
    """The value behind the type and the text of a cell."""
    if text is None:
        return None
    if kind == "n":
        return _number(text) if text.strip() else None
    if kind in ("str", "inlineStr"):
        return unescape(text)
    text = text.strip()
    if kind == "s":
        if not text.isdecimal():
            raise ValueError(f"{text} is not the number of a text")
        return unescape(strings[int(text)])
    if kind == "b":
        return text in ("1", "true")
    if kind == "e":
        return CellError(text, "")
    if kind == "d":
        return serial(datetime.datetime.fromisoformat(text), date1904)
    raise ValueError(f"a cell has no type {kind}")


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number) or "_" in text:
        raise ValueError(f"{text} is no number")
    return number
