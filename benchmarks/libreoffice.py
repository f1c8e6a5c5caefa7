"""Cells of a running LibreOffice: recalculation, array formulas, opening workbooks."""

import statistics
import tempfile
from pathlib import Path

import measure

from passivefolio.hosts.libreoffice import extension
from passivefolio.hosts.libreoffice.machine import find_office
from passivefolio.hosts.libreoffice.packages import home_of_numpy
from passivefolio.hosts.libreoffice.session import MANAGER, Office, OfficeProblem, running
from passivefolio.workbooks.templates import built_templates

REQUESTS = Path(__file__).with_name("libreoffice_requests.py")
ROWS = 10_000
OURS = "=UTILITY(A{0};B{0};$C$1)"
THEIRS = "=A{0}-0.5*$C$1*B{0}^2"
ARRAY = f"=UTILITY(A1:A{ROWS};B1:B{ROWS};C1)"
THEIR_ARRAY = f"=A1:A{ROWS}-0.5*C1*B1:B{ROWS}^2"
RUNS = 7


def report() -> str:
    """Times inside LibreOffice, with the extension and without."""
    try:
        office = find_office()
    except OfficeProblem as problem:
        return f"Not measured: {problem}."
    with tempfile.TemporaryDirectory() as folder:
        bare, full = Path(folder) / "bare", Path(folder) / "full"
        _prepare(office, bare, full)
        with running(office, full, [REQUESTS]) as asked:
            rows = [
                [what, *(measure.shown(asked.ask(*request, RUNS)) for request in requests)]
                for what, requests in _calculations()
            ]
        opened = [_opening(office, profile) for profile in (full, bare)]
    table = measure.table(["work", "ours", "built-in functions"], rows)
    rows = [
        [name, measure.shown(opened[0][name]), measure.shown(opened[1][name])] for name in opened[0]
    ]
    return f"{table}\n\n{measure.table(['opening', 'with the add-in', 'without'], rows)}"


def _calculations() -> list[tuple[str, list[tuple[str, str, int]]]]:
    return [
        (f"{ROWS:,} cells", [("cells", formula, ROWS) for formula in (OURS, THEIRS)]),
        (
            f"an array formula of {ROWS:,} rows",
            [("array", formula, ROWS) for formula in (ARRAY, THEIR_ARRAY)],
        ),
    ]


def _prepare(office: Office, bare: Path, full: Path) -> None:
    """A profile without the extension and one with it."""
    with running(office, bare, [MANAGER]) as asked:
        asked.ask("formula", "=1+1")
    package = full.parent / extension.FILE_NAME
    extension.build(package, home_of_numpy(office, full, lambda line: None))
    with running(office, full, [MANAGER]) as asked:
        asked.ask("add", str(package))


def _opening(office: Office, profile: Path) -> dict[str, float]:
    """Seconds to open each template, the first in a fresh LibreOffice with all it must load."""
    templates = sorted(built_templates().glob("*.xlsx"))
    firsts = []
    for _ in range(3):
        with running(office, profile, [REQUESTS]) as asked:
            firsts.append(asked.ask("opening", str(templates[0])))
    found = {f"{templates[0].stem}, the first": statistics.median(firsts)}
    with running(office, profile, [REQUESTS]) as asked:
        asked.ask("opening", str(templates[0]))
        for template in templates:
            times = [asked.ask("opening", str(template)) for _ in range(5)]
            found[template.stem] = statistics.median(times)
    return found
