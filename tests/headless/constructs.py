"""A small workbook for every construct spreadsheet programs write, made with A1 of Data as 2.

Each tells the values its formulas have when A1 is 3, worked out by hand, and which cells are kept
at their old value and why.
"""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from packages import rewritten

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DATA = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"

Parts = dict[str, bytes]
Values = Mapping[str, float | bool | str | None]


@dataclass(frozen=True, slots=True)
class Construct:
    """A workbook that shows one thing, and what a refresh has to make of it."""

    name: str
    build: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], None]
    values: Values  # of all its formulas, once A1 is 3
    frozen: Mapping[str, str] = field(default_factory=dict)  # words of the reasons
    edit: Callable[[Parts], None] = lambda _: None  # what XlsxWriter cannot write
    suffix: str = ".xlsx"
    libreoffice: bool = True  # whether LibreOffice can tell the values, too

    def make(self, folder: Path) -> Path:
        """The workbook as a file."""
        path = folder / f"{self.name}.xlsx"
        with xlsxwriter.Workbook(path) as book:
            data = book.add_worksheet("Data")
            data.write("A1", 2)
            self.build(book, data)
            if self.suffix in (".xlsm", ".xltm"):
                book.add_vba_project(io.BytesIO(b"a project in VBA"), is_stream=True)
                book.filename = path.with_suffix(".xlsm")
        return rewritten(Path(book.filename).rename(path.with_suffix(self.suffix)), self.edit)


CONSTRUCTS: list[Construct] = []


def construct(values: Values, **more):
    """Add the workbook a function fills."""

    def add(build):
        CONSTRUCTS.append(Construct(build.__name__, build, values, **more))
        return build

    return add


def replacing(part: str, *changes: tuple[str, str]) -> Callable[[Parts], None]:
    """An edit that puts one text in the place of another, which must be there."""

    def edit(parts: Parts) -> None:
        text = parts[part].decode()
        for old, new in changes:
            assert old in text, (old, text)
            text = text.replace(old, new)
        parts[part] = text.encode()

    return edit


def write(sheet, formulas: Mapping[str, str]) -> None:
    """Formulas into cells."""
    for cell, formula in formulas.items():
        sheet.write_formula(cell, formula)


@construct(
    {"B1": 33, "B2": 53, "B3": 73, "C1": 33, "C2": 86},
    edit=replacing(
        DATA,
        ("<f>A1*10+$A$1</f>", '<f t="shared" ref="B1:B3" si="0">A1*10+$A$1</f>'),
        ("<f>A2*10+$A$1</f>", '<f t="shared" si="0"/>'),
        ("<f>A3*10+$A$1</f>", '<f t="shared" si="0"/>'),
        ("<f>SUM(B$1:B1)</f>", '<f t="shared" ref="C1:C2" si="1">SUM(B$1:B1)</f>'),
        ("<f>SUM(B$1:B2)</f>", '<f t="shared" si="1"></f>'),
    ),
)
def shared_formulas(_book, data):
    data.write_column("A2", [5, 7])
    write(data, {"B1": "=A1*10+$A$1", "B2": "=A2*10+$A$1", "B3": "=A3*10+$A$1"})
    write(data, {"C1": "=SUM(B$1:B1)", "C2": "=SUM(B$1:B2)"})


@construct(
    {"B1": 23, "C1": 3, "D1": 4, "E1": 5, "C2": 6, "C3": 8, "C4": 10, "F1": 3, "F2": 3, "G1": 25}
)
def array_formulas(_book, data):
    data.write_column("A2", [4, 5])
    data.write_column("H1", [1, 0, 4])
    data.write_array_formula("B1:B1", "{=SUM(A1:A3*H1:H3)}")
    data.write_array_formula("C1:E1", "{=TRANSPOSE(A1:A3)}")
    data.write_array_formula("C2:C4", "{=A1:A3*2}")
    data.write_array_formula("F1:F2", "{=A1}")
    data.write_array_formula("G1:G1", "{=MMULT(TRANSPOSE(A1:A2),A1:A2)}")


