"""LINEST, LOGEST, TREND and GROWTH; the engine stops for good when their data are collinear."""

from collections.abc import Callable
from typing import Any

from passivefolio.errors import CellError
from passivefolio.hosts.headless.unsupported import Unsupported

_UNSURE = "its regression has collinear data"


def linest(y: Any, x: Any = None, constant: Any = True, statistics: Any = False) -> Any:
    """LINEST: the coefficients, the last column first; with statistics in four rows below."""
    return _fitted(y, x, constant, statistics, False)


def logest(y: Any, x: Any = None, constant: Any = True, statistics: Any = False) -> Any:
    """LOGEST: as LINEST, for the logarithm of y; the coefficients are growth factors."""
    return _fitted(y, x, constant, statistics, True)


def trend(y: Any, x: Any = None, new: Any = None, constant: Any = True) -> Any:
    """TREND: the fitted line at the new places."""
    return _predicted(y, x, new, constant, False)


def growth(y: Any, x: Any = None, new: Any = None, constant: Any = True) -> Any:
    """GROWTH: the fitted exponential curve at the new places."""
    return _predicted(y, x, new, constant, True)


def _fitted(y: Any, x: Any, constant: Any, statistics: Any, logarithmic: bool) -> Any:
    import numpy as np

    problem = _switched(constant, statistics)
    data = problem or _data(y, x, logarithmic)
    if isinstance(data, CellError):
        return data
    places, targets, _ = data
    with_constant = constant is not False and constant != 0
    design = _design(places, with_constant)
    coefficients = _solved(design, targets)
    slopes = coefficients[:-1] if with_constant else coefficients
    first = [*slopes[::-1], coefficients[-1] if with_constant else 0.0]
    if logarithmic:
        first = [float(np.exp(number)) for number in first]
    row = [float(number) for number in first]
    if statistics is False or statistics == 0 or statistics is None:
        return [row]
    freedom = len(targets) - design.shape[1]
    if freedom <= 0:
        raise Unsupported("its regression leaves no degree of freedom")
    rest = float(np.sum((targets - design @ coefficients) ** 2))
    centre = targets.mean() if with_constant else 0.0
    explained = float(np.sum((targets - centre) ** 2)) - rest
    if rest <= 1e-18 * explained or explained <= 0:
        raise Unsupported("its regression fits the data without any rest")
    errors = np.sqrt(np.diag(np.linalg.inv(design.T @ design)) * rest / freedom)
    spread = errors[:-1] if with_constant else errors
    second: list[Any] = [float(number) for number in spread[::-1]]
    second.append(float(errors[-1]) if with_constant else CellError("#N/A", ""))
    blank = [CellError("#N/A", "")] * (len(row) - 2)
    return [
        row,
        second,
        [explained / (explained + rest), float(np.sqrt(rest / freedom)), *blank],
        [explained / (len(slopes)) / (rest / freedom), float(freedom), *blank],
        [explained, rest, *blank],
    ]


def _predicted(y: Any, x: Any, new: Any, constant: Any, logarithmic: bool) -> Any:
    import numpy as np

    data = _switched(constant) or _data(y, x, logarithmic)
    if isinstance(data, CellError):
        return data
    places, targets, upright = data
    with_constant = constant is not False and constant != 0
    coefficients = _solved(_design(places, with_constant), targets)
    fresh = places
    if new is not None:
        block = _numbers(new)
        if isinstance(block, CellError):
            return block
        fresh = block.reshape(-1, 1) if places.shape[1] == 1 else block if upright else block.T
        if fresh.shape[1] != places.shape[1]:
            return CellError("#REF!", "the new places have another number of variables")
    found = _design(fresh, with_constant) @ coefficients
    if logarithmic:
        found = np.exp(found)
    if new is not None and places.shape[1] == 1:
        return found.reshape(block.shape).tolist()
    if new is None and not isinstance(y, list):
        return float(found[0])
    return [[number] for number in found.tolist()] if upright else [found.tolist()]


def _switched(*cells: Any) -> CellError | None:
    """The error among switches, or of switches that are none."""
    for cell in cells:
        if isinstance(cell, CellError):
            return cell
        if isinstance(cell, str | list):
            return CellError("#VALUE!", "TRUE or FALSE is expected")
    return None


def _data(y: Any, x: Any, logarithmic: bool) -> Any:
    """Places with a row per observation, targets, and whether they stand in a column."""
    import numpy as np

    targets = _numbers(y)
    if isinstance(targets, CellError):
        return targets
    if logarithmic and (targets <= 0).any():
        return CellError("#NUM!", "the logarithm needs numbers above 0")
    upright = targets.shape[1] == 1
    if 1 not in targets.shape:
        raise Unsupported("its regression has a block of numbers in place of a row or column")
    if x is None:
        places = np.arange(1.0, targets.size + 1).reshape(-1, 1)
    else:
        block = _numbers(x)
        if isinstance(block, CellError):
            return block
        if block.shape == targets.shape:
            places = block.reshape(-1, 1)
        else:
            places = block if upright else block.T
        if len(places) != targets.size:
            return CellError("#REF!", "the known x and y have different sizes")
    numbers = targets.reshape(-1)
    return places, np.log(numbers) if logarithmic else numbers, upright


def _numbers(cells: Any) -> Any:
    from passivefolio.hosts.headless.supplement import matrix

    return matrix(cells)


def _design(places: Any, with_constant: bool) -> Any:
    import numpy as np

    return np.column_stack([places, np.ones(len(places))]) if with_constant else places


def _solved(design: Any, targets: Any) -> Any:
    """The least squares, unless the data leave several."""
    import numpy as np

    scaled = design / np.maximum(np.abs(design).max(axis=0), 1e-300)
    if len(design) < design.shape[1] or np.linalg.cond(scaled) > 1e10:
        raise Unsupported(_UNSURE)
    return np.linalg.lstsq(design, targets, rcond=None)[0]


REGRESSION: dict[str, Callable[..., Any]] = {
    "GROWTH": growth,
    "LINEST": linest,
    "LOGEST": logest,
    "TREND": trend,
}
