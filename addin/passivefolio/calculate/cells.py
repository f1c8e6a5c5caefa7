"""Reading cells: what a cell or range holds, as the numbers that the core computes with."""

import datetime
import math
import numbers
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from passivefolio.catalogue import Arg, Kind
from passivefolio.core.checks import Array
from passivefolio.errors import (
    CELL_ERRORS,
    CellError,
    DomainError,
    NotANumber,
    PassivefolioError,
    ShapeError,
    UnknownWord,
    Upstream,
)

LATER_CELL_ERRORS = frozenset({"#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA", "#BLOCKED!"})
"""Errors of newer spreadsheets that the older ones do not know; they travel on as #VALUE!."""

WEIGHT_TOLERANCE = 0.001
DAY_ZERO = datetime.date(1899, 12, 30)
LAST_DAY = 2958465
"""The serial number of 31 December 9999."""
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
PLAIN = {float, int, type(None)}
NUMBERS = {float, int}
FEW = 60
"""Cells up to which a look at each of their types is quicker than any other way."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells: their numbers, NaN where there is none, and what is wrong with them.

    full: every cell holds a finite number.
    """

    values: Array
    faults: NDArray[np.object_] | None = None
    full: bool = False

    def checked(self) -> Array:
        """The numbers, if no cell holds anything else; blanks are NaN."""
        if self.faults is not None:
            raise next(filter(None, self.faults.ravel().tolist()))
        return self.values


def grid(name: str, cell: Any) -> tuple[Any, int, int]:
    """The cells one after the other, row by row, and how many rows and columns they make."""
    if isinstance(cell, list | tuple):
        return _rows(name, cell)
    if hasattr(cell, "to_numpy"):
        cell = cell.to_numpy()
    if not isinstance(cell, np.ndarray):
        return (cell,), 1, 1
    if cell.ndim > 2:
        raise ShapeError(f"{name} has {cell.ndim} dimensions, a sheet has 2")
    table = cell.reshape(-1, 1) if cell.ndim < 2 else cell
    return table, *table.shape


def _rows(name: str, cell: Any) -> tuple[Any, int, int]:
    """A list is one column; a list of lists is rows, all equally long."""
    first = cell[0] if cell else None
    if type(first) is not list and type(first) is not tuple:
        return cell, len(cell), 1
    try:
        if len(first) == 1:
            return [only for (only,) in cell], len(cell), 1
        if len(set(map(len, cell))) == 1 and set(map(type, cell)) <= {list, tuple}:
            return list(chain.from_iterable(cell)), len(cell), len(first)
    except (TypeError, ValueError):
        pass
    raise ShapeError(f"{name} has rows of different lengths")


def _plain_numbers(cells: Any) -> Array | None:
    """Numbers and nothing else, quickly; None when some cell needs a closer look."""
    try:
        if len(cells) < FEW:
            return np.array(cells, np.float64) if NUMBERS.issuperset(map(type, cells)) else None
        sum(cells)  # refuses text, blanks and dates, which numpy would try to read
        values = np.fromiter(cells, dtype=np.float64, count=len(cells))
    except (ArithmeticError, TypeError, ValueError):
        return None
    zeros_and_ones = values * values == values
    if np.count_nonzero(zeros_and_ones):
        for place in np.flatnonzero(zeros_and_ones):
            if isinstance(cells[place], bool | np.bool):
                return None
    return values


def block(name: str, cell: Any) -> Block:
    """The numbers of a cell or range; anything that is neither number nor blank is a fault."""
    flat, rows, columns = grid(name, cell)
    if rows * columns == 0:
        raise ShapeError(f"{name} is an empty range")
    if isinstance(flat, np.ndarray) and flat.dtype.kind in "fiu":
        values, faults = flat.astype(np.float64, copy=False), None
    else:
        flat = flat.ravel().tolist() if isinstance(flat, np.ndarray) else flat
        plain = _plain_numbers(flat)
        if plain is None:
            values, faults = _numbers(name, flat, rows, columns)
        else:
            values, faults = plain.reshape(rows, columns), None
    if faults is None and math.isfinite(np.vdot(values, values)):  # else a closer look
        return Block(values, full=True)
    if np.isinf(values).any():
        faults = np.full(values.shape, None, dtype=object) if faults is None else faults
        faults[np.isinf(values)] = DomainError(f"{name} holds a number that is not finite")
    return Block(values, faults)


