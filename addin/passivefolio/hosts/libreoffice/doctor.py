"""What can keep our functions from working in LibreOffice, and what to do about each."""

from collections.abc import Iterator
from pathlib import Path

from passivefolio.hosts.findings import Finding, note, problem, well
from passivefolio.hosts.libreoffice.machine import find_office, look_at
from passivefolio.hosts.libreoffice.names import EXTENSION
from passivefolio.hosts.libreoffice.packages import refuse_when_old
from passivefolio.hosts.libreoffice.session import (
    MANAGER,
    Office,
    OfficeProblem,
    refuse_when_running,
    running,
)
from passivefolio.version import __version__

INSTALL = "run: passivefolio install libreoffice"
SITE = "user/uno_packages/cache/uno_packages/*/*.oxt/pythonpath/passivefolio/*/*/site.txt"
FORMULA, EXPECTED = "=UTILITY(0.22;0.34;3)", 0.0466


def examine(profile: Path) -> Iterator[Finding]:
    """Every finding about LibreOffice on this machine and the add-in in a profile."""
    try:
        office = find_office()
    except OfficeProblem as missing:
        yield _as_finding(missing)
        return
    yield well(f"LibreOffice: {office.soffice}")
    yield from _python(office, profile)
    try:
        refuse_when_running(profile)
        yield from _extension(office, profile)
    except OfficeProblem as obstacle:
        yield _as_finding(obstacle)


def _as_finding(obstacle: OfficeProblem) -> Finding:
    found, _, remedy = str(obstacle).partition("; ")
    return problem(found, remedy)


def _python(office: Office, profile: Path) -> Iterator[Finding]:
    """Its Python, and the numpy it gets from where the installed extension looks for it."""
    sites = [Path(file.read_text(encoding="utf-8")) for file in profile.glob(SITE)]
    python = look_at(office.python, *sites)
    try:
        refuse_when_old(python)
    except OfficeProblem as old:
        yield _as_finding(old)
        return
    yield well(f"{python.name}: {office.python}")
    if python.numpy:
        yield well(f"numpy {python.numpy}{f', from {sites[0]}' if sites else ''}")
    else:
        yield problem(f"numpy cannot be used ({python.numpy_problem})", INSTALL)


def _extension(office: Office, profile: Path) -> Iterator[Finding]:
    if not profile.is_dir():
        yield problem(f"the add-in is not installed, there is no {profile}", INSTALL)
        return
    with running(office, profile, [MANAGER]) as asked:
        versions = {identifier: version for identifier, version, _ in asked.ask("listed")}
    if EXTENSION not in versions:
        yield problem(f"the add-in is not in {profile}", INSTALL)
        return
    if versions[EXTENSION] == __version__:
        yield well(f"the add-in {__version__} is in {profile}")
    else:
        yield note(f"the add-in is of version {versions[EXTENSION]}, not {__version__}", INSTALL)
    try:
        yield well(prove(office, profile))
    except OfficeProblem as fault:
        yield problem(str(fault), INSTALL)


def prove(office: Office, profile: Path) -> str:
    """Calculate one formula in a cell."""
    with running(office, profile, [MANAGER]) as asked:
        shown, value = asked.ask("formula", FORMULA)
    if abs(value - EXPECTED) > 1e-12:
        raise OfficeProblem(f"the formula {FORMULA} in a cell shows {shown}, expected {EXPECTED}")
    return f"{FORMULA} in a cell shows {shown}"
