"""Refresh of an open workbook, over xlwings: what the file's own refresh does, or nothing."""

import datetime
import re
import shutil

import pytest

from passivefolio.errors import DataProblem, FileProblem
from passivefolio.hosts.excel.book import ExcelBook, refresh_in_excel
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.refreshing import refresh

NOON = datetime.datetime(2026, 5, 1, 12, 0, 30)
MANUAL = -4135
HEAD = "Date,Market index fund,US Treasuries,Money market\n"
AREAS = ("history", "refresh_report", "refreshed_at", "refreshed_by", "checks", "A", "weights")


def months(count):
    return "".join(
        f"{2000 + month // 12}-{month % 12 + 1:02}-01,{0.01 * (-1) ** month},0.002,0.001\n"
        for month in range(count)
    )


def values(opened):
    book = ExcelBook(opened)
    return {name: book.read(name) for name in AREAS if book.has(name)}


def settings(opened):
    return opened.app.api.settings()


def put(opened, name, value):
    opened.names[name].refers_to_range.api.Value2 = value


def test_a_refresh_in_excel_writes_what_the_refresh_of_the_file_writes(opened, mine):
    (mine.parent / "own.csv").write_text(HEAD + months(24))
    twin = mine.with_name("twin.xlsx")
    shutil.copyfile(mine, twin)
    book = HeadlessBook(twin)
    book.write("data_source", [["own.csv"]])
    book.write("A", [[4]])
    expected = refresh(book, twin.parent, NOON, lambda _: None)
    put(opened, "data_source", "own.csv")
    put(opened, "A", 4.0)
    done = refresh_in_excel(opened, NOON)
    assert (done.periods, done.problems) == (24, expected.problems)
    assert set(done.calculated.changed) == set(expected.calculated.changed)
    assert values(opened) == {name: book.read(name) for name in AREAS if book.has(name)}


def test_every_error_has_the_sentence_that_the_file_would_show(opened, mine):
    put(opened, "weights", ((0.5,), (0.3,), (0.1,)))
    twin = HeadlessBook(mine)
    twin.write("weights", [[0.5], [0.3], [0.1]])
    expected = refresh(twin, mine.parent, NOON, lambda _: None)
    done = refresh_in_excel(opened, NOON)
    assert done.problems == expected.problems
    told = r"Results!C\d+, like \d+ more, shows #VALUE!: PORTFOLIO_RETURN: weights sum to 0.9, .*"
    assert any(re.fullmatch(told, line) for line in done.problems)
    assert ExcelBook(opened).read("refresh_report")[0][0] == done.problems[0]


def test_errors_of_a_workbook_that_cannot_be_copied_mean_what_excel_says(opened, monkeypatch):
    put(opened, "weights", ((0.5,), (0.3,), (0.1,)))
    monkeypatch.setattr(type(opened.api), "SaveCopyAs", lambda self, path: 1 / 0)
    done = refresh_in_excel(opened, NOON)
    meaning = "#VALUE!: the formula meets text or a range where a number belongs"
    assert any(line.endswith(f"shows {meaning}") for line in done.problems)


def test_an_array_formula_tells_its_error_once(opened, monkeypatch):
    put(opened, "weights", ((0.5,), (0.3,), (0.1,)))
    monkeypatch.setattr(type(opened.api), "SaveCopyAs", lambda self, path: 1 / 0)
    area = type(opened.names["er"].refers_to_range.api)
    first = opened.names["er"].refers_to_range.api
    monkeypatch.setattr(area, "HasArray", True)
    monkeypatch.setattr(area, "CurrentArray", first, raising=False)
    places = [note.where for note in refresh_in_excel(opened, NOON).calculated.errors]
    assert [where for where in places if where.startswith("Results")] == [f"Results!C{first.Row}"]


def test_settings_are_quiet_during_the_work_and_as_before_afterwards(opened):
    opened.app.calculation = "semiautomatic"
    opened.app.enable_events = False
    opened.app.status_bar = "somebody else's words"
    before = settings(opened)
    refresh_in_excel(opened, NOON)
    seen = opened.app.api.seen
    assert (seen["Calculation"], seen["ScreenUpdating"], seen["EnableEvents"]) == (MANUAL, 0, 0)
    assert seen["StatusBar"] == "passivefolio: Calculating ..."
    assert settings(opened) == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "does not exist"),
        ("Date,Market index fund\n2000-01-01,0.01\n", "US Treasuries"),
        (HEAD + "2000-01-01,0.01,0.002,abc\n", "abc"),
    ],
)
def test_a_data_source_that_cannot_be_used_changes_nothing(opened, mine, content, sentence):
    if content is not None:
        (mine.parent / "own.csv").write_text(content)
    put(opened, "data_source", "own.csv")
    before, settled = values(opened), settings(opened)
    with pytest.raises((DataProblem, FileProblem), match=sentence):
        refresh_in_excel(opened, NOON)
    assert values(opened) == before
    assert settings(opened) == settled


