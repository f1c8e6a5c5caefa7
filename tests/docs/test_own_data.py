"""A reader who follows "Use your own data" gets a workbook of their own months, or the sentence."""

import calendar
import datetime
import re

import openpyxl
import pages
import pytest

from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.templates import new_workbook

PAGE = pages.ROOT / "docs" / "start" / "command-line.md"
MONTHS = 60


@pytest.fixture
def mine(tmp_path):
    """The workbook of the page, with the name of the reader's file in it."""
    path = tmp_path / "mine.xlsx"
    new_workbook("allocation_60_30_10", path, blank=False)
    book = HeadlessBook(path)
    book.write("data_source", [["returns.csv"]])
    book.save()
    return path


def returns():
    """The lines of the page's returns.csv, and so on for five years."""
    [shown] = [block for block in pages.blocks(PAGE, "text") if block.startswith("Date,")]
    head, *rows = shown.splitlines()
    first = datetime.date.fromisoformat(rows[0].split(",")[0])
    ends = []
    for month in range(MONTHS):
        year, number = first.year + month // 12, month % 12 + 1
        ends.append(datetime.date(year, number, calendar.monthrange(year, number)[1]))
    numbers = [row.split(",", 1)[1] for row in rows]
    lines = [f"{end},{numbers[place % len(rows)]}" for place, end in enumerate(ends)]
    assert lines[: len(rows)] == rows
    return [head, *lines]


def refreshed(path, lines):
    """What refresh prints once these lines are in the file beside the workbook."""
    (path.parent / "returns.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return pages.printed("passivefolio refresh mine.xlsx", path.parent).strip()


def said(beginning):
    """The line of the page that begins so."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    [line] = [line for line in lines if line.startswith(beginning)]
    return line


def results(path):
    sheet = openpyxl.load_workbook(path, data_only=True)["Results"]
    return {row[1].value: (row[2].value, row[3].value) for row in sheet.iter_rows(max_col=4)}


def test_own_months_are_loaded_and_the_history_follows(mine):
    before = results(mine)["Expected return"]
    printed = refreshed(mine, returns())
    assert re.sub(r"\d+ new", "N new", printed) == re.sub(
        r"\d+ new", "N new", said("mine.xlsx: 56 new values")
    )
    assumed, in_history = results(mine)["Expected return"]
    assert assumed == before[0]
    mean = sum(
        weight * float(cell)
        for line in returns()[1:]
        for weight, cell in zip((0.6, 0.3, 0.1), line.split(",")[1:], strict=True)
    )
    assert in_history == pytest.approx(12 * mean / MONTHS)


def test_a_text_among_the_numbers_is_refused_as_the_page_says(mine):
    before = mine.read_bytes()
    lines = returns()
    date, _, *rest = lines[18].split(",")
    lines[18] = ",".join([date, "n.a.", *rest])
    assert refreshed(mine, lines) == said("passivefolio: returns.csv, row 19")
    assert mine.read_bytes() == before
