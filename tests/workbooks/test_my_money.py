"""The book My money against calls on the same data, whatever is filled in."""

import datetime
import itertools
import math

import pytest

from passivefolio import call
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.my_money.checks import CHECKS
from passivefolio.workbooks.my_money.invented import deposits, values
from passivefolio.workbooks.templates import built_templates

TEMPLATE = built_templates() / "my_money.xlsx"
CHECK_NAMES = [check.name for check in CHECKS]
DAY = datetime.timedelta(1)


@pytest.fixture(scope="module")
def book():
    return HeadlessBook(TEMPLATE)


def value(book, name):
    return book.read(name)[0][0]


def column(book, name):
    return [cell for (cell,) in book.read(name)]


def invented(days, flows, *, levels=False):
    """Rows of values that follow from these deposits, growing by a pattern, beside an index."""
    worth, level, rows = 10_000.0, 100.0, []
    for place, day in enumerate(days):
        index = 0.03 * math.sin(1.3 * place) + 0.006
        if place:
            before = days[place - 1]
            growth = 1.004 + 0.02 * math.sin(0.9 * place)
            worth *= growth
            level *= 1 + index
            for flow_day, amount in flows:
                if before < flow_day <= day:
                    worth += amount * growth ** ((day - flow_day) / (day - before))
        rows.append([day, worth, level if levels else index])
    return rows


def many_flows(days):
    """A deposit or withdrawal in nearly every period, two in some, none in others."""
    flows = []
    for place, (before, day) in enumerate(itertools.pairwise(days)):
        length = (day - before).days
        if place % 3 != 2:
            flows.append((before + DAY * (1 + place * 7 % length), 150.0 + 10 * (place % 5)))
        if place % 6 == 4:
            flows.append((day, -220.0))
    return sorted(flows)


def expected(rows, flows, *, levels=False):
    """The figures of the book, from calls and a loop of our own."""
    days = [row[0] for row in rows]
    worths = [row[1] for row in rows]
    counted = [(day, amount) for day, amount in flows if days[0] < day <= days[-1]]
    grown = 1.0
    twin, index = worths[0], 1.0
    for place in range(1, len(rows)):
        before, day = days[place - 1], days[place]
        inside = [(when, amount) for when, amount in counted if before < when <= day]
        dates, amounts = zip(*inside, strict=True) if inside else ((day,), (0.0,))
        grown *= 1 + call(
            "MODIFIED_DIETZ", worths[place - 1], worths[place], amounts, dates, before, day
        )
        step = rows[place][2] / rows[place - 1][2] if levels else 1 + rows[place][2]
        index *= step
        late = sum(amount * (day - when).days for when, amount in inside) / (day - before).days
        twin = twin * step + sum(amount for _, amount in inside) + late * (step - 1)
    paid = [-worths[0], *(-amount for _, amount in counted)]
    when = [days[0], *(day for day, _ in counted)]
    years = (days[-1] - days[0]).days / 365
    money = call("MONEY_WEIGHTED_RETURN", [*paid, worths[-1]], [*when, days[-1]])
    same = call("MONEY_WEIGHTED_RETURN", [*paid, twin], [*when, days[-1]])
    dates, amounts = zip(*counted, strict=True) if counted else ((days[-1],), (0.0,))
    figures = {
        "earned_by_funds": grown - 1,
        "earned_by_money": (1 + money) ** years - 1,
        "dietz": call("MODIFIED_DIETZ", worths[0], worths[-1], amounts, dates, days[0], days[-1]),
        "money_rate": money,
        "twin_rate": same,
        "twin_value": twin,
        "last_value": worths[-1],
    }
    if years >= 1:
        figures["time_weighted"] = grown ** (1 / years) - 1
        figures["money_weighted"] = money
        figures["gap_a_year"] = money - figures["time_weighted"]
    return figures


