"""The performance report against calls on the same data, however much of it there is."""

import datetime
import math
import shutil

import openpyxl
import pytest

from passivefolio import call
from passivefolio.data import sample_history
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.performance_report.points import START, YEARS
from passivefolio.workbooks.performance_report.workings import START as CURVES
from passivefolio.workbooks.templates import build_template, built_templates

TEMPLATE = built_templates() / "performance_report.xlsx"
EPOCH = datetime.date(1899, 12, 30)


def value(book, name):
    return book.read(name)[0][0]


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "empty.xlsx"
    build_template("performance_report", path, sample=False)
    return path


@pytest.fixture
def blank(empty, tmp_path):
    return shutil.copyfile(empty, tmp_path / "mine.xlsx")


def filled(path, rows, **inputs):
    """The blank report with these rows of Data and these inputs, calculated."""
    book = HeadlessBook(path)
    book.write("history", rows)
    for name, cell in inputs.items():
        book.write(name, [[cell]])
    return book, book.recalculate()


def months(count):
    """Month ends, and returns of portfolio, benchmark and cash of the sample, over and over."""
    sample = sample_history()
    for place in range(count):
        _, stocks, treasuries, bills = sample[place % len(sample)]
        year, month = divmod(place + 1, 12)
        date = datetime.date(1970 + year, month + 1, 1) - datetime.timedelta(days=1)
        yield [date, 0.6 * stocks + 0.3 * treasuries + 0.1 * bills, stocks, bills]


def days(count):
    """Weekdays and returns of a day."""
    day = datetime.date(2019, 1, 1)
    for place in range(count):
        day += datetime.timedelta(days=3 if day.weekday() == 4 else 1)
        yield [
            day,
            0.01 * math.sin(place) + 0.0004,
            0.012 * math.sin(place + 0.2),
            0.0001 + 0.00005 * math.cos(place),
        ]


def columns(rows):
    dates, *series = zip(*rows, strict=True)
    return [(date - EPOCH).days for date in dates], *map(list, series)


def flat(column):
    return [cell for (cell,) in column]


def expected_figures(rows, m):
    """What calls give for the names of the report."""
    dates, r, b, c = columns(rows)
    growth = (lambda x: call("ANNUALIZED_RETURN", x, m)) if len(r) >= m else None
    growth = growth or (lambda x: call("CUMULATIVE_RETURN", x))
    figures = {
        "periods": len(r),
        "return_a_year": growth(r),
        "return_a_year_of_benchmark": growth(b),
        "return_in_all": call("CUMULATIVE_RETURN", r),
        "mean_return": call("MEAN_RETURN_ANNUALIZED", r, m),
        "volatility_a_year": call("VOLATILITY", r, m),
        "volatility_a_year_of_benchmark": call("VOLATILITY", b, m),
        "sharpe": call("SHARPE_RATIO", r, c, m),
        "sharpe_error": call("SHARPE_STANDARD_ERROR", r, c, m),
        "sortino": call("SORTINO_RATIO", r, c, m),
        "deepest_fall": call("MAX_DRAWDOWN", r),
        "deepest_fall_of_benchmark": call("MAX_DRAWDOWN", b),
        "best_of_all": max(r),
        "worst_of_all": min(r),
        "worth": call("HISTORICAL_UTILITY", r, 3, m),
        "difference_a_year": growth(r) - growth(b),
        "tracking_error_a_year": call("TRACKING_ERROR", r, b, m),
        "information_a_year": call("INFORMATION_RATIO", r, b, m),
        "beta": call("BETA_TO_INDEX", r, b, c),
        "alpha": call("JENSEN_ALPHA", r, b, c, m),
        "determination": call("R_SQUARED", r, b),
        "part_of_rises": call("UP_CAPTURE", r, b),
        "part_of_falls": call("DOWN_CAPTURE", r, b),
        "ahead": call("BATTING_AVERAGE", r, b),
        "end_wealth": 10_000 * (1 + call("CUMULATIVE_RETURN", r)),
    }
    for years in (1, 3, 5, 10):
        trailing = call("TRAILING_RETURN", dates, r, years)
        figures[f"last_{years}"] = trailing if isinstance(trailing, float) else "too short"
    return figures


