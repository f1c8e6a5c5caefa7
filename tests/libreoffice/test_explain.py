"""Explain in an open workbook: what the functions in a cell read, and why it shows an error."""

import shutil

import pytest

from passivefolio.workbooks.templates import built_templates

pytestmark = pytest.mark.libreoffice


@pytest.fixture
def sheet(commands):
    commands("open_book")
    commands("put", "B1", [[0.08], [-0.15], [3]])
    commands("put", "C1", [[0.6], [0.3], [0.1]])
    yield commands
    commands("close_book")


def test_cells_names_and_what_is_worked_out_are_shown_with_their_values(sheet):
    sheet("name", "aversion", "B3")
    sheet("put", "A1", "=IF(B3>1;UTILITY(B1*2;ABS(B2);aversion);0)")
    text = sheet("explain", "A1")
    assert text.startswith("Sheet1!A1 shows 0.12625\n=IF(B3>1,UTILITY(B1*2,ABS(B2),aversion),0)\n")
    assert "er = 0.16   from B1*2" in text
    assert "sd = 0.15   from ABS(B2)" in text
    assert "A = 3   from aversion" in text
    assert "gives 0.12625" in text


def test_a_range_shows_its_cells_and_a_call_inside_a_call_its_answer(sheet):
    sheet("put", "A1", "=UTILITY(PORTFOLIO_RETURN(C1:C3;C1:C3);0.1;B3)")
    text = sheet("explain", "A1")
    assert "er = 0.46   from PORTFOLIO_RETURN(C1:C3,C1:C3)" in text
    assert "weights = 3 rows: 0.6; 0.3; 0.1   from C1:C3" in text


def test_percentages_are_shown_with_the_decimal_they_are(sheet):
    sheet("put", "D1", 0.075)
    sheet("as_percent", "D1")
    sheet("put", "A1", "=UTILITY(D1;0.1;3)")
    assert "er = 7.50% (0.075)   from D1" in sheet("explain", "A1")


def test_an_error_is_explained_by_its_sentence(sheet):
    sheet("put", "A1", "=UTILITY(B1;B2;B3)")
    assert "Why #NUM!: UTILITY: sd must not be negative, got -0.15." in sheet("explain", "A1")


def test_an_error_that_an_argument_holds_is_named(sheet):
    sheet("put", "A1", "=UTILITY(B1;B2/0;3)")
    text = sheet("explain", "A1")
    assert "Why #DIV/0!: UTILITY: sd holds #DIV/0!." in text
    assert "sd = #DIV/0!   from B2/0" in text


def test_an_error_inside_a_range_is_named_though_libreoffice_stops_at_it(sheet):
    sheet("put", "D1", [[0.1], ["=NA()"], [0.3]])
    sheet("put", "A1", "=SHARPE_RATIO(D1:D3)")
    assert "Why #N/A: SHARPE_RATIO: returns number 2 holds #N/A." in sheet("explain", "A1")


def test_a_single_blank_cell_counts_as_the_0_libreoffice_makes_of_it(sheet):
    sheet("put", "A1", "=UTILITY(Z9;0.1;3)")
    text = sheet("explain", "A1")
    assert "er = blank, which counts as 0   from Z9" in text
    assert f"gives {sheet('shown', 'A1')[0][0]}" in text


def test_every_cell_of_an_array_formula_explains_the_whole(sheet):
    sheet("put_array", "E1:E3", "=UTILITY(C1:C3;0.1;B3)")
    first, last = sheet("explain", "E1"), sheet("explain", "E3")
    assert "=UTILITY(C1:C3,0.1,B3)" in last
    assert "er = 3 rows: 0.6; 0.3; 0.1   from C1:C3" in last
    assert first.partition("\n")[2] == last.partition("\n")[2]
    assert last.startswith("Sheet1!E3 shows 0.085")


def test_a_range_worked_out_inside_an_array_formula_stays_a_range(sheet):
    sheet("put_array", "E1:E3", "=UTILITY(C1:C3*2;0.1;B3)")
    assert "er = 3 rows: 1.2; 0.6; 0.2   from C1:C3*2" in sheet("explain", "E2")


def test_a_block_worked_out_in_a_plain_formula_is_shown_whole(sheet):
    sheet("put", "A1", "=PORTFOLIO_RETURN(TRANSPOSE(C1:C3);C1:C3)")
    assert "weights = 3 columns: 0.6, 0.3, 0.1   from TRANSPOSE(C1:C3)" in sheet("explain", "A1")


def test_other_sheets_with_names_of_any_kind_are_found(sheet):
    sheet("add_sheet", "My 'own' data")
    sheet("put", "My 'own' data.A1", 0.2)
    sheet("put", "Sheet1.A1", "=UTILITY(0.1;$'My ''own'' data'.A1;3)")
    assert "sd = 0.2   from 'My ''own'' data'!A1" in sheet("explain", "Sheet1.A1")


def test_whole_columns_show_the_rows_in_use(sheet):
    sheet("put", "A1", "=PORTFOLIO_RETURN(C:C;C:C)")
    assert "weights = 3 rows: 0.6; 0.3; 0.1   from C:C" in sheet("explain", "A1")


def test_cells_without_our_functions_say_so(sheet):
    sheet("put", "A1", "=SUM(C1:C3)")
    assert "uses no function of passivefolio" in sheet("explain", "A1")
    assert "no formula" in sheet("explain", "B1")
    sheet("put", "A2", "'=UTILITY(1;2;3)")
    assert "no formula" in sheet("explain", "A2")


def test_explaining_changes_nothing_not_even_on_protected_sheets_opened_for_reading(
    commands, tmp_path
):
    path = tmp_path / "mine.xlsx"
    shutil.copyfile(built_templates() / "allocation_60_30_10.xlsx", path)
    commands("open_book", str(path), True)
    before = commands("everything")
    text = commands("explain", "Workings.C14")
    assert "er = 8.00% (0.08)   from INDEX(mix_ers,1)" in text
    assert commands("everything") == before
    assert not commands("modified")
    assert commands("undoable") == []
    commands("close_book")


def test_what_a_password_hides_from_working_out_is_told(sheet):
    sheet("put", "A1", "=UTILITY(B1*2;0.1;3)")
    sheet("protect", "Sheet1", "secret")
    text = sheet("explain", "A1")
    assert "er = the sheet Sheet1 is protected by a password   from B1*2" in text
    assert "cannot be told" in text
