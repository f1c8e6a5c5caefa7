"""What may become of a plan."""

import math
import time
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio import call
from passivefolio.core import plan, projection
from passivefolio.data import sample_history
from passivefolio.errors import DomainError, NoAnswer

STOCKS = [row[1] for row in sample_history()]

ers = st.floats(-0.1, 0.3)
sds = st.floats(0.01, 0.6)
spans = st.floats(0.1, 60)
values = st.floats(1, 1e6)
series = arrays(float, st.integers(2, 40), elements=st.floats(-0.5, 0.5))


# Closed forms


@given(value=values, er=ers, sd=sds, years=spans, share=st.floats(0.01, 0.99))
def test_a_percentile_is_missed_with_its_own_chance(value, er, sd, years, share):
    wealth = float(projection.wealth_percentile(value, er, sd, years, share))
    chance = float(projection.goal_probability(value, wealth, er, sd, years))
    assert chance == pytest.approx(1 - share, abs=1e-9)


@given(er=ers, sd=sds)
def test_a_year_of_wealth_has_the_mean_and_the_sd_that_were_given(er, sd):
    shares = (np.arange(4000) + 0.5) / 4000
    draws = np.asarray(projection.wealth_percentile(1.0, er, sd, 1.0, shares))
    assert draws.mean() - 1 == pytest.approx(er, abs=2e-3)
    assert draws.std() == pytest.approx(sd, rel=0.03)


@given(value=values, goal=values, er=ers, sd=sds, years=spans, more=st.floats(1, 2))
def test_a_higher_goal_is_never_likelier(value, goal, er, sd, years, more):
    chance = projection.goal_probability(value, goal, er, sd, years)
    assert 0 <= projection.goal_probability(value, goal * more, er, sd, years) <= chance <= 1


@given(value=values, er=ers, years=spans)
def test_without_risk_wealth_grows_at_the_rate(value, er, years):
    expected = value * (1 + er) ** years
    got = projection.wealth_percentile(value, er, 0.0, years, 0.05)
    assert got == pytest.approx(expected, rel=1e-12)
    assert projection.goal_probability(value, expected, er, 0.0, years) == 1
    assert projection.goal_probability(value, expected * 1.001, er, 0.0, years) == 0


def test_a_chance_worked_out_with_the_normal_distribution():
    s = math.sqrt(math.log(1 + (0.15 / 1.07) ** 2))
    mu = math.log(1.07) - s * s / 2
    expected = NormalDist().cdf((math.log(100 / 200) + mu * 10) / (s * math.sqrt(10)))
    assert call("GOAL_PROBABILITY", 100, 200, 0.07, 0.15, 10) == pytest.approx(expected, rel=1e-12)


def test_a_goal_that_is_met_exactly_is_met():
    assert call("GOAL_PROBABILITY", 100, 226, 0.1, 0, 2, 50) == 1
    assert call("GOAL_PROBABILITY", 100, 121, 0.1, 0, 2) == 1


# Simulation


def test_the_simulated_years_agree_with_the_closed_form():
    [*_, last] = call("MONTE_CARLO_WEALTH", 100, 0.07, 0.15, 30, 0, 100_000)
    exact = [call("WEALTH_PERCENTILE", 100, 0.07, 0.15, 30, share) for share in (0.05, 0.5, 0.95)]
    assert [last[1], last[3], last[5]] == pytest.approx(exact, rel=0.02)


def test_the_same_seed_gives_the_same_futures_and_another_seed_others():
    plan_ = (100, 0.07, 0.15, 5, 10)
    assert call("MONTE_CARLO_WEALTH", *plan_) == call("MONTE_CARLO_WEALTH", *plan_, 10_000, 1)
    assert call("MONTE_CARLO_WEALTH", *plan_) != call("MONTE_CARLO_WEALTH", *plan_, 10_000, 2)
    assert call("MONTE_CARLO_WEALTH", *plan_)[:4] == call(
        "MONTE_CARLO_WEALTH", 100, 0.07, 0.15, 2, 10
    )


