"""The sheet Inputs of the Client book: assumptions, benchmarks, bands."""

from passivefolio.workbooks.assumptions import assumptions
from passivefolio.workbooks.look import (
    CENTRED,
    HEAD,
    PERCENT_COARSE,
    QUIET,
    Page,
    Template,
    title_of,
)

POLICIES = (
    ("20/50/30", 0.2, 0.5, 0.3),
    ("40/40/20", 0.4, 0.4, 0.2),
    ("60/30/10", 0.6, 0.3, 0.1),
    ("80/15/5", 0.8, 0.15, 0.05),
    ("100/0/0", 1.0, 0.0, 0.0),
)
FIRST_POLICY, BANDS = 16, 24


def inputs_page(book: Template) -> None:
    """All that holds for every client; the clients themselves stand on the sheet Clients."""
    page = book.page("Inputs", (2, 32, 16, 16, 19, 14, 14, 14))
    title_of(
        page,
        "Inputs",
        "What holds for all clients; these are assumptions to start from, not a forecast. The "
        "clients go on the sheet Clients.",
    )
    assumptions(page, 4, "BCDEFGH")
    _policies(page)
    _bands(page)
    page.print_on(f"A1:H{BANDS + 3}", pages_high=1)


def _policies(page: Page) -> None:
    row = FIRST_POLICY - 2
    page.heading(f"B{row}:H{row}", "Benchmarks: the mixes agreed with clients")
    page.header(f"B{row + 1}", ("Benchmark", "", "", "", "Sum"))
    for place, column in enumerate("CDE"):
        page.formula(f"{column}{row + 1}", f"=INDEX(sleeves,{place + 1})", **HEAD)
    page.sheet.set_row(row, 30)
    for line, (name, *weights) in enumerate(POLICIES, start=FIRST_POLICY):
        page.input(f"B{line}", name, "@")
        for column, weight in zip("CDE", weights, strict=True):
            page.input(f"{column}{line}", weight, PERCENT_COARSE, **CENTRED)
        page.formula(f"F{line}", f"=SUM(C{line}:E{line})", PERCENT_COARSE, **CENTRED, **QUIET)
    last = FIRST_POLICY + len(POLICIES) - 1
    page.name("policy_names", f"B{FIRST_POLICY}:B{last}")
    page.name("policies", f"C{FIRST_POLICY}:E{last}")
    page.name("policy_sums", f"F{FIRST_POLICY}:F{last}")
    page.restrict(f"C{FIRST_POLICY}:E{last}", "Weight", 0, 1, "A share from 0 % to 100 %.")


def _bands(page: Page) -> None:
    page.heading(f"B{BANDS - 1}:H{BANDS - 1}", "Bands: how far a weight may stray")
    for row, (label, name, value, hint) in enumerate(
        (
            ("Points of weight", "abs_band", 0.05, "5 %: 60 % may become 55 % to 65 %"),
            (
                "Share of the target weight",
                "rel_band",
                0.25,
                "25 %: 10 % may become 7.5 % to 12.5 %; the narrower band counts",
            ),
        ),
        start=BANDS,
    ):
        page.text(f"B{row}", label)
        page.input(f"C{row}", value, PERCENT_COARSE, **CENTRED)
        page.text(f"D{row}", hint, **QUIET, indent=1)
        page.name(name, f"C{row}")
        page.restrict(f"C{row}", "Band", 0, 1, f"{hint}.")
