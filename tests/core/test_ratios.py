"""Return per unit of risk: laws, and the figures of textbooks."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio.core import downside, ratios, returns
from passivefolio.errors import DomainError, NoAnswer

PUBLISHED = {
    entry["id"]: entry
    for entry in json.loads(
        (Path(__file__).parents[1] / "golden" / "published_examples.json").read_text("utf-8")
    )
}
pairs = arrays(float, st.tuples(st.integers(4, 40), st.just(2)), elements=st.floats(-0.5, 0.5))
BACON = np.array(
    [
        *(0.3, 2.6, 1.1, -1.0, 1.5, 2.5, 1.6, 6.7, -1.4, 4.0, -0.5, 8.1),
        *(4.0, -3.7, -6.1, 1.7, -4.9, -2.2, 7.0, 5.8, -6.5, 2.4, -0.5, -0.9),
    ]
)


def two_years(mean, sd):
    """Two returns with this mean and sample standard deviation."""
    return np.array([mean - sd / 2**0.5, mean + sd / 2**0.5])


def test_the_sharpe_ratios_and_m_squared_of_the_textbook():
    # BKM, Investments: P earns 35 % at a sd of 42 %, M 28 % at 30 %, bills 6 %; M squared -1.29 %
    example = PUBLISHED["bkm_table_24_P_M"]
    rf, expected = example["inputs"]["rf"], example["expected"]
    (mean_p, _, sd_p, _), (mean_m, _, sd_m, _) = (example["inputs"][name] for name in "PM")
    fund, market = two_years(mean_p, sd_p), two_years(mean_m, sd_m)
    assert ratios.sharpe_ratio(fund, rf) == pytest.approx(expected["sharpe_P"], abs=0.005)
    assert ratios.sharpe_ratio(market, rf) == pytest.approx(expected["sharpe_M"], abs=0.0005)
    assert ratios.m_squared_excess(fund, market, rf) == pytest.approx(-0.0129, abs=0.00005)
    assert ratios.m_squared_excess(fund, market, rf) == pytest.approx(
        example["recomputed"]["M2"], rel=1e-12
    )


def test_the_omega_ratio_of_bacons_portfolio():
    # Bacon 2008: upside potential .425 / 24 over downside potential .329 / 24 around 0.5 %
    assert downside.omega_ratio(BACON / 100, 0.005) == pytest.approx(0.425 / 0.329, rel=1e-12)


def test_the_standard_error_of_lo():
    # Lo 2002, table 1: a Sharpe ratio of 0.5 over 12 observations has a standard error of 0.306
    returns_ = np.tile(two_years(0.0, 1.0), 6)
    returns_ = returns_ / returns_.std(ddof=1) + 0.5
    assert ratios.sharpe_standard_error(returns_) == pytest.approx(0.306, abs=0.0005)


@given(pair=pairs)
def test_the_benchmark_has_no_alpha_to_itself(pair):
    market = pair[:, 0]
    assume(market.std() > 1e-3)
    assert ratios.jensen_alpha(market, market, 0.02, 12) == pytest.approx(0, abs=1e-12)
    assert ratios.m_squared_excess(market, market, 0.02, 12) == pytest.approx(0, abs=1e-12)
    assert ratios.m_squared(market, market, 0.02, 12) == pytest.approx(
        12 * market.mean(), abs=1e-12
    )
    assert ratios.treynor_ratio(market, market, 0.0, 12) == pytest.approx(
        12 * market.mean(), abs=1e-12
    )


@given(pair=pairs, leverage=st.floats(0.2, 3))
def test_leverage_changes_neither_sharpe_nor_treynor_nor_m_squared(pair, leverage):
    rf = 0.01
    fund, market = pair.T
    beta = np.polyfit(market, fund, 1)[0] if market.std() > 1e-3 else 0.0
    assume(market.std() > 1e-3 and fund.std() > 1e-3 and abs(beta) > 0.05)
    levered = rf + leverage * (fund - rf)
    for ratio in (ratios.treynor_ratio, ratios.m_squared, ratios.appraisal_ratio):
        residuals = fund - np.polyval(np.polyfit(market, fund, 1), market)
        assume(residuals.std() > 1e-3)
        assert ratio(levered, market, rf) == pytest.approx(
            float(ratio(fund, market, rf)), rel=1e-6, abs=1e-9
        )
    assert ratios.sharpe_ratio(levered, rf) == pytest.approx(
        float(ratios.sharpe_ratio(fund, rf)), rel=1e-6, abs=1e-9
    )


@given(pair=pairs)
def test_m_squared_ranks_as_the_sharpe_ratio(pair):
    fund, market = pair.T
    assume(market.std() > 1e-3 and fund.std() > 1e-3)
    better = float(ratios.sharpe_ratio(fund)) > float(ratios.sharpe_ratio(market)) + 1e-9
    assert not better or ratios.m_squared_excess(fund, market) > 0


@given(pair=pairs)
def test_a_table_of_funds_is_computed_fund_by_fund(pair):
    fund, market = pair.T
    assume(market.std() > 1e-3 and fund.std() > 1e-3 and (fund < 0).any())
    table = np.column_stack([fund, fund + 0.01, 0.5 * fund])
    for ratio in (ratios.jensen_alpha, ratios.m_squared, ratios.m_squared_excess):
        single = [float(ratio(column, market, 0.02, 12)) for column in table.T]
        assert ratio(table, market[:, None], 0.02, 12) == pytest.approx(single, rel=1e-9, abs=1e-12)


@given(threshold=st.floats(-0.05, 0.05))
def test_omega_is_one_at_the_mean_and_falls_with_the_threshold(threshold):
    r = BACON / 100
    assert downside.omega_ratio(r, float(r.mean())) == pytest.approx(1, rel=1e-9)
    assert downside.omega_ratio(r, threshold) >= downside.omega_ratio(r, threshold + 0.01)


def test_calmar_and_martin_divide_the_geometric_return():
    r = BACON / 100
    annual = float(returns.annualized_return(r, 12))
    assert ratios.calmar_ratio(r, 12) == pytest.approx(
        annual / -float(ratios.max_drawdown(r)), rel=1e-12
    )
    assert ratios.martin_ratio(r, annual, 12) == pytest.approx(0, abs=1e-12)
    # Bacon 2008: Martin ratio 1.70 of rounded inputs
    assert ratios.martin_ratio(r, 0.0, 12) == pytest.approx(1.70, abs=0.006)


def test_without_risk_there_is_no_ratio():
    flat, rising = np.full(12, 0.01), np.linspace(0.01, 0.02, 12)
    for call in (
        lambda: downside.sortino_ratio(rising),
        lambda: downside.omega_ratio(rising),
        lambda: ratios.calmar_ratio(rising, 12),
        lambda: ratios.martin_ratio(rising, 0.0, 12),
        lambda: ratios.jensen_alpha(rising, flat),
        lambda: ratios.treynor_ratio(flat, rising),
        lambda: ratios.appraisal_ratio(2 * rising, rising),
        lambda: ratios.sharpe_standard_error(flat),
    ):
        with pytest.raises(NoAnswer):
            call()


def test_a_record_of_less_than_a_year_is_not_annualised():
    with pytest.raises(DomainError, match="covers 3 of the 12"):
        ratios.calmar_ratio(np.array([0.01, -0.02, 0.01]), 12)
