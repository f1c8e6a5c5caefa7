"""Measure, understand and tailor passive investments in a spreadsheet."""

from typing import Any

from passivefolio.errors import CellError, PassivefolioError
from passivefolio.version import __version__

__all__ = ["CellError", "PassivefolioError", "__version__", "call"]


def call(name: str, *cells: Any) -> Any:
    """The answer of a worksheet function, as a cell would show it.

    A cell is a number, text, TRUE/FALSE, None (blank or left out), a date or an error; a range is
    a list of rows, a list (one column), a numpy array or a pandas Series or DataFrame.
    Returns a float, text, a boolean, a list of rows of these, or a ``CellError`` with ``code`` and
    ``message``.
    """
    from passivefolio.calculate import call as calculate_call

    return calculate_call(name, *cells)
