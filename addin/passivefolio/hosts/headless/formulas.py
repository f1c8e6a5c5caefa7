"""Turns the formula a file stores into the plain formula the engine evaluates."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from passivefolio.hosts.headless.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    Place,
    area_name,
    column_letters,
    column_number,
    quoted,
    unquoted,
)
from passivefolio.hosts.headless.filled import Filled
from passivefolio.hosts.headless.inlining import without_lets
from passivefolio.hosts.headless.known import Known, kind_of
from passivefolio.hosts.headless.prepared import Pattern, Prepared, Read
from passivefolio.hosts.headless.syntax import Node, Operation, tree
from passivefolio.hosts.headless.tables import Table, table_area, table_at
from passivefolio.hosts.headless.tokens import (
    PARAMETER,
    Token,
    arguments,
    between,
    cut_at_references,
    shifted,
    tokenize,
)
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.writer import Ours, Written, written

_DEEPEST = 20
_MOST_TOKENS = 20_000  # a formula in Excel has at most 8192 characters
_MOST_DIGITS = 15  # that comparisons see
_CONSTANT = re.compile(r"\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?", re.IGNORECASE)
_CORNER = re.compile(r"\$?([A-Z]*)\$?(\d*)", re.IGNORECASE)
_AGGREGATES = frozenset(
    {"AVERAGE", "AVERAGEA", "COUNT", "COUNTA", "MAX", "MAXA", "MIN", "MINA", "PRODUCT", "SUM"}
    | {"STDEV", "STDEV.P", "STDEV.S", "STDEVA", "STDEVP", "STDEVPA", "VAR", "VAR.P", "VAR.S"}
    | {"VARA", "VARP", "VARPA"}
)  # of several sheets, Excel accepts a reference in these alone


@dataclass(frozen=True, slots=True)
class Names:
    """The defined names and tables of a workbook; keys of the names are upper case."""

    everywhere: Mapping[str, list[Token]] = field(default_factory=dict)
    on_sheet: Mapping[tuple[str, str], list[Token]] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()  # in their order
    outside: Mapping[str, str] = field(default_factory=dict)  # ``[1]SHEET``: as the engine knows it

    def find(self, sheet: str, name: str) -> list[Token] | None:
        """The tokens a name stands for; a name of the sheet comes before one of the book."""
        key = name.upper()
        return self.on_sheet.get((sheet, key)) or self.everywhere.get(key)


def _moving(reads: tuple[Read, ...], references: list[str]) -> tuple[int, ...] | None:
    """The numbers of the references that copies of a formula have for themselves; None when they
    may differ in more than these.

    References that names stand for stay the same when all of them are held by $.
    """
    moving: list[int] = []
    left = list(references)
    for number, read in enumerate(reads):
        if left and read.text == left[0]:
            del left[0]
            moving.append(number)
        elif not _CONSTANT.fullmatch(read.text) or read.text in references:
            return None
    return None if left else tuple(moving)


class Translator:
    """Prepares the formulas of a workbook; those of the same shape are translated once."""

    def __init__(self, names: Names, ours: Ours, known: Known) -> None:
        self.names = names
        self.ours = ours
        self.known = known
        self._watched: dict[tuple[Pattern, frozenset[int]], Pattern] = {}
        self._careful: dict[Pattern, Pattern] = {}
        self._latest: dict[tuple[str, int, bool], tuple[Pattern, Filled | None]] = {}
        self._outlines: dict[str, str] = {}  # those with constants by those without
        self._parts: dict[tuple[Pattern, Node, bool], Written] = {}
        self._copies: dict[tuple[str, str, bool], Pattern] = {}
        self._shapes: dict[tuple[str, bool], Written | str] = {}

    def prepared(self, text: str, sheet: str, place: Place, as_array: bool) -> Prepared:
        """The engine's form of a formula; Unsupported says why there is none.

        Most formulas are filled down a column; others, too, differ in their references only.
        """
        column = sheet, place[1], as_array
        latest, filled = self._latest.get(column, (None, None))
        if latest is not None and filled is not None and filled.holds(text, place[0]):
            return Prepared(latest, place, filled=filled)
        pieces = cut_at_references(text)
        prepared = self._copy(pieces, text, sheet, place, as_array)
        pattern = prepared.pattern
        filled = None
        if pattern is latest and pattern.moving:
            filled = pattern.filled(pieces, place[0], self._hold(pattern))
        self._latest[column] = pattern, filled
        return prepared

    def _hold(self, pattern: Pattern) -> str:
        """What holds the references of copies; see ``held``."""
        with_constants, without = pattern.outline
        alone = self._outlines.setdefault(without, with_constants) == with_constants
        moves = pattern.shape.places_unknown or any(
            not _CONSTANT.fullmatch(pattern.reads[number].text) for number in pattern.shape.places
        )
        return "" if alone and not moves else "$"

    def _copy(
        self, pieces: list[str], text: str, sheet: str, place: Place, as_array: bool
    ) -> Prepared:
        """The engine's form of a formula that may be a copy of another one somewhere."""
        references = pieces[1::2]
        for reference in references:
            if ":" in reference and _ends_before_it_begins(reference):
                raise Unsupported(f"its range {reference} ends before it begins")
        key = between(pieces), sheet, as_array
        pattern = self._copies.get(key)
        if pattern is not None:
            return Prepared(pattern, place, tuple(references))
        reads, given, shape = self._first(tokenize(text), sheet, place, as_array)
        moving = _moving(reads, references)
        if moving is None:
            return Prepared(Pattern(shape, reads, (), given), place)
        pattern = self._copies[key] = Pattern(shape, reads, moving, given)
        return Prepared(pattern, place, tuple(references))

    def _first(
        self, tokens: list[Token], sheet: str, place: Place, as_array: bool
    ) -> tuple[tuple[Read, ...], list[str], Written]:
        """The references and numbers of a formula that is no copy, and the engine's form of it.

        Names, tables and LAMBDA names are replaced by what they stand for.
        """
        plain = self._resolved(tokens, sheet, place, 0)
        if len(plain) > _MOST_TOKENS:
            raise Unsupported("it is too long when its names are written out")
        reads, given, key = _shape(plain, sheet)
        shape = self._shapes.get((key, as_array))
        if shape is None:
            shape = self._translated(plain, as_array)
            self._shapes[key, as_array] = shape
        if isinstance(shape, str):
            raise Unsupported(shape)
        return reads, given, shape

    def watched(self, prepared: Prepared, as_array: bool, references: frozenset[int]) -> Prepared:
        """The formula with calls that stop where it meets what is not known.

        Of its references these are in doubt.
        """
        plain = prepared.pattern
        pattern = self._watched.get((plain, references))
        if pattern is None:
            node, careful = plain.shape.node, plain.shape.careful
            shape = written(node, self.ours, self.known, as_array, references, careful)
            pattern = Pattern(shape, plain.reads, plain.moving, plain.given)
            self._watched[plain, references] = pattern
        return Prepared(pattern, prepared.place, prepared.own)

    def part(self, prepared: Prepared, node: Node, as_array: bool) -> Prepared:
        """A part of a formula as a formula."""
        key = prepared.pattern, node, as_array
        shape = self._parts.get(key)
        if shape is None:
            shape = self._parts[key] = written(node, self.ours, self.known, as_array)
        pattern = Pattern(shape, prepared.reads, (), prepared.pattern.given)
        return Prepared(pattern, prepared.place)

    def careful(self, prepared: Prepared, as_array: bool) -> Prepared:
        """The formula with our own functions for what the engine is not sure of."""
        pattern = self._careful.get(prepared.pattern)
        if pattern is None:
            node, plain = prepared.shape.node, prepared.pattern
            shape = written(node, self.ours, self.known, as_array, careful=True)
            pattern = self._careful[plain] = Pattern(shape, plain.reads, plain.moving, plain.given)
        return Prepared(pattern, prepared.place, prepared.own)

    def last_operand(self, prepared: Prepared) -> Prepared:
        """The last operand of the operation a formula is."""
        node, plain = prepared.shape.node, prepared.pattern
        assert isinstance(node, Operation)
        shape = written(node.operands[-1], self.ours, self.known, False)
        pattern = Pattern(shape, plain.reads, plain.moving, plain.given)
        return Prepared(pattern, prepared.place, prepared.own)

    def _translated(self, plain: list[Token], as_array: bool) -> Written | str:
        """The form for the engine, or why there is none."""
        try:
            node = without_lets(tree(plain))
            return written(node, self.ours, self.known, as_array)
        except Unsupported as problem:
            return str(problem)

    def _resolved(self, tokens: list[Token], sheet: str, place: Place, depth: int) -> list[Token]:
        """The tokens with names, tables and LAMBDA names replaced."""
        if depth > _DEEPEST:
            raise Unsupported("its defined names refer to each other in a circle")
        result: list[Token] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            index += 1
            if token.kind == "sheet":
                index = self._on_sheet(tokens, index, sheet, place, depth, result)
                continue
            if token.kind == "table":
                result += _table_reference(token, sheet, place, self.names)
                continue
            meaning = None
            if token.kind in ("word", "function"):
                meaning = self.names.find(sheet, token.text.removesuffix("("))
            if meaning is None:
                result.append(Token(token.kind, token.text.removeprefix(PARAMETER)))
            elif meaning[0].text.upper() == "LAMBDA(":
                if token.kind == "word":
                    raise Unsupported(f"it uses the LAMBDA {token.text} without arguments")
                given, index = arguments(tokens, index - 1)
                call = _expanded(_at(meaning, place), given, depth)
                result += self._resolved(call, sheet, place, depth + 1)
            elif token.kind == "word":
                result += self._resolved(_at(meaning, place), sheet, place, depth + 1)
            else:
                result.append(token)
            if len(result) > _MOST_TOKENS:
                raise Unsupported("it is too long when its names are written out")
        return result

    def _on_sheet(
        self,
        tokens: list[Token],
        index: int,
        sheet: str,
        place: Place,
        depth: int,
        result: list[Token],
    ) -> int:
        """Resolve what follows the name of a sheet; gives the index after it."""
        name = tokens[index - 1]
        after = tokens[index] if index < len(tokens) else Token("", "")
        other = _sheet_of(name)
        if after.kind == "word":
            meaning = self.names.find(_named(other, self.names.sheets), after.text)
            if meaning is None or "[" in other:
                raise Unsupported(f"it uses a name that is not defined, {name.text}{after.text}")
            result += self._resolved(_at(meaning, place), sheet, place, depth + 1)
            return index + 1
        if after.kind != "area":
            result.append(name)
            return index
        if "[" in other:
            known_as = self.names.outside.get(other.upper())
            if known_as is None:
                raise Unsupported("it refers to cells of another workbook that this file lacks")
            result += [Token("sheet", quoted(known_as) + "!"), after]
        elif ":" in other and other not in self.names.sheets:
            inside = next((token for token in reversed(result) if token.kind != "separator"), None)
            if inside is None or inside.text[:-1].upper() not in _AGGREGATES:
                raise Unsupported("it refers to several sheets at once")
            result += _on_each_sheet(other, after, self.names.sheets)
        else:
            if self.names.sheets and not _named(other, self.names.sheets):
                raise Unsupported(f"it refers to a sheet that is not there, {other}")
            result += [name, after]
        return index + 1


