"""The many ways in which formulas and values stand in files."""

import datetime

import pytest

from passivefolio.hosts.headless.book import HeadlessBook


def test_shared_formulas_are_written_out_for_each_cell(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><v>1</v></c>'
        '<c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2+$A$1</f><v>0</v></c></row>'
        '<row r="2"><c r="A2"><v>5</v></c><c r="B2"><f t="shared" si="0"/><v>0</v></c></row>'
        '<row r="3"><c r="A3"><v>7</v></c><c r="B3"><f t="shared" si="0"/></c></row>'
    )
    assert [book["B1"], book["B2"], book["B3"]] == [3, 11, 15]
    assert '<c r="B2"><f t="shared" si="0"/><v>11</v></c>' in book.xml
    assert "</sheetData><!-- keep   me --><pageMargins " in book.xml


def test_inline_text_booleans_entities_and_changes_of_type(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a&amp;</t></r><r><t>b </t></r></is></c>'
        '<c r="B1" t="b"><v>1</v></c>'
        '<c r="C1" t="str"><f>A1&amp;"&lt;x&gt;"&amp;B1</f><v>old</v></c>'
        '<c r="D1" t="e"><f>LEN(A1)</f><v>#REF!</v></c><c r="E1"><f>A1&amp;" "</f></c></row>'
    )
    assert book["C1"] == "a&b <x>TRUE"
    assert book["D1"] == 4
    assert book["E1"] == "a&b  "
    assert '<v xml:space="preserve">a&amp;b  </v>' in book.xml


