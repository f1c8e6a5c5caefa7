"""``passivefolio demo``: the whole path in one command."""

import argparse
import datetime
from pathlib import Path
from typing import Any

from passivefolio.cli.parsing import path_named
from passivefolio.cli.refresh import refreshed
from passivefolio.errors import FileProblem

SUMMARY = "Write a 60/30/10 workbook, refresh it and print its answer."


def options(parser: argparse.ArgumentParser) -> None:
    """The folder to write to."""
    parser.add_argument(
        "folder", nargs="?", type=path_named, default=Path("demo"), help="where to (default: demo)"
    )


def run(options: argparse.Namespace) -> int:
    """Write the workbook unless it is there, refresh it, print its answer."""
    from passivefolio.workbooks.templates import new_workbook

    path = options.folder / "allocation_60_30_10.xlsx"
    if options.folder.is_file():
        raise FileProblem(f"{options.folder} is a file; name a folder")
    if not path.exists():
        options.folder.mkdir(parents=True, exist_ok=True)
        new_workbook("allocation_60_30_10", path, blank=False)
    book = refreshed(path)
    print(_answer(book))
    print(f"\nThe workbook: {path.resolve()}")
    return 0


def _answer(book: Any) -> str:
    """The answer of the 60/30/10 workbook in plain text."""

    def value(name: str) -> Any:
        return book.read(name)[0][0]

    def percent(name: str) -> str:
        return f"{value(name):.2%}"

    lines = [
        value("answer"),
        "",
        f"Expected return       {percent('er'):>8}  a year",
        f"Standard deviation    {percent('sd'):>8}",
        f"Utility (A = {value('A'):g})       {percent('worth'):>8}",
        f"Certainty equivalent  {percent('sure_return'):>8}  a year",
        f"Suits risk aversions  {value('suits_from'):.2f} to {value('suits_to'):.2f}",
        f"Rank for you          {value('target_rank'):.0f} of {len(book.read('mix_ranks'))} mixes",
    ]
    if value("history_ready"):
        first, last = (_date(value(name)).year for name in ("first_date", "last_date"))
        lines += [
            "",
            f"History {first}-{last}, {value('periods'):.0f} months:",
            f"Rebalanced monthly    {value('rebalanced'):8.3%}  a year",
            f"Standard deviation    {value('sd_in_history'):8.3%}",
            f"Maximum drawdown      {percent('deepest_fall'):>8}",
            f"Bought and held       {value('left_alone'):8.3%}  a year",
            f"... ending at weights {value('end_weights')}",
        ]
    return "\n".join(lines)


def _date(serial: float) -> datetime.date:
    return datetime.date(1899, 12, 30) + datetime.timedelta(days=serial)
