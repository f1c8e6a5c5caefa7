import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio import CellError, call
from passivefolio.core import attribution
from passivefolio.errors import DomainError

PUBLISHED = Path(__file__).parents[1] / "golden" / "published_examples.json"
BKM = next(
    entry
    for entry in json.loads(PUBLISHED.read_text(encoding="utf-8"))
    if entry["id"] == "bkm_attribution_60_30_10"
)
SIDES = [np.array(BKM["inputs"][side]) for side in ("wp", "wb", "rp", "rb")]
portfolios = arrays(float, 3, elements=st.floats(0.01, 1)).map(lambda w: w / w.sum())
returns = arrays(float, 3, elements=st.floats(-0.5, 0.5))
linked = arrays(float, st.tuples(st.integers(1, 24), st.just(3)), elements=st.floats(-0.1, 0.1))
methods = pytest.mark.parametrize("method", ["carino", "menchero"])


def columns(table):
    """The effects of the sleeves as columns, and the totals below them."""
    return np.array([row[1:] for row in table[1:-1]]).T, np.array(table[-1][1:])


def test_the_attribution_of_the_textbook():
    by_hand = BKM["recomputed"]
    bhb, bhb_total = columns(attribution.brinson_hood_beebower(*SIDES))
    bf, bf_total = columns(attribution.brinson_fachler(*SIDES))
    assert bhb[0] == pytest.approx(by_hand["allocation_bhb"], abs=1e-15)
    assert bf[0] == pytest.approx(by_hand["allocation_bf"], abs=1e-15)
    for effects in (bhb, bf):
        assert effects[1] == pytest.approx(by_hand["selection_pure"], abs=1e-15)
        assert effects[2] == pytest.approx(by_hand["interaction"], abs=1e-15)
    for total in (bhb_total, bf_total):
        assert total[0] == pytest.approx(BKM["expected"]["allocation"], abs=5e-5)
        assert total[1] + total[2] == pytest.approx(BKM["expected"]["selection"], abs=5e-5)
        assert total[3] == pytest.approx(BKM["expected"]["excess_unrounded"], abs=1e-15)


@given(w_p=portfolios, w_b=portfolios, r_p=returns, r_b=returns)
def test_the_effects_add_up_to_the_active_return(w_p, w_b, r_p, r_b):
    active = w_p @ r_p - w_b @ r_b
    for function in (attribution.brinson_fachler, attribution.brinson_hood_beebower):
        effects, total = columns(function(w_p, w_b, r_p, r_b))
        assert total[3] == pytest.approx(active, abs=1e-14)
        assert effects[3] == pytest.approx(effects[:3].sum(axis=0), abs=1e-15)
    assert attribution.contribution(w_p, r_p).sum() == pytest.approx(w_p @ r_p, abs=1e-15)


def test_a_sleeve_that_only_one_side_holds_has_no_selection():
    table = call("BRINSON_FACHLER", [0.5, 0.5, 0], [0.5, 0, 0.5], [0.1, 0.2, None], [0.1, None, 0])
    # by hand: index 0.05; 0.5 * (0.2 - 0.05) and -0.5 * (0 - 0.05)
    assert [row[1] for row in table[1:]] == pytest.approx([0, 0.075, 0.025, 0.1])
    assert [row[2] for row in table[1:]] == [0, 0, 0, 0]


def test_sleeves_not_filled_yet_are_not_there():
    table = call(
        "BRINSON_FACHLER", [0.5, 0.5, None], [0.5, 0.5, None], [0.1, 0.2, None], [0.1, 0.1, None]
    )
    assert [row[0] for row in table] == ["Sleeve", 1, 2, "Total"]


def test_a_return_missing_beside_a_weight_is_an_error():
    answer = call("BRINSON_FACHLER", [0.5, 0.5], [0.5, 0.5], [0.1, None], [0.1, 0.1])
    assert answer == CellError(
        "#VALUE!", "BRINSON_FACHLER: returns number 2 is blank beside a weight of 0.5"
    )


# Bacon 2008, Practical Portfolio Performance Measurement and Attribution, table 8.1: four quarters
# of UK, Japanese and US equities; linked in tables 8.2 and 8.3 (printed digits as in the tests of
# the R package PortfolioAttribution, which allow 1e-4)
QUARTERS = [
    ([0.4, 0.3, 0.3], [0.4, 0.2, 0.4], [0.2, -0.05, 0.06], [0.1, -0.04, 0.08]),
    ([0.7, 0.2, 0.1], [0.4, 0.3, 0.3], [-0.05, 0.03, -0.05], [-0.07, 0.04, -0.1]),
    ([0.3, 0.5, 0.2], [0.5, 0.4, 0.1], [-0.2, 0.08, -0.15], [-0.25, 0.05, -0.2]),
    ([0.3, 0.5, 0.2], [0.4, 0.4, 0.2], [0.1, -0.07, 0.25], [0.05, -0.05, 0.1]),
]


