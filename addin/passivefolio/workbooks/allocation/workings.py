"""The sheet Workings of the 60/30/10 book: what the sentences and charts of Results are made of."""

from collections.abc import Sequence

from passivefolio.workbooks.allocation.inputs import MIXES
from passivefolio.workbooks.allocation.results import ready, with_history
from passivefolio.workbooks.look import (
    CENTRED,
    GREY,
    HEAD,
    NUMBER,
    PERCENT,
    Page,
    Template,
    title_of,
)

FIRST_RISK_AVERSION, FIRST_COVARIANCE, FIRST_EXTREME = 6, 21, 28
HIGHEST_RISK_AVERSION = 10


def workings_page(book: Template, sleeves: Sequence[str]) -> None:
    """Utility by risk aversion, covariances, the extremes."""
    page = book.page("Workings", (2, 27, 12.5, 12.5, 12.5, 12.5, 13.5, 13, 13))
    title_of(page, "Workings", "What the sentences and charts of Results are made of.")
    _utility_by_risk_aversion(page)
    _covariances(page, len(sleeves))
    _extremes(page, len(sleeves))
    page.print_on(f"A1:I{FIRST_EXTREME + 3}", pages_high=1)


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
        page.sheet.conditional_format(
            f"C{row}:I{row}",
            {
                "type": "formula",
                "criteria": f"=AND(ISNUMBER(C{row}),C{row}=MAX($C{row}:$I{row}))",
                "format": page.book.book.add_format({"bold": True, "bg_color": "#D8ECE6"}),
            },
        )
    page.text(
        f"B{FIRST_RISK_AVERSION + HIGHEST_RISK_AVERSION}",
        "The best mix of each row is shaded.",
        font_color=GREY,
    )


def _covariances(page: Page, sleeves: int) -> None:
    page.heading(
        f"B{FIRST_COVARIANCE - 2}:I{FIRST_COVARIANCE - 2}", "Covariances, and what each sleeve did"
    )
    page.header(
        f"B{FIRST_COVARIANCE - 1}",
        ("Covariance", "", "", "", "", "Mean return", "Sd in history", "Deepest fall"),
    )
    for place, column in zip(range(sleeves), "CDE", strict=False):
        page.formula(
            f"{column}{FIRST_COVARIANCE - 1}",
            f"=INDEX(sleeves,{place + 1})",
            **HEAD,
            font_size=9,
        )
    page.sheet.set_row(FIRST_COVARIANCE - 2, 30)
    for i in range(sleeves):
        row = FIRST_COVARIANCE + i
        page.formula(f"B{row}", f"=INDEX(sleeves,{i + 1})")
        for j, column in zip(range(sleeves), "CDE", strict=False):
            page.formula(
                f"{column}{row}",
                ready(f"INDEX(COVARIANCE_FROM_CORRELATION(sds,correlation),{i + 1},{j + 1})"),
                "0.000000",
                **CENTRED,
            )
        for column, function in (
            ("G", "MEAN_RETURN_ANNUALIZED(history_returns,periods_per_year)"),
            ("H", "VOLATILITY(history_returns,periods_per_year)"),
            ("I", "MAX_DRAWDOWN(history_returns)"),
        ):
            page.formula(
                f"{column}{row}", with_history(f"INDEX({function},1,{i + 1})"), PERCENT, **CENTRED
            )
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
