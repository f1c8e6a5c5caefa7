"""What Refresh does: data, calculation, report, stamp; and nothing at all when it fails."""

import datetime
import shutil
from importlib.resources import files

import pytest

from passivefolio.data import SAMPLE, SAMPLE_COLUMNS
from passivefolio.errors import DataProblem, FileProblem
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.refreshing import refresh
from passivefolio.version import __version__
from passivefolio.workbooks.templates import built_templates

NOON = datetime.datetime(2026, 5, 1, 12, 0, 30)
HEAD = "Date,Market index fund,US Treasuries,Money market\n"


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.xlsx"
    shutil.copyfile(built_templates() / "allocation_60_30_10.xlsx", path)
    return path


def refreshed(path, now=NOON):
    book = HeadlessBook(path)
    done = refresh(book, path.parent, now, lambda _: None)
    book.save()
    return book, done


def with_source(path, source):
    book = HeadlessBook(path)
    book.write("data_source", [[source]])
    book.save()


def months(count):
    for month in range(count):
        year, place = divmod(month, 12)
        yield f"{2000 + year}-{place + 1:02}-01,{0.01 * (-1) ** month},0.002,0.001\n"


def test_the_first_refresh_stamps_and_the_second_changes_no_byte(mine):
    book, _ = refreshed(mine)
    assert book.read("refreshed_at") == [[pytest.approx(46143.5)]]  # 2026-05-01 12:00
    assert book.read("refreshed_by") == [[f"passivefolio {__version__}"]]
    first = mine.read_bytes()
    refreshed(mine, NOON + datetime.timedelta(hours=1))
    assert mine.read_bytes() == first


def test_a_change_of_an_input_brings_a_new_stamp(mine):
    refreshed(mine)
    book = HeadlessBook(mine)
    book.write("A", [[4]])
    book.save()
    book, done = refreshed(mine, NOON + datetime.timedelta(days=1))
    assert book.read("refreshed_at") == [[pytest.approx(46144.5)]]
    assert done.periods is None


def test_own_data_replace_the_history(mine):
    (mine.parent / "own.csv").write_text(HEAD + "".join(months(24)))
    with_source(mine, "own.csv")
    book, done = refreshed(mine)
    assert done.periods == 24
    assert book.read("history")[23] == [37226.0, -0.01, 0.002, 0.001]  # 2001-12-01
    assert book.read("history")[24] == [None] * 4
    assert book.read("periods") == [[24.0]]
    assert done.problems == ()
    first = mine.read_bytes()
    refreshed(mine, NOON + datetime.timedelta(hours=1))
    assert mine.read_bytes() == first


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "no column called Date"),
        (HEAD.replace("Money market", "Cash"), "no column 'Money market'"),
        (HEAD + "".join(months(601)), "has 601 periods, the sheet Data has room for 600"),
        (HEAD + "2000-01-31,1 %,0,0\n", "which is no number"),
        (HEAD + "2000-02-29,0,0,0\n2000-01-31,0,0,0\n", "the oldest must come first"),
    ],
)
def test_data_that_cannot_be_used_change_nothing(mine, content, sentence):
    (mine.parent / "own.csv").write_text(content)
    with_source(mine, "own.csv")
    before = mine.read_bytes()
    with pytest.raises(DataProblem, match=sentence):
        refreshed(mine)
    assert mine.read_bytes() == before


def test_a_source_that_is_not_there_changes_nothing(mine):
    with_source(mine, "none.csv")
    before = mine.read_bytes()
    with pytest.raises(FileProblem, match="does not exist"):
        refreshed(mine)
    assert mine.read_bytes() == before


def test_the_columns_of_a_file_are_found_by_the_head_row(mine):
    sample = files("passivefolio.data").joinpath(SAMPLE).read_text(encoding="utf-8")
    (mine.parent / SAMPLE).write_text(sample, encoding="utf-8")
    with_source(mine, SAMPLE)
    with pytest.raises(DataProblem, match="has no column 'Market index fund'"):
        refreshed(mine)
    before = HeadlessBook(mine).read("history")
    for column, head in zip(SAMPLE_COLUMNS, HEAD.strip().split(",")[1:], strict=True):
        sample = sample.replace(column, head)
    (mine.parent / SAMPLE).write_text(sample, encoding="utf-8")
    book, done = refreshed(mine)
    assert done.periods == 326
    assert book.read("history") == before


def test_problems_are_reported_line_by_line(mine):
    book = HeadlessBook(mine)
    book.write("weights", [[0.6], [0.3], [0.05]])
    book.save()
    book, done = refreshed(mine)
    report = [row[0] for row in book.read("refresh_report")]
    assert report[0] == "Not so: The target weights add up to 100 %. They add up to 95.0%."
    assert (
        "Results!C11, like 7 more, shows #VALUE!: PORTFOLIO_RETURN: weights sum to 0.95, expected 1"
    ) in report
    assert report[len(done.problems) - 1].endswith("more cells show errors because of these")
    assert report[len(done.problems)] is None
    book.write("weights", [[0.6], [0.3], [0.1]])
    book.save()
    book, done = refreshed(mine)
    assert [row[0] for row in book.read("refresh_report")][:2] == ["All checks passed.", None]


def test_any_other_workbook_is_just_calculated(tmp_path):
    import xlsxwriter

    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_formula("A1", "=UTILITY(0.08,0.15,3)")
        sheet.write_formula("A2", "=UTILITY(0.08,-0.15,3)")
    _, done = refreshed(path)
    assert done.calculated.changed == ("Sheet1!A1", "Sheet1!A2")
    assert done.problems == ("Sheet1!A2 shows #NUM!: UTILITY: sd must not be negative, got -0.15",)


def test_an_index_into_a_list_of_ours_passes_its_error_on(tmp_path):
    import xlsxwriter

    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_formula("A1", "=INDEX(UTILITY_RANK({0.1;0.2},{0.1;0.1},3),2)")
        sheet.write_formula("A2", "=INDEX(UTILITY_RANK({0.1;0.2},{-0.1;0.1},3),2)")
    _, done = refreshed(path)
    assert done.problems == (
        "Sheet1!A2 shows #NUM!: UTILITY_RANK: sd number 1 must not be negative, got -0.1",
    )
