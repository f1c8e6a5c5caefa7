"""The charts of the book Risk profile."""

from collections.abc import Mapping

from passivefolio.workbooks.charts import UNSEEN, Curve, axis, bars, chart_look, insert, scatter
from passivefolio.workbooks.look import AMBER, NAVY, ROSE, SKY, TEAL, Page

WIDTH, HEIGHT, RIGHT = 476, 540, 488
BANDS = (
    (SKY, "lower", "D", "J"),
    (NAVY, "middle half of the years", "E", "I"),
    (TEAL, "upper", "F", "H"),
)
"""Colour, name, the columns of Workings with the part above zero and the part below."""


def insert_charts(page: Page, places: Mapping[str, str]) -> None:
    """The weight of the index by risk aversion beside the range of one year."""
    weights = scatter(
        page,
        "How much of the index suits which risk aversion",
        (
            Curve("Best weight y*", places["best"], places["As"], NAVY, "solid", 2.5),
            Curve("Your capacity", places["cap"], places["As"], AMBER, "dash", 1.75),
            Curve("You", page.place("C12"), page.place("C11"), ROSE, marker="diamond"),
        ),
        axis("Risk aversion A", "0", min=1, max=10, major_unit=1),
        axis("Weight of the index", "0%", min=0, max=1),
    )
    description = "The best weight of the index over risk aversion, with your point and capacity."
    insert(page, "B38", weights, description, width=WIDTH, height=HEIGHT)
    names = places["bar_names"]
    above = [Curve(word, places[f"bar_{up}"], names, color) for color, word, up, _ in BANDS]
    below = [Curve(word, places[f"bar_{low}"], names, color) for color, word, _, low in BANDS]
    curves = [
        Curve("foot", places["bar_C"], names, UNSEEN),
        *above,
        Curve("foot", places["bar_G"], names, UNSEEN),
        *reversed(below),
    ]
    title = "What one year may bring, from a bad to a good one"
    ranges = bars(
        page,
        title,
        curves,
        axis("Mix", "@"),
        axis("Return of the year", "0%"),
        stacked=True,
    )
    chart_look(ranges, title, without=(0, 4, 5, 6, 7))
    description = "For each mix the range from a bad to a good year, the middle half darker."
    insert(page, "B38", ranges, description, right=RIGHT, width=WIDTH, height=HEIGHT)
