"""Writing into protected sheets: those without a password, and they stay as protected as before."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from passivefolio.errors import DataProblem

PERMISSIONS = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)
"""What a protected sheet may still allow, in the order in which Protect takes it."""


@contextmanager
def writable(area: Any) -> Iterator[None]:
    """Lift the protection of a sheet without a password while its locked cells are written."""
    sheet = area.sheet.api
    if not sheet.ProtectContents or area.api.Locked is False:
        yield
        return
    allowed = [getattr(sheet.Protection, permission) for permission in PERMISSIONS]
    kept = (sheet.ProtectDrawingObjects, True, sheet.ProtectScenarios, False, *allowed)
    try:
        sheet.Unprotect("")
    except Exception as error:  # each engine of xlwings has its own way to say no
        raise DataProblem(
            f"the sheet {area.sheet.name} is protected by a password, so that Refresh cannot "
            "write into it; unprotect it on the tab Review"
        ) from error
    try:
        yield
    finally:
        sheet.Protect("", *kept)
