"""The shape of returns and their bad end. A series is one column, a table one per fund."""

import numpy as np

from passivefolio.core import normal
from passivefolio.core.checks import Array, Number, require, require_observations
from passivefolio.core.risk import deviations, require_spread, standard_deviation
from passivefolio.errors import DomainError, NoAnswer

ROUNDING = 1e-9
"""What 1 - 0.9 may lack of 0.1, times the number of observations."""


def return_skewness(returns: Array) -> Number:
    """Lopsidedness, ``n / ((n-1)(n-2)) * sum(((r - mean) / sd)^3)``; negative: left tail.

    Raises NoAnswer for fewer than 3 observations or returns that never change.
    Source: Excel's SKEW.
    """
    require_observations("returns", returns, 3)
    distances = deviations(returns)
    squares = distances * distances
    count = len(returns)
    sd = np.sqrt(squares.sum(axis=0) / (count - 1))
    require_spread(sd, returns, "returns never change: they have no skewness")
    squares *= distances
    cubes = squares.sum(axis=0) / (sd * sd * sd)
    return np.asarray(count / ((count - 1) * (count - 2)) * cubes)


def return_kurtosis(returns: Array) -> Number:
    """Excess kurtosis, ``n(n+1) sum(z^4) / ((n-1)(n-2)(n-3)) - 3(n-1)^2 / ((n-2)(n-3))``.

    z is the distance from the mean in sample standard deviations. 0 is that of the normal
    distribution; positive: more extreme returns than it has.
    Raises NoAnswer for fewer than 4 observations or returns that never change.
    Source: Excel's KURT.
    """
    require_observations("returns", returns, 4)
    squares = deviations(returns)
    squares *= squares
    n = len(returns)
    variance = squares.sum(axis=0) / (n - 1)
    require_spread(np.sqrt(variance), returns, "returns never change: they have no kurtosis")
    squares *= squares
    fourth = squares.sum(axis=0) / (variance * variance)
    weight = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3))
    return np.asarray(weight * fourth - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3)))


def _require_confidence(confidence: float) -> None:
    require(
        0 < confidence < 1,
        DomainError,
        "confidence must be between 0 and 1, such as 0.95, got {:g}",
        confidence,
    )


def _quantile(returns: Array, share: float) -> Array:
    """Excel's PERCENTILE.INC of each column; as numpy's, without its long way to one number."""
    place = share * (len(returns) - 1)
    low = int(place)
    high = min(low + 1, len(returns) - 1)
    ordered = np.partition(returns, (low, high), axis=0)
    return np.asarray(ordered[low] + (place - low) * (ordered[high] - ordered[low]))


def _cornish_fisher(z: Array, skew: Array, kurtosis: Array) -> Array:
    """The quantile z of a normal distribution, bent by skewness and excess kurtosis."""
    return np.asarray(
        z
        + (z * z - 1) * skew / 6
        + (z * z * z - 3 * z) * kurtosis / 24
        - (2 * z * z * z - 5 * z) * skew * skew / 36
    )


def value_at_risk(returns: Array, confidence: float = 0.95, method: str = "historical") -> Number:
    """Loss per period exceeded with probability 1 - confidence, ``-quantile(r, 1 - confidence)``.

    A positive number is a loss. method "historical" is Excel's PERCENTILE.INC; "normal" is
    -(mean + z sd); "modified" (Cornish-Fisher) puts z + (z^2-1)S/6 + (z^3-3z)K/24 -
    (2z^3-5z)S^2/36 for z, with the normal quantile z, S = SKEW and K = KURT.
    Raises DomainError for a confidence outside 0 to 1, NoAnswer for too few observations.
    Source: Jorion 2006; "modified" Favre, Galeano 2002.
    """
    _require_confidence(confidence)
    if method == "historical":
        require_observations("returns", returns, 1)
        return -_quantile(returns, 1 - confidence)
    require_observations("returns", returns, 2 if method == "normal" else 4)
    z = normal.quantile(1 - confidence)
    if method == "modified":
        z = _cornish_fisher(z, np.asarray(return_skewness(returns)), _kurtosis(returns))
    return np.asarray(-returns.mean(axis=0) - z * standard_deviation(returns))


