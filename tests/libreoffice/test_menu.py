"""The commands of the menu: what they are called, what they show, what they say when they fail."""

import ast
import struct
from importlib.util import find_spec
from pathlib import Path

import pytest

from passivefolio.errors import DataProblem
from passivefolio.hosts.libreoffice.menu import COMMANDS, sentence
from passivefolio.version import __version__
from passivefolio.workbooks.templates import TEMPLATES


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_a_function_to_run(command):
    module, _, function = command.action.partition(":")
    file = find_spec(f"passivefolio.hosts.libreoffice.{module}").origin
    defined = ast.parse(Path(file).read_text(encoding="utf-8")).body
    assert function in [node.name for node in defined if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
@pytest.mark.parametrize("size", [16, 26])
def test_every_command_has_an_icon_of_each_size(command, size):
    picture = command.icon(size)
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (size, size)


def test_commands_can_be_told_apart_by_name_title_key_and_icon():
    keys = [command.title[command.title.index("~") + 1] for command in COMMANDS]
    for told in (
        [command.name for command in COMMANDS],
        keys,
        [command.icon(16) for command in COMMANDS],
    ):
        assert len(set(told)) == len(COMMANDS)


def test_what_we_foresaw_is_told_as_a_sentence():
    assert sentence(DataProblem("the data source has no rows")) == "The data source has no rows."
    assert sentence(DataProblem("data.csv has {} rows", 7)) == "data.csv has 7 rows."


def test_a_missing_package_is_told_with_a_way_round():
    told = sentence(ImportError("No module named 'openpyxl' (or 'openpyxl' is unknown)"))
    assert told.startswith("This needs the Python package openpyxl, which")
    assert "CSV" in told


def test_a_missing_part_of_ours_is_nothing_the_user_can_help():
    told = sentence(ImportError("No module named 'passivefolio.hosts.excel'"))
    assert "did not foresee" in told


def test_what_nobody_foresaw_is_told_without_a_stack_and_with_what_to_report():
    told = sentence(RuntimeError("at ./sc/source/ui\nline 2"))
    assert f"RuntimeError: at ./sc/source/ui line 2 (passivefolio {__version__})" in told
    assert "Traceback" not in told


@pytest.mark.libreoffice
def test_a_template_becomes_a_workbook_and_an_existing_file_is_never_replaced(commands, tmp_path):
    path = tmp_path / "mine.xlsx"
    assert commands("create", TEMPLATES[0].name, str(path)) == "Start"
    content = path.read_bytes()
    with pytest.raises(OSError, match="exists already; choose another name"):
        commands("create", TEMPLATES[0].name, str(path))
    assert path.read_bytes() == content


@pytest.mark.libreoffice
def test_templates_are_offered_by_the_titles_of_their_workbooks(commands):
    assert "Allocation 60/30/10" in commands("offered")


@pytest.mark.libreoffice
def test_about_tells_the_version_the_licence_and_what_to_do(commands):
    told = commands("about")
    for words in (f"passivefolio {__version__}", "BSD 3-Clause", "Explain This Cell", "numpy: "):
        assert words in told
