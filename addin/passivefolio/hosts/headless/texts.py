"""Functions of texts that the engine answers otherwise than Excel does, or without a bound."""

import re
from collections.abc import Callable, Collection
from typing import Any

from passivefolio.errors import CellError
from passivefolio.hosts.headless.arrays import TEXT_ARGUMENTS
from passivefolio.hosts.headless.known import kind_of
from passivefolio.hosts.headless.unsupported import Unsupported

LONGEST = 32_767  # characters of a text in a cell
TOO_LONG = f"a text in it has more than the {LONGEST:,} characters a cell holds"

_WORDS = re.compile(r"[^\W\d_]+")
_PAIRS = frozenset(
    letter
    for first, last in (("À", "ž"), ("Ά", "ώ"), ("Ѐ", "џ"))
    for letter in map(chr, range(ord(first), ord(last) + 1))
    if letter not in "İıĸŉΐΰς" and len(letter.upper()) == len(letter.lower()) == 1
)  # letters of Latin, Greek and Cyrillic with one capital and one small form


def checked(text: str) -> str:
    """The text, when a cell can hold it."""
    if len(text) > LONGEST:
        raise Unsupported(TOO_LONG)
    return text


def as_text(cell: Any = None) -> Any:
    """Numbers as the text spreadsheets join with ``&``: at most 15 digits."""
    if isinstance(cell, str):
        return checked(cell)
    if isinstance(cell, list):
        return [[as_text(inner) for inner in row] for row in cell]
    if not isinstance(cell, float):
        return cell
    if 0 < abs(cell) < 1e-4:
        raise Unsupported(f"how a spreadsheet writes {cell:g} in a text is not sure; use TEXT")
    return f"{cell + 0.0:.15g}".replace("e", "E")


def trimmed(text: str) -> str:
    """TRIM: blanks alone, not the other white space."""
    return " ".join(word for word in text.split(" ") if word)


def proper(text: str) -> str:
    """PROPER: a capital at the beginning and after everything that is no letter."""
    return _WORDS.sub(lambda match: _each(match[0][0], str.upper) + lower(match[0][1:]), text)


def upper(text: str) -> str:
    """UPPER."""
    return _each(text, str.upper)


def lower(text: str) -> str:
    """LOWER."""
    return _each(text, str.lower)


def _each(text: str, change: Callable[[str], str]) -> str:
    """Every letter changed by itself."""
    if text.isascii():
        return change(text)
    return "".join(_changed(letter, change) for letter in text)


def _changed(letter: str, change: Callable[[str], str]) -> str:
    changed = change(letter)
    if letter == "ß" or letter.lower() == letter.upper():
        return letter
    if not letter.isascii() and letter not in _PAIRS:
        raise Unsupported(f"how a spreadsheet changes the case of {letter} is not known here")
    return changed


def replaced(text: str, start: Any, count: Any, new: str) -> str | CellError:
    """REPLACE."""
    first, length = _whole(start), _whole(count)
    if isinstance(first, CellError):
        return first
    if isinstance(length, CellError):
        return length
    if first < 1 or length < 0:
        return CellError("#VALUE!", "REPLACE: it starts at 1 and replaces no less than 0")
    return text[: first - 1] + new + text[first - 1 + length :]


def substituted(text: str, old: str, new: str, which: Any = ...) -> str | CellError:
    """SUBSTITUTE."""
    number = None if which is ... else _whole(which)
    if isinstance(number, CellError):
        return number
    if number is not None and number < 1:
        return CellError("#VALUE!", "SUBSTITUTE: which one is to be replaced is at least 1")
    if not old:
        return text
    if number is None:
        if len(text) + text.count(old) * (len(new) - len(old)) > LONGEST:
            raise Unsupported(TOO_LONG)
        return text.replace(old, new)
    pieces = text.split(old, number)
    if len(pieces) <= number:
        return text
    return f"{old.join(pieces[:-1])}{new}{pieces[-1]}"


def repeated(text: str, times: Any) -> str | CellError:
    """REPT."""
    number = _whole(times)
    if isinstance(number, CellError):
        return number
    if number < 0:
        return CellError("#VALUE!", "REPT: a text cannot be repeated less than 0 times")
    if len(text) * number > LONGEST:
        return CellError("#VALUE!", f"REPT: {TOO_LONG}")
    return text * number


def _whole(cell: Any) -> int | CellError:
    """A number without its fraction."""
    if isinstance(cell, CellError):
        return cell
    if isinstance(cell, str) and kind_of(cell) != "m":
        return CellError("#VALUE!", "a number is expected")
    return min(max(int(float(cell or 0.0)), -1), 10**9)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, list):
        raise Unsupported("it gives a range to a function that takes one cell")
    return checked(cell)


def _of_cells(function: Callable[..., Any], texts: Collection[int]) -> Callable[..., Any]:
    """The function with errors of its arguments passed on, and texts in the places given."""

    def call(*cells: Any) -> Any:
        for cell in cells:
            if isinstance(cell, CellError):
                return cell
        arguments = [
            _text(as_text(cell)) if position in texts else cell
            for position, cell in enumerate(cells)
        ]
        answer = function(*arguments)
        return answer if isinstance(answer, CellError) else checked(answer)

    return call


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "LOWER": lower,
    "PROPER": proper,
    "REPLACE": replaced,
    "REPT": repeated,
    "SUBSTITUTE": substituted,
    "TRIM": trimmed,
    "UPPER": upper,
}
TEXT_FUNCTIONS = {
    name: _of_cells(function, TEXT_ARGUMENTS[name]) for name, function in _FUNCTIONS.items()
}
