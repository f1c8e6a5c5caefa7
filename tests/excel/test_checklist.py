"""The checklist for a person with Excel names what is there to try."""

import importlib
import re
from pathlib import Path

from passivefolio.cli import COMMANDS
from passivefolio.hosts.excel.ribbon import GROUPS

DOCS = Path(__file__).parents[2] / "docs"
CHECKLIST = (DOCS / "excel-smoke-test.md").read_text(encoding="utf-8")


def test_every_button_of_the_ribbon_is_pressed():
    labels = [button.label for buttons in GROUPS.values() for button in buttons]
    assert len(labels) == 7
    assert not [label for label in labels if f"*{label}*" not in CHECKLIST]


def test_every_command_for_excel_is_tried():
    for command in ("install excel", "doctor excel", "uninstall excel"):
        assert f"`passivefolio {command}`" in CHECKLIST
        assert command.partition(" ")[0] in COMMANDS


def test_the_minutes_add_up_to_fifteen():
    headings = [line for line in CHECKLIST.splitlines() if line.startswith("## ")]
    minutes = [int(line.split()[-2]) for line in headings if line.endswith(("minute", "minutes"))]
    assert sum(minutes[:-1]) <= 15
    assert minutes[-1] == 5


def test_the_modules_named_for_the_ordinary_road_are_there():
    text = (DOCS / "excel-xlwings.md").read_text(encoding="utf-8")
    named = re.findall(r"passivefolio\.hosts\.excel\.(\w+)(?: import (\w+))?", text)
    assert {module for module, _ in named} == {"udfs", "button", "book"}
    for module, name in named:
        found = importlib.import_module(f"passivefolio.hosts.excel.{module}")
        assert not name or callable(getattr(found, name))
