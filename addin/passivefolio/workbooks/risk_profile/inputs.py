"""The sheet Inputs of the book Risk profile: answers, capacity, rules, assumptions."""

from passivefolio.workbooks.assumptions import assumptions
from passivefolio.workbooks.common import data_settings
from passivefolio.workbooks.look import (
    CENTRED,
    GREY,
    HEAD,
    MONEY,
    PERCENT_COARSE,
    QUIET,
    RULED,
    WHOLE,
    Page,
    Template,
    title_of,
)
from passivefolio.workbooks.risk_profile.questions import HIGHEST, LOWEST, QUESTIONS

MIXES = (
    ("Very careful", 0.2, 0.5, 0.3),
    ("Careful", 0.4, 0.4, 0.2),
    ("Balanced", 0.6, 0.3, 0.1),
    ("Growth", 0.8, 0.15, 0.05),
    ("Bold", 1.0, 0.0, 0.0),
)
FIRST_QUESTION = 6
CAPACITY = FIRST_QUESTION + len(QUESTIONS) + 1
RULES = CAPACITY + 6
ASSUMED = RULES + 7
FIRST_MIX = ASSUMED + 9
LAST = FIRST_MIX + len(MIXES) + 7


def inputs_page(book: Template, *, sample: bool) -> None:
    """All that the user may change."""
    page = book.page("Inputs", (2, 46, 13, 13, 19, 13, 13, 13))
    title_of(
        page,
        "Inputs",
        "An invented person. Answer for yourself in the yellow cells."
        if sample
        else "Answer for yourself in the yellow cells.",
    )
    _questions(page, sample)
    _capacity(page, sample)
    _rules(page)
    assumptions(page, ASSUMED, "BCDEFGH")
    _mixes(page)
    data_settings(page, FIRST_MIX + len(MIXES) + 1, "H")
    page.print_on(f"A1:H{LAST}", pages_high=1)


def _questions(page: Page, sample: bool) -> None:
    page.heading("B4:H4", "Eight questions")
    page.header("B5", ("Question", "", "", "", "", "", "Yours"))
    page.text(
        "C5",
        "Answers, from 1 (careful) to 5 (bold)",
        **{**HEAD, "text_wrap": False, "align": "left"},
    )
    for row, question in enumerate(QUESTIONS, start=FIRST_QUESTION):
        page.text(
            f"B{row}", f"{row - FIRST_QUESTION + 1}. {question.text}", text_wrap=True, **RULED
        )
        lines = [f"{number}  {answer}" for number, answer in enumerate(question.answers, start=1)]
        page.spread(
            f"C{row}:E{row}", "\n".join(lines[:3]), indent=1, font_size=9, valign="vcenter", **RULED
        )
        page.spread(f"F{row}:G{row}", "\n".join(lines[3:]), font_size=9, valign="vcenter", **RULED)
        page.input(f"H{row}", question.sample if sample else None, WHOLE, **CENTRED)
        page.sheet.set_row(row - 1, 44)
    last = FIRST_QUESTION + len(QUESTIONS) - 1
    page.name("answers", f"H{FIRST_QUESTION}:H{last}")
    numbers = [str(number) for number in range(LOWEST, HIGHEST + 1)]
    message = "The number of your answer, from 1 to 5."
    page.restrict_to_words(f"H{FIRST_QUESTION}:H{last}", "Answer", numbers, message)


def _capacity(page: Page, sample: bool) -> None:
    page.heading(f"B{CAPACITY}:H{CAPACITY}", "What you can afford")
    lines = (
        ("Amount to invest", "amount", 100_000, MONEY, 0, 1e12, "in any currency"),
        ("Years until you need most of it", "horizon", 12, WHOLE, 0, 80, "0 to 80"),
        (
            "Loss in one year that your plans can bear",
            "bearable_loss",
            0.15,
            PERCENT_COARSE,
            0,
            1,
            "of the amount; a loss above it would change your life",
        ),
        (
            "Months of spending you keep aside",
            "reserve",
            6,
            WHOLE,
            0,
            600,
            "in the bank, besides the amount",
        ),
    )
    _lines(page, CAPACITY + 1, lines, sample)


def _rules(page: Page) -> None:
    page.heading(
        f"B{RULES}:H{RULES}", "House rules (conventions of this book, no findings; yours to change)"
    )
    lines = (
        ("Risk aversion at the lowest score", "A_cautious", 8, "0.0#", 0.1, 100, "all answers 1"),
        ("Risk aversion at the highest score", "A_bold", 2, "0.0#", 0.1, 100, "all answers 5"),
        (
            "Most in the index per year of horizon",
            "weight_a_year",
            0.08,
            PERCENT_COARSE,
            0,
            1,
            "8 %: 40 % for five years, all from year 13 on",
        ),
        (
            "Months kept aside that lift all limits",
            "full_reserve",
            6,
            WHOLE,
            0,
            600,
            "with half of it, at most half may be in the index",
        ),
        (
            "A bad year is one of the worst",
            "bad_share",
            0.05,
            PERCENT_COARSE,
            0.001,
            0.499,
            "5 %: one year in 20 is worse",
        ),
    )
    _lines(page, RULES + 1, lines, True)


def _lines(
    page: Page,
    row: int,
    lines: tuple[tuple[str, str, float, str, float, float, str], ...],
    filled: bool,
) -> None:
    for line, (label, name, value, kind, low, high, hint) in enumerate(lines, start=row):
        page.text(f"B{line}", label)
        page.input(f"C{line}", value if filled else None, kind, **CENTRED)
        page.text(f"D{line}", hint, **QUIET, indent=1)
        page.name(name, f"C{line}")
        page.restrict(f"C{line}", label[:32], low, high, f"{label}: {hint}.")


def _mixes(page: Page) -> None:
    row = FIRST_MIX - 2
    page.heading(f"B{row}:H{row}", "Five mixes to choose from, the most careful first")
    page.header(f"B{row + 1}", ("Mix", "", "", "", "Sum"))
    for place, column in enumerate("CDE"):
        page.formula(f"{column}{row + 1}", f"=INDEX(sleeves,{place + 1})", **HEAD)
    page.sheet.set_row(row, 30)
    for line, (name, *weights) in enumerate(MIXES, start=FIRST_MIX):
        page.input(f"B{line}", name)
        for column, weight in zip("CDE", weights, strict=True):
            page.input(f"{column}{line}", weight, PERCENT_COARSE, **CENTRED)
        page.formula(
            f"F{line}", f"=SUM(C{line}:E{line})", PERCENT_COARSE, **CENTRED, font_color=GREY
        )
    last = FIRST_MIX + len(MIXES) - 1
    page.name("mix_names", f"B{FIRST_MIX}:B{last}")
    page.name("mixes", f"C{FIRST_MIX}:E{last}")
    page.name("mix_sums", f"F{FIRST_MIX}:F{last}")
    page.restrict(f"C{FIRST_MIX}:E{last}", "Weight", 0, 1, "A share from 0 % to 100 %.")
