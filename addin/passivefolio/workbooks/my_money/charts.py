"""The charts of the book My money."""

from collections.abc import Mapping

from passivefolio.workbooks.charts import Curve, axis, bars, insert, line_over_years
from passivefolio.workbooks.look import AMBER, GREY, NAVY, Page
from passivefolio.workbooks.my_money.results import CHART, FIRST_YEAR, LAST_YEAR, SECOND_CHART

WIDTH = 870


def insert_charts(page: Page, places: Mapping[str, str]) -> None:
    """Value over time beside what was paid in and the index twin; the years as columns."""
    years = places["year"]
    growth = line_over_years(
        page,
        "What you paid in, what it became, and what it would be in the index",
        (
            Curve("Your portfolio", places["value"], years, NAVY, "solid", 2.5),
            Curve("The same deposits in the index", places["twin"], years, AMBER, "solid", 1.75),
            Curve("Paid in so far, net", places["paid"], years, GREY, "dash", 1.75),
        ),
        "Value",
        "#,##0",
        wide=True,
    )
    insert(
        page,
        f"B{CHART}",
        growth,
        "The value of the portfolio, of the same deposits in the index, and what was paid in.",
        width=WIDTH,
        height=360,
    )

    def years_shown(column: str) -> str:
        return page.place(f"{column}{FIRST_YEAR}:{column}{LAST_YEAR}")

    yearly = bars(
        page,
        "Time-weighted return of each calendar year",
        (
            Curve("You", years_shown("H"), years_shown("B"), NAVY),
            Curve("The index", years_shown("I"), years_shown("B"), AMBER),
        ),
        axis("Year", "0"),
        axis("Return", "0%"),
    )
    insert(
        page,
        f"B{SECOND_CHART}",
        yearly,
        "The return of each calendar year, yours beside that of the index.",
        width=WIDTH,
        height=270,
    )
