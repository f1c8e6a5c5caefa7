"""Our formulas in plain letters, such as ``A sd^2 / 2``, set as mathematics (MathML).

Spaces tell how far a division reaches: ``a b / c d`` divides the products, ``A/2 w`` only its
neighbours. What the grammar does not understand raises ``NotAFormula``.
"""

import re
from html import escape

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<word>[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)"
    r"|(?P<sign><=|>=|[-+*/^=<>(){},|'_]))"
)
LETTERS = {"alpha": "α", "beta": "β", "mu": "μ", "rho": "ρ", "phi": "φ", "Phi": "Φ"}
LARGE = {"sum": "∑", "product": "∏"}
CHOICES = ("argmax", "argmin")
SPACE = '<mspace width="0.25em"/>'
RELATIONS = {"=": "=", "<=": "≤", ">=": "≥", "<": "&lt;", ">": "&gt;"}
SUBSCRIPTS = re.compile(r"[A-Za-z0-9]{1,2}|risky|lump|parts|old|new")


class NotAFormula(ValueError):
    """Text that does not read as a formula."""


def mathml(formula: str) -> str:
    """The formula as a MathML element."""
    reader = _Reader(formula)
    body = reader.relations()
    if reader.token is not None:
        raise NotAFormula(f"{formula}: what is {reader.token}?")
    return f'<math display="block"><mrow>{body}</mrow></math>'


def _tag(name: str, *parts: str) -> str:
    return f"<{name}>{''.join(parts)}</{name}>"


def _row(*parts: str) -> str:
    return parts[0] if len(parts) == 1 else _tag("mrow", *parts)


def _sign(text: str) -> str:
    return _tag("mo", text)


def _name(word: str) -> str:
    """A letter, a Greek letter, a subscripted one, or the name of an argument as it is typed."""
    base, _, below = word.partition("_")
    if below and SUBSCRIPTS.fullmatch(below):
        return _tag("msub", _name(base), _name(below) if below.isalpha() else _tag("mn", below))
    if numbered := re.fullmatch(r"([A-Za-z])(\d)", word):
        return _tag("msub", _tag("mi", numbered[1]), _tag("mn", numbered[2]))
    return _tag("mi", LETTERS.get(word, escape(word)))


