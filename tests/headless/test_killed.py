"""A refresh that is killed at any moment leaves the old file or the new one, whole."""

import os
import random
import shutil
import subprocess
import sys
import time

import xlsxwriter

RUNS = int(os.environ.get("PASSIVEFOLIO_KILLED_RUNS", "6"))


def build(path):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row in range(3000):
            sheet.write(row, 0, 0.01 * row)
            sheet.write_formula(row, 1, f"=UTILITY(A{row + 1},0.1,3)")


def command(path):
    return [sys.executable, "-m", "passivefolio", "refresh", str(path)]


def test_a_killed_refresh_damages_nothing(tmp_path):
    build(tmp_path / "old.xlsx")
    shutil.copy(tmp_path / "old.xlsx", tmp_path / "new.xlsx")
    started = time.monotonic()
    subprocess.run(command(tmp_path / "new.xlsx"), check=True, capture_output=True, timeout=120)
    whole = time.monotonic() - started
    old, new = ((tmp_path / name).read_bytes() for name in ("old.xlsx", "new.xlsx"))
    path = tmp_path / "book.xlsx"
    moments = random.Random(1)
    found = {"old": 0, "new": 0}
    for _ in range(RUNS):
        path.write_bytes(old)
        process = subprocess.Popen(
            command(path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(whole * moments.uniform(0.2, 1.1))
        process.kill()
        process.wait(timeout=60)
        now = path.read_bytes()
        assert now in (old, new)
        found["new" if now == new else "old"] += 1
        subprocess.run(command(path), check=True, capture_output=True, timeout=120)
        assert path.read_bytes() == new
    print(found)