def date_block(name: str, cell: Any) -> Block:
    """The serial numbers of the dates in a cell or range; ISO text counts as a date."""
    flat, rows, columns = grid(name, cell)
    cells = flat.ravel().tolist() if isinstance(flat, np.ndarray) else flat
    if not set(map(type, cells)) <= PLAIN:
        cells = [serial(cell) for cell in cells]
    found = block(name, [cells[row * columns : (row + 1) * columns] for row in range(rows)])
    values, faults = np.floor(found.values), found.faults
    impossible = (values < 1) | (values > LAST_DAY)
    if impossible.any():
        faults = np.full(values.shape, None, dtype=object) if faults is None else faults
        faults[impossible] = DomainError(f"{name} holds a number that is no date")
    return Block(values, faults)


def serial(cell: Any) -> Any:
    """The serial number of a date, the days since 30 December 1899; anything else as it is."""
    if isinstance(cell, np.datetime64):
        cell = cell.astype("datetime64[D]").item()
    if isinstance(cell, str) and ISO_DATE.match(cell):
        try:
            cell = datetime.datetime.fromisoformat(cell)
        except ValueError:
            return cell
    if isinstance(cell, datetime.datetime):
        cell = None if cell != cell else cell.date()  # pandas has a date that is missing
    return float((cell - DAY_ZERO).days) if isinstance(cell, datetime.date) else cell


def _numbers(
    name: str, flat: Any, rows: int, columns: int
) -> tuple[Array, NDArray[np.object_] | None]:
    types = set(map(type, flat))
    if types <= PLAIN:
        return _floats(flat).reshape(rows, columns), None
    cells = np.empty(len(flat), dtype=object)
    cells[:] = flat
    sorts = {kind: _sort(kind) for kind in types}
    sort = np.fromiter(map(sorts.__getitem__, map(type, flat)), dtype=np.int8, count=len(flat))
    sort[(sort == TEXT) & (cells == "")] = BLANK
    values = np.full(len(flat), np.nan)
    values[sort == NUMBER] = _floats(cells[sort == NUMBER].tolist())
    faulty = np.flatnonzero(sort > NUMBER)
    faults = np.full(len(flat), None, dtype=object)
    for place in faulty:
        faults[place] = _fault(name + _position(int(place), rows, columns), cells[place])
    shape = (rows, columns)
    return values.reshape(shape), faults.reshape(shape) if faulty.size else None


BLANK, NUMBER, TEXT, OTHER = range(4)


def _sort(kind: type) -> int:
    if issubclass(kind, type(None)):
        return BLANK
    if issubclass(kind, str):
        return TEXT
    if issubclass(kind, numbers.Real | Decimal) and not issubclass(kind, bool | np.bool):
        return NUMBER
    return OTHER


def _floats(cells: Any) -> Array:
    try:
        return np.array(cells, dtype=np.float64)
    except (OverflowError, ValueError):
        return np.array([_float(cell) for cell in cells])


def _float(cell: Any) -> float:
    try:
        return math.nan if cell is None else float(cell)
    except OverflowError:
        return math.inf
    except ValueError:  # the signalling NaN of decimals
        return math.nan


def _position(place: int, rows: int, columns: int) -> str:
    row, column = divmod(place, columns)
    if rows == columns == 1:
        return ""
    if 1 in (rows, columns):
        return f" number {place + 1}"
    return f" row {row + 1} column {column + 1}"


def _fault(where: str, cell: Any) -> PassivefolioError:
    code = cell.code if isinstance(cell, CellError) else cell
    if isinstance(code, str) and code in CELL_ERRORS:
        return Upstream(code, where)
    if isinstance(cell, CellError) or (isinstance(code, str) and code in LATER_CELL_ERRORS):
        return NotANumber(f"{where} holds {code}")
    if isinstance(cell, str):
        return NotANumber(f"{where} holds the text {cell[:40]!r}, expected a number")
    if isinstance(cell, bool | np.bool):
        return NotANumber(f"{where} holds {str(bool(cell)).upper()}, expected a number")
    if isinstance(cell, datetime.date | np.datetime64):
        return NotANumber(f"{where} holds a date, expected a number")
    return NotANumber(f"{where} holds something that is no number")


def single(name: str, cell: Any) -> Any:
    """The one cell that an argument must be; None when it is blank."""
    flat, rows, columns = grid(name, cell)
    if rows * columns != 1:
        raise ShapeError(f"{name} must be one cell, got {rows} rows and {columns} columns")
    value = flat.item() if isinstance(flat, np.ndarray) else flat[0]
    return None if isinstance(value, str) and value == "" else value


def is_blank(cell: Any) -> bool:
    """Whether an argument was left out, or is one cell with nothing in it."""
    return cell is None or (isinstance(cell, str) and cell == "")


