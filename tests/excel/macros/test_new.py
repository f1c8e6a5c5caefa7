"""``passivefolio new`` for workbooks with macros, and the set-up on the command line."""

import platform
import zipfile

import pytest

from passivefolio.cli import main
from passivefolio.vba.macro_workbook import PART

NAME = "allocation_60_30_10"


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_macro_writes_the_workbook_with_the_button(here, capsys):
    assert run(capsys, "new", NAME, "--macro") == (0, f"wrote {NAME}.xlsm\n", "")
    with zipfile.ZipFile(here / f"{NAME}.xlsm") as written:
        assert PART in written.namelist()


def test_without_macro_the_workbook_has_none(here, capsys):
    assert run(capsys, "new", NAME) == (0, f"wrote {NAME}.xlsx\n", "")
    assert not (here / f"{NAME}.xlsm").exists()


def test_the_name_of_the_file_may_say_it_as_well(here, capsys):
    assert run(capsys, "new", NAME, "mine.xlsm")[0] == 0
    assert run(capsys, "new", NAME, "--macro")[0] == 0
    assert (here / "mine.xlsm").read_bytes() == (here / f"{NAME}.xlsm").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((NAME, "mine.xlsx", "--macro"), "mine.xlsx should end in .xlsm"),
        ((NAME, "mine", "--macro"), "mine should end in .xlsm"),
        ((NAME, "mine.xls"), "mine.xls should end in .xlsx, or in .xlsm"),
        (("nothing", "--macro"), "there is no template nothing"),
    ],
)
def test_other_names_are_answered_with_a_sentence_and_nothing_is_written(
    here, capsys, arguments, sentence
):
    code, out, err = run(capsys, "new", *arguments)
    assert (code, out) == (1, "")
    assert err.startswith(f"passivefolio: {sentence}")
    assert list(here.iterdir()) == []


def test_where_there_is_an_excel_the_button_is_told_its_python(here, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    code, out, _ = run(capsys, "new", NAME, "--macro")
    assert code == 0
    assert "its button starts" in out.splitlines()[1]
    assert "its button starts" not in run(capsys, "new", NAME, "again.xlsm")[1]
    (settings,) = (tmp_path / "home").rglob("passivefolio.conf")
    assert "INTERPRETER_MAC" in settings.read_text()


@pytest.mark.parametrize("command", ["install", "uninstall", "doctor"])
def test_the_set_up_of_excel_from_the_command_line(here, capsys, monkeypatch, command):
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    code, out, err = run(capsys, command, "excel")
    assert (code, out) == (1, "")
    assert err.startswith("passivefolio: Excel for Windows is not on Linux")


def test_a_startup_folder_given_on_the_command_line(here, capsys, monkeypatch):
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    assert run(capsys, "doctor", "excel", "--startup", "start")[0] == 1
    assert run(capsys, "install", "excel", "--startup", "start")[0] == 0
    code, out, _ = run(capsys, "doctor", "excel", "--startup", "start")
    assert (code, out[:3]) == (0, "ok ")
    assert run(capsys, "uninstall", "excel", "--startup", "start")[0] == 0
    assert list((here / "start").iterdir()) == []