def filled_in(filled, rows, flows, *, levels=False, per_year=12):
    return filled(
        "my_money",
        history=rows,
        deposit_list=[[day, amount, None] for day, amount in flows] or [[None, None, None]],
        index_holds="levels" if levels else "returns",
        periods_per_year=per_year,
        portfolio_name="Mine",
        currency="EUR",
        index_name="World",
    )


def test_the_stored_figures_of_the_sample_equal_calls(book):
    rows = [[*row] for row in values()]
    flows = [(flow.date, flow.amount) for flow in deposits()]
    wanted = expected(rows, flows)
    assert {name: value(book, name) for name in wanted} == pytest.approx(wanted, rel=1e-9)


def test_the_answer_says_it_in_words(book):
    assert value(book, "answer") == (
        "Your money earned 6.16% a year; the investments themselves earned 6.58% a year."
    )


@pytest.mark.parametrize("months", [12, 60, 600])
@pytest.mark.parametrize("many", [False, True])
def test_months_are_measured_with_one_deposit_and_with_many(months, many, filled, dates, failing):
    days = dates(months)
    flows = many_flows(days) if many else [(days[3] + 9 * DAY, 2_500.0)]
    rows = invented(days, flows)
    book, errors = filled_in(filled, rows, flows)
    assert (errors, failing(book, CHECK_NAMES)) == ([], {})
    wanted = expected(rows, flows)
    assert {name: value(book, name) for name in wanted} == pytest.approx(wanted, rel=1e-9)
    short = months == 12
    assert (value(book, "gap_a_year") == "under a year") is short
    assert (" a year; the investments" in value(book, "answer")) is not short


def test_levels_of_an_index_give_the_same_as_its_returns(filled, dates, failing):
    days = dates(60)
    flows = many_flows(days)
    book, errors = filled_in(filled, invented(days, flows, levels=True), flows, levels=True)
    assert (errors, failing(book, CHECK_NAMES)) == ([], {})
    wanted = expected(invented(days, flows), flows)
    assert value(book, "twin_value") == pytest.approx(wanted["twin_value"], rel=1e-9)


def test_daily_values_are_measured_by_the_same_rules(filled, dates, failing):
    days = dates(520, daily=True)
    flows = [(days[place], 100.0) for place in range(20, 500, 40)]
    rows = invented(days, flows)
    book, errors = filled_in(filled, rows, flows, per_year=252)
    assert (errors, failing(book, CHECK_NAMES)) == ([], {})
    wanted = expected(rows, flows)
    assert {name: value(book, name) for name in wanted} == pytest.approx(wanted, rel=1e-9)


def test_without_deposits_timing_makes_no_difference(filled, dates, failing):
    rows = invented(dates(60), [])
    book, errors = filled_in(filled, rows, [])
    assert (errors, failing(book, CHECK_NAMES)) == ([], {})
    assert value(book, "gap_a_year") == pytest.approx(0, abs=1e-12)


def test_the_lines_of_the_chart_end_with_the_last_filled_row(filled, dates):
    days = dates(60)
    rows = invented(days, [])
    book, _ = filled_in(filled, rows, [])
    assert column(book, "value_line")[59:] == [rows[-1][1]] * (600 - 59)
    assert len(set(column(book, "period_dates")[58:])) == 1


def test_the_calendar_years_are_those_of_a_call(filled, dates):
    days = dates(60)
    rows = invented(days, [])
    book, _ = filled_in(filled, rows, [])
    returns = [row[1] / before[1] - 1 for before, row in itertools.pairwise(rows)]
    table = call("ANNUAL_RETURNS", days[1:], returns)[1:]
    years = int(value(book, "years_touched"))
    assert column(book, "year_names")[:years] == [row[0] for row in table]
    assert column(book, "year_returns")[:years] == pytest.approx([row[1] for row in table])


