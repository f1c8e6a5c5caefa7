"""The charts of the performance report."""

from typing import Any

from passivefolio.workbooks.charts import Curve, axis, bars, insert, line_over_years
from passivefolio.workbooks.look import AMBER, NAVY, Page
from passivefolio.workbooks.performance_report import points
from passivefolio.workbooks.performance_report.workings import LAST, START

LEFT_WIDTH, HEIGHT = 484, 270
OFFSET = 496
ROWS = ("B31", "B45", "B59")
NAME_PORTFOLIO, NAME_BENCHMARK = "=Workings!$C$5", "=Workings!$C$7"


def insert_charts(page: Page) -> None:
    """Growth twice, falls, rolling years, telltale, calendar years."""
    grid = (
        (_growth(page), "Wealth of portfolio and benchmark over time."),
        (_growth(page, log_base=10), "The same wealth on a scale of equal percentages."),
        (_falls(page), "How far portfolio and benchmark stood below their peaks."),
        (_rolling(page), "Return of the twelve months, or the year of periods, before each date."),
        (_telltale(page), "Wealth of the portfolio over that of the benchmark."),
        (_years(page), "Return of the last calendar years, portfolio and benchmark."),
    )
    for number, (chart, description) in enumerate(grid):
        right = OFFSET if number % 2 else 0
        cell = ROWS[number // 2]
        insert(page, cell, chart, description, right=right, width=LEFT_WIDTH, height=HEIGHT)


def _two(left: str, right: str, categories: str) -> list[Curve]:
    """Portfolio and benchmark; the benchmark first, so that the portfolio lies on top."""
    return [
        Curve(NAME_BENCHMARK, right, categories, AMBER),
        Curve(NAME_PORTFOLIO, left, categories, NAVY, "solid", 2.0),
    ]


def _working(letter: str) -> str:
    """A column of the sheet Workings, from the start to the last row."""
    return f"=Workings!${letter}${START}:${letter}${LAST}"


def _point(letter: str, first: int, count: int) -> str:
    """A column of one of the tables of the sheet Points."""
    return f"=Points!${letter}${first}:${letter}${first + count - 1}"


def _growth(page: Page, **more: Any) -> Any:
    title = "Growth, equal distances are equal percentages" if more else "Growth of the money"
    curves = _two(_working("F"), _working("G"), _working("B"))
    return line_over_years(page, title, curves, "Wealth", "#,##0", **more)


def _falls(page: Page) -> Any:
    curves = _two(_working("H"), _working("I"), _working("B"))
    return line_over_years(page, "How far below the peak", curves, "Below the peak", "0%", max=0)


def _rolling(page: Page) -> Any:
    year, left, right = (_point(c, points.START, points.ROLLING_POINTS + 1) for c in "CDE")
    curves = _two(left, right, year)
    return line_over_years(page, "Return of the year before", curves, "Return", "0%")


def _telltale(page: Page) -> Any:
    year, ratio = (_point(c, points.START, points.ROLLING_POINTS + 1) for c in "WX")
    curve = Curve("Portfolio over benchmark", ratio, year, NAVY, "solid", 2.0)
    title = "Telltale: it rises while the portfolio is ahead"
    return line_over_years(page, title, [curve], "Portfolio over benchmark", "0.00")


def _years(page: Page) -> Any:
    year, left, right = (_point(c, points.START, points.BARS) for c in ("Z", "AA", "AB"))
    curves = [Curve(NAME_PORTFOLIO, left, year, NAVY), Curve(NAME_BENCHMARK, right, year, AMBER)]
    return bars(page, "Calendar years", curves, axis("Year", "0"), axis("Return", "0%"))
