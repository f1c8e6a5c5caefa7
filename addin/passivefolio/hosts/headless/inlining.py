"""Replaces the parameters of LET by what they stand for."""

from collections.abc import Mapping
from dataclasses import replace

from passivefolio.hosts.headless.syntax import Call, Node, Operation, Sign, Span, Word
from passivefolio.hosts.headless.unsupported import Unsupported

_LARGEST = 5_000  # nodes


def without_lets(node: Node) -> Node:
    """The tree with every LET worked out; a parameter used twice is written twice."""
    return _Inlining().of(node, {})


class _Inlining:
    """Counts what it writes: parameters of parameters can grow without end."""

    def __init__(self) -> None:
        self.nodes = 0

    def of(self, node: Node, meanings: Mapping[str, Node]) -> Node:
        """The node where parameters have these meanings."""
        self.nodes += 1
        if self.nodes > _LARGEST:
            raise Unsupported("it is too long when its LET parameters are written out")
        if isinstance(node, Word):
            meaning = meanings.get(node.text.upper())
            return node if meaning is None else self.of(meaning, {})
        if isinstance(node, Operation):
            return replace(node, operands=self.all(node.operands, meanings))
        if isinstance(node, Sign):
            return replace(node, operand=self.of(node.operand, meanings))
        if isinstance(node, Span):
            return Span(self.of(node.first, meanings), self.of(node.last, meanings))
        if isinstance(node, Call):
            if node.name == "LET":
                return self.let(node, meanings)
            return replace(node, arguments=self.all(node.arguments, meanings))
        return node

    def all(self, nodes: tuple[Node, ...], meanings: Mapping[str, Node]) -> tuple[Node, ...]:
        """All of the nodes."""
        return tuple(self.of(node, meanings) for node in nodes)

    def let(self, node: Call, meanings: Mapping[str, Node]) -> Node:
        """The last argument of LET, in which the names before it have their values."""
        *bindings, body = node.arguments or (node,)
        if not bindings or len(bindings) % 2:
            raise Unsupported("a LET in it gives a name no value")
        inner = dict(meanings)
        for name, value in zip(bindings[::2], bindings[1::2], strict=True):
            if not isinstance(name, Word):
                raise Unsupported("a LET in it names something that is no name")
            inner[name.text.upper()] = self.of(value, inner)
        return self.of(body, inner)
