"""``passivefolio doctor``: whether the add-in can work in a spreadsheet program."""

import argparse

from passivefolio.cli.programs import options, setup

__all__ = ["SUMMARY", "options", "run"]

SUMMARY = "Check that the add-in works in Excel or LibreOffice, and say what to do."


def run(options: argparse.Namespace) -> int:
    """Tell what was found; 1 when something is in the way."""
    return 0 if setup(options.program).doctor(options.folder, print) else 1
