"""Refresh in an open workbook: data, calculation, report, stamp; one step to undo."""

import datetime
import shutil
from itertools import chain

import pytest

from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.hosts.libreoffice.session import OfficeProblem
from passivefolio.refreshing import refresh
from passivefolio.version import __version__
from passivefolio.workbooks.templates import built_templates

pytestmark = pytest.mark.libreoffice
HEAD = "Date,Market index fund,US Treasuries,Money market\n"
ROWS = [f"{2000 + month // 12}-{month % 12 + 1:02}-01,0.01,0.002,0.001" for month in range(30)]


@pytest.fixture
def mine(commands, tmp_path):
    """The 60/30/10 workbook, open; its path."""
    path = tmp_path / "mine.xlsx"
    shutil.copyfile(built_templates() / "allocation_60_30_10.xlsx", path)
    commands("open_book", str(path))
    yield path
    commands("close_book")


def with_source(commands, mine, text, name="data.csv"):
    (mine.parent / name).write_text(text)
    commands("write", "data_source", [[name]])
    commands("modified", False)


def test_the_first_refresh_reports_and_stamps(commands, mine):
    assert not commands("modified")
    _, periods, problems, _ = commands("refresh")
    assert (periods, problems) == (None, [])
    assert commands("read", "refresh_report")[0] == ["All checks passed."]
    ((stamp,),) = commands("read", "refreshed_at")
    now = (datetime.datetime.now() - datetime.datetime(1899, 12, 30)).total_seconds() / 86400
    assert now - 10 / 1440 < stamp <= now
    assert commands("read", "refreshed_by") == [[f"passivefolio {__version__}"]]
    assert commands("modified")


def test_a_second_refresh_changes_nothing_and_leaves_nothing_to_save(commands, mine):
    commands("refresh")
    commands("save")
    assert not commands("modified")
    before = commands("everything")
    changed, _, _, words = commands("refresh")
    assert changed == []
    assert words == "No new values. All checks passed."
    assert commands("everything") == before
    assert not commands("modified")


def test_refresh_finds_what_the_refresh_without_libreoffice_finds(commands, mine):
    with_source(commands, mine, HEAD + "\n".join(ROWS))
    _, periods, problems, _ = commands("refresh")
    book = HeadlessBook(shutil.copyfile(mine, mine.with_name("other.xlsx")))
    book.write("data_source", [["data.csv"]])
    done = refresh(book, mine.parent, None, lambda _: None)
    assert (periods, tuple(problems)) == (done.periods, done.problems)
    for name in ("history", "checks", "er", "sd", "worth", "sd_in_history", "deepest_fall"):
        theirs, ours = book.read(name), commands("read", name)
        for left, right in zip(chain(*ours), chain(*theirs), strict=True):
            assert left == (pytest.approx(right, rel=1e-12) if isinstance(right, float) else right)


def test_a_data_source_replaces_the_history_and_the_figures_follow(commands, mine):
    with_source(commands, mine, HEAD + "\n".join(ROWS))
    changed, periods, _, words = commands("refresh")
    assert periods == 30
    assert "Results!D11" in changed
    assert words.startswith(f"{len(changed)} new values, 30 periods loaded.")
    history = commands("read", "history")
    assert history[29] == [37408, 0.01, 0.002, 0.001]  # 2002-06-01
    assert history[30] == [None] * 4


def test_refresh_is_one_step_to_undo(commands, mine):
    with_source(commands, mine, HEAD + "\n".join(ROWS))
    before = commands("everything")
    steps = commands("undoable")
    commands("refresh")
    assert commands("undoable") == ["Refresh", *steps]
    assert commands("undo") == steps
    assert commands("everything") == before


def test_protected_sheets_stay_protected(commands, mine):
    before = commands("protected")
    assert "Checks" in before
    with_source(commands, mine, HEAD + "\n".join(ROWS))
    commands("refresh")
    commands("write", "data_source", [[None]])
    commands("refresh")
    assert commands("protected") == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + "2000-01-01,0.01,much,0.001", "US Treasuries is 'much', which is no number"),
        (HEAD, "has no rows of data"),
        ("a,b\n1,2", "no column called Date"),
    ],
)
def test_a_refresh_that_fails_says_why_and_changes_nothing(commands, mine, text, sentence):
    with_source(commands, mine, text)
    before, steps = commands("everything"), commands("undoable")
    with pytest.raises(OfficeProblem, match=sentence):
        commands("refresh")
    assert commands("everything") == before
    assert commands("undoable") == steps
    assert not commands("modified")
    assert commands("automatic")


def test_a_failure_half_way_takes_back_what_was_written(commands, mine):
    commands("write", "refresh_report", [[f"line {line}"] for line in range(5)])
    with_source(commands, mine, HEAD + "\n".join(ROWS))
    commands("protect", "Checks", "secret")  # so that lines of the report cannot be emptied
    before, steps = commands("everything"), commands("undoable")
    with pytest.raises(OfficeProblem, match="Checks is protected by a password"):
        commands("refresh")
    assert commands("everything") == before
    assert commands("undoable") == steps


def test_an_error_is_told_with_its_sentence_and_its_followers_are_counted(commands, mine):
    commands("add_sheet", "Own")
    commands("put", "Own.A1", [["=UTILITY(0.1;-0.2;3)", "=A1*2", "=B1+1"], ["=1/0"]])
    _, _, problems, words = commands("refresh")
    assert problems == [
        "Own!A1 shows #NUM!: UTILITY: sd must not be negative, got -0.2",
        "Own!A2 shows #DIV/0!: the formula divides by zero or by an empty cell",
        "2 more cells show errors because of these",
    ]
    assert [row[0] for row in commands("read", "refresh_report")[:3]] == problems
    assert problems[0] in words


def test_an_error_inside_a_range_is_told_where_it_arises(commands, mine):
    commands("add_sheet", "Own")
    commands("put", "Own.A1", [[0.1], ["=NA()"], [0.3], ["=SHARPE_RATIO(A1:A3)"]])
    _, _, problems, _ = commands("refresh")
    assert problems == [
        "Own!A2 shows #N/A: a value the formula looks for is not there",
        "1 more cells show errors because of these",
    ]


def test_the_errors_of_an_array_formula_are_told_once(commands, mine):
    commands("add_sheet", "Own")
    commands("put_array", "Own.A1:A3", "=UTILITY(0.1;{-0.1|-0.2|-0.3};3)")
    _, _, problems, _ = commands("refresh")
    assert problems == ["Own!A1 shows #NUM!: UTILITY: sd must not be negative, got -0.1"]


def test_a_workbook_of_ones_own_is_calculated_and_gets_no_report(commands):
    commands("open_book")
    commands("put", "A1", [["=UTILITY(0.1;0.2;3)"]])
    commands("modified", False)
    assert commands("refresh")[3] == "No new values. All checks passed."
    assert not commands("modified")
    commands("close_book")


def test_a_workbook_opened_for_reading_is_left_alone(commands, mine):
    commands("open_book", str(mine), True)
    with pytest.raises(OfficeProblem, match="open for reading only"):
        commands("refresh")


def test_calculation_by_hand_stays_so(commands, mine):
    commands("automatic", False)
    commands("refresh")
    assert not commands("automatic")
