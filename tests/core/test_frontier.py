"""The best weights: against 50-digit references, another solver, and their own conditions."""

import json
import math
from itertools import pairwise
from pathlib import Path

import daqp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passivefolio.core import frontier
from passivefolio.core.chain import faces, market
from passivefolio.errors import DomainError

GOLDEN = Path(__file__).parents[1] / "golden" / "mean_variance_optima_on_sample.json"
SETS = json.loads(GOLDEN.read_text(encoding="utf-8"))["sets"]


@pytest.fixture(params=SETS.values(), ids=SETS)
def optima(request):
    return request.param


def moments(optima):
    return np.array(optima["mu"]), np.array(optima["cov"])


def test_the_weights_of_highest_utility_are_those_of_50_digit_arithmetic(optima):
    mu, covariance = moments(optima)
    for A, expected in optima["utility_max"].items():
        weights = frontier.max_utility_weights(mu, covariance, float(A))
        assert weights == pytest.approx(expected["weights"], abs=1e-9)


def test_the_weights_of_least_variance_are_those_of_50_digit_arithmetic(optima):
    weights = frontier.min_variance_weights(moments(optima)[1])
    assert weights == pytest.approx(optima["min_variance"]["weights"], abs=1e-9)


def test_the_frontier_is_that_of_50_digit_arithmetic(optima):
    mu, covariance = moments(optima)
    points = optima["frontier"]
    table = frontier.efficient_frontier(mu, covariance, len(points))
    for row, expected in zip(table[1:], points, strict=True):
        assert row[0] == pytest.approx(expected["sd"], rel=1e-9)
        assert row[1] == pytest.approx(expected["target"], rel=1e-12)
        assert row[2:] == pytest.approx(expected["weights"], abs=1e-9)
        assert frontier.frontier_return(expected["sd"], mu, covariance) == pytest.approx(
            expected["exp_return"], rel=1e-9
        )


def problem(seed):
    """A random market of up to 60 assets, some without risk, some alike, some with few data."""
    chance = np.random.default_rng(seed)
    size = int(chance.integers(1, 61))
    factors = chance.normal(0, 0.2, (size, int(chance.integers(1, size + 3))))
    covariance = factors @ factors.T / factors.shape[1]
    if chance.random() < 0.7:
        covariance += np.diag(chance.uniform(0.0005, 0.02, size))
    mu = chance.normal(0.05, 0.03, size)
    if size > 2 and chance.random() < 0.3:
        covariance[0], covariance[:, 0], mu[0] = 0.0, 0.0, 0.02
    if size > 3 and chance.random() < 0.3:
        covariance[:, 1], mu[1] = covariance[:, 2], mu[2]
        covariance[1] = covariance[2]
    lower = chance.choice([0.0, -0.2]) * np.ones(size)
    upper = np.maximum(chance.choice([1.0, 2.5 / size]), 1.5 / size) * np.ones(size)
    if size > 1 and chance.random() < 0.3:
        lower = chance.uniform(-0.1, 0.4 / size, size)
        upper = chance.uniform(1.1 / size, 1.2, size)
    A = float(chance.choice([0.5, 1, 3, 5, 20]))
    return mu, (covariance + covariance.T) / 2, A, lower, upper


def shortfall(mu, covariance, A, weights, lower, upper):
    """How far the conditions of Karush, Kuhn and Tucker are from holding, per unit gradient."""
    gradient = mu - A * covariance @ weights
    free = (weights > lower) & (weights < upper)
    low, high = weights <= lower, weights >= upper
    bottom = gradient[~low].min() if (~low).any() else np.inf
    top = gradient[~high].max() if (~high).any() else -np.inf
    spread = np.ptp(gradient[free]) if free.any() else 0.0
    return max(spread, top - bottom) / max(1.0, np.abs(gradient).max())


