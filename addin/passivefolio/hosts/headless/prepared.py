"""A formula ready for the engine, and what it shares with its copies."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from passivefolio.hosts.headless.addresses import Area, Place, cell_name, whole_area
from passivefolio.hosts.headless.filled import Filled
from passivefolio.hosts.headless.parts import Piece, merged
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.writer import Written

_MOST_NUMBERS = 10_000
_LITERAL = re.compile(
    r'"(?:[^"]|"")*"|\d+\.?\d*(?:E[+-]?\d+)?|\b(?:TRUE|FALSE)\b|#[A-Z/]+[!?0A]*', re.IGNORECASE
)
_BEGINNING = re.compile(r"(?<![A-Z])(?=[A-Z])|(?<!\d)(?=\d)", re.IGNORECASE)


class Read(NamedTuple):
    """A reference in a formula: the sheet it names, its A1 text, and what stands before it."""

    sheet: str
    text: str
    before: str

    def area(self) -> Area | None:
        """Its cells; whole columns and rows reach to the end of the sheet."""
        return whole_area(self.text, self.sheet)


class Pattern:
    """What the copies of a formula share: the form for the engine, and most of the references."""

    def __init__(
        self, shape: Written, reads: tuple[Read, ...], moving: tuple[int, ...], given: list[str]
    ) -> None:
        self.shape = shape
        self.reads = reads
        self.given = given  # the numbers in it that make no difference to its form
        self.moving = moving  # the numbers of the references that each copy has for itself
        self.pieces = merged(map(self._shared, shape.pieces))

    @property
    def outline(self) -> tuple[str, str]:
        """The form for the engine with marks for its references, and without its constants, too."""
        text = "".join(piece if isinstance(piece, str) else "\0" for piece in self.pieces)
        return text, _LITERAL.sub("\1", text)

    def filled(self, pieces: list[str], row: int, hold: str) -> Filled:
        """The copies down the column of one whose pieces these are; see ``cut_at_references``.

        ``hold`` stands before the letters and numbers of references when these are held.
        """
        written: list[str | int] = ["="]
        for piece in self.pieces:
            if isinstance(piece, str):
                written.append(piece)
            elif piece.way == "reference":
                written += [self.reads[piece.number].before, self.moving.index(piece.number)]
            else:  # it follows the place of the formula, too
                return Filled(pieces, row)
        return Filled(pieces, row, written, hold)

    def _shared(self, piece: Piece) -> Piece:
        """A reference or number that all copies share as its text."""
        if isinstance(piece, str):
            return piece
        if piece.way == "number":
            return self.given[piece.number]
        if piece.way != "reference" or piece.number in self.moving:
            return piece
        read = self.reads[piece.number]
        return read.before + held(read.text)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A formula ready for the engine."""

    pattern: Pattern
    place: Place
    written: tuple[str, ...] = ()  # the references that its copies do not share
    filled: Filled | None = None  # or the copies down a column, of which it is one

    @property
    def own(self) -> tuple[str, ...]:
        """The references that its copies do not share."""
        return self.written if self.filled is None else self.filled.references(self.place[0])

    @property
    def shape(self) -> Written:
        """The form for the engine."""
        return self.pattern.shape

    @property
    def reads(self) -> tuple[Read, ...]:
        """All its references."""
        return tuple(map(self.read, range(len(self.pattern.reads))))

    def read(self, number: int) -> Read:
        """One of its references."""
        read = self.pattern.reads[number]
        if number not in self.pattern.moving:
            return read
        return Read(read.sheet, self.own[self.pattern.moving.index(number)], read.before)

    @property
    def text(self) -> str:
        """The formula with the leading ``=``."""
        if self.filled is not None and self.filled.text is not None:
            return self.filled.text.at(self.place[0])
        own = dict(zip(self.pattern.moving, map(held, self.own), strict=True))
        reads = self.pattern.reads
        return "=" + "".join(
            [
                piece
                if isinstance(piece, str)
                else reads[piece.number].before + own[piece.number]
                if piece.way == "reference"
                else self.special(piece.number, piece.way)
                for piece in self.pattern.pieces
            ]
        )

    @property
    def functions(self) -> frozenset[str]:
        """Names of the functions it calls, upper case."""
        return self.shape.functions

    def special(self, number: int, way: str) -> str:
        """A reference cut to one cell, or as the numbers of its rows or columns."""
        if number < 0:
            return str(self.place[0] if way == "rows" else self.place[1])
        read = self.read(number)
        area = read.area()
        if area is None:
            raise Unsupported(f"{read.text} is no range it can use")
        if way == "cut":
            cell = cut(area, self.place)
            if cell is None:
                return "#VALUE!"
            return read.before + held(cell_name(*cell))
        if way == "rows":
            values, separator = range(area.top, area.bottom + 1), ";"
        else:
            values, separator = range(area.left, area.right + 1), ","
        if len(values) > _MOST_NUMBERS:
            raise Unsupported("it counts the rows or columns of too large a range")
        return "{" + separator.join(map(str, values)) + "}" if len(values) > 1 else str(values[0])

    def demanded_area(self, number: int, is_cut: bool) -> Area | None:
        """The cells of a reference, or the one it is cut to."""
        area = self.read(number).area()
        if area is None or not is_cut:
            return area
        cell = cut(area, self.place)
        return None if cell is None else Area(area.sheet, *cell, *cell)

    def area_of(self, numbers: tuple[int, ...]) -> Area | None:
        """The cells from one of its references to others."""
        found = [self.read(number).area() for number in numbers]
        areas = [area for area in found if area is not None]
        if len(areas) < len(found) or len({area.sheet for area in areas}) > 1:
            return None
        return Area(
            areas[0].sheet,
            min(area.top for area in areas),
            min(area.left for area in areas),
            max(area.bottom for area in areas),
            max(area.right for area in areas),
        )


def cut(area: Area, place: Place) -> Place | None:
    """The one cell a range stands for in a formula of one cell, as Excel finds it."""
    row, column = place
    if area.columns == 1 and area.top <= row <= area.bottom:
        return row, area.left
    if area.rows == 1 and area.left <= column <= area.right:
        return area.top, column
    return None


def held(text: str) -> str:
    """References with a $ before every column and row.

    Of formulas that refer to cells at the same distance, and find equal values there, the engine
    calculates one, even when they differ in a constant: =SUM(A1,INDEX(C$1:C$9,1)) and, below,
    =SUM(A2,INDEX(C$1:C$9,2)), or in where a range begins: =SUM(A1:INDEX(C$1:C$9,9)). Held by $,
    their references differ. Other copies need no hold, and the engine is several times as quick.
    """
    return _BEGINNING.sub("$", text.replace("$", ""))


def element(prepared: Prepared, row: int, column: int) -> str:
    """The formula of one element of the array a formula gives."""
    return f"=_ELEMENT({prepared.text[1:]},{row},{column})"
