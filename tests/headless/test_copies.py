"""Copies of formulas go to the engine with their references as they are, where that is safe.

Held by $ or not, the answers are the same. Of copies that find equal values in their cells the
engine calculates one, so few different numbers stand here. In every workbook some functions stop,
their cells are frozen, and what depends on them is calculated once more.
"""

import random
from xml.sax.saxutils import escape

import pytest

from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.hosts.headless.formulas import Translator

ROWS = 30
LEAVES = ("A{row}", "B{row}", "C{row}", "$A{row}", "A$1", "$B$2", "{one}", "{above}")
FORMS = (
    "({x}+{y})",
    "({x}*{one})",
    "IF({x}>{one},{y},{x})",
    "INDEX(B$1:B$30,{one})",
    "SUM({x},INDEX($A$1:$C$30,{one},1))",
    "VLOOKUP({one},$A$1:C$30,2,TRUE)",
    'COUNTIF(B$1:B$30,">{one}")',
    "SUMIF(A$1:A$30,{one},B$1:B$30)",
    "ROUND({x}/7,{two})",
    "LARGE(C$1:C$30,{one})",
    "SUM(A{row}:C{row},{one})",
    'LEN("x{one}"&INT({x}))',
    "MAX({x},{y},{one})",
    "IFERROR(1/({x}-{one}),{y})",
    "SUMPRODUCT((B$1:B$30>{one})*(A$1:A$30))",
    "UTILITY({x},{y},{one})",
    "SUM(INDEX($A$1:$A$30,{one}):INDEX($A$1:$A$30,{row}))",
    "SUM(A{row}:INDEX($A$1:$A$30,30))",
    "SUM(INDEX(A{row},1):INDEX($A$1:$A$30,30))",
    "SUM(INDEX(A{row}:A$40,2):C{row})",
    "SUMIF(A{row}:A$40,2,B{row})",
    "SUM(OFFSET(A{row},0,1,2))",
    "SUM(INDEX($A$1:$A$30,A{row}+1):INDEX($C$1:$C$30,30))",
)


def formula(chosen: random.Random, depth: int) -> str:
    """A form of a formula with its row and its constants left open."""
    if depth == 0:
        return chosen.choice(LEAVES)
    x, y = formula(chosen, depth - 1), formula(chosen, depth - 1)
    return chosen.choice(FORMS).replace("{x}", x).replace("{y}", y)


def sheet(chosen: random.Random) -> str:
    """Three columns of numbers and some of formulas, most of them copies of the one above."""
    rows: dict[int, str] = {}
    for row in range(1, ROWS + 1):
        rows[row] = ""
        for letter in "ABC":
            stops = "<f>BROKEN(1)</f>" if chosen.random() < 0.1 else ""
            rows[row] += f'<c r="{letter}{row}">{stops}<v>{chosen.choice((0, 1, 2, 2))}</v></c>'
    for letter in "DEFGHI":
        form, constants = formula(chosen, 3), (2, 2)
        for row in range(1, ROWS + 1):
            if chosen.random() < 0.02:
                form = formula(chosen, 3)
            if chosen.random() < 0.1:
                constants = chosen.randrange(1, ROWS), chosen.randrange(4)
            above = f"{letter}{row - 1}" if row > 1 else "A1"
            text = form.format(row=row, above=above, one=constants[0], two=constants[1])
            rows[row] += f'<c r="{letter}{row}"><f>{escape(text)}</f><v>7</v></c>'
    return "".join(f'<row r="{row}">{cells}</row>' for row, cells in rows.items())


@pytest.mark.parametrize("seed", range(25))
def test_held_or_not_the_answers_are_the_same(make, functions, monkeypatch, seed):
    path = make(sheet(random.Random(seed)))

    def answers() -> tuple[dict, set[str]]:
        book = HeadlessBook(path, functions=functions)
        frozen = {note.cell for note in book.recalculate().frozen}
        return book._values["My Sheet"], frozen

    free = answers()
    monkeypatch.setattr(Translator, "_hold", lambda *_: "$")
    assert free == answers()
