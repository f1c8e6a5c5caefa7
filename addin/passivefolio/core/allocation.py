"""A portfolio as weights: its return, its risk, and which holding the risk comes from."""

import numpy as np

from passivefolio.core.checks import (
    Array,
    held,
    require,
    require_known,
    require_observations,
    require_periods_per_year,
)
from passivefolio.errors import DomainError, NoAnswer, NotANumber, ShapeError

ROUNDING = 1e-9
"""Relative size of what rounded inputs may leave: asymmetry, a slightly negative eigenvalue."""


def by_period(weights: Array, returns: Array) -> Array:
    """One row of returns per period, one column per holding; a list alone is one period."""
    count = weights.size
    if returns.size == count:
        return returns.reshape(1, count)
    table = returns.reshape(-1, 1) if 1 in returns.shape and count == 1 else returns
    if table.shape[1] != count:
        raise ShapeError(
            f"weights has {count} values but returns has {table.shape[0]} rows and "
            f"{table.shape[1]} columns: a column per holding is needed"
        )
    return table


def portfolio_return(weights: Array, returns: Array) -> Array:
    """Return of a portfolio over one period, ``sum(w_i r_i)``.

    returns holds one value per holding, or a table with a row per period and a column per holding:
    then one result per row.
    Raises ShapeError when sizes differ, NotANumber for a blank return beside a non-zero weight.
    Source: BKM, Investments, chapter on efficient diversification (portfolio rate of return).
    """
    table = by_period(weights, returns)
    missing = np.isnan(table)
    if missing.any():
        complete = ~(missing & (weights != 0)).any(axis=1)
        require(complete, NotANumber, "returns is blank beside a weight that is not 0")
        table = np.where(missing, 0.0, table)
    return np.asarray((weights * table).sum(axis=1))


def _require_square(name: str, matrix: Array) -> None:
    rows, columns = matrix.shape
    if rows != columns:
        raise ShapeError(f"{name} must be square, got {rows} rows and {columns} columns")


def _require_symmetric(name: str, matrix: Array) -> None:
    difference = np.abs(matrix - matrix.T)
    if (difference > ROUNDING * np.abs(matrix).max(initial=0.0)).any():
        i, j = np.unravel_index(int(difference.argmax()), matrix.shape)
        raise DomainError(
            f"{name} must be symmetric, but row {i + 1} column {j + 1} is {matrix[i, j]:g} "
            f"and row {j + 1} column {i + 1} is {matrix[j, i]:g}"
        )


def _require_positive_semidefinite(name: str, matrix: Array) -> None:
    eigenvalues = np.linalg.eigvalsh(matrix)
    if eigenvalues[0] < -ROUNDING * eigenvalues[-1]:
        raise DomainError(
            f"{name} is not positive semi-definite (its smallest eigenvalue is "
            f"{eigenvalues[0]:.3g}): no assets can move like this"
        )


def require_covariance(name: str, matrix: Array) -> None:
    """A covariance matrix is square, known, finite, symmetric and positive semi-definite."""
    _require_square(name, matrix)
    if np.isnan(matrix).any():
        i, j = np.unravel_index(int(np.isnan(matrix).argmax()), matrix.shape)
        raise NotANumber(f"{name} is blank in row {i + 1}, column {j + 1}")
    _require_symmetric(name, matrix)
    _require_positive_semidefinite(name, matrix)


def held_covariance(weights: Array, covariance: Array) -> Array:
    """The covariance matrix, checked; blank rows and columns of zero weights count as 0."""
    _require_square("covariance", covariance)
    if len(covariance) != weights.size:
        raise ShapeError(
            f"weights has {weights.size} values but covariance has {len(covariance)} rows"
        )
    unneeded = np.isnan(covariance) & ((weights == 0) | (weights == 0)[:, None])
    known = np.where(unneeded, 0.0, covariance)
    require_covariance("covariance", known)
    return known


def _variance(weights: Array, covariance: Array) -> float:
    return max(0.0, float((weights * (covariance * weights).sum(axis=1)).sum()))


