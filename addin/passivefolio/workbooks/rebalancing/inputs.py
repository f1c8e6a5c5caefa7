"""The sheet Inputs of the rebalancing book: what you hold where, your targets, your rules."""

from passivefolio.workbooks.look import (
    CENTRED,
    INPUT,
    MONEY,
    PERCENT_COARSE,
    QUIET,
    WHOLE,
    Cell,
    Page,
    Template,
    title_of,
)

ROOM, ACCOUNTS = 10, 3
FIRST, LAST = 7, 16
ACCOUNT_COLUMNS = "DEF"
SUMS, NEW_MONEY, TAXES = 17, 18, 19
HOLDINGS: tuple[tuple[Cell, ...], ...] = (
    (0.6, 52_000, 30_000, None, 31_000),
    (0.3, None, 24_000, 4_000, None),
    (0.1, 6_000, None, 4_000, 6_000),
)
"""Target weight, value in each account, what the taxed part was bought for."""
ACCOUNT_NAMES = ("Taxed account", "Retirement account", "Savings plan")
MONEY_IN: tuple[Cell, ...] = (3_000, None, None)
TAX_RATES: tuple[Cell, ...] = (0.25, 0.0, 0.0)
STORY = "The amounts are invented; the returns on Data are real."
RULES = (
    (
        "abs_band",
        "Band in points of weight",
        0.05,
        PERCENT_COARSE,
        "5 points: a target of 60 % may drift to 55 % or 65 %",
        (0.001, 1),
    ),
    (
        "rel_band",
        "Band as a share of the target",
        0.25,
        PERCENT_COARSE,
        "a quarter: a target of 10 % may drift to 7.5 % or 12.5 %; the narrower counts",
        (0.001, 10),
    ),
    ("min_trade", "Smallest trade", 100, MONEY, "in money; smaller ones are left out", (0, 1e9)),
    (
        "cost_rate",
        "Cost of trading",
        0.001,
        "0.00%",
        "share of the money bought or sold",
        (0, 0.2),
    ),
    ("min_cost", "Least cost of a trade", 5, "#,##0.00", "in money; 0 for none", (0, 1e6)),
    (
        "every",
        "Periods from review to review",
        12,
        WHOLE,
        "for the look into history: 12 months are a year",
        (1, 600),
    ),
)
FIRST_RULE = 22


def inputs_page(book: Template, *, sample: bool) -> None:
    """All that the user may change, but for the names and returns on Data."""
    page = book.page("Inputs", (2, 30, 14, 18, 18, 18, 15, 15))
    title_of(
        page,
        "Inputs",
        "Fill in the yellow cells. The names of the holdings stand in the head row of the sheet "
        "Data." + (f" {STORY}" if sample else ""),
    )
    _holdings(page, sample)
    _accounts(page, sample)
    _rules(page, sample)
    _history(page)
    page.print_on("A1:H35", pages_high=1)


