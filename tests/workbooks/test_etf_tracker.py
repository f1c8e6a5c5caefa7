"""The ETF tracker against calls on the same data, whatever is filled in."""

import itertools
import math

import openpyxl
import pytest

from passivefolio import call
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.etf_tracker.charts import STYLES
from passivefolio.workbooks.etf_tracker.checks import CHECKS
from passivefolio.workbooks.etf_tracker.inputs import ROOM
from passivefolio.workbooks.etf_tracker.sample import FUNDS, sample_rows
from passivefolio.workbooks.templates import built_templates

TEMPLATE = built_templates() / "etf_tracker.xlsx"
CHECK_NAMES = [check.name for check in CHECKS]


@pytest.fixture(scope="module")
def book():
    return HeadlessBook(TEMPLATE)


def column(book, name):
    return [cell for (cell,) in book.read(name)]


def value(book, name):
    return book.read(name)[0][0]


def invented(months, funds, scale=0.04):
    """An index and funds that lag it, each by a little more, with a pattern of their own."""
    rows = []
    for t in range(months):
        index = scale * math.sin(1.7 * t) + scale / 5
        lag = [0.0002 * n + 0.001 * math.sin(2.1 * t + n) for n in range(1, funds + 1)]
        rows.append([index, *(index - part for part in lag)])
    return rows


def filled_in(filled, dates, rows, daily=False, **more):
    funds = len(rows[0]) - 1
    history = [[date, *row] for date, row in zip(dates(len(rows), daily), rows, strict=True)]
    cells = {
        "history": history,
        "expense_ratios": [[0.001 * n] for n in range(1, funds + 1)],
        "periods_per_year": 252 if daily else 12,
        "amount": 10_000,
        "years": 10,
        "commission": 5,
    }
    return filled("etf_tracker", **(cells | more))


def expected(fund, index, expense_ratio, per_year):
    holding = call("HOLDING_COST", fund, index, per_year)
    return {
        "tracking_differences": call("TRACKING_DIFFERENCE", fund, index, per_year),
        "tracking_errors": call("TRACKING_ERROR", fund, index, per_year),
        "r_squares": call("R_SQUARED", fund, index),
        "unexplained": call(
            "UNEXPLAINED_TRACKING_DIFFERENCE", fund, index, expense_ratio, 0, 0, per_year
        ),
        "holding_costs": holding,
        "total_costs": call("TOTAL_COST_OF_OWNERSHIP", holding, 0, 5, 10_000, 10),
    }


def assert_figures(book, rows, per_year):
    index = [row[0] for row in rows]
    for number in range(1, len(rows[0])):
        fund = [row[number] for row in rows]
        wanted = expected(fund, index, 0.001 * number, per_year)
        found = {name: column(book, name)[number - 1] for name in wanted}
        assert found == pytest.approx(wanted, rel=1e-9), number
    beyond = column(book, "total_costs")[len(rows[0]) - 1 :]
    assert set(beyond) <= {"", None}


def test_lines_with_the_same_dashes_differ_on_a_grey_printer():
    def lightness(color):
        red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    assert len(STYLES) == ROOM
    for (color, dash), (other, same) in itertools.combinations(STYLES, 2):
        assert dash != same or abs(lightness(color) - lightness(other)) > 30, (color, other, dash)


def test_the_stored_figures_of_the_sample_equal_calls(book):
    rows = sample_rows(len(FUNDS))
    index = [row[1] for row in rows]
    for number, fund in enumerate(FUNDS):
        returns = [row[2 + number] for row in rows]
        cost = call("HOLDING_COST", returns, index, 12)
        wanted = {
            "tracking_differences": call("TRACKING_DIFFERENCE", returns, index, 12),
            "tracking_errors": call("TRACKING_ERROR", returns, index, 12),
            "r_squares": call("R_SQUARED", returns, index),
            "unexplained": call(
                "UNEXPLAINED_TRACKING_DIFFERENCE",
                returns,
                index,
                fund.expense_ratio,
                fund.lending,
                fund.tax_gain,
                12,
            ),
            "total_costs": call("TOTAL_COST_OF_OWNERSHIP", cost, fund.spread, 5, 10_000, 10),
        }
        found = {name: column(book, name)[number] for name in wanted}
        assert found == pytest.approx(wanted, rel=1e-9, abs=1e-12)


