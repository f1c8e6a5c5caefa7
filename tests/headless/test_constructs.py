"""Every construct spreadsheet programs write: only values change, and they are right or kept."""

import posixpath
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from constructs import CONSTRUCTS, DATA, Construct
from packages import parts, rewritten

import passivefolio

EVERY = pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda construct: construct.name)
_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]+\d+)"(?:[^>]*/>|.*?</(?:\w+:)?c>)', re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />].*?(?:</(?:\w+:)?f>|/>)", re.DOTALL)
_SPILL = re.compile(rb'(<(?:\w+:)?c [^>]*cm="1"[^>]*><(?:\w+:)?f t="array" ref=)"[^"]*"')
_NEW_ROW = re.compile(rb'<(?:\w+:)?row r="\d+"></(?:\w+:)?row>')


def sheets(content: dict[str, bytes]) -> dict[str, str]:
    """The part of each worksheet, by its name."""
    relations = ElementTree.fromstring(content["xl/_rels/workbook.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    found = {}
    for sheet in ElementTree.fromstring(content["xl/workbook.xml"]).iterfind(".//{*}sheet"):
        identity = next(text for name, text in sheet.items() if name.endswith("}id"))
        part = posixpath.join("/xl", targets[identity])[1:]
        if "worksheets/" in part:
            found[sheet.get("name")] = part
    return found


def values(path: Path) -> dict[str, float | bool | str | None]:
    """What another reader finds in the cells of a workbook; addresses on Data are plain."""
    content = parts(path)
    strings = []
    if "xl/sharedStrings.xml" in content:
        for item in ElementTree.fromstring(content["xl/sharedStrings.xml"]):
            strings.append("".join(text.text or "" for text in item.iterfind(".//{*}t")))
    found = {}
    for name, part in sheets(content).items():
        for cell in ElementTree.fromstring(content[part]).iterfind(".//{*}c"):
            kind, text = cell.get("t", "n"), cell.findtext("{*}v")
            value: float | bool | str | None = text
            if kind == "s":
                value = strings[int(text)]
            elif kind == "b":
                value = text == "1"
            elif kind == "n":
                value = float(text) if text else None
            if isinstance(value, str):
                value = re.sub(r"_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), value)
            found[where(name, cell.get("r"))] = value
    return found


def where(sheet: str, cell: str) -> str:
    """The address a construct knows a cell by."""
    return cell if sheet == "Data" else f"{sheet}!{cell}"


def formula_cells(content: dict[str, bytes]) -> set[str]:
    """The cells with a formula."""
    return {
        where(name, cell.get("r"))
        for name, part in sheets(content).items()
        for cell in ElementTree.fromstring(content[part]).iterfind(".//{*}c[{*}f]")
    }


def with_new_input(path: Path) -> Path:
    """The workbook with 3 for 2 in A1 of Data."""

    def change(content):
        content[DATA], count = re.subn(
            rb'(<(?:\w+:)?c r="A1"[^>]*><(?:\w+:)?v>)2<', rb"\g<1>3<", content[DATA]
        )
        assert count == 1

    return rewritten(path, change)


def cells(sheet: bytes) -> dict[str, bytes]:
    """The elements of the cells in a sheet part."""
    return {match[1].decode(): match[0] for match in _CELL.finditer(sheet)}


def assert_nothing_but_cells_changed(before, after, changed: set[str]) -> None:
    """Outside the changed cells every byte is as it was.

    Two things follow from a spill of another size: rows that were not there, and its area.
    """
    assert list(before) == list(after)
    names = {part: name for name, part in sheets(before).items()}
    differing = {part for part in before if before[part] != after[part]}
    assert differing <= set(names)
    elements = set()
    for part in differing:
        old, new = _SPILL.sub(rb"\1", before[part]), _SPILL.sub(rb"\1", after[part])
        assert _CELL.sub(b"", old) == _NEW_ROW.sub(b"", _CELL.sub(b"", new))
        assert _FORMULA.findall(old) == _FORMULA.findall(new)
        old, new = cells(old), cells(new)
        assert set(old) <= set(new)
        elements |= {where(names[part], cell) for cell in new if new[cell] != old.get(cell)}
    assert elements == changed


def plain(note: str) -> str:
    """Sheet and cell without quotes; Data is not named."""
    sheet, _, cell = note.rpartition("!")
    return where(sheet.strip("'").replace("''", "'"), cell)


@EVERY
def test_a_construct_survives_and_its_values_are_right_or_kept(construct: Construct, tmp_path):
    path = construct.make(tmp_path)
    passivefolio.refresh(path)
    with_new_input(path)
    before, old = parts(path), values(path)
    report = passivefolio.refresh(path)
    after, new = parts(path), values(path)

    assert report.changed
    assert_nothing_but_cells_changed(before, after, set(map(plain, report.changed)))
    assert {cell: new.get(cell) for cell in construct.values} == pytest.approx(construct.values)
    reasons = {plain(note.where): note.text for note in report.frozen}
    assert set(reasons) == set(construct.frozen)
    for cell, words in construct.frozen.items():
        assert words in reasons[cell]
        assert new[cell] == old[cell]
    assert formula_cells(after) <= set(construct.values)

    written = path.read_bytes()
    assert passivefolio.refresh(path).saved is None
    assert path.read_bytes() == written


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "construct",
    [construct for construct in CONSTRUCTS if construct.libreoffice],
    ids=lambda construct: construct.name,
)
def test_libreoffice_finds_the_same_values(construct: Construct, tmp_path, soffice_convert):
    path = with_new_input(construct.make(tmp_path))
    rewritten(path, without_results)
    theirs = soffice_convert(path, "xlsx", tmp_path / "theirs")
    found = values(theirs)
    expected = {
        cell: value for cell, value in construct.values.items() if cell not in construct.frozen
    }
    assert {cell: found.get(cell) for cell in expected} == pytest.approx(expected)
    assert passivefolio.refresh(theirs).changed == ()


def without_results(content: dict[str, bytes]) -> None:
    """Formula cells without values, which LibreOffice then calculates."""
    for part in sheets(content).values():
        content[part] = re.sub(
            rb"(</(?:\w+:)?f>|<(?:\w+:)?f [^>]*/>)<(?:\w+:)?v>[^<]*</(?:\w+:)?v>",
            rb"\1",
            content[part],
        )
