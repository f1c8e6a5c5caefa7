"""The list of templates: how each is built, and where the built ones are."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import passivefolio
from passivefolio.errors import FileProblem, UnknownWord


@dataclass(frozen=True, slots=True)
class Listed:
    """A template: the name people type, what it answers, the module that builds it."""

    name: str
    summary: str
    module: str


TEMPLATES = (
    Listed(
        "allocation_60_30_10",
        "What return and risk a mix stands for, and what it is worth to you.",
        "passivefolio.workbooks.allocation",
    ),
    Listed(
        "performance_report",
        "What a portfolio earned, at which risk, against a benchmark and cash.",
        "passivefolio.workbooks.performance_report",
    ),
    Listed(
        "etf_tracker",
        "How well funds follow their index, and what they cost to own.",
        "passivefolio.workbooks.etf_tracker",
    ),
    Listed(
        "rebalancing",
        "Whether to rebalance, what to trade in which account, and what it costs.",
        "passivefolio.workbooks.rebalancing",
    ),
    Listed(
        "passive_vs_active",
        "How active funds did against a passive one, and what they must earn to win.",
        "passivefolio.workbooks.passive_vs_active",
    ),
    Listed(
        "my_money",
        "What your money earned, deposits and withdrawals counted, beside an index.",
        "passivefolio.workbooks.my_money",
    ),
    Listed(
        "risk_profile",
        "How much risk suits you, how much you can afford, and what a year may bring.",
        "passivefolio.workbooks.risk_profile",
    ),
    Listed(
        "client_book",
        "Which of up to 1,000 clients have left their benchmark, and what it costs them.",
        "passivefolio.workbooks.client_book",
    ),
)
SUFFIXES = (".xlsx", ".xlsm")
"""Without macros, and with macros."""
PACKAGE = Path(passivefolio.__file__).parent


def built_templates() -> Path:
    """The folder of the built templates, in an installed package or in a clone."""
    installed = PACKAGE / "workbook_templates"
    return installed if installed.is_dir() else PACKAGE.parents[1] / "workbook_templates"


def thumbnail(name: str) -> Path:
    """A small picture of the page Results of a template."""
    return built_templates() / f"{name}.png"


def find_template(name: str) -> Listed:
    """The template of that name."""
    wanted = name.removesuffix(".xlsx").removesuffix(".xlsm")
    for template in TEMPLATES:
        if template.name == wanted:
            return template
    names = ", ".join(template.name for template in TEMPLATES)
    raise UnknownWord(f"there is no template {name}; there are: {names}")


def build_template(name: str, path: Path, *, sample: bool = True) -> None:
    """Build a template with its values, the same parts every time; an .xlsm has macros."""
    from passivefolio.hosts.headless.book import HeadlessBook
    from passivefolio.refreshing import refresh

    builder: Callable[..., None] = import_module(find_template(name).module).build
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / f"{name}{path.suffix.lower()}"
        builder(draft, sample=sample)
        book = HeadlessBook(draft)
        refresh(book, draft.parent, now=None, tell=_quietly)
        book.keep_values_on_open()
        book.save()
        shutil.copyfile(draft, path)


def _quietly(text: str) -> None:
    pass


def new_workbook(name: str, path: Path, *, blank: bool) -> None:
    """Write a workbook of one's own from a template; an existing file is never replaced.

    A name that ends in .xlsm gives the one with macros and a button Refresh.
    """
    template = find_template(name)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FileProblem(
            f"{path} should end in .xlsx, or in .xlsm for a workbook with a button Refresh"
        )
    if path.exists():
        raise FileProblem(f"{path} exists already; choose another name")
    if not path.parent.is_dir():
        raise FileProblem(f"there is no folder {path.parent}")
    try:
        if blank:
            build_template(template.name, path, sample=False)
        else:
            shutil.copyfile(built_templates() / f"{template.name}{suffix}", path)
            if suffix == ".xlsm":
                from passivefolio.vba.macro_workbook import renew_macros

                renew_macros(path)
    except OSError as error:
        path.unlink(missing_ok=True)
        if isinstance(error, FileProblem):
            raise
        raise FileProblem(f"{path} cannot be written: {error.strerror}") from error
