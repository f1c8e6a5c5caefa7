"""Calls of our functions from cells, through ``calculate``."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from passivefolio.hosts.libreoffice.cells import received, shown
from passivefolio.hosts.libreoffice.numpy_home import find_numpy

Rows = tuple[tuple[Any, ...], ...]


def call(function: str, cells: Sequence[Any]) -> Rows:
    """The answer of a function, as rows of numbers and texts."""
    problem, functions, calculate = _library()
    if problem:
        return ((f"#passivefolio: {problem}",),)
    return shown(calculate(functions[function], received(cells)))


def dated_call(function: str, document: Any, cells: Sequence[Any]) -> Rows:
    """The answer of a function that reads dates, which count from a day the document sets."""
    return call(function, cells)


def why(cells: Any) -> Rows:
    """The sentence of the error that a cell shows."""
    return (("",),)


@cache
def _library() -> tuple[str, Any, Any]:
    """What is in the way of calculating, the functions by name, and ``calculate``."""
    if problem := find_numpy():
        return problem, None, None
    from passivefolio.calculate import calculate
    from passivefolio.catalogue import BY_NAME

    return "", BY_NAME, calculate
