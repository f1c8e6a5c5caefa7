"""The same workbooks in Excel and in LibreOffice: nothing unknown when opened, nothing foreign
when saved."""

import csv
import importlib
import shutil
import subprocess
import sys
import types
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from passivefolio.errors import FileProblem
from passivefolio.hosts.libreoffice.names import method
from passivefolio.hosts.libreoffice.plain_names import Stored, stored, write_plain_names
from passivefolio.version import __version__
from passivefolio.workbooks.templates import built_templates

TEMPLATES = sorted(built_templates().glob("*.xlsx"))
LONG = "ORG.PASSIVEFOLIO.FUNCTIONS."
ERROR = {"error": "#VALUE!", "number": 519}


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """What a program writes that knows no values: every formula holds a 0."""
    path = tmp_path_factory.mktemp("books") / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        one, two = book.add_worksheet("One"), book.add_worksheet("Two")
        one.write_row("A1", [0.22, 0.34, 3])
        one.write_column("A3", [0.6, 0.3, 0.1])
        one.write_column("B3", [0.08, 0.04, 0.02])
        formulas = {
            "D1": "=UTILITY(A1,B1,C1)",
            "E1": "=D1*2",
            "F1": '=IFERROR(UTILITY(A1,B1,C1),"no")',
            "G1": "=_xll.UTILITY(A1,B1,C1)",
            "H1": "=_xldudf_UTILITY(A1,B1,C1)",
            "D3": "=PORTFOLIO_RETURN(A3:A5,B3:B5)",
            "D4": "=worth*2",
            "D5": "=SUM(A3:A5)",
            "D6": '=UTILITY(A1,"a; b, c",3)',
            "D7": "=WHY(D6)",
            "D8": '=IFERROR(UTILITY(A1,-B1,C1),"caught")',
            "D9": '="UTILITY("&A1',
            "D10": '=PASSIVEFOLIO_VERSION()="' + __version__ + '"',
        }
        for address, formula in formulas.items():
            one.write_formula(address, formula)
        one.write_array_formula("E3:E5", "{=UTILITY(B3:B5,0.1,3)}")
        one.write_array_formula("G3:G5", "{=_xll.UTILITY(B3:B5,0.1,3)}")
        one.write_string("A7", "UTILITY(er, sd, A)")
        one.write_dynamic_array_formula("F3:F5", "=UTILITY(B3:B5,0.1,3)")
        one.data_validation("J1", {"validate": "custom", "value": "=UTILITY(A1,B1,C1)>0"})
        book.define_name("worth", "=UTILITY(One!$A$1,One!$B$1,One!$C$1)")
        two.write_formula("A1", "=UTILITY(One!A1,One!B1,One!C1)")
        two.protect("secret")
    return path


VALUES = {
    "One.D1": 0.0466,
    "One.E1": 0.0932,
    "One.F1": 0.0466,
    "One.G1": 0.0466,
    "One.H1": 0.0466,
    "One.D3": 0.062,
    "One.D4": 0.0932,
    "One.D5": 1.0,
    "One.D6": ERROR,
    "One.D7": "UTILITY: sd holds the text 'a; b, c', expected a number",
    "One.D8": "caught",
    "One.D9": "UTILITY(0.22",
    "One.D10": 1.0,
    "One.E3": 0.065,
    "One.E4": 0.025,
    "One.E5": 0.005,
    "One.G3": 0.065,
    "One.G4": 0.025,
    "One.G5": 0.005,
    "One.F3": 0.065,
    "One.F4": 0.025,
    "One.F5": 0.005,
    "Two.A1": 0.0466,
}


def close(values):
    return {
        place: pytest.approx(value, rel=1e-12) if isinstance(value, float) else value
        for place, value in values.items()
    }


@pytest.mark.libreoffice
def test_plain_names_calculate_when_a_workbook_is_opened(calc, workbook):
    opened = calc.ask("shown", str(workbook))
    assert {place: value for place, (_, value) in opened["cells"].items()} == close(VALUES)


@pytest.mark.libreoffice
def test_opening_leaves_nothing_to_save_and_nothing_to_undo(calc, workbook):
    opened = calc.ask("shown", str(workbook))
    assert (opened["modified"], opened["undo"], list(opened["names"])) == (False, [], ["worth"])


@pytest.mark.libreoffice
@pytest.mark.parametrize("way", ["AsTemplate", "ReadOnly"])
def test_a_copy_made_from_a_workbook_or_one_to_read_only_calculates_too(calc, workbook, way):
    opened = calc.ask("shown", str(workbook), {way: True})
    assert {place: value for place, (_, value) in opened["cells"].items()} == close(VALUES)
    assert not opened["modified"]


