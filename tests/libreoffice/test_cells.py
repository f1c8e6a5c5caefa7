"""What arrives in our functions from cells of LibreOffice, and what comes back."""

import datetime
import math

import pytest

from passivefolio import CellError, call
from passivefolio.hosts.libreoffice.cells import (
    CODES,
    LAST_ROW,
    error_code,
    error_number,
    received,
    shown,
)


@pytest.mark.parametrize("code", CODES)
def test_an_error_is_a_nan_that_knows_its_code(code):
    assert math.isnan(error_number(code))
    assert error_code(error_number(code)) == code


def test_single_cells_arrive_as_they_are():
    assert received((0.1, "text", None)) == (0.1, "text", None)


def test_a_range_of_numbers_arrives_as_it_is():
    rows = ((1.0,), (2.0,))
    assert received((rows,))[0] is rows


def test_blanks_and_errors_of_a_range_arrive_as_such():
    rows = ((1.0, ""), ("text", error_number("#DIV/0!")))
    assert received((rows, 2.0)) == [[[1.0, None], ["text", CellError("#DIV/0!", "")]], 2.0]


def test_whole_columns_arrive_down_to_the_last_row_that_is_used_by_any():
    def column(*cells):
        return tuple((cell,) for cell in (*cells, *("",) * (LAST_ROW - len(cells))))

    first, second, third = received((column(1.0, 2.0), column(1.0, "", 3.0), 4.0))
    assert first == [[1.0], [2.0], [None]]
    assert second == [[1.0], [None], [3.0]]
    assert third == 4.0
    assert received((column(),)) == [[[None]]]


def test_answers_are_rows_of_numbers_and_texts():
    assert shown(0.5) == ((0.5,),)
    assert shown("text") == (("text",),)
    assert shown(True) == ((1.0,),)
    rows = shown([[1.0, None], ["text", CellError("#N/A", "")]])
    assert rows[0] == (1.0, "")
    assert rows[1][0] == "text"
    assert error_code(rows[1][1]) == "#N/A"


@pytest.mark.libreoffice
def test_every_error_reaches_the_cell_and_iferror_catches_it(calc):
    formulas = [
        ('=UTILITY("x";0.1;3)', "#VALUE!"),
        ("=UTILITY(0.1;-0.1;3)", "#NUM!"),
        ("=SHARPE_RATIO({0.01|0.01})", "#DIV/0!"),
        ('=CONVENTIONS("nothing")', "#N/A"),
        ('=EXPLAIN("NOTHING")', "#N/A"),
        ("=UTILITY(1/0;0.1;3)", "#DIV/0!"),
        ("=INDEX(UTILITY({0.1|0.1};{0.1|-0.1};3);2)", "#NUM!"),
    ]
    cells = calc.ask("typed", [formula for formula, _ in formulas])
    assert [cell["error"] for cell in cells] == [code for _, code in formulas]
    caught = [f'=IFERROR({formula[1:]};"caught")' for formula, _ in formulas]
    assert calc.ask("typed", caught) == ["caught"] * len(formulas)


@pytest.mark.libreoffice
def test_arguments_left_out_take_their_default(calc):
    returns = [0.01, 0.03, -0.02, 0.04]
    given = "{" + "|".join(map(str, returns)) + "}"
    assert calc.ask(
        "typed",
        [f"=SHARPE_RATIO({given})", f"=SHARPE_RATIO({given};;12)", f"=SHARPE_RATIO({given};0.02;)"],
    ) == [
        pytest.approx(call("SHARPE_RATIO", returns), rel=1e-12),
        pytest.approx(call("SHARPE_RATIO", returns, None, 12), rel=1e-12),
        pytest.approx(call("SHARPE_RATIO", returns, 0.02), rel=1e-12),
    ]


@pytest.mark.libreoffice
def test_a_required_argument_left_out_is_an_error(calc):
    assert (
        calc.ask("typed", ["=UTILITY(0.1;;3)", "=UTILITY(0.1)"])
        == [{"error": "#VALUE!", "number": 519}] * 2
    )


@pytest.mark.libreoffice
def test_a_whole_column_counts_down_to_its_last_cell(calc):
    contents = [["A1", 0.01], ["A2", 0.03], ["A4", -0.02], ["C1", "=CUMULATIVE_RETURN(A:A)"]]
    found = calc.ask("written", contents)
    assert found["C1"] == pytest.approx(1.01 * 1.03 * 0.98 - 1, rel=1e-12)


@pytest.mark.libreoffice
def test_blanks_and_errors_are_seen_by_check_inputs(calc):
    contents = [["A1", 0.01], ["A2", "=NA()"], ["A4", "text"], ["C1", "=CHECK_INPUTS(A1:A4)"]]
    assert calc.ask("written", contents)["C1"] == "1 blank, 1 text, 1 error"


@pytest.mark.libreoffice
def test_why_tells_the_sentence_of_an_error(calc):
    contents = [
        ["A1", 0.01],
        ["A2", "=1/0"],
        ["A3", -0.2],
        ["B1", "=UTILITY(A1;A3;3)"],
        ["C1", "=WHY(B1)"],
        ["B2", "=CUMULATIVE_RETURN(A1:A2)"],
        ["C2", "=WHY(B2)"],
        ["B3", "=1+ROUND(UTILITY(A1;0-0.2;3);2)"],
        ["C3", "=WHY(B3)"],
        ["C4", "=WHY(A1)"],
        ["C5", "=WHY(A2)"],
    ]
    found = calc.ask("written", contents)
    assert found["C1"] == "UTILITY: sd must not be negative, got -0.2"
    assert found["C2"] == "CUMULATIVE_RETURN: returns number 2 holds #DIV/0!"
    assert found["C3"].startswith("an argument is worked out inside the formula; Explain")
    assert found["C4"] == ""
    assert found["C5"] == "the formula divides by zero or by an empty cell"


@pytest.mark.libreoffice
def test_a_workbook_that_counts_its_days_from_1904_shows_the_same_dates(calc):
    first, last = datetime.date(2020, 1, 31), datetime.date(2020, 2, 29)
    for start, zero in ((None, (1899, 12, 30)), ([1904, 1, 1], (1904, 1, 1))):
        days = [(day - datetime.date(*zero)).days for day in (first, last)]
        assert calc.ask("year_of_calendar_returns", start, days) == 2020
