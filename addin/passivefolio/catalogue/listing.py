"""The catalogue as plain lists and texts, for programs that read it as JSON."""

import math
from typing import Any

from passivefolio.catalogue.about import FUNCTIONS
from passivefolio.catalogue.model import REQUIRED, Arg, Function


def listing() -> list[dict[str, Any]]:
    """One entry per function: name, category, summary, args, returns, examples."""
    return [_function(function) for function in FUNCTIONS]


def _function(function: Function) -> dict[str, Any]:
    return {
        "name": function.name,
        "category": function.category,
        "summary": function.summary,
        "args": [_argument(arg) for arg in function.args],
        "returns": function.answer.value,
        "examples": [
            {
                "formula": example.formula(function.name),
                "result": example.result,
                "source": example.source,
                "decimals": example.decimals,
            }
            for example in function.examples
        ],
    }


def _argument(arg: Arg) -> dict[str, Any]:
    default = arg.default
    nothing = default is REQUIRED or (isinstance(default, float) and not math.isfinite(default))
    return {
        "name": arg.name,
        "kind": arg.kind.value,
        "text": arg.doc,
        "optional": not arg.required,
        "default": None if nothing else default,
    }