def portfolio_variance(weights: Array, covariance: Array) -> float:
    """Variance of the return of a portfolio, ``w' S w``.

    covariance is the square matrix S, in the order of the weights.
    Raises ShapeError when sizes differ, DomainError for a matrix that is no covariance matrix.
    Source: Markowitz 1952.
    """
    return _variance(weights, held_covariance(weights, covariance))


def portfolio_sd(weights: Array, risk: Array, correlation: Array | None = None) -> float:
    """Standard deviation of the return of a portfolio, ``sqrt(w' S w)``.

    risk is the covariance matrix S, or the list of standard deviations when correlation is given.
    Raises ShapeError when sizes differ, DomainError for a matrix that is no covariance matrix.
    Source: Markowitz 1952.
    """
    if correlation is None:
        if risk.size > 1 and risk.size in risk.shape:
            raise ShapeError(
                f"risk has {risk.size} standard deviations: give correlation too, "
                "or the covariance matrix in their place"
            )
        return float(np.sqrt(_variance(weights, held_covariance(weights, risk))))
    if risk.size not in risk.shape:
        raise ShapeError("with correlation given, risk must be one row or one column of sds")
    sds = held(weights, "risk", risk.ravel())
    idle = np.isnan(correlation) & _beside_zero(weights, correlation)
    known = np.where(idle, np.eye(*correlation.shape), correlation)
    return float(np.sqrt(_variance(weights, covariance_from_correlation(sds, known))))


def _beside_zero(weights: Array, matrix: Array) -> Array:
    if matrix.shape != (weights.size, weights.size):
        return np.zeros(matrix.shape, dtype=bool)
    return np.asarray((weights == 0) | (weights == 0)[:, None])


def portfolio_utility(weights: Array, returns: Array, covariance: Array, A: float) -> float:
    """Utility of a portfolio to an investor, ``w'mu - A/2 w'S w``.

    returns holds the expected return mu of each holding, covariance is the square matrix S.
    Raises ShapeError when sizes differ, DomainError for a matrix that is no covariance matrix.
    Source: BKM, Investments, eq. 6.1, for the mean and variance of Markowitz 1952.
    """
    expected = float((weights * held(weights, "returns", returns)).sum())
    return expected - A * portfolio_variance(weights, covariance) / 2


def correlation_fault(correlation: Array) -> str:
    """What keeps a matrix from being a correlation matrix, in words; empty when nothing does."""
    rows, columns = correlation.shape
    if rows != columns:
        return f"not square: {rows} rows and {columns} columns"
    if np.isnan(correlation).any():
        i, j = np.unravel_index(int(np.isnan(correlation).argmax()), correlation.shape)
        return f"blank in row {i + 1}, column {j + 1}"
    outside = np.abs(correlation) > 1 + ROUNDING
    if outside.any():
        i, j = np.unravel_index(int(outside.argmax()), correlation.shape)
        return f"outside -1 to 1: {correlation[i, j]:g} in row {i + 1}, column {j + 1}"
    off_one = np.abs(np.diag(correlation) - 1) > ROUNDING
    if off_one.any():
        place = int(off_one.argmax())
        return f"diagonal: {correlation[place, place]:g} in row {place + 1}, expected 1"
    try:
        _require_symmetric("it", correlation)
    except DomainError as error:
        return f"not symmetric: {str(error).partition('but ')[2]}"
    smallest = np.linalg.eigvalsh(correlation)[0]
    if smallest < -ROUNDING * rows:
        return f"no assets can move like this: smallest eigenvalue {smallest:.3g}, below 0"
    return ""


def correlation_check(correlation: Array) -> str:
    """OK for a correlation matrix, else what is wrong with it.

    It must be square, between -1 and 1, with ones on the diagonal, symmetric and positive
    semi-definite.
    Source: the defining properties of a correlation matrix.
    """
    return correlation_fault(correlation) or "OK"


def covariance_from_correlation(sds: Array, correlation: Array) -> Array:
    """Covariance matrix of standard deviations and correlations, ``s_i s_j rho_ij``.

    sds holds one value per asset, correlation is the square matrix in the same order.
    Raises ShapeError when sizes differ, DomainError for a negative sd or an impossible matrix.
    Source: the definition of the correlation coefficient.
    """
    if len(correlation) != sds.size:
        raise ShapeError(
            f"{sds.size} standard deviations but {len(correlation)} rows of correlation"
        )
    require_known("sds", sds)
    if (sds < 0).any():
        raise DomainError(f"a standard deviation must not be negative, got {sds.min():g}")
    if fault := correlation_fault(correlation):
        raise DomainError(f"correlation is {fault}")
    return sds[:, None] * correlation * sds


