"""Refreshing workbooks: long ones, half of the formulas ours, and the templates."""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measure
import xlsxwriter
from startup import median

from passivefolio.workbooks.templates import built_templates

SIZES = (1_000, 10_000, 100_000)
RUNS = 3
PEAK = "import sys; from passivefolio.cli import main; main(['refresh', sys.argv[1]]); "
PEAK += "print(int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) // 1024)"
"""Linux alone tells the peak since the program began, without that of its parent."""


def build(path: Path, formulas: int) -> None:
    """A sheet with so many formulas and three that sum them up."""
    half = formulas // 2
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for row in range(half):
            sheet.write_number(row, 0, 0.01 + 0.0001 * (row % 900))
            sheet.write_number(row, 1, 0.05 + 0.0001 * (row % 1500))
            sheet.write_formula(row, 2, f"=UTILITY(A{row + 1},B{row + 1},3)")
            sheet.write_formula(
                row, 3, f"=IF(B{row + 1}>0.1,C{row + 1},SUM(A{row + 1}:B{row + 1}))"
            )
        sheet.write_formula(half, 2, f"=SUM(C1:C{half})")
        sheet.write_formula(half, 3, f"=AVERAGE(D1:D{half})")
        sheet.write_formula(half, 4, f"=MAX(C1:C{half})")


def report() -> str:
    """Seconds and peak memory of a refresh by number of formulas, and seconds by template."""
    return f"{_long()}\n\n{_templates()}"


def _long() -> str:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        for size in SIZES:
            build(path, size)
            fresh = path.read_bytes()
            times = []
            for _ in range(RUNS):
                path.write_bytes(fresh)
                started = time.perf_counter()
                command = [sys.executable, "-c", PEAK, str(path)]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                times.append(time.perf_counter() - started)
            peak = done.stdout.split()[-1]
            rows.append([f"{size + 3:,}", measure.shown(statistics.median(times)), f"{peak} MB"])
    return measure.table(["formulas", "whole process", "peak memory"], rows)


def _templates() -> str:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for template in sorted(built_templates().glob("*.xlsx")):
            path = Path(folder) / template.name
            shutil.copy(template, path)
            seconds = median([sys.executable, "-m", "passivefolio", "refresh", str(path)])
            rows.append([template.stem, measure.shown(seconds)])
    return measure.table(["template", "whole process"], rows)
