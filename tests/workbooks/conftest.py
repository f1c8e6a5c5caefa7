"""What the tests of workbooks share: a blank book that is filled and calculated."""

import datetime

import pytest

from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.templates import new_workbook


@pytest.fixture(scope="session")
def blank_books(tmp_path_factory):
    """The path of a blank workbook, made once for each template."""
    folder = tmp_path_factory.mktemp("blank")
    made = {}

    def path_of(name):
        if name not in made:
            made[name] = folder / f"{name}.xlsx"
            new_workbook(name, made[name], blank=True)
        return made[name]

    return path_of


@pytest.fixture
def filled(blank_books):
    """A blank workbook with these cells filled in, calculated; it has no frozen cell."""

    def fill(name, **cells):
        book = HeadlessBook(blank_books(name))
        for area, rows in cells.items():
            book.write(area, rows if isinstance(rows, list) else [[rows]])
        calculated = book.recalculate()
        assert calculated.frozen == ()
        return book, [f"{note.where} {note.text}" for note in calculated.errors]

    return fill


@pytest.fixture
def dates():
    """Dates one after the other: month ends, or working days."""

    def of(count, daily=False):
        if daily:
            days = (datetime.date(2020, 1, 1) + datetime.timedelta(n) for n in range(2 * count))
            return [day for day in days if day.weekday() < 5][:count]
        firsts = ((1970 + n // 12, n % 12 + 1) for n in range(1, count + 1))
        return [datetime.date(*first, 1) - datetime.timedelta(1) for first in firsts]

    return of


@pytest.fixture
def failing():
    """The names of the checks of a book that do not hold, with what was found."""

    def of(book, names):
        return {
            name: found
            for name, (_, _, passed, found) in zip(names, book.read("checks"), strict=True)
            if passed is not True
        }

    return of
