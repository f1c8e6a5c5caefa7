"""The spreadsheet programs an add-in can be put into, and what their set-ups share.

``passivefolio.hosts.PROGRAM.setup`` offers, for a folder (None: where the program looks) and a
place to tell what is done: ``install(folder, tell)``, ``uninstall(folder, tell)`` and
``doctor(folder, tell) -> bool``, true when all is well.
"""

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

TITLES = {"excel": "Excel for Windows", "libreoffice": "LibreOffice Calc"}
FOLDERS = {
    "excel": ("--startup", "the XLSTART folder, when it is not the usual one"),
    "libreoffice": ("--profile", "a private profile folder, when it is not the usual one"),
}


def options(parser: argparse.ArgumentParser) -> None:
    """The program, and its folder when it is an unusual one."""
    programs = parser.add_subparsers(title="programs", metavar="PROGRAM", required=True)
    for program, (flag, text) in FOLDERS.items():
        chosen = programs.add_parser(program, help=TITLES[program])
        chosen.add_argument(flag, dest="folder", type=Path, metavar="DIR", help=text)
        chosen.set_defaults(program=program)


def setup(program: str) -> Any:
    """The set-up of a program."""
    return import_module(f"passivefolio.hosts.{program}.setup")
