"""``passivefolio refresh``: recalculate workbooks without a spreadsheet program."""

import argparse
import datetime
import sys
from pathlib import Path
from typing import Any

from passivefolio.cli.progress import Progress
from passivefolio.errors import PassivefolioError

SUMMARY = "Load the data source of workbooks, recalculate them, report."


def options(parser: argparse.ArgumentParser) -> None:
    """The files."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="an .xlsx or .xlsm")


def run(options: argparse.Namespace) -> int:
    """Refresh each file; a failure of one does not stop the others."""
    worked = True
    for path in options.files:
        try:
            refreshed(path)
        except PassivefolioError as error:
            print(f"passivefolio: {error}", file=sys.stderr)
            worked = False
    return 0 if worked else 1


def refreshed(path: Path) -> Any:
    """The workbook after a refresh that was saved."""
    from passivefolio.hosts.headless.book import HeadlessBook
    from passivefolio.refreshing import refresh

    tell = Progress()
    book = HeadlessBook(path)
    done = refresh(book, path.resolve().parent, datetime.datetime.now(), tell)
    saved = book.save()
    loaded = "" if done.periods is None else f", {done.periods} periods loaded"
    changed = len(done.calculated.changed)
    state = f"{changed} new values" if changed else "no new values"
    print(f"{path}: {state}{loaded}{'' if saved else ', file unchanged'}")
    for problem in done.problems:
        print(f"  {problem}")
    return book
