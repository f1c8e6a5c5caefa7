"""Writes new values into the bytes of a sheet part and leaves every other byte as it was."""

import re
from bisect import bisect
from collections.abc import Mapping
from itertools import groupby

from passivefolio.hosts.headless.addresses import Place, cell_name
from passivefolio.hosts.headless.sheetxml import Cell, SheetXml, Tag
from passivefolio.hosts.headless.values import Value, escape, spelled

_REF = re.compile(rb"""(\sref\s*=\s*)(?:"[^"]*"|'[^']*')""")

Splice = tuple[int, int, bytes]  # from, to, the new bytes


def patched(
    sheet: SheetXml, edits: Mapping[Place, Value], spill_areas: Mapping[Place, str]
) -> bytes:
    """The part with the edited cells; None empties a cell and keeps its style.

    ``spill_areas`` gives the new area of dynamic array formulas whose result changed its size.
    """
    splices: list[Splice] = []
    fresh: list[Place] = []
    for place in sorted(edits):
        cell = sheet.cells.get(place)
        if cell is not None:
            element = _changed_cell(sheet, cell, edits[place], spill_areas.get(place))
            splices.append((cell.tag.start, cell.tag.end, element))
        elif edits[place] is not None:
            fresh.append(place)
    splices += _new_cells(sheet, fresh, edits)
    pieces: list[bytes] = []
    position = 0
    for start, end, content in sorted(splices, key=lambda splice: splice[:2]):
        pieces += [sheet.data[position:start], content]
        position = end
    return b"".join([*pieces, sheet.data[position:]])


def _changed_cell(sheet: SheetXml, cell: Cell, value: Value, spill_area: str | None) -> bytes:
    """The element of a cell with another value; formula and style are copied."""
    formula = b""
    if cell.formula_tag is not None:
        formula = sheet.data[cell.formula_tag.start : cell.formula_tag.end]
    if spill_area is not None:
        formula = _REF.sub(rb'\g<1>"' + spill_area.encode() + b'"', formula, count=1)
    kept = {name: text for name, text in cell.attributes.items() if name not in ("t", "vm")}
    return _element(cell.tag.name, kept, formula, value)


def _element(tag: str, attributes: Mapping[str, str], formula: bytes, value: Value) -> bytes:
    """One ``<c>`` element."""
    written = "".join(f' {name}="{_attribute(text)}"' for name, text in attributes.items())
    if value is None:
        return f"<{tag}{written}/>".encode()
    prefix = tag[:-1]
    kind, text = spelled(value)
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    if kind == "str" and not formula:
        kind = "inlineStr"
        content = f"<{prefix}is><{prefix}t{space}>{escape(text)}</{prefix}t></{prefix}is>"
    else:
        content = f"<{prefix}v{space}>{escape(text)}</{prefix}v>"
    if kind != "n":
        written += f' t="{kind}"'
    return f"<{tag}{written}>".encode() + formula + f"{content}</{tag}>".encode()


def _attribute(text: str) -> str:
    return escape(text).replace('"', "&quot;")


def _new_cells(sheet: SheetXml, fresh: list[Place], edits: Mapping[Place, Value]) -> list[Splice]:
    """Splices that put cells where the part has none, in rows that exist or not."""
    if not fresh:
        return []
    prefix = sheet.sheet_data.name.removesuffix("sheetData")
    standing: dict[int, list[tuple[int, Tag]]] = {}
    for (row, column), cell in sorted(sheet.cells.items(), key=lambda item: item[0]):
        standing.setdefault(row, []).append((column, cell.tag))
    splices: list[Splice] = []
    rows: list[tuple[int, bytes]] = []
    for row, places in groupby(fresh, key=lambda place: place[0]):
        cells = [
            (place[1], _element(f"{prefix}c", {"r": cell_name(*place)}, b"", edits[place]))
            for place in places
        ]
        if row in sheet.rows:
            splices += _inserted(sheet, sheet.rows[row], standing.get(row, []), cells)
        else:
            content = b"".join(element for _, element in cells)
            start = f'<{prefix}row r="{row}">'.encode()
            rows.append((row, start + content + f"</{prefix}row>".encode()))
    return splices + _inserted(sheet, sheet.sheet_data, sorted(sheet.rows.items()), rows)


def _inserted(
    sheet: SheetXml, parent: Tag, standing: list[tuple[int, Tag]], new: list[tuple[int, bytes]]
) -> list[Splice]:
    """Splices that put each new child before the first standing one with a higher number."""
    if not new:
        return []
    if parent.empty:
        content = b"".join(element for _, element in new)
        head = sheet.data[parent.start : parent.end].rstrip(b"/>").rstrip()
        opened = head + b">" + content + f"</{parent.name}>".encode()
        return [(parent.start, parent.end, opened)]
    positions = [tag.start for _, tag in standing]
    positions.append(standing[-1][1].end if standing else parent.opened)
    numbers = [number for number, _ in standing]
    splices: list[Splice] = []
    for number, element in new:
        position = positions[bisect(numbers, number)]
        splices.append((position, position, element))
    return splices
