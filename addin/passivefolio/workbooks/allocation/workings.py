"""The sheet Workings of the 60/30/10 book: what the sentences and charts of Results are made of."""

from collections.abc import Sequence

from passivefolio.workbooks.allocation.inputs import MIXES
from passivefolio.workbooks.common import guarded, ready
from passivefolio.workbooks.look import (
    CENTRED,
    GOOD_FILL,
    HEAD,
    NUMBER,
    PERCENT,
    QUIET,
    Page,
    Template,
    title_of,
)

FIRST_RISK_AVERSION, FIRST_COVARIANCE, FIRST_EXTREME = 6, 21, 28
HIGHEST_RISK_AVERSION = 10
FIRST_BEST, FIRST_LINE, FIRST_MIX_POINT, FIRST_CURVE = 35, 42, 48, 60
CURVE_POINTS = 21
BOUNDS = "lowest_weights,highest_weights"


def workings_page(book: Template, sleeves: Sequence[str]) -> None:
    """Utility by risk aversion, covariances, the extremes, the best mix, the curves."""
    page = book.page("Workings", (2, 27, 12.5, 12.5, 12.5, 12.5, 13.5, 13, 13))
    title_of(page, "Workings", "What the sentences and charts of Results are made of.")
    _utility_by_risk_aversion(page)
    _covariances(page, len(sleeves))
    _extremes(page, len(sleeves))
    _best_mix(page, len(sleeves))
    _allocation_line(page)
    _mix_points(page)
    _curves(page)
    page.print_on(f"A1:I{FIRST_CURVE + CURVE_POINTS}", pages_high=1)


def _utility_by_risk_aversion(page: Page) -> None:
    page.heading("B4:I4", "Utility of each mix by risk aversion A")
    page.header(f"B{FIRST_RISK_AVERSION - 1}", ("Risk aversion A", *[""] * len(MIXES)))
    page.sheet.set_row(FIRST_RISK_AVERSION - 2, 30)
    for place, column in enumerate("CDEFGHI"):
        page.formula(
            f"{column}{FIRST_RISK_AVERSION - 1}",
            f"=INDEX(mix_names,{place + 1})",
            **HEAD,
            font_size=9,
        )
    for step in range(HIGHEST_RISK_AVERSION):
        row = FIRST_RISK_AVERSION + step
        page.sheet.write_number(f"B{row}", step + 1, page.book.style(align="left"))
        for place, column in enumerate("CDEFGHI"):
            page.formula(
                f"{column}{row}",
                ready(f"UTILITY(INDEX(mix_ers,{place + 1}),INDEX(mix_sds,{place + 1}),$B{row})"),
                PERCENT,
                **CENTRED,
            )
        best = f"AND(ISNUMBER(C{row}),C{row}=MAX($C{row}:$I{row}))"
        page.shade(f"C{row}:I{row}", best, bold=True, bg_color=GOOD_FILL)
    after = FIRST_RISK_AVERSION + HIGHEST_RISK_AVERSION
    page.text(f"B{after}", "The best mix of each row is shaded.", **QUIET)


def _covariances(page: Page, sleeves: int) -> None:
    page.heading(
        f"B{FIRST_COVARIANCE - 2}:I{FIRST_COVARIANCE - 2}", "Covariances, and what each sleeve did"
    )
    page.header(
        f"B{FIRST_COVARIANCE - 1}",
        ("Covariance", "", "", "", "", "Mean return", "Sd in history", "Deepest fall"),
    )
    for place, column in zip(range(sleeves), "CDE", strict=False):
        head = f"=INDEX(sleeves,{place + 1})"
        page.formula(f"{column}{FIRST_COVARIANCE - 1}", head, **HEAD, font_size=9)
    page.sheet.set_row(FIRST_COVARIANCE - 2, 30)
    for i in range(sleeves):
        row = FIRST_COVARIANCE + i
        page.formula(f"B{row}", f"=INDEX(sleeves,{i + 1})")
        for j, column in zip(range(sleeves), "CDE", strict=False):
            cell = f"INDEX(COVARIANCE_FROM_CORRELATION(sds,correlation),{i + 1},{j + 1})"
            page.formula(f"{column}{row}", ready(cell), "0.000000", **CENTRED)
        for column, function in (
            ("G", "MEAN_RETURN_ANNUALIZED(history_returns,periods_per_year)"),
            ("H", "VOLATILITY(history_returns,periods_per_year)"),
            ("I", "MAX_DRAWDOWN(history_returns)"),
        ):
            formula = guarded(f"INDEX({function},1,{i + 1})", "history_ready")
            page.formula(f"{column}{row}", formula, PERCENT, **CENTRED)
    page.name("covariance", f"C{FIRST_COVARIANCE}:E{FIRST_COVARIANCE + sleeves - 1}")


