"""The sheet Workings of the Client book: benchmarks, drift by benchmark, points of the chart."""

from passivefolio.workbooks.client_book.clients import CLIENTS, FIRST
from passivefolio.workbooks.client_book.inputs import POLICIES
from passivefolio.workbooks.common import ready
from passivefolio.workbooks.look import (
    CENTRED,
    HEAD,
    NUMBER,
    PERCENT,
    QUIET,
    WHOLE,
    Page,
    Template,
    title_of,
)

TOP = 6
LISTED = 12
COVARIANCE, OUTSIDE, POINTS = 15, 22, 32


def workings_page(book: Template) -> Page:
    """What the figures and charts of Results are made of."""
    page = book.page("Workings", (2, 26, 13, 13, 13, 13, 13, 13))
    title_of(page, "Workings", "What the figures and charts of Results are made of.")
    _policies(page)
    _covariance(page)
    _outside(page)
    _points(page)
    _listed(page)
    page.print_on(f"A1:H{POINTS + 48}", pages_high=1)
    return page


def _head(page: Page, row: int, words: tuple[str, ...]) -> None:
    page.header(f"B{row}", words)
    page.sheet.set_row(row - 1, 30)


def _policies(page: Page) -> None:
    page.heading(f"B{TOP - 2}:G{TOP - 2}", "The benchmarks")
    _head(
        page,
        TOP - 1,
        ("Benchmark", "Expected return", "Risk", "Clients", "Their A, sum", "Breaches"),
    )
    for place in range(len(POLICIES)):
        row, number = TOP + place, place + 1
        mix = f"INDEX(policies,{number},0)"
        page.formula(f"B{row}", f"=INDEX(policy_names,{number})")
        for column, formula, kind in (
            ("C", f"PORTFOLIO_RETURN({mix},expected_returns)", PERCENT),
            ("D", f"PORTFOLIO_SD({mix},covariance)", PERCENT),
            ("E", f"COUNTIFS(policy_numbers,{number})", WHOLE),
            ("F", f"SUMIFS(aversions,policy_numbers,{number})", NUMBER),
            ("G", f"SUMIFS(breaches,policy_numbers,{number})", WHOLE),
        ):
            page.formula(f"{column}{row}", ready(formula), kind, **CENTRED)
    last = TOP + len(POLICIES) - 1
    page.name("policy_ers", f"C{TOP}:C{last}")
    page.name("policy_sds", f"D{TOP}:D{last}")
    page.name("policy_clients", f"E{TOP}:E{last}")
    page.name("policy_aversions", f"F{TOP}:F{last}")


def _covariance(page: Page) -> None:
    row = COVARIANCE - 1
    page.heading(f"B{row - 1}:G{row - 1}", "Covariances; the money of the whole book")
    _head(page, row, ("Sleeve", "", "", "", "The book"))
    for i in range(3):
        line = COVARIANCE + i
        page.formula(f"B{line}", f"=INDEX(sleeves,{i + 1})")
        page.formula(f"{'CDE'[i]}{row}", f"=INDEX(sleeves,{i + 1})", **HEAD, font_size=9)
        for j, column in enumerate("CDE"):
            element = f"INDEX(COVARIANCE_FROM_CORRELATION(sds,correlation),{i + 1},{j + 1})"
            page.formula(f"{column}{line}", ready(element), "0.000000", **CENTRED)
        name = ("weights_of_first", "weights_of_second", "weights_of_third")[i]
        share = f'IF(counted>0,SUMPRODUCT(--(states="OK"),values,{name})/total,"")'
        page.formula(f"F{line}", ready(share), PERCENT, **CENTRED)
    page.name("covariance", f"C{COVARIANCE}:E{COVARIANCE + 2}")
    page.name("whole_book", f"F{COVARIANCE}:F{COVARIANCE + 2}")
    line = COVARIANCE + 3
    page.text(f"B{line}", "Furthest away: active weights")
    place = "MATCH(MAX(distances),distances,0)"
    for j, column in enumerate("CDE"):
        target = f"INDEX(policies,INDEX(policy_numbers,{place}),{j + 1})"
        active = f'IF(counted>0,INDEX(book_weights,{place},{j + 1})-{target},"")'
        page.formula(f"{column}{line}", ready(active), PERCENT, **CENTRED)
    page.name("furthest_active", f"C{line}:E{line}")


