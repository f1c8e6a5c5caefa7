"""The rebalancing book: whether to trade, what to trade in which account, and at what cost."""

from pathlib import Path

from passivefolio.data import sample_history
from passivefolio.workbooks.checks import checks_page
from passivefolio.workbooks.common import SAMPLE_SOURCES, about_page, start_page
from passivefolio.workbooks.look import new_template
from passivefolio.workbooks.rebalancing.charts import insert_charts
from passivefolio.workbooks.rebalancing.checks import CHECKS, FACTS
from passivefolio.workbooks.rebalancing.inputs import ROOM, STORY, inputs_page
from passivefolio.workbooks.rebalancing.results import results_page
from passivefolio.workbooks.rebalancing.workings import workings_page
from passivefolio.workbooks.tables import data_page

TITLE = "Rebalancing"
SUMMARY = "Whether to rebalance, what to trade in which account, and what it costs."
NAMES = ("Market index fund", "US Treasuries", "Money market")


def build(path: Path, *, sample: bool = True) -> None:
    """Write the book with the sample figures, or blank; its values come from a refresh."""
    with new_template(path, TITLE, SUMMARY) as book:
        start_page(
            book,
            question="Has your portfolio drifted so far from its targets that it pays to trade? "
            "What should you buy with new money, and what does going all the way cost?",
            steps=(
                "On Data, type the names of your holdings over the head row; their returns below "
                "are only needed for the look into history.",
                "On Inputs, fill in targets, values in each account, new money and your rules.",
                "Read the answer on Results, trade by the list there, and look at Checks: when "
                "every line says OK, the figures fit together.",
            ),
        )
        inputs_page(book, sample=sample)
        results = results_page(book, sample=sample)
        insert_charts(results, workings_page(book))
        heads = [*NAMES] if sample else []
        heads += [f"Holding {number}" for number in range(len(heads) + 1, ROOM + 1)]
        blanks = (None,) * (ROOM - len(NAMES))
        data_page(
            book,
            heads,
            [(*row, *blanks) for row in sample_history()] if sample else (),
            subtitle="Total returns of your holdings a period, oldest first"
            + (": a US stock market, Treasuries and bills (see About)." if sample else "."),
        )
        checks_page(book, CHECKS, FACTS)
        about_page(book, (*SAMPLE_SOURCES, ("Accounts", STORY)) if sample else ())
