"""The book Risk profile against calls, for the careful and the bold, within and beyond means."""

import datetime

import pytest

from passivefolio import call
from passivefolio.data import sample_history
from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.allocation.inputs import CORRELATIONS, EXPECTED_RETURNS, SDS
from passivefolio.workbooks.risk_profile.checks import CHECKS
from passivefolio.workbooks.risk_profile.inputs import MIXES
from passivefolio.workbooks.risk_profile.questions import QUESTIONS
from passivefolio.workbooks.templates import built_templates

TEMPLATE = built_templates() / "risk_profile.xlsx"
CHECK_NAMES = [check.name for check in CHECKS]
WEIGHTS = [list(weights) for _, *weights in MIXES]
RHO = [[1.0 if i == j else CORRELATIONS[min(i, j), max(i, j)] for j in range(3)] for i in range(3)]
ERS = [call("PORTFOLIO_RETURN", mix, EXPECTED_RETURNS) for mix in WEIGHTS]
RISKS = [call("PORTFOLIO_SD", mix, SDS, RHO) for mix in WEIGHTS]
WELL_OFF = {"amount": 100_000, "horizon": 30, "bearable_loss": 0.5, "reserve": 12}


@pytest.fixture(scope="module")
def book():
    return HeadlessBook(TEMPLATE)


def value(book, name):
    return book.read(name)[0][0]


def column(book, name):
    return [cell for (cell,) in book.read(name)]


def answered(filled, answers, **means):
    cells = {"answers": [[answer] for answer in answers], **WELL_OFF, **means}
    return filled("risk_profile", **cells)


def a_year(er, sd, share):
    return call("WEALTH_PERCENTILE", 1, er, sd, 1, share) - 1


def test_the_stored_figures_equal_calls(book):
    score = sum(question.sample for question in QUESTIONS)
    aversion = call("RISK_AVERSION_FROM_SCORE", score, 8, 40, 8, 2)
    utilities = [call("UTILITY", er, sd, aversion) for er, sd in zip(ERS, RISKS, strict=True)]
    place = utilities.index(max(utilities))
    er, sd = ERS[place], RISKS[place]
    wanted = {
        "A": aversion,
        "best_weight": call("OPTIMAL_RISKY_WEIGHT", 0.08, 0.17, aversion, 0.03),
        "suggested": place + 1,
        "er": er,
        "sd": sd,
        "worth": call("UTILITY", er, sd, aversion),
        "bad_year": a_year(er, sd, 0.05),
        "middle_year": a_year(er, sd, 0.5),
        "good_year": a_year(er, sd, 0.95),
        "loss_chance": 1 - call("GOAL_PROBABILITY", 1, 1, er, sd, 1),
    }
    assert {name: value(book, name) for name in wanted} == pytest.approx(wanted, rel=1e-9)
    assert column(book, "mix_ers") == pytest.approx(ERS, rel=1e-12)
    assert column(book, "mix_sds") == pytest.approx(RISKS, rel=1e-12)
    assert column(book, "mix_utilities") == pytest.approx(utilities, rel=1e-12)


def test_the_ranges_and_the_history_equal_calls(book):
    history = [list(returns) for _, *returns in sample_history()]
    for place, mix in enumerate(WEIGHTS):
        er, sd = ERS[place], RISKS[place]
        range_ = [a_year(er, sd, share) for share in (0.05, 0.25, 0.5, 0.75, 0.95)]
        assert book.read("mix_ranges")[place] == pytest.approx(range_, rel=1e-9)
        past = call("PORTFOLIO_RETURN", mix, history)
        brought = [
            call("WORST_PERIOD", past, 12),
            call("BEST_PERIOD", past, 12),
            call("MAX_DRAWDOWN", past),
        ]
        assert book.read("mix_histories")[place] == pytest.approx(brought, rel=1e-9)


def test_the_answer_says_it_in_words(book):
    assert value(book, "answer") == (
        "Your answers stand for a risk aversion of 4.6: of the mixes that you can afford, "
        "Careful suits you best."
    )


@pytest.mark.parametrize(
    ("answer", "aversion", "name"), [(1, 8, "Very careful"), (3, 5, "Careful"), (5, 2, "Growth")]
)
def test_bolder_answers_lead_to_a_bolder_mix(answer, aversion, name, filled, failing):
    book, errors = answered(filled, [answer] * 8)
    assert (errors, failing(book, CHECK_NAMES)) == ([], {})
    assert value(book, "A") == pytest.approx(aversion)
    assert value(book, "suggested_name") == name
    assert value(book, "capacity_cap") == 1
    assert value(book, "tightest") == "nothing limits you."


