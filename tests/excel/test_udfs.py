"""xlwings' own road: Import Functions of the module passivefolio.hosts.excel.udfs."""

import importlib
import io
import subprocess
import sys
from types import SimpleNamespace

import pytest
from standins import ComRange

from passivefolio.catalogue import FUNCTIONS

MODULE = "passivefolio.hosts.excel.udfs"
OMITTED = -2147352572
NOT_AVAILABLE = -2146826246


@pytest.fixture(scope="module")
def imported(pywin32):
    """The module as xlwings on Windows imports it."""
    return importlib.import_module(MODULE)


@pytest.fixture(scope="module")
def wrappers(pywin32, imported):
    """The VBA that Import Functions writes."""
    text = io.StringIO()
    pywin32.udfs.generate_vba_wrapper(MODULE, imported, text, SimpleNamespace(Name="Book1.xlsm"))
    return text.getvalue()


def called(pywin32, name, *arguments):
    return pywin32.server.CallUDF(MODULE, name, arguments, None, None)


def test_the_module_can_be_imported_where_there_is_no_excel():
    code = f"import {MODULE} as m; assert m.UTILITY.__doc__; assert m.SHARPE_RATIO"
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=60)


@pytest.mark.parametrize("function", FUNCTIONS, ids=[function.name for function in FUNCTIONS])
def test_every_function_has_its_signature_texts_and_category(imported, wrappers, function):
    parameters = ", ".join(
        arg.name if arg.required else f"Optional {arg.name}" for arg in function.args
    )
    assert f"Function {function.name}({parameters})" in wrappers
    arguments = ", ".join(arg.name for arg in function.args)
    assert f'XLPy.CallUDF("{MODULE}", "{function.name}", Array({arguments})' in wrappers
    described = getattr(imported, function.name).__xlfunc__
    assert described["ret"]["doc"] == function.summary
    assert described["category"] == f"Passivefolio: {function.category}"
    assert all(arg["doc"] and len(arg["doc"]) <= 255 for arg in described["args"])


def test_ranges_numbers_and_what_is_left_out_give_the_answer(pywin32, imported):
    weights, returns = ComRange((0.6,), (0.3,), (0.1,)), ComRange((0.08,), (0.04,), (0.03,))
    assert called(pywin32, "PORTFOLIO_RETURN", weights, returns) == pytest.approx(0.063)
    assert called(pywin32, "UTILITY", ComRange((0.08,)), 0.16, 4.0) == pytest.approx(0.0288)
    years = ComRange((0.1,), (0.2,), (0.1,))
    assert called(pywin32, "SHARPE_RATIO", years, OMITTED, OMITTED) == pytest.approx(2.309401076759)


def test_a_range_of_numbers_gives_an_answer_per_cell(pywin32, imported):
    got = called(pywin32, "UTILITY", ComRange((0.08,), (0.1,)), 0.1, 2.0)
    assert got == [[pytest.approx(0.07)], [pytest.approx(0.09)]]


def test_an_error_is_text_that_begins_with_its_code(pywin32, imported):
    assert called(pywin32, "UTILITY", 0.08, -0.2, 4.0) == (
        "#NUM! UTILITY: sd must not be negative, got -0.2"
    )
    assert called(pywin32, "UTILITY", ComRange((NOT_AVAILABLE,)), 0.2, 4.0) == (
        "#N/A UTILITY: er holds #N/A"
    )
    assert called(pywin32, "UTILITY", 0.08, 0.2, OMITTED) == (
        "#VALUE! UTILITY: A is blank, expected a number"
    )
