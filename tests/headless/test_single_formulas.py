"""What is said of a formula typed by hand that cannot be read."""

import pytest

from passivefolio.errors import CellError
from passivefolio.hosts.headless.expression import evaluate


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("=hello", "there is no name hello; text goes in quotes"),
        ("=LEN(hello)", "there is no name hello; text goes in quotes"),
        ("=PI", "PI takes brackets, as in =PI()"),
        ("=2*pi", "PI takes brackets, as in =PI()"),
        ("=SUM", "SUM takes brackets, as in =SUM(...)"),
        ("=UTILITY 8%", "UTILITY takes brackets, as in =UTILITY(...)"),
        ("=1,5+2", "=1,5+2: something is missing or too much at ,5+2"),
        ("=2 3", "=2 3: something is missing or too much at 3"),
        ("=(1+2))", "=(1+2)): its brackets do not match"),
        ("=(1+2", "=(1+2: a bracket is not closed"),
    ],
)
def test_a_slip_of_the_hand_is_told_where_it_is(formula, sentence):
    answer = evaluate(formula)
    assert isinstance(answer, CellError)
    assert answer.message == sentence


@pytest.mark.parametrize(
    ("formula", "answer"), [("=TRUE", True), ("=LET(x,2,x*3)", 6.0), ("=PI()>3", True)]
)
def test_words_that_have_a_meaning_are_taken(formula, answer):
    assert evaluate(formula) == answer
