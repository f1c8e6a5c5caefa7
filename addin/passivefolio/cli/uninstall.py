"""``passivefolio uninstall``: the add-in out of a spreadsheet program."""

import argparse

from passivefolio.cli.programs import options, setup

__all__ = ["SUMMARY", "options", "run"]

SUMMARY = "Take the add-in out of Excel or LibreOffice."


def run(options: argparse.Namespace) -> int:
    """Uninstall, telling each step."""
    setup(options.program).uninstall(options.folder, print)
    return 0
