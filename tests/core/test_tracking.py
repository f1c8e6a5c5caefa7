"""Fund against index: laws, and the help pages of Excel."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio.core import risk, tracking
from passivefolio.errors import DomainError, NoAnswer, ShapeError

PUBLISHED = {
    entry["id"]: entry
    for entry in json.loads(
        (Path(__file__).parents[1] / "golden" / "published_examples.json").read_text("utf-8")
    )
}
pairs = arrays(float, st.tuples(st.integers(4, 40), st.just(2)), elements=st.floats(-0.5, 0.5))
portfolios = arrays(float, 4, elements=st.floats(0.01, 1)).map(lambda w: w / w.sum())


def differ(pair):
    return pair[:, 0].std() > 1e-3 and pair[:, 1].std() > 1e-3


@pytest.mark.parametrize(
    ("name", "measure"),
    [("excel_slope", tracking.beta_to_index), ("excel_steyx", tracking.specific_risk)],
)
def test_the_line_of_excels_example(name, measure):
    example = PUBLISHED[name]
    y, x = np.array(example["inputs"]["y"]), np.array(example["inputs"]["x"])
    assert measure(y, x) == pytest.approx(example["expected"], abs=0.5e-6)
    assert measure(y, x) == pytest.approx(example["recomputed"], rel=1e-12)


def test_the_correlation_of_excels_example():
    example = PUBLISHED["excel_correl"]
    x, y = np.array(example["inputs"])
    assert tracking.index_correlation(x, y) == pytest.approx(example["expected"], abs=0.5e-9)


@given(pair=pairs)
def test_an_index_follows_itself(pair):
    index = pair[:, 0]
    assume(index.std() > 1e-3)
    assert tracking.tracking_difference(index, index) == 0
    assert tracking.tracking_error(index, index, 12) == 0
    assert tracking.beta_to_index(index, index) == pytest.approx(1, rel=1e-12)
    assert tracking.r_squared(index, index) == pytest.approx(1, rel=1e-12)
    assert tracking.specific_risk(index, index) == pytest.approx(0, abs=1e-15)
    assert tracking.batting_average(index, index) == 0
    with pytest.raises(NoAnswer):
        tracking.information_ratio(index, index)


@given(pair=pairs)
def test_systematic_and_specific_risk_make_up_the_whole(pair):
    assume(differ(pair))
    fund, index = pair.T
    n = len(fund)
    whole = (n - 1) * float(risk.volatility(fund)) ** 2
    parts = (n - 1) * float(tracking.systematic_risk(fund, index)) ** 2
    parts += (n - 2) * float(tracking.specific_risk(fund, index)) ** 2
    assert parts == pytest.approx(whole, rel=1e-9)


@given(pair=pairs)
def test_beta_is_correlation_times_relative_risk(pair):
    assume(differ(pair))
    fund, index = pair.T
    correlation = float(tracking.index_correlation(fund, index))
    relative = float(risk.volatility(fund)) / float(risk.volatility(index))
    assert tracking.beta_to_index(fund, index) == pytest.approx(
        correlation * relative, rel=1e-9, abs=1e-12
    )
    assert tracking.r_squared(fund, index) == pytest.approx(correlation**2, abs=1e-12)


@given(pair=pairs)
def test_the_t_stat_is_the_information_ratio_times_the_root_of_time(pair):
    fund, index = pair.T
    assume((fund - index).std() > 1e-6)
    ratio = float(tracking.information_ratio(fund, index))
    assert tracking.tracking_t_stat(fund, index) == pytest.approx(ratio * len(fund) ** 0.5)


@given(pair=pairs)
def test_the_tracking_error_is_the_volatility_of_the_active_returns(pair):
    fund, index = pair.T
    active = tracking.active_returns(fund, index)
    assert tracking.tracking_error(fund, index, 12) == risk.volatility(active, 12)


@given(pair=pairs, window=st.integers(1, 4))
def test_the_rolling_difference_is_the_difference_of_each_window(pair, window):
    fund, index = pair.T
    found = tracking.rolling_tracking_difference(fund, index, window)
    expected = [
        float(tracking.tracking_difference(fund[i : i + window], index[i : i + window]))
        for i in range(len(fund) - window + 1)
    ]
    assert found == pytest.approx(expected, abs=1e-12)


@given(pair=pairs, share=st.floats(0.1, 3))
def test_a_fund_that_takes_a_share_of_every_move_captures_it(pair, share):
    index = pair[:, 1] / 4
    assume((index > 0.001).sum() > 1 and (index < -0.001).sum() > 1)
    assume(index[index > 0].std() > 1e-3 and index[index < 0].std() > 1e-3)
    fund = share * index
    assert tracking.up_beta(fund, index) == pytest.approx(share, rel=1e-9)
    assert tracking.down_beta(fund, index) == pytest.approx(share, rel=1e-9)
    up, down = tracking.up_capture(fund, index), tracking.down_capture(fund, index)
    assert tracking.capture_ratio(fund, index) == pytest.approx(float(up) / float(down))
    assert (up >= 1 - 1e-9) == (share >= 1) or abs(share - 1) < 1e-6
    assert (down >= 1 - 1e-9) == (share >= 1) or abs(share - 1) < 1e-6


def test_captures_do_not_depend_on_the_length_of_the_record():
    index = np.array([0.10, -0.20, 0.10])
    fund = np.array([0.05, -0.05, 0.05])
    for times in (1, 2, 50):
        assert tracking.up_capture(np.tile(fund, times), np.tile(index, times)) == pytest.approx(
            0.5, rel=1e-9
        )


@given(pair=pairs)
def test_a_table_of_funds_is_computed_fund_by_fund(pair):
    fund, index = pair.T
    index = np.concatenate([index, [0.1, 0.2, -0.1, -0.2]])
    fund = np.concatenate([fund, [0.1, 0.0, 0.0, -0.1]])
    table = np.column_stack([fund, fund[::-1], 0.5 * fund + 0.01])
    for measure in (
        tracking.tracking_difference,
        tracking.tracking_error,
        tracking.beta_to_index,
        tracking.up_capture,
        tracking.down_capture,
        tracking.up_beta,
        tracking.down_beta,
        tracking.batting_average,
        tracking.systematic_risk,
        tracking.specific_risk,
    ):
        single = [float(measure(column, index)) for column in table.T]
        shared, repeated = index[:, None], np.column_stack([index] * 3)
        assert measure(table, shared) == pytest.approx(single, rel=1e-9, abs=1e-12)
        assert measure(table, repeated) == pytest.approx(single, rel=1e-9, abs=1e-12)


@given(own=portfolios, other=portfolios)
def test_active_share_and_overlap_make_one(own, other):
    share = tracking.active_share(own, other)
    assert 0 <= share <= 1
    assert share + tracking.fund_overlap(own, other) == pytest.approx(1, rel=1e-12)
    assert tracking.active_share(own, own) == 0


@given(own=portfolios, other=portfolios, table=arrays(float, (9, 4), elements=st.floats(-0.5, 0.5)))
def test_the_tracking_error_to_expect_is_that_of_the_past_with_its_covariance(own, other, table):
    covariance = np.cov(table, rowvar=False)
    expected = tracking.ex_ante_tracking_error(own, other, covariance)
    past = tracking.tracking_error(table @ own, table @ other)
    assert expected == pytest.approx(float(past), abs=1e-8)


def test_lists_of_different_length_do_not_fit():
    with pytest.raises(ShapeError):
        tracking.active_share(np.array([0.5, 0.5]), np.array([1.0]))


def test_an_index_that_says_nothing_gives_no_answer():
    fund, flat = np.array([0.01, 0.02, 0.03]), np.full(3, 0.1)
    for measure in (tracking.beta_to_index, tracking.r_squared, tracking.down_capture):
        with pytest.raises(NoAnswer):
            measure(fund, flat)
    with pytest.raises(NoAnswer):
        tracking.up_beta(fund, flat)


def test_a_window_of_less_than_a_year_is_not_annualised():
    with pytest.raises(DomainError, match="window covers 2 of the 12"):
        tracking.rolling_tracking_difference(np.zeros(24), np.zeros(24), 2, 12)
    with pytest.raises(DomainError, match="fund covers 3 of the 12"):
        tracking.tracking_difference(np.zeros(3), np.zeros(3), 12)
