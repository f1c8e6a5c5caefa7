"""The charts of passive against active: sorted excess returns, success by fee, two fees at work."""

from typing import Any

from passivefolio.workbooks.charts import Curve, axis, bars, chart_look, insert, scatter
from passivefolio.workbooks.look import AMBER, NAVY, ROSE, TEAL, Page
from passivefolio.workbooks.passive_vs_active.results import CHARTS, FIRST_QUARTER
from passivefolio.workbooks.passive_vs_active.workings import (
    FIRST_SLOT,
    FIRST_YEAR,
    QUARTERS,
    SLOTS,
    WEALTH_POINTS,
)

WIDE, HALF, RIGHT, HIGH = 900, 444, 456, 280


def insert_charts(page: Page) -> None:
    """The sorted excess returns above, success by fee and the two fees below."""
    insert(
        page,
        f"B{CHARTS}",
        _sorted(page),
        "Excess return of each fund over the passive composite, from best to worst.",
        width=WIDE,
        height=HIGH,
    )
    for right, chart, words in (
        (0, _success(page), "Share of the funds of each fee quarter that survived and won."),
        (RIGHT, _wealth(page), "Growth of the amount at the passive fee and at the active cost."),
    ):
        insert(page, f"B{CHARTS + 15}", chart, words, right=right, width=HALF, height=HIGH)


def _sorted(page: Page) -> Any:
    last = FIRST_SLOT + SLOTS - 1
    chart = page.book.book.add_chart({"type": "column", "subtype": "stacked"})
    for name, column, color in (("ahead", "N", NAVY), ("behind", "O", AMBER)):
        chart.add_series(
            {
                "name": name,
                "categories": f"=Workings!$M${FIRST_SLOT}:$M${last}",
                "values": f"=Workings!${column}${FIRST_SLOT}:${column}${last}",
                "fill": {"color": color},
                "gap": 0,
                "overlap": 100,
            }
        )
    chart_look(chart, "Excess return of each fund, best to worst; closed ones have no bar")
    chart.set_x_axis(
        axis(
            "Place in the table below",
            '""',
            label_position="none",
            major_gridlines={"visible": False},
            major_tick_mark="none",
        )
    )
    chart.set_y_axis(axis("a year", "0.0%"))
    return chart


def _success(page: Page) -> Any:
    last = FIRST_QUARTER + len(QUARTERS) - 1
    return bars(
        page,
        "Success by fee",
        (
            Curve(
                "Success rate",
                page.place(f"F{FIRST_QUARTER}:F{last}"),
                page.place(f"B{FIRST_QUARTER}:B{last}"),
                TEAL,
            ),
        ),
        axis("Quarter by fee", "@"),
        axis("Success rate", "0%", min=0, max=1),
    )


def _wealth(page: Page) -> Any:
    last = FIRST_YEAR + WEALTH_POINTS
    years = f"=Workings!$B${FIRST_YEAR}:$B${last}"
    return scatter(
        page,
        "The same market at two costs",
        (
            Curve(
                "Passive fee", f"=Workings!$C${FIRST_YEAR}:$C${last}", years, NAVY, "solid", 2.25
            ),
            Curve("Active cost", f"=Workings!$D${FIRST_YEAR}:$D${last}", years, ROSE, "dash", 2.25),
        ),
        axis("Years", "0", min=0),
        axis("Wealth", "#,##0", min=0),
    )
