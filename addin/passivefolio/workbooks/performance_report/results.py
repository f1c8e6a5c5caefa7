"""The sheet Results of the performance report: the answer, the figures, the charts."""

from passivefolio.workbooks.common import Figure, answer_box, figures_table, guarded
from passivefolio.workbooks.look import (
    CENTRED,
    DATE,
    HEAD,
    NUMBER,
    PERCENT,
    QUIET,
    RULED,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.performance_report.charts import insert_charts
from passivefolio.workbooks.performance_report.workings import FALLS
from passivefolio.workbooks.words import decimal, money, month, percent, signed_percent

TOP = 11
SIGNED = "+0.00%;-0.00%;0.00%"
NOTHING_YET = (
    'IF(COUNT(history_returns)=0,"Paste a history into the sheet Data; the answer comes here.",'
    '"No figures yet: the sheet Checks says what the data lack.")'
)
MEAN_EXCESS = "(AVERAGE(portfolio)-AVERAGE(cash))"
PER_YEAR = "SQRT(periods_per_year)"


def ready(formula: str) -> str:
    """The formula, once there are two complete periods."""
    return guarded(formula, "report_ready")


def compared(formula: str) -> str:
    """The formula, once there are two complete periods and a benchmark."""
    return guarded(formula, "benchmark_ready")


def _spread_of(one: str, other: str) -> str:
    """The sample standard deviation of the difference of two columns, by native formulas.

    Beyond the last period both hold 0, which changes no sum.
    """
    mean = f"((SUM({one})-SUM({other}))/periods)"
    return f"SQRT((SUMXMY2({one},{other})-periods*{mean}^2)/(periods-1))"


def _sum_of_products(one: str, other: str) -> str:
    """The sum of products of the deviations of two columns of excess returns."""
    a, b = f"({one}-all_cash)", f"({other}-all_cash)"
    return f"(SUMPRODUCT({a}*{b})-SUMPRODUCT({a}*1)*SUMPRODUCT({b}*1)/periods)"


def _periods_where(sign: str) -> str:
    """In how many periods the benchmark rose (>) or fell (<)."""
    return f"SUMPRODUCT(--(all_benchmark{sign}0))"


def _mean_where(sign: str, returns: str) -> str:
    """The geometric mean of a column over those periods, by native formulas."""
    growth = f"SUMPRODUCT(PRODUCT(1+{returns}*(all_benchmark{sign}0)))"
    return f"({growth}^(1/{_periods_where(sign)})-1)"


FIGURES = (
    Figure(
        "Return a year (under a year: in all)",
        "return_a_year",
        "IF(short_record=1,CUMULATIVE_RETURN(portfolio),"
        "ANNUALIZED_RETURN(portfolio,periods_per_year))",
        "(end_wealth/amount)^(IF(short_record=1,1,periods_per_year/periods))-1",
    ),
    Figure(
        "Return in all",
        "return_in_all",
        "CUMULATIVE_RETURN(portfolio)",
        "end_wealth/amount-1",
        "#,##0.00%",
    ),
    Figure(
        "Mean return a year",
        "mean_return",
        "MEAN_RETURN_ANNUALIZED(portfolio,periods_per_year)",
        "periods_per_year*AVERAGE(portfolio)",
    ),
    Figure(
        "Standard deviation a year",
        "volatility_a_year",
        "VOLATILITY(portfolio,periods_per_year)",
        f"_xlfn.STDEV.S(portfolio)*{PER_YEAR}",
    ),
    Figure(
        "Sharpe ratio",
        "sharpe",
        "SHARPE_RATIO(portfolio,cash,periods_per_year)",
        f"{MEAN_EXCESS}/{_spread_of('all_returns', 'all_cash')}*{PER_YEAR}",
        NUMBER,
    ),
    Figure(
        "Standard error of the Sharpe ratio",
        "sharpe_error",
        "SHARPE_STANDARD_ERROR(portfolio,cash,periods_per_year)",
        "SQRT((1+sharpe_native^2/periods_per_year/2)/periods)*SQRT(periods_per_year)",
        NUMBER,
    ),
    Figure(
        "Sortino ratio",
        "sortino",
        'IF(SUMPRODUCT(--(all_returns<all_cash))=0,"no loss",'
        "SORTINO_RATIO(portfolio,cash,periods_per_year))",
        'IF(SUMPRODUCT(--(all_returns<all_cash))=0,"no loss",'
        f"{MEAN_EXCESS}/SQRT(SUMPRODUCT((all_returns<all_cash)*(all_returns-all_cash)^2)/periods)"
        f"*{PER_YEAR})",
        NUMBER,
    ),
    Figure("Deepest fall", "deepest_fall", "MAX_DRAWDOWN(portfolio)", "MIN(falls)"),
    Figure("Best period", "best_of_all", "BEST_PERIOD(portfolio,1)", "MAX(portfolio)"),
    Figure("Worst period", "worst_of_all", "WORST_PERIOD(portfolio,1)", "MIN(portfolio)"),
    Figure(
        "Worth to you, sure, a year",
        "worth",
        "HISTORICAL_UTILITY(portfolio,A,periods_per_year)",
        "mean_return_native-A*volatility_a_year_native^2/2",
    ),
)


def _of_benchmark(figure: Figure) -> str:
    """Our formula of a figure, asked of the benchmark."""
    formula = figure.formula.replace("all_returns", "all_benchmark")
    return formula.replace("(portfolio", "(benchmark")


AGAINST = (
    Figure(
        "Tracking difference a year",
        "difference_a_year",
        "IF(short_record=1,CUMULATIVE_RETURN(portfolio)-CUMULATIVE_RETURN(benchmark),"
        "TRACKING_DIFFERENCE(portfolio,benchmark,periods_per_year))",
        "return_a_year_native-return_a_year_of_benchmark",
        SIGNED,
    ),
    Figure(
        "Tracking error a year",
        "tracking_error_a_year",
        "TRACKING_ERROR(portfolio,benchmark,periods_per_year)",
        f"{_spread_of('all_returns', 'all_benchmark')}*{PER_YEAR}",
    ),
    Figure(
        "Information ratio",
        "information_a_year",
        "INFORMATION_RATIO(portfolio,benchmark,periods_per_year)",
        "periods_per_year*(AVERAGE(portfolio)-AVERAGE(benchmark))/tracking_error_a_year_native",
        NUMBER,
    ),
    Figure(
        "Beta",
        "beta",
        "BETA_TO_INDEX(portfolio,benchmark,cash)",
        f"{_sum_of_products('all_returns', 'all_benchmark')}"
        f"/{_sum_of_products('all_benchmark', 'all_benchmark')}",
        NUMBER,
    ),
    Figure(
        "Jensen's alpha a year",
        "alpha",
        "JENSEN_ALPHA(portfolio,benchmark,cash,periods_per_year)",
        f"periods_per_year*({MEAN_EXCESS}-beta_native*(AVERAGE(benchmark)-AVERAGE(cash)))",
        SIGNED,
    ),
    Figure(
        "R squared",
        "determination",
        "R_SQUARED(portfolio,benchmark)",
        "RSQ(portfolio,benchmark)",
        "0.0%",
    ),
    *(
        Figure(
            f"Part of the {word}s it took",
            f"part_of_{word}s",
            f'IF({_periods_where(sign)}=0,"no {word}",{function}(portfolio,benchmark))',
            f'IF({_periods_where(sign)}=0,"no {word}",'
            f"{_mean_where(sign, 'all_returns')}/{_mean_where(sign, 'all_benchmark')})",
            "0.0%",
        )
        for word, sign, function in (("rise", ">", "UP_CAPTURE"), ("fall", "<", "DOWN_CAPTURE"))
    ),
    Figure(
        "Periods ahead of it",
        "ahead",
        "BATTING_AVERAGE(portfolio,benchmark)",
        "SUMPRODUCT(--(all_returns>all_benchmark))/periods",
        "0.0%",
    ),
)

HEADLINE = (
    f'name_portfolio&IF(short_record=1," earned "&{percent("return_a_year")}&" in all, "'
    f',IF(return_a_year<0," lost "&{percent("-return_a_year")}," earned "&'
    f'{percent("return_a_year")})&" a year, ")&"from "&{month("INDEX(dates,1)")}&" to "&'
    f'{month("last_date")}&": "&{money("amount")}&" became "&{money("end_wealth")}&"."'
)
SENTENCES = (
    (
        'IF(has_benchmark=0,"There is no benchmark on Data to compare it with.",name_benchmark&'
        f'" made "&{money("end_wealth_benchmark")}&" of it, "&'
        f'{percent("return_a_year_of_benchmark")}&IF(short_record=1," in all"," a year")'
        f'&": a difference of "&{signed_percent("difference_a_year")}&".")',
        27,
    ),
    (
        f'"The price was risk: a standard deviation of "&{percent("volatility_a_year")}&" a year"&'
        'IF(deepest_fall=0,", and it never ended a period below an earlier peak.",", and a fall of '
        f'"&{percent("-deepest_fall", 1)}&IF(ISNUMBER(deepest_from)," from "&'
        f'{month("deepest_from")},"")&IF(ISNUMBER(deepest_made_good),", made good by "&'
        f'{month("deepest_made_good")}&".",", not made good until the end."))',
        20,
    ),
    (
        f'"For each unit of risk it earned "&{decimal("sharpe")}&" above cash (Sharpe ratio), give '
        f'or take "&{decimal("sharpe_error")}&IF(ABS(sharpe)>2*sharpe_error,": more than luck '
        'alone would explain.",": the record is too short to tell it from luck.")',
        20,
    ),
    (
        'IF(has_benchmark=0,"","It took "&IF(ISNUMBER(part_of_rises),'
        f'{percent("part_of_rises", 0)},"none")&" of the rises of "&name_benchmark&" and "&'
        f'IF(ISNUMBER(part_of_falls),{percent("part_of_falls", 0)},"none")&" of its falls; its '
        f'market risk (beta) was "&{decimal("beta")}&".")',
        27,
    ),
)


def results_page(book: Template) -> None:
    """One page: the answer, the figures, the drawdowns, the charts."""
    page = book.page("Results", (2, 30, 11.5, 11.5, 11.5, 8, 1.5, 26, 11, 11, 11))
    title_of(page, "Results", "What the portfolio earned, at which risk, against its benchmark.")
    answer_box(page, "K", HEADLINE, SENTENCES, ready="report_ready", waiting=NOTHING_YET)
    _figures(page)
    _trailing(page)
    _against(page)
    _drawdowns(page)
    insert_charts(page)
    page.print_on("A1:K75", pages_high=1)


def _figures(page: Page) -> None:
    heads = ("Return and risk", "", "Excel alone", "Agrees")
    columns = ("B", "C", "E", "F")
    figures_table(page, TOP - 1, FIGURES, columns=columns, heads=heads, ready="report_ready")
    page.formula(f"C{TOP - 1}", "=head_portfolio", **HEAD)
    page.formula(f"D{TOP - 1}", "=head_benchmark", **HEAD)
    page.sheet.set_row(TOP - 2, 28)
    for row, figure in enumerate(FIGURES, start=TOP):
        formula = compared(_of_benchmark(figure))
        page.formula(f"D{row}", formula, figure.kind, **CENTRED, **RULED)
        page.name(f"{figure.name}_of_benchmark", f"D{row}")


TRAILING = (
    ("This year", "year_to_date", ""),
    *(
        (f"Last {years} years a year" if years > 1 else "Last year", f"last_{years}", str(years))
        for years in (1, 3, 5, 10)
    ),
)


def _trailing(page: Page) -> None:
    head = TOP - 1
    page.formula(
        f"H{head}",
        f'="Up to "&IF(report_ready,{month("last_date")},"the last date")',
        **{**HEAD, "align": "left"},
    )
    page.formula(f"I{head}", "=head_portfolio", **HEAD)
    page.formula(f"J{head}", "=head_benchmark", **HEAD)
    page.text(f"K{head}", "Difference", **HEAD)
    for row, (label, name, years) in enumerate(TRAILING, start=TOP):
        page.text(f"H{row}", label, **RULED)
        for column, series, guard in (("I", "portfolio", ready), ("J", "benchmark", compared)):
            formula = (
                f"TRAILING_RETURN(dates,{series},{years})"
                if years
                else f"PERIOD_RETURN(dates,{series},DATE(last_year,1,1)-1,last_date)"
            )
            shown = guard(f'IFERROR({formula},"too short")')
            page.formula(f"{column}{row}", shown, PERCENT, **CENTRED, **RULED)
        page.name(name, f"I{row}")
        _difference(page, row)
    row = TOP + len(TRAILING)
    page.text(f"H{row}", "Since the start, a year", **RULED)
    page.formula(f"I{row}", ready("return_a_year"), PERCENT, **CENTRED, **RULED)
    page.formula(f"J{row}", compared("return_a_year_of_benchmark"), PERCENT, **CENTRED, **RULED)
    _difference(page, row)


def _difference(page: Page, row: int) -> None:
    formula = f'=IF(AND(ISNUMBER(I{row}),ISNUMBER(J{row})),I{row}-J{row},"")'
    page.formula(f"K{row}", formula, SIGNED, **CENTRED, **RULED)


AGAINST_TOP = TOP + len(TRAILING) + 3
FALLS_TOP = TOP + len(FIGURES) + 2


def _against(page: Page) -> None:
    heads = ("Against the benchmark", "Value", "Excel alone", "Agrees")
    columns = ("H", "I", "J", "K")
    figures_table(
        page, AGAINST_TOP - 1, AGAINST, columns=columns, heads=heads, ready="benchmark_ready"
    )


def _drawdowns(page: Page) -> None:
    head = FALLS_TOP - 1
    for column, word in zip(
        "BCDEF", ("Deepest falls", "Peak", "Lowest", "Made good", "Periods"), strict=True
    ):
        page.text(f"{column}{head}", word, **({**HEAD, "align": "left"} if column == "B" else HEAD))
    for place in range(FALLS):
        row = FALLS_TOP + place
        entry = f"INDEX(fall_table,{place + 1},{{}})"
        page.formula(f"B{row}", f"={entry.format(1)}", PERCENT, align="left")
        for column, number in (("C", 2), ("D", 3)):
            text = entry.format(number)
            shown = f'=IF(ISNUMBER(B{row}),IF(ISNUMBER({text}),{text},"the start"),"")'
            page.formula(f"{column}{row}", shown, DATE, **CENTRED)
        text = entry.format(4)
        made_good = f'=IF(ISNUMBER(B{row}),IF(ISNUMBER({text}),{text},"not yet"),"")'
        page.formula(f"E{row}", made_good, DATE, **CENTRED)
        length = f"{entry.format(5)}+IF(ISNUMBER(E{row}),{entry.format(6)},0)"
        page.formula(f"F{row}", f'=IF(ISNUMBER(B{row}),{length},"")', WHOLE, **CENTRED)
    page.rules(f"B{FALLS_TOP}:F{FALLS_TOP + FALLS - 1}")
    page.name("deepest_from", f"C{FALLS_TOP}")
    page.name("deepest_made_good", f"E{FALLS_TOP}")
    page.name("fall_depths", f"B{FALLS_TOP}:B{FALLS_TOP + FALLS - 1}")
    page.text(
        f"B{FALLS_TOP + FALLS}",
        "Periods: from the peak until made good, or until now.",
        **QUIET,
        font_size=8,
    )