def test_plans_with_contributions_are_those_of_the_table():
    shares = (0.05, 0.25, 0.5, 0.75, 0.95)
    table = call("MONTE_CARLO_WEALTH", 100, 0.07, 0.15, 20, 10)
    for share, wealth in zip(shares, table[-1][1:], strict=True):
        found = call("WEALTH_PERCENTILE", 100, 0.07, 0.15, 20, share, 10)
        assert found == pytest.approx(wealth, rel=1e-12)
        chance = call("GOAL_PROBABILITY", 100, wealth, 0.07, 0.15, 20, 10)
        assert chance == pytest.approx(1 - share, abs=1e-4)
    table = call("MONTE_CARLO_WEALTH", 100, 0.07, 0.15, 20, -8)
    for share, wealth in zip(shares, table[-1][1:], strict=True):
        found = call("WEALTH_PERCENTILE", 100, 0.07, 0.15, 20, share, -8)
        assert found == pytest.approx(wealth, rel=1e-12)


def test_plans_of_several_markets_and_times_are_those_of_each_alone():
    rates, years = [[0.07], [0.03], [0.07], [0.03]], [[20], [5], [5], [20]]
    together = call("WEALTH_PERCENTILE", 100, rates, 0.15, years, 0.3, -8)
    alone = [
        [call("WEALTH_PERCENTILE", 100, rate, 0.15, year, 0.3, -8)]
        for [rate], [year] in zip(rates, years, strict=True)
    ]
    assert together == alone


@given(contribution=st.floats(-20, 20), years=st.integers(1, 12))
def test_without_risk_contributions_add_up_as_an_annuity(contribution, years):
    table = projection.monte_carlo_wealth(100.0, 0.05, 0.0, years, contribution, 3)
    wealth = 100.0
    for _ in range(years):
        wealth = max(wealth * 1.05 + contribution, 0.0) if wealth else 0.0
    assert table[-1][1:] == pytest.approx([wealth] * 5, rel=1e-10, abs=1e-9)


def test_wealth_that_is_used_up_stays_used_up():
    rows = call("MONTE_CARLO_WEALTH", 100, 0.05, 0.2, 30, -12)[1:]
    assert all(cell >= 0 for row in rows for cell in row[1:])
    assert rows[-1][1] == 0
    assert call("GOAL_PROBABILITY", 100, 1, 0.05, 0.2, 30, -12) < 0.5


def test_ten_thousand_paths_over_thirty_years_are_quick():
    took = []
    for _ in range(5):
        started = time.perf_counter()
        projection.monte_carlo_wealth(100.0, 0.07, 0.15, 30)
        took.append(time.perf_counter() - started)
    assert min(took) < 0.25  # the limit itself, 50 ms, is a benchmark


@given(er=st.floats(-0.2, 0.2), block=st.integers(1, 10), years=st.integers(1, 5))
def test_a_return_that_never_changes_comes_again_whatever_the_blocks(er, block, years):
    record = np.full(10, er)
    table = projection.bootstrap_wealth(record, 4.0, 100.0, years, 0.0, block, 20)
    assert table[-1][1:] == pytest.approx([100 * (1 + er) ** (4 * years)] * 5, rel=1e-10)


def test_a_block_as_long_as_the_record_is_the_record_from_anywhere():
    record = np.array([0.5, -0.2, 0.1])
    table = projection.bootstrap_wealth(record, 3.0, 100.0, 2, 0.0, 3, 50)
    assert table[-1][1:] == pytest.approx([100 * (1.5 * 0.8 * 1.1) ** 2] * 5, rel=1e-12)


def test_blocks_go_round_the_record():
    # two periods in a row out of three: 1-2, 2-3 or 3-1, one third of the paths each
    record = np.array([1.0, 0.0, -0.5])
    table = projection.bootstrap_wealth(record, 2.0, 1.0, 1, 0.0, 2, 30_000)
    assert table[-1][1:] == pytest.approx([0.5, 0.5, 1.0, 2.0, 2.0], rel=1e-12)


