"""What taxes leave of a return that is part income, part growth."""

import numpy as np

from passivefolio.core.checks import Number, require
from passivefolio.errors import DomainError


def after_tax_return(
    price_return: Number,
    yield_rate: Number,
    tax_income: Number,
    tax_gain: Number,
    years: Number,
    liquidate: bool = True,
) -> Number:
    """Return a year after taxes, ``(W - tax_gain p (W - 1)/a)^(1/years) - 1``, ``W = (1+a)^years``.

    Each year p = price_return grows untaxed; the income is taxed and what is left is reinvested and
    adds to the cost basis: a = p + yield_rate (1 - tax_income). With liquidate all is sold at the
    end and the gain over that basis taxed, a loss saving tax at the same rate; else W^(1/years)-1.
    Raises DomainError for a tax rate outside 0 to 1, years <= 0 or a of -100 % or less.
    Source: Horan 2005 (FVIF of blended taxation); SEC form N-1A (return after taxs).
    """
    for name, tax in (("tax_income", tax_income), ("tax_gain", tax_gain)):
        require((tax >= 0) & (tax <= 1), DomainError, name + " must be from 0 to 1, got {:g}", tax)
    require(yield_rate >= 0, DomainError, "yield_rate must not be negative, got {:g}", yield_rate)
    require(years > 0, DomainError, "years must be above 0, got {:g}", years)
    rate = price_return + yield_rate * (1 - tax_income)
    require(rate > -1, DomainError, "a return of {:g} a year leaves nothing", rate)
    if not liquidate:
        return rate
    wealth_gain = np.expm1(years * np.log1p(rate))
    wealth_years = np.where(rate == 0, years, wealth_gain / np.where(rate == 0, 1, rate))
    left = wealth_gain - tax_gain * price_return * wealth_years
    return np.asarray(np.expm1(np.log1p(left) / years))


def tax_drag(
    yield_rate: Number, growth: Number, tax_income: Number, tax_gain: Number, years: Number
) -> Number:
    """Return a year that taxes take, ``yield_rate + growth - return after tax``.

    The return after tax is that of AFTER_TAX_RETURN: income is taxed every year and reinvested,
    the gain over the cost basis is taxed in the end, when all is sold.
    Raises DomainError for a tax rate outside 0 to 1, years <= 0 or a return of -100 % or less.
    Source: Horan 2005 (FVIF of blended taxation).
    """
    return yield_rate + growth - after_tax_return(growth, yield_rate, tax_income, tax_gain, years)
