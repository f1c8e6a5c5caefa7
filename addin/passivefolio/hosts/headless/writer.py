"""Writes a formula for the engine so that it answers as spreadsheets do, or says that it cannot.

What spreadsheets do and the engine does not is added here: comparisons and texts see 15 digits of a
number, functions of single cells work on each element of an array, a range where one cell belongs
is cut to the cell in the formula's row or column, and our functions see which arguments were left
empty. Every argument is held against the table of what is known of the engine.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from passivefolio.hosts.headless import order
from passivefolio.hosts.headless.arrays import (
    ABOVE_ZERO,
    EXTENDING,
    REFERENCE_FUNCTIONS,
    TEXT_ARGUMENTS,
    evaluates_as_array,
    gives_one_cell,
    takes_array,
    works_on_each_element,
)
from passivefolio.hosts.headless.comparing import folded, looked_at, mark_of, narrowed, ordered
from passivefolio.hosts.headless.criteria import in_numbers, is_comparison, is_condition
from passivefolio.hosts.headless.dates import EARLY
from passivefolio.hosts.headless.known import (
    ALL,
    FORMS,
    KEPT,
    NUMBERS,
    TEXTS,
    Known,
    in_words,
    kind_of,
)
from passivefolio.hosts.headless.limits import PERIODS
from passivefolio.hosts.headless.outcomes import bounded, caught
from passivefolio.hosts.headless.parts import (
    OMITTED,
    WATCHED,
    Answers,
    Cells,
    Condition,
    Demand,
    Kinds,
    Part,
    Piece,
    Slot,
    called,
    hull,
    merged,
    possible,
)
from passivefolio.hosts.headless.syntax import (
    Call,
    Constant,
    Node,
    Operation,
    Reference,
    Sign,
    Span,
    Word,
)
from passivefolio.hosts.headless.texts import TEXT_FUNCTIONS
from passivefolio.hosts.headless.tokens import tokenize
from passivefolio.hosts.headless.unsupported import Unsupported

_COMPARISONS = frozenset({"=", "<>", "<", ">", "<=", ">="})
_GIVING_REFERENCES = frozenset({"CHOOSE", "IF", "INDEX", "INDIRECT", "OFFSET"})
_PASSING_ON = {"CHOOSE": 1, "IF": 1, "IFERROR": 0, "IFNA": 0, "IFS": 0, "SWITCH": 0, "TRANSPOSE": 0}
_REACHING = frozenset({"INDEX", "INDIRECT", "OFFSET"})  # several cells when a number is 0
_LONGEST = 100_000
_LAST = 2  # the position of the argument that EXTENDING functions reach beyond
_OWN = -1  # the number of the reference a formula makes to its own cell


@dataclass(frozen=True, slots=True)
class Ours:
    """Our functions, the kinds of answer of those that give one value for single values, and
    those that give one value whatever they are given.
    """

    names: frozenset[str] = frozenset()
    single: Mapping[str, frozenset[str]] = field(default_factory=dict)
    always_single: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Written:
    """A formula for the engine, with places for its references."""

    node: Node
    pieces: tuple[Piece, ...]
    functions: frozenset[str]
    demands: tuple[Demand, ...]
    form: str  # of its result: value, cell, range or array
    may_spill: bool  # whether the result could have several cells all the same
    places: frozenset[int]  # references of which the place matters, not what they hold alone
    places_unknown: bool  # whether there are others that are calculated
    careful: bool


def written(
    node: Node,
    ours: Ours,
    known: Known,
    as_array: bool,
    watched: Set[int] | None = None,
    careful: bool = False,
) -> Written:
    """The formula of a tree; ``as_array`` when it was entered as an array formula.

    ``watched`` adds calls that stop when a demand is not met in what is really calculated; of
    references these are looked at alone. ``careful`` takes functions of our own for lookups of
    the nearest value.
    """
    writer = _Writer(ours, known, watched, careful)
    part = writer.part(node, as_array)
    if not as_array:
        part = writer.cut(part)
    if sum(len(piece) for piece in part.pieces if isinstance(piece, str)) > _LONGEST:
        raise Unsupported("it is too long")
    return Written(
        node,
        merged(part.pieces),
        frozenset(writer.called),
        tuple(dict.fromkeys(writer.demands)),
        part.form,
        not as_array and writer.may_spill,
        frozenset(writer.places),
        writer.places_unknown,
        careful,
    )


class _Writer:
    """Walks a tree from the outside in."""

    def __init__(self, ours: Ours, known: Known, watched: Set[int] | None, careful: bool) -> None:
        self.ours = ours
        self.known = known
        self.watched = watched
        self.careful = careful
        self.called: set[str] = set()
        self.demands: list[Demand] = []
        self.may_spill = False
        self.places: set[int] = set()
        self.places_unknown = False

    def part(self, node: Node, array: bool) -> Part:
        """An expression; ``array`` when ranges stand for all their cells."""
        if isinstance(node, Constant):
            return _constant(node)
        if isinstance(node, Reference):
            form = "range" if node.several else "cell"
            kinds: Kinds = frozenset({Cells((node.number,))})
            return Part((Slot(node.number, "reference"),), form, kinds, node.number)
        if isinstance(node, Call):
            return self.call(node, array)
        if isinstance(node, Operation):
            return self.operation(node, array)
        if isinstance(node, Sign):
            return self.sign(node, array)
        if isinstance(node, Span):
            return self.span(node, array)
        assert isinstance(node, Word)
        raise Unsupported(f"it uses a name that is not defined in this workbook, {node.text}")

    def span(self, node: Span, array: bool) -> Part:
        """A range whose ends are calculated by INDEX."""
        for end in (node.first, node.last):
            self.note_place(end.arguments[0] if isinstance(end, Call) and end.arguments else end)
        ends = [self.part(end, array) for end in (node.first, node.last)]
        for end, part in zip((node.first, node.last), ends, strict=True):
            if isinstance(end, Reference) and not end.several:  # the engine wants calls
                continue
            if not (isinstance(end, Call) and end.name == "INDEX" and part.form == "cell"):
                raise Unsupported("it calculates where a range begins or ends")
        first, last = (
            part.pieces if part.number is None else called("INDEX", [part.pieces, ("1",)])
            for part in ends
        )
        if all(part.number is not None for part in ends) or ":" not in self.known:
            raise Unsupported("it calculates where a range begins or ends")
        return Part((*first, ":", *last), "range", hull(ends))

    def note_place(self, node: Node) -> None:
        """The place of this matters, wherever the formula is copied."""
        if isinstance(node, Reference):
            self.places.add(node.number)
        else:
            self.places_unknown = True

    def sign(self, node: Sign, array: bool) -> Part:
        """An operand with a sign."""
        since = len(self.demands)
        operand = self.operand(f"{node.operator}x", 0, node.operand, array)
        pieces = ("(", *operand.pieces, "%)")
        if node.operator != "%":
            pieces = (f"({node.operator}", *operand.pieces, ")")
        return self.watch(Part(pieces, _computed(operand), NUMBERS | {"e"}), since)

    def operation(self, node: Operation, array: bool) -> Part:
        """Operands between operators; numbers that are compared or joined are rounded."""
        since = len(self.demands)
        operands = [
            self.operand(operator, position, operand, array)
            for operator, position, operand in zip(
                (node.operators[0], *node.operators),
                (0, *(1 for _ in node.operators)),
                node.operands,
                strict=True,
            )
        ]
        kinds: Kinds = NUMBERS | {"e"}
        if node.operators[0] in _COMPARISONS:
            kinds = frozenset("be")
            operands = self.comparable(node.operators[0], operands)
        elif node.operators[0] == "&":
            kinds = TEXTS | {"e"}
            if len(operands) == 2 and is_comparison(operands[0].pieces[0]):
                kinds = frozenset({Condition(operands[1].kinds)})
            operands = [self.as_text(operand) for operand in operands]
        pieces: list[Piece] = ["(", *operands[0].pieces]
        for operator, operand in zip(node.operators, operands[1:], strict=True):
            pieces += [operator, *operand.pieces]
        form = "value" if all(operand.scalar for operand in operands) else "array"
        return self.watch(Part((*pieces, ")"), form, kinds), since)

    def comparable(self, operator: str, operands: list[Part]) -> list[Part]:
        """Operands as a comparison sees them; what is equal or greater without help stays."""
        if any(_is_zero(operand) for operand in operands):
            return operands
        in_order = operator not in ("=", "<>")
        if in_order and all(possible(operand.kinds) & TEXTS for operand in operands):
            return [_in_order(operand) or self.wrapped("_ORDERED", operand) for operand in operands]
        if any(_is_text(operand) and _ascii(operand) for operand in operands):
            return operands
        return [_folded(operand) or self.rounded(operand) for operand in operands]

    def operand(self, operator: str, position: int, node: Node, array: bool) -> Part:
        """One operand of an operator."""
        part = self.part(node, array)
        if isinstance(node, Span):  # the engine would answer #REF!
            raise Unsupported("it calculates with a range whose ends are calculated")
        if not array:
            part = self.cut(part)
        form = "cell" if part.form in ("range", "array") else part.form
        return self.hold(operator, 1 if operator.endswith("x") else 2, position, form, part)

    def call(self, node: Call, array: bool) -> Part:
        """A call of a function."""
        name = node.name
        if name == "SINGLE" and len(node.arguments) == 1:
            return self.cut(self.part(node.arguments[0], array))
        self.called.add(name)
        if name == "ANCHORARRAY" and len(node.arguments) == 1:
            pieces = called(name, [self.part(node.arguments[0], array).pieces])
            return Part(pieces, "range", ALL)
        if name in self.ours.names:
            return self.call_of_ours(name, [self.part(part, array) for part in node.arguments])
        if name not in self.known:
            raise Unsupported(KEPT.get(name, f"the function {name} is not known here"))
        if name in ("ROW", "COLUMN") and len(node.arguments) < 2:
            return self.row_or_column(name, node.arguments, array)
        if self.known.find(name, len(node.arguments)) is None:
            raise Unsupported(f"{name} with {len(node.arguments)} arguments is not known here")
        since = len(self.demands)
        nearest = self.is_nearest(node)
        arguments: list[Part] = []
        for position, argument in enumerate(node.arguments):
            arguments.append(
                self.part(argument, array or nearest)
                if position == order.LIST and order.order_matters(node)
                else self.argument(node, position, array, arguments)
            )
        if nearest:
            return self.watch(self.nearest(node, arguments), since)
        if any(
            not (part.scalar or takes_array(name, position))
            for position, part in enumerate(arguments)
        ):
            return self.watch(self.each(name, arguments), since)
        return self.watch(self.plain_call(name, arguments), since)

    def is_nearest(self, node: Call) -> bool:
        """Whether this is a lookup of the nearest value that the engine is not trusted with."""
        return order.order_matters(node) and (
            self.careful or not isinstance(node.arguments[order.LIST], Reference)
        )

    def nearest(self, node: Call, arguments: list[Part]) -> Part:
        """A lookup of the nearest value by our own function."""
        way = order.way(node)
        after = enumerate(arguments[order.LIST + 1 :], order.LIST + 1)
        if not way or not all(part.scalar or takes_array(node.name, at) for at, part in after):
            raise Unsupported(order.UNORDERED)
        function = f"_NEAREST_{node.name}"
        self.called.add(function)
        taken = arguments[: order.TAKEN[node.name]]
        pieces = called(function, [argument.pieces for argument in taken])
        if way < 0:
            pieces = (*pieces[:-1], ",TRUE)")
        form = "value" if arguments[0].scalar else "array"
        return Part(pieces, form, frozenset("1e") if node.name == "MATCH" else ALL)

    def call_of_ours(self, name: str, arguments: list[Part]) -> Part:
        """A call of a function of ours, which judges its arguments itself."""
        texts = _with_omitted(arguments)
        alone = name in self.ours.always_single or all(argument.scalar for argument in arguments)
        if name in self.ours.single and alone:
            kinds: Kinds = frozenset({Answers(name, self.ours.single[name])})
            return Part(called(name, texts), "value", kinds)
        return Part(called(name, texts), "array", frozenset({Answers(name, ALL - {"z"})}))

    def argument(self, node: Call, position: int, array: bool, before: list[Part]) -> Part:
        """An argument of a built-in function, prepared for it and held against the table."""
        name, count = node.name, len(node.arguments)
        part = self.part(node.arguments[position], array or evaluates_as_array(name, position))
        part = caught(name, position, node.arguments[position], part)
        takes = takes_array(name, position)
        if name in REFERENCE_FUNCTIONS or (
            name in EXTENDING and position == _LAST and part.form == "cell"
        ):
            self.note_place(node.arguments[position])
        if not takes and name in REFERENCE_FUNCTIONS and not part.scalar:
            part = self.wrapped("_SCALAR", part)._replace(form="value")
        elif not takes and not array:
            part = self.cut(part)
        form = part.form
        if not takes and form in ("range", "array"):  # each element by itself, from a cell
            form = "cell"
        if name == "IF" and position and form == "array" and before[0].scalar:
            form = "value"  # it goes on as it is
        if (name, position) == ("TEXT", 1):  # the function knows its formats
            return part
        if name == "INDEX" and position == 0 and form in ("array", "value"):
            return part  # it is taken by our own INDEX
        if is_condition(name, position) and _is_text(part):
            part = _constant(Constant("text", in_numbers(str(part.pieces[0]))))
        mark = mark_of(name, position, [_is_nothing(argument) for argument in node.arguments])
        part = self.hold(name, count, position, form, part, mark)
        if position in TEXT_ARGUMENTS.get(name, ()) and name not in TEXT_FUNCTIONS:
            return self.as_text(part)
        if position in EARLY.get(name, ()):
            return self.wrapped("_LATE", part)
        if position in PERIODS.get(name, ()):
            return self.wrapped("_PERIODS", part)
        if name == "DATEVALUE":
            return self.wrapped("_SURE_DATE", part)
        if name in ("IRR", "MIRR") and position == 0:
            return self.wrapped("_NUMBERS", part)._replace(form="array")
        return part

    def plain_call(self, name: str, arguments: list[Part]) -> Part:
        """A call whose arguments are as the function takes them."""
        written_name = name
        if name == "INDEX" and arguments[0].form in ("array", "value"):
            written_name = "_INDEX"
            self.called.add(written_name)
        texts = [argument.pieces for argument in arguments]
        if name in TEXT_FUNCTIONS:
            texts = _with_omitted(arguments)
        pieces = called(written_name, texts)
        one = gives_one_cell(
            name,
            [str(argument.pieces[0]) if argument.constant else "?" for argument in arguments],
            [argument.scalar for argument in arguments],
        )
        if name == "INDIRECT" or (
            name in _GIVING_REFERENCES and any(a.number is not None for a in arguments)
        ):
            form = "cell" if one else "range"
            sure = [argument.constant and argument.kinds == {"1"} for argument in arguments[1:]]
            self.may_spill |= name in _REACHING and not (len(sure) > 1 and all(sure))
        else:
            form = "value" if one else "array"
        return bounded(name, Part(pieces, form, self.results(name, arguments)))

    def results(self, name: str, arguments: list[Part]) -> Kinds:
        """The kinds of values a call answers with."""
        if name in ("INDIRECT", "OFFSET"):
            return ALL
        if name == "INDEX":
            return arguments[0].kinds | {"0", "e"}
        if name in _PASSING_ON:
            passed = [argument.kinds for argument in arguments[_PASSING_ON[name] :]]
            kinds = frozenset("0e").union(*passed)
            return (kinds | {"b"} if name == "IF" else kinds) - {"o"}
        found = self.known.results(name, len(arguments))
        return found | ABOVE_ZERO.get(name, NUMBERS) if found & NUMBERS else found

    def each(self, name: str, arguments: list[Part]) -> Part:
        """A function of single cells on each element of an array."""
        if not works_on_each_element(name):
            raise Unsupported(f"how {name} takes several cells at once is not known here")
        self.called.add("_EACH")
        pieces = called("_EACH", [(f'"{name}"',), *_with_omitted(arguments)])
        return Part(pieces, "array", self.results(name, arguments))

    def row_or_column(self, name: str, arguments: tuple[Node, ...], array: bool) -> Part:
        """The row or column numbers of a range, or of the formula's own cell."""
        way = "rows" if name == "ROW" else "columns"
        if not arguments:
            return Part((Slot(_OWN, way),), "value", frozenset("1"))
        if isinstance(arguments[0], Reference):
            slot = Slot(arguments[0].number, way)
            form = "array" if arguments[0].several else "value"
            return Part((slot,), form, frozenset("1"))
        part = self.part(arguments[0], array)
        if not isinstance(arguments[0], Call) or part.form != "cell":
            raise Unsupported(f"{name} of what is no plain range is not known here")
        return Part(called(name, [part.pieces]), "value", frozenset("1e"))

    def cut(self, part: Part) -> Part:
        """A range in a formula for one cell stands for its cell in the formula's row or column."""
        if part.form != "range":
            return part
        if part.number is not None:
            return part._replace(pieces=(Slot(part.number, "cut"),), form="cell")
        return self.wrapped("_SCALAR", part)._replace(form="cell")

    def hold(
        self, name: str, count: int, position: int, form: str, part: Part, mark: str = ""
    ) -> Part:
        """Hold an argument against the table: what is not known there must not come up.

        ``mark`` is for functions that compare texts.
        """
        allowed = narrowed(self.known.allowed(name, count, position, form), mark)
        kinds = possible(part.kinds)
        missing = kinds - allowed
        if not missing:
            return part
        later = allowed | looked_at(allowed)
        if (part.constant and not kinds <= later) or not later & kinds:
            what = in_words(kinds - later) if allowed else FORMS[form]
            raise Unsupported(f"how {name} takes {what} is not known here")
        if self.watched is not None and part.number is None and part.form != "range":
            words = "".join(sorted(allowed))
            pieces = part.pieces if "e" in allowed else called("TRANSPOSE", [part.pieces])
            return part._replace(pieces=(f'_HELD({WATCHED},"{name}","{words}",', *pieces, ")"))
        self.demands.append(Demand(merged(part.pieces), part.number, part.kinds, allowed, name))
        return part

    def watch(self, part: Part, since: int) -> Part:
        """The part, calculated when the demands on its arguments are met."""
        if self.watched is None or len(self.demands) == since:
            return part
        checks: list[Piece] = []
        for demand in self.demands[since:]:
            if demand.number is not None and demand.number not in self.watched:
                continue
            kinds = "".join(sorted(demand.kinds))
            checks += [f'*_MET({WATCHED},"{demand.function}","{kinds}",', *demand.pieces, ")"]
        del self.demands[since:]
        if not checks:
            return part
        return part._replace(pieces=("IF(1", *checks, ",", *part.pieces, ",0)"), number=None)

    def as_text(self, part: Part) -> Part:
        """Numbers as the text spreadsheets make of them."""
        return part if _is_text(part) or part.kinds == {"o"} else self.wrapped("_AS_TEXT", part)

    def rounded(self, part: Part) -> Part:
        """Numbers as comparisons see them; those written with few digits are so already."""
        return part if _is_given(part) else self.wrapped("_ROUNDED", part)

    def wrapped(self, function: str, part: Part) -> Part:
        """The part as the argument of one of the functions of ``supplement``."""
        self.called.add(function)
        form = "array" if not part.scalar else "value"
        return Part(called(function, [part.pieces]), form, part.kinds)