def test_the_answer_names_the_cheapest_fund(book):
    assert value(book, "answer") == (
        "Market ETF A is the cheapest of your 8 funds: it costs 0.03% a year to own."
    )
    costs = [cost for cost in column(book, "total_costs") if cost != ""]
    assert column(book, "fund_ranks")[: len(costs)] == [
        1 + sum(other < cost for other in costs) for cost in costs
    ]


def test_the_years_are_differences_of_calendar_years(book):
    rows = sample_rows(len(FUNDS))
    of_2016 = [row for row in rows if row[0].year == 2016]
    index = call("CUMULATIVE_RETURN", [row[1] for row in of_2016])
    place = column(book, "years_listed").index(2016)
    for number in range(len(FUNDS)):
        fund = call("CUMULATIVE_RETURN", [row[2 + number] for row in of_2016])
        assert book.read("yearly_differences")[number][place] == pytest.approx(fund - index)


def test_the_last_point_of_the_chart_is_the_whole_record():
    sheet = openpyxl.load_workbook(TEMPLATE, data_only=True)["Workings"]
    last = [cell.value for cell in sheet[sheet.max_row]]
    rows = sample_rows(len(FUNDS))
    assert last[1] == len(rows)
    for number in range(len(FUNDS)):
        ratio = call(
            "TERMINAL_WEALTH_RATIO", [row[2 + number] for row in rows], [row[1] for row in rows]
        )
        assert last[4 + number] == pytest.approx(ratio - 1)


@pytest.mark.parametrize("months", [12, 60, 600])
@pytest.mark.parametrize("funds", [1, 10])
def test_any_number_of_months_and_funds_is_right(filled, dates, failing, months, funds):
    rows = invented(months, funds)
    book, errors = filled_in(filled, dates, rows)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {}
    assert_figures(book, rows, 12)
    assert value(book, "answer").startswith("Fund 1 ")


def test_daily_data_are_right(filled, dates, failing):
    rows = invented(504, 3, scale=0.01)
    book, errors = filled_in(filled, dates, rows, daily=True)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {}
    assert_figures(book, rows, 252)


def test_daily_data_called_monthly_are_told(filled, dates, failing):
    book, _ = filled_in(filled, dates, invented(504, 1), daily=True, periods_per_year=12)
    assert "rows a year, but Inputs say 12" in failing(book, CHECK_NAMES)["test_history_gaps"]


def test_a_fund_with_gaps_stands_on_its_own_months_and_is_named(filled, dates, failing):
    rows = invented(60, 2)
    for month in (3, 17, 59):
        rows[month][2] = None
    book, errors = filled_in(filled, dates, rows)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {
        "test_fund_gaps": "Fund 2 lacks 3 of 60 periods; its figures stand on the others and "
        "compare badly."
    }
    assert_figures(book, rows, 12)
    assert column(book, "fund_periods")[:2] == [60, 57]


def test_a_fund_that_starts_later_has_no_figure_for_the_years_before(filled, dates):
    rows = invented(60, 2)
    for month in range(30):
        rows[month][2] = None
    book, errors = filled_in(filled, dates, rows)
    assert errors == []
    assert_figures(book, rows, 12)
    years = book.read("yearly_differences")
    assert [isinstance(cell, float) for cell in years[0][-5:]] == [True] * 5
    assert [isinstance(cell, float) for cell in years[1][-5:]] == [False] * 3 + [True] * 2


