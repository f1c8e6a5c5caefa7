"""Signs that a workbook is calculated in another language or with the commas of another country.

Excel writes and reads the numbers and dates in texts as the computer does on which it runs. The
file does not say how that is. Without a sign they are English; with one, what depends on it keeps
its value.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from passivefolio.errors import FileProblem
from passivefolio.hosts.headless import xmlreading
from passivefolio.hosts.headless.arrays import TEXT_ARGUMENTS
from passivefolio.hosts.headless.known import Entry, Known
from passivefolio.hosts.headless.numberformats import LITERAL
from passivefolio.hosts.headless.texts import as_text
from passivefolio.hosts.headless.unsupported import Unsupported

OTHER = "this workbook writes numbers and dates in the way of another language"

_PROPERTIES = "docProps/app.xml"
_ENGLISH = {"Worksheets", "Charts", "Named Ranges", "Excel 4.0 Macros", "Dialogs"}
_COUNTRIES = (
    str.maketrans(",.\xa0\u202f", ".,,,"),  # 1.234,5 and 1 234,5
    str.maketrans("'\u2019", ",,"),  # 1'234.5
)
_DIGITS = re.compile(r"\d+")
_SEPARATED = re.compile(r"\d[.,'\u2019\xa0\u202f]\d")
_SAME_EVERYWHERE = re.compile(r"[0%;+() $€£@-]*")
_DAYS_AND_MONTHS = re.compile(r"(?=\D*\d{1,2}\s*[-/.])[\s\d:./-]*(?:[AP]M)?\s*", re.IGNORECASE)
_READING = ("DATEVALUE", "DOLLAR", "FIXED", "TIMEVALUE", "VALUE")


def is_said(parts: Mapping[str, bytes]) -> bool:
    """Whether Excel names the sheets of the workbook otherwise than in English."""
    try:
        found = xmlreading.elements(
            parts.get(_PROPERTIES, b"<none/>"), _PROPERTIES, {"Application", "lpstr"}
        )
    except FileProblem:
        return False
    programs = [element.text for element in found if element.name == "Application"]
    headings = [element.text for element in found if element.name == "lpstr"][:1]
    return "Excel" in "".join(programs) and not _ENGLISH.issuperset(headings)


def is_seen(texts: Iterable[tuple[str, Any]]) -> bool:
    """Whether a text the file holds differs from the one found now in its commas alone."""
    return any(isinstance(new, str) and _differ_in_commas(old, new) for old, new in texts)


def may_tell(old: Any) -> bool:
    """Whether a text has a number in it that shows where it was written."""
    return isinstance(old, str) and _SEPARATED.search(old) is not None


def _differ_in_commas(old: str, new: str) -> bool:
    pattern = _DIGITS.sub("0", new)
    return pattern != _DIGITS.sub("0", old) and any(
        pattern == _DIGITS.sub("0", old.translate(country)) for country in _COUNTRIES
    )


def sure_date(cell: Any = None) -> Any:
    """A date in words; in some countries the day comes before the month, in others behind it."""
    if isinstance(cell, str) and _DAYS_AND_MONTHS.fullmatch(cell):
        raise Unsupported(f"whether {cell} begins with its day or its month is not known here")
    return cell


class Careful(Known):
    """What is known of functions where numbers in texts may mean something else."""

    def __init__(self, known: Known) -> None:
        super().__init__(())
        self.known = known
        self.entries = known.entries

    def __contains__(self, name: str) -> bool:
        return name in self.known

    def find(self, name: str, count: int) -> Entry | None:
        """What is known of a function with so many arguments."""
        return self.known.find(name, count)

    def allowed(self, name: str, count: int, position: int, form: str) -> frozenset[str]:
        """The kinds known; what takes a date for a text takes a number for one, too."""
        kinds = self.known.allowed(name, count, position, form)
        return kinds if "d" in kinds else kinds - {"m"}


def careful(functions: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Of the functions we supply, those that stop at what is not the same in all languages."""
    found: dict[str, Callable[..., Any]] = dict.fromkeys(_READING, _stop)
    for name, function in functions.items():
        if name in TEXT_ARGUMENTS:
            found[name] = _checked(function, tuple(TEXT_ARGUMENTS[name]))
    found["_AS_TEXT"] = _checked(as_text, (0,))
    found["TEXT"] = _checked_format(functions["TEXT"])
    return found


def _stop(*_: Any) -> Any:
    raise Unsupported(OTHER)


def _checked(function: Callable[..., Any], texts: tuple[int, ...]) -> Callable[..., Any]:
    """The function, for texts and whole numbers alone in the places given."""

    def call(*cells: Any) -> Any:
        for position, cell in enumerate(cells):
            if position in texts:
                _check(cell)
        return function(*cells)

    return call


def _check(cell: Any) -> None:
    if isinstance(cell, list):
        for row in cell:
            for inner in row:
                _check(inner)
    elif isinstance(cell, bool) or (isinstance(cell, float) and not as_text(cell).isdigit()):
        raise Unsupported(OTHER)


def _checked_format(function: Callable[..., Any]) -> Callable[..., Any]:
    """TEXT, for formats of whole numbers alone."""

    def call(value: Any, form: Any) -> Any:
        if isinstance(form, str) and not _SAME_EVERYWHERE.fullmatch(LITERAL.sub("", form)):
            raise Unsupported(OTHER)
        if isinstance(form, str) and "@" in form:
            _check(value)
        return function(value, form)

    return call
