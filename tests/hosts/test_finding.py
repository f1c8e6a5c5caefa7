"""Finding functions by words and category."""

import pytest

from passivefolio.catalogue import FUNCTIONS
from passivefolio.hosts.finding import CATEGORIES, found


def names(words, category=""):
    return [function.name for function in found(words, category)]


def test_no_words_find_everything_in_the_order_of_the_manual():
    assert names("") == [function.name for function in FUNCTIONS]


def test_words_in_the_name_come_first():
    assert names("sharpe ratio")[0] == "SHARPE_RATIO"
    assert names("SHARPE_RATIO")[0] == "SHARPE_RATIO"
    assert names("error tracking")[0] == "TRACKING_ERROR"


def test_words_of_the_text_find_a_function_too():
    assert "TREYNOR_RATIO" not in names("drawdown")
    assert "UTILITY" in names("risk aversion")


def test_all_words_must_be_there():
    assert names("utility nonsense") == []


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_holds_its_functions_only(category):
    assert {function.category for function in found("", category)} == {category}
