"""Functions of numbers that end where spreadsheets say #NUM!, and sizes beyond which no refresh
should go.
"""

import math
from collections.abc import Callable
from typing import Any

from passivefolio.errors import CellError
from passivefolio.hosts.headless.known import number_in
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.values import cells_of

_SURE_QUOTIENT = 2.0**27  # up to which every Excel answers MOD
_NO_QUOTIENT = 1.2e12  # from which none does
_EXACT = 2.0**53
_MOST_PERIODS = 100_000
_LARGEST_MATRIX = 1_000

PERIODS = {"CUMIPMT": (1, 3, 4), "CUMPRINC": (1, 3, 4), "DDB": (2, 3)}  # arguments counted through


def _number(cell: Any) -> float | CellError:
    """A cell as a number."""
    return number_in(float(cell) if isinstance(cell, bool) else cell, "number")


def remainder(number: Any, divisor: Any) -> Any:
    """MOD."""
    first, second = _number(number), _number(divisor)
    if isinstance(first, CellError):
        return first
    if isinstance(second, CellError):
        return second
    if second == 0:
        return CellError("#DIV/0!", "MOD: the divisor is 0")
    quotient = abs(first / second)
    if quotient >= _NO_QUOTIENT:
        return CellError("#NUM!", "MOD: the number is too large for its divisor")
    if quotient > _SURE_QUOTIENT:
        raise Unsupported("Excel's MOD differs by its version when a number is so large")
    left = math.fmod(first, second)
    return left + second if left and (left < 0) != (second < 0) else left


def combinations(number: Any, chosen: Any) -> Any:
    """COMBIN."""
    given = _counts(number, chosen)
    if isinstance(given, CellError):
        return given
    total, taken = given
    if math.lgamma(total + 1) - math.lgamma(taken + 1) - math.lgamma(total - taken + 1) > 720:
        return _TOO_LARGE
    return _as_float(math.comb(total, min(taken, total - taken)))


def permutations(number: Any, chosen: Any) -> Any:
    """PERMUT."""
    given = _counts(number, chosen)
    if isinstance(given, CellError):
        return given
    total, taken = given
    if math.lgamma(total + 1) - math.lgamma(total - taken + 1) > 720:
        return _TOO_LARGE
    return _as_float(math.perm(total, taken))


_TOO_LARGE = CellError("#NUM!", "the number is too large")


def _counts(number: Any, chosen: Any) -> tuple[int, int] | CellError:
    first, second = _number(number), _number(chosen)
    if isinstance(first, CellError):
        return first
    if isinstance(second, CellError):
        return second
    if not 0 <= int(second) <= int(first):
        return CellError("#NUM!", "more are chosen than there are, or fewer than none")
    if first >= _EXACT:
        raise Unsupported("how it takes numbers of more than 15 digits is not known here")
    return int(first), int(second)


def _as_float(number: int) -> float | CellError:
    try:
        return float(number)
    except OverflowError:
        return _TOO_LARGE


def few_periods(cell: Any = None) -> Any:
    """A number of periods, as it is."""
    if any(isinstance(one, float) and abs(one) > _MOST_PERIODS for one in cells_of(cell)):
        raise Unsupported(f"it counts through more than {_MOST_PERIODS:,} periods")
    return cell


def unit_matrix(size: Any) -> Any:
    """MUNIT."""
    if isinstance(size, CellError):
        return size
    if not isinstance(size, float) or size < 1:
        return CellError("#VALUE!", "MUNIT: a size of at least 1 is expected")
    if size > _LARGEST_MATRIX:
        raise Unsupported(f"a matrix of more than {_LARGEST_MATRIX:,} rows is too large here")
    return [[float(row == column) for column in range(int(size))] for row in range(int(size))]


LIMITED: dict[str, Callable[..., Any]] = {
    "COMBIN": combinations,
    "MOD": remainder,
    "MUNIT": unit_matrix,
    "PERMUT": permutations,
    "_PERIODS": few_periods,
}
