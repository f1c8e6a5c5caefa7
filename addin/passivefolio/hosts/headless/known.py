"""What is known of the engine: the functions and arguments that agree with our oracle.

``known.txt`` is written by ``tests/headless/oracle.py`` from a comparison with LibreOffice, and a
test repeats that comparison. A formula that goes beyond it keeps its old value.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from passivefolio.errors import CellError
from passivefolio.hosts.headless.criteria import is_condition, parted
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.values import cells_of
from passivefolio.hosts.headless.words import words

KINDS = {
    "1": "a whole number above 0",
    "n": "a fraction above 0",
    "0": "the number 0",
    "-": "a number below 0",
    "t": "text",
    "m": "text that is a number",
    "d": "text that looks like a date, a percentage or an amount",
    "u": "text with letters beyond A to Z",
    "c": "text that begins with a comparison",
    "q": "an empty text",
    "b": "TRUE or FALSE",
    "z": "an empty cell",
    "e": "an error",
    "o": "an argument left out",
}
ALL = frozenset(KINDS) - {"o"}
NUMBERS = frozenset("1n0-")
TEXTS = frozenset("tmducq")
ALIKE = frozenset("uc")  # they are known where the kind t is, but for comparisons
FORMS = {"value": "a value", "cell": "a cell", "range": "a range", "array": "an array"}


_RANDOM = "draws new numbers each time, so the last ones are kept"
KEPT = {
    "NOW": "NOW is another time with each calculation, so the last one is kept; TODAY is known",
    "RAND": f"RAND {_RANDOM}",
    "RANDARRAY": f"RANDARRAY {_RANDOM}",
    "RANDBETWEEN": f"RANDBETWEEN {_RANDOM}",
    "WHY": "WHY answers in Excel and LibreOffice alone, so its last sentence is kept",
}  # with most of them a workbook would never be up to date
LISTS = words(
    """
    AND AVERAGE AVERAGEA AVERAGEIFS CHOOSE CONCAT CONCATENATE COUNT COUNTA COUNTIFS DEVSQ GCD
    GEOMEAN HARMEAN IFS KURT LCM MAX MAXA MAXIFS MEDIAN MIN MINA MINIFS NPV OR PRODUCT SKEW STDEV
    STDEV.P STDEV.S STDEVA STDEVP STDEVPA SUBTOTAL SUM SUMIFS SUMPRODUCT SUMSQ SWITCH TEXTJOIN VAR
    VAR.P VAR.S VARA VARP VARPA XOR
    """
)  # functions whose arguments go on as they are or in pairs

_NUMERAL = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?\s*", re.ASCII)
_LIKE_A_NUMBER = re.compile(
    r"(?:[\d\s.,/:%$€£¥()+\-']|E(?=[+\-\d])|[AP]\.?M|T(?=\d)|Z"
    r"|JAN\w*|FEB\w*|MAR\w*|APR\w*|MAY|JUN\w*|JUL\w*|AUG\w*|SEP\w*|OCT\w*|NOV\w*|DEC\w*)+",
    re.IGNORECASE,
)
_NO_CONDITIONS = frozenset("dc")  # numbers or an order of texts that only Excel sees in them
_DIGIT = re.compile(r"\d")
_STROKES = re.compile(r"(\d+)([/-])(\d+)(?:\2(\d+))?")
_IN_ORDER = ("<", ">", "<=", ">=")

Argument = tuple[frozenset[str], ...]  # the kinds known, for each of FORMS


class Entry(NamedTuple):
    """What is known of a function or operator with a certain number of arguments."""

    results: frozenset[str]  # the kinds it answers with
    arguments: tuple[Argument, ...]


def kind_of(value: Any) -> str:
    """The kind of what a cell holds."""
    if type(value) is float and value > 0:  # most are
        return "1" if value % 1 == 0 else "n"
    if value is None:
        return "z"
    if isinstance(value, bool):
        return "b"
    if isinstance(value, int | float):
        if value > 0:
            return "1" if value % 1 == 0 else "n"
        return "-" if value < 0 else "0"
    if isinstance(value, CellError):
        return "e"
    return _kind_of_text(value) if isinstance(value, str) else "1"  # a date


def kinds_of(cells: Any) -> frozenset[str]:
    """The kinds in one value or in the rows of a range."""
    if isinstance(cells, list):
        return frozenset(kind_of(cell) for row in cells for cell in row)
    return frozenset(kind_of(cells))


def texts_in(cells: Any) -> set[str]:
    """The texts in one value or in the rows of a range."""
    return {cell for cell in cells_of(cells) if isinstance(cell, str)}


def number_in(cell: Any, expected: str) -> float | CellError:
    """A cell as a number; ``expected`` says what it should be when it is none."""
    if isinstance(cell, float | CellError):
        return cell
    if cell is None:
        return 0.0
    kind = kind_of(cell)
    if kind == "m":
        return float(cell)
    if kind in "tq":
        return CellError("#VALUE!", f"this is no {expected}")
    raise Unsupported(f"how it takes {in_words(kind)} is not known here")


def in_words(kinds: Iterable[str]) -> str:
    """``text or an error``."""
    return " or ".join(KINDS[kind] for kind in KINDS if kind in set(kinds))


@cache
def _kind_of_text(text: str) -> str:
    if not text:
        return "q"
    if _NUMERAL.fullmatch(text):
        return "m"
    comparison, rest = parted(text)
    if _DIGIT.search(rest) and _LIKE_A_NUMBER.fullmatch(rest) and not _is_a_mix(rest):
        return "t" if comparison and _NUMERAL.fullmatch(rest) else "d"
    if comparison in _IN_ORDER:
        return "c"
    return "t" if text.isascii() else "u"


def _is_a_mix(text: str) -> bool:
    """Whether numbers between strokes, such as 60/40 and 60/30/10, are no date in any order."""
    match = _STROKES.fullmatch(text)
    if match is None:
        return False
    first, second = int(match[1]), int(match[3])
    day_first = 1 <= first <= 31 and 1 <= second <= 12
    month_first = 1 <= first <= 12 and (1 <= second <= 31 or not match[4])
    year_first = 1 <= second <= 12 and 1 <= int(match[4] or 0) <= 31
    return not (day_first or month_first or year_first)


class Known:
    """The table of known functions, read from lines such as ``ABS 1 ne ; nbe nbze . .``."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.entries: dict[str, dict[int, Entry]] = {}
        for line in lines:
            if line.strip() and not line.startswith("#"):
                name, count, entry = _entry(line)
                self.entries.setdefault(name, {})[count] = entry

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def find(self, name: str, count: int) -> Entry | None:
        """What is known of a function with so many arguments; lists may be longer than known."""
        entries = self.entries.get(name, {})
        longest = max(entries, default=0)
        return entries.get(longest if name in LISTS and count > longest else count)

    def results(self, name: str, count: int) -> frozenset[str]:
        """The kinds of values a function answers with."""
        entry = self.find(name, count)
        return entry.results if entry else frozenset()

    def allowed(self, name: str, count: int, position: int, form: str) -> frozenset[str]:
        """The kinds known for an argument counted from 0; beyond the last they repeat in pairs."""
        entry = self.find(name, count)
        if entry is None or not entry.arguments:
            return frozenset()
        while position >= len(entry.arguments):
            position -= 2 if len(entry.arguments) > 1 else 1
        kinds = entry.arguments[position][tuple(FORMS).index(form)]
        if "t" in kinds:
            kinds |= ALIKE
        return kinds - _NO_CONDITIONS if is_condition(name, position) else kinds


