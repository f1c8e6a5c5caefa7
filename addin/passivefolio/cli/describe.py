"""``passivefolio describe``: what a function computes."""

import argparse
from typing import Any

from passivefolio.cli.shown import shown

SUMMARY = "Print what a function computes."


def options(parser: argparse.ArgumentParser) -> None:
    """Its name."""
    parser.add_argument("name", metavar="NAME", help="such as UTILITY")


def run(options: argparse.Namespace) -> int:
    """Print its explanation and its examples."""
    from passivefolio.catalogue import explanation, find

    function = find(options.name)
    print(explanation(function))
    print("\nExamples:")
    for example in function.examples:
        print(f"  {example.formula(function.name)}\n    gives {_plain(example.result)}")
        print(f"    source: {example.source}")
    return 0


def _plain(result: Any) -> str:
    if isinstance(result, tuple):
        return "; ".join(_plain(part) for part in result)
    return shown(result)
