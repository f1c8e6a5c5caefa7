"""Whole numbers: common divisors and multiples, and multinomial coefficients, of lists."""

import math
from collections.abc import Callable
from typing import Any

from passivefolio.errors import CellError
from passivefolio.hosts.headless.values import cells_of

_LARGEST = 2.0**53


def _whole(arguments: tuple[Any, ...], name: str) -> list[int] | CellError:
    """The numbers of all arguments without their fractions, or the first error among them."""
    found: list[int] = []
    for argument in arguments:
        for cell in cells_of(argument):
            if isinstance(cell, CellError):
                return cell
            if cell is None:
                continue
            if isinstance(cell, bool) or not isinstance(cell, float):
                return CellError("#VALUE!", f"{name}: an argument is no number")
            if not 0 <= cell < _LARGEST:
                return CellError("#NUM!", f"{name}: {cell:g} is negative or too large")
            found.append(int(cell))
    return found or CellError("#VALUE!", f"{name}: no number is given")


def _answer(number: int, name: str) -> float | CellError:
    try:
        return float(number)
    except OverflowError:
        return CellError("#NUM!", f"{name}: the answer is too large")


def common_divisor(*arguments: Any) -> Any:
    """GCD."""
    numbers = _whole(arguments, "GCD")
    return numbers if isinstance(numbers, CellError) else _answer(math.gcd(*numbers), "GCD")


def common_multiple(*arguments: Any) -> Any:
    """LCM."""
    numbers = _whole(arguments, "LCM")
    if isinstance(numbers, CellError):
        return numbers
    multiple = math.lcm(*numbers)
    if multiple >= _LARGEST:
        return CellError("#NUM!", "LCM: the answer is too large")
    return float(multiple)


def multinomial(*arguments: Any) -> Any:
    """MULTINOMIAL."""
    numbers = _whole(arguments, "MULTINOMIAL")
    if isinstance(numbers, CellError):
        return numbers
    if sum(numbers) > 170:  # of which Excel knows the factorial
        return CellError("#NUM!", "MULTINOMIAL: its numbers add up to more than 170")
    ways = math.factorial(sum(numbers)) // math.prod(map(math.factorial, numbers))
    return _answer(ways, "MULTINOMIAL")


DIVISORS: dict[str, Callable[..., Any]] = {
    "GCD": common_divisor,
    "LCM": common_multiple,
    "MULTINOMIAL": multinomial,
}
