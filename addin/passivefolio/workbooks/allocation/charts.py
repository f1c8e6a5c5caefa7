"""The charts of the 60/30/10 book."""

from typing import Any

from passivefolio.workbooks.allocation.inputs import MIXES, TARGET_ROW
from passivefolio.workbooks.charts import axis, chart_look
from passivefolio.workbooks.look import (
    AMBER,
    FONT,
    INK,
    LINES,
    NAVY,
    SHADES,
    Page,
)

WIDTH, HEIGHT, RIGHT = 422, 290, 436
DASHES = ("solid", "dash", "solid", "long_dash", "round_dot", "dash_dot", "square_dot")


def insert_charts(page: Page) -> None:
    """Money and risk, return and utility, utility over risk aversion."""
    for cell, left, right in (
        (
            "B35",
            (_doughnut(page, "C", "Where the money is"), "Shares of the money."),
            (_doughnut(page, "D", "Where the risk comes from"), "Shares of the risk."),
        ),
        (
            "B51",
            (_return_and_utility(page), "Expected return and utility of each mix, side by side."),
            (_by_risk_aversion(page), "Utility of each mix over the risk aversion A."),
        ),
    ):
        for offset, (chart, description) in ((0, left), (RIGHT, right)):
            chart.set_size({"width": WIDTH, "height": HEIGHT})
            place = {"description": description, "object_position": 2, "x_offset": offset}
            page.sheet.insert_chart(cell, chart, place)


def _doughnut(page: Page, column: str, title: str) -> Any:
    chart = page.book.book.add_chart({"type": "doughnut"})
    chart.add_series(
        {
            "name": title,
            "categories": "=Results!$B$31:$B$33",
            "values": f"=Results!${column}$31:${column}$33",
            "points": [
                {"fill": {"color": color}, "border": {"color": "white"}} for color in SHADES
            ],
            "data_labels": {
                "value": True,
                "num_format": '[>=0.02]0%;""',
                "font": {"name": FONT, "bold": True, "size": 9},
                "custom": [
                    {"font": {"name": FONT, "bold": True, "size": 9, "color": color}}
                    for color in ("#FFFFFF", INK, INK)
                ],
            },
        }
    )
    chart_look(chart, title)
    chart.set_hole_size(50)
    return chart


def _return_and_utility(page: Page) -> Any:
    chart = page.book.book.add_chart({"type": "column"})
    for name, column, color in (("Expected return", "C", AMBER), ("Utility", "E", NAVY)):
        chart.add_series(
            {
                "name": name,
                "categories": "=Results!$B$21:$B$27",
                "values": f"=Results!${column}$21:${column}$27",
                "fill": {"color": color},
                "gap": 60,
                "overlap": 0,
            }
        )
    chart_look(chart, "What each mix earns, and what it is worth to you")
    chart.set_x_axis(axis("Mix", "@", label_position="low", major_gridlines={"visible": False}))
    chart.set_y_axis(axis("a year", "0%"))
    return chart


def _by_risk_aversion(page: Page) -> Any:
    chart = page.book.book.add_chart({"type": "scatter", "subtype": "straight"})
    for place in range(len(MIXES)):
        column = "CDEFGHI"[place]
        chart.add_series(
            {
                "name": f"=Workings!${column}$5",
                "categories": "=Workings!$B$6:$B$15",
                "values": f"=Workings!${column}$6:${column}$15",
                "line": {
                    "color": LINES[place],
                    "width": 2.75 if place == TARGET_ROW else 1.5,
                    "dash_type": DASHES[place],
                },
            }
        )
    chart_look(chart, "Which mix suits which risk aversion", legend="right")
    chart.set_plotarea({"layout": {"x": 0.13, "y": 0.14, "width": 0.5, "height": 0.66}})
    chart.set_x_axis(
        axis("Risk aversion A", "0", min=1, max=10, major_unit=1, label_position="low")
    )
    chart.set_y_axis(axis("Utility a year", "0%"))
    return chart
