"""Understands what is typed: options in any place, and a sentence for what is not understood."""

import argparse
import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})

_MISSING = re.compile(r"the following arguments are required: (.+)")
_CHOICE = re.compile(r"argument (\S+): invalid choice: '(.*)' \(choose from (.*)\)", re.DOTALL)
_VALUE = re.compile(r"argument (\S+): expected (?:one|at least one) argument")
_ARGUMENT = re.compile(r"argument \S+: (.+)", re.DOTALL)


def path_named(text: str) -> Path:
    """A file or folder; an empty text would mean the folder one is in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("a name is empty; write the name of a file or a folder")
    return Path(text)


class Parser(argparse.ArgumentParser):
    """Takes options before, between and after the other arguments; errors are sentences."""

    _mixing = False

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """Everything must be understood; a command takes its options in any place."""
        if self._subparsers is not None or self._mixing:
            return super().parse_known_args(args, namespace)
        self._mixing = True
        try:
            found, left = self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False
        if left:
            self.error(self._too_much(left))
        return found, left

    def error(self, message: str) -> NoReturn:
        """One sentence, and where to read more."""
        self.exit(2, f"passivefolio: {self._plain(message)}\n{self.prog} --help shows how.\n")

    @property
    def _command(self) -> str:
        return self.prog.removeprefix("passivefolio ")

    def _plain(self, message: str) -> str:
        """What argparse says, in a sentence."""
        if missing := _MISSING.fullmatch(message):
            return f"{self._command} needs {missing[1].replace(', ', ' and ')}"
        if choice := _CHOICE.fullmatch(message):
            kind, typed, others = choice[1], choice[2], re.findall(r"[\w-]+", choice[3])
            return _no_such(kind.lower(), typed, others)
        if value := _VALUE.fullmatch(message):
            return f"something is missing after {value[1].replace('/', ' or ')}"
        argument = _ARGUMENT.fullmatch(message)
        return argument[1] if argument else message

    def _too_much(self, left: list[str]) -> str:
        """What is wrong with arguments that are left over."""
        if left[0].startswith("-"):
            known = [name for action in self._actions for name in action.option_strings]
            return _no_such("option", left[0], known)
        return f"{self._command} does not take {' '.join(left)} as well"


def _no_such(kind: str, typed: str, others: list[str]) -> str:
    """That there is nothing of this name, and what was meant perhaps."""
    if kind == "command" and Path(typed).suffix.lower() in WORKBOOKS:
        return f"there is no command {typed}; did you mean passivefolio refresh {typed}?"
    close = get_close_matches(typed.lower(), others, 1)
    if close:
        return f"there is no {kind} {typed}; did you mean {close[0]}?"
    return f"there is no {kind} {typed}; there are {', '.join(others)}"
