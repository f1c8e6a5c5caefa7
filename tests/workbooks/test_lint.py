"""The rules by which a template reads right from Excel 2016 on, in LibreOffice and in viewers."""

import re
import zipfile
from functools import cache
from xml.etree import ElementTree as Xml

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from passivefolio.catalogue import BY_NAME
from passivefolio.workbooks.look import FONT, INPUT_FILL
from passivefolio.workbooks.templates import TEMPLATES, built_templates

NAMES = [template.name for template in TEMPLATES]
every_template = pytest.mark.parametrize("name", NAMES)


def words(text):
    return frozenset(text.split())


OF_EXCEL_2007 = words(
    """
    ABS AND AVERAGE AVERAGEIF AVERAGEIFS CHAR CHOOSE COLUMN COLUMNS CORREL COUNT COUNTA COUNTBLANK
    COUNTIF COUNTIFS COVAR DATE DAY EDATE EOMONTH EXP FALSE FIXED FORECAST GEOMEAN HLOOKUP
    HYPERLINK IF IFERROR
    INDEX INT INTERCEPT ISBLANK ISERROR ISNUMBER ISTEXT KURT LARGE LEFT LEN LN LOG LOG10 LOOKUP
    MATCH MAX MEDIAN MIN MMULT MOD MONTH N NA NORMSDIST NORMSINV NOT OR PERCENTILE PRODUCT QUARTILE
    RANK REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS RSQ SIGN SKEW SLOPE SMALL SQRT STDEV STEYX
    SUBSTITUTE SUM SUMIF SUMIFS SUMPRODUCT SUMSQ SUMXMY2 T TEXT TRANSPOSE TRIM TRUE VAR
    VLOOKUP WORKDAY XIRR
    XNPV YEAR YEARFRAC
    """
)
OF_EXCEL_2010 = words(
    """
    _xlfn.COVARIANCE.S _xlfn.IFNA _xlfn.NORM.S.DIST _xlfn.NORM.S.INV _xlfn.PERCENTILE.INC
    _xlfn.RANK.EQ _xlfn.STDEV.S _xlfn.VAR.S
    """
)
"""Newer than the file format: they are stored with a prefix."""

CALL = re.compile(r"([A-Za-z_][\w.]*)\(")
TEXT = re.compile(r'"(?:[^"]|"")*"')
CELL_LIKE = re.compile(r"(?i)[A-Z]{1,3}\d+|R\d*C\d*|R|C")
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def path_of(name):
    return built_templates() / f"{name}.xlsx"


@cache
def workbook(name, *, values=False):
    return openpyxl.load_workbook(path_of(name), data_only=values)


@cache
def parts(name):
    with zipfile.ZipFile(path_of(name)) as package:
        return {member: package.read(member) for member in package.namelist()}


def cells(name):
    for sheet in workbook(name).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                yield f"{sheet.title}!{cell.coordinate}", cell


def formulas(name):
    for place, cell in cells(name):
        if cell.data_type == "f":
            yield place, str(cell.value)


def drawn(name, part):
    found = [Xml.fromstring(xml) for member, xml in parts(name).items() if part in member]
    assert found, f"there is no {part}"
    return found


@every_template
def test_only_functions_of_excel_2010_and_ours_are_used(name):
    known = OF_EXCEL_2007 | OF_EXCEL_2010 | set(BY_NAME)
    unknown = {
        (place, function)
        for place, formula in formulas(name)
        for function in CALL.findall(TEXT.sub('""', formula))
        if function not in known
    }
    assert not unknown


@every_template
def test_formulas_hold_no_array_constants_row_marks_or_lost_references(name):
    for place, formula in formulas(name):
        bare = TEXT.sub('""', formula)
        assert not re.search(r"\{|@|#REF!|#", bare), (place, formula)
        assert "[" not in bare, (place, "another workbook or a table", formula)


@every_template
def test_numbers_in_sentences_read_right_in_every_language(name):
    for place, formula in formulas(name):
        for given in re.findall(r'(?<!IS)\bTEXT\([^"]*?,("[^"]*")\)', formula):
            assert given in ('"0"', '"00"'), (place, "see workbooks/words.py", formula)


@every_template
def test_every_formula_fills_one_cell(name):
    for member, xml in parts(name).items():
        if member.startswith("xl/worksheets/sheet"):
            assert b't="array"' not in xml, f"{member}: without the add-in LibreOffice loses it"
            assert b' cm="' not in xml, member
    assert "xl/metadata.xml" not in parts(name)


@every_template
def test_no_figure_differs_from_its_native_twin(name):
    for sheet in workbook(name, values=True).worksheets:
        for row in sheet.iter_rows():
            assert not [cell.coordinate for cell in row if cell.value == "NO"], sheet.title


@every_template
def test_the_sheets_come_in_the_common_order(name):
    sheets = workbook(name).sheetnames
    assert sheets[:3] == ["Start", "Inputs", "Results"]
    assert sheets[-2:] == ["Checks", "About"]


