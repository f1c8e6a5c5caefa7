"""The pages of the documentation as the tests read them: formulas and what they give, commands."""

import os
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.templates import built_templates

ROOT = Path(__file__).parents[2]
FORMULA = re.compile(r"`(=[^`]+)`")
FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SCRATCH_ROW = 5000


def pages() -> list[Path]:
    """The README and all pages written by hand."""
    generated = ROOT / "docs" / "reference"
    built = ROOT / "docs" / "_build"
    found = sorted((ROOT / "docs").rglob("*.md"))
    return [
        ROOT / "README.md",
        *(p for p in found if not p.is_relative_to(generated) and not p.is_relative_to(built)),
    ]


@dataclass(frozen=True, slots=True)
class Claim:
    """A formula on a page, and what the cell beside it says it gives (None: only that it works)."""

    page: str
    formula: str
    gives: str | None


def claims(page: Path) -> list[Claim]:
    """The formulas of a page outside its blocks of code."""
    found = []
    for line in FENCE.sub("", page.read_text(encoding="utf-8")).splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        for place, cell in enumerate(cells):
            formulas = FORMULA.findall(cell.replace("\\|", "|"))
            alone = len(formulas) == 1 and cell == f"`{formulas[0]}`" and line.startswith("|")
            gives = cells[place + 1] if alone and place + 1 < len(cells) else None
            found += [Claim(page.name, formula, gives) for formula in formulas]
    return found


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of code in one language."""
    text = page.read_text(encoding="utf-8")
    return [code for kind, code in FENCE.findall(text) if kind == language]


def calculated(formulas: list[str], folder: Path) -> list[Any]:
    """The values of formulas typed into the 60/30/10 workbook, each in a cell of its own."""
    book = folder / "typed.xlsx"
    _type_in(built_templates() / "allocation_60_30_10.xlsx", book, formulas)
    opened = HeadlessBook(book)
    opened.recalculate(lambda text: None)
    opened.save()
    sheet = openpyxl.load_workbook(book, data_only=True)["About"]
    return [sheet.cell(SCRATCH_ROW + place, 1).value for place in range(len(formulas))]


def _type_in(template: Path, book: Path, formulas: list[str]) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><f>{escape(formula.removeprefix("="))}</f></c></row>'
        for row, formula in enumerate(formulas, start=SCRATCH_ROW)
    )
    place = openpyxl.load_workbook(template, read_only=True).sheetnames.index("About") + 1
    part = f"xl/worksheets/sheet{place}.xml"
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(book, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == part:
                data = data.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            new.writestr(item, data)


def agrees(value: Any, shown: str) -> bool:
    """Whether a value, rounded as the page rounds it, is what the page says."""
    shown = shown.strip("`")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value).upper() == shown.upper() if isinstance(value, bool) else value == shown
    number = re.fullmatch(r"(-?[\d,]*\.?\d+)( ?%)?", shown)
    if number is None:
        return False
    digits = number[1].replace(",", "")
    decimals = len(digits.partition(".")[2])
    asked = value * (100 if number[2] else 1)
    return abs(asked - float(digits)) <= 0.5000001 * 10**-decimals


def printed(command: str, folder: Path) -> str:
    """What a command prints in a folder, typed in a terminal of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout
