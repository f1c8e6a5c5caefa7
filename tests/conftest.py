"""What all tests share: LibreOffice as oracle and renderer, in a profile of its own."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.load_profile("steady")

NO_SKIPS = os.environ.get("PASSIVEFOLIO_NO_SKIPS") == "1"


def pytest_collection_modifyitems(items):
    if NO_SKIPS or shutil.which("soffice"):
        return
    skip = pytest.mark.skip(reason="LibreOffice (soffice) is not installed")
    for item in items:
        if item.get_closest_marker("libreoffice"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def soffice_convert(tmp_path_factory) -> Callable[[Path, str, Path], Path]:
    """Convert a file by LibreOffice; the result is the new file in the given folder."""
    profile = tmp_path_factory.mktemp("soffice-profile")

    def convert(path: Path, kind: str, folder: Path) -> Path:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                str(folder),
                str(path),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        result = folder / f"{path.stem}.{kind.partition(':')[0]}"
        assert result.exists(), f"LibreOffice wrote no {result.name}"
        return result

    return convert
