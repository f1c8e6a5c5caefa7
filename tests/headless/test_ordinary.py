"""Reading the cells of a sheet at once gives what the parser finds in them."""

import zipfile
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passivefolio.errors import FileProblem
from passivefolio.hosts.headless import sheetxml
from passivefolio.hosts.headless.ordinary import ordinary
from passivefolio.hosts.headless.values import stored_value
from passivefolio.workbooks.templates import built_templates

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\r\n<worksheet xmlns="m"><cols/><sheetData>'
TAIL = '</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
ORDINARY = (
    '<c r="{at}"/>',
    '<c r="{at}" s="3"/>',
    '<c r="{at}"><v>1.5E-3</v></c>',
    '<c r="{at}" s="1" t="s"><v>1</v></c>',
    '<c r="{at}" t="b"><v>1</v></c>',
    '<c r="{at}" t="e"><v>#N/A</v></c>',
    '<c r="{at}" t="str"><f>A1&amp;"&lt;&#233;&#x20AC;"</f><v>a &amp; b_x000D_</v></c>',
    '<c r="{at}" t="str"><f>A1</f><v xml:space="preserve"> a </v></c>',
    '<c r="{at}" t="inlineStr"><is><t>é\nü</t></is></c>',
    '<c r="{at}" cm="1"><f t="array" ref="{at}:XFD9">A1:A3</f><v>7</v></c>',
    '<c r="{at}"><f t="shared" si="0"/><v>2</v></c>',
    '<c r="{at}" t="d"><v>2024-02-29</v></c>',
    '<c r="{at}"><f>SUM(A1:A2)</f></c>',
    '<c r="{at}"><f></f><v></v></c>',
)
ODD = (
    "<c><v>4</v></c>",
    "<c r='{at}'><v>4</v></c>",
    '<c  r="{at}" ><v>4</v></c >',
    '<c t="b" r="{at}"><v>0</v></c>',
    '<c r="{at}"><!-- remark --><v>1<!-- --></v></c>',
    '<c r="{at}" t="str"><v><![CDATA[a<b>&amp;]]></v></c>',
    '<c r="{at}" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>',
    '<c r="{at}" x="&gt;>"><f a=">">1</f><v>1</v></c>',
    '<c r="{at}"><f>1</f><v>1\r\n2</v></c>',
    '<c r="{at}" t="str"><v>1\r\n2</v></c>',
    '<x><c r="{at}"><v>1</v></c></x>',
    "  ",
    "text",
    '<c r="A1"><v>1</v></c>',
    '<c r="XFE1"><v>1</v></c>',
    '<c r="{at}"><v>1_000</v></c>',
    '<c r="{at}"><v>nan</v></c>',
    '<c r="{at}" t="s"><v>99</v></c>',
    '<c r="{at}"><v>&nosuch;</v></c>',
    '<c r="{at}"><v>1</v>',
    '<c r="{at}" r="{at}"/>',
    '<cx r="{at}"/>',
    '<c r="{at}"><fx>1</fx><v>1</v></c>',
    "</row><row>",
    '</row><row r="5"/><row r="7">',
    '<row r="8">',
    "</row>",
    "</sheetData><sheetData>",
)
read = partial(stored_value, strings=["first", "second"], date1904=False)


def outcome(scan, data: bytes):
    """The content of a sheet part, or the sentence about what is wrong with it."""
    try:
        return scan(data, "part", read)
    except FileProblem as problem:
        return str(problem)
    except ValueError as problem:
        return f"the part part is damaged ({problem})"


def sheet(rows: list[list[str]]) -> bytes:
    """A sheet part of rows of cells, each of which is told its address."""
    text = HEAD
    for row, cells in enumerate(rows, 1):
        inside = (cell.format(at=f"{chr(65 + at)}{row}") for at, cell in enumerate(cells))
        text += f'<row r="{row}" spans="1:3">{"".join(inside)}</row>'
    return (text + TAIL).encode()


def rows_of(*cells: str):
    return st.lists(st.lists(st.sampled_from(cells), max_size=5), max_size=4)


@given(rows_of(*ORDINARY))
def test_ordinary_cells_are_read_at_once_as_the_parser_reads_them(rows):
    data = sheet(rows)
    assert ordinary(data, read) is not None
    assert outcome(sheetxml.scan, data) == outcome(sheetxml._closely, data)


@given(rows_of(*ORDINARY[:6], *ODD))
def test_whatever_stands_in_a_sheet_is_as_the_parser_reads_it(rows):
    data = sheet(rows)
    expected = outcome(sheetxml._closely, data)
    found = outcome(sheetxml.scan, data)
    assert found == (expected or "the part part has no cells section")


@pytest.mark.parametrize("odd", ODD)
def test_each_oddity_is_as_the_parser_reads_it(odd):
    data = sheet([[ORDINARY[2], odd.replace("{at}", "C1")]])
    assert outcome(sheetxml.scan, data) == outcome(sheetxml._closely, data)


@pytest.mark.parametrize("path", sorted(built_templates().glob("*.xls?")), ids=lambda one: one.name)
def test_our_workbooks_are_read_at_once(path):
    with zipfile.ZipFile(path) as package:
        texts = [str(number) for number in range(10_000)]
        number = partial(stored_value, strings=texts, date1904=False)
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                data = package.read(name)
                quick = sheetxml._quickly(data, name, number)
                assert quick == sheetxml._closely(data, name, number)
                assert quick is not None