class _Reader:
    """Reads the formula from left to right."""

    def __init__(self, formula: str) -> None:
        self.formula = formula
        self.tokens: list[tuple[str, str, bool]] = []
        end = len(formula.rstrip())
        place = 0
        while place < end:
            if not (found := TOKEN.match(formula, place)):
                raise NotAFormula(f"{formula}: what is {formula[place]}?")
            kind = str(found.lastgroup)
            start, stop = found.span(kind)
            self.tokens.append((kind, found[kind], start > place))
            place = stop
        self.place = 0
        self.raised = 0

    @property
    def token(self) -> str | None:
        """The next token; None at the end."""
        return self.tokens[self.place][1] if self.place < len(self.tokens) else None

    @property
    def after_space(self) -> bool:
        """Whether a space stands before the next token."""
        return self.place < len(self.tokens) and self.tokens[self.place][2]

    def take(self, expected: str | None = None) -> str:
        """The next token, which must be the expected one."""
        token = self.token
        if token is None or (expected is not None and token != expected):
            raise NotAFormula(f"{self.formula}: {expected or 'more'} is expected")
        self.place += 1
        return token

    def relations(self) -> str:
        """Sums, compared or listed."""
        parts = [self.sum()]
        while self.token is not None and (
            self.token in RELATIONS or self.token == "," or self.token in ("and", "where")
        ):
            token = self.take()
            if token in ("and", "where"):
                parts.append(_tag("mtext", f"&nbsp;{token}&nbsp;"))
            else:
                parts.append(_sign(RELATIONS.get(token, token)))
            parts.append(self.sum())
        return _row(*parts)

    def sum(self) -> str:
        """Quotients, added up; what they are to make largest or smallest stands before them all."""
        if self.token in CHOICES:
            return _row(_name(self.take()), SPACE, self.sum())
        parts = []
        if self.token == "-":
            self.take()
            parts.append(_sign("−"))
        parts.append(self.quotient())
        while self.token in ("+", "-"):
            parts += [_sign("+" if self.take() == "+" else "−"), self.quotient()]
        return _row(*parts)

    def quotient(self) -> str:
        """Products, divided with spaces around the stroke, or times each other."""
        left = self.product()
        while self.token in ("/", "*"):
            if self.take() == "/":
                left = self._divided(left, self._signed_product())
            else:
                left = _row(left, _sign("·"), self.product())
        return left

    def _signed_product(self) -> str:
        if self.token == "-":
            self.take()
            return _row(_sign("−"), self.product())
        return self.product()

    def product(self) -> str:
        """Factors one after the other."""
        parts = [self.factor()]
        while self._starts_factor():
            space = self.after_space
            factor = self.factor()
            if space:
                parts.append(SPACE)
            parts.append(factor)
        return _row(*parts)

    def _starts_factor(self) -> bool:
        if self.token is None or self.token in ("and", "where"):
            return False
        kind = self.tokens[self.place][0]
        return kind in ("number", "word") or self.token == "("

    def factor(self) -> str:
        """A power, or one divided by its neighbour."""
        left = self.power()
        while self.token == "/" and not self.after_space:
            self.take()
            left = self._divided(left, self.power())
        return left

    def power(self) -> str:
        """Something with a superscript, a dash or a star."""
        base = self.atom()
        while self.token in ("^", "'", "_") or (self.token == "*" and not self.after_space):
            mark = self.take()
            if mark == "'":
                base = _tag("msup", base, _sign("′"))
            elif mark == "*":
                base = _tag("msup", base, _sign("*"))
            elif mark == "_":
                base = _tag("msub", base, _bare(self.atom()))
            else:
                base = _tag("msup", base, self._superscript())
        return base

    def _superscript(self) -> str:
        """A superscript stays on one line."""
        self.raised += 1
        minus = [_sign("−")] if self.token == "-" and self.take() else []
        raised = _row(*minus, _bare(self.atom()))
        self.raised -= 1
        return raised

    def _divided(self, above: str, below: str) -> str:
        if self.raised:
            return _row(above, _sign("/"), below)
        return _tag("mfrac", _bare(above), _bare(below))

    def atom(self) -> str:
        """A number, a name, a function of something, or something in brackets."""
        kind, token, _ = self.tokens[self.place] if self.token is not None else ("", "", False)
        if token == "(":
            return self._bracketed()
        if token == "|":
            self.take()
            inner = self.sum()
            self.take("|")
            return _row(_sign("|"), inner, _sign("|"))
        if kind == "number":
            return _tag("mn", self.take())
        if kind != "word":
            raise NotAFormula(f"{self.formula}: a name or a number is expected")
        if self._is_article():
            return _tag("mtext", self.take())
        word = self.take()
        applied = self.token == "(" and not self.after_space
        if word == "sqrt" and applied:
            return _tag("msqrt", _bare(self._bracketed()))
        if word in LARGE and applied:
            return _row(_tag("mo", LARGE[word]), self._bracketed())
        return _row(_name(word), self._bracketed()) if applied else _name(word)

    def _is_article(self) -> bool:
        """Whether the next token is the word in "return a year", not a variable."""
        around = self.tokens[max(0, self.place - 1) : self.place + 2]
        return len(around) == 3 and all(
            kind == "word" and (len(word) > 1) == (position != 1)
            for position, (kind, word, _) in enumerate(around)
        )

    def _bracketed(self) -> str:
        self.take("(")
        inner = self.relations()
        self.take(")")
        return _Bracketed.around(inner)


class _Bracketed(str):
    """Mathematics in brackets, and what they hold."""

    inner: str

    @classmethod
    def around(cls, inner: str) -> "_Bracketed":
        """Brackets around mathematics."""
        made = cls(f"<mrow><mo>(</mo>{inner}<mo>)</mo></mrow>")
        made.inner = inner
        return made


def _bare(math: str) -> str:
    """What a fraction, a root or a superscript holds needs no brackets."""
    return _tag("mrow", math.inner) if isinstance(math, _Bracketed) else math
