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
from passivefolio.calculate.cells import Block, block, date_block, is_blank, read
from passivefolio.catalogue import Arg, Function, Kind
from passivefolio.core.checks import Array
from passivefolio.errors import NotANumber, ShapeError

SPREAD_KINDS = {Kind.NUMBER, Kind.RATE, Kind.DATE}
"""Kinds of which a range may be given."""
SINGLE_KINDS = {Kind.SWITCH, Kind.WORD}
"""Kinds of one cell, which serves all answers."""


def per_cell(function: Function, cells: Sequence[Any]) -> Any:
    """One number, or a block with the shape of the ranges, each cell with its own answer."""
    plain = _plain_numbers(function.args, cells)
    if plain is not None:
        return shown(function, function.compute(*plain))
    blocks = {
        arg.name: _block(arg, cell)
        for arg, cell in zip(function.args, cells, strict=True)
        if arg.kind in SPREAD_KINDS
    }
    shape = _common_shape(blocks)
    errors = no_errors(math.prod(shape))
    columns = [
        _column(function, arg, blocks[arg.name], shape, errors)
        if arg.kind in SPREAD_KINDS
        else read(arg, cell)
        for arg, cell in zip(function.args, cells, strict=True)
    ]
    if errors.size == 1:
        return _only(function, columns, errors)

    def take(alive: Places) -> list[Any]:
        whole = alive.size == errors.size
        return [c[alive] if isinstance(c, np.ndarray) and not whole else c for c in columns]

    results, alive = answers(function, take, errors)
    values = np.zeros(errors.size, dtype=results.dtype)
    values[alive] = results
    return rows(function, values.reshape(shape), errors if alive.size < errors.size else None)


def _plain_numbers(args: Sequence[Arg], cells: Sequence[Any]) -> list[float] | None:
    """The arguments, if all of them are single finite numbers or left out: the common case."""
    found: list[float] = []
    for arg, cell in zip(args, cells, strict=True):
        number = arg.kind is Kind.NUMBER or arg.kind is Kind.RATE
        if number and (type(cell) is float or type(cell) is int) and math.isfinite(cell):
            found.append(float(cell))
        elif cell is None and not arg.required and arg.kind in SPREAD_KINDS:
            found.append(arg.default)
        else:
            return None
    return found


def _block(arg: Arg, cell: Any) -> Block:
    if is_blank(cell) and not arg.required:
        return Block(np.array([[arg.default]], dtype=np.float64))
    return (date_block if arg.kind is Kind.DATE else block)(arg.name, cell)


def _common_shape(blocks: dict[str, Block]) -> tuple[int, ...]:
    try:
        return np.broadcast_shapes(*(b.values.shape for b in blocks.values()))
    except ValueError:
        sizes = ", ".join(
            f"{name} {b.values.shape[0]} x {b.values.shape[1]}"
            for name, b in blocks.items()
            if b.values.size > 1
        )
        raise ShapeError(f"the ranges do not fit together: {sizes}") from None


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
