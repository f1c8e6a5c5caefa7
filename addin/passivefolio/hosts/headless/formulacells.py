"""The formula cells of a sheet: shared formulas written out, array formulas with their areas."""

from collections.abc import Iterator
from dataclasses import dataclass

from passivefolio.errors import FileProblem
from passivefolio.hosts.headless.addresses import Area, Place, cell_name, parse_area, quoted
from passivefolio.hosts.headless.formulas import Prepared
from passivefolio.hosts.headless.sheetxml import Cell, SheetXml
from passivefolio.hosts.headless.tokens import PARAMETER, Token, shifted, tokenize

_MOST_CELLS = 1_000_000  # of one array formula


@dataclass(frozen=True, slots=True)
class CellNote:
    """One cell worth telling about."""

    sheet: str
    cell: str
    formula: str
    text: str
    source: str = ""  # the cell an error comes from, when it only travels on

    @property
    def where(self) -> str:
        """The address with its sheet, such as ``Inputs!B5``."""
        return f"{quoted(self.sheet)}!{self.cell}"


@dataclass(slots=True)
class Formula:
    """One formula and the cells it fills; ``frozen`` is the reason when it keeps its old value."""

    sheet: str
    cell: Cell
    text: str  # as the file stores it, for a shared formula as this cell means it
    area: Area
    kind: str  # plain, array (Ctrl+Shift+Enter), dynamic (spills) or table (What-If)
    prepared: Prepared | None = None
    frozen: str = ""

    @property
    def place(self) -> Place:
        """Row and column of the cell that holds the formula."""
        return self.cell.place

    @property
    def key(self) -> tuple[str, Place]:
        """What tells this formula from all others."""
        return self.sheet, self.cell.place

    def places(self) -> tuple[Place, ...]:
        """The cells it fills, as the file has it."""
        if self.kind == "plain":
            return (self.cell.place,)
        return tuple(self.area.places())

    def note(self, text: str, place: Place | None = None, source: str = "") -> CellNote:
        """A remark about this formula, or about one of the cells it fills."""
        written = "".join(token.text.removeprefix(PARAMETER) for token in tokenize(self.text))
        return CellNote(self.sheet, cell_name(*(place or self.place)), f"={written}", text, source)


def formulas_of(sheet: str, xml: SheetXml) -> Iterator[Formula]:
    """Every formula of a sheet."""
    shared: dict[str, tuple[list[Token], Place]] = {}
    for cell in xml.cells.values():
        if cell.formula is None:
            continue
        attributes = cell.formula_attributes
        area = Area(sheet, cell.row, cell.column, cell.row, cell.column)
        kind = "plain"
        if attributes.get("t") in ("array", "dataTable"):
            area = parse_area(attributes.get("ref", ""), sheet) or area
            kind = "table" if attributes["t"] == "dataTable" else "array"
            if area.rows * area.columns > _MOST_CELLS:
                raise FileProblem(f"is not safe to open: {cell.name} fills {attributes['ref']}")
        if kind == "array" and "cm" in cell.attributes:
            kind = "dynamic"
        text = cell.formula
        if attributes.get("t") == "shared":
            group = attributes.get("si", "")
            if text:
                shared[group] = tokenize(text), cell.place
            elif group in shared:
                origin, (row, column) = shared[group]
                moved = shifted(origin, cell.row - row, cell.column - column)
                text = "".join(token.text for token in moved)
        yield Formula(sheet, cell, text, area, kind)
