import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio import CellError, call
from passivefolio.core import costs
from passivefolio.core.returns import annualized_return
from passivefolio.errors import DomainError, NoAnswer

rates = st.floats(-0.5, 0.5)
fees = st.floats(0, 0.05)
records = arrays(float, (24, 2), elements=st.floats(-0.2, 0.2))


@given(gross=rates, fee=fees)
def test_twelve_months_of_fees_are_a_year_of_fees(gross, fee):
    month = (1 + gross) ** (1 / 12) - 1
    net = (1 + costs.net_of_fee_return(month, fee, 12)) ** 12 - 1
    assert net == pytest.approx(costs.net_of_fee_return(gross, fee), abs=1e-12)


@given(gross=st.floats(0, 0.2), low=fees, high=fees, years=st.floats(0, 50))
def test_the_drag_is_the_gap_between_two_savings_accounts(gross, low, high, years):
    cheap, dear = (1 + gross - low) ** years, (1 + gross - high) ** years
    drag = costs.expense_drag(gross, low, high, years)
    assert (1 - drag) * cheap == pytest.approx(dear, rel=1e-9)


def test_two_percent_of_costs_take_three_fifths_of_fifty_years():
    # Bogle, The Little Book of Common Sense Investing: "61 % consumed by costs"
    assert costs.expense_drag(0.07, 0, 0.02, 50) == pytest.approx(0.61, abs=0.005)


@given(record=records)
def test_the_holding_cost_is_minus_the_difference_of_annual_returns(record):
    fund, index = record.T
    lag = annualized_return(fund, 12) - annualized_return(index, 12)
    assert costs.holding_cost(fund, index, 12) == -lag


@given(record=records, fee=fees)
def test_a_fund_that_lags_by_its_fee_leaves_nothing_unexplained(record, fee):
    index = record[:, 0]
    yearly = float(annualized_return(index, 12))
    fund = (1 + index) * ((1 + yearly - fee) / (1 + yearly)) ** (1 / 12) - 1
    assert costs.unexplained_tracking_difference(
        fund, index, fee, periods_per_year=12
    ) == pytest.approx(0, abs=1e-12)


def test_a_short_record_is_compared_all_the_same():
    assert call("HOLDING_COST", [0.01], [0.02], 12) == pytest.approx(1.02**12 - 1.01**12)


def test_funds_share_their_index():
    fund, other, index = [0.01, 0.02], [0.03, -0.01], [0.02, 0.02]
    table = [list(row) for row in zip(fund, other, strict=True)]
    assert call("HOLDING_COST", table, index) == [
        [call("HOLDING_COST", fund, index), call("HOLDING_COST", other, index)]
    ]


@given(price=st.floats(1, 1e6), nav=st.floats(1, 1e6))
def test_the_price_is_the_value_and_its_premium(price, nav):
    assert costs.premium_discount(price, nav) * nav == pytest.approx(price - nav, abs=1e-9)


@given(mid=st.floats(1, 1000), half=st.floats(0, 0.5))
def test_the_cost_of_a_trade_is_its_distance_from_mid(mid, half):
    bid, ask = mid * (1 - half), mid * (1 + half)
    assert costs.bid_ask_cost(bid, ask) == pytest.approx(half, abs=1e-12)
    assert costs.bid_ask_cost(bid, ask, True) == pytest.approx(2 * half, abs=1e-12)


def test_a_crossed_quote_is_refused():
    with pytest.raises(DomainError, match=r"ask \(99\) must not be below bid \(101\)"):
        costs.bid_ask_cost(101, 99)


def test_trading_cost_fades_with_time():
    # by hand: 0.0012 + (0.0012 + 2 * 4 / 10,000) / 2
    assert costs.total_cost_of_ownership(0.0012, 0.0012, 4, 10_000, 2) == pytest.approx(0.0022)
    assert costs.total_cost_of_ownership(0.001, 0.002, 9, 1_000, 1e9) == pytest.approx(0.001)


@given(cost=st.floats(0, 0.5), old=st.floats(0.01, 0.05), saved=st.floats(0.001, 0.01))
def test_both_funds_are_worth_the_same_at_the_break_even(cost, old, saved):
    years = float(costs.fund_switch_breakeven(cost, old, old - saved))
    assert (1 - cost) * (1 - old + saved) ** years == pytest.approx((1 - old) ** years, rel=1e-9)


def test_a_switch_that_saves_nothing_never_pays():
    with pytest.raises(NoAnswer):
        costs.fund_switch_breakeven(0.01, 0.005, 0.005)
    with pytest.raises(DomainError, match="never pays"):
        costs.fund_switch_breakeven(0.01, 0.005, 0.006)


def test_a_column_of_quotes_is_one_call():
    answer = call("BID_ASK_COST", [99, 101, 0], [101, 99, 0], True)
    assert answer[0] == [0.02]
    assert [row[0].code for row in answer[1:]] == ["#NUM!", "#NUM!"]


def test_a_blank_expense_ratio_beside_a_weight_is_an_error():
    answer = call("WEIGHTED_EXPENSE_RATIO", [0.5, 0.5], [0.001, None])
    assert answer == CellError(
        "#VALUE!",
        "WEIGHTED_EXPENSE_RATIO: expense_ratios number 2 is blank beside a weight of 0.5",
    )
    assert call("WEIGHTED_EXPENSE_RATIO", [1.0, None], [0.001, None]) == 0.001


def test_many_gross_returns_are_taken_net_in_one_call():
    months = np.linspace(-0.1, 0.1, 5)
    net = call("NET_OF_FEE_RETURN", months, 0.01, 12)
    assert [row[0] for row in net] == pytest.approx((1 + months) * 0.99 ** (1 / 12) - 1)
