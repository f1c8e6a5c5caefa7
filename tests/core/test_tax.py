import pytest
from hypothesis import given
from hypothesis import strategies as st

from passivefolio.core import tax
from passivefolio.errors import DomainError

growth = st.floats(-0.1, 0.15)
income = st.floats(0, 0.08)
taxes = st.floats(0, 0.6)


def year_by_year(price, paid, tax_income, tax_gain, years):
    """Wealth after all taxes, with the cost basis kept in a book."""
    wealth, basis = 1.0, 1.0
    for _ in range(years):
        reinvested = wealth * paid * (1 - tax_income)
        wealth, basis = wealth * (1 + price) + reinvested, basis + reinvested
    return wealth - tax_gain * (wealth - basis)


@given(p=growth, y=income, t_y=taxes, t_g=taxes, years=st.integers(1, 40))
def test_the_closed_formula_is_the_book_kept_year_by_year(p, y, t_y, t_g, years):
    wealth = (1 + tax.after_tax_return(p, y, t_y, t_g, float(years))) ** years
    assert wealth == pytest.approx(year_by_year(p, y, t_y, t_g, years), rel=1e-10)


def test_a_mix_that_neither_gains_nor_loses_is_a_limit():
    # the price falls by what the income brings: the basis rises, wealth does not; the loss of
    # 10 * 0.03 saves 20 % of it
    got = tax.after_tax_return(-0.03, 0.04, 0.25, 0.2, 10.0)
    assert (1 + got) ** 10 == pytest.approx(1 + 0.2 * 0.3, rel=1e-12)


def test_deferred_capital_gains_of_the_textbook():
    # CFA Institute, level 3 (2015), volume 2: 100,000 [(1.07)^20 (1 - 0.20) + 0.20] = 329,575
    got = 100_000 * (1 + tax.after_tax_return(0.07, 0.0, 0.0, 0.2, 20.0)) ** 20
    assert got == pytest.approx(329_575, abs=0.5)


@given(p=growth, y=income, years=st.floats(0.5, 40))
def test_without_taxes_nothing_is_lost(p, y, years):
    assert tax.tax_drag(y, p, 0.0, 0.0, years) == pytest.approx(0, abs=1e-13)


@given(p=st.floats(0, 0.15), y=income, t_y=taxes, t_g=taxes, years=st.integers(1, 40))
def test_gains_are_better_taxed_late(p, y, t_y, t_g, years):
    one, more = (tax.tax_drag(y, p, t_y, t_g, float(n)) for n in (years, years + 1))
    assert more <= one + 1e-13
    assert one <= t_y * y + t_g * p + 1e-13


@given(p=growth, y=income, t_y=taxes, t_g=taxes, years=st.floats(0.5, 40))
def test_who_does_not_sell_pays_on_income_only(p, y, t_y, t_g, years):
    got = tax.after_tax_return(p, y, t_y, t_g, years, liquidate=False)
    assert got == pytest.approx(p + y * (1 - t_y), abs=1e-15)


def test_a_tax_rate_in_percent_is_refused():
    with pytest.raises(DomainError, match="tax_gain must be from 0 to 1, got 20"):
        tax.after_tax_return(0.05, 0.02, 0.25, 20, 10)
