import inspect
import re

import pytest

from passivefolio.calculate import calculate
from passivefolio.catalogue import FUNCTIONS

EXAMPLES = [pytest.param(f, e, id=e.formula(f.name)) for f in FUNCTIONS for e in f.examples]
FUNCTION_IDS = [f.name for f in FUNCTIONS]
VBA_RESERVED = {"and", "as", "date", "end", "next", "loop", "not", "or", "rem", "step", "type"}


def as_rows(result):
    """What a cell block shows for an example's result: a column where it is a flat tuple."""
    if not isinstance(result, tuple):
        return result
    return [list(row) if isinstance(row, tuple) else [row] for row in result]


def near(cell, decimals):
    """A number as exact as its source prints it; anything else as it is."""
    if isinstance(cell, bool | str):
        return cell
    if decimals is None:
        return pytest.approx(cell, rel=1e-12, abs=1e-15)
    return pytest.approx(cell, rel=0, abs=0.5 * 10.0**-decimals * (1 + 1e-9))


@pytest.mark.parametrize(("function", "example"), EXAMPLES)
def test_an_example_gives_the_answer_it_promises(function, example):
    got, expected = calculate(function, example.cells), as_rows(example.result)
    if isinstance(expected, list):
        assert got == [[near(cell, example.decimals) for cell in row] for row in expected]
    else:
        assert got == near(expected, example.decimals)


@pytest.mark.parametrize("function", FUNCTIONS, ids=FUNCTION_IDS)
def test_every_function_is_documented_with_an_example_and_a_source(function):
    assert function.examples
    assert all(example.source for example in function.examples)
    assert function.summary
    assert len(function.summary) <= 255, "the function wizard of Excel cuts at 255"
    assert all(0 < len(arg.doc) <= 255 for arg in function.args)


@pytest.mark.parametrize("function", FUNCTIONS, ids=FUNCTION_IDS)
def test_argument_names_are_those_of_the_core_and_legal_everywhere(function):
    names = [arg.name for arg in function.args]
    assert names == list(inspect.signature(function.compute).parameters)
    assert re.fullmatch(r"[A-Z][A-Z_]*", function.name), "a digit could read as a cell address"
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z_]*", name) for name in names)
    assert not {name.lower() for name in names} & VBA_RESERVED


@pytest.mark.parametrize("function", FUNCTIONS, ids=FUNCTION_IDS)
def test_optional_arguments_come_last_and_have_the_default_of_the_core(function):
    required = [arg.required for arg in function.args]
    assert required == sorted(required, reverse=True)
    for arg, parameter in zip(
        function.args, inspect.signature(function.compute).parameters.values(), strict=True
    ):
        if arg.required:
            assert parameter.default is inspect.Parameter.empty
        else:
            assert repr(arg.default) == repr(parameter.default)


def test_an_example_reads_as_a_person_would_type_it():
    weights = next(f for f in FUNCTIONS if f.name == "PORTFOLIO_RETURN")
    assert weights.examples[0].formula(weights.name) == (
        "=PORTFOLIO_RETURN({0.6;0.3;0.1}, {0.08;0.04;0.03})"
    )


@pytest.mark.parametrize("function", FUNCTIONS, ids=FUNCTION_IDS)
def test_what_users_read_speaks_of_cell_errors_not_of_exceptions(function):
    assert not re.search(r"Raises|Error\b(?<!#NUM!)|NoAnswer|NotThere|NotANumber", function.doc)