@construct(
    {"B1": 1, "B2": 2, "B3": 3, "D1": 1, "D2": 2, "D3": None, "F1": 6, "G1": 1, "G2": 2, "G3": 3},
    libreoffice=False,  # it knows no spills
)
def spills_that_grow_and_shrink(_book, data):
    data.write_dynamic_array_formula("B1:B2", "=_xlfn.SEQUENCE(A1)", None, 1)
    data.write("B2", 2)
    data.write_dynamic_array_formula("D1:D3", "=_xlfn.SEQUENCE(5-A1)", None, 1)
    data.write_column("D2", [2, 3])
    write(data, {"F1": "=SUM(_xlfn.ANCHORARRAY(B1))"})
    data.write_dynamic_array_formula("G1", "=_xlfn.SEQUENCE(A1)", None, 1)


@construct(
    {"B1": 1, "B2": 2, "D1": 1, "D2": 2, "F1": 1, "F2": 2, "H1": 1, "H2": 2, "H3": "", "J1": 6},
    frozen={
        "B1": "not free",
        "D1": "merged cells",
        "F1": "a table",
        "H1": "not free",
    },
    libreoffice=False,
)
def spills_that_are_blocked(_book, data):
    for column in "BDFH":
        data.write_dynamic_array_formula(f"{column}1:{column}2", "=_xlfn.SEQUENCE(A1)", None, 1)
        data.write(f"{column}2", 2)
    data.write("B3", "wall")
    data.merge_range("D3:E3", "")
    data.add_table("F3:F6", {"header_row": False})
    write(data, {"H3": '=""'})
    write(data, {"J1": "=SUM(B1:B2)+A1"})


@construct({"B3": 3, "C3": 6, "C4": 8, "E1": 7, "E2": 21, "E3": 8, "E4": 7, "E5": 7, "E6": 3})
def tables(_book, data):
    columns = [
        {"header": "Name"},
        {"header": "Size"},
        {"header": "Times", "formula": "=Tbl[[#This Row],[Size]]*2"},
    ]
    data.add_table("A2:C4", {"name": "Tbl", "columns": columns, "data": [["a", 0], ["b", 4]]})
    formulas = {
        "B3": "=A1",
        "E1": "=SUM(Tbl[Size])",
        "E2": "=SUM(Tbl[[Size]:[Times]])",
        "E3": "=INDEX(tbl[],2,3)",
        "E4": "=SUM(Tbl[[#Data],[size]])",
        "E5": "=SUM(Tbl[[#All],[Size]])",
        "E6": "=SUM(Tbl[[#Headers],[Name]],Tbl[[#Data],[Size]])-B4",
    }
    write(data, formulas)


@construct(
    {"B5": 7, "C5": 14, "B3": 3, "C3": 6, "C4": 8, "E2": 14, "E3": 14, "E4": "Times"},
    libreoffice=False,  # it cannot read references without the name of the table
)
def tables_with_totals(_book, data):
    columns = [
        {"header": "Name", "total_string": "Total"},
        {"header": "Size", "total_function": "sum"},
        {"header": "Times", "formula": "=[Size]*2", "total_function": "sum"},
    ]
    rows = [["a", 0], ["b", 4]]
    options = {"name": "Tbl", "columns": columns, "data": rows, "total_row": True}
    data.add_table("A2:C5", options)
    formulas = {
        "B3": "=A1",
        "E2": "=Tbl[[#Totals],[Times]]",
        "E3": "=SUM(Tbl[[#All],[Size]])",
        "E4": "=INDEX(Tbl[#Headers],1,3)",
    }
    write(data, formulas)


