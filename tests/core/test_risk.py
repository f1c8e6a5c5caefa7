"""How far returns stray: laws, and the help pages of Excel."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio.core import downside, risk
from passivefolio.errors import DomainError, NoAnswer

series = arrays(float, st.integers(4, 40), elements=st.floats(-0.5, 0.5))
# The standard example of Bacon, Practical Portfolio Performance Measurement and Attribution, 2008
BACON = np.array(
    [
        *(0.3, 2.6, 1.1, -1.0, 1.5, 2.5, 1.6, 6.7, -1.4, 4.0, -0.5, 8.1),
        *(4.0, -3.7, -6.1, 1.7, -4.9, -2.2, 7.0, 5.8, -6.5, 2.4, -0.5, -0.9),
    ]
)


def test_the_volatility_of_bacons_portfolio():
    # Bacon 2008: the squared deviations of the 24 months sum to 359.74 in percent
    assert risk.volatility(BACON) == pytest.approx((359.74 / 23) ** 0.5, rel=1e-12)
    assert risk.volatility(BACON, 12, True) == pytest.approx((12 * 359.74 / 24) ** 0.5, rel=1e-12)


def test_a_series_that_never_changes_has_no_volatility_at_all():
    table = np.column_stack([np.full(7, 0.1), np.full(7, 0.07), np.linspace(0, 1, 7)])
    assert list(risk.volatility(table)[:2]) == [0, 0]
    assert risk.volatility(np.full(7, 0.1)) == 0


@given(returns=series)
def test_a_table_of_funds_is_computed_fund_by_fund(returns):
    table = np.column_stack([returns, returns[::-1], 2 * returns])
    for measure in (
        risk.volatility,
        risk.semi_deviation,
        risk.mean_absolute_deviation,
        downside.downside_deviation,
    ):
        single = [float(measure(column)) for column in table.T]
        assert measure(table) == pytest.approx(single, rel=1e-11, abs=1e-15)


@given(returns=series)
def test_semi_deviations_of_both_sides_make_the_variance(returns):
    below = float(risk.semi_deviation(returns)) ** 2
    above = float(risk.semi_deviation(-returns)) ** 2
    assert below + above == pytest.approx(float(risk.volatility(returns, 1, True)) ** 2, abs=1e-14)


@given(returns=series)
def test_the_mean_absolute_deviation_is_never_above_the_standard_deviation(returns):
    spread = float(risk.volatility(returns, 1, True))
    assert risk.mean_absolute_deviation(returns) <= spread + 1e-15


@given(returns=series)
def test_the_deviation_below_the_mean_is_the_semi_deviation(returns):
    mar = np.full(len(returns), returns.mean())
    assert downside.downside_deviation(returns, mar, 12) == pytest.approx(
        float(risk.semi_deviation(returns, 12)), abs=1e-14
    )


@given(returns=series, low=st.floats(-0.2, 0.2), step=st.floats(0, 0.2))
def test_asking_for_more_never_lowers_the_downside(returns, low, step):
    def deviation(mar):
        return float(downside.downside_deviation(returns, mar))

    assert deviation(low) <= deviation(low + step) + 1e-15


def test_an_annual_minimum_is_turned_into_one_per_period():
    monthly = np.full(3, 1.06 ** (1 / 12) - 1)
    returns = np.array([0.01, -0.02, 0.003])
    assert downside.downside_deviation(returns, 0.06, 12) == pytest.approx(
        float(downside.downside_deviation(returns, monthly, 12)), rel=1e-12
    )


def test_a_subset_without_returns_is_no_answer():
    with pytest.raises(NoAnswer):
        downside.downside_deviation(np.array([0.01, 0.02]), 0.0, 1, "subset")
    assert downside.downside_deviation(np.array([0.01, 0.02])) == 0


@given(returns=series, window=st.integers(2, 4))
def test_rolling_volatility_is_the_volatility_of_each_window(returns, window):
    found = risk.rolling_volatility(returns, window, 12)
    windows = np.lib.stride_tricks.sliding_window_view(returns, window)
    assert found == pytest.approx([float(risk.volatility(w, 12)) for w in windows], abs=1e-14)


def test_a_window_longer_than_the_record_is_no_answer():
    with pytest.raises(NoAnswer):
        risk.rolling_volatility(np.array([0.01, 0.02]), 3)
    with pytest.raises(DomainError):
        risk.rolling_volatility(np.array([0.01, 0.02]), 1)


@given(returns=series, lag=st.integers(1, 3))
def test_autocorrelation_lies_between_minus_one_and_one(returns, lag):
    assume(returns.std() > 1e-6)
    assert -1 <= risk.autocorrelation(returns, lag) <= 1


def test_returns_that_take_turns_are_negatively_correlated():
    # by hand: d = +-1, 7 products of -1 over a sum of squares of 8
    assert risk.autocorrelation(np.tile([0.01, -0.01], 4)) == pytest.approx(-7 / 8, rel=1e-12)
    with pytest.raises(NoAnswer):
        risk.autocorrelation(np.full(5, 0.1))
    with pytest.raises(DomainError):
        risk.autocorrelation(BACON, 0)
