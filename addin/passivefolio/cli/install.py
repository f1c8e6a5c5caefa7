"""``passivefolio install``: the add-in into a spreadsheet program."""

import argparse

from passivefolio.cli.programs import options, setup

__all__ = ["SUMMARY", "options", "run"]

SUMMARY = "Put the add-in into Excel or LibreOffice."


def run(options: argparse.Namespace) -> int:
    """Install, telling each step."""
    setup(options.program).install(options.folder, print)
    return 0
