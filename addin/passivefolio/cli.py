"""The command ``passivefolio``: what people do without any spreadsheet program."""

import argparse
import datetime
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from passivefolio.errors import CellError, PassivefolioError
from passivefolio.version import __version__

PATIENCE = 1.0
"""Seconds before progress is shown."""

EXAMPLES = """examples:
  passivefolio demo                                the whole path, in the folder demo/
  passivefolio new allocation_60_30_10 mine.xlsx   a workbook of your own
  passivefolio refresh mine.xlsx                   load its data, recalculate, report
  passivefolio calc '=UTILITY(8%, 15%, 3)'         one formula
  passivefolio describe UTILITY                    what a function computes
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it worked, 1 when it could not, 2 for a command not understood."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except PassivefolioError as error:
        print(f"passivefolio: {error}", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        print(f"passivefolio: {error.filename}: {error.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        print("passivefolio: stopped; nothing was changed", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="passivefolio",
        description="Measure, understand and tailor passive investments in a spreadsheet.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"passivefolio {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> Any:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        return added

    demo = command("demo", _demo, "Write a 60/30/10 workbook, refresh it and print its answer.")
    demo.add_argument(
        "folder", nargs="?", type=Path, default=Path("demo"), help="where to (default: demo)"
    )
    new = command("new", _new, "Write a workbook of your own from a template.")
    new.add_argument("template", nargs="?", help="its name; left out, the templates are listed")
    new.add_argument("file", nargs="?", type=Path, help="file to write (default: TEMPLATE.xlsx)")
    new.add_argument("--blank", action="store_true", help="without the sample figures")
    refresh = command(
        "refresh", _refresh, "Load the data source of workbooks, recalculate them, report."
    )
    refresh.add_argument("files", nargs="+", type=Path, metavar="FILE", help="an .xlsx or .xlsm")
    calc = command("calc", _calc, "Print the value of one formula.")
    calc.add_argument("formula", help="in quotes, such as '=UTILITY(8%%, 15%%, 3)'")
    functions = command("functions", _functions, "List the worksheet functions.")
    functions.add_argument("--json", action="store_true", help="everything about them, as JSON")
    describe = command("describe", _describe, "Print what a function computes.")
    describe.add_argument("name", help="such as UTILITY")
    return parser


class _Progress:
    """Progress on the terminal, once the work takes longer than a moment."""

    def __init__(self) -> None:
        self.started = time.monotonic()

    def __call__(self, text: str) -> None:
        if time.monotonic() - self.started > PATIENCE:
            print(f"{text} ...", file=sys.stderr)


def _demo(options: argparse.Namespace) -> int:
    from passivefolio.workbooks.templates import new_workbook

    path = options.folder / "allocation_60_30_10.xlsx"
    if not path.exists():
        options.folder.mkdir(parents=True, exist_ok=True)
        new_workbook("allocation_60_30_10", path, blank=False)
    book = _refreshed(path)
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


def _new(options: argparse.Namespace) -> int:
    from passivefolio.workbooks.templates import TEMPLATES, new_workbook

    if options.template is None:
        for template in TEMPLATES:
            print(f"{template.name}  {template.summary}")
        return 0
    path = options.file or Path(f"{options.template.removesuffix('.xlsx')}.xlsx")
    new_workbook(options.template, path, blank=options.blank)
    print(f"wrote {path}")
    return 0


def _refreshed(path: Path) -> Any:
    """The workbook after a refresh that was saved."""
    from passivefolio.hosts.headless.book import HeadlessBook
    from passivefolio.refresh import refresh

    tell = _Progress()
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


def _refresh(options: argparse.Namespace) -> int:
    worked = True
    for path in options.files:
        try:
            _refreshed(path)
        except PassivefolioError as error:
            print(f"passivefolio: {error}", file=sys.stderr)
            worked = False
    return 0 if worked else 1


def _calc(options: argparse.Namespace) -> int:
    from passivefolio.hosts.headless.expression import evaluate

    answer = evaluate(options.formula)
    rows = answer if isinstance(answer, list) else [[answer]]
    errors = [cell for row in rows for cell in row if isinstance(cell, CellError)]
    if rows is answer or not errors:
        for row in rows:
            print("\t".join(map(_shown, row)))
    for message in dict.fromkeys(error.message for error in errors):
        print(message, file=sys.stderr)
    return 1 if errors else 0


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _functions(options: argparse.Namespace) -> int:
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


def _describe(options: argparse.Namespace) -> int:
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
    return _shown(float(result) if isinstance(result, int) and result is not True else result)
