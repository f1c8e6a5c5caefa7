"""The sheet Results of the book Risk profile: risk aversion, a mix, what a year may bring."""

from passivefolio.workbooks.common import Figure, answer_box, figures_table, guarded, ready
from passivefolio.workbooks.look import (
    BOX_FILL,
    CENTRED,
    HEAD,
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
from passivefolio.workbooks.risk_profile.inputs import MIXES
from passivefolio.workbooks.risk_profile.questions import HIGHEST, LOWEST
from passivefolio.workbooks.risk_profile.workings import INDEX_ER, INDEX_SD, LIMITS
from passivefolio.workbooks.words import decimal, money, percent

FIRST_MIX, FIRST_RANGE = 24, 32
CUTS = (
    ("A bad year", "bad_share"),
    ("Lower quarter", "0.25"),
    ("Middle", "0.5"),
    ("Upper quarter", "0.75"),
    ("A good year", "1-bad_share"),
)
WAITING = (
    'IF(COUNTA(answers)=ROWS(answers),"The inputs cannot be used yet: the sheet Checks says what '
    'to fill in or to mend.","Answer the questions on the sheet Inputs; the answer comes here.")'
)
ANSWER = (
    'IF(suggested=0,"None of the five mixes fits what you can afford; keep the money in the money '
    f'market.","Your answers stand for a risk aversion of "&{decimal("A", 1)}&": of the mixes that '
    'you can afford, "&suggested_name&" suits you best.")'
)
SENTENCES = (
    (
        'IF(suggested=0,"The most careful mix is too much for the limits of your capacity, see '
        'below.",suggested_name&" holds "&suggested_weights&" of "&INDEX(sleeves,1)&", "'
        '&INDEX(sleeves,2)&" and "&INDEX(sleeves,3)&". It is worth a sure "&'
        f'{percent("INDEX(mix_utilities,suggested)")}&" a year to you.")',
        30,
    ),
    (
        '"By the formula alone, the best share of "&INDEX(sleeves,1)&" beside a sure investment '
        f'is "&{percent("best_weight", 0)}&". Your capacity allows up to "&'
        f'{percent("capacity_cap", 0)}&": "&tightest',
        30,
    ),
    (
        f'IF(suggested=0,"","In "&{percent("1-2*bad_share", 0)}&" of the years "&{money("amount")}'
        f'&" would become between "&{money("amount*(1+INDEX(mix_ranges,suggested,1))")}&" and "&'
        f'{money("amount*(1+INDEX(mix_ranges,suggested,5))")}&"; "&'
        f'{percent("INDEX(loss_chances,suggested)", 0)}&" of the years end with a loss.")',
        20,
    ),
)

LOG_RISK = "LN(1+({sd}/(1+{er}))^2)"
"""The variance of the logarithm of wealth; its mean is LN(1+er) less half of it."""


def lognormal(share: str) -> str:
    """The return that this share of the years falls below, by Excel alone."""
    variance = LOG_RISK.format(er="er", sd="sd")
    return f"EXP(LN(1+er)-{variance}/2+SQRT({variance})*NORMSINV({share}))-1"


def of_suggested(formula: str) -> str:
    """The formula, where one of the mixes fits."""
    return f'IF(suggested=0,"",{formula})'


OWN = "INDEX(mixes,suggested,0)"
FIGURES = (
    Figure(
        "Risk aversion A",
        "A",
        f"RISK_AVERSION_FROM_SCORE(score,ROWS(answers)*{LOWEST},ROWS(answers)*{HIGHEST},"
        "A_cautious,A_bold)",
        f"A_cautious+(A_bold-A_cautious)*(AVERAGE(answers)-{LOWEST})/{HIGHEST - LOWEST}",
        NUMBER,
    ),
    Figure(
        "Best weight of the index, y*",
        "best_weight",
        f"MAX(0,OPTIMAL_RISKY_WEIGHT({INDEX_ER},{INDEX_SD},A,rf,rf,1))",
        f"MAX(0,MIN(1,({INDEX_ER}-rf)/(A*{INDEX_SD}^2)))",
        PERCENT_COARSE,
    ),
    Figure(
        "Suggested mix: expected return",
        "er",
        of_suggested(f"PORTFOLIO_RETURN({OWN},expected_returns)"),
        of_suggested(f"SUMPRODUCT(MMULT({OWN},expected_returns))"),
    ),
    Figure(
        "Standard deviation (risk)",
        "sd",
        of_suggested(f"PORTFOLIO_SD({OWN},sds,correlation)"),
        of_suggested(f"SQRT(SUMPRODUCT(MMULT({OWN},covariance),{OWN}))"),
    ),
    Figure(
        "Utility: worth a sure",
        "worth",
        of_suggested("UTILITY(er,sd,A)"),
        of_suggested("er-A*sd^2/2"),
    ),
    Figure(
        "A bad year",
        "bad_year",
        of_suggested("WEALTH_PERCENTILE(1,er,sd,1,bad_share)-1"),
        of_suggested(lognormal("bad_share")),
    ),
    Figure(
        "The middle year",
        "middle_year",
        of_suggested("WEALTH_PERCENTILE(1,er,sd,1,0.5)-1"),
        of_suggested(lognormal("0.5")),
    ),
    Figure(
        "A good year",
        "good_year",
        of_suggested("WEALTH_PERCENTILE(1,er,sd,1,1-bad_share)-1"),
        of_suggested(lognormal("1-bad_share")),
    ),
    Figure(
        "Chance of a loss in a year",
        "loss_chance",
        of_suggested("1-GOAL_PROBABILITY(1,1,er,sd,1)"),
        of_suggested(
            f"NORMSDIST({LOG_RISK.format(er='er', sd='sd')}^0.5/2"
            f"-LN(1+er)/{LOG_RISK.format(er='er', sd='sd')}^0.5)"
        ),
        PERCENT_COARSE,
    ),
)
CAPACITY = (
    *((label, name, PERCENT_COARSE) for name, label, _ in LIMITS),
    ("Score of your answers", "score", WHOLE),
    ("Most careful answer", "MIN(answers)", WHOLE),
    ("Boldest answer", "MAX(answers)", WHOLE),
)


def results_page(book: Template) -> Page:
    """One page: the answer, the figures, the mixes, the ranges; the charts come later."""
    page = book.page("Results", (2, 27, 12.5, 12.5, 12.5, 12, 12, 12, 12, 19))
    title_of(
        page, "Results", "How much risk suits you, how much you can afford, and what it means."
    )
    answer_box(page, "J", ANSWER, SENTENCES, waiting=WAITING)
    heads = ("Figures", "You", "Excel alone", "Agrees")
    figures_table(page, 10, FIGURES, heads=heads)
    page.sheet.merge_range(
        "G10:J10", "What you can afford, and what you answered", book.style(**HEAD)
    )
    for row, (label, formula, kind) in enumerate(CAPACITY, start=11):
        page.spread(f"G{row}:I{row}", label, valign="vcenter", **RULED)
        page.formula(f"J{row}", ready(formula), kind, align="right", **RULED)
    page.spread(
        "G18:J19",
        ready(
            'IF(MAX(answers)-MIN(answers)>2,"Your answers differ a lot: talk them over before you '
            'act on the score.","Your answers fit together.")'
        ),
        **QUIET,
    )
    _mixes(page)
    _ranges(page)
    page.print_on("A1:J65", pages_high=1)
    return page


def _mixes(page: Page) -> None:
    page.heading(f"B{FIRST_MIX - 2}:J{FIRST_MIX - 2}", "The five mixes, for you")
    heads = (
        "Mix",
        "Weights",
        "Expected return",
        "Standard deviation",
        "Utility",
        "Rank for you",
        "A bad year",
        "Chance of a loss",
        "Can you afford it?",
    )
    page.header(f"B{FIRST_MIX - 1}", heads)
    page.sheet.set_row(FIRST_MIX - 2, 30)
    last = FIRST_MIX + len(MIXES) - 1
    for place in range(len(MIXES)):
        row, number = FIRST_MIX + place, place + 1
        mix = f"INDEX(mixes,{number},0)"
        weights = '&"/"&'.join(
            f"ROUND(100*INDEX(mixes,{number},{sleeve}),0)" for sleeve in (1, 2, 3)
        )
        cells = (
            ("C", weights, "General"),
            ("D", f"PORTFOLIO_RETURN({mix},expected_returns)", PERCENT),
            ("E", f"PORTFOLIO_SD({mix},sds,correlation)", PERCENT),
            ("F", f"UTILITY(D{row},E{row},A)", PERCENT),
            ("G", f"INDEX(UTILITY_RANK(mix_ers,mix_sds,A),{number})", WHOLE),
            ("H", f"WEALTH_PERCENTILE(1,D{row},E{row},1,bad_share)-1", PERCENT_COARSE),
            ("I", f"1-GOAL_PROBABILITY(1,1,D{row},E{row},1)", "0%"),
            (
                "J",
                f"IF(INDEX(mixes,{number},1)>MIN(horizon_cap,reserve_cap)+0.000000001,"
                'IF(horizon_cap<=reserve_cap,"horizon too short","reserve too small"),'
                f'IF(H{row}<-bearable_loss,"bad year too deep","yes"))',
                "General",
            ),
        )
        page.formula(f"B{row}", f"=INDEX(mix_names,{number})", **RULED)
        for column, formula, kind in cells:
            page.formula(f"{column}{row}", ready(formula), kind, **CENTRED, **RULED)
    page.shade(
        f"B{FIRST_MIX}:J{last}", f"ROW()-{FIRST_MIX - 1}=suggested", bg_color=BOX_FILL, bold=True
    )
    for name, column in (
        ("mix_weights", "C"),
        ("mix_ers", "D"),
        ("mix_sds", "E"),
        ("mix_utilities", "F"),
        ("mix_ranks", "G"),
        ("loss_chances", "I"),
        ("mix_fits", "J"),
    ):
        page.name(name, f"{column}{FIRST_MIX}:{column}{last}")


def _ranges(page: Page) -> None:
    row = FIRST_RANGE - 2
    page.heading(f"B{row}:J{row}", "What one year may bring, and what the history on Data brought")
    heads = [head for head, _ in CUTS]
    page.header(
        f"B{row + 1}", ("Mix", *heads, "Worst year in the data", "Best year", "Deepest fall")
    )
    page.sheet.set_row(row, 30)
    for place in range(len(MIXES)):
        line, number = FIRST_RANGE + place, place + 1
        er, sd = f"INDEX(mix_ers,{number})", f"INDEX(mix_sds,{number})"
        past = f"PORTFOLIO_RETURN(INDEX(mixes,{number},0),history_returns)"
        page.formula(f"B{line}", f"=INDEX(mix_names,{number})", **RULED)
        for column, (_, share) in zip("CDEFG", CUTS, strict=True):
            formula = f"WEALTH_PERCENTILE(1,{er},{sd},1,{share})-1"
            page.formula(f"{column}{line}", ready(formula), PERCENT_COARSE, **CENTRED, **RULED)
        for column, formula in (
            ("H", f"WORST_PERIOD({past},periods_per_year)"),
            ("I", f"BEST_PERIOD({past},periods_per_year)"),
            ("J", f"MAX_DRAWDOWN({past})"),
        ):
            text = guarded(formula, "history_ready")
            page.formula(f"{column}{line}", text, PERCENT_COARSE, **CENTRED, **RULED)
    last = FIRST_RANGE + len(MIXES) - 1
    page.name("mix_ranges", f"C{FIRST_RANGE}:G{last}")
    page.name("mix_histories", f"H{FIRST_RANGE}:J{last}")
    page.shade(
        f"B{FIRST_RANGE}:J{last}",
        f"ROW()-{FIRST_RANGE - 1}=suggested",
        bg_color=BOX_FILL,
        bold=True,
    )
