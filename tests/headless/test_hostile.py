"""Files made to harm: refused with a sentence or survived; and any damage at all by fuzzing."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packages import formulas, parts, rewritten, without_cells

from passivefolio.errors import FileProblem
from passivefolio.hosts.headless.filing import refresh_file

SHEET = "xl/worksheets/sheet1.xml"
ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><f>A1*2+SUM($A$1:A2)</f><v>9</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>a &amp; b</t></is></c>'
    '<c r="C2"><f t="shared" ref="C2:C3" si="0">A1&amp;"x"</f></c></row>'
    '<row r="3"><c r="C3"><f t="shared" si="0"/></c></row>'
)
LETS = "LET(_xlpm.x0,1,"
LETS += "".join(f"_xlpm.x{n},_xlpm.x{n - 1}+_xlpm.x{n - 1}," for n in range(1, 30))
LETS += "_xlpm.x29)"
QUIET = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def sentence(path):
    before = path.read_bytes()
    with pytest.raises(FileProblem) as problem:
        refresh_file(path)
    assert path.read_bytes() == before
    text = str(problem.value)
    assert "fault" not in text, text
    return text


def test_a_zip_bomb(make):
    path = rewritten(make(ROWS), lambda content: content.update(bomb=b"0" * 80_000_000))
    assert "is not safe to open: it unpacks to 80 MB" in sentence(path)


def test_two_parts_of_one_name(make):
    path = make(ROWS)
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(path, "a") as package,
    ):
        package.writestr(SHEET, "<worksheet/>")
    assert "two parts of the same name" in sentence(path)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml"])
def test_elements_nested_without_end(make, part):
    nested = b"<x>" * 100_000 + b"</x>" * 100_000

    def change(content):
        content[part] = content[part].replace(b"<sheet", nested + b"<sheet", 1)

    assert "nested too deeply" in sentence(rewritten(make(ROWS), change))


@pytest.mark.parametrize(
    "row",
    [
        '<row r="99999999"><c r="A99999999"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="-5"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
    ],
)
def test_absurd_dimensions_and_addresses(make, row):
    assert sentence(make(row))


def test_names_that_refer_to_each_other_and_names_that_grow(recalculated):
    names = '<definedName name="a">b+1</definedName><definedName name="b">a+1</definedName>'
    grown = "".join(
        f'<definedName name="g_{n}">g_{n + 1}+g_{n + 1}+g_{n + 1}</definedName>' for n in range(15)
    )
    book = recalculated(
        '<row r="1"><c r="A1"><f>a</f><v>1</v></c><c r="B1"><f>g_0</f><v>2</v></c></row>',
        names=names + grown + '<definedName name="g_15">1</definedName>',
    )
    assert "circle" in book.frozen["A1"]
    assert "too long" in book.frozen["B1"]


@pytest.mark.parametrize(
    "formula",
    [
        "(" * 5000 + "1" + ")" * 5000,
        "ABS(" * 3000 + "1" + ")" * 3000,
        "-" * 5000 + "1",
        "+".join(["1"] * 4000),
        LETS,
        "{" * 500,
        '"' * 5001,
        "A1:" * 3000 + "A1",
    ],
)
def test_formulas_beyond_all_measure_are_frozen(recalculated, formula):
    text = formula.replace("&", "&amp;").replace('"', "&quot;")
    book = recalculated(f'<row r="1"><c r="B1"><f>{text}</f><v>7</v></c></row>')
    assert set(book.frozen) == {"B1"}
    assert not book.saved


def refusal(path):
    """The sentence with which a refresh is refused, and what it did otherwise."""
    try:
        return "", refresh_file(path)
    except FileProblem as problem:
        return str(problem), None


def survived(path):
    """A refresh ends with a sentence or with a file in which only cells changed."""
    before = path.read_bytes()
    text, report = refusal(path)
    assert "fault" not in text, text
    if report is None:
        assert path.read_bytes() == before
        return
    if not report.saved:
        assert path.read_bytes() == before
        return
    new, old = parts(path), parts(io.BytesIO(before))
    assert list(new) == list(old)
    assert {name for name in new if new[name] != old[name]} <= {SHEET}
    assert without_cells(new[SHEET]) == without_cells(old[SHEET])
    assert formulas(new[SHEET]) == formulas(old[SHEET])
    assert refresh_file(path).saved is None


@QUIET
@given(data=st.data())
def test_a_package_with_any_bytes_changed_is_survived(make, data):
    path = make(ROWS)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, 2 * len(content)))])
    survived(path)


@QUIET
@given(data=st.data())
def test_a_sheet_with_any_text_put_in_is_survived(make, data):
    snippets = ["<c>", "</c>", '<c r="B9">', "<f>", "</f>", "<v>1</v>", "<row>", "</row>", "&#0;"]
    snippets += [
        '<row r="7"/>',
        "<!-- -->",
        "<![CDATA[x]]>",
        "<is><t>",
        'r="A1"',
        "]]>",
        "é",
        "<?x?>",
    ]
    text = parts(make(ROWS))[SHEET].decode()
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text)))
        end = place + data.draw(st.integers(0, 12))
        text = (
            text[:place] + data.draw(st.sampled_from(snippets) | st.text(max_size=3)) + text[end:]
        )
    path = rewritten(
        make(ROWS), lambda content: content.update({SHEET: text.encode("utf-8", "replace")})
    )
    survived(path)


PIECES = """
A1 $B$2 A1:B2 A:A 1:3 SUM( IF( INDEX( ROUND( UTILITY( LET( ) , ; + - * / ^ & = <> % { } ' ! [ ] # @
"a" 1 0.5 1E300 TRUE #N/A _xlfn. _xlpm.x tbl[Col] OFFSET( INDIRECT( SEQUENCE( Sheet1! 'My_Sheet'!
[1]X! : A1# TEXT( RANDBETWEEN(
"""
pieces = st.sampled_from(PIECES.split()) | st.text(max_size=2)


@QUIET
@given(formula=st.lists(pieces, max_size=14).map("".join))
def test_any_formula_is_calculated_or_frozen(make, formula):
    text = escape("".join(sign for sign in formula if sign.isprintable() and sign < "\ud800"))
    path = make(f'<row r="1"><c r="A1"><v>2</v></c><c r="C5"><f>{text}</f><v>7</v></c></row>')
    survived(path)
    assert zipfile.is_zipfile(io.BytesIO(path.read_bytes()))
