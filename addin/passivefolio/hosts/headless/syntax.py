"""Reads the tokens of a formula into a tree: constants, references, calls and operations."""

from dataclasses import dataclass, replace

from passivefolio.hosts.headless.tokens import Token
from passivefolio.hosts.headless.unsupported import Unsupported

_LEVELS = (
    frozenset({"=", "<>", "<", ">", "<=", ">="}),
    frozenset({"&"}),
    frozenset({"+", "-"}),
    frozenset({"*", "/"}),
    frozenset({"^"}),
)  # weakest first
_DEEPEST = 64  # as in Excel
_ENDS = frozenset({"close", "separator"})
_BEGINS = frozenset({"area", "sheet", "function", "word", "open"})


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, text, truth value, error or array as written; nothing for an argument left out.

    Formulas that are alike but for a number share a tree in which it is ``given``: its kind, and
    which of the given numbers it is.
    """

    kind: str  # number, given, text, boolean, error, array or omitted
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One of the references of the formula, counted from 0."""

    number: int
    several: bool  # whether it can name more than one cell


@dataclass(frozen=True, slots=True)
class Word:
    """A parameter of LET."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function; the name is upper case."""

    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """Operands of one precedence with the operators between them, worked from left to right."""

    operators: tuple[str, ...]
    operands: tuple["Node", ...]
    in_brackets: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign before an operand, or a percent sign after it."""

    operator: str
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Span:
    """The range from one reference to another, as in ``A1:INDEX(A:A,3)``."""

    first: "Node"
    last: "Node"


Node = Constant | Reference | Word | Call | Operation | Sign | Span

LEFT_OUT = Constant("omitted", "")


def parts_of(node: Node) -> tuple[Node, ...]:
    """The arguments of a call, the operands of an operation, the ends of a range."""
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Operation):
        return node.operands
    if isinstance(node, Sign):
        return (node.operand,)
    return (node.first, node.last) if isinstance(node, Span) else ()


def tree(tokens: list[Token]) -> Node:
    """The tree of a formula whose names and tables are resolved."""
    reader = _Reader(tokens)
    node = reader.expression(0)
    if reader.kind() == "close":
        raise Unsupported("its brackets do not match")
    if reader.kind():
        left = reader.tokens[reader.index :]
        rest = "".join("..." if token.kind == "given" else token.text for token in left)
        raise Unsupported(f"something is missing or too much at {rest[:20]}")
    return node


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = _without_blanks(tokens)
        self.index = 0
        self.depth = 0
        self.references = 0

    def kind(self) -> str:
        """The kind of the token that comes next; an empty text at the end."""
        return self.tokens[self.index].kind if self.index < len(self.tokens) else ""

    def operator(self, among: frozenset[str]) -> str:
        """The next token when it is one of these operators, which is then read."""
        if self.kind() == "operator" and self.tokens[self.index].text in among:
            self.index += 1
            return self.tokens[self.index - 1].text
        return ""

    def expression(self, weakest: int) -> Node:
        """Operands with operators of this precedence or stronger ones, the strongest first."""
        node = self.percent()
        for level in range(len(_LEVELS) - 1, weakest - 1, -1):
            if self.kind() != "operator":
                break
            operands = [node]
            operators: list[str] = []
            while operator := self.operator(_LEVELS[level]):
                operators.append(operator)
                operands.append(self.expression(level + 1))
            if operators:
                node = Operation(tuple(operators), tuple(operands))
        return node

    def percent(self) -> Node:
        node = self.signed()
        signs = 0
        while self.operator(frozenset("%")):
            signs += 1
            if signs > _DEEPEST:
                raise Unsupported("it is nested too deeply")
            node = Sign("%", node)
        return node

    def signed(self) -> Node:
        signs: list[str] = []
        while sign := self.operator(frozenset("+-")):
            signs.append(sign)
        if len(signs) > _DEEPEST:
            raise Unsupported("it is nested too deeply")
        node = self.span()
        for sign in reversed(signs):
            node = Sign(sign, node)
        return node

    def span(self) -> Node:
        node = self.operand()
        if self.operator(frozenset(":")):
            return Span(node, self.operand())
        return node

    def operand(self) -> Node:
        if not self.kind() or self.kind() in _ENDS:
            raise Unsupported("a value is missing in it")
        token = self.tokens[self.index]
        self.index += 1
        if token.kind == "sheet":
            if self.kind() != "area":
                raise Unsupported(f"{token.text} is followed by no reference it can use")
            return self.operand()
        if token.kind == "area":
            self.references += 1
            return Reference(self.references - 1, ":" in token.text)
        if token.kind == "function":
            return Call(token.text[:-1].upper(), self.inside())
        if token.kind == "open":
            return self.group()
        if token.kind == "word":
            truth = token.text.upper() in ("TRUE", "FALSE")
            return Constant("boolean", token.text.upper()) if truth else Word(token.text)
        if token.kind in ("number", "given", "text", "error", "array"):
            return Constant(token.kind, token.text)
        raise Unsupported(f"it cannot be read at {token.text[:20]!r}")

    def group(self) -> Node:
        """What stands in brackets."""
        inside = self.inside()
        if len(inside) > 1:
            raise Unsupported("it joins several ranges with a comma")
        if not inside or inside[0] == LEFT_OUT:
            raise Unsupported("a pair of brackets holds nothing")
        node = inside[0]
        return replace(node, in_brackets=True) if isinstance(node, Operation) else node

    def inside(self) -> tuple[Node, ...]:
        """The arguments up to the closing bracket."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unsupported("it is nested too deeply")
        found: list[Node] = []
        while True:
            found.append(LEFT_OUT if self.kind() in _ENDS else self.expression(0))
            if self.kind() not in _ENDS:
                raise Unsupported("a bracket is not closed")
            self.index += 1
            if self.tokens[self.index - 1].kind == "close":
                self.depth -= 1
                return () if found == [LEFT_OUT] else tuple(found)


def _without_blanks(tokens: list[Token]) -> list[Token]:
    """The tokens without blanks, of which one between two references has a meaning."""
    found: list[Token] = []
    for index, token in enumerate(tokens):
        if token.kind != "space":
            found.append(token)
        elif found and index + 1 < len(tokens):
            before, after = found[-1].kind, tokens[index + 1].kind
            if before in ("area", "word", "close") and after in _BEGINS:
                raise Unsupported("it takes the intersection of ranges, written with a blank")
    return found
