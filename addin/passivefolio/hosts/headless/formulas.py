"""Turns the formula a file stores into the plain formula the engine evaluates."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .addresses import Place, area_name, quoted
from .tables import Table, table_area
from .tokens import PARAMETER, Token, arguments, shifted

OMITTED = "\ue000"  # stands for an argument left empty, as in F(1,,3)
ROUNDED = "_ROUNDED("
AS_TEXT = "_AS_TEXT("

_COMPARISONS = frozenset({"=", "<>", "<", ">", "<=", ">="})
_OPERANDS = frozenset({"area", "sheet", "table", "function", "word", "open"})
_DEEPEST = 20


class Unsupported(Exception):
    """A formula the engine cannot evaluate; the message says why."""


@dataclass(frozen=True, slots=True)
class Names:
    """The defined names and tables of a workbook; keys of the names are upper case."""

    everywhere: Mapping[str, list[Token]] = field(default_factory=dict)
    on_sheet: Mapping[tuple[str, str], list[Token]] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)

    def find(self, sheet: str, name: str) -> list[Token] | None:
        """The tokens a name stands for; a name of the sheet comes before one of the book."""
        key = name.upper()
        return self.on_sheet.get((sheet, key)) or self.everywhere.get(key)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A formula ready for the engine."""

    text: str  # with the leading =
    functions: frozenset[str]  # names of the functions it calls, upper case
    references: tuple[tuple[str, str], ...]  # sheet and A1 text of what it reads
    outermost: str  # the function whose result is the result of the formula, or ""


def prepare(
    tokens: list[Token], sheet: str, place: Place, names: Names, ours: frozenset[str]
) -> Prepared:
    """The engine's form of a formula; ``ours`` are the functions told of omitted arguments.

    Names, tables and LAMBDA names are replaced by what they stand for. Operands of comparisons
    and of ``&`` pass through functions that round to 15 digits as spreadsheets do.
    """
    plain = _resolved(tokens, sheet, place, names, 0)
    _refuse_what_the_engine_lacks(plain)
    return Prepared(
        "=" + _Writer(plain, ours).formula(),
        frozenset(token.text[:-1].upper() for token in plain if token.kind == "function"),
        _references(plain, sheet),
        _outermost(plain),
    )


def _resolved(
    tokens: list[Token], sheet: str, place: Place, names: Names, depth: int
) -> list[Token]:
    """The tokens with names, tables and LAMBDA names replaced."""
    if depth > _DEEPEST:
        raise Unsupported("its defined names refer to each other in a circle")
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        meaning = None
        if token.kind in ("word", "function"):
            local_sheet = sheet
            if result and result[-1].kind == "sheet" and token.kind == "word":
                local_sheet = _sheet_of(result[-1])
            meaning = names.find(local_sheet, token.text.removesuffix("("))
        if token.kind == "table":
            result += _table_reference(token, place, names)
        elif meaning is None:
            result.append(_renamed_parameter(token))
        elif token.kind == "word":
            if result and result[-1].kind == "sheet":
                result.pop()
            result += _resolved(_at(meaning, place), sheet, place, names, depth + 1)
        elif meaning[0].text.upper() == "LAMBDA(":
            given, index = arguments(tokens, index - 1)
            call = _expanded(_at(meaning, place), given, depth)
            result += _resolved(call, sheet, place, names, depth + 1)
        else:
            result.append(token)
    return result


def _at(meaning: list[Token], place: Place) -> list[Token]:
    """What a name means in one cell: in brackets unless it is one reference or constant."""
    moved = shifted(meaning, place[0] - 1, place[1] - 1)
    if moved[0].text.upper() == "LAMBDA(":
        return moved
    if len(moved) == 1 or (len(moved) == 2 and moved[0].kind == "sheet"):
        return moved
    return [Token("open", "("), *moved, Token("close", ")")]


def _expanded(function: list[Token], given: list[list[Token]], depth: int) -> list[Token]:
    """A call of a LAMBDA name as the LET that binds its parameters."""
    *parameters, body = arguments(function, 0)[0]
    if len(given) != len(parameters) or not all(given):
        raise Unsupported(
            f"a LAMBDA name takes {len(parameters)} arguments here, {len(given)} are given"
        )
    fresh = {
        "".join(token.text for token in parameter).strip().upper(): f"{PARAMETER}p{depth}_{number}"
        for number, parameter in enumerate(parameters)
    }
    comma = Token("separator", ",")
    bindings: list[Token] = []
    for name, value in zip(fresh.values(), given, strict=True):
        bindings += [Token("word", name), comma, *value, comma]
    renamed = [
        Token("word", fresh.get(token.text.upper(), token.text)) if token.kind == "word" else token
        for token in body
    ]
    return [Token("function", "LET("), *bindings, *renamed, Token("close", ")")]


def _renamed_parameter(token: Token) -> Token:
    return Token(token.kind, token.text.removeprefix(PARAMETER))


