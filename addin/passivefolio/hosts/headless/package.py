"""Opens the zip package of a workbook and finds what a recalculation needs in it."""

import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from passivefolio.errors import FileProblem
from passivefolio.hosts.headless import xmlreading
from passivefolio.hosts.headless.addresses import Area, parse_area
from passivefolio.hosts.headless.formulas import Names
from passivefolio.hosts.headless.outside import Outside, remembered
from passivefolio.hosts.headless.tables import Table, read_table
from passivefolio.hosts.headless.tokens import Token, tokenize

_LARGEST = 2_000_000_000  # bytes, unpacked
_ROOM = 50_000_000  # bytes any package may unpack to
_HIGHEST_RATIO = 200  # how much larger the parts may be than the package
_WANTED = {"sheet", "definedName", "workbookPr", "externalReference", "calcPr"}
_FALSE = ("0", "false")
_MOST_PARTS = 20_000
_TORN = "is damaged (its zip package cannot be unpacked)"
_NAMES = "its defined names cannot be read"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet and its part in the package."""

    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook file and how they hang together."""

    members: tuple[zipfile.ZipInfo, ...]
    parts: dict[str, bytes]
    workbook_part: str
    sheets: tuple[Sheet, ...]
    strings: list[str]
    names: Names
    outside: Outside  # cells of other workbooks, by the names of sheets the engine knows them by
    areas: dict[str, Area]  # the defined names that are one area; keys upper case
    chart_parts: tuple[str, ...]
    date1904: bool


def open_package(path: Path) -> Package:
    """Read a workbook file; a FileProblem says what is wrong with it."""
    members, parts = _unzipped(path)
    if any(part.startswith("_xmlsignatures/") for part in parts):
        raise FileProblem("is digitally signed; a change would break the signature")
    book_part = _workbook_part(parts)
    book = xmlreading.elements(parts[book_part], book_part, _WANTED)
    _refuse_rounding(book)
    relations = _relations(parts, book_part)
    sheets: list[Sheet] = []
    order: list[str] = []
    for element in book:
        if element.name == "sheet":
            name = element.attributes["name"]
            if name.upper() in {other.upper() for other in order}:
                raise FileProblem(f"is damaged (it has two sheets called {name})")
            order.append(name)
            kind, part = relations.get(_relation_id(element.attributes), ("", ""))
            if kind == "worksheet":
                sheets.append(Sheet(element.attributes["name"], _present(parts, part)))
    names, areas = _names(book, order)
    links = [
        _present(parts, relations.get(_relation_id(element.attributes), ("", ""))[1])
        for element in book
        if element.name == "externalReference"
    ]
    outside = remembered(parts, links)
    aliases = {sheet.upper(): f"outside {number}" for number, sheet in enumerate(outside)}
    strings_part = next((part for kind, part in relations.values() if kind == "sharedStrings"), "")
    return Package(
        tuple(members),
        parts,
        book_part,
        tuple(sheets),
        _strings(parts, strings_part) if strings_part else [],
        Names(
            *names,
            {table.name.lower(): table for table in _tables(parts, sheets)},
            tuple(sheet.name for sheet in sheets),
            aliases,
        ),
        {aliases[sheet.upper()]: cells for sheet, cells in outside.items()},
        areas,
        tuple(_chart_parts(parts)),
        any(
            element.attributes.get("date1904") in ("1", "true")
            for element in book
            if element.name == "workbookPr"
        ),
    )


def _refuse_rounding(book: list[xmlreading.Element]) -> None:
    """Excel can be told to calculate with the numbers as their formats show them."""
    for element in book:
        if element.name == "calcPr" and element.attributes.get("fullPrecision") in _FALSE:
            raise FileProblem(
                "calculates with rounded numbers, as Excel alone can; turn off "
                '"Set precision as displayed" (File, Options, Advanced) and save it'
            )


def _unzipped(path: Path) -> tuple[list[zipfile.ZipInfo], dict[str, bytes]]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileProblem("is not there") from None
    except IsADirectoryError:
        raise FileProblem("is a folder, a workbook is expected") from None
    except OSError as problem:
        raise FileProblem(f"cannot be read ({problem.strerror})") from problem
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise FileProblem(
                "is protected by a password; open it in Excel, remove the password "
                "(File, Info, Protect Workbook) and save it"
            )
        raise FileProblem("is an old .xls workbook; save it as .xlsx or .xlsm in Excel")
    if not data.startswith(b"PK"):
        raise FileProblem(_no_workbook(path.suffix.lower()))
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            _refuse_traps(members, len(data))
            return members, {member.filename: _inflated(package, member) for member in members}
    except FileProblem:  # it is an OSError, too
        raise
    except NotImplementedError as problem:
        raise FileProblem("is packed in a way that is not known here") from problem
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError) as problem:
        raise FileProblem(_TORN) from problem
    except (RuntimeError, OSError) as problem:
        raise FileProblem(_TORN) from problem


