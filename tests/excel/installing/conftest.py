"""A Windows machine put together of folders and a registry of our own."""

from dataclasses import replace

import pytest

from passivefolio.hosts.excel.machine import EXCEL_PATH, Machine, xlwings_version


def program_file(width):
    """The head of a Windows program of 32 or 64 bits."""
    kind = {32: 0x014C, 64: 0x8664}[width]
    return (
        b"MZ" + bytes(0x3A) + (0x40).to_bytes(4, "little") + b"PE\0\0" + kind.to_bytes(2, "little")
    )


class Windows:
    """The stand-in: a home, a Python in an environment of its own, an Excel, a registry."""

    def __init__(self, home):
        self.home = home
        self.environment = {
            "APPDATA": str(home / "AppData" / "Roaming"),
            "USERPROFILE": str(home),
            "OneDrive": str(home / "OneDrive"),
        }
        self.python = home / "venv" / "Scripts" / "python.exe"
        self.excel = home / "Office16" / "EXCEL.EXE"
        self.startup = home / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART"
        self.add_in = self.startup / "passivefolio.xlam"
        self.settings = home / ".passivefolio" / "passivefolio.conf"
        self.registry = {("HKLM", EXCEL_PATH): {"": str(self.excel)}}
        self.lacking = {}
        self.python.parent.mkdir(parents=True)
        self.python.touch()
        self.excel.parent.mkdir()
        self.excel.write_bytes(program_file(64))
        for width in (32, 64):
            self.library(width).touch()

    def library(self, width):
        return self.home / "venv" / f"xlwings{width}-{xlwings_version()}.dll"

    @property
    def machine(self):
        return Machine(
            system="Windows",
            environment=self.environment,
            python=self.python,
            prefixes=(self.home / "venv", self.home / "Python311"),
            registry=lambda root, key: self.registry.get((root, key), {}),
            lacking=lambda module: self.lacking.get(module, ""),
            ansi="cp1252",
        )


@pytest.fixture
def windows(tmp_path):
    return Windows(tmp_path)


@pytest.fixture
def mac(tmp_path):
    return Machine(
        system="Darwin",
        environment={"HOME": str(tmp_path)},
        python=tmp_path / "venv" / "bin" / "python",
        prefixes=(tmp_path / "venv",),
        registry=lambda root, key: {},
        lacking=lambda module: "",
        ansi="utf-8",
    )


@pytest.fixture
def linux(mac):
    return replace(mac, system="Linux")


@pytest.fixture
def program():
    return program_file
