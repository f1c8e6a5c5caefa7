"""The add-in file: read back by independent readers, lawful to Excel, the same bytes every time."""

import io
import re
import subprocess
import warnings
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import olefile
import pytest
import xlwings
from pyopenvba import check_file

from passivefolio.catalogue import FUNCTIONS
from passivefolio.errors import FileProblem
from passivefolio.hosts.excel.addin import build, modules
from passivefolio.vba import borrowed, project
from passivefolio.vba.names import RESERVED, check, check_function
from passivefolio.vba.project import encoded, standard_module, vba_project
from passivefolio.workbooks.templates import TEMPLATES, built_templates

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"


@pytest.fixture(scope="module")
def package(addin_file):
    with zipfile.ZipFile(addin_file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def compound(package):
    with olefile.OleFileIO(
        io.BytesIO(package["xl/vbaProject.bin"]), raise_defects=olefile.DEFECT_UNSURE
    ) as file:
        yield file


def test_two_builds_are_byte_for_byte_the_same(addin_file, tmp_path):
    build(tmp_path / "again.xlam")
    assert (tmp_path / "again.xlam").read_bytes() == addin_file.read_bytes()


def test_an_independent_reader_finds_the_sources_as_they_were_written(addin_file):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own libraries, when it is imported
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser(str(addin_file))
    found = {name.rpartition(".")[0]: code for _, _, name, code in parser.extract_macros()}
    parser.close()
    written = {module.name: encoded(module.text).decode("cp1252") for module in modules()}
    assert found == written


def test_the_compound_file_is_strictly_valid_and_holds_no_compiled_code(compound, addin_file):
    assert compound.parsing_issues == []
    compiled = compound.openstream("VBA/_VBA_PROJECT").read()
    assert len(compiled) == 7
    assert compiled[:4] == bytes.fromhex("cc61ffff")
    report = check_file(addin_file)
    assert report.ok, report.issues


def test_the_project_declares_each_module_by_its_kind(compound):
    text = compound.openstream("PROJECT").read().decode("cp1252")
    for module in modules():
        assert re.search(rf"(?m)^{module.kind.value}={module.name}(/&H0+)?\r$", text)
    assert 'Name="PassivefolioAddin"\r\n' in text
    assert "MyAddin" not in text
    assert "DPB=" in text


def test_code_names_of_workbook_and_sheets_are_those_of_their_modules(package):
    documents = {module.name for module in modules() if module.kind is project.Kind.DOCUMENT}
    workbook = ET.fromstring(package["xl/workbook.xml"])
    sheet = ET.fromstring(package["xl/worksheets/sheet1.xml"])
    names = {workbook.find(f"{MAIN}workbookPr").get("codeName")}
    names.add(sheet.find(f"{MAIN}sheetPr").get("codeName"))
    assert names == documents


def test_every_part_has_a_content_type_and_every_relationship_a_part(package):
    types = ET.fromstring(package["[Content_Types].xml"])
    defaults = {element.get("Extension") for element in types if element.get("Extension")}
    named = {element.get("PartName") for element in types if element.get("PartName")}
    for name in package:
        assert f"/{name}" in named or name.rpartition(".")[2] in defaults | {"xml"}
    assert b"addin.macroEnabled.main+xml" in package["[Content_Types].xml"]
    for part in (name for name in package if name.endswith(".rels")):
        folder = part.partition("_rels")[0]
        for relationship in ET.fromstring(package[part]):
            assert folder + relationship.get("Target") in package
    assert {name.removeprefix("/") for name in named} <= set(package)


def test_every_callback_of_the_ribbon_is_there_and_takes_what_excel_hands_over(package):
    text = {module.name: module.text for module in modules()}
    signatures = {
        "button": "(control As IRibbonControl)",
        "gallery": "(control As IRibbonControl, id As String, index As Integer)",
    }
    for part in ("customUI/customUI.xml", "customUI/customUI14.xml"):
        seen = 0
        for element in ET.fromstring(package[part]).iter():
            callback = element.get("onAction")
            if callback:
                module, _, name = callback.partition(".")
                kind = element.tag.partition("}")[2]
                assert f"Public Sub {name}{signatures[kind]}" in text[module]
                seen += 1
        assert seen == 7


def test_identifiers_of_the_ribbon_are_unique_and_the_gallery_offers_every_template(package):
    root = ET.fromstring(package["customUI/customUI14.xml"])
    identifiers = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))
    offered = [element for element in root.iter() if element.tag.endswith("}item")]
    assert [item.get("id") for item in offered] == [template.name for template in TEMPLATES]
    for item, template in zip(offered, TEMPLATES, strict=True):
        assert item.get("supertip") == template.summary
        assert item.get("label") not in ("", template.name), "people read the title"
    for element in root.iter():
        assert all(len(value) <= 1024 for value in element.attrib.values())


