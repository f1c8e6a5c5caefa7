"""The charts of the 60/30/10 book."""

from typing import Any

from passivefolio.workbooks.allocation.inputs import MIXES, TARGET_ROW
from passivefolio.workbooks.allocation.workings import (
    CURVE_POINTS,
    FIRST_CURVE,
    FIRST_MIX_POINT,
    FIRST_RISK_AVERSION,
    HIGHEST_RISK_AVERSION,
)
from passivefolio.workbooks.charts import Curve, axis, doughnut, insert, scatter
from passivefolio.workbooks.look import AMBER, GREY, NAVY, ROSE, SKY, Page

FULL_WIDTH = 850


def insert_charts(page: Page) -> None:
    """Risk and return of everything in question; money, risk, and utility over risk aversion."""
    insert(
        page,
        "B38",
        _risk_and_return(page),
        "Expected return over standard deviation: the efficient frontier, the capital allocation "
        "line, the compared mixes and the indifference curve through your mix.",
        width=FULL_WIDTH,
        height=400,
    )
    for right, width, chart, description in (
        (0, 215, _shares(page, "C", "Where the money is"), "Shares of the money by sleeve."),
        (223, 215, _shares(page, "D", "Where the risk is"), "Shares of the risk by sleeve."),
        (446, 404, _by_risk_aversion(page), "Utility of each mix over the risk aversion A."),
    ):
        insert(page, "B59", chart, description, right=right, width=width, height=300)


def _shares(page: Page, column: str, title: str) -> Any:
    return doughnut(page, title, page.place("B34:B36"), page.place(f"{column}34:{column}36"))


def _workings(area: str) -> str:
    """The chart's reference to a column of the sheet Workings, such as B6:B15."""
    first, _, last = area.partition(":")
    return f"=Workings!${first[0]}${first[1:]}:${last[0]}${last[1:]}"


def _risk_and_return(page: Page) -> Any:
    first, last = FIRST_CURVE, FIRST_CURVE + CURVE_POINTS - 1
    lines = (
        ("Efficient frontier", "B", "C", NAVY, "solid", 2.5),
        ("Capital allocation line", "D", "E", GREY, "dash", 1.5),
        ("As good as your mix (indifference curve)", "F", "G", ROSE, "square_dot", 2.0),
    )
    curves = [
        Curve(
            name,
            _workings(f"{y}{first}:{y}{last}"),
            _workings(f"{x}{first}:{x}{last}"),
            color,
            dash,
            width,
        )
        for name, x, y, color, dash, width in lines
    ]
    for place in range(len(MIXES) + 1):
        row = FIRST_MIX_POINT + place
        best = place == len(MIXES)
        ours = best or place == TARGET_ROW
        curves.append(
            Curve(
                f"=Workings!$B${row}",
                f"=Workings!$D${row}:$D${row}",
                f"=Workings!$C${row}:$C${row}",
                ROSE if best else AMBER if ours else SKY,
                marker="diamond" if ours else "circle",
                label="" if ours else "right" if MIXES[place][0] == 0 else "below",
            )
        )
    return scatter(
        page,
        "Risk and return: your mix, the others, and what could be reached",
        curves,
        axis("Standard deviation a year", "0%", min=0, label_position="low"),
        axis("Expected return a year", "0%"),
        plot=(0.08, 0.11, 0.88, 0.64),
    )


def _by_risk_aversion(page: Page) -> Any:
    first, last = FIRST_RISK_AVERSION, FIRST_RISK_AVERSION + HIGHEST_RISK_AVERSION - 1
    curves = [
        Curve(
            f"=Workings!${column}${first - 1}",
            _workings(f"{column}{first}:{column}{last}"),
            _workings(f"B{first}:B{last}"),
            width=2.75 if place == TARGET_ROW else 1.5,
        )
        for place, column in enumerate("CDEFGHI")
    ]
    return scatter(
        page,
        "Which mix suits which risk aversion",
        curves,
        axis("Risk aversion A", "0", min=1, max=10, major_unit=1, label_position="low"),
        axis("Utility a year", "0%"),
        legend="right",
        plot=(0.13, 0.15, 0.47, 0.66),
    )
