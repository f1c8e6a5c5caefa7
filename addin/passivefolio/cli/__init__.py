"""The command ``passivefolio``: what people do without any spreadsheet program.

Each command is a module of this package: ``SUMMARY`` is its line in the help, ``options`` declares
its arguments and ``run`` carries it out and returns the exit code.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from passivefolio.cli.parsing import Parser
from passivefolio.errors import PassivefolioError
from passivefolio.version import __version__

COMMANDS = (
    "demo",
    "new",
    "refresh",
    "calc",
    "functions",
    "describe",
    "install",
    "uninstall",
    "doctor",
    "build",
    "macros",
)

EXAMPLES = """examples:
  passivefolio demo                                the whole path, in the folder demo/
  passivefolio new allocation_60_30_10 mine.xlsx   a workbook of your own
  passivefolio refresh mine.xlsx                   load its data, recalculate, report
  passivefolio calc '=UTILITY(8%, 15%, 3)'         one formula
  passivefolio describe UTILITY                    what a function computes
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it worked, 1 when it could not, 2 for a command not understood."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    if typed[:1] in ([], ["help"]):
        typed = [*typed[1:2], "--help"]
    options = _parser().parse_args(typed)
    try:
        return int(options.run(options))
    except PassivefolioError as error:
        print(f"passivefolio: {error}", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        print(f"passivefolio: {error.filename}: {error.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        print("passivefolio: stopped; nothing was changed", file=sys.stderr)
    return 1


def _parser() -> Parser:
    parser = Parser(
        prog="passivefolio",
        description="Measure, understand and tailor passive investments in a spreadsheet.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"passivefolio {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS:
        command = import_module(f"passivefolio.cli.{name}")
        added = commands.add_parser(name, help=command.SUMMARY, description=command.SUMMARY)
        command.options(added)
        added.set_defaults(run=command.run)
    return parser
