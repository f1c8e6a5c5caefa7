"""Turns the formula a file stores into the plain formula the engine evaluates."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from passivefolio.hosts.headless.addresses import Place, area_name, quoted
from passivefolio.hosts.headless.tables import Table, table_area
from passivefolio.hosts.headless.tokens import PARAMETER, Token, arguments, shifted, tokenize
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.writer import written

_OPERANDS = frozenset({"area", "sheet", "table", "function", "word", "open"})
_DEEPEST = 20


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
    sheet: str  # where it stands
    outermost: str  # the function whose result is the result of the formula, or ""

    @property
    def references(self) -> tuple[tuple[str, str], ...]:
        """Sheet and A1 text of what it reads."""
        return _references(tokenize(self.text[1:]), self.sheet)


def prepare(
    tokens: list[Token], sheet: str, place: Place, names: Names, ours: frozenset[str]
) -> Prepared:
    """The engine's form of a formula; ``ours`` are the functions told of omitted arguments.

    Names, tables and LAMBDA names are replaced by what they stand for.
    """
    plain = _resolved(tokens, sheet, place, names, 0)
    _refuse_what_the_engine_lacks(plain)
    text, functions = written(plain, ours)
    return Prepared(
        f"={text}",
        functions,
        sheet,
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
    _, after = arguments(tokens, 0)
    return tokens[0].text[:-1].upper() if after == len(tokens) else ""
