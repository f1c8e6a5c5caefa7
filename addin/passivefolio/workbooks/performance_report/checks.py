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
from passivefolio.workbooks.performance_report.results import AGAINST, FIGURES, TRAILING

STRAY = first_row('(history_dates="")*(history_returns<>"")', "history_dates")
COMPLETE = (
    "AND(COUNT(history_dates)=last_row,COUNT(portfolio_data)=last_row,"
    "OR(has_benchmark=0,COUNT(benchmark_data)=last_row),OR(has_cash=0,COUNT(cash_data)=last_row,"
    'AND(price_data=1,COUNT(cash_data)=last_row-1,INDEX(cash_data,1)="")),'
    f"SUMPRODUCT((later_dates>0)*(later_dates<=earlier_dates))=0,{STRAY}=0)"
)
FACTS = (
    Fact(
        "inputs_ready",
        "The inputs are filled in",
        "AND(COUNT(rf)=1,COUNT(A)=1,COUNT(amount)=1,COUNT(periods_per_year)=1,"
        'OR(data_kind="returns",data_kind="prices"))',
    ),
    Fact("data_complete", "Every row of Data has its numbers, the oldest first", COMPLETE),
    Fact(
        "report_ready",
        "There are at least two periods, and all of them complete",
        "AND(inputs_ready,data_complete,periods>1)",
    ),
    Fact("benchmark_ready", "... and a benchmark", "AND(report_ready,has_benchmark=1)"),
)


def _complete() -> Check:
    lacking = first_row(
        "ISNUMBER(history_dates)*(ISNUMBER(portfolio_data)+has_benchmark*ISNUMBER(benchmark_data)"
        "+has_cash*ISNUMBER(cash_data)<1+has_benchmark+has_cash)",
        "history_dates",
    )
    return Check(
        "test_complete",
        "Every date has its numbers, and every number its date",
        "OR(last_row=0,data_complete)",
        'IF(OR(last_row=0,data_complete),COUNT(history_dates)&" dates, "&periods&" periods.",'
        f'IF({STRAY}>0,"Row "&{STRAY}&" of Data has numbers but no date.",'
        f'IF({lacking}>0,"Row "&{lacking}&" of Data lacks a number; fill it in or take the row '
        'out. Until then no figure is shown.","The dates are not in order.")))',
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
    *(agree(f"test_{figure.name}", figure.label, figure.name) for figure in (*FIGURES, *AGAINST)),
    *(
        agree(f"test_{name}", f"{label} (trailing)", name)
        for label, name, years in TRAILING
        if years
    ),
    _calendar(),
)
