"""What holds for every template, in the file and in other programs."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from passivefolio.errors import FileProblem, UnknownWord
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.templates import (
    SUFFIXES,
    TEMPLATES,
    build_template,
    built_templates,
    find_template,
    new_workbook,
    thumbnail,
)

NAMES = [template.name for template in TEMPLATES]


def path_of(name):
    return built_templates() / f"{name}.xlsx"


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {member: package.read(member) for member in package.namelist()}


def formulas(path):
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield f"{sheet.title}!{cell.coordinate}", str(cell.value)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", NAMES)
def test_the_built_template_is_what_its_code_builds(name, suffix, tmp_path):
    build_template(name, tmp_path / f"built{suffix}")
    built = parts(tmp_path / f"built{suffix}")
    committed = parts(path_of(name).with_suffix(suffix))
    assert list(built) == list(committed)
    different = [part for part in built if built[part] != committed[part]]
    assert not different, "run make templates"


@pytest.mark.parametrize("name", NAMES)
def test_every_check_of_a_template_is_true(name):
    book = HeadlessBook(path_of(name), writable=False)
    workbook = openpyxl.load_workbook(path_of(name))
    tests = [defined for defined in workbook.defined_names if defined.startswith("test_")]
    assert tests
    assert {test: book.read(test) for test in tests} == {test: [[True]] for test in tests}
    assert book.read("refresh_report")[0] == ["All checks passed."]


@pytest.mark.parametrize(
    ("name", "head", "shown"),
    [
        ("performance_report", "60/30/10", "name_portfolio"),
        ("etf_tracker", "Market ETF A", "fund_names"),
        ("rebalancing", "Market index fund", "holding_names"),
        ("passive_vs_active", "Active fund A", "fund_names"),
    ],
)
def test_a_name_typed_over_the_head_row_of_data_is_shown_everywhere(name, head, shown, tmp_path):
    path = tmp_path / f"{name}.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for member, content in parts(path_of(name)).items():
            named = (b">%s<", b'name="%s"')
            if member == "xl/sharedStrings.xml" or member.startswith("xl/tables/"):
                for form in named:
                    content = content.replace(form % head.encode(), form % b"World fund")
            package.writestr(member, content)
    book = HeadlessBook(path)
    book.recalculate()
    assert book.read(shown)[0] == ["World fund"]
    assert book.read("answer")[0][0].count(head) == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_template_shows_no_error_and_no_empty_result(name):
    values = openpyxl.load_workbook(path_of(name), data_only=True)
    for sheet in values.worksheets:
        for row in sheet.iter_rows():
            assert not [cell.coordinate for cell in row if cell.data_type == "e"]
    empty = [
        place
        for place, formula in formulas(path_of(name))
        if values[place.partition("!")[0]][place.partition("!")[2]].value is None
        and '""' not in formula
    ]
    assert not empty


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_fresh(name):
    calculated = HeadlessBook(path_of(name), writable=False).recalculate()
    assert calculated.changed == ()
    assert calculated.frozen == ()
    assert calculated.errors == ()


@pytest.mark.parametrize("name", NAMES)
def test_excel_shows_the_values_of_the_file_before_it_calculates(name):
    assert b'<calcPr calcId="191029"/>' in parts(path_of(name))["xl/workbook.xml"]


@pytest.mark.parametrize("name", NAMES)
def test_a_blank_workbook_shows_no_error_and_passes_its_checks(name, tmp_path):
    new_workbook(name, tmp_path / "blank.xlsx", blank=True)
    book = HeadlessBook(tmp_path / "blank.xlsx")
    calculated = book.recalculate()
    assert (calculated.changed, calculated.errors) == ((), ())
    assert book.read("refresh_report")[0] == ["All checks passed."]
    if book.has("history_dates"):
        assert book.read("history_dates")[0] == [None]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_a_thumbnail(name):
    assert thumbnail(name).read_bytes()[1:4] == b"PNG"


GUIDE = Path(__file__).parents[2] / "docs" / "workbooks.md"


@pytest.mark.parametrize("name", NAMES)
def test_the_guide_shows_each_template_with_the_answer_it_gives(name):
    guide = GUIDE.read_text(encoding="utf-8")
    section = guide.partition(f"## {name}\n")[2].partition("\n## ")[0]
    assert f"(pictures/{name}-results.png)" in section
    assert (GUIDE.parent / "pictures" / f"{name}-results.png").is_file()
    quoted = " ".join(
        line.removeprefix("> ") for line in section.splitlines() if line.startswith("> ")
    )
    assert quoted == HeadlessBook(path_of(name), writable=False).read("answer")[0][0]
    assert find_template(name).summary.lower().rstrip(".") in guide.lower()


def test_a_new_workbook_never_replaces_a_file(tmp_path):
    mine = tmp_path / "mine.xlsx"
    mine.write_text("precious")
    with pytest.raises(FileProblem, match="exists already"):
        new_workbook(NAMES[0], mine, blank=False)
    assert mine.read_text() == "precious"
    with pytest.raises(FileProblem, match="there is no folder"):
        new_workbook(NAMES[0], tmp_path / "none" / "mine.xlsx", blank=False)


def test_an_unknown_template_is_answered_with_the_known_ones():
    assert find_template("allocation_60_30_10.xlsx").name == "allocation_60_30_10"
    with pytest.raises(UnknownWord, match="there are: allocation_60_30_10"):
        find_template("allocation")
