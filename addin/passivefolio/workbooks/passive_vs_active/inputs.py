"""The sheet Inputs of passive against active: what the funds charge, what active costs more."""

from passivefolio.workbooks.look import (
    CENTRED,
    MONEY,
    NUMBER,
    PERCENT,
    PERCENT_COARSE,
    QUIET,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.passive_vs_active.sample import FUNDS, STORY

ROOM = 16
FIRST = 7
LAST = FIRST + ROOM - 1
FIRST_COST = LAST + 3
COSTS = (
    ("passive_fee", "Fee of the passive fund", 0.001, PERCENT, "a year", (0, 0.1)),
    (
        "trading_cost",
        "Trading cost of active funds",
        0.002,
        PERCENT,
        "a year, beyond what the passive fund trades",
        (0, 0.1),
    ),
    (
        "tax_cost",
        "Tax on their turnover",
        0.001,
        PERCENT,
        "a year, beyond what the passive fund causes; 0 % in an untaxed account",
        (0, 0.1),
    ),
    (
        "t_stat",
        "How sure you want to be",
        2,
        NUMBER,
        "t-statistic; 2 is 95 % sure",
        (0.5, 10),
    ),
)
FIRST_WEALTH = FIRST_COST + len(COSTS) + 2
WEALTH = (
    (
        "market_return",
        "Return of the market",
        0.07,
        PERCENT_COARSE,
        "a year, before costs",
        (-0.5, 1),
    ),
    (
        "passive_share",
        "Share held passively",
        0.5,
        PERCENT_COARSE,
        "of the whole market; for the arithmetic of active management",
        (0.01, 0.99),
    ),
    ("amount", "Amount", 10_000, MONEY, "invested today", (0.01, 1e12)),
    ("years", "Years", 30, WHOLE, "that it stays invested", (1, 60)),
)


def inputs_page(book: Template, *, sample: bool) -> None:
    """All that the user may change, but for the names and returns on Data."""
    page = book.page("Inputs", (2, 30, 14, 16, 60))
    title_of(
        page, "Inputs", "Fill in the yellow cells; the returns and names go to the sheet Data."
    )
    page.heading("B4:E4", "The active funds")
    page.spread(
        "B5:E5",
        STORY
        if sample
        else "Names and returns stand on the sheet Data. A fund whose returns end early is closed; "
        "list the closed ones too, or the answer flatters the survivors.",
        **QUIET,
    )
    page.sheet.set_row(4, 28)
    _funds(page, sample)
    _figures(page, FIRST_COST, "What active costs more", COSTS, sample)
    _figures(page, FIRST_WEALTH, "The market, and your money in it", WEALTH, sample)
    row = FIRST_WEALTH + len(WEALTH) + 1
    page.heading(f"B{row}:E{row}", "Data")
    page.text(f"B{row + 1}", "Rows a year in the data")
    page.input(f"C{row + 1}", 12, WHOLE, **CENTRED)
    page.text(f"D{row + 1}", "12 for months, 4 for quarters, 252 for days", indent=1, **QUIET)
    page.name("periods_per_year", f"C{row + 1}")
    page.restrict(f"C{row + 1}", "Rows a year", 1, 366, "12 for months, 252 for days.")
    page.print_on(f"A1:E{row + 1}", pages_high=1)


def _funds(page: Page, sample: bool) -> None:
    page.header(f"B{FIRST - 1}", ("Fund", "Expense ratio", "Returns"))
    for place in range(ROOM):
        row, number = FIRST + place, place + 1
        page.formula(f"B{row}", f'=INDEX(history_head,1,{place + 3})&""', shrink=True)
        fee = FUNDS[place].fee if sample and place < len(FUNDS) else None
        page.input(f"C{row}", fee, PERCENT, **CENTRED)
        periods = f"INDEX(fund_periods,{number})"
        page.formula(
            f"D{row}",
            f'=IF({periods}=0,"none on Data",{periods}&IF(INDEX(fund_closed,{number}),'
            '", then closed"," on Data"))',
            **CENTRED,
            **QUIET,
        )
    page.name("fund_names", f"B{FIRST}:B{LAST}")
    page.name("fees", f"C{FIRST}:C{LAST}")
    page.restrict(
        f"C{FIRST}:C{LAST}", "Expense ratio", 0, 0.1, "What the fund charges a year, such as 0.9 %."
    )


def _figures(
    page: Page,
    first: int,
    heading: str,
    lines: tuple[tuple[str, str, float, str, str, tuple[float, float]], ...],
    sample: bool,
) -> None:
    page.heading(f"B{first - 1}:E{first - 1}", heading)
    for row, (name, label, value, kind, remark, limits) in enumerate(lines, start=first):
        page.text(f"B{row}", label)
        page.input(f"C{row}", value if sample else None, kind, **CENTRED)
        page.text(f"D{row}", remark, indent=1, **QUIET)
        page.name(name, f"C{row}")
        page.restrict(f"C{row}", label, *limits, f"{remark[0].upper()}{remark[1:]}.")
