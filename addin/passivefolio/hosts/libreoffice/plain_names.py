"""Files of Excel's formats that LibreOffice has saved: our functions under their plain names."""

import os
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from passivefolio.hosts.headless.files import write_package
from passivefolio.hosts.libreoffice.names import FUNCTIONS

FORMULA = re.compile(
    rb"<(?:\w+:)?(?:f|formula[12]?|definedName|calculatedColumnFormula)(?:\s[^>]*)?>[^<]*"
)
TEXT_OR_CALL = re.compile(
    rb'"(?:[^"]|"")*"|&quot;.*?&quot;|'
    rb"(?<![\w.])(?:(?P<service>" + re.escape(FUNCTIONS.encode()) + rb")\.)?(?P<call>\w+)(?=\()",
    re.IGNORECASE | re.DOTALL,
)
ON_LOAD = re.compile(rb"<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad=[\"'](?:1|true)[\"']")
WORKBOOK = "xl/workbook.xml"


def write_plain_names(path: Path, names: Mapping[str, str]) -> None:
    """Give our functions in a file their plain names; nothing else in it changes.

    names tells the plain name of each method. The file keeps its date, by which LibreOffice
    notices when someone else has written it.
    """
    if not zipfile.is_zipfile(path):  # a password protects it
        return
    with zipfile.ZipFile(path) as package:
        members = package.infolist()
        parts = {member.filename: package.read(member) for member in members}
    changed = {
        name: plain
        for name, part in parts.items()
        if name.endswith(".xml") and (plain := _plain(part, names)) != part
    }
    if changed:
        saved = path.stat()
        write_package(path, members, parts | changed)
        os.utime(path, ns=(saved.st_atime_ns, saved.st_mtime_ns))


def _plain(part: bytes, names: Mapping[str, str]) -> bytes:
    """A part of the file with plain names in its formulas.

    LibreOffice writes ``utility(...)`` where it does not look for our functions, as in the rules of
    a validation.
    """
    known = {name.lower(): name for name in names.values()}

    def call(found: re.Match[bytes]) -> bytes:
        written = (found["call"] or b"").decode().lower()
        name = names.get(written) if found["service"] else known.get(written)
        return name.encode() if name else found[0]

    return FORMULA.sub(lambda formula: TEXT_OR_CALL.sub(call, formula[0]), part)


def calculates_on_load(path: Path) -> bool:
    """Whether a file asks to be calculated as a whole: what it holds are no results yet."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as package:
        return WORKBOOK in package.namelist() and bool(ON_LOAD.search(package.read(WORKBOOK)))
