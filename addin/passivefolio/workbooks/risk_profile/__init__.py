"""The book Risk profile: which risk suits you, which you can afford, and what a year may bring."""

from pathlib import Path

from passivefolio.data import sample_history
from passivefolio.workbooks.assumptions import SLEEVES
from passivefolio.workbooks.checks import checks_page
from passivefolio.workbooks.common import SAMPLE_SOURCES, about_page, start_page
from passivefolio.workbooks.look import new_template
from passivefolio.workbooks.risk_profile.charts import insert_charts
from passivefolio.workbooks.risk_profile.checks import CHECKS, FACTS
from passivefolio.workbooks.risk_profile.inputs import inputs_page
from passivefolio.workbooks.risk_profile.results import results_page
from passivefolio.workbooks.risk_profile.workings import workings_page
from passivefolio.workbooks.tables import data_page

TITLE = "Risk profile"
SUMMARY = "How much risk suits you, how much you can afford, and what one year may bring."
SOURCES = (
    (
        "The questionnaire",
        "Our own. No questionnaire measures risk aversion; the line from score to A is a "
        "convention of this book, and so are the limits from horizon and reserve.",
    ),
    (
        "One-year outcomes",
        "Lognormal, from the expected return and standard deviation on Inputs; these are "
        "assumptions, not a forecast. The history is shown beside them.",
    ),
)


def build(path: Path, *, sample: bool = True) -> None:
    """Write the book with an invented person, or blank; its values come from a refresh."""
    with new_template(path, TITLE, SUMMARY) as book:
        start_page(
            book,
            question="Which risk aversion do my answers stand for, which of five mixes suits it, "
            "which can I afford, and what may one year bring?",
            steps=(
                "On Inputs, answer the eight questions with a number from 1 to 5, and fill in what "
                "you can afford. The house rules below them are yours to change.",
                "Read the answer on Results: the mix that suits you, the limits, and the range of "
                "one year, by assumption and in the history.",
                "Look at Checks. When every line says OK, the figures fit together.",
            ),
        )
        inputs_page(book, sample=sample)
        results = results_page(book)
        insert_charts(results, workings_page(book))
        data_page(book, SLEEVES, sample_history() if sample else ())
        checks_page(book, CHECKS, FACTS)
        about_page(book, (*SOURCES, *SAMPLE_SOURCES))
