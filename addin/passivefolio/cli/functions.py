"""``passivefolio functions``: the worksheet functions."""

import argparse
import json

SUMMARY = "List the worksheet functions."


def options(parser: argparse.ArgumentParser) -> None:
    """How to list them."""
    parser.add_argument("--json", action="store_true", help="everything about them, as JSON")


def run(options: argparse.Namespace) -> int:
    """List them by category."""
    from passivefolio.catalogue import FUNCTIONS
    from passivefolio.catalogue.listing import listing

    if options.json:
        print(json.dumps(listing(), indent=1))
        return 0
    width = max(len(function.name) for function in FUNCTIONS)
    category = ""
    for function in FUNCTIONS:
        if function.category != category:
            category = function.category
            print(f"\n{category}" if function is not FUNCTIONS[0] else category)
        print(f"  {function.name:<{width}}  {function.summary}")
    return 0
