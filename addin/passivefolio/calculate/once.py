"""Functions that take their cells whole and answer once."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from passivefolio.calculate.answers import rows, shown
from passivefolio.calculate.cells import grid, read
from passivefolio.catalogue import Answer, Arg, Function, Kind
from passivefolio.core.checks import Array

TRIMMED = {Kind.LIST, Kind.DATES}


def once(function: Function, cells: Sequence[Any]) -> Any:
    """The answer in the shape the function gives it: a number, text, a list, a table."""
    arguments = [read(arg, cell) for arg, cell in zip(function.args, cells, strict=True)]
    if not any(arg.kind is Kind.WEIGHTS for arg in function.args):
        arguments = _trimmed(function.args, arguments)
    result = function.compute(*arguments)
    if function.answer is Answer.LIST:
        return rows(function, _laid_out(result, function, cells))
    return shown(function, result)


def _trimmed(args: Sequence[Arg], arguments: list[Any]) -> list[Any]:
    """Lists and matrices without the blanks at their end: rows of a template not filled yet."""
    filled = [
        int(np.flatnonzero(~np.isnan(value))[-1]) + 1
        for arg, value in zip(args, arguments, strict=True)
        if arg.kind in TRIMMED and value is not None and not np.isnan(value).all()
    ]
    return [
        value[: max(filled, default=0)]
        if arg.kind in TRIMMED and value is not None
        else _without_blank_edge(value)
        if arg.kind is Kind.MATRIX and value is not None
        else value
        for arg, value in zip(args, arguments, strict=True)
    ]


def _without_blank_edge(matrix: Array) -> Array:
    known = ~np.isnan(matrix)
    rows, columns = np.flatnonzero(known.any(axis=1)), np.flatnonzero(known.any(axis=0))
    if not rows.size:
        return matrix
    size = max(rows[-1], columns[-1]) + 1
    return matrix[:size, :size]


def _laid_out(result: Array, function: Function, cells: Sequence[Any]) -> Array:
    """A list in a row where the first range of the formula is a row, else in a column."""
    _, rows, columns = grid(function.args[0].name, cells[0])
    return result.reshape(1, -1) if rows == 1 and columns > 1 else result.reshape(-1, 1)
