"""A LibreOffice with the extension, in a profile of its own."""

from collections.abc import Iterator
from pathlib import Path

import numpy
import pytest

from passivefolio.hosts.libreoffice import extension, office

REQUESTS = Path(__file__).with_name("requests.py")
SITE = Path(numpy.__file__).parents[1]


@pytest.fixture(scope="session")
def installed() -> office.Installed:
    """The LibreOffice of this machine."""
    return office.find()


@pytest.fixture(scope="session")
def profile(installed, tmp_path_factory) -> Path:
    """A profile with the extension in it; copy it to have one of your own."""
    folder = tmp_path_factory.mktemp("libreoffice")
    package = folder / extension.FILE_NAME
    extension.build(package, site=SITE)
    with office.running(installed, folder / "profile", [office.MANAGER]) as session:
        session.ask("add", str(package))
    return folder / "profile"


@pytest.fixture(scope="session")
def calc(installed, profile) -> Iterator[office.Session]:
    """A running LibreOffice with the extension; ``calc.ask(name, ...)`` calls ``requests.py``."""
    with office.running(installed, profile, [office.MANAGER, REQUESTS]) as session:
        yield session
