"""The rebalancing book against calls on the same data, whatever is filled in."""

import math

import openpyxl
import pytest

from passivefolio import call
from passivefolio.data import sample_history
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.rebalancing.checks import CHECKS
from passivefolio.workbooks.templates import built_templates

TEMPLATE = built_templates() / "rebalancing.xlsx"
CHECK_NAMES = [check.name for check in CHECKS]
RETURNS = [list(row) for _, *row in sample_history()]
TARGETS = [0.6, 0.3, 0.1]
VALUES = [82_000, 28_000, 10_000]


@pytest.fixture(scope="module")
def book():
    return HeadlessBook(TEMPLATE)


def value(book, name):
    return book.read(name)[0][0]


def column(book, name, count=None):
    return [cell for (cell,) in book.read(name)][:count]


def as_list(answer):
    return [cell for (cell,) in answer]


def invented(periods, holdings, scale=0.03):
    return [
        [scale * math.sin(1.3 * t + 2 * n) + scale / (4 + n) for n in range(holdings)]
        for t in range(periods)
    ]


@pytest.fixture
def portfolio(filled, dates):
    """A blank book filled with targets, values in each account, and a record."""

    def fill(targets, values, rows=(), daily=False, **more):
        cells = {
            "targets": [[target] for target in targets],
            "account_values": values,
            "new_money": [[0, 0, 0]],
            "tax_rates": [[0.25, 0, 0]],
            "bought_for": [[sum(row[:1]) / 2] for row in values],
            "history": [
                [date, *row] for date, row in zip(dates(len(rows), daily), rows, strict=True)
            ],
            "periods_per_year": 252 if daily else 12,
        }
        return filled("rebalancing", **(cells | more))

    return fill


def assert_record(book, targets, rows, per_year, every=12):
    years = len(rows) / per_year
    alone = call("BLENDED_BENCHMARK", targets, rows, 0)
    back = call("BLENDED_BENCHMARK", targets, rows, every)
    expected = {
        "left_alone": (1 + call("BUY_AND_HOLD_RETURN", targets, rows)) ** (1 / years) - 1,
        "put_back": (1 + call("REBALANCED_RETURN", targets, rows, every, None, None, 0.001))
        ** (1 / years)
        - 1,
        "by_bands": (1 + call("REBALANCED_RETURN", targets, rows, every, 0.05, 0.25, 0.001))
        ** (1 / years)
        - 1,
        "risk_left_alone": call("VOLATILITY", alone, per_year),
        "risk_put_back": call("VOLATILITY", back, per_year),
        "fall_left_alone": call("MAX_DRAWDOWN", alone),
        "fall_put_back": call("MAX_DRAWDOWN", back),
        "end_weight": as_list(call("DRIFTED_WEIGHTS", targets, rows))[0],
    }
    assert {name: value(book, name) for name in expected} == pytest.approx(expected, rel=1e-9)


def test_the_stored_trades_equal_calls(book):
    weights = [held / 120_000 for held in VALUES]
    full = as_list(call("REBALANCE_TRADES", VALUES, TARGETS, 3_000, 100))
    money = as_list(call("CASHFLOW_REBALANCE", VALUES, TARGETS, 3_000))
    assert column(book, "trades", 3) == pytest.approx(full, rel=1e-9)
    assert column(book, "money_trades", 3) == pytest.approx(money, rel=1e-9)
    needed = as_list(call("REBALANCE_NEEDED", weights, TARGETS, 0.05, 0.25))
    assert column(book, "verdicts", 3) == ["no" if out else "yes" for out in needed]
    after = [(held + trade) / 123_000 for held, trade in zip(VALUES, full, strict=True)]
    assert value(book, "turnover_done") == pytest.approx(call("TURNOVER", weights, after))


def test_the_stored_record_equals_calls(book):
    assert_record(book, TARGETS, RETURNS, 12)


def test_the_trades_of_the_accounts_are_untaxed_and_cost_what_the_broker_asks(book):
    assert [row[:3] for row in book.read("account_trades")[:3]] == [
        pytest.approx([0, -8_200, 0]),
        pytest.approx([3_000, 5_900, 0]),
        pytest.approx([0, 2_300, 0]),
    ]
    assert value(book, "trading_cost") == pytest.approx(8.2 + 5 + 5.9 + 5)
    assert value(book, "tax_cost") == 0


