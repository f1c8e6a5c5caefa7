"""What doctor finds in the way, each with what to do about it."""

import zipfile
from dataclasses import replace

import pytest

from passivefolio.hosts.excel.doctor import examine
from passivefolio.hosts.excel.machine import (
    EXCEL_KEY,
    EXCEL_PATH,
    EXCEL_POLICY,
    bits,
    xlwings_version,
)
from passivefolio.hosts.excel.setup import doctor, install
from passivefolio.hosts.findings import State
from passivefolio.version import __version__


@pytest.fixture
def ready(windows):
    """A machine on which everything is as it should be."""
    install(None, lambda _: None, windows.machine)
    return windows


def findings(windows):
    return list(examine(windows.machine, windows.startup))


def trouble(windows):
    return [finding for finding in findings(windows) if finding.state is not State.WELL]


def only(windows, state):
    (finding,) = trouble(windows)
    assert finding.state is state
    assert finding.remedy
    assert "\n" not in str(finding)
    return str(finding)


def security(windows, **values):
    windows.registry["HKCU", rf"{EXCEL_POLICY}\Security"] = values


def test_all_is_well_after_an_installation(ready):
    assert trouble(ready) == []
    lines = []
    assert doctor(None, lines.append, ready.machine)
    assert all(line.startswith("ok ") for line in lines)
    assert any(f"passivefolio {__version__} with xlwings {xlwings_version()}" in it for it in lines)


def test_a_problem_makes_the_answer_no_and_a_note_does_not(ready):
    security(ready, VBAWarnings=4)
    assert doctor(None, lambda _: None, ready.machine)
    ready.add_in.unlink()
    assert not doctor(None, lambda _: None, ready.machine)


@pytest.mark.parametrize(
    "folder", [r"Microsoft/WindowsApps", "Packages/PythonSoftwareFoundation.Python.3.11_qbz5n2"]
)
def test_the_python_of_the_store_cannot_be_started(ready, folder):
    store = replace(ready.machine, prefixes=(ready.home / "venv", ready.home / folder))
    found = [it for it in examine(store, ready.startup) if it.state is State.PROBLEM]
    (finding,) = found
    assert "Microsoft Store" in finding.found
    assert "python.org" in finding.remedy


def test_pywin32_that_cannot_be_imported(ready):
    ready.lacking["win32com.client"] = "DLL load failed while importing win32api"
    line = only(ready, State.PROBLEM)
    assert "pywin32 does not work here (DLL load failed" in line
    assert "--force-reinstall pywin32" in line


def test_the_library_in_the_bits_of_excel_is_missing(ready, program):
    ready.excel.write_bytes(program(32))
    assert trouble(ready) == []
    ready.library(32).unlink()
    line = only(ready, State.PROBLEM)
    assert f"xlwings32-{xlwings_version()}.dll is missing from" in line
    assert "not pip --user" in line


def test_the_library_of_another_version_does_not_help(ready):
    ready.library(64).rename(ready.home / "venv" / "xlwings64-0.1.0.dll")
    assert "xlwings64-" in only(ready, State.PROBLEM)


def test_the_library_may_lie_beside_python_itself(ready):
    ready.library(64).rename(ready.python.parent / ready.library(64).name)
    assert trouble(ready) == []


def test_the_excel_of_the_store_is_noted(ready):
    ready.registry["HKLM", EXCEL_PATH] = {"": str(ready.home / "WindowsApps" / "EXCEL.EXE")}
    assert "Microsoft Store" in only(ready, State.NOTE)


def test_no_excel_is_noted(ready):
    ready.registry.clear()
    assert "Excel was not found" in only(ready, State.NOTE)


def test_an_add_in_never_installed(windows):
    lines = [str(finding) for finding in trouble(windows)]
    assert any(f"the add-in is not in {windows.startup}" in line for line in lines)
    assert any("has not been told which Python" in line for line in lines)


def test_an_add_in_that_has_vanished_since_points_at_the_antivirus_program(ready):
    ready.add_in.unlink()
    assert "the antivirus program may have taken it away" in only(ready, State.PROBLEM)


