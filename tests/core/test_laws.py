"""Laws that hold for any numbers."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio.core import allocation, drawdown, ratios, rebalancing, returns, risk, utility
from passivefolio.errors import DomainError, NoAnswer, NotThere

rates = st.floats(-0.9, 0.9)
sds = st.floats(0, 1)
aversions = st.floats(0, 10)
series = arrays(float, st.integers(2, 40), elements=st.floats(-0.5, 0.5))
tables = arrays(float, st.tuples(st.integers(1, 20), st.just(3)), elements=st.floats(-0.5, 0.5))
portfolios = arrays(float, 3, elements=st.floats(0.01, 1)).map(lambda w: w / w.sum())


@st.composite
def covariances(draw, size=3):
    factors = draw(arrays(float, (size, size), elements=st.floats(-0.3, 0.3)))
    return factors @ factors.T + np.diag(draw(arrays(float, size, elements=st.floats(1e-3, 0.1))))


@given(er=rates, sd=sds, A=aversions)
def test_utility_never_exceeds_the_expected_return(er, sd, A):
    assert utility.utility(er, sd, A) <= er


@given(er=rates, A=aversions)
def test_a_riskless_portfolio_is_worth_its_return(er, A):
    assert utility.utility(er, 0.0, A) == er


@given(er=rates, sd=sds, A=aversions)
def test_the_certainty_equivalent_is_the_utility(er, sd, A):
    assert utility.certainty_equivalent(er, sd, A) == utility.utility(er, sd, A)


@given(er=rates, sd=sds, A=aversions)
def test_utility_is_the_expected_return_less_the_penalty(er, sd, A):
    assert utility.utility(er, sd, A) == er - utility.risk_penalty(sd, A)


@given(er=rates, sd=sds, A=aversions)
def test_the_indifference_curve_leads_back_to_the_return(er, sd, A):
    level = utility.utility(er, sd, A)
    assert utility.indifference_return(level, sd, A) == pytest.approx(er, abs=1e-12)


@given(er_a=rates, sd_a=sds, er_b=rates, sd_b=sds)
def test_both_are_worth_the_same_at_the_break_even_risk_aversion(er_a, sd_a, er_b, sd_b):
    assume(abs(sd_a - sd_b) > 1e-3)
    A = utility.breakeven_risk_aversion(er_a, sd_a, er_b, sd_b)
    gap = utility.utility_gap(er_a, sd_a, er_b, sd_b, A)
    assert gap == pytest.approx(0, abs=1e-9 * max(1, abs(A)))


@given(er_a=rates, sd_a=sds, er_b=rates, sd_b=sds, A=aversions)
def test_what_dominates_is_never_worth_less(er_a, sd_a, er_b, sd_b, A):
    if utility.dominates(er_a, sd_a, er_b, sd_b):
        assert utility.utility_gap(er_a, sd_a, er_b, sd_b, A) >= -1e-12
        assert not utility.dominates(er_b, sd_b, er_a, sd_a)


@given(
    alternatives=st.lists(
        st.tuples(rates, st.integers(0, 1000).map(lambda n: n / 1000)),
        min_size=1,
        max_size=6,
        unique=True,
    ),
    A=aversions,
)
def test_inside_its_range_of_risk_aversions_an_alternative_has_rank_one(alternatives, A):
    er, sd = np.array(alternatives).T
    for position in range(1, len(er) + 1):
        try:
            lower, upper = utility.risk_aversion_range(er, sd, position)
        except NotThere:
            continue
        if lower < A < upper:
            best = utility.utility(er, sd, A).max()
            own = utility.utility(er[position - 1], sd[position - 1], A)
            assert own == pytest.approx(best, abs=1e-9)


@given(
    er=st.floats(0.05, 0.2),
    sd=st.floats(0.05, 0.5),
    A=st.floats(1, 10),
    rf=st.floats(0, 0.04),
    step=st.floats(-0.2, 0.2),
)
def test_no_other_weight_is_worth_more_than_the_optimal_one(er, sd, A, rf, step):
    def worth(weight):
        return utility.utility(rf + weight * (er - rf), abs(weight) * sd, A)

    best = float(utility.optimal_risky_weight(er, sd, A, rf))
    assert worth(best) >= worth(best + step) - 1e-12
    assert utility.implied_risk_aversion(er, sd, rf, best) == pytest.approx(A, rel=1e-9)


@given(er=rates, sd=st.floats(0.05, 0.5), A=st.floats(1, 10), rf=rates, spread=st.floats(0, 0.1))
def test_a_dearer_loan_never_raises_the_weight(er, sd, A, rf, spread):
    with_loan = float(utility.optimal_risky_weight(er, sd, A, rf, rf + spread))
    assert with_loan <= float(utility.optimal_risky_weight(er, sd, A, rf)) + 1e-12


@given(weights=portfolios, covariance=covariances())
def test_risk_contributions_sum_to_one(weights, covariance):
    assert allocation.risk_contribution(weights, covariance).sum() == pytest.approx(1, rel=1e-12)


@given(weights=portfolios, covariance=covariances())
def test_a_long_only_mix_is_never_riskier_than_its_parts(weights, covariance):
    risks = np.sqrt(np.diag(covariance))
    sd = allocation.portfolio_sd(weights, covariance)
    assert sd <= risks @ weights + 1e-12
    assert allocation.diversification_ratio(weights, covariance) >= 1 - 1e-12


@given(weights=portfolios, covariance=covariances())
def test_the_sd_from_correlations_is_the_sd_from_covariances(weights, covariance):
    risks = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(risks, risks)
    np.fill_diagonal(correlation, 1)
    assert allocation.portfolio_sd(weights, risks, correlation) == pytest.approx(
        allocation.portfolio_sd(weights, covariance), rel=1e-9
    )


@given(weights=portfolios, covariance=covariances(), A=st.floats(0.5, 10))
def test_implied_returns_make_the_mix_the_best_of_all(weights, covariance, A):
    expected = allocation.implied_returns(weights, covariance, A)
    marginal = expected - A * covariance @ weights
    assert marginal == pytest.approx(np.zeros(3), abs=1e-12)


@given(weights=portfolios)
def test_effective_holdings_lie_between_one_and_the_number_of_holdings(weights):
    assert 1 - 1e-12 <= allocation.effective_holdings(weights) <= 3 + 1e-12


@given(weights=portfolios, table=tables)
def test_the_variance_of_the_mix_is_that_of_its_returns(weights, table):
    assume(len(table) > 1)
    covariance = allocation.covariance_matrix(table)
    mix = allocation.portfolio_return(weights, table)
    assert weights @ covariance @ weights == pytest.approx(mix.var(ddof=1), abs=1e-14)


def test_a_covariance_that_cannot_be_is_refused_with_its_eigenvalue():
    with pytest.raises(DomainError, match=r"smallest eigenvalue is -0\.5"):
        allocation.portfolio_variance(np.array([0.5, 0.5]), np.array([[1.0, 1.5], [1.5, 1.0]]))
    with pytest.raises(DomainError, match=r"row 1 column 2 is 0\.1 and row 2 column 1 is 0\.2"):
        allocation.portfolio_variance(np.array([0.5, 0.5]), np.array([[1.0, 0.1], [0.2, 1.0]]))


@given(returns_=series)
def test_a_drawdown_lies_between_minus_one_and_zero(returns_):
    assert -1 <= drawdown.max_drawdown(returns_) <= 0


@given(returns_=series)
def test_wealth_ends_where_the_cumulative_return_says(returns_):
    assert returns.wealth_index(returns_)[-1] - 1 == pytest.approx(
        float(returns.cumulative_return(returns_)), rel=1e-11, abs=1e-12
    )


@given(returns_=series, factor=st.floats(0.1, 3), shift=st.floats(-0.3, 0.3))
def test_volatility_scales_and_does_not_shift(returns_, factor, shift):
    expected = factor * float(risk.volatility(returns_))
    assert risk.volatility(factor * returns_ + shift) == pytest.approx(expected, abs=1e-12)


@given(returns_=series)
def test_annualising_by_one_changes_nothing(returns_):
    growth = 1 + float(returns.cumulative_return(returns_))
    annual = float(returns.annualized_return(returns_, 1))
    assert (1 + annual) ** len(returns_) == pytest.approx(growth, rel=1e-9)


@given(returns_=series)
def test_the_sharpe_ratio_grows_with_the_root_of_the_periods(returns_):
    assume(returns_.std() > 1e-6)
    once, monthly = ratios.sharpe_ratio(returns_), ratios.sharpe_ratio(returns_, 0.0, 12)
    assert monthly == pytest.approx(once * np.sqrt(12), rel=1e-12)


def test_a_return_that_never_changes_has_no_sharpe_ratio():
    with pytest.raises(NoAnswer):
        ratios.sharpe_ratio(np.full(12, 0.01))
    fund = np.array([0.01, 0.02, -0.03, 0.011]) + 0.001
    with pytest.raises(NoAnswer):
        ratios.sharpe_ratio(fund, fund - 0.001)


@given(weights=portfolios, table=tables)
def test_drifted_weights_sum_to_one(weights, table):
    assert rebalancing.drifted_weights(weights, table).sum() == pytest.approx(1, rel=1e-12)


@given(weights=portfolios, table=tables)
def test_never_rebalanced_is_bought_and_held(weights, table):
    held = rebalancing.buy_and_hold_return(weights, table)
    assert rebalancing.rebalanced_return(weights, table, 0) == pytest.approx(
        held, rel=1e-11, abs=1e-12
    )
    assert rebalancing.rebalanced_return(weights, table, 1, 1.0) == pytest.approx(
        held, rel=1e-11, abs=1e-12
    )


@given(weights=portfolios, table=tables)
def test_rebalanced_every_period_is_the_compounded_mix(weights, table):
    mix = allocation.portfolio_return(weights, table)
    assert rebalancing.rebalanced_return(weights, table, 1) == pytest.approx(
        float(returns.cumulative_return(mix)), rel=1e-11, abs=1e-12
    )


@given(weights=portfolios, table=tables, cost=st.floats(0, 0.02))
def test_cost_never_helps(weights, table, cost):
    free = rebalancing.rebalanced_return(weights, table, 2)
    assert rebalancing.rebalanced_return(weights, table, 2, cost_rate=cost) <= free + 1e-12 * (
        1 + abs(free)
    )