def test_the_last_point_of_the_charts_is_the_whole_record():
    sheet = openpyxl.load_workbook(TEMPLATE, data_only=True)["Workings"]
    _, row, date, _, alone, back, banded, weight, weight_banded, *_ = (
        cell.value for cell in sheet[sheet.max_row]
    )
    bands = (12, 0.05, 0.25)
    assert (row, date.date()) == (len(RETURNS), sample_history()[-1][0])
    assert alone == pytest.approx(1 + call("BUY_AND_HOLD_RETURN", TARGETS, RETURNS))
    assert back == pytest.approx(
        1 + call("REBALANCED_RETURN", TARGETS, RETURNS, 12, None, None, 0.001)
    )
    assert banded == pytest.approx(1 + call("REBALANCED_RETURN", TARGETS, RETURNS, *bands, 0.001))
    assert weight == pytest.approx(as_list(call("DRIFTED_WEIGHTS", TARGETS, RETURNS))[0])
    assert weight_banded == pytest.approx(call("WEIGHT_HISTORY", TARGETS, RETURNS, *bands)[-1][0])


def test_the_answer_names_the_holding_furthest_outside_its_band(book):
    assert value(book, "answer") == (
        "Rebalance: Market index fund is at 68.3%, 8.3 points above its target of 60.0%. "
        "2 holdings are outside their bands."
    )


def test_within_the_bands_no_trade_is_needed(portfolio, failing):
    book, errors = portfolio([0.6, 0.4], [[62, 0, 0], [0, 38, 0]])
    assert errors == []
    assert failing(book, CHECK_NAMES) == {}
    assert value(book, "answer") == "No need to trade: every holding is within its band."


@pytest.mark.parametrize("periods", [12, 60, 600])
@pytest.mark.parametrize("holdings", [1, 10])
def test_any_number_of_periods_and_holdings_is_right(portfolio, failing, periods, holdings):
    targets = [1 / holdings] * holdings
    rows = invented(periods, holdings)
    values = [[100 * (n + 1), 50, 20 * n] for n in range(holdings)]
    book, errors = portfolio(targets, values, rows, new_money=[[200, 0, 0]])
    assert errors == []
    assert failing(book, CHECK_NAMES) == {}
    assert_record(book, targets, rows, 12)
    whole = [sum(row) for row in values]
    expected = as_list(call("REBALANCE_TRADES", whole, targets, 200, 100))
    assert column(book, "trades", holdings) == pytest.approx(expected, abs=1e-9)


def test_daily_returns_are_right(portfolio, failing):
    rows = invented(504, 2, scale=0.01)
    book, errors = portfolio([0.7, 0.3], [[70, 0, 0], [30, 0, 0]], rows, daily=True, every=63)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {}
    assert_record(book, [0.7, 0.3], rows, 252, every=63)


def test_every_account_spends_what_it_has(portfolio, failing):
    values = [[50_000, 20_000, 1_000], [0, 5_000, 9_000], [1_000, None, 4_000], [500, 700, 900]]
    book, errors = portfolio(
        [0.4, 0.3, 0.2, 0.1], values, new_money=[[1_000, -2_000, 500]], min_trade=0
    )
    assert errors == []
    assert failing(book, CHECK_NAMES) == {}
    trades = [[cell or 0 for cell in row] for row in book.read("account_trades")[:4]]
    full = as_list(
        call("REBALANCE_TRADES", [71_000, 14_000, 5_000, 2_100], [0.4, 0.3, 0.2, 0.1], -500)
    )
    assert [sum(row) for row in trades] == pytest.approx(full, abs=1e-4)
    assert [sum(row[a] for row in trades) for a in range(3)] == pytest.approx(
        [1_000, -2_000, 500], abs=1e-4
    )
    for held, traded in zip(values, trades, strict=True):
        assert all((h or 0) + t >= -1e-6 for h, t in zip(held, traded, strict=True))


