"""Returns of bonds and bills from their quoted yields."""

import numpy as np

from passivefolio.core.checks import Number, require
from passivefolio.errors import DomainError

ROUNDING = 1e-9
"""Coupons that are this close to a whole number are one."""


def bond_return_from_yields(
    yield_start: Number,
    yield_end: Number,
    maturity: Number = 10.0,
    coupons_per_year: Number = 2.0,
    periods_per_year: Number = 12.0,
) -> Number:
    """Return of a par bond repriced a period later, ``u^(k/m) (y0 (1 - u^-n)/y1 + u^-n) - 1``.

    Bought at par with the coupon y0 = yield_start, k = coupons_per_year, n = k maturity coupons;
    1/m of a year later (m is periods_per_year) all flows are worth u = 1 + y1/k, y1 = yield_end.
    Coupons of that period are reinvested at y1. Yields are decimals a year; at y1 = 0 the limit.
    Raises DomainError for a yield of -k or less, n not whole, or a period beyond maturity.
    Source: Fabozzi, Bond Markets, Analysis and Strategies (full price between coupon dates).
    """
    for name, value in (
        ("maturity", maturity),
        ("coupons_per_year", coupons_per_year),
        ("periods_per_year", periods_per_year),
    ):
        require(value > 0, DomainError, name + " must be above 0, got {:g}", value)
    count = maturity * coupons_per_year
    require(
        np.abs(count - np.round(count)) <= ROUNDING,
        DomainError,
        "maturity times coupons_per_year must be a whole number of coupons, got {:g}",
        count,
    )
    require(
        maturity * periods_per_year >= 1 - ROUNDING,
        DomainError,
        "a bond of {:g} years does not last a period",
        maturity,
    )
    for name, rate in (("yield_start", yield_start), ("yield_end", yield_end)):
        require(
            rate > -coupons_per_year, DomainError, name + " ({:g}) leaves nothing to discount", rate
        )
    rate = yield_end / coupons_per_year
    growth = np.log1p(rate)
    coupon = yield_start / coupons_per_year
    annuity = np.where(rate == 0, count, -np.expm1(-count * growth) / np.where(rate == 0, 1, rate))
    price = coupon * annuity + np.exp(-count * growth)
    return np.asarray(np.exp(growth * coupons_per_year / periods_per_year) * price - 1)


def bill_return(discount_rate: Number, days: Number) -> Number:
    """Return of a Treasury bill held to maturity, ``1 / (1 - d days/360) - 1``.

    d is the bank discount rate a year, days the actual days to maturity. Not annualised.
    Raises DomainError when days is negative or the price is not above 0.
    Source: US Treasury, 31 CFR 356 appendix B (price of a bill from its discount rate).
    """
    require(days >= 0, DomainError, "days must not be negative, got {:g}", days)
    discount = discount_rate * days / 360
    require(discount < 1, DomainError, "the discount of {:g} leaves no price", discount)
    return discount / (1 - discount)
