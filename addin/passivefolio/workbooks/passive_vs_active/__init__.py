"""Passive against active: how active funds did, and what they must earn to be worth their cost."""

from pathlib import Path

from passivefolio.workbooks.checks import checks_page
from passivefolio.workbooks.common import SAMPLE_SOURCES, about_page, start_page
from passivefolio.workbooks.look import new_template
from passivefolio.workbooks.passive_vs_active.charts import insert_charts
from passivefolio.workbooks.passive_vs_active.checks import CHECKS, FACTS
from passivefolio.workbooks.passive_vs_active.inputs import ROOM, inputs_page
from passivefolio.workbooks.passive_vs_active.results import results_page
from passivefolio.workbooks.passive_vs_active.sample import COMPOSITE, FUNDS, STORY, sample_rows
from passivefolio.workbooks.passive_vs_active.workings import workings_page
from passivefolio.workbooks.tables import DATA_ROWS, FIRST_DATA_ROW, data_page

TITLE = "Passive or active"
SUMMARY = "How active funds did against a passive one, and what they must earn to be worth it."
SOURCES = (SAMPLE_SOURCES[0], ("The funds", STORY))


def build(path: Path, *, sample: bool = True) -> None:
    """Write the book with the sample figures, or blank; its values come from a refresh."""
    with new_template(path, TITLE, SUMMARY) as book:
        start_page(
            book,
            question="How many active funds lived and beat the passive alternative, was it skill, "
            "and what must an active fund earn to be worth its cost?",
            steps=(
                "On Data, paste the returns of the passive composite and of up to sixteen active "
                "funds, closed ones too, and type their names over the head row.",
                "On Inputs, fill in what the funds charge and what active costs more.",
                "Read the answer on Results, and look at Checks: when every line says OK, the "
                "figures fit together.",
            ),
        )
        inputs_page(book, sample=sample)
        results = results_page(book, sample=sample)
        insert_charts(results)
        workings_page(book)
        heads = [COMPOSITE, *(fund.name for fund in FUNDS)] if sample else [COMPOSITE]
        heads += [f"Fund {number}" for number in range(len(heads), ROOM + 1)]
        data = data_page(
            book,
            heads,
            sample_rows(ROOM) if sample else (),
            subtitle=STORY
            if sample
            else "Total returns a period, oldest first; a closed fund has no more of them.",
        )
        last = FIRST_DATA_ROW + DATA_ROWS - 1
        data.name("composite", f"C{FIRST_DATA_ROW}:C{last}")
        data.name("fund_returns", f"D{FIRST_DATA_ROW}:S{last}")
        data.sheet.set_landscape()
        checks_page(book, CHECKS, FACTS)
        about_page(book, SOURCES if sample else ())
