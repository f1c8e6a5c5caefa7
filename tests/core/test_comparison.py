import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio import call
from passivefolio.core import comparison
from passivefolio.core.returns import cumulative_return
from passivefolio.errors import DomainError, NoAnswer

rates = st.floats(-0.5, 0.5)
records = arrays(float, (12, 2), elements=st.floats(-0.5, 0.5))


@given(
    market=rates, passive=st.floats(0, 0.01), active=st.floats(0, 0.03), share=st.floats(0.01, 0.99)
)
def test_before_cost_all_earn_the_market_and_after_cost_they_share_it(
    market, passive, active, share
):
    table = comparison.sharpe_arithmetic(market, passive, active, share)
    (_, s_p, gross_p, _, net_p), (_, s_a, gross_a, _, net_a), (_, _, _, _, net) = table[1:4]
    assert gross_p == gross_a == market
    assert s_p * net_p + s_a * net_a == pytest.approx(net, abs=1e-15)


@given(returns=st.lists(st.one_of(st.none(), rates), min_size=1, max_size=30), passive=rates)
def test_only_survivors_succeed(returns, passive):
    cells = [[cell] for cell in returns]
    success = call("SUCCESS_RATE", cells, passive)
    assert 0 <= success <= call("SURVIVORSHIP_RATE", cells) <= 1
    assert success == sum(r is not None and r > passive for r in returns) / len(returns)


@given(fee=st.floats(0, 0.03), index_fee=st.floats(0, 0.003), r_squared=st.floats(0, 0.999))
def test_the_two_parts_of_a_fund_cost_what_the_fund_costs(fee, index_fee, r_squared):
    active, passive = np.sqrt(1 - r_squared), np.sqrt(r_squared)
    share = active / (active + passive)
    got = comparison.active_expense_ratio(fee, index_fee, r_squared)
    assert share * got + (1 - share) * index_fee == pytest.approx(fee, abs=1e-14)


def test_a_fund_that_is_its_index_has_nothing_active():
    assert comparison.active_expense_ratio(0.01, 0.001, 0.0) == pytest.approx(0.01)
    with pytest.raises(NoAnswer):
        comparison.active_expense_ratio(0.01, 0.001, 1.0)
    with pytest.raises(DomainError):
        comparison.active_expense_ratio(0.01, 0.001, 95)


@given(ratio=st.floats(0.01, 3), t=st.floats(0, 5))
def test_the_t_statistic_is_the_ratio_times_the_root_of_the_years(ratio, t):
    years = comparison.years_to_significance(ratio, t)
    assert ratio * np.sqrt(years) == pytest.approx(t, rel=1e-12)


def intercept_by_normal_equations(y, x):
    design = np.column_stack([np.ones_like(x), x])
    inverse = np.linalg.inv(design.T @ design)
    a, b = inverse @ design.T @ y
    residual = y - a - b * x
    return a / np.sqrt(residual @ residual / (len(y) - 2) * inverse[0, 0])


@given(record=records, rf=st.floats(0, 0.1))
def test_the_t_statistic_is_that_of_the_normal_equations(record, rf):
    fund, index = record.T
    monthly = (1 + rf) ** (1 / 12) - 1
    assume(index.std() > 1e-3)
    assume(np.std(fund - np.polyval(np.polyfit(index, fund, 1), index)) > 1e-3)
    expected = intercept_by_normal_equations(fund - monthly, index - monthly)
    assert comparison.alpha_t_stat(fund, index, rf, 12) == pytest.approx(expected, rel=1e-7)


def test_without_risk_or_residual_there_is_no_t_statistic():
    index = np.array([0.01, -0.02, 0.03, 0.011])
    for fund, benchmark in ((index, np.full(4, 0.01)), (1.3 * index + 0.001, index)):
        with pytest.raises(NoAnswer):
            comparison.alpha_t_stat(fund, benchmark)
    with pytest.raises(NoAnswer, match="at least 3"):
        comparison.alpha_t_stat(index[:2], index[:2])


@given(record=records)
def test_the_telltale_ends_at_the_ratio_of_wealth(record):
    a, b = record.T
    ratio = (1 + cumulative_return(a)) / (1 + cumulative_return(b))
    assert comparison.terminal_wealth_ratio(a, b) == pytest.approx(float(ratio), rel=1e-12)
    assert comparison.telltale(a, b)[-1] == pytest.approx(float(ratio), rel=1e-12)


def test_nothing_is_measured_against_a_loss_of_everything():
    answer = call("TERMINAL_WEALTH_RATIO", [[0.1, 0.1], [0.1, 0.1]], [[0.1, -1], [0.1, 0.1]])
    assert answer[0][0] == pytest.approx(1)
    assert answer[0][1].code == "#DIV/0!"


def test_the_telltale_of_a_table_keeps_beside_its_periods():
    table = [[0.1, 0.2], [0.1, None]]
    answer = call("TELLTALE", table, [0.0, 0.1])
    assert [row[0] for row in answer] == [pytest.approx(1.1), pytest.approx(1.1)]
    assert answer[0][1] == pytest.approx(1.2)
    assert answer[1][1].code == "#N/A"
