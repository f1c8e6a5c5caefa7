"""The sheet Results of the 60/30/10 book: the answer in words, the figures, the charts."""

from collections.abc import Sequence
from typing import Any

from passivefolio.workbooks.allocation.charts import insert_charts
from passivefolio.workbooks.allocation.inputs import MIXES, TARGET_ROW, mix_label
from passivefolio.workbooks.common import (
    Figure,
    answer_box,
    figures_table,
    ready,
    with_history,
)
from passivefolio.workbooks.look import (
    BOX_FILL,
    CENTRED,
    DATE,
    HEAD,
    NAVY,
    NUMBER,
    PERCENT,
    PERCENT_COARSE,
    QUIET,
    RULED,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.words import decimal, percent

MIX_RETURNS = "PORTFOLIO_RETURN(weights,history_returns)"
BEST_WEIGHTS = "MAX_UTILITY_WEIGHTS(expected_returns,covariance,A,lowest_weights,highest_weights)"
FIRST_FIGURE, FIRST_MIX, FIRST_SLEEVE = 11, 22, 34


def results_page(book: Template, sleeves: Sequence[str]) -> None:
    """One page: the answer, the figures, the comparison, the charts."""
    page = book.page("Results", (2, 27, 12.5, 12.5, 12.5, 12.5, 13.5, 13, 13))
    title_of(page, "Results", "What your portfolio stands for, and what it is worth to you.")
    answer_box(page, "I", HEADLINE, SENTENCES)
    _figures(page)
    _history(page)
    _comparison(page)
    _sleeves(page, len(sleeves))
    insert_charts(page)
    page.print_on("A1:I74", pages_high=1)


HEADLINE = (
    '"With a risk aversion of "&A&" your "&target_name&" portfolio is worth a sure "&'
    f'{percent("sure_return")}&" a year to you."'
)
SENTENCES = (
    (
        f'"You expect "&{percent("er")}&" a year of it. The risk, a standard deviation of "&'
        f'{percent("sd")}&", takes away "&{percent("risk_cost")}&" in your eyes."',
        20,
    ),
    (
        'IF(ISNUMBER(suits_from),target_name&" suits investors with a risk aversion "'
        f'&IF(suits_to>1E+300,"above "&{decimal("suits_from")},"between "&'
        f'{decimal("suits_from")}&" and "&{decimal("suits_to")})'
        '&": bolder ones do better with "&INDEX(sleeves,1)&" alone, more careful ones with "'
        '&INDEX(sleeves,ROWS(sleeves))&" alone.",target_name&" is never better than both "'
        '&INDEX(sleeves,1)&" alone and "&INDEX(sleeves,ROWS(sleeves))&" alone.")',
        30,
    ),
    (
        '"Of the "&ROWS(mix_names)&" mixes below it is number "&target_rank&" for you; "'
        '&IF(target_rank=1,"none is worth more.","number 1 is "'
        "&INDEX(mix_names,MATCH(1,mix_ranks,0))"
        f'&", worth "&{percent("MAX(mix_utilities)")}&" a year.")',
        20,
    ),
    (
        'IF(best_worth-worth<0.00005,"No mix within your bounds is worth more to you.",'
        f'"The best mix within your bounds is "&best_name&", worth "&{percent("best_worth")}'
        f'&" a year to you, "&{percent("best_worth-worth")}&" more than yours.")',
        20,
    ),
)

FIGURES = (
    Figure(
        "Expected return",
        "er",
        "PORTFOLIO_RETURN(weights,expected_returns)",
        "SUMPRODUCT(weights,expected_returns)",
    ),
    Figure(
        "Standard deviation (risk)",
        "sd",
        "PORTFOLIO_SD(weights,sds,correlation)",
        "SQRT(SUMPRODUCT(weights,MMULT(covariance,weights)))",
    ),
    Figure("Risk penalty, A sd²/2", "risk_cost", "RISK_PENALTY(sd,A)", "A*sd^2/2"),
    Figure("Utility, E(r) - A sd²/2", "worth", "UTILITY(er,sd,A)", "er-A*sd^2/2"),
    Figure("Certainty equivalent", "sure_return", "CERTAINTY_EQUIVALENT(er,sd,A)", "er-risk_cost"),
    Figure("Worth more than risk-free", "worth_over_rf", "UTILITY_GAP(er,sd,rf,0,A)", "worth-rf"),
    Figure(
        "Reward to risk (Sharpe)", "reward_to_risk", "CAL_SLOPE(er,sd,rf)", "(er-rf)/sd", NUMBER
    ),
    Figure(
        "Diversification ratio",
        "diversification",
        "DIVERSIFICATION_RATIO(weights,covariance)",
        "SUMPRODUCT(weights,sds)/sd",
        NUMBER,
    ),
)
IN_HISTORY = {
    "er": f"MEAN_RETURN_ANNUALIZED({MIX_RETURNS},periods_per_year)",
    "sd": f"VOLATILITY({MIX_RETURNS},periods_per_year)",
    "risk_cost": "RISK_PENALTY(sd_in_history,A)",
    "worth": f"HISTORICAL_UTILITY({MIX_RETURNS},A,periods_per_year)",
    "sure_return": "CERTAINTY_EQUIVALENT(er_in_history,sd_in_history,A)",
    "worth_over_rf": "UTILITY_GAP(er_in_history,sd_in_history,rf,0,A)",
    "reward_to_risk": f"SHARPE_RATIO({MIX_RETURNS},INDEX(history_returns,0,3),periods_per_year)",
    "diversification": "DIVERSIFICATION_RATIO(weights,COVARIANCE_MATRIX(history_returns))",
}


def _figures(page: Page) -> None:
    row = FIRST_FIGURE - 1
    heads = ("Figures a year", "Assumed", "Excel alone", "Agrees")
    figures_table(page, row, FIGURES, columns=("B", "C", "E", "F"), heads=heads)
    page.text(f"D{row}", "In history", **HEAD)
    for place, figure in enumerate(FIGURES, start=FIRST_FIGURE):
        formula = with_history(IN_HISTORY[figure.name])
        page.formula(f"D{place}", formula, figure.kind, **CENTRED, **RULED)
        page.name(f"{figure.name}_in_history", f"D{place}")


HISTORY = (
    ("First date", "first_date", "MIN(history_dates)", DATE),
    ("Last date", "last_date", "MAX(history_dates)", DATE),
    ("Periods", "periods", "COUNT(history_dates)", WHOLE),
    (
        "Return a year, rebalanced",
        "rebalanced",
        f"ANNUALIZED_RETURN({MIX_RETURNS},periods_per_year,TRUE())",
        "0.000%",
    ),
    (
        "Return a year, left alone",
        "left_alone",
        "(1+BUY_AND_HOLD_RETURN(weights,history_returns))^(periods_per_year/periods_used)-1",
        "0.000%",
    ),
    ("Deepest fall", "deepest_fall", f"MAX_DRAWDOWN({MIX_RETURNS})", PERCENT),
    (
        "Left alone, it ended at",
        "end_weights",
        '&"/"&'.join(
            decimal(f"100*INDEX(DRIFTED_WEIGHTS(weights,history_returns),{i})", 1)
            for i in (1, 2, 3)
        ),
        "@",
    ),
)


def _history(page: Page) -> None:
    row = FIRST_FIGURE - 1
    page.sheet.merge_range(f"G{row}:I{row}", "Your mix in the data", page.book.style(**HEAD))
    for place, (label, name, formula, kind) in enumerate(HISTORY, start=FIRST_FIGURE):
        page.spread(f"G{place}:H{place}", label, valign="vcenter", **RULED)
        page.formula(f"I{place}", with_history(formula), kind, align="right", **RULED)
        page.name(name, f"I{place}")
    place = FIRST_FIGURE + len(HISTORY)
    page.spread(
        f"G{place}:I{place}",
        '=IF(history_ready,"rebalanced every period; see the sheet Data","no history on Data")',
        **QUIET,
        font_size=8,
    )


def _comparison(page: Page) -> None:
    row = FIRST_MIX - 1
    page.heading(f"B{row - 1}:I{row - 1}", "Your mix against others")
    page.sheet.set_row(row - 1, 32)
    page.header(
        f"B{row}",
        (
            "Mix",
            "Expected return",
            "Standard deviation",
            "Utility",
            "Rank for you",
            "Against your target",
            "Best of these for A from",
            "to",
        ),
    )
    for place in range(len(MIXES)):
        _compared_mix(page, place)
    last = FIRST_MIX + len(MIXES) - 1
    for name, column in (("mix_ers", "C"), ("mix_sds", "D"), ("mix_utilities", "E")):
        page.name(name, f"{column}{FIRST_MIX}:{column}{last}")
    page.name("mix_ranks", f"F{FIRST_MIX}:F{last}")
    page.name("target_rank", f"F{FIRST_MIX + TARGET_ROW}")
    _best_mix(page, last + 1)


def _compared_mix(page: Page, place: int) -> None:
    row, number = FIRST_MIX + place, place + 1
    target = place == TARGET_ROW
    line: dict[str, Any] = {**RULED, "bold": target}
    if target:
        line["bg_color"] = BOX_FILL
    _risk_and_return(page, row, f"INDEX(mix_names,{number})", f"INDEX(mixes,{number},0)", line)
    rank = ready(f"INDEX(UTILITY_RANK(mix_ers,mix_sds,A),{number})")
    page.formula(f"F{row}", rank, WHOLE, **CENTRED, **line)
    against = '="your target"' if target else ready(_against_target(row))
    page.formula(f"G{row}", against, **CENTRED, **line)
    best = f"RISK_AVERSION_RANGE(mix_ers,mix_sds,{number})"
    page.formula(f"H{row}", ready(f'IFERROR(INDEX({best},1,1),"never")'), NUMBER, **CENTRED, **line)
    page.formula(
        f"I{row}",
        ready(f'IF(ISNUMBER(H{row}),IF(INDEX({best},1,2)>1E+300,"no end",INDEX({best},1,2)),"")'),
        NUMBER,
        **CENTRED,
        **line,
    )


def _risk_and_return(page: Page, row: int, name: str, mix: str, line: dict[str, Any]) -> None:
    """Name, expected return, standard deviation and utility of a mix."""
    page.formula(f"B{row}", f"={name}", **line)
    for column, formula in (
        ("C", f"PORTFOLIO_RETURN({mix},expected_returns)"),
        ("D", f"PORTFOLIO_SD({mix},sds,correlation)"),
        ("E", f"UTILITY(C{row},D{row},A)"),
    ):
        page.formula(f"{column}{row}", ready(formula), PERCENT, **CENTRED, **line)


def _against_target(row: int) -> str:
    return (
        f'IF(DOMINATES(C{row},D{row},er,sd),"always better",'
        f'IF(DOMINATES(er,sd,C{row},D{row}),"always worse","depends on A"))'
    )


def _best_mix(page: Page, row: int) -> None:
    """The line of the mix with the highest utility within the bounds."""
    weights = [f"INDEX(best_weights,{number})" for number in (1, 2, 3)]
    line: dict[str, Any] = {"bottom": 1, "bottom_color": NAVY, "bold": True}
    name = f'IF(inputs_ready,{mix_label(*weights)},"")'
    _risk_and_return(page, row, name, "best_weights", line)
    page.formula(f"F{row}", ready('"best for you"'), **CENTRED, **line)
    page.formula(f"G{row}", ready(_against_target(row)), **CENTRED, **line)
    page.spread(f"H{row}:I{row}", "within your bounds", valign="vcenter", **CENTRED, **line)
    for name, column in zip(("best_name", "best_er", "best_sd", "best_worth"), "BCDE", strict=True):
        page.name(name, f"{column}{row}")


def _sleeves(page: Page, sleeves: int) -> None:
    row = FIRST_SLEEVE - 1
    page.heading(f"B{row - 1}:I{row - 1}", "Sleeve by sleeve")
    page.header(
        f"B{row}", ("Sleeve", "Your money", "Its share of the risk", "Best for you", "Change")
    )
    page.sheet.set_row(row - 1, 32)
    for place in range(sleeves):
        line, number = FIRST_SLEEVE + place, place + 1
        page.formula(f"B{line}", f"=INDEX(sleeves,{number})", **RULED)
        for column, formula, kind in (
            ("C", f"INDEX(weights,{number})", PERCENT_COARSE),
            ("D", f"INDEX(RISK_CONTRIBUTION(weights,covariance),{number})", PERCENT_COARSE),
            ("E", f"INDEX({BEST_WEIGHTS},{number})", PERCENT_COARSE),
            ("F", f"E{line}-C{line}", "+0.0%;-0.0%;0.0%"),
        ):
            page.formula(f"{column}{line}", ready(formula), kind, **CENTRED, **RULED)
    last = FIRST_SLEEVE + sleeves - 1
    page.name("risk_shares", f"D{FIRST_SLEEVE}:D{last}")
    page.name("best_weights", f"E{FIRST_SLEEVE}:E{last}")
    page.spread(
        f"G{FIRST_SLEEVE - 1}:I{last}",
        ready(
            f'INDEX(sleeves,1)&" is "&{percent("INDEX(weights,1)", 0)}&" of the money but "&'
            f'{percent("INDEX(risk_shares,1)", 0)}&" of the risk. By money, the mix is as "'
            f'&"concentrated as "&{decimal("EFFECTIVE_HOLDINGS(weights)", 1)}&" equal holdings."'
        ),
        **QUIET,
        indent=1,
        valign="vcenter",
    )