@pytest.mark.libreoffice
def test_saving_leaves_the_plain_names_also_the_second_time(calc, workbook, tmp_path):
    for again in (False, True):
        target = tmp_path / f"saved{again}.xlsx"
        calc.ask("saved", str(workbook), str(target), "K1", again)
        found = formulas(target)
        expected = formulas(workbook)
        expected["One!G1"] = expected["One!H1"] = "=UTILITY(A1,B1,C1)"
        expected["One!G3"] = "G3:G5 =UTILITY(B3:B5,0.1,3)"
        assert found == expected
        book = openpyxl.load_workbook(target)
        assert book.defined_names["worth"].value == "UTILITY(One!$A$1,One!$B$1,One!$C$1)"
        (rule,) = book["One"].data_validations.dataValidation
        assert rule.formula1 == "UTILITY(A1,B1,C1)>0"
        values = openpyxl.load_workbook(target, data_only=True)
        assert values["One"]["D1"].value == pytest.approx(0.0466)
        assert (book["One"]["K1"].value == 5) is again


@pytest.mark.libreoffice
def test_converting_on_the_command_line_calculates(installed, profile, workbook, tmp_path):
    own = tmp_path / "profile"
    shutil.copytree(profile, own)
    command = [str(installed.soffice), f"-env:UserInstallation={own.as_uri()}", "--headless"]
    command += ["--convert-to", "csv", "--outdir", str(tmp_path), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    rows = list(csv.reader((tmp_path / "book.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0][3:8] == ["0.0466", "0.0932", "0.0466", "0.0466", "0.0466"]
    assert [row[4] for row in rows[2:5]] == ["0.065", "0.025", "0.005"]


@pytest.mark.libreoffice
def test_a_workbook_without_our_functions_is_left_alone(calc, tmp_path):
    path = tmp_path / "theirs.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("One")
        sheet.write_formula("A1", "=1+1", None, 7)
        sheet.write_formula("A2", "=THEIRS(1)", None, 8)
        sheet.write_formula("A3", "=MYUTILITY(1)", None, 9)
    opened = calc.ask("shown", str(path))
    assert {place: value for place, (_, value) in opened["cells"].items()} == {
        "One.A1": 7,
        "One.A2": 8,
        "One.A3": 9,
    }
    assert opened["modified"] is False


@pytest.mark.libreoffice
def test_values_stored_beside_our_formulas_stay_unless_the_file_asks_for_new_ones(calc, tmp_path):
    path = tmp_path / "stored.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "One"
    book.active["A1"], book.active["A2"] = "=UTILITY(0.22,0.34,3)", "=1+1"
    book.save(tmp_path / "draft.xlsx")
    with zipfile.ZipFile(tmp_path / "draft.xlsx") as draft, zipfile.ZipFile(path, "w") as copy:
        for name in draft.namelist():
            part = draft.read(name).replace(b' fullCalcOnLoad="1"', b"")
            copy.writestr(name, part.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>7</v>"))
    cells = calc.ask("shown", str(path))["cells"]
    assert [value for _, value in cells.values()] == [pytest.approx(0.0466), 7]


@pytest.mark.libreoffice
def test_an_opendocument_file_keeps_our_functions(calc, workbook, tmp_path):
    target = tmp_path / "book.ods"
    calc.ask("saved", str(workbook), str(target), "K1", True)
    cells = calc.ask("shown", str(target))["cells"]
    assert {place: value for place, (_, value) in cells.items()} == close(VALUES)


def formulas(path):
    """The formulas of a workbook by sheet and cell, array formulas with their area."""
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str) and cell.data_type == "f":
                found[f"{sheet.title}!{cell.coordinate}"] = cell.value
            elif hasattr(cell.value, "text"):
                found[f"{sheet.title}!{cell.coordinate}"] = f"{cell.value.ref} {cell.value.text}"
    return found


@pytest.mark.libreoffice
@pytest.mark.filterwarnings("ignore:Unable to read chart:UserWarning")  # its date axes
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_opens_without_errors_and_passes_its_tests(calc, template):
    opened = calc.ask("shown", str(template))
    assert not opened["modified"]
    errors = {place: shown for place, shown in opened["cells"].items() if ERROR.keys() == shown}
    assert not errors
    assert len(opened["cells"]) > 100
    tests = calc.ask("named", str(template), "test_")
    assert len(tests) > 5
    assert set(tests.values()) == {1.0}, tests


@pytest.mark.libreoffice
@pytest.mark.filterwarnings("ignore:Unable to read chart:UserWarning")
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_saved_template_holds_the_formulas_it_had(calc, template, tmp_path):
    target = tmp_path / template.name
    calc.ask("saved", str(template), str(target), "A1", False)
    assert formulas(target) == formulas(template)
    with zipfile.ZipFile(target) as package:
        assert not any(LONG.encode() in package.read(name).upper() for name in package.namelist())


NAMES = {method(name): name for name in ("UTILITY", "PORTFOLIO_RETURN")}


def test_only_formulas_of_ours_change_in_a_saved_file(tmp_path):
    path = tmp_path / "saved.xlsx"
    theirs = (
        "<sheet><c t='str'><v>ORG.PASSIVEFOLIO.FUNCTIONS.UTILITY(1)</v></c>"
        "<f>ORG.OTHER.UTILITY(1)</f><f>ORG.PASSIVEFOLIO.FUNCTIONS.NOSUCH(1)</f>"
        "<f>&quot;ORG.PASSIVEFOLIO.FUNCTIONS.UTILITY(&quot;&amp;A1</f>{}</sheet>\n\n"
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/worksheets/sheet1.xml": theirs.format(
            "<f aca='false'>1+org.passivefolio.Functions.portfolioreturn(A1:A2,B1:B2)*"
            "ORG.PASSIVEFOLIO.FUNCTIONS.UTILITY(A1,utility(1,2,3),3)</f>"
        ),
        "xl/workbook.xml": f"<definedName name='u'>{LONG}UTILITY(1)</definedName>",
        "xl/media/image1.png": "ORG.PASSIVEFOLIO.FUNCTIONS.UTILITY(\0",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    before = path.stat().st_mtime_ns
    write_plain_names(path, NAMES)
    with zipfile.ZipFile(path) as package:
        found = {name: package.read(name).decode() for name in package.namelist()}
    expected = {
        **parts,
        "xl/worksheets/sheet1.xml": theirs.format(
            "<f aca='false'>1+PORTFOLIO_RETURN(A1:A2,B1:B2)*UTILITY(A1,UTILITY(1,2,3),3)</f>"
        ),
        "xl/workbook.xml": "<definedName name='u'>UTILITY(1)</definedName>",
    }
    assert found == expected
    assert list(found) == list(parts)
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("<f>SUM(A1:A2)</f>", Stored(False, False)),
        ("<f>MYUTILITY(1)</f>", Stored(False, False)),
        ("<f>1+utility(A1,B1,C1)</f>", Stored(True, False)),
        ("<f>_xll.UTILITY(A1,B1,C1)</f>", Stored(True, True)),
        ('<calcPr calcId="1" fullCalcOnLoad="1"/>', Stored(False, False, True)),
    ],
)
def test_a_file_is_looked_into_before_it_is_worked_on(tmp_path, part, expected):
    path = tmp_path / "opened.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", part)
        package.writestr("xl/sharedStrings.xml", "<t>UTILITY(</t>")
    assert stored(path, NAMES.values()) == expected


def test_a_file_that_cannot_be_looked_into_may_hold_anything(tmp_path):
    path = tmp_path / "protected.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0 no package")
    assert stored(path, NAMES.values()) == stored(None, NAMES.values()) == Stored()


