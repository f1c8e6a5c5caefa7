"""The sheet Results of the 60/30/10 book: the answer in words, the figures, the charts."""

from collections.abc import Sequence

from passivefolio.workbooks.allocation.charts import insert_charts
from passivefolio.workbooks.allocation.inputs import MIXES, TARGET_ROW
from passivefolio.workbooks.look import (
    BOX_FILL,
    CENTRED,
    DATE,
    GREY,
    HEAD,
    NAVY,
    NUMBER,
    PERCENT,
    PERCENT_COARSE,
    RULED,
    WHOLE,
    Page,
    Template,
    title_of,
)

FIRST_MIX, FIRST_SHARE = 21, 31
MIX_RETURNS = "PORTFOLIO_RETURN(weights,history_returns)"


def ready(formula: str) -> str:
    """The formula, once the inputs are filled in."""
    return f'=IF(inputs_ready,{formula},"")'


def with_history(formula: str) -> str:
    """The formula, once there are inputs and a history."""
    return f'=IF(history_ready,{formula},"")'


def results_page(book: Template, sleeves: Sequence[str]) -> None:
    """One page: the answer, the figures, the comparison, the charts."""
    page = book.page("Results", (2, 27, 12.5, 12.5, 12.5, 12.5, 13.5, 13, 13))
    title_of(page, "Results", "What your portfolio stands for, and what it is worth to you.")
    _answer(page)
    _figures(page)
    _history(page)
    _comparison(page)
    _shares(page, len(sleeves))
    insert_charts(page)
    page.print_on("A1:I66", pages_high=1)


def _answer(page: Page) -> None:
    box = {"bg_color": BOX_FILL, "valign": "vcenter", "indent": 1}
    page.spread(
        "B4:I4",
        '=IF(inputs_ready,"With a risk aversion of "&A&" your "&target_name&" portfolio is worth '
        'a sure "&TEXT(sure_return,"0.00%")&" a year to you.",'
        '"Fill in the yellow cells on the sheet Inputs; the answer comes here.")',
        bold=True,
        font_size=14,
        font_color=NAVY,
        **box,
    )
    page.spread(
        "B5:I5",
        ready(
            '"You expect "&TEXT(er,"0.00%")&" a year of it. The risk, a standard deviation of "'
            '&TEXT(sd,"0.00%")&", takes away "&TEXT(risk_cost,"0.00%")&" in your eyes."'
        ),
        **box,
    )
    page.spread(
        "B6:I6",
        ready(
            'IF(ISNUMBER(suits_from),target_name&" suits investors with a risk aversion "'
            '&IF(suits_to>1E+300,"above "&TEXT(suits_from,"0.00"),"between "'
            '&TEXT(suits_from,"0.00")&" and "&TEXT(suits_to,"0.00"))'
            '&": bolder ones do better with "&INDEX(sleeves,1)&" alone, more careful ones with "'
            '&INDEX(sleeves,ROWS(sleeves))&" alone.",target_name&" is never better than both "'
            '&INDEX(sleeves,1)&" alone and "&INDEX(sleeves,ROWS(sleeves))&" alone.")'
        ),
        **box,
    )
    page.spread(
        "B7:I7",
        ready(
            '"Of the "&ROWS(mix_names)&" mixes below it is number "&target_rank&" for you; "'
            '&IF(target_rank=1,"none is worth more.","number 1 is "'
            "&INDEX(mix_names,MATCH(1,mix_ranks,0))"
            '&", worth "&TEXT(MAX(mix_utilities),"0.00%")&" a year.")'
        ),
        **box,
    )
    for row, height in ((3, 30), (4, 20), (5, 30), (6, 20)):
        page.sheet.set_row(row, height)
    page.name("answer", "B4")


