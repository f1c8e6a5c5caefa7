"""Differences that Excel calls 0: when a formula ends in + or - outside brackets, and the result is
next to nothing beside what is added or taken away last, as in =0.1+0.2-0.3.
"""

from passivefolio.hosts.headless.syntax import Node, Operation

SMALL = 1e-4  # differences of larger numbers are no residue of rounding
_RESIDUE = 2.0**-48  # of the last operand; spreadsheets agree to call this 0


def ends_in_difference(node: Node) -> bool:
    """Whether the last operation of a formula is one that Excel looks at again."""
    return isinstance(node, Operation) and node.operators[-1] in ("+", "-") and not node.in_brackets


def is_none(difference: float, operand: float) -> bool | None:
    """Whether the difference is 0 to Excel; None when that is not sure."""
    if abs(difference) < abs(operand) * _RESIDUE:
        return True
    other = abs(operand) + difference
    return None if f"{abs(operand):.15g}" == f"{other:.15g}" else False