def test_a_spill_grows_over_empty_rows_and_cells_without_addresses(recalculated):
    book = recalculated(
        '<row><c><v>4</v></c><c cm="1"><f t="array" ref="B1">_xlfn.SEQUENCE(A1,2)</f><v>1</v></c>'
        '</row><row/><row r="3"/><row r="9"><c r="A9"><v>9</v></c></row>'
    )
    assert [[book[f"{letter}{row}"] for letter in "BC"] for row in range(1, 5)] == [
        [1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
    ]
    assert 'ref="B1:C4"' in book.xml
    assert '<row r="4"><c r="B4"><v>7</v></c><c r="C4"><v>8</v></c></row><row r="9">' in book.xml


def test_a_spill_that_shrinks_leaves_blank_cells_with_their_style(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><v>1</v></c>'
        '<c r="B1" cm="1"><f t="array" ref="B1:B3">_xlfn.SEQUENCE(A1)</f><v>1</v></c></row>'
        '<row r="2"><c r="B2" s="0"><v>2</v></c></row>'
        '<row r="3"><c r="B3"><v>3</v></c><c r="C3"><f>SUM(B1:B3)</f><v>6</v></c></row>'
    )
    assert [book["B1"], book["B2"], book["B3"], book["C3"]] == [1, None, None, 1]
    assert '<c r="B2" s="0"/>' in book.xml
    assert 'ref="B1"' in book.xml


def test_a_blocked_spill_keeps_its_old_value(recalculated):
    book = recalculated(
        '<row r="1"><c r="B1" cm="1"><f t="array" ref="B1">_xlfn.SEQUENCE(3)</f><v>7</v></c></row>'
        '<row r="2"><c r="B2" t="str"><v>wall</v></c></row>'
    )
    assert book["B1"] == 7
    assert book["B2"] == "wall"
    assert book.frozen == {"B1": "its results need cells that are not free"}


def test_a_prefix_before_every_element_is_kept(recalculated):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    book = recalculated(
        "",
        sheet=f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>2</x:v>'
        '</x:c><x:c r="B1"><x:f>UTILITY(A1,0.1,3)</x:f></x:c></x:row></x:sheetData>'
        "</x:worksheet>",
    )
    assert "<x:f>UTILITY(A1,0.1,3)</x:f><x:v>1.985</x:v></x:c>" in book.xml


def test_our_functions_work_under_every_prefix_a_file_may_store(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f>UTILITY(0.08,0.15,3)</f></c>'
        '<c r="B1"><f>_xll.UTILITY(0.08,0.15,3)</f></c>'
        '<c r="C1"><f>[1]!UTILITY(0.08,0.15,3)</f></c>'
        '<c r="D1"><f>_xldudf_PASSIVEFOLIO_UTILITY(0.08,0.15,3)</f></c>'
        '<c r="E1"><f>utility(0.08,0.15,3)</f></c>'
        '<c r="F1"><f>_xludf.UTILITY(0.08,0.15,3)</f></c>'
        "<c r=\"G1\"><f>'C:\\a b\\passivefolio.xlam'!UTILITY(0.08,0.15,3)</f></c></row>"
    )
    assert {round(book[f"{letter}1"], 12) for letter in "ABCDEFG"} == {0.04625}
    assert book.recalculation.formulas == 7


def test_defined_names_for_constants_formulas_and_ranges(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><v>3</v></c><c r="B1"><f>k*A1+twice+SUM(rng)</f></c>'
        '<c r="C1"><f>DATE(2024,1,31)</f></c><c r="D1"><f>EDATE(C1,1)-C1</f></c></row>'
        '<row r="2"><c r="B2"><f>above*10</f></c><c r="C2"><f>IFERROR(1/0,"k")</f></c></row>',
        names='<definedName name="k">2.5</definedName><definedName name="twice">k*2</definedName>'
        "<definedName name=\"rng\">'My Sheet'!$A$1:$A$1</definedName>"
        "<definedName name=\"above\">'My Sheet'!A1048576</definedName>",
    )
    assert [book["B1"], book["C1"], book["D1"], book["C2"]] == [15.5, 45322, 29, "k"]
    assert book["B2"] == 155  # a relative name, stored as seen from A1: the cell above


def test_a_name_of_the_sheet_comes_before_one_of_the_book(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f>k</f></c></row>',
        names='<definedName name="k">1</definedName>'
        '<definedName name="k" localSheetId="0">2</definedName>',
    )
    assert book["A1"] == 2


def test_a_reference_to_a_whole_spill(recalculated):
    book = recalculated(
        '<row r="2"><c r="A2" cm="1"><f t="array" ref="A2:A4">_xlfn.SEQUENCE(3)</f><v>0</v></c>'
        '<c r="B2"><f>SUM(_xlfn.ANCHORARRAY(A2))</f></c></row>'
    )
    assert book["B2"] == 6


def test_a_circle_is_frozen_and_what_depends_on_it_is_not(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f>B1+1</f><v>7</v></c><c r="B1"><f>A1+1</f><v>8</v></c>'
        '<c r="C1"><f>A1*2</f><v>0</v></c><c r="D1"><f>IFERROR(B1,-1)</f><v>0</v></c></row>'
    )
    assert [book["A1"], book["B1"], book["C1"], book["D1"]] == [7, 8, 14, 8]
    assert set(book.frozen) == {"A1", "B1"}
    assert "refers to itself" in book.frozen["A1"]


def test_a_data_table_is_frozen_with_all_its_cells(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f t="dataTable" ref="A1:A2" dt2D="0" dtr="0" r1="C1"/><v>3</v></c>'
        '<!-- note > --><c r="B1"><f>A1*2+A2</f></c></row><row r="2"><c r="A2"><v>4</v></c></row>'
    )
    assert [book["A1"], book["A2"], book["B1"]] == [3, 4, 10]
    assert "data table" in book.frozen["A1"]
    assert "<!-- note > -->" in book.xml


def test_an_array_formula_repeats_its_row_and_shows_na_beyond_its_size(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f t="array" ref="A1:B2">{1,2}*10</f></c><c r="B1"/></row>'
        '<row r="2"><c r="A2"/><c r="B2"/></row>'
        '<row r="3"><c r="A3"><f t="array" ref="A3">SUM(A1:B2*A1:B2)</f></c></row>'
        '<row r="4"><c r="A4"><f t="array" ref="A4:C5">TABLE(2,2)</f></c><c r="B4"/></row>'
    )
    assert [book["A1"], book["B1"], book["A2"], book["B2"], book["A3"]] == [10, 20, 10, 20, 1000]
    assert [book["A4"], book["B4"], book["C4"]] == [11, 12, "#N/A"]
    assert [book["A5"], book["B5"], book["C5"]] == [21, 22, "#N/A"]


def test_a_plain_cell_shows_the_first_element_of_our_arrays(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f>TABLE(2,2)</f></c><c r="B1"><f>INDEX(TABLE(2,2),2,1)</f></c>'
        '<c r="C1"><f>SUM(ROUND(TABLE(2,2)/10,0))</f></c></row>'
    )
    assert [book["A1"], book["B1"], book["C1"]] == [11, 21, 6]


def test_a_range_where_one_cell_belongs_is_the_cell_of_the_same_row_or_column(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1:A3*2</f></c>'
        '<c r="C1"><f>SUM(ABS(A1:A3))</f></c><c r="D1"><f>SUMPRODUCT(ABS(A1:A3))</f></c></row>'
        '<row r="2"><c r="A2"><v>-5</v></c><c r="B2"><f>A:A+1</f></c><c r="C2"><f>A1:A3</f></c>'
        '<c r="D2"><f>IF(A1:A3&lt;0,"below","above")</f></c></row>'
        '<row r="4"><c r="A4"><v>7</v></c><c r="B4"><f>A1:A3*2</f></c>'
        '<c r="D4"><f>_xlfn.SINGLE(A1:A9)</f></c></row>'
    )
    assert [book[cell] for cell in ("B1", "C1", "D1")] == [2, 1, 6]
    assert [book[cell] for cell in ("B2", "C2", "D2")] == [-4, -5, "below"]
    assert [book[cell] for cell in ("B4", "D4")] == ["#VALUE!", 7]


def test_a_call_that_gives_many_cells_is_frozen_where_one_belongs(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>OFFSET(A1,0,0,3,1)*2</f><v>5</v></c>'
        '<c r="C1"><f>INDIRECT("A1:A3")+1</f><v>6</v></c><c r="D1"><f>INDEX(A1:A3,0)</f><v>7</v>'
        "</c></row>"
    )
    assert set(book.frozen) == {"B1", "C1", "D1"}
    assert not book.saved


def test_an_unknown_function_is_frozen_and_its_value_used(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f>BDP("SPX","PX_LAST")</f><v>5000</v></c>'
        '<c r="B1"><f>A1/2</f><v>0</v></c><c r="C1"><f>IFERROR(BDP("X"),1)</f><v>6</v></c></row>'
    )
    assert [book["A1"], book["B1"], book["C1"]] == [5000, 2500, 6]
    assert book.frozen["A1"] == "the function BDP is not known here"
    (note, _) = book.recalculation.frozen
    assert note.where == "'My Sheet'!A1"
    assert note.formula == '=BDP("SPX","PX_LAST")'


def test_what_depends_on_a_frozen_cell_without_any_value_is_frozen_too(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f>BDP("SPX")</f></c><c r="B1"><f>A1*2</f></c>'
        '<c r="C1"><f>SUM(A:B)+1</f><v>7</v></c><c r="D1"><f>C1+1</f></c>'
        '<c r="F1"><f>IFERROR(G1,0)</f></c><c r="G1"><f>B1+1</f></c><c r="H1"><f>1+1</f></c></row>'
    )
    assert [book[f"{letter}1"] for letter in "ABCDFGH"] == [None, None, 7, 8, None, None, 2]
    assert set(book.frozen) == {"A1", "B1", "C1", "F1", "G1"}
    assert book.frozen["B1"] == "it uses 'My Sheet'!A1, which has no value and is not calculated"


def test_an_unknown_name_is_frozen(recalculated):
    book = recalculated('<row r="1"><c r="A1"><f>nowhere+1</f><v>4</v></c></row>')
    assert book["A1"] == 4
    assert "name" in book.frozen["A1"]


def test_a_name_error_in_an_input_travels_on(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1" t="e"><v>#NAME?</v></c><c r="B1"><f>A1+1</f><v>4</v></c></row>'
    )
    assert book["B1"] == "#NAME?"
    assert book.errors == {"B1": "#NAME?: the error of 'My Sheet'!A1 travels on"}


def test_formulas_beyond_the_engine_are_frozen(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>SUM(A1:A3 A1:C1)</f><v>9</v></c>'
        '<c r="C1"><f>SUM((A1,A2))</f><v>9</v></c><c r="D1"><f>[2]Other!A1</f><v>9</v></c>'
        '<c r="E1"><f>SUM(Jan:Dec!A1)</f><v>9</v></c><c r="F1"><f>1+</f><v>9</v></c>'
        '<c r="G1"><f>SUM(1</f><v>9</v></c><c r="H1"><f>TEXT(1,"# ?/?")</f><v>9</v></c></row>'
    )
    assert set(book.frozen) == {f"{letter}1" for letter in "BCDEFGH"}
    assert not book.saved


def test_lambda_names_are_evaluated_and_win_over_our_functions(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f>UTILITY(1,2)</f></c><c r="B1"><f>TWICE(TWICE(3))</f></c>'
        '<c r="C1"><f>_xlfn.LET(_xlpm.k,5,_xlpm.k+k)</f></c></row>',
        names='<definedName name="UTILITY">_xlfn.LAMBDA(_xlpm.a,_xlpm.b,_xlpm.a+10*_xlpm.b)'
        '</definedName><definedName name="TWICE">_xlfn.LAMBDA(_xlpm.x,2*_xlpm.x)</definedName>'
        '<definedName name="k">1</definedName>',
    )
    assert [book["A1"], book["B1"], book["C1"]] == [21, 12, 6]


def test_numbers_in_texts_and_comparisons_have_15_digits(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f>1/3&amp;""</f></c><c r="B1"><f>SUM(0.6,0.3,0.1)=1</f></c>'
        '<c r="C1"><f>IF(0.1+0.2&lt;=0.3,"yes","no")</f></c><c r="D1"><f>LEN(1/3)</f></c></row>'
    )
    assert [book["A1"], book["B1"], book["C1"]] == ["0.333333333333333", True, "yes"]
    assert book["D1"] == 17


def test_nothing_changes_when_nothing_changed(recalculated, make):
    book = recalculated('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1/3</f></c></row>')
    before = book.path.read_bytes()
    again = type(book)(book.path)
    assert not again.saved
    assert again.recalculation.changed == ()
    assert book.path.read_bytes() == before


def test_a_result_equal_to_15_digits_is_left_as_it_stands(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f>0.1+0.2</f><v>0.3</v></c>'
        '<c r="B1"><f>1/4</f><v>2.5E-1</v></c></row>'
    )
    assert not book.saved


def test_dates_follow_the_date_system_of_the_book(recalculated):
    rows = '<row r="1"><c r="A1"><f>DATE(2024,1,1)</f></c><c r="B1"><f>YEAR(100)</f></c></row>'
    book = recalculated(rows, book='<workbookPr date1904="1"/>')
    assert [book["A1"], book["B1"]] == [43830, 1904]


def test_a_byte_order_mark_and_bigger_signs_in_attributes_do_no_harm(recalculated):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<worksheet xmlns="{main}"><sheetData>'
        "<row r='1'><c r='A1'\n s=\"0\"><f ca='1' bx=\"a>b\">UTILITY(1,0,3)&amp;\"é\"</f>"
        "<v>0</v></c><c r='B1'><v>0</v></c></row></sheetData></worksheet>"
    )
    book = recalculated("", sheet=sheet)
    assert '<c r=\'A1\'\n s="0" t="str"><f ca=\'1\' bx="a>b">UTILITY(1,0,3)&amp;"é"</f>' in book.xml
    assert "<v>1é</v></c><c r='B1'><v>0</v></c></row>" in book.xml


