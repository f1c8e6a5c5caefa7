"""The buttons of the tab, the start of Excel, and links to another person's add-in."""

import re
import sys
import types

import pytest
import xlwings
from pyopenvba.formula._values import ExcelError
from pyopenvba.interpreter._objects import VBAObject, member
from pyopenvba.interpreter._values import VBAInt

from passivefolio.errors import DataProblem

ACTIONS = "passivefolio.hosts.excel.actions"
MANUAL = -4135
NAME = ExcelError("#NAME?")


class Control(VBAObject):
    vba_type_name = "IRibbonControl"

    def __init__(self, tag):
        self.tag = tag

    @member
    def Tag(self):  # noqa: N802
        return self.tag


@pytest.fixture
def actions(monkeypatch):
    """Actions that note what they are asked for; ``words`` is what they answer."""
    module = types.ModuleType(ACTIONS)
    module.asked, module.words = [], ""

    def action(name):
        def act(*chosen):
            module.asked.append((name, *chosen))
            if isinstance(module.words, Exception):
                raise module.words
            return module.words

        return act

    for name in ("refresh", "explain", "about", "new_from_template"):
        setattr(module, name, action(name))
    monkeypatch.setitem(sys.modules, ACTIONS, module)
    return module


def press(excel, tag):
    excel.call("PassivefolioPressed", Control(tag))


def test_a_button_asks_python_and_hands_the_workbook_over(excel, actions):
    press(excel, "refresh")
    assert actions.asked == [("refresh",)]
    assert xlwings._xlwindows.BOOK_CALLER is excel.book
    assert excel.app.dialogs == []


def test_a_sheet_that_xlwings_would_take_for_paid_code_is_a_sheet_like_others(excel, actions):
    excel.sheet.sheet.vba_set("Name", "model.py")
    press(excel, "refresh")
    assert actions.asked == [("refresh",)]
    assert excel.app.dialogs == []


def test_the_gallery_hands_over_the_template_that_was_chosen(excel, actions):
    control = Control("new_from_template")
    excel.call("PassivefolioChosen", control, "allocation_60_30_10", VBAInt(0, "Integer"))
    assert actions.asked == [("new_from_template", "allocation_60_30_10")]


def test_the_words_of_an_action_are_shown(excel, actions):
    actions.words = "12 new values."
    press(excel, "refresh")
    [(_, words, title, _)] = excel.app.dialogs
    assert (words, title) == ("12 new values.", "Passivefolio")


@pytest.mark.parametrize(
    "trouble", [DataProblem("prices.csv has no column Date"), KeyError("date")]
)
def test_excel_is_as_before_when_an_action_fails(excel, actions, trouble):
    actions.words = trouble
    application = excel.application
    application.calculation = MANUAL
    application.status_bar = "mine"
    application.screen_updating = application.enable_events = False
    press(excel, "refresh")
    [(_, words, _, _)] = excel.app.dialogs
    assert "Date" in words or "date" in words
    assert application.calculation == MANUAL
    assert application.status_bar == "mine"
    assert not application.screen_updating
    assert not application.enable_events
    assert application.cursor == -4143


def test_a_button_tries_python_again_after_a_failure(excel, actions):
    excel.machine.exit_code = 1
    excel.call("UTILITY", 0.08, 0.16, 4.0)
    press(excel, "about")
    [(_, words, _, _)] = excel.app.dialogs
    assert words.startswith("Python does not start: ")
    excel.machine.exit_code = 0
    press(excel, "about")
    assert actions.asked == [("about",)]


def test_a_button_starts_python_again_when_it_has_gone(excel, actions):
    excel.call("UTILITY", 0.08, 0.16, 4.0)
    excel.machine.alive = False
    press(excel, "about")
    assert actions.asked == [("about",)]


def test_python_starts_after_excel_has_opened_and_waits_for_nobody(excel):
    excel.call("PassivefolioBegin")
    assert [macro.rpartition("!")[2] for macro in excel.application.timed] == [
        "PassivefolioPrepare",
        "PassivefolioWarmUp",
    ]
    assert excel.machine.commands == []
    excel.call("PassivefolioPrepare")
    assert excel.machine.starts == 0
    excel.call("PassivefolioWarmUp")
    assert excel.machine.starts == 1
    assert excel.machine.calls == ["ready"]
    [command] = excel.machine.commands
    assert command.startswith('cmd.exe /C ""C:\\Python\\python.exe" -B -c "import pythoncom, ')
    assert re.search(r'2> "NUL" && echo ready [0-9.]+ > "[^"]+\.txt""$', command)


def test_a_trial_holds_for_one_start(excel):
    excel.call("PassivefolioPrepare")
    excel.call("PassivefolioWarmUp")
    excel.machine.alive = False
    assert excel.call("UTILITY", 0.08, 0.16, 4.0) == pytest.approx(0.0288)
    assert len(excel.machine.commands) == 2


def test_a_trial_of_an_earlier_session_proves_nothing(excel):
    excel.call("PassivefolioPrepare")
    [path] = excel.machine.files
    excel.machine.files[path] = "ready 1 \r\n"
    excel.call("PassivefolioWarmUp")
    assert len(excel.machine.commands) == 2


def test_a_trial_that_has_not_ended_is_made_again_when_a_formula_needs_python(excel):
    excel.call("PassivefolioPrepare")
    excel.machine.files.clear()
    assert excel.call("UTILITY", 0.08, 0.16, 4.0) == pytest.approx(0.0288)
    assert len(excel.machine.commands) == 2


def test_a_start_without_python_disturbs_nobody(excel):
    excel.machine.interpreter = ""
    excel.call("PassivefolioPrepare")
    excel.call("PassivefolioWarmUp")
    assert excel.app.dialogs == []


OTHERS = "C:\\Users\\ann\\AppData\\Roaming\\Microsoft\\Excel\\XLSTART\\Passivefolio.xlam"


def named_as_installed(excel):
    excel.addin.name, excel.addin.path = "passivefolio.xlam", "C:\\Users\\ben\\XLSTART"
    return excel.addin.vba_get("FullName")


def test_links_to_the_add_in_of_another_person_lead_to_this_one(excel):
    here = named_as_installed(excel)
    excel.book.links = ["C:\\data\\prices.xlsx", OTHERS]
    excel.call("RepairLinks", excel.book)
    assert excel.book.links == ["C:\\data\\prices.xlsx", here]


def test_a_workbook_in_which_nothing_is_wrong_stays_untouched(excel):
    here = named_as_installed(excel)
    excel.fill([[0.1]])
    excel.book.links, excel.book.saved = [here, "C:\\data\\prices.xlsx"], True
    excel.call("RepairLinks", excel.book)
    assert excel.book.links == [here, "C:\\data\\prices.xlsx"]
    assert excel.book.saved


def test_formulas_of_ours_that_excel_did_not_know_are_entered_again(excel, monkeypatch):
    named_as_installed(excel)
    entered = []
    monkeypatch.setattr(
        type(excel.cell("A1")),
        "vba_set",
        lambda self, name, value, *args, **named: entered.append((name, value)),
    )
    for row, (formula, value) in enumerate(
        [("=UTILITY(B1,0.1,3)", NAME), ("=NOTOURS(1)", NAME), ("=UTILITY(1,1,1)", 0.5)], start=1
    ):
        cell = excel.sheet.sheet.cell(row, 1, create=True)
        cell.formula, cell.value = formula, value
    excel.call("RepairLinks", excel.book)
    assert entered == [("Formula2", "=@UTILITY(B1,0.1,3)")]  # not an array, as before
