"""How texts are compared: the engine knows the capitals of A to Z alone, and orders by code.

Functions that look for equal texts are right all the same as long as no two of the texts differ in
the case of other letters; those that put texts in order, while these are letters and digits alone.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from passivefolio.errors import CellError
from passivefolio.hosts.headless.criteria import CONDITIONAL
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.values import rows_of

BEYOND = "u"  # the kind of text with letters beyond A to Z
EQUAL, WITHIN, ORDERED, NEVER = "=*<!"  # marks that stand beside the kinds a function takes
_UNSURE_KINDS = {
    EQUAL: frozenset("u"),
    WITHIN: frozenset("u"),
    ORDERED: frozenset("tuc"),
    NEVER: frozenset("u"),
}

HOW_TO_LOOK = {"HLOOKUP": 3, "LOOKUP": 9, "MATCH": 2, "VLOOKUP": 3}
"""Lookups of the nearest value, unless this argument is 0."""
_EXACT_UNLESS = {"XLOOKUP": 4, "XMATCH": 2}  # it is given, and not as 0
_MARKS = dict.fromkeys(CONDITIONAL | {"SWITCH"}, EQUAL) | {
    "CODE": NEVER,
    "SEARCH": WITHIN,
    "SORT": ORDERED,
    "SORTBY": ORDERED,
}

_PLAIN = re.compile(r"[A-Za-z0-9 ]*")
_UNSURE = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufb00-\ufb06\uff00-\uffef]")
_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def mark_of(name: str, position: int, is_zero: list[bool]) -> str:
    """How a call compares the texts in an argument, if it does.

    ``is_zero`` says of each of its arguments whether it is left empty, 0 or FALSE.
    """
    if name in HOW_TO_LOOK and is_zero[HOW_TO_LOOK[name] :][:1] != [True]:
        return "" if position else ORDERED  # see ``order`` for the list
    if name in HOW_TO_LOOK and position < 2:
        return EQUAL
    if name in _EXACT_UNLESS and position < 2:
        return ORDERED if is_zero[_EXACT_UNLESS[name] :][:1] == [False] else EQUAL
    return _MARKS.get(name, "")


def narrowed(kinds: frozenset[str], mark: str) -> frozenset[str]:
    """The kinds a function takes without a second look at the texts."""
    return kinds - _UNSURE_KINDS[mark] | {mark} if mark and "t" in kinds else kinds


def looked_at(kinds: Iterable[str]) -> frozenset[str]:
    """The kinds of texts that are known after a second look."""
    marks = {EQUAL, WITHIN, ORDERED}.intersection(kinds)
    return frozenset[str]().union(*(_UNSURE_KINDS[mark] for mark in marks))


def plain(cell: Any) -> bool:
    """Whether the order of a text is sure."""
    return not isinstance(cell, str) or _PLAIN.fullmatch(cell) is not None


def folded(text: str) -> str:
    """A text without the difference between capital and small letters, as Excel compares it."""
    if text.isascii():
        return text
    if _UNSURE.search(text):
        raise Unsupported(f"which texts equal {text} is not known here")
    return text.casefold()


def clash(texts: Iterable[str]) -> bool:
    """Whether some of these texts are equal in Excel and not in the engine."""
    found = set(texts)
    if any("*" in text or "?" in text for text in found):  # a part of a text could be meant
        found = set("".join(found))
    try:
        equal = {folded(text).translate(_SMALL) for text in found}
    except Unsupported:
        return True
    return len(equal) < len({text.translate(_SMALL) for text in found})


@lru_cache(65_536)
def in_15_digits(number: float) -> float:
    """A number as spreadsheets compare it."""
    return float(f"{number:.15g}")


def rounded(cell: Any = None) -> Any:
    """Numbers to 15 digits, as spreadsheets compare them: 0.1 + 0.2 equals 0.3; É equals é."""
    return _compared(cell, folded)


def ordered(cell: Any = None) -> Any:
    """A value that is put in order with another: numbers to 15 digits, and plain texts."""
    return _compared(cell, _sure_of_order)


def _sure_of_order(text: str) -> str:
    if not plain(text):
        raise Unsupported(f'where "{text}" stands among other texts is not known here')
    return text


def _compared(cell: Any, of_text: Callable[[str], str]) -> Any:
    """Numbers to 15 digits, texts as the function has them; also those in a range."""
    if isinstance(cell, list):
        return [
            [
                in_15_digits(inner) if type(inner) is float else _compared(inner, of_text)
                for inner in row
            ]
            for row in cell
        ]
    if isinstance(cell, float):
        return in_15_digits(cell)
    return of_text(cell) if isinstance(cell, str) else cell


def unique(cells: Any, by_column: Any = None, once: Any = None) -> Any:
    """UNIQUE: the first of equal rows; texts that differ in case alone are equal."""
    for cell in (cells, by_column, once):
        if isinstance(cell, CellError):
            return cell
    rows = rows_of(cells)
    if by_column:
        rows = [list(column) for column in zip(*rows, strict=True)]
    groups: dict[tuple[Any, ...], list[list[Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(map(_key, row)), []).append(row)
    found = [group[0] for group in groups.values() if not once or len(group) == 1]
    if not found:
        raise Unsupported("its result is an empty array")
    return [list(column) for column in zip(*found, strict=True)] if by_column else found


def _key(cell: Any) -> tuple[type, Any]:
    """The same for equal cells alone."""
    if isinstance(cell, CellError):
        return CellError, cell.code
    return type(cell), folded(cell).lower() if isinstance(cell, str) else cell
