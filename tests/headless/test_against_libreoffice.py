"""Ordinary functions give what LibreOffice gives, or are frozen."""

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from passivefolio.hosts.headless.book import HeadlessBook

FORMULAS = Path(__file__).with_name("formulas.txt").read_text(encoding="utf-8").splitlines()
FIRST_ROW = 10  # below the data the formulas read
DATA = (
    (1.5, 0.1, 3, "alpha", 10),
    (2.5, 0.25, 4, "beta", 20),
    (0.5, 0.05, 5, "gamma", 30),
    (4, 4, 6, "delta", 40),
    (3.25, 0.4, 7, "beta", 50),
)
# What we answer where LibreOffice is not Excel: Excel's own documented behaviour.
EXCEL = {
    '=1e20&""': "1E+20",
    '=1e15&""': "1E+15",
    '=TRUE&""': "TRUE",
    '=CONCATENATE("a",1/3,TRUE)': "a0.333333333333333TRUE",
    "=SQRT(-1)": "#NUM!",
    "=LN(0)": "#NUM!",
    "=(-8)^(1/3)": "#NUM!",
    "=1=TRUE": False,
    "=CORREL(A1:A2,B1:B3)": "#N/A",
    '=SUM(1,"2",TRUE)': 4,
    "=IF(A1<0,A1)": False,
    "{=ROWS(_xlfn.UNIQUE(D1:D5))}": 4,
    "{=SUM(_xlfn._xlws.SORT(A1:A5))}": 11.75,
    '{=SUM(_xlfn._xlws.FILTER(A1:A5,D1:D5="beta"))}': 5.75,
    '=_xlfn.XLOOKUP("beta",D1:D5,A1:A5)': 2.5,
    "=_xlfn.LET(_xlpm.x,A1,ROUND(_xlpm.x*2,0))": 3,
}
# What the engine cannot do, or does in another way than spreadsheets.
FROZEN = (
    '=TEXT(1e-7,"0.00E+00")',
    '=TEXT(0.5,"# ?/?")',
    '=TEXT(5,"0.00_)")',
    '=TEXT(5,"#.##")',
    '=0.00001234&""',
    "=AGGREGATE(14,6,A1:A5,1)",
    "{=SUM(CHOOSE({1,2},A1:A2,B1:B2))}",
    "{=SUM(SUBTOTAL(9,OFFSET(A1,{0,1,2},0)))}",
    "=A1:A5*2",
    '=INFO("osversion")',
)


def build(path, formulas):
    """A book with the data and one formula a row, without results."""
    with xlsxwriter.Workbook(path, {"use_future_functions": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        for row, values in enumerate(DATA):
            sheet.write_row(row, 0, values)
        for row, formula in enumerate(formulas, FIRST_ROW - 1):
            if formula.startswith("{"):
                sheet.write_array_formula(row, 0, row, 0, formula)
            else:
                sheet.write_formula(row, 0, formula)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet_part = "xl/worksheets/sheet1.xml"
    parts[sheet_part] = parts[sheet_part].replace(b"</f><v>0</v>", b"</f>")
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def column(path, count):
    """The results in a book."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Sheet1"]
    return [sheet.cell(FIRST_ROW + number, 1).value for number in range(count)]


def recalculated(path):
    book = HeadlessBook(path, functions={})
    recalculation = book.recalculate()
    book.save()
    return recalculation


@pytest.fixture(scope="module")
def answers(tmp_path_factory, soffice_convert):
    """Ours and LibreOffice's, by formula."""
    folder = tmp_path_factory.mktemp("oracle")
    path = folder / "formulas.xlsx"
    build(path, FORMULAS)
    theirs = column(soffice_convert(path, "xlsx", folder / "theirs"), len(FORMULAS))
    assert recalculated(path).frozen == ()
    return dict(zip(FORMULAS, zip(column(path, len(FORMULAS)), theirs, strict=True), strict=True))


@pytest.mark.libreoffice
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_gives_what_libreoffice_gives(answers, formula):
    ours, theirs = answers[formula]
    if isinstance(theirs, datetime.datetime):
        theirs = (theirs - datetime.datetime(1899, 12, 30)) / datetime.timedelta(days=1)
    if isinstance(theirs, int | float) and not isinstance(theirs, bool):
        assert ours == pytest.approx(theirs, rel=1e-9)
        assert not isinstance(ours, bool)
    else:
        assert ours == theirs or {ours, theirs} == {"", None}


@pytest.mark.parametrize("formula", EXCEL)
def test_a_formula_gives_what_excel_gives_where_libreoffice_differs(tmp_path, formula):
    build(tmp_path / "book.xlsx", [formula])
    assert recalculated(tmp_path / "book.xlsx").frozen == ()
    assert column(tmp_path / "book.xlsx", 1) == [EXCEL[formula]]


@pytest.mark.parametrize("formula", FROZEN)
def test_a_formula_without_a_sure_answer_is_frozen(tmp_path, formula):
    build(tmp_path / "book.xlsx", [formula])
    (note,) = recalculated(tmp_path / "book.xlsx").frozen
    assert note.formula == formula.strip("{}")
    assert column(tmp_path / "book.xlsx", 1) == [None]
