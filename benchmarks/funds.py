"""Ten thousand funds at once, and a hundred thousand rows of a function of numbers."""

import math

import measure
import numpy as np

from passivefolio import call

TABLE = np.random.default_rng(3).normal(0.006, 0.04, (120, 10_000))


def _wealth(returns):
    return np.cumprod(1 + returns, axis=0)


def _drawdown(returns):
    wealth = _wealth(returns)
    return (wealth / np.maximum(np.maximum.accumulate(wealth, axis=0), 1)).min(axis=0) - 1


WORKS = {
    "VOLATILITY": (
        lambda: call("VOLATILITY", TABLE, 12),
        lambda: [(TABLE.std(axis=0, ddof=1) * math.sqrt(12)).tolist()],
    ),
    "SHARPE_RATIO": (
        lambda: call("SHARPE_RATIO", TABLE, 0, 12),
        lambda: [(TABLE.mean(axis=0) / TABLE.std(axis=0, ddof=1) * math.sqrt(12)).tolist()],
    ),
    "CUMULATIVE_RETURN": (
        lambda: call("CUMULATIVE_RETURN", TABLE),
        lambda: [((1 + TABLE).prod(axis=0) - 1).tolist()],
    ),
    "MAX_DRAWDOWN": (
        lambda: call("MAX_DRAWDOWN", TABLE),
        lambda: [_drawdown(TABLE).tolist()],
    ),
    "DOWNSIDE_DEVIATION": (
        lambda: call("DOWNSIDE_DEVIATION", TABLE),
        lambda: [np.sqrt((np.minimum(TABLE, 0) ** 2).mean(axis=0)).tolist()],
    ),
    "VALUE_AT_RISK": (
        lambda: call("VALUE_AT_RISK", TABLE),
        lambda: [(-np.quantile(TABLE, 0.05, axis=0)).tolist()],
    ),
    "BETA_TO_INDEX": (
        lambda: call("BETA_TO_INDEX", TABLE, TABLE[:, :1]),
        lambda: [_beta(TABLE, TABLE[:, :1]).tolist()],
    ),
}


def _beta(funds, index):
    deviations = index - index.mean()
    return (deviations * (funds - funds.mean(axis=0))).sum(axis=0) / (deviations**2).sum()


def report() -> str:
    """Times beside vectorised numpy."""
    chance = np.random.default_rng(4)
    er = [[x] for x in chance.normal(0.06, 0.02, 100_000).tolist()]
    sd = [[x] for x in chance.uniform(0.05, 0.2, 100_000).tolist()]
    works = {f"{name}, 10,000 funds x 120 months": pair for name, pair in WORKS.items()} | {
        "UTILITY, 100,000 rows of cells": (
            lambda: call("UTILITY", er, sd, 3),
            lambda: (np.array(er) - 1.5 * np.array(sd) ** 2).tolist(),
        ),
    }
    rows = []
    for name, (ours, plain) in works.items():
        found = measure.medians({"ours": ours, "numpy": plain})
        rows.append(
            [
                name,
                measure.shown(found["ours"]),
                measure.shown(found["numpy"]),
                f"{found['ours'] / found['numpy']:.2f}",
            ]
        )
    return measure.table(["work", "passivefolio", "numpy", "ours / numpy"], rows)