@construct(
    {"B3": 6, "C3": 9, "D3": 12, "B4": 6, "C4": 9, "D4": 24, "F1": 6, "F2": "two\nlines"}
    | {"F3": "a'b [%] #@:,", "F4": 15},
    libreoffice=False,  # it cannot read these names
)
def tables_with_odd_names(_book, data):
    odd = "a''b '[%'] '#'@:,"
    columns = [
        {"header": "a'b [%] #@:,"},
        {"header": "two\nlines"},
        {"header": "_x", "formula": "=Täb.1[[#This Row],[two\nlines]]+A$1"},
    ]
    data.add_table("B2:D4", {"name": "Täb.1", "columns": columns, "total_row": True})
    formulas = {
        "B3": "=A1*2",
        "B4": f"=SUBTOTAL(109,[{odd}])",
        "C3": f"=Täb.1[[#This Row],[{odd}]]*1.5",
        "C4": "=SUBTOTAL(109,[two\nlines])",
        "D4": f"=SUM(Täb.1[[{odd}]:[_x]])-A1",
        "F1": f"=SUM(Täb.1[{odd}])",
        "F2": "=Täb.1[[#Headers],[two\nlines]]",
        "F3": f"=Täb.1[[#Headers],[{odd}]]",
        "F4": f"=SUM(Täb.1[{odd}],Täb.1[two\nlines])",
    }
    write(data, formulas)


@construct(
    {"B1": 6, "B2": 12, "B3": 7, "B4": 22, "B5": 22, "B6": 3, "B7": 31.5, "B8": 9, "Other!A1": 70}
    | {"Other!A2": 7}
)
def defined_names(book, data):
    other = book.add_worksheet("Other")
    names = {
        "rate": "=0.5",
        "greeting": '="hi"',
        "input": "=Data!$A$1",
        "twice": "=2*input",
        "thrice.of_it": "=twice+input",
        "block": "=Data!$A$1:$A$3",
        "local": "=7",
        "Data!local": "=22",
        "_under": "=Data!$A$1",
        "left_of_it": "=Data!XFD1",
        "Größe": "=thrice.of_it",
    }
    for name, meaning in names.items():
        book.define_name(name, meaning)
    data.write_column("A2", [4, 5])
    formulas = {
        "B1": "=twice",
        "B2": "=SUM(block)",
        "B3": '=IF(greeting="HI",input+4,rate)',
        "B4": "=local",
        "B5": "=Data!local",
        "B6": "=_under",
        "B7": "=(thrice.of_it+SUM(block))*1.5",
        "B8": "=Größe",
    }
    write(data, formulas)
    write(other, {"A1": "=local*10", "A2": "=INDEX(block,1)+4"})


@construct(
    {"B1": 7, "B2": 6, "B3": 2.97},
    libreoffice=False,  # it does not know this way to write them
)
def names_of_this_workbook(book, data):
    book.define_name("input", "=Data!$A$1")
    write(data, {"B1": "=[0]!input+4", "B2": "=SUM([0]!input,Data!input)"})
    write(data, {"B3": "=[0]!UTILITY([0]!input,0.1,6)"})


@construct({"B1": 46, "B2": 4, "B3": 16, "It's 5% & more!A1": 4, "A1!A1": 10})
def quoted_sheet_names(book, data):
    names = ("It's 5% & more", "A1", "2024", "R1C1", "Größe", "a.b", "TRUE", "x-y z")
    sheets = [book.add_worksheet(name) for name in names]
    for number, sheet in enumerate(sheets):
        sheet.write("B1", number)
    write(sheets[0], {"A1": "=Data!A1+1"})
    write(sheets[1], {"A1": "='Data'!A1+'TRUE'!B1+B1"})
    everything = "+".join(f"'{name.replace(chr(39), chr(39) * 2)}'!B1" for name in names)
    write(data, {"B1": f"={everything}+'A1'!A1+'It''s 5% & more'!A1+4"})
    write(data, {"B2": "='IT''S 5% & MORE'!A1", "B3": "=SUM('R1C1'!B1:B2,'A1'!A1,Data!A1)"})


