"""A workbook with everything in it: only the cells that should change do."""

import io
import re
import struct
import zipfile
import zlib

import openpyxl
import pytest
import xlsxwriter

from passivefolio.hosts.headless.book import HeadlessBook

ALLOCATION = "xl/worksheets/sheet1.xml"
FRONTIER = "xl/worksheets/sheet2.xml"
CHARTS = {"xl/charts/chart1.xml", "xl/charts/chart2.xml"}


def picture():
    """A picture of one pixel."""

    def chunk(kind, content):
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\x00\x1f\x4e\x79"))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + header + data + chunk(b"IEND", b""))


def build(path):
    """An allocation sheet and a frontier sheet with charts, pictures, a table and so on."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": "60/30/10", "comments": "template"})
        book.set_custom_property("TemplateVersion", "1.0")
        sheet, frontier = book.add_worksheet("Allocation"), book.add_worksheet("Frontier")
        percent = book.add_format({"num_format": "0.00%"})
        fill_allocation(book, sheet, percent)
        frontier.write_row("A1", ["SD", "E(r)"])
        frontier.write_array_formula("A2:B4", "{=TABLE(3,2)*risk_aversion}", percent)
        frontier.write_formula("D2", "=SUM(A2:A4)")
        add_charts(book, sheet, frontier)
        sheet.insert_image("D1", "logo.png", {"image_data": picture(), "description": "logo"})
        sheet.conditional_format("B4:B6", {"type": "data_bar"})
        rule = {"type": "cell", "criteria": "<", "value": 0, "format": percent}
        sheet.conditional_format("B10:B16", rule)
        between = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
        sheet.data_validation("B4:B6", between)
        sheet.write_comment("B8", "Typical 2 to 4")
        sheet.insert_textbox("F25", "Press Refresh to recalculate")
        sheet.insert_checkbox("D8", True)
        sheet.protect("", {"format_cells": True})
        sheet.freeze_panes(3, 0)


def fill_allocation(book, sheet, percent):
    sheet.write("A1", "Passive portfolio 60/30/10")
    contribution = "=tblAlloc[[#This Row],[Weight]]*tblAlloc[[#This Row],[Exp return]]"
    columns = [{"header": "Asset"}, {"header": "Weight"}, {"header": "Exp return"}]
    columns += [{"header": "Contribution", "formula": contribution, "format": percent}]
    data = [["Stocks", 0.6, 0.08], ["Treasuries", 0.3, 0.04], ["Cash", 0.1, 0.03]]
    sheet.add_table("A3:D6", {"name": "tblAlloc", "columns": columns, "data": data})
    sheet.write("A8", "Risk aversion")
    sheet.write("B8", 3)
    book.define_name("risk_aversion", "=Allocation!$B$8")
    formulas = [
        "=SUM(tblAlloc[Weight])",
        "=SUMPRODUCT(tblAlloc[Weight],tblAlloc[Exp return])",
        "=UTILITY(B11,0.1,risk_aversion)",
        '=IF(B12>0,"hold","sell")',
        "=B8/(B8-3)",
        "=ABS(B10-1)<0.000001",
        '="U="&TEXT(B12,"0.00%")',
    ]
    for row, formula in enumerate(formulas, 9):
        sheet.write_formula(row, 1, formula, percent)


def add_charts(book, sheet, frontier):
    ring = book.add_chart({"type": "doughnut"})
    labels, weights = "=Allocation!$A$4:$A$6", "=Allocation!$B$4:$B$6"
    ring.add_series({"categories": labels, "values": weights})
    sheet.insert_chart("F9", ring)
    curve = book.add_chart({"type": "scatter", "subtype": "smooth"})
    sd, er = "=Frontier!$A$2:$A$4", "=Frontier!$B$2:$B$4"
    curve.add_series({"name": "=Frontier!$B$1", "categories": sd, "values": er})
    frontier.insert_chart("D5", curve)


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def without_cells(sheet):
    return re.sub(rb"<c [^>]*?(?:/>|>.*?</c>)", b"", sheet)


def formulas(sheet):
    return re.findall(rb"<f[ >].*?</f>", sheet)


def cells(sheet):
    return {found[1]: found[0] for found in re.findall(rb'(<c r="(\w+)".*?(?:/>|</c>))', sheet)}


def set_risk_aversion(path, number):
    """Change the input by an edit of the XML."""
    content = parts(path)
    content[ALLOCATION] = content[ALLOCATION].replace(
        b'<c r="B8"><v>3</v></c>', f'<c r="B8"><v>{number}</v></c>'.encode()
    )
    with zipfile.ZipFile(path) as package:
        members = package.infolist()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for member in members:
            package.writestr(member, content[member.filename])


@pytest.fixture
def path(tmp_path, functions):
    path = tmp_path / "book.xlsx"
    build(path)
    book = HeadlessBook(path, functions=functions)
    assert book.recalculate().frozen == ()
    assert book.save()
    return path


def refreshed(path, functions):
    book = HeadlessBook(path, functions=functions)
    recalculation = book.recalculate()
    return recalculation, book.save()


def test_a_new_book_gets_all_its_values(path):
    sheet = openpyxl.load_workbook(path, data_only=True)["Allocation"]
    values = [sheet[f"B{row}"].value for row in range(10, 17)]
    assert values == pytest.approx([1, 0.063, 0.048, "hold", "#DIV/0!", True, "U=4.80%"])
    assert sheet["D4"].value == pytest.approx(0.048)


def test_only_what_depends_on_the_input_changes(path, functions):
    set_risk_aversion(path, 4)
    before = parts(path)
    recalculation, saved = refreshed(path, functions)
    after = parts(path)
    assert saved
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {ALLOCATION, FRONTIER, "xl/charts/chart2.xml"}
    assert len(before) == 25
    expected = {b"B12", b"B14", b"B16"}
    old, new = cells(before[ALLOCATION]), cells(after[ALLOCATION])
    assert {cell for cell in old if old[cell] != new[cell]} == expected
    wheres = {where for where in recalculation.changed if where.startswith("Alloc")}
    assert wheres == {f"Allocation!{cell.decode()}" for cell in expected}


@pytest.mark.parametrize("part", [ALLOCATION, FRONTIER])
def test_formulas_and_everything_outside_the_cells_stay_byte_for_byte(path, functions, part):
    set_risk_aversion(path, 4)
    before = parts(path)[part]
    refreshed(path, functions)
    after = parts(path)[part]
    assert before != after
    assert without_cells(before) == without_cells(after)
    assert formulas(before) == formulas(after)


def test_the_order_and_dates_of_the_parts_stay(path, functions):
    set_risk_aversion(path, 4)
    with zipfile.ZipFile(path) as package:
        before = [(m.filename, m.date_time, m.compress_type) for m in package.infolist()]
    refreshed(path, functions)
    with zipfile.ZipFile(path) as package:
        after = [(m.filename, m.date_time, m.compress_type) for m in package.infolist()]
    assert before == after


def test_a_second_refresh_leaves_the_file_byte_for_byte(path, functions):
    set_risk_aversion(path, 4)
    refreshed(path, functions)
    before, moment = path.read_bytes(), path.stat().st_mtime_ns
    recalculation, saved = refreshed(path, functions)
    assert (recalculation.changed, saved) == ((), False)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, moment)


def test_openpyxl_reads_the_new_values(path, functions):
    set_risk_aversion(path, 4)
    refreshed(path, functions)
    book = openpyxl.load_workbook(path, data_only=True)
    assert book["Allocation"]["B12"].value == pytest.approx(0.043)
    assert book["Allocation"]["B14"].value == 4
    assert [[cell.value for cell in row] for row in book["Frontier"]["A2:B4"]] == [
        [44, 48],
        [84, 88],
        [124, 128],
    ]


def test_charts_remember_the_new_values(path, functions):
    points = rb"<c:v>([^<]*)</c:v>"
    assert re.findall(points, parts(path)["xl/charts/chart2.xml"]) == [
        b"E(r)",
        *[b"33", b"63", b"93"],
        *[b"36", b"66", b"96"],
    ]
    assert re.findall(points, parts(path)["xl/charts/chart1.xml"]) == [
        *[b"Stocks", b"Treasuries", b"Cash"],
        *[b"0.6", b"0.3", b"0.1"],
    ]
    set_risk_aversion(path, 4)
    refreshed(path, functions)
    assert re.findall(points, parts(path)["xl/charts/chart2.xml"])[1:4] == [b"44", b"84", b"124"]


def test_a_book_can_be_saved_under_another_name(path, functions, tmp_path):
    before = path.read_bytes()
    book = HeadlessBook(path, functions=functions)
    assert book.save(tmp_path / "copy.xlsx")
    assert path.read_bytes() == before
    assert parts(tmp_path / "copy.xlsx") == parts(path)


def test_a_refresh_leaves_the_calculation_settings_alone(path):
    assert b'fullCalcOnLoad="1"' in parts(path)["xl/workbook.xml"]


def test_a_builder_can_ask_for_the_values_to_be_kept_on_open(path):
    before = parts(path)["xl/workbook.xml"]
    book = HeadlessBook(path)
    book.keep_values_on_open()
    assert book.save()
    after = parts(path)["xl/workbook.xml"]
    assert b'<calcPr calcId="191029"/>' in after
    assert before == after.replace(
        b'<calcPr calcId="191029"/>', b'<calcPr calcId="124519" fullCalcOnLoad="1"/>'
    )
    assert not book.save()
