"""The 60/30/10 workbook against calls, against Excel's own formulas, against its edits."""

import datetime
import re
import shutil
import zipfile

import openpyxl
import pytest

from passivefolio import call
from passivefolio.data import sample_history
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.allocation.workings import FIRST_CURVE
from passivefolio.workbooks.templates import built_templates

TEMPLATE = built_templates() / "allocation_60_30_10.xlsx"
MIXES = [
    [1, 0, 0],
    [0.8, 0.15, 0.05],
    [0.6, 0.3, 0.1],
    [0.4, 0.4, 0.2],
    [0.2, 0.5, 0.3],
    [0, 0, 1],
    [0.5, 0.4, 0.1],
]
W, ER, SD = [0.6, 0.3, 0.1], [0.08, 0.04, 0.03], [0.17, 0.055, 0.005]
RHO = [[1, -0.1, 0], [-0.1, 1, 0.1], [0, 0.1, 1]]
HISTORY = [list(returns) for _, *returns in sample_history()]


@pytest.fixture(scope="module")
def book():
    return HeadlessBook(TEMPLATE)


def value(book, name):
    return book.read(name)[0][0]


def test_the_stored_figures_equal_calls(book):
    er, sd = call("PORTFOLIO_RETURN", W, ER), call("PORTFOLIO_SD", W, SD, RHO)
    covariance = call("COVARIANCE_FROM_CORRELATION", SD, RHO)
    expected = {
        "er": er,
        "sd": sd,
        "risk_cost": call("RISK_PENALTY", sd, 3),
        "worth": call("UTILITY", er, sd, 3),
        "sure_return": call("CERTAINTY_EQUIVALENT", er, sd, 3),
        "worth_over_rf": call("UTILITY_GAP", er, sd, 0.03, 0, 3),
        "reward_to_risk": call("CAL_SLOPE", er, sd, 0.03),
        "diversification": call("DIVERSIFICATION_RATIO", W, covariance),
    }
    assert {name: value(book, name) for name in expected} == pytest.approx(expected, rel=1e-12)
    assert book.read("risk_shares") == [
        pytest.approx(share, rel=1e-12) for share in call("RISK_CONTRIBUTION", W, covariance)
    ]
    assert value(book, "suits_from") == pytest.approx(1.8320495515519881, rel=1e-12)
    assert value(book, "suits_to") == pytest.approx(6.397487532169184, rel=1e-12)


def test_the_compared_mixes_equal_calls(book):
    ers = [call("PORTFOLIO_RETURN", mix, ER) for mix in MIXES]
    sds = [call("PORTFOLIO_SD", mix, SD, RHO) for mix in MIXES]
    assert [row[0] for row in book.read("mix_ers")] == pytest.approx(ers, rel=1e-12)
    assert [row[0] for row in book.read("mix_sds")] == pytest.approx(sds, rel=1e-12)
    assert book.read("mix_ranks") == call("UTILITY_RANK", ers, sds, 3)
    assert value(book, "target_rank") == 2


def test_the_stored_history_equals_calls(book):
    mix = call("PORTFOLIO_RETURN", W, HISTORY)
    bills = [row[2] for row in HISTORY]
    expected = {
        "er_in_history": call("MEAN_RETURN_ANNUALIZED", mix, 12),
        "sd_in_history": call("VOLATILITY", mix, 12),
        "worth_in_history": call("HISTORICAL_UTILITY", mix, 3, 12),
        "reward_to_risk_in_history": call("SHARPE_RATIO", mix, bills, 12),
        "rebalanced": call("ANNUALIZED_RETURN", mix, 12),
        "deepest_fall": call("MAX_DRAWDOWN", mix),
        "left_alone": (1 + call("BUY_AND_HOLD_RETURN", W, HISTORY)) ** (12 / 326) - 1,
        "periods": 326,
    }
    assert {name: value(book, name) for name in expected} == pytest.approx(expected, rel=1e-12)


def test_the_answer_says_it_in_words(book):
    assert value(book, "answer") == (
        "With a risk aversion of 3 your 60/30/10 portfolio is worth a sure 4.75% a year to you."
    )


def with_parts(source, target, part, change, times):
    """A copy of a workbook in which one part is changed so many times."""
    with zipfile.ZipFile(source) as package:
        parts = {info: package.read(info) for info in package.infolist()}
    with zipfile.ZipFile(target, "w") as package:
        for info, content in parts.items():
            if info.filename == part:
                content, count = change(content)
                assert count == times
            package.writestr(info, content)


