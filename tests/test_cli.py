"""The command line, as a person types it."""

import json
import os
import subprocess
import sys

import pytest

from passivefolio.catalogue import FUNCTIONS
from passivefolio.cli import main


def run(capsys, *arguments):
    code = main(list(arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_demo_writes_a_workbook_and_prints_its_answer(tmp_path, capsys):
    code, out, err = run(capsys, "demo", str(tmp_path / "demo"))
    assert (code, err) == (0, "")
    for line in (
        "With a risk aversion of 3 your 60/30/10 portfolio is worth a sure 4.75% a year to you.",
        "Expected return          6.30%  a year",
        "Standard deviation      10.17%",
        "Certainty equivalent     4.75%  a year",
        "Suits risk aversions  1.83 to 6.40",
        "Rank for you          2 of 7 mixes",
        "History 1990-2017, 326 months:",
        "Rebalanced monthly      8.575%  a year",
        "Standard deviation      8.820%",
        "Maximum drawdown       -29.91%",
        "Bought and held         8.798%  a year",
        "... ending at weights 81.4/16.5/2.1",
    ):
        assert line in out.splitlines()
    assert (tmp_path / "demo" / "allocation_60_30_10.xlsx").exists()


def test_a_second_demo_keeps_the_workbook_that_is_there(tmp_path, capsys):
    run(capsys, "demo", str(tmp_path))
    before = (tmp_path / "allocation_60_30_10.xlsx").read_bytes()
    code, out, _ = run(capsys, "demo", str(tmp_path))
    assert code == 0
    assert "file unchanged" in out
    assert (tmp_path / "allocation_60_30_10.xlsx").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_answered_with_a_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("precious")
    code, _, err = run(capsys, "demo", str(tmp_path / "file" / "demo"))
    assert (code, err) == (1, f"passivefolio: {tmp_path / 'file' / 'demo'}: Not a directory\n")


def test_new_lists_and_writes_templates(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "allocation_60_30_10" in run(capsys, "new")[1]
    assert run(capsys, "new", "allocation_60_30_10")[:2] == (
        0,
        "wrote allocation_60_30_10.xlsx\n",
    )
    code, _, err = run(capsys, "new", "allocation_60_30_10")
    assert (code, err) == (
        1,
        "passivefolio: allocation_60_30_10.xlsx exists already; choose another name\n",
    )
    assert run(capsys, "new", "allocation_60_30_10", "mine.xlsx", "--blank")[0] == 0
    assert run(capsys, "new", "nonsense")[0] == 1


def test_refresh_goes_on_after_a_file_it_cannot_refresh(tmp_path, capsys):
    run(capsys, "demo", str(tmp_path))
    good = str(tmp_path / "allocation_60_30_10.xlsx")
    code, out, err = run(capsys, "refresh", str(tmp_path / "none.xlsx"), good)
    assert code == 1
    assert err.startswith("passivefolio: none.xlsx")
    assert "no new values" in out


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=UTILITY(8%, 15%, 3)", "0.04625"),
        ("utility(8%,15%,3)", "0.04625"),
        ("=_xll.UTILITY(8%,15%,3)", "0.04625"),
        ('=ROUND(100*UTILITY(8%,15%,3),1)&" %"', "4.6 %"),
        ("=DOMINATES(8%,10%,7%,10%)", "TRUE"),
        ("=OPTIMAL_RISKY_WEIGHT(15%,22%,4,7%,,0.3)", "0.3"),
        ("=WEALTH_INDEX({0.1;0.2},100)", "100\n110\n132"),
        ('=CONVENTIONS("E(r)")', "Topic\tRule\nE(r)\t"),
        ("=1+2", "3"),
    ],
)
def test_calc_prints_the_value_of_a_formula(capsys, formula, value):
    code, out, err = run(capsys, "calc", formula)
    assert (code, err) == (0, "")
    assert out.startswith(value)


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("=UTILITY(8%, -15%, 3)", "UTILITY: sd must not be negative, got -0.15"),
        ("=UTILTY(8%, 15%, 3)", "there is no function UTILTY; did you mean UTILITY?"),
        ("=UTILITY(8%; 15%; 3)", "arguments are separated by commas here, not semicolons"),
        ("=UTILITY(8%, 15%", "a bracket is not closed"),
        ("=UTILITY(A1, 15%, 3)", "a single formula has no other cells to refer to"),
        ("=1/0", "#DIV/0!"),
        ("", "there is no formula"),
        ("=", "there is no formula"),
        ("=nothing", "there is no name nothing; text goes in quotes"),
    ],
)
def test_calc_answers_a_mistake_with_a_sentence(capsys, formula, sentence):
    code, out, err = run(capsys, "calc", formula)
    assert (code, out) == (1, "")
    assert sentence in err
    assert "Traceback" not in err


def test_calc_tells_of_errors_inside_an_array(capsys):
    code, out, err = run(capsys, "calc", "=UTILITY({0.08;0.09},{0.15;-0.2},3)")
    assert (code, out) == (1, "0.04625\n#NUM!\n")
    assert err == "UTILITY: sd must not be negative, got -0.2\n"


def test_functions_lists_every_function(capsys):
    _, out, _ = run(capsys, "functions")
    assert all(function.name in out for function in FUNCTIONS)


def test_functions_as_json_has_everything_a_program_needs(capsys):
    listed = json.loads(run(capsys, "functions", "--json")[1])
    assert [entry["name"] for entry in listed] == [function.name for function in FUNCTIONS]
    assert all(
        set(entry) == {"name", "category", "summary", "args", "returns", "examples"}
        for entry in listed
    )
    sharpe = next(entry for entry in listed if entry["name"] == "SHARPE_RATIO")
    assert [(arg["name"], arg["optional"], arg["default"]) for arg in sharpe["args"]] == [
        ("returns", False, None),
        ("rf", True, 0.0),
        ("periods_per_year", True, 1.0),
    ]


def test_describe_prints_formula_arguments_and_examples(capsys):
    code, out, _ = run(capsys, "describe", "utility")
    assert code == 0
    assert "Shows #NUM! when sd is negative." in out
    for part in ("UTILITY(er, sd, A)", "U = er - A sd^2 / 2", "BKM", "=UTILITY(0.08, 0.15, 3)"):
        assert part in out
    code, _, err = run(capsys, "describe", "utilty")
    assert (code, err) == (
        1,
        "passivefolio: there is no function UTILTY; did you mean UTILITY?\n",
    )


def test_help_shows_examples():
    shown = subprocess.run(
        [sys.executable, "-m", "passivefolio", "--help"], capture_output=True, text=True, check=True
    )
    assert "passivefolio calc '=UTILITY(8%, 15%, 3)'" in shown.stdout


def test_importing_the_package_loads_nothing_heavy():
    code = (
        "import sys, passivefolio; "
        "assert 'numpy' not in sys.modules; passivefolio.call('UTILITY', .08, .15, 3); "
        "print([m for m in ('pandas', 'xlwings', 'openpyxl', 'xlsxwriter', 'formualizer') "
        "if m in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert shown.stdout == "[]\n"
