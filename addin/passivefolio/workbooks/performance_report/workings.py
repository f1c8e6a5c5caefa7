"""The sheet Workings of the performance report: returns, wealth and falls, row by row of Data.

Beyond the last row of Data the return is 0, so that the curves stay where they are and charts of a
fixed size follow the data. With prices the first row of Data is the start and has no return.
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
from passivefolio.workbooks.timeline import LAST_ROW

START = 25  # the row of the start, before the first period
FALLS = 5
WEALTH = "#,##0.00"
FIRST, LAST = START + 1, START + DATA_ROWS


def _short(word: str) -> str:
    """The name of the portfolio or the benchmark; where it is too long for a head, the word."""
    name = f"name_{word.lower()}"
    return f'IF(LEN({name})>24,"{word}",{name})'


FACTS = (
    Fact("name_portfolio", "Name of the portfolio", "INDEX(history_head,2)", "@"),
    Fact("head_portfolio", "... above columns and in charts", _short("Portfolio"), "@"),
    Fact(
        "name_benchmark",
        "Name of the benchmark",
        'IF(has_benchmark=1,INDEX(history_head,3),"(no benchmark)")',
        "@",
    ),
    Fact("head_benchmark", "... above columns and in charts", _short("Benchmark"), "@"),
    Fact("name_cash", "Name of cash", "INDEX(history_head,4)", "@"),
    Fact("price_data", "The data are prices, not returns", 'IF(data_kind="prices",1,0)'),
    Fact("has_benchmark", "There is a benchmark", "IF(COUNT(benchmark_data)>0,1,0)"),
    Fact("has_cash", "There is cash", "IF(COUNT(cash_data)>0,1,0)"),
    Fact(
        "rf_period",
        "Return of cash a period, if not in Data",
        "(1+rf)^(1/periods_per_year)-1",
        "0.0000%",
    ),
    Fact("last_row", "Rows of Data", LAST_ROW, WHOLE),
    Fact("periods", "Periods", "MAX(0,last_row-price_data)", WHOLE),
    Fact("last_date", "Last date", "MAX(history_dates)", DATE),
    Fact("short_record", "The record is shorter than a year", "IF(periods<periods_per_year,1,0)"),
    Fact("window", "Periods of the rolling return", "MAX(1,MIN(periods_per_year,periods))", WHOLE),
    Fact("first_year", "First year", "IF(periods=0,2000,YEAR(INDEX(dates,1)))", WHOLE),
    Fact("last_year", "Last year", "IF(periods=0,2000,YEAR(last_date))", WHOLE),
    Fact("end_wealth", "Wealth at the end", "INDEX(wealth,ROWS(wealth))", WEALTH),
    Fact(
        "end_wealth_benchmark",
        "... of the benchmark",
        "INDEX(wealth_benchmark,ROWS(wealth_benchmark))",
        WEALTH,
    ),
)


def workings_page(book: Template, filled: int) -> None:
    """Facts, the returns of the last years, the curves; so many rows of Data are filled."""
    page = book.page("Workings", (2, 34, 16, *[12] * 6))
    title_of(page, "Workings", "The returns of Data, and the wealth and falls they make.")
    for row, fact in enumerate(FACTS, start=4):
        page.text(f"B{row}", fact.sentence)
        page.formula(f"C{row}", f"={fact.formula}", fact.kind, shrink=True, **CENTRED, **QUIET)
        page.name(fact.name, f"C{row}")
    _trailing(page)
    _falls(page)
    _curves(page)
    page.sheet.repeat_rows(START - 2)
    page.print_on(f"A1:I{START + max(filled, 20)}")


def _trailing(page: Page) -> None:
    """The returns of the last years by native formulas."""
    page.header("E4", ("Years", "Begins after", "Native"), figures_only=True)
    at_month_end = "last_date>=WORKDAY(EOMONTH(last_date,0)+1,-1)"
    for row, years in enumerate((1, 3, 5, 10), start=5):
        page.sheet.write_number(f"E{row}", years, page.book.style(num_format="0", **CENTRED))
        months = f"-12*E{row}"
        page.formula(
            f"F{row}",
            f"=IF(ISNUMBER(last_{years}),IF({at_month_end},EOMONTH(last_date,{months}),"
            f'EDATE(last_date,{months})),"")',
            DATE,
            **CENTRED,
            **QUIET,
        )
        begin = f"INDEX(wealth,1+IFERROR(MATCH(F{row}+0.5,history_dates,1),0))"
        page.formula(
            f"G{row}",
            f'=IF(ISNUMBER(F{row}),(end_wealth/{begin})^(1/E{row})-1,"too short")',
            PERCENT,
            **CENTRED,
            **QUIET,
        )
        page.name(f"last_{years}_native", f"G{row}")


def _falls(page: Page) -> None:
    """The deepest falls; a cell for each entry, so that the table is worked out no more often."""
    page.header("D11", ("Fall", "Peak", "Lowest", "Made good", "Down", "Up"), figures_only=True)
    for fall in range(1, FALLS + 1):
        for place, column in enumerate("DEFGHI", start=1):
            entry = f"INDEX(DRAWDOWN_TABLE(dates,portfolio,{FALLS}),{fall + 1},{place})"
            kind = PERCENT if place == 1 else DATE if place < 5 else WHOLE
            formula = f'=IF(report_ready,IFERROR({entry},""),"")'
            page.formula(f"{column}{11 + fall}", formula, kind, **CENTRED, **QUIET)
    page.name("fall_table", f"D12:I{11 + FALLS}")


def _curves(page: Page) -> None:
    """One row per row of Data: when, the returns, the wealth, the falls."""
    heads = (
        *("Year", "Portfolio", "Benchmark", "Cash", "Wealth", "Wealth, benchmark"),
        *("Below its peak", "Benchmark below"),
    )
    page.sheet.set_row(START - 2, 30)
    page.header(f"B{START - 1}", heads, figures_only=True)
    period = "IF(price_data,0,MAX(1,365.25/periods_per_year))"
    first_date = "INDEX(history_dates,1)"
    for column, formula, kind in (
        ("B", f"1900+(MAX(1,{first_date}-{period})-1)/365.25", NUMBER),
        ("F", "amount", WEALTH),
        ("G", "amount", WEALTH),
        ("H", "0", PERCENT),
        ("I", "0", PERCENT),
    ):
        page.formula(f"{column}{START}", f"={formula}", kind, **CENTRED, **QUIET)
    for number in range(DATA_ROWS):
        _row(page, FIRST + number, FIRST_DATA_ROW + number)
    beyond = f"ROW()>{START}+last_row"
    page.shade(f"B{FIRST}:I{LAST}", beyond, num_format=";;;")
    for name, column in (("all_returns", "C"), ("all_benchmark", "D"), ("all_cash", "E")):
        page.name(name, f"{column}{FIRST}:{column}{LAST}")
    for name, column in (
        *(("curve_years", "B"), ("wealth", "F"), ("wealth_benchmark", "G")),
        *(("falls", "H"), ("falls_benchmark", "I")),
    ):
        page.name(name, f"{column}{START}:{column}{LAST}")
    for name, place in (
        ("dates", f"Data!$B${FIRST_DATA_ROW}:$B${FIRST_DATA_ROW + DATA_ROWS - 1}"),
        ("portfolio", page.place(f"C{FIRST}:C{LAST}").removeprefix("=")),
        ("benchmark", page.place(f"D{FIRST}:D{LAST}").removeprefix("=")),
        ("cash", page.place(f"E{FIRST}:E{LAST}").removeprefix("=")),
    ):
        filled = f"=INDEX({place},1+price_data):INDEX({place},last_row)"
        page.book.book.define_name(name, filled)


def _row(page: Page, row: int, data: int) -> None:
    """The formulas of a row of the curves; the first has no price before it."""
    above, first = row - 1, row == FIRST
    portfolio, benchmark = (_return(column, data, first=first) for column in "CD")
    own = f"IF(has_cash,N(Data!E{data}),IF(N(Data!B{data}),rf_period,0))"
    cash = f"IF(price_data,0,{own})" if first else own
    for column, formula, kind in (
        ("B", f"MAX(B{above},1900+(N(Data!B{data})-1)/365.25)", NUMBER),
        ("C", portfolio, PERCENT),
        ("D", f"IF(has_benchmark,{benchmark},C{row})", PERCENT),
        ("E", cash, PERCENT),
        ("F", f"F{above}*(1+C{row})", WEALTH),
        ("G", f"G{above}*(1+D{row})", WEALTH),
        ("H", f"MIN(0,(1+H{above})*(1+C{row})-1)", PERCENT),
        ("I", f"MIN(0,(1+I{above})*(1+D{row})-1)", PERCENT),
    ):
        page.formula(f"{column}{row}", f"={formula}", kind, **CENTRED, **QUIET)


def _return(column: str, data: int, *, first: bool) -> str:
    """The return in a row of a column of Data that holds returns or prices."""
    now, before = f"Data!{column}{data}", f"Data!{column}{data - 1}"
    change = "0" if first else f"IF(N({now}),{now}/{before}-1,0)"
    return f"IF(price_data,{change},N({now}))"
