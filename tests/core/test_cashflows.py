"""Returns of portfolios into which money flows."""

import datetime
import json
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio import CellError, call
from passivefolio.core import cashflows, rates, returns
from passivefolio.errors import DomainError, NoAnswer, ShapeError

PUBLISHED = {
    entry["id"]: entry
    for entry in json.loads(
        (Path(__file__).parents[1] / "golden" / "published_examples.json").read_text(
            encoding="utf-8"
        )
    )
}
YEARS = ["2021-01-01", "2022-01-01", "2023-01-01"]

series = arrays(float, st.integers(1, 20), elements=st.floats(-0.5, 0.5))
amounts = st.floats(-50, 50)


@st.composite
def accounts(draw):
    """Closing values and flows of an account that is never empty, and its returns."""
    record = draw(series)
    flows = draw(arrays(float, record.size, elements=amounts))
    values = [1e4]
    for r, flow in zip(record, flows, strict=True):
        values.append(values[-1] * (1 + r) + flow)
        assume(values[-1] > 1)
    return np.array(values), flows, record


def equation(rate, flows, days):
    """Value of the flows at a rate, relative to their size."""
    parts = flows * (1 + rate) ** (-(days - days.min()) / 365)
    return parts.sum() / np.abs(parts).sum()


# Time-weighted


@given(account=accounts())
def test_the_time_weighted_return_does_not_feel_the_flows(account):
    values, flows, record = account
    got = cashflows.time_weighted_return(values, flows)
    assert got == pytest.approx(float(returns.cumulative_return(record)), rel=1e-6, abs=1e-9)


@given(record=series, data=st.data())
def test_flows_at_the_start_of_a_period_earn_its_return(record, data):
    flows = data.draw(arrays(float, record.size, elements=st.floats(0, 50)))
    values = [100.0]
    for r, flow in zip(record, flows, strict=True):
        values.append((values[-1] + flow) * (1 + r))
    got = cashflows.time_weighted_return(np.array(values), flows, "start")
    assert got == pytest.approx(float(returns.cumulative_return(record)), rel=1e-9, abs=1e-12)


@given(record=series)
def test_without_flows_all_timings_are_the_growth_of_the_values(record):
    values = np.asarray(returns.wealth_index(record))
    flows = np.zeros(record.size)
    for timing in cashflows.TIMINGS:
        got = cashflows.time_weighted_return(values, flows, timing)
        assert got == pytest.approx(values[-1] - 1, rel=1e-11, abs=1e-12)


def test_the_standards_example():
    inputs, expected = (PUBLISHED["gips_twr"][part] for part in ("inputs", "expected"))
    start, middle, flow, end = inputs["v"]
    got = call("TIME_WEIGHTED_RETURN", [start, middle + flow, end], [flow, 0])
    assert got == pytest.approx(expected["twr"], rel=1e-12)


def test_the_function_list_example():
    assert call("TIME_WEIGHTED_RETURN", [100, 140, 150], [30, 0]) == pytest.approx(
        0.17857, abs=0.5e-5
    )


def test_flows_may_lie_beside_the_values():
    values = [100, 140, 150]
    between = call("TIME_WEIGHTED_RETURN", values, [30, None])
    assert call("TIME_WEIGHTED_RETURN", values, [None, 30, None]) == between
    assert call("TIME_WEIGHTED_RETURN", values, [100, 30, None]) == CellError(
        "#VALUE!",
        "TIME_WEIGHTED_RETURN: flows starts with 100 beside the first value, which holds it",
    )


def test_a_template_may_have_more_rows_than_are_filled():
    answer = call("TIME_WEIGHTED_RETURN", [100, 140, 150, None, None], [30, 0, None, None])
    assert answer == call("TIME_WEIGHTED_RETURN", [100, 140, 150], [30, 0])


@pytest.mark.parametrize(
    ("values", "flows", "error"),
    [
        ([100.0, 110.0], [], ShapeError),
        ([100.0, 110.0], [1.0, 2.0, 3.0], ShapeError),
        ([100.0, 110.0, np.nan], [1.0, 2.0], ShapeError),
        ([100.0], [], NoAnswer),
        ([0.0, 110.0], [1.0], DomainError),
        ([100.0, 10.0], [20.0], DomainError),
    ],
)
def test_values_and_flows_that_do_not_fit_are_refused(values, flows, error):
    with pytest.raises(error):
        cashflows.time_weighted_return(np.array(values), np.array(flows))


# Dietz


