"""Files of Excel's formats that LibreOffice has saved: our functions under their plain names."""

import os
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
WITH_FORMULAS = re.compile(r"xl/(?:workbook\.xml|worksheets/[^/]+\.xml)$")
CALL = re.compile(rb"([A-Za-z_]+)\(")
PREFIXES = (b"_xll.", b"_xldudf_")


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


@dataclass(frozen=True, slots=True)
class Stored:
    """What a file that is being opened holds: our functions, prefixes of Excel's, no results yet.

    A file that cannot be looked into may hold all of it but results.
    """

    calls: bool = True
    prefixes: bool = True
    wants_calculation: bool = False


def stored(path: Path | None, names: Iterable[str]) -> Stored:
    """What a file holds."""
    if path is None or not zipfile.is_zipfile(path):
        return Stored()
    ours = {name.encode() for name in names}
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name) for name in package.namelist() if WITH_FORMULAS.match(name)]
    return Stored(
        calls=any(call[1].upper() in ours for part in parts for call in CALL.finditer(part)),
        prefixes=any(prefix in part for part in parts for prefix in PREFIXES),
        wants_calculation=any(ON_LOAD.search(part) for part in parts),
    )
