"""Tables of a workbook, and the cells a structured reference such as ``tbl[Weight]`` names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from passivefolio.hosts.headless import xmlreading
from passivefolio.hosts.headless.addresses import Area, Place, parse_area
from passivefolio.hosts.headless.values import unescape

_ITEM = re.compile(r"\[((?:'.|[^\[\]'])*)\]")
_QUOTED = re.compile(r"'(['\[\]#@])")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its cells with header and total rows, and the names of its columns."""

    name: str
    area: Area
    header_rows: int
    total_rows: int
    columns: tuple[str, ...]
    filtered: bool = False  # whether a filter is on

    @property
    def header(self) -> Area | None:
        """The row with the names of the columns."""
        area = self.area
        return replace(area, bottom=area.top) if self.header_rows else None


def read_table(data: bytes, part: str, sheet: str) -> Table | None:
    """The table a part describes."""
    found = xmlreading.elements(data, part, {"table", "tableColumn", "filterColumn"})
    if not found or found[0].name != "table":
        return None
    attributes = found[0].attributes
    area = parse_area(attributes.get("ref", ""), sheet)
    if area is None:
        return None
    return Table(
        attributes.get("displayName", attributes.get("name", "")),
        area,
        int(attributes.get("headerRowCount", "1")),
        int(attributes.get("totalsRowCount", "0")),
        tuple(unescape(one.attributes["name"]) for one in found if one.name == "tableColumn"),
        any(one.name == "filterColumn" for one in found),
    )


def table_at(sheet: str, place: Place, tables: Mapping[str, Table]) -> Table | None:
    """The table a cell lies in."""
    return next((table for table in tables.values() if table.area.holds(sheet, place)), None)


def table_area(reference: str, row: int, tables: Mapping[str, Table]) -> Area | None:
    """The area of a structured reference in a formula of the given row, None when there is none.

    Keys of ``tables`` are lower case.
    """
    name, _, inside = reference.partition("[")
    table = tables.get(name.lower())
    if table is None:
        return None
    inside = inside[:-1]
    items = _ITEM.findall(inside) if inside.startswith("[") else [inside]
    specials = {item.lower() for item in items if item.startswith("#")}
    names = [_QUOTED.sub(r"\1", item).lower() for item in items if item and item[0] != "#"]
    known = [column.lower() for column in table.columns]
    if not set(names) <= set(known):
        return None
    rows = _rows(table, specials, row)
    if rows is None:
        return None
    columns = [table.area.left + known.index(name) for name in names]
    columns = columns or [table.area.left, table.area.right]
    return Area(table.area.sheet, rows[0], min(columns), rows[1], max(columns))


def _rows(table: Table, specials: set[str], row: int) -> tuple[int, int] | None:
    """First and last row; None when the part is missing or the row lies outside the table."""
    first, last = table.area.top, table.area.bottom
    top, bottom = first + table.header_rows, last - table.total_rows
    if "#this row" in specials:
        return (row, row) if top <= row <= bottom else None
    if "#all" in specials:
        return first, last
    if "#headers" in specials and not table.header_rows:
        return None
    if "#totals" in specials and not table.total_rows:
        return None
    wanted = [top, bottom] if not specials or "#data" in specials else []
    wanted += [first] if "#headers" in specials else []
    wanted += [last] if "#totals" in specials else []
    return (min(wanted), max(wanted)) if wanted else None
