"""What the core answers, as cells would show it: one answer, or many of which some may fail."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from passivefolio.catalogue import Answer, Function
from passivefolio.core.checks import Array
from passivefolio.errors import CellError, PassivefolioError

Places = NDArray[np.intp]
Errors = NDArray[np.object_]
"""One cell error per answer, None where there is none."""

TOO_LARGE = "the result is too large for a cell"


def no_errors(count: int) -> Errors:
    """As many answers, none of which has failed so far."""
    return np.full(count, None, dtype=object)


def failed(errors: Errors) -> NDArray[np.bool_]:
    """Which answers carry an error."""
    return errors.astype(bool)


def cell_error(function: Function, error: PassivefolioError, place: int = 0) -> CellError:
    """The cell error of one answer, its sentence led by the name of the function."""
    return CellError(error.cell_error, f"{function.name}: {error.sentence(place)}")


def shown(function: Function, result: Any) -> Any:
    """An answer as a cell or cells would show it."""
    if isinstance(result, np.ndarray | np.generic):
        if result.ndim:
            row = result.ndim == 1 and function.answer is Answer.ROW
            table = np.asarray(result)
            return rows(function, table.reshape(1, -1) if row else table)
        if result.dtype.kind == "b":
            return bool(result)
    elif isinstance(result, bool | str):
        return result
    elif isinstance(result, list):
        return [[_finite(function, cell) for cell in row] for row in result]
    value = float(result)
    if math.isfinite(value):
        return value + 0.0
    return CellError("#NUM!", f"{function.name}: {TOO_LARGE}")


def _finite(function: Function, cell: Any) -> Any:
    if isinstance(cell, float) and not math.isfinite(cell):
        return CellError("#NUM!", f"{function.name}: {TOO_LARGE}")
    return float(cell) + 0.0 if isinstance(cell, float | np.floating) else cell


def rows(function: Function, values: Array, errors: Errors | None = None) -> list[list[Any]]:
    """Answers as rows of cells; a column when they have one dimension."""
    table = values.reshape(-1, 1) if values.ndim == 1 else values
    table = table if table.dtype == bool else table + 0.0
    beyond = ~np.isfinite(table)
    if errors is None and not beyond.any():
        return list(table.tolist())
    cells = table.astype(object)
    cells[beyond] = CellError("#NUM!", f"{function.name}: {TOO_LARGE}")
    if errors is not None:
        places = failed(errors).reshape(table.shape)
        cells[places] = errors.reshape(table.shape)[places]
    return list(cells.tolist())


def answers(
    function: Function,
    take: Callable[[NDArray[np.intp]], Sequence[Any]],
    errors: Errors,
) -> tuple[NDArray[Any], NDArray[np.intp]]:
    """Results of all places without an error so far, and which places these are.

    The core is asked for all of them together; those it refuses get their error, and the rest is
    asked for again.
    """
    alive = np.flatnonzero(~failed(errors))
    while alive.size:
        try:
            return np.asarray(function.compute(*take(alive))), alive
        except PassivefolioError as error:
            refused = np.ones(alive.size, dtype=bool)
            if error.where is not None and error.where.size == alive.size:
                refused = error.where.ravel()
            for place in np.flatnonzero(refused):
                errors[alive[place]] = cell_error(function, error, int(place))
            alive = alive[~refused]
    return np.empty(0), alive
