"""What a worksheet function is: the words in which the catalogue describes one."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from passivefolio.errors import (
    DomainError,
    NoAnswer,
    NotANumber,
    NotThere,
    ShapeError,
    UnknownWord,
)

CELL_ERROR_OF = {
    error.__name__: error.cell_error
    for error in (DomainError, NoAnswer, NotANumber, NotThere, ShapeError, UnknownWord)
}
RAISED = re.compile("|".join(CELL_ERROR_OF))
"""Errors are exceptions in the core and codes in a cell."""


class Kind(Enum):
    """What the cells of an argument hold; ``calculate`` and every host read this."""

    NUMBER = "a number"
    RATE = "a rate; 8 % is 0.08"
    WHOLE = "a whole number"
    SWITCH = "TRUE or FALSE"
    TEXT = "text"
    WORD = "one of a few words"
    DATE = "a date"
    DATES = "dates in one row or column"
    WEIGHTS = "weights in one row or column; they sum to 1"
    LIST = "numbers in one row or column"
    AMOUNTS = "amounts in one row or column; a blank is 0"
    FUNDS = "numbers in one row or column, in which a blank has a meaning"
    PERIODS = "a return per holding, or a table with a row per period"
    SERIES = "returns in one row or column, or a table with a fund per column"
    PRICES = "prices in one row or column, or a table with a fund per column"
    RATE_OR_SERIES = "an annual rate, or one row or column with a rate per period"
    TABLE = "returns, a row per period and a column per asset"
    INDICES = "returns, a row per period and a column per index"
    MATRIX = "a square block of numbers"
    BOUNDS = "a number, or a number per asset; a blank is the default"
    RISK = "a covariance matrix, or a standard deviation per holding"
    CELLS = "any cells"


class Answer(Enum):
    """The shape in which the answer comes."""

    NUMBER = "a number"
    TRUTH = "TRUE or FALSE"
    TEXT = "text"
    PER_PERIOD = "a number, or one per row of the table"
    LIST = "a number per holding"
    ROW = "a row of numbers"
    PATH = "a column of numbers"
    TABLE = "a block of cells"


class Required(Enum):
    """The default of an argument that has none."""

    REQUIRED = "required"


REQUIRED = Required.REQUIRED


@dataclass(frozen=True, slots=True)
class Arg:
    """An argument: its name, what its cells hold, a sentence of help, the value when left out.

    choices are the words that an argument of kind WORD understands.
    """

    name: str
    kind: Kind
    doc: str
    default: Any = REQUIRED
    choices: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        """Whether a formula must give it."""
        return self.default is REQUIRED


@dataclass(frozen=True, slots=True)
class Example:
    """A worked call: cells in, the answer expected, where it comes from and to how many decimals.

    A range is a tuple: of numbers for a column, of tuples for rows.
    """

    cells: tuple[Any, ...]
    result: Any
    source: str
    decimals: int | None = None

    def formula(self, name: str) -> str:
        """The call as a user types it, ranges as array constants: ``=NAME({0.6;0.4}, 3)``."""
        return f"={name}({', '.join(map(_literal, self.cells))})"


def _literal(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).upper()
        case str():
            return '"' + cell.replace('"', '""') + '"'
        case tuple():
            return "{" + ";".join(map(_row, cell)) + "}"
        case _:
            return repr(cell)


def _row(row: Any) -> str:
    return ",".join(map(_literal, row)) if isinstance(row, tuple) else _literal(row)


@dataclass(frozen=True, slots=True)
class Function:
    """A worksheet function: its name, the core function that computes it, its arguments."""

    name: str
    compute: Callable[..., Any]
    category: str
    args: tuple[Arg, ...]
    examples: tuple[Example, ...]
    answer: Answer = Answer.NUMBER
    differs: str = ""

    @property
    def many(self) -> bool:
        """Whether the answer has several cells, even of single numbers."""
        return self.answer not in (Answer.NUMBER, Answer.TRUTH, Answer.TEXT)

    @property
    def doc(self) -> str:
        """What it computes: formula, shapes, units, the errors a cell shows, and the source."""
        text = (inspect.getdoc(self.compute) or "").replace("``", "").replace("Raises ", "Shows ")
        return RAISED.sub(lambda name: CELL_ERROR_OF[name[0]], text)

    @property
    def summary(self) -> str:
        """One line for the function wizard."""
        return self.doc.partition("\n")[0]

    @property
    def signature(self) -> str:
        """The call with its optional arguments in brackets: ``SHARPE_RATIO(returns, [rf=0])``."""
        return f"{self.name}({', '.join(map(_shown, self.args))})"


def _shown(arg: Arg) -> str:
    if arg.required:
        return arg.name
    value = default_text(arg)
    return f"[{arg.name}={value}]" if value else f"[{arg.name}]"


def default_text(arg: Arg) -> str:
    """The default as a user would type it; empty when leaving the argument out means none."""
    value = arg.default
    if value is REQUIRED or value is None or value != value or value in (float("inf"), ""):
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:g}" if isinstance(value, int | float) else str(value)