def _no_workbook(suffix: str) -> str:
    """What is said of a file that is none, by the end of its name."""
    if suffix in (".xlsx", ".xlsm"):
        return "is not an .xlsx or .xlsm workbook, whatever its name says"
    told = "is no workbook; refresh takes .xlsx and .xlsm"
    if suffix != ".csv":
        return told
    return f'{told}. Data in a .csv is named beside "Data source" in a workbook'


def _refuse_traps(members: list[zipfile.ZipInfo], size: int) -> None:
    """Packages no spreadsheet program writes, made to exhaust the machine or to confuse readers."""
    if any(member.flag_bits & 1 for member in members):
        raise FileProblem("is a zip file protected by a password")
    names = {member.filename for member in members}
    if len(names) < len(members):
        raise FileProblem("is damaged (it holds two parts of the same name)")
    total = sum(member.file_size for member in members)
    if len(members) > _MOST_PARTS or total > _LARGEST or total > _ROOM + _HIGHEST_RATIO * size:
        raise FileProblem(
            f"is not safe to open: it unpacks to {total / 1e6:,.0f} MB in {len(members)} parts"
        )


def _inflated(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A part; its size must be the one the package promises."""
    with package.open(member) as part:
        data = part.read(member.file_size + 1)
    if len(data) != member.file_size:
        raise FileProblem(f"is damaged (its part {member.filename} has another size than it says)")
    return data


def _workbook_part(parts: dict[str, bytes]) -> str:
    if "opendocument" in parts.get("mimetype", b"").decode("latin-1"):
        raise FileProblem("is an OpenDocument spreadsheet; save it as .xlsx")
    if "_rels/.rels" not in parts:
        raise FileProblem("is a zip file but not a workbook")
    found = [part for kind, part in _relations(parts, "").values() if kind == "officeDocument"]
    if not found or found[0] not in parts:
        raise FileProblem("is a package without a workbook in it")
    if found[0].endswith(".bin"):
        raise FileProblem("is a binary workbook (.xlsb); save it as .xlsx or .xlsm in Excel")
    if b"workbook" not in parts[found[0]][:2000]:
        raise FileProblem("is an Office document but not a workbook")
    return found[0]


def _relations(parts: dict[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """Kind and target of each internal relation of a part."""
    folder, name = posixpath.split(part)
    relations_part = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations_part not in parts:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for element in xmlreading.elements(parts[relations_part], relations_part, {"Relationship"}):
        attributes = element.attributes
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))
            kind = attributes["Type"].rpartition("/")[2]
            found[attributes["Id"]] = kind, target.lstrip("/")
    return found


def _strings(parts: dict[str, bytes], part: str) -> list[str]:
    return xmlreading.shared_strings(parts[_present(parts, part)], part)


def _relation_id(attributes: dict[str, str]) -> str:
    return next((text for name, text in attributes.items() if name.endswith(":id")), "")


def _present(parts: dict[str, bytes], part: str) -> str:
    if part not in parts:
        raise FileProblem(f"is damaged (its part {part} is missing)")
    return part


def _names(
    book: list[xmlreading.Element], order: list[str]
) -> tuple[tuple[dict[str, list[Token]], dict[tuple[str, str], list[Token]]], dict[str, Area]]:
    """The defined names, of the book and of single sheets, and those that are one area."""
    everywhere: dict[str, list[Token]] = {}
    on_sheet: dict[tuple[str, str], list[Token]] = {}
    areas: dict[str, Area] = {}
    local_areas: dict[str, Area] = {}
    for element in book:
        name = element.attributes.get("name", "").upper()
        if element.name != "definedName" or not element.text or name.startswith("_XLNM."):
            continue
        area = parse_area(element.text)
        index = element.attributes.get("localSheetId")
        meaning = tokenize(element.text)
        if not name or not element.text.strip():
            raise FileProblem(_NAMES)
        if index is None:
            everywhere[name] = meaning
        elif index.isdecimal() and int(index) < len(order):
            on_sheet[order[int(index)], name] = meaning
        else:
            raise FileProblem(_NAMES)
        if area is not None:
            (areas if index is None else local_areas)[name] = area
    return (everywhere, on_sheet), local_areas | areas


def _tables(parts: dict[str, bytes], sheets: list[Sheet]) -> Iterator[Table]:
    for sheet in sheets:
        for kind, part in _relations(parts, sheet.part).values():
            if kind == "table":
                table = read_table(parts[_present(parts, part)], part, sheet.name)
                if table is not None:
                    yield table


def _chart_parts(parts: dict[str, bytes]) -> Iterator[str]:
    for drawing in parts:
        for kind, part in _relations(parts, drawing).values():
            if kind == "chart" and part in parts:
                yield part
