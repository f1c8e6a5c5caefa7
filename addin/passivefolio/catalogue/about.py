"""Entries of the functions that explain the others."""

import difflib
from collections import Counter
from typing import Any

from passivefolio.catalogue import (
    allocation,
    attribution,
    cashflows,
    comparison,
    costs,
    frontier,
    projection,
    ratios,
    rebalancing,
    returns,
    risk,
    style,
    tracking,
    utility,
)
from passivefolio.catalogue.conventions import CONVENTIONS
from passivefolio.catalogue.model import Answer, Arg, Example, Function, Kind
from passivefolio.errors import CELL_ERRORS, CellError, NotThere
from passivefolio.version import __version__


def conventions(topic: str = "") -> list[list[str]]:
    """The conventions of all functions: topic and rule, a row each.

    topic shows only the rows of one topic, such as Signs.
    Raises NotThere for a topic that is not listed.
    Source: the conventions of this add-in.
    """
    rows = [list(row) for row in CONVENTIONS if topic.lower() in ("", row[0].lower())]
    if not rows:
        topics = ", ".join(dict.fromkeys(row[0] for row in CONVENTIONS))
        raise NotThere(f"there is no topic {topic!r}; there are {topics}")
    return [["Topic", "Rule"], *rows]


def explain(function_name: str) -> str:
    """What a function computes: its formula, shapes, units, errors and source, as text.

    Raises NotThere for a name that is no function of this add-in.
    Source: the description of the function itself.
    """
    return explanation(find(function_name))


def find(name: str) -> Function:
    """The function of that name, whatever its case."""
    wanted = name.strip().upper().removeprefix("=").partition("(")[0]
    if function := BY_NAME.get(wanted):
        return function
    close = difflib.get_close_matches(wanted, BY_NAME, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    raise NotThere(f"there is no function {wanted or 'without a name'}{hint}")


def explanation(function: Function) -> str:
    """The text of EXPLAIN for one function."""
    arguments = "\n".join(f"  {arg.name}: {arg.doc}" for arg in function.args)
    parts = [function.signature, function.doc, f"Arguments:\n{arguments}" if arguments else ""]
    parts.append(f"Elsewhere: {function.differs}" if function.differs else "")
    return "\n\n".join(part for part in parts if part)


def check_inputs(range: list[list[Any]]) -> str:
    """OK, or what in a range is no plain number: blanks, text, TRUE/FALSE, errors, percents.

    Numbers above 1 (below -1) are reported as looking like percent.
    Source: the conventions of this add-in.
    """
    cells = [cell for row in range for cell in row]
    counts = Counter(map(_sort, cells))
    found = [f"{counts[name]} {_plural(name, counts[name])}" for name in FAULTS if counts[name]]
    numbers = [cell for cell in cells if _sort(cell) == "number"]
    if numbers and max(map(abs, numbers)) > 1:
        found.append(f"looks like percent (largest {max(numbers, key=abs):g})")
    return ", ".join(found) or "OK"


FAULTS = ("blank", "text", "TRUE/FALSE", "error", "date", "infinite number")


def _plural(name: str, count: int) -> str:
    return name + "s" if count > 1 and name not in ("text", "TRUE/FALSE") else name


def _sort(cell: Any) -> str:
    if cell is None or cell == "" or cell != cell:
        return "blank"
    if isinstance(cell, bool):
        return "TRUE/FALSE"
    if isinstance(cell, CellError) or (isinstance(cell, str) and cell in CELL_ERRORS):
        return "error"
    if isinstance(cell, str):
        return "text"
    if isinstance(cell, int | float):
        return "number" if abs(cell) < float("inf") else "infinite number"
    return "date"


def passivefolio_version() -> str:
    """Version of the add-in that computes these cells."""
    return __version__


ABOUT = (
    Function(
        "CONVENTIONS",
        conventions,
        category="About",
        args=(Arg("topic", Kind.TEXT, "Topic whose rules are shown; left out, all of them.", ""),),
        answer=Answer.TABLE,
        examples=(
            Example(
                ("Determinism",),
                (
                    ("Topic", "Rule"),
                    ("Determinism", dict(CONVENTIONS)["Determinism"]),
                ),
                "the conventions of this add-in",
            ),
        ),
    ),
    Function(
        "EXPLAIN",
        explain,
        category="About",
        args=(Arg("function_name", Kind.TEXT, 'Name of a function in quotes: "UTILITY".'),),
        answer=Answer.TEXT,
        examples=(
            Example(
                ("PASSIVEFOLIO_VERSION",),
                "PASSIVEFOLIO_VERSION()\n\nVersion of the add-in that computes these cells.",
                "the description of the function itself",
            ),
        ),
    ),
    Function(
        "CHECK_INPUTS",
        check_inputs,
        category="About",
        args=(Arg("range", Kind.CELLS, "Cells to look through, returns or weights."),),
        answer=Answer.TEXT,
        examples=(
            Example(((0.6, 0.3, 0.1),), "OK", "by definition"),
            Example(
                ((0.01, "n/a", 12.5),), "1 text, looks like percent (largest 12.5)", "by counting"
            ),
        ),
    ),
    Function(
        "PASSIVEFOLIO_VERSION",
        passivefolio_version,
        category="About",
        args=(),
        answer=Answer.TEXT,
        examples=(Example((), __version__, "the version of the package"),),
    ),
)
FUNCTIONS: tuple[Function, ...] = (
    *utility.FUNCTIONS,
    *allocation.FUNCTIONS,
    *frontier.FUNCTIONS,
    *returns.FUNCTIONS,
    *cashflows.FUNCTIONS,
    *risk.FUNCTIONS,
    *ratios.FUNCTIONS,
    *tracking.FUNCTIONS,
    *style.FUNCTIONS,
    *costs.FUNCTIONS,
    *comparison.FUNCTIONS,
    *rebalancing.FUNCTIONS,
    *attribution.FUNCTIONS,
    *projection.FUNCTIONS,
    *ABOUT,
)
BY_NAME = {function.name: function for function in FUNCTIONS}
