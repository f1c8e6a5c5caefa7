"""Whatever the cells hold, the answer is a value or one of the seven errors with a sentence."""

import datetime
import math
import random
import time

import numpy as np
import pytest

from passivefolio import CellError
from passivefolio.calculate import calculate
from passivefolio.catalogue import FUNCTIONS, Kind
from passivefolio.errors import CELL_ERRORS

TRIES = 150
PATIENCE = 0.2
SINGLE = {Kind.NUMBER, Kind.RATE, Kind.WHOLE, Kind.SWITCH, Kind.TEXT, Kind.WORD, Kind.DATE}
ODD = (
    *(None, "", "x", "12%", True, False, "#N/A", "#DIV/0!", "#SPILL!", CellError("#NUM!", "x")),
    *(float("nan"), float("inf"), -float("inf"), 0, -1, 1, 10**400, 1e308, -1e308, 5e-324),
    *(datetime.date(2020, 2, 29), datetime.datetime(1900, 1, 1, 12), "2020-01-31", np.float64(0.1)),
)


def number(chance):
    kind = chance.randrange(6)
    if kind == 0:
        return chance.choice([0.0, 1.0, -1.0, 0.5, 2.0, 12.0, 45000.0])
    return chance.uniform(-1, 1) * 10.0 ** chance.choice([-300, -9, -3, -1, 0, 1, 4, 300, -1, -1])


def cell(chance, oddness):
    return chance.choice(ODD) if chance.random() < oddness else number(chance)


def rows_of(chance, height, width, oddness):
    return [[cell(chance, oddness) for _ in range(width)] for _ in range(height)]


def an_argument(chance, arg, height):
    oddness = chance.choice([0, 0, 0, 0.05, 0.5])
    if arg.kind in SINGLE and chance.random() < 0.9:
        if arg.choices and chance.random() < 0.7:
            return chance.choice(arg.choices)
        return cell(chance, 0.3)
    if arg.kind is Kind.WEIGHTS and chance.random() < 0.7:
        parts = [chance.random() for _ in range(height)]
        return [[part / sum(parts)] for part in parts]
    if arg.kind is Kind.DATES and chance.random() < 0.7:
        return [[40000.0 + 31 * place] for place in range(height)]
    shapes = [
        lambda: rows_of(chance, height, 1, oddness),
        lambda: rows_of(chance, 1, height, oddness),
        lambda: rows_of(chance, height, 3, oddness),
        lambda: rows_of(chance, height, height, oddness),
        lambda: cell(chance, 0.5),
        lambda: [[0.1, 0.2], [0.3]],
        lambda: [],
        lambda: [[None]],
        lambda: [cell(chance, oddness) for _ in range(height)],
    ]
    return chance.choices(shapes, weights=[8, 2, 4, 4, 1, 0.3, 0.3, 0.3, 2])[0]()


def is_clean(answer):
    if isinstance(answer, CellError):
        return answer.code in CELL_ERRORS and bool(answer.message)
    if isinstance(answer, list):
        return bool(answer) and all(
            isinstance(row, list) and row and all(map(is_clean, row)) for row in answer
        )
    if isinstance(answer, bool | str):
        return True
    return type(answer) is float and math.isfinite(answer)


@pytest.mark.parametrize("function", FUNCTIONS, ids=[f.name for f in FUNCTIONS])
def test_any_cells_give_a_clean_answer(function):
    chance = random.Random(function.name)
    slowest = 0.0
    for _ in range(TRIES):
        height = chance.choice([1, 2, 3, 5, 13, 40])
        given = chance.randint(sum(arg.required for arg in function.args), len(function.args))
        cells = [an_argument(chance, arg, height) for arg in function.args[:given]]
        started = time.perf_counter()
        answer = calculate(function, cells)
        slowest = max(slowest, time.perf_counter() - started)
        assert is_clean(answer), (cells, answer)
    assert slowest < 50 * PATIENCE, "a call hangs"  # the limit itself is a benchmark


@pytest.mark.parametrize("function", FUNCTIONS, ids=[f.name for f in FUNCTIONS])
def test_a_whole_column_is_no_trouble(function):
    column = np.full((1_048_576, 1), np.nan)
    column[:3, 0] = 0.01, 0.02, -0.01
    cells = [0.01 if arg.kind in SINGLE else column for arg in function.args if arg.required]
    assert is_clean(calculate(function, cells))


@pytest.mark.parametrize("function", FUNCTIONS, ids=[f.name for f in FUNCTIONS])
def test_error_cells_are_the_same_error_out(function):
    if function.args and function.args[0].kind is not Kind.CELLS:
        answer = calculate(function, ["#N/A"] * len(function.args))
        assert isinstance(answer, CellError), answer
        assert answer.code == "#N/A"
