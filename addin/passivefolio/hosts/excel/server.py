"""What Excel's formulas and buttons call: raw cells in, answers out as VBA takes them.

One call of VBA is one request, a tuple that xlwings passes on untouched. An answer is a value or
rows of values; an error among them is marked text, which VBA turns into a real one.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import xlwings

from passivefolio.calculate import call
from passivefolio.errors import CELL_ERRORS, CellError, PassivefolioError
from passivefolio.hosts.excel.values import counted_from_1900, received, sent
from passivefolio.hosts.headless.tokens import tokenize
from passivefolio.version import __version__

MARK = "\x01"
"""What no text of ours holds."""

Request = Sequence[Any]
Served = Callable[[Request], list[list[Any]]]


def _served(function: Served) -> Served:
    """Let VBA call a function; request and answer pass through xlwings as they are."""
    return xlwings.func(xlwings.arg("request", "raw")(xlwings.ret("raw")(function)))


def _marked(error: CellError) -> str:
    return f"{MARK}{error.code}{MARK}{error.message}"


def _fault(name: str, fault: Exception) -> list[list[str]]:
    """A fault of ours is said like any error, and Excel goes on."""
    return [[_marked(CellError("#VALUE!", f"{name}: a fault of passivefolio, {fault!r}"))]]


@_served
def answer(request: Request) -> list[list[Any]]:
    """The answer of a worksheet function: its name, whether days count from 1904, its cells."""
    name, from_1904, *cells = request
    try:
        given = [received(cell) for cell in cells]
        return sent(call(name, *(counted_from_1900(name, given) if from_1904 else given)), _marked)
    except Exception as fault:
        return _fault(name, fault)


@_served
def act(request: Request) -> list[list[Any]]:
    """Do what a button asks for: the name of the action, and what was chosen; the words to show."""
    action, *chosen = request
    try:
        actions = import_module("passivefolio.hosts.excel.actions")
        return [[getattr(actions, action)(*filter(None, chosen))]]
    except PassivefolioError as error:
        return [[_marked(CellError(error.cell_error, str(error)))]]
    except Exception as fault:
        return _fault(action, fault)


@_served
def ready(request: Request) -> list[list[Any]]:
    """The version that answers; all that a first formula needs is then loaded."""
    call("UTILITY", 0.08, 0.15, 3.0)
    return [[__version__]]


@_served
def meaning(request: Request) -> list[list[Any]]:
    """What an error stands for that Excel itself gives."""
    (code,) = request
    return [[CELL_ERRORS.get(code, f"the formula shows {code}")]]


@_served
def references(request: Request) -> list[list[Any]]:
    """The ranges, names and tables that a formula reads, in its order, below an empty cell."""
    (formula,) = request
    found = [""]
    sheet = ""
    for token in tokenize(formula.removeprefix("=")):
        if token.kind in ("area", "word", "table"):
            found.append(sheet + token.text)
        sheet = token.text if token.kind == "sheet" else ""
    return [[text] for text in found]