class Everything(Known):
    """A table that trusts every function, with which the comparison itself is made."""

    def __init__(self) -> None:
        super().__init__(())

    def __contains__(self, name: str) -> bool:
        return True

    def find(self, name: str, count: int) -> Entry | None:
        """An entry without content."""
        return Entry(ALL, ())

    def allowed(self, name: str, count: int, position: int, form: str) -> frozenset[str]:
        """Every kind."""
        return ALL | {"o"}


def _entry(line: str) -> tuple[str, int, Entry]:
    (name, count, results), *arguments = (part.split() for part in line.split(" ; "))
    kinds = (tuple(frozenset(kinds.strip(".")) for kinds in part) for part in arguments)
    return name, int(count), Entry(frozenset(results.strip(".")), tuple(kinds))


def line_of(name: str, count: int, entry: Entry) -> str:
    """An entry as its line in the table."""
    arguments = (" ".join(map(_spelled, argument)) for argument in entry.arguments)
    return " ; ".join([f"{name} {count} {_spelled(entry.results)}", *arguments])


def _spelled(kinds: frozenset[str]) -> str:
    return "".join(kind for kind in KINDS if kind in kinds) or "."


@cache
def known_functions() -> Known:
    """The table that is part of the package."""
    text = files(__package__).joinpath("known.txt").read_text(encoding="utf-8")
    return Known(text.splitlines())