@construct(
    {"Jan 1!A1": 6, "B1": 13, "B2": 3, "B3": 20, "B4": 10, "B5": 13, "B6": 6},
    frozen={"B6": "several sheets"},
    libreoffice=False,  # it cannot read those in quotes
)
def references_to_several_sheets(book, data):
    first = book.add_worksheet("Jan 1")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Mar!$A$1:$A$2"})
    book.add_chartsheet("Chart").set_chart(chart)
    last = book.add_worksheet("Mar")
    write(first, {"A1": "=Data!A1*2"})
    last.write("A1", 4)
    formulas = {
        "B1": "=SUM(Data:Mar!A1)",
        "B2": "=MIN(Data:Mar!$A$1)",
        "B3": "=SUM('Jan 1:Mar'!A1)*2",
        "B4": "=SUM('Jan 1:Mar'!A1:A5)",
        "B5": "=SUM('Data:Mar'!A:A)",
    }
    write(data, formulas)
    data.write_formula("B6", "=SUMPRODUCT(Data:Mar!A1)", None, 6)


@construct({"B1": 26, "B2": 12, "B3": "b", "B4": 2, "B5": 21, "B6": 15, "B7": 3})
def whole_columns_and_rows(book, data):
    other = book.add_worksheet("Other")
    other.write_column("A1", ["a", "b", "c"])
    other.write_column("B1", [1, 3, 4])
    data.write_column("A2", [4, 5])
    formulas = {
        "B1": "=SUM(A:A)+14",
        "B2": "=SUM($A:$A)",
        "B3": "=INDEX(Other!A:A,MATCH(A1,Other!B:B,0))",
        "B4": '=COUNTIF(A:A,">"&A1)',
        "B5": '=SUMIF(Other!A:A,"b",Other!B:B)*7',
        "B6": "=SUM(Other!1:3)+SUM(Data!3:3 )-SUM(B3:XFD3)+2",
        "B7": '=VLOOKUP("b",Other!A:B,2,FALSE)',
    }
    write(data, formulas)


@construct(
    {"B1": "rich text3", "B2": "東京3", "B3": "a\rb3", "B4": "inline & <text>3", "B5": 9}
    | {"B6": " 3 ", "B7": "", "B8": "_x000D_3"},
    edit=replacing(
        DATA,
        (
            '<c r="A5"><v>5</v></c>',
            '<c r="A5" t="inlineStr"><is><r><rPr><b/></rPr><t>inline &amp; </t></r>'
            "<r><t>&lt;text&gt;</t></r></is></c>",
        ),
    ),
)
def texts(book, data):
    bold = book.add_format({"bold": True})
    data.write_rich_string("A2", "rich ", bold, "text")
    data.write("A3", "東京")
    data.write("A4", "a\rb")
    data.write("A5", 5)
    data.write("A6", "_x000D_")
    formulas = {f"B{row}": f"=A{row + 1}&A$1" for row in (1, 2, 3, 4)}
    formulas |= {"B5": "=LEN(A2)", "B6": '=" "&A1&" "', "B7": '=IF(A1>2,"","x")', "B8": "=A6&A1"}
    write(data, formulas)


@construct(
    {"B1": True, "B2": False, "B3": "#DIV/0!", "B4": "#N/A", "B5": 3, "B6": "#N/A", "B7": "#REF!"}
    | {"B8": "#VALUE!", "B9": "#NULL!", "B10": "#NAME?", "B11": True, "B12": 3},
    edit=replacing(
        DATA,
        *(
            (f'<c r="A{row}"><v>{row}</v></c>', f'<c r="A{row}" t="e"><v>{code}</v></c>')
            for row, code in enumerate(("#REF!", "#VALUE!", "#NULL!", "#NAME?"), 2)
        ),
    ),
)
def booleans_and_errors(_book, data):
    data.write_column("A2", [2, 3, 4, 5])
    data.write("C1", True)
    formulas = {
        "B1": "=AND(A1>2,C1)",
        "B2": "=NOT(B1)",
        "B3": "=A1/0",
        "B4": "=NA()",
        "B5": "=IFERROR(B3,A1)",
        "B6": "=MATCH(A1,A7:A9,0)",
        "B7": "=A1+A2",
        "B8": "=A1+A3",
        "B9": "=A1+A4",
        "B10": "=A1+A5",
        "B11": "=ISERROR(A4)",
        "B12": "=IF(C1,A1,0)",
    }
    write(data, formulas)


