"""``passivefolio calc``: one formula."""

import argparse
import sys

from passivefolio.cli.shown import shown
from passivefolio.errors import CELL_ERRORS, CellError, PassivefolioError

SUMMARY = "Print the value of one formula."


def options(parser: argparse.ArgumentParser) -> None:
    """The formula."""
    parser.add_argument(
        "formula",
        nargs="+",
        metavar="FORMULA",
        help="in quotes, such as '=UTILITY(8%%, 15%%, 3)'",
    )


def run(options: argparse.Namespace) -> int:
    """Print the value, or the sentence of its error."""
    from passivefolio.hosts.headless.expression import evaluate

    formula = " ".join(options.formula)
    name = formula.strip().removeprefix("=").strip()
    if name.replace("_", "").isalpha() and (sentence := _without_brackets(name)):
        print(sentence, file=sys.stderr)
        return 1
    answer = evaluate(formula)
    rows = answer if isinstance(answer, list) else [[answer]]
    errors = [cell for row in rows for cell in row if isinstance(cell, CellError)]
    if rows is answer or not errors:
        for row in rows:
            print("\t".join(map(shown, row)))
    for message in dict.fromkeys(map(_sentence, errors)):
        print(message, file=sys.stderr)
    return 1 if errors else 0


def _sentence(error: CellError) -> str:
    return error.message or f"{error.code}: {CELL_ERRORS[error.code]}"


def _without_brackets(name: str) -> str:
    """The sentence for a function of ours that is given without arguments."""
    from passivefolio.catalogue import find

    try:
        function = find(name)
    except PassivefolioError:
        return ""
    example = function.examples[0].formula(function.name)
    return f"{function.name} takes its arguments in brackets, as in {example}"
