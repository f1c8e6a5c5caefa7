"""Formulas filled down a column are translated as each by itself would be."""

import random

import pytest

from passivefolio.hosts.headless.formulas import Names, Translator
from passivefolio.hosts.headless.known import known_functions
from passivefolio.hosts.headless.prepared import held
from passivefolio.hosts.headless.tokens import shifted, tokenize
from passivefolio.hosts.headless.writer import Ours

FORMULAS = (
    "A5+B5*2",
    "$A5+B$5-$C$5",
    "SUM(A1:B5)/COUNT(A$1:A5)",
    "IF(a5>0.1,c5,-D4)",
    'A6-A4&"50% of %d, see B5"',
    "A5*10%+MOD(A5,3)%",
    "INDEX(A$1:$C$9,ROW()-4,COLUMN(B5))",
    "Sheet!A5+'Other sheet'!B6*Sheet!$C7",
    "SUM(A:A)+SUM(5:5)+A5",
    "B5:B9*2",
    "VLOOKUP(A5,Sheet!A1:C5,2,FALSE)+LOG10(A5)",
)


def translator() -> Translator:
    names = Names(sheets=("Sheet", "Other sheet"))
    return Translator(names, Ours(), known_functions())


def copied(formula: str, down: int) -> str:
    return "".join(token.text for token in shifted(tokenize(formula), down, 0))


def held_in(formula: str) -> str:
    """A formula for the engine with all its references held."""
    tokens = tokenize(formula[1:])
    return "=" + "".join(held(text) if kind == "area" else text for kind, text in tokens)


@pytest.mark.parametrize("as_array", [False, True])
@pytest.mark.parametrize("formula", FORMULAS)
def test_each_copy_is_as_by_itself(formula, as_array):
    together = translator()
    for down in (0, 1, 2, 3, 7, 95, 5_000, 200, 1):
        text, place = copied(formula, down), (5 + down, 8)
        one = together.prepared(text, "Sheet", place, as_array)
        alone = translator().prepared(text, "Sheet", place, as_array)
        assert (held_in(one.text), one.own, one.reads) == (alone.text, alone.own, alone.reads)


def test_copies_are_recognized_in_a_column():
    together = translator()
    found = [together.prepared(f"A{row}*2", "Sheet", (row, 2), False) for row in range(1, 5)]
    assert [one.filled is not None for one in found] == [False, False, True, True]
    assert len({one.pattern for one in found}) == 1


def test_formulas_of_many_kinds_in_one_column_do_not_mix():
    chosen = random.Random(5)
    together = translator()
    for row in range(5, 400):
        formula = chosen.choice(FORMULAS[:7])
        text = copied(formula, row - 5 + chosen.choice((0, 0, 0, 1)))
        one = together.prepared(text, "Sheet", (row, 8), False)
        alone = translator().prepared(text, "Sheet", (row, 8), False)
        assert (held_in(one.text), one.own) == (alone.text, alone.own)


def test_a_copy_that_would_reach_above_the_sheet_is_no_copy():
    together = translator()
    for row in (5, 6, 7):
        together.prepared(f"B{row - 3}+1", "Sheet", (row, 8), False)
    other = together.prepared("B1+1", "Sheet", (3, 8), False)
    assert (other.text, other.own) == ("=($B$1+1)", ("B1",))


def test_copies_with_other_constants_are_held():
    together = translator()
    texts = []
    for column, constant in ((2, 1), (3, 1), (4, 2)):
        for row in (1, 2, 3):
            formula = f"A{row}+INDEX($F$1:$F$9,{constant})"
            texts.append(together.prepared(formula, "Sheet", (row, column), False).text)
    assert texts[2] == texts[5] == "=(A3+INDEX($F$1:$F$9,1))"
    assert texts[8] == "=($A$3+INDEX($F$1:$F$9,2))"


def test_a_range_that_ends_before_it_begins_is_kept(recalculated):
    """As other programs write a formula filled down beyond the end of its range."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c>'
        f'<c r="B{row}"><f>SUM(A{row}:A$5)</f><v>-5</v></c>'
        f'<c r="C{row}"><f>SUM(A$3:A{row})</f><v>-5</v></c></row>'
        for row in range(1, 9)
    )
    book = recalculated(rows)
    assert [book[f"B{row}"] for row in range(1, 9)] == [15, 14, 12, 9, 5, -5, -5, -5]
    assert [book[f"C{row}"] for row in range(1, 9)] == [-5, -5, 3, 7, 12, 18, 25, 33]
    assert book.frozen.keys() == {"B6", "B7", "B8", "C1", "C2"}
    assert book.frozen["B6"] == "its range A6:A$5 ends before it begins"
    assert set(recalculated('<row r="1"><c r="B1"><f>SUM(D1:C2)</f></c></row>').frozen) == {"B1"}
