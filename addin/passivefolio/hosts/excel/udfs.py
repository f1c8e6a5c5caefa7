"""The functions by xlwings' own road: UDF_MODULES names this module, and then Import Functions.

xlwings cannot give a cell a real error. By this road an error is text that begins with its code,
such as ``#NUM! UTILITY: sd must not be negative, got -0.2``: formulas that calculate with it show
#VALUE!, but SUM and AVERAGE pass over it as over any text. The add-in gives real errors.
"""

import inspect
from collections.abc import Callable
from typing import Any

import xlwings

from passivefolio.calculate import calculate
from passivefolio.catalogue import FUNCTIONS, Arg, Function
from passivefolio.errors import CellError
from passivefolio.hosts.excel.values import received, sent
from passivefolio.vba.wrappers import argument_help, category


def _in_words(error: CellError) -> str:
    return f"{error.code} {error.message}".strip()


def _parameter(arg: Arg) -> inspect.Parameter:
    default = inspect.Parameter.empty if arg.required else None
    return inspect.Parameter(
        arg.name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=Any
    )


def _udf(function: Function) -> Callable[..., Any]:
    """A function as xlwings imports one: its signature, its texts, cells untouched."""

    def udf(*cells: Any) -> list[list[Any]]:
        return sent(calculate(function, [received(cell) for cell in cells]), _in_words)

    udf.__name__ = udf.__qualname__ = function.name
    udf.__doc__ = function.summary
    udf.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [_parameter(arg) for arg in function.args]
    )
    made: Callable[..., Any] = xlwings.ret("raw")(udf)
    for arg in function.args:
        made = xlwings.arg(arg.name, "raw", doc=argument_help(arg))(made)
    # last, because every decorator of xlwings sets the category anew
    return xlwings.func(category=category(function.category))(made)


globals().update({function.name: _udf(function) for function in FUNCTIONS})
