"""The charts of the rebalancing book: targets with bands, the weight over time, both growths."""

from typing import Any

from passivefolio.workbooks.charts import Curve, axis, chart_look, insert, line_over_years
from passivefolio.workbooks.look import AMBER, FONT, GREY, INK, NAVY, ROSE, SKY, Page
from passivefolio.workbooks.rebalancing.inputs import ROOM
from passivefolio.workbooks.rebalancing.results import CHART_ROWS, CHARTS
from passivefolio.workbooks.rebalancing.workings import FIRST_CHART

WIDE, HALF, RIGHT, HIGH = 1098, 543, 555, 428


def insert_charts(page: Page, places: dict[str, str]) -> None:
    """Targets and bands above, the weight and the growth over time below."""
    insert(
        page,
        f"B{CHARTS}",
        _targets(page),
        "The weight of each holding against its target, with the band around the target.",
        width=WIDE,
        height=HIGH,
    )
    for right, chart, words in (
        (0, _weight(page, places), "The weight of one holding over time, left alone and by bands."),
        (RIGHT, _growth(page, places), "Growth of 1, left alone, put back and put back by bands."),
    ):
        insert(page, f"B{CHARTS + CHART_ROWS}", chart, words, right=right, width=HALF, height=HIGH)


def _targets(page: Page) -> Any:
    """Holdings stand side by side; what is not there stands left of the axis and is cut off."""
    chart = page.book.book.add_chart({"type": "scatter"})
    last = FIRST_CHART + ROOM - 1
    font = {"name": FONT, "size": 9, "bold": True, "color": INK}

    def cells(column: str) -> str:
        return f"=Workings!${column}${FIRST_CHART}:${column}${last}"

    numbers = [{"value": str(number), "font": font} for number in range(1, ROOM + 1)]
    for name, across, heights, marker, color, more in (
        (
            "Target and band",
            "C",
            "D",
            "long_dash",
            GREY,
            {
                "y_error_bars": {
                    "type": "custom",
                    "plus_values": cells("F"),
                    "minus_values": cells("E"),
                    "line": {"color": GREY, "width": 2},
                },
                "data_labels": {"value": True, "custom": numbers, "position": "left"},
            },
        ),
        ("Weight, inside its band", "G", "I", "circle", NAVY, {}),
        ("Weight, outside its band", "H", "I", "diamond", ROSE, {}),
    ):
        chart.add_series(
            {
                "name": name,
                "categories": cells(across),
                "values": cells(heights),
                "marker": {
                    "type": marker,
                    "size": 12 if marker == "long_dash" else 9,
                    "fill": {"color": color},
                    "border": {"color": color},
                },
                **more,
            }
        )
    chart_look(chart, "Weight of each holding, by number, against its target and band")
    numbered = axis("Holdings, by number", '""', min=0, max=1, major_gridlines={"visible": False})
    chart.set_x_axis({**numbered, "major_tick_mark": "none"})
    chart.set_y_axis(axis("Weight", "0%", min=0))
    return chart


def _weight(page: Page, places: dict[str, str]) -> Any:
    years = places["year"]
    return line_over_years(
        page,
        "Weight of the chosen holding, with its band",
        (
            Curve("Left alone", places["weight_alone"], years, AMBER, "solid", 2.25),
            Curve("By bands", places["weight_banded"], years, NAVY, "solid"),
            Curve("Band from", places["low"], years, GREY, "dash", 1.0),
            Curve("Band to", places["high"], years, GREY, "dash", 1.0),
        ),
        "Weight",
        "0%",
    )


def _growth(page: Page, places: dict[str, str]) -> Any:
    years = places["year"]
    return line_over_years(
        page,
        "Growth of 1 in the target mix",
        (
            Curve("Left alone", places["alone"], years, AMBER, "solid", 2.25),
            Curve("Put back", places["reviewed"], years, NAVY, "solid"),
            Curve("By bands", places["banded"], years, SKY, "dash"),
        ),
        "Value of 1",
        "0.0",
    )
