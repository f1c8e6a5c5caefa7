import csv
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passivefolio import call
from passivefolio.core import bonds
from passivefolio.data import SAMPLE
from passivefolio.errors import DomainError

yields = st.floats(-0.02, 0.2)


def flows_worth(coupon, rate, maturity, per_year, after):
    """All flows of a bond discounted one by one to ``after`` years from the start."""
    times = np.arange(1, maturity * per_year + 1) / per_year
    flows = np.full(times.size, coupon / per_year)
    flows[-1] += 1
    return float((flows * (1 + rate / per_year) ** (per_year * (after - times))).sum())


@given(start=yields, end=yields, maturity=st.integers(1, 30), per_year=st.sampled_from([1, 2, 4]))
def test_a_bond_is_worth_its_flows_discounted_one_by_one(start, end, maturity, per_year):
    got = bonds.bond_return_from_yields(start, end, float(maturity), float(per_year))
    assert got == pytest.approx(flows_worth(start, end, maturity, per_year, 1 / 12) - 1, abs=1e-10)


def test_the_treasury_column_of_the_sample_history_comes_out_of_its_yields():
    # NOTICE: full repricing of a 10-year par bond, made independently of this code
    text = files("passivefolio.data").joinpath(SAMPLE).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    rates = np.array([float(row["treasury_10y_yield"]) for row in rows])
    printed = np.array([float(row["treasury_10y_total_return"]) for row in rows])
    got = np.array(call("BOND_RETURN_FROM_YIELDS", rates[:-1], rates[1:]))[:, 0]
    assert np.abs(got - printed[1:]).max() < 1e-10


@given(rate=yields)
def test_at_an_unchanged_yield_a_bond_earns_its_yield(rate):
    got = bonds.bond_return_from_yields(rate, rate)
    assert got == pytest.approx((1 + rate / 2) ** (1 / 6) - 1, abs=1e-13)


@given(start=yields)
def test_a_yield_of_zero_is_a_limit(start):
    near = bonds.bond_return_from_yields(start, 1e-13)
    assert bonds.bond_return_from_yields(start, 0.0) == pytest.approx(float(near), abs=1e-10)


@given(start=yields, end=yields, step=st.floats(1e-4, 0.01))
def test_a_higher_yield_never_makes_a_bond_earn_more(start, end, step):
    got = bonds.bond_return_from_yields(start, end)
    assert bonds.bond_return_from_yields(start, end + step) < got


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0.05, 0.05, 10.3), "whole number of coupons, got 20.6"),
        ((0.05, 0.05, 0.5, 2, 1), "does not last a period"),
        ((0.05, -2.0), "nothing to discount"),
        ((0.05, 0.05, -1), "maturity must be above 0"),
    ],
)
def test_a_bond_that_cannot_be_is_refused(arguments, message):
    with pytest.raises(DomainError, match=message):
        bonds.bond_return_from_yields(*arguments)


@given(rate=st.floats(0, 0.2), days=st.integers(1, 364))
def test_a_bill_pays_its_face_value(rate, days):
    price = 1 - rate * days / 360
    assert price * (1 + bonds.bill_return(rate, days)) == pytest.approx(1, rel=1e-12)