def _constant(node: Constant) -> Part:
    if node.kind == "array":
        return Part((node.text,), "array", _kinds_of_array(node.text), constant=True)
    if node.kind == "given":
        slot = Slot(int(node.text[1:]), "number")
        return Part((slot,), "value", frozenset(node.text[0]), constant=True)
    if node.kind == "text":
        kind = kind_of(node.text[1:-1].replace('""', '"'))
    else:
        kind = {"boolean": "b", "error": "e", "omitted": "o"}.get(node.kind, "")
        kind = kind or kind_of(float(node.text))
    return Part((node.text,), "value", frozenset(kind), constant=True)


def _kinds_of_array(text: str) -> frozenset[str]:
    kinds: set[str] = set()
    negative = False
    for token in tokenize(text[1:-1]):
        if token.kind == "number":
            kinds.add(kind_of(-float(token.text) if negative else float(token.text)))
        elif token.kind == "error":
            kinds.add("e")
        elif token.kind == "text":
            kinds.add(kind_of(token.text[1:-1].replace('""', '"')))
        elif token.kind == "word":
            kinds.add("b")
        negative = token.text == "-"
    return frozenset(kinds)


def _with_omitted(arguments: list[Part]) -> list[tuple[Piece, ...]]:
    """Arguments as functions of ours take them, which see what was left out."""
    return [
        (f'"{OMITTED}"',) if argument.kinds == frozenset("o") else argument.pieces
        for argument in arguments
    ]


