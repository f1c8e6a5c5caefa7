"""The sheet Workings of the book Risk profile: what the sentences and charts are made of."""

from itertools import pairwise

from passivefolio.workbooks.common import ready
from passivefolio.workbooks.look import (
    CENTRED,
    HEAD,
    NUMBER,
    PERCENT,
    PERCENT_COARSE,
    QUIET,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.risk_profile.inputs import MIXES

INDEX_ER, INDEX_SD = "INDEX(expected_returns,1)", "INDEX(sds,1)"
STEPS = 21
"""Weights of the index from 0 % to 100 %, five points apart."""
FIRST_WEIGHT = 14
FIRST_A = FIRST_WEIGHT + STEPS + 4
LOWEST_A, HIGHEST_A, A_STEPS = 1, 10, 37
FIRST_BAR = FIRST_A + A_STEPS + 4

LIMITS = (
    ("horizon_cap", "The horizon allows", "MIN(1,horizon*weight_a_year)"),
    (
        "reserve_cap",
        "The money kept aside allows",
        "IF(full_reserve=0,1,MIN(1,reserve/full_reserve))",
    ),
    (
        "loss_cap",
        "The loss you can bear allows",
        "INDEX(line_weights,MAX(1,SUMPRODUCT(line_fits)))",
    ),
    ("capacity_cap", "So the index may be at most", "MIN(horizon_cap,reserve_cap,loss_cap)"),
)
CHOICE = (
    ("score", "Score of the answers", "SUM(answers)", "0"),
    (
        "suggested",
        "Number of the suggested mix, 0 for none",
        "IF(COUNT(fitting)=0,0,MATCH(MAX(fitting),fitting,0))",
        "0",
    ),
    ("suggested_name", "Its name", 'IF(suggested=0,"none",INDEX(mix_names,suggested))', "General"),
    (
        "suggested_weights",
        "Its weights",
        'IF(suggested=0,"none",INDEX(mix_weights,suggested))',
        "General",
    ),
    (
        "tightest",
        "What limits you most",
        'IF(capacity_cap=1,"nothing limits you.",IF(capacity_cap=loss_cap,"the loss you can bear '
        'is the tightest limit.",IF(capacity_cap=horizon_cap,"the horizon is the tightest limit.",'
        '"the money kept aside is the tightest limit.")))',
        "General",
    ),
)


def workings_page(book: Template) -> dict[str, str]:
    """Limits, weights by risk aversion, bars of outcomes; gives their places, for charts."""
    page = book.page("Workings", (2, 30, 13, 13, 13, 13, 13, 13, 13, 13))
    title_of(page, "Workings", "What the sentences and charts of Results are made of.")
    page.heading("B4:D4", "Your capacity")
    for row, (name, label, formula) in enumerate(LIMITS, start=5):
        page.text(f"B{row}", label)
        page.formula(f"C{row}", ready(formula), PERCENT_COARSE, **CENTRED)
        page.name(name, f"C{row}")
    page.heading("F4:J4", "Your mix")
    for row, (name, label, formula, kind) in enumerate(CHOICE, start=5):
        page.text(f"F{row}", label)
        page.formula(f"J{row}", ready(formula), kind, align="right")
        page.name(name, f"J{row}")
    _covariance(page)
    _bad_years(page)
    _weights(page)
    _bars(page)
    page.print_on(f"A1:J{FIRST_BAR + len(MIXES)}", pages_high=1)
    return {
        "As": page.place(f"B{FIRST_A}:B{FIRST_A + A_STEPS - 1}"),
        "best": page.place(f"C{FIRST_A}:C{FIRST_A + A_STEPS - 1}"),
        "cap": page.place(f"D{FIRST_A}:D{FIRST_A + A_STEPS - 1}"),
        "bar_names": page.place(f"B{FIRST_BAR}:B{FIRST_BAR + len(MIXES) - 1}"),
        **{
            f"bar_{column}": page.place(f"{column}{FIRST_BAR}:{column}{FIRST_BAR + len(MIXES) - 1}")
            for column in "CDEFGHIJ"
        },
    }


def _head(page: Page, row: int, heads: tuple[str, ...]) -> None:
    page.header(f"B{row}", heads)
    for column, head in zip("CDEFGHIJ", heads[1:], strict=False):
        page.text(f"{column}{row}", head, **HEAD, font_size=9)
    page.sheet.set_row(row - 1, 30)


def _covariance(page: Page) -> None:
    """Covariances by Excel alone, and the utilities of the mixes that fit."""
    top = FIRST_WEIGHT - 2
    page.heading(f"H{top}:J{top}", "Covariances, for Excel alone")
    for i in range(3):
        for j, column in enumerate("HIJ"):
            formula = f"INDEX(sds,{i + 1})*INDEX(sds,{j + 1})*INDEX(correlation,{i + 1},{j + 1})"
            page.formula(f"{column}{top + 2 + i}", ready(formula), "0.000000", **CENTRED, **QUIET)
    page.name("covariance", f"H{top + 2}:J{top + 4}")
    top += 7
    page.heading(f"H{top}:J{top}", "Utility of the mixes that fit")
    for place in range(len(MIXES)):
        row, number = top + 1 + place, place + 1
        page.formula(f"H{row}", f"=INDEX(mix_names,{number})")
        fitting = f'IF(INDEX(mix_fits,{number})="yes",INDEX(mix_utilities,{number}),"")'
        page.formula(f"J{row}", ready(fitting), PERCENT, **CENTRED, **QUIET)
    page.name("fitting", f"J{top + 1}:J{top + len(MIXES)}")


def _bad_years(page: Page) -> None:
    """The worst years of the index beside the money market, weight by weight."""
    page.heading(
        f"B{FIRST_WEIGHT - 2}:F{FIRST_WEIGHT - 2}", "A bad year, by the weight of the index"
    )
    heads = (
        "Index, the rest risk-free",
        "Expected return",
        "Risk",
        "A bad year",
        "You can bear it",
    )
    _head(page, FIRST_WEIGHT - 1, heads)
    for step in range(STEPS):
        row = FIRST_WEIGHT + step
        page.sheet.write_number(
            f"B{row}", step / (STEPS - 1), page.book.style(align="left", num_format="0%")
        )
        above = "1" if step == 0 else f"F{row - 1}"
        for column, formula, kind in (
            ("C", f"CAL_RETURN(D{row},{INDEX_ER},{INDEX_SD},rf)", PERCENT),
            ("D", f"B{row}*{INDEX_SD}", PERCENT),
            ("E", f"WEALTH_PERCENTILE(1,C{row},D{row},1,bad_share)-1", PERCENT),
            ("F", f"IF(E{row}>=-bearable_loss,1,0)*{above}", "0"),
        ):
            page.formula(f"{column}{row}", ready(formula), kind, **CENTRED, **QUIET)
    last = FIRST_WEIGHT + STEPS - 1
    page.name("line_weights", f"B{FIRST_WEIGHT}:B{last}")
    page.name("line_fits", f"F{FIRST_WEIGHT}:F{last}")


def _weights(page: Page) -> None:
    page.heading(f"B{FIRST_A - 2}:D{FIRST_A - 2}", "Best weight of the index by risk aversion")
    _head(page, FIRST_A - 1, ("Risk aversion A", "Best weight y*", "Your cap"))
    for step in range(A_STEPS):
        row = FIRST_A + step
        a = LOWEST_A + step * (HIGHEST_A - LOWEST_A) / (A_STEPS - 1)
        page.sheet.write_number(f"B{row}", a, page.book.style(align="left", num_format=NUMBER))
        best = f"MAX(0,OPTIMAL_RISKY_WEIGHT({INDEX_ER},{INDEX_SD},B{row},rf,rf,1))"
        page.formula(f"C{row}", ready(best), PERCENT_COARSE, **CENTRED, **QUIET)
        page.formula(f"D{row}", ready("capacity_cap"), PERCENT_COARSE, **CENTRED, **QUIET)


def _bars(page: Page) -> None:
    """Ranges as parts above and below zero, so that columns can be stacked from zero."""
    page.heading(f"B{FIRST_BAR - 2}:J{FIRST_BAR - 2}", "The bars of the one-year range")
    above = tuple(f"{part}, above 0" for part in ("foot", "low", "middle", "high"))
    below = tuple(f"{part}, below 0" for part in ("foot", "high", "middle", "low"))
    _head(page, FIRST_BAR - 1, ("Mix", *above, *below))
    for place in range(len(MIXES)):
        row, number = FIRST_BAR + place, place + 1
        page.formula(f"B{row}", f"=INDEX(mix_names,{number})")
        cuts = [f"INDEX(mix_ranges,{number},{cut})" for cut in (1, 2, 4, 5)]
        parts = pairwise(cuts)
        spans = [
            (f"MAX({high},0)-MAX({low},0)", f"MIN({low},0)-MIN({high},0)") for low, high in parts
        ]
        formulas = (
            f"MAX({cuts[0]},0)",
            *(up for up, _ in spans),
            f"MIN({cuts[-1]},0)",
            *(down for _, down in reversed(spans)),
        )
        for column, formula in zip("CDEFGHIJ", formulas, strict=True):
            page.formula(f"{column}{row}", ready(formula), PERCENT, **CENTRED, **QUIET)
