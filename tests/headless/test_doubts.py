"""What the cells hold decides which formulas are calculated a second time, under watch."""

import pytest

from passivefolio.hosts.headless.engine import Engine

AMOUNT = "text that looks like a date, a percentage or an amount is not known here"


@pytest.fixture
def watched(monkeypatch):
    """The formulas calculated a second time."""
    found = []
    watch = Engine.watch

    def noting(engine, formulas):
        found.extend(formulas)
        return watch(engine, formulas)

    monkeypatch.setattr(Engine, "watch", noting)
    return found


def rows(formula: str, second: str = "2") -> str:
    """Numbers in A1:A3, of which the second may be a text, 5% in C1, the formula in B1:B3."""
    text = 't="str"' if second == "5%" else ""
    return (
        f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>{formula.format(row=1)}</f><v>0</v></c>'
        '<c r="C1" t="str"><v>5%</v></c></row>'
        f'<row r="2"><c r="A2" {text}><v>{second}</v></c>'
        f'<c r="B2"><f>{formula.format(row=2)}</f><v>0</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c>'
        f'<c r="B3"><f>{formula.format(row=3)}</f><v>0</v></c></row>'
    )


@pytest.mark.parametrize(
    ("formula", "answers"),
    [
        ("A{row}*2", [2, 4, 6]),
        ("INDEX(A$1:A$3,A{row})*2", [2, 4, 6]),
        ("SUM(INDEX(A$1:A$3,1):INDEX(A$1:A$3,A{row}))*2", [2, 6, 12]),
        ("SUMPRODUCT(INDEX(A$1:A$3,1):INDEX(A$1:A$3,A{row}))*2", [2, 6, 12]),
        ("INDEX(TABLE(2,2),1,2)*A{row}", [12, 24, 36]),
        ("IF(A{row}&gt;1,INDEX(A$1:A$3,A{row}),1)*2", [2, 4, 6]),
    ],
)
def test_values_that_are_known_are_calculated_once(recalculated, watched, formula, answers):
    book = recalculated(rows(formula))
    assert [book[f"B{row}"] for row in (1, 2, 3)] == answers
    assert (book.frozen, watched) == ({}, [])


@pytest.mark.parametrize(
    "formula",
    [
        "A{row}*2",
        "INDEX(A$1:A$3,{row})*2",
        "INDEX(INDEX(A$1:A$3,1):INDEX(A$1:A$3,3),{row})*2",
        "IF(A$1=1,INDEX(A$1:A$3,{row}),1)*2",
        "IFERROR(INDEX(A$1:A$3,{row}),1)*2",
        "IFERROR(INDEX(A$1:A$3,{row})*2,1)",
        "CHOOSE(A$1,A{row},1)*2",
    ],
)
def test_a_value_that_is_not_known_keeps_its_own_formula_alone(recalculated, formula):
    book = recalculated(rows(formula, "5%"))
    assert list(book.frozen) == ["B2"]
    assert book.frozen["B2"].endswith(AMOUNT)


def test_a_branch_that_is_not_taken_keeps_no_formula(recalculated, watched):
    book = recalculated(rows("IF(A1=2,INDEX(A$1:A$3,2)*2,7)", "5%"))
    assert [book[f"B{row}"] for row in (1, 2, 3)] == [7, 7, 7]
    assert len(watched) == 3
    assert book.frozen == {}


def test_of_a_formula_under_watch_only_what_is_in_doubt_is_looked_at(recalculated, watched):
    book = recalculated(rows("IFERROR(VLOOKUP(A{row},A$1:A$3,1,FALSE),0)"))
    assert [book[f"B{row}"] for row in (1, 2, 3)] == [1, 2, 3]
    assert watched
    assert not any("_MET" in formula for _, formula in watched)


@pytest.mark.parametrize("beside", ["", '<c r="F1"><v>9</v></c>'])
def test_a_number_of_0_that_reaches_for_several_cells_is_noticed(recalculated, beside):
    book = recalculated(
        f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="D1"><v>0</v></c>'
        f'<c r="E1"><f>INDEX(A1:B2,1,D1)</f><v>5</v></c>{beside}</row>'
        '<row r="2"><c r="E2"><f>1+1</f></c></row>'
    )
    assert book["E1"] == 5
    assert list(book.frozen) == ["E1"]


def test_arithmetic_with_a_range_between_calculated_ends_keeps_its_old_value(recalculated):
    book = recalculated(rows("SUMPRODUCT(INDEX(A$1:A$3,1):INDEX(A$1:A$3,A{row})*2)"))
    assert set(book.frozen.values()) == {"it calculates with a range whose ends are calculated"}
    assert list(book.frozen) == ["B1", "B2", "B3"]