def _ascii(part: Part) -> bool:
    return str(part.pieces[0]).isascii()


def _folded(part: Part) -> Part | None:
    """A constant text with small letters; None for all else."""
    if not _is_text(part):
        return None
    return part._replace(pieces=(folded(str(part.pieces[0])),))


def _in_order(part: Part) -> Part | None:
    """A constant whose order is sure; None for what is no constant."""
    if not _is_text(part):
        return None
    ordered(str(part.pieces[0])[1:-1])
    return part


def _is_nothing(node: Node) -> bool:
    """Whether an argument is 0, FALSE or left empty."""
    if not isinstance(node, Constant):
        return False
    if node.kind == "given":
        return node.text.startswith("0")
    return node.kind == "omitted" or node.text.upper() in ("0", "FALSE")


def _is_given(part: Part) -> bool:
    """Whether this is a number of at most 15 digits."""
    return part.constant and isinstance(part.pieces[0], Slot)


def _computed(part: Part) -> str:
    return "value" if part.scalar else "array"


def _is_text(part: Part) -> bool:
    return part.constant and part.kinds <= TEXTS and part.form == "value"


def _is_zero(part: Part) -> bool:
    """Whether this is the number 0, beside which no rounding makes a difference."""
    return part.constant and part.kinds == {"0"} and part.form == "value"
