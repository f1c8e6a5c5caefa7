"""The machine as the set-up sees it: Python, folders and the Windows registry."""

import os
import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

Values = Mapping[str, Any]

EXCEL_PATH = r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
EXCEL_KEY = r"Software\Microsoft\Office\16.0\Excel"
EXCEL_POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel"
BITS_OF = {0x014C: 32, 0x8664: 64, 0xAA64: 64}
"""The machine field of a program file, and the libraries that the program loads."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What set-up and doctor look at; a test puts its own machine together.

    registry gives the values of a key such as ("HKCU", "Software\\Microsoft"), none when there is
    no such key; lacking gives what is wrong with a module, nothing when it can be imported.
    """

    system: str
    environment: Mapping[str, str]
    python: Path
    prefixes: tuple[Path, ...]
    registry: Callable[[str, str], Values]
    lacking: Callable[[str], str]
    ansi: str

    @property
    def windows(self) -> bool:
        """Whether Excel for Windows can be here."""
        return self.system == "Windows"

    @property
    def mac(self) -> bool:
        """Whether Excel for Mac can be here."""
        return self.system == "Darwin"

    def folder(self, variable: str) -> Path | None:
        """The folder that an environment variable names."""
        named = self.environment.get(variable)
        return Path(named) if named else None

    def startup_folder(self) -> Path | None:
        """The folder from which Excel opens every file when it starts."""
        roaming = self.folder("APPDATA")
        return roaming and roaming / "Microsoft" / "Excel" / "XLSTART"

    def scripts_folder(self) -> Path:
        """The folder of the scripts that Excel may start on a Mac."""
        home = self.folder("HOME") or Path.home()
        return home / "Library" / "Application Scripts" / "com.microsoft.Excel"

    def excel(self) -> Path | None:
        """The program file of Excel, when it is installed."""
        for root in ("HKCU", "HKLM"):
            if path := self.registry(root, EXCEL_PATH).get(""):
                return Path(str(path).strip('"'))
        return None


def this_machine() -> Machine:
    """The machine and the Python we run on."""
    windows = platform.system() == "Windows"
    return Machine(
        system=platform.system(),
        environment=os.environ,
        python=_with_console(Path(sys.executable)),
        prefixes=(Path(sys.prefix), Path(sys.base_prefix)),
        registry=_registry if windows else _no_registry,
        lacking=_lacking,
        ansi="mbcs" if windows else "utf-8",
    )


def _with_console(python: Path) -> Path:
    """The python.exe beside a pythonw.exe: only the former hands its error messages to Excel."""
    if python.stem.lower() != "pythonw":
        return python
    return python.with_name("python" + python.suffix)


def _registry(root: str, key: str) -> Values:
    winreg: Any = import_module("winreg")
    roots = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
    try:
        with winreg.OpenKey(roots[root], key) as opened:
            count = winreg.QueryInfoKey(opened)[1]
            return dict(winreg.EnumValue(opened, place)[:2] for place in range(count))
    except OSError:
        return {}


def _no_registry(root: str, key: str) -> Values:
    return {}


def _lacking(module: str) -> str:
    try:
        import_module(module)
    except ImportError as error:
        return str(error)
    return ""


def bits(program: Path) -> int | None:
    """32 or 64, as the head of a Windows program file says; None when it cannot be read."""
    try:
        with program.open("rb") as file:
            start = file.read(0x40)
            file.seek(int.from_bytes(start[0x3C:0x40], "little"))
            head = file.read(6)
    except OSError:
        return None
    return BITS_OF.get(int.from_bytes(head[4:6], "little")) if head[:4] == b"PE\0\0" else None


def xlwings_version() -> str:
    """The version of the installed xlwings, which the names of its libraries carry."""
    return metadata.version("xlwings")
