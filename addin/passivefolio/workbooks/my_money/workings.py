"""The sheet Workings of the book My money: period by period, flow by flow, year by year."""

from passivefolio.workbooks.look import (
    CENTRED,
    DATE,
    HEAD,
    MONEY,
    NUMBER,
    PERCENT,
    QUIET,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.my_money.inputs import LEVELS
from passivefolio.workbooks.tables import DATA_ROWS, FIRST_DATA_ROW
from passivefolio.workbooks.timeline import Line, timeline

TOP = 20
FIRST = TOP + 2
"""The row of the first period; its start stands above."""
LAST = TOP + DATA_ROWS
YEARS = 51
"""As many calendar years as 600 months can touch."""

FACTS = (
    ("periods", "Periods", "IF(money_ready,COUNT(history_dates)-1,0)", WHOLE),
    ("first_date", "First date", "INDEX(history_dates,1)", DATE),
    ("last_date", "Last date", "INDEX(history_dates,periods+1)", DATE),
    ("years", "Years between them, days over 365", "(last_date-first_date)/365", NUMBER),
    (
        "first_year",
        "The first date as a year with decimals",
        "YEAR(first_date)+(first_date-DATE(YEAR(first_date),1,0))/365.25",
        NUMBER,
    ),
    ("first_value", "Worth at the start", "INDEX(history_values,1)", MONEY),
    ("last_value", "Worth at the end", "INDEX(history_values,periods+1)", MONEY),
    ("flows_before", "Deposits up to the first date", "IFERROR(MATCH(first_date,deposit_dates),0)"),
    ("flows_until", "Deposits up to the last date", "IFERROR(MATCH(last_date,deposit_dates),0)"),
)


MONEY_RATE = "MONEY_WEIGHTED_RETURN(own_flows,own_dates)"


def money(formula: str) -> str:
    """The formula, once there are data to look at."""
    return f'=IF(periods>0,{formula},"")'


def span(name: str, first: str, last: str) -> str:
    """The cells of a named column from one position to another."""
    return f"INDEX({name},{first}):INDEX({name},{last})"


def filled(name: str) -> str:
    """The cells of a column of periods that are filled."""
    return span(name, "1", "periods")


NEW = ("{count_before}+1", "{count}")
LINES = (
    Line("value", "Value", "INDEX(history_values,{place}+1)", "first_value", MONEY),
    Line(
        "count",
        "Deposits so far",
        "IFERROR(MATCH({date},deposit_dates),0)",
        "flows_before",
        WHOLE,
    ),
    Line(
        "flow",
        "Paid in, net",
        f"IF({{count}}-{{count_before}},SUM({span('deposits', *NEW)}),0)",
        "0",
        MONEY,
    ),
    Line(
        "late",
        "Of it at work",
        "IF({count}-{count_before},({date}*{flow}-SUMPRODUCT("
        f"{span('deposit_dates', *NEW)},{span('deposits', *NEW)}))/({{date}}-{{date_before}}),0)",
        "0",
        MONEY,
    ),
    Line(
        "earned",
        "Return",
        "IF({count}-{count_before},"
        f"MODIFIED_DIETZ({{value_before}},{{value}},{span('deposits', *NEW)},"
        f"{span('deposit_dates', *NEW)},{{date_before}},{{date}}),"
        "MODIFIED_DIETZ({value_before},{value},0,{date},{date_before},{date}))",
        '""',
    ),
    Line("paid", "Paid in so far", "{paid_before}+{flow}", "first_value", MONEY),
    Line(
        "index",
        "Index, growth of 1",
        f'IF(index_ready,IF(index_holds="{LEVELS}",'
        "INDEX(history_index,{place}+1)/INDEX(history_index,1),"
        '{index_before}*(1+INDEX(history_index,{place}+1))),"")',
        'IF(index_ready,1,"")',
        "0.0000",
    ),
    Line(
        "twin",
        "Same deposits in the index",
        "IF(index_ready,{twin_before}*{index}/{index_before}+{flow}"
        '+{late}*({index}/{index_before}-1),"")',
        'IF(index_ready,first_value,"")',
        MONEY,
    ),
    Line("year", "Year", "first_year+({date}-first_date)/365.25", "first_year", NUMBER),
)


def workings_page(book: Template, filled: int) -> dict[str, str]:
    """All columns that Results are made of; gives the places of the lines, for charts.

    So many rows of Data are filled.
    """
    page = book.page(
        "Workings",
        (2, 9, 12, 13, 11, 12, 12, 11, 14, 12, 14, 9, 4, 12, 14, 4, 10, 12, 9, 9, 10, 10, 12, 10),
    )
    title_of(page, "Workings", "What the sentences, figures and charts of Results are made of.")
    page.heading("B4:E4", "The data in short")
    for row, (name, label, formula, *kind) in enumerate(FACTS, start=5):
        page.text(f"B{row}", label)
        text = f"={formula}" if name == "periods" else money(formula)
        page.formula(f"E{row}", text, kind[0] if kind else WHOLE, **CENTRED)
        page.name(name, f"E{row}")
    _other_ways(page)
    page.heading(f"B{TOP - 2}:L{TOP - 2}", "Period by period")
    page.text(
        f"B{TOP - 1}",
        "Return: Modified Dietz of the period, each deposit counted from its day. Rows beyond the "
        "last date repeat it and cannot be seen in the charts.",
        **QUIET,
    )
    page.sheet.set_row(TOP - 1, 30)
    places = timeline(
        page,
        TOP,
        LINES,
        dates="later_dates",
        last="periods",
        start_date="first_date",
        rows=DATA_ROWS - 1,
    )
    for name, column in (
        ("period_dates", "C"),
        ("period_values", "D"),
        ("period_flows", "F"),
        ("late_flows", "G"),
        ("period_returns", "H"),
        ("twin", "K"),
    ):
        page.name(name, f"{column}{FIRST}:{column}{LAST}")
    for name, column in (("values_before", "D"), ("twin_before", "K"), ("places_before", "B")):
        page.name(name, f"{column}{FIRST - 1}:{column}{LAST - 1}")
    page.name("places", f"B{FIRST}:B{LAST}")
    page.name("value_line", f"D{FIRST - 1}:D{LAST}")
    page.name("index_line", f"J{FIRST - 1}:J{LAST}")
    _events(page)
    _years(page)
    page.sheet.repeat_rows(TOP - 1)
    page.print_on(f"A1:L{TOP + max(filled, 20)}")
    return places


def _other_ways(page: Page) -> None:
    """The same returns by coarser rules, to see how much the day of a deposit matters."""
    page.heading("G4:K4", "By coarser rules, and what else is needed")
    values, flows = span("value_line", "1", "periods+1"), filled("period_flows")
    rules = [
        (
            f"Time-weighted, deposits at the {timing} of their period",
            f'TIME_WEIGHTED_RETURN({values},{flows},"{timing}")',
        )
        for timing in ("end", "middle", "start")
    ]
    rules += [
        (
            "Simple Dietz, all deposits half-way",
            f"SIMPLE_DIETZ(first_value,last_value,SUM({flows}))",
        ),
        (
            "Behaviour gap a year, deposits at the end of their period",
            'IF(years<1,"under a year",'
            f"BEHAVIOR_GAP({span('history_dates', '1', 'periods+1')},{values},{flows}))",
        ),
    ]
    for row, (label, formula) in enumerate(rules, start=5):
        page.text(f"G{row}", label)
        page.formula(f"K{row}", money(formula), PERCENT, **CENTRED)
    twin = 'IF(AND(index_ready,MIN(twin)>=0),MONEY_WEIGHTED_RETURN(twin_flows,twin_dates),"")'
    others = (
        ("money_rate", "Money-weighted rate a year", MONEY_RATE, "0.0000%"),
        ("twin_rate", "The same in the index", twin, "0.0000%"),
        ("last_year", "Last calendar year", "YEAR(last_date)", "0"),
        ("years_touched", "Calendar years touched", "last_year-INDEX(year_names,1)+1", WHOLE),
    )
    for row, (name, label, formula, kind) in enumerate(others, start=5 + len(rules)):
        page.text(f"G{row}", label)
        page.formula(f"K{row}", money(formula), kind, **CENTRED)
        page.name(name, f"K{row}")


def _events(page: Page) -> None:
    """What the saver paid (below 0) and got: the twin's end first, the deposits, the own end."""
    page.heading(f"N{TOP - 2}:O{TOP - 2}", "Day by day")
    for column, word in (("N", "Day"), ("O", "Paid (-), got")):
        page.text(f"{column}{TOP}", word, **HEAD)
    first, last = TOP + 3, TOP + 2 + DATA_ROWS
    ends = (
        (TOP + 1, "last_date", "IF(index_ready,INDEX(twin,periods),0)"),
        (TOP + 2, "first_date", "-first_value"),
        (last + 1, "last_date", "last_value"),
    )
    for row, date, amount in ends:
        page.formula(f"N{row}", money(date), DATE, **CENTRED, **QUIET)
        page.formula(f"O{row}", money(amount), MONEY, **CENTRED, **QUIET)
    for row in range(first, last + 1):
        source = FIRST_DATA_ROW + row - first
        inside = f"AND(Data!F{source}>first_date,Data!F{source}<=last_date)"
        date = f"IF({inside},Data!F{source},first_date)"
        page.formula(f"N{row}", money(date), DATE, **CENTRED, **QUIET)
        amount = f"IF(N{row}-first_date,-Data!G{source},0)"
        page.formula(f"O{row}", money(amount), MONEY, **CENTRED, **QUIET)
    for name, column in (("dates", "N"), ("flows", "O")):
        page.name(f"counted_{name}", f"{column}{first}:{column}{last}")
        page.name(f"own_{name}", f"{column}{TOP + 2}:{column}{last + 1}")
        page.name(f"twin_{name}", f"{column}{TOP + 1}:{column}{last}")


def _years(page: Page) -> None:
    """Calendar years: where each begins and ends among the values, what it earned."""
    page.heading(f"Q{TOP - 2}:X{TOP - 2}", "Year by year")
    heads = (
        "Year",
        "31 December",
        "From value",
        "To value",
        "You",
        "The index",
        "Paid in, net",
        "Growth of 1",
    )
    for column, head in zip("QRSTUVWX", heads, strict=True):
        page.text(f"{column}{TOP}", head, **HEAD)
    for row in range(TOP + 1, TOP + 1 + YEARS):
        within = f"S{row}", f"T{row}-1"
        year = "YEAR(INDEX(history_dates,2))" if row == TOP + 1 else f"MIN(Q{row - 1}+1,last_year)"
        cells = (
            ("Q", year, "0"),
            ("R", f"DATE(Q{row},12,31)", DATE),
            ("S", f"IFERROR(MATCH(DATE(Q{row},1,0),history_dates),1)", WHOLE),
            ("T", f"MIN(MATCH(R{row},history_dates),periods+1)", WHOLE),
            (
                "U",
                f'IF(T{row}>S{row},CUMULATIVE_RETURN({span("period_returns", *within)}),"")',
                PERCENT,
            ),
            (
                "V",
                f"IF(AND(index_ready,T{row}>S{row}),"
                f'INDEX(index_line,T{row})/INDEX(index_line,S{row})-1,"")',
                PERCENT,
            ),
            (
                "W",
                f"IF(T{row}>S{row},SUM({span('period_flows', f'S{row}', f'T{row}-1')}),0)",
                MONEY,
            ),
        )
        before = "1" if row == TOP + 1 else f"X{row - 1}"
        new = "TRUE()" if row == TOP + 1 else f"Q{row}>Q{row - 1}"
        grown = f"{before}*IF(AND({new},ISNUMBER(U{row})),1+N(U{row}),1)"
        for column, formula, kind in (*cells, ("X", grown, "0.0000")):
            page.formula(f"{column}{row}", money(formula), kind, **CENTRED, **QUIET)
    first, last = TOP + 1, TOP + YEARS
    for name, column in zip(
        (
            "year_names",
            "year_ends",
            "year_from",
            "year_to",
            "year_returns",
            "year_index",
            "year_paid",
            "year_growth",
        ),
        "QRSTUVWX",
        strict=True,
    ):
        page.name(name, f"{column}{first}:{column}{last}")
