"""One statistic of one series, from plain lists; the peers build the dated series they need."""

import math
import warnings

import empyrical
import ffn  # noqa: F401 (adds methods to pandas)
import measure
import numpy as np
import pandas as pd

from passivefolio import call

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import quantstats

STATISTICS = {
    "VOLATILITY": (
        lambda r: call("VOLATILITY", r, 12),
        lambda r: np.std(np.array(r), ddof=1) * math.sqrt(12),
        lambda s: empyrical.annual_volatility(s, period="monthly"),
        lambda s: quantstats.stats.volatility(s, periods=12),
        lambda s: s.std() * math.sqrt(12),
    ),
    "SHARPE_RATIO": (
        lambda r: call("SHARPE_RATIO", r, 0, 12),
        lambda r: (lambda x: x.mean() / x.std(ddof=1) * math.sqrt(12))(np.array(r)),
        lambda s: empyrical.sharpe_ratio(s, period="monthly"),
        lambda s: quantstats.stats.sharpe(s, periods=12),
        lambda s: s.calc_sharpe(nperiods=12),
    ),
    "CUMULATIVE_RETURN": (
        lambda r: call("CUMULATIVE_RETURN", r),
        lambda r: (1 + np.array(r)).prod() - 1,
        lambda s: empyrical.cum_returns_final(s),
        lambda s: quantstats.stats.comp(s),
        lambda s: (1 + s).prod() - 1,
    ),
    "MAX_DRAWDOWN": (
        lambda r: call("MAX_DRAWDOWN", r),
        lambda r: (lambda w: (w / np.maximum.accumulate(w)).min() - 1)(
            np.cumprod(1 + np.concatenate([[0.0], r]))
        ),
        lambda s: empyrical.max_drawdown(s),
        lambda s: quantstats.stats.max_drawdown(s),
        lambda s: (1 + s).cumprod().calc_max_drawdown(),
    ),
    "SORTINO_RATIO": (
        lambda r: call("SORTINO_RATIO", r, 0, 12),
        lambda r: (lambda x: x.mean() / np.sqrt((np.minimum(x, 0) ** 2).mean()) * math.sqrt(12))(
            np.array(r)
        ),
        lambda s: empyrical.sortino_ratio(s, period="monthly"),
        lambda s: quantstats.stats.sortino(s, periods=12),
        lambda s: s.calc_sortino_ratio(nperiods=12),
    ),
    "VALUE_AT_RISK": (
        lambda r: call("VALUE_AT_RISK", r),
        lambda r: -np.quantile(np.array(r), 0.05),
        lambda s: empyrical.value_at_risk(s),
        lambda s: quantstats.stats.value_at_risk(s),
        lambda s: s.quantile(0.05),
    ),
}
HEAD = ["statistic", "returns", "passivefolio", "numpy", "empyrical", "quantstats", "pandas, ffn"]


def report() -> str:
    """Times of all, and how many times ours the others take."""
    rows = []
    for periods in (120, 2520):
        returns = np.random.default_rng(7).normal(0.006, 0.04, periods).tolist()
        frequency = "B" if periods > 500 else "ME"
        dates = list(pd.date_range("2000-01-31", periods=periods, freq=frequency).date)
        for name, (ours, plain, *peers) in STATISTICS.items():
            works = {
                "ours": lambda ours=ours: ours(returns),
                "numpy": lambda plain=plain: plain(returns),
            }
            for label, peer in zip(("empyrical", "quantstats", "ffn"), peers, strict=True):
                works[label] = lambda peer=peer: peer(
                    pd.Series(returns, index=pd.DatetimeIndex(dates))
                )
            found = measure.medians(works)
            rows.append(
                [
                    name,
                    str(periods),
                    measure.shown(found["ours"]),
                    f"{measure.shown(found['numpy'])}, ours {found['ours'] / found['numpy']:.1f}x",
                    *(
                        f"{measure.shown(found[label])}, {found[label] / found['ours']:.0f}x ours"
                        for label in ("empyrical", "quantstats", "ffn")
                    ),
                ]
            )
    return measure.table(HEAD, rows)