def test_the_published_modified_dietz_returns():
    half_way = PUBLISHED["mod_dietz_wiki"]
    start, end, flow = (half_way["inputs"][name] for name in "BEF")
    arguments = start, end, [flow], ["2022-01-01"], *YEARS[::2]
    assert call("MODIFIED_DIETZ", *arguments) == pytest.approx(half_way["expected"], rel=1e-12)
    quiet = PUBLISHED["mod_dietz_wiki_hk"]
    got = call("MODIFIED_DIETZ", quiet["inputs"]["B"], quiet["inputs"]["E"], None, None, *YEARS[:2])
    assert got.code == "#VALUE!", "flows and dates are required, if only as blank cells"
    got = call("SIMPLE_DIETZ", quiet["inputs"]["B"], quiet["inputs"]["E"], 0)
    assert got == pytest.approx(quiet["expected"], abs=0.5e-4)


def test_thirty_paid_in_half_way_through_a_month():
    arguments = 100, 150, [30, None], ["2021-04-15", None], "2021-03-31", "2021-04-30"
    assert call("MODIFIED_DIETZ", *arguments) == pytest.approx(0.17391, abs=0.5e-5)
    # at the start of its day it is there for 16 of 30 days
    assert call("MODIFIED_DIETZ", *arguments, "start") == pytest.approx(20 / 116, rel=1e-12)


def test_a_negative_average_capital_is_no_return():
    answer = call("MODIFIED_DIETZ", 100, 250, [-300], ["2021-01-01"], *YEARS[::2])
    assert answer == CellError(
        "#NUM!",
        "MODIFIED_DIETZ: the average capital is -200: a gain of 450 on it has no meaning as a "
        "return",
    )
    assert call("SIMPLE_DIETZ", 100, 250, -300).code == "#NUM!"


def test_a_flow_outside_the_time_is_refused():
    answer = call("MODIFIED_DIETZ", 100, 110, [5], ["2020-01-01"], *YEARS[::2])
    assert answer.message.endswith("the flow of 5 lies outside start_date and end_date")
    assert call("MODIFIED_DIETZ", 100, 110, [5, 6], ["2021-01-01"], *YEARS[:2]).code == "#VALUE!"
    assert call("MODIFIED_DIETZ", 100, 110, [5, 6], [None, YEARS[0]], *YEARS[:2]).code == "#VALUE!"


@given(start=st.floats(50, 100), end=st.floats(50, 200), flow=st.floats(-40, 40))
def test_one_flow_in_the_middle_is_the_simple_dietz_return(start, end, flow):
    simple = cashflows.simple_dietz(start, end, flow)
    modified = cashflows.modified_dietz(start, end, np.array([flow]), np.array([50.0]), 0.0, 100.0)
    assert modified == pytest.approx(simple, rel=1e-12, abs=1e-14)


# Money-weighted


@given(
    start=st.floats(1, 1e6), growth=st.floats(0.01, 100), first=st.integers(1, 50000),
    days=st.integers(30, 20000),
)  # fmt: skip
def test_one_payment_and_its_return_grow_at_the_compound_rate(start, growth, first, days):
    end = start * growth
    got = cashflows.money_weighted_return(
        np.array([-start, end]), np.array([first, first + days], dtype=float)
    )
    expected = rates.cagr_dates(start, end, float(first), float(first + days))
    assert got == pytest.approx(float(expected), rel=1e-9, abs=1e-13)


@given(data=st.data(), count=st.integers(2, 30))
def test_the_rate_found_solves_the_equation(data, count):
    flows = data.draw(arrays(float, count, elements=st.integers(-100, 100).map(float)))
    days = data.draw(arrays(float, count, elements=st.integers(0, 4000).map(float)))
    try:
        roots = cashflows.money_weighted_roots(flows, days)
    except DomainError:
        return
    for root in roots:
        assert abs(equation(root, flows, days)) < 1e-13 * max(1, np.log1p(root) * 11)


@given(
    growths=st.lists(
        st.integers(20, 400).map(lambda n: n / 100), min_size=1, max_size=5, unique=True
    ).filter(lambda g: np.diff(sorted(g)).min(initial=1) >= 0.05)
)
def test_all_rates_are_found(growths):
    flows = -np.poly(growths)
    days = 365.0 * np.arange(flows.size)
    roots = cashflows.money_weighted_roots(flows, days)
    assert roots == pytest.approx(np.sort(growths) - 1, abs=1e-8)


def dense_crossings(flows, days):
    """How often the value of the flows changes sign on a grid of a hundred thousand rates."""
    x = np.linspace(-8, 8, 100_001)[:, None]
    t = (days - days.min()) / 365
    value = (flows * np.exp(-x * (t - np.where(x < 0, t.max(), 0)))).sum(axis=1)
    return int((np.diff(np.sign(value)) != 0).sum())


def test_no_fewer_rates_are_found_than_a_dense_grid_shows():
    chance = np.random.default_rng(7)
    for _ in range(40):
        count = chance.integers(3, 12)
        flows = chance.normal(0, 100, count)
        days = np.sort(chance.choice(np.arange(60, 3000), count, replace=False)).astype(float)
        if (flows > 0).all() or (flows < 0).all():
            continue
        roots = cashflows.money_weighted_roots(flows, days)
        near = (roots > np.expm1(-8)) & (roots < np.expm1(8))
        assert near.sum() == dense_crossings(flows, days)