def test_a_chain_of_missing_answers_is_frozen_from_its_first_cause_only(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><f>SUM(A2:A3)*nowhere</f><v>2</v></c><c r="B1"><f>A1+1</f></c>'
        '<c r="C1"><f>B1+other</f><v>9</v></c><c r="D1"><f>C1+B1</f></c></row>'
    )
    assert set(book.frozen) == {"A1", "C1"}
    assert [book["B1"], book["D1"]] == [3, 12]


def test_broken_formulas_and_circles_of_one_are_frozen(recalculated):
    formulas = {"A1": "A1+1", "B1": "SUM(B1:B3)", "C1": "1+()", "D1": "SUM((1)", "E1": "F(1))"}
    cells = "".join(f'<c r="{cell}"><f>{text}</f><v>3</v></c>' for cell, text in formulas.items())
    book = recalculated(f'<row r="1">{cells}</row>')
    assert set(book.frozen) == set(formulas)
    assert "itself" in book.frozen["A1"]
    assert "itself" in book.frozen["B1"]
    assert not book.saved


def test_formulas_that_differ_in_a_constant_alone_keep_their_own_answers(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>SUM(A1,INDEX(C$1:C$9,1))</f></c>'
        '<c r="C1"><v>10</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f>SUM(A2,INDEX(C$1:C$9,2))</f></c>'
        '<c r="C2"><v>20</v></c></row>'
    )
    assert [book["B1"], book["B2"]] == [11, 22]


