"""Everything that can go wrong: exceptions that know their cell error, and what a cell shows."""

from dataclasses import dataclass
from typing import Any

CELL_ERRORS = {
    "#DIV/0!": "the formula divides by zero or by an empty cell",
    "#N/A": "a value the formula looks for is not there",
    "#NAME?": "the formula uses a name that is not known here",
    "#NULL!": "the formula takes the intersection of ranges that do not meet",
    "#NUM!": "a number is outside the range where the formula has an answer",
    "#REF!": "the formula refers to cells that are not there",
    "#VALUE!": "the formula meets text or a range where a number belongs",
}
"""What each cell error means when a function of the spreadsheet program itself gives it."""


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell error such as ``#NUM!`` with the sentence that explains it."""

    code: str
    message: str

    def __str__(self) -> str:
        return self.code


class PassivefolioError(Exception):
    """Base class; catch this one to catch them all.

    The message is a sentence, with braces where its numbers go. When a function computes many
    answers at once, ``where`` marks those that fail, and a value may be an array with one number
    per answer.
    """

    cell_error = "#VALUE!"

    def __init__(self, message: str, *values: Any, where: Any = None) -> None:
        super().__init__(message, *values)
        self.message = message
        self.values = values
        self.where = where

    def sentence(self, place: int) -> str:
        """The message with the numbers of one answer in it."""
        if not self.values:
            return self.message
        return self.message.format(*(_at(value, place) for value in self.values))

    def __str__(self) -> str:
        return self.sentence(0 if self.where is None else int(self.where.argmax()))


def _at(value: Any, place: int) -> Any:
    """The number of one answer; a number or an array of one serves all of them."""
    if not getattr(value, "ndim", 0):
        return value
    return value.flat[place if value.size > 1 else 0]


class ShapeError(PassivefolioError, ValueError):
    """Arguments whose sizes do not fit together."""


class NotANumber(PassivefolioError, TypeError):
    """A cell that should hold a number holds something else, or nothing."""


class UnknownWord(PassivefolioError, LookupError):
    """A word that is none of the words understood here."""


class DomainError(PassivefolioError, ValueError):
    """A number outside the range where the formula has a meaning."""

    cell_error = "#NUM!"


class NoAnswer(PassivefolioError, ArithmeticError):
    """The formula is defined, but the data leave nothing to divide by."""

    cell_error = "#DIV/0!"


class NotThere(PassivefolioError, LookupError):
    """The data needed are not there."""

    cell_error = "#N/A"


class Upstream(PassivefolioError):
    """An argument cell already holds an error; it travels on unchanged."""

    def __init__(self, cell_error: str, argument: str) -> None:
        super().__init__(f"{argument} holds {cell_error}")
        self.cell_error = cell_error


class FileProblem(PassivefolioError, OSError):
    """A file that cannot be read or written as asked; nothing was changed."""


class DataProblem(PassivefolioError, ValueError):
    """A data source whose content cannot be used; nothing was changed."""
