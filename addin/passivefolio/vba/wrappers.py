"""The VBA of the worksheet functions: a wrapper per catalogue entry, with its texts."""

import textwrap

from passivefolio.catalogue import FUNCTIONS, Arg, Function, default_text
from passivefolio.vba.names import LONGEST_TEXT, check_function
from passivefolio.vba.project import Module, standard_module

MODULE = "PassivefolioFunctions"
NAMES_MODULE = "PassivefolioNames"
LONGEST_PIECE = 400
BUILT_IN_GROUPS = 19
"""Categories that Excel has of its own; ours are counted on from there."""

GROUPS = tuple(dict.fromkeys(function.category for function in FUNCTIONS))

WHY_DOC = "Why a cell shows an error: the sentence that explains it, followed back to its origin."
WHY_ARGUMENT = "The cell that shows the error."

HEAD = """Option Explicit
'The worksheet functions, written from the catalogue. Every argument is optional to Excel, so that
'one that is missing gets an error with a sentence instead of none.
"""

WRAPPER = """
Public Function {name}({parameters}) As Variant
Attribute {name}.VB_Description = "{description}"
Attribute {name}.VB_ProcData.VB_Invoke_Func = " \\n{group}"
    {name} = Answer("{name}", Array({arguments}))
End Function
"""

WHY = """
Public Function WHY(cell As Range) As Variant
Attribute WHY.VB_Description = "{description}"
Attribute WHY.VB_ProcData.VB_Invoke_Func = " \\n{group}"
    WHY = Reason(cell)
End Function
"""


NAMES = """Option Explicit
Option Private Module

'The names of the worksheet functions, with spaces between them.
Public Function FunctionNames() As String
    FunctionNames = "{names}"
End Function
"""


def functions_module() -> Module:
    """The module of all worksheet functions, WHY among them."""
    why = WHY.format(description=WHY_DOC, group=_group("About"))
    wrappers = "".join(wrapper(function) for function in FUNCTIONS)
    return standard_module(MODULE, HEAD + wrappers + why)


def wrapper(function: Function) -> str:
    """The VBA of one worksheet function."""
    arguments = [arg.name for arg in function.args]
    check_function(function.name, arguments)
    return WRAPPER.format(
        name=function.name,
        parameters=", ".join(f"Optional {argument} As Variant" for argument in arguments),
        arguments=", ".join(arguments),
        description=_quoted(function.summary),
        group=_group(function.category),
    )


def argument_help(arg: Arg) -> str:
    """What the function wizard says of an argument."""
    default = default_text(arg)
    if arg.required:
        return arg.doc
    return f"{arg.doc} Optional{f'; {default} when left out' if default else ''}."


def category(name: str) -> str:
    """A category of functions as the function wizard names it."""
    return f"Passivefolio: {name}"


def _group(name: str) -> int:
    """The number of a category, as the attribute of a wrapper counts them."""
    return BUILT_IN_GROUPS + 1 + GROUPS.index(name)


def _quoted(text: str) -> str:
    return text[:LONGEST_TEXT].replace('"', '""')


def names_module() -> Module:
    """The names of all functions, for VBA to look through."""
    pieces = textwrap.wrap(" ".join(function.name for function in FUNCTIONS), LONGEST_PIECE)
    return standard_module(NAMES_MODULE, NAMES.format(names=' " & _\n        "'.join(pieces)))
