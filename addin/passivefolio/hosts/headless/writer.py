"""Writes a formula for the engine so that it answers as spreadsheets do.

Three habits of spreadsheets are added as calls: comparisons and texts see 15 digits of a number,
functions of single cells work on each element of an array, and our functions see which arguments
were left empty.
"""

from typing import NamedTuple

from passivefolio.hosts.headless.addresses import Area, parse_area
from passivefolio.hosts.headless.arrays import (
    REFERENCE_FUNCTIONS,
    TEXT_ARGUMENTS,
    gives_one_cell,
    takes_array,
    works_on_each_element,
)
from passivefolio.hosts.headless.tokens import Token
from passivefolio.hosts.headless.unsupported import Unsupported

OMITTED = "\ue000"  # stands for an argument left empty, as in F(1,,3)

_COMPARISONS = frozenset({"=", "<>", "<", ">", "<=", ">="})
_JOIN = frozenset({"&"})
_LONGEST = 10_000
_GIVING_REFERENCES = frozenset({"CHOOSE", "IF", "INDEX", "INDIRECT", "OFFSET"})


class Part(NamedTuple):
    """A piece of the formula as written; ``scalar`` when it surely is one value."""

    kind: str
    text: str
    scalar: bool


def written(tokens: list[Token], ours: frozenset[str]) -> tuple[str, frozenset[str]]:
    """The formula as text without ``=``, and the functions it calls in upper case."""
    writer = _Writer(tokens, ours)
    part = writer.operand()
    if writer.index < len(tokens):
        raise Unsupported("its brackets do not match")
    return part.text, frozenset(writer.called)


