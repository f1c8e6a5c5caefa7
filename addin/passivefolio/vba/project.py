"""Writes a VBA project: modules in, the bytes of ``xl/vbaProject.bin`` out.

The frame is the project that xlwings ships in its own add-in: it holds no compiled code, so that
every Excel compiles the sources itself when it opens the file.
"""

import re
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from typing import Any, AnyStr

from passivefolio.errors import FileProblem
from passivefolio.vba.names import check

FRAME = "quickstart_addin_ribbon.xlam"
FRAME_NAME = "MyAddin"
KNOWN_VERSION = "0.37.8"
SOURCES_ONLY = bytes.fromhex("cc61ffff")
"""How the 7 bytes of the stream _VBA_PROJECT begin: version 0xFFFF, no compiled code."""

COOKIE = 0xFFFF
"""What the format wants a writer to put where a reader looks for nothing."""

WORKBOOK = "0{00020819-0000-0000-C000-000000000046}"
SHEET = "0{00020820-0000-0000-C000-000000000046}"
CLASS = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"


class Kind(Enum):
    """The kinds of module, in the words of the project stream."""

    STANDARD = "Module"
    CLASS = "Class"
    DOCUMENT = "Document"


@dataclass(frozen=True, slots=True)
class Module:
    """A module: its name, its kind, its whole text with the lines ``Attribute VB_...``."""

    name: str
    kind: Kind
    text: str


def standard_module(name: str, code: str) -> Module:
    """A module of procedures."""
    return Module(name, Kind.STANDARD, f'Attribute VB_Name = "{name}"\n{code}')


def class_module(name: str, code: str) -> Module:
    """A class of objects."""
    return Module(name, Kind.CLASS, _class_text(name, CLASS, code, of_a_document=False))


def workbook_module(code: str = "") -> Module:
    """The module of the workbook; its code name is ThisWorkbook."""
    text = _class_text("ThisWorkbook", WORKBOOK, code, of_a_document=True)
    return Module("ThisWorkbook", Kind.DOCUMENT, text)


def sheet_module(code_name: str) -> Module:
    """The module of a sheet; the sheet must carry the same code name."""
    text = _class_text(code_name, SHEET, "", of_a_document=True)
    return Module(code_name, Kind.DOCUMENT, text)


def _class_text(name: str, base: str, code: str, *, of_a_document: bool) -> str:
    return (
        f'Attribute VB_Name = "{name}"\n'
        f'Attribute VB_Base = "{base}"\n'
        "Attribute VB_GlobalNameSpace = False\n"
        "Attribute VB_Creatable = False\n"
        f"Attribute VB_PredeclaredId = {of_a_document}\n"
        f"Attribute VB_Exposed = {of_a_document}\n"
        "Attribute VB_TemplateDerived = False\n"
        f"Attribute VB_Customizable = {of_a_document}\n"
        f"{code}"
    )


def vba_project(name: str, modules: Sequence[Module]) -> bytes:
    """A VBA project of that name with these modules, the same bytes every time."""
    from pyopenvba import vba
    from pyopenvba.cfb import CFB

    for module in modules:
        check(module.name, module.text)
    file = CFB.from_bytes(_frame())
    project = vba.parse_vba_project(file)
    compiled = file.get_stream_in_storage("VBA", "_VBA_PROJECT")
    if len(compiled) != 7 or not compiled.startswith(SOURCES_ONLY):
        raise unexpected(f"compiled code in {FRAME}")
    former = {module.stream_name for module in project.modules}
    file.drop_streams_in_storage("VBA", former.__contains__)
    project.project_cookie = COOKIE
    project.modules = [_record(module) for module in modules]
    for module in modules:
        file.add_stream_to_storage("VBA", module.name, vba.compress(encoded(module.text)))
    directory = _renamed(vba.serialize_dir_stream(project), name)
    file.write_stream_in_storage("VBA", "dir", vba.compress(directory))
    declared = file.get_stream("PROJECT").decode("cp1252")
    file.write_stream("PROJECT", encoded(_declared(declared, name, modules)))
    names = [(module.name, module.name) for module in modules]
    file.write_stream("PROJECTwm", vba.serialize_projectwm(names))
    return bytes(file.to_bytes())


def _record(module: Module) -> Any:
    """What the stream dir says of a module; its source begins at the start of its stream."""
    from pyopenvba.vba import VBAModule, VBAModuleKind

    standard = module.kind is Kind.STANDARD
    return VBAModule(
        module.name,
        module.name,
        kind=VBAModuleKind.standard if standard else VBAModuleKind.other,
        name_unicode=module.name,
        stream_name_unicode=module.name,
        cookie=COOKIE,
    )


def _frame() -> bytes:
    import xlwings

    with zipfile.ZipFile(Path(xlwings.__file__).parent / FRAME) as archive:
        return archive.read("xl/vbaProject.bin")


def encoded(text: str) -> bytes:
    """Text as VBA keeps it: code page 1252, lines that end with CR and LF."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode("cp1252")


def _renamed(directory: bytes, name: str) -> bytes:
    """The stream dir with another name of the project, its record 0x0004."""
    return replaced(directory, _name_record(FRAME_NAME), _name_record(name))


def _name_record(name: str) -> bytes:
    return struct.pack("<HI", 4, len(name)) + name.encode("cp1252")


def replaced(text: AnyStr, old: AnyStr, new: AnyStr) -> AnyStr:
    """The text with the one place that is expected to be there replaced."""
    if text.count(old) != 1:
        raise unexpected(f"{text.count(old)} times {old!r}")
    return text.replace(old, new)


def unexpected(found: str) -> FileProblem:
    """The installed xlwings is not as we know it, and so nothing can be built from it."""
    return FileProblem(
        f"the add-in cannot be built from the installed xlwings {version('xlwings')}: it has "
        f"{found}; install version {KNOWN_VERSION}"
    )


def _declared(stream: str, name: str, modules: Sequence[Module]) -> str:
    """The stream PROJECT with another name and other modules."""
    frame = re.fullmatch(
        rf'(ID=.*?\r\n).*Name="{FRAME_NAME}"(\r\n.*\[Workspace\]\r\n).*', stream, re.DOTALL
    )
    if frame is None:
        raise unexpected(f"no project {FRAME_NAME} in {FRAME}")
    identity, settings = frame.groups()
    declarations = "".join(f"{_declaration(module)}\r\n" for module in modules)
    windows = "".join(f"{module.name}=0, 0, 0, 0, C\r\n" for module in modules)
    return f'{identity}{declarations}Name="{name}"{settings}{windows}'


def _declaration(module: Module) -> str:
    identifier = "/&H00000000" if module.kind is Kind.DOCUMENT else ""
    return f"{module.kind.value}={module.name}{identifier}"
