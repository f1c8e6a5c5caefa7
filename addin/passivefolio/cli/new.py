"""``passivefolio new``: a workbook from a template."""

import argparse
from pathlib import Path

SUMMARY = "Write a workbook of your own from a template."


def options(parser: argparse.ArgumentParser) -> None:
    """Which template, where to, filled or blank."""
    parser.add_argument("template", nargs="?", help="its name; left out, the templates are listed")
    parser.add_argument("file", nargs="?", type=Path, help="file to write (default: TEMPLATE.xlsx)")
    parser.add_argument("--blank", action="store_true", help="without the sample figures")


def run(options: argparse.Namespace) -> int:
    """Write the workbook, or list the templates."""
    from passivefolio.workbooks.templates import TEMPLATES, new_workbook

    if options.template is None:
        for template in TEMPLATES:
            print(f"{template.name}  {template.summary}")
        return 0
    path = options.file or Path(f"{options.template.removesuffix('.xlsx')}.xlsx")
    new_workbook(options.template, path, blank=options.blank)
    print(f"wrote {path}")
    return 0
