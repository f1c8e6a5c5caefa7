"""What LibreOffice writes down about us in the user's profile."""

import re
import shutil
import tempfile
from pathlib import Path

ITEM = re.compile(r"<item oor:path=\"([^\"]*)\">.*?</item>\n?", re.DOTALL)


def forget(profile: Path, extension: str) -> None:
    """Take out what it remembers of the menu and toolbar of an extension that is gone."""
    path = profile / "user" / "registrymodifications.xcu"
    if not path.is_file():
        return
    text = path.read_bytes().decode("utf-8")
    kept = ITEM.sub(lambda item: "" if extension in item[1] else item[0], text)
    if kept == text:
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(kept.encode("utf-8"))
    shutil.copymode(path, file.name)
    Path(file.name).replace(path)
