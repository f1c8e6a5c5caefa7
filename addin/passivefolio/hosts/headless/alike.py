"""Formulas alike but for the cell they stand in, such as those filled down a column.

A pattern is a formula as seen from its cell: its text in pieces, with each reference to a cell
between them as a distance, unless a $ holds it. Equal patterns are equal formulas, so
what is worked out for one serves all of them.
"""

import re
from dataclasses import dataclass

from passivefolio.hosts.headless.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    Place,
    column_letters,
    column_number,
)
from passivefolio.hosts.headless.formulas import Prepared

_REFERENCE = re.compile(
    r"""
    "(?:[^"]|"")*" | '(?:[^']|'')*'
  | (?<![\w.$\\])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\w.(\[!\\])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CELLS = re.compile(r"\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?", re.IGNORECASE)
_KNOW_THEIR_PLACE = frozenset({"ROW", "COLUMN"})

Pattern = tuple[str | tuple[int | str, int | str], ...]


@dataclass(frozen=True, slots=True)
class Mould:
    """A prepared formula, to be cast again for others of its pattern."""

    prepared: Prepared
    text: Pattern

    def cast(self, place: Place) -> Prepared:
        """The formula prepared for another cell."""
        first = self.prepared
        return Prepared(text_at(self.text, place), first.functions, first.sheet, first.outermost)


def mould(prepared: Prepared, place: Place) -> Mould | None:
    """The mould of a prepared formula; None where more than its references knows the place."""
    if prepared.functions & _KNOW_THEIR_PLACE:
        return None
    if not all(_CELLS.fullmatch(area) for _, area in prepared.references):
        return None
    return Mould(prepared, pattern(prepared.text, place))


def pattern(text: str, place: Place) -> Pattern:
    """A formula as seen from its cell."""
    row, column = place
    parts: list[str | tuple[int | str, int | str]] = []
    end = 0
    for match in _REFERENCE.finditer(text):
        fixed, letters, fixed_row, digits = match.groups()
        if letters is None or (fixed and fixed_row):  # a text, the name of a sheet, or $A$1
            continue
        parts.append(text[end : match.start()])
        parts.append(
            (
                f"${letters}" if fixed else column_number(letters) - column,
                f"${digits}" if fixed_row else int(digits) - row,
            )
        )
        end = match.end()
    parts.append(text[end:])
    return tuple(parts)


def held(text: str) -> str:
    """The formula with a $ before every row and column of a reference to cells.

    The engine mistakes one formula for another when they differ in a constant alone and refer to
    cells at the same distance: of =SUM(A1,INDEX(C$1:C$9,1)) and, below, =SUM(A2,INDEX(C$1:C$9,2))
    it calculates the first twice. With a $ they refer to different cells.
    """
    return _REFERENCE.sub(_hold, text)


def _hold(match: re.Match[str]) -> str:
    _, letters, _, digits = match.groups()
    return match[0] if letters is None else f"${letters}${digits}"


def text_at(parts: Pattern, place: Place) -> str:
    """The text of a pattern in one cell; beyond the edge of the sheet it begins anew."""
    if len(parts) == 1:
        return str(parts[0])
    row, column = place
    pieces = []
    for part in parts:
        if isinstance(part, str):
            pieces.append(part)
            continue
        across, down = part
        if isinstance(across, int):
            across = column_letters((column + across - 1) % LAST_COLUMN + 1)
        if isinstance(down, int):
            down = str((row + down - 1) % LAST_ROW + 1)
        pieces.append(across + down)
    return "".join(pieces)
