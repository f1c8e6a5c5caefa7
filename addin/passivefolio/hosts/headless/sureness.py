"""Calls whose answer depends on more than the kinds of their arguments: which of them are sure.

These are lookups of the nearest value, which want a list in order; SUBTOTAL, which leaves hidden
rows out; functions of several ranges, which must be of one size; and what sees the blank cells
beyond the data.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from passivefolio.hosts.headless import blanks, nearly, order, sizes
from passivefolio.hosts.headless.addresses import Area, Place
from passivefolio.hosts.headless.filled import Filled
from passivefolio.hosts.headless.hiddenrows import Hidden, meets
from passivefolio.hosts.headless.prepared import Pattern, Prepared
from passivefolio.hosts.headless.syntax import Call, Node, Reference, parts_of
from passivefolio.hosts.headless.values import Value

_CONCERNED = order.LOOKUPS | sizes.ALIKE | nearly.LOOKUPS | blanks.PAIRING | {"SUBTOTAL"}


class Doubt(NamedTuple):
    """Why the answer of the engine is not sure, and whether our own functions are."""

    reason: str
    careful: bool = False


class Sureness:
    """Judges formulas by the cells their references name, as they are calculated now."""

    def __init__(self, value: Callable[[str, Place], Any], hidden: Hidden) -> None:
        self.value = value
        self.hidden = hidden
        self.filled: dict[str, Place] = {}  # last row and column in which anything stands
        self._calls: dict[Pattern, tuple[Call, ...]] = {}
        self._sizes: dict[tuple[int, Filled] | None, str] = {}  # by calls, which stay
        self._orders: dict[tuple[Area, bool], bool] = {}
        self._numbers: dict[Area, list[float]] = {}

    def look_again(self, filled: Mapping[str, Set[Place]]) -> None:
        """Values have changed; these are the places in which anything stands."""
        self._orders.clear()
        self._numbers.clear()
        self.filled = {
            sheet: (max(row for row, _ in places), max(column for _, column in places))
            for sheet, places in filled.items()
            if places
        }

    def well_below(self) -> Place:
        """A row and a column beyond all cells that are filled, as far again and more."""
        row = max((row for row, _ in self.filled.values()), default=1)
        column = max((column for _, column in self.filled.values()), default=1)
        return 2 * row + 3, 2 * column + 3

    def doubt(self, prepared: Prepared, as_array: bool) -> Doubt | None:
        """What is not sure about the answer of a formula, if anything is."""

        def area(number: int) -> Area | None:
            return prepared.read(number).area()

        if as_array and sizes.mismatched(prepared.shape.node, area):
            return Doubt(sizes.MISMATCH)
        for call in self.calls(prepared):
            doubt = self._doubt(call, prepared)
            if doubt.reason:
                return doubt
        return None

    def calls(self, prepared: Prepared) -> tuple[Call, ...]:
        """The calls in a formula that are to be judged."""
        calls = self._calls.get(prepared.pattern)
        if calls is None:
            concerned = not _CONCERNED.isdisjoint(prepared.shape.functions)
            calls = tuple(_concerned(prepared.shape.node)) if concerned else ()
            self._calls[prepared.pattern] = calls
        return calls

    def numbers(self, call: Call, prepared: Prepared) -> Sequence[float] | None:
        """The numbers a lookup looks through, ascending; None when they are calculated."""
        listed = call.arguments[order.LIST]
        area = prepared.read(listed.number).area() if isinstance(listed, Reference) else None
        line = order.looked_through(call, area) if area else None
        if line is None:
            return None
        found = self._numbers.get(line)
        if found is None:
            found = sorted(cell for cell in self.cells(line) if type(cell) is float)
            self._numbers[line] = found
        return found

    def _doubt(self, call: Call, prepared: Prepared) -> Doubt:
        by_engine = order.order_matters(call) and not prepared.shape.careful
        if by_engine and not self._sorted(call, prepared):
            return Doubt(order.UNORDERED, True)
        if call.name == "SUBTOTAL":
            return Doubt(self._hidden(call, prepared))
        if (
            call.name == "COUNTIFS"
            and self._reaches_beyond(call, prepared)
            and blanks.counts_blanks(call, prepared, self.value)
        ):
            return Doubt(blanks.COUNTED)
        if (
            call.name in blanks.PAIRING
            and self._reaches_beyond(call, prepared)
            and blanks.loses_partners(call, prepared, self.value)
        ):
            return Doubt(blanks.UNPAIRED)
        return Doubt(self._unlike(call, prepared) if call.name in sizes.ALIKE else "")

    def _unlike(self, call: Call, prepared: Prepared) -> str:
        """Why the sizes in a call do not fit; they are the same all down most columns."""
        filled = prepared.filled
        key = (id(call), filled) if filled is not None and filled.same_sizes else None
        if key not in self._sizes:
            found = sizes.unlike(call, lambda number: prepared.read(number).area())
            if key is None:
                return found
            self._sizes[key] = found
        return self._sizes[key]

    def _sorted(self, call: Call, prepared: Prepared) -> bool:
        way = order.way(call)
        listed = call.arguments[order.LIST]
        if not isinstance(listed, Reference):
            return True  # or it is looked up by our own function
        area = prepared.read(listed.number).area()
        line = order.looked_through(call, area) if area else None
        return line is not None and way is not None and self._in_order(line, way < 0)

    def _in_order(self, line: Area, descending: bool) -> bool:
        found = self._orders.get((line, descending))
        if found is None:
            found = order.in_order(self.cells(line), descending)
            self._orders[line, descending] = found
        return found

    def cells(self, area: Area) -> list[Value]:
        """The cells of an area up to the last that is filled."""
        last_row, last_column = self.filled.get(area.sheet, (0, 0))
        cells = [
            self.value(area.sheet, (row, column))
            for row in range(area.top, min(area.bottom, last_row) + 1)
            for column in range(area.left, min(area.right, last_column) + 1)
        ]
        while cells and cells[-1] is None:
            cells.pop()
        return cells

    def _hidden(self, call: Call, prepared: Prepared) -> str:
        for argument in call.arguments[1:]:
            area = None
            if isinstance(argument, Reference):
                area = prepared.read(argument.number).area()
            if area is not None:
                reason = meets(call, area, self.hidden, prepared.pattern.given)
            else:
                reason = "SUBTOTAL of a calculated range is not sure" if self.hidden.rows else ""
            if reason:
                return reason
        return ""

    def _reaches_beyond(self, call: Call, prepared: Prepared) -> bool:
        """Whether a range goes beyond the last filled row or column."""
        for argument in call.arguments[:: 1 if call.name.startswith("SUMX") else 2]:
            area = None
            if isinstance(argument, Reference):
                area = prepared.read(argument.number).area()
            if area is None:
                return True
            last_row, last_column = self.filled.get(area.sheet, (0, 0))
            if area.bottom > last_row or area.right > last_column:
                return True
        return False


def _concerned(node: Node) -> Iterator[Call]:
    """The calls in an expression that are to be judged."""
    if isinstance(node, Call) and node.name in _CONCERNED:
        yield node
    for part in parts_of(node):
        yield from _concerned(part)
