"""What reaches Python from a formula, what a formula shows, and what happens without Python."""

import sys

import pytest
from pyopenvba.apps.excel import Worksheet
from pyopenvba.interpreter._objects import MemberSpec
from pyopenvba.interpreter._values import (
    MISSING,
    NOTHING,
    VBAArray,
    VBADate,
    VBAErrorValue,
)

from passivefolio.errors import CellError
from passivefolio.hosts.excel import server

VALUE, NUM, DIV, NA, NAME = (VBAErrorValue(number) for number in (2015, 2036, 2007, 2042, 2029))


@pytest.fixture
def received(excel, monkeypatch):
    """What ``calculate`` is called with; the answer is the one set in ``received.answer``."""

    class Received(list):
        answer = 0.5

        def __call__(self, name, *cells):
            self[:] = cells
            return self.answer

    calls = Received()
    excel.call("PASSIVEFOLIO_VERSION")  # Python is started by now
    monkeypatch.setattr(running_server(), "call", calls)
    return calls


def running_server():
    """The module that answers, as xlwings has loaded it."""
    return sys.modules[server.__name__]


def test_cells_arrive_as_they_are(excel, received):
    area = excel.fill([[0.5, "x"], [None, True], [NA, NUM]])
    excel.call("UTILITY", area, excel.cell("A1"), excel.cell("C9"))
    assert received[0][0] == [0.5, "x"]
    assert received[0][1] == [None, True]
    assert [str(cell) for cell in received[0][2]] == ["#N/A", "#NUM!"]
    assert received[1:] == [0.5, None]


def test_an_argument_left_out_is_none_and_an_error_is_told_from_it(excel, received):
    excel.call("UTILITY", MISSING, NA)
    assert received[0] is None
    assert str(received[1]) == "#N/A"
    assert received[2] is None


def test_an_array_of_one_dimension_is_a_row(excel, received):
    row = VBAArray([(1, 3)], items=[1.0, 2.0, 3.0])
    excel.call("UTILITY", row, 1.0, 1.0)
    assert received[0] == ((1.0, 2.0, 3.0),)


def test_dates_arrive_as_serial_numbers(excel, received):
    excel.cell("A1").vba_set("Value", VBADate(45322.0))
    excel.call("UTILITY", excel.cell("A1"))
    assert received[0] == 45322.0


def test_days_counted_from_1904_arrive_as_days_counted_from_1900(excel, received):
    flows = excel.fill([[-100.0], [110.0]])
    dates = excel.fill([[43830.0], [None]], "B1")
    excel.call("MONEY_WEIGHTED_RETURN", flows, dates)
    assert received[1] == ((43830.0,), (None,))
    excel.book.date1904 = True
    excel.call("MONEY_WEIGHTED_RETURN", flows, dates)
    assert received[0] == ((-100.0,), (110.0,))
    assert received[1] == [[45292.0], [None]]


def test_dates_in_an_answer_count_from_where_those_of_the_workbook_do(excel):
    dates = excel.fill([[42399.0], [42428.0], [42459.0]])
    returns = excel.fill([[0.1], [-0.2], [0.25]], "B1")
    excel.book.date1904 = True
    _, fall = excel.rows(excel.call("DRAWDOWN_TABLE", dates, returns))
    assert fall[1:4] == [42399.0, 42428.0, 42459.0]


def test_whole_columns_are_read_as_far_as_the_sheet_is_used(excel, received):
    excel.fill([[0.1, 0.2], [0.3, None]])
    columns = [excel.sheet.sheet.vba_get("Columns", [number]) for number in (1, 2)]
    excel.call("UTILITY", *columns)
    assert received[0] == ((0.1,), (0.3,))
    assert received[1] == ((0.2,), (None,))


def test_a_column_from_the_second_row_to_the_end_is_cut_as_well(excel, received):
    excel.fill([[0.1], [0.2], [0.3]])
    excel.call("UTILITY", excel.cell("A2:A1048576"), excel.cell("C5:C1048576"))
    assert received[0] == ((0.2,), (0.3,))
    assert received[1] is None


def test_several_ranges_in_one_argument_are_refused_with_a_sentence(excel):
    excel.fill([[0.1], [0.2], [0.3]])
    assert excel.call("UTILITY", excel.cell("A1,A3"), 0.1, 3.0) == VALUE
    excel.cell("Z99").vba_set("Value", VALUE)
    assert excel.why() == "an argument must be one range, not several"