def edited(path, cell, number):
    """Type a number into a cell of Inputs, in the XML, as another program would."""
    found = rf'(<c r="{cell}"[^>]*><v>)[^<]*'.encode()
    with_parts(
        path,
        path,
        "xl/worksheets/sheet2.xml",
        lambda xml: re.subn(found, rb"\g<1>%f" % number, xml),
        1,
    )


def test_only_what_depends_on_an_edited_input_changes(tmp_path):
    mine = tmp_path / "mine.xlsx"
    shutil.copyfile(TEMPLATE, mine)
    edited(mine, "C19", 0.02)  # the risk-free rate
    book = HeadlessBook(mine)
    before = zipfile.ZipFile(mine).read("xl/worksheets/sheet3.xml")
    changed = book.recalculate().changed
    assert {cell for cell in changed if cell.startswith("Results!")} == {
        "Results!C16",  # worth more than risk-free, its history and its twin
        "Results!D16",
        "Results!E16",
        "Results!C17",  # reward to risk
        "Results!E17",
    }
    others = {cell[: cell.index("!") + 2] for cell in changed} - {"Results!C", "Results!D"}
    assert others == {
        "Results!E",
        "Checks!E",  # the words beside their checks
        *("Workings!C", "Workings!D", "Workings!E"),  # the allocation line
    }
    book.save()
    after = zipfile.ZipFile(mine).read("xl/worksheets/sheet3.xml")
    cells = re.compile(rb'<c r="(?:C16|D16|E16|C17|E17)".*?</c>', re.DOTALL)
    assert cells.sub(b"", after) == cells.sub(b"", before)


def test_another_target_changes_the_words_of_the_answer(tmp_path):
    mine = tmp_path / "mine.xlsx"
    shutil.copyfile(TEMPLATE, mine)
    edited(mine, "C6", 0.5)
    edited(mine, "C7", 0.4)
    book = HeadlessBook(mine)
    book.recalculate()
    assert value(book, "answer").startswith(
        "With a risk aversion of 3 your 50/40/10 portfolio is worth a sure 4.80% a year"
    )


def test_weights_that_do_not_add_up_are_told_everywhere(tmp_path):
    mine = tmp_path / "mine.xlsx"
    shutil.copyfile(TEMPLATE, mine)
    edited(mine, "C6", 0.5)
    book = HeadlessBook(mine)
    notes = {note.where: note.text for note in book.recalculate().errors}
    assert notes["Results!C11"] == "#VALUE!: PORTFOLIO_RETURN: weights sum to 0.9, expected 1"
    assert value(book, "test_weights") is False


def test_the_best_mix_and_the_curves_equal_calls(book):
    covariance = call("COVARIANCE_FROM_CORRELATION", SD, RHO)
    best = call("MAX_UTILITY_WEIGHTS", ER, covariance, 3)
    assert book.read("best_weights") == [pytest.approx(weight, rel=1e-12) for weight in best]
    assert value(book, "best_worth") == pytest.approx(
        call("PORTFOLIO_UTILITY", best, ER, covariance, 3), rel=1e-12
    )
    tangency = call("TANGENCY_WEIGHTS", ER, covariance, 0.03)
    assert value(book, "tangency_er") == pytest.approx(
        call("PORTFOLIO_RETURN", tangency, ER), rel=1e-12
    )
    frontier = call("EFFICIENT_FRONTIER", ER, covariance, 21)
    cells = openpyxl.load_workbook(TEMPLATE, data_only=True)["Workings"]
    for place, (sd, er, *_) in enumerate(frontier[1:]):
        line = FIRST_CURVE + place
        assert cells[f"B{line}"].value == pytest.approx(sd, rel=1e-12)
        assert cells[f"C{line}"].value == pytest.approx(er, rel=1e-12)
        utility = call("UTILITY", cells[f"G{line}"].value, cells[f"F{line}"].value, 3)
        assert utility == pytest.approx(value(book, "worth"), rel=1e-12)


def changed_book(tmp_path, **areas):
    """The template with other values in some of its named areas, calculated."""
    mine = tmp_path / "mine.xlsx"
    shutil.copyfile(TEMPLATE, mine)
    book = HeadlessBook(mine)
    for name, rows in areas.items():
        book.write(name, rows)
    return book, book.recalculate()


def test_the_best_mix_keeps_within_the_bounds(tmp_path):
    book, _ = changed_book(tmp_path, lowest_weights=[[0], [0], [0.2]], highest_weights=[[0.4]] * 3)
    covariance = call("COVARIANCE_FROM_CORRELATION", SD, RHO)
    best = call("MAX_UTILITY_WEIGHTS", ER, covariance, 3, [0, 0, 0.2], [0.4] * 3)
    assert book.read("best_weights") == [pytest.approx(weight, rel=1e-12) for weight in best]
    assert value(book, "test_best_mix") is True


