"""Ordinary functions give what LibreOffice gives, or are frozen."""

import datetime
from pathlib import Path

import openpyxl
import oracle
import pytest

from passivefolio.hosts.headless import known
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.hosts.headless.known import known_functions

FORMULAS = Path(__file__).with_name("formulas.txt").read_text(encoding="utf-8").splitlines()
# What we answer where LibreOffice is not Excel: Excel's own documented behaviour.
EXCEL = {
    '=1e20&""': "1E+20",
    '=1e15&""': "1E+15",
    '=TRUE&""': "TRUE",
    '=CONCATENATE("a",1/3,TRUE)': "a0.333333333333333TRUE",
    '=TEXT(0.285,"0%")': "29%",
    '=TEXT(0,"0.##")': "0.",
    '=TEXT(1/3,"General")': "0.333333333",
    '=TEXT(0.1+0.2,"General")': "0.3",
    '=TEXT(-100000/3,"General")': "-33333.33333",
    '=TEXT(1e9/3,"General")': "333333333.3",
    '=TEXT(0.0012345678912,"General")': "0.001234568",
    '=UPPER("école äöü straße")': "ÉCOLE ÄÖÜ STRAßE",
    '=PROPER("2nd")': "2Nd",
    '=CHAR(160)&TRIM(CHAR(160)&" a")': "\xa0\xa0 a",
    "=SQRT(-1)": "#NUM!",
    "=LN(0)": "#NUM!",
    "=(-8)^(1/3)": "#NUM!",
    "=1=TRUE": False,
    "=CORREL(A1:A2,B1:B3)": "#N/A",
    "=IF(A1<0,A1)": False,
    "{=ROWS(_xlfn.UNIQUE(D1:D5))}": 4,
    "{=SUM(_xlfn._xlws.SORT(A1:A5))}": 11.75,
    '{=SUM(_xlfn._xlws.FILTER(A1:A5,D1:D5="beta"))}': 5.75,
    '=_xlfn.XLOOKUP("beta",D1:D5,A1:A5)': 2.5,
    "=_xlfn.LET(_xlpm.x,A1,ROUND(_xlpm.x*2,0))": 3,
    "=_xlfn.LET(_xlpm.x,A1,_xlpm.y,_xlpm.x+1,_xlpm.x*_xlpm.y)": 3.75,
}
# What the engine cannot do, or does in another way than spreadsheets.
FROZEN = (
    '=TEXT(1e-7,"0.00E+00")',
    '=TEXT(0.5,"# ?/?")',
    '=TEXT(5,"0.00_)")',
    '=TEXT(5,"#.##")',
    '=TEXT(TRUE,"0")',
    '=TEXT(-0.004,"0.00")',
    '=TEXT(1234567,"0 000")',
    '=TEXT(930,"0:00")',
    '=TEXT(1234.5,"0.0,0")',
    '=TEXT(7,"0#")',
    '=TEXT(5,"0;")',
    '=TEXT(1e11,"General")',
    '=TEXT(45292,"[$-407]mmmm")',
    '=TEXT(45292,"TT.MM.JJJJ")',
    '=TEXT(45292.99999999,"yyyy-mm-dd")',
    '=TEXT(59,"d mmm yyyy")',
    '=LEN(REPT("a",32767)&"b")',
    '=REPT("a",32767)&"b"',
    '=LEN(SUBSTITUTE(REPT("a",32767),"a",REPT("b",32767)))',
    '=0.00001234&""',
    "=AGGREGATE(14,6,A1:A5,1)",
    "{=SUM(CHOOSE({1,2},A1:A2,B1:B2))}",
    "{=SUM(SUBTOTAL(9,OFFSET(A1,{0,1,2},0)))}",
    "=SUM(A1:OFFSET(A1,2,0))",
    '=SUM(1,"2",TRUE)',
    "=RAND()",
    '=INFO("osversion")',
)


def column(path, count):
    """The results in a book."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Sheet1"]
    return [sheet.cell(oracle.FIRST_ROW + number, 1).value for number in range(count)]


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
    oracle.build(path, FORMULAS)
    theirs = column(soffice_convert(path, "xlsx", folder / "theirs"), len(FORMULAS))
    frozen = {note.cell: note.text for note in recalculated(path).frozen}
    mine = column(path, len(FORMULAS))
    for number in range(len(FORMULAS)):
        if reason := frozen.get(f"A{oracle.FIRST_ROW + number}"):
            mine[number] = f"frozen: {reason}"
    return dict(zip(FORMULAS, zip(mine, theirs, strict=True), strict=True))


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
    oracle.build(tmp_path / "book.xlsx", [formula])
    assert recalculated(tmp_path / "book.xlsx").frozen == ()
    assert column(tmp_path / "book.xlsx", 1) == [EXCEL[formula]]


@pytest.mark.parametrize("formula", FROZEN)
def test_a_formula_without_a_sure_answer_is_frozen(tmp_path, formula):
    oracle.build(tmp_path / "book.xlsx", [formula])
    (note,) = recalculated(tmp_path / "book.xlsx").frozen
    assert note.formula == formula.strip("{}")
    assert column(tmp_path / "book.xlsx", 1) == [None]


@pytest.mark.libreoffice
def test_the_table_of_known_functions_is_what_a_comparison_finds(tmp_path, soffice_convert):
    tried, mine, theirs = oracle.compared(tmp_path, soffice_convert)
    spills = oracle.spilled(tmp_path, known.Everything())
    assert oracle.table(tried, mine, theirs, spills) == known_functions().entries


def test_a_case_that_changes_takes_its_function_or_kind_out_of_the_table():
    case = oracle.Case("ABS", 1, "=ABS(-2)", "=ABS(-2)")
    varied = case._replace(position=0, form="value", kind="-")
    tried = [case, case, case, varied]
    right = oracle.table(tried, [2.0] * 4, [2.0] * 4, [])
    assert right["ABS"][1].arguments[0][0] == {"-"}
    other = oracle.table(tried, [2.0, 2.0, 2.0, 3.0], [2.0] * 4, [])
    assert other["ABS"][1].arguments[0][0] == set()
    assert oracle.table(tried, [3.0, 2.0, 2.0, 2.0], [2.0] * 4, []) == {}


def test_at_least_200_functions_are_known():
    assert len([name for name in known_functions().entries if name[0].isalpha()]) >= 200
