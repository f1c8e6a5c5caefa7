"""The best weights and the efficient frontier, beside three optimisers; and a simulation."""

import warnings

import measure
import numpy as np
import pandas as pd

from passivefolio import call

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import riskfolio
    from pypfopt import EfficientFrontier
    from skfolio.optimization import MeanRisk, ObjectiveFunction

A = 4.0


def problem(size: int):
    """Returns whose moments the optimisers that want a sample find again."""
    chance = np.random.default_rng(size)
    factors = chance.normal(0, 0.12, (size, max(1, min(5, size // 2))))
    covariance = factors @ factors.T + np.diag(chance.uniform(0.03, 0.15, size) ** 2)
    mu = chance.uniform(0.01, 0.10, size)
    sample = chance.normal(size=(max(3 * size, 60), size))
    sample -= sample.mean(axis=0)
    root = np.linalg.cholesky(sample.T @ sample / (len(sample) - 1))
    values, vectors = np.linalg.eigh(covariance)
    sample = sample @ np.linalg.inv(root).T @ (vectors * np.sqrt(values)).T + mu
    return mu, covariance, pd.DataFrame(sample, columns=[f"a{i}" for i in range(size)])


def _riskfolio(mu, covariance, sample):
    portfolio = riskfolio.Portfolio(returns=sample)
    portfolio.mu = pd.DataFrame(mu[None, :], columns=sample.columns)
    portfolio.cov = pd.DataFrame(covariance, index=sample.columns, columns=sample.columns)
    return portfolio.optimization(model="Classic", rm="MV", obj="Utility", rf=0, l=A / 2)


def report() -> str:
    """Times of the best weights; of the frontier with 100 points; of a simulation."""
    rows = []
    for size in (3, 10, 50):
        mu, covariance, sample = problem(size)
        works = {
            "passivefolio": lambda: call("MAX_UTILITY_WEIGHTS", mu, covariance, A),
            "PyPortfolioOpt": lambda: EfficientFrontier(mu, covariance).max_quadratic_utility(A),
            "skfolio": lambda: MeanRisk(
                objective_function=ObjectiveFunction.MAXIMIZE_UTILITY, risk_aversion=A / 2
            ).fit(sample),
            "riskfolio-lib": lambda: _riskfolio(mu, covariance, sample),
        }
        rows.append([f"best weights, n = {size}", *measure.compared(works, "passivefolio")[0]])
    for size in (3, 10):
        mu, covariance, sample = problem(size)
        works = {
            "passivefolio": lambda: call("EFFICIENT_FRONTIER", mu, covariance, 100),
            "skfolio": lambda: MeanRisk(efficient_frontier_size=100).fit(sample),
        }
        ours, skfolio = measure.compared(works, "passivefolio")[0]
        rows.append([f"frontier, 100 points, n = {size}", ours, "", skfolio, ""])
    works = {"ours": lambda: call("MONTE_CARLO_WEALTH", 10_000, 0.06, 0.1, 30)}
    rows.append(
        ["10,000 paths x 30 years", measure.shown(measure.medians(works)["ours"]), "", "", ""]
    )
    head = ["work", "passivefolio", "PyPortfolioOpt", "skfolio", "riskfolio-lib"]
    return measure.table(head, rows)
