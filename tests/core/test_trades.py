import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio import call
from passivefolio.core import rebalancing, trades
from passivefolio.errors import DomainError, ShapeError

amounts = arrays(float, 3, elements=st.floats(0, 1e5))
portfolios = arrays(float, 3, elements=st.floats(0.01, 1)).map(lambda w: w / w.sum())
W = np.array([0.6, 0.3, 0.1])


def test_the_drifted_60_30_10_breaks_its_rule_in_the_index_only():
    # the function list's golden section: 65.388/25.632/8.980, breach on the index, turnover 5.388 %
    drifted = rebalancing.drifted_weights(W, np.array([0.25, -0.02, 0.03]))
    assert trades.rebalance_needed(drifted, W).tolist() == [True, False, False]
    assert trades.turnover(drifted, W) == pytest.approx(0.05388, abs=5e-6)


def test_new_money_buys_what_is_lacking():
    # the function list's golden section: 0 / 2,420.45 / 579.55
    got = trades.cashflow_rebalance(np.array([70_000.0, 25_000, 9_000]), W, 3_000)
    assert got == pytest.approx([0, 2_420.45, 579.55], abs=0.005)


@given(values=amounts, target=portfolios, cash=st.floats(-1e4, 1e4), least=st.floats(0, 5e3))
def test_the_trades_sum_to_the_cash(values, target, cash, least):
    assume(values.sum() + cash >= 0)
    scale = 1 + values.sum() + abs(cash)
    for got in (
        trades.rebalance_trades(values, target, cash, least),
        trades.cashflow_rebalance(values, target, cash),
    ):
        assert got.sum() == pytest.approx(cash, abs=1e-12 * scale)


@given(values=amounts, target=portfolios, cash=st.floats(-1e4, 1e4))
def test_all_trades_together_reach_the_target(values, target, cash):
    assume(values.sum() + cash > 1)
    after = values + trades.rebalance_trades(values, target, cash)
    assert after / after.sum() == pytest.approx(target, abs=1e-9)


@given(values=amounts, target=portfolios, cash=st.floats(-1e4, 1e4), least=st.floats(0, 5e3))
def test_only_the_largest_trade_may_be_small(values, target, cash, least):
    assume(values.sum() + cash >= 0)
    made = np.abs(trades.rebalance_trades(values, target, cash, least))
    assert ((made > 0) & (made < least)).sum() <= 1


@given(values=amounts, target=portfolios, cash=st.floats(0, 1e5))
def test_new_money_buys_only_and_never_beyond_the_target(values, target, cash):
    got = trades.cashflow_rebalance(values, target, cash)
    total, slack = values.sum() + cash, 1e-9 * (1 + values.sum() + cash)
    assert (got >= -slack).all()
    bought = got > slack
    assert (values + got <= total * target + slack)[bought].all()


@given(values=amounts, target=portfolios, share=st.floats(0, 1))
def test_money_taken_out_is_sold_only_and_never_borrowed(values, target, share):
    assume(values.sum() > 1)
    got = trades.cashflow_rebalance(values, target, -share * values.sum())
    slack = 1e-9 * values.sum()
    assert (got <= slack).all()
    assert (values + got >= -slack).all()


@given(values=amounts, target=portfolios, cash=st.floats(1, 1e5))
def test_new_money_never_leaves_the_mix_further_from_target(values, target, cash):
    assume(values.sum() > 1)
    after = values + trades.cashflow_rebalance(values, target, cash)
    before = np.abs(values / values.sum() - target).sum()
    assert np.abs(after / after.sum() - target).sum() <= before + 1e-9


def test_a_first_investment_is_bought_at_target():
    assert call("CASHFLOW_REBALANCE", [None, None, None], W.tolist(), 1_000) == [
        [pytest.approx(600)],
        [pytest.approx(300)],
        [pytest.approx(100)],
    ]


def test_no_more_than_all_is_taken_out():
    with pytest.raises(DomainError, match="500 is taken out but only 300 is there"):
        trades.rebalance_trades(np.full(3, 100.0), W, -500)
    with pytest.raises(ShapeError, match="values has 3 values but target has 2"):
        trades.cashflow_rebalance(np.full(3, 100.0), np.array([0.5, 0.5]), 1)


def test_a_mix_in_order_is_not_traded():
    assert (trades.rebalance_trades(1e6 * W, W) == 0).all()


@given(before=portfolios, after=portfolios)
def test_turnover_is_what_is_bought(before, after):
    bought = np.maximum(after - before, 0).sum()
    assert trades.turnover(before, after) == pytest.approx(bought, abs=1e-12)


@given(moved=amounts, rate=st.floats(0, 0.01), least=st.floats(0, 20))
def test_the_least_cost_only_adds_and_nothing_traded_costs_nothing(moved, rate, least):
    plain = trades.transaction_cost(moved, rate)
    assert plain == pytest.approx(rate * moved.sum(), abs=1e-9)
    assert plain <= trades.transaction_cost(moved, rate, least) <= plain + 3 * least + 1e-9
    assert trades.transaction_cost(np.zeros(3), rate, least) == 0


def test_trades_lie_as_the_values_lie():
    assert np.shape(call("REBALANCE_TRADES", [[1, 2, 3]], [0.2, 0.3, 0.5])) == (1, 3)
