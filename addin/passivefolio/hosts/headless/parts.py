"""The pieces of a formula written for the engine, and which kinds of values can come up in them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from passivefolio.hosts.headless.known import ALL, NUMBERS, TEXTS

WATCHED = "\ue001"  # stands for the number under which a formula is watched
OMITTED = "\ue000"  # stands for an argument left empty, as in F(1,,3)


class Cells(NamedTuple):
    """Stands for the kinds of values in the cells from one reference to another."""

    numbers: tuple[int, ...]


class Answers(NamedTuple):
    """Stands for the kinds of values a function of ours has answered with."""

    function: str
    kinds: frozenset[str]  # all it ever answers with


class Condition(NamedTuple):
    """Stands for the kinds of text that ``">"&`` makes of values of certain kinds."""

    kinds: frozenset[Any]


Kinds = frozenset[str | Cells | Answers | Condition]


class Slot(NamedTuple):
    """A place in the text where a reference goes: as it is, cut to one cell, or as the numbers of
    its rows or columns; or where a number that is given goes."""

    number: int
    way: str  # reference, cut, rows, columns or number


Piece = str | Slot


class Demand(NamedTuple):
    """An expression whose value must be of certain kinds for the answer to be sure."""

    pieces: tuple[Piece, ...]
    number: int | None  # the reference, when the expression is one
    possible: Kinds  # what its value can be
    kinds: frozenset[str]  # what it must be
    function: str

    @property
    def constant(self) -> bool:
        """Whether it is about a text as it is written."""
        first = self.pieces[0]
        return len(self.pieces) == 1 and isinstance(first, str) and first[0] == '"'

    @property
    def cut(self) -> bool:
        """Whether it is about the one cell a range is cut to."""
        first = self.pieces[0]
        return self.number is not None and isinstance(first, Slot) and first.way == "cut"


class Part(NamedTuple):
    """An expression as written for the engine, and what is known of its value."""

    pieces: tuple[Piece, ...]
    form: str  # value, cell, range or array
    kinds: Kinds
    number: int | None = None  # the reference, when the expression is nothing else
    constant: bool = False

    @property
    def scalar(self) -> bool:
        """Whether this surely is one value."""
        return self.form in ("value", "cell")


def possible(kinds: Kinds) -> frozenset[str]:
    """All kinds of values that can come up as long as no cell and no answer is known."""
    found: set[str] = set()
    for kind in kinds:
        if isinstance(kind, str):
            found.add(kind)
        elif isinstance(kind, Condition):
            found |= conditions(possible(kind.kinds))
        else:
            found |= kind.kinds if isinstance(kind, Answers) else ALL
    return frozenset(found)


def conditions(kinds: Iterable[str]) -> frozenset[str]:
    """The kinds of text that ``">"&`` makes of these; with a number it is plain."""
    found: set[str] = set()
    for kind in kinds:
        found |= {"t"} if kind in NUMBERS or kind == "m" else {"e"} if kind == "e" else TEXTS
    return frozenset(found)


def hull(ends: list[Part]) -> Kinds:
    """The kinds in a range that reaches from one cell to another."""
    kinds = frozenset(kind for end in ends for kind in end.kinds)
    numbers = {number for kind in kinds if isinstance(kind, Cells) for number in kind.numbers}
    if not all(isinstance(kind, Cells) for kind in kinds - {"e", "0"}):
        return ALL
    return frozenset({Cells(tuple(sorted(numbers))), "e"})


def called(name: str, arguments: list[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    """A call of a function."""
    pieces: list[Piece] = [f"{name}("]
    for position, argument in enumerate(arguments):
        if position:
            pieces.append(",")
        pieces += argument
    return (*pieces, ")")


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces with neighbouring texts joined."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and isinstance(piece, str) and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)
