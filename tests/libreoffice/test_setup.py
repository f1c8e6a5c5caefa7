"""Into LibreOffice and out of it again."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from passivefolio.hosts.libreoffice import extension, machine, packages, session, setup
from passivefolio.hosts.libreoffice.machine import Interpreter
from passivefolio.hosts.libreoffice.session import MANAGER, Office, OfficeProblem
from passivefolio.version import __version__

PROVED = "=UTILITY(0.22;0.34;3) in a cell shows 0.0466"


@pytest.fixture(scope="module")
def used(installed, tmp_path_factory):
    """A profile in which LibreOffice has been used."""
    folder = tmp_path_factory.mktemp("used") / "profile"
    for _ in range(2):
        with session.running(installed, folder, [MANAGER]) as asked:
            asked.ask("formula", "=1+1")
    return folder


@pytest.fixture
def own(profile, tmp_path):
    """A profile with the extension, to do with as one likes."""
    return shutil.copytree(profile, tmp_path / "profile")


def settings(profile):
    return (profile / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")


def naming_us(profile):
    files = (file for file in profile.rglob("*") if file.is_file())
    return [file for file in files if b"passivefolio" in file.read_bytes().lower()]


@pytest.mark.libreoffice
def test_what_install_adds_calculates_and_uninstall_takes_away_all_of_it(used, tmp_path):
    profile = shutil.copytree(used, tmp_path / "profile")
    told = []
    setup.install(profile, told.append)
    assert f"added passivefolio.oxt {__version__} to {profile}" in told
    assert PROVED in told
    told.clear()
    assert setup.doctor(profile, told.append)
    assert [line.split()[0] for line in told] == ["ok"] * 5
    assert told[-1].endswith(PROVED)
    setup.uninstall(profile, told.append)
    assert told[-1] == f"removed passivefolio.oxt from {profile}"
    assert naming_us(profile) == []
    assert settings(profile) == settings(used)


@pytest.mark.libreoffice
def test_install_works_in_an_activated_virtual_environment(used, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(Path(sys.prefix) / "bin"), prepend=os.pathsep)
    monkeypatch.setenv("VIRTUAL_ENV", sys.prefix)
    told = []
    setup.install(shutil.copytree(used, tmp_path / "profile"), told.append)
    assert PROVED in told


def test_another_python_is_not_led_to_ours(tmp_path):
    (tmp_path / "pyvenv.cfg").touch()
    path = os.pathsep.join([str(tmp_path / "bin"), "/usr/bin"])
    environment = {"PATH": path, "VIRTUAL_ENV": str(tmp_path), "LANG": "C"}
    outside = session.outside_our_python(environment)
    assert outside == {"PATH": "/usr/bin", "LANG": "C"}
    assert session.outside_our_python({}) == {}


@pytest.mark.libreoffice
def test_installing_again_replaces_what_is_there(own, installed):
    setup.install(own, lambda line: None)
    with session.running(installed, own, [MANAGER]) as asked:
        assert asked.ask("listed") == [["org.passivefolio", __version__, "passivefolio.oxt"]]


@pytest.mark.libreoffice
def test_uninstalling_what_is_not_there_says_so(used, tmp_path):
    told = []
    setup.uninstall(tmp_path / "nowhere", told.append)
    setup.uninstall(shutil.copytree(used, tmp_path / "profile"), told.append)
    assert told[0] == f"the add-in is not in LibreOffice; there is no {tmp_path / 'nowhere'}"
    assert told[1] == f"the add-in is not in {tmp_path / 'profile'}"


@pytest.mark.libreoffice
def test_doctor_says_when_the_add_in_is_missing(used, tmp_path):
    told = []
    assert not setup.doctor(tmp_path / "nowhere", told.append)
    assert told[-1].endswith("run: passivefolio install libreoffice")
    assert not (tmp_path / "nowhere").exists()
    assert not setup.doctor(shutil.copytree(used, tmp_path / "profile"), told.append)
    assert told[-1].startswith("problem  the add-in is not in")


@pytest.mark.libreoffice
def test_a_running_libreoffice_is_left_alone(own, installed):
    with session.running(installed, own, [MANAGER]) as theirs:
        for work in (setup.install, setup.uninstall):
            with pytest.raises(OfficeProblem, match="LibreOffice is running; close all its"):
                work(own, lambda line: None)
        told = []
        assert not setup.doctor(own, told.append)
        assert told[-1].startswith("problem  LibreOffice is running; close all its windows")
        assert theirs.ask("formula", "=1+1") == ["2", 2.0]


@pytest.mark.libreoffice
def test_a_running_libreoffice_without_a_lock_is_left_alone_too(own, installed):
    with session.running(installed, own, [MANAGER]) as theirs:
        (own / ".lock").unlink()
        with (
            pytest.raises(OfficeProblem, match="LibreOffice is running; close all its windows"),
            session.running(installed, own, [MANAGER]),
        ):
            pass
        assert theirs.ask("formula", "=1+1") == ["2", 2.0]


@pytest.fixture
def broken(own, tmp_path):
    """A profile whose extension finds a numpy that was built for another machine."""
    package = tmp_path / "broken" / "numpy"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise ImportError('built for another Python')\n")
    (methods,) = own.glob("user/uno_packages/cache/uno_packages/*/*/pythonpath/*/*/*/methods.json")
    methods.with_name("site.txt").write_text(str(package.parent), encoding="utf-8")
    return own


@pytest.mark.libreoffice
def test_a_broken_numpy_gives_a_readable_message_in_the_cell(broken, installed):
    with session.running(installed, broken, [MANAGER]) as asked:
        for formula in ("=UTILITY(0.22;0.34;3)", '=EXPLAIN("UTILITY")', "=WHY(B1)"):
            shown, _ = asked.ask("formula", formula)
            assert shown == (
                "#passivefolio: numpy cannot be used (built for another Python); "
                "run: passivefolio install libreoffice, then start LibreOffice again"
            )


@pytest.mark.libreoffice
def test_a_broken_numpy_is_told_by_doctor(broken):
    told = []
    assert not setup.doctor(broken, told.append)
    assert (
        "problem  numpy cannot be used (built for another Python); "
        "run: passivefolio install libreoffice" in told
    )
    assert told[-1].startswith("problem  the formula =UTILITY(0.22;0.34;3) in a cell shows")


@pytest.mark.libreoffice
def test_an_old_numpy_will_not_do(installed, tmp_path):
    (tmp_path / "numpy").mkdir()
    (tmp_path / "numpy" / "__init__.py").write_text(
        "__version__ = '1.26.4'\nclass linalg: inv = staticmethod(abs)\neye = abs\n"
    )
    python = machine.look_at(installed.python, tmp_path)
    assert (python.numpy, python.numpy_problem) == ("", "it is 1.26.4, needed is 2 or newer")


OFFICE = Office(Path("/opt/office/program/soffice"), Path("/opt/office/program/python"))
NEWER = Interpreter((3, 12, 4), 64, "", "", "No module named 'numpy'")


def test_an_old_python_is_refused(monkeypatch, tmp_path):
    old = Interpreter((3, 9, 18), 64, "", "1.26.0", "")
    monkeypatch.setattr(packages, "look_at", lambda *_: old)
    with pytest.raises(OfficeProblem, match=r"brings Python 3\.9\.18, passivefolio needs Python"):
        packages.home_of_numpy(OFFICE, tmp_path, print)


def test_its_own_numpy_comes_first_then_ours(monkeypatch, tmp_path):
    own = Interpreter((3, 12, 4), 64, "", "2.1.0", "")
    monkeypatch.setattr(packages, "look_at", lambda *_: own)
    assert packages.home_of_numpy(OFFICE, tmp_path, lambda line: None) is None
    ours = packages.our_packages()
    monkeypatch.setattr(packages, "look_at", lambda _, *sites: own if ours in sites else NEWER)
    assert packages.home_of_numpy(OFFICE, tmp_path, lambda line: None) == ours


def test_where_numpy_cannot_be_fetched_it_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setattr(packages, "look_at", lambda *_: NEWER)
    with pytest.raises(OfficeProblem) as raised:
        packages.home_of_numpy(OFFICE, tmp_path, print)
    assert "LibreOffice's Python 3.12.4 has no numpy" in str(raised.value)
    assert f'-m pip install --target "{packages.packages_folder(tmp_path)}" numpy' in str(
        raised.value
    )


def test_a_machine_without_libreoffice_is_told_so(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(machine, "PLACES", {"linux": ()})
    with pytest.raises(OfficeProblem, match="LibreOffice was not found; install it from"):
        machine.find_office()


def test_libreoffice_is_found_where_it_usually_lies(monkeypatch, tmp_path):
    program = tmp_path / "LibreOffice25" / "program" / "soffice"
    program.parent.mkdir(parents=True)
    program.touch()
    (program.parent / "python").touch()
    monkeypatch.setenv("PATH", "")
    places = (str(tmp_path / "LibreOffice*" / "program" / "soffice"),)
    monkeypatch.setattr(machine, "PLACES", {"linux": places})
    monkeypatch.setattr(machine, "look_at", lambda *_: NEWER)
    assert machine.find_office() == Office(program, program.parent / "python")


def test_a_libreoffice_without_python_is_told_what_it_lacks(monkeypatch):
    lacking = Interpreter((3, 11, 2), 64, "No module named 'uno'", "", "")
    monkeypatch.setattr(machine, "_programs", lambda: iter([OFFICE.soffice]))
    monkeypatch.setattr(machine, "_pythons", lambda _: iter([OFFICE.python]))
    monkeypatch.setattr(machine, "look_at", lambda *_: lacking)
    with pytest.raises(OfficeProblem, match="install its Python support: the package python3-uno"):
        machine.find_office()


def test_a_libreoffice_that_hangs_is_ended(monkeypatch, tmp_path):
    hanging = tmp_path / "soffice"
    hanging.write_text("#!/bin/sh\nsleep 100\n", encoding="utf-8")
    hanging.chmod(0o755)
    monkeypatch.setattr(session, "PATIENCE", 0.5)
    monkeypatch.setattr(session, "ENDING", 0.5)
    started = time.monotonic()
    with (
        pytest.raises(OfficeProblem, match=r"did not answer within 0\.5 seconds"),
        session.running(Office(hanging, hanging), tmp_path / "profile", [MANAGER]),
    ):
        pass
    assert time.monotonic() - started < 20
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert str(hanging) not in listed.stdout


def test_the_extension_is_the_same_bytes_every_time(tmp_path):
    for name in ("one.oxt", "two.oxt"):
        extension.build(tmp_path / name)
    assert (tmp_path / "one.oxt").read_bytes() == (tmp_path / "two.oxt").read_bytes()
