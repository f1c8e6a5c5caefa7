"""Our functions as formulas of LibreOffice give what ``call`` gives."""

from typing import Any

import pytest

from passivefolio import CellError, call
from passivefolio.catalogue import FUNCTIONS, Example, Function, Kind
from passivefolio.hosts.libreoffice.cells import CODES

pytestmark = pytest.mark.libreoffice

EXAMPLES = [(function, example) for function in FUNCTIONS for example in function.examples]


def rows(cell: Any) -> Any:
    """A range of an example as rows; anything else as it is."""
    if not isinstance(cell, tuple):
        return cell
    return [list(row) if isinstance(row, tuple) else [row] for row in cell]


def in_cells(answer: Any) -> list[list[Any]]:
    """An answer as LibreOffice shows it: TRUE is 1, an error is its number."""
    table = answer if isinstance(answer, list) else [[answer]]
    return [[CODES[c.code] if isinstance(c, CellError) else c for c in row] for row in table]


def seen(value: Any) -> Any:
    return value["number"] if isinstance(value, dict) else value


def close(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return pytest.approx(float(value), rel=1e-12, abs=1e-15)


def test_every_example_gives_its_result_as_literals_as_references_and_as_an_array(calc):
    expected = [in_cells(call(function.name, *example.cells)) for function, example in EXAMPLES]
    calls = [
        [function.name, [rows(cell) for cell in example.cells], len(table), len(table[0])]
        for (function, example), table in zip(EXAMPLES, expected, strict=True)
    ]
    answers = calc.ask("called", calls)
    for (function, example), table, answer in zip(EXAMPLES, expected, answers, strict=True):
        literals, references, array = answer
        told = (function.name, example)
        if not any(arg.kind is Kind.CELLS for arg in function.args):  # these take references only
            assert seen(literals) == close(table[0][0]), told
        assert seen(references) == close(table[0][0]), told
        assert [[seen(cell) for cell in row] for row in array] == [
            [close(cell) for cell in row] for row in table
        ], told


BAD_NUMBERS = ("text", -3.0, 0.0, 1e308, "=NA()", "=1/0")
BAD_RANGES = (
    [["a"], [0.1]],
    [[5.0], [-7.0], [9.0]],
    [[0.0], [0.0], [0.0]],
    [[0.5, 0.1], [0.3, 0.2]],
)
ERROR_CELLS = {"=NA()": CellError("#N/A", ""), "=1/0": CellError("#DIV/0!", "")}


def spoilt(function: Function, example: Example) -> list[list[Any]]:
    """The cells of an example, one of them spoilt in every way we can think of."""
    good = [rows(cell) for cell in example.cells]
    return [
        [*good[:place], bad, *good[place + 1 :]]
        for place, arg in enumerate(function.args[: len(good)])
        if arg.kind is not Kind.CELLS
        for bad in (BAD_RANGES if isinstance(good[place], list) else BAD_NUMBERS)
    ]


def test_every_error_gives_its_code(calc):
    calls, expected = [], []
    for function in FUNCTIONS:
        for cells in spoilt(function, function.examples[0]):
            given = [ERROR_CELLS.get(c, c) if isinstance(c, str) else c for c in cells]
            answer = call(function.name, *given)
            if isinstance(answer, CellError):
                calls.append([function.name, cells, 1, 1])
                expected.append(answer)
    assert len(calls) > 500
    assert {error.code for error in expected} == {"#VALUE!", "#NUM!", "#DIV/0!", "#N/A"}
    answers = calc.ask("called", calls, patience=300)
    wrong = [
        (made[:2], error, references)
        for made, error, (_, references, _) in zip(calls, expected, answers, strict=True)
        if seen(references) != CODES[error.code] or references["error"] != error.code
    ]
    assert not wrong, wrong[:10]
