import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio import call
from passivefolio.core import rebalancing
from passivefolio.core.rebalancing import (
    buy_and_hold_return,
    drifted_weights,
    rebalanced_return,
    rebalancing_bonus,
    weight_history,
)
from passivefolio.core.returns import annualized_return
from passivefolio.errors import DomainError, NoAnswer, ShapeError

tables = arrays(float, st.tuples(st.integers(1, 20), st.just(3)), elements=st.floats(-0.5, 0.5))
years = arrays(float, st.tuples(st.integers(12, 30), st.just(3)), elements=st.floats(-0.3, 0.3))
portfolios = arrays(float, 3, elements=st.floats(0.01, 1)).map(lambda w: w / w.sum())
rules = st.tuples(
    st.integers(1, 6),
    st.one_of(st.none(), st.floats(0, 0.2)),
    st.one_of(st.none(), st.floats(0, 0.5)),
)


@given(weights=portfolios, table=tables, rule=rules)
def test_the_history_starts_at_the_weights_and_sums_to_one(weights, table, rule):
    history = weight_history(weights, table, *rule)
    assert history.shape == (len(table) + 1, 3)
    assert history[0] == pytest.approx(weights, rel=1e-12)
    assert history.sum(axis=1) == pytest.approx(1, rel=1e-12)


@given(weights=portfolios, table=tables)
def test_the_history_of_a_mix_left_alone_ends_at_its_drifted_weights(weights, table):
    assert weight_history(weights, table)[-1] == pytest.approx(
        drifted_weights(weights, table), rel=1e-10
    )


@given(weights=portfolios, table=tables, rule=rules)
def test_the_rebalanced_return_is_the_history_of_weights_times_the_returns(weights, table, rule):
    history = weight_history(weights, table, *rule)
    wealth = (1 + (history[:-1] * table).sum(axis=1)).prod()
    assert 1 + rebalanced_return(weights, table, *rule) == pytest.approx(wealth, rel=1e-10)


@given(weights=portfolios, table=tables, band=st.floats(0, 0.1))
def test_after_a_review_every_weight_is_inside_its_band(weights, table, band):
    history = weight_history(weights, table, 1, band)
    assert np.abs(history[1:-1] - weights).max(initial=0) <= band + 1e-9


def test_a_mix_is_put_back_on_review_dates_only_and_not_at_the_end():
    # by hand: 60/40 and +50 %, 0 %: 0.9/1.3 after one year, 1.35/1.75 after two, put back then
    history = weight_history(np.array([0.6, 0.4]), np.array([[0.5, 0.0]] * 4), 2)
    first = [0.6, 0.9 / 1.3, 0.6, 0.9 / 1.3, 1.35 / 1.75]
    assert history[:, 0] == pytest.approx(first, rel=1e-12)


def test_a_weight_exactly_on_its_band_is_left_there():
    # 0.6 * 1.3 / 1.2 = 0.65, five points above 0.60
    table = np.array([[1.3 - 1, 0.42 / 0.4 - 1], [0.0, 0.0]])
    assert weight_history(np.array([0.6, 0.4]), table, 1, 0.05)[1, 0] == pytest.approx(0.65)


@given(weights=portfolios, table=years, every=st.integers(1, 13))
def test_the_bonus_is_the_difference_of_two_annual_returns(weights, table, every):
    n = len(table)
    with_, without = rebalanced_return(weights, table, every), buy_and_hold_return(weights, table)
    expected = (1 + with_) ** (12 / n) - (1 + without) ** (12 / n)
    assert rebalancing_bonus(weights, table, 12, every) == pytest.approx(expected, abs=1e-10)


@given(weights=portfolios, table=years)
def test_there_is_no_bonus_without_rebalancing(weights, table):
    assert rebalancing_bonus(weights, table, 12, 0) == 0


@given(weights=portfolios, column=arrays(float, 24, elements=st.floats(-0.3, 0.3)))
def test_there_is_no_bonus_when_all_holdings_move_alike(weights, column):
    table = np.repeat(column[:, None], 3, axis=1)
    assert rebalancing_bonus(weights, table, 12, 3) == pytest.approx(0, abs=1e-10)


def test_a_bonus_of_part_of_a_year_is_not_annualised():
    with pytest.raises(DomainError, match="covers 2 of the 12 periods"):
        rebalancing_bonus(np.array([0.5, 0.5]), np.zeros((2, 2)), 12)


def test_a_portfolio_that_lost_everything_has_no_weights():
    ruin = np.array([[-1.0, -1.0], [0.1, 0.1]])
    for function in (weight_history, drifted_weights):
        with pytest.raises(NoAnswer, match="lost everything"):
            function(np.array([0.5, 0.5]), ruin)
    assert buy_and_hold_return(np.array([0.5, 0.5]), ruin) == -1


def test_a_cost_that_eats_the_portfolio_is_no_answer():
    table = np.array([[0.5, 0.0], [0.0, 0.0]])
    with pytest.raises(NoAnswer, match="cost of trading"):
        rebalanced_return(np.array([0.5, 0.5]), table, 1, cost_rate=10.0)


def test_bands_need_reviews():
    with pytest.raises(ShapeError):
        weight_history(np.array([0.5, 0.5]), np.zeros((3, 2)), 0, 0.05)


def test_a_period_with_a_missing_return_is_left_out():
    answer = call("WEIGHT_HISTORY", [0.5, 0.5], [[0.2, 0.0], [None, 0.1], [0.0, 0.2]])
    assert answer == call("WEIGHT_HISTORY", [0.5, 0.5], [[0.2, 0.0], [0.0, 0.2]])


def test_the_bonus_of_the_portfolio_of_returns_is_the_annualised_one():
    weights, table = np.array([0.6, 0.4]), np.tile([[0.1, -0.05], [-0.05, 0.1]], (12, 1))
    mix = annualized_return(table @ weights, 12)
    held = (1 + buy_and_hold_return(weights, table)) ** 0.5 - 1
    assert rebalancing_bonus(weights, table, 12, 1) == pytest.approx(float(mix - held), rel=1e-9)


def test_the_narrower_band_counts():
    widths = rebalancing.band_widths(np.array([0.6, 0.1]), 0.05, 0.25)
    assert widths == pytest.approx([0.05, 0.025])
