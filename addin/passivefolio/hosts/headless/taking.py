"""TAKE and DROP: rows and columns from one end of an array."""

from collections.abc import Callable
from typing import Any

from passivefolio.errors import CellError
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.values import rows_of


def take(cells: Any, rows: Any = None, columns: Any = None) -> Any:
    """TAKE."""
    return _part(cells, rows, columns, _taken)


def drop(cells: Any, rows: Any = None, columns: Any = None) -> Any:
    """DROP."""
    return _part(cells, rows, columns, _left)


def _part(cells: Any, rows: Any, columns: Any, choose: Callable[[list[Any], int], Any]) -> Any:
    for cell in (cells, rows, columns):
        if isinstance(cell, CellError):
            return cell
    for count in (rows, columns):
        if count is not None and (isinstance(count, bool) or not isinstance(count, float)):
            raise Unsupported("how many rows or columns it takes is no number")
    found = rows_of(cells)
    if rows is not None:
        found = choose(found, int(rows))
    if columns is not None:
        found = [choose(row, int(columns)) for row in found]
    if not found or not found[0]:
        raise Unsupported("its result is an empty array")
    return found[0][0] if len(found) == len(found[0]) == 1 else found


def _taken(items: list[Any], count: int) -> list[Any]:
    if count < 0:
        return items[count:]
    return items[:count]


def _left(items: list[Any], count: int) -> list[Any]:
    if count < 0:
        return items[:count]
    return items[count:]


TAKING: dict[str, Callable[..., Any]] = {"DROP": drop, "TAKE": take}