def test_a_formula_is_one_call_into_python_and_none_back(excel):
    excel.fill([[0.6, 0.08], [0.4, 0.03]])
    excel.call("PORTFOLIO_RETURN", excel.cell("A1:A2"), excel.cell("B1:B2"))
    excel.machine.calls.clear()
    excel.call("PORTFOLIO_RETURN", excel.cell("A1:A2"), excel.cell("B1:B2"))
    assert excel.machine.calls == ["answer"]
    assert excel.machine.objects == []


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (0.5, 0.5),
        (True, True),
        ("text", "text"),
        ([[1.0, 2.0]], [1.0, 2.0]),
        ([[1.0], [2.0]], [[1.0], [2.0]]),
        ([["a", True], [0.5, "b"]], [["a", True], [0.5, "b"]]),
    ],
)
def test_answers_come_back_as_values_and_arrays(excel, received, answer, shown):
    received.answer = answer
    got = excel.call("UTILITY")
    assert (excel.rows(got) if isinstance(got, VBAArray) else got) == shown


def test_each_cell_of_an_answer_has_its_own_error_and_sentence(excel):
    excel.caller = excel.cell("D1:D3")
    got = excel.call("UTILITY", 0.08, excel.fill([[0.1], [-0.2], ["x"]]), 3.0)
    rows = excel.rows(got)
    assert rows == [[pytest.approx(0.065)], [NUM], [VALUE]]
    excel.fill([[0.065], [NUM], [VALUE]], "D1")
    assert excel.why("D1") == "D1 shows no error"
    assert excel.why("D2") == "UTILITY: sd must not be negative, got -0.2"
    assert excel.why("D3") == "UTILITY: sd number 3 holds the text 'x', expected a number"


def test_errors_of_a_block_belong_to_the_cells_that_show_them(excel, received):
    excel.caller = excel.cell("D1")
    received.answer = [
        [0.5, CellError("#NUM!", "above")],
        [CellError("#NUM!", "left"), CellError("#NUM!", "below")],
    ]
    assert excel.rows(excel.call("UTILITY")) == [[0.5, NUM], [NUM, NUM]]
    excel.fill([[0.5, NUM], [NUM, NUM]], "D1")
    assert [excel.why(cell) for cell in ("E1", "D2", "E2")] == ["above", "left", "below"]


def test_an_error_that_is_gone_is_not_told_again(excel):
    excel.caller = excel.cell("D1")
    excel.call("UTILITY", 0.08, -0.1, 3.0)
    excel.cell("D1").vba_set("Value", DIV)
    assert excel.why("D1") == "#DIV/0!: the formula divides by zero or by an empty cell"


def test_why_follows_an_error_to_the_cell_it_comes_from(excel):
    excel.fill([[-0.1]])
    excel.caller = excel.cell("B1")
    excel.call("UTILITY", 0.08, excel.cell("A1"), 3.0)
    put_formula(excel, "B1", "=UTILITY(0.08,A1,3)", NUM)
    put_formula(excel, "C1", "=B1*2", NUM)
    put_formula(excel, "D1", "=C1+1", NUM)
    assert excel.why("D1") == (
        "#NUM! comes from another cell; C1: #NUM! comes from another cell; "
        "B1: UTILITY: sd must not be negative, got -0.1"
    )


def test_why_goes_on_from_an_argument_of_ours_that_holds_an_error(excel):
    put_formula(excel, "A1", "=1/0", DIV)
    put_formula(excel, "B1", "=UTILITY(A1,0.1,3)", DIV)
    excel.caller = excel.cell("B1")
    assert excel.call("UTILITY", excel.cell("A1"), 0.1, 3.0) == DIV
    assert excel.why("B1") == (
        "UTILITY: er holds #DIV/0!; A1: #DIV/0!: the formula divides by zero or by an empty cell"
    )


def test_why_works_out_an_error_that_was_stored_with_the_workbook(excel, monkeypatch):
    put_formula(excel, "B1", "=UTILITY(0.08,-0.1,3)", NUM)
    asked = []

    def evaluate(self, formula):  # the interpreter knows no functions of an add-in in formulas
        asked.append(formula)
        return excel.call("UTILITY", 0.08, -0.1, 3.0)

    monkeypatch.setitem(
        Worksheet._vba_members,
        "evaluate",
        MemberSpec("Evaluate", "method", evaluate, parameters=("Name",)),
    )
    assert excel.why("B1") == "UTILITY: sd must not be negative, got -0.1"
    assert asked == ["=UTILITY(0.08,-0.1,3)"]


