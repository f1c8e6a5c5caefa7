"""The sheet Workings of the rebalancing book: Excel's own trades, the split by account, points."""

from passivefolio.workbooks.look import (
    CENTRED,
    PERCENT,
    PERCENT_COARSE,
    QUIET,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.rebalancing.inputs import ACCOUNTS, ROOM
from passivefolio.workbooks.spread import POINTS, spread_points
from passivefolio.workbooks.timeline import Line

FIRST_TWIN, FIRST_SPLIT, FIRST_CHART, POINTS_TOP = 6, 20, 37, 50
LAST_TWIN = FIRST_TWIN + ROOM - 1
HELD = "INDEX(targets,1):INDEX(targets,last_holding)"
"""The targets down to the last holding in use: a shorter way for the functions of history."""


def returns_until(row: str) -> str:
    """The returns of the holdings in use from the start of the record to a row."""
    return f"INDEX(history_returns,history_start,1):INDEX(history_returns,{row},last_holding)"


def workings_page(book: Template) -> dict[str, str]:
    """What the tables and charts of Results are made of; gives the places of the chart points."""
    page = book.page("Workings", (2, 24, *(11 for _ in range(14))))
    title_of(page, "Workings", "What the tables and charts of Results are made of.")
    _twins(page)
    _split(page)
    _standing(page)
    page.heading(f"B{POINTS_TOP - 2}:P{POINTS_TOP - 2}", "Points of the charts over time")
    places = spread_points(page, POINTS_TOP, LINES, before="history_before", last="history_last")
    page.sheet.set_row(POINTS_TOP - 1, 30)
    page.print_on(f"A1:P{POINTS_TOP + POINTS + 1}", pages_high=1)
    return places


WEIGHT = "INDEX(targets,chart_number)"
LINES = (
    Line(
        "alone",
        "Left alone",
        f"1+BUY_AND_HOLD_RETURN({HELD},{returns_until('{place}')})",
        "1",
        "0.000",
    ),
    Line(
        "reviewed",
        "Put back",
        f"1+REBALANCED_RETURN({HELD},{returns_until('{place}')},every,,,cost_rate)",
        "1",
        "0.000",
    ),
    Line(
        "banded",
        "Put back by bands",
        f"1+REBALANCED_RETURN({HELD},{returns_until('{place}')},every,abs_band,rel_band,cost_rate)",
        "1",
        "0.000",
    ),
    Line(
        "weight_alone",
        "Weight left alone",
        f"INDEX(DRIFTED_WEIGHTS({HELD},{returns_until('{place}')}),chart_number)",
        WEIGHT,
        PERCENT_COARSE,
    ),
    Line(
        "weight_banded",
        "Weight by bands",
        f"INDEX(WEIGHT_HISTORY({HELD},{returns_until('{place}')},every,abs_band,rel_band),"
        "{place}-history_before+1,chart_number)",
        WEIGHT,
        PERCENT_COARSE,
    ),
    Line(
        "low",
        "Band from",
        f"MAX(0,{WEIGHT}-chart_band)",
        f"MAX(0,{WEIGHT}-chart_band)",
        PERCENT_COARSE,
    ),
    Line("high", "Band to", f"{WEIGHT}+chart_band", f"{WEIGHT}+chart_band", PERCENT_COARSE),
)


def _twins(page: Page) -> None:
    page.heading(f"B{FIRST_TWIN - 2}:P{FIRST_TWIN - 2}", "The same trades by Excel alone")
    heads = ("Holding", *(head for _, _, head, _, _ in TWINS))
    page.header(f"B{FIRST_TWIN - 1}", heads)
    page.sheet.set_row(FIRST_TWIN - 2, 30)
    for number in range(1, ROOM + 1):
        row = FIRST_TWIN - 1 + number
        page.formula(f"B{row}", f"=INDEX(holding_names,{number})")
        for column, _, _, formula, kind in TWINS:
            text = formula.format(
                row=row,
                number=number,
                target=f"N(INDEX(targets,{number}))",
                value=f"INDEX(holding_values,{number})",
                returns=f"INDEX(history_returns,0,{number})",
                record=f"INDEX(history_returns,history_start,{number}):"
                f"INDEX(history_returns,last_row,{number})",
            )
            page.formula(f"{column}{row}", f"={text}", kind, **CENTRED)
    for column, name, *_ in TWINS:
        page.name(name, f"{column}{FIRST_TWIN}:{column}{LAST_TWIN}")


MONEY_EXACT = "#,##0.00"
TWINS = (
    ("C", "holding_used", "In use", "N(OR({target}>0,{value}>0))", WHOLE),
    ("D", "bands", "Band", "MIN(abs_band,rel_band*{target})", PERCENT),
    (
        "E",
        "outside_native",
        "Outside",
        "IF(inputs_ready,N(ABS({value}/total_value-{target})>D{row}+0.000000000001),0)",
        WHOLE,
    ),
    (
        "F",
        "raw_trades",
        "To target",
        "IF(inputs_ready,{target}/SUM(targets)*(total_value+cash)-{value},0)",
        MONEY_EXACT,
    ),
    ("G", "raw_sizes", "Size", "ABS(F{row})", MONEY_EXACT),
    (
        "H",
        "made_trades",
        "Made",
        "IF(inputs_ready,N(AND(G{row}>=min_trade,G{row}>0.00000000000001*total_value)),0)",
        WHOLE,
    ),
    (
        "I",
        "trades_native",
        "Full trade",
        "F{row}*H{row}+IF(MATCH(MAX(raw_sizes),raw_sizes,0)={number},"
        "cash-SUMPRODUCT(raw_trades*made_trades),0)",
        MONEY_EXACT,
    ),
    ("J", "gaps", "Gap", "MAX(0,SIGN(cash)*F{row})", MONEY_EXACT),
    (
        "K",
        "money_trades_native",
        "New money only",
        "IF(SUM(gaps)>0,cash*J{row}/SUM(gaps),0)",
        MONEY_EXACT,
    ),
    (
        "L",
        "first_rows",
        "First row of Data",
        "IF(COUNT({returns})=0,0,MATCH(TRUE(),INDEX(ISNUMBER({returns}),0),0))",
        WHOLE,
    ),
    (
        "M",
        "growths_native",
        "Growth left alone",
        "IF(AND(history_ready,{target}>0),EXP(SUMPRODUCT(LN(1+{returns})*(ROW(history_dates)"
        "-ROW(INDEX(history_dates,1))+1>=history_start))),0)",
        "0.000",
    ),
    (
        "N",
        "records",
        "Periods of the record",
        "IF(history_rows=0,0,COUNT({record}))",
        WHOLE,
    ),
    ("O", "trades_now", "Full, add-in", "N(INDEX(trades,{number}))", MONEY_EXACT),
    ("P", "money_trades_now", "New, add-in", "N(INDEX(money_trades,{number}))", MONEY_EXACT),
)


def _split(page: Page) -> None:
    """Sales where the tax is lowest; each account then spends what its sales and money bring."""
    top = FIRST_SPLIT - 1

    def each(word: str) -> list[str]:
        return [f"{word}, account {number}" for number in range(1, ACCOUNTS + 1)]

    page.heading(f"B{top - 2}:P{top - 2}", "The full list by account")
    page.spread(
        f"B{top - 1}:P{top - 1}",
        "Sold first in accounts that money is taken out of, then where the tax is lowest. What an "
        "account gets for its sales, and its new money, it spends itself.",
        **QUIET,
    )
    page.header(
        f"B{top}",
        ("Holding", *each("Sell"), "Bought so far", *each("Buy"), "Gain share", *each("Tax")),
    )
    page.sheet.set_row(top - 1, 28)
    for number in range(1, ROOM + 1):
        _split_holding(page, top + number, number)
    order = FIRST_SPLIT + ROOM
    for offset, label in enumerate(
        ("Sold sooner if lower", "Order of selling", "Money to spend", "Spent so far")
    ):
        page.text(f"B{order + offset}", label, **QUIET)
    for account in range(ACCOUNTS):
        _split_account(page, order, account)
    for name, columns, row in (
        ("sell_keys", "C:E", order),
        ("sell_order", "C:E", order + 1),
        ("account_money", "C:E", order + 2),
        ("money_so_far", "C:E", order + 3),
    ):
        left, right = columns.split(":")
        page.name(name, f"{left}{row}:{right}{row}")
    last = order - 1
    page.name("account_sales", f"C{FIRST_SPLIT}:E{last}")
    page.name("account_buys", f"G{FIRST_SPLIT}:I{last}")
    page.name("account_taxes", f"K{FIRST_SPLIT}:M{last}")


def _split_account(page: Page, order: int, account: int) -> None:
    column, number = "CDE"[account], account + 1
    before = "CDE"[account - 1]
    key = f"N(INDEX(tax_rates,{number}))-10*(N(INDEX(new_money,{number}))<0)"
    earlier = f"+COUNTIF($C{order}:{before}{order},{column}{order})" if account else ""
    spent = f"{before}{order + 3}+" if account else ""
    for row, formula, kind in (
        (order, key, "0.00"),
        (order + 1, f'1+COUNTIF(sell_keys,"<"&{column}{order}){earlier}', WHOLE),
        (
            order + 2,
            f"N(INDEX(new_money,{number}))+SUM({column}{FIRST_SPLIT}:{column}{order - 1})",
            MONEY_EXACT,
        ),
        (order + 3, f"{spent}{column}{order + 2}", MONEY_EXACT),
    ):
        page.formula(f"{column}{row}", f"={formula}", kind, **CENTRED, **QUIET)


def _split_holding(page: Page, row: int, number: int) -> None:
    page.formula(f"B{row}", f"=INDEX(holding_names,{number})")
    trade = f"N(INDEX(trades,{number}))"
    values = f"INDEX(account_values,{number},0)"
    above = f"F{row - 1}+" if number > 1 else ""
    page.formula(f"F{row}", f"={above}MAX(0,{trade})", MONEY_EXACT, **CENTRED, **QUIET)
    taxed, cost = f"SUMPRODUCT({values}*(tax_rates>0))", f"INDEX(bought_for,{number})"
    page.formula(
        f"J{row}",
        f'=IF(OR({cost}="",NOT(inputs_ready)),0,IF({taxed}=0,0,MAX(0,1-{cost}/{taxed})))',
        PERCENT_COARSE,
        **CENTRED,
        **QUIET,
    )
    for account in range(ACCOUNTS):
        sell, buy, tax = "CDE"[account], "GHI"[account], "KLM"[account]
        place = account + 1
        sooner = f"SUMPRODUCT({values}*(sell_order<INDEX(sell_order,{place})))"
        held = f"N(INDEX(account_values,{number},{place}))"
        spent = f"INDEX(money_so_far,{place})"
        for column, formula in (
            (sell, f"IF({trade}<0,MIN({held},MAX(0,-{trade}-{sooner})),0)"),
            (
                buy,
                f"IF({trade}>0,MAX(0,MIN(F{row},{spent})"
                f"-MAX(F{row}-{trade},{spent}-INDEX(account_money,{place}))),0)",
            ),
            (tax, f"{sell}{row}*J{row}*N(INDEX(tax_rates,{place}))"),
        ):
            page.formula(f"{column}{row}", f"={formula}", MONEY_EXACT, **CENTRED)


STANDING = (
    ("C", "", "Across", "IF({used},{place},-1)", "0.000"),
    ("D", "", "Target", "N(INDEX(targets,{n}))", PERCENT_COARSE),
    ("E", "", "Band below", "MIN(D{row},INDEX(bands,{n}))", PERCENT_COARSE),
    ("F", "", "Band above", "INDEX(bands,{n})", PERCENT_COARSE),
    ("G", "", "Inside, across", "IF(INDEX(outside_native,{n})=0,C{row},-1)", "0.000"),
    ("H", "", "Outside, across", "IF(INDEX(outside_native,{n})=1,C{row},-1)", "0.000"),
    (
        "I",
        "weights_now",
        "Weight now",
        "IF({used},INDEX(holding_values,{n})/total_value,0)",
        PERCENT_COARSE,
    ),
    ("J", "weights_then", "Weight then", "IF({used},INDEX(weights_after,{n}),0)", PERCENT_COARSE),
    ("K", "distances", "Distance now", "IF({used},ABS(I{row}-D{row}),0)", PERCENT),
    (
        "L",
        "distances_in_bands",
        "Distance in bands",
        "IF(K{row}=0,0,ROUND(K{row}/MAX(F{row},0.000000001),9))",
        "0.00",
    ),
    (
        "M",
        "distances_after_money",
        "After new money",
        "IF({used},ABS(INDEX(weights_after_money,{n})-D{row}),0)",
        PERCENT,
    ),
)


def _standing(page: Page) -> None:
    page.heading(f"B{FIRST_CHART - 2}:P{FIRST_CHART - 2}", "Weights, targets and bands")
    page.header(f"B{FIRST_CHART - 1}", ("Holding", *(head for _, _, head, _, _ in STANDING)))
    page.sheet.set_row(FIRST_CHART - 2, 30)
    for number in range(1, ROOM + 1):
        row = FIRST_CHART - 1 + number
        used = f"AND(inputs_ready,INDEX(holding_used,{number})=1)"
        place = f"SUM(INDEX(holding_used,1):INDEX(holding_used,{number}))/(SUM(holding_used)+1)"
        page.formula(f"B{row}", f"=INDEX(holding_names,{number})")
        for column, _, _, formula, kind in STANDING:
            text = formula.format(used=used, place=place, n=number, row=row)
            page.formula(f"{column}{row}", f"={text}", kind, **CENTRED)
    for column, name, *_ in STANDING:
        if name:
            page.name(name, f"{column}{FIRST_CHART}:{column}{FIRST_CHART + ROOM - 1}")
