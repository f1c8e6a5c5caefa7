"""LINEST, LOGEST, TREND and GROWTH; the engine stops for good when their data are collinear."""

from collections.abc import Callable
from typing import Any, NamedTuple

from passivefolio.errors import CellError
from passivefolio.hosts.headless.unsupported import Unsupported

_UNSURE = "its regression has columns of x that depend on each other, or nearly do"
_MOST_COLLINEAR = 1e5  # the condition of the columns, scaled and around their means


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


class _Fit(NamedTuple):
    """A plane through the data, around their means."""

    means: Any  # of the columns of x; zero without a constant
    height: float  # there
    slopes: Any
    residuals: Any
    inverse: Any  # of the sums of squares and products of x

    @property
    def constant(self) -> float:
        """The height where all x are 0."""
        return float(self.height - self.means @ self.slopes)


def _fitted(y: Any, x: Any, constant: Any, statistics: Any, logarithmic: bool) -> Any:
    import numpy as np

    problem = _switched(constant, statistics)
    data = problem or _data(y, x, logarithmic)
    if isinstance(data, CellError):
        return data
    places, targets, _ = data
    with_constant = constant is not False and constant != 0
    fit = _fit(places, targets, with_constant)
    first = [*fit.slopes[::-1], fit.constant if with_constant else 0.0]
    if logarithmic:
        first = [float(np.exp(number)) for number in first]
    row = [float(number) for number in first]
    if statistics is False or statistics == 0 or statistics is None:
        return [row]
    freedom = len(targets) - len(fit.slopes) - with_constant
    if freedom <= 0:
        raise Unsupported("its regression leaves no degree of freedom")
    rest = float(np.sum(fit.residuals**2))
    explained = float(np.sum((targets - (targets.mean() if with_constant else 0.0)) ** 2)) - rest
    if rest <= 1e-18 * explained or explained <= 0:
        raise Unsupported("its regression fits the data without any rest")
    variance = rest / freedom
    second: list[Any] = np.sqrt(np.diag(fit.inverse) * variance)[::-1].tolist()
    around = 1 / len(targets) + float(fit.means @ fit.inverse @ fit.means)
    second.append(float(np.sqrt(around * variance)) if with_constant else CellError("#N/A", ""))
    blank = [CellError("#N/A", "")] * (len(row) - 2)
    return [
        row,
        second,
        [explained / (explained + rest), float(np.sqrt(variance)), *blank],
        [explained / len(fit.slopes) / variance, float(freedom), *blank],
        [explained, rest, *blank],
    ]


def _predicted(y: Any, x: Any, new: Any, constant: Any, logarithmic: bool) -> Any:
    import numpy as np

    data = _switched(constant) or _data(y, x, logarithmic)
    if isinstance(data, CellError):
        return data
    places, targets, upright = data
    fit = _fit(places, targets, constant is not False and constant != 0)
    fresh = places
    if new is not None:
        block = _numbers(new)
        if isinstance(block, CellError):
            return block
        fresh = block.reshape(-1, 1) if places.shape[1] == 1 else block if upright else block.T
        if fresh.shape[1] != places.shape[1]:
            return CellError("#REF!", "the new places have another number of variables")
    found = fit.height + (fresh - fit.means) @ fit.slopes
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


def _fit(places: Any, targets: Any, with_constant: bool) -> _Fit:
    """The least squares, unless the data leave several or nearly do.

    Excel then leaves a column out, at a point it does not tell.
    """
    import numpy as np

    count, columns = places.shape
    means = places.mean(axis=0) if with_constant else np.zeros(columns)
    height = float(targets.mean()) if with_constant else 0.0
    centred = places - means
    sizes = np.linalg.norm(centred, axis=0)
    if count < columns + with_constant or (sizes <= 1e-12 * np.abs(places).max(axis=0)).any():
        raise Unsupported(_UNSURE)
    orthogonal, triangle = np.linalg.qr(centred / sizes)
    if np.linalg.cond(triangle) > _MOST_COLLINEAR:
        raise Unsupported(_UNSURE)
    heights = targets - height
    slopes = np.linalg.solve(triangle, orthogonal.T @ heights) / sizes
    root = np.linalg.inv(triangle) / sizes.reshape(-1, 1)
    return _Fit(means, height, slopes, heights - centred @ slopes, root @ root.T)


REGRESSION: dict[str, Callable[..., Any]] = {
    "GROWTH": growth,
    "LINEST": linest,
    "LOGEST": logest,
    "TREND": trend,
}
