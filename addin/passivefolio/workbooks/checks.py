"""The sheet Checks, and the checks that books have in common."""

from collections.abc import Sequence
from dataclasses import dataclass

from passivefolio.workbooks.look import (
    BAD_FILL,
    CENTRED,
    GOOD_FILL,
    QUIET,
    RULED,
    TRUTH,
    Template,
    title_of,
)
from passivefolio.workbooks.words import decimal, percent

REPORT_LINES = 25
TINY = "0.000000000001"
NO_INPUTS = '"There are no inputs yet."'


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must hold: the name of its cell, a sentence, the test, the finding in words.

    The test uses native formulas only; ``FOUND`` in it is the cell that shows the finding.
    """

    name: str
    sentence: str
    formula: str
    found: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A named figure below the checks that other formulas rely on, such as ``inputs_ready``."""

    name: str
    sentence: str
    formula: str
    kind: str = TRUTH


def checks_page(book: Template, checks: Sequence[Check], facts: Sequence[Fact]) -> None:
    """What must hold, live, and what the last refresh found."""
    page = book.page("Checks", (2, 56, 12, 10, 62))
    title_of(page, "Checks", "When every line says OK, the figures of this book fit together.")
    page.header("B4", ("Check", "Result", "Test"))
    page.header("E4", ("What was found",))
    for row, check in enumerate(checks, start=5):
        page.text(f"B{row}", check.sentence, text_wrap=True, **RULED)
        page.formula(f"C{row}", f'=IF({check.name},"OK","look here")', **CENTRED, **RULED)
        test = check.formula.replace("FOUND", f"E{row}")
        page.formula(f"D{row}", f"={test}", TRUTH, **CENTRED, **QUIET, **RULED)
        page.formula(f"E{row}", f"={check.found}", text_wrap=True, **QUIET, **RULED)
        page.sheet.set_row(row - 1, 26)
        page.name(check.name, f"D{row}")
    last = 4 + len(checks)
    page.name("checks", f"B5:E{last}")
    page.shade(f"C5:C{last}", 'C5="look here"', bg_color=BAD_FILL, bold=True)
    page.shade(f"C5:C{last}", 'C5="OK"', bg_color=GOOD_FILL, bold=True)
    for row, fact in enumerate(facts, start=last + 2):
        page.text(f"B{row}", fact.sentence)
        page.formula(f"D{row}", f"={fact.formula}", fact.kind, **CENTRED, **QUIET)
        page.name(fact.name, f"D{row}")
    row = last + len(facts) + 3
    page.heading(f"B{row}:E{row}", "What the last refresh found")
    bottom = row + REPORT_LINES
    for line in range(row + 1, bottom + 1):
        page.sheet.merge_range(f"B{line}:E{line}", "", book.style(text_wrap=True))
    page.name("refresh_report", f"B{row + 1}:B{bottom}")
    page.print_on(f"A1:E{bottom}", pages_high=1)


def verdict() -> str:
    """A sentence for Results: that all is well, or the first line of Checks to look at."""
    tests = "INDEX(checks,0,3)"
    first = (
        f'IF(COUNTIF({tests},FALSE())=0,"one of them shows an error.",'
        f"INDEX(checks,MATCH(FALSE(),{tests},0),4))"
    )
    return (
        f'IF(COUNTIF({tests},TRUE())=ROWS(checks),"All checks passed.","Look at the sheet Checks, "'
        f'&(ROWS(checks)-COUNTIF({tests},TRUE()))&" of its lines need it: "&{first})'
    )


def of_inputs(name: str, sentence: str, test: str, found: str) -> Check:
    """A check that waits for the inputs."""
    return Check(
        name, sentence, f"OR(NOT(inputs_ready),{test})", f"IF(inputs_ready,{found},{NO_INPUTS})"
    )


def agree(name: str, what: str, cell: str) -> Check:
    """The figure ``cell`` and its native twin ``cell_native`` are the same number, or both none."""
    one, other = cell, f"{cell}_native"
    return Check(
        name,
        f"{what}: add-in and Excel alone agree",
        f"OR(AND(ISTEXT({one}),ISTEXT({other})),AND(ISNUMBER({one}),ISNUMBER({other}),"
        f"ABS(N({one})-N({other}))<={TINY}*(1+ABS(N({one})))))",
        f'IF(AND(ISNUMBER({one}),ISNUMBER({other})),{decimal(one, 6)}&" and "&'
        f'{decimal(other, 6)}&".",IF(AND(ISTEXT({one}),ISTEXT({other})),'
        '"There is no figure yet.","One of the two shows an error."))',
    )


