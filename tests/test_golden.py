"""Figures by others: textbooks, help pages, and what was known of the sample data beforehand."""

import json
from pathlib import Path

import pytest

from passivefolio import call
from passivefolio.data import sample_history

PUBLISHED = {
    entry["id"]: entry
    for entry in json.loads(
        (Path(__file__).parent / "golden" / "published_examples.json").read_text(encoding="utf-8")
    )
}
W = [0.6, 0.3, 0.1]
ER = [0.08, 0.04, 0.03]
SD = [0.17, 0.055, 0.005]
RHO = [[1, -0.1, 0], [-0.1, 1, 0.1], [0, 0.1, 1]]
HISTORY = [list(returns) for _, *returns in sample_history()]


def printed(value: float, decimals: int):
    """The number as a book prints it."""
    return pytest.approx(value, abs=0.5 * 10**-decimals * (1 + 1e-9))


# The assumed 60/30/10 portfolio; figures from the function list's golden section


def test_the_60_30_10_portfolio_earns_and_risks_what_was_worked_out():
    assert call("PORTFOLIO_RETURN", W, ER) == pytest.approx(0.063, rel=1e-12)
    assert call("PORTFOLIO_SD", W, SD, RHO) == printed(0.1016934118, 10)


@pytest.mark.parametrize(
    ("A", "expected"),
    [
        (1, 0.057829),
        (2, 0.052658),
        (3, 0.047488),
        (4, 0.042317),
        (5, 0.037146),
        (8, 0.021634),
    ],
)
def test_the_utility_of_60_30_10(A, expected):
    covariance = call("COVARIANCE_FROM_CORRELATION", SD, RHO)
    assert call("PORTFOLIO_UTILITY", W, ER, covariance, A) == printed(expected, 6)


def test_60_30_10_beats_both_extremes_between_two_risk_aversions():
    er, sd = 0.063, call("PORTFOLIO_SD", W, SD, RHO)
    money_market = call("BREAKEVEN_RISK_AVERSION", er, sd, 0.03, 0.005)
    index = call("BREAKEVEN_RISK_AVERSION", 0.08, 0.17, er, sd)
    assert (money_market, index) == (printed(6.3975, 4), printed(1.8320, 4))
    [[lower, upper]] = call("RISK_AVERSION_RANGE", [er, 0.08, 0.03], [sd, 0.17, 0.005], 1)
    assert (lower, upper) == pytest.approx((index, money_market), rel=1e-12)


def test_the_best_weight_of_the_index_and_what_60_percent_implies():
    assert call("OPTIMAL_RISKY_WEIGHT", 0.08, 0.17, 4, 0.03) == printed(0.4325260, 7)
    # the list prints 2.8835065; 0.05 / (0.6 * 0.0289) worked by hand is 2.88350634
    assert call("IMPLIED_RISK_AVERSION", 0.08, 0.17, 0.03, 0.6) == printed(2.88350634, 8)


def test_where_the_risk_of_60_30_10_comes_from():
    covariance = call("COVARIANCE_FROM_CORRELATION", SD, RHO)
    shares = [row[0] for row in call("RISK_CONTRIBUTION", W, covariance)]
    assert shares == [printed(0.9898, 4), printed(0.0101, 4), printed(0.0001, 4)]
    assert call("DIVERSIFICATION_RATIO", W, covariance) == printed(1.1701840, 7)
    assert call("EFFECTIVE_HOLDINGS", W) == printed(2.1739, 4)


def test_the_drift_of_60_30_10():
    drifted = [row[0] for row in call("DRIFTED_WEIGHTS", W, [0.25, -0.02, 0.03])]
    assert drifted == [printed(0.65388, 5), printed(0.25632, 5), printed(0.08980, 5)]


# The sample history, 1990 to 2017; figures of its provenance note


def test_the_rebalanced_mix_in_the_sample_history():
    mix = call("PORTFOLIO_RETURN", W, HISTORY)
    assert call("ANNUALIZED_RETURN", mix, 12) == printed(0.08575, 5)
    assert call("VOLATILITY", mix, 12) == printed(0.08820, 5)
    assert call("MAX_DRAWDOWN", mix) == printed(-0.2991, 4)
    compounded = (1 + call("REBALANCED_RETURN", W, HISTORY, 1)) ** (12 / 326) - 1
    assert compounded == pytest.approx(call("ANNUALIZED_RETURN", mix, 12), rel=1e-12)


def test_the_mix_left_alone_in_the_sample_history():
    assert (1 + call("BUY_AND_HOLD_RETURN", W, HISTORY)) ** (12 / 326) - 1 == printed(0.08798, 5)
    weights = [row[0] for row in call("DRIFTED_WEIGHTS", W, HISTORY)]
    assert weights == [printed(0.814, 3), printed(0.165, 3), printed(0.021, 3)]


# Published worked examples


