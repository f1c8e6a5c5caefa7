"""What the buttons of the ribbon do, and the words they leave behind."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
import xlwings

from passivefolio.catalogue import FUNCTIONS
from passivefolio.catalogue.page import page
from passivefolio.errors import FileProblem, NotThere
from passivefolio.hosts.excel import actions
from passivefolio.hosts.excel.ribbon import GROUPS
from passivefolio.hosts.excel.server import MARK, act
from passivefolio.hosts.headless.book import HeadlessBook

NAME = "allocation_60_30_10"


@pytest.fixture
def documents(application, tmp_path):
    folder = tmp_path / "Documents"
    folder.mkdir()
    application.DefaultFilePath = str(folder)
    return folder


def put(opened, name, value):
    opened.names[name].refers_to_range.api.Value2 = value


def select(opened, name):
    opened.names[name].refers_to_range.select()


def test_every_button_of_the_ribbon_has_its_action():
    for buttons in GROUPS.values():
        for button in buttons:
            assert callable(getattr(actions, button.action)), button.label


def test_refresh_tells_that_all_is_well(pressed):
    assert actions.refresh() == "No new values. No problem was found."
    put(pressed, "A", 4.0)
    words = actions.refresh()
    assert words.endswith(" new values. No problem was found.")


def test_refresh_tells_what_was_found_as_far_as_a_message_box_goes(pressed):
    put(pressed, "weights", ((0.5,), (0.3,), (0.1,)))
    words = actions.refresh()
    assert "What was found (see the sheet Checks)" in words
    assert "Not so: The target weights add up to 100 %. They add up to 90.0%." in words
    assert len(words) < 1024
    assert words.endswith("\n...")


def test_a_refresh_that_fails_reaches_excel_as_a_marked_sentence(pressed, monkeypatch):
    put(pressed, "data_source", "missing.csv")
    ((words,),) = act(("refresh", ""))
    assert words.startswith(MARK)
    assert "missing.csv does not exist" in words


def test_a_new_workbook_lies_in_the_documents_and_is_opened(pressed, documents, template):
    words = actions.new_from_template(NAME)
    path = documents / "allocation_60_30_10.xlsx"
    assert path.read_bytes() == template.read_bytes()
    assert str(path) in words
    assert "No problem was found." in words
    assert xlwings.books.active.fullname == str(path)


def test_a_new_workbook_is_there_even_when_it_cannot_be_calculated(pressed, documents):
    pressed.app.api.interrupted = True
    words = actions.new_from_template(NAME)
    assert (documents / f"{NAME}.xlsx").exists()
    assert "as it could not be calculated: the calculation was interrupted" in words


def test_a_new_workbook_never_replaces_one(pressed, documents):
    (documents / "allocation_60_30_10.xlsx").write_text("precious")
    actions.new_from_template(NAME)
    assert (documents / "allocation_60_30_10.xlsx").read_text() == "precious"
    assert HeadlessBook(documents / "allocation_60_30_10 (2).xlsx").has("weights")


def test_a_new_workbook_has_not_the_name_of_an_open_one(pressed, documents, tmp_path, open_file):
    (tmp_path / "Allocation_60_30_10.xlsx").write_bytes((tmp_path / "mine.xlsx").read_bytes())
    open_file(tmp_path / "Allocation_60_30_10.xlsx")
    actions.new_from_template(NAME)
    assert [path.name for path in documents.iterdir()] == ["allocation_60_30_10 (2).xlsx"]


def test_a_folder_of_documents_that_is_gone_is_a_sentence(pressed, documents):
    documents.rmdir()
    with pytest.raises(FileProblem, match=r"there is no folder .*Documents"):
        actions.new_from_template(NAME)


def test_explain_tells_formula_arguments_answer_and_source(pressed):
    select(pressed, "er")
    words = actions.explain()
    for piece in (
        "Results!C",
        "=IF(inputs_ready,PORTFOLIO_RETURN(weights,expected_returns),",
        "weights = 3 rows: 0.6; 0.3; 0.1   from weights",
        "gives 0.063",
        "BKM, Investments",
    ):
        assert piece in words, (piece, words)
    assert len(words) < 1024


def test_explain_gives_the_sentence_of_an_error(pressed):
    put(pressed, "weights", ((0.5,), (0.3,), (0.1,)))
    actions.refresh()
    select(pressed, "er")
    words = actions.explain()
    assert "Why #VALUE!: PORTFOLIO_RETURN: weights sum to 0.9, expected 1." in words


@pytest.mark.parametrize("kind", ["array", "spill"])
def test_explain_of_a_cell_filled_from_another_explains_that_one(pressed, monkeypatch, kind):
    area = type(pressed.app.api.ActiveCell)
    origin = pressed.names["er"].refers_to_range.api
    if kind == "array":
        block = SimpleNamespace(Cells=lambda row, column: origin)
        monkeypatch.setattr(area, "HasArray", True)
        monkeypatch.setattr(area, "CurrentArray", block, raising=False)
    else:
        monkeypatch.setattr(area, "HasSpill", True, raising=False)
        monkeypatch.setattr(area, "SpillParent", origin, raising=False)
    select(pressed, "A")
    assert "PORTFOLIO_RETURN(weights,expected_returns)" in actions.explain()


def test_explain_of_a_cell_without_a_formula(pressed):
    select(pressed, "A")
    assert "This cell holds no formula" in actions.explain()


def test_explain_without_a_selected_cell(pressed, application):
    application.no_cell = True
    assert actions.explain() == "Select a cell first."


def test_checks_goes_to_the_sheet_with_the_checks(pressed):
    assert actions.checks() == ""
    assert pressed.sheets.active.name == "Checks"
    row = pressed.names["checks"].refers_to_range.row
    assert pressed.api.selected[:2] == (row, 2)


def test_checks_of_a_foreign_workbook_is_a_sentence(tmp_path, open_file, press):
    import openpyxl

    book = openpyxl.Workbook()
    book.save(tmp_path / "foreign.xlsx")
    press(open_file(tmp_path / "foreign.xlsx"))
    with pytest.raises(NotThere, match="has no sheet Checks"):
        actions.checks()


@pytest.mark.parametrize(
    "pressing", [("refresh",), ("explain",), ("checks",), ("new_from_template", NAME)]
)
def test_without_a_workbook_the_buttons_say_so(application, pressing):
    action, *chosen = pressing
    with pytest.raises(FileProblem, match="no workbook is open; a new one will do"):
        getattr(actions, action)(*chosen)


def test_the_reference_is_a_page_of_its_own_for_the_browser(monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert actions.reference() == ""
    (path,) = tmp_path.iterdir()
    assert opened == [path.as_uri()]
    assert path.read_text(encoding="utf-8") == page()


def test_the_page_has_every_function_once_and_loads_nothing():
    text = page()
    for function in FUNCTIONS:
        assert text.count(f'<article id="{function.name}">') == 1
    assert text.count("<section") == len({function.category for function in FUNCTIONS})
    assert not re.search(r"src=|<link|@import|url\(", text)


def test_settings_name_the_python_and_where_it_is_set(monkeypatch):
    here = replace(actions.this_machine(), environment={})
    monkeypatch.setattr(actions, "this_machine", lambda: here)
    words = actions.settings()
    assert "Nothing is in the way." in words
    assert "passivefolio install excel" in words
    assert f"Python: {actions.this_machine().python}" in words
    assert len(words) < 1024


def test_settings_name_what_is_in_the_way(monkeypatch, tmp_path):
    here = replace(actions.this_machine(), environment={"APPDATA": str(tmp_path)})
    monkeypatch.setattr(actions, "this_machine", lambda: here)
    words = actions.settings()
    assert "problem  the add-in is not in" in words
    assert "Nothing is in the way." not in words


def test_about_names_version_and_licence():
    words = actions.about()
    assert "passivefolio 0." in words
    assert f"{len(FUNCTIONS)} worksheet functions" in words
    assert "it does not advise" in words


def test_a_long_text_is_cut_at_a_line(pressed):
    text = "\n".join(f"line {number}" for number in range(300))
    short = actions.shortened(text)
    assert len(short) <= 905
    assert all(line in text.splitlines() for line in short.splitlines()[:-1])
