"""Every function the whole way: VBA, xlwings, calculate and back into VBA."""

import pytest
from pyopenvba.interpreter._values import EMPTY, MISSING, VBAArray, VBAErrorValue

from passivefolio.calculate import calculate
from passivefolio.catalogue import FUNCTIONS, Kind
from passivefolio.errors import CellError

NUMBER_OF = {"#DIV/0!": 2007, "#VALUE!": 2015, "#NUM!": 2036, "#N/A": 2042, "#NAME?": 2029}
FUNCTION_IDS = [function.name for function in FUNCTIONS]
BEYOND = (-5.0, 0.0, 1.5, 1e9)
"""Numbers of which some lie outside the domain of most arguments."""

every_function = pytest.mark.parametrize("function", FUNCTIONS, ids=FUNCTION_IDS)


def rows_of(cell):
    """The rows of a range: a flat tuple is a column."""
    return [list(row) if isinstance(row, tuple) else [row] for row in cell]


def as_ranges(excel, cells):
    """Every argument as cells of the sheet."""
    arguments, row = [], 1
    for cell in cells:
        rows = rows_of(cell) if isinstance(cell, tuple) else [[cell]]
        arguments.append(excel.fill(rows, f"A{row}"))
        row += len(rows) + 1
    return arguments


def as_values(cells):
    """Every argument as a formula writes it: array constants, numbers, nothing."""
    return [MISSING if cell is None else _value(cell) for cell in cells]


def _value(cell):
    if isinstance(cell, tuple):
        rows = rows_of(cell)
        array = VBAArray([(1, len(rows)), (1, len(rows[0]))])
        for row, each in enumerate(rows, start=1):
            for column, item in enumerate(each, start=1):
                array.items[array.offset([row, column])] = _value(item)
        return array
    return EMPTY if cell is None else float(cell) if type(cell) is int else cell


def shown(result):
    """A result of VBA as rows of cells, or the one cell that it is."""
    if not isinstance(result, VBAArray):
        return result
    if result.dimensions == 1:
        return [list(result.elements())]
    (top, bottom), (left, right) = result.bounds
    columns = range(left, right + 1)
    return [[result.get([row, column]) for column in columns] for row in range(top, bottom + 1)]


def near(cell, decimals):
    if isinstance(cell, bool | str):
        return cell
    if decimals is None:
        return pytest.approx(cell, rel=1e-12, abs=1e-15)
    return pytest.approx(cell, rel=0, abs=0.5 * 10.0**-decimals * (1 + 1e-9))


def clear(excel):
    excel.sheet.sheet.vba_get("Cells").vba_get("ClearContents")


@every_function
def test_an_example_gives_its_answer_from_ranges_and_from_values(shared_excel, function):
    for example in function.examples:
        clear(shared_excel)
        for arguments in (as_ranges(shared_excel, example.cells), as_values(example.cells)):
            got = shown(shared_excel.call(function.name, *arguments))
            if isinstance(example.result, tuple):
                expected = rows_of(example.result)
                got = got if isinstance(got, list) else [[got]]  # a block of one cell
                assert got == [[near(cell, example.decimals) for cell in row] for row in expected]
            else:
                assert got == near(example.result, example.decimals)
    assert shared_excel.machine.objects == [], "a range reached Python, which costs calls to Excel"


def wrong_cells(function):
    """Calls that must fail: text, errors or nothing in an argument, numbers out of the domain."""
    cells = function.examples[0].cells
    cells = (*cells, *(None,) * (len(function.args) - len(cells)))
    for place, arg in enumerate(function.args):
        others = [7.0] if arg.kind in (Kind.TEXT, Kind.WORD) else ["x", *BEYOND]
        for wrong in [None, *others, CellError("#N/A", ""), CellError("#DIV/0!", "")]:
            yield (*cells[:place], wrong, *cells[place + 1 :])


def in_vba(cell):
    return VBAErrorValue(NUMBER_OF[cell.code]) if isinstance(cell, CellError) else cell


@every_function
def test_what_fails_shows_the_right_error_and_why_gives_its_sentence(shared_excel, function):
    seen = set()
    for cells in wrong_cells(function):
        expected = calculate(function, cells)
        clear(shared_excel)
        arguments = as_values([in_vba(cell) for cell in cells])
        got = shown(shared_excel.call(function.name, *arguments))
        if isinstance(expected, CellError):
            seen.add(expected.code)
            assert got == VBAErrorValue(NUMBER_OF[expected.code])
            shared_excel.cell("Z99").vba_set("Value", got)
            assert shared_excel.why() == expected.message
        elif isinstance(expected, list):
            got = got if isinstance(got, list) else [[got]]
            assert got == [[in_vba(cell) for cell in row] for row in expected]
        else:
            assert got == expected
    assert not function.args or function.name == "CHECK_INPUTS" or "#VALUE!" in seen
