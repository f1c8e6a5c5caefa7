"""The 60/30/10 book: what a mix of market index, Treasuries and money market is worth to you."""

from pathlib import Path

from passivefolio.data import sample_history
from passivefolio.workbooks.allocation.checks import CHECKS, FACTS
from passivefolio.workbooks.allocation.inputs import inputs_page
from passivefolio.workbooks.allocation.results import results_page
from passivefolio.workbooks.allocation.workings import workings_page
from passivefolio.workbooks.checks import checks_page
from passivefolio.workbooks.common import SAMPLE_SOURCES, about_page, start_page
from passivefolio.workbooks.look import new_template
from passivefolio.workbooks.tables import data_page

TITLE = "Allocation 60/30/10"
SUMMARY = "What return and risk your mix stands for, and what it is worth to you."
SLEEVES = ("Market index fund", "US Treasuries", "Money market")


def build(path: Path, *, sample: bool = True) -> None:
    """Write the book with the sample figures, or blank; its values come from a refresh."""
    with new_template(path, TITLE, SUMMARY) as book:
        start_page(
            book,
            question="What is a passive mix such as 60 % market index fund, 30 % US Treasuries and "
            "10 % money market worth to you, after you have weighed its risk?",
            steps=(
                "On Inputs, fill in the yellow cells: your weights, what you expect of each "
                "sleeve, how they move together, and your risk aversion A.",
                "Read the answer on Results. The sentences on top say it in words; the table "
                "below compares your mix with others.",
                "Look at Checks. When every line says OK, the figures fit together.",
            ),
        )
        inputs_page(book, SLEEVES, sample=sample)
        results_page(book, SLEEVES)
        workings_page(book, SLEEVES)
        data_page(book, SLEEVES, sample_history() if sample else ())
        checks_page(book, CHECKS, FACTS)
        about_page(book, SAMPLE_SOURCES)
