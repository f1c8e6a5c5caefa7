"""How our functions are called inside a workbook, and what is told about their errors."""

import subprocess
import sys

import numpy as np
import pytest

from passivefolio.errors import CellError
from passivefolio.hosts.headless.book import HeadlessBook


@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        ("SEEN(1,,3)", "1.0|None|3.0"),
        ("SEEN(1, ,3)", "1.0|None|3.0"),
        ("SEEN(1,)", "1.0|None"),
        ("SEEN()", ""),
        ("SEEN(Z9)", "None"),
        ("SEEN(A1:B2)", "[[1.0, 'x'], [None, True]]"),
        ("SEEN({1,2})", "[[1.0, 2.0]]"),
        ("SEEN(1/0)", "CellError(code='#DIV/0!', message='')"),
        ("SEEN(A3:B3)", "[[CellError(code='#N/A', message=''), None]]"),
        ('SEEN(A1&"%")', "'1%'"),
        ("SEEN(IF(TRUE,SEEN(,2)))", "'None|2.0'"),
        ("SEEN(DATE(2024,1,1))", "45292.0"),
    ],
)
def test_arguments_arrive_as_the_cells_are(recalculated, call, arguments):
    formula = call.replace("&", "&amp;")
    book = recalculated(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>x</v></c></row>'
        '<row r="2"><c r="B2" t="b"><v>1</v></c></row>'
        f'<row r="3"><c r="A3" t="e"><v>#N/A</v></c></row><row r="4"><c r="A4"><f>{formula}</f>'
        "</c></row>"
    )
    assert (book["A4"] or "") == arguments


def test_an_error_of_ours_brings_its_sentence(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><v>-0.2</v></c><c r="B1"><f>UTILITY(0.1,A1,3)</f></c>'
        '<c r="C1"><f>1+ROUND(UTILITY(0.1,A1,3),2)</f></c><c r="D1"><f>B1*2</f></c>'
        '<c r="E1"><f>UTILITY(B1,0.1,3)</f></c><c r="F1"><f>IFERROR(B1,"no")</f></c></row>'
    )
    assert book.errors == {
        "B1": "#NUM!: UTILITY: sd must not be negative, got -0.2",
        "C1": "#NUM!: UTILITY: sd must not be negative, got -0.2",
        "D1": "#NUM!: the error of 'My Sheet'!B1 travels on",
        "E1": "#NUM!: the error of 'My Sheet'!B1 travels on",
    }
    assert [book["B1"], book["F1"]] == ["#NUM!", "no"]


def test_errors_of_spreadsheet_functions_are_told_in_plain_words(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f>1/0</f></c><c r="B1"><f>MATCH(1,C1:C3,0)</f></c>'
        '<c r="D1"><f>SQRT(-1)</f></c><c r="E1"><f>"a"+1</f></c><c r="F1"><f>#REF!+1</f></c>'
        '<c r="G1"><f t="array" ref="G1">MINVERSE({1,2;2,4})</f></c></row>'
    )
    assert {cell: text.partition(":")[0] for cell, text in book.errors.items()} == {
        "A1": "#DIV/0!",
        "B1": "#N/A",
        "D1": "#NUM!",
        "E1": "#VALUE!",
        "F1": "#REF!",
        "G1": "#NUM!",
    }
    assert book.errors["A1"] == "#DIV/0!: the formula divides by zero or by an empty cell"
    assert book.errors["G1"] == "#NUM!: MINVERSE: the matrix is singular, it has no inverse"


def test_a_function_with_a_fault_freezes_its_cell_and_no_other(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f>BROKEN(1)</f><v>5</v></c>'
        '<c r="B1"><f>IFERROR(BROKEN(2),-1)</f><v>6</v></c><c r="C1"><f>A1+B1</f></c>'
        '<c r="D1"><f>UTILITY(0.08,0.15,3)</f></c></row>'
    )
    assert [book["A1"], book["B1"], book["C1"]] == [5, 6, 11]
    assert book["D1"] == pytest.approx(0.04625)
    assert set(book.frozen) == {"A1", "B1"}
    assert book.frozen["A1"] == "BROKEN stopped (ZeroDivisionError: a fault in the code)"


def test_arrays_of_ours_keep_errors_in_single_cells(make):
    path = make('<row r="1"><c r="A1"><f t="array" ref="A1:A3">MIXED()</f></c></row>')
    answer = [[1.0], [CellError("#DIV/0!", "MIXED: nothing to divide by")], ["x"]]
    book = HeadlessBook(path, functions={"MIXED": lambda: answer})
    recalculation = book.recalculate()
    assert recalculation.changed == tuple(f"'My Sheet'!A{row}" for row in (1, 2, 3))
    assert book.save()


def test_numpy_results_are_understood(make):
    path = make(
        '<row r="1"><c r="A1"><f>F()</f></c><c r="B1"><f>G()</f></c></row>',
        names="<definedName name=\"a\">'My Sheet'!$A$1:$B$1</definedName>",
    )
    functions = {"F": lambda: np.float64(2.5), "G": lambda: [[np.float64("nan")]]}
    book = HeadlessBook(path, functions=functions)
    book.recalculate()
    assert book.read("a") == [[2.5, CellError("#NUM!", "")]]


def test_the_functions_of_the_catalogue_are_there_by_default(make):
    path = make(
        '<row r="1"><c r="A1"><f>UTILITY(0.22,0.34,3)</f></c></row>',
        names="<definedName name=\"answer\">'My Sheet'!$A$1</definedName>",
    )
    book = HeadlessBook(path)
    assert book.recalculate().frozen == ()
    assert book.read("answer") == [[pytest.approx(0.0466)]]


def test_openpyxl_is_not_loaded_for_a_recalculation(make):
    path = make('<row r="1"><c r="A1"><f>1+1</f></c></row>')
    code = (
        "import sys; from pathlib import Path; "
        "from passivefolio.hosts.headless.book import HeadlessBook; "
        f"book = HeadlessBook(Path({str(path)!r}), functions={{}}); "
        "book.recalculate(); book.save(); "
        "sys.exit('openpyxl' in sys.modules or 'numpy' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_an_error_inside_an_array_is_told_with_its_cell(make):
    path = make('<row r="1"><c r="A1"><f t="array" ref="A1:A3">MIXED()</f></c></row>')
    error = CellError("#DIV/0!", "MIXED: nothing to divide by")
    book = HeadlessBook(path, functions={"MIXED": lambda: [[1.0], [error], [error]]})
    (note,) = book.recalculate().errors
    assert (note.where, note.formula) == ("'My Sheet'!A2", "=MIXED()")
    assert note.text == "#DIV/0!: MIXED: nothing to divide by"


def test_formulas_in_which_a_function_stops_are_told_apart_without_trying_each_with_all(make):
    """OFFSET is calculated with every change; the one formula that stops must be found all the
    same, and the work must not grow with the square of their number."""
    calls = []

    def picky(cell):
        calls.append(cell)
        if cell == 7:
            raise ZeroDivisionError("seven")
        return cell

    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c>'
        f'<c r="B{row}"><f>IFERROR(PICKY(OFFSET(A{row},0,0)),-1)</f><v>0</v></c></row>'
        for row in range(1, 201)
    )
    book = HeadlessBook(make(rows), functions={"PICKY": picky})
    (note,) = book.recalculate().frozen
    assert (note.cell, note.text) == ("B7", "PICKY stopped (ZeroDivisionError: seven)")
    assert len(calls) < 10 * 200