def _kurtosis(returns: Array) -> Array:
    return np.asarray(return_kurtosis(returns))


def expected_shortfall(
    returns: Array, confidence: float = 0.95, method: str = "historical"
) -> Number:
    """Mean loss per period in the worst 1 - confidence of cases, ``-mean(r where r <= -VaR)``.

    A positive number is a loss. method "historical" averages the returns at or below the
    PERCENTILE.INC quantile, the floor((1 - confidence)(n - 1)) + 1 worst; "normal" is
    -mean + sd phi(z) / (1 - confidence) with the normal density phi; "modified" bends it by
    S = SKEW and K = KURT and is never below the VaR.
    Raises DomainError for a confidence outside 0 to 1, NoAnswer for too few observations.
    Source: Acerbi, Tasche 2002; "modified" Boudt, Peterson, Croux 2008.
    """
    _require_confidence(confidence)
    tail = 1 - confidence
    if method == "historical":
        require_observations("returns", returns, 1)
        last = int(tail * (len(returns) - 1) + ROUNDING)
        worst = np.partition(returns, last, axis=0)[: last + 1]
        return np.asarray(-np.sort(worst, axis=0).mean(axis=0))
    require_observations("returns", returns, 2 if method == "normal" else 4)
    z = normal.quantile(tail)
    depth = normal.density(z) / tail
    if method == "modified":
        skew, kurtosis = np.asarray(return_skewness(returns)), _kurtosis(returns)
        z = _cornish_fisher(z, skew, kurtosis)
        depth = np.maximum(_edgeworth_mean(z, skew, kurtosis) / tail, -z)
    return np.asarray(-returns.mean(axis=0) + depth * standard_deviation(returns))


def _edgeworth_mean(h: Array, skew: Array, kurtosis: Array) -> Array:
    """Minus the integral of z below h under the Edgeworth density; Boudt et al., collected."""
    square = h * h
    return np.asarray(
        normal.density(h)
        * (
            1
            + square * h * skew / 6
            + (square * square - 2 * square - 1) * kurtosis / 24
            + (square * square * square - 9 * square * square + 9 * square + 3) * skew * skew / 72
        )
    )


def shortfall_probability(
    er: Number, sd: Number, target: Number = 0.0, years: Number = 1.0
) -> Number:
    """Probability of a return below ``target`` a year, ``Phi((target - er) / sd)`` over one year.

    Over more years wealth is lognormal: Phi(sqrt(years) (ln(1 + target) - mu) / s) with
    s^2 = ln(1 + sd^2 / (1 + er)^2) and mu = ln(1 + er) - s^2 / 2; target stays a rate a year.
    Raises DomainError for sd < 0, years < 1, and for er <= -100 % over more than one year.
    Source: BKM, Investments, normal and lognormal returns; Kritzman 1994.
    """
    require(sd >= 0, DomainError, "sd must not be negative, got {:g}", sd)
    require(years >= 1, DomainError, "years must be 1 or more, got {:g}", years)
    long = np.asarray(years > 1)
    require(
        ~long | (er > -1),
        DomainError,
        "er must be above -100 % over more than one year, got {:g}",
        er,
    )
    certain = np.where(np.asarray(er) < target, 1.0, 0.0)
    with np.errstate(all="ignore"):
        spread = np.sqrt(np.log1p(np.square(np.divide(sd, np.add(1, er)))))
        centre = np.log1p(er) - spread * spread / 2
        distance = (np.log(np.maximum(np.add(1, target), 0.0)) - centre) / spread
        z = np.where(long, np.sqrt(years) * distance, np.divide(np.subtract(target, er), sd))
    return np.where(np.asarray(sd) == 0, certain, normal.probability(z))


def safety_first_ratio(er: Number, sd: Number, mar: Number) -> Number:
    """Distance of the expected return from disaster in units of risk, ``(er - mar) / sd``.

    The higher, the less probable is a return below mar.
    Raises NoAnswer when sd is 0, DomainError when it is negative.
    Source: Roy 1952.
    """
    require(sd >= 0, DomainError, "sd must not be negative, got {:g}", sd)
    require(sd != 0, NoAnswer, "sd is 0: there is no risk to divide by")
    return (er - mar) / sd
