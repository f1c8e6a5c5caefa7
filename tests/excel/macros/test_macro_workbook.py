"""The .xlsm templates: the .xlsx with macros and buttons, lawful to Excel, read back by others."""

import io
import posixpath
import re
import shutil
import subprocess
import warnings
import xml.etree.ElementTree as ET
import zipfile
from functools import cache
from pathlib import Path

import olefile
import pytest
from pyopenvba import ExcelFile, check_file
from pyopenvba.interpreter._values import VBAErrorValue

from passivefolio.catalogue import FUNCTIONS
from passivefolio.hosts.excel.addin import modules as addin_modules
from passivefolio.hosts.excel.machine import xlwings_version
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.vba.macro_workbook import BUTTON_MACRO, PART, PROJECT, workbook_modules
from passivefolio.vba.project import Kind, encoded
from passivefolio.workbooks.macros import WITH_A_BUTTON
from passivefolio.workbooks.templates import (
    TEMPLATES,
    build_template,
    built_templates,
    new_workbook,
)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"
NAMES = [template.name for template in TEMPLATES]
every_template = pytest.mark.parametrize("name", NAMES)


def path_of(name, suffix=".xlsm"):
    return built_templates() / f"{name}{suffix}"


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {member: package.read(member) for member in package.namelist()}


@cache
def committed(name, suffix=".xlsm"):
    return parts(path_of(name, suffix))