def _holdings(page: Page, sample: bool) -> None:
    page.heading("B4:H4", "What you hold, and what you want to hold")
    page.spread("B5:H5", "Values in money now; a blank is nothing.", **QUIET)
    page.header(
        f"B{FIRST - 1}", ("Holding", "Target weight", "", "", "", "All accounts", "Bought for")
    )
    names = ACCOUNT_NAMES if sample else [f"Account {n}" for n in range(1, ACCOUNTS + 1)]
    for name, column in zip(names, ACCOUNT_COLUMNS, strict=True):
        page.input(f"{column}{FIRST - 1}", name, "@", bold=True, shrink=True, **CENTRED)
    for place in range(ROOM):
        row = FIRST + place
        page.formula(f"B{row}", f'=INDEX(history_head,1,{place + 2})&""', shrink=True)
        given = HOLDINGS[place] if sample and place < len(HOLDINGS) else (None,) * 5
        kinds = (PERCENT_COARSE, *(MONEY,) * ACCOUNTS, MONEY)
        for column, value, kind in zip("CDEFH", given, kinds, strict=True):
            page.input(f"{column}{row}", value, kind, **CENTRED)
        page.formula(f"G{row}", f"=SUM(D{row}:F{row})", MONEY, **CENTRED)
    page.text(f"B{SUMS}", "Sum", **QUIET)
    page.formula(f"C{SUMS}", f"=SUM(C{FIRST}:C{LAST})", PERCENT_COARSE, top=1, **CENTRED)
    for column in "DEFG":
        page.formula(
            f"{column}{SUMS}", f"=SUM({column}{FIRST}:{column}{LAST})", MONEY, top=1, **CENTRED
        )
    for name, area in (
        ("holding_names", f"B{FIRST}:B{LAST}"),
        ("targets", f"C{FIRST}:C{LAST}"),
        ("account_values", f"D{FIRST}:F{LAST}"),
        ("account_names", f"D{FIRST - 1}:F{FIRST - 1}"),
        ("holding_values", f"G{FIRST}:G{LAST}"),
        ("bought_for", f"H{FIRST}:H{LAST}"),
        ("total_value", f"G{SUMS}"),
    ):
        page.name(name, area)
    page.restrict(
        f"C{FIRST}:C{LAST}", "Target weight", 0, 1, "A share from 0 % to 100 %; 0 % sells it."
    )
    page.restrict(f"D{FIRST}:F{LAST}", "Value now", 0, 1e12, "What it is worth today, in money.")
    page.restrict(
        f"H{FIRST}:H{LAST}",
        "Bought for",
        0,
        1e12,
        "What the part in taxed accounts cost you, in money; the tax on a sale comes from it.",
    )


def _accounts(page: Page, sample: bool) -> None:
    rows = (
        (NEW_MONEY, "New money, below 0 taken out", "new_money", MONEY, MONEY_IN, (-1e12, 1e12)),
        (TAXES, "Tax on gains", "tax_rates", PERCENT_COARSE, TAX_RATES, (0, 1)),
    )
    helps = (
        "To be invested in this account; below 0 to be taken out of it.",
        "Tax rate on the gain when something is sold in this account; 0 % for none.",
    )
    for (row, label, name, kind, values, limits), text in zip(rows, helps, strict=True):
        page.text(f"B{row}", label)
        for column, value in zip(ACCOUNT_COLUMNS, values, strict=True):
            page.input(f"{column}{row}", value if sample else None, kind, **CENTRED)
        page.name(name, f"D{row}:F{row}")
        page.restrict(f"D{row}:F{row}", label, *limits, text)
    page.formula(f"G{NEW_MONEY}", f"=SUM(D{NEW_MONEY}:F{NEW_MONEY})", MONEY, **CENTRED)
    page.name("cash", f"G{NEW_MONEY}")


def _rules(page: Page, sample: bool) -> None:
    page.heading(f"B{FIRST_RULE - 1}:H{FIRST_RULE - 1}", "Your rules")
    for row, (name, label, value, kind, remark, limits) in enumerate(RULES, start=FIRST_RULE):
        page.text(f"B{row}", label)
        page.input(f"C{row}", value, kind, **CENTRED)
        page.text(f"D{row}", remark, indent=1, **QUIET)
        page.name(name, f"C{row}")
        page.restrict(f"C{row}", label, *limits, f"{remark[0].upper()}{remark[1:]}.")


def _history(page: Page) -> None:
    row = FIRST_RULE + len(RULES) + 1
    page.heading(f"B{row}:H{row}", "Data")
    page.text(f"B{row + 1}", "Rows a year in the data")
    page.input(f"C{row + 1}", 12, WHOLE, **CENTRED)
    page.text(f"D{row + 1}", "12 for months, 4 for quarters, 252 for days", indent=1, **QUIET)
    page.name("periods_per_year", f"C{row + 1}")
    page.restrict(f"C{row + 1}", "Rows a year", 1, 366, "12 for months, 252 for days.")
    page.text(f"B{row + 2}", "Holding of the weight chart")
    page.sheet.merge_range(f"C{row + 2}:D{row + 2}", "", page.book.style(**INPUT, **CENTRED))
    page.text(f"E{row + 2}", "choose one; blank shows the first", indent=1, **QUIET)
    page.name("chart_holding", f"C{row + 2}")
    page.restrict_to_named(
        f"C{row + 2}", "Holding of the weight chart", "holding_names", "A holding, or blank."
    )
