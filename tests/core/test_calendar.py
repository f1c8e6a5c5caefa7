"""Months, years and the time between two dates."""

import datetime
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passivefolio import CellError, call
from passivefolio.core import calendar, returns
from passivefolio.data import sample_history

GOLDEN = json.loads(
    (Path(__file__).parents[1] / "golden" / "performanceanalytics_on_sample.json").read_text(
        encoding="utf-8"
    )
)
ELSEWHERE = {entry["call"]: entry.get("value") for entry in GOLDEN["results"]}
HISTORY = np.array([row[1:] for row in sample_history()])
MONTH_ENDS = [row[0] for row in sample_history()]
SERIALS = np.array([(day - datetime.date(1899, 12, 30)).days for day in MONTH_ENDS], dtype=float)
STOCKS = HISTORY[:, 0]

daily_dates = st.sets(st.integers(40000, 42000), min_size=1, max_size=60).map(sorted)


def dated(draw_dates, data):
    values = data.draw(
        st.lists(st.floats(-0.5, 0.5), min_size=len(draw_dates), max_size=len(draw_dates))
    )
    return np.array(draw_dates, dtype=float), np.array(values)


def weekdays(first, last):
    days = np.arange(first, last, dtype="datetime64[D]")
    return [day.item() for day in days[np.is_busday(days)]]


# Tables


@given(dates=daily_dates, data=st.data())
def test_the_calendar_compounds_to_the_cumulative_return(dates, data):
    days, values = dated(dates, data)
    whole = 1 + float(returns.cumulative_return(values))
    table = calendar.calendar_returns(days, values)[1:]
    totals = np.prod([1 + row[-1] for row in table])
    months = np.prod([1 + cell for row in table for cell in row[1:-1] if cell != ""])
    years = calendar.annual_returns(days, values)[1:]
    assert totals == pytest.approx(whole, rel=1e-11)
    assert months == pytest.approx(whole, rel=1e-11)
    assert [row[1] for row in years] == [row[-1] for row in table]
    assert sum(row[2] for row in years) == len(values)


@given(dates=daily_dates, data=st.data())
def test_the_order_of_the_dates_does_not_matter(dates, data):
    days, values = dated(dates, data)
    back = calendar.calendar_returns(days[::-1], values[::-1])
    for one, other in zip(calendar.calendar_returns(days, values), back, strict=True):
        for a, b in zip(one, other, strict=True):
            assert a == (b if isinstance(b, str) else pytest.approx(b, rel=1e-12, abs=1e-14))


@pytest.mark.parametrize(("fund", "column"), [("SP", 0), ("TB10", 1), ("TB3", 2)])
def test_the_calendar_of_performanceanalytics(fund, column):
    # percent, by month; the first month of 1990 and the last nine of 2017 are missing
    expected = ELSEWHERE[f"table.CalendarReturns({fund}, digits=15)"]
    header, *rows = call("CALENDAR_RETURNS", MONTH_ENDS, HISTORY[:, column])
    for month in calendar.MONTHS:
        got = [row[header.index(month)] for row in rows]
        for cell, percent in zip(got, expected[month], strict=True):
            if percent is None:
                assert cell == ""
            else:
                assert cell == pytest.approx(percent / 100, rel=1e-10, abs=1e-15)
    [last] = [name for name in expected if name not in calendar.MONTHS]
    totals = [row[-1] for row in rows]
    # whole years; PerformanceAnalytics shows none where every month of the year is 0
    whole = [0.0 if percent is None else percent / 100 for percent in expected[last]]
    assert totals == pytest.approx(whole, rel=1e-10, abs=1e-15)


def test_a_date_twice_is_refused():
    answer = call("ANNUAL_RETURNS", ["2020-01-31", "2020-02-29", "2020-01-31"], [0.1, 0.2, 0.3])
    assert answer == CellError("#NUM!", "ANNUAL_RETURNS: dates holds 2020-01-31 twice")


def test_a_calendar_is_made_of_one_fund():
    assert call("CALENDAR_RETURNS", MONTH_ENDS, HISTORY).code == "#VALUE!"


# Between two dates


def test_a_year_of_the_sample_is_its_row_in_the_calendar():
    table = {row[0]: row[1] for row in calendar.annual_returns(SERIALS, STOCKS)[1:]}
    for year in range(1991, 2017):
        got = call("PERIOD_RETURN", MONTH_ENDS, STOCKS, f"{year - 1}-12-31", f"{year}-12-31")
        assert got == pytest.approx(table[year], rel=1e-12)


@given(cuts=st.tuples(st.integers(0, 325), st.integers(0, 325), st.integers(0, 325)).map(sorted))
def test_periods_put_together_are_the_whole(cuts):
    a, b, c = (float(SERIALS[cut]) for cut in cuts)
    if not a < b < c:
        return
    first = calendar.period_return(SERIALS, STOCKS, a, b)
    second = calendar.period_return(SERIALS, STOCKS, b, c)
    whole = calendar.period_return(SERIALS, STOCKS, a, c)
    assert (1 + first) * (1 + second) - 1 == pytest.approx(float(whole), rel=1e-10, abs=1e-12)


