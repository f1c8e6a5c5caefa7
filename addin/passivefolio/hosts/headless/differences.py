"""Differences that Excel calls 0: when a formula ends in + or - outside brackets, and the result is
next to nothing beside what is added or taken away last, as in =0.1+0.2-0.3.
"""

from passivefolio.hosts.headless.engine import Engine
from passivefolio.hosts.headless.formulacells import Formula
from passivefolio.hosts.headless.formulas import Translator
from passivefolio.hosts.headless.prepared import Prepared
from passivefolio.hosts.headless.syntax import Constant, Operation

_SMALL = 1e-5  # differences of larger numbers are no residue of rounding
_RESIDUE = 2.0**-48  # of the last operand; spreadsheets agree to call this 0


def residues(
    formulas: list[Formula], engine: Engine, translator: Translator
) -> tuple[list[Formula], list[Formula]]:
    """The formulas whose difference Excel calls 0, and those of which that is not sure."""
    near: list[tuple[Formula, float]] = []
    operands: list[tuple[str, str]] = []
    for formula in formulas:
        prepared = formula.prepared
        if formula.kind == "plain" and prepared is not None:
            value = engine.value(formula.sheet, *formula.place)
            if isinstance(value, float) and _may_be_none(prepared, value):
                near.append((formula, value))
                operands.append((formula.sheet, translator.last_operand(prepared).text))
    verdicts: dict[bool | None, list[Formula]] = {True: [], False: [], None: []}
    for (formula, value), operand in zip(
        near, engine.beside(operands) if near else (), strict=True
    ):
        none = isinstance(operand, float) and _is_none(value, operand)
        verdicts[none].append(formula)
    return verdicts[True], verdicts[None]


def _may_be_none(prepared: Prepared, difference: float) -> bool:
    """Whether the answer of a formula is a difference that Excel looks at again."""
    node = prepared.shape.node
    if not (isinstance(node, Operation) and node.operators[-1] in ("+", "-")):
        return False
    if node.in_brackets or not 0 < abs(difference) < _SMALL:
        return False
    last = node.operands[-1]
    if isinstance(last, Constant) and last.kind == "given":
        operand = float(prepared.pattern.given[int(last.text[1:])])
        return _is_none(difference, operand) is not False
    return True


def _is_none(difference: float, operand: float) -> bool | None:
    """Whether the difference is 0 to Excel; None when that is not sure."""
    if abs(difference) < abs(operand) * _RESIDUE:
        return True
    other = abs(operand) + difference
    return None if f"{abs(operand):.15g}" == f"{other:.15g}" else False