def _table_reference(token: Token, place: Place, names: Names) -> list[Token]:
    area = table_area(token.text, place[0], names.tables)
    if area is None:
        raise Unsupported(f"{token.text} is no part of a table in this workbook")
    corners = area_name(area.top, area.left, area.bottom, area.right)
    return [Token("sheet", quoted(area.sheet) + "!"), Token("area", corners)]


def _refuse_what_the_engine_lacks(tokens: list[Token]) -> None:
    brackets: list[str] = []
    for index, token in enumerate(tokens):
        if token.kind in ("function", "open"):
            brackets.append(token.kind)
        elif token.kind == "close" and brackets:
            brackets.pop()
        elif token.kind == "separator" and brackets and brackets[-1] == "open":
            raise Unsupported("it joins several ranges with a comma")
        elif token.kind == "space" and 0 < index < len(tokens) - 1:
            before, after = tokens[index - 1].kind, tokens[index + 1].kind
            if before in ("area", "table", "word", "close") and after in _OPERANDS:
                raise Unsupported("it takes the intersection of ranges, written with a blank")
        elif token.kind == "sheet" and "[" in token.text:
            raise Unsupported("it refers to another workbook")
        elif token.kind == "sheet" and ":" in token.text:
            raise Unsupported("it refers to several sheets at once")


def _references(tokens: list[Token], sheet: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for before, token in zip([Token("", ""), *tokens], tokens, strict=False):
        if token.kind == "area":
            found.append((_sheet_of(before) if before.kind == "sheet" else sheet, token.text))
    return tuple(found)


def _sheet_of(token: Token) -> str:
    text = token.text.removesuffix("!")
    return text[1:-1].replace("''", "'") if text.startswith("'") else text


def _outermost(tokens: list[Token]) -> str:
    if not tokens or tokens[0].kind != "function":
        return ""
    try:
        _, after = arguments(tokens, 0)
    except ValueError:
        return ""
    return tokens[0].text[:-1].upper() if after == len(tokens) else ""


class _Writer:
    """Writes tokens as text for the engine, one bracket level after the other."""

    def __init__(self, tokens: list[Token], ours: frozenset[str]) -> None:
        self.tokens = tokens
        self.ours = ours
        self.index = 0

    def formula(self) -> str:
        """The whole formula."""
        text = self.operand()
        if self.index < len(self.tokens):
            raise Unsupported("its brackets do not match")
        return text

    def operand(self) -> str:
        """The text up to the end of an argument or a bracket."""
        level: list[Token] = []
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            if token.kind in ("separator", "close"):
                break
            self.index += 1
            if token.kind in ("function", "open"):
                token = Token("call", token.text + self.inside(token))
            level.append(token)
        return _with_rounding(level)

    def inside(self, opening: Token) -> str:
        """The arguments of a call, or what stands in brackets, and the closing bracket."""
        omitted = f'"{OMITTED}"' if opening.text[:-1].upper() in self.ours else ""
        found: list[str] = []
        while self.index < len(self.tokens):
            found.append(self.operand())
            if self.index == len(self.tokens):
                break
            self.index += 1
            if self.tokens[self.index - 1].kind == "close":
                if len(found) > 1:
                    found = [argument.strip() or omitted for argument in found]
                return ",".join(found) + ")"
        raise Unsupported("a bracket is not closed")


def _with_rounding(level: list[Token]) -> str:
    """One bracket level, its compared and joined operands rounded to 15 digits."""
    operators = {token.text for token in level if token.kind == "operator"}
    comparisons = operators & _COMPARISONS
    if not comparisons and "&" not in operators:
        return "".join(token.text for token in level)
    compared = _split(level, _COMPARISONS)
    constant = any(_is_text(part) for part, _ in compared)
    written = ""
    for part, operator in compared:
        pieces = [
            _wrapped(AS_TEXT, piece) if "&" in operators else "".join(t.text for t in piece)
            for piece, _ in _split(part, frozenset({"&"}))
        ]
        if len(pieces) == 1 and comparisons:
            joined = _wrapped("" if constant else ROUNDED, part)
        elif len(pieces) == 1:
            joined = pieces[0]
        else:
            joined = "&".join(pieces)
        written += joined + operator
    return written


def _split(level: list[Token], operators: frozenset[str]) -> list[tuple[list[Token], str]]:
    """The parts between operators, each with the operator that follows it."""
    parts: list[tuple[list[Token], str]] = []
    current: list[Token] = []
    for token in level:
        if token.kind == "operator" and token.text in operators:
            parts.append((current, token.text))
            current = []
        else:
            current.append(token)
    return [*parts, (current, "")]


def _is_text(part: list[Token]) -> bool:
    return [token.kind for token in part if token.kind != "space"] == ["text"]


def _wrapped(function: str, part: list[Token]) -> str:
    text = "".join(token.text for token in part).strip()
    if not function or not text or _is_text(part):
        return text
    return f"{function}{text})"