def close(expected):
    """The same number, or the same word."""
    if isinstance(expected, str):
        return expected
    return pytest.approx(expected, rel=1e-9, abs=1e-12)


def assert_report(book, rows, m):
    for name, expected in expected_figures(rows, m).items():
        assert value(book, name) == close(expected), name
    assert_calendar(book, rows)
    falls = call("DRAWDOWN_TABLE", *columns(rows)[:2], 5)[1:]
    depths = [depth for (depth,) in book.read("fall_depths") if depth != ""]
    assert depths == pytest.approx([fall[0] for fall in falls], rel=1e-9)
    failed = [(check[0], check[3]) for check in book.read("checks") if check[2] is not True]
    assert not failed


def assert_calendar(book, rows):
    dates, r, *_ = columns(rows)
    calendar = call("CALENDAR_RETURNS", dates, r)[:0:-1]
    years = book.read("calendar_years")
    found = [
        [year, *line, total]
        for (year,), line, (total,) in zip(
            years, book.read("calendar_months"), book.read("calendar_totals"), strict=True
        )
        if year != ""
    ]
    assert len(found) == min(len(calendar), YEARS)
    for line, expected in zip(found, calendar, strict=False):
        assert line == [close(cell) for cell in expected]


@pytest.mark.parametrize("count", [12, 60, 600])
def test_any_number_of_months_gives_the_figures_of_calls(blank, count):
    rows = [*months(count)]
    book, done = filled(blank, rows)
    assert (done.errors, done.frozen) == ((), ())
    assert_report(book, rows, 12)


def test_the_template_shows_the_sample():
    rows = [
        [date, 0.6 * stocks + 0.3 * treasuries + 0.1 * bills, stocks, bills]
        for date, stocks, treasuries, bills in sample_history()
    ]
    book = HeadlessBook(TEMPLATE)
    assert_report(book, rows, 12)
    assert value(book, "answer") == (
        "60/30/10 earned 8.57% a year, from February 1990 to March 2017: 10,000 became 93,462."
    )


def test_daily_data_give_the_figures_of_calls(blank):
    rows = [*days(600)]
    book, done = filled(blank, rows, periods_per_year=252)
    assert (done.errors, done.frozen) == ((), ())
    assert_report(book, rows, 252)


def test_less_than_a_year_is_not_annualised(blank):
    rows = [*months(7)]
    book, done = filled(blank, rows)
    assert done.errors == ()
    assert_report(book, rows, 12)
    assert value(book, "answer").startswith("Portfolio earned ")
    assert "% in all, from January 1970 to July 1970" in value(book, "answer")


def test_prices_give_the_figures_of_their_returns(blank):
    rows = [*months(60)]
    prices = [[datetime.date(1969, 12, 31), 100.0, 50.0, None]]
    for date, r, b, c in rows:
        *_, (_, portfolio, benchmark, _) = prices
        prices.append([date, portfolio * (1 + r), benchmark * (1 + b), c])
    prices[0][3] = 0.0  # cash of the first date belongs to no period
    book, done = filled(blank, prices, data_kind="prices")
    assert done.errors == ()
    assert_report(book, rows, 12)


def test_a_portfolio_alone_has_no_figures_of_a_benchmark(blank):
    rows = [[date, r, None, None] for date, r, *_ in months(60)]
    book, done = filled(blank, rows, rf=0.02)
    _, r, *_ = columns(rows)
    assert done.errors == ()
    assert value(book, "sharpe") == pytest.approx(call("SHARPE_RATIO", r, 0.02, 12), rel=1e-9)
    assert value(book, "beta") == value(book, "return_a_year_of_benchmark") == ""
    assert all(check[2] is True for check in book.read("checks"))
    assert_calendar(book, rows)