def test_what_was_written_before_a_failure_is_put_back(opened, mine):
    (mine.parent / "own.csv").write_text(HEAD + months(24))
    put(opened, "data_source", "own.csv")
    before, settled = values(opened), settings(opened)
    opened.app.api.interrupted = True
    with pytest.raises(DataProblem, match="interrupted"):
        refresh_in_excel(opened, NOON)
    assert values(opened) == before
    assert settings(opened) == settled


def test_protected_sheets_are_as_protected_as_before(opened):
    sheets = {sheet.name: sheet.api for sheet in opened.sheets}
    before = {name: (api.ProtectContents, dict(api.permissions)) for name, api in sheets.items()}
    assert all(protected for protected, _ in before.values())
    put(opened, "A", 4.0)
    refresh_in_excel(opened, NOON)
    assert ExcelBook(opened).read("refreshed_at") == [[pytest.approx(46143.5)]]
    after = {name: (api.ProtectContents, dict(api.permissions)) for name, api in sheets.items()}
    assert after == before


def test_a_password_on_a_sheet_is_a_sentence_and_changes_nothing(opened):
    put(opened, "A", 4.0)
    opened.api.passwords["Start"] = "secret"
    before = values(opened)
    with pytest.raises(DataProblem, match="Start is protected by a password"):
        refresh_in_excel(opened, NOON)
    assert values(opened)["refresh_report"] == before["refresh_report"]
    assert opened.sheets["Start"].api.ProtectContents


@pytest.mark.parametrize("text", ["0012", "1e5", "'quoted' sheet!A1 shows #N/A", "=A1", "#N/A"])
def test_text_arrives_as_text_whatever_it_looks_like(opened, text):
    book = ExcelBook(opened)
    book.write("refresh_report", [[text]])
    assert book.read("refresh_report")[0] == [text]


def test_dates_blanks_and_truths_keep_their_sort(opened):
    book = ExcelBook(opened)
    book.write("history", [[datetime.date(2026, 5, 1), 0.1, None, True]])
    assert book.read("history")[:2] == [[46143.0, 0.1, None, True], [None] * 4]


def test_more_rows_than_an_area_has_are_refused(opened):
    with pytest.raises(DataProblem, match="has 1 rows and 1 columns, the data have 2 rows"):
        ExcelBook(opened).write("A", [[1], [2]])


def test_formulas_are_never_overwritten(opened):
    with pytest.raises(DataProblem, match="checks holds a formula"):
        ExcelBook(opened).write("checks", [["mine"]])


def test_a_book_never_saved_is_asked_to_be_saved(opened):
    opened.api.Path = ""
    with pytest.raises(FileProblem, match="has never been saved; save it first"):
        refresh_in_excel(opened, NOON)


def place_of(opened, name):
    area = opened.names[name].refers_to_range
    return area.sheet.name, (area.row, area.column)


@pytest.mark.parametrize("spills", [True, False], ids=["Excel 365", "Excel 2016"])
def test_functions_that_excel_did_not_know_are_entered_again_on_protected_sheets(opened, spills):
    expected = ExcelBook(opened).read("er")
    opened.app.api.spills = spills
    opened.api.unknown = {place_of(opened, name) for name in ("er", "sd")}
    done = refresh_in_excel(opened, NOON)
    assert opened.api.unknown == set()
    assert done.problems == ()
    assert ExcelBook(opened).read("er") == expected
    assert all(sheet.api.ProtectContents for sheet in opened.sheets)


def test_a_password_leaves_an_unknown_function_where_it_is_and_says_so(opened):
    sheet, place = place_of(opened, "er")
    opened.api.unknown = {(sheet, place)}
    opened.api.passwords[sheet] = "secret"
    done = refresh_in_excel(opened, NOON)
    assert opened.api.unknown == {(sheet, place)}
    assert any("#NAME?" in line for line in done.problems)
