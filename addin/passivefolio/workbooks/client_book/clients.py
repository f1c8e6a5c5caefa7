"""The sheet Clients of the Client book: one row per client, what is given and what follows."""

from passivefolio.workbooks.client_book.invented import invented_clients
from passivefolio.workbooks.look import (
    BAD_FILL,
    CENTRED,
    HEAD,
    MONEY,
    PERCENT,
    PERCENT_COARSE,
    QUIET,
    RULED,
    Template,
    title_of,
)
from passivefolio.workbooks.tables import (
    FIRST_DATA_ROW,
    LEAST_PRINTED,
    Column,
    input_table,
    printed_rows,
)
from passivefolio.workbooks.words import percent

CLIENTS = 1000
FIRST, LAST = FIRST_DATA_ROW, FIRST_DATA_ROW + CLIENTS - 1
WEIGHT = "A share from 0 % to 100 %; the three add up to 100 %."
COLUMNS = (
    Column("Client", "clients", "@"),
    Column("Value", "values", MONEY, 0, 1e12, (), "What the portfolio is worth, above 0."),
    Column("Weight 1", "weights_of_first", PERCENT_COARSE, 0, 1, (), WEIGHT),
    Column("Weight 2", "weights_of_second", PERCENT_COARSE, 0, 1, (), WEIGHT),
    Column("Weight 3", "weights_of_third", PERCENT_COARSE, 0, 1, (), WEIGHT),
    Column("A", "aversions", "0.0#", 0.01, 100, (), "Risk aversion: 2 bold, 4 careful, 8 very."),
    Column("Benchmark", "benchmarks", "@"),
)
MIX = "D{row}:F{row}"
POLICY = "INDEX(policies,S{row},0)"
RESULTS = (
    ("J", "Usable?", "states", "General"),
    ("K", "Expected return", "ers", PERCENT, f"PORTFOLIO_RETURN({MIX},expected_returns)"),
    ("L", "Risk", "risks", PERCENT, f"PORTFOLIO_SD({MIX},covariance)"),
    ("M", "Utility", "utilities", PERCENT, "UTILITY(K{row},L{row},G{row})"),
    (
        "N",
        "Worth a sure income of",
        "sure_incomes",
        MONEY,
        "C{row}*CERTAINTY_EQUIVALENT(K{row},L{row},G{row})",
    ),
    (
        "O",
        "Drift",
        "drifts",
        PERCENT_COARSE,
        f"ROUND(MAX(SUMPRODUCT(MAX({MIX}-{POLICY})),SUMPRODUCT(MAX({POLICY}-{MIX}))),12)",
    ),
    (
        "P",
        "Breaches",
        "breaches",
        "0",
        f"SUMPRODUCT(--REBALANCE_NEEDED({MIX},{POLICY},abs_band,rel_band))",
    ),
    (
        "Q",
        "Distance",
        "distances",
        PERCENT,
        f"EX_ANTE_TRACKING_ERROR({MIX},{POLICY},covariance)",
    ),
    (
        "R",
        "Gain by going back",
        "gains",
        PERCENT,
        "UTILITY_GAP(INDEX(policy_ers,S{row}),INDEX(policy_sds,S{row}),K{row},L{row},G{row})",
    ),
    ("S", "Nr.", "policy_numbers", "0", "MATCH(H{row},policy_names,0)"),
)
STATE = (
    '=IF(COUNTA(B{row}:H{row})=0,"",IF(NOT(inputs_ready),"waits for Inputs",'
    'IF(ISBLANK(B{row}),"no name",IF(NOT(ISNUMBER(C{row})),"no value",'
    'IF(C{row}<=0,"value not above 0",'
    'IF(COUNT(D{row}:F{row})<COUNTA(D{row}:F{row}),"a weight is text",'
    'IF(ABS(SUM(D{row}:F{row})-1)>0.001,"weights add up to "&'
    + percent("SUM(D{row}:F{row})", 1)
    + ","
    'IF(MIN(D{row}:F{row})<0,"a weight below 0",IF(NOT(ISNUMBER(G{row})),"no A",'
    'IF(G{row}<=0,"A is not above 0",IF(COUNTIF(policy_names,H{row})=0,"no such benchmark",'
    '"OK")))))))))))'
)


def clients_page(book: Template, *, sample: bool) -> None:
    """The clients in yellow cells, and beside each what its portfolio stands for."""
    page = book.page("Clients", (2, 24, 14, 10, 10, 10, 8, 14, 2, 20, 10, 9, 9, 12, 8, 9, 9, 10, 5))
    title_of(
        page,
        "Clients",
        "Forty invented clients. Paste your own over the yellow cells."
        if sample
        else "Paste your clients into the yellow cells, one row each.",
    )
    rows = invented_clients() if sample else ()
    printed = max(len(rows), LEAST_PRINTED)
    page.spread(
        "B3:R3",
        f"Room for {CLIENTS} clients. Weights 1 to 3 are those of the sleeves on Inputs, in their "
        "order. Drift: the weight furthest from the benchmark, in points. Breaches: weights "
        "outside their band. Distance: tracking error to the benchmark a year. Gain by going "
        "back: what the benchmark is worth more to this client, a sure rate a year. "
        f"{printed_rows(printed)}",
        **QUIET,
    )
    page.sheet.set_row(2, 40)
    page.sheet.set_row(FIRST - 2, 30)
    input_table(page, f"B{FIRST - 1}", COLUMNS, rows, CLIENTS, "book", own_heads=True)
    message = "One of the benchmarks on Inputs."
    page.restrict_to_named(f"H{FIRST}:H{LAST}", "Benchmark", "policy_names", message)
    for column, head, name, kind, *formula in RESULTS:
        page.text(f"{column}{FIRST - 1}", head, **HEAD, font_size=9)
        page.name(name, f"{column}{FIRST}:{column}{LAST}")
        for row in range(FIRST, LAST + 1):
            text = f'=IF(J{{row}}="OK",{formula[0]},"")' if formula else STATE
            page.formula(f"{column}{row}", text.format(row=row), kind, **CENTRED, **RULED)
    page.name("book_weights", f"D{FIRST}:F{LAST}")
    page.shade(f"J{FIRST}:J{LAST}", f'AND(J{FIRST}<>"",J{FIRST}<>"OK")', bg_color=BAD_FILL)
    page.shade(f"O{FIRST}:P{LAST}", f"N($P{FIRST})>0", bg_color=BAD_FILL, bold=True)
    page.sheet.freeze_panes(FIRST - 1, 2)
    page.sheet.repeat_rows(FIRST - 2)
    page.print_on(f"A1:R{FIRST + printed - 1}", landscape=True)
