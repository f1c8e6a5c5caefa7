"""The book My money: what you earned, what your investments earned, and the same in the index."""

from pathlib import Path

from passivefolio.workbooks.checks import checks_page
from passivefolio.workbooks.common import SAMPLE_SOURCES, about_page, start_page
from passivefolio.workbooks.look import new_template
from passivefolio.workbooks.my_money.charts import insert_charts
from passivefolio.workbooks.my_money.checks import CHECKS, FACTS
from passivefolio.workbooks.my_money.inputs import data_page, inputs_page
from passivefolio.workbooks.my_money.invented import values
from passivefolio.workbooks.my_money.results import results_page
from passivefolio.workbooks.my_money.workings import workings_page

TITLE = "My money"
SUMMARY = "What your money earned, deposits and withdrawals counted, beside the same in an index."
INVENTED = (
    "The saver",
    "Invented: quarterly deposits, a retreat in 2008 and 2009, a return in 2011. The values follow "
    "from them and a 60/30/10 mix of the three sample series, put back to its weights each month.",
)


def build(path: Path, *, sample: bool = True) -> None:
    """Write the book with an invented saver, or blank; its values come from a refresh."""
    with new_template(path, TITLE, SUMMARY) as book:
        start_page(
            book,
            question="What did my money really earn, with every deposit and withdrawal on its own "
            "day, what did the investments earn, and what would the same deposits be worth in an "
            "index?",
            steps=(
                "On Data, paste dates and values on the left, with the return or level of an index "
                "if you have one, and your deposits and withdrawals on the right.",
                "Read the answer on Results: the sentences on top say it in words, the charts and "
                "the table of years show how it came about.",
                "Look at Checks. When every line says OK, the figures fit together.",
            ),
        )
        inputs_page(book, sample=sample)
        results = results_page(book)
        places = workings_page(book, len([*values()]) if sample else 0)
        insert_charts(results, places)
        data_page(book, sample=sample)
        checks_page(book, CHECKS, FACTS)
        about_page(book, (INVENTED, *SAMPLE_SOURCES) if sample else ())
