"""Checks of the books that hold funds against an index: one line for all funds, their returns."""

from passivefolio.workbooks.checks import Check, first_row


def of_funds(name: str, sentence: str, condition: str, tail: str, well: str) -> Check:
    """A check of every fund; the finding names the first that fails, and how many more do.

    ``condition`` is an array over the funds that marks those that fail, ``tail`` a formula of the
    text behind the name, ``well`` of the text when none fails.
    """
    count = f"SUMPRODUCT(--({condition}))"
    first = f"INDEX(fund_names,MATCH(1,INDEX(--({condition}),0),0))"
    return Check(
        name,
        sentence,
        f"{count}=0",
        f'IF({count}=0,{well},{first}&{tail}&IF({count}>1," "&({count}-1)&" more like it.",""))',
    )


def returns_with_dates(series: str, what: str) -> Check:
    """Returns are numbers beside dates, and ``series``, called ``what``, has one on each date."""
    stray = "ISBLANK(history_dates)*ISNUMBER(history_returns)"
    lacking = f"ISNUMBER(history_dates)*(1-ISNUMBER({series}))"
    return Check(
        "test_history_numbers",
        f"Every return on Data is a number and has a date, the {what} has one on each date",
        "AND(COUNTA(history_returns)=COUNT(history_returns),"
        f"SUMPRODUCT({stray})=0,SUMPRODUCT({lacking})=0)",
        'IF(COUNTA(history_returns)>COUNT(history_returns),"Row "&'
        + first_row("ISTEXT(history_returns)", "history_dates")
        + f'&" of Data holds a text for a return.",IF(SUMPRODUCT({stray})>0,"Row "&'
        + first_row(stray, "history_dates")
        + f'&" of Data has returns but no date.",IF(SUMPRODUCT({lacking})>0,"Row "&'
        + first_row(lacking, "history_dates")
        + f'&" of Data lacks the return of the {what}; that period is left out.",'
        f'COUNT({series})&" periods of the {what}.")))',
    )
