"""The sheet Results of passive against active: who won, how surely, and what it costs you."""

from passivefolio.workbooks.checks import verdict
from passivefolio.workbooks.common import NOT_USABLE, Figure, answer_box, figures_table, ready
from passivefolio.workbooks.look import (
    BOX_FILL,
    CENTRED,
    GOOD_FILL,
    NUMBER,
    PERCENT,
    PERCENT_COARSE,
    QUIET,
    RULE,
    RULED,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.passive_vs_active.inputs import ROOM
from passivefolio.workbooks.passive_vs_active.workings import QUARTERS, fund
from passivefolio.workbooks.words import decimal, fitted, money, percent

FIGURES_TOP, FIRST_QUARTER, CHARTS = 11, 22, 27
FIRST_FUND = CHARTS + 32
OUTCOMES = "INDEX(outcomes,1):INDEX(outcomes,counted)"
BEST = "INDEX(placed_funds,1)"


def placed(place: int, formula: str) -> str:
    """The formula for the fund at a place of the order, nothing where there is none."""
    return f'=IF(AND(inputs_ready,INDEX(placed_funds,{place})>0),{formula},"")'


def results_page(book: Template, *, sample: bool) -> Page:
    """One page: the answer, the figures, the quarters, room for charts, the funds in order."""
    page = book.page("Results", (2, 25, *(9.6 for _ in range(10))))
    title_of(
        page,
        "Results",
        "How active funds did against the passive alternative, and what they must earn to win."
        + (" The active funds are invented." if sample else ""),
    )
    _answer(page)
    _figures(page)
    _arithmetic(page)
    _funds(page)
    _quarters(page)
    page.print_on(f"A1:L{FIRST_FUND + ROOM}", pages_high=1)
    return page


def _answer(page: Page) -> None:
    headline = (
        '"Of "&counted&IF(counted=1," active fund "," active funds ")&winners&'
        '" survived and beat the passive composite: a success rate of "&'
        f'{percent("success_share", 0)}&"."'
    )
    survivors = (
        'IF(alive=counted,"None was closed. ",(counted-alive)&" closed; "&'
        f'{percent("survivor_share", 0)}&" survived. ")&IF(alive=0,"","The survivors earned "&'
        f'{percent("ABS(average_excess)")}&IF(average_excess<0," less"," more")&'
        '" a year than the composite, on average.")'
    )
    quarters = (
        'IF(funds_with_fee<4,"With four funds or more, their success by fee is shown.",'
        '"Of the cheapest quarter "&'
        f'{percent("INDEX(quarter_success,1)", 0)}&" succeeded, of the dearest "&'
        f'{percent("INDEX(quarter_success,4)", 0)}&". To be worth its cost, the average one must "&'
        f'"earn "&{percent("required")}&" a year more than the market before costs."'
        ")"
    )
    skill = (
        "IF(ISNUMBER(years_needed),IF(INDEX(fund_excess,"
        f'{BEST})>0,INDEX(fund_names,{BEST})&" leads; it would take "&'
        f'{decimal("years_needed", 0)}&" years of such a record to tell its skill from luck; '
        f'the record has "&{decimal(f"INDEX(fund_periods,{BEST})/periods_per_year", 0)}&'
        '". ",""),"")&'
        f'{money("amount")}&" would grow to "&{money("wealth_passive")}&" in "&years&" years at '
        f'the passive fee, to "&{money("wealth_active")}&" at the cost of the average active fund."'
    )
    answer_box(
        page,
        "L",
        headline,
        ((survivors, 20), (quarters, 20), (skill, 32), (verdict(), 30)),
        waiting='IF(counted=0,"Paste the returns of the passive composite and of the active funds '
        f'on the sheet Data; the answer comes here.",{NOT_USABLE})',
    )


NATIVE_WINNERS = 'COUNTIF(outcomes,">0")'
FIGURES = (
    Figure(
        "Success rate",
        "success_share",
        f"IF(alive=0,0,SUCCESS_RATE({OUTCOMES},0))",
        f"{NATIVE_WINNERS}/counted",
        PERCENT_COARSE,
    ),
    Figure(
        "Survivorship",
        "survivor_share",
        f"IF(alive=0,0,SURVIVORSHIP_RATE({OUTCOMES}))",
        "COUNT(outcomes)/counted",
        PERCENT_COARSE,
    ),
    Figure(
        "Excess return of survivors",
        "average_excess",
        'IF(alive=0,"",AVERAGE(outcomes))',
        'IF(alive=0,"",SUM(fund_excess_native)/alive)',
    ),
    Figure(
        "Required alpha, average",
        "required",
        "REQUIRED_ALPHA(average_fee,passive_fee,trading_cost,tax_cost)",
        "average_fee-passive_fee+trading_cost+tax_cost",
    ),
    Figure(
        "Fee on the active part",
        "active_part_fee",
        'IF(active_part,ACTIVE_EXPENSE_RATIO(average_fee,passive_fee,AVERAGE(r_squares)),"")',
        "IF(active_part,passive_fee+(average_fee-passive_fee)*(SQRT(AVERAGE(r_squares))"
        '+SQRT(1-AVERAGE(r_squares)))/SQRT(1-AVERAGE(r_squares)),"")',
    ),
    Figure(
        "Years to be sure of the best",
        "years_needed",
        'IF(best_ratio=0,"",YEARS_TO_SIGNIFICANCE(best_ratio,t_stat))',
        'IF(best_ratio=0,"",(t_stat/best_ratio)^2)',
        "#,##0",
    ),
    Figure(
        "Wealth lost to the cost",
        "wealth_lost",
        "EXPENSE_DRAG(market_return,passive_fee,active_cost,years)",
        "1-((1+market_return-active_cost)/(1+market_return-passive_fee))^years",
        PERCENT_COARSE,
    ),
)


def _figures(page: Page) -> None:
    page.heading(f"B{FIGURES_TOP - 1}:E{FIGURES_TOP - 1}", "Figures")
    figures_table(page, FIGURES_TOP, FIGURES)


def _arithmetic(page: Page) -> None:
    page.heading(
        f"G{FIGURES_TOP - 1}:L{FIGURES_TOP - 1}", "The arithmetic of active management, a year"
    )
    page.header(f"G{FIGURES_TOP}", ("The dollar", "", "Share", "Before", "Cost", "After"))
    table = "SHARPE_ARITHMETIC(market_return,passive_fee,active_cost,passive_share)"
    rows = ("held passively", "managed actively", "in the market", "active less passive")
    for place, label in enumerate(rows, start=2):
        row = FIGURES_TOP - 1 + place
        page.spread(f"G{row}:H{row}", label, valign="vcenter", **RULED)
        for column, letter in enumerate("IJKL", start=2):
            cell = f"INDEX({table},{place},{column})"
            if place == 5 and letter == "I":
                page.text(f"{letter}{row}", "", **RULED)
                continue
            kind = PERCENT_COARSE if letter == "I" else PERCENT
            page.formula(
                f"{letter}{row}", ready(cell), kind, bold=letter == "L", **CENTRED, **RULED
            )
    last = FIGURES_TOP + 4
    page.name("arithmetic", f"I{FIGURES_TOP + 1}:L{last}")
    page.spread(
        f"G{last + 1}:L{last + 3}",
        ready(
            '"Together they are the market, so before cost both earn the same (Sharpe 1991). '
            'The active cost here is the average fee of "&'
            f'{percent("average_fee")}&" and trading of "&{percent("trading_cost")}&"."'
        ),
        **QUIET,
    )


FUND_COLUMNS = (
    ("C", "Expense ratio", 'IF(ISNUMBER(INDEX(fees,{j})),INDEX(fees,{j}),"")', PERCENT, False),
    (
        "D",
        "Return a year",
        'IF({alive},ANNUALIZED_RETURN({own},periods_per_year),"")',
        PERCENT,
        True,
    ),
    ("E", "Passive, same time", 'IF({alive},D{row}-F{row},"")', PERCENT, True),
    ("F", "Excess return", "INDEX(fund_excess,{j})", PERCENT, True),
    ("G", "R squared", "INDEX(r_squares,{place})", NUMBER, True),
    (
        "H",
        "Fee on active part",
        "IF(AND({alive},ISNUMBER(C{row}),ISNUMBER(G{row})),"
        'IFERROR(ACTIVE_EXPENSE_RATIO(C{row},passive_fee,G{row}),"none"),"")',
        PERCENT,
        True,
    ),
    (
        "I",
        "Required alpha",
        'IF(ISNUMBER(C{row}),REQUIRED_ALPHA(C{row},passive_fee,trading_cost,tax_cost),"")',
        PERCENT,
        False,
    ),
    ("J", "Information ratio", "INDEX(information_ratios,{place})", NUMBER, True),
    (
        "K",
        "Years needed",
        'IF(ISNUMBER(J{row}),IFERROR(YEARS_TO_SIGNIFICANCE(J{row},t_stat),"none"),"")',
        "#,##0",
        True,
    ),
    ("L", "Outcome", 'IF({alive},IF(F{row}>0,"beat it","lagged"),"closed")', "@", False),
)


def _funds(page: Page) -> None:
    page.heading(f"B{FIRST_FUND - 2}:L{FIRST_FUND - 2}", "The active funds, best first")
    page.header(f"B{FIRST_FUND - 1}", ("Fund", *(head for _, head, *_ in FUND_COLUMNS)))
    page.sheet.set_row(FIRST_FUND - 2, 30)
    last = FIRST_FUND + ROOM - 1
    for place in range(1, ROOM + 1):
        row = FIRST_FUND - 1 + place
        number = f"INDEX(placed_funds,{place})"
        page.formula(f"B{row}", placed(place, fitted(f"INDEX(fund_names,{number})", 28)))
        words = {
            "row": row,
            "j": number,
            "place": place,
            "own": fund(number),
            "alive": f"ISNUMBER(INDEX(outcomes,{place}))",
        }
        for column, _, formula, kind, _ in FUND_COLUMNS:
            bold = column in "FL"
            page.formula(
                f"{column}{row}", placed(place, formula.format(**words)), kind, bold=bold, **CENTRED
            )
    page.name("shown_names", f"B{FIRST_FUND}:B{last}")
    page.name("verdicts", f"L{FIRST_FUND}:L{last}")
    for column, name in (
        ("D", "returns_shown"),
        ("F", "excess_shown"),
        ("H", "active_expense_ratios"),
        ("I", "required_alphas"),
        ("K", "years_to_significance_shown"),
    ):
        page.name(name, f"{column}{FIRST_FUND}:{column}{last}")
    line = {"bottom": 1, "bottom_color": RULE}
    page.shade(f"L{FIRST_FUND}:L{last}", f'$L{FIRST_FUND}="beat it"', bg_color=GOOD_FILL, **line)
    page.shade(f"B{FIRST_FUND}:L{last}", f'$L{FIRST_FUND}="closed"', font_color="#8A94A0", **line)
    page.rules(f"B{FIRST_FUND}:L{last}")
    page.text(
        f"B{last + 1}",
        "Fee on active part: what it is on the part that differs from the index (Miller 2007). "
        "Years needed: of such a record, to be sure of skill or of the lack of it.",
        font_size=8,
        **QUIET,
    )


def _quarters(page: Page) -> None:
    top = FIRST_QUARTER - 1
    page.heading(f"B{top - 1}:L{top - 1}", "Success by fee: the funds in four quarters")
    page.header(
        f"B{top}", ("Quarter by fee", "Funds", "Survived", "Beat it", "Success", "Average fee")
    )
    for place, label in enumerate(QUARTERS, start=1):
        row = top + place
        rows = f"INDEX({{0}},INDEX(quarter_from,{place})):INDEX({{0}},INDEX(quarter_to,{place}))"
        outcomes, fees = rows.format("outcomes_by_fee"), rows.format("fees_in_order")
        count = f"(INDEX(quarter_to,{place})-INDEX(quarter_from,{place})+1)"
        page.text(f"B{row}", label, **RULED)
        for column, formula, kind in (
            ("C", count, WHOLE),
            ("D", f"COUNT({outcomes})", WHOLE),
            ("E", f'COUNTIF({outcomes},">0")', WHOLE),
            ("F", f"IF(COUNT({outcomes})=0,0,SUCCESS_RATE({outcomes},0))", PERCENT_COARSE),
            ("G", f"AVERAGE({fees})", PERCENT),
        ):
            page.formula(
                f"{column}{row}",
                f'=IF(AND(inputs_ready,{count}>0),{formula},"")',
                kind,
                bold=column == "F",
                **CENTRED,
                **RULED,
            )
    page.sheet.set_row(top - 1, 30)
    last = top + len(QUARTERS)
    page.name("quarter_funds", f"C{FIRST_QUARTER}:C{last}")
    page.name("quarter_winners", f"E{FIRST_QUARTER}:E{last}")
    page.name("quarter_success", f"F{FIRST_QUARTER}:F{last}")
    page.spread(
        f"I{top}:L{last}",
        "A fund succeeds when it lives to the end of the record and earns more than the passive "
        "composite. A closed fund counts as a failure in its quarter.",
        bg_color=BOX_FILL,
        indent=1,
        **{**QUIET, "valign": "vcenter"},
    )
