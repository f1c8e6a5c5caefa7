"""What asks for an error finds it, whichever function it comes from."""

import math

import pytest
import xlsxwriter
from oracle import stored

from passivefolio.errors import CellError
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.hosts.headless.known import known_functions

FAULTS = ("NA()", '"zz"', "-1", "Texts!A2")
APART = frozenset({"FREQUENCY", "MUNIT", "OFFSET", "SEQUENCE"})  # arrays, or blank cells
CODES = {"#DIV/0!": 2.0, "#VALUE!": 3.0, "#REF!": 4.0, "#NUM!": 6.0, "#N/A": 7.0}


def calls():
    """Calls of every function, with a fault in place of each argument in turn."""
    for name, entries in known_functions().entries.items():
        if not name[0].isalpha() or name in APART:
            continue
        for count in filter(None, entries):
            for position in range(count):
                for fault in FAULTS:
                    arguments = ["1"] * count
                    arguments[position] = fault
                    yield f"{name}({','.join(arguments)})"


def answers(folder, formulas):
    """The answers, or None for cells that keep their values."""
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Sheet1")
        for row, formula in enumerate(formulas):
            sheet.write_formula(row, 0, stored(f"={formula}"), None, "old")
        texts = book.add_worksheet("Texts")
        texts.write_string(0, 0, "zz")
        texts.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        book.define_name("answers", f"=Sheet1!$A$1:$A${len(formulas)}")
    book = HeadlessBook(path, functions={})
    frozen = {note.cell for note in book.recalculate().frozen}
    return [
        None if f"A{row}" in frozen else value
        for row, (value,) in enumerate(book.read("answers"), 1)
    ]


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """The answer of each call that has one."""
    every = list(calls())
    found = zip(every, answers(tmp_path_factory.mktemp("plain"), every), strict=True)
    return {call: value for call, value in found if value is not None}


def asked(form, answered, tmp_path):
    """Each call with its own answer and that of the question about it."""
    found = answers(tmp_path, [form.format(call) for call in answered])
    return [
        (call, value, other)
        for (call, value), other in zip(answered.items(), found, strict=True)
        if other is not None
    ]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("ISERROR({})", lambda value, code: bool(code)),
        ("ISERR({})", lambda value, code: bool(code) and code != "#N/A"),
        ("ISNA({})", lambda value, code: code == "#N/A"),
        ("ISNUMBER({})", lambda value, code: type(value) is float),
        ("ISTEXT({})", lambda value, code: isinstance(value, str)),
        ("ISNONTEXT({})", lambda value, code: not isinstance(value, str)),
        ("ISLOGICAL({})", lambda value, code: isinstance(value, bool)),
        ("ISBLANK({})", lambda value, code: False),
        ('IF(ISERROR({}&""),1,0)', lambda value, code: float(bool(code))),
        ("ERROR.TYPE({})", lambda value, code: CODES.get(code, "#N/A")),
        ('IFERROR({},"caught")', lambda value, code: "caught" if code else value),
        ('IFERROR({}*1,"caught")', lambda value, code: "caught" if code else None),
        ('IFNA({},"caught")', lambda value, code: "caught" if code == "#N/A" else code or value),
        ("COUNT({},1)", lambda value, code: 1.0 if code else None),
        ("COUNTA({},1)", lambda value, code: 2.0),
    ],
)
def test_an_error_is_what_it_is_to_those_who_ask(form, expected, answered, tmp_path):
    tried = asked(form, answered, tmp_path)
    wrong = []
    for call, value, other in tried:
        right = expected(value, value.code if isinstance(value, CellError) else "")
        found = other.code if isinstance(other, CellError) else other
        if right is not None and (type(found), found) != (type(right), right):
            wrong.append((call, value, found))
    assert wrong == []
    assert len(tried) > 1_000


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("ISERROR(TRIM(Texts!A2)+1)", True),
        ("ISERROR(IF(TRUE,TRIM(Texts!A2),Texts!A1))", True),
        ('IF(ISNUMBER(SEARCH("x",Texts!A1)),1,2)', 2.0),
        ('COUNT(SEARCH("x",Texts!A1),FIND("z",Texts!A1))', 1.0),
        ("SUMPRODUCT(--ISERROR(FREQUENCY(UPPER(Texts!A2),1)))", 1.0),
        ('IFERROR(NPER(-1,1,1),"caught")', "caught"),
        ("IF(PV(-1,3,1)>0,1,2)", CellError("#NUM!", "")),
        ("COUNT(PV(-1,3,1))", 0.0),
        ("MAX(PV(-1,3,1),1)", CellError("#NUM!", "")),
    ],
)
def test_errors_inside_are_found(formula, expected, tmp_path):
    assert answers(tmp_path, [formula]) == [expected]


def test_no_answer_is_infinite(answered):
    numbers = [value for value in answered.values() if isinstance(value, float)]
    assert all(map(math.isfinite, numbers))
