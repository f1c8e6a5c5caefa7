"""The function reference, written from the catalogue before the pages are built."""

import inspect
import re
from itertools import groupby
from pathlib import Path
from typing import Any

from typeset import mathml

from passivefolio.catalogue import FUNCTIONS, Example, Function
from passivefolio.catalogue.conventions import CONVENTIONS
from passivefolio.catalogue.model import default_text

FORMULA = re.compile(r"``(.+?)``")
NAMED = re.compile(r"\b[A-Z][A-Z_]+[A-Z]\b")


def setup(app: Any) -> dict[str, Any]:
    """Write the pages when the build begins."""
    app.connect("builder-inited", lambda app: write(Path(app.srcdir) / "reference"))
    return {"parallel_read_safe": True, "version": "1"}


def write(folder: Path) -> None:
    """A page per category and a list of all functions."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    categories = {
        name: list(functions)
        for name, functions in groupby(FUNCTIONS, key=lambda function: function.category)
    }
    (folder / "index.md").write_text(_index(categories), encoding="utf-8")
    (folder / "_conventions.md").write_text(_conventions(), encoding="utf-8")
    for name, functions in categories.items():
        page = "\n".join([_head(name, functions), *map(_section, functions)])
        (folder / f"{_slug(name)}.md").write_text(page, encoding="utf-8")


def _slug(category: str) -> str:
    return category.lower().replace(" ", "-")


def _index(categories: dict[str, list[Function]]) -> str:
    lines = [
        "# Functions",
        "",
        f"All {len(FUNCTIONS)} worksheet functions, the same in Excel, LibreOffice, the command "
        "line and Python.",
        "",
        "```{toctree}",
        ":hidden:",
        "",
        *map(_slug, categories),
        "```",
    ]
    for name, functions in categories.items():
        lines += ["", f"## {name}", "", "| function | what it gives |", "|---|---|"]
        lines += [f"| {_link(function)} | {_cell(function.summary)} |" for function in functions]
    return "\n".join([*lines, ""])


def _conventions() -> str:
    lines = ["| about | rule |", "|---|---|"]
    before = ""
    for topic, rule in CONVENTIONS:
        lines.append(f"| {_cell(topic) if topic != before else ''} | {_cell(rule)} |")
        before = topic
    return "\n".join([*lines, ""])


def _head(name: str, functions: list[Function]) -> str:
    links = " · ".join(f"[{f.name}](#{_anchor(f)})" for f in functions)
    purpose = f"{len(functions)} functions: what each computes, an example, its source."
    return f"# {name}\n\n{purpose}\n\n{links}\n"


def _anchor(function: Function) -> str:
    return function.name.lower().replace("_", "-")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_").replace("'", "\\'")


def formula_of(function: Function) -> str | None:
    """The formula of the first line of the documentation, when it is one."""
    first = (inspect.getdoc(function.compute) or "").partition("\n")[0]
    found = [text for text in FORMULA.findall(first) if re.search(r"[ (^=]", text)]
    return max(found, key=len, default=None)


def _section(function: Function) -> str:
    """Formula, arguments, units, example with result and source, errors, relatives."""
    text, errors, source = _parts(function)
    formula = formula_of(function)
    lines = [f"## {function.name}", "", _cell(text[0]), ""]
    if formula is not None:
        lines += ["```{raw} html", mathml(formula), "```", ""]
    lines += [*map(_cell, text[1:]), "", f"`={function.signature}`", ""]
    if function.args:
        lines += ["| argument | is | what it means |", "|---|---|---|"]
        lines += [
            f"| `{arg.name}` | {_cell(arg.kind.value)}{_optional(arg)} | {_cell(arg.doc)} |"
            for arg in function.args
        ]
        lines.append("")
    lines += [f"Gives {_cell(function.answer.value)}.", ""]
    lines += ["| example | gives | source |", "|---|---|---|"]
    lines += [
        f"| `{example.formula(function.name).replace('|', chr(92) + '|')}` "
        f"| {_cell(shown(example))} | {_cell(example.source)} |"
        for example in function.examples
    ]
    for title, words in (("Errors", errors), ("Elsewhere", function.differs), ("Source", source)):
        if words:
            lines += ["", f"**{title}:** {_cell(words)}"]
    lines += ["", f"**See also:** {', '.join(map(_link, _relatives(function)))}", ""]
    return "\n".join(lines)


def _parts(function: Function) -> tuple[list[str], str, str]:
    """The lines of the documentation, what it says of errors, and its source."""
    body, _, source = function.doc.partition("\nSource: ")
    body, _, errors = body.partition("\nShows ")
    return body.splitlines(), errors.replace("\n", " "), source.replace("\n", " ")


def _optional(arg: Any) -> str:
    if arg.required:
        return ""
    default = default_text(arg)
    return f"; {default} when left out" if default else "; may be left out"


def shown(example: Example) -> str:
    """The expected result as a cell or a block of cells would show it; ≈ where it is rounded."""
    rounded = "" if example.decimals is None else "≈ "
    if not isinstance(example.result, tuple):
        return rounded + _value(example.result)
    rows = [row if isinstance(row, tuple) else (row,) for row in example.result]
    return f"{rounded}{{{'; '.join(', '.join(map(_value, row)) for row in rows)}}}"


def _value(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    return f"{cell:.10g}" if isinstance(cell, int | float) else str(cell)


def _relatives(function: Function) -> list[Function]:
    """Functions that either names the other, then the neighbours in the manual."""
    place = FUNCTIONS.index(function)
    around = FUNCTIONS[max(0, place - 1) : place] + FUNCTIONS[place + 1 : place + 2]
    others = [other for other in FUNCTIONS if other is not function]
    named = [
        other
        for other in others
        if other.name in _words(function) or function.name in _words(other)
    ]
    near = [other for other in around if other.category == function.category]
    return [*named, *(other for other in near if other not in named)]


def _words(function: Function) -> set[str]:
    texts = [function.doc, function.differs, *(arg.doc for arg in function.args)]
    return {name for text in texts for name in NAMED.findall(text)}


def _link(function: Function) -> str:
    return f"[{function.name}]({_slug(function.category)}.md#{_anchor(function)})"
