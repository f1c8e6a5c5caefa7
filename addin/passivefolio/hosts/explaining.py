"""Explain, on every host: what the functions of ours in a formula do with the cells they read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from passivefolio.calculate import calculate
from passivefolio.catalogue import BY_NAME, Arg, Function, default_text, explanation
from passivefolio.errors import CELL_ERRORS, CellError, DataProblem, PassivefolioError
from passivefolio.hosts.headless.tokens import Token, arguments, tokenize
from passivefolio.hosts.headless.unsupported import Unsupported

FEW = 12
"""Cells of a range that are all shown; of larger ones the first and the last row."""

WRAPPED = re.compile(r"(?<![.:\n])\n(?=\S)")
"""A line break in the middle of a sentence."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as its sheet shows it; the formula in Excel's spelling, empty when there is none."""

    where: str
    formula: str
    shown: str
    error: str = ""  # the code of the error it shows, such as #NUM!


@dataclass(frozen=True, slots=True)
class Seen:
    """What an argument stands for: raw cells, and the texts its cells show where there are any."""

    cells: Any
    texts: Sequence[Sequence[str]] = ()


NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(%?)")

Look = Callable[[str], Seen]
"""A host looks up what is written in an argument; it raises a PassivefolioError when it cannot."""


@dataclass(frozen=True, slots=True)
class Given:
    """An argument of a call: what is written in the formula, and what it stands for in words."""

    arg: Arg
    written: str
    value: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call of one of our functions in a formula, with its answer.

    answer is None when an argument cannot be told; level counts the calls of ours around it.
    """

    function: Function
    written: str
    level: int
    given: tuple[Given, ...]
    answer: Any

    @property
    def result(self) -> str:
        """The answer, or the sentence of its error."""
        if self.answer is None:
            return "an answer that cannot be told, as an argument cannot"
        if isinstance(self.answer, CellError):
            return f"{self.answer.code}: {self.answer.message}"
        return in_words(Seen(self.answer))


@dataclass(frozen=True, slots=True)
class Explanation:
    """A cell, the calls of our functions in it, outer ones first, and the upshot in a sentence."""

    cell: Cell
    calls: tuple[Call, ...]
    upshot: str

    @property
    def text(self) -> str:
        """All of it as plain text."""
        parts = [f"{self.cell.where} shows {self.cell.shown or 'nothing'}"]
        if self.cell.formula:
            parts[0] += f"\n{self.cell.formula}"
        parts.append(self.upshot)
        return "\n\n".join(part for part in (*parts, *map(call_text, self.calls)) if part)


def explain(cell: Cell, look: Look) -> Explanation:
    """What the functions of ours in a cell compute, from what, and why there is an error."""
    try:
        calls = tuple(_calls(tokenize(cell.formula.removeprefix("=")), 0, look))
    except Unsupported as problem:
        return Explanation(cell, (), f"The formula cannot be read: {problem}.")
    return Explanation(cell, calls, _upshot(cell, calls))


def why(explanation_: Explanation) -> str:
    """The sentence of the error a cell shows; empty when it shows none."""
    code = explanation_.cell.error
    if not code:
        return ""
    for call in reversed(explanation_.calls):  # the innermost is where an error arises
        for error in _errors(call.answer):
            if error.code == code and error.message:
                return error.message
    return CELL_ERRORS.get(code, "the formula has no answer")


def call_text(call: Call) -> str:
    """A call with its arguments and its answer, then what the function computes."""
    lines = [
        f"  {given.arg.name} = {given.value}"
        + (f"   from {given.written}" if given.written else "")
        for given in call.given
    ]
    return "\n".join([call.written, *lines, f"  gives {call.result}", "", about(call.function)])


def about(function: Function) -> str:
    """What a function computes, with its examples and where they come from."""
    examples = [
        f"  {example.formula(function.name)}\n    gives {_example_result(example.result)}\n"
        f"    source: {example.source}"
        for example in function.examples
    ]
    return "\n".join([_flowing(explanation(function)), "", "Examples:", *examples])


def _flowing(text: str) -> str:
    """The text with its sentences unbroken, for a window to break where it must."""
    return WRAPPED.sub(" ", text)


def _example_result(result: Any) -> str:
    rows = result if isinstance(result, tuple) else ((result,),)
    return in_words(Seen([row if isinstance(row, tuple) else (row,) for row in rows]))


def _upshot(cell: Cell, calls: Sequence[Call]) -> str:
    if not cell.formula:
        return "This cell holds no formula: what it shows was typed, or it is blank."
    if cell.error:
        sentence = why(Explanation(cell, tuple(calls), ""))
        return f"Why {cell.error}: {sentence}."
    if not calls:
        return "This formula uses no function of passivefolio; the spreadsheet computes it alone."
    return ""


def _calls(tokens: Sequence[Token], level: int, look: Look) -> list[Call]:
    """The calls of our functions among tokens, each followed by those inside it."""
    found: list[Call] = []
    index = 0
    while index < len(tokens):
        function = _our_function(tokens[index])
        if function is None:
            index += 1
            continue
        parts, end = arguments(list(tokens), index)
        inside = [_calls(part, level + 1, look) for part in parts]
        if not any(_written(part) for part in parts):
            parts, inside = [], []
        seen = [_seen(part, calls, look) for part, calls in zip(parts, inside, strict=True)]
        written = _written(tokens[index:end])
        found.append(_call(function, written, level, [*map(_written, parts)], seen))
        found += [call for calls in inside for call in calls]
        index = end
    return found


def _our_function(token: Token) -> Function | None:
    return BY_NAME.get(token.text[:-1].upper()) if token.kind == "function" else None


def _written(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens).strip()


def _seen(part: Sequence[Token], inside: Sequence[Call], look: Look) -> Seen | PassivefolioError:
    """What an argument stands for, or why that cannot be told."""
    written = _written(part)
    if not written:
        return Seen(None)
    if inside and inside[0].written == written:
        answer = inside[0].answer
        return Seen(answer) if answer is not None else DataProblem(inside[0].result)
    if (constant := _constant(part)) is not None:
        return Seen(constant)
    try:
        return look(written)
    except PassivefolioError as problem:
        return problem


def _constant(part: Sequence[Token]) -> float | str | bool | None:
    """A number, text or truth written out in the formula."""
    written = _written(part)
    if number := NUMBER.fullmatch(written):
        return float(number[1]) / (100 if number[2] else 1)
    if written.upper() in ("TRUE", "FALSE"):
        return written.upper() == "TRUE"
    if len(part) == 1 and part[0].kind == "text":
        return written[1:-1].replace('""', '"')
    return None


def _call(
    function: Function,
    written: str,
    level: int,
    texts: Sequence[str],
    seen: Sequence[Seen | PassivefolioError],
) -> Call:
    given = tuple(
        Given(arg, *_given(arg, place, texts, seen)) for place, arg in enumerate(function.args)
    )
    told = [one for one in seen if isinstance(one, Seen)]
    answer = calculate(function, [one.cells for one in told]) if len(told) == len(seen) else None
    return Call(function, written, level, given, answer)


def _given(
    arg: Arg, place: int, texts: Sequence[str], seen: Sequence[Seen | PassivefolioError]
) -> tuple[str, str]:
    if place >= len(texts) or not texts[place]:
        if arg.required:
            return "", "missing"
        default = default_text(arg)
        return "", f"{default} (left out)" if default else "left out"
    found = seen[place]
    return texts[place], in_words(found) if isinstance(found, Seen) else str(found)


def _errors(answer: Any) -> list[CellError]:
    rows = answer if isinstance(answer, list) else [[answer]]
    return [cell for row in rows for cell in row if isinstance(cell, CellError)]


def in_words(seen: Seen) -> str:
    """One cell as it is; of a range its size, and all its cells or the first and last row."""
    cells = seen.cells
    rows = cells if isinstance(cells, list | tuple) else [[cells]]
    texts = seen.texts or [[_plain(cell) for cell in row] for row in rows]
    if len(rows) == 1 and len(rows[0]) == 1:
        return _with_decimals(texts[0][0], rows[0][0]) or "blank"
    height, width = len(rows), len(rows[0])
    size = " by ".join(
        f"{count} {word}{'s' if count > 1 else ''}"
        for count, word in ((height, "row"), (width, "column"))
        if count > 1
    )
    filled = [row for row in texts if any(row)]
    blank = height - len(filled)
    if blank and height > FEW:
        size += f", {blank} of them blank"
    else:
        filled = list(texts)
    if len(filled) * width > FEW and len(filled) > 2:
        return f"{size}: {_row(filled[0])}; … ; {_row(filled[-1])}"
    return f"{size}: {'; '.join(map(_row, filled))}"


def _row(texts: Sequence[str]) -> str:
    shown = texts if len(texts) <= FEW else [*texts[: FEW - 1], "…", texts[-1]]
    return ", ".join(text or "blank" for text in shown)


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    return f"{cell:.10g}" if isinstance(cell, int | float) else str(cell)


def _with_decimals(text: str, cell: Any) -> str:
    """A percentage together with the decimal it is: ``7.50% (0.075)``."""
    if text.endswith("%") and isinstance(cell, int | float):
        return f"{text} ({_plain(cell)})"
    return text
