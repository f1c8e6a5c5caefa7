"""The sheet Calendar of the performance report: the return of each month and year."""

from passivefolio.workbooks.look import CENTRED, PERCENT_COARSE, RULE, WHOLE, Template, title_of
from passivefolio.workbooks.performance_report.points import MONTH_ENDS, START, YEARS
from passivefolio.workbooks.words import MONTHS

FIRST_YEAR = 5


def calendar_page(book: Template) -> None:
    """A row per year, newest first: its months, the year, the benchmark's year, the difference."""
    page = book.page("Calendar", (2, 7, *[7] * 12, 9, 11, 11))
    title_of(
        page,
        "Calendar",
        "The return of each month and year; a year that is not complete counts as far as it goes.",
    )
    heads = ("Year", *(month[:3] for month in MONTHS), "Year", "Benchmark", "Difference")
    page.header(f"B{FIRST_YEAR - 1}", heads)
    for place in range(YEARS):
        row, points = FIRST_YEAR + place, START + place
        year = f'=IF(OR(periods=0,Points!G{points}<first_year),"",Points!G{points})'
        page.formula(f"B{row}", year, WHOLE, bold=True, align="left")
        for month in range(1, 13):
            column = "BCDEFGHIJKLMN"[month]
            formula = _growth("wealth", MONTH_ENDS[month - 1], MONTH_ENDS[month], points)
            page.formula(f"{column}{row}", formula, PERCENT_COARSE, **CENTRED)
        for column, curve in (("O", "wealth"), ("P", "wealth_benchmark")):
            formula = _growth(curve, MONTH_ENDS[0], MONTH_ENDS[12], points)
            if column == "P":
                formula = f'=IF(has_benchmark=1,{formula[1:]},"")'
            bold = column == "O"
            page.formula(f"{column}{row}", formula, "0.00%", bold=bold, **CENTRED)
        difference = f'=IF(AND(ISNUMBER(O{row}),ISNUMBER(P{row})),O{row}-P{row},"")'
        page.formula(f"Q{row}", difference, "+0.00%;-0.00%;0.00%", **CENTRED)
    last = FIRST_YEAR + YEARS - 1
    page.shade(
        f"C{FIRST_YEAR}:O{last}",
        f"AND(ISNUMBER(C{FIRST_YEAR}),C{FIRST_YEAR}<0)",
        font_color="#B5476B",
    )
    filled = f'$B{FIRST_YEAR}<>""'
    page.shade(f"B{FIRST_YEAR}:Q{last}", filled, bottom=1, bottom_color=RULE)
    page.name("calendar_years", f"B{FIRST_YEAR}:B{last}")
    page.name("calendar_months", f"C{FIRST_YEAR}:N{last}")
    page.name("calendar_totals", f"O{FIRST_YEAR}:O{last}")
    page.name("calendar_benchmark", f"P{FIRST_YEAR}:P{last}")
    page.sheet.freeze_panes(FIRST_YEAR - 1, 2)
    page.print_on(f"A1:Q{last}", pages_high=1)


def _growth(curve: str, begin: str, end: str, row: int) -> str:
    """The growth of a curve between two of the places on Points."""
    first, last = f"Points!{begin}{row}", f"Points!{end}{row}"
    return f'=IF({last}-{first},INDEX({curve},{last}+1)/INDEX({curve},{first}+1)-1,"")'
