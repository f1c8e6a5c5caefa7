"""The sheet Results of the Client book: who needs a call, what the whole book stands for."""

from itertools import pairwise

from passivefolio.workbooks.client_book.inputs import POLICIES
from passivefolio.workbooks.client_book.workings import LISTED
from passivefolio.workbooks.common import Figure, answer_box, figures_table, guarded
from passivefolio.workbooks.look import (
    AMBER,
    CENTRED,
    HEAD,
    MONEY,
    PERCENT,
    PERCENT_COARSE,
    RULED,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.words import decimal, fitted, money, percent, signed_percent

FIRST_HEAT, CHART, FIRST_LISTED = 22, 28, 53
LIMITS = (0, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1)
"""Drift from here up to the next, in points of weight."""
WAITING = (
    'IF(NOT(inputs_ready),"The inputs cannot be used yet: the sheet Checks says what to fill in '
    'or to mend.",'
    'IF(COUNTA(book)=0,"Fill in the yellow cells on the sheet Clients; the answer comes here.",'
    '"No client can be used yet: the sheet Checks says what to mend, and where."))'
)
ANSWER = (
    'IF(counted=1,"Your client is "&IF(out_of_band=1,"outside its bands.","inside its bands."),'
    f'IF(out_of_band=0,"All of your "&{money("counted")}&" clients are inside their bands.",'
    f'IF(out_of_band=1,"One of your "&{money("counted")}&" clients is outside its bands.",'
    f'{money("out_of_band")}&" of your "&{money("counted")}&" clients are outside their bands.")))'
)
SENTENCES = (
    (
        'IF(out_of_band=0,"The furthest drift is ",IF(out_of_band=1,"It holds ","They hold ")&'
        f'{money("money_out")}&" of "&'
        f'{money("total")}&". The furthest drift is ")&{decimal("100*furthest_drift", 1)}'
        '&" points, of "&INDEX(clients,MATCH(furthest_drift,drifts,0))&"."',
        27,
    ),
    (
        '"On average a client\'s portfolio is worth a sure "&'
        f'{percent("mean_utility")}&" a year to its owner; going back to the benchmark would '
        f'change that by "&{signed_percent("mean_gain")}&", most for "&'
        'INDEX(clients,MATCH(MAX(gains),gains,0))&" ("&'
        f'{signed_percent("MAX(gains)")}&")."',
        30,
    ),
    (
        'IF(left_out=0,"Every filled row of the sheet Clients is counted.",left_out&IF(left_out=1,'
        '" row of the sheet Clients is"," rows of the sheet Clients are")&" left out; the sheet '
        'Checks says which comes first, and why.")',
        20,
    ),
)
OK = 'states,"OK"'
FIGURES = (
    Figure(
        "Expected return of the whole book",
        "er",
        "PORTFOLIO_RETURN(whole_book,expected_returns)",
        "SUMPRODUCT(values,ers)/total",
    ),
    Figure(
        "Its risk (standard deviation)",
        "sd",
        "PORTFOLIO_SD(whole_book,sds,correlation)",
        "SQRT(SUMPRODUCT(MMULT(covariance,whole_book),whole_book))",
    ),
    Figure(
        "Utility of the clients, mean",
        "mean_utility",
        "AVERAGE(utilities)",
        "(SUM(ers)-SUMPRODUCT(aversions,risks,risks)/2)/counted",
    ),
    Figure(
        "Sure income worth as much, a year",
        "sure_income",
        "SUM(sure_incomes)",
        "SUMPRODUCT(values,ers)-SUMPRODUCT(values,aversions,risks,risks)/2",
        MONEY,
    ),
    Figure(
        "Gain by going back, mean",
        "mean_gain",
        "AVERAGE(gains)",
        "(SUMPRODUCT(policy_clients,policy_ers)-SUM(ers)-(SUMPRODUCT(policy_aversions,policy_sds,"
        "policy_sds)-SUMPRODUCT(aversions,risks,risks))/2)/counted",
    ),
    Figure("Weights outside their band", "breach_count", "SUM(breaches)", "SUM(outside)", MONEY),
    Figure(
        "Distance of the one furthest away",
        "furthest",
        "MAX(distances)",
        "SQRT(SUMPRODUCT(MMULT(furthest_active,covariance),furthest_active))",
    ),
)
MONEYS = (
    ("Clients counted", "counted", f"COUNTIF({OK})", MONEY),
    ("Rows left out", "left_out", 'COUNTIF(states,"?*")-counted', MONEY),
    ("Money of all clients", "total", f"SUMIFS(values,{OK})", MONEY),
    ("Of them outside their bands", "out_of_band", 'COUNTIF(breaches,">0")', MONEY),
    ("Money of those", "money_out", 'SUMIFS(values,breaches,">0")', MONEY),
    ("Drift, mean", "", "AVERAGE(drifts)", PERCENT_COARSE),
    ("Drift, furthest", "furthest_drift", "MAX(drifts)", PERCENT_COARSE),
)


def results_page(book: Template) -> Page:
    """One page: the answer, the figures, drift, room for the chart, whom to call."""
    page = book.page("Results", (2, 31, 12, 12, 11, 11, 11, 11, 11, 13))
    title_of(page, "Results", "Which clients have strayed, and what the whole book stands for.")
    answer_box(page, "J", ANSWER, SENTENCES, ready="counted>0", waiting=WAITING)
    figures_table(page, 10, FIGURES, ready="counted>0")
    page.sheet.merge_range("G10:J10", "The book", book.style(**HEAD))
    for row, (label, name, formula, kind) in enumerate(MONEYS, start=11):
        page.spread(f"G{row}:I{row}", label, valign="vcenter", **RULED)
        text = f"={formula}" if name == "counted" else guarded(formula, "counted>0")
        page.formula(f"J{row}", text, kind, align="right", **RULED)
        if name:
            page.name(name, f"J{row}")
    _heat(page)
    _listed(page)
    page.print_on(f"A1:J{FIRST_LISTED + LISTED - 1}", pages_high=1)
    return page


def _heat(page: Page) -> None:
    """How many clients of each benchmark have drifted how far; the darker, the more."""
    row = FIRST_HEAT - 2
    page.heading(f"B{row}:J{row}", "How far clients have drifted, by benchmark (number of clients)")
    points = [f"{100 * limit:g}" for limit in LIMITS]
    heads = [f"{low} to {high}" for low, high in pairwise(points)]
    page.header(
        f"B{row + 1}", ("Benchmark, points of drift", *heads, f"{points[-1]} or more", "All")
    )
    limits = [f'drifts,">={low}",drifts,"<{high}"' for low, high in pairwise(LIMITS)]
    limits += [f'drifts,">={LIMITS[-1]}"']
    for place in range(len(POLICIES)):
        line, number = FIRST_HEAT + place, place + 1
        page.formula(f"B{line}", f"=INDEX(policy_names,{number})", **RULED)
        for column, limit in zip("CDEFGHI", limits, strict=True):
            count = f"COUNTIFS(policy_numbers,{number},{limit})"
            page.formula(f"{column}{line}", guarded(count, "counted>0"), WHOLE, **CENTRED, **RULED)
        every = f"INDEX(policy_clients,{number})"
        page.formula(f"J{line}", guarded(every, "counted>0"), WHOLE, **CENTRED, bold=True, **RULED)
    last = FIRST_HEAT + len(POLICIES) - 1
    page.name("heat", f"C{FIRST_HEAT}:I{last}")
    page.sheet.conditional_format(
        f"C{FIRST_HEAT}:I{last}",
        {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": AMBER},
    )


def _listed(page: Page) -> None:
    """The clients who have drifted furthest."""
    row = FIRST_LISTED - 2
    page.heading(f"B{row}:J{row}", "Whom to call first: the furthest drift")
    heads = (
        "Client",
        "Value",
        "Benchmark",
        "Weights",
        "Drift",
        "Breaches",
        "Distance a year",
        "A",
        "Gain by going back",
    )
    page.header(f"B{row + 1}", heads)
    page.sheet.set_row(row, 30)
    for place in range(LISTED):
        line = FIRST_LISTED + place
        client = f"INDEX(listed,{place + 1})"
        weights = '&"/"&'.join(
            f"ROUND(100*INDEX(book_weights,{client},{sleeve}),0)" for sleeve in (1, 2, 3)
        )
        for column, formula, kind in (
            ("B", fitted(f"INDEX(clients,{client})", 32), "General"),
            ("C", f"INDEX(values,{client})", MONEY),
            ("D", f"INDEX(benchmarks,{client})", "General"),
            ("E", weights, "General"),
            ("F", f"INDEX(drifts,{client})", PERCENT_COARSE),
            ("G", f"INDEX(breaches,{client})", WHOLE),
            ("H", f"INDEX(distances,{client})", PERCENT),
            ("I", f"INDEX(aversions,{client})", "0.0#"),
            ("J", f"INDEX(gains,{client})", PERCENT),
        ):
            text = f'=IF(ISNUMBER({client}),{formula},"")'
            align = "left" if column == "B" else "center"
            page.formula(f"{column}{line}", text, kind, align=align)
    page.name("listed_names", f"B{FIRST_LISTED}:B{FIRST_LISTED + LISTED - 1}")
    page.rules(f"B{FIRST_LISTED}:J{FIRST_LISTED + LISTED - 1}")
