"""Cells in, cell out: the only road from any host to the core.

A function gives one answer, or many at once: one per cell when all its arguments are numbers, one
per fund when a table of funds stands where a series belongs, one per row of a table of periods.
An answer that fails carries its own error and leaves the others alone.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from passivefolio.calculate.answers import TOO_LARGE, cell_error
from passivefolio.calculate.once import once
from passivefolio.calculate.per_cell import SINGLE_KINDS, SPREAD_KINDS, per_cell
from passivefolio.calculate.per_fund import per_fund
from passivefolio.calculate.per_period import per_period
from passivefolio.catalogue import FUNCTIONS, Answer, Function, Kind, find
from passivefolio.errors import CellError, PassivefolioError, ShapeError

__all__ = ["calculate", "call"]


def call(name: str, *cells: Any) -> Any:
    """The answer of the worksheet function of that name; see ``calculate``."""
    try:
        function = find(name)
    except PassivefolioError as error:
        return CellError("#NAME?", str(error))
    return calculate(function, cells)


def calculate(function: Function, cells: Sequence[Any]) -> Any:
    """Run a catalogue function on raw cells.

    A cell is a number, text, TRUE/FALSE, None (blank or left out), a date or an error; a range is
    a list of rows, a list (one column), a numpy array or a pandas Series or DataFrame.
    Returns a float, text, a boolean, a list of rows of these, or a ``CellError``.
    """
    with np.errstate(all="ignore"):
        try:
            return PLANS[function.name](function, _padded(function, cells))
        except PassivefolioError as error:
            return cell_error(function, error)
        except (ArithmeticError, np.linalg.LinAlgError):
            return CellError("#NUM!", f"{function.name}: {TOO_LARGE}")


def _padded(function: Function, cells: Sequence[Any]) -> Sequence[Any]:
    missing = len(function.args) - len(cells)
    if missing < 0:
        raise ShapeError(f"takes {len(function.args)} arguments, got {len(cells)}")
    return (*cells, *(None,) * missing) if missing else cells


def _plan(function: Function) -> Callable[[Function, Sequence[Any]], Any]:
    """How the answers of a function are spread."""
    kinds = {arg.kind for arg in function.args}
    if kinds & SPREAD_KINDS and kinds <= SPREAD_KINDS | SINGLE_KINDS and not function.many:
        return per_cell
    if kinds & {Kind.SERIES, Kind.PRICES}:
        return per_fund
    return per_period if function.answer is Answer.PER_PERIOD else once


PLANS = {function.name: _plan(function) for function in FUNCTIONS}
