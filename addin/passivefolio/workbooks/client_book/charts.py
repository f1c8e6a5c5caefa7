"""The chart of the Client book."""

from typing import Any

from passivefolio.workbooks.charts import Curve, axis, insert, scatter
from passivefolio.workbooks.client_book.clients import CLIENTS
from passivefolio.workbooks.client_book.inputs import POLICIES
from passivefolio.workbooks.client_book.results import CHART
from passivefolio.workbooks.client_book.workings import POINTS, TOP
from passivefolio.workbooks.look import AMBER, NAVY, SKY, Page


def insert_charts(results: Page, workings: Page) -> None:
    """Every client by risk and expected return, with the benchmarks."""
    last, first_point = TOP + len(POLICIES) - 1, POINTS + 2
    last_point = first_point + CLIENTS - 1

    def curve(name: str, er: str, sd: str, color: str, **look: Any) -> Curve:
        return Curve(name, workings.place(er), workings.place(sd), color, **look)

    benchmarks = [
        curve(
            workings.place(f"B{row}"),
            f"C{row}",
            f"D{row}",
            AMBER,
            marker="diamond",
            label="above",
        )
        for row in range(TOP, last + 1)
    ]
    chart = scatter(
        results,
        "Clients by risk and expected return, with the benchmarks",
        (
            curve("Benchmarks, joined", f"C{TOP}:C{last}", f"D{TOP}:D{last}", SKY, dash="dash"),
            curve(
                "Clients",
                f"C{first_point}:C{last_point}",
                f"B{first_point}:B{last_point}",
                NAVY,
                marker="circle",
                size=4,
            ),
            *benchmarks,
        ),
        axis("Risk (standard deviation a year)", "0%", min=0),
        axis("Expected return a year", "0.0%"),
    )
    insert(
        results,
        f"B{CHART}",
        chart,
        f"Each client by risk and expected return, beside the {len(POLICIES)} benchmarks.",
        width=904,
        height=430,
    )
