"""What Explain says of a cell, before any spreadsheet program shows it."""

import pytest

from passivefolio.errors import CELL_ERRORS, CellError, DataProblem
from passivefolio.hosts.explaining import Cell, Seen, about, explain, in_words, why

CELLS = {
    "er": Seen(0.0746, [["7.46%"]]),
    "sd": Seen(0.12, [["12.00%"]]),
    "bad_sd": Seen(-0.2, [["-20.00%"]]),
    "lost": Seen(CellError("#REF!", "")),
    "B1": Seen(3.0, [["3"]]),
    "Inputs!A1:A3": Seen([[0.6], [0.3], [0.1]], [["60%"], ["30%"], ["10%"]]),
    "Inputs!B1:B3": Seen([[0.08], [0.03], [0.01]]),
}


def look(written):
    if written in CELLS:
        return CELLS[written]
    raise DataProblem(f"{written} is known only inside the formula")


def explained(formula, error=""):
    return explain(Cell("Results!B3", formula, error or "4%", error), look)


def test_a_call_shows_its_arguments_as_the_sheet_does_and_its_answer():
    (call,) = explained("=UTILITY(er, sd, B1)").calls
    assert call.function.name == "UTILITY"
    assert [(given.arg.name, given.written, given.value) for given in call.given] == [
        ("er", "er", "7.46% (0.0746)"),
        ("sd", "sd", "12.00% (0.12)"),
        ("A", "B1", "3"),
    ]
    assert call.answer == pytest.approx(0.0746 - 1.5 * 0.12**2)
    assert call.result == "0.053"


def test_calls_inside_others_are_found_outer_ones_first_and_feed_them():
    formula = "=IF(B1>2,UTILITY(portfolio_return(Inputs!A1:A3,Inputs!B1:B3),sd,B1),0)"
    outer, inner = explained(formula).calls
    assert (outer.level, inner.level) == (0, 1)
    assert inner.function.name == "PORTFOLIO_RETURN"
    assert inner.answer == pytest.approx(0.058)
    assert outer.given[0].value == "0.058"


def test_a_bracket_or_comma_in_a_text_is_no_part_of_the_formula():
    (call,) = explained('=EXPLAIN("UTILITY(er, sd")').calls
    assert len(call.given) == 1


def test_numbers_percentages_text_and_truths_written_out_need_no_host():
    (call,) = explained("=UTILITY(8%, -.5e-1, 3)").calls
    assert [given.value for given in call.given] == ["0.08", "-0.05", "3"]
    (call,) = explained('=EXPLAIN("a ""quoted"" word")').calls
    assert call.given[0].value == 'a "quoted" word'
    (call,) = explained("=ANNUALIZED_RETURN(Inputs!B1:B3, 12, TRUE)").calls
    assert call.given[2].value == "TRUE"


def test_an_error_is_explained_by_the_function_that_gives_it():
    found = explained("=UTILITY(er, bad_sd, B1)", "#NUM!")
    assert found.upshot == "Why #NUM!: UTILITY: sd must not be negative, got -0.2."
    assert why(found) == "UTILITY: sd must not be negative, got -0.2"


def test_an_error_of_an_inner_call_is_explained_by_it():
    found = explained("=UTILITY(UTILITY(er, bad_sd, 2), sd, 3)", "#NUM!")
    assert why(found) == "UTILITY: sd must not be negative, got -0.2"


def test_an_error_that_travels_in_is_told_with_the_argument_that_holds_it():
    assert why(explained("=UTILITY(lost, sd, B1)", "#REF!")) == "UTILITY: er holds #REF!"


@pytest.mark.parametrize("code", CELL_ERRORS)
def test_an_error_of_the_spreadsheet_itself_has_an_ordinary_sentence(code):
    assert explained("=1/B9", code).upshot == f"Why {code}: {CELL_ERRORS[code]}."


def test_an_error_around_a_sound_call_is_not_blamed_on_it():
    assert why(explained("=UTILITY(er, sd, B1)/0", "#DIV/0!")) == CELL_ERRORS["#DIV/0!"]


def test_a_cell_without_our_functions_says_so():
    assert "uses no function of passivefolio" in explained("=SUM(A1:A3)").upshot
    assert "no formula" in explained("").upshot


def test_arguments_left_out_show_their_default_and_required_ones_are_missing():
    (call,) = explained("=SHARPE_RATIO(Inputs!B1:B3)").calls
    assert [given.value for given in call.given][1:] == ["0 (left out)", "1 (left out)"]
    (call,) = explained("=UTILITY(er,,3)", "#VALUE!").calls
    assert call.given[1].value == "missing"
    assert isinstance(call.answer, CellError)


def test_an_argument_known_only_inside_the_formula_leaves_no_made_up_answer():
    (call,) = explained("=UTILITY(_xlpm.x, sd, B1)").calls
    assert call.given[0].value == "_xlpm.x is known only inside the formula"
    assert call.answer is None
    assert "cannot be told" in call.result


def test_a_formula_that_cannot_be_read_is_no_crash():
    assert "cannot be read" in explained("=UTILITY(er, sd").upshot


def test_a_function_without_arguments_is_explained_too():
    (call,) = explained("=PASSIVEFOLIO_VERSION()").calls
    assert call.given == ()
    assert not isinstance(call.answer, CellError)


def test_a_long_range_shows_its_size_its_first_and_last_row_and_its_blanks():
    rows = [[0.01 * row, 0.02] for row in range(1, 31)] + [[None, None]] * 10
    shown = in_words(Seen(rows))
    assert shown == "40 rows by 2 columns, 10 of them blank: 0.01, 0.02; … ; 0.3, 0.02"


def test_the_text_of_a_function_holds_its_formula_source_and_examples():
    text = about(explained("=UTILITY(er,sd,B1)").calls[0].function)
    for part in ("UTILITY(er, sd, A)", "er - A sd^2 / 2", "Source: ", "Examples:", "gives 0.09"):
        assert part in text


def test_the_whole_explanation_reads_as_plain_text():
    text = explained("=UTILITY(er, bad_sd, B1)", "#NUM!").text
    assert text.startswith("Results!B3 shows #NUM!\n=UTILITY(er, bad_sd, B1)\n\nWhy #NUM!: UTILITY")
    assert "sd = -20.00% (-0.2)   from bad_sd" in text