def test_the_order_of_the_flows_does_not_matter():
    flows, days = np.array([-100.0, 30, 90]), np.array([0.0, 200, 500])
    one = cashflows.money_weighted_return(flows, days)
    other = cashflows.money_weighted_return(flows[::-1], days[::-1])
    assert one == other


def test_excels_help_and_its_documented_failure():
    example = PUBLISHED["excel_xirr"]
    got = call("MONEY_WEIGHTED_RETURN", example["inputs"]["values"], example["inputs"]["dates"])
    assert got == pytest.approx(example["expected"], abs=1e-8)
    assert got == pytest.approx(example["recomputed"], rel=1e-14)
    flows = [5290.50] * 4 + [6273.20, 5417.20, 5492.05, 5486.15, -20004]
    dates = ["2010-04-01"] * 4 + ["2010-11-08", "2011-02-01", "2011-03-15", "2011-05-12"]
    got = call("MONEY_WEIGHTED_RETURN", flows, [*dates, "2011-08-31"])
    # golden figure of the function list, where XIRR was documented to show 2.98E-09
    assert got == pytest.approx(-0.5920466740925775, rel=1e-14)


def test_the_textbook_pair_of_time_and_money_weighted_returns():
    example = PUBLISHED["cfa_twr_2"]
    money = call("MONEY_WEIGHTED_RETURN", example["inputs"]["flows"], YEARS)
    assert money == pytest.approx(example["expected"]["mwr"], abs=0.5e-4)
    assert money == pytest.approx(example["recomputed"]["mwr"], rel=1e-13)


def test_several_rates_are_no_answer_and_are_listed():
    assert call("MONEY_WEIGHTED_RETURN", [-100, 230, -132], YEARS) == CellError(
        "#NUM!",
        "MONEY_WEIGHTED_RETURN: 2 rates solve the equation and none is the return: 10 %, 20 %",
    )


@pytest.mark.parametrize("flows", [[-100, 230, -133], [100, 100, 100], [-1, -1], [0, 0, 0]])
def test_flows_without_a_rate_have_no_return(flows):
    assert call("MONEY_WEIGHTED_RETURN", flows, YEARS).code == "#NUM!"


def test_a_flow_without_a_date_is_refused():
    assert call("MONEY_WEIGHTED_RETURN", [-100, 50, 60], [YEARS[0], None, YEARS[2]]) == CellError(
        "#VALUE!", "MONEY_WEIGHTED_RETURN: dates is blank beside a flow of 50"
    )
    assert call("MONEY_WEIGHTED_RETURN", [-100, 50, 60], YEARS[:2]).code == "#VALUE!"
    assert call("MONEY_WEIGHTED_RETURN", [-100, None, 121], [YEARS[0], None, YEARS[2]]) == (
        pytest.approx(0.1, rel=1e-12)
    )


@pytest.mark.parametrize("kind", ["savings", "in and out"])
def test_ten_years_of_monthly_flows_take_about_a_millisecond(kind):
    chance = np.random.default_rng(3)
    flows = np.concatenate([[-1000.0], chance.normal(0, 100, 118), [1500.0]])
    if kind == "savings":
        flows[1:-1] = -np.abs(flows[1:-1])
        flows[-1] = 15000.0
    days = np.floor(np.arange(120) * 30.4375)
    took = []
    for _ in range(20):
        started = time.perf_counter()
        cashflows.money_weighted_return(flows, days)
        took.append(time.perf_counter() - started)
    assert min(took) < 5e-3  # the limit itself, 1 ms, is a benchmark


# Behaviour


@given(account=accounts(), first=st.integers(30000, 40000))
def test_an_investor_who_never_moves_has_no_gap(account, first):
    _, _, record = account
    values = np.asarray(returns.wealth_index(record, 100.0))
    dates = first + 400.0 * np.arange(values.size)
    gap = cashflows.behavior_gap(dates, values, np.zeros(record.size))
    assert gap == pytest.approx(0, abs=1e-11)


def test_who_buys_before_the_fall_earns_less_than_the_fund():
    # +50 %, then 1000 paid in, then -20 %
    assert call("BEHAVIOR_GAP", YEARS, [100, 1150, 920], [1000, 0]) < -0.05


def test_a_gap_of_less_than_a_year_is_not_annualised():
    days = [datetime.date(2021, 1, 1), datetime.date(2021, 7, 1)]
    assert call("BEHAVIOR_GAP", days, [100, 110], [0]).code == "#NUM!"
    assert call("BEHAVIOR_GAP", YEARS[::-1], [100, 110, 120], [0, 0]).code == "#NUM!"
    assert call("BEHAVIOR_GAP", YEARS[:2], [100, 110, 120], [0, 0]).code == "#VALUE!"
