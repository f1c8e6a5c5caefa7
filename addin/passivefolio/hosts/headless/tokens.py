"""Cuts a stored formula into tokens and takes the storage prefixes off."""

import re
from typing import NamedTuple

from passivefolio.hosts.headless.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    column_letters,
    column_number,
)
from passivefolio.hosts.headless.unsupported import Unsupported

_COLUMN = r"\$?(?:[A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])"
_END = r"(?![\w.(\[!\\])"
_TOKEN = re.compile(
    rf"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!))
  | (?P<sheet>(?:'(?:[^']|'')+'|(?:\[\d+\])?[^\W\d][\w.]*(?::[\w.]+)?|\[\d+\])!)
  | (?P<area>{_COLUMN}\$?\d+(?::{_COLUMN}\$?\d+)?{_END}
           | {_COLUMN}:{_COLUMN}{_END}
           | \$?\d+:\$?\d+{_END})
  | (?P<table>(?:(?:[^\W\d]|\\)[\w.\\]*)?\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\])
  | (?P<function>[^\W\d][\w.]*\()
  | (?P<word>(?:[^\W\d]|\\)[\w.\\?]*)
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)
  | (?P<array>\{{(?:"(?:[^"]|"")*"|[^"{{}}])*\}})
  | (?P<space>\s+)
  | (?P<separator>,)
  | (?P<open>\()
  | (?P<close>\))
  | (?P<operator><=|>=|<>|.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_ANY_CASE = r"\$?(?:[A-Za-z]{1,2}|[A-Wa-w][A-Za-z]{2}|[Xx](?:[A-Ea-e][A-Za-z]|[Ff][A-Da-d]))"
_CELL = rf"{_ANY_CASE}\$?\d+"  # quicker than a pattern that ignores case
_REFERENCE = re.compile(rf"(?<![\w.$'])({_CELL}(?::{_CELL})?{_END})")
_PREFIX = re.compile(r"(?:_xlfn\.|_xlws\.|_xll\.|_xludf\.|_xldudf_[A-Z0-9]+_)+", re.IGNORECASE)
_ADDIN_BOOK = re.compile(r"\[\d+\]!|'[^']+\.xl[a-z]{1,2}'!", re.IGNORECASE)
_THIS_BOOK = "[0]!"
_CORNER = re.compile(r"(\$?)([A-Z]*)(\$?)(\d*)", re.IGNORECASE)
PARAMETER = "_xlpm."


class Token(NamedTuple):
    """A piece of a formula; ``function`` includes the opening bracket."""

    kind: str
    text: str


def tokenize(formula: str) -> list[Token]:
    """The tokens of a formula as the file stores it (no leading ``=``), without prefixes.

    Parameters of LET and LAMBDA keep their ``_xlpm.``: it tells them from defined names.
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(formula):
        kind = str(match.lastgroup)
        text = match[0]
        if kind == "function":
            text = _PREFIX.sub("", text, count=1)
            if tokens and tokens[-1].kind == "sheet" and _ADDIN_BOOK.fullmatch(tokens[-1].text):
                tokens.pop()
        elif kind == "word":
            text = _PREFIX.sub("", text, count=1)
            if tokens and tokens[-1].text == _THIS_BOOK:
                tokens.pop()
        elif kind == "error" and tokens and tokens[-1].kind == "sheet":
            tokens.pop()
        tokens.append(Token(kind, text))
    return tokens


def cut_at_references(formula: str) -> list[str]:
    """The text of a formula, every second piece a cell reference or what looks like one."""
    return _REFERENCE.split(formula)


def between(pieces: list[str]) -> str:
    """What stands between the references, with marks for them: copies of a formula share it."""
    marks = ["\1" if ":" in text else "\0" for text in pieces[1::2]]
    return "".join(map("".join, zip(pieces[::2], [*marks, ""], strict=True)))


def shifted(tokens: list[Token], down: int, right: int) -> list[Token]:
    """The formula as if it were copied to another cell: relative references move along."""
    return [
        Token("area", ":".join(_moved(corner, down, right) for corner in token.text.split(":")))
        if token.kind == "area"
        else token
        for token in tokens
    ]


def _moved(corner: str, down: int, right: int) -> str:
    match = _CORNER.fullmatch(corner)
    assert match is not None
    dollar, letters, row_dollar, digits = match.groups()
    if not letters:  # a whole row, such as $1
        row_dollar = dollar
    if letters and not dollar:
        letters = column_letters((column_number(letters) - 1 + right) % LAST_COLUMN + 1)
    if digits and not row_dollar:
        digits = str((int(digits) - 1 + down) % LAST_ROW + 1)
    return (dollar + letters if letters else "") + row_dollar + digits


def arguments(tokens: list[Token], opening: int) -> tuple[list[list[Token]], int]:
    """The arguments of the call whose ``function`` token stands at ``opening``, and the index
    after its closing bracket."""
    found: list[list[Token]] = [[]]
    depth = 1
    for index in range(opening + 1, len(tokens)):
        token = tokens[index]
        if token.kind in ("function", "open"):
            depth += 1
        elif token.kind == "close":
            depth -= 1
            if depth == 0:
                return found, index + 1
        elif token.kind == "separator" and depth == 1:
            found.append([])
            continue
        found[-1].append(token)
    raise Unsupported("a bracket is not closed")
