"""Sizes of ranges and arrays: those that spreadsheets want alike, and the engine does not."""

from collections.abc import Callable

from passivefolio.hosts.headless.addresses import Area
from passivefolio.hosts.headless.arrays import takes_array, works_on_each_element
from passivefolio.hosts.headless.criteria import FIRST_CONDITION
from passivefolio.hosts.headless.syntax import Call, Constant, Node, Operation, Reference, Sign
from passivefolio.hosts.headless.tokens import tokenize

Size = tuple[int, int]  # rows and columns
Areas = Callable[[int], Area | None]  # the cells of a reference

_PAIRS_AFTER = {name: first - 1 for name, first in FIRST_CONDITION.items()}
_CUTTING = frozenset({"CHOOSECOLS", "CHOOSEROWS", "DROP", "INDEX", "OFFSET", "TAKE", "XLOOKUP"})
MISMATCH = "it works on ranges of different sizes, cell by cell"
ALIKE = frozenset(_PAIRS_AFTER) | {"LOOKUP", "SUMPRODUCT"}


def unlike(call: Call, areas: Areas) -> str:
    """Why the ranges and arrays of a call are not of one size; an empty text when they are."""
    if call.name == "LOOKUP":
        sizes = [size_of(argument, areas) for argument in call.arguments[1:]]
        lengths = {size[0] * size[1] for size in sizes if size is not None}
        return f"{call.name}: its ranges are of different sizes" if len(lengths) > 1 else ""
    several: tuple[Node, ...] = call.arguments
    if call.name in _PAIRS_AFTER:
        first = _PAIRS_AFTER[call.name]
        several = (*call.arguments[:first], *call.arguments[first::2])
    sizes = [size_of(argument, areas) for argument in several]
    if len({size for size in sizes if size is not None}) > 1:
        return f"{call.name}: its ranges are of different sizes"
    if call.name == "SUMPRODUCT" and any(mismatched(argument, areas) for argument in several):
        return MISMATCH
    return ""


def mismatched(node: Node, areas: Areas) -> bool:
    """Whether an expression worked out as an array works on sizes that do not fit each other."""
    inside: tuple[Node, ...] = ()
    together: tuple[Node, ...] = ()  # worked on cell by cell
    if isinstance(node, Sign):
        inside = (node.operand,)
    elif isinstance(node, Operation):
        inside = together = node.operands
    elif isinstance(node, Call):
        inside = node.arguments
        together = _cell_by_cell(node)
    sizes = [size for size in (size_of(one, areas) for one in together) if size is not None]
    rows = {rows for rows, _ in sizes} - {1}
    columns = {columns for _, columns in sizes} - {1}
    return max(len(rows), len(columns)) > 1 or any(mismatched(one, areas) for one in inside)


def _cell_by_cell(call: Call) -> tuple[Node, ...]:
    """The arguments of which a call takes one cell each."""
    if call.name == "IF":
        return call.arguments
    if not works_on_each_element(call.name):
        return ()
    return tuple(
        argument
        for position, argument in enumerate(call.arguments)
        if not takes_array(call.name, position)
    )


def size_of(node: Node, areas: Areas) -> Size | None:
    """The rows and columns of the value of an expression worked out as an array, if they show."""
    if isinstance(node, Reference):
        area = areas(node.number)
        return (area.rows, area.columns) if area else None
    if isinstance(node, Constant):
        return _size_of_array(node.text) if node.kind == "array" else (1, 1)
    if isinstance(node, Sign):
        return size_of(node.operand, areas)
    if isinstance(node, Operation):
        return _spread([size_of(operand, areas) for operand in node.operands])
    if isinstance(node, Call) and node.name in _CUTTING:
        return None
    if isinstance(node, Call) and (works_on_each_element(node.name) or node.name == "IF"):
        return _spread([size_of(argument, areas) for argument in _cell_by_cell(node)])
    return None


def _spread(sizes: list[Size | None]) -> Size | None:
    """The size when single rows and columns repeat."""
    rows = columns = 1
    for size in sizes:
        if size is None:
            return None
        rows, columns = max(rows, size[0]), max(columns, size[1])
    return rows, columns


def _size_of_array(text: str) -> Size:
    texts = [token.text for token in tokenize(text[1:-1])]
    rows = texts.count(";") + 1
    return rows, texts.count(",") // rows + 1
