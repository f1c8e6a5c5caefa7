"""The sheet Results of the tracker: the answer in words, the funds, their years."""

from passivefolio.workbooks.checks import verdict
from passivefolio.workbooks.common import NOT_USABLE, answer_box
from passivefolio.workbooks.etf_tracker.charts import CHARTS_END, KEYS
from passivefolio.workbooks.etf_tracker.inputs import ROOM
from passivefolio.workbooks.etf_tracker.workings import YEARS, fund, shown
from passivefolio.workbooks.look import (
    BOX_FILL,
    CENTRED,
    HEAD,
    PERCENT,
    QUIET,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.words import fitted, percent

FIRST_FUND = 12
FIRST_YEAR_ROW = CHARTS_END + 3
LETTERS = "CDEFGHIJKL"


def results_page(book: Template, *, sample: bool) -> Page:
    """One page: the answer, the funds, room for the charts, the years of the funds."""
    page = book.page("Results", (2, 25, *(9.6 for _ in LETTERS)))
    title_of(
        page,
        "Results",
        "How well each fund follows its index, and what it costs to own."
        + (" The funds shown are invented, the index is real." if sample else ""),
    )
    _answer(page)
    _funds(page)
    _years(page)
    page.print_on(f"A1:L{FIRST_YEAR_ROW + ROOM}", pages_high=1)
    return page


def _answer(page: Page) -> None:
    best, worst = "INDEX(total_costs,best_fund)", "INDEX(total_costs,worst_fund)"
    difference = "INDEX(tracking_differences,best_fund)"
    headline = (
        'INDEX(fund_names,best_fund)&IF(funds_shown=1,""," is the cheapest of your "&funds_shown&'
        f'" funds: it")&IF({best}<0," earns "," costs ")&{percent(f"ABS({best})")}&" a year to own"'
        f'&IF({best}<0,", more than its index.",".")'
    )
    follows = (
        f'"Before the trade it "&IF({difference}<0,"lagged ","led ")&index_name&" by "'
        f'&{percent(f"ABS({difference})")}&" a year'
        '"&IF(ISNUMBER(INDEX(unexplained,best_fund)),"; its expense ratio is "'
        f'&{percent("INDEX(expense_ratios,best_fund)")}&"."," (its expense ratio is missing).")'
        '&" The record has "&INDEX(fund_periods,best_fund)&" periods."'
    )
    drag = f"EXPENSE_DRAG(ANNUALIZED_RETURN(index_returns,periods_per_year),{best},{worst},years)"
    dearest = (
        'IF(funds_shown=1,"Fill in more funds to compare them.","The dearest, "'
        f'&INDEX(fund_names,worst_fund)&", costs "&{percent(worst)}&" a year: in "&years&'
        f'" years that takes "&{percent(drag, 1)}&" of what you would have with the cheapest.")'
    )
    leak = (
        'IF(COUNT(unexplained)=0,"",IF(MIN(unexplained)>=-0.00005,'
        '"No fund loses more than its expense ratio, lending and tax explain.",'
        '"Ask the provider: "&INDEX(fund_names,MATCH(MIN(unexplained),unexplained,0))&" loses "'
        f'&{percent("-MIN(unexplained)")}&" a year that its expense ratio does not explain."))'
    )
    waiting = (
        'IF(funds_shown=0,"Paste the returns of the index and of your funds on the sheet Data; the '
        f'answer comes here.",{NOT_USABLE})'
    )
    answer_box(
        page,
        "L",
        headline,
        ((follows, 27), (dearest, 27), (leak, 27), (verdict(), 27)),
        waiting=waiting,
    )


FIGURES = (
    ("tracking_differences", "TRACKING_DIFFERENCE({fund},index_returns,periods_per_year)", PERCENT),
    ("tracking_errors", "TRACKING_ERROR({fund},index_returns,periods_per_year)", PERCENT),
    ("r_squares", "R_SQUARED({fund},index_returns)", "0.0000"),
    (
        "expense_ratios_shown",
        'IF(ISNUMBER(INDEX(expense_ratios,{number})),INDEX(expense_ratios,{number}),"")',
        PERCENT,
    ),
    (
        "unexplained",
        "IF(ISNUMBER(INDEX(expense_ratios,{number})),UNEXPLAINED_TRACKING_DIFFERENCE({fund},"
        "index_returns,INDEX(expense_ratios,{number}),N(INDEX(lending_incomes,{number})),"
        'N(INDEX(tax_gains,{number})),periods_per_year),"")',
        PERCENT,
    ),
    ("holding_costs", "HOLDING_COST({fund},index_returns,periods_per_year)", PERCENT),
    (
        "total_costs",
        "IF(trade_ready,TOTAL_COST_OF_OWNERSHIP(INDEX(holding_costs,{number}),"
        'N(INDEX(spreads,{number})),commission,amount,years),"")',
        PERCENT,
    ),
    (
        "fund_ranks",
        "IF(trade_ready,1+SUMPRODUCT(ISNUMBER(total_costs)"
        '*(total_costs<INDEX(total_costs,{number}))),"")',
        WHOLE,
    ),
)


def _funds(page: Page) -> None:
    page.heading(f"B{FIRST_FUND - 2}:L{FIRST_FUND - 2}", "The funds against their index, a year")
    page.header(
        f"B{FIRST_FUND - 1}",
        (
            "Fund",
            "No., line",
            "Periods",
            "Tracking difference",
            "Tracking error",
            "R squared",
            "Expense ratio",
            "Un-\nexplained",
            "Holding cost",
            "Total cost",
            "Rank",
        ),
    )
    page.sheet.set_row(FIRST_FUND - 2, 30)
    for number in range(1, ROOM + 1):
        row = FIRST_FUND - 1 + number
        page.formula(f"B{row}", shown(number, fitted(f"INDEX(fund_names,{number})", 28)))
        glyph, color = KEYS[number - 1]
        page.formula(
            f"C{row}", shown(number, f'"{number} {glyph}"'), bold=True, font_color=color, **CENTRED
        )
        page.formula(f"D{row}", shown(number, f"INDEX(fund_periods,{number})"), WHOLE, **CENTRED)
        for letter, (_, formula, kind) in zip("EFGHIJKL", FIGURES, strict=True):
            text = formula.format(fund=fund(number), number=number)
            bold = letter in "EKL"
            page.formula(f"{letter}{row}", shown(number, text), kind, bold=bold, **CENTRED)
    last = FIRST_FUND + ROOM - 1
    for letter, (name, _, _) in zip("EFGHIJKL", FIGURES, strict=True):
        page.name(name, f"{letter}{FIRST_FUND}:{letter}{last}")
    page.shade(f"B{FIRST_FUND}:L{last}", f"$L{FIRST_FUND}=1", bg_color=BOX_FILL)
    page.rules(f"B{FIRST_FUND}:L{last}")
    page.text(
        f"B{last + 1}",
        "Total cost: holding cost, spread and two commissions over the years held. "
        "Unexplained: what expense ratio, lending and tax leave over; below 0 is lost.",
        font_size=8,
        **QUIET,
    )


def _years(page: Page) -> None:
    page.heading(
        f"B{FIRST_YEAR_ROW - 2}:L{FIRST_YEAR_ROW - 2}",
        "Tracking difference in each year: return of the fund less that of the index",
    )
    page.header(f"B{FIRST_YEAR_ROW - 1}", ("Fund",))
    for place, letter in enumerate(LETTERS[-YEARS:], start=1):
        page.formula(
            f"{letter}{FIRST_YEAR_ROW - 1}", f"=INDEX(years_listed,{place})", WHOLE, **HEAD
        )
    for number in range(1, ROOM + 1):
        row = FIRST_YEAR_ROW - 1 + number
        page.formula(f"B{row}", shown(number, fitted(f"INDEX(fund_names,{number})", 28)))
        for place, letter in enumerate(LETTERS[-YEARS:], start=1):
            page.formula(f"{letter}{row}", shown(number, _year(number, place)), PERCENT, **CENTRED)
    last = FIRST_YEAR_ROW + ROOM - 1
    page.rules(f"B{FIRST_YEAR_ROW}:L{last}")
    page.name("yearly_differences", f"{LETTERS[-YEARS]}{FIRST_YEAR_ROW}:L{last}")
    page.formula(
        f"B{last + 1}",
        '=IF(inputs_ready,"The last year has "&INDEX(year_periods,ROWS(year_periods))&'
        '" periods of data. A year in which a fund lacks a return is left blank.","")',
        font_size=8,
        **QUIET,
    )


def _year(number: int, place: int) -> str:
    """The difference of a calendar year, when fund and index have a return in all its periods."""
    own = (
        f"INDEX(fund_returns,INDEX(year_from,{place}),{number}):"
        f"INDEX(fund_returns,INDEX(year_to,{place}),{number})"
    )
    index = f"INDEX(index_years,{place})"
    return (
        f'IF({index}="","",IF(COUNT({own})<INDEX(year_periods,{place}),"",'
        f"CUMULATIVE_RETURN({own})-{index}))"
    )
