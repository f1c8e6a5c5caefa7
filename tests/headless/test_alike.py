"""Formulas filled down are prepared once, and come out as if each had been prepared alone."""

import pytest

from passivefolio.hosts.headless.addresses import LAST_ROW
from passivefolio.hosts.headless.alike import mould, pattern, text_at
from passivefolio.hosts.headless.formulas import Names, prepare
from passivefolio.hosts.headless.tokens import tokenize

FILLED = [
    "A1+B1",
    'IF(A1="A1",B1&" of row B1",$C1)',
    "SUM(A$1:A1)*$D$4",
    "UTILITY(A1,B1,aversion)+'My A1'!B1",
    "INDEX(Sheet2!A1:C3,MATCH(B1,Sheet2!$A$1:$A$9,0),2)",
    "left_cell*2",
    "IFERROR(LOG10(A1),1E5)+Q1!B2",
    "ROW(A1)+COLUMN()",
    "SUM(INDEX(A1:A9,2):INDEX(A1:A9,B1))",
]
NAMES = Names(everywhere={"AVERSION": tokenize("Inputs!$B$2"), "LEFT_CELL": tokenize("Sheet2!A1")})
OURS = frozenset({"UTILITY"})
FIRST, THIRD = (1, 4), (3, 6)


@pytest.mark.parametrize("formula", FILLED)
def test_a_filled_formula_is_prepared_like_one_of_its_own(formula):
    filled = text_at(pattern(formula, FIRST), THIRD)
    assert pattern(filled, THIRD) == pattern(formula, FIRST)
    alone = prepare(tokenize(filled), "Sheet1", THIRD, NAMES, OURS)
    form = mould(prepare(tokenize(formula), "Sheet1", FIRST, NAMES, OURS), FIRST)
    if "ROW" in formula:
        assert form is None
    else:
        assert form is not None
        cast = form.cast(THIRD)
        assert cast == alone
        assert cast.references == alone.references


def test_texts_names_and_functions_are_no_references():
    assert len(pattern('"A1"&LOG10(1E5)&Q1!B2', (1, 1))) == 3
    assert pattern("'A1'!$B$2+rate2025x", (1, 1)) == ("'A1'!$B$2+rate2025x",)


def test_a_reference_moves_unless_a_dollar_holds_it():
    assert text_at(pattern("A1+$A1+A$1+$A$1", (1, 1)), (5, 3)) == "C5+$A5+C$1+$A$1"


def test_a_reference_beyond_the_edge_begins_anew():
    assert text_at(pattern("A1", (2, 1)), (1, 1)) == f"A{LAST_ROW}"