def test_the_bootstrap_of_the_sample_has_the_spread_of_the_sample():
    last = call("BOOTSTRAP_WEALTH", STOCKS, 12, 100, 1, 0, 1)[-1]
    mean, sd = 12 * np.mean(STOCKS), np.std(STOCKS) * np.sqrt(12)
    lognormal = [call("WEALTH_PERCENTILE", 100, mean, sd, 1, share) for share in (0.25, 0.5, 0.75)]
    assert last[2:5] == pytest.approx(lognormal, rel=0.03)


def test_blanks_in_the_record_are_left_out():
    assert call("BOOTSTRAP_WEALTH", [0.5, None, 0.5], 1, 100, 1, 0, 2)[-1][3] == 150


@pytest.mark.parametrize(
    "arguments",
    [
        (100, 0.07, 0.15, 0),
        (100, 0.07, 0.15, 201),
        (-1, 0.07, 0.15, 10),
        (100, -1, 0.15, 10),
        (100, 0.07, -0.1, 10),
        (100, 0.07, 0.15, 10, 0, 0),
        (100, 0.07, 0.15, 10, 0, 10_000_000),
        (100, 0.07, 0.15, 10, 0, 10, -1),
    ],
)
def test_a_simulation_that_makes_no_sense_is_a_num_error(arguments):
    assert call("MONTE_CARLO_WEALTH", *arguments).code == "#NUM!"


def test_odd_years_go_with_no_contribution():
    assert call("GOAL_PROBABILITY", 100, 110, 0.05, 0.1, 1.5, 10).message == (
        "GOAL_PROBABILITY: years must be whole with a contribution at the end of each, got 1.5"
    )
    assert call("WEALTH_PERCENTILE", 100, 0.05, 0.1, 1.5, 5).message == (
        "WEALTH_PERCENTILE: percentile must be between 0 and 1 (5 % is 0.05), got 5"
    )


# Saving


@given(
    value=st.floats(0, 1e4),
    goal=st.floats(1, 1e6),
    years=st.integers(1, 60),
    rate=st.floats(-0.5, 0.5),
)
def test_the_contribution_that_is_needed_leads_to_the_goal(value, goal, years, rate):
    contribution = float(plan.required_contribution(value, goal, years, rate))
    wealth = value
    for _ in range(years):
        wealth = wealth * (1 + rate) + contribution
    scale = max(goal, value * (1 + rate) ** years)
    assert wealth == pytest.approx(goal, abs=1e-9 * scale)


@given(
    value=st.floats(1, 1e4),
    years=st.integers(1, 60),
    rate=st.floats(-0.5, 1).map(lambda r: round(r, 6)),
    contribution=st.floats(-1, 100),
)
def test_the_return_that_is_needed_is_the_one_that_led_there(value, years, rate, contribution):
    goal = value
    for _ in range(years):
        goal = goal * (1 + rate) + contribution
    if goal <= max(contribution, 0) * (1 + 1e-6):
        return
    got = float(plan.required_return(value, goal, years, contribution))
    again = value
    for _ in range(years):
        again = again * (1 + got) + contribution
    assert again == pytest.approx(goal, rel=1e-9, abs=1e-9 * value)


def test_needed_returns_come_in_ranges():
    answer = call("REQUIRED_RETURN", 100, [[121], [226], [5]], 2, [[0], [50], [50]])
    assert answer[0][0] == pytest.approx(0.1, rel=1e-12)
    assert answer[1][0] == pytest.approx(0.1, rel=1e-12)
    assert answer[2][0].message == (
        "REQUIRED_RETURN: goal (5) is no more than the last contribution (50): no return above "
        "-1 leads there"
    )


def test_nothing_grows_to_nothing():
    assert call("REQUIRED_RETURN", 0, 100, 10).code == "#NUM!"
    assert call("REQUIRED_RETURN", 0, 100, 1, 50).code == "#NUM!"
    assert call("REQUIRED_RETURN", 100, 0, 10).code == "#NUM!"