@pytest.mark.parametrize("sign", [1, -1])
def test_the_parts_of_rises_and_falls_agree_with_excel_alone(blank, sign):
    rows = [[date, r, sign * abs(b), c] for date, r, b, c in months(60)]
    book, _ = filled(blank, rows)
    _, r, b, _ = columns(rows)
    there, missing = ("rises", "falls") if sign > 0 else ("falls", "rises")
    function = "UP_CAPTURE" if sign > 0 else "DOWN_CAPTURE"
    expected = call(function, r, b)
    assert value(book, f"part_of_{there}_native") == pytest.approx(expected, rel=1e-12)
    assert value(book, f"part_of_{missing}_native") == f"no {missing[:-1]}"
    assert value(book, "test_part_of_rises") is value(book, "test_part_of_falls") is True


def test_an_incomplete_row_is_told_and_no_figure_is_shown(blank):
    rows = [*months(60)]
    rows[30][2] = rows[45][1] = None
    book, done = filled(blank, rows)
    assert done.errors == ()
    assert value(book, "answer") == "No figures yet: the sheet Checks says what the data lack."
    names = (*expected_figures([*months(60)], 12),)
    figures = {name for name in names if name not in ("periods", "end_wealth")}
    assert {value(book, name) for name in figures} == {""}
    told = [check[3] for check in book.read("checks") if check[2] is not True]
    assert told == [
        "Row 36 of Data lacks a number; fill it in or take the row out. Until then no figure is "
        "shown."
    ]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda rows: rows.pop(10), "Before row 16 of Data something is missing"),
        (lambda rows: rows.insert(10, rows[9]), "Row 16 of Data is not later than the row above"),
        (lambda rows: rows[4].__setitem__(0, "soon"), "Row 10 of Data holds a text for a date"),
        (lambda rows: rows[5].__setitem__(1, 1.2), "Row 11 of Data holds a return above 100 %"),
        (lambda rows: rows[7].__setitem__(0, None), "Row 13 of Data has numbers but no date"),
        (lambda rows: rows[8].__setitem__(2, "n/a"), "Row 14 of Data lacks a number"),
        (lambda rows: rows[9].__setitem__(2, -1.5), "Row 15 of Data holds a loss of more than"),
    ],
)
def test_data_that_cannot_be_are_told_with_their_row(blank, spoil, words):
    rows = [*months(60)]
    spoil(rows)
    book, _ = filled(blank, rows)
    told = [check[3] for check in book.read("checks") if check[2] is not True]
    assert any(words in found for found in told), told


def test_the_curves_end_where_the_data_end(blank):
    rows = [*months(60)]
    book, _ = filled(blank, rows)
    book.save()
    cells = openpyxl.load_workbook(blank, data_only=True)
    curve = [cell.value for (cell,) in cells["Workings"][f"F{CURVES}:F{CURVES + 600}"]]
    wealth = flat(call("WEALTH_INDEX", columns(rows)[1], 10_000))
    assert curve[:61] == pytest.approx(wealth, rel=1e-12)
    assert set(curve[61:]) == {curve[60]}
    falls = [cell.value for (cell,) in cells["Workings"][f"H{CURVES + 1}:H{CURVES + 60}"]]
    assert falls == pytest.approx(flat(call("DRAWDOWN_SERIES", columns(rows)[1])), abs=1e-13)
    rolling = flat(call("ROLLING_RETURN", columns(rows)[1], 12))
    points = [(row[0].value, row[2].value) for row in cells["Points"][f"B{START}:E{START + 120}"]]
    assert [place for place, _ in points][:: len(points) - 1] == [12, 60]
    telltale = [1.0, *flat(call("TELLTALE", *columns(rows)[1:3]))]
    ratios = list(cells["Points"][f"V{START}:X{START + 120}"])
    assert [ratio.value for *_, ratio in ratios] == [
        pytest.approx(telltale[place.value], rel=1e-12) for place, *_ in ratios
    ]
    for place, found in points:
        assert found == pytest.approx(rolling[place - 12], rel=1e-9)
