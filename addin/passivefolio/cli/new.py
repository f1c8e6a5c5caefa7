"""``passivefolio new``: a workbook from a template."""

import argparse
from pathlib import Path

from passivefolio.cli.parsing import path_named
from passivefolio.errors import FileProblem

SUMMARY = "Write a workbook of your own from a template."


def options(parser: argparse.ArgumentParser) -> None:
    """Which template, where to, filled or blank, with a button or without."""
    parser.add_argument("template", nargs="?", help="its name; left out, the templates are listed")
    parser.add_argument(
        "file", nargs="?", type=path_named, help="file to write (default: TEMPLATE.xlsx)"
    )
    parser.add_argument("--blank", action="store_true", help="without the sample figures")
    parser.add_argument(
        "--macro",
        action="store_true",
        help="an .xlsm with a button Refresh on the sheet, for Excel on Windows and Mac",
    )


def run(options: argparse.Namespace) -> int:
    """Write the workbook, or list the templates."""
    from passivefolio.workbooks.templates import (
        TEMPLATES,
        find_template,
        new_workbook,
        thumbnail,
    )

    if options.template is None:
        for template in TEMPLATES:
            print(f"{template.name}  {template.summary}")
            print(f"    picture: {thumbnail(template.name)}")
        return 0
    suffix = ".xlsm" if options.macro else ".xlsx"
    path = options.file or Path(f"{find_template(options.template).name}{suffix}")
    if options.macro and path.suffix.lower() != suffix:
        raise FileProblem(f"{path} should end in .xlsm, as every workbook with macros")
    new_workbook(options.template, path, blank=options.blank)
    print(f"wrote {path}")
    if path.suffix.lower() == ".xlsm":
        _tell_excel()
    return 0


def _tell_excel() -> None:
    """The button starts Python: on a machine with Excel, say which."""
    from passivefolio.hosts.excel.interpreter import set_interpreter_once
    from passivefolio.hosts.excel.machine import this_machine

    machine = this_machine()
    if settings := set_interpreter_once(machine):
        print(f"wrote {settings}: its button starts {machine.python}")