def test_templates_with_a_picture_show_it(package):
    pictures = {file.stem: file.read_bytes() for file in built_templates().glob("*.png")}
    for part in ("customUI", "customUI14"):
        root = ET.fromstring(package[f"customUI/{part}.xml"])
        shown = {element.get("image") for element in root.iter()} - {None}
        assert shown == set(pictures)
        links = ET.fromstring(package.get(f"customUI/_rels/{part}.xml.rels", "<none/>"))
        targets = {link.get("Id"): link.get("Target") for link in links}
        assert {name: package[f"customUI/{targets[name]}"] for name in shown} == pictures


def test_the_function_wizard_has_texts_and_a_category_for_every_function(package):
    workbook = ET.fromstring(package["xl/workbook.xml"])
    groups = workbook.find(f"{MAIN}functionGroups")
    names = [group.get("name") for group in groups]
    [functions] = [module.text for module in modules() if module.name == "PassivefolioFunctions"]
    for function in FUNCTIONS:
        described = functions.partition(f'Attribute {function.name}.VB_Description = "')[2]
        assert described.startswith(function.summary[:20])
        number = re.search(
            rf'Attribute {function.name}\.VB_ProcData\.VB_Invoke_Func = " \\n(\d+)"', functions
        )[1]
        place = int(number) - int(groups.get("builtInGroupCount")) - 1
        assert names[place] == f"Passivefolio: {function.category}"
    helped = {
        name.get("name"): [text.text for text in name.iter(f"{X14}argumentDescription")]
        for name in workbook.iter(f"{X14}definedName")
    }
    for function in FUNCTIONS:
        texts = helped.get(function.name, [])
        assert len(texts) == len(function.args)
        assert all(0 < len(text) <= 255 for text in texts)


def test_the_parts_of_the_workbook_stand_in_the_order_of_the_schema(package):
    tags = [element.tag.partition("}")[2] for element in ET.fromstring(package["xl/workbook.xml"])]
    order = ["fileVersion", "workbookPr", "bookViews", "sheets", "functionGroups", "calcPr"]
    assert tags == [*order, "extLst"]


PROCEDURE = re.compile(r"(?m)^(?:Public |Private )?(?:Function|Sub) (\w+)\((.*?)\)", re.DOTALL)
PARAMETER = re.compile(r"(?:Optional |ByVal |ByRef )*(\w+)(?: As \w+)?$")


def test_names_lines_and_letters_are_such_that_vba_takes_them():
    for module in modules():
        check(module.name, module.text)
        if not module.name.startswith("Passivefolio"):
            continue
        assert "Option Explicit" in module.text
        for name, parameters in PROCEDURE.findall(module.text):
            given = [part.replace("_\n", "").strip() for part in parameters.split(",")]
            words = [PARAMETER.search(part)[1] for part in given if part]
            check_function(name, words)


BODY = re.compile(
    r"(?ms)^(?:Public |Private )(?:Function|Sub) (\w+)\((.*?)\)(?: As \w+)?$"
    r"(.*?)^End (?:Function|Sub)"
)
ASSIGNED = re.compile(r"(?m)(?:^\s*|Then |Else )(?:Set )?(\w+)(?:\(.*?\))? = |For (?:Each )?(\w+) ")
DECLARED = re.compile(r"(?m)^\s*(?:Dim|Private|Public)(?: Const)? ((?:\w+.*? As \w+(?:, )?)+)")


def names_declared(text):
    return {
        word.lower()
        for declaration in DECLARED.findall(text)
        for word in re.findall(r"(\w+)(?:\(\))? As", declaration)
    }


