"""Lookups for the nearest value: whether the list is in order, and answers where it is not quite.

The engine finds what spreadsheets find when the list holds nothing but numbers, or nothing but
plain texts, in order. Of other lists, what spreadsheets answer is sure in two cases: the number
looked for is above all numbers, and the last one is found; or numbers in order stand below texts,
such as the head of a column.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from passivefolio.errors import CellError
from passivefolio.hosts.headless.addresses import Area
from passivefolio.hosts.headless.comparing import HOW_TO_LOOK, plain
from passivefolio.hosts.headless.syntax import Call, Constant, Sign
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.values import cells_of, rows_of

LOOKUPS = frozenset(HOW_TO_LOOK)
TAKEN = {"MATCH": 2, "VLOOKUP": 3, "HLOOKUP": 3, "LOOKUP": 3}  # arguments of our functions
LIST = 1  # the position of the list
UNORDERED = "the list it looks through for the nearest value is not in order"


def way(call: Call) -> int | None:
    """1 when the list must ascend, -1 when it must descend, 0 when equals are sought; None: any."""
    position = HOW_TO_LOOK[call.name]
    if position >= len(call.arguments):
        return 1
    how = call.arguments[position]
    if isinstance(how, Sign) and how.operator == "-" and isinstance(how.operand, Constant):
        return -1 if call.name == "MATCH" else 1
    if not isinstance(how, Constant):
        return None
    if how.kind == "omitted" or how.text in ("FALSE", "0"):
        return 0
    return 1 if how.kind in ("given", "number", "boolean") else None


def order_matters(call: Call) -> bool:
    """Whether the call may look for the nearest value, so that its list must be in order."""
    return call.name in LOOKUPS and len(call.arguments) > LIST and way(call) != 0


def looked_through(call: Call, area: Area) -> Area | None:
    """The row or column of an area that is looked through; None when that is not sure."""
    if call.name == "VLOOKUP":
        return replace(area, right=area.left)
    if call.name == "HLOOKUP":
        return replace(area, bottom=area.top)
    return area if 1 in (area.rows, area.columns) else None


def in_order(cells: Sequence[Any], descending: bool) -> bool:
    """Whether the engine finds the nearest value among these cells, blanks at the end left out."""
    if all(isinstance(cell, float) for cell in cells):
        if descending:  # which of equals is found is not sure
            return all(one > other for one, other in pairwise(cells))
        return all(one <= other for one, other in pairwise(cells))
    if descending or not all(isinstance(cell, str) and is_plain(cell) for cell in cells):
        return False
    return all(one.lower() <= other.lower() for one, other in pairwise(cells))


def is_plain(text: str) -> bool:
    """Whether the order of the text among others is that of its characters."""
    return bool(text.strip(" ")) and plain(text)


def match_nearest(sought: Any, cells: Any, descending: Any = False) -> Any:
    """MATCH with 1 as its third argument, or with -1 when the list is descending."""
    rows = rows_of(cells)
    if len(rows) > 1 and len(rows[0]) > 1:
        return CellError("#N/A", "MATCH: the list has several rows and columns")
    line = cells_of(rows)
    found = _position_down(sought, line) if descending else _position(sought, line)
    return found if isinstance(found, CellError) else float(found + 1)


def vertical_nearest(sought: Any, cells: Any, column: Any) -> Any:
    """VLOOKUP with TRUE as its fourth argument."""
    rows = rows_of(cells)
    if isinstance(column, CellError):
        return column
    if not isinstance(column, float):
        raise Unsupported("the column it looks up is no number")
    if column < 1:
        return CellError("#VALUE!", "VLOOKUP: columns are counted from 1")
    if column >= len(rows[0]) + 1:
        return CellError("#REF!", f"VLOOKUP: there are {len(rows[0])} columns")
    found = _position(sought, [row[0] for row in rows])
    return found if isinstance(found, CellError) else rows[found][int(column) - 1]


def horizontal_nearest(sought: Any, cells: Any, row: Any) -> Any:
    """HLOOKUP with TRUE as its fourth argument."""
    rows = rows_of(cells)
    return vertical_nearest(sought, [list(column) for column in zip(*rows, strict=True)], row)


def lookup(sought: Any, cells: Any, results: Any = None) -> Any:
    """LOOKUP."""
    rows = rows_of(cells)
    if len(rows) > 1 and len(rows[0]) > 1:
        raise Unsupported("LOOKUP through several rows and columns is not known here")
    listed = cells_of(rows)
    found = _position(sought, listed)
    if isinstance(found, CellError) or results is None:
        return found if isinstance(found, CellError) else listed[found]
    answers = rows_of(results)
    line = cells_of(answers)
    if len(line) != len(listed) or (len(answers) > 1 and len(answers[0]) > 1):
        raise Unsupported("LOOKUP with a result of another size than its list is not known here")
    return line[found]


def _position(sought: Any, cells: list[Any]) -> Any:
    """Where the largest value that is not above the one sought stands, counted from 0."""
    if isinstance(sought, CellError):
        return sought
    if isinstance(sought, str) and is_plain(sought) and in_order(cells, False):
        texts = [cell.lower() for cell in cells if isinstance(cell, str)]
        return _at(bisect_right(texts, sought.lower()))
    if not isinstance(sought, float):
        raise Unsupported(UNORDERED)
    places = [place for place, cell in enumerate(cells) if isinstance(cell, float)]
    numbers = [cells[place] for place in places]
    if not numbers:
        return CellError("#N/A", "there is no number in the list")
    if sought >= max(numbers):
        return places[-1]
    together = places[-1] - places[0] == len(places) - 1
    if not together or not in_order(numbers, False):
        raise Unsupported(UNORDERED)
    found = _at(bisect_right(numbers, sought))
    return found if isinstance(found, CellError) else places[found]


def _position_down(sought: Any, cells: list[Any]) -> Any:
    """Where the smallest number that is not below the one sought stands."""
    if not (isinstance(sought, float) and in_order(cells, True)):
        raise Unsupported(UNORDERED)
    return _at(sum(cell >= sought for cell in cells))


def _at(count: int) -> Any:
    """The last of so many values."""
    return count - 1 if count else CellError("#N/A", "no value in the list is near enough")


def _of_each(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function for a value that is looked for, or for each in an array."""

    def answer(sought: Any, *others: Any) -> Any:
        if isinstance(sought, list):
            return [[function(cell, *others) for cell in row] for row in sought]
        return function(sought, *others)

    return answer


NEAREST: dict[str, Callable[..., Any]] = {
    "_NEAREST_MATCH": _of_each(match_nearest),
    "_NEAREST_VLOOKUP": _of_each(vertical_nearest),
    "_NEAREST_HLOOKUP": _of_each(horizontal_nearest),
    "_NEAREST_LOOKUP": _of_each(lookup),
}
