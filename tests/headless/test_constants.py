"""Formulas down a column that differ in a constant alone keep their own answers.

The engine takes the first of them for all when they look up a constant and refer to cells at the
same distance that hold the same values.
"""

import pytest

from passivefolio.hosts.headless.prepared import held

ROWS = range(1, 13)
FORMULAS = [
    ("A{n}+INDEX(B$1:B$12,{n})", lambda n: 5 + 10 * n),
    ("AND(A{n}&gt;0,ISNUMBER(INDEX(C$1:C$12,{n})))", lambda n: n % 3 > 0),
    ("A{n}*VLOOKUP({n}0,B$1:B$12,1,FALSE)", lambda n: 50 * n),
    ("A{n}+MATCH({n}0,B$1:B$12,0)", lambda n: 5 + n),
    ("A{n}+COUNTIF(B$1:B$12,&quot;&lt;{n}5&quot;)", lambda n: 5 + n),
    ("A{n}+SUMIF(B$1:B$12,{n}0,B$1:B$12)", lambda n: 5 + 10 * n),
    ("SUM(A{n},SUM(INDEX(A$1:B$12,{n},0)))", lambda n: 10 + 10 * n),
]


@pytest.mark.parametrize(("formula", "answer"), FORMULAS)
def test_a_lookup_of_a_constant_is_not_taken_for_the_one_above(recalculated, formula, answer):
    rows = [
        f'<row r="{n}"><c r="A{n}"><v>5</v></c><c r="B{n}"><v>{n}0</v></c>'
        f'<c r="C{n}">{"<v>1</v>" if n % 3 else ""}</c>'
        f'<c r="D{n}"><f>{formula.format(n=n)}</f></c></row>'
        for n in ROWS
    ]
    book = recalculated("".join(rows))
    assert [book[f"D{n}"] for n in ROWS] == [answer(n) for n in ROWS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("A1", "$A$1"), ("A1:$B2", "$A$1:$B$2"), ("C$3", "$C$3"), ("F:G", "$F:$G"), ("1:3", "$1:$3")],
)
def test_the_engine_is_given_references_held_by_dollars(text, expected):
    assert held(text) == expected
