"""The sheet Workings of the performance report: complete periods, wealth, falls.

Rows of Data that lack a number are passed over: row k of the table here is the k-th complete
period. Beyond the last one the rows repeat it with a return of 0, so that charts of a fixed size
follow the data.
"""

from passivefolio.workbooks.checks import Fact
from passivefolio.workbooks.look import (
    CENTRED,
    DATE,
    NUMBER,
    PERCENT,
    QUIET,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.tables import DATA_ROWS, FIRST_DATA_ROW

START = 26  # the row of the start, before the first period
WEALTH = "#,##0.00"
NO_DATE = f'[=0]"";{DATE}'
FIRST, LAST = START + 1, START + DATA_ROWS


FACTS = (
    Fact("name_portfolio", "Name of the portfolio", "INDEX(history_head,2)", "@"),
    Fact(
        "name_benchmark",
        "Name of the benchmark",
        'IF(has_benchmark=1,INDEX(history_head,3),"(no benchmark)")',
        "@",
    ),
    Fact("name_cash", "Name of cash", "INDEX(history_head,4)", "@"),
    Fact("price_data", "The data are prices, not returns", 'IF(data_kind="prices",1,0)'),
    Fact("has_benchmark", "There is a benchmark", "IF(COUNT(benchmark_data)>0,1,0)"),
    Fact("has_cash", "There is cash", "IF(COUNT(cash_data)>0,1,0)"),
    Fact("numbers_needed", "Numbers a complete row has", "2+has_benchmark+has_cash", WHOLE),
    Fact(
        "rf_period",
        "Return of cash a period, if not in Data",
        "(1+rf)^(1/periods_per_year)-1",
        "0.0000%",
    ),
    Fact("periods", "Complete periods", "MAX(0,MAX(complete_rows)-price_data)", WHOLE),
    Fact("start_date", "Start", "INDEX(curve_dates,1)", DATE),
    Fact("last_date", "Last date", "MAX(curve_dates)", DATE),
    Fact("short_record", "The record is shorter than a year", "IF(periods<periods_per_year,1,0)"),
    Fact("window", "Periods of the rolling return", "MAX(1,MIN(periods_per_year,periods))", WHOLE),
    Fact("first_year", "First year", "IF(periods=0,0,YEAR(INDEX(curve_dates,2)))", WHOLE),
    Fact("last_year", "Last year", "IF(periods=0,0,YEAR(last_date))", WHOLE),
    Fact("end_wealth", "Wealth at the end", "INDEX(wealth,ROWS(wealth))", WEALTH),
    Fact(
        "end_wealth_benchmark",
        "... of the benchmark",
        "INDEX(wealth_benchmark,ROWS(wealth_benchmark))",
        WEALTH,
    ),
)


def workings_page(book: Template) -> None:
    """Facts, the returns of the last years, complete periods."""
    page = book.page("Workings", (2, 34, *[12] * 11))
    title_of(page, "Workings", "Complete periods of Data, and the wealth and falls they make.")
    for row, fact in enumerate(FACTS, start=4):
        page.text(f"B{row}", fact.sentence)
        page.formula(f"C{row}", f"={fact.formula}", fact.kind, **CENTRED, **QUIET)
        page.name(fact.name, f"C{row}")
    _trailing(page)
    _periods(page)
    page.sheet.repeat_rows(START - 2)
    page.print_on(f"A1:M{LAST}")


def _trailing(page: Page) -> None:
    """The returns of the last years by native formulas."""
    page.header("E4", ("Years", "Begins after", "Native"))
    at_month_end = "last_date>=WORKDAY(EOMONTH(last_date,0)+1,-1)"
    for row, years in enumerate((1, 3, 5, 10), start=5):
        page.sheet.write_number(f"E{row}", years, page.book.style(num_format="0", align="left"))
        months = f"-12*E{row}"
        page.formula(
            f"F{row}",
            f"=IF(ISNUMBER(last_{years}),IF({at_month_end},EOMONTH(last_date,{months}),"
            f'EDATE(last_date,{months})),"")',
            DATE,
            **CENTRED,
            **QUIET,
        )
        begin = f"INDEX(wealth,MATCH(F{row}+0.5,curve_dates,1))"
        page.formula(
            f"G{row}",
            f'=IF(ISNUMBER(F{row}),(end_wealth/{begin})^(1/E{row})-1,"too short")',
            PERCENT,
            **CENTRED,
            **QUIET,
        )
        page.name(f"last_{years}_native", f"G{row}")


def _periods(page: Page) -> None:
    """One row per complete period: where it stands in Data, returns, wealth, falls, telltale."""
    heads = (
        *("Complete rows", "Row of Data", "Date", "Portfolio", "Benchmark", "Cash"),
        *("Wealth", "Wealth, benchmark", "Below its peak", "Benchmark below", "Telltale", "Year"),
    )
    page.sheet.set_row(START - 2, 30)
    page.header(f"B{START - 1}", heads)
    before = (
        f"IF(periods_per_year>12,INDEX(history_dates,C{FIRST})-1,"
        f"EDATE(INDEX(history_dates,C{FIRST}),-ROUND(12/periods_per_year,0)))"
    )
    starts = (
        ("B", "0", WHOLE),
        ("C", "IF(price_data=1,IFERROR(MATCH(1,complete_rows,0),0),0)", WHOLE),
        ("D", f"IF(periods=0,0,IF(price_data=1,INDEX(history_dates,C{START}),{before}))", NO_DATE),
        ("H", "amount", WEALTH),
        ("I", "amount", WEALTH),
        ("J", "0", PERCENT),
        ("K", "0", PERCENT),
        ("L", "1", "0.0000"),
        ("M", f"1900+(D{START}-1)/365.25", NUMBER),
    )
    for column, formula, kind in starts:
        page.formula(f"{column}{START}", f"={formula}", kind, **CENTRED, **QUIET)
    for number in range(1, DATA_ROWS + 1):
        _period(page, number)
    for name, column in (
        *(("complete_rows", "B"), ("all_returns", "E"), ("all_benchmark", "F"), ("all_cash", "G")),
    ):
        page.name(name, f"{column}{FIRST}:{column}{LAST}")
    for name, column in (
        *(("curve_dates", "D"), ("wealth", "H"), ("wealth_benchmark", "I")),
        *(("falls", "J"), ("falls_benchmark", "K"), ("curve_years", "M")),
    ):
        page.name(name, f"{column}{START}:{column}{LAST}")
    for name, column in (("dates", "D"), ("portfolio", "E"), ("benchmark", "F"), ("cash", "G")):
        area = page.place(f"{column}{FIRST}:{column}{LAST}")
        first = page.place(f"{column}{FIRST}").removeprefix("=")
        page.book.book.define_name(name, f"={first}:INDEX({area.removeprefix('=')},periods)")


def _period(page: Page, number: int) -> None:
    row, above, data = START + number, START + number - 1, FIRST_DATA_ROW + number - 1
    moved = f"C{row}-C{above}"  # 0 beyond the last period
    returns = (
        f"IF({moved},INDEX({{data}},C{row}{{column}})"
        f"/IF(price_data,INDEX({{data}},C{above}{{column}}),1)-price_data,0)"
    )
    for column, formula, kind in (
        ("B", f"B{above}+INT(COUNT(Data!B{data}:E{data})/numbers_needed)", WHOLE),
        ("C", f"IFERROR(MATCH(ROW()-{START}+price_data,complete_rows,0),C{above})", WHOLE),
        ("D", f"INDEX(history_dates,MAX(1,C{row}))", NO_DATE),
        ("E", returns.format(data="portfolio_data", column=""), PERCENT),
        ("F", returns.format(data="history_returns", column=",1+has_benchmark"), PERCENT),
        ("G", f"IF({moved},IF(has_cash,INDEX(cash_data,C{row}),rf_period),0)", PERCENT),
        ("H", f"H{above}*(1+E{row})", WEALTH),
        ("I", f"I{above}*(1+F{row})", WEALTH),
        ("J", f"MIN(0,(1+J{above})*(1+E{row})-1)", PERCENT),
        ("K", f"MIN(0,(1+K{above})*(1+F{row})-1)", PERCENT),
        ("L", f"H{row}/I{row}", "0.0000"),
        ("M", f"1900+(D{row}-1)/365.25", NUMBER),
    ):
        page.formula(f"{column}{row}", f"={formula}", kind, **CENTRED, **QUIET)
