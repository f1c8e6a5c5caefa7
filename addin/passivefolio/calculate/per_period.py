"""Functions of one period: a table with a row per period gives one answer per row."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from passivefolio.calculate.answers import Places, answers, no_errors, rows, shown
from passivefolio.calculate.cells import read
from passivefolio.catalogue import Function, Kind


def per_period(function: Function, cells: Sequence[Any]) -> Any:
    """One number, or a column with one per row of the table."""
    arguments = [read(arg, cell) for arg, cell in zip(function.args, cells, strict=True)]
    place = next(i for i, arg in enumerate(function.args) if arg.kind is Kind.PERIODS)
    table = arguments[place]
    weights = arguments[0]
    count = 1 if table.size == weights.size else table.shape[0]
    if count == 1:
        return shown(function, function.compute(*arguments)[0])
    errors = no_errors(count)

    def take(alive: Places) -> list[Any]:
        return [*arguments[:place], table[alive], *arguments[place + 1 :]]

    results, alive = answers(function, take, errors)
    values = np.zeros(count)
    values[alive] = results
    return rows(function, values, errors if alive.size < count else None)
