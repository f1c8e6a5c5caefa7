"""The sheet Inputs of the tracker: what the funds cost, and how you would hold one."""

from passivefolio.workbooks.etf_tracker.sample import BRIDGE, FUNDS, STORY
from passivefolio.workbooks.look import (
    CENTRED,
    MONEY,
    PERCENT,
    QUIET,
    WHOLE,
    Page,
    Template,
    title_of,
)

ROOM = 10
FIRST_FUND = 7
LAST_FUND = FIRST_FUND + ROOM - 1
PERIODS_PER_YEAR, AMOUNT, YEARS, COMMISSION = 12, 10_000, 10, 5
COLUMNS = (
    ("expense_ratio", "Expense ratio", "expense_ratios", "C"),
    ("lending", "Lending income", "lending_incomes", "D"),
    ("tax_gain", "Tax gain", "tax_gains", "E"),
    ("spread", "Bid-ask spread", "spreads", "F"),
)
HELP = {
    "expense_ratio": "What the fund charges a year, such as 0.07 %.",
    "lending": "What the fund earns a year by lending securities; blank if nothing or unknown.",
    "tax_gain": "What the fund gains a year by paying less withholding tax than its index assumes.",
    "spread": "The whole spread as a share of the price, such as 0.05 %; blank for none.",
}


def inputs_page(book: Template, *, sample: bool) -> None:
    """All that the user may change, but for the returns on Data."""
    page = book.page("Inputs", (2, 30, 15, 15, 15, 15, 22))
    title_of(
        page, "Inputs", "Fill in the yellow cells; the returns and names go to the sheet Data."
    )
    _funds(page, sample)
    _trade(page, sample)
    _settings(page)
    page.print_on("A1:G36", pages_high=1)


def _funds(page: Page, sample: bool) -> None:
    page.heading("B4:G4", "The funds, and what is known of their cost a year")
    page.spread(
        "B5:G5",
        STORY
        if sample
        else "The names come from the head row of the sheet Data. Rates are a year, as 0.07 %.",
        **QUIET,
    )
    page.sheet.set_row(4, 28)
    page.header(f"B{FIRST_FUND - 1}", ("Fund", *(head for _, head, _, _ in COLUMNS), "Returns"))
    for place in range(ROOM):
        row = FIRST_FUND + place
        page.formula(f"B{row}", f'=INDEX(history_head,1,{place + 3})&""', shrink=True)
        for attribute, _, _, column in COLUMNS:
            fund = FUNDS[place] if sample and place < len(FUNDS) else None
            value = (getattr(fund, attribute) or None) if fund else None
            page.input(f"{column}{row}", value, PERCENT, **CENTRED)
        page.formula(
            f"G{row}",
            f'=IF(INDEX(fund_periods,{place + 1})=0,"none on Data",'
            f'INDEX(fund_periods,{place + 1})&" on Data")',
            **CENTRED,
            **QUIET,
        )
    page.name("fund_names", f"B{FIRST_FUND}:B{LAST_FUND}")
    for attribute, head, name, column in COLUMNS:
        area = f"{column}{FIRST_FUND}:{column}{LAST_FUND}"
        page.name(name, area)
        page.restrict(area, head, 0, 0.1, f"{HELP[attribute]} From 0 % to 10 %.")


def _trade(page: Page, sample: bool) -> None:
    page.heading("B19:G19", "Your trade")
    rows = (
        ("amount", "Amount to invest", AMOUNT, MONEY, "in money; the commission is spread over it"),
        ("years", "Years to hold it", YEARS, "0.#", "the longer, the less the trade costs a year"),
        ("commission", "Commission of a trade", COMMISSION, "#,##0.00", "in money; 0 for none"),
    )
    for row, (name, label, value, kind, remark) in enumerate(rows, start=20):
        page.text(f"B{row}", label)
        page.input(f"C{row}", value if sample else None, kind, **CENTRED)
        page.text(f"D{row}", remark, indent=1, **QUIET)
        page.name(name, f"C{row}")
    page.restrict("C20", "Amount to invest", 0.01, 1e12, "An amount of money above 0.")
    page.restrict("C21", "Years to hold it", 0.1, 100, "A number of years from 0.1 to 100.")
    page.restrict("C22", "Commission", 0, 1e6, "What one trade costs, in money; 0 for none.")
    page.text("B23", "Fund of the fee bridge")
    page.input("C23", BRIDGE if sample else None, "@", **CENTRED)
    page.text("D23", "choose one; blank shows the cheapest to own", indent=1, **QUIET)
    page.name("bridge_fund", "C23")
    page.restrict_to_named(
        "C23", "Fund of the fee bridge", "fund_names", "One of the funds above, or blank."
    )


def _settings(page: Page) -> None:
    page.heading("B25:G25", "Data")
    page.text("B26", "Rows a year in the data")
    page.input("C26", PERIODS_PER_YEAR, WHOLE, **CENTRED)
    page.text("D26", "12 for months, 4 for quarters, 252 for days", indent=1, **QUIET)
    page.name("periods_per_year", "C26")
    page.restrict("C26", "Rows a year", 1, 366, "12 for months, 252 for days.")
    page.text("B27", "Index, from the head row of Data")
    page.spread(
        "C27:G27",
        '=INDEX(history_head,1,2)&""',
        bold=True,
        text_wrap=False,
        valign="vcenter",
        shrink=True,
    )
    page.name("index_name", "C27")
    page.heading("B29:G29", "How the figures are made")
    page.spread(
        "B30:G33",
        "The tracking difference is the return of the fund a year less that of the index over the "
        "same periods; the holding cost is the same with the other sign. The total cost adds the "
        "spread and two commissions, divided by the years you hold. The unexplained part is what "
        "expense ratio, lending and tax leave of the difference.",
        **QUIET,
    )
