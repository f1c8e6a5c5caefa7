"""Measure, understand and tailor passive investments in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from passivefolio.errors import CellError, PassivefolioError
from passivefolio.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from passivefolio.hosts.headless.filing import Report

__all__ = ["CellError", "PassivefolioError", "__version__", "call", "refresh"]


def call(name: str, *cells: Any) -> Any:
    """The answer of a worksheet function, as a cell would show it.

    A cell is a number, text, TRUE/FALSE, None (blank or left out), a date or an error; a range is
    a list of rows, a list (one column), a numpy array or a pandas Series or DataFrame.
    Returns a float, text, a boolean, a list of rows of these, or a ``CellError`` with ``code`` and
    ``message``.
    """
    from passivefolio.calculate import call as calculate_call

    return calculate_call(name, *cells)


def refresh(
    path: str | Path,
    *,
    output: str | Path | None = None,
    check: bool = False,
    backup: bool = False,
    recalc_on_open: bool = False,
) -> Report:
    """Load the data source of a workbook file, recalculate it and save it; what that did.

    No spreadsheet program is needed. ``output`` writes another file instead; ``check`` writes
    nothing, and ``stale`` of the report says whether anything would change; ``backup`` keeps the
    old file; ``recalc_on_open`` has spreadsheet programs calculate it again. Whatever cannot be
    calculated for certain keeps its old value and stands in ``frozen`` of the report. A file that
    cannot be refreshed raises a PassivefolioError and is as it was.
    """
    from passivefolio.hosts.headless.filing import refresh_file

    return refresh_file(
        path, output=output, check=check, backup=backup, recalc_on_open=recalc_on_open
    )
