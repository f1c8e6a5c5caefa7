"""Pictures of the add-in in LibreOffice; ``make pictures`` runs this after tools/pictures.py.

The small ones of the templates, for the window New from Template, are cut from docs/pictures/; the
pictures of menu and windows are taken by the tests that click them, under a virtual screen.
"""

import os
import subprocess
import sys
from pathlib import Path

from passivefolio.workbooks.templates import TEMPLATES

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
THUMBNAILS = ROOT / "addin" / "passivefolio" / "hosts" / "libreoffice" / "pictures"
CLICKS = ROOT / "tests" / "libreoffice" / "test_menu_clicks.py"
TOP_OF_THE_PAGE = ("-trim", "+repage", "-gravity", "north", "-crop", "100%x48%+0+0", "+repage")
SECONDS = 600


def thumbnail(name: str) -> None:
    """The upper part of a template's page of results, small."""
    page = PICTURES / f"{name}-results.png"
    small = THUMBNAILS / f"{name}.png"
    look = ("-resize", "460x325", "-colors", "64", "-strip")
    command = ["convert", str(page), *TOP_OF_THE_PAGE, *look, f"PNG8:{small}"]
    subprocess.run(command, check=True, timeout=SECONDS)


def screenshots() -> None:
    """What the tests of the menu see as they click through it."""
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", str(CLICKS)],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PASSIVEFOLIO_PICTURES": str(PICTURES)},
        timeout=SECONDS,
    )


if __name__ == "__main__":
    THUMBNAILS.mkdir(exist_ok=True)
    for template in TEMPLATES:
        thumbnail(template.name)
    screenshots()
