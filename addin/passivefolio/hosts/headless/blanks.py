"""Blank cells beyond the last filled row or column of a sheet, where the engine stops to look.

COUNTIFS does not count them, and of whole columns and rows, the engine's arrays have the filled
part only.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from passivefolio.hosts.headless.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    Place,
    area_name,
)
from passivefolio.hosts.headless.arrays import EXTENDING
from passivefolio.hosts.headless.prepared import Pattern, Prepared, Read
from passivefolio.hosts.headless.syntax import Call, Constant, Node, Operation, Reference, parts_of
from passivefolio.hosts.headless.words import words

_AS_A_WHOLE = words(
    """
    AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS COLUMNS CORREL COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS
    COVAR COVARIANCE.P COVARIANCE.S DEVSQ FORECAST FORECAST.LINEAR GEOMEAN HARMEAN HLOOKUP
    INTERCEPT KURT LARGE LINEST LOOKUP MATCH MAX MAXA MAXIFS MEDIAN MIN MINA MINIFS MODE MODE.SNGL
    PEARSON PERCENTILE PERCENTILE.EXC PERCENTILE.INC PRODUCT QUARTILE QUARTILE.EXC QUARTILE.INC
    RANK RANK.AVG RANK.EQ ROWS RSQ SKEW SLOPE SMALL STDEV STDEV.P STDEV.S STDEVA STDEVP STDEVPA
    STEYX SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SUMSQ VAR VAR.P VAR.S VARA VARP VARPA VLOOKUP
    XLOOKUP XMATCH
    """
)  # of whole columns given to these, the blank cells make no difference
PAIRING = EXTENDING | {"SUMX2MY2", "SUMX2PY2", "SUMXMY2"}
COUNTED = "blank cells meet its criteria, and it reaches beyond the last filled row or column"
UNPAIRED = "it pairs blank cells beyond the data with cells that stand elsewhere"
DIFFERENT = "blank cells below the data make a difference to it; refer to the filled rows alone"

Value = Callable[[str, Place], Any]


def loses_partners(call: Call, prepared: Prepared, value: Value) -> bool:
    """Whether a blank cell that is not looked at could have a partner that is filled.

    This is about calls that are held to reach beyond the data.
    """
    if call.name not in PAIRING or (call.name in EXTENDING and len(call.arguments) < 3):
        return False
    if call.name in EXTENDING and not met_by_a_blank(call.arguments[1], prepared, value):
        return False
    return not _aligned((call.arguments[0], call.arguments[-1]), prepared)


def _aligned(nodes: tuple[Node, ...], prepared: Prepared) -> bool:
    """Whether these are ranges of one sheet that begin in the same row."""
    tops: set[tuple[str, int] | None] = set()
    for node in nodes:
        area = prepared.read(node.number).area() if isinstance(node, Reference) else None
        tops.add((area.sheet, area.top) if area else None)
    return len(tops) == 1 and None not in tops


def counts_blanks(call: Call, prepared: Prepared, value: Value) -> bool:
    """Whether COUNTIFS could count blank cells, in a call that is held to reach beyond the data."""
    met = [met_by_a_blank(node, prepared, value) for node in call.arguments[1::2]]
    return all(met) if _aligned(call.arguments[::2], prepared) else any(met)


def met_by_a_blank(node: Node, prepared: Prepared, value: Value) -> bool:
    """Whether a blank cell perhaps meets a criterion."""
    if isinstance(node, Operation) and node.operators[0] == "&":
        first = node.operands[0]
        if isinstance(first, Constant) and first.kind == "text":
            text = first.text[1:-1]
            return text in ("", "=") or text.startswith("<>")
        return True
    if isinstance(node, Constant):
        return node.kind == "text" and _meets(node.text[1:-1])
    if isinstance(node, Reference) and not node.several:
        area = prepared.read(node.number).area()
        return area is None or _meets(value(area.sheet, (area.top, area.left)))
    return True


def _meets(criterion: Any) -> bool:
    if not isinstance(criterion, str):
        return False
    return criterion in ("", "=") or (criterion.startswith("<>") and criterion != "<>")


def whole_areas_in_arrays(node: Node, inside: str = "") -> Iterator[int]:
    """The references of an expression that are not given to a function as a whole.

    ``inside`` is the function the expression is an argument of.
    """
    if isinstance(node, Reference) and node.several and inside not in _AS_A_WHOLE:
        yield node.number
    for part in parts_of(node):
        yield from whole_areas_in_arrays(part, node.name if isinstance(node, Call) else "")


def takes_whole_areas(pattern: Pattern) -> bool:
    """Whether whole columns or rows are worked out as arrays, of which the engine cuts the end."""
    reads = pattern.reads
    if not any(is_whole(read.text) for read in reads):
        return False
    return any(is_whole(reads[number].text) for number in whole_areas_in_arrays(pattern.shape.node))


def of_several_sheets(pattern: Pattern) -> bool:
    """Whether whole columns or rows of several sheets are filled to different ends perhaps."""
    reads = pattern.reads
    return len({read.sheet for read in reads if is_whole(read.text)}) > 1


def is_whole(text: str) -> bool:
    """Whether a reference names whole columns or rows, as in ``A:A`` and ``1:3``."""
    first = text.partition(":")[0].replace("$", "")
    return ":" in text and (first.isalpha() or first.isdigit())


def shortened(prepared: Prepared, rows: int, columns: int) -> Prepared:
    """The formula with whole columns and rows cut to so many."""

    def cut(read: Read) -> Read:
        area = read.area()
        if area is None or not is_whole(read.text):
            return read
        bottom = min(area.bottom, rows) if area.rows == LAST_ROW else area.bottom
        right = min(area.right, columns) if area.columns == LAST_COLUMN else area.right
        return read._replace(text=area_name(area.top, area.left, bottom, right))

    pattern = prepared.pattern
    reads = tuple(map(cut, prepared.reads))
    return replace(
        prepared,
        pattern=Pattern(prepared.shape, reads, (), pattern.given),
        written=(),
        filled=None,
    )
