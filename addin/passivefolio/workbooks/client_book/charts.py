"""The chart of the Client book."""

from collections.abc import Mapping

from passivefolio.workbooks.charts import Curve, axis, insert, scatter
from passivefolio.workbooks.client_book.inputs import POLICIES
from passivefolio.workbooks.client_book.results import FIRST_LISTED
from passivefolio.workbooks.client_book.workings import LISTED
from passivefolio.workbooks.look import AMBER, NAVY, SKY, Page


def insert_charts(page: Page, places: Mapping[str, str]) -> None:
    """Every client by risk and expected return, with the benchmarks."""
    chart = scatter(
        page,
        "Clients by risk and expected return",
        (
            Curve(
                "Benchmarks, joined", places["policy_ers"], places["policy_sds"], SKY, "dash", 1.25
            ),
            Curve("Clients", places["client_ers"], places["client_sds"], NAVY, marker="circle"),
            Curve(
                "Benchmarks",
                places["policy_ers"],
                places["policy_sds"],
                AMBER,
                marker="diamond",
            ),
        ),
        axis("Risk (standard deviation a year)", "0%", min=0),
        axis("Expected return a year", "0.0%"),
    )
    insert(
        page,
        f"B{FIRST_LISTED + LISTED + 1}",
        chart,
        f"Each client by risk and expected return, beside the {len(POLICIES)} benchmarks.",
        width=904,
        height=330,
    )
