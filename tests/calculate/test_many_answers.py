"""Ranges where numbers belong, tables of funds where a series belongs: many answers at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passivefolio import CellError, call
from passivefolio.calculate import PLANS, per_cell, per_fund
from passivefolio.calculate.per_cell import SINGLE_KINDS
from passivefolio.catalogue import FUNCTIONS, Answer, Kind

PER_CELL = [f for f in FUNCTIONS if PLANS[f.name] is per_cell]
PER_FUND = [f for f in FUNCTIONS if PLANS[f.name] is per_fund and f.answer is not Answer.TABLE]
NAMES = [f.name for f in PER_CELL]

odd_cells = st.sampled_from([None, "", "x", True, "#N/A", -0.2, 0, 2, float("nan"), 1e300])
cells = st.one_of(st.floats(-0.5, 1), st.floats(0.01, 0.5), odd_cells)
returns = st.floats(-0.5, 0.5)


def same(a, b):
    if isinstance(a, CellError) or isinstance(b, CellError):
        return isinstance(a, CellError) and isinstance(b, CellError) and a.code == b.code
    return a == b or a == pytest.approx(b, rel=1e-11, abs=1e-13)


@pytest.mark.parametrize("function", PER_CELL, ids=NAMES)
@given(data=st.data())
def test_a_range_gives_what_cell_by_cell_calls_give(function, data):
    rows = data.draw(
        st.lists(st.tuples(*(cells for _ in function.args)), min_size=2, max_size=5), label="rows"
    )
    shared = {
        i: data.draw(st.sampled_from(arg.choices or (True, False)), label=arg.name)
        for i, arg in enumerate(function.args)
        if arg.kind in SINGLE_KINDS
    }
    rows = [tuple(shared.get(i, cell) for i, cell in enumerate(row)) for row in rows]
    columns = [
        shared[i] if i in shared else [[row[i]] for row in rows] for i in range(len(function.args))
    ]
    got = call(function.name, *columns)
    single = [[call(function.name, *row)] for row in rows]
    assert [
        [same(a, b) for a, b in zip(x, y, strict=True)] for x, y in zip(got, single, strict=True)
    ] == ([[True]] * len(rows)), (got, single)


def test_one_number_serves_a_whole_range():
    answer = call("UTILITY", [[0.08], [0.09]], [[0.15], [0.2]], 3)
    assert answer == [[call("UTILITY", 0.08, 0.15, 3)], [call("UTILITY", 0.09, 0.2, 3)]]


def test_a_row_and_a_column_make_a_block():
    answer = call("UTILITY", [[0.08, 0.09]], [[0.1], [0.2], [0.3]], 3)
    assert np.shape(answer) == (3, 2)
    assert answer[2][1] == call("UTILITY", 0.09, 0.3, 3)


def test_a_cell_without_an_answer_carries_its_own_error():
    answer = call("UTILITY", [0.08, 0.08, None, "x", "#N/A"], [0.1, -0.1, 0.1, 0.1, 0.1], 3)
    assert [row[0] for row in answer] == [
        call("UTILITY", 0.08, 0.1, 3),
        CellError("#NUM!", "UTILITY: sd must not be negative, got -0.1"),
        CellError("#VALUE!", "UTILITY: er is blank, expected a number"),
        CellError("#VALUE!", "UTILITY: er number 4 holds the text 'x', expected a number"),
        CellError("#N/A", "UTILITY: er number 5 holds #N/A"),
    ]


def test_ranges_that_do_not_fit_are_a_value_error():
    assert call("UTILITY", [0.1, 0.2], [0.1, 0.2, 0.3], 3) == CellError(
        "#VALUE!", "UTILITY: the ranges do not fit together: er 2 x 1, sd 3 x 1"
    )


def test_a_blank_optional_cell_in_a_range_has_its_default():
    answer = call("OPTIMAL_RISKY_WEIGHT", 0.15, 0.22, 1.5, 0.07, [0.09, None])
    assert answer == [[1.0], [call("OPTIMAL_RISKY_WEIGHT", 0.15, 0.22, 1.5, 0.07)]]


def sample_call(function, series):
    """A call with these series first, and the simplest other arguments."""
    periods = len(series)
    simple = {
        Kind.SERIES: [[0.03 * (-1) ** place + 0.001 * place] for place in range(periods)],
        Kind.PRICES: series,
        Kind.AMOUNTS: [[0.01]] * periods,
        Kind.DATES: [[43861.0 + 30 * place] for place in range(periods)],
        Kind.DATE: 43861.0 + 30 * periods,
        Kind.WHOLE: 1,
    }
    cells = []
    for arg in function.args:
        if arg.kind in (Kind.SERIES, Kind.PRICES) and series not in cells:
            cells.append(series)
        elif arg.required:
            cells.append(simple.get(arg.kind, 12.0 if arg.name == "periods_per_year" else 0.5))
        else:
            cells.append(True if arg.name == "allow_short" else None)
    return call(function.name, *cells)


@pytest.mark.parametrize("function", PER_FUND, ids=[f.name for f in PER_FUND])
@given(data=st.data())
def test_a_table_of_funds_gives_what_single_calls_give(function, data):
    periods = data.draw(st.integers(2, 8), label="periods")
    cell = st.one_of(returns, st.sampled_from([None, "x", "#N/A", -2]))
    table = data.draw(
        st.lists(
            st.lists(st.one_of(returns, returns, returns, cell), min_size=3, max_size=3),
            min_size=periods,
            max_size=periods,
        ),
        label="table",
    )
    got = sample_call(function, table)
    columns = [[row[place] for row in table] for place in range(3)]
    single = [sample_call(function, column) for column in columns]
    if isinstance(got, CellError):
        assert all(same(got, one) for one in single)
        return
    assert len(got[0]) == 3
    for place, one in enumerate(single):
        if isinstance(one, list):
            assert all(same(g[place], s[0]) for g, s in zip(got, one, strict=False)), (got, one)
        else:
            assert all(same(row[place], one) for row in got), (got, one)


def test_each_fund_is_computed_from_its_own_observations():
    table = [[0.01, None], [0.02, 0.05], [None, 0.07], [-0.01, None]]
    assert call("CUMULATIVE_RETURN", table) == [
        [
            pytest.approx(1.01 * 1.02 * 0.99 - 1, rel=1e-12),
            pytest.approx(1.05 * 1.07 - 1, rel=1e-12),
        ]
    ]


def test_a_fund_without_an_answer_leaves_the_others_alone():
    [answer] = call("SHARPE_RATIO", [[0.01, 0.02, "x"], [0.01, 0.05, 0.02]])
    assert answer[0].code == "#DIV/0!"
    assert answer[1] == call("SHARPE_RATIO", [0.02, 0.05])
    assert answer[2] == CellError(
        "#VALUE!", "SHARPE_RATIO: returns row 1 column 3 holds the text 'x', expected a number"
    )


def test_funds_share_one_risk_free_series():
    table, rf = [[0.02, 0.04], [0.05, 0.01]], [0.01, 0.02]
    assert call("SHARPE_RATIO", table, rf) == [
        [
            pytest.approx(call("SHARPE_RATIO", [0.02, 0.05], rf), rel=1e-12),
            pytest.approx(call("SHARPE_RATIO", [0.04, 0.01], rf), rel=1e-12),
        ]
    ]


def test_the_path_of_wealth_keeps_beside_its_dates():
    answer = [row[0] for row in call("WEALTH_INDEX", [None, 0.1, None, -0.5, None], 100)]
    gap = CellError("#N/A", "WEALTH_INDEX: there is no observation in this period")
    assert answer == [gap, 100, pytest.approx(110), gap, pytest.approx(55)]


def test_paths_of_funds_stand_side_by_side():
    assert call("WEALTH_INDEX", [[0.1, 0.5], [0.1, -0.5]]) == [
        [1, 1],
        [pytest.approx(1.1), 1.5],
        [pytest.approx(1.21), 0.75],
    ]


def test_a_table_of_periods_gives_a_column_and_an_incomplete_row_its_own_error():
    answer = call("PORTFOLIO_RETURN", [0.5, 0.5], [[0.1, 0.2], [0.1, None], [0.0, -0.1]])
    assert answer == [
        [pytest.approx(0.15)],
        [CellError("#VALUE!", "PORTFOLIO_RETURN: returns is blank beside a weight that is not 0")],
        [pytest.approx(-0.05)],
    ]


def test_rows_of_a_table_not_filled_yet_are_not_there():
    assert len(call("PORTFOLIO_RETURN", [0.5, 0.5], [[0.1, 0.2], [0.1, 0.1], [None, None]])) == 2


def test_a_list_lies_as_the_weights_lie():
    covariance = [[0.04, 0], [0, 0.01]]
    assert np.shape(call("RISK_CONTRIBUTION", [[0.5, 0.5]], covariance)) == (1, 2)
    assert np.shape(call("RISK_CONTRIBUTION", [[0.5], [0.5]], covariance)) == (2, 1)


def test_ten_thousand_funds_are_one_call():
    table = np.random.default_rng(1).normal(0.005, 0.04, (24, 10_000))
    [answer] = call("MAX_DRAWDOWN", table)
    assert len(answer) == 10_000
    assert answer[77] == pytest.approx(call("MAX_DRAWDOWN", table[:, 77]), rel=1e-12)


def test_every_function_of_numbers_answers_with_one_number():
    assert all(f.answer in (Answer.NUMBER, Answer.TRUTH) for f in PER_CELL)