def number(name: str, cell: Any) -> float:
    """The number in one cell."""
    if type(cell) in NUMBERS and math.isfinite(cell):
        return float(cell)
    value = float(block(name, single(name, cell)).checked()[0, 0])
    if math.isnan(value):
        raise NotANumber(f"{name} is blank, expected a number")
    return value


def _whole(name: str, cell: Any) -> int:
    value = number(name, cell)
    if value != math.floor(value):
        raise DomainError(f"{name} must be a whole number, got {value:g}")
    return int(value)


def _date(name: str, cell: Any) -> float:
    value = float(date_block(name, single(name, cell)).checked()[0, 0])
    if math.isnan(value):
        raise NotANumber(f"{name} is blank, expected a date")
    return value


def _switch(name: str, cell: Any) -> bool:
    value = single(name, cell)
    if isinstance(value, bool | np.bool):
        return bool(value)
    value = number(name, value)
    if value not in (0, 1):
        raise NotANumber(f"{name} must be TRUE or FALSE, got {value:g}")
    return bool(value)


def _text(name: str, cell: Any) -> str:
    value = single(name, cell)
    fault = _fault(name, value)
    if isinstance(fault, Upstream):
        raise fault
    if not isinstance(value, str):
        raise NotANumber(f"{name} must be text in quotes")
    return value


def as_list(name: str, values: Array) -> Array:
    """The numbers of one row or one column."""
    if 1 not in values.shape:
        rows, columns = values.shape
        raise ShapeError(
            f"{name} must be one row or one column, got {rows} rows and {columns} columns"
        )
    return values.ravel()


def _weights(name: str, cell: Any) -> Array:
    weights = np.nan_to_num(as_list(name, block(name, cell).checked()))
    total = float(weights.sum())
    if abs(total - 1) > WEIGHT_TOLERANCE:
        raise ShapeError(f"{name} sum to {total:.6g}, expected 1")
    return weights


def _dates(name: str, cell: Any) -> Array:
    return as_list(name, date_block(name, cell).checked())


def _amounts(name: str, cell: Any) -> Array:
    amounts = _list(name, cell)
    filled = np.flatnonzero(~np.isnan(amounts))
    return np.nan_to_num(amounts[: filled[-1] + 1] if filled.size else amounts[:0])


def _list(name: str, cell: Any) -> Array:
    return as_list(name, block(name, cell).checked())


def _block(name: str, cell: Any) -> Array:
    return block(name, cell).checked()


def _periods(name: str, cell: Any) -> Array:
    values = block(name, cell).checked()
    filled = np.flatnonzero(~np.isnan(values).all(axis=1))
    return values[: filled[-1] + 1] if filled.size and 1 not in values.shape else values


def _table(name: str, cell: Any) -> Array:
    values = block(name, cell).checked()
    table = values.T if len(values) == 1 else values
    return table[~np.isnan(table).any(axis=1)]


def _cells(name: str, cell: Any) -> list[list[Any]]:
    flat, rows, columns = grid(name, cell)
    cells = flat.ravel().tolist() if isinstance(flat, np.ndarray) else list(flat)
    return [cells[row * columns : (row + 1) * columns] for row in range(rows)]


READERS: dict[Kind, Callable[[str, Any], Any]] = {
    Kind.NUMBER: number,
    Kind.RATE: number,
    Kind.WHOLE: _whole,
    Kind.SWITCH: _switch,
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.DATES: _dates,
    Kind.AMOUNTS: _amounts,
    Kind.FUNDS: _list,
    Kind.INDICES: _block,
    Kind.WEIGHTS: _weights,
    Kind.LIST: _list,
    Kind.PERIODS: _periods,
    Kind.TABLE: _table,
    Kind.MATRIX: _block,
    Kind.RISK: _block,
    Kind.BOUNDS: _list,
    Kind.CELLS: _cells,
}


def read(arg: Arg, cell: Any) -> Any:
    """What the core gets for one argument that is not spread over many answers."""
    if is_blank(cell) and arg.kind is not Kind.CELLS:
        if arg.required:
            raise NotANumber(f"{arg.name} is missing")
        return arg.default
    if arg.kind is Kind.WORD:
        return _word(arg, cell)
    return READERS[arg.kind](arg.name, cell)


def _word(arg: Arg, cell: Any) -> str:
    word = _text(arg.name, cell).strip().lower()
    if word not in arg.choices:
        raise UnknownWord(f"{arg.name} must be one of {', '.join(arg.choices)}, got {word}")
    return word
