"""The formula cells of a sheet: shared formulas written out, array formulas with their areas."""

from collections.abc import Iterator
from dataclasses import dataclass

from passivefolio.errors import FileProblem
from passivefolio.hosts.headless.addresses import Area, Place, cell_name, parse_area, quoted
from passivefolio.hosts.headless.prepared import Prepared
from passivefolio.hosts.headless.sheetcontent import Content, StoredFormula
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
    place: Place  # of the cell that holds it
    text: str  # as the file stores it, for a shared formula as this cell means it
    kind: str = "plain"  # or array (Ctrl+Shift+Enter), dynamic (spills) or table (What-If)
    several: Area | None = None  # the cells it fills, as the file has it; None for its own alone
    prepared: Prepared | None = None
    frozen: str = ""

    @property
    def area(self) -> Area:
        """The cells it fills, as the file has it."""
        return self.several or Area(self.sheet, *self.place, *self.place)

    @property
    def key(self) -> tuple[str, Place]:
        """What tells this formula from all others."""
        return self.sheet, self.place

    def places(self) -> tuple[Place, ...]:
        """The places of its area."""
        return (self.place,) if self.several is None else tuple(self.several.places())

    def note(self, text: str, place: Place | None = None, source: str = "") -> CellNote:
        """A remark about this formula, or about one of the cells it fills."""
        written = "".join(token.text.removeprefix(PARAMETER) for token in tokenize(self.text))
        return CellNote(self.sheet, cell_name(*(place or self.place)), f"={written}", text, source)


def formulas_of(sheet: str, content: Content) -> Iterator[Formula]:
    """Every formula of a sheet."""
    shared: dict[str, tuple[list[Token], Place]] = {}
    for place, stored in content.formulas.items():
        kind = stored.attributes.get("t", "normal")
        if kind in ("array", "dataTable"):
            yield _of_an_area(sheet, place, stored)
        elif kind == "shared":
            yield Formula(sheet, place, _written_out(place, stored, shared))
        else:
            yield Formula(sheet, place, stored.text)


def _of_an_area(sheet: str, place: Place, stored: StoredFormula) -> Formula:
    """An array formula or data table."""
    kind = "dynamic" if stored.spills else "array"
    if stored.attributes["t"] == "dataTable":
        kind = "table"
    reference = stored.attributes.get("ref", "")
    area = parse_area(reference, sheet) or Area(sheet, *place, *place)
    if area.rows * area.columns > _MOST_CELLS:
        raise FileProblem(f"is not safe to open: {cell_name(*place)} fills {reference}")
    return Formula(sheet, place, stored.text, kind, area)


def _written_out(
    place: Place, stored: StoredFormula, shared: dict[str, tuple[list[Token], Place]]
) -> str:
    """A formula that one cell holds and others share, as this cell means it."""
    group = stored.attributes.get("si", "")
    if stored.text:
        shared[group] = tokenize(stored.text), place
        return stored.text
    if group not in shared:
        return ""
    origin, (row, column) = shared[group]
    return "".join(token.text for token in shifted(origin, place[0] - row, place[1] - column))
