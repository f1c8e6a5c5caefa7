"""What cells may hold, and what happens when they hold something else."""

import datetime
import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from passivefolio import CellError, call
from passivefolio.errors import CELL_ERRORS


def code(answer):
    assert isinstance(answer, CellError), answer
    return answer.code


@pytest.mark.parametrize(
    "series",
    [
        [0.01, 0.02, -0.01],
        (0.01, 0.02, -0.01),
        [[0.01], [0.02], [-0.01]],
        [[0.01, 0.02, -0.01]],
        ((0.01,), (0.02,), (-0.01,)),
        np.array([0.01, 0.02, -0.01]),
        np.array([[0.01], [0.02], [-0.01]]),
        np.array([0.01, 0.02, -0.01], dtype=object),
        pd.Series([0.01, 0.02, -0.01]),
        pd.DataFrame({"fund": [0.01, 0.02, -0.01]}),
        [Decimal("0.01"), np.float64(0.02), -0.01],
    ],
    ids=lambda series: type(series).__name__,
)
def test_a_series_may_come_in_any_shape_a_program_has(series):
    # by hand: mean 0.02 / 3, deviations 1/3, 4/3, -5/3 percent; sum of squares 14/3, n-1 = 2
    assert call("VOLATILITY", series) == pytest.approx(math.sqrt(7 / 3) / 100, rel=1e-12)


@pytest.mark.parametrize("blank", [None, "", float("nan")])
def test_a_blank_in_a_series_is_a_missing_observation(blank):
    assert call("CUMULATIVE_RETURN", [0.05, blank, 0.08]) == pytest.approx(0.134, rel=1e-12)
    assert call("CUMULATIVE_RETURN", [0.05, 0.08, blank, blank]) == pytest.approx(0.134, rel=1e-12)


def test_a_period_counts_only_when_all_its_series_are_there():
    fund, rf = [0.02, None, 0.05, 0.9], [0.01, 0.5, 0.02, None]
    assert call("SHARPE_RATIO", fund, rf) == call("SHARPE_RATIO", [0.02, 0.05], [0.01, 0.02])


def test_a_longer_range_may_end_in_blanks():
    fund, rf = [0.02, 0.05], [0.01, 0.02, None, None]
    assert call("SHARPE_RATIO", fund, rf) == call("SHARPE_RATIO", fund, rf[:2])


def test_a_longer_range_may_not_end_in_more_numbers():
    answer = call("SHARPE_RATIO", [0.02, 0.05], [0.01, 0.02, 0.03])
    assert answer == CellError(
        "#VALUE!", "SHARPE_RATIO: returns has 2 periods but rf has 3 periods"
    )


@pytest.mark.parametrize("text", ["x", "12%", "0.1", " ", "TRUE"])
def test_text_where_a_number_belongs_is_a_value_error(text):
    assert code(call("UTILITY", text, 0.1, 3)) == "#VALUE!"
    assert code(call("VOLATILITY", [0.1, text, 0.2])) == "#VALUE!"
    assert code(call("PORTFOLIO_RETURN", [0.5, 0.5], [0.1, text])) == "#VALUE!"


def test_the_sentence_says_where_the_text_stands():
    answer = call("PORTFOLIO_RETURN", [[0.5], [0.5]], [[0.1], ["12%"]])
    assert answer.message == (
        "PORTFOLIO_RETURN: returns number 2 holds the text '12%', expected a number"
    )


@pytest.mark.parametrize("truth", [True, False, np.True_])
def test_true_and_false_are_no_numbers(truth):
    assert code(call("UTILITY", 0.1, 0.1, truth)) == "#VALUE!"
    assert code(call("VOLATILITY", [0.1, truth, 0.2])) == "#VALUE!"


@pytest.mark.parametrize("day", [datetime.date(2020, 1, 31), pd.Timestamp("2020-01-31")])
def test_a_date_is_no_number(day):
    assert code(call("VOLATILITY", [0.1, day, 0.2])) == "#VALUE!"
    assert code(call("VOLATILITY", np.array(["2020-01-31"], dtype="datetime64[D]"))) == "#VALUE!"


@pytest.mark.parametrize("error", sorted(CELL_ERRORS))
def test_an_error_cell_travels_on(error):
    assert call("UTILITY", error, 0.1, 3) == CellError(error, f"UTILITY: er holds {error}")
    assert code(call("VOLATILITY", [0.1, error, 0.2])) == error
    assert code(call("VOLATILITY", [0.1, CellError(error, "before"), 0.2])) == error
    assert code(call("PORTFOLIO_RETURN", [0.6, 0.4], [0.1, error])) == error
    assert code(call("EXPLAIN", error)) == error


def test_a_newer_error_of_excel_travels_on_as_a_value_error():
    assert call("UTILITY", "#SPILL!", 0.1, 3) == CellError("#VALUE!", "UTILITY: er holds #SPILL!")


@pytest.mark.parametrize("number", [float("inf"), -float("inf"), 10**400])
def test_a_number_that_is_not_finite_is_a_num_error(number):
    assert code(call("UTILITY", number, 0.1, 3)) == "#NUM!"
    assert code(call("VOLATILITY", [0.1, number, 0.2])) == "#NUM!"


