"""Writes new values into the bytes of a sheet part and leaves every other byte as it was."""

import re
from bisect import bisect
from collections.abc import Mapping
from itertools import groupby

from passivefolio.hosts.headless.addresses import Place, cell_name
from passivefolio.hosts.headless.sheetcontent import Span, Tag, tag_at
from passivefolio.hosts.headless.sheetxml import SheetXml
from passivefolio.hosts.headless.values import Value, escape, spelled

_REF = re.compile(rb"""(\sref\s*=\s*)(?:"[^"]*"|'[^']*')""")
_OF_THE_VALUE = re.compile(rb"""\s(?:t|vm)\s*=\s*(?:"[^"]*"|'[^']*')""")

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
        span = sheet.content.cells.get(place)
        if span is not None:
            element = _changed_cell(sheet, place, edits[place], spill_areas.get(place))
            splices.append((*span, element))
        elif edits[place] is not None:
            fresh.append(place)
    splices += _new_cells(sheet, fresh, edits)
    pieces: list[bytes] = []
    position = 0
    for start, end, content in sorted(splices, key=lambda splice: splice[:2]):
        pieces += [sheet.data[position:start], content]
        position = end
    return b"".join([*pieces, sheet.data[position:]])


def _changed_cell(sheet: SheetXml, place: Place, value: Value, spill_area: str | None) -> bytes:
    """The element of a cell with another value; formula and style are copied."""
    tag = tag_at(sheet.data, sheet.content.cells[place][0])
    opened = sheet.data[tag.start : tag.end].rstrip(b"/>").rstrip()
    formula = b""
    stored = sheet.content.formulas.get(place)
    if stored is not None:
        formula = sheet.data[slice(*stored.span)]
    if spill_area is not None:
        formula = _REF.sub(rb'\g<1>"' + spill_area.encode() + b'"', formula, count=1)
    return _element(tag.name, _OF_THE_VALUE.sub(b"", opened), formula, value)


def _element(name: bytes, opened: bytes, formula: bytes, value: Value) -> bytes:
    """One ``<c>`` element; ``opened`` is its start tag without type and closing bracket."""
    if value is None:
        return opened + b"/>"
    kind, text = spelled(value)
    if kind == "n" and len(name) == 1:  # the common case, quickly
        return b"%b>%b<v>%b</v></c>" % (opened, formula, text.encode())
    prefix = name[:-1].decode()
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    if kind == "str" and not formula:
        kind = "inlineStr"
        content = f"<{prefix}is><{prefix}t{space}>{escape(text)}</{prefix}t></{prefix}is>"
    else:
        content = f"<{prefix}v{space}>{escape(text)}</{prefix}v>"
    written = b">" if kind == "n" else f' t="{kind}">'.encode()
    return b"".join([opened, written, formula, content.encode(), b"</", name, b">"])


def _new_cells(sheet: SheetXml, fresh: list[Place], edits: Mapping[Place, Value]) -> list[Splice]:
    """Splices that put cells where the part has none, in rows that exist or not."""
    if not fresh:
        return []
    prefix = sheet.sheet_data.name.removesuffix(b"sheetData")
    standing: dict[int, list[tuple[int, Span]]] = {}
    for (row, column), span in sorted(sheet.content.cells.items()):
        standing.setdefault(row, []).append((column, span))
    splices: list[Splice] = []
    rows: list[tuple[int, bytes]] = []
    for row, places in groupby(fresh, key=lambda place: place[0]):
        cells = [(place[1], _new_cell(prefix + b"c", place, edits[place])) for place in places]
        if row in sheet.content.rows:
            parent = tag_at(sheet.data, sheet.content.rows[row][0])
            splices += _inserted(sheet, parent, standing.get(row, []), cells)
        else:
            content = b"".join(element for _, element in cells)
            opened = b'<%brow r="%d">' % (prefix, row)
            rows.append((row, b"%b%b</%brow>" % (opened, content, prefix)))
    return splices + _inserted(sheet, sheet.sheet_data, sorted(sheet.content.rows.items()), rows)


def _new_cell(name: bytes, place: Place, value: Value) -> bytes:
    opened = b'<%b r="%b"' % (name, cell_name(*place).encode())
    return _element(name, opened, b"", value)


def _inserted(
    sheet: SheetXml, parent: Tag, standing: list[tuple[int, Span]], new: list[tuple[int, bytes]]
) -> list[Splice]:
    """Splices that put each new child before the first standing one with a higher number."""
    if not new:
        return []
    if parent.empty:
        content = b"".join(element for _, element in new)
        head = sheet.data[parent.start : parent.end].rstrip(b"/>").rstrip()
        return [(parent.start, parent.end, b"%b>%b</%b>" % (head, content, parent.name))]
    positions = [start for _, (start, _) in standing]
    positions.append(standing[-1][1][1] if standing else parent.end)
    numbers = [number for number, _ in standing]
    splices: list[Splice] = []
    for number, element in new:
        position = positions[bisect(numbers, number)]
        splices.append((position, position, element))
    return splices