def sheet_parts(name):
    return sorted(
        (part for part in committed(name) if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", part)),
        key=lambda part: int(re.search(r"\d+", part)[0]),
    )


def modules_of(name):
    return workbook_modules(len(sheet_parts(name)))


def of_this_xlwings(name):
    """Whether the macros are built from the xlwings that is installed; new workbooks always are."""
    with ExcelFile(path_of(name)) as file:
        return f'XLWINGS_VERSION As String = "{xlwings_version()}"' in file.get_module("xlwings")


@every_template
def test_the_built_workbook_is_what_its_code_builds(name, tmp_path):
    build_template(name, tmp_path / "built.xlsm")
    built = parts(tmp_path / "built.xlsm")
    assert list(built) == list(committed(name))
    different = {part for part in built if built[part] != committed(name)[part]}
    assert different <= (set() if of_this_xlwings(name) else {PART}), "run make templates"


def test_two_builds_are_byte_for_byte_the_same(tmp_path):
    for path in ("one.xlsm", "two.xlsm"):
        build_template(NAMES[0], tmp_path / path)
    assert (tmp_path / "one.xlsm").read_bytes() == (tmp_path / "two.xlsm").read_bytes()


@every_template
def test_all_but_macros_and_buttons_is_as_in_the_workbook_without(name):
    with_macros, without = committed(name), committed(name, ".xlsx")
    added = set(with_macros) - set(without)
    assert "xl/vbaProject.bin" in added
    assert all("vmlDrawing" in part or part.endswith((".rels", ".bin")) for part in added)
    assert set(without) <= set(with_macros)
    changed = [part for part in without if _without_macros(with_macros[part]) != without[part]]
    assert all(
        part in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml")
        or re.fullmatch(r"xl/worksheets/_rels/sheet\d+\.xml\.rels", part)
        for part in changed
    ), changed


def _without_macros(content):
    """A sheet without the marks of its code name and its button."""
    content = re.sub(rb"<sheetPr codeName=\"Sheet\d+\"/>", b"", content)
    content = re.sub(rb" codeName=\"Sheet\d+\"", b"", content)
    return re.sub(rb"<legacyDrawing r:id=\"rId\d+\"/>", b"", content)


@every_template
def test_every_value_is_that_of_the_workbook_without_macros(name):
    with_macros, without = HeadlessBook(path_of(name)), HeadlessBook(path_of(name, ".xlsx"))
    assert with_macros._values == without._values


@every_template
def test_an_independent_reader_finds_the_sources_as_they_were_written(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own libraries, when it is imported
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser(str(path_of(name)))
    found = {file.rpartition(".")[0]: code for _, _, file, code in parser.extract_macros()}
    parser.close()
    written = {module.name: encoded(module.text).decode("cp1252") for module in modules_of(name)}
    if not of_this_xlwings(name):
        found["xlwings"] = written["xlwings"]
    assert found == written


@every_template
def test_the_compound_file_is_strictly_valid_and_holds_no_compiled_code(name):
    content = io.BytesIO(committed(name)["xl/vbaProject.bin"])
    with olefile.OleFileIO(content, raise_defects=olefile.DEFECT_UNSURE) as file:
        assert file.parsing_issues == []
        compiled = file.openstream("VBA/_VBA_PROJECT").read()
        assert (len(compiled), compiled[:4]) == (7, bytes.fromhex("cc61ffff"))
        declared = file.openstream("PROJECT").read().decode("cp1252")
    assert f'Name="{PROJECT}"\r\n' in declared
    assert check_file(path_of(name)).ok


@every_template
def test_code_names_of_workbook_and_sheets_are_those_of_their_modules(name):
    package = committed(name)
    workbook = ET.fromstring(package["xl/workbook.xml"])
    names = [workbook.find(f"{MAIN}workbookPr").get("codeName")]
    for part in sheet_parts(name):
        names.append(ET.fromstring(package[part]).find(f"{MAIN}sheetPr").get("codeName"))
    documents = [module.name for module in modules_of(name) if module.kind is Kind.DOCUMENT]
    assert names == documents
    declared = olefile.OleFileIO(io.BytesIO(package["xl/vbaProject.bin"]))
    text = declared.openstream("PROJECT").read().decode("cp1252")
    declared.close()
    assert re.findall(r"(?m)^Document=(\w+)/&H0+\r$", text) == documents


@every_template
def test_every_part_has_a_content_type_and_every_relationship_a_part(name):
    package = committed(name)
    types = ET.fromstring(package["[Content_Types].xml"])
    defaults = {element.get("Extension") for element in types if element.get("Extension")}
    named = {element.get("PartName") for element in types if element.get("PartName")}
    for part in package:
        assert f"/{part}" in named or part.rpartition(".")[2] in defaults
    assert {part.removeprefix("/") for part in named} <= set(package)
    assert {"bin", "vml"} <= defaults
    assert b"sheet.macroEnabled.main+xml" in package["[Content_Types].xml"]
    targets = set()
    for part in package:
        if part.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(part))
            for relationship in ET.fromstring(package[part]):
                target = posixpath.normpath(posixpath.join(folder, relationship.get("Target")))
                assert target in package, (part, target)
                targets.add(target)
    assert set(package) - targets - {"[Content_Types].xml"} <= {
        part for part in package if part.endswith(".rels")
    }


@every_template
def test_each_button_calls_a_macro_that_is_there(name):
    package = committed(name)
    buttons = [part for part in package if part.endswith(".vml")]
    assert len(buttons) == len(WITH_A_BUTTON)
    (module,) = (module for module in modules_of(name) if f"Sub {BUTTON_MACRO}()" in module.text)
    assert module.kind is Kind.STANDARD
    for part in buttons:
        root = ET.fromstring(package[part])
        assert [element.text for element in root.iter(f"{EXCEL}FmlaMacro")] == [
            f"[0]!{BUTTON_MACRO}"
        ]
        assert "Refresh" in "".join(root.itertext())


@every_template
def test_no_procedure_has_the_name_of_a_module_or_of_another(name):
    modules = [module for module in modules_of(name) if module.name.startswith("Passivefolio")]
    found = [
        procedure.lower()
        for module in modules
        for procedure in re.findall(r"(?m)^(?:Public )?(?:Sub|Function) (\w+)", module.text)
    ]
    assert len(found) == len(set(found))
    assert not {module.name.lower() for module in modules_of(name)} & set(found)
    assert {function.name.lower() for function in FUNCTIONS} <= set(found)


def test_no_macro_asks_for_what_only_the_add_in_has():
    own = {module.name for module in workbook_modules(1)}
    missing = [module for module in addin_modules() if module.name not in own]
    procedure = re.compile(r"(?m)^(?:Public )?(?:Sub|Function) (\w+)")
    names = {name for module in missing for name in procedure.findall(module.text)}
    assert {"PassivefolioPressed", "RepairLinks"} <= names
    used = {
        word.lower()
        for module in workbook_modules(1)
        if module.name.startswith("Passivefolio")
        for line in module.text.splitlines()
        for word in re.findall(r"\w+", re.sub(r'"[^"]*"', "", line).partition("'")[0])
    }
    defined = {
        name.lower() for module in workbook_modules(1) for name in procedure.findall(module.text)
    }
    assert not {name for name in names if name.lower() in used - defined}


@every_template
def test_a_refresh_of_the_file_keeps_macros_and_buttons_byte_for_byte(name, tmp_path):
    from passivefolio.cli import main

    mine = tmp_path / "mine.xlsm"
    new_workbook(name, mine, blank=False)
    before = parts(mine)
    assert main(["refresh", str(mine)]) == 0
    after = parts(mine)
    assert after != before, "the stamp at least is new"
    for part in after:
        if not part.startswith(("xl/worksheets/sheet", "xl/charts/")):
            assert after[part] == before[part], part


def test_a_blank_workbook_has_macros_as_well(tmp_path):
    new_workbook(NAMES[0], tmp_path / "blank.xlsm", blank=True)
    blank = parts(tmp_path / "blank.xlsm")
    new_workbook(NAMES[0], tmp_path / "filled.xlsm", blank=False)
    assert blank[PART] == parts(tmp_path / "filled.xlsm")[PART]
    assert HeadlessBook(tmp_path / "blank.xlsm").read("history_dates")[0] == [None]


# ---- the macros, run by an interpreter of VBA ---------------------------------------------------

RUN_PYTHON = """
Public Function RunPython(command As String) As Variant
    WindowsStandIn.Run command, 0, True
End Function
"""


@pytest.fixture
def workbook(excel):
    """An Excel without the add-in, in which the workbook with macros is open."""
    own = type(excel)(excel.machine, path_of(NAMES[0]))
    own.app.add_module(RUN_PYTHON, name="RunPythonStandIn")
    return own


def test_the_functions_answer_without_the_add_in(workbook):
    assert workbook.call("UTILITY", 0.08, 0.15, 3.0) == pytest.approx(0.04625, rel=1e-12)
    assert workbook.call("UTILITY", 0.08, -0.15, 3.0) == VBAErrorValue(2036)  # #NUM!


def test_the_button_runs_python_and_clears_the_status_bar(workbook):
    workbook.call(BUTTON_MACRO)
    assert workbook.machine.commands == [
        "from passivefolio.hosts.excel.button import press; press()"
    ]
    assert workbook.app.dialogs == []
    assert workbook.application.vba_get("StatusBar", []) in (False, "FALSE")


def test_the_button_says_what_to_do_when_no_python_is_set(workbook):
    workbook.machine.interpreter = ""
    workbook.call(BUTTON_MACRO)
    ((_, words, title, _),) = workbook.app.dialogs
    assert "passivefolio install excel" in words
    assert workbook.machine.commands == []
    assert title == "Passivefolio"


# ---- LibreOffice --------------------------------------------------------------------------------


@pytest.mark.libreoffice
def test_libreoffice_opens_the_file_with_all_modules_and_the_macro_of_the_button(tmp_path):
    mine = tmp_path / "mine.xlsm"
    shutil.copyfile(path_of(NAMES[0]), mine)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "ods",
            "--outdir",
            str(tmp_path),
            str(mine),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with zipfile.ZipFile(tmp_path / "mine.ods") as archive:
        library = f"Basic/{PROJECT}/"
        found = {Path(name).stem for name in archive.namelist() if name.startswith(library)}
        content = archive.read("content.xml").decode()
    assert found == {module.name for module in modules_of(NAMES[0])} | {"script-lb"}
    bound = re.findall(r'xlink:href="vnd\.sun\.star\.script:([^?"]*)', content)
    assert bound == [f"{PROJECT}.PassivefolioOnSheet.{BUTTON_MACRO}"] * len(WITH_A_BUTTON)
    assert content.count(">Refresh<") + content.count('form:label="Refresh"') >= len(WITH_A_BUTTON)
