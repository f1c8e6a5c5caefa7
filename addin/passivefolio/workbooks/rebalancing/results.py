"""The sheet Results of the rebalancing book: whether to trade, what, and at what cost."""

from passivefolio.workbooks.checks import verdict
from passivefolio.workbooks.common import NOT_USABLE, agreement, answer_box, ready, with_history
from passivefolio.workbooks.look import (
    BAD_FILL,
    CENTRED,
    HEAD,
    MONEY,
    PERCENT,
    PERCENT_COARSE,
    QUIET,
    RULE,
    RULED,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.rebalancing.inputs import ACCOUNTS, ROOM, STORY
from passivefolio.workbooks.rebalancing.workings import HELD, MONEY_EXACT, returns_until
from passivefolio.workbooks.words import decimal, fitted, money, month, percent

FIGURES_TOP, CHARTS, CHART_ROWS = 11, 23, 22
FIRST = CHARTS + 2 * CHART_ROWS + 4
LAST = FIRST + ROOM - 1
WIDTHS = (23, 10, 10, 7.5, 8.5, 7.5, 7.5, 7.5, 9.5, 7.5, 9.5, 7.5, 10.5, 10.5, 10.5)
ACCOUNT_COLUMNS = "NOP"
SIGNED_MONEY = "+#,##0;-#,##0;0"
RECORD = returns_until("last_row")


def held(number: int, formula: str) -> str:
    """The formula for a holding in use, once the inputs are filled in."""
    return f'=IF(AND(inputs_ready,INDEX(holding_used,{number})=1),{formula},"")'


def results_page(book: Template, *, sample: bool) -> Page:
    """One page: the answer, what it costs, what history says, room for charts, the holdings.

    The holdings stand last: with a few of them as with ten, the page has no hole.
    """
    page = book.page("Results", (2, *WIDTHS))
    title_of(
        page,
        "Results",
        "Whether to rebalance, with what trades, and at what cost."
        + (f" {STORY}" if sample else ""),
    )
    _answer(page)
    _costs(page)
    _history(page)
    _standing(page)
    _by_account(page)
    page.print_on(f"A1:P{LAST}", pages_high=1)
    return page


def _answer(page: Page) -> None:
    worst = "MATCH(MAX(distances_in_bands),distances_in_bands,0)"
    weight, target = f"INDEX(current_weights,{worst})", f"INDEX(targets,{worst})"
    headline = (
        f'IF(breaches=0,"No need to trade: every holding is within its band.",'
        f'"Rebalance: "&INDEX(holding_names,{worst})&" is at "&{percent(weight, 1)}&", "'
        f'&{decimal(f"100*ABS({weight}-{target})", 1)}&" points"'
        f'&IF({weight}>{target}," above "," below ")'
        f'&"its target of "&{percent(target, 1)}&"."&IF(breaches>1," "&breaches&'
        '" holdings are outside their bands.",""))'
    )
    new_money = (
        'IF(cash=0,"There is no new money; fill it in on Inputs to see what to buy with it.",'
        f'IF(cash>0,"With the new money of "&{money("cash")}&" alone, without a sale, ",'
        f'"By taking out "&{money("-cash")}&" alone, without buying, ")'
        f'&"the largest distance from target goes from "&{decimal("100*MAX(distances)", 1)}&" to "'
        f'&{decimal("100*MAX(distances_after_money)", 1)}&" points"&IF(breaches_after_money=0,'
        '", and every holding is within its band.",", and "&breaches_after_money'
        '&" of them stay outside their bands."))'
    )
    full = (
        f'"Going all the way to target means selling "&{money("sold")}&" and buying "'
        f'&{money("bought")}&"; it costs "&{money("trading_cost")}&" in trading and "'
        f'&{money("tax_cost")}&" in tax, "&{percent("cost_share")}&" of the portfolio."'
    )
    history = (
        'IF(history_ready,"From "&'
        f'{month("INDEX(history_dates,history_start)")}&" to "&'
        f'{month("INDEX(history_dates,last_row)")}&" the target mix, left alone, returned "&'
        f'{percent("left_alone")}&" a year and ended with "&{percent("end_weight", 0)}&" in "'
        '&chart_name&"; put back every "&every&" periods it returned "&'
        f'{percent("put_back")}&" with a deepest fall of "&{percent("-fall_put_back", 1)}'
        f'&" in place of "&{percent("-fall_left_alone", 1)}&".",'
        'IF(last_row=0,"Paste the returns of your holdings on Data for a look into history.",'
        '"There is no record of all your holdings on Data; see Checks."))'
    )
    waiting = (
        'IF(COUNT(targets)=0,"Fill in the yellow cells on the sheet Inputs; the answer comes '
        'here.",IF(ABS(SUM(targets)-1)>0.001,"The targets add up to "&'
        f'{percent("SUM(targets)", 1)}&"; they must add up to 100%: see Inputs.",'
        f"{NOT_USABLE}))"
    )
    answer_box(
        page,
        "P",
        headline,
        ((new_money, 20), (full, 20), (history, 30), (verdict(), 20)),
        waiting=waiting,
    )


COLUMNS = (
    ("C", "current_values", "Value", "INDEX(holding_values,{n})", MONEY),
    ("D", "current_weights", "Weight", "INDEX(holding_values,{n})/total_value", PERCENT_COARSE),
    ("E", "shown_targets", "Target", "N(INDEX(targets,{n}))", PERCENT_COARSE),
    ("F", "drifts", "Distance", "D{row}-E{row}", "+0.0%;-0.0%;0.0%"),
    ("G", "band_from", "Band from", "MAX(0,E{row}-INDEX(bands,{n}))", PERCENT_COARSE),
    ("H", "band_to", "Band to", "E{row}+INDEX(bands,{n})", PERCENT_COARSE),
    (
        "I",
        "verdicts",
        "Inside its band",
        'IF(INDEX(REBALANCE_NEEDED(current_weights,targets,abs_band,rel_band),{n}),"no","yes")',
        "@",
    ),
    (
        "J",
        "money_trades",
        "New money",
        "INDEX(CASHFLOW_REBALANCE(holding_values,targets,cash),{n})",
        SIGNED_MONEY,
    ),
    (
        "K",
        "weights_after_money",
        "Weight after",
        "(C{row}+J{row})/(total_value+cash)",
        PERCENT_COARSE,
    ),
    (
        "L",
        "trades",
        "Full trade",
        "INDEX(REBALANCE_TRADES(holding_values,targets,cash,min_trade),{n})",
        SIGNED_MONEY,
    ),
    ("M", "weights_after", "Weight after", "(C{row}+L{row})/(total_value+cash)", PERCENT_COARSE),
)


def _standing(page: Page) -> None:
    page.heading(
        f"B{FIRST - 3}:P{FIRST - 3}", "Where you stand, and what to trade in which account"
    )
    page.header(f"B{FIRST - 2}", ("Holding", *(head for _, _, head, _, _ in COLUMNS)))
    page.sheet.set_row(FIRST - 3, 42)
    for number in range(1, ROOM + 1):
        row = FIRST - 1 + number
        label = f'"{number}  "&{fitted(f"INDEX(holding_names,{number})", 22)}'
        page.formula(f"B{row}", held(number, label))
        for column, _, _, formula, kind in COLUMNS:
            bold = column in "FJL"
            text = formula.format(n=number, row=row)
            page.formula(f"{column}{row}", held(number, text), kind, bold=bold, **CENTRED)
    for column, name, *_ in COLUMNS:
        page.name(name, f"{column}{FIRST}:{column}{LAST}")
    line = {"bottom": 1, "bottom_color": RULE}
    page.shade(f"I{FIRST}:I{LAST}", f'$I{FIRST}="no"', bg_color=BAD_FILL, bold=True, **line)
    page.rules(f"B{FIRST}:P{LAST}")
    page.text(f"B{FIRST - 1}", "All together", bold=True, **RULED)
    for column, _, _, _, kind in COLUMNS:
        if column in "CDEJKLM":
            _total(page, column, kind)
        else:
            page.text(f"{column}{FIRST - 1}", "", **RULED)


def _by_account(page: Page) -> None:
    """The full trade, split by account, beside it."""
    for account, column in enumerate(ACCOUNT_COLUMNS, start=1):
        head = f'={fitted(f"INDEX(account_names,{account})", 30)}&""'
        page.formula(f"{column}{FIRST - 2}", head, **HEAD, font_size=9)
        for number in range(1, ROOM + 1):
            split = (
                f"ROUND(INDEX(account_buys,{number},{account})"
                f"-INDEX(account_sales,{number},{account}),6)"
            )
            cell = f"{column}{FIRST - 1 + number}"
            page.formula(cell, held(number, split), SIGNED_MONEY, **CENTRED)
        _total(page, column, SIGNED_MONEY)
    page.name("account_trades", f"{ACCOUNT_COLUMNS[0]}{FIRST}:{ACCOUNT_COLUMNS[-1]}{LAST}")


def _total(page: Page, column: str, kind: str) -> None:
    total = ready(f"SUM({column}{FIRST}:{column}{LAST})")
    page.formula(f"{column}{FIRST - 1}", total, kind, bold=True, **CENTRED, **RULED)


COST = "+".join(
    f"TRANSACTION_COST(INDEX(account_trades,0,{account}),cost_rate,min_cost)"
    for account in range(1, ACCOUNTS + 1)
)
LINES = "ROUND(account_buys-account_sales,6)"
PAID = f"(ABS({LINES})*cost_rate+min_cost+ABS(ABS({LINES})*cost_rate-min_cost))/2"
"""The larger of the share and the least cost, as half of their sum and difference."""
FIGURES = (
    (
        "Sold",
        "sold",
        "SUMPRODUCT(account_sales)",
        '-SUMIF(trades_native,"<0")',
        MONEY,
    ),
    ("Bought", "bought", "SUMPRODUCT(account_buys)", 'SUMIF(trades_native,">0")', MONEY),
    (
        "Turnover, one way",
        "turnover_done",
        "TURNOVER(current_weights,weights_after)",
        "SUMPRODUCT(ABS(weights_now-weights_then))/2",
        PERCENT,
    ),
    (
        "Cost of trading",
        "trading_cost",
        COST,
        f"SUMPRODUCT(({LINES}<>0)*({PAID}))",
        MONEY_EXACT,
    ),
    ("Tax on gains", "tax_cost", "SUM(account_taxes)", "SUMPRODUCT(account_taxes)", MONEY_EXACT),
    (
        "Cost as a share of all",
        "cost_share",
        "(trading_cost+tax_cost)/total_value",
        "(trading_cost_native+tax_cost_native)/SUM(holding_values)",
        PERCENT,
    ),
)


def _costs(page: Page) -> None:
    page.heading(f"B{FIGURES_TOP - 1}:E{FIGURES_TOP - 1}", "What the full trade costs")
    page.header(f"B{FIGURES_TOP}", ("Figure", "Value", "Excel alone", "Agrees"))
    for row, (label, name, ours, native, kind) in enumerate(FIGURES, start=FIGURES_TOP + 1):
        page.text(f"B{row}", label, **RULED)
        page.formula(f"C{row}", ready(ours), kind, bold=True, **CENTRED, **RULED)
        page.formula(f"D{row}", ready(native), kind, **CENTRED, **QUIET, **RULED)
        page.formula(f"E{row}", ready(agreement(f"C{row}", f"D{row}")), **CENTRED, **QUIET, **RULED)
        page.name(name, f"C{row}")
        page.name(f"{name}_native", f"D{row}")
    row = FIGURES_TOP + 1 + len(FIGURES)
    page.spread(
        f"B{row}:E{row + 3}",
        "Sales come first from accounts that money is taken out of, then from those with the "
        "lowest tax; each account spends what it sells and its new money itself. The tax is the "
        "gain share of what is sold times the rate of its account.",
        font_size=9,
        **QUIET,
    )


LOOKS = (
    (
        "Return a year",
        (
            "left_alone",
            "(1+BUY_AND_HOLD_RETURN({held},{record}))^(periods_per_year/history_rows)-1",
        ),
        (
            "put_back",
            "(1+REBALANCED_RETURN({held},{record},every,,,cost_rate))"
            "^(periods_per_year/history_rows)-1",
        ),
        PERCENT,
    ),
    (
        "Risk, standard deviation",
        ("risk_left_alone", "VOLATILITY(BLENDED_BENCHMARK({held},{record},0),periods_per_year)"),
        ("risk_put_back", "VOLATILITY(BLENDED_BENCHMARK({held},{record},every),periods_per_year)"),
        PERCENT,
    ),
    (
        "Deepest fall",
        ("fall_left_alone", "MAX_DRAWDOWN(BLENDED_BENCHMARK({held},{record},0))"),
        ("fall_put_back", "MAX_DRAWDOWN(BLENDED_BENCHMARK({held},{record},every))"),
        PERCENT,
    ),
    (
        "Weight at the end",
        ("end_weight", "INDEX(DRIFTED_WEIGHTS({held},{record}),chart_number)"),
        (
            "end_weight_put_back",
            "INDEX(WEIGHT_HISTORY({held},{record},every),history_rows+1,chart_number)",
        ),
        PERCENT_COARSE,
    ),
    (
        "By bands, return a year",
        None,
        (
            "by_bands",
            "(1+REBALANCED_RETURN({held},{record},every,abs_band,rel_band,cost_rate))"
            "^(periods_per_year/history_rows)-1",
        ),
        PERCENT,
    ),
)


def _history(page: Page) -> None:
    page.heading(
        f"G{FIGURES_TOP - 1}:P{FIGURES_TOP - 1}", "What the record says: the target mix in the data"
    )
    head = {**HEAD, "valign": "vcenter"}
    page.spread(f"G{FIGURES_TOP}:L{FIGURES_TOP}", "The target mix", **{**head, "align": "left"})
    page.spread(f"M{FIGURES_TOP}:N{FIGURES_TOP}", "Left alone", **head)
    page.spread(f"O{FIGURES_TOP}:P{FIGURES_TOP}", "Put back", **head)
    for row, (label, alone, back, kind) in enumerate(LOOKS, start=FIGURES_TOP + 1):
        named = with_history(f'"End weight, "&{fitted("chart_name", 30)}')
        words = named if label == "Weight at the end" else label
        page.spread(f"G{row}:L{row}", words, valign="vcenter", **RULED)
        for first, last, look in (("M", "N", alone), ("O", "P", back)):
            name, formula = look or ("", "")
            text = with_history(formula.format(held=HELD, record=RECORD)) if look else ""
            style = {"num_format": kind, "bold": True, "valign": "vcenter", **CENTRED, **RULED}
            page.spread(f"{first}{row}:{last}{row}", text, **style)
            if name:
                page.name(name, f"{first}{row}")
    row = FIGURES_TOP + 1 + len(LOOKS)
    page.spread(
        f"G{row}:P{row + 1}",
        with_history(
            '"Rebalancing brought "&'
            f'{percent(f"REBALANCING_BONUS({HELD},{RECORD},periods_per_year,every)")}&" a year "&'
            '"before cost, below 0 when leaving it alone did better. It is there to hold the risk, '
            'not to raise the return."'
        ),
        font_size=9,
        **{**QUIET, "valign": "vcenter"},
    )
    page.spread(
        f"G{row + 2}:P{row + 3}",
        '="Put back: at every review, "&every&" periods apart. By bands: only when the review '
        'finds a weight outside its band. Returns are after the cost of trading, not after tax."',
        font_size=9,
        **{**QUIET, "valign": "vcenter"},
    )
