"""What must hold in the rebalancing book, each as a formula and a sentence."""

from passivefolio.workbooks.checks import (
    TINY,
    Check,
    Fact,
    agree,
    dates_are_dates,
    dates_ascend,
    first_row,
    no_period_missing,
    of_inputs,
    returns_are_fractions,
)
from passivefolio.workbooks.timeline import LAST_ROW
from passivefolio.workbooks.words import money, percent

RULES_READY = (
    "COUNT(abs_band)=1,COUNT(rel_band)=1,COUNT(min_trade)=1,COUNT(cost_rate)=1,COUNT(min_cost)=1,"
    "COUNT(every)=1,COUNT(periods_per_year)=1,N(every)=INT(N(every)),N(every)>=1,"
    "MIN(abs_band,rel_band,min_trade,cost_rate,min_cost)>=0"
)
SIGNED = "targets,account_values,bought_for,tax_rates"
NUMBERS = "COUNTA({0})=COUNT({0})"
HELD_ROW = "(ROW(targets)-ROW(INDEX(targets,1))+1)"
FACTS = (
    Fact(
        "inputs_ready",
        "Targets, values and rules are filled in and are numbers",
        f"IF(AND({NUMBERS.format('targets')},{NUMBERS.format('account_values')},"
        f"{NUMBERS.format('new_money')},{NUMBERS.format('tax_rates')},"
        f"{NUMBERS.format('bought_for')},{RULES_READY}),"
        "AND(ABS(SUM(targets)-1)<=0.001,MIN(targets,account_values,bought_for,tax_rates)>=0,"
        "total_value>0,total_value+cash>0),FALSE())",
    ),
    Fact(
        "breaches",
        "Holdings outside their bands",
        'IF(inputs_ready,COUNTIF(verdicts,"no"),0)',
        "0",
    ),
    Fact(
        "breaches_after_money",
        "The same after the new money",
        f"IF(inputs_ready,SUMPRODUCT(--(distances_after_money>bands+{TINY})),0)",
        "0",
    ),
    Fact(
        "last_holding",
        "Last holding with a target",
        f"IF(inputs_ready,SUMPRODUCT(MAX((targets>0)*{HELD_ROW})),0)",
        "0",
    ),
    Fact("last_row", "Rows of Data down to the last date", LAST_ROW, "0"),
    Fact(
        "history_start",
        "First row of Data in which all holdings with a target have a return",
        "IF(inputs_ready,IF(SUMPRODUCT((targets>0)*(first_rows=0))>0,0,"
        "SUMPRODUCT(MAX((targets>0)*first_rows))),0)",
        "0",
    ),
    Fact(
        "history_rows",
        "Periods of the record of all holdings",
        "IF(OR(history_start=0,last_row<history_start),0,last_row-history_start+1)",
        "0",
    ),
    Fact(
        "history_ready",
        "The record is at least a year long and has no gap",
        "IF(history_rows=0,FALSE(),AND(history_rows>=MAX(2,periods_per_year),"
        "COUNTA(history_returns)=COUNT(history_returns),MIN(history_returns)>-1,"
        "SUMPRODUCT((targets>0)*(records=history_rows))=SUMPRODUCT(--(targets>0))))",
    ),
    Fact("history_before", "Row of Data before it", "IF(history_ready,history_start-1,0)", "0"),
    Fact("history_last", "Last row of it", "IF(history_ready,last_row,0)", "0"),
    Fact(
        "chart_number",
        "Holding of the weight chart, its number",
        'IF(history_ready,IF(chart_holding="",MATCH(TRUE(),INDEX(targets>0,0),0),'
        "IFERROR(MATCH(chart_holding,holding_names,0),1)),1)",
        "0",
    ),
    Fact("chart_name", "Its name", "INDEX(holding_names,chart_number)", "@"),
    Fact("chart_band", "Its band", "IF(inputs_ready,INDEX(bands,chart_number),0)", "0.00%"),
)


def _first(condition: str) -> str:
    """The name of the first holding for which a condition holds."""
    return f"INDEX(holding_names,MATCH(1,INDEX(--({condition}),0),0))"


def _of_holdings(name: str, sentence: str, condition: str, tail: str, well: str) -> Check:
    """A check of every holding; the finding names the first that fails."""
    count = f"SUMPRODUCT(--({condition}))"
    return Check(name, sentence, f"{count}=0", f"IF({count}=0,{well},{_first(condition)}&{tail})")


def _text_in(name: str, area: str, what: str) -> Check:
    return Check(
        name,
        f"{what} are numbers",
        f"COUNTA({area})=COUNT({area})",
        f'IF(COUNTA({area})=COUNT({area}),COUNT({area})&" numbers.","Row "&'
        f'{first_row(f"ISTEXT({area})", area)}&" of Inputs holds a text.")',
    )