@settings(max_examples=150)
@given(seed=st.integers(0, 100_000))
def test_no_weight_wants_to_move(seed):
    mu, covariance, A, lower, upper = problem(seed)
    weights = frontier.max_utility_weights(mu, covariance, A, lower, upper)
    assert math.fsum(weights) == pytest.approx(1, abs=1e-15)
    assert (weights >= lower).all()
    assert (weights <= upper).all()
    assert shortfall(mu, covariance, A, weights, lower, upper) <= 1e-10


@settings(max_examples=60)
@given(seed=st.integers(0, 100_000))
def test_an_independent_solver_finds_nothing_better(seed):
    mu, covariance, A, lower, upper = problem(seed)
    weights = frontier.max_utility_weights(mu, covariance, A, lower, upper)
    size = len(mu)
    solved, _, flag, _ = daqp.solve(
        np.ascontiguousarray(A * covariance + 1e-9 * np.eye(size)),
        -mu,
        np.ones((1, size)),
        np.append(upper, 1.0),
        np.append(lower, 1.0),
        np.append(np.zeros(size, dtype=np.int32), np.int32(5)),
    )
    assert flag > 0

    def utility(w):
        return mu @ w - A / 2 * w @ covariance @ w

    assert utility(weights) >= utility(solved) - 1e-9
    if np.linalg.eigvalsh(covariance)[0] > 1e-4:
        assert weights == pytest.approx(solved, abs=1e-5)


