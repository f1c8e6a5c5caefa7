"""Every formula, command and line of Python on every page does what the page says."""

import doctest
import re

import pages
import pytest

PAGES = pages.pages()
NAMES = [str(page.relative_to(pages.ROOT)) for page in PAGES]
INSTALLING = {
    "make demo",
    "make test",
    "make lint",
    "make docs",
    "python3 -m venv .venv",
    ".venv/bin/pip install .",
    "source .venv/bin/activate",
    ".venv/bin/passivefolio install libreoffice",
}
"""Commands that set up a machine; .ci/run does what they do."""
KINDS = {"", "console", "pycon", "sh", "text", "{toctree}", "{include}", "{raw}"}


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """What each formula of any page gives in the 60/30/10 workbook."""
    claims = [claim for page in PAGES for claim in pages.claims(page)]
    values = pages.calculated(
        [claim.formula for claim in claims], tmp_path_factory.mktemp("formulas")
    )
    return list(zip(claims, values, strict=True))


def test_every_formula_gives_what_its_page_says(answers):
    assert len(answers) > 80
    wrong = [
        f"{claim.page}: {claim.formula} gives {value}, the page says {claim.gives}"
        for claim, value in answers
        if (claim.gives and not pages.agrees(value, claim.gives)) or _no_answer(value)
    ]
    assert not wrong, "\n".join(wrong)


def _no_answer(value):
    return value is None or (isinstance(value, str) and value.startswith("#"))


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_prints_what_its_page_says(page, tmp_path):
    for block in pages.blocks(page, "console"):
        for command, expected in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            printed = pages.printed(command, tmp_path)
            assert _alike(printed, expected), f"{command}\n{printed}"


def _alike(printed, expected):
    """As the page says, where ... stands for anything."""
    pattern = ".*".join(map(re.escape, expected.rstrip("\n").split("...")))
    return re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL) is not None


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_line_of_python_gives_what_its_page_says(page):
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    code = "\n".join(pages.blocks(page, "pycon"))
    outcome = []
    runner.run(parser.get_doctest(code, {}, page.name, str(page), 0), out=outcome.append)
    assert not runner.failures, "".join(outcome)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_nothing_on_a_page_goes_untried(page):
    text = page.read_text(encoding="utf-8")
    assert {kind for kind, _ in pages.FENCE.findall(text)} <= KINDS
    lines = [line for block in pages.blocks(page, "sh") for line in block.splitlines()]
    commands = {line.partition("#")[0].strip() for line in lines} - {""}
    assert commands <= INSTALLING


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_page_says_at_once_what_it_is_for(page):
    title, blank, purpose, *_ = page.read_text(encoding="utf-8").splitlines()
    assert title.startswith("# ")
    assert blank == ""
    assert len(purpose) > 20
    assert purpose[0].isalpha() or purpose[0] in "`"
