"""What becomes of a mix that is left alone, and of one that is put back in order."""

import numpy as np

from passivefolio.core.allocation import by_period
from passivefolio.core.checks import Array, require, require_observations
from passivefolio.core.returns import annualized_return, growth
from passivefolio.errors import DomainError, NoAnswer, ShapeError

BAND_NOISE = 1e-12
"""How far beyond a band a weight may lie by rounding: 65 % less 60 % is not exactly 5 %."""


def _growth_factors(weights: Array, returns: Array) -> Array:
    """Growth of each holding, a row per period in which every holding has a return."""
    table = by_period(weights, returns)
    table = np.where(np.isnan(table) & (weights == 0), 0.0, table)
    table = table[~np.isnan(table).any(axis=1)]
    require_observations("returns", table, 1)
    return growth(table)


def _value(parts: Array) -> float:
    total = float(parts.sum())
    require(total > 0, NoAnswer, "the portfolio has lost everything")
    return total


def drifted_weights(weights: Array, returns: Array) -> Array:
    """Weights after the returns have moved them, ``w_i g_i / sum(w g)`` with growth g.

    returns holds one value per holding, or a table with a row per period: then after all periods.
    Raises NoAnswer when the portfolio has lost everything, DomainError for a return below -100 %.
    Source: arithmetic of a portfolio that is not traded.
    """
    parts = weights * _growth_factors(weights, returns).prod(axis=0)
    return np.asarray(parts / _value(parts))


def buy_and_hold_return(weights: Array, returns: Array) -> float:
    """Return of a mix bought once and left alone, ``sum(w_i g_i) / sum(w_i) - 1`` with growth g.

    Cumulative over all periods: returns has a row per period and a column per holding.
    Raises DomainError for a return below -100 %, NoAnswer without a complete period.
    Source: arithmetic of a portfolio that is not traded.
    """
    parts = weights * _growth_factors(weights, returns).prod(axis=0)
    return float(parts.sum() / weights.sum() - 1)


def weight_history(
    weights: Array,
    returns: Array,
    every: int = 0,
    abs_band: float | None = None,
    rel_band: float | None = None,
) -> Array:
    """Weights over time, drifting and put back on review dates; the first row is the start.

    Then a row per complete period: the weights that go into the next one, after any trade; the last
    row is where the record ends, not traded. Reviews are ``every`` periods apart, 0 is never;
    bands as in REBALANCED_RETURN.
    Raises NoAnswer when the portfolio has lost everything, ShapeError for bands without reviews.
    Source: arithmetic; the 5/25 rule of bands from Swedroe.
    """
    path = _holdings(weights, returns, every, abs_band, rel_band, 0.0)
    return path / _wealth(path)[:, None]


def rebalanced_return(
    weights: Array,
    returns: Array,
    every: int = 12,
    abs_band: float | None = None,
    rel_band: float | None = None,
    cost_rate: float = 0.0,
) -> float:
    """Return of a mix put back to its weights on review dates, cumulative and net of cost.

    Reviews are ``every`` periods apart, 0 is never. With bands it trades only when a weight w
    has left w +/- abs_band or w +/- rel_band w, whichever is nearer. cost_rate is paid on all that
    is bought and sold; nothing is traded after the last period.
    Raises DomainError for a negative number, ShapeError for bands without reviews.
    Source: arithmetic; the 5/25 rule of bands from Swedroe.
    """
    return float(_holdings(weights, returns, every, abs_band, rel_band, cost_rate)[-1].sum() - 1)


def rebalancing_bonus(
    weights: Array, returns: Array, periods_per_year: float, every: int = 12
) -> float:
    """Return a year that rebalancing adds, ``rebalanced - bought and held``, both annualised.

    Reviews are ``every`` periods apart, without cost; below 0 when leaving it alone did better.
    Raises DomainError for a record shorter than a year, NoAnswer when everything is lost.
    Source: Bernstein 1996 (The rebalancing bonus), measured on the record itself.
    """
    annual = []
    for reviews in (every, 0):
        wealth = _wealth(_holdings(weights, returns, reviews, None, None, 0.0))
        annual.append(annualized_return(wealth[1:] / wealth[:-1] - 1, periods_per_year))
    return float(annual[0] - annual[1])


def _holdings(
    weights: Array,
    returns: Array,
    every: int,
    abs_band: float | None,
    rel_band: float | None,
    cost_rate: float,
) -> Array:
    """Value of each holding at the start and after each period and its trade, of 1 invested."""
    factors = _growth_factors(weights, returns)
    _require_rules(every, abs_band, rel_band, cost_rate)
    target = weights / weights.sum()
    widths = band_widths(target, abs_band, rel_band)
    path = np.empty((len(factors) + 1, target.size))
    path[0] = target
    step = every or len(factors)
    for start in range(0, len(factors), step):
        if start:
            path[start] = _reviewed(path[start], target, widths, cost_rate)
        path[start + 1 : start + step + 1] = path[start] * factors[start : start + step].cumprod(
            axis=0
        )
    return path


def _reviewed(parts: Array, target: Array, widths: Array, cost_rate: float) -> Array:
    """The holdings after a review: as they are inside the bands, else at target less the cost."""
    total = _value(parts)
    if not outside_band(parts / total, target, widths).any():
        return parts
    traded = float(np.abs(parts - total * target).sum())
    left = total - cost_rate * traded
    require(left > 0, NoAnswer, "the cost of trading takes everything")
    return np.asarray(left * target)


def _wealth(path: Array) -> Array:
    wealth = np.asarray(path.sum(axis=1))
    require(bool((wealth > 0).all()), NoAnswer, "the portfolio has lost everything")
    return wealth


def band_widths(target: Array, abs_band: float | None, rel_band: float | None) -> Array:
    """Distance from target that is tolerated, the narrower of both bands; below 0 without any."""
    if abs_band is None and rel_band is None:
        return np.full(target.size, -1.0)
    relative = np.full(target.size, np.inf) if rel_band is None else rel_band * np.abs(target)
    return np.asarray(np.minimum(np.inf if abs_band is None else abs_band, relative))


def outside_band(current: Array, target: Array, widths: Array) -> Array:
    """Which weights have left their band; one that lies exactly on it has not."""
    return np.asarray(np.abs(current - target) > widths + BAND_NOISE)


def _require_rules(
    every: int, abs_band: float | None, rel_band: float | None, cost_rate: float
) -> None:
    for name, value in (
        ("every", every),
        ("abs_band", abs_band),
        ("rel_band", rel_band),
        ("cost_rate", cost_rate),
    ):
        if value is not None and value < 0:
            raise DomainError(f"{name} must not be negative, got {value:g}")
    if every == 0 and not (abs_band is None and rel_band is None):
        raise ShapeError("bands need reviews: every is 0, which means never")
