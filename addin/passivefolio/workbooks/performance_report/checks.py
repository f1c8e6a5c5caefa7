"""What must hold in the performance report, each as a formula and a sentence."""

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
from passivefolio.workbooks.performance_report.results import AGAINST, FIGURES, TRAILING

FACTS = (
    Fact(
        "inputs_ready",
        "The inputs are filled in",
        "AND(COUNT(rf)=1,COUNT(A)=1,COUNT(amount)=1,COUNT(periods_per_year)=1,"
        'OR(data_kind="returns",data_kind="prices"))',
    ),
    Fact("report_ready", "There are at least two complete periods", "AND(inputs_ready,periods>1)"),
    Fact("benchmark_ready", "... and a benchmark", "AND(report_ready,has_benchmark=1)"),
    Fact(
        "left_out",
        "Rows of Data that lack a number and are passed over",
        "COUNT(history_dates)-SUMPRODUCT(MAX(complete_rows*1))",
        WHOLE,
    ),
)


def _complete() -> Check:
    lacking = first_row(
        "ISNUMBER(history_dates)*(ISNUMBER(portfolio_data)+has_benchmark*ISNUMBER(benchmark_data)"
        "+has_cash*ISNUMBER(cash_data)<1+has_benchmark+has_cash)",
        "history_dates",
    )
    stray = first_row('(history_dates="")*(history_returns<>"")', "history_dates")
    return Check(
        "test_complete",
        "Every date has its numbers, and every number its date",
        f"AND(left_out=0,{stray}=0)",
        f'IF(left_out>0,"Row "&{lacking}&" of Data lacks a number; "&left_out&" such rows are '
        'passed over in every figure.",'
        f'IF({stray}>0,"Row "&{stray}&" of Data has numbers but no date.",'
        'COUNT(history_dates)&" dates, "&periods&" periods."))',
    )


def _plausible() -> Check:
    high = first_row(
        "(1-price_data)*ISNUMBER(portfolio_data)*(portfolio_data>1)"
        "+(1-price_data)*ISNUMBER(benchmark_data)*(benchmark_data>1)"
        "+ISNUMBER(cash_data)*(cash_data>1)",
        "history_dates",
    )
    low = first_row(
        "ISNUMBER(portfolio_data)*(portfolio_data<price_data*1E-300-(1-price_data))"
        "+ISNUMBER(benchmark_data)*(benchmark_data<price_data*1E-300-(1-price_data))"
        "+ISNUMBER(cash_data)*(cash_data<-1)",
        "history_dates",
    )
    too_high = "OR(AND(price_data=0,MAX(portfolio_data,benchmark_data)>1),MAX(cash_data)>1)"
    too_low = (
        "OR(AND(price_data=0,MIN(portfolio_data,benchmark_data)<-1),"
        "AND(price_data=1,COUNT(portfolio_data)>0,MIN(portfolio_data,benchmark_data)<=0),"
        "MIN(cash_data)<-1)"
    )
    return Check(
        "test_plausible",
        "Returns are fractions and not whole percents; prices are above 0",
        f"NOT(OR({too_high},{too_low}))",
        f'IF({too_high},"Row "&{high}&" of Data holds a return above 100 %: 1.2 % is 0.012. '
        'Prices? Say so on Inputs.",'
        f'IF({too_low},"Row "&{low}&" of Data holds "&IF(price_data=1,"a price that is not above '
        '0.","a loss of more than 100 %."),"They are."))',
    )


def _calendar() -> Check:
    oldest = "INDEX(calendar_totals,last_year-first_year+1)"
    years = "ANNUAL_RETURNS(dates,portfolio)"
    return Check(
        "test_calendar",
        "Calendar: the years of the add-in and of Excel alone agree",
        'OR(NOT(report_ready),LEFT(FOUND,5)="Agree")',
        'IF(NOT(report_ready),"There is no history yet.",'
        "IF(SUMPRODUCT(--ISNUMBER(calendar_years))<>last_year-first_year+1,"
        '"There is room for 50 years; older ones are not shown.",'
        f"IF(AND(ABS(INDEX({years},2,2)-{oldest})<={TINY}*10,"
        f"ABS(INDEX({years},ROWS({years}),2)-INDEX(calendar_totals,1))<={TINY}*10),"
        '"Agree, from "&first_year&" to "&last_year&".","They differ.")))',
    )


CHECKS = (
    dates_are_dates(),
    dates_ascend(),
    no_period_missing(),
    _complete(),
    _plausible(),
    *(
        agree(f"test_{figure.name}", figure.label, figure.name)
        for figure in (*FIGURES, *AGAINST)
        if figure.native
    ),
    *(
        agree(f"test_{name}", f"{label} (trailing)", name)
        for label, name, years in TRAILING
        if years
    ),
    _calendar(),
)