def _extremes(page: Page, sleeves: int) -> None:
    page.heading(
        f"B{FIRST_EXTREME - 2}:I{FIRST_EXTREME - 2}",
        "Your target against its first and last sleeve",
    )
    page.header(
        f"B{FIRST_EXTREME - 1}",
        ("Alternative", "Expected return", "Standard deviation", "Best for A from", "to"),
    )
    page.sheet.set_row(FIRST_EXTREME - 2, 30)
    rows = (
        ("=target_name", "er", "sd"),
        ('=INDEX(sleeves,1)&" only"', "INDEX(expected_returns,1)", "INDEX(sds,1)"),
        (
            f'=INDEX(sleeves,{sleeves})&" only"',
            f"INDEX(expected_returns,{sleeves})",
            f"INDEX(sds,{sleeves})",
        ),
    )
    for offset, (label, expected, risk) in enumerate(rows):
        row = FIRST_EXTREME + offset
        page.formula(f"B{row}", label)
        page.formula(f"C{row}", ready(expected), PERCENT, **CENTRED)
        page.formula(f"D{row}", ready(risk), PERCENT, **CENTRED)
        best = f"RISK_AVERSION_RANGE(extreme_ers,extreme_sds,{offset + 1})"
        page.formula(f"E{row}", ready(f'IFERROR(INDEX({best},1,1),"never")'), NUMBER, **CENTRED)
        page.formula(
            f"F{row}",
            ready(f'IF(ISNUMBER(E{row}),INDEX({best},1,2),"")'),
            '[>1E+300]"no end";0.00',
            **CENTRED,
        )
    last = FIRST_EXTREME + len(rows) - 1
    page.name("extreme_ers", f"C{FIRST_EXTREME}:C{last}")
    page.name("extreme_sds", f"D{FIRST_EXTREME}:D{last}")
    page.name("suits_from", f"E{FIRST_EXTREME}")
    page.name("suits_to", f"F{FIRST_EXTREME}")


def _best_mix(page: Page, sleeves: int) -> None:
    """What shows by native formulas that no other mix within the bounds is worth more."""
    row = FIRST_BEST - 1
    page.sheet.set_row(row - 1, 30)
    page.heading(f"B{row - 1}:I{row - 1}", "Is the best mix the best? What one more percent brings")
    page.header(
        f"B{row}",
        ("Sleeve", "Best weight", "Utility of more", "If it may grow", "If it may shrink"),
    )
    for place in range(sleeves):
        line, number = FIRST_BEST + place, place + 1
        page.formula(f"B{line}", f"=INDEX(sleeves,{number})")
        weight = f"INDEX(best_weights,{number})"
        covariances = f"INDEX(covariance,{number},0)"
        more = f"INDEX(expected_returns,{number})-A*SUMPRODUCT(MMULT({covariances},best_weights))"
        grows = f"{weight}<INDEX(highest_weights,{number})-0.000000001"
        shrinks = f"{weight}>INDEX(lowest_weights,{number})+0.000000001"
        page.formula(f"C{line}", ready(weight), PERCENT, **CENTRED)
        page.formula(f"D{line}", ready(more), "0.0000%", **CENTRED)
        page.formula(f"E{line}", ready(f'IF({grows},D{line},"")'), "0.0000%", **CENTRED)
        page.formula(f"F{line}", ready(f'IF({shrinks},D{line},"")'), "0.0000%", **CENTRED)
    last = FIRST_BEST + sleeves - 1
    page.name("gains_of_growing", f"E{FIRST_BEST}:E{last}")
    page.name("losses_of_shrinking", f"F{FIRST_BEST}:F{last}")
    page.spread(
        f"G{row + 1}:I{last}",
        "A mix is the best when no sleeve that may grow would bring more utility than one that "
        "may shrink would cost.",
        **QUIET,
        indent=1,
    )


