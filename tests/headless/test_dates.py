"""Dates as Excel counts them, from before 1 March 1900 to the end of 9999."""

import datetime
import random

import pytest

from passivefolio.hosts.headless.dates import dated
from passivefolio.hosts.headless.unsupported import Unsupported

EARLY = "days before March 1900 is not known here"


def cell(formula: str) -> str:
    quoted = formula.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f'<row r="1"><c r="A1"><f>{quoted}</f><v>7</v></c><c r="B1"><v>59</v></c></row>'


@pytest.mark.parametrize(
    ("formula", "answer"),
    [
        ('DATEDIF(45292,45473,"YD")', 181),
        ('DATEDIF(45292,45473,"yd")', 181),
        ('DATEDIF(45322,45351,"MD")', 29),  # 31 January to 29 February
        ('DATEDIF(45306,45351,"MD")', 14),
        ('DATEDIF(45322,45351,"M")', 0),
        ('DATEDIF(44620,45351,"Y")', 2),
        ('DATEDIF(45351,45716,"YM")', 11),
        ('DATEDIF(1,61,"D")', 60),
        ('DATEDIF(B1,61,"D")', 2),
        ('DATEDIF(45473,45292,"D")', "#NUM!"),
        ('DATEDIF(45292,45473,"W")', "#NUM!"),
        ("DATE(-1,1,1)", "#NUM!"),
        ("DATE(1900,1,-5)", "#NUM!"),
        ("DATE(1900,1,0)", 0),
        ("DATE(1900,2,29)", 60),
        ("DATE(1900,3,0)", 60),
        ("DATE(1900,3,1)", 61),
        ("DATE(1900,0,60)", 29),
        ("DATE(124,1,1)", 45292),
        ("DATE(2024,13,1)", 45658),
        ("DATE(9999,12,31)", 2958465),
        ("DATE(9999,13,1)", "#NUM!"),
        ("DATE(10000,1,1)", "#NUM!"),
        ("EDATE(0,-1)", "#NUM!"),
        ("EDATE(Z9,-1)", "#NUM!"),
        ("EDATE(1,1)", 32),
        ("EDATE(31,1)", 60),
        ("EDATE(60,1)", 89),
        ("EDATE(61,-1)", 32),
        ("EDATE(90,-1)", 60),
        ("EDATE(45322,1)", 45351),
        ("EDATE(45322,-1)", 45291),
        ("EDATE(45322.75,1.9)", 45351),
        ("EDATE(2958465,1)", "#NUM!"),
        ("EDATE(2958434,1)", 2958464),
        ("EDATE(45322,1E9)", "#NUM!"),
        ('EDATE("abc",1)', "#VALUE!"),
        ("EDATE(1/0,1)", "#DIV/0!"),
        ("EOMONTH(1,1)", 60),
        ("EOMONTH(61,-1)", 60),
        ("EOMONTH(61,-2)", 31),
        ("EOMONTH(2958465,0)", 2958465),
        ("EOMONTH(2958465,-1)", 2958434),
        ("DAYS(61,59)", 2),
        ("DAYS(45292,45473)", -181),
        ("SUM(EDATE({45322,31},1))", 45351 + 60),
        ("YEARFRAC(45292,45473)", 0.5 - 1 / 360),
        ("WORKDAY(45292,5)", 45299),
    ],
)
def test_dates_are_those_of_excel(recalculated, formula, answer):
    book = recalculated(cell(formula))
    assert book.frozen == {}
    assert book["A1"] == (pytest.approx(answer) if isinstance(answer, float) else answer)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("WORKDAY(1,43)", EARLY),
        ("WORKDAY(B1,43)", EARLY),
        ("DAYS360(59,61)", EARLY),
        ("YEARFRAC(59,61,1)", EARLY),
        ("NETWORKDAYS(1,61)", EARLY),
        ('DATEDIF(45322,45352,"MD")', "is wrong in Excel"),  # 31 January to 1 March
        ('DATEDIF(45292,45657,"YD")', None),
        ('DATEDIF(44986,45345,"YD")', None),
        ('DATEDIF(45337,45731,"YD")', "29 February"),
        ("DATE(2020,40000,1)", "so many months or days"),
        ("DATE(2020,1,1E7)", "so many months or days"),
        ('EDATE("1/2/2024",1)', "text that looks like a date"),
        ("EDATE(TRUE,1)", "TRUE or FALSE is not known here"),
    ],
)
def test_dates_that_are_not_sure_keep_their_values(recalculated, formula, words):
    book = recalculated(cell(formula))
    if words is None:
        assert book.frozen == {}
    else:
        assert words in book.frozen["A1"]
        assert book["A1"] == 7


def test_ordinary_dates_are_those_of_the_calendar():
    functions = dated(date1904=False)
    drawn = random.Random(1)
    base = datetime.date(1899, 12, 30).toordinal()
    for _ in range(2_000):
        first = datetime.date.fromordinal(base + drawn.randrange(61, 80_000))
        serial = float(first.toordinal() - base)
        assert functions["DATE"](float(first.year), float(first.month), float(first.day)) == serial
        months = drawn.randrange(-700, 700)
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        if year < 1901:
            continue
        last = (datetime.date(year, month + 1, 28) + datetime.timedelta(4)).replace(day=1)
        last -= datetime.timedelta(1)
        assert functions["EOMONTH"](serial, float(months)) == last.toordinal() - base
        same = last.replace(day=min(first.day, last.day))
        assert functions["EDATE"](serial, float(months)) == same.toordinal() - base


def test_workbooks_that_begin_in_1904_count_from_there():
    functions = dated(date1904=True)
    assert functions["DATE"](1904.0, 1.0, 1.0) == 0.0
    assert functions["DATE"](2024.0, 1.0, 1.0) == 45292.0 - 1462.0
    assert functions["EDATE"](59.0, 1.0) == 88.0  # 29 February to 29 March
    assert functions["_LATE"](1.0) == 1.0
    with pytest.raises(Unsupported, match="years before 1904"):
        functions["DATE"](3.0, 1.0, 1.0)
