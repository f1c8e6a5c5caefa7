"""Formulas filled down a column: copies of each other that differ in the numbers of rows alone."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from passivefolio.hosts.headless.addresses import LAST_ROW

_CORNER = re.compile(r"(\$?[A-Za-z]+)(\$?)(\d+)")


class Template(NamedTuple):
    """A text in which numbers follow the row."""

    text: str  # with a %d for each of them
    shifts: tuple[int, ...]  # how far each lies from the row

    def at(self, row: int) -> str:
        """The text in a row."""
        return self.text % tuple([row + shift for shift in self.shifts])


class Filled:
    """A formula in every row of a column it is filled into."""

    def __init__(
        self,
        pieces: Sequence[str],
        row: int,
        written: Sequence[str | int] | None = None,
        hold: str = "",
    ) -> None:
        """``pieces`` is the formula as the file has it in a row, its references every second.

        ``written`` is the engine's form with these by number; None when it follows more than them.
        ``hold`` stands there before each letter and number of a reference.
        """
        self._references = [_template(text, row, "") for text in pieces[1::2]]
        self._stored = _joined(
            self._references[number // 2] if number % 2 else text
            for number, text in enumerate(pieces)
        )
        self.text: Template | None = None  # the engine's form
        if written is not None:
            held = [_template(text, row, hold) for text in pieces[1::2]]
            self.text = _joined(
                held[piece] if isinstance(piece, int) else piece for piece in written
            )
        shifts = 0, *self._stored.shifts
        highest, lowest = 1 - min(shifts), LAST_ROW - max(shifts)
        self.same_sizes = True  # of its ranges, in every row
        for text in pieces[1::2]:  # further down or up, a range would end before it begins
            fixed = [(bool(dollar), int(digits)) for _, dollar, digits in _CORNER.findall(text)]
            self.same_sizes &= len({is_fixed for is_fixed, _ in fixed}) == 1
            match fixed:
                case [(True, first), (False, last)]:
                    highest = max(highest, first - last + row)
                case [(False, first), (True, last)]:
                    lowest = min(lowest, last - first + row)
        self._rows = range(highest, lowest + 1)

    def holds(self, formula: str, row: int) -> bool:
        """Whether this is the formula in a row."""
        return row in self._rows and self._stored.at(row) == formula

    def references(self, row: int) -> tuple[str, ...]:
        """The references of the formula in a row."""
        return tuple([reference.at(row) for reference in self._references])


def _template(reference: str, row: int, hold: str) -> Template:
    """A reference by the row it is used in."""
    shifts: list[int] = []

    def corner(match: re.Match[str]) -> str:
        letters, dollar, digits = match.groups()
        if hold:
            letters = hold + letters.removeprefix("$")
        if dollar:
            return f"{letters}${digits}"
        shifts.append(int(digits) - row)
        return f"{letters}{hold}%d"

    return Template(_CORNER.sub(corner, reference), tuple(shifts))


def _joined(pieces: Iterable[str | Template]) -> Template:
    """Texts and templates one after the other."""
    texts: list[str] = []
    shifts: list[int] = []
    for piece in pieces:
        if isinstance(piece, Template):
            texts.append(piece.text)
            shifts += piece.shifts
        else:
            texts.append(piece.replace("%", "%%"))
    return Template("".join(texts), tuple(shifts))
