"""Rows that are hidden, which SUBTOTAL leaves out."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from passivefolio.hosts.headless.addresses import Area
from passivefolio.hosts.headless.syntax import Call, Constant

_ALL_HIDDEN = 100  # from here on SUBTOTAL leaves out rows hidden by hand, too
_MEETS = "SUBTOTAL leaves out hidden rows, and there are some in its range"


@dataclass(frozen=True, slots=True)
class Hidden:
    """The hidden rows of each sheet, and the sheets on which a filter is on."""

    rows: Mapping[str, Set[int]] = field(default_factory=dict)
    filtered: Set[str] = frozenset()


NOTHING = Hidden()


def meets(call: Call, area: Area, hidden: Hidden, numbers: list[str]) -> str:
    """Why a SUBTOTAL over an area depends on hidden rows; an empty text when it does not.

    ``numbers`` are the numbers given in the formula.
    """
    rows = hidden.rows.get(area.sheet, frozenset())
    if not any(area.top <= row <= area.bottom for row in rows):
        return ""
    how = call.arguments[0]
    by_hand = area.sheet not in hidden.filtered
    if by_hand and isinstance(how, Constant) and how.kind == "given":
        return "" if float(numbers[int(how.text[1:])]) < _ALL_HIDDEN else _MEETS
    return _MEETS
