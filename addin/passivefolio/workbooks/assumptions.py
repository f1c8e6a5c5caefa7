"""What is expected of the three sleeves, as yellow cells: a part of the sheet Inputs."""

from passivefolio.workbooks.checks import Check, of_inputs
from passivefolio.workbooks.look import CENTRED, HEAD, NUMBER, PERCENT_COARSE, QUIET, Page

SLEEVES = ("Market index fund", "US Treasuries", "Money market")
EXPECTED_RETURNS = (0.08, 0.04, 0.03)
SDS = (0.17, 0.055, 0.005)
CORRELATIONS = {(0, 1): -0.1, (0, 2): 0.0, (1, 2): 0.1}
RISK_FREE_RATE = 0.03
ROWS = 9
ASSUMPTIONS_READY = (
    "COUNT(expected_returns)=ROWS(expected_returns),COUNT(sds)=ROWS(sds),"
    "COUNT(correlation)=ROWS(sds)^2,COUNT(rf)=1"
)


def assumptions(page: Page, row: int, columns: str) -> None:
    """Expected returns, risks, correlations and the risk-free rate, from ``row`` on.

    ``columns`` are the letters of seven neighbours: sleeve, return, risk, then the correlations
    after one that stays free. The cells are ``sleeves``, ``expected_returns``, ``sds``,
    ``correlation`` and ``rf``.
    """
    label, er, sd, gap, *three = list(columns)
    page.heading(f"{label}{row}:{three[-1]}{row}", "What you expect a year (assumptions)")
    heads = {label: "Sleeve", er: "Expected return", sd: "Standard deviation", gap: "Correlation"}
    for column, head in heads.items():
        page.text(
            f"{column}{row + 1}", head, **{**HEAD, "align": "left" if column == label else "center"}
        )
    page.sheet.set_row(row, 30)
    first = row + 2
    for place, sleeve in enumerate(SLEEVES):
        line, column = first + place, three[place]
        page.input(f"{label}{line}", sleeve)
        page.input(f"{er}{line}", EXPECTED_RETURNS[place], PERCENT_COARSE, **CENTRED)
        page.input(f"{sd}{line}", SDS[place], PERCENT_COARSE, **CENTRED)
        page.formula(f"{gap}{line}", f"={label}{line}", indent=1)
        page.formula(f"{column}{row + 1}", f"={label}{line}", **HEAD, font_size=9)
        page.sheet.write(f"{column}{line}", 1, page.book.style(**CENTRED, **QUIET))
    for (i, j), value in CORRELATIONS.items():
        upper, lower = f"{three[j]}{first + i}", f"{three[i]}{first + j}"
        page.input(upper, value, NUMBER, **CENTRED)
        page.restrict(upper, "Correlation", -1, 1, "From -1 (opposite) over 0 to 1 (together).")
        page.formula(lower, f'=IF({upper}="","",{upper})', NUMBER, **CENTRED, **QUIET)
    last = first + len(SLEEVES) - 1
    page.text(f"{label}{last + 1}", "Risk-free rate")
    page.input(f"{er}{last + 1}", RISK_FREE_RATE, PERCENT_COARSE, **CENTRED)
    page.name("sleeves", f"{label}{first}:{label}{last}")
    page.name("expected_returns", f"{er}{first}:{er}{last}")
    page.name("sds", f"{sd}{first}:{sd}{last}")
    page.name("correlation", f"{three[0]}{first}:{three[-1]}{last}")
    page.name("rf", f"{er}{last + 1}")
    message = "A rate a year, such as 8 % or 0.08."
    page.restrict(f"{er}{first}:{er}{last + 1}", "Return a year", -1, 1, message)
    page.restrict(f"{sd}{first}:{sd}{last}", "Risk a year", 0, 1, "Such as 17 %; 0 or more.")


ASSUMPTION_CHECKS: tuple[Check, ...] = (
    of_inputs(
        "test_correlation",
        "The correlations are possible",
        'FOUND="OK"',
        "CORRELATION_CHECK(correlation)",
    ),
    of_inputs(
        "test_expected_returns",
        "Expected returns are rates, not whole percents",
        'FOUND="OK"',
        "CHECK_INPUTS(expected_returns)",
    ),
    of_inputs("test_sds", "Risks are rates, not whole percents", 'FOUND="OK"', "CHECK_INPUTS(sds)"),
)


def sleeves_and_data() -> Check:
    """The sleeves, named on Inputs, are the columns of Data: same names, same order."""
    pairs = [
        (f"INDEX(sleeves,{number})", f"INDEX(history_head,{number + 1})")
        for number in range(1, len(SLEEVES) + 1)
    ]
    same = f"AND({','.join(f'{sleeve}={column}' for sleeve, column in pairs)})"
    found = '"Both name the same sleeves."'
    for sleeve, column in reversed(pairs):
        found = (
            f'IF({sleeve}<>{column},"The column of "&{sleeve}&" on Data is called "&{column}&"; '
            f'use one name in both places.",{found})'
        )
    return Check(
        "test_sleeve_names",
        "The sleeves on Inputs and the columns of Data have the same names",
        f"OR(COUNT(history_dates)=0,{same})",
        f'IF(COUNT(history_dates)=0,"There is no history.",{found})',
    )