class _Writer:
    """Reads tokens from left to right, one bracket level inside the other."""

    def __init__(self, tokens: list[Token], ours: frozenset[str]) -> None:
        self.tokens = tokens
        self.ours = ours
        self.index = 0
        self.called: set[str] = set()

    def operand(self) -> Part:
        """What stands up to the end of an argument or a bracket."""
        level: list[Part] = []
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            if token.kind in ("separator", "close"):
                break
            self.index += 1
            if token.kind == "function":
                level.append(self.call(token.text[:-1], self.inside()))
            elif token.kind == "open":
                level.append(self.group(self.inside()))
            else:
                level.append(Part(token.kind, token.text, _is_scalar(token)))
        return Part("operand", self.with_rounding(level), all(part.scalar for part in level))

    def inside(self) -> list[Part]:
        """The arguments of a call, or what stands in brackets."""
        found: list[Part] = []
        while self.index < len(self.tokens):
            found.append(self.operand())
            if self.index == len(self.tokens):
                break
            self.index += 1
            if self.tokens[self.index - 1].kind == "close":
                return [] if len(found) == 1 and not found[0].text.strip() else found
        raise Unsupported("a bracket is not closed")

    def group(self, inside: list[Part]) -> Part:
        """What stands in brackets."""
        if len(inside) != 1:
            raise Unsupported("a pair of brackets does not hold one value")
        return Part("group", f"({inside[0].text})", inside[0].scalar)

    def call(self, written_name: str, arguments: list[Part]) -> Part:
        """A call of a function."""
        name = written_name.upper()
        self.called.add(name)
        if name in self.ours:
            texts = [argument.text.strip() or f'"{OMITTED}"' for argument in arguments]
            return Part("call", f"{name}({','.join(texts)})", False)
        texts = [
            self.prepared(name, position, argument) for position, argument in enumerate(arguments)
        ]
        scalar = [argument.scalar for argument in arguments]
        single = [takes_array(name, i) or scalar[i] for i in range(len(texts))]
        if all(single):
            text = f"{name}({','.join(texts)})"
            if name == "INDEX" and _computed(texts[0]):
                text = self.wrap("_INDEX", ",".join(texts))
            return Part("call", text, gives_one_cell(name, texts, scalar))
        if name in ("ROW", "COLUMN"):
            return self.numbers(name, texts[0])
        if name in REFERENCE_FUNCTIONS:
            texts = [
                text if fine else self.wrap("_SCALAR", text)
                for text, fine in zip(texts, single, strict=True)
            ]
            return Part("call", f"{name}({','.join(texts)})", False)
        if not works_on_each_element(name):
            raise Unsupported(f"how {name} takes several cells at once is not known here")
        texts = [text or f'"{OMITTED}"' for text in texts]
        return Part("call", self.wrap("_EACH", ",".join([f'"{name}"', *texts])), False)

    def prepared(self, name: str, position: int, argument: Part) -> str:
        """An argument; numbers that become text, and number formats, pass through a check."""
        text = argument.text.strip()
        if not text:
            return ""
        if position in TEXT_ARGUMENTS.get(name, ()) and not _is_text(text):
            return self.wrap("_AS_TEXT", text)
        if name == "TEXT" and position == 1:
            return self.wrap("_NUMBER_FORMAT", text)
        return text

    def numbers(self, name: str, text: str) -> Part:
        """ROW or COLUMN of a range: its row or column numbers."""
        area = parse_area(text.rpartition("!")[2], "-") or _rows_alone(text)
        if area is None or area.rows * area.columns > _LONGEST:
            raise Unsupported(f"{name} of what is no plain range is not known here")
        if name == "ROW":
            values = ";".join(map(str, range(area.top, area.bottom + 1)))
        else:
            values = ",".join(map(str, range(area.left, area.right + 1)))
        return Part("array", f"{{{values}}}", False)

    def wrap(self, function: str, text: str) -> str:
        """The text as the argument of one of the functions of ``supplement``."""
        self.called.add(function)
        return f"{function}({text})"

    def with_rounding(self, level: list[Part]) -> str:
        """One bracket level; numbers that are compared or joined pass through a rounding.

        It makes no difference beside a text, or beside 0.
        """
        operators = {part.text for part in level if part.kind == "operator"}
        if not operators & _COMPARISONS:
            return self.joined(level)
        compared = _split(level, _COMPARISONS)
        as_it_is = any(_is_text(_text(side)) or _text(side).strip() == "0" for side, _ in compared)
        result = ""
        for side, operator in compared:
            text = self.joined(side)
            if not as_it_is and not any(part.text == "&" for part in side):
                text = self.wrap("_ROUNDED", text)
            result += text + operator
        return result

    def joined(self, level: list[Part]) -> str:
        """Parts between ``&``, each as text."""
        pieces = [_text(piece) for piece, _ in _split(level, _JOIN)]
        if len(pieces) == 1:
            return pieces[0]
        return "&".join(
            piece if _is_text(piece) or not piece.strip() else self.wrap("_AS_TEXT", piece)
            for piece in pieces
        )


def _is_scalar(token: Token) -> bool:
    if token.kind in ("area", "operator"):
        return ":" not in token.text
    if token.kind == "word":
        return token.text.upper() in ("TRUE", "FALSE")
    return token.kind != "array"


def _computed(text: str) -> bool:
    """Whether this calls a function that gives values, not a reference to cells."""
    name, bracket, _ = text.partition("(")
    return bool(bracket) and name.isidentifier() and name not in _GIVING_REFERENCES


def _rows_alone(text: str) -> Area | None:
    """The area of whole rows such as ``1:3``, one column wide."""
    first, _, last = text.replace("$", "").partition(":")
    if first.isdigit() and last.isdigit():
        return Area("-", int(first), 1, int(last), 1)
    return None


def _split(level: list[Part], operators: frozenset[str]) -> list[tuple[list[Part], str]]:
    """The parts between operators, each with the operator that follows it."""
    parts: list[tuple[list[Part], str]] = []
    current: list[Part] = []
    for part in level:
        if part.kind == "operator" and part.text in operators:
            parts.append((current, part.text))
            current = []
        else:
            current.append(part)
    return [*parts, (current, "")]


def _text(parts: list[Part]) -> str:
    return "".join(part.text for part in parts)


def _is_text(text: str) -> bool:
    """Whether this is one text constant."""
    text = text.strip()
    return len(text) > 1 and text[0] == '"' == text[-1] and '"' not in text[1:-1].replace('""', "")