def test_a_saved_file_without_our_functions_is_not_written_again(tmp_path):
    path = tmp_path / "saved.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/worksheets/sheet1.xml", "<f>SUM(A1:A2)</f>")
    before = path.stat()
    write_plain_names(path, NAMES)
    assert path.stat() == before


def test_a_file_that_a_password_protects_is_left_alone(tmp_path):
    path = tmp_path / "protected.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0 no package")
    write_plain_names(path, NAMES)
    assert path.read_bytes() == b"\xd0\xcf\x11\xe0 no package"


def test_plain_names_that_cannot_be_written_are_told(tmp_path, monkeypatch):
    fake = types.SimpleNamespace(fileUrlToSystemPath=lambda url: url.removeprefix("file://"))
    monkeypatch.setitem(sys.modules, "uno", fake)
    documents = importlib.import_module("passivefolio.hosts.libreoffice.documents")
    monkeypatch.setattr(documents, "worksheet_names", lambda: NAMES)
    path = tmp_path / "saved.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/worksheets/sheet1.xml", f"<f>{LONG}UTILITY(1)</f>")
    before = path.read_bytes()

    def held(self, target):
        raise PermissionError(13, "it is in use")

    monkeypatch.setattr(Path, "replace", held)
    document = types.SimpleNamespace(URL=path.as_uri(), supportsService=lambda name: True)
    with pytest.raises(
        FileProblem, match=r"saved\.xlsx is saved, but Excel will not know .* in use"
    ):
        documents.react("OnSaveDone", document)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