def test_a_record_shorter_than_a_year_is_not_shown_but_told(filled, dates, failing):
    rows = invented(24, 2)
    for month in range(15):
        rows[month][2] = None
    book, errors = filled_in(filled, dates, rows)
    assert errors == []
    assert column(book, "tracking_differences")[1] == ""
    assert failing(book, CHECK_NAMES)["test_fund_returns"] == (
        "Fund 2 is not shown: it has fewer returns than the 12 of a year."
    )


def test_what_is_wrong_with_the_data_is_told_with_its_row(filled, dates, failing):
    rows = invented(24, 2)
    rows[4][1] = "n/a"
    rows[9][0] = None
    book, errors = filled_in(filled, dates, rows)
    assert errors == []
    found = failing(book, CHECK_NAMES)
    assert found["test_history_numbers"] == "Row 10 of Data holds a text for a return."
    assert column(book, "tracking_differences")[0] == ""
    rows[4][1] = 0.01
    book, _ = filled_in(filled, dates, rows)
    assert failing(book, CHECK_NAMES)["test_history_numbers"] == (
        "Row 15 of Data lacks the return of the index; that period is left out."
    )


def test_costs_in_whole_percents_and_an_unknown_fund_are_told(filled, dates, failing):
    rows = invented(24, 1)
    book, _ = filled_in(filled, dates, rows, expense_ratios=[[0.07]], bridge_fund="Fund X")
    found = failing(book, CHECK_NAMES)
    assert found["test_expense_decimals"] == "The largest is 7.00%."
    assert found["test_bridge_fund"] == "Fund X is not among the funds."


def test_a_fund_without_expense_ratio_is_named_but_ranked(filled, dates, failing):
    rows = invented(24, 2)
    book, errors = filled_in(filled, dates, rows, expense_ratios=[[None], [0.002]])
    assert errors == []
    assert failing(book, CHECK_NAMES) == {
        "test_expense_ratios": "Fund 1 has none; its unexplained part cannot be told."
    }
    assert column(book, "unexplained")[0] == ""
    assert column(book, "fund_ranks")[:2] == [1, 2]


def test_a_loss_of_everything_is_no_figure_but_a_line(filled, dates, failing):
    rows = invented(24, 2)
    rows[5][1] = -1
    book, errors = filled_in(filled, dates, rows)
    assert errors == []
    assert column(book, "tracking_differences")[0] == ""
    assert failing(book, CHECK_NAMES)["test_fund_returns"] == (
        "Fund 1 is not shown: a return of it or of the index is a text, or a loss of everything."
    )


def test_an_impossible_trade_is_told(filled, dates, failing):
    book, errors = filled_in(filled, dates, invented(24, 1), years=0)
    assert errors == []
    assert failing(book, CHECK_NAMES) == {
        "test_trade": "One of them is blank, a text or too small."
    }
    assert column(book, "total_costs")[0] == ""


def test_without_returns_the_answer_says_where_they_go(filled):
    book, _ = filled("etf_tracker", amount=1_000, years=5, commission=0)
    assert value(book, "answer").startswith("Paste the returns of the index")


@pytest.mark.parametrize("months", [12, 35, 600])
def test_the_chart_goes_to_the_last_filled_row(filled, dates, tmp_path, months):
    rows = invented(months, 2)
    book, _ = filled_in(filled, dates, rows)
    book.save(tmp_path / "filled.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "filled.xlsx", data_only=True)["Workings"]
    points = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=43, max_row=73)]
    places = [point[1] for point in points]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, months)
    assert points[-1][2].date() == dates(months)[-1]
    for number in (1, 2):
        fund = [row[number] for row in rows]
        ratio = call("TERMINAL_WEALTH_RATIO", fund, [row[0] for row in rows])
        assert points[-1][3 + number] == pytest.approx(ratio - 1)
    assert {point[6] for point in points} == {0}  # no third fund: on the line of the index