def test_a_result_too_large_for_a_cell_is_a_num_error():
    assert call("UTILITY", 0.1, 1e200, 3) == CellError(
        "#NUM!", "UTILITY: the result is too large for a cell"
    )
    assert code(call("WEALTH_INDEX", [1e200, 1e200])[2][0]) == "#NUM!"


def test_a_missing_argument_is_a_value_error():
    assert call("UTILITY", 0.1, 0.2) == CellError(
        "#VALUE!", "UTILITY: A is blank, expected a number"
    )
    assert call("VOLATILITY") == CellError("#VALUE!", "VOLATILITY: returns is missing")


def test_an_optional_argument_left_out_has_its_default():
    assert call("IMPLIED_RISK_AVERSION", 0.08, 0.17, 0.03) == call(
        "IMPLIED_RISK_AVERSION", 0.08, 0.17, 0.03, 1
    )
    assert call("SHARPE_RATIO", [0.01, 0.03], None, 12) == call("SHARPE_RATIO", [0.01, 0.03], 0, 12)


def test_too_many_arguments_are_a_value_error():
    assert call("UTILITY", 1, 2, 3, 4) == CellError("#VALUE!", "UTILITY: takes 3 arguments, got 4")


@pytest.mark.parametrize("ragged", [[[1, 2], [3]], [[1], 2], [[]], []])
def test_a_ragged_or_empty_range_is_a_value_error(ragged):
    assert code(call("VOLATILITY", ragged)) == "#VALUE!"


def test_an_unknown_function_is_a_name_error_that_helps():
    assert call("UTILTY", 1) == CellError(
        "#NAME?", "there is no function UTILTY; did you mean UTILITY?"
    )


def test_a_function_is_found_in_any_case():
    assert call("utility", 0.08, 0.15, 3) == call("=Utility(", 0.08, 0.15, 3)


# Weights


def test_weights_must_sum_to_one():
    assert call("PORTFOLIO_RETURN", [0.6, 0.37], [0.1, 0.1]) == CellError(
        "#VALUE!", "PORTFOLIO_RETURN: weights sum to 0.97, expected 1"
    )


def test_three_times_33_3_percent_will_do():
    assert call("PORTFOLIO_RETURN", [0.333] * 3, [0.1] * 3) == pytest.approx(0.0999)


def test_a_blank_weight_is_zero_and_needs_no_return():
    assert call("PORTFOLIO_RETURN", [0.5, None, 0.5], [0.1, None, 0.3]) == pytest.approx(0.2)


def test_a_blank_beside_a_weight_is_a_value_error():
    assert code(call("PORTFOLIO_RETURN", [0.5, 0.5], [0.1, None])) == "#VALUE!"
    assert code(call("PORTFOLIO_SD", [0.5, 0.5], [[0.04, None], [None, 0.01]])) == "#VALUE!"


def test_a_template_may_have_more_rows_than_are_filled():
    covariance = [[0.04, 0.0, None], [0.0, 0.01, None], [None, None, None]]
    weights = [0.5, 0.5, None]
    assert call("PORTFOLIO_SD", weights, covariance) == pytest.approx(math.sqrt(0.0125))
    assert call("PORTFOLIO_SD", weights, [0.2, 0.1, None], [[1, 0, None], [0, 1, None], [None] * 3])
    assert call("UTILITY_RANK", [0.1, 0.2, None], [0.1, 0.1, None], 3) == [[2.0], [1.0]]
    matrix = [[1, 0.5, None], [0.5, 1, None], [None, None, None]]
    assert call("CORRELATION_CHECK", matrix) == "OK"


# Switches, whole numbers and text


def test_a_switch_takes_true_false_one_and_zero():
    series = [0.01, 0.03]
    assert call("VOLATILITY", series, 1, True) == call("VOLATILITY", series, 1, 1) == 0.01
    assert call("VOLATILITY", series, 1, False) == call("VOLATILITY", series, 1, 0)
    assert code(call("VOLATILITY", series, 1, 2)) == "#VALUE!"


def test_a_whole_number_is_whole():
    assert code(call("RISK_AVERSION_RANGE", [0.1], [0.1], 1.5)) == "#NUM!"


def test_text_is_text():
    assert code(call("EXPLAIN", 3)) == "#VALUE!"
    assert code(call("EXPLAIN", "NOTHING_LIKE_IT")) == "#N/A"
    assert code(call("CONVENTIONS", "Weather")) == "#N/A"


# CHECK_INPUTS


def test_check_inputs_counts_what_is_no_number():
    cells = [[None, "", 0.1], ["x", True, "#N/A"], [12.5, float("inf"), datetime.date(2020, 1, 1)]]
    assert call("CHECK_INPUTS", cells) == (
        "2 blanks, 1 text, 1 TRUE/FALSE, 1 error, 1 date, 1 infinite number, "
        "looks like percent (largest 12.5)"
    )
    assert call("CHECK_INPUTS", [0.6, 0.3, 0.1]) == "OK"
    assert call("CHECK_INPUTS", None) == "1 blank"
