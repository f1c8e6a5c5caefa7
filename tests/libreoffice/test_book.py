"""An open spreadsheet as Refresh sees it."""

import pytest

from passivefolio.hosts.libreoffice.session import OfficeProblem

pytestmark = pytest.mark.libreoffice


@pytest.fixture
def book(commands):
    commands("open_book")
    commands("name", "area", "A1:C3")
    yield commands
    commands("close_book")


def test_a_named_area_is_found_whatever_the_case_of_its_name(book):
    assert book("has", "area")
    assert book("has", "AREA")
    assert not book("has", "other")


def test_numbers_texts_truths_blanks_and_errors_are_read_as_what_they_are(book):
    book("put", "A1", [[1, "two", "=TRUE()"], ["=1/0", "=1=2", "=NA()"]])
    assert book("read", "area") == [
        [1, "two", True],
        [["#DIV/0!"], False, ["#N/A"]],
        [None, None, None],
    ]


def test_a_zero_and_a_one_are_no_truths(book):
    book("put", "A1", [[1, 0, "=1*1"]])
    assert book("read", "area")[0] == [1, 0, 1]
    assert not any(isinstance(cell, bool) for cell in book("read", "area")[0])


def test_dates_become_serial_numbers_with_their_time_of_day(book):
    book("write", "area", [[[2026, 5, 1], [2026, 5, 1, 12, 0]]])
    assert book("read", "area")[0] == [46143, 46143.5, None]


def test_what_is_written_replaces_the_whole_area(book):
    book("put", "A1", [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    book("write", "area", [["=text", 0.1], [3]])
    assert book("read", "area") == [["=text", 0.1, None], [3, None, None], [None, None, None]]


def test_more_rows_than_there_is_room_for_are_refused_and_nothing_changes(book):
    book("put", "A1", 1)
    with pytest.raises(OfficeProblem, match="area has 3 rows and 3 columns, the data have 4 rows"):
        book("write", "area", [[2]] * 4)
    assert book("read", "area")[0][0] == 1


def test_a_formula_is_never_written_over(book):
    book("put", "A1", "=1+1")
    with pytest.raises(OfficeProblem, match="area holds a formula"):
        book("write", "area", [[2]])
    assert book("formulas", "A1") == [["=1+1"]]


def test_a_name_that_is_not_there_is_told(book):
    with pytest.raises(OfficeProblem, match="no cells named other"):
        book("read", "other")


def test_locked_cells_are_written_and_emptied_and_stay_locked(book):
    book("put", "A1", [["old", "old"]])
    book("protect", "Sheet1", "")
    book("write", "area", [["new"]])
    assert book("shown", "A1:B1") == [["new", ""]]
    assert book("protected") == ["Sheet1"]


def test_a_comment_on_a_cell_outlives_its_value(book):
    book("put", "A1", 1)
    book("comment", "A1", "mine")
    book("write", "area", [])
    assert book("shown", "A1") == [[""]]
    assert book("comments", "Sheet1") == ["mine"]


def test_a_locked_cell_behind_a_password_is_left_alone(book):
    book("put", "A1", "old")
    book("protect", "Sheet1", "secret")
    with pytest.raises(OfficeProblem, match="Sheet1 is protected by a password"):
        book("write", "area", [])
    assert book("shown", "A1") == [["old"]]
    assert book("protected") == ["Sheet1"]
