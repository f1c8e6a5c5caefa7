"""Texts with letters beyond A to Z, conditions, and texts that grow too long."""

import time
from xml.sax.saxutils import escape

import pytest

from passivefolio.hosts.headless.engine import Engine


@pytest.fixture
def answers(recalculated):
    """The answers to formulas beside a column of constants in A; frozen ones are their words."""

    def find(cells: list, *formulas: str) -> list:
        rows = []
        for row in range(1, max(len(cells), len(formulas)) + 1):
            xml = ""
            if row <= len(cells):
                cell = cells[row - 1]
                kind = 't="str"' if isinstance(cell, str) else ""
                xml += f'<c r="A{row}" {kind}><v>{escape(str(cell))}</v></c>'
            if row <= len(formulas):
                xml += f'<c r="C{row}"><f>{escape(formulas[row - 1])}</f><v>-99</v></c>'
            rows.append(f'<row r="{row}">{xml}</row>')
        book = recalculated("".join(rows))
        return [book.frozen.get(f"C{row}", book[f"C{row}"]) for row in range(1, len(formulas) + 1)]

    return find


LABELS = ["Aktien", "Überrendite", "für alle", "Größe", "été", "Ärger"]
CLASH = "it compares texts that differ in the case of letters beyond A to Z"


@pytest.mark.parametrize(
    ("formula", "answer"),
    [
        ('MATCH("Überrendite",A1:A6,0)', 2),
        ("MATCH(A4,A1:A6,0)", 4),
        ('MATCH("Fonds",A1:A6,0)', "#N/A"),
        ('VLOOKUP("Größe",A1:A6,1,FALSE)', "Größe"),
        ('COUNTIF(A1:A6,"überrendite")', CLASH),
        ('MATCH("überrendite",A1:A6,0)', CLASH),
        ('MATCH("ü*",A1:A6,0)', CLASH),
        ('COUNTIF(A1:A6,"Über*")', CLASH),  # there is a small ü, too
        ('COUNTIF(A1:A3,"A*")', 1),
        ('COUNTIF(A4:A6,"*ß*")', 1),
        ('COUNTIF(A1:A6,"Aktien")', 1),
        ('A2="ÜBERRENDITE"', True),
        ('A2<>"überrendite"', False),
        ("A2=A6", False),
        ('IF(A5="ÉTÉ",1,2)', 1),
        ('A1&A2&"é"', "AktienÜberrenditeé"),
        ("LEN(A2)", 11),
        ('SUBSTITUTE(A2,"Ü","Ue")', "Ueberrendite"),
        ("UPPER(A5)", "ÉTÉ"),
        ("PROPER(LOWER(A6))", "Ärger"),
        ("SUMPRODUCT(--(A1:A6=UPPER(A5)))", 1),
        ("A1<A2", 'where "Überrendite" stands among other texts is not known here'),
        ('A1<"b"', True),
        ('A1<"_"', 'where "_" stands among other texts is not known here'),
        ("A2>5", True),
        ('SEARCH("Ü",A2)', 1),
        ('SEARCH("ü",A2)', CLASH),
        ('SWITCH(A5,"été",1,2)', 1),
    ],
)
def test_texts_beyond_a_to_z_are_compared_rightly_or_not_at_all(answers, formula, answer):
    assert answers(LABELS, formula) == [answer]


@pytest.mark.parametrize("formula", ["MATCH(A2,A1:A6)", "VLOOKUP(A2,A1:A6,1)", "LOOKUP(A2,A1:A6)"])
def test_texts_beyond_a_to_z_are_not_put_in_order(answers, formula):
    (answer,) = answers(LABELS, formula)
    assert "not known here" in answer


@pytest.mark.parametrize(
    ("formula", "answer"),
    [
        ('COUNTIF(A1:A4,">50%")', 2),
        ('COUNTIF(A1:A4,"<=25%")', 1),
        ('SUMIF(A1:A4,">0.4")', 2.25),
        ('COUNTIFS(A1:A4,"<>0.5")', 3),
    ],
)
def test_a_percentage_in_a_condition_is_a_number(answers, formula, answer):
    assert answers([0.5, 0.75, 0.25, 1], formula) == [answer]


@pytest.mark.parametrize(
    "condition", ["50%", ">$50", ">1,000", "(50)", ">1/2/2024", "<>50%", "<f", ">=Jan 2024"]
)
def test_a_condition_that_only_excel_reads_keeps_the_old_value(answers, condition):
    found = answers(
        [0.5, condition],
        f'COUNTIF(A1:A1,"{condition}")',
        "SUMIF(A1:A1,A2)",
        "COUNTIFS(A1:A1,A2)",
        'COUNTIF(A1:A1,A2&"")',
    )
    assert all("not known here" in str(answer) for answer in found)


def test_unique_does_not_tell_capitals_from_small_letters(answers):
    assert answers(["Bond", "bond", "cash", "BOND"], "ROWS(UNIQUE(A1:A4))") == [2]


def test_texts_that_would_fill_the_memory_are_not_made(answers):
    start = time.perf_counter()
    (answer,) = answers(["a"], 'LEN(SUBSTITUTE(REPT(A1,32767),"a",REPT("b",32767)))')
    assert answer == "a text in it has more than the 32,767 characters a cell holds"
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "formula", ["VLOOKUP(A2,A$1:A$3,1,FALSE)", 'MATCH("Überrendite",A$1:A$3,0)']
)
def test_texts_without_a_twin_in_the_workbook_are_looked_up_once(answers, monkeypatch, formula):
    monkeypatch.setattr(Engine, "watch", None)
    assert answers(LABELS, formula)[0] in ("Überrendite", 2)


def test_a_condition_made_with_a_number_is_calculated_once(answers, monkeypatch):
    monkeypatch.setattr(Engine, "watch", None)
    assert answers([1, 2, 3], 'COUNTIF(A1:A3,">"&A1)', 'SUMIF(A1:A3,"<="&A2)') == [2, 3]
