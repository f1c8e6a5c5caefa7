"""Values written into named areas."""

import datetime
import zipfile

import openpyxl
import pytest
import xlsxwriter

from passivefolio.errors import CellError, DataProblem
from passivefolio.hosts.headless.book import HeadlessBook

AREA = "<definedName name=\"data\">'My Sheet'!$B$2:$C$4</definedName>"
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>'
    '<row r="3" ht="20"><c r="A3"><v>1</v></c><c r="C3" s="1"><v>5</v></c><c r="D3"><v>9</v></c>'
    "</row>"
)


@pytest.fixture
def path(make):
    return make(ROWS, names=AREA)


def values(path, area="B2:C4"):
    sheet = openpyxl.load_workbook(path).active
    return [[cell.value for cell in row] for row in sheet[area]]


def xml(path):
    with zipfile.ZipFile(path) as package:
        return package.read("xl/worksheets/sheet1.xml").decode()


def test_values_reach_cells_and_rows_that_were_not_there(path):
    book = HeadlessBook(path)
    book.write("data", [[1, 2.5], ["a", True], [0, -1e-9]])
    assert book.save()
    assert values(path) == [[1, 2.5], ["a", True], [0, -1e-9]]
    assert values(path, "A1:D1") == [["title", None, None, None]]
    assert values(path, "A3:D3") == [[1, "a", True, 9]]
    assert '<row r="3" ht="20"><c r="A3"><v>1</v></c><c r="B3" t="inlineStr">' in xml(path)


def test_cells_beyond_the_data_become_blank_and_keep_their_style(path):
    book = HeadlessBook(path)
    book.write("DATA", [[1]])
    book.save()
    assert values(path) == [[1, None], [None, None], [None, None]]
    assert '<c r="C3" s="1"/>' in xml(path)


def test_what_is_written_can_be_read(path):
    book = HeadlessBook(path)
    assert book.has("Data")
    assert not book.has("other")
    book.write("data", [["x", None], [CellError("#N/A", "")]])
    assert book.read("data") == [["x", None], [CellError("#N/A", ""), None], [None, None]]


def test_text_survives_with_blanks_entities_and_control_characters(path):
    texts = [['  <a> & "b"  ', "two\nlines"], ["_x0041_", "tab\tend"]]
    book = HeadlessBook(path)
    book.write("data", [*texts, ["\x07", ""]])
    book.save()
    assert HeadlessBook(path).read("data") == [*texts, ["\x07", None]]
    assert "_x0007_" in xml(path)
    assert values(path, "B2:C2") == texts[:1]


@pytest.mark.parametrize(
    ("book_settings", "serial"), [("", 45292.0), ('<workbookPr date1904="1"/>', 43830.0)]
)
def test_dates_become_serial_numbers_of_the_date_system(make, book_settings, serial):
    path = make(ROWS, names=AREA, book=book_settings)
    book = HeadlessBook(path)
    book.write("data", [[datetime.date(2024, 1, 1), datetime.datetime(2024, 1, 1, 18)]])
    assert book.read("data")[0] == [serial, serial + 0.75]


def test_the_first_weeks_of_1900_count_as_in_excel(path):
    book = HeadlessBook(path)
    book.write("data", [[datetime.date(1900, 1, 1), datetime.date(1900, 3, 1)]])
    assert book.read("data")[0] == [1, 61]


def test_formulas_use_what_was_written(make):
    path = make('<row r="9"><c r="A9"><f>SUM(data)</f><v>0</v></c></row>', names=AREA)
    book = HeadlessBook(path, functions={})
    book.write("data", [[1, 2], [3, 4]])
    assert book.recalculate().changed == ("'My Sheet'!A9",)
    book.save()
    assert openpyxl.load_workbook(path, data_only=True).active["A9"].value == 10


def test_too_much_data_is_refused_with_both_sizes(path):
    with pytest.raises(DataProblem, match="3 rows and 2 columns, the data have 4 rows and 1"):
        HeadlessBook(path).write("data", [[1], [2], [3], [4]])


def test_a_formula_in_the_area_is_never_overwritten(make):
    path = make('<row r="2"><c r="C2"><f>1+1</f></c></row>', names=AREA)
    with pytest.raises(DataProblem, match="formula in 'My Sheet'!C2"):
        HeadlessBook(path).write("data", [[1]])


@pytest.mark.parametrize("value", [float("nan"), float("inf"), datetime.date(1899, 1, 1)])
def test_what_no_cell_can_hold_is_refused(path, value):
    with pytest.raises(DataProblem):
        HeadlessBook(path).write("data", [[value]])


def test_an_unknown_name_is_refused(path):
    with pytest.raises(DataProblem, match="has no cells named prices"):
        HeadlessBook(path).read("prices")


def test_the_same_values_again_change_nothing(path):
    book = HeadlessBook(path)
    book.write("data", [[None, None], [None, 5]])
    assert not book.save()


def test_a_sheet_without_any_cell_can_be_filled(make):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    path = make("", names=AREA, sheet=f'<worksheet xmlns="{main}"><sheetData /></worksheet>')
    book = HeadlessBook(path)
    book.write("data", [[1, 2], [3, 4]])
    book.save()
    assert values(path) == [[1, 2], [3, 4], [None, None]]


def test_the_head_of_a_table_is_never_overwritten(tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("Data").add_table("A1:B4", {"name": "Funds"})
        workbook.define_name("all", "=Data!$A$1:$B$4")
        workbook.define_name("inside", "=Data!$A$2:$B$4")
    book = HeadlessBook(path)
    with pytest.raises(DataProblem, match="all covers the head of the table Funds"):
        book.write("all", [["Date", "Fund"]])
    book.write("inside", [[1, 2]])
    assert book.save()