DATES = {"B1": "=DATE(2024,A1,29)", "B2": "=YEAR(C1)*100+MONTH(C1)", "B3": "=EDATE(C1,A1)"}
DATES |= {"B4": '=TEXT(C1+A1,"yyyy-mm-dd")', "B5": "=EOMONTH(C1,A1)-C1", "B6": "=C1+A1"}


@construct({"B1": 45380, "B2": 202402, "B3": 45441, "B4": "2024-03-03", "B5": 92, "B6": 45354})
def dates_of_1900(_book, data):
    data.write("C1", 45351)  # 29 February 2024
    write(data, DATES)


@construct(
    {"B1": 43918, "B2": 202402, "B3": 43979, "B4": "2024-03-03", "B5": 92, "B6": 43892},
    edit=replacing(BOOK, ("<workbookPr ", '<workbookPr date1904="1" ')),
)
def dates_of_1904(_book, data):
    data.write("C1", 45351 - 1462)
    write(data, DATES)


@construct(
    {f"B{row}": 2.97 for row in range(1, 7)} | {"C1": 3, "C2": 4, "C3": 6, "C4": 3},
    libreoffice=False,  # it has no functions of ours
)
def prefixes_of_functions(_book, data):
    calls = ("UTILITY", "_xll.UTILITY", "[1]!UTILITY", "_xldudf_PASSIVEFOLIO_UTILITY", "utility")
    write(data, {f"B{row}": f"={call}(A1,0.1,6)" for row, call in enumerate(calls, 1)})
    write(data, {"B6": "='C:\\add ins\\passivefolio.xlam'!UTILITY(A1,0.1,6)"})
    formulas = {
        "C1": "=_xlfn.STDEV.S(0,A1,2*A1)",
        "C2": "=_xlfn.LET(_xlpm.x,A1,_xlpm.x+1)",
        "C3": "=_xlfn.CONCAT(A1,0)/5",
        "C4": "=_xlfn.SINGLE(A1:C1)",
    }
    write(data, formulas)


def with_prefix(parts: Parts) -> None:
    """Every element of the main namespace behind an x:."""
    for name in parts:
        text = parts[name].decode()
        if f'xmlns="{MAIN}"' in text:
            text = re.sub(r"<(/?)(?=[a-zA-Z])(?!\w+:)", r"<\1x:", text)
            parts[name] = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"').encode()


@construct(
    {"B1": 9, "B2": "shared3", "B3": 6, "D2": 3, "D3": 3},
    edit=with_prefix,
)
def elements_with_a_prefix(book, data):
    data.write("A2", "shared")
    book.define_name("input", "=Data!$A$1")
    write(data, {"B1": "=input*3", "B2": "=A2&A1", "B3": "=SUM(Tbl[Sum])"})
    columns = [{"header": "Sum", "formula": "=Data!$A$1"}]
    data.add_table("D1:D3", {"name": "Tbl", "columns": columns})


@construct(
    {"B1": 1, "B2": 2, "B3": 3, "D1": 1, "D2": 2, "D3": None},
    edit=with_prefix,
    libreoffice=False,
)
def spills_with_a_prefix(_book, data):
    data.write_dynamic_array_formula("B1:B2", "=_xlfn.SEQUENCE(A1)", None, 1)
    data.write("B2", 2)
    data.write_dynamic_array_formula("D1:D3", "=_xlfn.SEQUENCE(5-A1)", None, 1)
    data.write_column("D2", [2, 3])


def strict(parts: Parts) -> None:
    """The namespaces of ISO 29500 Strict, and a date as it writes dates."""
    office = "http://schemas.openxmlformats.org/"
    for name in parts:
        if name.endswith((".xml", ".rels")) and name != TYPES:
            text = parts[name].decode()
            for old in ("spreadsheetml/2006/main", "drawingml/2006/main"):
                text = text.replace(office + old, strict_name(old))
            text = text.replace(
                f"{office}officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
            )
            parts[name] = text.encode()
    replacing(BOOK, ("<workbook ", '<workbook conformance="strict" '))(parts)
    replacing(DATA, ("<v>45351</v>", "<v>2024-02-29T00:00:00.000</v>"))(parts)
    parts[DATA] = re.sub(rb'(<c r="A2"[^>]*)>', rb'\1 t="d">', parts[DATA])