def test_the_tax_is_the_gain_share_of_what_a_taxed_account_sells(portfolio):
    book, _ = portfolio([0.5, 0.5], [[8_000, 0, 0], [2_000, 0, 0]], bought_for=[[6_000], [2_000]])
    assert value(book, "tax_cost") == pytest.approx(3_000 * 0.25 * 0.25)


def test_taking_out_more_than_an_account_sells_is_told(portfolio, failing):
    book, _ = portfolio([0.5, 0.5], [[5_000, 100, 0], [5_000, 100, 0]], new_money=[[0, -1_000, 0]])
    assert failing(book, CHECK_NAMES)["test_account_money"].startswith("Account 2 lacks 800")


def test_targets_that_do_not_add_up_are_told_and_nothing_is_calculated(portfolio, failing):
    book, errors = portfolio([0.6, 0.3], [[1, 0, 0], [1, 0, 0]])
    assert errors == []
    assert value(book, "answer") == (
        "The targets add up to 90.0%; they must add up to 100%: see Inputs."
    )
    assert failing(book, CHECK_NAMES) == {"test_targets": "They add up to 90.0%."}
    assert set(column(book, "trades")) <= {"", None}


def test_a_text_among_the_values_is_told_with_its_row(portfolio, failing):
    book, errors = portfolio([0.6, 0.4], [[1, 0, 0], [1, "ten", 0]], bought_for=[[1], [1]])
    assert errors == []
    assert failing(book, CHECK_NAMES)["test_values"] == "Row 8 of Inputs holds a text."
    assert "Checks says what" in value(book, "answer")


def test_a_holding_without_target_is_named(portfolio, failing):
    book, _ = portfolio([0.6, 0.4, None], [[6, 0, 0], [4, 0, 0], [1, 0, 0]])
    assert failing(book, CHECK_NAMES)["test_orphans"].startswith("Holding 3 has a value but no")
    book, _ = portfolio([0.6, 0.4, 0], [[6, 0, 0], [4, 0, 0], [1, 0, 0]])
    assert "test_orphans" not in failing(book, CHECK_NAMES)


def test_a_holding_that_starts_later_shortens_the_record(portfolio, failing):
    rows = invented(60, 2)
    for period in range(20):
        rows[period][1] = None
    book, errors = portfolio([0.7, 0.3], [[7, 0, 0], [3, 0, 0]], rows)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {
        "test_record_start": "It begins with row 26 of Data, where the last of them starts."
    }
    assert_record(book, [0.7, 0.3], rows[20:], 12)


def test_a_gap_in_the_record_shows_no_history_but_a_line(portfolio, failing):
    rows = invented(60, 2)
    rows[30][1] = None
    book, errors = portfolio([0.7, 0.3], [[7, 0, 0], [3, 0, 0]], rows)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {
        "test_record": "Holding 2 lacks a return in the middle of the record."
    }
    assert value(book, "left_alone") == ""


def test_a_record_shorter_than_a_year_shows_no_history_but_a_line(portfolio, failing):
    book, errors = portfolio([0.7, 0.3], [[7, 0, 0], [3, 0, 0]], invented(8, 2))
    assert errors == []
    assert failing(book, CHECK_NAMES) == {
        "test_record": "The holdings share only 8 periods, a year has 12."
    }
    assert value(book, "put_back") == ""


def test_amounts_below_zero_are_told_with_their_row(portfolio, failing):
    book, errors = portfolio([0.6, 0.4], [[6, 0, 0], [4, -1, 0]])
    assert errors == []
    assert failing(book, CHECK_NAMES)["test_signs"] == "Row 8 of Inputs holds one."
    assert set(column(book, "trades")) <= {"", None}


def test_taking_out_more_than_there_is_is_told(portfolio, failing):
    book, errors = portfolio([0.6, 0.4], [[6, 0, 0], [4, 0, 0]], new_money=[[-11, 0, 0]])
    assert errors == []
    assert failing(book, CHECK_NAMES)["test_money"] == "-1 with the new money."


def test_reviews_in_fractions_of_a_period_are_told(portfolio, failing):
    book, errors = portfolio([0.6, 0.4], [[6, 0, 0], [4, 0, 0]], every=2.5)
    assert errors == []
    assert set(failing(book, CHECK_NAMES)) == {"test_rules"}
