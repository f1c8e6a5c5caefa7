"""In workbooks of another language, what depends on it keeps its value."""

import zipfile

import pytest

from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.hosts.headless.language import OTHER

PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    "<Application>{program}</Application><HeadingPairs>"
    '<vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>{heading}</vt:lpstr></vt:variant>'
    "<vt:variant><vt:i4>1</vt:i4></vt:variant></vt:vector></HeadingPairs></Properties>"
)
DEPENDING = [
    '"Zins "&amp;A1',
    "A1&amp;&quot;&quot;",
    'TEXT(A1,"0.00")',
    'TEXT(45292,"dd.mm.yyyy")',
    'TEXT(45292,"mmmm")',
    "FIXED(A1,2)",
    'VALUE("0.5")',
    '"0.5"*2',
    "LEN(A1)",
    'SUBSTITUTE(A1,"a","b")',
    "CONCATENATE(A1,B1)",
    "(A1&gt;0)&amp;&quot;&quot;",
    'COUNTIF(A1:B1,"&gt;"&amp;A1)',
    'DATEVALUE("1 Jan 2024")',
]
THE_SAME = [
    ('"Jahr "&amp;B1', "Jahr 3"),
    ('TEXT(A1,"0%")', "50%"),
    ("A1*2", 1),
    ('COUNTIF(A1:B1,"&gt;"&amp;B1)', 0),
    ('SUBSTITUTE("a-b","-",B1)', "a3b"),
    ("LEFT(C1,2)", "12"),
]


@pytest.fixture
def refreshed(make):
    """Formulas in row 2 of a workbook with 0.5, 3 and "123" in row 1; the frozen and the values."""

    def refresh(formulas, old="x", *, program="Microsoft Excel", heading="Worksheets"):
        cells = "".join(
            f'<c r="{chr(65 + number)}2" t="str"><f>{formula}</f><v>{old}</v></c>'
            for number, formula in enumerate(formulas)
        )
        last = chr(64 + len(formulas))
        path = make(
            '<row r="1"><c r="A1"><v>0.5</v></c><c r="B1"><v>3</v></c>'
            f'<c r="C1" t="str"><v>123</v></c></row><row r="2">{cells}</row>',
            names=f"<definedName name=\"answers\">'My Sheet'!$A$2:${last}$2</definedName>",
        )
        with zipfile.ZipFile(path, "a") as package:
            text = PROPERTIES.format(program=program, heading=heading)
            package.writestr("docProps/app.xml", text)
        book = HeadlessBook(path, functions={})
        frozen = {note.cell: note.text for note in book.recalculate().frozen}
        return frozen, book.read("answers")[0]

    return refresh


def test_german_headings_keep_what_depends_on_the_language(refreshed):
    frozen, values = refreshed(DEPENDING, heading="Arbeitsblätter")
    assert len(frozen) == len(DEPENDING)
    assert set(values) == {"x"}
    words = "how {} takes text that is a number is not known here"
    assert set(frozen.values()) == {OTHER, words.format("VALUE"), words.format("*")}


def test_german_headings_keep_nothing_else(refreshed):
    formulas, answers = zip(*THE_SAME, strict=True)
    assert refreshed(formulas, heading="Arbeitsblätter") == ({}, list(answers))


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"heading": "Charts"},
        {"program": "LibreOffice/7.4", "heading": "Tabellen"},
    ],
)
def test_without_a_sign_texts_are_english(refreshed, told):
    formulas = ['"Zins "&amp;A1', 'TEXT(1234.5,"#,##0.0")', 'TEXT(45292,"mmmm")', "FIXED(A1,2)"]
    assert refreshed(formulas, **told) == ({}, ["Zins 0.5", "1,234.5", "January", "0.50"])


@pytest.mark.parametrize("old", ["Zins 0,4", "Zins 12,75"])
def test_commas_in_the_texts_of_the_file_are_a_sign(refreshed, old):
    frozen, values = refreshed(['"Zins "&amp;A1', "A1*2"], old)
    assert (frozen, values) == ({"A2": OTHER}, [old, 1])


@pytest.mark.parametrize(
    "old", ["1.234,5", "1\xa0234,5", "1\u202f234,5", "1'234.5", "1\u2019234.5"]
)
def test_groups_of_digits_in_the_texts_of_the_file_are_a_sign(refreshed, old):
    frozen, values = refreshed(['TEXT(1234.5,"#,##0.0")'], old)
    assert (frozen, values) == ({"A2": OTHER}, [old])


@pytest.mark.parametrize("old", ["Zins 0.4", "Zins, 5", "0,5"])
def test_other_texts_of_the_file_are_no_sign(refreshed, old):
    assert refreshed(['"Zins "&amp;A1'], old) == ({}, ["Zins 0.5"])


@pytest.mark.parametrize("day", ["2/1/2024", "31.12.2023", "12/31/2023", "1-2-24", "1/2"])
def test_a_date_of_which_day_and_month_could_be_exchanged_keeps_its_value(refreshed, day):
    frozen, values = refreshed([f'DATEVALUE("{day}")'])
    assert (list(frozen), values) == (["A2"], ["x"])
    assert "not known here" in frozen["A2"]


@pytest.mark.parametrize("day", ["2024-01-31", "31 Jan 2024", "31-Jan-2024", "January 31, 2024"])
def test_a_date_that_is_plain_is_read(refreshed, day):
    assert refreshed([f'DATEVALUE("{day}")']) == ({}, [45322])


def test_damaged_properties_are_no_sign(refreshed):
    assert refreshed(['"Zins "&amp;A1'], heading="<") == ({}, ["Zins 0.5"])
