"""Reads the cells of a sheet part at once when they are written as spreadsheet programs write them.

Whatever is written otherwise, such as with comments, prefixes or cells without an address, is
left to the parser; so is what is wrong.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from passivefolio.hosts.headless.addresses import LAST_COLUMN, LAST_ROW, column_number
from passivefolio.hosts.headless.sheetcontent import Content, Read, StoredFormula

_BEGIN, _END = b"<sheetData>", b"</sheetData>"
_ELEMENT = re.compile(
    rb"""
    <c\ r="(?P<letters>[A-Z]{1,3})(?P<digits>[1-9][0-9]{0,6})"(?P<attributes>[^<>&]*?)(?:/>|>
        (?:<f(?P<how>[^<>&]*?)(?:/>|>(?P<formula>[^<]*)</f>))?
        (?:<v(?:\ xml:space="preserve")?>(?P<text>[^<]*)</v>
          |<is><t(?:\ xml:space="preserve")?>(?P<inline>[^<]*)</t></is>)?
    </c>)
    |<row\ r="(?P<row>[1-9][0-9]{0,6})"[^<>]*?(?P<closed>/?)>
    |</row>
    """,
    re.VERBOSE,
)
_ATTRIBUTES = re.compile(r'(?: [\w:]+="[^"\t\n]*")*')
_ATTRIBUTE = re.compile(r' ([\w:]+)="([^"]*)"')
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Found(NamedTuple):
    """The content of the cells section and where in the part that begins and ends."""

    content: Content
    start: int
    end: int


def ordinary(data: bytes, read: Read) -> Found | None:
    """The cells of a sheet part; None unless each is written in the ordinary way."""
    start, end = data.find(_BEGIN) + len(_BEGIN), data.find(_END)
    if start < len(_BEGIN) or data.find(b"<!") >= 0 or data.count(b"<?") > 1:
        return None
    if data.find(b"\r", start, end) >= 0:
        return None
    try:
        content = _content(data, start, end, read)
    except (ValueError, KeyError, IndexError):
        return None
    return None if content is None else Found(content, start, end)


def _content(data: bytes, start: int, end: int, read: Read) -> Content | None:
    """The rows and cells between two places, None when there is anything else."""
    content = Content()
    rows, cells, values, formulas = content.rows, content.cells, content.values, content.formulas
    expected = start
    row = row_start = 0
    for found in _ELEMENT.finditer(data, start, end):
        position, after = found.span()
        if position != expected:
            return None
        expected = after
        letters, digits, attributes, how, formula, text, inline, fresh, closed = found.groups()
        if letters is None:
            if (fresh is None) != (row > 0):  # a row begins within a row, or ends outside
                return None
            if fresh is not None:
                row, row_start = int(fresh), position
                if _HIDDEN.search(data, position, after):
                    content.hidden.add(row)
            if fresh is None or closed:
                if row in rows or row > LAST_ROW:
                    return None
                rows[row] = row_start, after
                row = 0
            continue
        place = row, _column(letters)
        if int(digits) != row or place in cells:
            return None
        cells[place] = position, after
        known = _attributes(attributes)
        kind = known.get("t", "n")
        content_text = inline if kind == "inlineStr" else text
        value = read(kind, None if content_text is None else _plain(content_text))
        if value is not None:
            values[place] = value
        if how is not None:
            last = found.end("how") + 2 if formula is None else found.end("formula") + 4
            formulas[place] = StoredFormula(
                _plain(formula or b""),
                _attributes(how),
                "cm" in known,
                (found.start("how") - 2, last),
            )
    return content if expected == end and not row else None


@cache
def _column(letters: bytes) -> int:
    column = column_number(letters.decode())
    if column > LAST_COLUMN:
        raise ValueError(f"a cell in column {column}")
    return column


@lru_cache(1_000)
def _attributes(text: bytes) -> Mapping[str, str]:
    """The attributes of a start tag."""
    written = text.decode()
    if not _ATTRIBUTES.fullmatch(written):
        raise ValueError(f"{written!r} are no attributes")
    return dict(_ATTRIBUTE.findall(written))


def _plain(text: bytes) -> str:
    """Text as a parser gives it."""
    written = text.decode()
    return _REFERENCE.sub(_character, written) if "&" in written else written


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _ENTITIES[name]
    return chr(int(hexadecimal, 16) if hexadecimal else int(decimal))