def _ends_before_it_begins(reference: str) -> bool:
    """Whether the corners of a range are the other way round; Excel never writes one like that."""
    first, last = (_CORNER.fullmatch(corner) for corner in reference.split(":"))
    if first is None or last is None:
        return False
    rows = int(first[2] or 0) > int(last[2] or 0)
    return rows or column_number(first[1] or "A") > column_number(last[1] or "A")


def _named(sheet: str, sheets: tuple[str, ...]) -> str:
    """The sheet as the workbook spells it, or an empty text."""
    if sheet in sheets:
        return sheet
    return next((name for name in sheets if name.upper() == sheet.upper()), "")


def _on_each_sheet(span: str, area: Token, sheets: tuple[str, ...]) -> Iterator[Token]:
    """The same cells on each sheet from the first to the last, as arguments."""
    ends = [_named(name, sheets) for name in span.split(":")]
    if len(ends) != 2 or not all(ends):
        raise Unsupported("it refers to sheets that are not there")
    first, last = sorted(map(sheets.index, ends))
    for number, sheet in enumerate(sheets[first : last + 1]):
        if number:
            yield Token("separator", ",")
        yield Token("sheet", quoted(sheet) + "!")
        yield area


def _shape(tokens: list[Token], sheet: str) -> tuple[tuple[Read, ...], list[str], str]:
    """The references of a formula, its numbers above 0, and its text with these taken out."""
    reads: list[Read] = []
    given: list[str] = []
    pieces: list[str] = []
    before = ""
    for index, token in enumerate(tokens):
        if token.kind == "sheet":
            before = token.text
        elif token.kind == "area":
            text = _one_cell(token.text) if ":" in token.text else token.text
            if _is_first_of_index(tokens, index):
                text = _to_the_end(text)
            tokens[index] = token._replace(text=text)
            reads.append(Read(_sheet_of(Token("", before)) if before else sheet, text, before))
            pieces.append("\x01" if ":" in text else "\x00")
            before = ""
        elif kind := _given(token):
            tokens[index] = Token("given", f"{kind}{len(given)}")
            given.append(token.text)
            pieces.append(f"{before}\x02{kind}")
            before = ""
        else:
            pieces.append(before + token.text)
            before = ""
    return tuple(reads), given, "".join(pieces)


