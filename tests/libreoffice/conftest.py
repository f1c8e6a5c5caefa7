"""A LibreOffice with the extension, in a profile of its own."""

from collections.abc import Iterator
from pathlib import Path

import numpy
import pytest

from passivefolio.hosts.libreoffice import extension, session

REQUESTS = Path(__file__).with_name("requests.py")
SITE = Path(numpy.__file__).parents[1]


@pytest.fixture(scope="session")
def installed() -> session.Installed:
    """The LibreOffice of this machine."""
    return session.find()


@pytest.fixture(scope="session")
def profile(installed, tmp_path_factory) -> Path:
    """A profile with the extension in it; copy it to have one of your own."""
    folder = tmp_path_factory.mktemp("libreoffice")
    package = folder / extension.FILE_NAME
    extension.build(package, site=SITE)
    with session.running(installed, folder / "profile", [session.MANAGER]) as asked:
        asked.ask("add", str(package))
    return folder / "profile"


@pytest.fixture(scope="session")
def calc(installed, profile) -> Iterator[session.Session]:
    """A running LibreOffice with the extension; ``calc.ask(name, ...)`` calls ``requests.py``."""
    with session.running(installed, profile, [session.MANAGER, REQUESTS]) as asked:
        yield asked
