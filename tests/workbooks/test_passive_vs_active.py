"""Passive against active against calls on the same data, whatever is filled in."""

import math

import pytest

from passivefolio import call
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.passive_vs_active.checks import CHECKS
from passivefolio.workbooks.passive_vs_active.sample import FUNDS, sample_rows
from passivefolio.workbooks.templates import built_templates

TEMPLATE = built_templates() / "passive_vs_active.xlsx"
CHECK_NAMES = [check.name for check in CHECKS]
COSTS = {
    "passive_fee": 0.001,
    "trading_cost": 0.002,
    "tax_cost": 0.001,
    "t_stat": 2,
    "market_return": 0.07,
    "passive_share": 0.5,
    "amount": 10_000,
    "years": 30,
}


@pytest.fixture(scope="module")
def book():
    return HeadlessBook(TEMPLATE)


def value(book, name):
    return book.read(name)[0][0]


def column(book, name):
    return [cell for (cell,) in book.read(name)]


def invented(periods, funds, scale=0.03):
    rows = []
    for t in range(periods):
        composite = scale * math.sin(1.9 * t) + scale / 6
        bets = [0.004 * math.sin(0.7 * t * n + n) - 0.0001 * (n - 2) for n in range(1, funds + 1)]
        rows.append([composite, *(composite + bet for bet in bets)])
    return rows


@pytest.fixture
def compared(filled, dates):
    """A blank book filled with funds and costs."""

    def fill(rows, daily=False, **more):
        funds = len(rows[0]) - 1
        cells = {
            "history": [
                [date, *row] for date, row in zip(dates(len(rows), daily), rows, strict=True)
            ],
            "fees": [[0.004 + 0.001 * n] for n in range(funds)],
            "periods_per_year": 252 if daily else 12,
            **COSTS,
        }
        return filled("passive_vs_active", **(cells | more))

    return fill


def assert_figures(book, rows, fees, per_year):
    """Every fund and the figures of all of them; a fund without the last return is closed."""
    composite = [row[0] for row in rows]
    funds = [[row[number] for row in rows] for number in range(1, len(rows[0]))]
    alive = [number for number, fund in enumerate(funds) if fund[-1] is not None]
    excess = {n: call("TRACKING_DIFFERENCE", funds[n], composite, per_year) for n in alive}
    ranked = sorted(alive, key=lambda n: -excess[n])
    closed = [number for number in range(len(funds)) if number not in alive]
    names = [name for name in column(book, "shown_names") if name]
    assert names == [f"Fund {n + 1}" for n in (*ranked, *closed)]
    outcomes = [excess.get(number) for number in range(len(funds))]
    ratio = call("INFORMATION_RATIO", funds[ranked[0]], composite, per_year)
    r_squared = [call("R_SQUARED", funds[n], composite) for n in ranked]
    mean_fee = sum(fees) / len(fees)
    expected = {
        "success_share": call("SUCCESS_RATE", outcomes, 0),
        "survivor_share": call("SURVIVORSHIP_RATE", outcomes),
        "average_excess": sum(excess.values()) / len(excess),
        "required": call("REQUIRED_ALPHA", mean_fee, 0.001, 0.002, 0.001),
        "active_part_fee": call(
            "ACTIVE_EXPENSE_RATIO", mean_fee, 0.001, sum(r_squared) / len(r_squared)
        ),
        "years_needed": call("YEARS_TO_SIGNIFICANCE", ratio, 2),
        "wealth_lost": call("EXPENSE_DRAG", 0.07, 0.001, mean_fee + 0.002, 30),
    }
    assert {name: value(book, name) for name in expected} == pytest.approx(expected, rel=1e-9)
    for place, number in enumerate(ranked):
        found = {
            name: column(book, name)[place]
            for name in ("returns_shown", "excess_shown", "r_squares", "active_expense_ratios")
        }
        assert found == pytest.approx(
            {
                "returns_shown": call("ANNUALIZED_RETURN", funds[number], per_year),
                "excess_shown": excess[number],
                "r_squares": r_squared[place],
                "active_expense_ratios": call(
                    "ACTIVE_EXPENSE_RATIO", fees[number], 0.001, r_squared[place]
                ),
            },
            rel=1e-9,
        )
    assert column(book, "verdicts")[: len(names)] == [
        *("beat it" if excess[n] > 0 else "lagged" for n in ranked),
        *["closed"] * len(closed),
    ]


def test_the_stored_figures_of_the_sample_equal_calls(book):
    rows = sample_rows(len(FUNDS))
    composite = [row[1] for row in rows]
    outcomes = [
        None
        if fund.last is not None
        else call("TRACKING_DIFFERENCE", [row[2 + n] for row in rows], composite, 12)
        for n, fund in enumerate(FUNDS)
    ]
    assert value(book, "success_share") == call("SUCCESS_RATE", outcomes, 0) == 3 / 16
    assert value(book, "survivor_share") == call("SURVIVORSHIP_RATE", outcomes) == 11 / 16
    by_fee = sorted(range(len(FUNDS)), key=lambda n: FUNDS[n].fee)
    assert column(book, "quarter_success") == [
        call("SUCCESS_RATE", [outcomes[n] for n in by_fee[q : q + 4]], 0) for q in (0, 4, 8, 12)
    ]


