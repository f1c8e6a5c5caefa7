"""The ETF tracker: how well up to ten funds follow their index, and what they cost to own."""

from pathlib import Path

from passivefolio.workbooks.checks import checks_page
from passivefolio.workbooks.common import SAMPLE_SOURCES, about_page, start_page
from passivefolio.workbooks.etf_tracker.charts import insert_charts
from passivefolio.workbooks.etf_tracker.checks import CHECKS, FACTS
from passivefolio.workbooks.etf_tracker.inputs import ROOM, inputs_page
from passivefolio.workbooks.etf_tracker.results import results_page
from passivefolio.workbooks.etf_tracker.sample import FUNDS, INDEX, STORY, sample_rows
from passivefolio.workbooks.etf_tracker.workings import workings_page
from passivefolio.workbooks.look import new_template
from passivefolio.workbooks.tables import DATA_ROWS, FIRST_DATA_ROW, data_page

TITLE = "ETF tracker"
SOURCES = (SAMPLE_SOURCES[0], ("The funds", STORY))
SUMMARY = "How well funds follow their index, and what they cost to own."


def build(path: Path, *, sample: bool = True) -> None:
    """Write the book with the sample figures, or blank; its values come from a refresh."""
    with new_template(path, TITLE, SUMMARY) as book:
        start_page(
            book,
            question="Which of up to ten funds follows its index best, what does it really cost to "
            "own, and does its fee explain what it loses?",
            steps=(
                "On Data, paste the total returns of the index and of your funds, a column each, "
                "and type the names of the funds over the head row.",
                "On Inputs, fill in what the funds charge, what you invest and how long you hold.",
                "Read the answer on Results, and look at Checks: when every line says OK, the "
                "figures fit together.",
            ),
        )
        inputs_page(book, sample=sample)
        results = results_page(book, sample=sample)
        insert_charts(results, workings_page(book))
        heads = [INDEX, *(fund.name for fund in FUNDS)] if sample else ["Index"]
        heads += [f"Fund {number}" for number in range(len(heads), ROOM + 1)]
        data = data_page(
            book,
            heads,
            sample_rows(ROOM) if sample else (),
            subtitle=STORY if sample else "Total returns a period, oldest first.",
        )
        last = FIRST_DATA_ROW + DATA_ROWS - 1
        data.name("index_returns", f"C{FIRST_DATA_ROW}:C{last}")
        data.name("fund_returns", f"D{FIRST_DATA_ROW}:M{last}")
        checks_page(book, CHECKS, FACTS)
        about_page(book, SOURCES if sample else ())
