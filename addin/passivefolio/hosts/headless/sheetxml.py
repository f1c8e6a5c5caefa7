"""Reads the part of one sheet and remembers where in its bytes each row and cell stands."""

import datetime
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from passivefolio.errors import CellError, FileProblem
from passivefolio.hosts.headless import xmlreading
from passivefolio.hosts.headless.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    Place,
    cell_name,
    column_number,
)
from passivefolio.hosts.headless.values import Value, serial, unescape

_TAG = re.compile(rb"""<([^\s>/]+)(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")
_SHALLOW = 10
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
_CELL = re.compile(r"([A-Za-z]+)(\d+)")


@dataclass(slots=True)
class Tag:
    """The bytes of one element: from ``start`` to ``end``, its start tag up to ``opened``."""

    start: int
    opened: int
    empty: bool
    name: str
    end: int = 0


@dataclass(slots=True)
class Cell:
    """One ``<c>`` element."""

    row: int
    column: int
    attributes: dict[str, str]
    tag: Tag
    text: str | None = None
    inline: str | None = None
    formula: str | None = None
    formula_attributes: Mapping[str, str] = field(default_factory=lambda: _NO_ATTRIBUTES)
    formula_tag: Tag | None = None

    @property
    def place(self) -> Place:
        """Row and column."""
        return self.row, self.column

    @property
    def name(self) -> str:
        """The address, such as ``B5``."""
        return cell_name(self.row, self.column)


@dataclass(slots=True)
class SheetXml:
    """The cells and rows of one sheet part, with their positions in its bytes."""

    data: bytes
    sheet_data: Tag
    rows: dict[int, Tag]
    cells: dict[Place, Cell]
    merged: tuple[str, ...]  # addresses of the areas merged into one cell


class _Scanner:
    """The handlers that follow expat through a sheet part."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.sheet_data: Tag | None = None
        self.rows: dict[int, Tag] = {}
        self.cells: dict[Place, Cell] = {}
        self.merged: list[str] = []
        self.row = 0
        self.column = 0
        self.cell: Cell | None = None
        self.pieces: list[str] = []
        self.path: list[str] = []
        self.tags: list[Tag] = []
        self.parser = xmlreading.new_parser()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = xmlreading.local(name)
        self.path.append(name)
        if len(self.path) > _SHALLOW:
            xmlreading.refuse_depth(len(self.path))
        if name == "c":
            self.tags.append(self.tag())
            self.start_cell(attributes)
        elif name in ("v", "t"):
            self.pieces = []
        elif name == "f" and self.cell is not None:
            self.pieces = []
            self.tags.append(self.tag())
            self.cell.formula_attributes = attributes or _NO_ATTRIBUTES
        elif name == "row":
            self.tags.append(self.tag())
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
            self.rows[self.row] = self.tags[-1]
        elif name == "sheetData":
            self.tags.append(self.tag())
            self.sheet_data = self.tags[-1]
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def start_cell(self, attributes: dict[str, str]) -> None:
        address = _CELL.fullmatch(attributes.get("r", ""))
        if address:
            self.row, self.column = int(address[2]), column_number(address[1])
        else:
            self.column += 1
        if not (1 <= self.row <= LAST_ROW and 1 <= self.column <= LAST_COLUMN):
            raise ValueError(f"a cell in row {self.row}, column {self.column}")
        if (self.row, self.column) in self.cells:
            raise ValueError(f"two cells {cell_name(self.row, self.column)}")
        self.cell = Cell(self.row, self.column, attributes, self.tags[-1])
        self.cells[self.row, self.column] = self.cell

    def end(self, _name: str) -> None:
        name = self.path.pop()
        cell = self.cell
        if name == "v" and cell is not None:
            cell.text = "".join(self.pieces)
        elif name == "t" and cell is not None and "rPh" not in self.path:
            cell.inline = (cell.inline or "") + "".join(self.pieces)
        elif name == "f" and cell is not None:
            cell.formula = "".join(self.pieces)
            cell.formula_tag = self.close()
        elif name in ("c", "row", "sheetData"):
            self.close()
            if name == "c":
                self.cell = None

    def characters(self, text: str) -> None:
        self.pieces.append(text)

    def tag(self) -> Tag:
        """The start tag expat stands at."""
        start = self.parser.CurrentByteIndex
        match = _TAG.match(self.data, start)
        assert match is not None
        return Tag(start, match.end(), bool(match[2]), sys.intern(match[1].decode()))

    def close(self) -> Tag:
        """The innermost open tag, whose element ends here."""
        tag = self.tags.pop()
        if tag.empty:
            tag.end = tag.opened
        else:
            tag.end = self.data.index(b">", self.parser.CurrentByteIndex) + 1
        return tag


def scan(data: bytes, part: str) -> SheetXml:
    """All rows and cells of a sheet part."""
    scanner = _Scanner(data)
    try:
        xmlreading.run(scanner.parser, data, part)
    except (ValueError, AssertionError) as problem:
        raise FileProblem(f"the part {part} is damaged ({problem})") from problem
    if scanner.sheet_data is None:
        raise FileProblem(f"the part {part} has no cells section")
    return SheetXml(data, scanner.sheet_data, scanner.rows, scanner.cells, tuple(scanner.merged))


def stored_value(cell: Cell, strings: list[str], date1904: bool) -> Value:
    """The value the file holds for a cell: its input, or the last result of its formula."""
    kind = cell.attributes.get("t", "n")
    if kind == "inlineStr":
        return None if cell.inline is None else unescape(cell.inline)
    if cell.text is None:
        return None
    if kind == "str":
        return unescape(cell.text)
    text = cell.text.strip()
    try:
        if kind == "s":
            return unescape(strings[int(text)])
        if kind == "b":
            return text in ("1", "true")
        if kind == "e":
            return CellError(text, "")
        if kind == "d":
            return serial(datetime.datetime.fromisoformat(text), date1904)
        return float(text) if text else None
    except (ValueError, IndexError) as problem:
        raise FileProblem(f"cell {cell.name} holds {text!r}, which cannot be read") from problem
