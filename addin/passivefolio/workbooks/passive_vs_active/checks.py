"""What must hold in passive against active, each as a formula and a sentence."""

from passivefolio.workbooks.checks import (
    TINY,
    Check,
    Fact,
    agree,
    dates_are_dates,
    dates_ascend,
    no_period_missing,
    of_inputs,
    returns_are_fractions,
)
from passivefolio.workbooks.fund_checks import of_funds, returns_with_dates
from passivefolio.workbooks.timeline import LAST_ROW
from passivefolio.workbooks.words import percent

COSTS = "passive_fee,trading_cost,tax_cost"
GIVEN = f"{COSTS},t_stat,market_return,passive_share,amount,years"
FACTS = (
    Fact("counted", "Active funds that count", "COUNTIF(fund_counted,TRUE())", "0"),
    Fact("alive", "Those that survived", "COUNTIF(fund_shown,TRUE())", "0"),
    Fact("winners", "Those that survived and beat it", 'COUNTIF(outcomes,">0")', "0"),
    Fact("funds_with_fee", "Those with an expense ratio", 'COUNTIF(fee_keys,"<9")', "0"),
    Fact(
        "average_fee",
        "Their average expense ratio",
        'IF(funds_with_fee=0,0,SUMIF(fee_keys,"<9")/funds_with_fee)',
        "0.00%",
    ),
    Fact("active_cost", "The same with trading", "average_fee+N(trading_cost)", "0.00%"),
    Fact(
        "active_part",
        "The survivors are not all index",
        "IF(COUNT(r_squares)=0,FALSE(),AVERAGE(r_squares)<0.999999)",
    ),
    Fact(
        "best_ratio",
        "Information ratio of the best",
        "IF(inputs_ready,N(INDEX(information_ratios,1)),0)",
        "0.00",
    ),
    Fact(
        "inputs_ready",
        "There are funds with expense ratios, and the costs are filled in",
        "AND(counted>0,funds_with_fee>0,costs_ready)",
    ),
    Fact(
        "costs_ready",
        "The costs are filled in and possible",
        f"IF(COUNT({GIVEN})=8,AND(passive_share>0,passive_share<1,t_stat>0,years>0,amount>0,"
        "market_return>-0.9,MIN(passive_fee,trading_cost,tax_cost)>=0),FALSE())",
    ),
    Fact("last_row", "Rows of Data down to the last date", LAST_ROW, "0"),
    Fact(
        "composite_clean",
        "The composite holds numbers only",
        "IF(COUNT(composite)=0,FALSE(),AND(COUNTA(composite)=COUNT(composite),MIN(composite)>-1))",
    ),
    Fact(
        "wealth_passive",
        "The amount at the passive fee",
        "IF(inputs_ready,amount*(1+NET_OF_FEE_RETURN(market_return,passive_fee))^years,0)",
        "#,##0",
    ),
    Fact(
        "wealth_active",
        "The amount at the active cost",
        "IF(inputs_ready,amount*(1+NET_OF_FEE_RETURN(market_return,active_cost))^years,0)",
        "#,##0",
    ),
)


CHECKS = (
    of_funds(
        "test_fund_returns",
        "Every fund on Data is closed, or has returns for at least a year",
        "(fund_periods>0)*(1-fund_counted)",
        '" is left out: it has fewer returns than a year, a text for one, or lost everything."',
        'counted&" funds count."',
    ),
    of_funds(
        "test_fund_gaps",
        "No fund lacks a return between its first and its last",
        "fund_gaps>0",
        '" does; its figures stand on the other periods."',
        '"None does."',
    ),
    of_funds(
        "test_fund_starts",
        "Every fund begins with the composite",
        "first_rows>1",
        '" begins later and is compared over its own time; it tells nothing of the time before."',
        '"They all do."',
    ),
    of_funds(
        "test_fees",
        "Every fund that counts has an expense ratio on Inputs",
        "fund_counted*(1-ISNUMBER(fees))",
        '" has none and is missing in the figures by fee."',
        '"They all have."',
    ),
    Check(
        "test_fee_decimals",
        "Costs are rates, not whole percents",
        f"MAX(fees,{COSTS})<=0.05",
        'IF(COUNT(fees)=0,"There are none yet.","The largest is "'
        f'&{percent(f"MAX(fees,{COSTS})")}&" a year.")',
    ),
    Check(
        "test_costs",
        "Costs, shares and years are filled in and possible",
        f"OR(COUNTA({GIVEN})=0,costs_ready)",
        f'IF(costs_ready,"They are.",IF(COUNTA({GIVEN})=0,"They are not filled in yet.",'
        '"One of them is blank, a text, or outside what Inputs allow."))',
    ),
    of_funds(
        "test_fund_names",
        "No two funds have the same name",
        "COUNTIF(fund_names,fund_names)>1",
        '" stands twice in the head row of Data."',
        '"All names differ."',
    ),
    Check(
        "test_excess",
        "Excess return: add-in and Excel alone agree for every survivor",
        'COUNTIF(excess_agrees,"yes")=alive',
        'COUNTIF(excess_agrees,"yes")&" of "&alive&" agree."',
    ),
    agree("test_success", "Success rate", "success_share"),
    agree("test_survivorship", "Survivorship", "survivor_share"),
    agree("test_required", "Required alpha", "required"),
    agree("test_active_part", "Fee on the active part", "active_part_fee"),
    agree("test_years", "Years to be sure", "years_needed"),
    agree("test_wealth_lost", "Wealth lost to the cost", "wealth_lost"),
    of_inputs(
        "test_arithmetic",
        "Passive and active dollar together earn what the market earns",
        "ABS(passive_share*N(INDEX(arithmetic,1,4))+(1-passive_share)*N(INDEX(arithmetic,2,4))"
        f"-N(INDEX(arithmetic,3,4)))<{TINY}",
        f'{percent("INDEX(arithmetic,3,4)", 4)}&" after cost."',
    ),
    of_inputs(
        "test_quarters",
        "The quarters hold each fund with an expense ratio once",
        "SUM(quarter_funds)=funds_with_fee",
        'SUM(quarter_funds)&" of "&funds_with_fee&"."',
    ),
    dates_are_dates(),
    dates_ascend(),
    no_period_missing(),
    returns_with_dates("composite", "composite"),
    returns_are_fractions(),
)
