"""Workbook packages taken apart and put together again."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path


def parts(path: Path | io.BytesIO) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def rewritten(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The package with its parts changed."""
    content = parts(path)
    change(content)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(name, data)
    return path


def without_cells(sheet: bytes) -> bytes:
    """A sheet part without its cells, and without the rows a result added."""
    return re.sub(rb"<c [^>]*?(?:/>|>.*?</c>)", b"", sheet, flags=re.DOTALL)


def formulas(sheet: bytes) -> list[bytes]:
    """The formulas of a sheet part as they stand."""
    return re.findall(rb"<f[ />].*?(?:</f>|/>)", sheet, flags=re.DOTALL)
