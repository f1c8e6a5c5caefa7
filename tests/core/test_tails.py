"""The bad end of the distribution: laws, the normal distribution to the last digits, Excel."""

import json
import math
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio.core import normal, tails
from passivefolio.errors import DomainError, NoAnswer

PUBLISHED = {
    entry["id"]: entry
    for entry in json.loads(
        (Path(__file__).parents[1] / "golden" / "published_examples.json").read_text("utf-8")
    )
}
BOOK = NormalDist()
METHODS = ("historical", "normal", "modified")
series = arrays(float, st.integers(4, 40), elements=st.floats(-0.5, 0.5))
confidences = st.floats(0.5, 0.999)


@pytest.mark.parametrize(
    ("z", "probability"),
    [
        # Abramowitz, Stegun 1964, table 26.1; the far tails by continued fraction in 60 digits
        (0.0, 0.5),
        (1.0, 0.841344746068543),
        (1.96, 0.975002104851780),
        (3.0, 0.998650101968370),
        (-5.0, 2.8665157187919391e-07),
        (-10.0, 7.6198530241605261e-24),
    ],
)
def test_the_normal_probability_of_the_tables(z, probability):
    assert normal.probability(z) == pytest.approx(probability, rel=5e-14)


@given(z=st.floats(-37, 8))
def test_the_normal_probability_is_that_of_erfc(z):
    assert normal.probability(np.array([z]))[0] == math.erfc(-z / math.sqrt(2)) / 2
    assert normal.density(z) == pytest.approx(BOOK.pdf(z), rel=1e-12)


@pytest.mark.parametrize(
    ("p", "z"),
    [
        # Wichura 1988, AS 241, the three test values of PPND16
        (0.25, -0.6744897501960817),
        (0.001, -3.090232306167814),
        (1e-20, -9.262340089798408),
    ],
)
def test_the_normal_quantile_of_the_published_algorithm(p, z):
    assert normal.quantile(p) == pytest.approx(z, rel=1e-15)


@given(p=st.floats(1e-300, 1, exclude_max=True))
def test_the_normal_quantile_is_that_of_the_standard_library(p):
    assert normal.quantile(np.array([p]))[0] == pytest.approx(BOOK.inv_cdf(p), rel=2e-15, abs=1e-16)


def test_the_shape_of_excels_example():
    for name, measure, decimals in (
        ("excel_skew", tails.return_skewness, 6),
        ("excel_kurt", tails.return_kurtosis, 9),
    ):
        example = PUBLISHED[name]
        got = float(measure(np.array(example["inputs"])))
        assert got == pytest.approx(example["expected"], abs=0.5 * 10**-decimals)
        assert got == pytest.approx(example["recomputed"], rel=1e-12)


@given(returns=series, factor=st.floats(0.1, 3), shift=st.floats(-0.3, 0.3))
def test_shape_does_not_depend_on_scale_or_level(returns, factor, shift):
    assume(returns.std() > 1e-3)
    moved = factor * returns + shift
    for measure in (tails.return_skewness, tails.return_kurtosis):
        assert measure(moved) == pytest.approx(float(measure(returns)), rel=1e-6, abs=1e-8)


@given(returns=series)
def test_the_mirror_image_leans_the_other_way(returns):
    assume(returns.std() > 1e-6)
    assert tails.return_skewness(-returns) == pytest.approx(-float(tails.return_skewness(returns)))


@pytest.mark.parametrize("method", METHODS)
@given(returns=series, confidence=confidences)
def test_the_expected_shortfall_is_never_below_the_value_at_risk(method, returns, confidence):
    assume(returns.std() > 1e-6)
    shortfall = float(tails.expected_shortfall(returns, confidence, method))
    assert shortfall >= float(tails.value_at_risk(returns, confidence, method)) - 1e-14


