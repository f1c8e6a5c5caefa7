"""The conditions of COUNTIF and its like: ``>5``, ``<>bond``, ``a*``."""

import re

_ONE_CONDITION = {"AVERAGEIF": 1, "COUNTIF": 1, "SUMIF": 1}
FIRST_CONDITION = {"AVERAGEIFS": 2, "COUNTIFS": 1, "MAXIFS": 2, "MINIFS": 2, "SUMIFS": 2}
"""The position of the first of several conditions, each behind its range."""
CONDITIONAL = frozenset({*_ONE_CONDITION, *FIRST_CONDITION})
_COMPARISON = re.compile(r"(<>|<=|>=|<|>|=)?(.*)", re.DOTALL)
_PERCENT = re.compile(r'"([<>]=?-?)(\d+)%"')


def is_condition(name: str, position: int) -> bool:
    """Whether an argument, counted from 0, is a condition."""
    first = FIRST_CONDITION.get(name)
    if first is None:
        return _ONE_CONDITION.get(name) == position
    return position >= first and (position - first) % 2 == 0


def parted(text: str) -> tuple[str, str]:
    """The comparison in front of a condition, and what is compared with."""
    match = _COMPARISON.fullmatch(text)
    assert match is not None
    return match[1] or "", match[2]


def is_comparison(piece: object) -> bool:
    """Whether a constant is the beginning of a condition, as in ``">"&A1``."""
    return piece in ('">"', '"<"', '">="', '"<="', '"="', '"<>"')


def in_numbers(text: str) -> str:
    """``">0.5"`` for ``">50%"``; other constants as they are."""
    match = _PERCENT.fullmatch(text)
    return f'"{match[1]}{int(match[2]) / 100:.15g}"' if match else text
