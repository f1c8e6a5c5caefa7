"""``passivefolio build``: the add-in files, on any machine."""

import argparse
from importlib import import_module

from passivefolio.cli.parsing import path_named
from passivefolio.errors import FileProblem

SUMMARY = "Build the add-in file of Excel (xlam) or of LibreOffice (oxt)."
BUILDERS = {
    "xlam": "passivefolio.hosts.excel.addin",
    "oxt": "passivefolio.hosts.libreoffice.extension",
}


def options(parser: argparse.ArgumentParser) -> None:
    """Which file, where to."""
    parser.add_argument("kind", choices=BUILDERS, help="xlam for Excel, oxt for LibreOffice")
    parser.add_argument("file", type=path_named, metavar="FILE", help="file to write")


def run(options: argparse.Namespace) -> int:
    """Write the file, the same bytes every time."""
    if options.file.suffix.lower() != f".{options.kind}":
        raise FileProblem(f"{options.file} should end in .{options.kind}")
    import_module(BUILDERS[options.kind]).build(options.file)
    print(f"wrote {options.file}")
    return 0
