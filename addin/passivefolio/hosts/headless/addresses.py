"""Cell addresses: letters and numbers, areas of cells, sheet names in quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

Place = tuple[int, int]  # row and column, both from 1

_AREA = re.compile(
    r"""(?:(?P<sheet>'(?:[^']|'')+'|[^'!:()\[\],\s]+)!)?
        \$?(?P<left>[A-Z]{1,3})\$?(?P<top>\d+)
        (?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>\d+))?""",
    re.IGNORECASE | re.VERBOSE,
)
_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
_LOOKS_LIKE_A_CELL = re.compile(r"[A-Z]{1,3}\d+|R\d*C\d*|R|C", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells on one sheet; the bounds belong to it."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> int:
        """Number of rows."""
        return self.bottom - self.top + 1

    @property
    def columns(self) -> int:
        """Number of columns."""
        return self.right - self.left + 1

    def places(self) -> Iterator[Place]:
        """Every place of the area, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    def holds(self, sheet: str, place: Place) -> bool:
        """Whether the cell lies in the area."""
        row, column = place
        return (
            sheet == self.sheet
            and self.top <= row <= self.bottom
            and self.left <= column <= self.right
        )

    def meets(self, other: "Area") -> bool:
        """Whether the areas have a cell in common."""
        return (
            self.sheet == other.sheet
            and self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


@cache
def column_letters(column: int) -> str:
    """``AB`` for 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """28 for ``AB``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """``B5`` for row 5, column 2."""
    return f"{column_letters(column)}{row}"


def area_name(top: int, left: int, bottom: int, right: int) -> str:
    """``A1:B5``, or ``A1`` when the area is one cell."""
    first, last = cell_name(top, left), cell_name(bottom, right)
    return first if first == last else f"{first}:{last}"


@lru_cache(1_000)
def quoted(sheet: str) -> str:
    """The sheet name as it stands before ``!``: in quotes when a formula would need them."""
    if _PLAIN_SHEET.fullmatch(sheet) and not _LOOKS_LIKE_A_CELL.fullmatch(sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


def unquoted(sheet: str) -> str:
    """The plain name behind a sheet name that may stand in quotes."""
    if sheet.startswith("'"):
        return sheet[1:-1].replace("''", "'")
    return sheet


def parse_area(text: str, own_sheet: str = "") -> Area | None:
    """The area a reference such as ``'My Sheet'!$A$1:$B$5`` names, or None when it is no area."""
    match = _AREA.fullmatch(text)
    if match is None:
        return None
    sheet = unquoted(match["sheet"]) if match["sheet"] else own_sheet
    left, top = column_number(match["left"]), int(match["top"])
    right = column_number(match["right"]) if match["right"] else left
    bottom = int(match["bottom"]) if match["bottom"] else top
    if not sheet or max(left, right) > LAST_COLUMN or not min(top, bottom) >= 1:
        return None
    return Area(sheet, min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def whole_area(text: str, sheet: str) -> Area | None:
    """The area of an A1 text without a sheet; ``A:B`` and ``1:3`` reach across the sheet."""
    first, _, last = text.replace("$", "").partition(":")
    if first.isdigit() and last.isdigit():
        top, bottom = sorted((int(first), int(last)))
        return Area(sheet, top, 1, bottom, LAST_COLUMN) if top > 0 and bottom <= LAST_ROW else None
    if first.isalpha() and last.isalpha():
        left, right = sorted((column_number(first), column_number(last)))
        return Area(sheet, 1, left, LAST_ROW, right)
    return parse_area(text, sheet)
