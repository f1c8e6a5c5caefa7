"""What Excel's formulas and buttons call: raw cells in, answers out as VBA takes them.

One call of VBA is one request, a tuple that xlwings passes on untouched. An answer is a value or
rows of values; an error among them is marked text, which VBA turns into a real one.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import chain
from typing import Any

import xlwings

from passivefolio.calculate import call
from passivefolio.catalogue import BY_NAME, Kind
from passivefolio.errors import CELL_ERRORS, CellError, PassivefolioError
from passivefolio.hosts.headless.tokens import tokenize
from passivefolio.version import __version__

MARK = "\x01"
"""What no text of ours holds: the marked text of an error is MARK code MARK sentence."""

OMITTED = -2147352572
"""How COM hands over an argument that was left out."""

ERROR_OF = {
    -2146828288 + number: CellError(code, "")
    for number, code in {
        2000: "#NULL!",
        2007: "#DIV/0!",
        2015: "#VALUE!",
        2023: "#REF!",
        2029: "#NAME?",
        2036: "#NUM!",
        2042: "#N/A",
        2043: "#GETTING_DATA",
        2045: "#SPILL!",
        2047: "#BLOCKED!",
        2049: "#FIELD!",
        2050: "#CALC!",
    }.items()
}
"""How COM hands over the errors of cells: whole numbers, which the number of a cell never is."""

DAYS_TO_1904 = 1462
DATES = (Kind.DATE, Kind.DATES)
PLAIN = frozenset({float, str, bool, type(None)})
Request = Sequence[Any]
Served = Callable[[Request], Any]


def _served(function: Served) -> Served:
    """Let VBA call a function; request and answer pass through xlwings as they are."""
    return xlwings.func(xlwings.arg("request", "raw")(xlwings.ret("raw")(function)))


@_served
def answer(request: Request) -> list[list[Any]]:
    """The answer of a worksheet function: its name, whether days count from 1904, its cells."""
    name, from_1904, *cells = request
    try:
        given = [_cell(cell) for cell in cells]
        if from_1904:
            given = _as_of_1900(name, given)
        return _shown(call(name, *given))
    except Exception as fault:  # whatever it is: a cell shows it, Excel goes on
        return [[_marked(CellError("#VALUE!", f"{name}: a fault of passivefolio, {fault!r}"))]]


def _cell(cell: Any) -> Any:
    """A cell or a range as ``calculate`` reads it."""
    kind = type(cell)
    if kind is tuple:
        return _range(cell)
    if kind is int:
        return None if cell == OMITTED else ERROR_OF.get(cell, cell)
    return cell


def _range(rows: tuple[Any, ...]) -> Any:
    """Rows of cells; an array of one dimension is one row."""
    if not rows or type(rows[0]) is not tuple:
        rows = (rows,)
    if set(map(type, chain.from_iterable(rows))) <= PLAIN:
        return rows
    return [[_cell(cell) for cell in row] for row in rows]


def _as_of_1900(name: str, cells: list[Any]) -> list[Any]:
    """The days of a workbook that counts them from 1904, counted from 1900."""
    kinds = [arg.kind for arg in BY_NAME[name].args] if name in BY_NAME else []
    return [
        _later(cell) if kind in DATES else cell
        for cell, kind in zip(cells, [*kinds, *(Kind.CELLS,) * len(cells)], strict=False)
    ]


def _later(cell: Any) -> Any:
    if isinstance(cell, tuple | list):
        return [_later(each) for each in cell]
    return cell + DAYS_TO_1904 if type(cell) in (float, int) else cell


def _shown(result: Any) -> list[list[Any]]:
    """An answer as rows of what VBA takes."""
    if not isinstance(result, list):
        return [[_marked(result) if isinstance(result, CellError) else result]]
    if CellError in set(map(type, chain.from_iterable(result))):
        return [
            [_marked(cell) if isinstance(cell, CellError) else cell for cell in row]
            for row in result
        ]
    return result


def _marked(error: CellError) -> str:
    return f"{MARK}{error.code}{MARK}{error.message}"


@_served
def ready(request: Request) -> list[list[str]]:
    """The version that answers; what it needs for a first formula is then at hand."""
    call("UTILITY", 0.08, 0.15, 3.0)
    return [[__version__]]


@_served
def meaning(request: Request) -> list[list[str]]:
    """What an error stands for that Excel itself gives."""
    (code,) = request
    return [[CELL_ERRORS.get(code, f"the formula shows {code}")]]


@_served
def references(request: Request) -> list[list[str]]:
    """The ranges, names and tables that a formula reads, in its order, in one column."""
    (formula,) = request
    found: list[str] = []
    sheet = ""
    for token in tokenize(formula.removeprefix("=")):
        if token.kind in ("area", "word", "table"):
            found.append(sheet + token.text)
        sheet = token.text if token.kind == "sheet" else ""
    return [[""], *([text] for text in found)]


@_served
def act(request: Request) -> list[list[str]]:
    """Do what a button asks for: the name of the action, and what was chosen; the words to show."""
    action, *chosen = request
    try:
        actions = import_module("passivefolio.hosts.excel.actions")
        return [[getattr(actions, action)(*filter(None, chosen)) or ""]]
    except PassivefolioError as error:
        return [[_marked(CellError(error.cell_error, str(error)))]]
    except Exception as fault:  # whatever it is: it is said, Excel goes on
        return [[_marked(CellError("#VALUE!", f"This is a fault of passivefolio: {fault!r}"))]]