def _outside(page: Page) -> None:
    """Breaches counted by Excel alone: weights above and below the band of each benchmark."""
    row = OUTSIDE - 1
    page.heading(f"B{row - 1}:H{row - 1}", "Weights outside their band, counted by Excel alone")
    _head(
        page, row, ("Benchmark", *(f"{word} {n}" for n in (1, 2, 3) for word in ("Above", "Below")))
    )
    names = ("weights_of_first", "weights_of_second", "weights_of_third")
    for place in range(len(POLICIES)):
        line, number = OUTSIDE + place, place + 1
        page.formula(f"B{line}", f"=INDEX(policy_names,{number})")
        for column, (name, sleeve, side) in zip(
            "CDEFGH",
            ((name, sleeve, side) for sleeve, name in enumerate(names, 1) for side in (1, -1)),
            strict=True,
        ):
            target = f"INDEX(policies,{number},{sleeve})"
            band = f"(MIN(abs_band,rel_band*{target})+0.000000001)"
            far = f"{name}>{target}+{band}" if side > 0 else f"{name}<{target}-{band}"
            count = f"SUMPRODUCT(--(policy_numbers={number}),--({far}))"
            page.formula(f"{column}{line}", ready(count), WHOLE, **CENTRED)
    page.name("outside", f"C{OUTSIDE}:H{OUTSIDE + len(POLICIES) - 1}")


def _points(page: Page) -> None:
    """A point per client; rows not filled stand on the first client and cannot be seen."""
    page.heading(f"B{POINTS}:C{POINTS}", "Points of the chart")
    page.header(f"B{POINTS + 1}", ("Risk", "Return"), figures_only=True)
    page.name("chart_points", f"B{POINTS + 2}:C{POINTS + 1 + CLIENTS}")
    for column, name, policy in (("G", "risks", "policy_sds"), ("H", "ers", "policy_ers")):
        first = f'IF(counted>0,INDEX({name},MATCH("OK",states,0)),INDEX({policy},1))'
        page.formula(f"{column}{POINTS + 2}", ready(first), PERCENT, **CENTRED, **QUIET)
    page.heading(f"G{POINTS}:H{POINTS}", "First client")
    page.header(f"G{POINTS + 1}", ("Risk", "Return"), figures_only=True)
    for place in range(CLIENTS):
        row, client = POINTS + 2 + place, FIRST + place
        for column, source, anchor in (("B", "L", "G"), ("C", "K", "H")):
            first = f"{anchor}${POINTS + 2}"
            text = f'=IF(Clients!$J{client}="OK",Clients!{source}{client},{first})'
            page.formula(f"{column}{row}", text, PERCENT, **CENTRED, **QUIET)


def _listed(page: Page) -> None:
    """The places of the clients who have drifted furthest; equals in the order of the sheet."""
    page.heading(f"E{POINTS}:F{POINTS}", "Furthest drift first")
    page.header(f"E{POINTS + 1}", ("Place", "Drift"), figures_only=True)
    for place in range(LISTED):
        row = POINTS + 2 + place
        drift = f'IF(COUNT(drifts)>{place},LARGE(drifts,{place + 1}),"")'
        page.formula(f"F{row}", f"={drift}", PERCENT, **CENTRED, **QUIET)
        found = f"MATCH(F{row},drifts,0)"
        if place:
            rest = f"INDEX(drifts,E{row - 1}+1):INDEX(drifts,{CLIENTS})"
            found = f"IF(F{row}=F{row - 1},E{row - 1}+MATCH(F{row},{rest},0),{found})"
        text = f'=IF(ISNUMBER(F{row}),{found},"")'
        page.formula(f"E{row}", text, WHOLE, **CENTRED, **QUIET)
    page.name("listed", f"E{POINTS + 2}:E{POINTS + 1 + LISTED}")
