"""Formulas down a column that differ in a constant alone keep their own answers.

The engine takes the first of them for all when they look up a constant and refer to cells at the
same distance.
"""

import pytest

from passivefolio.hosts.headless.prepared import held

FORMULAS = [
    ("A{n}+INDEX(B$1:B$3,{n})", [11, 22, 33]),
    ("AND(A{n}&gt;0,ISNUMBER(INDEX(C$1:C$3,{n})))", [True, False, True]),
    ("A{n}*VLOOKUP({n},A$1:B$3,2,FALSE)", [10, 40, 90]),
    ("A{n}+MATCH({n}0,B$1:B$3,0)", [2, 4, 6]),
    ("A{n}+COUNTIF(B$1:B$3,&quot;&lt;{n}5&quot;)", [2, 4, 6]),
    ("A{n}+SUMIF(A$1:A$3,{n},B$1:B$3)", [11, 22, 33]),
    ("SUM(A{n},SUM(INDEX(A$1:C$3,{n},0)))", [17, 24, 43]),
]


@pytest.mark.parametrize(("formula", "answers"), FORMULAS)
def test_a_lookup_of_a_constant_is_not_taken_for_the_one_above(recalculated, formula, answers):
    third = ("<v>5</v>", "", "<v>7</v>")
    rows = [
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>{n}0</v></c>'
        f'<c r="C{n}">{third[n - 1]}</c><c r="D{n}"><f>{formula.format(n=n)}</f></c></row>'
        for n in (1, 2, 3)
    ]
    book = recalculated("".join(rows))
    assert [book[f"D{n}"] for n in (1, 2, 3)] == answers


@pytest.mark.parametrize(
    ("text", "expected"),
    [("A1", "$A$1"), ("A1:$B2", "$A$1:$B$2"), ("C$3", "$C$3"), ("F:G", "$F:$G"), ("1:3", "$1:$3")],
)
def test_the_engine_is_given_references_held_by_dollars(text, expected):
    assert held(text) == expected
