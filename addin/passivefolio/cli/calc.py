"""``passivefolio calc``: one formula."""

import argparse
import sys

from passivefolio.cli.shown import shown
from passivefolio.errors import CellError

SUMMARY = "Print the value of one formula."


def options(parser: argparse.ArgumentParser) -> None:
    """The formula."""
    parser.add_argument("formula", help="in quotes, such as '=UTILITY(8%%, 15%%, 3)'")


def run(options: argparse.Namespace) -> int:
    """Print the value, or the sentence of its error."""
    from passivefolio.hosts.headless.expression import evaluate

    answer = evaluate(options.formula)
    rows = answer if isinstance(answer, list) else [[answer]]
    errors = [cell for row in rows for cell in row if isinstance(cell, CellError)]
    if rows is answer or not errors:
        for row in rows:
            print("\t".join(map(shown, row)))
    for message in dict.fromkeys(error.message for error in errors):
        print(message, file=sys.stderr)
    return 1 if errors else 0