def test_an_add_in_of_another_version_is_named(ready):
    parts = {}
    with zipfile.ZipFile(ready.add_in) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name).replace(f">{__version__}<".encode(), b">0.0.9<")
    with zipfile.ZipFile(ready.add_in, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    line = only(ready, State.PROBLEM)
    assert f"is passivefolio 0.0.9 with xlwings {xlwings_version()}, here is" in line
    assert "passivefolio install excel" in line


def test_an_add_in_of_this_version_that_was_changed(ready):
    with zipfile.ZipFile(ready.add_in, "a") as archive:
        archive.writestr("xl/other.xml", "<other/>")
    assert f"is not what passivefolio {__version__} with xlwings" in only(ready, State.PROBLEM)


def test_a_damaged_add_in(ready):
    ready.add_in.write_bytes(ready.add_in.read_bytes()[:1000])
    assert "passivefolio.xlam is damaged" in only(ready, State.PROBLEM)


def test_a_file_from_the_internet_is_blocked(ready):
    (ready.startup / "passivefolio.xlam:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")
    assert "came from the internet" in only(ready, State.PROBLEM)


@pytest.mark.parametrize("place", ["AddIns", "AltStartup", "Office16"])
def test_a_second_copy_is_found_wherever_excel_looks(ready, place):
    folder = {
        "AddIns": ready.startup.parent.parent / "AddIns",
        "AltStartup": ready.home / "alt",
        "Office16": ready.excel.parent / "XLSTART",
    }[place]
    folder.mkdir(parents=True)
    (folder / "passivefolio.xlam").touch()
    ready.registry["HKCU", rf"{EXCEL_KEY}\Options"] = {"AltStartup": str(ready.home / "alt")}
    line = only(ready, State.PROBLEM)
    assert f"a second copy of the add-in: {folder / 'passivefolio.xlam'}" in line


def test_the_list_of_add_ins_must_not_name_it_too(ready):
    ready.registry["HKCU", rf"{EXCEL_KEY}\Options"] = {
        "OPEN": '/R "C:\\other\\solver.xlam"',
        "OPEN1": '/R "C:\\mine\\Passivefolio.xlam"',
    }
    assert "from its list of add-ins" in only(ready, State.PROBLEM)


def test_an_add_in_disabled_after_a_crash(ready):
    item = b"\x01\0\0\0" + r"c:\users\me\xlstart\passivefolio.xlam".encode("utf-16-le")
    ready.registry["HKCU", rf"{EXCEL_KEY}\Resiliency\DisabledItems"] = {"1A2B": item}
    assert "Disabled Items" in only(ready, State.PROBLEM)


def test_a_python_that_has_moved(ready):
    ready.settings.write_text('"INTERPRETER_WIN","C:\\gone\\python.exe"\n')
    assert r"C:\gone\python.exe, which is not there" in only(ready, State.PROBLEM)


def test_another_python_is_noted(ready):
    other = ready.home / "other.exe"
    other.touch()
    ready.settings.write_text(f'"INTERPRETER_WIN","{other}"\n')
    assert "Excel starts another Python" in only(ready, State.NOTE)


def test_settings_that_cannot_be_read(ready):
    ready.settings.unlink()
    ready.settings.mkdir()
    assert "cannot be read" in "\n".join(map(str, trouble(ready)))


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"DisableAllAddins": 1}, "load no add-ins"),
        ({"RequireAddinSig": 1}, "signed add-ins only"),
    ],
)
def test_settings_of_the_trust_center(ready, setting, words):
    security(ready, **setting)
    assert words in only(ready, State.PROBLEM)
    ready.registry.pop(("HKCU", rf"{EXCEL_POLICY}\Security"))
    ready.registry["HKCU", rf"{EXCEL_KEY}\Security"] = setting
    assert words in only(ready, State.PROBLEM)


def test_a_policy_goes_before_the_choice_of_the_user(ready):
    ready.registry["HKCU", rf"{EXCEL_KEY}\Security"] = {"RequireAddinSig": 1}
    security(ready, RequireAddinSig=0)
    assert trouble(ready) == []


def test_folders_that_are_not_trusted(ready):
    key = rf"{EXCEL_POLICY}\Security\Trusted Locations"
    ready.registry["HKCU", key] = {"AllLocationsDisabled": 1}
    assert "trust no folder" in only(ready, State.PROBLEM)


@pytest.mark.parametrize("root", ["HKCU", "HKLM"])
def test_macros_switched_off_in_all_of_office(ready, root):
    ready.registry[root, r"Software\Policies\Microsoft\Office\16.0\Common"] = {"VbaOff": 1}
    assert "switched off in all of Office" in only(ready, State.PROBLEM)


def test_macros_that_do_not_run_in_workbooks_are_noted(ready):
    security(ready, VBAWarnings=4)
    assert "the Refresh button on a sheet does nothing" in only(ready, State.NOTE)


def test_a_python_in_onedrive_is_noted(ready):
    ready.environment["OneDrive"] = str(ready.home / "venv")
    assert "lies in OneDrive" in only(ready, State.NOTE)


def test_the_bits_of_a_file_that_is_no_program_are_unknown(tmp_path):
    assert bits(tmp_path / "none.exe") is None
    (tmp_path / "text.exe").write_bytes(b"MZ")
    assert bits(tmp_path / "text.exe") is None


def test_on_a_mac_the_doctor_looks_at_the_buttons(mac):
    lines = []
    assert not doctor(None, lines.append, mac)
    assert "applescript is missing" in lines[0]
    mac.python.parent.mkdir(parents=True)
    mac.python.touch()
    install(None, lambda _: None, mac)
    lines.clear()
    assert doctor(None, lines.append, mac)
    assert len(lines) == 2


def test_a_folder_filled_elsewhere_can_be_looked_at(linux, tmp_path):
    assert not doctor(tmp_path, lambda _: None, linux)
    install(tmp_path, lambda _: None, linux)
    assert doctor(tmp_path, lambda _: None, linux)
