"""The counts on the page Accuracy are those of the tests."""

import json
import re
from pathlib import Path

import oracle

from passivefolio.catalogue import FUNCTIONS
from passivefolio.hosts.headless.known import known_functions

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "docs" / "accuracy.md").read_text(encoding="utf-8")


def golden(name):
    return json.loads((TESTS / "golden" / name).read_text(encoding="utf-8"))


def claimed(what):
    [line] = [line for line in PAGE.splitlines() if line.startswith(f"| {what} |")]
    return [int(number) for number in re.findall(r"\d+", line.rsplit("|", 2)[1])]


def test_the_functions_are_counted():
    assert claimed("worksheet functions") == [len(FUNCTIONS)]
    assert all(function.examples for function in FUNCTIONS)
    assert all(example.source for function in FUNCTIONS for example in function.examples)


def test_the_calls_of_r_are_counted():
    counts = re.search(
        r"\(len\(COMPARED\), len\(refused_by_r\), len\(RESULTS\)\) == \((\d+), (\d+), (\d+)\)",
        (TESTS / "test_cross_check.py").read_text(encoding="utf-8"),
    )
    compared, refused, all_calls = map(int, counts.groups())
    assert claimed("performance and risk") == [compared, all_calls]
    assert len(golden("performanceanalytics_on_sample.json")["results"]) == all_calls
    text = f"Of the {all_calls} calls, {refused} are refused by R itself and "
    assert f"{text}{all_calls - compared - refused} belong to figures" in PAGE.replace("\n", " ")


def test_the_optima_and_examples_are_counted():
    sets = golden("mean_variance_optima_on_sample.json")["sets"].values()
    assert claimed("the best weights") == [sum(_optima(item) for item in sets)]
    assert claimed("textbook examples") == [len(golden("published_examples.json"))]


def _optima(item):
    if isinstance(item, dict):
        return int("weights" in item) + sum(map(_optima, item.values()))
    return sum(map(_optima, item)) if isinstance(item, list) else 0


def test_the_functions_compared_with_libreoffice_are_counted():
    names = [name for name in known_functions().entries if name[0].isalpha()]
    thousands = round(len(list(oracle.cases())) / 1000)
    assert claimed("spreadsheet functions of the refresh without a program") == [
        len(names),
        thousands,
    ]


def test_the_formulas_compared_with_libreoffice_are_counted():
    lines = (TESTS / "headless" / "formulas.txt").read_text(encoding="utf-8").splitlines()
    formulas = [line for line in lines if line.startswith(("=", "{="))]
    assert claimed("whole formulas of the refresh without a program") == [len(formulas)]
