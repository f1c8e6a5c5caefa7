"""Writing values into the bytes of a sheet, for any values in any cells."""

import string
import zipfile
from functools import partial

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passivefolio.hosts.headless.patch import patched
from passivefolio.hosts.headless.sheetxml import scan
from passivefolio.hosts.headless.values import stored_value

read = partial(stored_value, strings=["shared"], date1904=False)
PART = "xl/worksheets/sheet1.xml"
ROWS = (
    '<row r="2"><c r="B2" s="1"><v>1</v></c><c r="D2" t="s"><v>0</v></c></row><row r="3"/>'
    '<row r="5" ht="30" customHeight="1"><c r="A5"/><c r="C5" t="b"><v>1</v></c></row>'
)
places = st.tuples(st.integers(1, 7), st.integers(1, 6))
texts = st.text(string.ascii_letters + " <>&\"'\n_x0é€😀", min_size=1, max_size=12)
values = st.one_of(
    st.none(),
    st.booleans(),
    texts,
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**15), 10**15).map(float),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=st.dictionaries(places, values, max_size=12))
def test_what_is_patched_is_what_a_reader_finds(make, edits):
    path = make(ROWS)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    expected = {
        (2, 2): 1.0,
        (2, 4): "shared",
        (5, 3): True,
        **edits,
    }
    parts[PART] = patched(scan(parts[PART], PART, read), edits, {})
    content = scan(parts[PART], PART, read).content
    assert {place: content.values.get(place) for place in expected} == expected
    assert list(content.cells) == sorted(content.cells)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=st.dictionaries(places, values, max_size=12))
def test_openpyxl_finds_the_same_values(make, edits):
    path = make(ROWS.replace(' t="s"', ""))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    edits = {place: value for place, value in edits.items() if "_x" not in str(value)}
    parts[PART] = patched(scan(parts[PART], PART, read), edits, {})
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    sheet = openpyxl.load_workbook(path).active
    assert {place: sheet.cell(*place).value for place in edits} == edits
