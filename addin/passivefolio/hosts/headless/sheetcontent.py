"""What the part of one sheet holds: its rows and cells, and where in its bytes they stand."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from passivefolio.errors import FileProblem
from passivefolio.hosts.headless.addresses import Place, cell_name
from passivefolio.hosts.headless.values import Value

_TAG = re.compile(rb"""<([^\s>/]+)(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")

Span = tuple[int, int]  # the bytes of an element: from its first to the one after its last
Read = Callable[[str, str | None], Value]
"""The value behind the type of a cell and its text, None where it has none."""


@dataclass(frozen=True, slots=True)
class Tag:
    """The start tag of an element in the bytes of a part."""

    name: bytes
    start: int
    end: int
    empty: bool  # whether the element ends with it


def tag_at(data: bytes, start: int) -> Tag:
    """The start tag that stands there."""
    match = _TAG.match(data, start)
    if match is None:
        raise ValueError(f"no element begins at byte {start}")
    return Tag(match[1], start, match.end(), bool(match[2]))


class StoredFormula(NamedTuple):
    """A formula as the file has it; the text is empty where another cell holds it."""

    text: str
    attributes: Mapping[str, str]
    spills: bool  # whether the cell is marked as a dynamic array
    span: Span


@dataclass(frozen=True, slots=True)
class Content:
    """The rows and cells of a sheet."""

    rows: dict[int, Span] = field(default_factory=dict)
    cells: dict[Place, Span] = field(default_factory=dict)
    values: dict[Place, Value] = field(default_factory=dict)  # of the cells that hold any
    formulas: dict[Place, StoredFormula] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)  # rows


def value_of(read: Read, place: Place, kind: str, text: str | None) -> Value:
    """The value a cell holds: its input, or the last result of its formula."""
    try:
        return read(kind, text)
    except (ValueError, IndexError) as problem:
        name = cell_name(*place)
        raise FileProblem(f"cell {name} holds {text!r}, which cannot be read") from problem