def strict_name(name: str) -> str:
    """``http://purl.oclc.org/ooxml/spreadsheetml/main``."""
    return f"http://purl.oclc.org/ooxml/{name.replace('/2006', '')}"


@construct({"B1": 45354, "B2": "text3", "B3": 6, "B4": 9, "D2": 3, "D3": 3}, edit=strict)
def strict_ooxml(book, data):
    data.write("A2", 45351, book.add_format({"num_format": "yyyy-mm-dd"}))
    data.write("A3", "text")
    book.define_name("input", "=Data!$A$1")
    write(data, {"B1": "=A2+A1", "B2": "=A3&A1", "B3": "=SUM(Tbl[Sum])", "B4": "=input*3"})
    columns = [{"header": "Sum", "formula": "=Data!$A$1"}]
    data.add_table("D1:D3", {"name": "Tbl", "columns": columns})


@construct(
    {"B1": 6, "C2": 4, "C3": 6, "D1": 13},
    frozen={"C2": "data table"},
    edit=replacing(
        DATA,
        (
            '<c r="C2"><v>4</v></c>',
            '<c r="C2"><f t="dataTable" ref="C2:C3" dt2D="0" dtr="0" r1="A1"/><v>4</v></c>',
        ),
    ),
    libreoffice=False,  # we keep what Excel found
)
def data_tables(_book, data):
    data.write_column("B2", [2, 3])
    data.write_column("C2", [4, 6])
    write(data, {"B1": "=A1*2", "D1": "=C2+C3+A1"})


@construct({"Hidden!A1": 6, "Very hidden!A1": 12, "B1": 15, "B5": 4})
def hidden_sheets_rows_and_columns(book, data):
    hidden, very_hidden = book.add_worksheet("Hidden"), book.add_worksheet("Very hidden")
    hidden.hide()
    very_hidden.very_hidden()
    data.set_row(4, None, None, {"hidden": True})
    data.set_column("B:B", None, None, {"hidden": True})
    write(hidden, {"A1": "=Data!A1*2"})
    write(very_hidden, {"A1": "=Hidden!A1*2"})
    write(data, {"B1": "='Very hidden'!A1+A1", "B5": "=A1+1"})


