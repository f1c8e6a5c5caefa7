"""Calls of our functions from cells, through ``calculate``."""

import datetime
from collections.abc import Sequence
from functools import cache
from typing import Any

from passivefolio.hosts.libreoffice.cells import received, shown
from passivefolio.hosts.libreoffice.numpy_home import find_numpy

Rows = tuple[tuple[Any, ...], ...]
DAY_ZERO = datetime.date(1899, 12, 30)


def call(function: str, cells: Sequence[Any]) -> Rows:
    """The answer of a function, as rows of numbers and texts."""
    problem, functions, calculate = _library()
    if problem:
        return ((f"#passivefolio: {problem}",),)
    return shown(calculate(functions[function], received(cells)))


def dated_call(function: str, document: Any, cells: Sequence[Any]) -> Rows:
    """The answer of a function that reads dates: a workbook may count its days from 1904."""
    start = document.NullDate
    later = (datetime.date(start.Year, start.Month, start.Day) - DAY_ZERO).days
    if not later or _library()[0]:
        return call(function, cells)
    from passivefolio.catalogue import BY_NAME, Kind

    kinds = [arg.kind for arg in BY_NAME[function].args]
    shifted = [
        _later(cell, later) if kind in (Kind.DATE, Kind.DATES) else cell
        for kind, cell in zip(kinds, cells, strict=False)
    ]
    return call(function, shifted)


def _later(cell: Any, days: int) -> Any:
    if isinstance(cell, tuple):
        return tuple(_later(each, days) for each in cell)
    return cell + days if isinstance(cell, float) else cell


def why(document: Any, cells: Any) -> str:
    """The sentence of the error that a cell shows; blank when it shows none."""
    if problem := _library()[0]:
        return f"#passivefolio: {problem}"
    from passivefolio.hosts.libreoffice.why import sentence

    return sentence(document, cells)


@cache
def _library() -> tuple[str, Any, Any]:
    """What is in the way of calculating, the functions by name, and ``calculate``."""
    if problem := find_numpy():
        return problem, None, None
    from passivefolio.calculate import calculate
    from passivefolio.catalogue import BY_NAME

    return "", BY_NAME, calculate
