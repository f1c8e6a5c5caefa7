"""Returns made of prices, of other returns, and of runs of them."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio import call
from passivefolio.core import allocation, rates, rebalancing, returns
from passivefolio.data import sample_history
from passivefolio.errors import DomainError, NoAnswer

GOLDEN = json.loads(
    (Path(__file__).parents[1] / "golden" / "performanceanalytics_on_sample.json").read_text(
        encoding="utf-8"
    )
)
ELSEWHERE = {entry["call"]: entry.get("value") for entry in GOLDEN["results"]}
HISTORY = np.array([row[1:] for row in sample_history()])
W = np.array([0.6, 0.3, 0.1])

series = arrays(float, st.integers(2, 40), elements=st.floats(-0.5, 0.5))
tables = arrays(float, st.tuples(st.integers(1, 20), st.just(3)), elements=st.floats(-0.5, 0.5))
portfolios = arrays(float, 3, elements=st.floats(0.01, 1)).map(lambda w: w / w.sum())
prices_ = arrays(float, st.integers(2, 40), elements=st.floats(1, 1000))
rates_ = st.floats(-0.9, 0.9)


# Prices


@given(prices=prices_)
def test_simple_returns_lead_back_along_the_index_without_dividends(prices):
    index = returns.total_return_index(prices, np.zeros_like(prices), prices[0])
    assert index == pytest.approx(prices, rel=1e-12)
    assert returns.wealth_index(returns.simple_returns(prices), prices[0]) == pytest.approx(
        prices, rel=1e-12
    )


@given(prices=prices_, yield_=st.floats(0, 0.1))
def test_the_total_return_index_grows_by_the_simple_returns_with_dividends(prices, yield_):
    dividends = yield_ * prices
    index = returns.total_return_index(prices, dividends)
    assert returns.simple_returns(index) == pytest.approx(
        returns.simple_returns(prices, dividends), abs=1e-11
    )


@given(prices=prices_)
def test_log_returns_are_logarithms_of_growth_and_add_up(prices):
    logs = returns.log_returns(prices)
    assert np.exp(logs) - 1 == pytest.approx(returns.simple_returns(prices), rel=1e-9, abs=1e-13)
    assert logs.sum() == pytest.approx(np.log(prices[-1] / prices[0]), abs=1e-12)


def test_a_price_of_nothing_and_a_negative_dividend_are_refused():
    with pytest.raises(DomainError, match="prices must be above 0, got 0"):
        returns.simple_returns(np.array([1.0, 0.0]))
    with pytest.raises(DomainError, match="dividends must not be negative, got -1"):
        returns.simple_returns(np.array([1.0, 2.0]), np.array([0.0, -1.0]))
    with pytest.raises(NoAnswer, match="prices has 1 observation, at least 2 are needed"):
        returns.log_returns(np.array([1.0]))


def test_prices_of_several_funds_are_one_call():
    assert call("SIMPLE_RETURNS", [[100, 10], [110, 12], [99, 6]]) == [
        [pytest.approx(0.1), pytest.approx(0.2)],
        [pytest.approx(-0.1), pytest.approx(-0.5)],
    ]


def test_funds_may_share_prices_and_differ_in_dividends():
    assert call("SIMPLE_RETURNS", [100, 110], [[0, 0], [0, 10]]) == [
        [pytest.approx(0.1), pytest.approx(0.2)]
    ]


# Means


@given(returns_=series)
def test_the_geometric_mean_leads_to_the_same_wealth(returns_):
    mean = float(returns.geometric_mean_return(returns_))
    wealth = 1 + float(returns.cumulative_return(returns_))
    assert (1 + mean) ** len(returns_) == pytest.approx(wealth, rel=1e-11)


@given(returns_=series)
def test_the_drag_of_variance_is_never_negative(returns_):
    assert returns.variance_drag(returns_, 1.0) >= -1e-14


def test_the_drag_is_about_half_the_variance():
    # 1 % +- 2 % a month: 12 * 0.01 less 1.0302 * 0.9898... worked by hand: (1.03 * 0.99)^6 - 1
    drag = returns.variance_drag(np.tile([0.03, -0.01], 6), 12)
    assert drag == pytest.approx(0.12 - ((1.03 * 0.99) ** 6 - 1), rel=1e-12)


def test_less_than_a_year_has_no_drag():
    with pytest.raises(DomainError, match="returns covers 2 of the 12 periods of a year"):
        returns.variance_drag(np.array([0.01, 0.02]), 12)


@pytest.mark.parametrize(("fund", "column"), [("SP", 0), ("TB10", 1), ("TB3", 2)])
def test_the_geometric_mean_of_performanceanalytics(fund, column):
    expected = ELSEWHERE[f"mean.geometric({fund})"]
    got = returns.geometric_mean_return(HISTORY[:, column])
    assert got == pytest.approx(expected, rel=1e-10)
    drag = (
        ELSEWHERE[f"Return.annualized({fund}, scale=12, geometric=FALSE)"]
        - ELSEWHERE[f"Return.annualized({fund}, scale=12, geometric=TRUE)"]
    )
    assert returns.variance_drag(HISTORY[:, column], 12) == pytest.approx(drag, rel=1e-10)


# Rates of rates


@given(start=st.floats(1, 1e6), rate=rates_, years=st.floats(0.1, 50))
def test_growth_at_the_rate_leads_to_the_end_value(start, rate, years):
    end = start * (1 + rate) ** years
    assert rates.cagr(start, end, years) == pytest.approx(rate, rel=1e-9, abs=1e-12)
    got = rates.cagr_dates(start, end, 40000.0, 40000.0 + 365 * years)
    assert got == pytest.approx(rate, rel=1e-9, abs=1e-12)


@given(real=rates_, inflation=rates_)
def test_a_real_return_and_inflation_make_the_nominal_return(real, inflation):
    nominal = rates.currency_return(real, inflation)
    assert rates.real_return(nominal, inflation) == pytest.approx(real, rel=1e-9, abs=1e-12)


@given(returns_=series, rf=st.floats(-0.5, 0.5))
def test_excess_returns_have_the_mean_that_the_sharpe_ratio_divides(returns_, rf):
    monthly = (1 + rf) ** (1 / 12) - 1
    excess = rates.excess_returns(returns_, rf, 12.0)
    assert excess == pytest.approx(returns_ - monthly, abs=1e-14)


def test_dates_that_do_not_ascend_have_no_growth():
    answer = call("CAGR_DATES", 100, 110, "2021-01-01", "2021-01-01")
    assert answer.code == "#NUM!"


def test_growth_from_nothing_is_refused_cell_by_cell():
    [[one], [other]] = call("CAGR", [[0], [100]], 121, 2)
    assert one.message == "CAGR: start_value must be above 0, got 0"
    assert other == pytest.approx(0.1)


# Runs of periods


@given(returns_=series, data=st.data())
def test_a_rolling_return_is_the_cumulative_return_of_each_run(returns_, data):
    window = data.draw(st.integers(1, len(returns_)))
    expected = [
        float(returns.cumulative_return(returns_[first : first + window]))
        for first in range(len(returns_) - window + 1)
    ]
    rolling = returns.rolling_return(returns_, window)
    assert rolling == pytest.approx(np.array(expected), rel=1e-11, abs=1e-13)
    assert returns.best_period(returns_, window) == rolling.max()
    assert returns.worst_period(returns_, window) == rolling.min()


@given(returns_=series)
def test_a_total_loss_is_only_in_the_runs_that_hold_it(returns_):
    ruined = np.concatenate([[-1.0], returns_])
    assert returns.rolling_return(ruined, 2)[0] == -1
    assert (returns.rolling_return(ruined, 2)[1:] > -1).all()


@given(table=tables, data=st.data())
def test_a_table_rolls_as_its_columns_do(table, data):
    window = data.draw(st.integers(1, len(table)))
    got = returns.rolling_return(table, window, 1.0)
    for place in range(3):
        assert got[:, place] == pytest.approx(
            returns.rolling_return(table[:, place], window, 1.0), rel=1e-12, abs=1e-15
        )


def test_a_run_shorter_than_a_year_is_not_annualised():
    with pytest.raises(DomainError, match="window covers 3 of the 12 periods of a year"):
        returns.rolling_return(np.zeros(12), 3, 12.0)


def test_a_rolling_return_stands_beside_the_last_period_of_its_run():
    answer = [row[0] for row in call("ROLLING_RETURN", [0.5, None, 0.5, 0.0], 2)]
    assert answer[0].code == "#N/A"
    assert answer[1:] == [1.25, 0.5]


def test_a_window_longer_than_the_record_has_no_answer():
    with pytest.raises(NoAnswer, match="returns has 2 observations, at least 3 are needed"):
        returns.best_period(np.zeros(2), 3)
    with pytest.raises(DomainError, match="window must be at least 1, got 0"):
        returns.worst_period(np.zeros(2), 0)


# The policy mix


@given(weights=portfolios, table=tables, every=st.integers(0, 25))
def test_the_blended_benchmark_compounds_to_the_rebalanced_return(weights, table, every):
    got = returns.cumulative_return(returns.blended_benchmark(weights, table, every))
    assert got == pytest.approx(
        rebalancing.rebalanced_return(weights, table, every), rel=1e-10, abs=1e-12
    )


@given(weights=portfolios, table=tables)
def test_rebalanced_every_period_it_is_the_portfolio_return(weights, table):
    got = returns.blended_benchmark(weights, table)
    assert got == pytest.approx(allocation.portfolio_return(weights, table), abs=1e-13)


@pytest.mark.parametrize(("every", "rule"), [(1, "'months'"), (0, "NA")])
def test_the_mixes_of_performanceanalytics(every, rule):
    mix = returns.blended_benchmark(W, HISTORY, every)
    portfolio = f"Return.portfolio(M3, weights=W3, rebalance_on={rule})"
    expected = ELSEWHERE[f"Return.cumulative({portfolio})"]
    assert returns.cumulative_return(mix) == pytest.approx(expected, rel=1e-10)
    sd = ELSEWHERE[f"StdDev.annualized({portfolio})"]
    assert call("VOLATILITY", mix, 12) == pytest.approx(sd, rel=1e-10)


def test_a_mix_that_is_gone_has_no_further_return():
    with pytest.raises(NoAnswer, match="lost everything before period 2"):
        returns.blended_benchmark(np.array([1.0]), np.array([[-1.0], [0.1]]), 0)