@pytest.mark.parametrize(("system", "number"), [("", 45351), ('<workbookPr date1904="1"/>', 43889)])
def test_today_is_the_day_of_the_refresh(make, system, number):
    path = make(
        '<row r="1"><c r="A1"><f>TODAY()</f><v>45000</v></c><c r="B1"><f>YEAR(A1+1)</f></c></row>',
        book=system,
    )
    day = datetime.date(2024, 2, 29)
    for expected in (("'My Sheet'!A1", "'My Sheet'!B1"), ()):
        book = HeadlessBook(path, today=day)
        assert book.recalculate().changed == expected
        book.save()
    assert book._values["My Sheet"] == {(1, 1): number, (1, 2): 2024}
    book = HeadlessBook(path, today=day + datetime.timedelta(days=1))
    assert book.recalculate().changed == ("'My Sheet'!A1",)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("NOW()", "another time"),
        ("RAND()*2", "RAND draws new numbers each time, so the last ones are kept"),
        ("WHY(B1)", "its last sentence is kept"),
    ],
)
def test_what_no_refresh_could_settle_keeps_its_value(recalculated, formula, words):
    book = recalculated(f'<row r="1"><c r="A1"><f>{formula}</f><v>7</v></c></row>')
    assert words in book.frozen["A1"]
    assert book["A1"] == 7


def test_functions_of_ours_take_whole_numbers_that_others_give(recalculated):
    book = recalculated(
        '<row r="1"><c r="A1"><v>45351</v></c><c r="B1"><f>ROWS(A1:A3)</f></c>'
        '<c r="C1"><f>DATE(YEAR(A1),MONTH(A1)+1,DAY(A1))</f></c>'
        '<c r="D1"><f>SUM(MMULT(B1,ROWS(A1:A2)))</f></c></row>'
    )
    assert (book["C1"], book["D1"]) == (45380, 6)
