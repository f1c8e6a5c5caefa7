"""The button Refresh on a sheet, as RunPython runs it on Windows and on a Mac."""

import datetime
import sys

import pytest
import xlwings

from passivefolio.hosts.excel import button
from passivefolio.hosts.excel.book import ExcelBook
from passivefolio.hosts.headless.book import HeadlessBook

NOON = datetime.datetime(2026, 5, 1, 12, 0, 30)


@pytest.fixture
def alerts(application):
    return application.alerts


@pytest.fixture
def on_a_mac(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")


def put(opened, name, value):
    opened.names[name].refers_to_range.api.Value2 = value


def test_a_press_refreshes_the_workbook_it_stands_in(pressed, alerts):
    put(pressed, "A", 4.0)
    button.press()
    ((words, title, mode),) = alerts
    assert words.endswith("new values. No problem was found.")
    assert (title, mode) == ("passivefolio", "info")
    assert isinstance(ExcelBook(pressed).read("refreshed_at")[0][0], float)


def test_a_press_that_fails_says_why_and_that_nothing_was_changed(pressed, alerts):
    put(pressed, "data_source", "missing.csv")
    before = ExcelBook(pressed).read("refresh_report")
    button.press()
    ((words, _, mode),) = alerts
    assert words.startswith("Nothing was changed: the data source")
    assert mode == "critical"
    assert ExcelBook(pressed).read("refresh_report") == before


def test_on_a_mac_the_file_is_saved_refreshed_and_opened_again(
    pressed, alerts, application, mine, on_a_mac
):
    put(pressed, "A", 4.0)
    button.press()
    ((words, _, mode),) = alerts
    assert (words.endswith("new values. No problem was found."), mode) == (True, "info")
    (again,) = application.Workbooks
    assert again is not pressed.api
    assert again.FullName == str(mine)
    file = HeadlessBook(mine)
    assert file.read("A") == [[4.0]]
    assert isinstance(file.read("refreshed_at")[0][0], float)
    assert file.recalculate().changed == ()
    assert application.StatusBar is False


def test_on_a_mac_a_failure_opens_the_file_as_it_was_saved(
    pressed, alerts, application, mine, on_a_mac
):
    put(pressed, "A", 4.0)
    put(pressed, "data_source", "missing.csv")
    button.press()
    ((words, _, mode),) = alerts
    assert "missing.csv does not exist" in words
    assert mode == "critical"
    (again,) = application.Workbooks
    assert xlwings.books.active.fullname == str(mine)
    assert HeadlessBook(mine).read("A") == [[4.0]]
    assert again.file.read("refreshed_by") == HeadlessBook(mine).read("refreshed_by")
