"""What must hold in the book My money, each as a formula and a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from passivefolio.workbooks.checks import (
    TINY,
    Check,
    Fact,
    agree,
    dates_are_dates,
    dates_ascend,
    first_row,
    no_period_missing,
)
from passivefolio.workbooks.look import WHOLE
from passivefolio.workbooks.my_money.inputs import LEVELS, RETURNS
from passivefolio.workbooks.my_money.results import FIGURES, chained
from passivefolio.workbooks.words import day, percent

DATED = "ISNUMBER(history_dates)"
PAID = "ISNUMBER(deposit_dates)"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a row of Data may have wrong: the cell for the first such row, when, and in words."""

    name: str
    condition: str
    words: str


def rows_without(
    name: str, sentence: str, column: str, faults: Sequence[Fault], fine: str
) -> Check:
    """No row of Data has one of these faults; the finding names the first row that has one."""
    found = f'COUNT({column})&" {fine}"'
    for fault in reversed(faults):
        found = f'IF({fault.name}>0,"Row "&{fault.name}&" of Data {fault.words}",{found})'
    return Check(name, sentence, "+".join(fault.name for fault in faults) + "=0", found)


def fault_facts(column: str, faults: Sequence[Fault]) -> tuple[Fact, ...]:
    """For each fault the first row of Data that has it."""
    return tuple(
        Fact(
            fault.name,
            f"First row of Data that {fault.words.partition('; ')[0].rstrip('.')}",
            first_row(fault.condition, column),
            WHOLE,
        )
        for fault in faults
    )


VALUE_FAULTS = (
    Fault(
        "value_is_text", "ISTEXT(history_values)+0", "has a text for a value; type a plain number."
    ),
    Fault("value_lacking", f"{DATED}*ISBLANK(history_values)", "has a date but no value."),
    Fault(
        "value_undated",
        "ISBLANK(history_dates)*NOT(ISBLANK(history_values))",
        "has a value but no date.",
    ),
    Fault("value_negative", "ISNUMBER(history_values)*(history_values<0)", "has a value below 0."),
)
NEEDED = (
    f'{DATED}*((index_holds="{LEVELS}")+(ROW(history_dates)>MIN(ROW(history_dates)))>0)'
    "*(COUNTA(history_index)>0)"
)
INDEX_FAULTS = (
    Fault(
        "index_is_text", "ISTEXT(history_index)+0", "has a text for the index; type a plain number."
    ),
    Fault(
        "index_lacking",
        f"{NEEDED}*ISBLANK(history_index)",
        "lacks the index; the comparison waits.",
    ),
    Fault(
        "index_undated",
        "ISBLANK(history_dates)*NOT(ISBLANK(history_index))",
        "has an index but no date.",
    ),
    Fault(
        "level_not_positive",
        f'(index_holds="{LEVELS}")*ISNUMBER(history_index)*(history_index<=0)',
        "has an index level that is not above 0; Inputs say that levels stand there.",
    ),
    Fault(
        "index_lost_all",
        f'(index_holds<>"{LEVELS}")*ISNUMBER(history_index)*(history_index<=-1)',
        "has an index return of -100 % or less.",
    ),
    Fault(
        "index_not_return",
        f'(index_holds<>"{LEVELS}")*ISNUMBER(history_index)*(history_index>1)',
        "has an index return above 100 %: 1.2 % is 0.012; for index levels say so on Inputs.",
    ),
)
DEPOSIT_FAULTS = (
    Fault(
        "deposit_day_is_text",
        "ISTEXT(deposit_dates)+0",
        "has a text for the day; type it as 2020-01-31.",
    ),
    Fault(
        "deposit_is_text", "ISTEXT(deposits)+0", "has a text for an amount; type a plain number."
    ),
    Fault("deposit_lacking", f"{PAID}*ISBLANK(deposits)", "has a day but no amount paid in."),
    Fault(
        "deposit_undated",
        "ISBLANK(deposit_dates)*NOT(ISBLANK(deposits))",
        "has an amount but no day.",
    ),
)
DATA_CHECKS = (
    rows_without(
        "test_values",
        "Every date has a value, 0 or more",
        "history_values",
        VALUE_FAULTS,
        "values.",
    ),
    rows_without(
        "test_index",
        "The index has a number for every date, or there is none at all",
        "history_index",
        INDEX_FAULTS,
        "numbers of the index.",
    ),
    rows_without(
        "test_deposits",
        "Every deposit has a day and an amount",
        "deposit_dates",
        DEPOSIT_FAULTS,
        "deposits and withdrawals.",
    ),
)
UNSORTED = "ISNUMBER(later_deposit_dates)*(later_deposit_dates<earlier_deposit_dates)"
SKIPPED = "ISNUMBER(later_deposit_dates)*ISBLANK(earlier_deposit_dates)"
DEPOSIT_ORDER = Check(
    "test_deposit_order",
    "The deposits come oldest first, no blank row between",
    f"SUMPRODUCT({UNSORTED})+SUMPRODUCT({SKIPPED})=0",
    f'IF(SUMPRODUCT({UNSORTED})>0,"Row "&{first_row(UNSORTED, "later_deposit_dates")}'
    '&" of Data holds a deposit that is older than the one above it.",'
    f'IF(SUMPRODUCT({SKIPPED})>0,"Row "&{first_row(SKIPPED, "earlier_deposit_dates")}'
    '&" of Data is blank but there are deposits below it.","Oldest first."))',
)
EARLY, LATE = f"{PAID}*(deposit_dates<=first_date)", f"{PAID}*(deposit_dates>last_date)"
DEPOSITS_COUNTED = Check(
    "test_deposits_counted",
    "Every deposit lies between the first and the last date",
    "IF(periods=0,TRUE(),flows_before+COUNT(deposit_dates)-flows_until=0)",
    'IF(periods=0,"There is nothing to count yet.",'
    f'IF(flows_before>0,flows_before&" up to the first date, "&{day("first_date")}'
    '&", are not counted: its value has to hold them.",'
    "IF(COUNT(deposit_dates)>flows_until,(COUNT(deposit_dates)-flows_until)"
    f'&" after the last date, "&{day("last_date")}&", are not counted.",'
    'flows_until&" deposits and withdrawals are counted.")))',
)
FIRST_WITHOUT = (
    "INDEX(period_dates,1+SUMPRODUCT(--ISNUMBER(period_returns)*(period_dates<last_date)))"
)
RATES = Check(
    "test_rates",
    "Each period has a return, and one rate explains all deposits",
    "IF(periods=0,TRUE(),AND(ISNUMBER(earned_by_funds),ISNUMBER(money_rate)))",
    'IF(periods=0,"There is nothing to measure yet.",'
    f'IF(ISERROR(earned_by_funds),"No return in the period up to "&{day(FIRST_WITHOUT)}'
    '&", or near it: was there any money in it?",'
    'IF(ISERROR(money_rate),"No rate, or several, make the deposits worth nothing today.",'
    f'"One rate: "&{percent("money_rate")}&" a year.")))',
)
TWIN_ALIVE = Check(
    "test_twin",
    "The same withdrawals never use up the money in the index",
    "IF(AND(periods>0,index_ready),MIN(twin)>=0,TRUE())",
    'IF(OR(periods=0,NOT(index_ready)),"There is no comparison.",'
    'IF(MIN(twin)<0,"They would have; the comparison is left out.","They never do."))',
)


