"""The passive mix behind a fund."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passivefolio import call
from passivefolio.core import style
from passivefolio.data import sample_history

HISTORY = np.array([returns for _, *returns in sample_history()])
shares = st.lists(st.floats(0, 1), min_size=3, max_size=3).filter(lambda parts: sum(parts) > 0.1)


@given(parts=shares)
def test_the_style_of_a_passive_mix_is_the_mix(parts):
    weights = np.array(parts) / sum(parts)
    fund = HISTORY @ weights
    assert style.style_weights(fund, HISTORY) == pytest.approx(weights, abs=1e-8)
    if fund.std() > 1e-3:
        assert style.style_r_squared(fund, HISTORY) == pytest.approx(1, abs=1e-9)


@given(parts=shares, seed=st.integers(0, 1000))
def test_no_other_long_only_mix_follows_the_fund_better(parts, seed):
    fund = np.random.default_rng(seed).normal(0.005, 0.03, len(HISTORY)) + HISTORY[:, 0]
    best = style.style_weights(fund, HISTORY)
    other = np.array(parts) / sum(parts)
    assert (fund - HISTORY @ best).var() <= (fund - HISTORY @ other).var() + 1e-15
    assert best.min() >= 0
    assert best.sum() == pytest.approx(1, abs=1e-15)


def test_a_month_without_one_of_the_returns_does_not_count():
    fund = (HISTORY[:24] @ [0.6, 0.3, 0.1]).tolist()
    indices = HISTORY[:24].tolist()
    fund[3], indices[5][1] = None, None
    assert call("STYLE_WEIGHTS", [*fund, None], [*indices, [None] * 3]) == [
        [pytest.approx(0.6, abs=1e-9)],
        [pytest.approx(0.3, abs=1e-9)],
        [pytest.approx(0.1, abs=1e-9)],
    ]


def test_what_has_no_style_says_why():
    assert call("STYLE_WEIGHTS", [0.1, 0.1], [[0.1], [0.1]]).code == "#DIV/0!"
    assert call("STYLE_R_SQUARED", [0.1, 0.1], [[0.1], [0.2]]).code == "#DIV/0!"
    assert call("STYLE_WEIGHTS", [0.1], [[0.1]]).code == "#DIV/0!"
    assert call("STYLE_WEIGHTS", [0.1, 0.2, 0.3], [[0.1, 0.2], [0.1, 0.3]]).code == "#VALUE!"