FIGURES = (
    (
        "Expected return",
        "er",
        "PORTFOLIO_RETURN(weights,expected_returns)",
        f"MEAN_RETURN_ANNUALIZED({MIX_RETURNS},periods_per_year)",
        "SUMPRODUCT(weights,expected_returns)",
    ),
    (
        "Standard deviation (risk)",
        "sd",
        "PORTFOLIO_SD(weights,sds,correlation)",
        f"VOLATILITY({MIX_RETURNS},periods_per_year)",
        "SQRT(SUMPRODUCT(weights,MMULT(covariance,weights)))",
    ),
    ("Risk penalty, A sd²/2", "risk_cost", "RISK_PENALTY(sd,A)", "RISK_PENALTY(D11,A)", "A*sd^2/2"),
    (
        "Utility, E(r) - A sd²/2",
        "worth",
        "UTILITY(er,sd,A)",
        f"HISTORICAL_UTILITY({MIX_RETURNS},A,periods_per_year)",
        "er-A*sd^2/2",
    ),
    (
        "Certainty equivalent",
        "sure_return",
        "CERTAINTY_EQUIVALENT(er,sd,A)",
        "CERTAINTY_EQUIVALENT(D10,D11,A)",
        "er-risk_cost",
    ),
    (
        "Worth more than risk-free",
        "worth_over_rf",
        "UTILITY_GAP(er,sd,rf,0,A)",
        "UTILITY_GAP(D10,D11,rf,0,A)",
        "worth-rf",
    ),
)
RATIOS = (
    (
        "Reward to risk (Sharpe)",
        "reward_to_risk",
        "CAL_SLOPE(er,sd,rf)",
        f"SHARPE_RATIO({MIX_RETURNS},INDEX(history_returns,0,3),periods_per_year)",
        "(er-rf)/sd",
    ),
    (
        "Diversification ratio",
        "diversification",
        "DIVERSIFICATION_RATIO(weights,covariance)",
        "DIVERSIFICATION_RATIO(weights,COVARIANCE_MATRIX(history_returns))",
        "SUMPRODUCT(weights,sds)/sd",
    ),
)


def _figures(page: Page) -> None:
    page.header("B9", ("Figures a year", "Assumed", "In history", "Excel alone", "Agrees"))
    for row, (label, name, ours, history, native) in enumerate((*FIGURES, *RATIOS), start=10):
        kind = PERCENT if row < 10 + len(FIGURES) else NUMBER
        page.text(f"B{row}", label, **RULED)
        page.formula(f"C{row}", ready(ours), kind, bold=True, **CENTRED, **RULED)
        page.formula(f"D{row}", with_history(history), kind, **CENTRED, **RULED)
        page.formula(f"E{row}", ready(native), kind, font_color=GREY, **CENTRED, **RULED)
        page.formula(
            f"F{row}",
            ready(f'IF(ABS(C{row}-E{row})<0.000000000001,"yes","NO")'),
            font_color=GREY,
            **CENTRED,
            **RULED,
        )
        page.name(name, f"C{row}")
        page.name(f"{name}_in_history", f"D{row}")
        page.name(f"{name}_native", f"E{row}")


HISTORY = (
    ("First month", "first_date", "MIN(history_dates)", DATE),
    ("Last month", "last_date", "MAX(history_dates)", DATE),
    ("Periods", "periods", "COUNT(history_dates)", WHOLE),
    (
        "Return a year, rebalanced",
        "rebalanced",
        f"ANNUALIZED_RETURN({MIX_RETURNS},periods_per_year,TRUE)",
        "0.000%",
    ),
    (
        "Return a year, left alone",
        "left_alone",
        "(1+BUY_AND_HOLD_RETURN(weights,history_returns))^(periods_per_year/periods)-1",
        "0.000%",
    ),
    ("Deepest fall", "deepest_fall", f"MAX_DRAWDOWN({MIX_RETURNS})", PERCENT),
    (
        "Left alone, it ended at",
        "end_weights",
        "&".join(
            f'{slash}TEXT(100*INDEX(DRIFTED_WEIGHTS(weights,history_returns),{i}),"0.0")'
            for i, slash in ((1, ""), (2, '"/"&'), (3, '"/"&'))
        ),
        "@",
    ),
)


