"""A numpy for LibreOffice's own Python: its own, ours, or one fetched into the profile."""

import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from passivefolio.hosts.libreoffice.machine import Interpreter, look_at
from passivefolio.hosts.libreoffice.session import Office, OfficeProblem

OLDEST = (3, 11)
SECONDS = 300


def packages_folder(profile: Path) -> Path:
    """Where a fetched numpy is put."""
    return profile / "passivefolio-packages"


def home_of_numpy(office: Office, profile: Path, tell: Callable[[str], None]) -> Path | None:
    """The folder from which LibreOffice can take numpy; None when its Python has it by itself."""
    python = look_at(office.python)
    refuse_when_old(python)
    if python.numpy:
        tell(f"its {python.name} has numpy {python.numpy}")
        return None
    fetched = packages_folder(profile)
    for folder in (our_packages(), fetched):
        if (found := look_at(office.python, folder)).numpy:
            tell(f"its {python.name} takes numpy {found.numpy} from {folder}")
            return folder
    problem = fetch_numpy(python, fetched)
    found = look_at(office.python, fetched)
    if not found.numpy:
        raise OfficeProblem(
            f"LibreOffice's {python.name} has no numpy, and fetching one failed "
            f"({problem or found.numpy_problem}); {by_hand(office, fetched)}"
        )
    tell(f"fetched numpy {found.numpy} for its {python.name} into {fetched}")
    return fetched


def refuse_when_old(python: Interpreter) -> None:
    """The functions need a Python of these years."""
    if python.version[:2] < OLDEST:
        raise OfficeProblem(
            f"this LibreOffice brings {python.name}, passivefolio needs Python "
            f"{OLDEST[0]}.{OLDEST[1]} or newer; install a newer LibreOffice from libreoffice.org"
        )


def our_packages() -> Path:
    """The folder from which this Python takes numpy."""
    import numpy

    return Path(numpy.__file__).parents[1]


def fetch_numpy(python: Interpreter, folder: Path) -> str:
    """Fetch numpy for a Python of that version on this machine; what went wrong, or nothing."""
    if python.bits != 8 * struct.calcsize("P"):
        return f"it is a Python of {python.bits} bits, unlike this one"
    shutil.rmtree(folder, ignore_errors=True)
    version = ".".join(map(str, python.version[:2]))
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--only-binary=:all:", "--python-version", version, "--target", str(folder)]
    try:
        done = subprocess.run(
            [*command, "numpy"], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError) as problem:
        return str(problem)
    lines = done.stderr.strip().splitlines()
    return lines[-1] if done.returncode and lines else ""


def by_hand(office: Office, folder: Path) -> str:
    """What to do when numpy cannot be fetched."""
    if sys.platform == "linux" and office.python.is_relative_to("/usr"):
        return "install the package python3-numpy, then run: passivefolio install libreoffice"
    return (
        f'run: "{office.python}" -m pip install --target "{folder}" numpy, '
        "then: passivefolio install libreoffice"
    )