def _allocation_line(page: Page) -> None:
    row = FIRST_LINE - 1
    page.heading(f"B{row - 1}:I{row - 1}", "The mix with the most return for its risk (tangency)")
    page.header(f"B{row}", ("Tangency", "Expected return", "Standard deviation", "Slope"))
    page.sheet.set_row(row - 1, 30)
    tangency = f"TANGENCY_WEIGHTS(expected_returns,covariance,rf,{BOUNDS})"
    none = '"none"'
    page.formula(
        f"B{FIRST_LINE}",
        ready('IF(ISNUMBER(tangency_er),"touches the frontier","no mix beats the risk-free rate")'),
    )
    for column, formula, kind in (
        ("C", f"PORTFOLIO_RETURN({tangency},expected_returns)", PERCENT),
        ("D", f"SQRT(PORTFOLIO_VARIANCE({tangency},covariance))", PERCENT),
        ("E", "CAL_SLOPE(tangency_er,tangency_sd,rf)", NUMBER),
    ):
        page.formula(f"{column}{FIRST_LINE}", ready(f"IFERROR({formula},{none})"), kind, **CENTRED)
    page.name("tangency_er", f"C{FIRST_LINE}")
    page.name("tangency_sd", f"D{FIRST_LINE}")
    page.text(f"B{FIRST_LINE + 1}", "Risk to which the curves go")
    page.formula(f"C{FIRST_LINE + 1}", ready("1.1*MAX(mix_sds,sds)"), PERCENT, **CENTRED)
    page.name("most_risk", f"C{FIRST_LINE + 1}")
    page.text(f"B{FIRST_LINE + 2}", "Return to which they go")
    highest = "MAX(mix_ers,expected_returns)"
    page.formula(
        f"C{FIRST_LINE + 2}",
        ready(f"{highest}+0.25*({highest}-MIN(mix_ers,expected_returns,worth))"),
        PERCENT,
        **CENTRED,
    )
    page.name("most_return", f"C{FIRST_LINE + 2}")


def _mix_points(page: Page) -> None:
    row = FIRST_MIX_POINT - 1
    page.header(f"B{row}", ("Points of the chart", "Standard deviation", "Expected return"))
    page.sheet.set_row(row - 1, 30)
    for place in range(len(MIXES) + 1):
        line, number = FIRST_MIX_POINT + place, place + 1
        best = place == len(MIXES)
        name = '"best for you"' if best else f"INDEX(mix_names,{number})"
        page.formula(f"B{line}", f"={name}")
        page.formula(
            f"C{line}", ready("best_sd" if best else f"INDEX(mix_sds,{number})"), PERCENT, **CENTRED
        )
        page.formula(
            f"D{line}", ready("best_er" if best else f"INDEX(mix_ers,{number})"), PERCENT, **CENTRED
        )


def _curves(page: Page) -> None:
    """Points of the frontier, the capital allocation line and the indifference curve."""
    row = FIRST_CURVE - 1
    page.heading(f"B{row - 1}:I{row - 1}", "Points of the curves: risk, return")
    page.header(
        f"B{row}",
        ("Frontier, sd", "return", "Allocation line, sd", "return", "Indifference, sd", "return"),
        figures_only=True,
    )
    page.sheet.set_row(row - 1, 30)
    frontier = f"EFFICIENT_FRONTIER(expected_returns,covariance,{CURVE_POINTS},{BOUNDS})"
    line_end = (
        "IF(ISNUMBER(tangency_er),MIN(most_risk,(most_return-rf)*tangency_sd/(tangency_er-rf)),"
        "most_risk)"
    )
    curve_end = "IF(A>0,MIN(most_risk,SQRT(2*MAX(0,most_return-worth)/A)),most_risk)"
    for place in range(CURVE_POINTS):
        line = FIRST_CURVE + place
        share = f"{place}/{CURVE_POINTS - 1}"
        allocation = f"IF(ISNUMBER(tangency_er),CAL_RETURN(D{line},tangency_er,tangency_sd,rf),rf)"
        for column, formula in (
            ("B", f"INDEX({frontier},{place + 2},1)"),
            ("C", f"INDEX({frontier},{place + 2},2)"),
            ("D", f"{share}*{line_end}"),
            ("E", allocation),
            ("F", f"{share}*{curve_end}"),
            ("G", f"INDIFFERENCE_RETURN(worth,F{line},A)"),
        ):
            page.formula(f"{column}{line}", ready(formula), PERCENT, **CENTRED)