def put_formula(excel, address, formula, value):
    """A cell with a formula and the value that Excel computed for it."""
    cell = excel.sheet.sheet.cell(*place_of(excel, address), create=True)
    cell.formula, cell.value = formula, value


def place_of(excel, address):
    cell = excel.cell(address)
    return int(cell.vba_get("Row")), int(cell.vba_get("Column"))


def test_a_fault_of_ours_is_an_error_with_a_sentence_and_python_goes_on(excel, received):
    def broken(name, *cells):
        raise RuntimeError("oh")

    received.__class__.__call__ = lambda self, name, *cells: broken(name, *cells)
    assert excel.call("UTILITY") == VALUE
    excel.cell("Z99").vba_set("Value", VALUE)
    assert excel.why() == "UTILITY: a fault of passivefolio, RuntimeError('oh')"
    assert excel.machine.starts == 1


def test_a_macro_can_call_a_function_too(excel):
    excel.caller = VBAErrorValue(2023)
    assert excel.call("UTILITY", 0.08, 0.16, 4.0) == pytest.approx(0.0288)
    assert excel.call("UTILITY", "x") == VALUE


def test_python_is_started_once_for_all_formulas(excel):
    for _ in range(3):
        excel.call("UTILITY", 0.08, 0.16, 4.0)
    assert excel.machine.starts == 1
    assert len(excel.machine.commands) == 1


def test_python_that_has_gone_is_started_again(excel):
    excel.call("UTILITY", 0.08, 0.16, 4.0)
    excel.machine.alive = False
    assert excel.call("UTILITY", 0.08, 0.16, 4.0) == pytest.approx(0.0288)
    assert excel.machine.starts == 2


def test_python_that_stops_again_is_not_started_for_every_formula(excel):
    excel.machine.dies_of = "answer"
    assert why_not(excel) == (
        "Python stops: The RPC server is unavailable. Press Refresh to try again."
    )
    excel.call("UTILITY", 0.08, 0.16, 4.0)
    assert excel.machine.starts == 1


def why_not(excel):
    assert excel.call("UTILITY", 0.08, 0.16, 4.0) == VALUE
    excel.cell("Z99").vba_set("Value", VALUE)
    return excel.why()


WHAT_TO_DO = " For what to do, run: passivefolio doctor excel. Then press Refresh."


def test_without_an_interpreter_the_cell_says_so(excel):
    excel.machine.interpreter = ""
    assert why_not(excel) == f"Python does not start: no Python is set.{WHAT_TO_DO}"


def test_an_interpreter_that_is_not_there_is_named(excel):
    excel.machine.there = False
    assert why_not(excel) == (
        f"Python does not start: there is no C:\\Python\\python.exe.{WHAT_TO_DO}"
    )


def test_a_python_that_cannot_import_us_is_not_waited_for(excel):
    excel.machine.exit_code = 1
    excel.machine.complaint = (
        "Traceback (most recent call last):\r\n  File ...\r\n"
        "ModuleNotFoundError: No module named 'passivefolio'\r\n"
    )
    assert why_not(excel) == (
        f"Python does not start: ModuleNotFoundError: No module named 'passivefolio'.{WHAT_TO_DO}"
    )
    assert excel.machine.starts == 0


def test_a_python_that_stops_without_a_word_is_told_by_its_code(excel):
    excel.machine.exit_code = 9009
    assert why_not(excel) == (f"Python does not start: it stops with the code 9009.{WHAT_TO_DO}")


def test_after_one_failure_formulas_fail_at_once_until_somebody_retries(excel):
    excel.machine.exit_code = 1
    for _ in range(5):
        assert excel.call("UTILITY", 0.08, 0.16, 4.0) == VALUE
    assert len(excel.machine.commands) == 1
    excel.machine.exit_code = 0
    assert excel.call("UTILITY", 0.08, 0.16, 4.0) == VALUE
    excel.call("Retry")
    assert excel.call("UTILITY", 0.08, 0.16, 4.0) == pytest.approx(0.0288)


def test_python_is_tried_with_a_command_that_windows_reads_as_meant(excel):
    excel.call("UTILITY", 0.08, 0.16, 4.0)
    assert excel.machine.commands == [
        'cmd.exe /C ""C:\\Python\\python.exe" -B -c "import pythoncom, '
        'passivefolio.hosts.excel.server" 2> "C:\\Temp\\passivefolio-42.log""'
    ]


def test_nothing_is_a_range_of_nothing(excel):
    assert excel.call("UTILITY", NOTHING, 0.1, 3.0) == VALUE
