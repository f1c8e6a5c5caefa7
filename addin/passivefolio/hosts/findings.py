"""What an examination of a spreadsheet program finds, and what to do about it."""

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """How much a finding matters."""

    WELL = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found and, unless all is well, what to do."""

    state: State
    found: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.state.value:8} {self.found}{'; ' if self.remedy else ''}{self.remedy}"


def well(found: str) -> Finding:
    """All is well."""
    return Finding(State.WELL, found)


def note(found: str, remedy: str) -> Finding:
    """Worth knowing, not in the way of the functions."""
    return Finding(State.NOTE, found, remedy)


def problem(found: str, remedy: str) -> Finding:
    """In the way."""
    return Finding(State.PROBLEM, found, remedy)