def broken(filled, failing, change, *, flows=None, levels=False, months=36):
    """The figures and failing checks of a book in which something is not as it should be."""
    days = [datetime.date(2020 + n // 12, n % 12 + 1, 28) for n in range(months)]
    flows = [(days[4] + 3 * DAY, 500.0), (days[9], 300.0)] if flows is None else flows
    rows = invented(days, flows, levels=levels)
    change(rows, flows)
    book, errors = filled_in(filled, rows, flows)
    return book, errors, failing(book, CHECK_NAMES)


def test_a_lacking_value_stops_the_figures_and_is_told(filled, failing):
    def forget(rows, flows):
        rows[10][1] = None

    book, errors, found = broken(filled, failing, forget)
    assert errors == []
    assert found == {"test_values": "Row 16 of Data has a date but no value."}
    assert value(book, "earned_by_funds") == ""
    assert "the sheet Checks says what to mend" in value(book, "answer")


@pytest.mark.parametrize(
    ("change", "check", "words"),
    [
        (lambda rows, flows: rows[3].__setitem__(1, "n/a"), "test_values", "Row 9 of Data has a t"),
        (lambda rows, flows: rows[3].__setitem__(1, -5.0), "test_values", "Row 9 of Data has a va"),
        (lambda rows, flows: rows.reverse(), "test_history_order", "Row 7 of Data is not later"),
        (lambda rows, flows: rows.pop(5), "test_history_gaps", "Before row 11 of Data something"),
        (lambda rows, flows: rows[8].__setitem__(2, None), "test_index", "Row 14 of Data lacks"),
        (lambda rows, flows: rows[8].__setitem__(2, 4769.83), "test_index", "above 100 %"),
        (lambda rows, flows: flows.reverse(), "test_deposit_order", "Row 7 of Data holds a dep"),
        (
            lambda rows, flows: flows.insert(0, (datetime.date(2019, 12, 1), 100.0)),
            "test_deposits_counted",
            "1 up to the first date, 2020-01-28",
        ),
        (
            lambda rows, flows: flows.append((datetime.date(2030, 1, 1), 100.0)),
            "test_deposits_counted",
            "1 after the last date, 2022-12-28",
        ),
        (lambda rows, flows: flows.append((None, 100.0)), "test_deposits", "an amount but no day"),
        (
            lambda rows, flows: flows.append((datetime.date(2022, 1, 1), "ten")),
            "test_deposits",
            "Row 8 of Data has a text for an amount",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(change, check, words, filled, failing):
    _, errors, found = broken(filled, failing, change)
    assert errors == []
    assert words in found[check]


def test_without_an_index_the_rest_is_measured(filled, failing):
    def no_index(rows, flows):
        for row in rows:
            row[2] = None

    book, errors, found = broken(filled, failing, no_index)
    assert (errors, found) == ([], {})
    assert value(book, "twin_value") == ""
    assert value(book, "money_weighted") == value(book, "money_rate")


def test_withdrawals_that_would_empty_the_index_are_told(filled, failing):
    def market_falls(rows, flows):
        for row in rows:
            row[2] = -0.1

    flows = [(datetime.date(2022, 11, 28), -9_000.0)]
    book, errors, found = broken(filled, failing, market_falls, flows=flows)
    assert errors == []
    assert found == {"test_twin": "They would have; the comparison is left out."}
    assert value(book, "twin_rate") == ""


def test_flows_with_two_rates_give_no_rate_but_a_sentence(filled, failing):
    days = [datetime.date(year, 1, 1) for year in (2021, 2022, 2023)]
    flows = [(days[1], -230.0), (days[2], 132.0)]
    rows = [[days[0], 100.0, 0.1], [days[1], 5.0, 0.1], [days[2], 0.0, 0.1]]
    book, errors = filled_in(filled, rows, flows, per_year=1)
    assert any("2 rates solve the equation" in error for error in errors)
    assert "test_rates" in failing(book, CHECK_NAMES)
    assert value(book, "answer").startswith("There is no single rate of return")
