"""The Client book: one row per client, who has strayed, and what it costs them."""

from pathlib import Path

from passivefolio.workbooks.checks import checks_page
from passivefolio.workbooks.client_book.charts import insert_charts
from passivefolio.workbooks.client_book.checks import CHECKS, FACTS
from passivefolio.workbooks.client_book.clients import clients_page
from passivefolio.workbooks.client_book.inputs import inputs_page
from passivefolio.workbooks.client_book.results import results_page
from passivefolio.workbooks.client_book.workings import workings_page
from passivefolio.workbooks.common import about_page, start_page
from passivefolio.workbooks.look import new_template

TITLE = "Client book"
SUMMARY = "What each client's portfolio is worth to its owner, and who has left the benchmark."
SOURCES = (
    (
        "The clients",
        "Forty invented ones: fixed values and drifts around five benchmarks. No real person.",
    ),
    (
        "The assumptions",
        "Expected returns, risks and correlations on Inputs are assumptions to start from.",
    ),
)


def build(path: Path, *, sample: bool = True) -> None:
    """Write the book with invented clients, or blank; its values come from a refresh."""
    with new_template(path, TITLE, SUMMARY) as book:
        start_page(
            book,
            question="Which of my clients have left the bands around their benchmark, what is each "
            "portfolio worth to its owner, and what would going back be worth?",
            steps=(
                "On Inputs, fill in what you expect of the three sleeves, the benchmarks agreed "
                "with your clients, and how far weights may stray.",
                "On Clients, paste one row per client: value, three weights, risk aversion A and "
                "the name of the benchmark. Results stand beside each row, and on Results.",
                "Look at Checks. When every line says OK, every client is counted.",
            ),
        )
        inputs_page(book)
        results = results_page(book)
        clients_page(book, sample=sample)
        insert_charts(results, workings_page(book))
        checks_page(book, CHECKS, FACTS)
        about_page(book, SOURCES if sample else SOURCES[1:])
