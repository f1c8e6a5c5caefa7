"""Reads the part of one sheet and remembers where in its bytes each row and cell stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from passivefolio.errors import FileProblem
from passivefolio.hosts.headless import xmlreading
from passivefolio.hosts.headless.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    cell_name,
    column_number,
)
from passivefolio.hosts.headless.ordinary import ordinary
from passivefolio.hosts.headless.sheetcontent import (
    Content,
    Read,
    Span,
    StoredFormula,
    Tag,
    tag_at,
    value_of,
)

_SHALLOW = 10
_NOTHING: Mapping[str, str] = {}
_CELL = re.compile(r"([A-Za-z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class SheetXml:
    """A sheet part, its content, and where that stands."""

    data: bytes
    sheet_data: Tag
    end: int  # where the end tag of the cells section begins
    content: Content
    merged: tuple[str, ...]  # addresses of the areas merged into one cell
    filtered: bool  # whether a filter is on


class _Scanner:
    """The handlers that follow expat through a sheet part."""

    def __init__(self, data: bytes, read: Read) -> None:
        self.data = data
        self.read = read
        self.sheet_data: Tag | None = None
        self.end_of_data = 0
        self.content = Content()
        self.merged: list[str] = []
        self.filtered = False
        self.path: list[str] = []
        self.starts: list[int] = []  # of the elements whose ends matter
        self.row = 0
        self.column = 0
        self.attributes = _NOTHING  # of the cell
        self.formula = _NOTHING
        self.pieces: list[str] = []
        self.text: str | None = None
        self.inline: str | None = None
        self.parser = xmlreading.new_parser()
        self.follow(True)

    def follow(self, closely: bool) -> None:
        """Whether the handlers are called."""
        self.parser.StartElementHandler = self.start if closely else None
        self.parser.EndElementHandler = self.end if closely else None
        self.parser.CharacterDataHandler = self.pieces_of_text if closely else None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = xmlreading.local(name)
        self.path.append(name)
        if len(self.path) > _SHALLOW:
            xmlreading.refuse_depth(len(self.path))
        if name in ("c", "f", "row"):
            self.starts.append(self.parser.CurrentByteIndex)
        if name == "c":
            self.start_cell(attributes)
        elif name in ("v", "t"):
            self.pieces = []
        elif name == "f":
            self.pieces = []
            self.formula = attributes
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
            if attributes.get("hidden") in ("1", "true"):
                self.content.hidden.add(self.row)
        elif name == "filterColumn":
            self.filtered = True
        elif name == "sheetData":
            self.sheet_data = tag_at(self.data, self.parser.CurrentByteIndex)
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
        if (self.row, self.column) in self.content.cells:
            raise ValueError(f"two cells {cell_name(self.row, self.column)}")
        self.attributes = attributes
        self.text = self.inline = None

    def end(self, _name: str) -> None:
        name = self.path.pop()
        if name == "v":
            self.text = "".join(self.pieces)
        elif name == "t" and "rPh" not in self.path:
            self.inline = (self.inline or "") + "".join(self.pieces)
        elif name == "f":
            span = self.span()
            if "c" in self.path:
                place = self.row, self.column
                spills = "cm" in self.attributes
                self.content.formulas[place] = StoredFormula(
                    "".join(self.pieces), self.formula, spills, span
                )
        elif name == "c":
            self.end_cell()
        elif name == "row":
            self.content.rows[self.row] = self.span()
        elif name == "sheetData":
            self.end_of_data = self.parser.CurrentByteIndex

    def end_cell(self) -> None:
        place = self.row, self.column
        self.content.cells[place] = self.span()
        kind = self.attributes.get("t", "n")
        text = self.inline if kind == "inlineStr" else self.text
        value = value_of(self.read, place, kind, text)
        if value is not None:
            self.content.values[place] = value

    def pieces_of_text(self, text: str) -> None:
        self.pieces.append(text)

    def span(self) -> Span:
        """The bytes of the innermost open element, which ends here."""
        start = self.starts.pop()
        tag = tag_at(self.data, start)
        if tag.empty:
            return start, tag.end
        return start, self.data.index(b">", self.parser.CurrentByteIndex) + 1


def scan(data: bytes, part: str, read: Read) -> SheetXml:
    """All rows and cells of a sheet part."""
    try:
        sheet = _quickly(data, part, read) or _closely(data, part, read)
    except ValueError as problem:
        raise FileProblem(f"the part {part} is damaged ({problem})") from problem
    if sheet is None:
        raise FileProblem(f"the part {part} has no cells section")
    return sheet


def _quickly(data: bytes, part: str, read: Read) -> SheetXml | None:
    """The sheet when its cells are written in the ordinary way; expat judges its syntax."""
    found = ordinary(data, read)
    if found is None:
        return None
    scanner = _Scanner(data, read)

    def pieces() -> Iterator[bytes]:
        yield data[: found.start]
        scanner.follow(False)
        yield data[found.start : found.end]
        scanner.follow(True)
        yield data[found.end :]

    xmlreading.run(scanner.parser, pieces(), part)
    tag = scanner.sheet_data
    if tag is None or (tag.end, scanner.end_of_data) != (found.start, found.end):
        return None
    return SheetXml(data, tag, found.end, found.content, tuple(scanner.merged), scanner.filtered)


def _closely(data: bytes, part: str, read: Read) -> SheetXml | None:
    """The sheet as expat reads it."""
    scanner = _Scanner(data, read)
    xmlreading.run(scanner.parser, [data], part)
    if scanner.sheet_data is None:
        return None
    end = scanner.end_of_data
    return SheetXml(
        data, scanner.sheet_data, end, scanner.content, tuple(scanner.merged), scanner.filtered
    )
