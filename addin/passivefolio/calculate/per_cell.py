"""Functions of numbers: any argument may be a range, and every cell of it gets an answer."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from passivefolio.calculate.answers import (
    Errors,
    Places,
    answers,
    cell_error,
    failed,
    no_errors,
    rows,
    shown,
)
from passivefolio.calculate.cells import Block, block, is_blank
from passivefolio.catalogue import Arg, Function
from passivefolio.core.checks import Array
from passivefolio.errors import NotANumber, ShapeError


def per_cell(function: Function, cells: Sequence[Any]) -> Any:
    """One number, or a block with the shape of the ranges, each cell with its own answer."""
    plain = _plain_numbers(function.args, cells)
    if plain is not None:
        return shown(function, function.compute(*plain))
    arguments = [
        arg.default if is_blank(cell) and not arg.required else cell
        for arg, cell in zip(function.args, cells, strict=True)
    ]
    blocks = [
        Block(np.array([[cell]])) if cell is arg.default else block(arg.name, cell)
        for arg, cell in zip(function.args, arguments, strict=True)
    ]
    try:
        shape = np.broadcast_shapes(*(b.values.shape for b in blocks))
    except ValueError:
        sizes = ", ".join(
            f"{arg.name} {b.values.shape[0]} x {b.values.shape[1]}"
            for arg, b in zip(function.args, blocks, strict=True)
            if b.values.size > 1
        )
        raise ShapeError(f"the ranges do not fit together: {sizes}") from None
    errors = no_errors(math.prod(shape))
    columns = [
        _column(function, arg, b, shape, errors)
        for arg, b in zip(function.args, blocks, strict=True)
    ]
    if errors.size == 1:
        return _only(function, columns, errors)

    def take(alive: Places) -> list[Any]:
        whole = alive.size == errors.size
        return [c if whole or isinstance(c, float) else c[alive] for c in columns]

    results, alive = answers(function, take, errors)
    values = np.zeros(errors.size, dtype=results.dtype)
    values[alive] = results
    return rows(function, values.reshape(shape), errors if alive.size < errors.size else None)


def _plain_numbers(args: Sequence[Arg], cells: Sequence[Any]) -> list[float] | None:
    """The arguments, if all of them are single finite numbers or left out: the common case."""
    found: list[float] = []
    for arg, cell in zip(args, cells, strict=True):
        if (type(cell) is float or type(cell) is int) and math.isfinite(cell):
            found.append(float(cell))
        elif cell is None and not arg.required:
            found.append(arg.default)
        else:
            return None
    return found


def _only(function: Function, columns: list[Any], errors: Errors) -> Any:
    if errors[0] is not None:
        return errors[0]
    return shown(function, function.compute(*columns))


def _column(
    function: Function, arg: Arg, cells: Block, shape: tuple[int, ...], errors: Errors
) -> float | Array:
    """The numbers of one argument, one per answer; what is wrong goes into ``errors``."""
    values = cells.values
    if cells.faults is not None:
        faults = np.broadcast_to(cells.faults, shape).ravel()
        for place in np.flatnonzero(failed(faults) & ~failed(errors)):
            errors[place] = cell_error(function, faults[place], 0)
    blank = np.isnan(values)
    if cells.faults is not None:
        blank &= ~failed(cells.faults)
    if blank.any():
        if arg.required:
            unexplained = np.broadcast_to(blank, shape).ravel() & ~failed(errors)
            missing = NotANumber(f"{arg.name} is blank, expected a number")
            errors[unexplained] = cell_error(function, missing)
        else:
            values = np.where(blank, arg.default, values)
    if values.size == 1:
        return float(values.item())
    return np.broadcast_to(values, shape).ravel()
