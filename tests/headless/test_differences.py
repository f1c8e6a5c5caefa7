"""A last + or - that leaves next to nothing leaves 0, as in Excel."""

import pytest

from passivefolio.hosts.headless.book import HeadlessBook

DATA = (
    '<row r="1"><c r="A1"><v>0.1</v></c><c r="B1"><v>0.2</v></c><c r="C1"><v>0.3</v></c>'
    '<c r="D1"><v>1000000.1</v></c><c r="E1"><v>1000000</v></c></row>'
)


def rows(*formulas: str) -> str:
    cells = "".join(
        f'<c r="{column}2"><f>{formula}</f><v>7</v></c>'
        for column, formula in zip("ABCDE", formulas, strict=False)
    )
    return f'{DATA}<row r="2">{cells}</row>'


@pytest.mark.parametrize(
    ("formula", "answer"),
    [
        ("0.1+0.2-0.3", 0),
        ("1.333+1.225-1.333-1.225", 0),
        ("1-0.9-0.1", 0),
        ("A1+B1-C1", 0),
        ("SUM(A1:B1)-C1", 0),
        ("A1+B1-SUM(C1,0)", 0),
        ("-0.3+(A1+B1)", 0),
        ("D1-E1-0.1", 1000000.1 - 1000000 - 0.1),
        ("(A1+B1-C1)", 0.1 + 0.2 - 0.3),
        ("(A1+B1-C1)*1", 0.1 + 0.2 - 0.3),
        ("SUM(A1+B1-C1)", 0.1 + 0.2 - 0.3),
        ("0.1+1E-9-0.1", 0.1 + 1e-9 - 0.1),
        ("A1/E1-0", 0.1 / 1000000),
        ("A1*1E-20+0", 1e-21),
    ],
)
def test_residues_of_rounding_are_0_at_the_end_of_a_formula_alone(recalculated, formula, answer):
    book = recalculated(rows(formula))
    assert (book.frozen, book["A2"]) == ({}, answer)


def test_what_uses_a_difference_finds_the_0_and_a_second_refresh_changes_nothing(recalculated):
    book = recalculated(rows("A1+B1-C1", 'IF(A2=0,"none","some")', "IFERROR(1/A2,5)", "B3-A2"))
    assert [book[f"{column}2"] for column in "ABCD"] == [0, "none", 5, 0]
    again = HeadlessBook(book.path, functions={})
    assert again.recalculate().changed == ()


def test_what_is_frozen_after_a_difference_was_settled_is_followed(recalculated):
    """D2 is frozen as E2 has no value; A2, which was 0 at first, follows E2."""
    book = recalculated(rows("A1+B1-C1", "B1-E2", "LARGE({3,2},A2+1)", "A2+0", "BROKEN(A2)"))
    assert book["A2"] == 0
    assert (book["D2"], book["E2"]) == (0, 7)


def test_a_difference_that_may_be_0_keeps_its_value(recalculated):
    book = recalculated(rows("1.000000000000004-1"))
    assert "Excel may call its difference 0" in book.frozen["A2"]
    assert book["A2"] == 7
