"""The setting that tells Excel's macros which Python to start.

xlwings' macros read it from a text file of the user, a line per setting as VBA's ``Write #``
writes them: ``"INTERPRETER_WIN","C:\\Python\\python.exe"``.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

from passivefolio.errors import FileProblem
from passivefolio.hosts.excel.machine import Machine

PROJECT_NAME = "passivefolio"
"""What our copy of xlwings' macros calls itself, and so its file of settings."""

FOLDER_ON_PATH = "ADD_WORKBOOK_TO_PYTHONPATH"
"""Off: a file beside a workbook must not stand in for a module, and OneDrive has no folder."""


def settings_file(machine: Machine) -> Path | None:
    """Where the macros look for the settings; None where Excel has no macros of ours."""
    if machine.windows:
        home = machine.folder("USERPROFILE")
        return home and home / f".{PROJECT_NAME}" / f"{PROJECT_NAME}.conf"
    home = machine.folder("HOME")
    if machine.mac and home:
        container = home / "Library" / "Containers" / "com.microsoft.Excel" / "Data"
        return container / f"{PROJECT_NAME}.conf"
    return None


def interpreter_key(machine: Machine) -> str:
    """The name of the setting."""
    return "INTERPRETER_WIN" if machine.windows else "INTERPRETER_MAC"


def read_settings(path: Path, encoding: str) -> dict[str, str]:
    """The settings in the file; none when there is no file."""
    try:
        text = path.read_text(encoding)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeError) as error:
        raise FileProblem(f"{path} cannot be read ({error})") from error
    return {row[0]: row[1] for row in csv.reader(text.splitlines()) if len(row) == 2}


def set_interpreter(machine: Machine) -> Path | None:
    """Let Excel start the Python that runs this; the file written, None where there is none."""
    path = settings_file(machine)
    if path is None:
        return None
    ours = {interpreter_key(machine): str(machine.python), FOLDER_ON_PATH: "false"}
    _write(path, {**read_settings(path, machine.ansi), **ours}, machine.ansi)
    return path


def set_interpreter_once(machine: Machine) -> Path | None:
    """The same when Excel has not been told of any Python yet; None when it has."""
    path = settings_file(machine)
    if path is None or interpreter_key(machine) in read_settings(path, machine.ansi):
        return None
    return set_interpreter(machine)


def forget_interpreter(machine: Machine) -> Path | None:
    """Take our settings out of the file, and the file away when nothing else is in it."""
    path = settings_file(machine)
    if path is None or not path.exists():
        return None
    settings = read_settings(path, machine.ansi)
    others = {
        key: value
        for key, value in settings.items()
        if key not in (interpreter_key(machine), FOLDER_ON_PATH)
    }
    if others:
        _write(path, others, machine.ansi)
        return path
    path.unlink()
    if path.parent.name == f".{PROJECT_NAME}" and not any(path.parent.iterdir()):
        path.parent.rmdir()
    return path


def _write(path: Path, settings: Mapping[str, str], encoding: str) -> None:
    text = "".join(f'"{key}","{value}"\r\n' for key, value in settings.items())
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError as error:
        letter = text[error.start]
        raise FileProblem(
            f"the path of Python holds the letter {letter}, which Excel's macros cannot read here; "
            "install Python and passivefolio in a folder without it, such as C:\\Python"
        ) from error
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
