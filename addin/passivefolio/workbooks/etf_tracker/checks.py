"""What must hold in the tracker, each as a formula and a sentence."""

from passivefolio.workbooks.checks import (
    TINY,
    Check,
    Fact,
    dates_are_dates,
    dates_ascend,
    no_period_missing,
    of_inputs,
    returns_are_fractions,
)
from passivefolio.workbooks.fund_checks import of_funds, returns_with_dates
from passivefolio.workbooks.timeline import LAST_ROW
from passivefolio.workbooks.words import percent

COSTS = "expense_ratios,lending_incomes,tax_gains,spreads"
FACTS = (
    Fact(
        "inputs_ready",
        "There is a fund to look at, and the trade is filled in",
        "AND(funds_shown>0,trade_ready)",
    ),
    Fact(
        "trade_ready",
        "The trade is filled in and possible",
        "AND(COUNT(amount,years,commission)=3,N(amount)>0,N(years)>0,N(commission)>=0)",
    ),
    Fact("funds_shown", "Funds with enough returns", "COUNTIF(fund_shown,TRUE())", "0"),
    Fact("last_row", "Rows of Data down to the last date", LAST_ROW, "0"),
    Fact(
        "best_fund",
        "The cheapest fund to own, its number",
        "IF(inputs_ready,MATCH(MIN(total_costs),total_costs,0),0)",
        "0",
    ),
    Fact(
        "worst_fund",
        "The dearest fund to own, its number",
        "IF(inputs_ready,MATCH(MAX(total_costs),total_costs,0),0)",
        "0",
    ),
)


CHECKS = (
    of_funds(
        "test_fund_returns",
        "Every fund on Data has returns for at least a year, and nothing else",
        "(fund_periods>0)*(1-fund_shown)",
        '" is not shown: "&IF(INDEX(fund_periods,MATCH(1,INDEX((fund_periods>0)*(1-fund_shown),0),'
        '0))<periods_per_year,"it has fewer returns than the "&periods_per_year&" of a year.",'
        '"a return of it or of the index is a text, or a loss of everything.")',
        'funds_shown&" funds are shown."',
    ),
    of_funds(
        "test_fund_gaps",
        "Every fund has a return in all periods of the index",
        "fund_missing>0",
        '" lacks "&INDEX(fund_missing,MATCH(1,INDEX(--(fund_missing>0),0),0))&" of "'
        '&COUNT(index_returns)&" periods; its figures stand on the others and compare badly."',
        '"All funds cover the same periods."',
    ),
    of_funds(
        "test_expense_ratios",
        "Every fund shown has an expense ratio on Inputs",
        "fund_shown*(1-ISNUMBER(expense_ratios))",
        '" has none; its unexplained part cannot be told."',
        '"They are all there."',
    ),
    Check(
        "test_expense_decimals",
        "Costs are rates, not whole percents",
        f"MAX({COSTS})<=0.05",
        'IF(COUNT(expense_ratios)=0,"There are none yet.","The largest is "'
        f'&{percent(f"MAX({COSTS})")}&".")',
    ),
    Check(
        "test_trade",
        "Amount and years are above 0, the commission is not below 0",
        "OR(COUNTA(amount,years,commission)=0,trade_ready)",
        'IF(trade_ready,"They are.",IF(COUNTA(amount,years,commission)=0,'
        '"The trade is not filled in yet.","One of them is blank, a text or too small."))',
    ),
    of_funds(
        "test_fund_names",
        "No two funds have the same name",
        "COUNTIF(fund_names,fund_names)>1",
        '" stands twice in the head row of Data."',
        '"All names differ."',
    ),
    Check(
        "test_bridge_fund",
        "The fund of the fee bridge is one of those shown",
        'OR(bridge_fund="",NOT(inputs_ready),bridge_ready)',
        'IF(bridge_fund="","The cheapest one is shown.",IF(bridge_number=0,bridge_fund&'
        '" is not among the funds.",IF(bridge_ready,bridge_fund&" is shown.",bridge_fund&'
        '" has no expense ratio or too few returns.")))',
    ),
    Check(
        "test_bridge",
        "The steps of the fee bridge add up to the difference",
        f"OR(NOT(bridge_ready),ABS(2*INDEX(bridge_steps,5)-SUM(bridge_steps))<{TINY})",
        f'IF(bridge_ready,"They add up to "&{percent("INDEX(bridge_steps,5)")}&".",'
        '"There is no bridge yet.")',
    ),
    of_inputs(
        "test_figures",
        "Difference, error and R squared: add-in and Excel alone agree for every fund",
        'COUNTIF(figures_agree,"yes")=funds_shown',
        'COUNTIF(figures_agree,"yes")&" of "&funds_shown&" funds agree."',
    ),
    dates_are_dates(),
    dates_ascend(),
    no_period_missing(),
    returns_with_dates("index_returns", "index"),
    returns_are_fractions(),
)
