"""Builds passivefolio.xlam, the add-in file of Excel: the same bytes on every machine."""

import datetime
import io
import re
import zipfile
from importlib.metadata import version
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr, unescape

from passivefolio.catalogue import FUNCTIONS
from passivefolio.hosts.excel.ribbon import (
    NAMESPACES,
    RELATIONSHIPS,
    Offer,
    picture_parts,
    ribbon,
)
from passivefolio.vba.modules import function_modules, source
from passivefolio.vba.project import (
    Module,
    class_module,
    replaced,
    sheet_module,
    standard_module,
    vba_project,
    workbook_module,
)
from passivefolio.vba.wrappers import (
    BUILT_IN_GROUPS,
    GROUPS,
    WHY_ARGUMENT,
    argument_help,
    category,
    names_module,
)
from passivefolio.version import __version__
from passivefolio.workbooks.templates import TEMPLATES, built_templates

PROJECT = "PassivefolioAddin"
SHEET = "_passivefolio.conf"
SHEET_CODE_NAME = "Sheet1"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
XML_TYPE = '<Default Extension="xml" ContentType="application/xml"/>'
PICTURE_TYPE = '<Default Extension="png" ContentType="image/png"/>'
TITLE = re.compile(r"<dc:title>([^<]*)</dc:title>")
EXTENSION = "{8193D73E-4604-4355-AFF4-8A2333D13BE4}"
EXTENSION_NAMESPACE = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
Parts = dict[str, bytes]


def build(path: Path) -> None:
    """Write the add-in file."""
    parts = _workbook(vba_project(PROJECT, modules()))
    _edit(parts, "[Content_Types].xml", WORKBOOK_TYPE, ADDIN_TYPE)
    _edit(parts, "[Content_Types].xml", XML_TYPE, XML_TYPE + PICTURE_TYPE)
    _edit(parts, "xl/workbook.xml", "</sheets>", f"</sheets>{_groups()}")
    _edit(parts, "xl/workbook.xml", "</workbook>", f"{_argument_help()}</workbook>")
    _edit(parts, "xl/workbook.xml", "<workbookView ", '<workbookView visibility="hidden" ')
    _edit(parts, "_rels/.rels", "</Relationships>", f"{_ribbon_relationships()}</Relationships>")
    offers = _offers()
    for part, namespace in NAMESPACES.items():
        parts[part] = ribbon(namespace, offers).encode()
    parts |= picture_parts(offers)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_DATE), data, zipfile.ZIP_DEFLATED)


def modules() -> list[Module]:
    """All modules of the add-in."""
    return [
        workbook_module(source("ThisWorkbook.cls")),
        sheet_module(SHEET_CODE_NAME),
        *function_modules(),
        names_module(),
        standard_module("PassivefolioLinks", source("PassivefolioLinks.bas")),
        standard_module("PassivefolioRibbon", source("PassivefolioRibbon.bas")),
        class_module("PassivefolioEvents", source("PassivefolioEvents.cls")),
    ]


def _workbook(project: bytes) -> Parts:
    """The parts of a workbook with this project and one sheet that says what it was built from."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties(
            {"title": "passivefolio", "created": datetime.datetime(*FIXED_DATE[:3])}
        )
        book.add_vba_project(io.BytesIO(project), is_stream=True)
        book.set_vba_name("ThisWorkbook")
        sheet = book.add_worksheet(SHEET)
        sheet.set_vba_name(SHEET_CODE_NAME)
        sheet.write_row(0, 0, ("passivefolio", __version__))
        sheet.write_row(1, 0, ("xlwings", version("xlwings")))
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _offers() -> list[Offer]:
    """The templates that are built, with the title of their workbook and their picture."""
    folder = built_templates()
    return [
        Offer(
            template.name,
            _title(folder / f"{template.name}.xlsx"),
            template.summary,
            _picture(folder / f"{template.name}.png"),
        )
        for template in TEMPLATES
        if (folder / f"{template.name}.xlsx").exists()
    ]


def _title(workbook: Path) -> str:
    with zipfile.ZipFile(workbook) as archive:
        found = TITLE.search(archive.read("docProps/core.xml").decode())
    return unescape(found[1]) if found else workbook.stem


def _picture(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _edit(parts: Parts, name: str, old: str, new: str) -> None:
    parts[name] = replaced(parts[name].decode(), old, new).encode()


def _groups() -> str:
    """Our categories in the function wizard, after those of Excel."""
    groups = "".join(f"<functionGroup name={quoteattr(category(name))}/>" for name in GROUPS)
    return f'<functionGroups builtInGroupCount="{BUILT_IN_GROUPS}">{groups}</functionGroups>'


def _argument_help() -> str:
    """What the function wizard says of each argument."""
    helps = {function.name: [argument_help(arg) for arg in function.args] for function in FUNCTIONS}
    names = "".join(
        _described(name, texts) for name, texts in {**helps, "WHY": [WHY_ARGUMENT]}.items() if texts
    )
    return (
        f"<extLst><ext uri={quoteattr(EXTENSION)} xmlns:x14={quoteattr(EXTENSION_NAMESPACE)}>"
        f"<x14:definedNames>{names}</x14:definedNames></ext></extLst>"
    )


def _described(name: str, texts: list[str]) -> str:
    descriptions = "".join(
        f'<x14:argumentDescription index="{place}">{escape(text)}</x14:argumentDescription>'
        for place, text in enumerate(texts)
    )
    return (
        f'<x14:definedName name="{name}"><x14:argumentDescriptions count="{len(texts)}">'
        f"{descriptions}</x14:argumentDescriptions></x14:definedName>"
    )


def _ribbon_relationships() -> str:
    return "".join(
        f'<Relationship Id="ribbon{place}" Type={quoteattr(kind)} Target={quoteattr(part)}/>'
        for place, (part, kind) in enumerate(RELATIONSHIPS.items())
    )
