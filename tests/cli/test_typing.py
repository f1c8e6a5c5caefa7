"""What people type, rightly and wrongly."""

import shutil

import pytest

from passivefolio.cli import COMMANDS, main
from passivefolio.workbooks.templates import new_workbook


def run(capsys, *arguments):
    try:
        code = main(list(arguments))
    except SystemExit as left:
        code = left.code
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "mine.xlsx"
    new_workbook("allocation_60_30_10", path, blank=False)
    return path


@pytest.fixture
def books(tmp_path, template, monkeypatch):
    """A folder to work in, with mine.xlsx in it and in its folders a and b."""
    monkeypatch.chdir(tmp_path)
    for folder in (".", "a", "b"):
        (tmp_path / folder).mkdir(exist_ok=True)
        shutil.copy(template, tmp_path / folder / "mine.xlsx")
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("refesh mine.xlsx", "there is no command refesh; did you mean refresh?"),
        ("REFRESH mine.xlsx", "there is no command REFRESH; did you mean refresh?"),
        (
            "mine.xlsx",
            "there is no command mine.xlsx; did you mean passivefolio refresh mine.xlsx?",
        ),
        ("xyz", f"there is no command xyz; there are {', '.join(COMMANDS)}"),
        ("refresh", "refresh needs FILE"),
        ("refresh --chek mine.xlsx", "there is no option --chek; did you mean --check?"),
        ("refresh mine.xlsx -o", "something is missing after -o or --output"),
        ("refresh mine.xlsx --jobs two", "a number of at least 1 is expected"),
        ("describe UTILITY BETA", "describe does not take BETA as well"),
        ("install Excel", "there is no program Excel; did you mean excel?"),
        ("install word", "there is no program word; there are excel, libreoffice"),
        ("build xlam", "build needs FILE"),
    ],
)
def test_what_is_not_understood_is_answered_with_one_sentence(capsys, typed, sentence):
    code, out, err = run(capsys, *typed.split())
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == f"passivefolio: {sentence}"
    assert err.splitlines()[1].endswith("--help shows how.")


@pytest.mark.parametrize("typed", [[], ["help"], ["--help"]])
def test_without_a_command_the_commands_are_shown(capsys, typed):
    code, out, _ = run(capsys, *typed)
    assert code == 0
    assert all(f"\n    {command}" in out for command in COMMANDS)


def test_help_of_a_command_is_shown(capsys):
    assert run(capsys, "help", "refresh")[1] == run(capsys, "refresh", "--help")[1]


def test_options_may_stand_between_the_files(capsys, books):
    code, out, _ = run(capsys, "refresh", "mine.xlsx", "--check", "a/mine.xlsx")
    assert code == 0
    assert [line.partition(":")[0] for line in out.splitlines()] == ["mine.xlsx", "a/mine.xlsx"]
    assert run(capsys, "new", "risk_profile", "--blank", "profile.xlsx")[0] == 0
    assert (books / "profile.xlsx").exists()


@pytest.mark.parametrize("command", [["refresh", ""], ["demo", " "], ["macros", ""]])
def test_an_empty_name_is_not_taken_for_this_folder(capsys, books, command):
    before = {path: path.read_bytes() for path in books.rglob("*.xlsx")}
    code, _, err = run(capsys, *command)
    assert code == 2
    assert "a name is empty" in err
    assert {path: path.read_bytes() for path in books.rglob("*.xlsx")} == before


def test_a_pattern_the_shell_leaves_stands_for_workbooks(capsys, books):
    (books / "a" / "notes.txt").write_text("no workbook")
    code, out, _ = run(capsys, "refresh", "a/*")
    assert code == 0
    assert [line.partition(":")[0] for line in out.splitlines()] == ["a/mine.xlsx"]
    code, _, err = run(capsys, "refresh", "*.xlsm")
    assert (code, err) == (1, "passivefolio: no workbook is called *.xlsm\n")


def test_a_workbook_named_twice_is_refreshed_once(capsys, books):
    _, out, _ = run(capsys, "refresh", "mine.xlsx", "./mine.xlsx", "a", "a/mine.xlsx")
    assert len(out.splitlines()) == 2


def test_several_workbooks_do_not_become_one(capsys, books):
    code, _, err = run(capsys, "refresh", "a", "b", "-o", "new")
    assert (code, err) == (
        1,
        "passivefolio: a/mine.xlsx and b/mine.xlsx would both become new/mine.xlsx; "
        "refresh them apart\n",
    )
    code, _, err = run(capsys, "refresh", "a", "-o", "new.xlsx")
    assert code == 1
    assert "new.xlsx cannot hold several workbooks; give the name of a folder" in err
    assert not (books / "new").exists()
    assert not (books / "new.xlsx").exists()


def test_a_function_without_brackets_is_shown_with_them(capsys):
    code, out, err = run(capsys, "calc", "=utility")
    assert (code, out) == (1, "")
    assert err.startswith("UTILITY takes its arguments in brackets, as in =UTILITY(")


def test_a_formula_the_shell_has_divided_is_put_together(capsys):
    assert run(capsys, "calc", "=UTILITY(8%,", "15%,", "3)")[:2] == (0, "0.04625\n")


def test_an_error_without_a_sentence_of_its_own_is_explained(capsys):
    code, _, err = run(capsys, "calc", "=SQRT(-1)")
    assert code == 1
    assert err.startswith("#NUM!: ")


def test_the_add_in_gets_the_name_its_program_expects(capsys, tmp_path):
    code, _, err = run(capsys, "build", "oxt", str(tmp_path / "addin.txt"))
    assert code == 1
    assert err.endswith("addin.txt should end in .oxt\n")


def test_demo_wants_a_folder(capsys, books):
    code, _, err = run(capsys, "demo", "mine.xlsx")
    assert (code, err) == (1, "passivefolio: mine.xlsx is a file; name a folder\n")