def test_every_variable_of_ours_is_declared():
    checked = 0
    for module in modules():
        if not module.name.startswith("Passivefolio"):
            continue
        code = re.sub(r"'.*", "", re.sub(r'"[^"\n]*"', "", module.text))
        whole = names_declared(code.partition("\nPublic Function")[0])
        for name, parameters, body in BODY.findall(code):
            known = whole | names_declared(body) | {name.lower()}
            known |= {word.lower() for word in re.findall(r"(\w+) As ", parameters)}
            for found in ASSIGNED.findall(body):
                assert "".join(found).lower() in known, f"{module.name}.{name}"
                checked += 1
    assert checked > 200


def test_no_two_procedures_or_modules_share_a_name():
    own = [module for module in modules() if module.name != "Dictionary"]
    procedures = [name.lower() for module in own for name, _ in PROCEDURE.findall(module.text)]
    public = [name for name in procedures if not name.startswith(("app_", "workbook_"))]
    twice = {name for name in public if public.count(name) > 1}
    assert twice <= {"getudfmodules", "getdirectorypath"}, "xlwings declares two of its own twice"
    assert not {module.name.lower() for module in own} & set(public)


@pytest.mark.parametrize("name", ["T1", "ES95", "RC", "R1C1", "C", "LOOP", "A-B", "X" * 256])
def test_names_that_excel_would_not_take_are_refused(name):
    with pytest.raises(FileProblem):
        check_function(name, [])


@pytest.mark.parametrize("arguments", [["end"], ["next"], ["a", "A"], ["utility"], ["1a"]])
def test_arguments_that_vba_would_not_take_are_refused(arguments):
    with pytest.raises(FileProblem):
        check_function("UTILITY", arguments)


@pytest.mark.parametrize(
    "text", ["x" * 1023, "a _\n" * 25 + "b", "'weights \N{GREEK SMALL LETTER SIGMA}"]
)
def test_lines_that_vba_would_not_take_are_refused(text):
    with pytest.raises(FileProblem, match="Module1, line"):
        vba_project("P", [standard_module("Module1", text)])


def test_lines_end_as_excel_wants_them(compound):
    project_text = compound.openstream("PROJECT").read()
    assert b"\n" not in project_text.replace(b"\r\n", b"")
    for module in modules():
        assert b"\n" not in encoded(module.text).replace(b"\r\n", b"")


def test_the_reserved_words_hold_those_of_the_language():
    assert {"loop", "type", "to", "is", "optional", "end", "property"} <= RESERVED


# ---- what we take from xlwings ------------------------------------------------------------------


def test_a_workbook_cannot_decide_which_program_is_started():
    text = borrowed.xlwings_module().text
    settings = text[text.index("Function GetConfig(") :]
    settings = settings[: settings.index("End Function")]
    assert 'source = "" Or source = "user"' in settings
    assert settings.count('source = ""') == 1


def test_python_is_started_by_the_same_command_from_every_workbook():
    text = borrowed.xlwings_module().text
    command = text[text.index("Function XLPyCommand(") :]
    command = command[: command.index("End Function")]
    excel = command.replace("Microsoft Word", "").partition("#Else")[0]
    assert "ActiveWorkbook" not in excel
    assert "ThisWorkbook" not in excel


def test_an_xlwings_that_is_not_as_expected_is_named(monkeypatch):
    monkeypatch.setitem(borrowed.ADAPTED, "what no xlwings has", "anything")
    with pytest.raises(FileProblem, match=rf"xlwings {re.escape(xlwings.__version__)}"):
        borrowed.xlwings_module()


def test_nothing_of_the_paid_part_of_xlwings_is_used():
    for module in modules():
        if module.name.startswith("Passivefolio"):
            assert "license" not in module.text.lower()
            assert "xlwings.pro" not in module.text


# ---- LibreOffice --------------------------------------------------------------------------------


@pytest.mark.libreoffice
def test_libreoffice_opens_the_file_and_lists_all_modules(addin_file, tmp_path):
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--infilter=Calc MS Excel 2007 VBA XML",
            "--convert-to",
            "ods",
            "--outdir",
            str(tmp_path),
            str(addin_file),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with zipfile.ZipFile(tmp_path / "passivefolio.ods") as archive:
        library = "Basic/PassivefolioAddin/"
        found = {Path(name).stem for name in archive.namelist() if name.startswith(library)}
    assert found == {module.name for module in modules()} | {"script-lb"}
