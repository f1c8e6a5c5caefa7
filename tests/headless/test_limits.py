"""Numbers so large that spreadsheets give up, and sizes at which a refresh would never end."""

import time

import pytest

VERSION = "Excel's MOD differs by its version"
MANY = "it counts through more than 100,000 periods"


def cell(formula: str) -> str:
    return f'<row r="1"><c r="A1"><f>{formula}</f><v>7</v></c><c r="B1"><v>1E12</v></c></row>'


@pytest.mark.parametrize(
    ("formula", "answer"),
    [
        ("MOD(1E20,7)", "#NUM!"),
        ("MOD(1E300,7)", "#NUM!"),
        ("MOD(5,0)", "#DIV/0!"),
        ("MOD(-3,2)", 1),
        ("MOD(3,-2)", -1),
        ('MOD("7",4)', 3),
        ("MOD(Z9,4)", 0),
        ("SUMPRODUCT(MOD({1,2,3,4},2))", 2),
        ("COMBIN(1000000,2)", 499999500000),
        ("COMBIN(5.9,2.9)", 10),
        ("COMBIN(100000,50000)", "#NUM!"),
        ("PERMUT(100,2)", 9900),
        ("PERMUT(1000000,999999)", "#NUM!"),
        ("SUM(MUNIT(1000))", 1000),
        ("CUMIPMT(0.01,12,1000,1,12,0)", pytest.approx(-66.1854641401005)),
    ],
)
def test_numbers_end_where_spreadsheets_end_them(recalculated, formula, answer):
    book = recalculated(cell(formula))
    assert (book.frozen, book["A1"]) == ({}, answer)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("MOD(1E11,7)", VERSION),
        ("MOD(B1,7)", VERSION),
        ("COMBIN(1E300,1)", "more than 15 digits"),
        ("PERMUT(1E300,1)", "more than 15 digits"),
        ("ROWS(MUNIT(1001))", "a matrix of more than 1,000 rows is too large here"),
        ("ROWS(MUNIT(1E300))", "a matrix of more than 1,000 rows is too large here"),
        ("DDB(1000,1,B1,B1)", MANY),
        ("CUMIPMT(0.01,1E12,1000,1,B1,0)", MANY),
        ("CUMPRINC(0.01,1E12,1000,1,B1,0)", MANY),
    ],
)
def test_what_goes_beyond_keeps_its_value_at_once(recalculated, formula, words):
    begun = time.monotonic()
    book = recalculated(cell(formula))
    assert words in book.frozen["A1"]
    assert book["A1"] == 7
    assert time.monotonic() - begun < 5