def test_the_stored_arithmetic_is_that_of_sharpe(book):
    cost = sum(fund.fee for fund in FUNDS) / len(FUNDS) + 0.002
    table = call("SHARPE_ARITHMETIC", 0.07, 0.001, cost, 0.5)
    for found, wanted in zip(book.read("arithmetic"), table[1:], strict=True):
        numbers = [(f, w) for f, w in zip(found, wanted[1:], strict=True) if w != ""]
        assert [f for f, _ in numbers] == pytest.approx([w for _, w in numbers], abs=1e-15)


def test_the_answer_counts_the_winners(book):
    assert value(book, "answer") == (
        "Of 16 active funds 3 survived and beat the passive composite: a success rate of 19%."
    )


@pytest.mark.parametrize("periods", [12, 60, 600])
@pytest.mark.parametrize("funds", [1, 10])
def test_any_number_of_periods_and_funds_is_right(compared, failing, periods, funds):
    rows = invented(periods, funds)
    book, errors = compared(rows)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {}
    assert_figures(book, rows, [0.004 + 0.001 * n for n in range(funds)], 12)


def test_daily_returns_are_right(compared, failing):
    rows = invented(504, 3, scale=0.01)
    book, errors = compared(rows, daily=True)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {}
    assert_figures(book, rows, [0.004, 0.005, 0.006], 252)


def test_a_fund_whose_returns_end_is_closed_and_a_failure(compared, failing):
    rows = invented(60, 4)
    for row in rows[25:]:
        row[1] = None
    for row in rows[8:]:
        row[3] = None  # closed in its first year
    book, errors = compared(rows)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {}
    assert_figures(book, rows, [0.004, 0.005, 0.006, 0.007], 12)
    assert value(book, "survivor_share") == 0.5


def test_when_all_funds_are_closed_none_succeeded(compared, failing):
    rows = [*invented(30, 1), [0.01, None]]
    book, errors = compared(rows)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {}
    assert (value(book, "success_share"), value(book, "survivor_share")) == (0, 0)


def test_a_gap_in_the_middle_and_a_late_start_are_named(compared, failing):
    rows = invented(60, 3)
    rows[30][1] = None
    for row in rows[:20]:
        row[2] = None
    book, errors = compared(rows)
    assert errors == []
    assert_figures(book, rows, [0.004, 0.005, 0.006], 12)
    assert failing(book, CHECK_NAMES) == {
        "test_fund_gaps": "Fund 1 does; its figures stand on the other periods.",
        "test_fund_starts": "Fund 2 begins later and is compared over its own time; it tells "
        "nothing of the time before.",
    }


def test_a_young_survivor_is_left_out_and_named(compared, failing):
    rows = invented(24, 3)
    for row in rows[:15]:
        row[2] = None
    book, errors = compared(rows)
    assert errors == []
    assert failing(book, CHECK_NAMES)["test_fund_returns"].startswith("Fund 2 is left out")
    assert value(book, "survivor_share") == 1
    assert [name for name in column(book, "shown_names") if name] == ["Fund 1", "Fund 3"]


def test_a_text_among_the_returns_is_told_with_its_row(compared, failing):
    rows = invented(24, 2)
    rows[6][2] = "closed"
    book, errors = compared(rows)
    assert errors == []
    found = failing(book, CHECK_NAMES)
    assert found["test_history_numbers"] == "Row 12 of Data holds a text for a return."
    assert found["test_fund_returns"].startswith("Fund 2 is left out")


def test_a_fund_without_expense_ratio_is_named_and_missing_in_the_quarters(compared, failing):
    rows = invented(24, 5)
    book, errors = compared(rows, fees=[[0.004], [0.005], [None], [0.006], [0.007]])
    assert errors == []
    assert failing(book, CHECK_NAMES) == {
        "test_fees": "Fund 3 has none and is missing in the figures by fee."
    }
    assert sum(column(book, "quarter_funds")) == 4
    assert value(book, "required") == pytest.approx(0.0055 - 0.001 + 0.003)


def test_funds_that_follow_the_composite_exactly_show_no_error(compared, failing):
    rows = [[row[0], row[0]] for row in invented(24, 1)]
    book, errors = compared(rows)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {}
    assert value(book, "success_share") == 0
    assert value(book, "years_needed") == ""


def test_fees_in_whole_percents_are_told(compared, failing):
    book, _ = compared(invented(24, 1), fees=[[0.9]])
    assert failing(book, CHECK_NAMES)["test_fee_decimals"] == "The largest is 90.00% a year."


@pytest.mark.parametrize("wrong", [{"passive_share": 0}, {"t_stat": "two"}, {"years": None}])
def test_impossible_costs_are_told_and_nothing_is_calculated(compared, failing, wrong):
    book, errors = compared(invented(24, 2), **wrong)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {
        "test_costs": "One of them is blank, a text, or outside what Inputs allow."
    }
    assert value(book, "success_share") == ""