def test_the_utility_scores_of_the_textbook():
    table = PUBLISHED["bkm_table_6_2"]
    portfolios = [table["inputs"][name] for name in "LMH"]
    for A, scores in table["expected"].items():
        got = [call("UTILITY", er, sd, float(A)) for er, sd in portfolios]
        assert got == [printed(score, 4) for score in scores]


def test_the_table_of_complete_portfolios_of_the_textbook():
    table = PUBLISHED["bkm_table_7_1_rows"]
    rf, er, sd, A = (table["inputs"][name] for name in ("rf", "ErP", "sd", "A"))
    for weight, (mix_er, mix_sd, score) in table["expected"].items():
        weights = [float(weight), 1 - float(weight)]
        got_er = call("PORTFOLIO_RETURN", weights, [er / 100, rf / 100])
        got_sd = float(weight) * sd / 100
        assert got_er == printed(mix_er / 100, 4)
        assert got_sd == printed(mix_sd / 100, 4)
        assert call("UTILITY", got_er, got_sd, A) == printed(score / 100, 4)


def test_the_best_risky_weight_of_the_textbook():
    example = PUBLISHED["bkm_y_star"]
    rf, er, sd, A = (example["inputs"][name] for name in ("rf", "ErP", "sd", "A"))
    assert call("OPTIMAL_RISKY_WEIGHT", er, sd, A, rf) == printed(example["expected"]["y"], 2)
    assert call("CAL_SLOPE", er, sd, rf) == printed(example["expected"]["S"], 2)
    assert call("CAL_RETURN", 0.0902, er, sd, rf) == printed(example["expected"]["ErC"], 4)


def test_the_kinked_line_of_the_textbook():
    example = PUBLISHED["bkm_leverage_slopes"]
    rf, borrow, er, sd = (example["inputs"][name] for name in ("rf", "rb", "ErP", "sd"))
    lending = (call("CAL_RETURN", sd, er, sd, rf, borrow) - rf) / sd
    further = call("CAL_RETURN", 2 * sd, er, sd, rf, borrow) - er
    assert lending == printed(example["expected"]["lend"], 2)
    assert further / sd == printed(example["expected"]["borrow"], 2)


def test_two_risky_assets_of_the_textbook():
    example = PUBLISHED["bkm_min_variance_two_assets_rho_0.2"]
    first = example["expected"]["w1"]
    weights, rho = [first, 1 - first], example["inputs"]["rho"]
    sd = call("PORTFOLIO_SD", weights, example["inputs"]["sd"], [[1, rho], [rho, 1]])
    assert sd == printed(example["expected"]["sd"], 4)
    assert call("PORTFOLIO_RETURN", weights, example["inputs"]["E"]) == printed(
        example["expected"]["E"], 4
    )


def test_the_bogey_and_the_portfolio_of_the_attribution_example():
    inputs, expected = (
        PUBLISHED["bkm_attribution_60_30_10"][part] for part in ("inputs", "expected")
    )
    bogey = call("PORTFOLIO_RETURN", inputs["wb"], inputs["rb"])
    assert bogey == pytest.approx(expected["bogey_unrounded"], rel=1e-12)
    portfolio = call("PORTFOLIO_RETURN", inputs["wp"], inputs["rp"])
    assert portfolio == pytest.approx(expected["portfolio_unrounded"], rel=1e-12)


@pytest.mark.parametrize(
    ("name", "function", "decimals"),
    [("excel_stdev_s", "VOLATILITY", 8)],
)
def test_excels_own_examples(name, function, decimals):
    example = PUBLISHED[name]
    assert call(function, example["inputs"]) == printed(example["expected"], decimals)


def test_excels_correlation_and_covariance():
    correlation = PUBLISHED["excel_correl"]
    columns = [list(row) for row in zip(*correlation["inputs"], strict=True)]
    assert call("CORRELATION_MATRIX", columns)[0][1] == printed(correlation["expected"], 9)
    covariance = PUBLISHED["excel_covariance_s"]
    columns = [list(row) for row in zip(*covariance["inputs"], strict=True)]
    assert call("COVARIANCE_MATRIX", columns)[0][1] == printed(covariance["expected"], 9)


def test_linked_sub_periods_of_the_standards():
    sub_periods = PUBLISHED["gips_twr"]["expected"]
    assert call("CUMULATIVE_RETURN", sub_periods["sub"]) == pytest.approx(
        sub_periods["twr"], rel=1e-12
    )


def test_the_sample_moments_of_the_50_digit_reference():
    # mean-variance reference on the sample: 12 * mean and 12 * cov (n-1), worked in 50 digits
    means = call("MEAN_RETURN_ANNUALIZED", HISTORY, 12)[0]
    assert means == pytest.approx(
        [0.10692515337423313, 0.06504591733619632, 0.027732515337423314], rel=1e-12
    )
    covariance = call("COVARIANCE_MATRIX", HISTORY, 12)
    assert covariance[0] == pytest.approx(
        [0.021769358936857008, -0.0015178949915194556, 1.5168090608777728e-05], rel=1e-11
    )
