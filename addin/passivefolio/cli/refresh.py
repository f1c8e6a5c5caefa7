"""``passivefolio refresh``: recalculate workbooks without a spreadsheet program."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from passivefolio.cli.parsing import WORKBOOKS, path_named
from passivefolio.cli.progress import Bar, Progress
from passivefolio.errors import FileProblem, PassivefolioError

SUMMARY = "Load the data source of workbooks, recalculate them, report."
STALE = 3
EXIT_CODES = """exit codes:
  0  all went well
  1  a workbook could not be refreshed; it is as it was, the others are refreshed
  2  the command was not understood
  3  with --check: a workbook holds values that are no longer so
"""


def options(parser: argparse.ArgumentParser) -> None:
    """The files and what to do with them."""
    parser.epilog = EXIT_CODES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "files",
        nargs="+",
        type=path_named,
        metavar="FILE",
        help="a workbook (.xlsx, .xlsm), or a folder: all workbooks in it",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=path_named,
        metavar="OUT",
        help="write there instead: a file, or a folder for several workbooks",
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing, say what is no longer so"
    )
    parser.add_argument("--json", action="store_true", help="print the reports as JSON")
    parser.add_argument(
        "--recalc-on-open",
        action="store_true",
        help="have spreadsheet programs recalculate the workbook when they open it",
    )
    parser.add_argument(
        "--backup", action="store_true", help="keep the old file beside the new, as NAME.backup"
    )
    parser.add_argument(
        "--jobs", type=_jobs, default=1, metavar="N", help="workbooks refreshed at the same time"
    )


def _jobs(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError("a number of at least 1 is expected")
    return int(text)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report of one workbook, or the sentence that says why there is none."""

    path: Path
    report: Any = None
    problem: str = ""


def run(options: argparse.Namespace) -> int:
    """Refresh each file; a failure of one does not stop the others."""
    paths = _once(_workbooks(options.files))
    into_folder = len(paths) > 1 or any(path.is_dir() for path in options.files)
    if options.output is not None and into_folder:
        _refuse_confusion(paths, options.output)
    work = partial(
        _outcome,
        output=options.output,
        into_folder=into_folder,
        check=options.check,
        backup=options.backup,
        recalc_on_open=options.recalc_on_open,
    )
    outcomes: list[Outcome] = []
    bar = Bar(len(paths))
    for outcome in _carried_out(work, paths, options.jobs):
        outcomes.append(outcome)
        bar.clear()
        if outcome.problem:
            print(f"passivefolio: {outcome.problem}", file=sys.stderr)
        elif not options.json:
            _tell(outcome.report, options.check)
        bar(len(outcomes), outcome.path.name)
    bar.clear()
    if options.json:
        order = {path: number for number, path in enumerate(paths)}
        outcomes.sort(key=lambda outcome: order[outcome.path])
        print(json.dumps([_as_dict(outcome) for outcome in outcomes], indent=2))
    if any(outcome.problem for outcome in outcomes):
        return 1
    stale = any(outcome.report.stale for outcome in outcomes)
    return STALE if options.check and stale else 0


def _workbooks(files: list[Path]) -> Iterator[Path]:
    """The workbooks meant: files as given, those in folders, and those a pattern stands for."""
    for path in files:
        if path.is_dir():
            yield from _found(path.rglob("*"), f"{path} holds no workbook (.xlsx, .xlsm)")
        elif not path.exists() and any(sign in path.name for sign in "*?"):
            yield from _found(path.parent.glob(path.name), f"no workbook is called {path}")
        else:
            yield path


def _found(paths: Iterable[Path], otherwise: str) -> list[Path]:
    """The workbooks among the files, without those that programs keep beside them."""
    found = sorted(
        path
        for path in paths
        if path.suffix.lower() in WORKBOOKS
        and path.is_file()
        and not path.name.startswith(("~$", "."))
    )
    if not found:
        raise FileProblem(otherwise)
    return found


def _once(paths: Iterable[Path]) -> list[Path]:
    """Each workbook once, however often it is named."""
    return list({path.resolve(): path for path in paths}.values())


def _refuse_confusion(paths: list[Path], output: Path) -> None:
    """Several workbooks go into a folder, under names of their own."""
    if output.suffix.lower() in WORKBOOKS and not output.is_dir():
        raise FileProblem(f"{output} cannot hold several workbooks; give the name of a folder")
    names: dict[str, Path] = {}
    for path in paths:
        other = names.setdefault(path.name.lower(), path)
        if other != path:
            raise FileProblem(
                f"{other} and {path} would both become {output / path.name}; refresh them apart"
            )


def _carried_out(work: Any, paths: list[Path], jobs: int) -> Iterator[Outcome]:
    """The outcomes as they come in, one after the other or from several processes."""
    if jobs == 1 or len(paths) == 1:
        yield from map(work, paths)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(jobs, len(paths)), get_context("spawn")) as pool:
        running = {pool.submit(work, path): path for path in paths}
        for future in as_completed(running):
            try:
                yield future.result()
            except Exception as problem:  # the process was ended from outside
                name = running[future].name
                yield Outcome(running[future], None, f"{name} was not refreshed ({problem})")


def _outcome(path: Path, output: Path | None, into_folder: bool, **how: bool) -> Outcome:
    """Refresh one workbook."""
    from passivefolio.hosts.headless.filing import refresh_file

    if output is not None and (into_folder or output.is_dir()):
        output = output / path.name
    try:
        if output is not None:
            output.parent.mkdir(parents=True, exist_ok=True)
        return Outcome(path, refresh_file(path, output=output, tell=Progress(), **how))
    except PassivefolioError as error:
        return Outcome(path, None, str(error))
    except OSError as error:
        return Outcome(path, None, f"{error.filename}: {error.strerror}")


def _as_dict(outcome: Outcome) -> dict[str, Any]:
    if outcome.problem:
        return {"file": str(outcome.path), "problem": outcome.problem}
    return dict(outcome.report.as_dict())


def _tell(report: Any, check: bool) -> None:
    """The report in lines."""
    changed = len(report.changed)
    state = f"{changed} new value{'s' if changed > 1 else ''}" if changed else "no new values"
    loaded = "" if report.periods is None else f", {report.periods} periods loaded"
    end = ", file unchanged"
    if check:
        end = ", not up to date" if report.stale else ", up to date"
    elif report.saved:
        end = f", written to {report.saved}" if report.saved != report.path else ""
    print(f"{report.path}: {state}{loaded}{end}")
    for problem in report.problems:
        print(f"  {problem}")


def refreshed(path: Path) -> Any:
    """The workbook after a refresh that was saved and told of."""
    from passivefolio.hosts.headless.book import HeadlessBook
    from passivefolio.hosts.headless.filing import refresh_file

    _tell(refresh_file(path, tell=Progress()), check=False)
    return HeadlessBook(path, writable=False)
