"""The sheet Workings of the tracker: the record of each fund, Excel's own figures, chart points."""

from passivefolio.workbooks.checks import TINY
from passivefolio.workbooks.etf_tracker.inputs import ROOM
from passivefolio.workbooks.look import (
    CENTRED,
    PERCENT,
    QUIET,
    TRUTH,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.spread import POINTS, spread_points
from passivefolio.workbooks.timeline import Line
from passivefolio.workbooks.words import fitted, signed_percent

FIRST_RECORD, FIRST_YEAR, FIRST_STEP, POINTS_TOP = 6, 20, 34, 42
YEARS = 10
STEPS = (
    ('"Fee"', "-INDEX(expense_ratios,bridge_number)"),
    ('"Lending"', "N(INDEX(lending_incomes,bridge_number))"),
    ('"Tax gain"', "N(INDEX(tax_gains,bridge_number))"),
    ('"Unexplained"', "INDEX(unexplained,bridge_number)"),
    (
        fitted("INDEX(fund_names,MAX(1,bridge_number))", 13),
        "INDEX(tracking_differences,bridge_number)",
    ),
)
TWINS = (("tracking_differences", "G"), ("tracking_errors", "H"), ("r_squares", "I"))


def fund(number: int) -> str:
    """The returns of a fund."""
    return f"INDEX(fund_returns,0,{number})"


def shown(number: int, formula: str) -> str:
    """The formula for a fund with enough returns, nothing for others."""
    return f'=IF(INDEX(fund_shown,{number}),{formula},"")'


def workings_page(book: Template) -> dict[str, str]:
    """What the tables and charts of Results are made of; gives the places of the chart points."""
    page = book.page("Workings", (2, 26, *(10.5 for _ in range(14))))
    title_of(page, "Workings", "What the tables and charts of Results are made of.")
    _records(page)
    _years(page)
    _bridge(page)
    page.heading(f"B{POINTS_TOP - 2}:O{POINTS_TOP - 2}", "Points of the chart over time")
    page.spread(
        f"B{POINTS_TOP - 1}:O{POINTS_TOP - 1}",
        "Wealth in the fund over wealth in the index, less 1, at points spread over the record; "
        "a fund without a return stays where it is.",
        valign="vcenter",
        **QUIET,
    )
    places = spread_points(
        page,
        POINTS_TOP,
        [*map(_difference_line, range(1, ROOM + 1)), Line("index", "Index", "0", "0")],
    )
    page.sheet.set_row(POINTS_TOP - 1, 30)
    page.print_on(f"A1:O{POINTS_TOP + POINTS + 1}", pages_high=1)
    return places


def _difference_line(number: int) -> Line:
    """Wealth against the index: what it was at the point before, times what came since."""
    own, index = (
        f"INDEX({series},{{place_before}}+1,{column}):INDEX({series},{{place}},{column})"
        for series, column in (("fund_returns", number), ("index_returns", 1))
    )
    before = f"{{fund_{number}_before}}"
    since = f"TERMINAL_WEALTH_RATIO({own},{index})"
    return Line(
        f"fund_{number}",
        f"=INDEX(fund_names,{number})",
        f"IF(INDEX(fund_shown,{number}),IFERROR((1+{before})*{since}-1,{before}),0)",
        "0",
    )


def _records(page: Page) -> None:
    page.heading(f"B{FIRST_RECORD - 2}:O{FIRST_RECORD - 2}", "The record of each fund")
    page.header(
        f"B{FIRST_RECORD - 1}",
        (
            "Fund",
            "Periods",
            "Missing",
            "Shown",
            "With its fee",
            "Difference, Excel alone",
            "Tracking error, Excel alone",
            "R², Excel alone",
            "Agree",
            "Chart x",
            "Chart y",
        ),
    )
    page.sheet.set_row(FIRST_RECORD - 2, 40)
    for number in range(1, ROOM + 1):
        _record(page, FIRST_RECORD - 1 + number, number)
    last = FIRST_RECORD + ROOM - 1
    page.text(f"B{last + 1}", "Growth of the index a year, Excel alone", **QUIET)
    page.formula(
        f"G{last + 1}",
        "=IF(funds_shown>0,EXP(SUMPRODUCT(LN(1+index_returns))*periods_per_year"
        '/COUNT(index_returns)),"")',
        "0.0000",
        **CENTRED,
        **QUIET,
    )
    page.name("index_growth", f"G{last + 1}")
    for name, column in (
        ("fund_periods", "C"),
        ("fund_missing", "D"),
        ("fund_shown", "E"),
        ("fund_complete", "F"),
        ("figures_agree", "J"),
    ):
        page.name(name, f"{column}{FIRST_RECORD}:{column}{last}")


def _record(page: Page, row: int, number: int) -> None:
    own = fund(number)
    both = f'({own}<>"")*(index_returns<>"")'
    page.formula(f"B{row}", f"=INDEX(fund_names,{number})")
    page.formula(f"C{row}", f"=SUMPRODUCT({both})", WHOLE, **CENTRED)
    page.formula(f"D{row}", f"=IF(C{row}=0,0,COUNT(index_returns)-C{row})", WHOLE, **CENTRED)
    page.formula(
        f"E{row}",
        f"=IF(N(periods_per_year)<1,FALSE(),AND(C{row}>=MAX(3,periods_per_year),"
        f"COUNT({own})=COUNTA({own}),MIN({own})>-1,"
        "COUNT(index_returns)=COUNTA(index_returns),MIN(index_returns)>-1))",
        TRUTH,
        **CENTRED,
    )
    page.formula(
        f"F{row}", f"=AND(E{row},ISNUMBER(INDEX(expense_ratios,{number})))", TRUTH, **CENTRED
    )
    growth = f"EXP(SUMPRODUCT({both}*LN(1+{{0}}))*periods_per_year/C{row})"
    page.formula(
        f"G{row}",
        shown(
            number,
            f"{growth.format(own)}-IF(D{row}=0,index_growth,{growth.format('index_returns')})",
        ),
        PERCENT,
        **CENTRED,
    )
    mean = f"SUMPRODUCT({both}*({own}-index_returns))/C{row}"
    squares = f"SUMPRODUCT({both}*({own}-index_returns-{mean})^2)"
    page.formula(
        f"H{row}",
        shown(number, f"SQRT({squares}/(C{row}-1)*periods_per_year)"),
        PERCENT,
        **CENTRED,
    )
    page.formula(f"I{row}", shown(number, f"RSQ({own},index_returns)"), "0.0000", **CENTRED)
    pairs = ((f"INDEX({name},{number})", f"{column}{row}") for name, column in TWINS)
    near = ",".join(f"ABS({ours}-{native})<{TINY}" for ours, native in pairs)
    page.formula(f"J{row}", shown(number, f'IF(AND({near}),"yes","NO")'), **CENTRED)
    _chart_point(page, row, number)


def _chart_point(page: Page, row: int, number: int) -> None:
    """Where a fund stands in the chart of costs; one without a place is left of the axis."""
    complete = f"INDEX(fund_complete,{number})"
    page.formula(
        f"K{row}", f"=IF({complete},INDEX(expense_ratios,{number}),-1)", PERCENT, **CENTRED
    )
    page.formula(
        f"L{row}", f"=IF({complete},INDEX(tracking_differences,{number}),0)", PERCENT, **CENTRED
    )


def _years(page: Page) -> None:
    page.heading(f"B{FIRST_YEAR - 2}:O{FIRST_YEAR - 2}", "The last calendar years of the data")
    page.header(f"B{FIRST_YEAR - 1}", ("Year", "First row", "Last row", "Periods", "Index"))
    for place in range(YEARS):
        row = FIRST_YEAR + place
        year = f"YEAR(MAX(history_dates))-{YEARS - 1 - place}"
        page.formula(
            f"B{row}",
            f'=IF(last_row=0,"",IF({year}<YEAR(INDEX(history_dates,1)),"",{year}))',
            WHOLE,
            align="left",
        )
        before = f"MATCH(DATE(B{row},1,1)-1,history_dates,1)"
        page.formula(f"C{row}", f'=IF(B{row}="","",IFERROR({before},0)+1)', WHOLE, **CENTRED)
        until = f"MATCH(DATE(B{row},12,31),history_dates,1)"
        page.formula(f"D{row}", f'=IF(B{row}="","",IFERROR({until},0))', WHOLE, **CENTRED)
        page.formula(f"E{row}", f'=IF(B{row}="","",MAX(0,D{row}-C{row}+1))', WHOLE, **CENTRED)
        index = f"INDEX(index_returns,C{row}):INDEX(index_returns,D{row})"
        page.formula(
            f"F{row}",
            f'=IF(N(E{row})=0,"",IF(COUNT({index})<E{row},"",CUMULATIVE_RETURN({index})))',
            PERCENT,
            **CENTRED,
        )
    last = FIRST_YEAR + YEARS - 1
    for name, column in (("years_listed", "B"), ("year_from", "C"), ("year_to", "D")):
        page.name(name, f"{column}{FIRST_YEAR}:{column}{last}")
    page.name("index_years", f"F{FIRST_YEAR}:F{last}")
    page.name("year_periods", f"E{FIRST_YEAR}:E{last}")


def _bridge(page: Page) -> None:
    page.heading(f"B{FIRST_STEP - 3}:O{FIRST_STEP - 3}", "The fee bridge")
    page.text(f"B{FIRST_STEP - 2}", "Fund of the bridge, its number")
    page.formula(
        f"C{FIRST_STEP - 2}",
        '=IF(inputs_ready,IF(bridge_fund="",best_fund,'
        "IFERROR(MATCH(bridge_fund,fund_names,0),0)),0)",
        WHOLE,
        **CENTRED,
    )
    page.name("bridge_number", f"C{FIRST_STEP - 2}")
    page.formula(
        f"F{FIRST_STEP - 2}",
        "=IF(bridge_number=0,FALSE(),INDEX(fund_complete,bridge_number))",
        TRUTH,
        **CENTRED,
    )
    page.text(f"E{FIRST_STEP - 2}", "Complete", **CENTRED)
    page.name("bridge_ready", f"F{FIRST_STEP - 2}")
    page.header(
        f"B{FIRST_STEP - 1}",
        (
            "Step",
            "Value",
            "Starts at",
            "Ends at",
            "Foot below 0",
            "Below 0",
            "Foot above",
            "Above 0",
        ),
    )
    page.sheet.set_row(FIRST_STEP - 2, 28)
    for place, (label, formula) in enumerate(STEPS):
        row = FIRST_STEP + place
        page.formula(
            f"B{row}",
            f"=IF(bridge_ready,{label}&CHAR(10)&{signed_percent(f'C{row}')},{label})",
            text_wrap=True,
        )
        page.sheet.set_row(row - 1, 26)
        whole = place == len(STEPS) - 1
        page.formula(f"C{row}", f"=IF(bridge_ready,{formula},0)", PERCENT, **CENTRED)
        start = "0" if place == 0 or whole else f"E{row - 1}"
        page.formula(f"D{row}", f"={start}", PERCENT, **CENTRED)
        page.formula(f"E{row}", f"=D{row}+C{row}", PERCENT, **CENTRED)
        low, high = f"MIN(D{row},E{row})", f"MAX(D{row},E{row})"
        page.formula(f"F{row}", f"=MIN(0,{high})", PERCENT, **CENTRED)
        page.formula(f"G{row}", f"=MIN(0,{low})-F{row}", PERCENT, **CENTRED)
        page.formula(f"H{row}", f"=MAX(0,{low})", PERCENT, **CENTRED)
        page.formula(f"I{row}", f"=MAX(0,{high})-H{row}", PERCENT, **CENTRED)
    page.name("bridge_steps", f"C{FIRST_STEP}:C{FIRST_STEP + len(STEPS) - 1}")
