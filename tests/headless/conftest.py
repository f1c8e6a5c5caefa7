"""Small workbooks made by hand, and stand-ins for the functions of the catalogue."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from passivefolio.errors import CellError
from passivefolio.hosts.headless.book import HeadlessBook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
    "</Types>"
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border><left/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0"/></cellStyles></styleSheet>'
)
RELATIONS = f'<Relationships xmlns="{PACKAGE}/relationships">%s</Relationships>'
RELATION = f'<Relationship Id="%s" Type="{OFFICE}/%s" Target="%s"/>'
SHEET_PART = "xl/worksheets/sheet1.xml"
TAIL = (
    '<!-- keep   me --><pageMargins left="0.70" right="0.70" top="1" bottom="1" '
    'header="0" footer="0"/>'
)


def utility(er, sd, aversion):
    """Stand-in for UTILITY."""
    for cell in (er, sd, aversion):
        if isinstance(cell, CellError):
            return CellError(cell.code, f"UTILITY: an argument holds {cell.code}")
    if sd < 0:
        return CellError("#NUM!", f"UTILITY: sd must not be negative, got {sd:g}")
    return er - 0.5 * aversion * sd**2


def seen(*cells):
    """Tells how its arguments arrived."""
    return "|".join(repr(cell) for cell in cells)


def table(rows, columns):
    """An array of the given size: 11, 12, ... in the first row, 21, 22, ... in the second."""
    return [
        [10.0 * row + column for column in range(1, int(columns) + 1)]
        for row in range(1, int(rows) + 1)
    ]


def broken(*_cells):
    """A function with a fault."""
    raise ZeroDivisionError("a fault in the code")


FUNCTIONS = {"UTILITY": utility, "SEEN": seen, "TABLE": table, "BROKEN": broken}


@pytest.fixture
def functions():
    return FUNCTIONS


@pytest.fixture
def make(tmp_path) -> Callable[..., Path]:
    """Write a workbook with one sheet whose rows are given as XML."""

    def write(rows: str, *, names: str = "", sheet: str = "", book: str = "") -> Path:
        path = tmp_path / "book.xlsx"
        sheet = sheet or (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{TAIL}</worksheet>'
        )
        defined = f"<definedNames>{names}</definedNames>" if names else ""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("[Content_Types].xml", CONTENT_TYPES)
            main = RELATION % ("rId1", "officeDocument", "xl/workbook.xml")
            package.writestr("_rels/.rels", RELATIONS % main)
            relations = RELATION % ("rId1", "worksheet", "worksheets/sheet1.xml")
            relations += RELATION % ("rId2", "styles", "styles.xml")
            package.writestr("xl/_rels/workbook.xml.rels", RELATIONS % relations)
            package.writestr("xl/styles.xml", STYLES)
            package.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets>'
                f'<sheet name="My Sheet" sheetId="1" r:id="rId1"/></sheets>{defined}'
                '<calcPr calcId="162913"/></workbook>',
            )
            package.writestr(SHEET_PART, sheet)
        return path

    return write


class Outcome:
    """A workbook after a recalculation and a save."""

    def __init__(self, path: Path) -> None:
        self.path = path
        book = HeadlessBook(path, functions=FUNCTIONS)
        self.recalculation = book.recalculate()
        self.saved = book.save()

    @property
    def xml(self) -> str:
        """The sheet part."""
        with zipfile.ZipFile(self.path) as package:
            return package.read(SHEET_PART).decode()

    @property
    def frozen(self) -> dict[str, str]:
        """Reasons of frozen cells by address."""
        return {note.cell: note.text for note in self.recalculation.frozen}

    @property
    def errors(self) -> dict[str, str]:
        """Sentences of error cells by address."""
        return {note.cell: note.text for note in self.recalculation.errors}

    def __getitem__(self, address: str):
        sheet = openpyxl.load_workbook(self.path, data_only=True).active
        return sheet[address].value


@pytest.fixture
def recalculated(make) -> Callable[..., Outcome]:
    """Make a workbook, recalculate it with the stand-ins, save it."""
    return lambda rows, **more: Outcome(make(rows, **more))
