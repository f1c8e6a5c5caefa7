"""Puts the add-in into Excel for Windows, takes it out again, looks whether it can work."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from passivefolio.errors import FileProblem, PassivefolioError
from passivefolio.hosts.excel import interpreter
from passivefolio.hosts.excel.doctor import FILE_NAME, examine, obstacles
from passivefolio.hosts.excel.machine import Machine, this_machine, xlwings_version
from passivefolio.hosts.findings import State
from passivefolio.version import __version__

Tell = Callable[[str], None]

NEXT = (
    "Now close every window of Excel and start it again. The tab Passivefolio appears, and "
    "=UTILITY(0.08, 0.15, 3) shows 0.04625. If not: passivefolio doctor excel"
)

ON_A_MAC = (
    "On a Mac the functions cannot be typed into Excel, but a workbook with a button Refresh "
    "works: passivefolio new TEMPLATE --macro"
)


def install(folder: Path | None, tell: Tell, machine: Machine | None = None) -> None:
    """Build the add-in on this machine, for this Python, and put it where Excel finds it."""
    from passivefolio.hosts.excel.addin import build

    machine = machine or this_machine()
    if machine.mac and folder is None:
        _install_buttons(machine, tell)
        return
    place = _startup(folder, machine)
    if machine.windows and (found := obstacles(machine, place)):
        raise FileProblem("\n".join(("the add-in could not work here:", *map(str, found))))
    path = place / FILE_NAME
    with _held_by_excel(path):
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".passivefolio-", dir=place) as scratch:
            fresh = Path(scratch) / FILE_NAME
            build(fresh)
            fresh.replace(path)
    tell(f"wrote {path}, built from passivefolio {__version__} and xlwings {xlwings_version()}")
    settings = interpreter.set_interpreter(machine) if machine.windows else None
    if settings is None:
        tell("this is not Windows, so the add-in was not told which Python to start")
    else:
        tell(f"wrote {settings}: Excel starts {machine.python}")
        tell(NEXT)


def _install_buttons(machine: Machine, tell: Tell) -> None:
    """What xlwings needs on a Mac to start Python from a button."""
    import xlwings

    name = f"xlwings-{xlwings_version()}.applescript"
    scripts = machine.scripts_folder()
    with _held_by_excel(scripts / name):
        scripts.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(xlwings.__file__).parent / name, scripts / name)
    tell(f"wrote {scripts / name}")
    tell(f"wrote {interpreter.set_interpreter(machine)}: buttons start {machine.python}")
    tell(ON_A_MAC)


def uninstall(folder: Path | None, tell: Tell, machine: Machine | None = None) -> None:
    """Take away what ``install`` wrote, and nothing else."""
    machine = machine or this_machine()
    if machine.mac and folder is None:
        path = machine.scripts_folder() / f"xlwings-{xlwings_version()}.applescript"
    else:
        path = _startup(folder, machine) / FILE_NAME
    if path.exists():
        with _held_by_excel(path):
            path.unlink()
        tell(f"removed {path}")
    else:
        tell(f"there is no {path}")
    settings = interpreter.forget_interpreter(machine)
    if settings is not None:
        tell(f"removed our settings from {settings}")


def doctor(folder: Path | None, tell: Tell, machine: Machine | None = None) -> bool:
    """Tell every finding in a line; whether nothing is in the way."""
    machine = machine or this_machine()
    place = (
        machine.scripts_folder() if machine.mac and folder is None else _startup(folder, machine)
    )
    findings = list(examine(machine, place))
    for finding in findings:
        tell(str(finding))
    return not any(finding.state is State.PROBLEM for finding in findings)


def _startup(folder: Path | None, machine: Machine) -> Path:
    """The folder given, or else the one from which Excel starts."""
    if folder is not None:
        return folder
    if not machine.windows:
        raise FileProblem(
            f"Excel for Windows is not on {machine.system}; passivefolio build xlam FILE writes "
            "the add-in on any machine, and --startup DIR works on a folder of your choice"
        )
    usual = machine.startup_folder()
    if usual is None:
        raise FileProblem("Windows names no folder APPDATA; give the XLSTART folder by --startup")
    return usual


@contextmanager
def _held_by_excel(path: Path) -> Iterator[None]:
    """Windows lets nobody replace a file that Excel has open."""
    try:
        yield
    except PassivefolioError:
        raise
    except PermissionError as error:
        raise FileProblem(
            f"{path} cannot be replaced ({error.strerror}); most likely Excel has it open: close "
            "every window of Excel, then try again"
        ) from error
    except OSError as error:
        raise FileProblem(f"{path} cannot be written ({error.strerror})") from error