CHECKS = (
    Check(
        "test_targets",
        "The targets add up to 100 %",
        "OR(COUNT(targets)=0,ABS(SUM(targets)-1)<=0.001)",
        'IF(COUNT(targets)=0,"There are none yet.","They add up to "&'
        f'{percent("SUM(targets)", 1)}&".")',
    ),
    _text_in("test_target_numbers", "targets", "Targets"),
    _text_in("test_values", "account_values", "Values"),
    _text_in("test_bought_for", "bought_for", "What was paid"),
    Check(
        "test_signs",
        "No target, value, price paid or tax is below 0",
        f"MIN({SIGNED})>=0",
        f'IF(MIN({SIGNED})>=0,"None is.",IF(MIN(targets,account_values,bought_for)<0,"Row "&'
        f"MAX({first_row('targets<0', 'targets')},{first_row('account_values<0', 'targets')},"
        f'{first_row("bought_for<0", "targets")})&" of Inputs holds one.","A tax is."))',
    ),
    Check(
        "test_money",
        "There is money, and more than is taken out",
        "OR(COUNT(targets)=0,AND(total_value>0,total_value+cash>0))",
        'IF(COUNT(targets)=0,"There are no inputs yet.",IF(total_value<=0,"Fill in what you hold.",'
        f'{money("total_value+cash")}&" with the new money."))',
    ),
    Check(
        "test_rules",
        "New money, taxes and rules are filled in with numbers",
        f"AND({NUMBERS.format('new_money')},{NUMBERS.format('tax_rates')},"
        f"OR(COUNT(targets)=0,AND({RULES_READY})))",
        'IF(inputs_ready,"They are.",IF(COUNT(targets)=0,"There are no inputs yet.",'
        '"Look for a blank, a text or a number too small."))',
    ),
    _of_holdings(
        "test_orphans",
        "Whatever you hold has a target, be it 0 %",
        '(holding_values>0)*(targets="")',
        '" has a value but no target: the trades sell it. Type 0 % if that is meant."',
        '"Every holding has a target."',
    ),
    of_inputs(
        "test_account_money",
        "No account must give out more than its sales bring",
        "MIN(account_money)>=-0.005",
        'IF(MIN(account_money)>=-0.005,"They all can.",'
        'INDEX(account_names,MATCH(MIN(account_money),account_money,0))&" lacks "&'
        f'{money("-MIN(account_money)")}&": take less out of it, or more out of another one.")',
    ),
    of_inputs(
        "test_gains",
        "What is sold in a taxed account was bought for a known amount",
        'SUMPRODUCT((account_sales*(tax_rates>0)>0.005)*(bought_for=""))=0',
        'IF(SUMPRODUCT((account_sales*(tax_rates>0)>0.005)*(bought_for=""))=0,"It is known.",'
        '"Fill in on Inputs what was paid; its gain is not taxed here otherwise.")',
    ),
    of_inputs(
        "test_trades_add_up",
        "The trades add up to the new money, in sum and in each account",
        "AND(ABS(SUM(trades)-cash)<0.005,ABS(SUM(money_trades)-cash)<0.005,"
        "OR(MIN(account_money)<-0.005,"
        "ABS(SUM(account_trades)-cash)<0.005))",
        f'"They add up to "&{money("SUM(trades)")}&"."',
    ),
    of_inputs(
        "test_full_trade",
        "Full trade: add-in and Excel alone agree for every holding",
        f"SUMPRODUCT(ABS(trades_now-trades_native))<{TINY}*(1+total_value)",
        f'"They are "&{money("SUMPRODUCT(ABS(trades_now-trades_native))")}&" apart."',
    ),
    of_inputs(
        "test_money_trade",
        "New money only: add-in and Excel alone agree for every holding",
        f"OR(SUM(gaps)=0,SUMPRODUCT(ABS(money_trades_now-money_trades_native))"
        f"<{TINY}*(1+total_value))",
        f'"They are "&{money("SUMPRODUCT(ABS(money_trades_now-money_trades_native))")}&" apart."',
    ),
    of_inputs(
        "test_bands",
        "Outside the band: add-in and Excel alone agree",
        "SUM(outside_native)=breaches",
        'breaches&" and "&SUM(outside_native)&"."',
    ),
    agree("test_turnover", "Turnover", "turnover_done"),
    agree("test_trading_cost", "Cost of trading", "trading_cost"),
    Check(
        "test_left_alone",
        "Return left alone: add-in and Excel alone agree",
        "IF(history_ready,ABS(N(left_alone)-((SUMPRODUCT(targets/SUM(targets)*growths_native))"
        f"^(periods_per_year/history_rows)-1))<{TINY},TRUE())",
        f'IF(history_ready,{percent("left_alone", 4)}&".","There is no record yet.")',
    ),
    Check(
        "test_record",
        "All holdings with a target have a record, at least a year long and without a gap",
        "OR(NOT(inputs_ready),last_row=0,history_ready)",
        'IF(OR(NOT(inputs_ready),last_row=0),"There is no record yet.",IF(history_ready,'
        'history_rows&" periods.",IF(history_start=0,'
        + _first("(targets>0)*(first_rows=0)")
        + '&" has no returns on Data.",IF(history_rows<periods_per_year,"The holdings share only "'
        '&history_rows&" periods, a year has "&periods_per_year&".",IF(COUNTA(history_returns)'
        '>COUNT(history_returns),"A return on Data is a text.",IF(MIN(history_returns)<=-1,'
        '"A return on Data loses everything.",'
        + _first("(targets>0)*(records<history_rows)")
        + '&" lacks a return in the middle of the record."))))))',
    ),
    Check(
        "test_record_start",
        "The record of all holdings begins with the first row of Data",
        "OR(NOT(history_ready),history_start=1)",
        'IF(history_ready,IF(history_start=1,"It does.","It begins with row "&'
        '(history_start+5)&" of Data, where the last of them starts."),"There is no record yet.")',
    ),
    Check(
        "test_chart_holding",
        "The holding of the weight chart is one of yours",
        'OR(chart_holding="",COUNTIF(holding_names,chart_holding)>0)',
        'IF(chart_holding="","The first one is shown.",IF(COUNTIF(holding_names,chart_holding)>0,'
        'chart_holding&" is shown.",chart_holding&" is not among them; the first is shown."))',
    ),
    dates_are_dates(),
    dates_ascend(),
    no_period_missing(),
    returns_are_fractions(),
)
