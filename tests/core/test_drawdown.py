"""Falls from the peak: laws, and paths drawn by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from passivefolio.core import drawdown, returns
from passivefolio.errors import DomainError

series = arrays(float, st.integers(2, 40), elements=st.floats(-0.5, 0.5))
# wealth 1.1, 0.88, 0.968, 1.21, 1.089: down 2 periods, up 2, then down again
DIPS = np.array([0.10, -0.20, 0.10, 0.25, -0.10])
DAYS = np.array([43861.0, 43890.0, 43921.0, 43951.0, 43982.0])


@given(r=series)
def test_the_drawdown_is_what_wealth_is_below_its_peak(r):
    wealth = returns.wealth_index(r)
    expected = (wealth / np.maximum.accumulate(wealth) - 1)[1:]
    assert drawdown.drawdown_series(r) == pytest.approx(expected, abs=1e-13)


@given(r=series)
def test_the_summaries_are_those_of_the_series(r):
    falls = drawdown.drawdown_series(r)
    assert drawdown.max_drawdown(r) == falls.min()
    assert drawdown.current_drawdown(r) == falls[-1]
    assert drawdown.pain_index(r) == pytest.approx(np.abs(falls).mean(), abs=1e-15)
    assert drawdown.ulcer_index(r) == pytest.approx(np.sqrt((falls**2).mean()), abs=1e-15)


@given(r=series)
def test_pain_is_never_above_the_ulcer_nor_that_above_the_deepest_fall(r):
    pain, ulcer = float(drawdown.pain_index(r)), float(drawdown.ulcer_index(r))
    assert pain <= ulcer + 1e-15
    assert ulcer <= -float(drawdown.max_drawdown(r)) + 1e-15


@given(r=series)
def test_the_table_tells_the_same_story(r):
    days = 40000.0 + np.arange(len(r))
    _, *rows = drawdown.drawdown_table(days, r, len(r))
    assert min([row[0] for row in rows], default=0) == pytest.approx(
        float(drawdown.max_drawdown(r)), abs=1e-12
    )
    unfinished = [row for row in rows if row[3] == ""]
    assert len(unfinished) <= 1
    ends = [row[3] or days[-1] for row in rows]
    starts = [row[1] or days[0] - 1 for row in rows]
    lengths = [end - start for start, end in zip(starts, ends, strict=True)]
    assert max(lengths, default=0) == drawdown.max_drawdown_duration(r)
    below = sum(lengths) - (len(rows) - len(unfinished))
    assert below / len(r) == pytest.approx(float(drawdown.time_under_water(r)), abs=1e-12)


@given(r=series)
def test_a_table_of_funds_is_computed_fund_by_fund(r):
    table = np.column_stack([r, r[::-1], -r])
    for measure in (
        drawdown.max_drawdown,
        drawdown.current_drawdown,
        drawdown.ulcer_index,
        drawdown.pain_index,
        drawdown.time_under_water,
        drawdown.max_drawdown_duration,
    ):
        assert list(measure(table)) == pytest.approx([float(measure(c)) for c in table.T])


def test_two_dips_drawn_by_hand():
    header, *rows = drawdown.drawdown_table(DAYS, DIPS)
    assert header == ["Depth", "Peak", "Trough", "Recovery", "Periods down", "Periods up"]
    assert rows == [
        [pytest.approx(-0.2), 43861, 43890, 43951, 1, 2],
        [pytest.approx(-0.1), 43951, 43982, "", 1, ""],
    ]
    assert drawdown.drawdown_table(DAYS, DIPS, 1)[1:] == rows[:1]
    assert drawdown.max_drawdown_duration(DIPS) == 3
    assert drawdown.time_under_water(DIPS) == 0.6


def test_a_fall_from_the_start_has_no_date_of_its_peak():
    assert drawdown.drawdown_table(DAYS[:2], np.array([-0.1, 0.2]))[1:] == [
        [pytest.approx(-0.1), "", 43861, 43890, 1, 1]
    ]


def test_wealth_that_is_back_but_for_rounding_has_recovered():
    back = np.array([0.1, -0.3, 1 / 0.7 - 1])
    assert drawdown.time_under_water(back) == pytest.approx(1 / 3)
    assert drawdown.max_drawdown_duration(back) == 2


def test_a_steady_rise_has_no_drawdown():
    assert drawdown.max_drawdown(np.array([0.01, 0.0, 0.02])) == 0
    assert drawdown.max_drawdown_duration(np.array([0.01, 0.0, 0.02])) == 0
    assert len(drawdown.drawdown_table(DAYS[:3], np.array([0.01, 0.0, 0.02]))) == 1


def test_dates_must_ascend():
    with pytest.raises(DomainError, match="number 2"):
        drawdown.drawdown_table(DAYS[::-1], DIPS)