def outside(parts: Parts) -> None:
    """Another workbook, and what this one remembers of it."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["xl/externalLinks/externalLink1.xml"] = (
        f'<externalLink xmlns="{MAIN}" xmlns:r="{kind}"><externalBook r:id="rId1"><sheetNames>'
        '<sheetName val="Prices 2024"/><sheetName val="Gone"/></sheetNames><definedNames>'
        '<definedName name="rate"/></definedNames><sheetDataSet><sheetData sheetId="0">'
        '<row r="1"><cell r="A1"><v>10</v></cell><cell r="B1" t="str"><v>x</v></cell></row>'
        '<row r="2"><cell r="A2"><v>20</v></cell><cell r="B2" t="b"><v>1</v></cell></row>'
        '</sheetData><sheetData sheetId="1" refreshError="1"/></sheetDataSet></externalBook>'
        "</externalLink>"
    ).encode()
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{kind}/externalLinkPath" '
        'Target="file:///C:/prices/other.xlsx" TargetMode="External"/></Relationships>'
    ).encode()
    link = 'externalReferences><externalReference r:id="rId99"/></externalReferences><calcPr'
    replacing(BOOK, ("<calcPr", f"<{link}"))(parts)
    relation = f'<Relationship Id="rId99" Type="{kind}/externalLink" '
    relation += 'Target="externalLinks/externalLink1.xml"/></Relationships>'
    replacing("xl/_rels/workbook.xml.rels", ("</Relationships>", relation))(parts)
    override = '<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/'
    override += 'vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>'
    replacing(TYPES, ("</Types>", override))(parts)


@construct(
    {"B1": 13, "B2": 33, "B3": "x3", "B4": 5, "B5": 6, "B6": 7, "B7": 8, "B8": 15, "B9": 0},
    frozen={"B4": "workbook", "B5": "workbook", "B6": "name", "B7": "workbook"},
    edit=outside,
    libreoffice=False,  # it asks before it uses them
)
def links_to_other_workbooks(_book, data):
    formulas = {
        "B1": "='[1]Prices 2024'!A1+A1",
        "B2": "=SUM('[1]Prices 2024'!$A$1:$A$2)+A1",
        "B3": "='[1]PRICES 2024'!B1&A1",
        "B8": "=SUM(B4:B5)+A1+1",
    }
    write(data, formulas)
    write(data, {"B9": "='[1]Prices 2024'!C9*A1"})
    data.write_formula("B4", "=[1]Gone!A1", None, 5)
    data.write_formula("B5", "=[2]Prices!A1", None, 6)
    data.write_formula("B6", "=[1]!rate*A1", None, 7)
    data.write_formula("B7", "='[1]Nowhere'!A1", None, 8)


@construct(
    {"B1": 5, "B2": 7, "B3": 4, "B4": 12, "B5": 5, "B6": 0.5},
    frozen={"B5": "NOW", "B6": "RAND"},
    libreoffice=False,  # it has a clock
)
def volatile_functions(_book, data):
    data.write_column("A2", [4, 5])
    formulas = {
        "B1": "=OFFSET(A1,A1-1,0)",
        "B2": "=SUM(OFFSET(A1,0,0,2,1))",
        "B3": '=INDIRECT("A"&(A1-1))',
        "B4": '=SUM(INDIRECT("A1:A"&A1))',
    }
    write(data, formulas)
    data.write_formula("B5", "=NOW()", None, 5)
    data.write_formula("B6", "=RAND()", None, 0.5)


CALCULATION = '<calcPr calcId="124519" fullCalcOnLoad="1"/>'


@construct(
    {"B1": 6, "B2": 12, "C1": 15},
    frozen={"B1": "itself", "B2": "itself"},
    edit=replacing(
        BOOK,
        (CALCULATION, '<calcPr calcId="191029" iterate="1" iterateCount="50" iterateDelta="0.1"/>'),
    ),
    libreoffice=False,  # we do not iterate
)
def iterative_calculation(_book, data):
    data.write_formula("B1", "=A1+B2/4", None, 6)
    data.write_formula("B2", "=B1*2", None, 12)
    write(data, {"C1": "=B2+A1"})


@construct(
    {"B1": 6},
    edit=replacing(
        BOOK, (CALCULATION, '<calcPr calcId="191029" calcMode="manual" calcOnSave="0"/>')
    ),
    libreoffice=False,  # it obeys
)
def manual_calculation(_book, data):
    write(data, {"B1": "=A1*2"})


@construct({"B1": 6})
def protected_sheets(book, data):
    secret = book.add_format({"hidden": True, "locked": True})
    data.protect("secret")
    data.write_formula("B1", "=A1*2", secret)


@construct(
    {"B1": 6},
    edit=replacing(
        BOOK,
        (
            "<bookViews>",
            '<workbookProtection workbookPassword="CC1A" lockStructure="1"/><bookViews>',
        ),
    ),
)
def protected_workbooks(_book, data):
    write(data, {"B1": "=A1*2"})


@construct({"B1": 6}, suffix=".xlsm")
def workbooks_with_vba(_book, data):
    write(data, {"B1": "=A1*2"})


@construct(
    {"B1": 6},
    suffix=".xltx",
    edit=replacing(TYPES, ("spreadsheetml.sheet.main", "spreadsheetml.template.main")),
)
def templates(_book, data):
    write(data, {"B1": "=A1*2"})


@construct(
    {"B1": 6},
    suffix=".xltm",
    edit=replacing(TYPES, ("ms-excel.sheet.macroEnabled", "ms-excel.template.macroEnabled")),
)
def templates_with_vba(_book, data):
    write(data, {"B1": "=A1*2"})
