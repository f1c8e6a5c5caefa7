"""``passivefolio macros``: the macros of a workbook after an update; nothing else changes."""

import re
import zipfile

import pytest
from pyopenvba import ExcelFile

from passivefolio.cli import main
from passivefolio.errors import FileProblem
from passivefolio.vba import macro_workbook
from passivefolio.vba.macro_workbook import (
    PART,
    PROJECT,
    renew_macros,
    workbook_modules,
)
from passivefolio.vba.project import Kind, Module, standard_module, vba_project
from passivefolio.workbooks.templates import new_workbook

NAME = "allocation_60_30_10"


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.xlsm"
    new_workbook(NAME, path, blank=False)
    return path


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {member: package.read(member) for member in package.namelist()}


def with_project(path, project):
    """The same workbook with other macros."""
    before = parts(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in before.items():
            package.writestr(name, project if name == PART else content)
    return before


def sheets(path):
    return sum(name.startswith("xl/worksheets/sheet") for name in parts(path))


def aged(module):
    """A module as an earlier xlwings had it."""
    text = re.sub(r"xlwings(32|64)-[\d.]+\.dll", r"xlwings\1-0.30.0.dll", module.text)
    return Module(module.name, module.kind, text)


def test_macros_of_an_earlier_xlwings_are_replaced_and_nothing_else(mine):
    modules = [aged(module) for module in workbook_modules(sheets(mine))]
    gone = standard_module("PassivefolioFormer", "Public Sub Former()\nEnd Sub\n")
    before = with_project(mine, vba_project(PROJECT, [*modules, gone]))
    assert renew_macros(mine)
    assert parts(mine) == before
    assert list(parts(mine)) == list(before)
    assert not renew_macros(mine), "once is enough"


def test_what_the_user_wrote_for_workbook_and_sheets_stays(mine):
    written = "Private Sub Workbook_Open()\n    Worksheets(1).Activate\nEnd Sub\n"
    modules = [
        Module(module.name, module.kind, module.text + written)
        if module.name == "ThisWorkbook"
        else aged(module)
        for module in workbook_modules(sheets(mine))
    ]
    with_project(mine, vba_project(PROJECT, modules))
    assert renew_macros(mine)
    with ExcelFile(mine) as file:
        kept = file.get_module("ThisWorkbook").replace("\r\n", "\n")
        names = [module.name for module in file.vba_project().modules]
    assert kept.endswith(written)
    assert sorted(names) == sorted(module.name for module in modules)
    assert sum(module.kind is Kind.DOCUMENT for module in modules) == sheets(mine) + 1


def test_macros_of_the_users_own_are_never_lost(mine):
    modules = [*workbook_modules(sheets(mine)), standard_module("Mine", "Sub Mine()\nEnd Sub\n")]
    with_project(mine, vba_project(PROJECT, modules))
    before = mine.read_bytes()
    with pytest.raises(FileProblem, match=r"mine\.xlsm has macros of your own \(Mine\)"):
        renew_macros(mine)
    assert mine.read_bytes() == before


def test_a_project_of_somebody_else_is_left_alone(mine):
    with_project(mine, vba_project("Theirs", workbook_modules(sheets(mine))))
    with pytest.raises(FileProblem, match="macros that are not of passivefolio"):
        renew_macros(mine)


def test_a_workbook_without_macros_is_answered_with_a_sentence(tmp_path):
    new_workbook(NAME, tmp_path / "plain.xlsx", blank=False)
    with pytest.raises(FileProblem, match=r"plain\.xlsx has no macros; passivefolio new"):
        renew_macros(tmp_path / "plain.xlsx")


def test_a_workbook_that_is_open_is_left_alone(mine):
    mine.with_name("~$mine.xlsm").touch()
    with pytest.raises(FileProblem, match="is open in Excel"):
        renew_macros(mine)


def test_signed_macros_are_left_alone(mine):
    with zipfile.ZipFile(mine, "a") as package:
        package.writestr("xl/vbaProjectSignature.bin", b"signed")
    with pytest.raises(FileProblem, match="signed macros"):
        renew_macros(mine)


def test_a_new_workbook_that_cannot_have_its_macros_is_not_left_behind(tmp_path, monkeypatch):
    def unknown(name, modules):
        raise FileProblem("cannot be built from the installed xlwings")

    monkeypatch.setattr(macro_workbook, "vba_project", unknown)
    with pytest.raises(FileProblem, match="installed xlwings"):
        new_workbook(NAME, tmp_path / "mine.xlsm", blank=False)
    assert list(tmp_path.iterdir()) == []


def test_the_command_renews_file_by_file_and_says_so(mine, tmp_path, capsys):
    assert main(["macros", str(mine), str(tmp_path / "none.xlsm")]) == 1
    captured = capsys.readouterr()
    assert captured.out == f"{mine}: macros are up to date\n"
    assert captured.err == "passivefolio: none.xlsm is not there\n"
