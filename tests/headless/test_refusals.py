"""Files that are refused, each with one plain sentence, and nothing is written."""

import struct
import zipfile
from pathlib import Path

import pytest

from passivefolio.errors import FileProblem
from passivefolio.hosts.headless import files
from passivefolio.hosts.headless.book import HeadlessBook

ROWS = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f><v>0</v></c></row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def path(make):
    return make(ROWS)


def refused(path, sentence):
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(FileProblem, match=sentence) as problem:
        HeadlessBook(path)
    assert str(problem.value).startswith(path.name)
    assert before == (path.read_bytes() if path.is_file() else None)


def rewritten(path, change):
    """The package with its parts changed."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_a_file_that_is_not_there(tmp_path):
    refused(tmp_path / "none.xlsx", "is not there")


def test_a_folder(tmp_path):
    refused(tmp_path, "is a folder")


def test_a_text_file_with_the_wrong_name(tmp_path):
    (tmp_path / "data.xlsx").write_text("date,price\n")
    refused(tmp_path / "data.xlsx", "is not an .xlsx or .xlsm workbook")


def test_a_workbook_with_a_password(tmp_path):
    content = OLE + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "a.xlsx").write_bytes(content)
    refused(tmp_path / "a.xlsx", "protected by a password; open it in Excel, remove the password")


def test_an_old_workbook(tmp_path):
    (tmp_path / "a.xls").write_bytes(OLE + b"Workbook")
    refused(tmp_path / "a.xls", "old .xls workbook")


def test_an_opendocument_spreadsheet(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    refused(tmp_path / "a.ods", "OpenDocument")


def test_a_binary_workbook(path):
    def change(parts):
        parts["xl/workbook.bin"] = b"x"
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin")

    rewritten(path, change)
    refused(path, "binary workbook")


def test_a_zip_file_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr("hello.txt", "hello")
    refused(tmp_path / "a.xlsx", "zip file but not a workbook")


def test_a_package_without_a_workbook(path):
    rewritten(path, lambda parts: parts.pop("xl/workbook.xml"))
    refused(path, "without a workbook")


def test_a_missing_sheet(path):
    rewritten(path, lambda parts: parts.pop("xl/worksheets/sheet1.xml"))
    refused(path, "sheet1.xml is missing")


def test_a_signed_package(path):
    rewritten(path, lambda parts: parts.update({"_xmlsignatures/origin.sigs": b""}))
    refused(path, "digitally signed")


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_a_sheet_in_another_encoding(path, encoding):
    def change(parts):
        text = parts["xl/worksheets/sheet1.xml"].decode()
        text = f'<?xml version="1.0" encoding="{encoding}"?>' + text
        parts["xl/worksheets/sheet1.xml"] = text.encode(encoding)

    rewritten(path, change)
    refused(path, "UTF-8")


def test_a_document_type_with_entities(path):
    def change(parts):
        text = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + text

    rewritten(path, change)
    refused(path, "document type")


def test_xml_that_breaks_off(path):
    def change(parts):
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-20]

    rewritten(path, change)
    refused(path, "sheet1.xml is damaged")


def test_a_value_that_is_no_value(make):
    refused(make('<row r="1"><c r="A1"><v>abc</v></c></row>'), "A1 holds 'abc'")


def test_a_truncated_file(path):
    path.write_bytes(path.read_bytes()[:-200])
    refused(path, "is damaged")


def test_a_file_with_a_flipped_bit(path):
    with zipfile.ZipFile(path) as package:
        member = package.getinfo("xl/worksheets/sheet1.xml")
    content = bytearray(path.read_bytes())
    name_length, extra_length = struct.unpack_from("<HH", content, member.header_offset + 26)
    content[member.header_offset + 30 + name_length + extra_length + 20] ^= 0xFF
    path.write_bytes(content)
    refused(path, "is damaged")


@pytest.mark.parametrize(
    ("lock", "program"), [("~$book.xlsx", "Excel"), (".~lock.book.xlsx#", "LibreOffice")]
)
def test_a_workbook_that_is_open_elsewhere(path, lock, program):
    path.with_name(lock).write_text("someone")
    refused(path, f"is open in {program}; save and close it there")


def test_a_workbook_opened_elsewhere_while_we_calculate(path):
    before = path.read_bytes()
    book = HeadlessBook(path, functions={})
    book.recalculate()
    path.with_name("~$book.xlsx").write_text("someone")
    with pytest.raises(FileProblem, match="is open in Excel"):
        book.save()
    assert path.read_bytes() == before


def test_reading_needs_no_permission_to_write(path):
    path.with_name("~$book.xlsx").write_text("someone")
    assert HeadlessBook(path, writable=False, functions={}).recalculate().formulas == 1


@pytest.mark.parametrize("read_only", ["book.xlsx", "."])
def test_a_read_only_file_or_folder(path, monkeypatch, read_only):
    locked = (path.parent / read_only).resolve()
    monkeypatch.setattr(files.os, "access", lambda place, mode: Path(place).resolve() != locked)
    refused(path, "read-only|nothing can be saved")


def test_a_folder_that_is_not_there(path, tmp_path):
    book = HeadlessBook(path)
    with pytest.raises(FileProblem, match="there is no folder"):
        book.save(tmp_path / "nowhere" / "new.xlsx")


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_failure_while_saving_leaves_the_file_as_it_was(path, monkeypatch, step):
    def fail(*_):
        raise PermissionError(13, "Permission denied")

    before = path.read_bytes()
    book = HeadlessBook(path, functions={})
    book.recalculate()
    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(FileProblem, match=r"could not be saved .*denied"):
        book.save()
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    monkeypatch.undo()
    assert book.save()


def test_precision_as_displayed(path):
    def change(parts):
        book = parts["xl/workbook.xml"]
        parts["xl/workbook.xml"] = book.replace(b"<calcPr ", b'<calcPr fullPrecision="0" ')

    rewritten(path, change)
    refused(path, r"calculates with rounded numbers, .*Set precision as displayed")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a.xlsx", "a.xlsx is not an .xlsx or .xlsm workbook, whatever its name says"),
        ("a.txt", "a.txt is no workbook; refresh takes .xlsx and .xlsm"),
        (
            "a.csv",
            "a.csv is no workbook; refresh takes .xlsx and .xlsm. "
            'Data in a .csv is named beside "Data source" in a workbook',
        ),
    ],
)
def test_a_file_of_another_kind_is_told_where_it_belongs(tmp_path, name, sentence):
    (tmp_path / name).write_text("date,fund")
    assert said(tmp_path / name) == sentence


def said(path) -> str:
    with pytest.raises(FileProblem) as problem:
        HeadlessBook(path)
    return str(problem.value)


def test_a_part_that_stands_twice_is_said_once(path):
    with zipfile.ZipFile(path, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("xl/styles.xml", "twice")
    assert said(path) == "book.xlsx is damaged (it holds two parts of the same name)"


def test_a_list_of_texts_that_is_not_there_is_named(path):
    def change(parts):
        relations = "xl/_rels/workbook.xml.rels"
        text = parts[relations].decode()
        strings = text.replace("worksheets/sheet1.xml", "sharedStrings.xml")
        strings = strings.replace('/worksheet"', '/sharedStrings"').replace("rId1", "rId9")
        added = strings[strings.index("<Relationship ") : strings.index("/>") + 2]
        parts[relations] = text.replace("</Relationships>", f"{added}</Relationships>").encode()

    rewritten(path, change)
    assert said(path) == "book.xlsx is damaged (its part xl/sharedStrings.xml is missing)"


@pytest.mark.parametrize(
    "name",
    [
        '<definedName name="x" localSheetId="9">1</definedName>',
        '<definedName name="x" localSheetId="-1">1</definedName>',
        "<definedName>1</definedName>",
        '<definedName name="x"> </definedName>',
    ],
)
def test_names_that_belong_to_nothing(make, name):
    assert said(make(ROWS, names=name)) == "book.xlsx: its defined names cannot be read"


@pytest.mark.parametrize("number", ["-1", "999", "+0", "1_0"])
def test_a_text_that_is_not_in_the_list(make, number):
    sentence = said(make(f'<row r="1"><c r="A1" t="s"><v>{number}</v></c></row>'))
    assert sentence.startswith("book.xlsx: cell A1 holds")


def test_a_torn_package(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert said(path) == "book.xlsx is damaged (its zip package cannot be unpacked)"
