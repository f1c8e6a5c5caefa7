"""The menu and toolbar: what the commands are called; importable without LibreOffice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from passivefolio.hosts.libreoffice.icons import mark


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name in the address, its title, a tip, its icon as a PNG of a given size."""

    name: str
    title: str
    tip: str
    icon: Callable[[int], bytes]


COMMANDS = (
    Command("refresh", "Refresh", "Load the data, calculate, check.", mark),
    Command("new", "New from template…", "A workbook of your own.", mark),
    Command("explain", "Explain this cell…", "What its formula does.", mark),
    Command("reference", "Function reference", "All functions.", mark),
    Command("about", "About passivefolio", "Version and licence.", mark),
)


def run(command: str, context: Any) -> None:
    """Carry out a command."""
    raise NotImplementedError(command)
