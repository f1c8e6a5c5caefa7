"""Numbers that the engine's lookups take for equal, and spreadsheets do not.

The engine finds a number that is less than 1E-12 away, as 0.1+0.2 is from 0.3.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from passivefolio.hosts.headless.syntax import Call, Constant, Node, Operation

LOOKUPS = frozenset({"HLOOKUP", "LOOKUP", "MATCH", "SWITCH", "VLOOKUP", "XLOOKUP", "XMATCH"})
NEAR = "it looks for a number that is not quite one of those it looks through"
_NONE, _ONE = Constant("number", "0"), Constant("number", "1")
_AWAY = 1.1e-12
_SPACED = 8192.0  # above, numbers are further away from each other


def any_near(cells: Iterable[Any]) -> bool:
    """Whether some of these are nearly equal, or nearly whole numbers."""
    fractions = sorted(
        {cell for cell in cells if type(cell) is float and cell % 1 and abs(cell) < _SPACED}
    )
    if any(abs(number - round(number)) < _AWAY for number in fractions):
        return True
    return any(larger - number < _AWAY for number, larger in pairwise(fractions))


def is_near(sought: Any, numbers: Sequence[float]) -> bool:
    """Whether any of the ascending numbers is nearly the one that is sought, but not quite."""
    if isinstance(sought, bool) or not isinstance(sought, int | float):
        return False
    for number in numbers[bisect_left(numbers, sought - _AWAY) :]:
        if number > sought + _AWAY:
            return False
        if number != sought:
            return True
    return False


def compared(call: Call) -> tuple[Node, ...]:
    """What a call looks for, and what it compares that with."""
    sought, *others = call.arguments
    if call.name == "SWITCH":
        return sought, *others[:-1:2]
    if call.name == "VLOOKUP":
        return sought, Call("INDEX", (others[0], _NONE, _ONE))
    if call.name == "HLOOKUP":
        return sought, Call("INDEX", (others[0], _ONE, _NONE))
    return sought, others[0]


def is_text(node: Node) -> bool:
    """Whether an expression surely is no number."""
    if isinstance(node, Constant):
        return node.kind not in ("given", "number", "array")
    return isinstance(node, Operation) and node.operators[0] == "&"


def near(sought: Any, *others: Any) -> float:
    """1 when any of the numbers sought is nearly one of the others, but not quite."""
    numbers = sorted(cell for cell in _flat(others) if type(cell) is float)
    return float(any(is_near(cell, numbers) for cell in _flat((sought,))))


def _flat(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        else:
            yield value


NEARLY: dict[str, Callable[..., Any]] = {"_NEAR": near}