def test_the_first_return_of_monthly_data_spans_its_month():
    # the record starts with February 1990, so it tells 1990 from 31 January on
    whole = call("PERIOD_RETURN", MONTH_ENDS, STOCKS, "1990-01-31", "2017-03-31")
    assert whole == pytest.approx(float(returns.cumulative_return(STOCKS)), rel=1e-12)
    answer = call("PERIOD_RETURN", MONTH_ENDS, STOCKS, "1989-12-31", "2017-03-31")
    assert answer == CellError(
        "#N/A",
        "PERIOD_RETURN: no return starts on 1989-12-31; the dates of the data go from "
        "1990-02-28 to 2017-03-31",
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("1990-12-31", "2017-04-30"),
        ("1990-12-31", "1991-12-15"),
        ("1991-01-15", "1991-12-31"),
        ("1990-02-01", "1990-12-31"),
        ("1991-01-02", "1991-12-31"),
    ],
)
def test_a_period_that_the_data_do_not_tell_is_not_available(start, end):
    assert call("PERIOD_RETURN", MONTH_ENDS, STOCKS, start, end).code == "#N/A"


def test_month_ends_may_fall_on_a_weekend():
    business = ["2022-09-30", "2022-10-31", "2022-11-30", "2022-12-30", "2023-01-31"]
    record = [0.1, 0.1, 0.1, 0.5, 0.25]
    assert call("PERIOD_RETURN", business, record, "2022-12-31", "2023-01-31") == 0.25
    assert call("PERIOD_RETURN", business, record, "2022-11-30", "2023-01-01") == 0.5


def test_daily_data_tell_the_time_between_any_two_days():
    days = weekdays("2021-12-27", "2022-02-01")
    days.remove(datetime.date(2022, 1, 17))  # a holiday
    record = [0.01] * len(days)
    january = call("PERIOD_RETURN", days, record, "2021-12-31", "2022-01-31")
    assert january == pytest.approx(1.01**20 - 1, rel=1e-12)
    assert call("PERIOD_RETURN", days, record, "2022-01-14", "2022-01-18") == pytest.approx(0.01)
    assert call("PERIOD_RETURN", days, record, "2022-01-17", "2022-01-18") == pytest.approx(0.01)
    from_first = call("PERIOD_RETURN", days, record, "2021-12-24", "2021-12-27")
    assert from_first == pytest.approx(0.01)
    assert call("PERIOD_RETURN", days, record, "2021-12-23", "2021-12-31").code == "#N/A"
    assert call("PERIOD_RETURN", days, record, "2021-12-31", "2022-02-01").code == "#N/A"


def test_a_month_that_is_missing_in_between_is_not_passed_over():
    record = [None if day.isoformat() == "2001-03-31" else 0.01 for day in MONTH_ENDS]
    answer = call("PERIOD_RETURN", MONTH_ENDS, record, "2000-12-31", "2001-12-31")
    assert answer == CellError(
        "#N/A", "PERIOD_RETURN: a return is missing before that of 2001-04-30"
    )
    year_after = call("PERIOD_RETURN", MONTH_ENDS, record, "2001-12-31", "2002-12-31")
    assert year_after == pytest.approx(1.01**12 - 1, rel=1e-12)
    assert call("TRAILING_RETURN", MONTH_ENDS, record, 20).code == "#N/A"


def test_dates_without_a_rhythm_are_taken_as_they_are():
    dates = ["2020-01-10", "2020-03-02", "2020-03-18", "2020-09-01"]
    got = call("PERIOD_RETURN", dates, [0.1, 0.5, 0.5, 1.0], "2020-01-10", "2020-09-01")
    assert got == 3.5


def test_the_start_of_a_single_return_is_not_known():
    assert call("PERIOD_RETURN", ["2020-02-29"], [0.1], "2020-01-31", "2020-02-29").code == "#N/A"


def test_each_fund_is_held_against_its_own_dates():
    dates = ["2020-01-31", "2020-02-29", "2020-03-31"]
    table = [[0.5, 0.5], [0.5, 0.5], [0.5, None]]
    [[one, other]] = call("PERIOD_RETURN", dates, table, "2020-01-31", "2020-03-31")
    assert one == 1.25
    assert other.code == "#N/A"


# The last years


@given(years=st.integers(1, 27))
def test_a_trailing_return_annualises_the_period(years):
    got = float(calendar.trailing_return(SERIALS, STOCKS, years))
    tail = STOCKS[-12 * years :]
    assert got == pytest.approx(float(returns.annualized_return(tail, 12)), rel=1e-11, abs=1e-14)


def test_a_quarter_is_not_annualised():
    got = call("TRAILING_RETURN", MONTH_ENDS, STOCKS, 0.25)
    assert got == pytest.approx(float(returns.cumulative_return(STOCKS[-3:])), rel=1e-12)


def test_the_month_end_a_year_before_a_short_february_is_a_month_end():
    dates = ["2019-02-28", "2020-02-29", "2021-02-28"]
    assert call("TRAILING_RETURN", dates, [0.1, 0.2, 0.5], 1) == 0.5
    assert call("TRAILING_RETURN", dates, [0.1, 0.2, 0.5], 1, "2020-02-29") == pytest.approx(0.2)


def test_longer_than_the_record_is_not_available():
    assert call("TRAILING_RETURN", MONTH_ENDS, STOCKS, 28).code == "#N/A"
    assert call("TRAILING_RETURN", MONTH_ENDS, STOCKS, 1, "2018-03-31").code == "#N/A"
    assert call("TRAILING_RETURN", MONTH_ENDS, STOCKS, 0.3).code == "#NUM!"


def test_all_funds_trail_in_one_call():
    [row] = call("TRAILING_RETURN", MONTH_ENDS, HISTORY, 5)
    assert row == [
        pytest.approx(call("TRAILING_RETURN", MONTH_ENDS, fund, 5), rel=1e-12) for fund in HISTORY.T
    ]
