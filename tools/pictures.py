"""Pictures of the built templates; ``make pictures`` runs this.

The page Results of each goes to docs/pictures/, and small beside the template, where
``passivefolio new`` points at it. With a folder as argument all pages of all templates go there
instead, and again in grey, to be looked at.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from passivefolio.workbooks.templates import TEMPLATES, built_templates

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
DOTS_PER_INCH, THUMBNAIL_WIDTH = 100, 360
SECONDS = 180


def run(*command: object) -> str:
    """Run a program; gives what it prints."""
    words = [str(word) for word in command]
    done = subprocess.run(words, check=True, capture_output=True, text=True, timeout=SECONDS)
    return done.stdout


def printed(template: Path, folder: Path) -> Path:
    """The template as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, template)
    return folder / f"{template.stem}.pdf"


def page_of(document: Path, sheet: str) -> int:
    """The first page of a sheet: its name stands there by itself, as the title and below."""
    pages = run("pdftotext", "-layout", document, "-").split("\f")
    for number, page in enumerate(pages, start=1):
        if any(line.strip() == sheet for line in page.splitlines()):
            return number
    raise LookupError(f"{document} has no page {sheet}")


def picture_results(template: Path, folder: Path) -> None:
    """The page Results, for the guide and as a thumbnail."""
    document = printed(template, folder)
    page = page_of(document, "Results")
    one = ("pdftoppm", "-png", "-singlefile", "-f", page, "-l", page)
    run(*one, "-r", DOTS_PER_INCH, document, PICTURES / f"{template.stem}-results")
    small = ("-scale-to-x", THUMBNAIL_WIDTH, "-scale-to-y", -1)
    run(*one, *small, document, template.with_suffix(""))


def picture_all_pages(template: Path, target: Path, folder: Path) -> None:
    """Every page, in colour and in grey."""
    document = printed(template, folder)
    run("pdftoppm", "-png", "-r", DOTS_PER_INCH, document, target / template.stem)
    run(
        "pdftoppm", "-gray", "-png", "-r", DOTS_PER_INCH, document, target / f"{template.stem}-grey"
    )


if __name__ == "__main__":
    looking = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    (looking or PICTURES).mkdir(parents=True, exist_ok=True)
    for listed in TEMPLATES:
        built = built_templates() / f"{listed.name}.xlsx"
        with tempfile.TemporaryDirectory() as work:
            if looking:
                picture_all_pages(built, looking, Path(work))
            else:
                picture_results(built, Path(work))
