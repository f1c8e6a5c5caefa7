"""The charts of the tracker: the difference over time and against the fee, and the fee bridge."""

from typing import Any

from passivefolio.workbooks.charts import Curve, axis, chart_look, insert, scatter
from passivefolio.workbooks.etf_tracker.inputs import ROOM
from passivefolio.workbooks.etf_tracker.workings import FIRST_RECORD, FIRST_STEP, STEPS
from passivefolio.workbooks.look import (
    AMBER,
    FONT,
    GREY,
    INK,
    NAVY,
    ROSE,
    SKY,
    TEAL,
    Page,
)

GREEN = "#3E8E7E"
STYLES = (
    (NAVY, "solid"),
    (AMBER, "solid"),
    (SKY, "dash"),
    (GREEN, "solid"),
    (ROSE, "dash"),
    (NAVY, "round_dot"),
    (AMBER, "long_dash"),
    (INK, "dash_dot"),
    (SKY, "round_dot"),
    (GREEN, "dash_dot"),
)
"""What has the same dashes differs in lightness, for a grey printer."""
GLYPHS = {
    "solid": "——",
    "dash": "- - - -",
    "long_dash": "— —",
    "round_dot": "· · · ·",
    "dash_dot": "— · —",
}
KEYS = tuple((GLYPHS[dash], color) for color, dash in STYLES)
"""How the line of each fund looks, in the table: a legend that knows which funds there are."""
CHARTS = 24
CHARTS_END = CHARTS + 30
WIDE, HALF, RIGHT, HIGH = 900, 444, 456, 290


def insert_charts(page: Page, places: dict[str, str]) -> None:
    """The cumulative difference above, the difference against the fee and the bridge below."""
    insert(
        page,
        f"B{CHARTS}",
        _over_time(page, places),
        "Wealth in each fund against wealth in the index, over time.",
        width=WIDE,
        height=HIGH,
    )
    insert(
        page,
        f"B{CHARTS + 15}",
        _against_fee(page),
        "Tracking difference of each fund against its expense ratio.",
        width=HALF,
        height=HIGH,
    )
    insert(
        page,
        f"B{CHARTS + 15}",
        _bridge(page),
        "From the index to the fund: expense ratio, lending, tax, and what is left unexplained.",
        right=RIGHT,
        width=HALF,
        height=HIGH,
    )


def _over_time(page: Page, places: dict[str, str]) -> Any:
    """Funds that are not there lie at 0, where the line of the index, drawn last, hides them."""
    curves = [
        Curve(
            f"=Workings!$B${FIRST_RECORD - 1 + number}",
            places[f"fund_{number}"],
            places["year"],
            *STYLES[number - 1],
        )
        for number in range(ROOM, 0, -1)
    ]
    curves.append(Curve("Index", places["index"], places["year"], GREY, "solid", 2.5))
    return scatter(
        page,
        "Ahead of the index or behind it, since the start",
        curves,
        axis("Year", "General", label_position="low", major_gridlines={"visible": False}),
        axis("Wealth against the index", "0.0%"),
        legend=None,
        plot=(0.08, 0.14, 0.89, 0.66),
    )


def _against_fee(page: Page) -> Any:
    """A fund without a place stands left of the axis, where it is cut off."""
    chart = page.book.book.add_chart({"type": "scatter"})
    last = FIRST_RECORD + ROOM - 1
    font = {"name": FONT, "size": 8, "color": INK}
    chart.add_series(
        {
            "name": "Funds",
            "categories": f"=Workings!$K${FIRST_RECORD}:$K${last}",
            "values": f"=Workings!$L${FIRST_RECORD}:$L${last}",
            "marker": {
                "type": "circle",
                "size": 7,
                "fill": {"color": NAVY},
                "border": {"color": "#FFFFFF"},
            },
            "data_labels": {
                "value": True,
                "position": "above",
                "font": font,
                "custom": [{"value": str(n), "font": font} for n in range(1, ROOM + 1)],
            },
        }
    )
    chart_look(chart, "Difference against the expense ratio, by number", legend=None)
    chart.set_x_axis(axis("Expense ratio a year", "0.0%", label_position="low", min=0))
    chart.set_y_axis(axis("Tracking difference a year", "0.0%"))
    return chart


def _bridge(page: Page) -> Any:
    last = FIRST_STEP + len(STEPS) - 1
    names = f"=Workings!$B${FIRST_STEP}:$B${last}"
    chart = page.book.book.add_chart({"type": "column", "subtype": "stacked"})
    colors = (AMBER, TEAL, SKY, GREY, NAVY)
    for name, column, seen in (
        ("foot below", "F", False),
        ("below", "G", True),
        ("foot above", "H", False),
        ("above", "I", True),
    ):
        look: dict[str, Any] = (
            {"points": [{"fill": {"color": color}} for color in colors]}
            if seen
            else {"fill": {"none": True}, "border": {"none": True}}
        )
        chart.add_series(
            {
                "name": name,
                "categories": names,
                "values": f"=Workings!${column}${FIRST_STEP}:${column}${last}",
                "gap": 50,
                "overlap": 100,
                **look,
            }
        )
    chart_look(chart, "Fee bridge: from the index to the fund", legend=None)
    chart.set_x_axis(
        axis(
            "What makes the difference",
            "@",
            label_position="low",
            major_gridlines={"visible": False},
        )
    )
    chart.set_y_axis(axis("a year", "0.00%"))
    return chart
