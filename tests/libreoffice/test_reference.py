"""Inserting the example of a function into the sheet."""

import pytest

from passivefolio.hosts.libreoffice.session import OfficeProblem

pytestmark = pytest.mark.libreoffice


@pytest.fixture
def sheet(commands):
    commands("open_book")
    yield commands
    commands("close_book")


def test_an_example_calculates_where_it_is_inserted(sheet):
    assert sheet("insert", "UTILITY", "B2") == [True, []]
    assert sheet("shown", "B2") == [["0.09"]]
    assert sheet("formulas", "B2") == [["=UTILITY(0.13, 0.2, 2)"]]


def test_an_answer_of_many_cells_fills_them_as_an_array_formula(sheet):
    sheet("insert", "CONVENTIONS", "A1")
    assert sheet("shown", "A1:B1") == [["Topic", "Rule"]]
    assert sheet("formulas", "B2")[0][0].startswith("{=CONVENTIONS(")


def test_it_is_one_step_to_undo(sheet):
    steps = sheet("undoable")
    sheet("insert", "UTILITY", "B2")
    assert sheet("undoable") == ["Insert UTILITY", *steps]
    sheet("undo")
    assert sheet("shown", "B2") == [[""]]


def test_nothing_is_replaced_without_consent(sheet):
    sheet("put", "B2", "mine")
    assert sheet("insert", "UTILITY", "B2", False) == [False, ["Replace what is in Sheet1.B2?"]]
    assert sheet("shown", "B2") == [["mine"]]
    assert sheet("insert", "UTILITY", "B2", True)[0]
    assert sheet("shown", "B2") == [["0.09"]]


def test_a_locked_cell_is_refused_and_an_unlocked_one_taken(sheet):
    sheet("lock", "B3", False)
    sheet("protect", "Sheet1", "")
    with pytest.raises(OfficeProblem, match="Sheet1!B2 is locked; choose a free cell"):
        sheet("insert", "UTILITY", "B2")
    assert sheet("shown", "B2") == [[""]]
    assert sheet("insert", "UTILITY", "B3")[0]
    assert sheet("protected") == ["Sheet1"]
