"""The sheet Results of the book My money: the answer in words, the figures, years and charts."""

from passivefolio.workbooks.common import Figure, answer_box, figures_table
from passivefolio.workbooks.look import (
    CENTRED,
    DATE,
    HEAD,
    MONEY,
    PERCENT,
    QUIET,
    RULED,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.my_money.workings import filled, money, span
from passivefolio.workbooks.words import day, percent
from passivefolio.workbooks.words import money as money_words

WAITING = (
    'IF(COUNTA(history)+COUNTA(deposit_list)=0,"Fill in the yellow cells on the sheet Data; the '
    'answer comes here.","The data cannot be used yet: the sheet Checks says what to mend, and '
    'where.")'
)
SHOWN_YEARS = 16
CHART, SECOND_CHART, FIRST_YEAR = 22, 41, 58
LAST_YEAR = FIRST_YEAR + SHOWN_YEARS - 1
SHORT = '"under a year"'
HAS_RETURNS = "AND(ISNUMBER(earned_by_money),ISNUMBER(earned_by_funds))"


def amount(cell: str) -> str:
    """An amount of money as words."""
    return f'{money_words(cell)}&" "&currency'


def either(yes: str, no: str) -> str:
    """The rate a year where there is a year, else that of the whole time."""
    return f"IF(years<1,{no},{yes})"


HEADLINE = (
    f'IF({HAS_RETURNS},"Your money earned "&'
    f"{either(percent('money_weighted'), percent('earned_by_money'))}"
    f'&IF(years<1,""," a year")&"; the investments themselves earned "&'
    f"{either(percent('time_weighted'), percent('earned_by_funds'))}"
    '&IF(years<1,"."," a year."),"There is no single rate of return; the sheet Checks says why.")'
)
SENTENCES = (
    (
        'IF(ISNUMBER(gap_a_year),"The timing of your deposits and withdrawals "'
        '&IF(ABS(gap_a_year)<0.00005,"made no difference.",'
        f'IF(gap_a_year<0,"cost you ","won you ")&{percent("ABS(gap_a_year)")}&" a year."),'
        '"The time is too short for rates a year: "&(last_date-first_date)&" days.")',
        20,
    ),
    (
        'IF(NOT(index_ready),"There is no index to compare with on the sheet Data.",'
        'IF(MIN(twin)<0,"The same withdrawals would have used up the money in "&index_name&".",'
        '"The same deposits and withdrawals in "&index_name&" would be worth "'
        f'&{amount("twin_value")}&" now, "&{amount("ABS(ahead)")}'
        '&IF(ahead>=0," less than you have."," more than you have.")))',
        27,
    ),
    (
        f'"From "&{day("first_date")}&" to "&{day("last_date")}&" you paid in "'
        f'&{amount("paid_in")}&" and took out "&{amount("taken_out")}'
        f'&IF(gain>=0,": a gain of ",": a loss of ")&{amount("ABS(gain)")}&"."',
        20,
    ),
)


def still(flows: str, dates: str, rate_name: str) -> str:
    """The rate after one step of Newton's method: the same where it solves the equation."""
    growth = f"(1+{rate_name})^(-({dates}-first_date)/365)"
    slope = f"SUMPRODUCT({flows},{growth},({dates}-first_date)/365)/(1+{rate_name})"
    return f"{rate_name}+SUMPRODUCT({flows},{growth})/{slope}"


def chained(values: str, before: str) -> str:
    """Growth from period to period, multiplied; rows that repeat the last period count as 1."""
    new = "(places>places_before)"
    end = f"(({values}-period_flows+late_flows)*{new}+1-{new})"
    return f"SUMPRODUCT(PRODUCT({end}/(({before}+late_flows)*{new}+1-{new})))"


COUNTED = span("deposits", "flows_before+1", "flows_until")
COUNTED_DAYS = span("deposit_dates", "flows_before+1", "flows_until")
FIGURES = (
    Figure(
        "Time-weighted, whole time",
        "earned_by_funds",
        f"CUMULATIVE_RETURN({filled('period_returns')})",
        chained("period_values", "values_before") + "-1",
    ),
    Figure(
        "Money-weighted, whole time",
        "earned_by_money",
        "(1+money_rate)^years-1",
        f"(1+{still('own_flows', 'own_dates', 'money_rate')})^years-1",
    ),
    Figure(
        "Modified Dietz, whole time",
        "dietz",
        "IF(flows_until=flows_before,"
        "MODIFIED_DIETZ(first_value,last_value,0,last_date,first_date,last_date),"
        f"MODIFIED_DIETZ(first_value,last_value,{COUNTED},{COUNTED_DAYS},first_date,last_date))",
        "(last_value-first_value+SUM(counted_flows))/(first_value"
        "-SUMPRODUCT(counted_flows,last_date-counted_dates)/(last_date-first_date))",
    ),
    Figure(
        "Time-weighted, a year",
        "time_weighted",
        f"IF(years<1,{SHORT},CAGR_DATES(1,1+earned_by_funds,first_date,last_date))",
        f"IF(years<1,{SHORT},(1+earned_by_funds_native)^(1/years)-1)",
    ),
    Figure(
        "Money-weighted, a year",
        "money_weighted",
        f"IF(years<1,{SHORT},money_rate)",
        f"IF(years<1,{SHORT},{still('own_flows', 'own_dates', 'money_rate')})",
    ),
    Figure(
        "Behaviour gap, a year",
        "gap_a_year",
        f"IF(years<1,{SHORT},money_weighted-time_weighted)",
        f"IF(years<1,{SHORT},money_weighted_native-time_weighted_native)",
    ),
)
TWIN = (
    "INDEX(index_line,periods+1)-1",
    "(1+twin_rate)^years-1",
    "(twin_value-first_value+SUM(counted_flows))/(first_value"
    "-SUMPRODUCT(counted_flows,last_date-counted_dates)/(last_date-first_date))",
    f"IF(years<1,{SHORT},(1+D12)^(1/years)-1)",
    f"IF(years<1,{SHORT},twin_rate)",
    f"IF(years<1,{SHORT},D16-D15)",
)
MONEYS = (
    ("First date", "", "first_date", DATE),
    ("Last date", "", "last_date", DATE),
    ("Worth at the start", "", "first_value", MONEY),
    ("Paid in", "paid_in", '-SUMIF(counted_flows,"<0")', MONEY),
    ("Taken out", "taken_out", 'SUMIF(counted_flows,">0")', MONEY),
    ("Gain", "gain", "last_value-first_value-paid_in+taken_out", MONEY),
    ("Worth at the end", "", "last_value", MONEY),
    ("The same in the index", "twin_value", 'IF(index_ready,INDEX(twin,periods),"")', MONEY),
    ("More than in the index", "ahead", 'IF(index_ready,last_value-twin_value,"")', MONEY),
)


def results_page(book: Template) -> Page:
    """One page: the answer, the figures, room for charts, the years."""
    page = book.page("Results", (2, 27, 13, 13, 13, 10, 3, 15, 11, 14))
    title_of(page, "Results", "What you earned, what your investments earned, and the difference.")
    answer_box(page, "J", HEADLINE, SENTENCES, ready="periods>0", waiting=WAITING)
    page.formula("B9", money('portfolio_name&", compared with "&index_name'), **QUIET)
    heads = ("Figures", "You", "Excel alone", "Agrees")
    figures_table(page, 11, FIGURES, columns=("B", "C", "E", "F"), heads=heads, ready="periods>0")
    page.text("D11", "In the index", **HEAD)
    for row, formula in enumerate(TWIN, start=12):
        text = money(f'IF(AND(index_ready,MIN(twin)>=0),{formula},"")')
        page.formula(f"D{row}", text, PERCENT, **CENTRED, **RULED)
    page.sheet.merge_range("H11:J11", "Your money", book.style(**HEAD))
    for row, (label, name, formula, kind) in enumerate(MONEYS, start=12):
        page.spread(f"H{row}:I{row}", label, valign="vcenter", **RULED)
        page.formula(f"J{row}", money(formula), kind, align="right", **RULED)
        if name:
            page.name(name, f"J{row}")
    _years(page)
    page.print_on(f"A1:J{LAST_YEAR}", pages_high=1)
    return page


def _years(page: Page) -> None:
    page.heading(f"B{FIRST_YEAR - 2}:J{FIRST_YEAR - 2}", "The last calendar years")
    page.header(
        f"B{FIRST_YEAR - 1}", ("Year", "At the start", "Paid in, net", "Gain", "At the end")
    )
    page.text(f"G{FIRST_YEAR - 1}", "", **HEAD)
    for column, head in (("H", "You"), ("I", "Index"), ("J", "Difference")):
        page.text(f"{column}{FIRST_YEAR - 1}", head, **HEAD)
    for row in range(FIRST_YEAR, LAST_YEAR + 1):
        place = f"MAX(0,years_touched-{SHOWN_YEARS})+ROW()-{FIRST_YEAR - 1}"

        def of(name: str, place: str = place) -> str:
            return f"INDEX({name},{place})"

        cells = (
            ("B", of("year_names"), "0", "left"),
            ("C", f"INDEX(history_values,{of('year_from')})", MONEY, "center"),
            ("D", of("year_paid"), MONEY, "center"),
            ("E", f"F{row}-C{row}-D{row}", MONEY, "center"),
            ("F", f"INDEX(history_values,{of('year_to')})", MONEY, "center"),
            ("H", of("year_returns"), PERCENT, "center"),
            ("I", of("year_index"), PERCENT, "center"),
            (
                "J",
                f'IF(AND(ISNUMBER(H{row}),ISNUMBER(I{row})),H{row}-I{row},"")',
                PERCENT,
                "center",
            ),
        )
        for column, formula, kind, align in cells:
            text = f'=IF(periods=0,"",IF({place}>years_touched,"",{formula}))'
            page.formula(f"{column}{row}", text, kind, align=align)
    page.rules(f"B{FIRST_YEAR}:J{LAST_YEAR}")
