"""Render the pages of the built templates into docs/pictures/; ``make pictures`` runs this."""

import subprocess
import tempfile
from pathlib import Path

from passivefolio.workbooks.templates import TEMPLATES, built_templates

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
PAGES = {"start": 1, "inputs": 2, "results": 3, "workings": 4}
DOTS_PER_INCH = 100
SECONDS = 120


def render(template: Path, folder: Path) -> None:
    """Print a template by LibreOffice and keep a picture of each of its pages."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(folder), str(template)),
        ],
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )
    for name, page in PAGES.items():
        subprocess.run(
            [
                *("pdftoppm", "-png", "-singlefile", "-r", str(DOTS_PER_INCH)),
                *("-f", str(page), "-l", str(page)),
                str(folder / f"{template.stem}.pdf"),
                str(PICTURES / f"{template.stem}-{name}"),
            ],
            check=True,
            timeout=SECONDS,
        )


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    for listed in TEMPLATES:
        with tempfile.TemporaryDirectory() as work:
            render(built_templates() / f"{listed.name}.xlsx", Path(work))