@settings(max_examples=30)
@given(seed=st.integers(0, 100_000))
def test_the_frontier_is_a_rising_chain_without_gaps(seed):
    mu, covariance, _, lower, upper = problem(seed)
    assets = market(mu, covariance, lower, upper)
    chain = list(faces(assets))
    assert chain[0].start == 0
    assert chain[-1].end == np.inf
    for before, after in pairwise(chain):
        assert before.end == after.start
        end, start = before.at(before.end), after.at(after.start)
        assert assets.variance(end) == pytest.approx(assets.variance(start), rel=1e-6, abs=1e-9)
        assert assets.expected(end) == pytest.approx(assets.expected(start), abs=2e-4)
    for face in chain[:: max(1, len(chain) // 5)]:
        ends = [face.start, face.end if np.isfinite(face.end) else face.start * 2 + 1]
        t = sum(ends) / 2
        weights = assets.mix(face, t)
        assert weights.sum() == pytest.approx(1, abs=1e-9)
        if t > 1e-6:
            assert shortfall(mu, covariance, 1 / (t * assets.unit), weights, lower, upper) <= 1e-6


@settings(max_examples=60)
@given(seed=st.integers(0, 100_000), step=st.integers(0, 1000))
def test_no_mix_between_the_corners_beats_the_tangency_weights(seed, step):
    mu, covariance, _, lower, upper = problem(seed)
    rf = float(mu.min()) - 0.001

    def sharpe(w):
        return (mu @ w - rf) / np.sqrt(w @ covariance @ w)

    least = frontier.min_variance_weights(covariance, lower, upper)
    if least @ covariance @ least < 1e-8:
        return
    best = frontier.tangency_weights(mu, covariance, rf, lower, upper)
    other = frontier.max_utility_weights(mu, covariance, 1.3 ** (step / 40 - 5), lower, upper)
    assert sharpe(best) >= sharpe(other) - 1e-9
    assert best.sum() == pytest.approx(1, abs=1e-9)


def test_identical_assets_share_their_weight_evenly():
    covariance = np.array([[0.04, 0.04, 0.0], [0.04, 0.04, 0.0], [0.0, 0.0, 0.01]])
    mu = np.array([0.05, 0.05, 0.01])
    weights = frontier.max_utility_weights(mu, covariance, 2.0)
    assert weights == pytest.approx([0.3, 0.3, 0.4], abs=1e-12)
    assert frontier.min_variance_weights(np.zeros((4, 4))) == pytest.approx([0.25] * 4)
    flat = frontier.max_utility_weights(np.full(4, 0.05), np.full((4, 4), 0.04), 3.0, 0.0, 1.0)
    assert flat == pytest.approx([0.25] * 4)


def test_the_evenest_of_equal_mixes_keeps_to_its_bounds():
    upper = np.array([0.1, 1.0, 1.0])
    assert frontier.min_variance_weights(np.zeros((3, 3)), 0.0, upper) == pytest.approx(
        [0.1, 0.45, 0.45], abs=1e-12
    )


def test_without_risk_aversion_the_highest_returns_fill_up_first():
    mu, covariance = np.array([0.05, 0.08, 0.08, 0.02]), np.diag([0.01, 0.02, 0.03, 0.0])
    assert frontier.max_utility_weights(mu, covariance, 0.0) == pytest.approx([0, 0.5, 0.5, 0])
    capped = frontier.max_utility_weights(mu, covariance, 0.0, 0.0, 0.4)
    assert capped == pytest.approx([0.2, 0.4, 0.4, 0.0])


def test_cash_beside_risk_gives_the_textbook_weight():
    # y* = (8 % - 3 %) / (A 0.0289), by hand
    mu, covariance = np.array([0.08, 0.03]), np.diag([0.0289, 0.0])
    for A in (2, 4, 8):
        weights = frontier.max_utility_weights(mu, covariance, A)
        assert weights[0] == pytest.approx(min(1, 0.05 / (A * 0.0289)), rel=1e-12)


def test_one_asset_is_all_there_is():
    one = np.array([[0.04]])
    assert frontier.max_utility_weights(np.array([0.05]), one, 3.0) == [1.0]
    assert frontier.min_variance_weights(one) == [1.0]
    assert frontier.tangency_weights(np.array([0.05]), one, 0.01) == [1.0]
    assert frontier.efficient_frontier(np.array([0.05]), one, 2)[1:] == [[0.2, 0.05, 1.0]] * 2


@pytest.mark.parametrize(
    ("lower", "upper", "sentence"),
    [
        (0.6, 1.0, "the lower bounds sum to 1.2, more than 1"),
        (0.0, 0.4, "the upper bounds sum to 0.8, less than 1"),
        (np.array([0.5, 0.2]), np.array([0.4, 1.0]), r"lower \(0.5\) is above upper \(0.4\)"),
        (np.array([0.5, 0.2, 0.1]), 1.0, "lower has 3 values for 2 assets"),
    ],
)
def test_bounds_that_cannot_be_kept_are_named(lower, upper, sentence):
    with pytest.raises(DomainError, match=sentence):
        frontier.min_variance_weights(np.eye(2) / 100, lower, upper)


def test_what_has_no_answer_says_why():
    mu, covariance = np.array([0.05, 0.02]), np.diag([0.04, 0.01])
    with pytest.raises(DomainError, match="A must not be negative"):
        frontier.max_utility_weights(mu, covariance, -1.0)
    with pytest.raises(DomainError, match=r"no mix beats rf 0\.06: .* is 0\.05"):
        frontier.tangency_weights(mu, covariance, 0.06)
    with pytest.raises(DomainError, match=r"a riskless mix earns 0\.03, more than rf 0\.01"):
        frontier.tangency_weights(np.array([0.05, 0.03]), np.diag([0.04, 0.0]), 0.01)
    with pytest.raises(DomainError, match=r"the least is 0\.0894"):
        frontier.frontier_return(0.01, mu, covariance)
    with pytest.raises(DomainError, match=r"smallest eigenvalue is -0\.5"):
        frontier.min_variance_weights(np.array([[1.0, 1.5], [1.5, 1.0]]))
    with pytest.raises(DomainError, match="points must be from 2 to 1000"):
        frontier.efficient_frontier(mu, covariance, 1)


def test_beside_cash_at_rf_the_evenest_of_all_equally_good_mixes_is_taken():
    mu, covariance = np.array([0.08, 0.03]), np.diag([0.04, 0.0])
    weights = frontier.tangency_weights(mu, covariance, 0.03)
    assert weights == pytest.approx([0.5, 0.5], abs=1e-9)