def _history(page: Page) -> None:
    page.sheet.merge_range("G9:I9", "Your mix in the data", page.book.style(**HEAD))
    for row, (label, name, formula, kind) in enumerate(HISTORY, start=10):
        page.spread(f"G{row}:H{row}", label, valign="vcenter", **RULED)
        page.formula(f"I{row}", with_history(formula), kind, align="right", **RULED)
        page.name(name, f"I{row}")
    page.spread(
        "G17:I17",
        '=IF(history_ready,"rebalanced every period; see the sheet Data","no history on Data")',
        font_color=GREY,
        font_size=8,
    )


def _comparison(page: Page) -> None:
    page.heading("B19:I19", "Your mix against others")
    page.sheet.set_row(19, 32)
    page.header(
        "B20",
        (
            "Mix",
            "Expected return",
            "Standard deviation",
            "Utility",
            "Rank for you",
            "Against your target",
            "Best of all for A from",
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


def _compared_mix(page: Page, place: int) -> None:
    row, number = FIRST_MIX + place, place + 1
    target = place == TARGET_ROW
    line = {**RULED, "bold": target}
    if target:
        line["bg_color"] = BOX_FILL
    mix = f"INDEX(mixes,{number},0)"
    page.formula(f"B{row}", f"=INDEX(mix_names,{number})", **line)
    page.formula(
        f"C{row}", ready(f"PORTFOLIO_RETURN({mix},expected_returns)"), PERCENT, **CENTRED, **line
    )
    page.formula(
        f"D{row}", ready(f"PORTFOLIO_SD({mix},sds,correlation)"), PERCENT, **CENTRED, **line
    )
    page.formula(f"E{row}", ready(f"UTILITY(C{row},D{row},A)"), PERCENT, **CENTRED, **line)
    page.formula(
        f"F{row}",
        ready(f"INDEX(UTILITY_RANK(mix_ers,mix_sds,A),{number})"),
        WHOLE,
        **CENTRED,
        **line,
    )
    page.formula(
        f"G{row}",
        '="your target"'
        if target
        else ready(
            f'IF(DOMINATES(C{row},D{row},er,sd),"always better",'
            f'IF(DOMINATES(er,sd,C{row},D{row}),"always worse","depends on A"))'
        ),
        **CENTRED,
        **line,
    )
    best = f"RISK_AVERSION_RANGE(mix_ers,mix_sds,{number})"
    page.formula(f"H{row}", ready(f'IFERROR(INDEX({best},1,1),"never")'), NUMBER, **CENTRED, **line)
    page.formula(
        f"I{row}",
        ready(f'IF(ISNUMBER(H{row}),IF(INDEX({best},1,2)>1E+300,"no end",INDEX({best},1,2)),"")'),
        NUMBER,
        **CENTRED,
        **line,
    )


def _shares(page: Page, sleeves: int) -> None:
    page.heading("B29:I29", "Where your money is, and where your risk comes from")
    page.header("B30", ("Sleeve", "Money", "Risk"))
    for place in range(sleeves):
        row, number = FIRST_SHARE + place, place + 1
        page.formula(f"B{row}", f"=INDEX(sleeves,{number})")
        page.formula(f"C{row}", ready(f"INDEX(weights,{number})"), PERCENT_COARSE, **CENTRED)
        page.formula(
            f"D{row}",
            ready(f"INDEX(RISK_CONTRIBUTION(weights,covariance),{number})"),
            PERCENT_COARSE,
            **CENTRED,
        )
    last = FIRST_SHARE + sleeves - 1
    page.name("risk_shares", f"D{FIRST_SHARE}:D{last}")
    page.spread(
        f"F{FIRST_SHARE}:I{last}",
        ready(
            'INDEX(sleeves,1)&" is "&TEXT(INDEX(weights,1),"0%")&" of the money but "'
            '&TEXT(INDEX(risk_shares,1),"0%")&" of the risk. By money, the mix is as concentrated "'
            '&"as "&TEXT(EFFECTIVE_HOLDINGS(weights),"0.0")&" equal holdings."'
        ),
        font_color=GREY,
    )