@pytest.mark.parametrize(
    ("means", "cap", "name", "limit"),
    [
        ({"horizon": 5}, 0.4, "Careful", "the horizon"),
        ({"reserve": 3}, 0.5, "Careful", "the money kept aside"),
        ({"bearable_loss": 0.08}, 0.5, "Careful", "the loss you can bear"),
    ],
)
def test_what_one_cannot_afford_is_not_suggested(means, cap, name, limit, filled, failing):
    book, errors = answered(filled, [5] * 8, **means)
    assert (errors, failing(book, CHECK_NAMES)) == ([], {})
    assert value(book, "capacity_cap") == pytest.approx(cap)
    assert value(book, "suggested_name") == name
    assert value(book, "tightest").startswith(limit)


def test_the_cap_of_the_loss_is_the_last_weight_whose_bad_year_is_borne(filled):
    book, _ = answered(filled, [5] * 8, bearable_loss=0.12)
    borne = [
        weight / 20
        for weight in range(21)
        if a_year(0.03 + weight / 20 * 0.05, weight / 20 * 0.17, 0.05) >= -0.12
    ]
    assert value(book, "loss_cap") == max(borne)


def test_without_any_mix_that_fits_the_answer_says_so(filled, failing):
    book, errors = answered(filled, [3] * 8, horizon=1)
    assert (errors, failing(book, CHECK_NAMES)) == ([], {})
    assert value(book, "answer").startswith("None of the five mixes fits what you can afford")
    assert value(book, "er") == ""


@pytest.mark.parametrize(
    ("answers", "check", "words"),
    [
        ([3] * 7 + [None], "test_answers", "7 of 8 questions have a number"),
        ([3] * 7 + [6], "test_answers_possible", "1 of them are not"),
        ([3] * 7 + [2.5], "test_answers_possible", "1 of them are not"),
        ([3] * 7 + ["x"], "test_answers_possible", "An answer is a text"),
    ],
)
def test_answers_that_are_none_are_told_and_nothing_is_suggested(
    answers, check, words, filled, failing
):
    book, errors = answered(filled, answers)
    assert errors == []
    assert words in failing(book, CHECK_NAMES)[check]
    assert value(book, "suggested") == ""
    assert value(book, "answer").endswith(("comes here.", "what to fill in or to mend."))


@pytest.mark.parametrize(
    ("cells", "check", "words"),
    [
        ({"mixes": [[0.2, 0.5, 0.2], *WEIGHTS[1:]]}, "test_mixes", "4 of 5 do."),
        ({"horizon": [[None]]}, "test_capacity", "They are not all filled in."),
        ({"amount": 0}, "test_capacity", "The amount must be above 0."),
        ({"bearable_loss": 20}, "test_capacity", "is a share, from 0 % to 100 %"),
        ({"A_bold": 9}, "test_rules", "From 8 (careful) to 9 (bold)."),
        ({"sds": [[17], [5.5], [0.5]]}, "test_sds", "looks like percent"),
        (
            {"sleeves": [["Bills"]], "history": [[datetime.date(2020, 1, 31), 0.01, 0.0, 0.0]]},
            "test_sleeve_names",
            "The column of Bills on Data is called Market index fund",
        ),
    ],
)
def test_impossible_inputs_are_told(cells, check, words, filled, failing):
    book, errors = answered(filled, [3] * 8, **cells)
    assert errors == []
    assert words in failing(book, CHECK_NAMES)[check]


def test_other_names_for_the_sleeves_need_no_data(filled, failing):
    sleeves = [["World shares"], ["World bonds"], ["Bills"]]
    book, errors = answered(filled, [3] * 8, sleeves=sleeves)
    assert (errors, failing(book, CHECK_NAMES)) == ([], {})


@pytest.mark.parametrize("months", [11, 12, 60, 600])
def test_a_history_of_any_length_is_looked_at(months, filled, dates, failing):
    rows = [[0.01 * (n % 5 - 1), 0.004 * (n % 3 - 1), 0.002] for n in range(months)]
    history = [[day, *row] for day, row in zip(dates(months), rows, strict=True)]
    book, errors = answered(filled, [3] * 8, history=history)
    assert (errors, failing(book, CHECK_NAMES)) == ([], {})
    past = call("PORTFOLIO_RETURN", WEIGHTS[2], rows)
    worst = book.read("mix_histories")[2][0]
    assert worst == ("" if months == 11 else pytest.approx(call("WORST_PERIOD", past, 12)))


def test_a_gap_in_the_history_is_told(filled, dates, failing):
    rows = [[day, 0.01, 0.002, 0.001] for day in dates(30)]
    del rows[9]
    rows[20][2] = None
    book, _ = answered(filled, [3] * 8, history=rows)
    found = failing(book, CHECK_NAMES)
    assert "Before row 15 of Data something is missing" in found["test_history_gaps"]
    assert "Row 26 of Data lacks a number" in found["test_history_complete"]