@given(left=st.floats(-5, 50), start=st.floats(0, 1), end=st.floats(0, 1), total=st.floats(1, 40))
def test_a_glide_path_stays_between_its_ends(left, start, end, total):
    weight = plan.glide_path_weight(left, start, end, total)
    assert min(start, end) - 1e-12 <= weight <= max(start, end) + 1e-12
    assert plan.glide_path_weight(total + 1, start, end, total) == pytest.approx(start, abs=1e-15)
    assert plan.glide_path_weight(-1.0, start, end, total) == end


# Living off it


@given(rate=st.floats(-0.2, 0.3), years=st.integers(1, 60))
def test_withdrawals_at_the_vpw_rate_use_wealth_up_exactly(rate, years):
    amount = float(plan.vpw_rate(rate, years))
    wealth = 1.0
    for year in range(years):
        wealth -= amount
        wealth *= 1 + rate if year < years - 1 else 1
    assert wealth == pytest.approx(0, abs=1e-9 * max(1, (1 + rate) ** years))


@given(rate=st.floats(-0.2, 0.3), years=st.integers(1, 30))
def test_at_a_constant_return_the_safe_rate_is_the_vpw_rate(rate, years):
    safe = plan.safe_withdrawal_rate(np.full(years + 3, rate), years)
    assert safe == pytest.approx(float(plan.vpw_rate(rate, years)), rel=1e-9)


@given(record=series, data=st.data())
def test_the_safe_rate_lasts_in_as_many_runs_as_were_asked_for(record, data):
    years = data.draw(st.integers(1, len(record)))
    success = data.draw(st.sampled_from([0.25, 0.5, 0.9, 1.0]))
    rate = float(plan.safe_withdrawal_rate(record, years, success))

    def lasts(first, amount):
        wealth = 1.0
        for r in record[first : first + years]:
            wealth -= amount
            if wealth < -1e-9:
                return False
            wealth *= 1 + r
        return True

    runs = range(len(record) - years + 1)
    assert np.mean([lasts(first, rate) for first in runs]) >= success - 1e-12
    assert np.mean([lasts(first, rate * 1.001 + 1e-6) for first in runs]) < success


def test_a_run_with_a_total_loss_lasts_only_without_withdrawals():
    assert plan.safe_withdrawal_rate(np.array([-1.0, 0.5]), 2) == 0
    assert plan.safe_withdrawal_rate(np.array([0.5, -1.0]), 2) == pytest.approx(1 / (1 + 1 / 1.5))


def test_a_record_shorter_than_the_plan_has_no_safe_rate():
    with pytest.raises(NoAnswer, match="real_returns has 5 observations, at least 30 are needed"):
        plan.safe_withdrawal_rate(np.zeros(5), 30)
    with pytest.raises(DomainError, match="success must be above 0 and at most 1, got 95"):
        plan.safe_withdrawal_rate(np.zeros(5), 3, 95.0)


# At once or in parts


@given(record=series)
def test_in_one_part_there_is_no_difference(record):
    assert plan.lump_sum_vs_dca(record, 1) == pytest.approx(0, abs=1e-14)


@given(record=series, data=st.data())
def test_the_ratio_of_both_ways_worked_out_step_by_step(record, data):
    periods = data.draw(st.integers(1, len(record)))
    invested, waiting = 0.0, 1.0
    for period, r in enumerate(record):
        part = 1 / periods if period < periods else 0.0
        invested, waiting = (invested + part) * (1 + r), waiting - part
    lump = float(np.prod(1 + record))
    got = float(plan.lump_sum_vs_dca(record, periods))
    assert 1 + got == pytest.approx(lump / invested, rel=1e-9)


def test_after_a_rise_the_lump_sum_has_won():
    assert call("LUMP_SUM_VS_DCA", [0.02] * 24, 12) > 0
    assert call("LUMP_SUM_VS_DCA", [-0.02] * 24, 12) < 0
    assert call("LUMP_SUM_VS_DCA", [0.1, -1], 2).code == "#DIV/0!"
