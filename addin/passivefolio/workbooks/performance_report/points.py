"""The sheet Points of the performance report: what its charts and calendar look up in Workings."""

from passivefolio.workbooks.look import (
    CENTRED,
    NUMBER,
    PERCENT,
    QUIET,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.words import MONTHS

START, ROLLING_POINTS = 6, 120
YEARS, BARS = 50, 10
MONTH_ENDS = "HIJKLMNOPQRST"
"""Columns with the places of the ends of December before, January, ..., December."""


def points_page(book: Template) -> None:
    """Rolling returns, places of month ends, the years of the chart."""
    widths = (2, 9, 10, 12, 12, 2, 9, 8, *[6] * 12, 2, 9, 10, 12, 2, 9, 12, 12)
    page = book.page("Points", widths)
    title_of(page, "Points", "Points of the charts, and where each month ends on Data.")
    page.heading("B4:E4", "Return of the year before")
    page.heading("G4:T4", "Row of Data in which each month ends")
    page.heading("V4:X4", "Telltale")
    page.heading("Z4:AB4", "The last calendar years")
    _rolling(page)
    _month_ends(page)
    _bars(page)
    _telltale(page)
    page.sheet.repeat_rows(START - 3, START - 2)
    page.print_on(f"A1:AB{START + ROLLING_POINTS}", landscape=True)


def _rolling(page: Page) -> None:
    """Returns of a year of periods in a row, spread evenly over the record."""
    page.header(f"B{START - 1}", ("Period", "Year", "Portfolio", "Benchmark"), figures_only=True)
    for point in range(ROLLING_POINTS + 1):
        row = START + point
        place = f"MAX(window,ROUND(window+(periods-window)*(ROW()-{START})/{ROLLING_POINTS},0))"
        here = f"B{row}+1+price_data"
        growth = f"=INDEX({{curve}},{here})/INDEX({{curve}},{here}-window)-1"
        for column, formula, kind in (
            ("B", f"={place}", WHOLE),
            ("C", f"=INDEX(curve_years,B{row}+1+price_data)", NUMBER),
            ("D", growth.format(curve="wealth"), PERCENT),
            ("E", growth.format(curve="wealth_benchmark"), PERCENT),
        ):
            page.formula(f"{column}{row}", formula, kind, **CENTRED, **QUIET)


def _telltale(page: Page) -> None:
    """Wealth of the portfolio over that of the benchmark, evenly over the record."""
    page.header(f"V{START - 1}", ("Period", "Year", "Ratio"), figures_only=True)
    for point in range(ROLLING_POINTS + 1):
        row = START + point
        for column, formula, kind in (
            ("V", f"=ROUND(periods*(ROW()-{START})/{ROLLING_POINTS},0)", WHOLE),
            ("W", f"=INDEX(curve_years,V{row}+1+price_data)", NUMBER),
            (
                "X",
                f"=INDEX(wealth,V{row}+1+price_data)/INDEX(wealth_benchmark,V{row}+1+price_data)",
                "0.0000",
            ),
        ):
            page.formula(f"{column}{row}", formula, kind, **CENTRED, **QUIET)


def _month_ends(page: Page) -> None:
    """For each year, newest first: the row of Data in which its months end."""
    heads = ("Year", "before", *(month[:3] for month in MONTHS))
    page.header(f"G{START - 1}", heads, figures_only=True)
    for place in range(YEARS):
        row = START + place
        year = "=last_year" if place == 0 else f"=G{row - 1}-1"
        page.formula(f"G{row}", year, WHOLE, **CENTRED, **QUIET)
        for month, column in enumerate(MONTH_ENDS):
            end = f"DATE($G{row},{month + 1},1)-0.5"
            formula = f"=IFERROR(MATCH({end},history_dates,1),0)"
            page.formula(f"{column}{row}", formula, WHOLE, **CENTRED, **QUIET)


def _bars(page: Page) -> None:
    """The last years, oldest first, for the chart."""
    page.header(f"Z{START - 1}", ("Year", "Portfolio", "Benchmark"), figures_only=True)
    first = f"MAX(first_year,last_year-{BARS - 1})"
    for place in range(BARS):
        row = START + place
        year = f'=IF(OR(periods=0,{first}+{place}>last_year),"",{first}+{place})'
        page.formula(f"Z{row}", year, WHOLE, **CENTRED, **QUIET)
        for column, total in (("AA", "calendar_totals"), ("AB", "calendar_benchmark")):
            formula = f'=IF(Z{row}="","",INDEX({total},last_year-Z{row}+1))'
            page.formula(f"{column}{row}", formula, PERCENT, **CENTRED, **QUIET)
