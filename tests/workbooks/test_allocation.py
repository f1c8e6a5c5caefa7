"""The 60/30/10 workbook against calls, against Excel's own formulas, against its edits."""

import re
import shutil
import zipfile

import openpyxl
import pytest

from passivefolio import call
from passivefolio.data import sample_history
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.allocation.results import FIGURES, RATIOS
from passivefolio.workbooks.templates import built_templates

TEMPLATE = built_templates() / "allocation_60_30_10.xlsx"
FIGURE_NAMES = [name for _, name, *_ in (*FIGURES, *RATIOS)]
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


@pytest.mark.libreoffice
def test_every_native_twin_equals_what_libreoffice_makes_of_it(book, tmp_path, soffice_convert):
    emptied = tmp_path / "emptied.xlsx"
    with_parts(
        TEMPLATE,
        emptied,
        "xl/worksheets/sheet3.xml",
        lambda xml: re.subn(rb'(<c r="E1[0-7]".*?</f>)<v>[^<]*</v>', rb"\1", xml),
        len(FIGURE_NAMES),
    )
    (tmp_path / "out").mkdir()
    converted = soffice_convert(emptied, "xlsx", tmp_path / "out")
    theirs = openpyxl.load_workbook(converted, data_only=True)["Results"]
    for row, name in enumerate(FIGURE_NAMES, start=10):
        assert theirs[f"E{row}"].value == pytest.approx(value(book, name), rel=1e-11), name


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
    assert set(changed) == {
        "Results!C15",  # worth more than risk-free, its twins and its history
        "Results!D15",
        "Results!E15",
        "Results!C16",  # reward to risk
        "Results!E16",
        "Checks!E15",  # both say the two numbers
        "Checks!E16",
    }
    book.save()
    after = zipfile.ZipFile(mine).read("xl/worksheets/sheet3.xml")
    cells = re.compile(rb'<c r="(?:C15|D15|E15|C16|E16)".*?</c>', re.DOTALL)
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
    assert notes["Results!C10"] == ("#VALUE!: PORTFOLIO_RETURN: weights sum to 0.9, expected 1")
    assert value(book, "test_weights") is False
