"""The sheet Inputs of the 60/30/10 book: the yellow cells."""

from collections.abc import Sequence

from passivefolio.workbooks.assumptions import (
    CORRELATIONS,
    EXPECTED_RETURNS,
    RISK_FREE_RATE,
    SDS,
)
from passivefolio.workbooks.common import data_settings
from passivefolio.workbooks.look import (
    CENTRED,
    HEAD,
    NUMBER,
    PERCENT_COARSE,
    QUIET,
    Page,
    Template,
    title_of,
)

WEIGHTS = (0.6, 0.3, 0.1)
RISK_AVERSION = 3
TARGET_ROW = 2
MIXES = (
    (1.0, 0.0, 0.0),
    (0.8, 0.15, 0.05),
    WEIGHTS,
    (0.4, 0.4, 0.2),
    (0.2, 0.5, 0.3),
    (0.0, 0.0, 1.0),
    (0.5, 0.4, 0.1),
)
PERCENT_HELP = "Type 60 % or 0.6 for sixty percent."


def inputs_page(book: Template, sleeves: Sequence[str], *, sample: bool) -> None:
    """All that the user may change."""
    page = book.page("Inputs", (2, 30, 18, 18, 18, 12, 12))
    title_of(
        page,
        "Inputs",
        "Fill in the yellow cells; everything else is calculated. "
        + (
            "The figures shown are assumptions to start from, not a forecast."
            if sample
            else "Rates are a year; weights and rates may be typed as 60 % or 0.6."
        ),
    )
    _portfolio(page, sleeves, sample)
    _correlations(page, sample)
    _investor(page, sample)
    _mixes(page, sample)
    data_settings(page, 31, "G")
    page.print_on("A1:G36", pages_high=1)


def _portfolio(page: Page, sleeves: Sequence[str], sample: bool) -> None:
    page.heading("B4:G4", "Your portfolio")
    page.header(
        "B5",
        ("Sleeve", "Target weight", "Expected return", "Standard deviation", "At least", "At most"),
    )
    figures = zip(WEIGHTS, EXPECTED_RETURNS, SDS, strict=True)
    for row, (sleeve, values) in enumerate(zip(sleeves, figures, strict=True), start=6):
        page.input(f"B{row}", sleeve)
        for column, value in zip("CDE", values, strict=True):
            page.input(f"{column}{row}", value if sample else None, PERCENT_COARSE, **CENTRED)
        page.input(f"F{row}", 0, "0%", **CENTRED)
        page.input(f"G{row}", 1, "0%", **CENTRED)
    page.text("B9", "Sum of the weights", **QUIET)
    page.formula("C9", "=SUM(weights)", PERCENT_COARSE, **CENTRED, top=1)
    page.formula(
        "D9",
        '=IF(COUNT(weights)=0,"",IF(ABS(C9-1)<=0.001,"adds up to 100 %","must add up to 100 %"))',
        **QUIET,
        indent=1,
    )
    page.spread("F9:G9", "for the best mix", **CENTRED, **QUIET)
    for name, column in zip(
        ("sleeves", "weights", "expected_returns", "sds", "lowest_weights", "highest_weights"),
        "BCDEFG",
        strict=True,
    ):
        page.name(name, f"{column}6:{column}8")
    page.restrict("C6:C8", "Target weight", 0, 1, f"A share from 0 % to 100 %. {PERCENT_HELP}")
    page.restrict("D6:D8", "Expected return", -1, 1, "The return you expect a year, such as 8 %.")
    page.restrict("E6:E8", "Standard deviation", 0, 1, "The risk a year, such as 17 %; 0 or more.")
    page.restrict("F6:F8", "At least", 0, 1, "The least of it that the best mix must hold.")
    page.restrict("G6:G8", "At most", 0, 1, "The most of it that the best mix may hold.")


def _correlations(page: Page, sample: bool) -> None:
    page.heading("B11:G11", "How the sleeves move together")
    page.header("B12", ("Correlation", "", "", ""))
    for place, column in enumerate("CDE"):
        page.formula(f"{column}12", f"=INDEX(sleeves,{place + 1})", **HEAD)
        page.formula(f"B{13 + place}", f"=INDEX(sleeves,{place + 1})")
        page.sheet.write(12 + place, 2 + place, 1, page.book.style(**CENTRED, **QUIET))
    for (i, j), value in CORRELATIONS.items():
        upper = f"{'CDE'[j]}{13 + i}"
        page.input(upper, value if sample else None, NUMBER, **CENTRED)
        page.restrict(upper, "Correlation", -1, 1, "From -1 (opposite) over 0 to 1 (together).")
        lower = f"{'CDE'[i]}{13 + j}"
        page.formula(lower, f'=IF({upper}="","",{upper})', NUMBER, **CENTRED, **QUIET)
    page.name("correlation", "C13:E15")


def _investor(page: Page, sample: bool) -> None:
    page.heading("B17:G17", "You")
    page.text("B18", "Risk aversion A")
    page.input("C18", RISK_AVERSION if sample else None, "0.0#", **CENTRED)
    page.text("D18", "1 is very bold, 3 is usual, 5 is careful, 8 very careful", **QUIET, indent=1)
    page.text("B19", "Risk-free rate")
    page.input("C19", RISK_FREE_RATE if sample else None, PERCENT_COARSE, **CENTRED)
    page.text("D19", "what a sure investment pays a year", **QUIET, indent=1)
    page.name("A", "C18")
    page.name("rf", "C19")
    page.restrict("C18", "Risk aversion A", 0, 100, "A number from 0 to 100; most people 2 to 8.")
    page.restrict("C19", "Risk-free rate", -1, 1, "A rate a year, such as 3 %.")


def _mixes(page: Page, sample: bool) -> None:
    page.heading("B21:G21", "Mixes to compare")
    page.header("B22", ("Mix", "", "", "", "Sum"))
    for place, column in enumerate("CDE"):
        page.formula(f"{column}22", f"=INDEX(sleeves,{place + 1})", **HEAD)
    for place, mix in enumerate(MIXES):
        row = 23 + place
        own = '&" own"' if place == len(MIXES) - 1 else ""
        page.formula(f"B{row}", f"={mix_label(f'C{row}', f'D{row}', f'E{row}')}{own}")
        for column, weight, source in zip("CDE", mix, (6, 7, 8), strict=True):
            cell = f"{column}{row}"
            if place == TARGET_ROW:
                page.formula(cell, f"=C{source}", PERCENT_COARSE, **CENTRED, bold=True)
            else:
                page.input(cell, weight, PERCENT_COARSE, **CENTRED)
        page.formula(f"F{row}", f"=SUM(C{row}:E{row})", PERCENT_COARSE, **CENTRED, **QUIET)
    page.text("G25", "your target", **QUIET, indent=1)
    page.name("mix_names", "B23:B29")
    page.name("mixes", "C23:E29")
    page.name("mix_sums", "F23:F29")
    page.name("target_name", "B25")
    page.restrict("C23:E29", "Weight", 0, 1, f"A share from 0 % to 100 %. {PERCENT_HELP}")


def mix_label(*weights: str) -> str:
    """The formula of a name such as 60/30/10."""
    return '&"/"&'.join(f"ROUND(100*{weight},0)" for weight in weights)
