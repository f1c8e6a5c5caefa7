"""Cutting formulas into tokens."""

import pytest

from passivefolio.hosts.headless.tokens import shifted, tokenize


def text(tokens):
    return "".join(token.text for token in tokens)


@pytest.mark.parametrize(
    "formula",
    [
        'SUM(\'a \'\'b\'!$A$1:B2,tbl[[#This Row],[X y]],{1,2;"}",4},-1%,"x""(",TRUE,#N/A)&a.b( ,2)',
        "IF(A1<=B$2,1E-5+.5,LOG10(100))",
        "YTD2024*tax_rate+Sheet.2!A1:INDEX(A:A,3)",
        "SUM($1:$3,B:$C)",
    ],
)
def test_no_character_is_lost(formula):
    assert text(tokenize(formula)) == formula


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("XFD1", "area"),
        ("XFE1", "word"),
        ("YTD2024", "word"),
        ("A1:B2", "area"),
        ("B:$C", "area"),
        ("$1:3", "area"),
        ("LOG10(", "function"),
        ("tbl[a'[b]", "table"),
        ("'My Sheet'!", "sheet"),
        ("#DIV/0!", "error"),
        ('{1;"}"}', "array"),
        ("größe", "word"),
    ],
)
def test_kinds_of_tokens(formula, kind):
    assert [token.kind for token in tokenize(formula)] == [kind]


@pytest.mark.parametrize(
    ("stored", "plain"),
    [
        ("_xlfn._xlws.SORT(A1)", "SORT(A1)"),
        ('_xlfn.CONCAT("_xlfn.")', 'CONCAT("_xlfn.")'),
        ("_xldudf_PASSIVEFOLIO_UTILITY_X(1)", "UTILITY_X(1)"),
        ("[12]!UTILITY(1)", "UTILITY(1)"),
        ("Sheet1!#REF!+1", "#REF!+1"),
    ],
)
def test_storage_prefixes_come_off(stored, plain):
    assert text(tokenize(stored)) == plain


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+$B2+C$3+$D$4", "C2+$B3+E$3+$D$4"),
        ("SUM(A:B,$C:D,1:2,$3:4)", "SUM(C:D,$C:F,2:3,$3:5)"),
        ('"A1"&Sheet1!A1', '"A1"&Sheet1!C2'),
        ("XFD1048576", "B1"),
    ],
)
def test_a_copied_formula_moves_its_relative_references(formula, moved):
    assert text(shifted(tokenize(formula), 1, 2)) == moved