@pytest.mark.parametrize(
    ("method", "allocation", "selection"),
    [
        ("carino", [0.0165, -0.006, 0.0015, 0.012], [0.0804, 0.0018, 0.0385, 0.1207]),
        ("menchero", [0.0156, -0.0078, 0.0014, 0.0092], [0.0838, 0.0005, 0.0391, 0.1234]),
    ],
)
def test_four_quarters_linked_as_in_the_book(method, allocation, selection):
    rows, portfolio, index = [], [], []
    for w_p, w_b, r_p, r_b in QUARTERS:
        effects, total = columns(call("BRINSON_FACHLER", w_p, w_b, r_p, r_b))
        own = np.append(effects, total[:, None], axis=1)
        rows.append([*own[0], *(own[1] + own[2])])
        portfolio.append(np.dot(w_p, r_p))
        index.append(np.dot(w_b, r_b))
    [got] = call("LINKED_ATTRIBUTION", rows, portfolio, index, method)
    assert got == pytest.approx([*allocation, *selection], abs=1e-4)


@methods
@given(effects=linked, data=st.data())
def test_linked_effects_add_up_to_the_difference_of_compounded_returns(method, effects, data):
    index = data.draw(arrays(float, len(effects), elements=st.floats(-0.3, 0.3)))
    portfolio = index + effects.sum(axis=1)
    got = attribution.linked_attribution(effects, portfolio, index, method)
    difference = (1 + portfolio).prod() - (1 + index).prod()
    scale = max(1.0, (1 + portfolio).prod(), (1 + index).prod())
    assert got.sum() == pytest.approx(difference, abs=1e-12 * scale)


@methods
@given(effects=linked)
def test_linking_is_linear_in_the_effects(method, effects):
    index = np.linspace(-0.1, 0.1, len(effects))
    portfolio = index + effects.sum(axis=1)
    got = attribution.linked_attribution(effects, portfolio, index, method)
    twice = attribution.linked_attribution(2 * effects, portfolio, index, method)
    assert twice == pytest.approx(2 * got, rel=1e-12, abs=1e-300)


@methods
@given(index=arrays(float, 6, elements=st.floats(-0.3, 0.3)))
def test_equal_returns_are_the_limit_of_almost_equal_ones(method, index):
    effects = np.column_stack([np.full(6, 0.02), np.full(6, -0.02)])
    equal = attribution.linked_attribution(effects, index, index, method)
    assert equal[0] == pytest.approx(-equal[1], rel=1e-12)
    if method == "carino":
        near = attribution.linked_attribution(effects, index + 1e-9, index, method)
        # by hand: k_t = 1/(1 + r_t) and k = 1/(1 + R)
        by_hand = 0.02 * ((1 + index).prod() / (1 + index)).sum()
        assert equal[0] == pytest.approx(by_hand, rel=1e-12)
        assert near == pytest.approx(equal, rel=1e-6)
    else:
        by_hand = 0.02 * 6 * (1 + index).prod() ** (5 / 6)
        assert equal[0] == pytest.approx(by_hand, rel=1e-12)


def test_rounding_noise_is_no_active_return():
    index = np.array([0.05, -0.2, 0.1])
    effects = np.array([[0.05, -0.05]] * 3)
    for method in ("carino", "menchero"):
        exact = attribution.linked_attribution(effects, index, index, method)
        noisy = attribution.linked_attribution(effects, index * (1 + 2e-16), index, method)
        assert noisy == pytest.approx(exact, rel=1e-9)


def test_a_total_loss_has_no_logarithm():
    effects, ruin, index = np.array([[-1.1], [0.0]]), np.array([-1.0, 0.1]), np.array([0.1, 0.1])
    with pytest.raises(DomainError, match="use menchero"):
        attribution.linked_attribution(effects, ruin, index)
    got = attribution.linked_attribution(effects, ruin, index, "menchero")
    assert got == pytest.approx([-1.21], rel=1e-12)
    both = attribution.linked_attribution(np.array([[0.5, -0.5]]), ruin[:1], ruin[:1], "menchero")
    assert both == pytest.approx([0.5, -0.5])


def test_an_incomplete_period_is_left_out():
    effects = [[0.01, 0.02], [None, 0.01], [0.02, 0.0], [None, None]]
    assert call("LINKED_ATTRIBUTION", effects, [0.08, 0.1, 0.05], [0.05, 0.1, 0.03]) == call(
        "LINKED_ATTRIBUTION", [effects[0], effects[2]], [0.08, 0.05], [0.05, 0.03]
    )


def test_one_effect_may_lie_in_a_row():
    row = call("LINKED_ATTRIBUTION", [[0.03, 0.02]], [[0.08, 0.05]], [[0.05, 0.03]])
    assert row == [[pytest.approx(1.08 * 1.05 - 1.05 * 1.03, rel=1e-12)]]


def test_effects_and_returns_cover_the_same_periods():
    answer = call("LINKED_ATTRIBUTION", [[0.1], [0.1], [0.1]], [0.1, 0.2], [0.0, 0.1])
    assert answer == CellError(
        "#VALUE!", "LINKED_ATTRIBUTION: effects has 3 rows but portfolio_returns has 2"
    )