def first_row(condition: str, rows: str) -> str:
    """The first sheet row among ``rows`` where an array condition holds, 0 for none."""
    beyond = 100_000
    found = f"SUMPRODUCT(MAX(({condition})*({beyond}-ROW({rows}))))"
    return f"IF({found}=0,0,{beyond}-{found})"


def dates_are_dates() -> Check:
    """Every cell of the date column that holds anything holds a date."""
    text = first_row("ISTEXT(history_dates)", "history_dates")
    return Check(
        "test_history_dates",
        "Every date of the data is a date, not a text",
        "COUNTA(history_dates)=COUNT(history_dates)",
        'IF(COUNTA(history_dates)=COUNT(history_dates),COUNT(history_dates)&" dates.",'
        f'"Row "&{text}&" of Data holds a text for a date; type it as 2020-01-31.")',
    )


def dates_ascend() -> Check:
    """The dates come oldest first, none twice, and no row between them is blank."""
    wrong = first_row("(later_dates>0)*(later_dates<=earlier_dates)", "later_dates")
    blank = first_row('(later_dates>0)*(earlier_dates="")', "earlier_dates")
    return Check(
        "test_history_order",
        "The dates of the data are in order, none twice, no blank row between",
        f"AND({wrong}=0,{blank}=0)",
        f'IF({blank}>0,"Row "&{blank}&" of Data has no date but there are dates below it.",'
        f'IF({wrong}>0,"Row "&{wrong}&" of Data is not later than the row above it.",'
        '"Oldest first, none twice."))',
    )


def no_period_missing() -> Check:
    """No two dates lie further apart than one period, and the pace is that of the settings."""
    longest = "MAX(7.5,439/periods_per_year+5)"
    late = first_row(
        f"(earlier_dates>0)*(later_dates>0)*(later_dates-earlier_dates>{longest})", "later_dates"
    )
    pace = "(COUNT(history_dates)-1)*365.25/MAX(1,MAX(history_dates)-MIN(history_dates))"
    dense = f"AND(COUNT(history_dates)>2,{pace}>1.25*periods_per_year)"
    nothing = "OR(COUNT(history_dates)<2,COUNTA(history_dates)>COUNT(history_dates))"
    return Check(
        "test_history_gaps",
        "No period of the data is missing, and there are as many a year as Inputs say",
        f"IF({nothing},TRUE(),AND({late}=0,NOT({dense})))",
        f'IF({nothing},"There is no history to look at.",'
        f'IF({late}>0,"Before row "&{late}&" of Data something is missing: the row above it is '
        'further back than "&periods_per_year&" returns a year allow.",'
        f'IF({dense},"There are about "&ROUND({pace},0)&" rows a year, but Inputs say "'
        '&periods_per_year&".",COUNT(history_dates)&" periods without a gap.")))',
    )


def every_return_there() -> Check:
    """Each date has a number in every column, and no number stands without a date."""
    complete = (
        "AND(COUNT(history_returns)=COLUMNS(history_returns)*COUNT(history_dates),"
        "COUNTA(history_returns)=COUNT(history_returns),"
        'SUMPRODUCT((history_dates>0)*(history_returns<>""))=COUNT(history_returns))'
    )
    lacking = first_row("ISNUMBER(history_dates)*NOT(ISNUMBER(history_returns))", "history_dates")
    stray = first_row("ISBLANK(history_dates)*NOT(ISBLANK(history_returns))", "history_dates")
    return Check(
        "test_history_complete",
        "Every period of the data has a number in every column",
        complete,
        f'IF({complete},COUNT(history_dates)&" dates, "&COUNT(history_returns)&" numbers.",'
        f'IF({lacking}>0,"Row "&{lacking}&" of Data lacks a number; fill it in or take the row '
        f'out.","Row "&{stray}&" of Data has numbers but no date."))',
    )


def returns_are_fractions() -> Check:
    """No return above 100 % or below -100 % a period."""
    high = first_row("ISNUMBER(history_returns)*(history_returns>1)", "history_dates")
    low = first_row("ISNUMBER(history_returns)*(history_returns<-1)", "history_dates")
    largest, least = "MAX(history_returns)", "MIN(history_returns)"
    return Check(
        "test_history_decimals",
        "The returns of the data are fractions, not whole percents",
        f"AND({largest}<=1,{least}>=-1)",
        'IF(COUNT(history_returns)=0,"There is no history.",'
        f'IF({largest}>1,"Row "&{high}&" of Data holds a return above 100 %; 1.2 % is 0.012.",'
        f'IF({least}<-1,"Row "&{low}&" of Data holds a loss of more than 100 %.",'
        f'"From "&{percent(least, 1)}&" to "&{percent(largest, 1)}&".")))',
    )