def _given(token: Token) -> str:
    """The kind of a number that makes no difference to the form; an empty text for others."""
    if token.kind != "number" or len(token.text) > _MOST_DIGITS:
        return ""
    return kind_of(float(token.text)).strip("0")


def _one_cell(text: str) -> str:
    """``A1`` for ``A1:A1``."""
    first, _, last = text.partition(":")
    same = first.replace("$", "").upper() == last.replace("$", "").upper()
    return first if same and first[-1].isdigit() and not first.replace("$", "").isdigit() else text


def _is_first_of_index(tokens: list[Token], index: int) -> bool:
    """Whether a reference is the first argument of INDEX."""
    before = index - 2 if tokens[index - 1].kind == "sheet" else index - 1
    ends = index + 1 < len(tokens) and tokens[index + 1].kind in ("separator", "close")
    return ends and before >= 0 and tokens[before].text.upper() == "INDEX("


def _to_the_end(text: str) -> str:
    """``B$1:B$1048576`` for ``B:B``, of which the engine sees the filled cells only."""
    first, _, last = text.partition(":")
    if first.replace("$", "").isalpha():
        return f"{first}$1:{last}${LAST_ROW}"
    if last and first.replace("$", "").isdigit():
        return f"$A{first}:${column_letters(LAST_COLUMN)}{last}"
    return text


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


def _table_reference(token: Token, sheet: str, place: Place, names: Names) -> list[Token]:
    table = table_at(sheet, place, names.tables) if token.text.startswith("[") else None
    reference = (table.name if table else "") + token.text
    area = table_area(reference, place[0], names.tables)
    if area is None:
        raise Unsupported(f"{token.text} is no part of a table in this workbook")
    corners = area_name(area.top, area.left, area.bottom, area.right)
    return [Token("sheet", quoted(area.sheet) + "!"), Token("area", corners)]


def _sheet_of(token: Token) -> str:
    return unquoted(token.text.removesuffix("!"))
