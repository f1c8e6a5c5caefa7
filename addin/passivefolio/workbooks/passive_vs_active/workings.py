"""The sheet Workings of passive against active: each fund, their order, their fees, the charts."""

from passivefolio.workbooks.checks import TINY
from passivefolio.workbooks.look import (
    CENTRED,
    MONEY,
    PERCENT,
    QUIET,
    TRUTH,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.passive_vs_active.inputs import ROOM

FIRST_FUND, FIRST_PLACE, FIRST_QUARTER, FIRST_SLOT, FIRST_YEAR = 6, 26, 47, 26, 55
SLOTS, WEALTH_POINTS = 64, 30
QUARTERS = ("Cheapest", "Second", "Third", "Dearest")

FUND_COLUMNS = (
    ("C", "fund_periods", "Periods", 'COUNTIFS({own},"<>",composite,"<>")', WHOLE),
    ("D", "first_rows", "First row", "{first}", WHOLE),
    ("E", "last_rows", "Last row", "{last}", WHOLE),
    ("F", "fund_gaps", "Missing between", "IF(C{row}=0,0,E{row}-D{row}+1-COUNT({own}))", WHOLE),
    ("G", "fund_closed", "Closed", "AND(C{row}>0,E{row}<last_row)", TRUTH),
    (
        "H",
        "fund_clean",
        "Clean",
        "AND(C{row}>0,COUNT({own})=COUNTA({own}),MIN({own})>-1,composite_clean)",
        TRUTH,
    ),
    (
        "I",
        "fund_shown",
        "Survived",
        "AND(H{row},NOT(G{row}),C{row}>=MAX(3,N(periods_per_year)),N(periods_per_year)>0)",
        TRUTH,
    ),
    ("J", "fund_counted", "Counts", "OR(I{row},AND(G{row},H{row}))", TRUTH),
    (
        "K",
        "fund_excess",
        "Excess return",
        'IF(I{row},TRACKING_DIFFERENCE({own},composite,periods_per_year),"")',
        PERCENT,
    ),
    (
        "L",
        "fund_excess_native",
        "Excel alone",
        "IF(I{row},EXP(SUMPRODUCT({both}*LN(1+{own}))*periods_per_year/C{row})"
        '-EXP(SUMPRODUCT({both}*LN(1+composite))*periods_per_year/C{row}),"")',
        PERCENT,
    ),
    (
        "M",
        "excess_agrees",
        "Agree",
        f'IF(I{{row}},IF(ABS(K{{row}}-L{{row}})<{TINY},"yes","NO"),"")',
        "@",
    ),
    (
        "N",
        "fund_order",
        "Place",
        "IF(NOT(J{row}),0,IF(I{row},1+SUMPRODUCT(fund_shown*(excess_numbers>O{row}))"
        "+SUMPRODUCT(fund_shown*(excess_numbers=O{row})*(fund_numbers<{n})),"
        "COUNTIF(fund_shown,TRUE())+1+SUMPRODUCT(fund_counted*(1-fund_shown)*(fund_numbers<{n}))))",
        WHOLE,
    ),
    ("O", "excess_numbers", "As a number", "N(K{row})", PERCENT),
    (
        "P",
        "fee_keys",
        "Fee, if it counts",
        "IF(AND(J{row},ISNUMBER(INDEX(fees,{n}))),INDEX(fees,{n}),9)",
        '[<9]0.00%;"none"',
    ),
    (
        "Q",
        "fee_order",
        "Place by fee",
        "IF(P{row}=9,0,1+SUMPRODUCT(--(fee_keys<P{row}))"
        "+SUMPRODUCT((fee_keys=P{row})*(fund_numbers<{n})))",
        WHOLE,
    ),
    ("R", "fund_numbers", "Number", "{n}", WHOLE),
)


def fund(number: int | str) -> str:
    """The returns of a fund."""
    return f"INDEX(fund_returns,0,{number})"


def workings_page(book: Template) -> None:
    """What the tables and charts of Results are made of."""
    page = book.page("Workings", (2, 22, *(10.5 for _ in range(16))))
    title_of(page, "Workings", "What the tables and charts of Results are made of.")
    _funds(page)
    _places(page)
    _quarters(page)
    _slots(page)
    _wealth(page)
    page.print_on(f"A1:R{FIRST_SLOT + SLOTS - 1}", pages_high=1)


def _funds(page: Page) -> None:
    page.heading(f"B{FIRST_FUND - 2}:R{FIRST_FUND - 2}", "The record of each fund")
    page.header(f"B{FIRST_FUND - 1}", ("Fund", *(head for _, _, head, _, _ in FUND_COLUMNS)))
    page.sheet.set_row(FIRST_FUND - 2, 30)
    last = FIRST_FUND + ROOM - 1
    for number in range(1, ROOM + 1):
        row, own = FIRST_FUND - 1 + number, fund(number)
        page.formula(f"B{row}", f"=INDEX(fund_names,{number})")
        rows = "(ROW(history_dates)-ROW(INDEX(history_dates,1))+1)"
        words = {
            "row": row,
            "n": number,
            "own": own,
            "both": f'({own}<>"")*(composite<>"")',
            "first": f"IF(COUNT({own})=0,0,MATCH(TRUE(),INDEX(ISNUMBER({own}),0),0))",
            "last": f"SUMPRODUCT(MAX(ISNUMBER({own})*{rows}))",
        }
        for column, _, _, formula, kind in FUND_COLUMNS:
            page.formula(f"{column}{row}", f"={formula.format(**words)}", kind, **CENTRED)
    for column, name, *_ in FUND_COLUMNS:
        page.name(name, f"{column}{FIRST_FUND}:{column}{last}")


def _places(page: Page) -> None:
    """The funds from best to worst, the closed ones last; and from cheap to dear."""
    top = FIRST_PLACE - 1
    page.heading(
        f"B{top - 1}:R{top - 1}",
        "The funds in order, by excess return and by fee; at the right, the bars of the chart",
    )
    page.header(
        f"B{top}",
        (
            "Place",
            "Fund",
            "Excess return",
            "By fee",
            "Fee",
            "Excess return",
            "R squared",
            "Information ratio",
        ),
    )
    page.sheet.set_row(top - 1, 30)
    for place in range(1, ROOM + 1):
        row = top + place
        page.formula(f"B{row}", f"={place}", WHOLE, align="left")
        page.formula(f"C{row}", f"=IFERROR(MATCH({place},fund_order,0),0)", WHOLE, **CENTRED)
        page.formula(f"D{row}", f'=IF(C{row}=0,"",INDEX(fund_excess,C{row}))', PERCENT, **CENTRED)
        page.formula(f"E{row}", f"=IFERROR(MATCH({place},fee_order,0),0)", WHOLE, **CENTRED)
        page.formula(f"F{row}", f'=IF(E{row}=0,"",INDEX(fees,E{row}))', PERCENT, **CENTRED)
        page.formula(f"G{row}", f'=IF(E{row}=0,"",INDEX(fund_excess,E{row}))', PERCENT, **CENTRED)
        alive = f"ISNUMBER(D{row})"
        for column, function, kind in (
            ("H", "R_SQUARED({own},composite)", "0.0000"),
            ("I", "INFORMATION_RATIO({own},composite,periods_per_year)", "0.00"),
        ):
            text = function.format(own=fund(f"C{row}"))
            page.formula(
                f"{column}{row}", f'=IF({alive},IFERROR({text},"none"),"")', kind, **CENTRED
            )
    last = top + ROOM
    for name, column in (
        ("placed_funds", "C"),
        ("outcomes", "D"),
        ("fees_in_order", "F"),
        ("outcomes_by_fee", "G"),
        ("r_squares", "H"),
        ("information_ratios", "I"),
    ):
        page.name(name, f"{column}{FIRST_PLACE}:{column}{last}")


def _quarters(page: Page) -> None:
    top = FIRST_QUARTER - 1
    page.heading(f"B{top - 1}:I{top - 1}", "The quarters by fee")
    page.header(f"B{top}", ("Quarter", "From place", "To place"))
    for number in range(1, 5):
        row = top + number
        page.text(f"B{row}", QUARTERS[number - 1])
        page.formula(f"C{row}", f"=INT({number - 1}*funds_with_fee/4)+1", WHOLE, **CENTRED)
        page.formula(f"D{row}", f"=INT({number}*funds_with_fee/4)", WHOLE, **CENTRED)
    page.name("quarter_from", f"C{FIRST_QUARTER}:C{FIRST_QUARTER + 3}")
    page.name("quarter_to", f"D{FIRST_QUARTER}:D{FIRST_QUARTER + 3}")


def _slots(page: Page) -> None:
    """Bars as wide as the number of funds asks for, with a gap between; closed ones have none."""
    top = FIRST_SLOT - 1
    page.header(f"L{top}", ("Slot of the bars", "Place", "Ahead", "Behind"))
    for slot in range(1, SLOTS + 1):
        row = top + slot
        page.formula(f"L{row}", f"={slot}", WHOLE, align="left", **QUIET)
        place = f"IF(counted=0,0,INT({slot - 1}*counted/{SLOTS})+1)"
        page.formula(f"M{row}", f"={place}", WHOLE, **CENTRED, **QUIET)
        gap = f"OR(M{row}=0,M{row + 1}<>M{row})" if slot < SLOTS else f"M{row}=0"
        value = f"N(INDEX(outcomes,M{row}))"
        page.formula(f"N{row}", f"=IF({gap},0,MAX(0,{value}))", PERCENT, **CENTRED, **QUIET)
        page.formula(f"O{row}", f"=IF({gap},0,MIN(0,{value}))", PERCENT, **CENTRED, **QUIET)


def _wealth(page: Page) -> None:
    top = FIRST_YEAR - 1
    page.heading(f"B{top - 1}:I{top - 1}", "The amount at two costs")
    page.header(f"B{top}", ("Year", "Passive fee", "Active cost"))
    for point in range(WEALTH_POINTS + 1):
        row = FIRST_YEAR + point
        page.formula(f"B{row}", f"=N(years)*{point}/{WEALTH_POINTS}", "0.0", align="left", **QUIET)
        for column, fee in (("C", "passive_fee"), ("D", "active_cost")):
            page.formula(
                f"{column}{row}",
                f"=IF(inputs_ready,amount*(1+NET_OF_FEE_RETURN(market_return,{fee}))^B{row},0)",
                MONEY,
                **CENTRED,
                **QUIET,
            )
