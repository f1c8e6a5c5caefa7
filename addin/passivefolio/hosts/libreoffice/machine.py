"""Where LibreOffice is on this machine, which Python it runs, where its user's profile lies."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from passivefolio.hosts.libreoffice.session import Office, OfficeProblem, outside_our_python

SECONDS = 60
PLACES = {
    "linux": (
        "/usr/lib/libreoffice/program/soffice",
        "/usr/lib64/libreoffice/program/soffice",
        "/opt/libreoffice*/program/soffice",
    ),
    "darwin": (
        "/Applications/LibreOffice*.app/Contents/MacOS/soffice",
        "~/Applications/LibreOffice*.app/Contents/MacOS/soffice",
    ),
    "win32": (
        "%ProgramFiles%/LibreOffice*/program/soffice.exe",
        "%ProgramFiles(x86)%/LibreOffice*/program/soffice.exe",
    ),
}
PROFILES = {
    "linux": "~/.config/libreoffice/4",
    "darwin": "~/Library/Application Support/LibreOffice/4",
    "win32": "%APPDATA%/LibreOffice/4",
}
PYTHONS = ("python", "python.exe", "../Resources/python")
"""Where LibreOffice keeps a Python of its own, seen from its program folder."""
LOOK = """
import json, struct, sys
sys.path[:0] = sys.argv[1:]
found = {"version": sys.version_info[:3], "bits": 8 * struct.calcsize("P"), "uno": ""}
try:
    import uno
except Exception as problem:
    found["uno"] = str(problem) or "it does not load"
try:
    import numpy
    numpy.linalg.inv(numpy.eye(2))
    if int(numpy.__version__.split(".")[0]) < 2:
        raise ImportError("it is %s, needed is 2 or newer" % numpy.__version__)
    found["numpy"] = numpy.__version__
    found["missing"] = ""
except Exception as problem:
    found["numpy"] = ""
    found["missing"] = str(problem).strip().splitlines()[0] if str(problem).strip() else "?"
print(json.dumps(found))
"""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python: its version, whether it can talk to LibreOffice, its numpy or why there is none."""

    version: tuple[int, int, int]
    bits: int
    uno_problem: str
    numpy: str
    numpy_problem: str

    @property
    def name(self) -> str:
        """Its version in words."""
        return "Python " + ".".join(map(str, self.version))


def find_office() -> Office:
    """The LibreOffice of this machine."""
    programs = list(_programs())
    if not programs:
        raise OfficeProblem(
            "LibreOffice was not found; install it from libreoffice.org or as a package of this "
            "computer's system (what comes by Flatpak or Snap is walled off)"
        )
    for program in programs:
        for python in _pythons(program):
            if not look_at(python).uno_problem:
                return Office(program, python)
    raise OfficeProblem(
        f"LibreOffice ({programs[0]}) cannot run Python; install its Python support: the package "
        "python3-uno (Debian, Ubuntu) or libreoffice-pyuno (Fedora)"
    )


def _programs() -> Iterator[Path]:
    """The programs soffice on this machine, the one on the path first."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            yield Path(found).resolve()
    for place in PLACES.get(sys.platform, PLACES["linux"]):
        pattern = Path(os.path.expandvars(place)).expanduser()
        yield from sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))


def _pythons(program: Path) -> Iterator[Path]:
    """The Pythons that may be able to talk to it, its own first."""
    for place in PYTHONS:
        if (found := program.parent / place).exists():
            yield found
    if sys.platform not in ("win32", "darwin"):
        for name in ("/usr/bin/python3", shutil.which("python3")):
            if name and Path(name).exists():
                yield Path(name)


def look_at(python: Path, *folders: Path) -> Interpreter:
    """What a Python is and has, when it also looks for packages in some folders."""
    try:
        told = subprocess.run(
            [str(python), "-c", LOOK, *map(str, folders)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            env=outside_our_python(os.environ),
            check=True,
        )
        found = json.loads(told.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as problem:
        return Interpreter((0, 0, 0), 0, f"{python} does not start ({problem})", "", "")
    return Interpreter(
        tuple(found["version"]), found["bits"], found["uno"], found["numpy"], found["missing"]
    )


def usual_profile() -> Path:
    """Where LibreOffice keeps what belongs to the user."""
    place = PROFILES.get(sys.platform, PROFILES["linux"])
    return Path(os.path.expandvars(place)).expanduser()
