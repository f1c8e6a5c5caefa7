"""LINEST, LOGEST, TREND and GROWTH against the least squares in exact fractions."""

import math
import random
from fractions import Fraction

import pytest

from passivefolio.hosts.headless.regression import growth, linest, logest, trend
from passivefolio.hosts.headless.unsupported import Unsupported

DRAWN = random.Random(7)
PLACES = {
    "years": [2001.0 + number for number in range(20)],
    "numbers": [1.0 + number for number in range(20)],
    "month ends": [45292.0 + 30 * number for number in range(40)],
    "returns": [DRAWN.gauss(0.005, 0.01) for _ in range(60)],
}


def heights(count: int) -> list[float]:
    return [100 + 3 * number + DRAWN.gauss(0, 2) for number in range(count)]


def powers(places: list[float], degree: int) -> list[list[float]]:
    return [[place**power for power in range(1, degree + 1)] for place in places]


def column(numbers: list[float]) -> list[list[float]]:
    return [[number] for number in numbers]


def inverse(square: list[list[Fraction]]) -> list[list[Fraction]]:
    size = len(square)
    rows = [[*row, *(Fraction(i == j) for j in range(size))] for i, row in enumerate(square)]
    for i in range(size):
        rows[i] = [cell / rows[i][i] for cell in rows[i]]
        for j in set(range(size)) - {i}:
            rows[j] = [a - rows[j][i] * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [row[size:] for row in rows]


def least_squares(design, targets) -> tuple[list[float], list[float]]:
    """The coefficients and their standard errors."""
    rows = [list(map(Fraction, row)) for row in design]
    numbers = list(map(Fraction, targets))
    size = len(rows[0])
    inverted = inverse(
        [[sum(row[i] * row[j] for row in rows) for j in range(size)] for i in range(size)]
    )
    sums = [
        sum(row[i] * number for row, number in zip(rows, numbers, strict=True)) for i in range(size)
    ]
    found = [sum(inverted[i][j] * sums[j] for j in range(size)) for i in range(size)]
    rest = sum(
        (number - sum(a * b for a, b in zip(row, found, strict=True))) ** 2
        for row, number in zip(rows, numbers, strict=True)
    )
    spread = rest / (len(rows) - size)
    return list(map(float, found)), [math.sqrt(inverted[i][i] * spread) for i in range(size)]


@pytest.mark.parametrize("constant", [True, False])
@pytest.mark.parametrize(
    ("name", "degree"),
    [("years", 1), ("years", 2), ("numbers", 3), ("month ends", 2), ("returns", 3)],
)
def test_coefficients_and_errors_are_those_of_exact_arithmetic(name, degree, constant):
    x = powers(PLACES[name], degree)
    y = heights(len(x))
    design = [[*row, 1.0] for row in x] if constant else x
    coefficients, errors = least_squares(design, y)
    found = linest(column(y), x, constant, True)
    assert found[0][:degree] == pytest.approx(coefficients[:degree][::-1], rel=1e-11)
    assert found[1][:degree] == pytest.approx(errors[:degree][::-1], rel=1e-11)
    if constant:
        assert found[0][degree] == pytest.approx(coefficients[degree], rel=1e-9)
        assert found[1][degree] == pytest.approx(errors[degree], rel=1e-9)
    line = [sum(a * b for a, b in zip(row, coefficients, strict=True)) for row in design]
    assert trend(column(y), x, None, constant) == [[pytest.approx(one, rel=1e-9)] for one in line]


def test_growth_is_the_line_of_logarithms():
    x, y = column(PLACES["years"]), heights(20)
    logarithms = column([math.log(one) for one in y])
    (slope, height), *_ = linest(logarithms, x)
    assert logest(column(y), x)[0] == pytest.approx([math.exp(slope), math.exp(height)])
    places = [[2030.0], [2040.0]]
    expected = [[math.exp(one)] for (one,) in trend(logarithms, x, places)]
    assert growth(column(y), x, places) == [[pytest.approx(one)] for (one,) in expected]


@pytest.mark.parametrize(
    "x",
    [
        powers(PLACES["years"], 3),  # in which Excel sees two columns at most
        [[place, 2 * place] for place in PLACES["numbers"]],
        column([3.0] * 20),
        column([0.1] * 20),
    ],
    ids=["cubes of years", "twice the same", "one number", "one fraction"],
)
def test_columns_that_depend_on_each_other_are_not_told_apart(x):
    with pytest.raises(Unsupported, match="columns of x that depend on each other"):
        linest(column(heights(20)), x)
