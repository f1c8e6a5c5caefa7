"""A LibreOffice with the extension, in a profile of its own."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import passivefolio
from passivefolio.hosts.libreoffice import extension, machine, packages, session

SITE = packages.our_packages()
REQUESTS = Path(__file__).with_name("requests.py")
COMMANDS = Path(__file__).with_name("menu_requests.py")
ADDIN = Path(passivefolio.__file__).parents[1]


@pytest.fixture(scope="session")
def installed() -> session.Office:
    """The LibreOffice of this machine."""
    try:
        return machine.find_office()
    except session.OfficeProblem as problem:
        if os.environ.get("PASSIVEFOLIO_NO_SKIPS") == "1":
            raise
        pytest.skip(str(problem))


@pytest.fixture(scope="session")
def profile(installed, tmp_path_factory) -> Path:
    """A profile with the extension in it; copy it to have one of your own."""
    folder = tmp_path_factory.mktemp("libreoffice")
    package = folder / extension.FILE_NAME
    extension.build(package, packages.home_of_numpy(installed, folder / "profile", print))
    with session.running(installed, folder / "profile", [session.MANAGER]) as asked:
        asked.ask("add", str(package))
    return folder / "profile"


@pytest.fixture(scope="session")
def calc(installed, profile, tmp_path_factory) -> Iterator[session.Session]:
    """A running LibreOffice with the extension; ``calc.ask(name, ...)`` calls ``requests.py``."""
    own = shutil.copytree(profile, tmp_path_factory.mktemp("calc") / "profile")
    with session.running(installed, own, [session.MANAGER, REQUESTS]) as asked:
        yield asked


@pytest.fixture(scope="session")
def commands(installed, profile, tmp_path_factory) -> Iterator[Callable[..., Any]]:
    """A LibreOffice apart; ``commands(name, ...)`` calls ``menu_requests.py``."""
    own = tmp_path_factory.mktemp("commands") / "profile"
    shutil.copytree(profile, own, ignore=shutil.ignore_patterns(".lock"))
    with session.running(installed, own, [COMMANDS]) as asked:
        asked.ask("import_from", str(ADDIN), str(SITE))
        yield asked.ask