def covariance_matrix(
    returns: Array, periods_per_year: float = 1.0, population: bool = False
) -> Array:
    """Sample covariance matrix of returns, ``m sum((r_i - mean_i)(r_j - mean_j)) / (n-1)``.

    A column per asset, a row per period; m is periods_per_year; population divides by n.
    Raises NoAnswer for fewer than 2 observations.
    Source: Excel's COVARIANCE.S and COVARIANCE.P.
    """
    require_observations("returns", returns, 2)
    require_periods_per_year(periods_per_year)
    deviations = returns - returns.mean(axis=0)
    divisor = len(returns) if population else len(returns) - 1
    return np.asarray(deviations.T @ deviations * (periods_per_year / divisor))


def correlation_matrix(returns: Array) -> Array:
    """Correlation matrix of a table of returns, ``cov_ij / (s_i s_j)``.

    A column per asset, a row per period.
    Raises NoAnswer for fewer than 2 observations or an asset whose return never changes.
    Source: Excel's CORREL.
    """
    require_observations("returns", returns, 2)
    constant = returns.max(axis=0) == returns.min(axis=0)
    if constant.any():
        place = int(constant.argmax()) + 1
        raise NoAnswer(f"column {place} of returns never changes: it has no correlation")
    standard = returns - returns.mean(axis=0)
    standard = standard / np.sqrt((standard * standard).sum(axis=0))
    correlation: Array = np.clip(standard.T @ standard, -1.0, 1.0)
    np.fill_diagonal(correlation, 1.0)
    return correlation


def implied_returns(weights: Array, covariance: Array, A: float, rf: float = 0.0) -> Array:
    """Expected returns that this mix takes for granted, for which it is best: ``rf + A S w``.

    covariance is the square matrix S; one return per holding.
    Raises ShapeError when sizes differ, DomainError for a matrix that is no covariance matrix.
    Source: Sharpe 1974 (reverse optimisation); Black, Litterman 1992.
    """
    return np.asarray(rf + A * (held_covariance(weights, covariance) * weights).sum(axis=1))


def risk_contribution(weights: Array, covariance: Array) -> Array:
    """Share of the variance that each holding brings, ``w_i (S w)_i / w'S w``; they sum to 1.

    covariance is the square matrix S. A holding that lowers the risk has a negative share.
    Raises NoAnswer when the portfolio has no risk, DomainError for no covariance matrix.
    Source: Litterman 1996 (marginal risk); Maillard, Roncalli, Teiletche 2010.
    """
    parts = weights * (held_covariance(weights, covariance) * weights).sum(axis=1)
    require(bool(parts.sum() > 0), NoAnswer, "the portfolio has no risk to share out")
    return np.asarray(parts / parts.sum())


def diversification_ratio(weights: Array, covariance: Array) -> float:
    """Weighted mean of the risks over the risk of the whole, ``sum(w_i s_i) / sqrt(w'S w)``.

    covariance is the square matrix S; 1 means nothing is diversified away.
    Raises NoAnswer when the portfolio has no risk, DomainError for no covariance matrix.
    Source: Choueifaty, Coignard 2008.
    """
    known = held_covariance(weights, covariance)
    risk = float(np.sqrt(_variance(weights, known)))
    require(risk > 0, NoAnswer, "the portfolio has no risk to diversify")
    return float((weights * np.sqrt(np.diag(known))).sum()) / risk


def effective_holdings(weights: Array) -> float:
    """Number of equal holdings as concentrated as these, ``1 / sum(w_i^2)``.

    Raises NoAnswer when all weights are 0.
    Source: the inverse of the Herfindahl-Hirschman index.
    """
    concentration = float((weights * weights).sum())
    require(concentration > 0, NoAnswer, "all weights are 0")
    return 1 / concentration