@pytest.mark.parametrize(
    ("areas", "check", "words"),
    [
        ({"lowest_weights": [[0.5], [0.5], [0.2]]}, "test_bounds", "At least they add up to 120%"),
        (
            {"lowest_weights": [[0.5], [0], [0]], "highest_weights": [[0.4], [1], [1]]},
            "test_bounds",
            "At least is above at most.",
        ),
        ({"expected_returns": [[8], [4], [3]]}, "test_expected_returns", "percent"),
        ({"weights": [[0.6], [0.3], [0.2]]}, "test_weights", "They add up to 110.0%."),
        (
            {"sleeves": [["Market index fund"], ["World bonds"], ["Money market"]]},
            "test_sleeve_names",
            "The column of World bonds on Data is called US Treasuries",
        ),
    ],
)
def test_inputs_that_cannot_be_are_told_on_checks(tmp_path, areas, check, words):
    book, _ = changed_book(tmp_path, **areas)
    assert value(book, check) is False
    assert any(words in str(found) for *_, found in book.read("checks"))


def dated(count, step=1):
    """So many months of the sample history, from the first on, again and again."""
    first = datetime.date(1970, 1, 31)
    for place in range(count):
        months = first.month - 1 + step * place
        year, month = first.year + months // 12, months % 12 + 1
        yield [datetime.date(year, month, 28), *HISTORY[place % len(HISTORY)]]


@pytest.mark.parametrize("count", [2, 12, 60, 600])
def test_any_number_of_months_gives_the_figures_of_calls(tmp_path, count):
    rows = [*dated(count)]
    book, done = changed_book(tmp_path, history=rows)
    returns = [row[1:] for row in rows]
    mix = call("PORTFOLIO_RETURN", W, returns)
    assert done.errors == ()
    assert value(book, "sd_in_history") == pytest.approx(call("VOLATILITY", mix, 12), rel=1e-12)
    assert value(book, "deepest_fall") == pytest.approx(call("MAX_DRAWDOWN", mix), rel=1e-12)
    assert value(book, "left_alone") == pytest.approx(
        (1 + call("BUY_AND_HOLD_RETURN", W, returns)) ** (12 / count) - 1, rel=1e-11
    )
    assert all(row[2] is True for row in book.read("checks"))


def test_a_gap_is_told_with_its_row_and_no_figure_of_history_is_shown(tmp_path):
    rows = [*dated(60)]
    rows[30][2] = None
    book, done = changed_book(tmp_path, history=rows)
    arising = {note.text for note in done.errors if not note.source}
    assert "#VALUE!: PORTFOLIO_RETURN: returns is blank beside a weight that is not 0" in arising
    assert "#VALUE!" in str(value(book, "sd_in_history"))
    assert value(book, "sd") == pytest.approx(call("PORTFOLIO_SD", W, SD, RHO), rel=1e-12)
    told = [found for *_, passed, found in book.read("checks") if passed is not True]
    assert told == ["Row 36 of Data lacks a number; fill it in or take the row out."]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda rows: rows.pop(10), "Before row 16 of Data something is missing"),
        (lambda rows: rows.insert(10, rows[11]), "Row 17 of Data is not later than the row above"),
        (lambda rows: rows[4].__setitem__(0, "soon"), "Row 10 of Data holds a text for a date"),
        (lambda rows: rows[5].__setitem__(1, 1.2), "Row 11 of Data holds a return above 100 %"),
        (lambda rows: rows[7].__setitem__(0, None), "Row 13 of Data has no date but there are"),
    ],
)
def test_data_that_cannot_be_are_told_with_their_row(tmp_path, spoil, words):
    rows = [*dated(60)]
    spoil(rows)
    book, _ = changed_book(tmp_path, history=rows)
    told = [found for *_, passed, found in book.read("checks") if passed is not True]
    assert any(words in found for found in told), told


def test_daily_data_called_monthly_are_told(tmp_path):
    day = datetime.date(2020, 1, 1)
    rows = [
        [day + datetime.timedelta(days=place), 0.001 * (place % 3 - 1), 0.0, 0.0]
        for place in range(600)
    ]
    book, _ = changed_book(tmp_path, history=rows)
    told = [found for *_, passed, found in book.read("checks") if passed is not True]
    assert told == ["There are about 365 rows a year, but Inputs say 12."]
    book.write("periods_per_year", [[365]])
    assert book.recalculate().errors == ()
    assert all(row[2] is True for row in book.read("checks"))
