"""``passivefolio macros``: fresh macros for workbooks, after an update."""

import argparse
import sys

from passivefolio.cli.parsing import path_named
from passivefolio.errors import PassivefolioError

SUMMARY = "Renew the macros of .xlsm workbooks, after an update of passivefolio or xlwings."


def options(parser: argparse.ArgumentParser) -> None:
    """The files."""
    parser.add_argument(
        "files", nargs="+", type=path_named, metavar="FILE", help="an .xlsm of ours"
    )


def run(options: argparse.Namespace) -> int:
    """Renew those of each file; a failure of one does not stop the others."""
    from passivefolio.vba.macro_workbook import renew_macros

    worked = True
    for path in options.files:
        try:
            print(f"{path}: {'macros renewed' if renew_macros(path) else 'macros are up to date'}")
        except PassivefolioError as error:
            print(f"passivefolio: {error}", file=sys.stderr)
            worked = False
    return 0 if worked else 1
