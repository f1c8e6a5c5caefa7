"""Functions the engine lacks, and the roundings that let it agree with spreadsheets."""

from collections.abc import Callable
from typing import Any

from passivefolio.errors import CellError
from passivefolio.hosts.headless.comparing import ordered, rounded, unique
from passivefolio.hosts.headless.divisors import DIVISORS
from passivefolio.hosts.headless.language import sure_date
from passivefolio.hosts.headless.limits import LIMITED
from passivefolio.hosts.headless.nearly import NEARLY
from passivefolio.hosts.headless.order import NEAREST
from passivefolio.hosts.headless.regression import REGRESSION
from passivefolio.hosts.headless.taking import TAKING
from passivefolio.hosts.headless.texts import TEXT_FUNCTIONS, as_text
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.values import cells_of, rows_of


def scalar(cell: Any = None) -> Any:
    """One value, as it is."""
    if isinstance(cell, list):
        raise Unsupported("it gives a range to a function that takes one cell")
    return cell


def numbers(cells: Any = None) -> Any:
    """The numbers among the cells in one column, as IRR looks at them; the first error of them."""
    every = cells_of(cells)
    for cell in every:
        if isinstance(cell, CellError):
            return cell
    found = [[cell] for cell in every if isinstance(cell, float)]
    return found or CellError("#NUM!", "there is no number among the cash flows")


def element(cell: Any, row: float, column: float) -> Any:
    """One element of an array formula; a single row or column repeats, beyond it is #N/A."""
    rows = rows_of(cell)
    row_index = 0 if len(rows) == 1 else int(row) - 1
    column_index = 0 if len(rows[0]) == 1 else int(column) - 1
    if row_index >= len(rows) or column_index >= len(rows[0]):
        return CellError("#N/A", "the array has no such element")
    found = rows[row_index][column_index]
    return 0.0 if found is None else found


def array_element(cells: Any, row: Any = None, column: Any = None) -> Any:
    """INDEX of an array that a function gives; the engine calls an error in its place #REF!."""
    for cell in (cells, row, column):
        if isinstance(cell, CellError):
            return cell
    rows = rows_of(cells)
    if len(rows) == 1 and column is None:
        row, column = 1.0, row
    try:
        i, j = int(row or 0), int(column or 0)
    except (TypeError, ValueError):
        return CellError("#VALUE!", "INDEX: a row and a column are numbers")
    if min(i, j) < 0:
        return CellError("#VALUE!", "INDEX: a row or a column must not be negative")
    if i > len(rows) or j > len(rows[0]):
        return CellError(
            "#REF!",
            f"INDEX: there is no row {i}, column {max(j, 1)} among "
            f"{len(rows)} rows and {len(rows[0])} columns",
        )
    part = [line[j - 1 : j] if j else line for line in (rows[i - 1 : i] if i else rows)]
    return part[0][0] if len(part) == len(part[0]) == 1 else part


def matrix_product(left: Any, right: Any) -> Any:
    """MMULT."""
    first, second = matrix(left), matrix(right)
    if isinstance(first, CellError):
        return first
    if isinstance(second, CellError):
        return second
    if first.shape[1] != second.shape[0]:
        return CellError("#VALUE!", f"MMULT: {first.shape[1]} columns meet {second.shape[0]} rows")
    return (first @ second).tolist()


def matrix_inverse(square: Any) -> Any:
    """MINVERSE."""
    import numpy as np

    numbers = _square(square, "MINVERSE")
    if isinstance(numbers, CellError):
        return numbers
    try:
        return np.linalg.inv(numbers).tolist()
    except np.linalg.LinAlgError:
        return CellError("#NUM!", "MINVERSE: the matrix is singular, it has no inverse")


def matrix_determinant(square: Any) -> Any:
    """MDETERM."""
    import numpy as np

    numbers = _square(square, "MDETERM")
    return numbers if isinstance(numbers, CellError) else float(np.linalg.det(numbers))


def matrix(cells: Any) -> Any:
    """The cells as a numpy array, or the error that stands in them or they are."""
    import numpy as np

    rows = rows_of(cells)
    for cell in cells_of(rows):
        if isinstance(cell, CellError):
            return cell
        if isinstance(cell, bool) or not isinstance(cell, float):
            return CellError("#VALUE!", "a cell of the matrix holds no number")
    return np.array(rows)


def _square(cells: Any, function: str) -> Any:
    numbers = matrix(cells)
    if not isinstance(numbers, CellError) and numbers.shape[0] != numbers.shape[1]:
        return CellError("#VALUE!", f"{function}: the matrix is not square")
    return numbers


SUPPLEMENT: dict[str, Callable[..., Any]] = {
    "_ROUNDED": rounded,
    "_ORDERED": ordered,
    "_AS_TEXT": as_text,
    "_ELEMENT": element,
    "_INDEX": array_element,
    "_SCALAR": scalar,
    "_NUMBERS": numbers,
    "_SURE_DATE": sure_date,
    "MMULT": matrix_product,
    "MINVERSE": matrix_inverse,
    "MDETERM": matrix_determinant,
    **LIMITED,
    "UNIQUE": unique,
    **REGRESSION,
    **NEAREST,
    **NEARLY,
    **DIVISORS,
    **TAKING,
    **TEXT_FUNCTIONS,
}