@given(returns=series, confidence=st.floats(0.5, 0.9), step=st.floats(0, 0.09))
def test_more_confidence_never_lowers_the_value_at_risk(returns, confidence, step):
    for method in ("historical", "normal"):
        low = float(tails.value_at_risk(returns, confidence, method))
        assert low <= float(tails.value_at_risk(returns, confidence + step, method)) + 1e-14


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("measure", [tails.value_at_risk, tails.expected_shortfall])
@given(returns=series, shift=st.floats(-0.3, 0.3))
def test_a_sure_return_on_top_lowers_the_loss_by_as_much(measure, method, returns, shift):
    assume(returns.std() > 1e-3)
    expected = float(measure(returns, 0.95, method)) - shift
    assert measure(returns + shift, 0.95, method) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("measure", [tails.value_at_risk, tails.expected_shortfall])
@given(returns=series)
def test_a_table_of_funds_is_computed_fund_by_fund(measure, returns):
    assume(returns.std() > 1e-6)
    table = np.column_stack([returns, returns[::-1], 2 * returns])
    for method in METHODS:
        single = [float(measure(column, 0.9, method)) for column in table.T]
        assert measure(table, 0.9, method) == pytest.approx(single, rel=1e-9, abs=1e-12)


def test_the_worst_tenth_of_21_returns_are_three():
    # by hand: the quantile at 0.1 of 0, 1, ..., 20 is 2, and 0, 1, 2 are at or below it; 1 - 0.9 is
    # a little less than 0.1 to a computer
    returns = np.arange(21.0)[::-1]
    assert tails.expected_shortfall(returns, 0.9) == -1
    assert tails.expected_shortfall(np.minimum(returns, 2.0), 0.9) == -1


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0, -0.05])
def test_a_confidence_outside_zero_to_one_is_refused(confidence):
    with pytest.raises(DomainError, match="between 0 and 1"):
        tails.value_at_risk(np.array([0.01, 0.02]), confidence)
    with pytest.raises(DomainError, match="between 0 and 1"):
        tails.expected_shortfall(np.array([0.01, 0.02]), confidence)


def test_too_short_a_record_has_no_shape():
    with pytest.raises(NoAnswer):
        tails.return_skewness(np.array([0.01, 0.02]))
    with pytest.raises(NoAnswer):
        tails.return_kurtosis(np.array([0.01, 0.02, 0.03]))
    with pytest.raises(NoAnswer):
        tails.value_at_risk(np.array([0.01, 0.02, 0.03]), 0.95, "modified")


@given(er=st.floats(-0.2, 0.3), sd=st.floats(0.01, 0.5), target=st.floats(-0.5, 0.5))
def test_within_a_year_the_shortfall_is_normal(er, sd, target):
    found = tails.shortfall_probability(er, sd, target)
    assert found == pytest.approx(NormalDist(er, sd).cdf(target), abs=1e-12)


@given(er=st.floats(0.01, 0.3), sd=st.floats(0.01, 0.2), years=st.floats(1.1, 40))
def test_beyond_a_year_it_is_that_of_lognormal_wealth(er, sd, years):
    s = math.sqrt(math.log(1 + (sd / (1 + er)) ** 2))
    mu = math.log(1 + er) - s * s / 2
    wealth = NormalDist(mu * years, s * math.sqrt(years))  # the logarithm of it
    assert tails.shortfall_probability(er, sd, 0.0, years) == pytest.approx(
        wealth.cdf(0), rel=1e-6, abs=1e-12
    )


def test_a_sure_return_falls_short_for_certain_or_never():
    assert tails.shortfall_probability(0.03, 0.0, 0.04) == 1
    assert tails.shortfall_probability(0.03, 0.0, 0.02) == 0
    assert tails.shortfall_probability(0.03, 0.0, 0.02, 10.0) == 0
    assert tails.shortfall_probability(0.03, 0.1, -1.0, 10.0) == 0


def test_time_in_a_year_and_total_ruin_are_out_of_its_range():
    with pytest.raises(DomainError):
        tails.shortfall_probability(0.05, 0.1, 0.0, 0.5)
    with pytest.raises(DomainError):
        tails.shortfall_probability(-1.0, 0.1, 0.0, 2.0)


def test_the_safety_first_ratio_ranks_by_the_probability_of_disaster():
    assert tails.safety_first_ratio(0.10, 0.14, 0.03) == pytest.approx(0.5, rel=1e-12)
    with pytest.raises(NoAnswer):
        tails.safety_first_ratio(0.10, 0.0, 0.03)
