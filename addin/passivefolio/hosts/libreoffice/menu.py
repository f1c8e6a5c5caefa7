"""The menu and toolbar: what the commands are called, and how each is carried out.

Importable without LibreOffice; what a command needs is imported when it is chosen.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from passivefolio.errors import FileProblem, PassivefolioError
from passivefolio.hosts.libreoffice import command_icons, icons
from passivefolio.version import __version__


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name in the address, its title, its icon, the function it runs."""

    name: str
    title: str
    icon: Callable[[int], bytes]
    action: str


COMMANDS = (
    Command(
        "refresh",
        "~Refresh",
        command_icons.refresh,
        "refresh:refresh_in_front",
    ),
    Command(
        "new",
        "~New from Template…",
        command_icons.new,
        "new:choose_template",
    ),
    Command(
        "explain",
        "~Explain This Cell…",
        command_icons.explain,
        "explain:explain_active_cell",
    ),
    Command(
        "reference",
        "~Function Reference…",
        command_icons.reference,
        "reference:show_reference",
    ),
    Command(
        "about",
        "~About Passivefolio…",
        icons.mark,
        "about:show_about",
    ),
)
WITHOUT_NUMPY = ("new", "about")
FIRST_WORD = re.compile(r"^[a-z]+(?= )")
"""A word, not the name of a file."""
MISSING = re.compile("^No module named '((?!passivefolio)[^']+)'")
"""LibreOffice puts its own words about a missing package behind Python's."""
UNEXPECTED = """Something went wrong that passivefolio did not foresee. Your file was not touched; \
Edit > Undo takes back what changed in the window.

Please tell those who maintain passivefolio what you did, and this line:
{what} (passivefolio {version})"""


def run(command: str, context: Any) -> None:
    """Carry out a command; whatever goes wrong is told in a box."""
    carry_out(lambda: _act(command, context), context)


def carry_out(action: Callable[[], object], context: Any) -> None:
    """Do something; when it fails, tell why in a sentence."""
    from passivefolio.hosts.libreoffice.dialogs import tell

    try:
        action()
    except Exception as problem:  # nobody but the user is there to hear of it
        tell(context, sentence(problem), problem=True)


def sentence(problem: Exception) -> str:
    """What went wrong, in words for the user."""
    if isinstance(problem, PassivefolioError):
        text = FIRST_WORD.sub(lambda word: word[0].capitalize(), str(problem))
        return text if text.endswith((".", "!", "?")) else f"{text}."
    if isinstance(problem, ImportError) and (package := MISSING.search(str(problem))):
        return (
            f"This needs the Python package {package[1]}, which LibreOffice's own Python does "
            "not have. A data source can be a CSV file instead of an .xlsx; or refresh the "
            "workbook without LibreOffice: passivefolio refresh FILE."
        )
    what = f"{type(problem).__name__}: {' '.join(str(problem).split())[:300]}"
    return UNEXPECTED.format(what=what, version=__version__)


def _act(command: str, context: Any) -> None:
    from passivefolio.hosts.libreoffice.numpy_home import find_numpy

    if command not in WITHOUT_NUMPY and (missing := find_numpy()):
        raise FileProblem(missing)
    action = next(one.action for one in COMMANDS if one.name == command)
    module, _, function = action.partition(":")
    getattr(import_module(f"passivefolio.hosts.libreoffice.{module}"), function)(context)
