"""The words all core functions share: array types, and the check that stops a calculation."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from passivefolio.errors import DomainError, NoAnswer, NotANumber, PassivefolioError, ShapeError

Array = NDArray[np.float64]
Number = float | Array
"""One number, or an array of them: functions of numbers work element by element."""
Truth = bool | NDArray[np.bool_]


def require(ok: Any, error: type[PassivefolioError], message: str, *values: Any) -> None:
    """Raise ``error`` with the values in its message, wherever ``ok`` is false."""
    if ok is True or ok is np.True_:
        return
    failed = ~np.asarray(ok)
    if failed.any():
        raise error(message, *values, where=failed)


def mean(values: Array) -> Array:
    """The mean of each column; quicker for a short series than the method of numpy."""
    return np.asarray(np.add.reduce(values, axis=0) / len(values))


def require_observations(name: str, series: Array, at_least: int) -> None:
    """A series too short to say anything is an error, not a number."""
    count = len(series)
    if count < at_least:
        noun = "observation" if count == 1 else "observations"
        are = "is" if at_least == 1 else "are"
        raise NoAnswer(f"{name} has {count} {noun}, at least {at_least} {are} needed")


def require_periods_per_year(periods_per_year: float) -> None:
    """A year has some periods."""
    require(
        periods_per_year > 0,
        DomainError,
        "periods_per_year must be above 0, got {:g}",
        periods_per_year,
    )


def require_known(name: str, values: Array) -> None:
    """Every value must be there; a blank is not a zero."""
    if np.isnan(values).any():
        place = int(np.isnan(values).argmax()) + 1
        raise NotANumber(f"{name} number {place} of {values.size} is blank")


def require_same_size(first: str, a: Array, second: str, b: Array) -> None:
    """Two lists that belong together are equally long."""
    if a.size != b.size:
        raise ShapeError(f"{first} has {a.size} values but {second} has {b.size}")


def held(weights: Array, name: str, values: Array) -> Array:
    """The value of each holding: a blank beside a zero weight is 0, beside any other an error."""
    require_same_size("weights", weights, name, values)
    missing = np.isnan(values)
    if not missing.any():
        return values
    needed = missing & (weights != 0)
    if needed.any():
        place = int(needed.argmax())
        raise NotANumber(
            f"{name} number {place + 1} is blank beside a weight of {weights[place]:g}"
        )
    return np.where(missing, 0.0, values)
