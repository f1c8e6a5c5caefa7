"""Installing the add-in into Excel, and taking it out again, on machines of our own making."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from passivefolio.errors import FileProblem
from passivefolio.hosts.excel import interpreter
from passivefolio.hosts.excel.addin import build
from passivefolio.hosts.excel.machine import this_machine, xlwings_version
from passivefolio.hosts.excel.setup import install, uninstall
from passivefolio.vba.borrowed import xlwings_module


def installed(machine, folder=None):
    lines = []
    install(folder, lines.append, machine)
    return lines


def uninstalled(machine, folder=None):
    lines = []
    uninstall(folder, lines.append, machine)
    return lines


def everything_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_add_in_is_built_into_the_startup_folder_which_is_made(windows, tmp_path):
    lines = installed(windows.machine)
    build(tmp_path / "fresh.xlam")
    assert windows.add_in.read_bytes() == (tmp_path / "fresh.xlam").read_bytes()
    assert [path.name for path in windows.startup.iterdir()] == ["passivefolio.xlam"]
    assert str(windows.add_in) in lines[0]
    assert "start it again" in lines[-1]


def test_the_macros_find_this_python_in_the_file_of_settings(windows):
    installed(windows.machine)
    assert windows.settings.read_bytes().decode("cp1252") == (
        f'"INTERPRETER_WIN","{windows.python}"\r\n"ADD_WORKBOOK_TO_PYTHONPATH","false"\r\n'
    )


def test_the_file_of_settings_is_the_one_that_the_macros_read():
    text = xlwings_module().text
    name = interpreter.PROJECT_NAME
    assert f'PROJECT_NAME As String = "{name}"' in text
    assert r'Environ("USERPROFILE") & "\." & PROJECT_NAME & "\" & PROJECT_NAME & ".conf"' in text
    for key in ("INTERPRETER_WIN", "INTERPRETER_MAC", interpreter.FOLDER_ON_PATH):
        assert f'GetConfig("{key}"' in text


def test_other_settings_of_the_user_stay(windows):
    windows.settings.parent.mkdir()
    windows.settings.write_text(
        '"SHOW CONSOLE","True"\n"INTERPRETER_WIN","C:\\old\\python.exe"\n', encoding="cp1252"
    )
    installed(windows.machine)
    settings = interpreter.read_settings(windows.settings, "cp1252")
    assert settings["SHOW CONSOLE"] == "True"
    assert settings["INTERPRETER_WIN"] == str(windows.python)
    uninstalled(windows.machine)
    assert windows.settings.read_text(encoding="cp1252") == '"SHOW CONSOLE","True"\n'


def test_uninstall_leaves_the_machine_as_it_was(windows):
    windows.startup.mkdir(parents=True)
    (windows.startup / "mine.xlam").touch()
    before = everything_in(windows.home)
    installed(windows.machine)
    assert everything_in(windows.home) != before
    uninstalled(windows.machine)
    assert everything_in(windows.home) == before
    assert not windows.settings.parent.exists()


def test_uninstall_of_what_is_not_there_says_so(windows):
    assert uninstalled(windows.machine) == [f"there is no {windows.add_in}"]


def test_an_older_copy_is_replaced(windows):
    windows.startup.mkdir(parents=True)
    windows.add_in.write_bytes(b"of last year")
    installed(windows.machine)
    assert windows.add_in.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("work", [installed, uninstalled])
def test_a_file_that_excel_holds_is_kept_whole_and_the_sentence_says_to_close_excel(
    windows, monkeypatch, work
):
    windows.startup.mkdir(parents=True)
    windows.add_in.write_bytes(b"of last year")

    def held(self, *arguments):
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(FileProblem, match=r"most likely Excel has it open: close every window"):
        work(windows.machine)
    monkeypatch.undo()
    assert everything_in(windows.startup) == [windows.add_in]
    assert windows.add_in.read_bytes() == b"of last year"
    assert not windows.settings.exists()


def test_a_build_that_fails_leaves_the_older_copy(windows, monkeypatch):
    windows.startup.mkdir(parents=True)
    windows.add_in.write_bytes(b"of last year")

    def broken(path):
        path.write_bytes(b"half")
        raise FileProblem("xlwings is not what it was")

    monkeypatch.setattr("passivefolio.hosts.excel.addin.build", broken)
    with pytest.raises(FileProblem, match="xlwings is not what it was"):
        installed(windows.machine)
    assert everything_in(windows.startup) == [windows.add_in]
    assert windows.add_in.read_bytes() == b"of last year"


def test_where_the_add_in_could_not_work_nothing_is_written(windows):
    windows.library(64).unlink()
    windows.lacking["pythoncom"] = "No module named 'pythoncom'"
    before = everything_in(windows.home)
    with pytest.raises(FileProblem, match="could not work here") as problem:
        installed(windows.machine)
    assert everything_in(windows.home) == before
    assert len(str(problem.value).splitlines()) == 3
    assert "pipx, uv tool or venv" in str(problem.value)


@pytest.mark.parametrize(
    ("python", "library"),
    [
        ("Programs/Python311/python.exe", "Programs/Python311"),
        ("mine/.venv/Scripts/python.exe", "mine/.venv"),
        ("pipx/venvs/passivefolio/Scripts/python.exe", "pipx/venvs/passivefolio"),
        ("uv/tools/passivefolio/Scripts/python.exe", "uv/tools/passivefolio"),
        ("miniconda3/envs/mine/python.exe", "miniconda3/envs/mine"),
    ],
    ids=["python.org", "venv", "pipx", "uv", "conda"],
)
def test_every_usual_way_to_install_python_packages_works(windows, python, library):
    windows.python = windows.home / python
    windows.python.parent.mkdir(parents=True)
    windows.python.touch()
    windows.library(64).rename(windows.home / library / windows.library(64).name)
    installed(windows.machine)
    settings = interpreter.read_settings(windows.settings, "cp1252")
    assert settings["INTERPRETER_WIN"] == str(windows.python)


def test_pip_for_the_user_alone_puts_the_library_where_excel_does_not_look(windows):
    windows.python = windows.home / "Programs" / "Python311" / "python.exe"
    windows.python.parent.mkdir(parents=True)
    windows.python.touch()
    roaming = windows.home / "AppData" / "Roaming" / "Python"
    roaming.mkdir(parents=True)
    windows.library(64).rename(roaming / windows.library(64).name)
    with pytest.raises(FileProblem, match="not pip --user"):
        installed(windows.machine)


def test_a_path_that_the_macros_cannot_read_is_refused(windows):
    windows.python = windows.home / "venv" / "Scripts" / "Пётр" / "python.exe"
    windows.python.parent.mkdir()
    windows.python.touch()
    for width in (32, 64):
        (windows.python.parent / windows.library(width).name).touch()
    with pytest.raises(FileProblem, match="holds the letter П, which Excel's macros cannot read"):
        installed(windows.machine)


def test_another_startup_folder_can_be_given(windows, tmp_path):
    installed(windows.machine, tmp_path / "deep" / "start")
    assert (tmp_path / "deep" / "start" / "passivefolio.xlam").is_file()
    assert not windows.startup.exists()
    uninstalled(windows.machine, tmp_path / "deep" / "start")
    assert everything_in(tmp_path / "deep") == []


def test_without_windows_the_sentence_says_what_works_there(linux):
    for work in (installed, uninstalled):
        with pytest.raises(FileProblem, match="is not on Linux; passivefolio build xlam FILE"):
            work(linux)


def test_without_windows_a_folder_can_still_be_filled(linux, tmp_path):
    lines = installed(linux, tmp_path / "start")
    assert (tmp_path / "start" / "passivefolio.xlam").is_file()
    assert lines[-1] == "this is not Windows, so the add-in was not told which Python to start"
    assert uninstalled(linux, tmp_path / "start") == [
        f"removed {tmp_path / 'start' / 'passivefolio.xlam'}"
    ]


def test_without_appdata_the_folder_is_asked_for(windows):
    del windows.environment["APPDATA"]
    with pytest.raises(FileProblem, match="give the XLSTART folder by --startup"):
        installed(windows.machine)


def test_on_a_mac_the_buttons_are_set_up(mac, tmp_path):
    lines = installed(mac)
    scripts = tmp_path / "Library" / "Application Scripts" / "com.microsoft.Excel"
    assert [path.name for path in scripts.iterdir()] == [f"xlwings-{xlwings_version()}.applescript"]
    container = tmp_path / "Library" / "Containers" / "com.microsoft.Excel" / "Data"
    text = (container / "passivefolio.conf").read_text()
    assert text.splitlines()[0] == f'"INTERPRETER_MAC","{mac.python}"'
    assert "functions cannot be typed" in lines[-1]
    uninstalled(mac)
    assert everything_in(tmp_path / "Library") == []


def test_a_button_is_told_its_python_once(windows):
    assert interpreter.set_interpreter_once(windows.machine) == windows.settings
    other = replace(windows.machine, python=windows.home / "other.exe")
    assert interpreter.set_interpreter_once(other) is None
    settings = interpreter.read_settings(windows.settings, "cp1252")
    assert settings["INTERPRETER_WIN"] == str(windows.python)


def test_this_machine_is_described_without_windows():
    machine = this_machine()
    assert machine.environment is os.environ
    assert machine.python.exists()
    assert machine.lacking("passivefolio") == ""
    assert "no_such_module" in machine.lacking("no_such_module")
    if not machine.windows:
        assert machine.registry("HKCU", "Software") == {}