def near(one: str, other: str) -> str:
    """Whether two numbers agree to twelve digits."""
    return f"ABS({one}-({other}))<={TINY}*(1+ABS({one}))"


FIGURES_THERE = "AND(periods>0,ISNUMBER(earned_by_funds))"
TWIN_EARNS_THE_INDEX = Check(
    "test_twin_return",
    "The same deposits in the index earn, time-weighted, what the index earns",
    "IF(periods=0,TRUE(),IF(index_ready,IF(MIN(twin)>0,"
    + near("INDEX(index_line,periods+1)", chained("twin", "twin_before"))
    + ",TRUE()),TRUE()))",
    'IF(OR(periods=0,NOT(index_ready)),"There is no comparison.",'
    f'{percent("INDEX(index_line,periods+1)-1")}&" in the whole time.")',
)
YEARS_MAKE_THE_WHOLE = Check(
    "test_years",
    "The calendar years multiply to the whole time",
    f"IF({FIGURES_THERE},"
    + near("1+earned_by_funds", "INDEX(year_growth,years_touched)")
    + ",TRUE())",
    f'IF({FIGURES_THERE},years_touched&" calendar years.","There are none yet.")',
)
CHECKS = (
    dates_are_dates(),
    dates_ascend(),
    no_period_missing(),
    *DATA_CHECKS,
    DEPOSIT_ORDER,
    DEPOSITS_COUNTED,
    RATES,
    TWIN_ALIVE,
    *(agree(f"test_{figure.name}", figure.label, figure.name) for figure in FIGURES),
    TWIN_EARNS_THE_INDEX,
    YEARS_MAKE_THE_WHOLE,
)
FACTS = (
    *fault_facts("history_values", VALUE_FAULTS),
    *fault_facts("history_index", INDEX_FAULTS),
    *fault_facts("deposit_dates", DEPOSIT_FAULTS),
    Fact(
        "money_ready",
        "Dates, values and deposits can be used",
        "AND(COUNT(history_dates)>1,test_history_dates,test_history_order,test_values,"
        "test_deposits,test_deposit_order)",
    ),
    Fact(
        "index_ready",
        "There is an index for every date",
        f"AND(COUNT(history_dates)>1,COUNT(history_index)>=COUNT(history_dates)"
        f'-(index_holds="{RETURNS}"),test_index)',
    ),
)