@every_template
def test_yellow_cells_are_free_and_all_others_locked(name):
    for sheet in workbook(name).worksheets:
        assert sheet.protection.sheet, f"{sheet.title} is not protected"
        assert sheet.protection.password is None
    yellow = f"FF{INPUT_FILL[1:]}"
    for place, cell in cells(name):
        if place.startswith("Start!"):
            assert cell.protection.locked, place
            continue
        free = not cell.protection.locked
        assert not (free and cell.data_type == "f"), place
        if not isinstance(cell, openpyxl.cell.cell.MergedCell):
            head = cell.fill.fgColor.rgb != yellow and cell.data_type == "s" and free
            assert free == (cell.fill.fgColor.rgb == yellow) or head, place


@every_template
def test_free_numbers_say_what_they_take(name):
    for sheet in workbook(name).worksheets:
        ruled = [
            range_boundaries(str(area))
            for rule in sheet.data_validations.dataValidation
            if rule.prompt and rule.error
            for area in rule.sqref.ranges
        ]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.protection.locked or not isinstance(cell.value, int | float):
                    continue
                assert any(
                    left <= cell.column <= right and top <= cell.row <= bottom
                    for left, top, right, bottom in ruled
                ), f"{sheet.title}!{cell.coordinate}"


WITH_A_HISTORY = [name for name in NAMES if name != "client_book"]


@pytest.mark.parametrize("name", WITH_A_HISTORY)
def test_a_date_of_a_history_is_refused_unless_later_than_the_one_above(name):
    book = workbook(name)
    ((sheet, area),) = book.defined_names["history_dates"].destinations
    left, top, *_ = range_boundaries(area)
    first, above = f"{'AB'[left - 1]}{top}", f"{'AB'[left - 1]}{top - 1}"
    rules = [
        rule.formula1
        for rule in book[sheet].data_validations.dataValidation
        if str(rule.sqref) == area.replace("$", "")
    ]
    assert rules == [f"AND(ISNUMBER({first}),{first}>N({above}))"]


@every_template
def test_numbers_are_formatted(name):
    values = workbook(name, values=True)
    for place, cell in cells(name):
        shown = values[place.partition("!")[0]][cell.coordinate].value
        is_number = isinstance(shown, int | float) and not isinstance(shown, bool)
        if is_number and (cell.data_type == "f" or not cell.protection.locked):
            assert cell.number_format != "General", place


@every_template
def test_every_letter_is_in_one_font(name):
    styles = parts(name)["xl/styles.xml"].decode()
    assert set(re.findall(r'<(?:name|rFont) val="([^"]*)"', styles)) == {FONT}
    for chart in drawn(name, "xl/charts/chart"):
        assert {font.get("typeface") for font in chart.iter(f"{MAIN}latin")} <= {FONT}


@every_template
def test_every_page_is_set_up_for_the_printer(name):
    for sheet in workbook(name).worksheets:
        assert sheet.print_area, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert sheet.page_setup.fitToWidth in (None, 1), sheet.title
        assert sheet.oddHeader.right.text, sheet.title
        assert sheet.oddFooter.right.text == "Page &P of &N", sheet.title


@every_template
def test_charts_have_titles_axis_titles_and_a_text_for_those_who_listen(name):
    for chart in drawn(name, "xl/charts/chart"):
        title = "".join(text.text for text in chart.find(f".//{CHART}title").iter(f"{MAIN}t"))
        assert title
        axes = [
            axis
            for kind in ("catAx", "valAx", "dateAx")
            for axis in chart.iter(f"{CHART}{kind}")
            if axis.find(f"{CHART}delete") is None
        ]
        for axis in axes:
            assert axis.find(f"{CHART}title") is not None, title
        round_charts = any(chart.iter(f"{CHART}doughnutChart"))
        assert round_charts or len(axes) >= 2, title
    for drawing in drawn(name, "xl/drawings/drawing"):
        for frame in drawing.iter(f"{DRAWING}cNvPr"):
            assert len(frame.get("descr", "")) > 15, frame.get("name")


@every_template
def test_charts_draw_cells_of_this_book_and_remember_their_values(name):
    values = workbook(name, values=True)
    for chart in drawn(name, "xl/charts/chart"):
        for reference in (*chart.iter(f"{CHART}numRef"), *chart.iter(f"{CHART}strRef")):
            sheet, _, area = reference.find(f"{CHART}f").text.rpartition("!")
            left, top, right, bottom = range_boundaries(area)
            drawn_cells = values[sheet.strip("'")].iter_rows(top, bottom, left, right)
            shown = [cell.value for row in drawn_cells for cell in row]
            cached = {
                int(point.get("idx")): point.find(f"{CHART}v").text
                for point in reference.iter(f"{CHART}pt")
            }
            for index, value in enumerate(shown):
                if isinstance(value, int | float) and reference.tag.endswith("numRef"):
                    assert float(cached[index]) == pytest.approx(value, rel=1e-12), (area, index)


@every_template
def test_names_resolve_and_look_like_no_cell_or_function(name):
    book = workbook(name)
    for word, defined in book.defined_names.items():
        assert not CELL_LIKE.fullmatch(word), word
        assert word.upper() not in BY_NAME, word
        for sheet, area in defined.destinations:
            assert sheet in book.sheetnames, word
            assert range_boundaries(area), word


@every_template
def test_nothing_leads_out_of_the_file(name):
    for member, xml in parts(name).items():
        assert "externalLink" not in member
        assert "vbaProject" not in member
        if member.endswith(".rels"):
            assert b'TargetMode="External"' not in xml, member
