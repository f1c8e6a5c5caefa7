"""One formula, calculated outside any workbook."""

from typing import Any

from passivefolio.errors import CELL_ERRORS, CellError, PassivefolioError
from passivefolio.hosts.headless.book import our_functions, our_names
from passivefolio.hosts.headless.engine import Engine, Gap
from passivefolio.hosts.headless.formulas import Names, Translator
from passivefolio.hosts.headless.known import KEPT, Known, known_functions
from passivefolio.hosts.headless.syntax import tree
from passivefolio.hosts.headless.tokens import Token, tokenize
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.writer import Ours

_SHEET = "Sheet"
_FIRST = (1, 1)
_BINDING = frozenset({"LET(", "LAMBDA("})  # functions whose arguments have names


def evaluate(formula: str) -> Any:
    """The value of a formula such as ``=UTILITY(8%, 15%, 3)``; rows when it has several cells."""
    engine = Engine(our_functions(), date1904=False)
    engine.add_sheet(_SHEET)
    text = formula.strip().removeprefix("=")
    tokens = tokenize(text)
    if not tokens:
        return CellError("#VALUE!", "there is no formula to calculate")
    if Token("operator", ";") in tokens:
        return CellError("#VALUE!", "arguments are separated by commas here, not semicolons")
    ours, known = our_names(), known_functions()
    for token in tokens:
        name = token.text[:-1].upper()
        if token.kind == "function" and not (name in ours.names or name in known or name == "LET"):
            return CellError("#NAME?", _unknown(name))
    for token in tokens if _BINDING.isdisjoint(token.text.upper() for token in tokens) else ():
        if token.kind == "word" and token.text.upper() not in ("TRUE", "FALSE"):
            return CellError("#NAME?", _no_name(token.text, ours, known))
    try:
        tree(tokens)  # which says where it cannot be read
        translator = Translator(Names(), ours, known)
        prepared = translator.prepared(text, _SHEET, _FIRST, as_array=True)
        if prepared.reads:
            return CellError("#REF!", "a single formula has no other cells to refer to")
        engine.set_formula(_SHEET, *_FIRST, prepared.text)
    except Unsupported as problem:
        return CellError("#VALUE!", f"{formula}: {problem}")
    engine.evaluate()
    rows, columns = engine.spill(_SHEET, *_FIRST)
    if (rows, columns) == (1, 1):
        return _told(engine, engine.value(_SHEET, *_FIRST))
    return [
        [_told(engine, engine.value(_SHEET, row, column)) for column in range(1, columns + 1)]
        for row in range(1, rows + 1)
    ]


def _no_name(word: str, ours: Ours, known: Known) -> str:
    """What is said of a word that is no function call."""
    name = word.upper()
    if name not in ours.names and name not in known:
        return f"there is no name {word}; text goes in quotes"
    return f"{name} takes brackets, as in ={name}({'' if known.find(name, 0) else '...'})"


def _unknown(name: str) -> str:
    from passivefolio.catalogue import find

    if name in KEPT:
        return f"{name} answers in the cells of a workbook alone"
    try:
        return f"{find(name).name} is not known here"
    except PassivefolioError as error:
        return str(error)


def _told(engine: Engine, value: Any) -> Any:
    """A value, or an error with its sentence."""
    if isinstance(value, Gap):
        return CellError("#VALUE!", value.reason)
    if not isinstance(value, CellError):
        return 0.0 if value is None else value
    told = [error.message for error in engine.calls.errors if error.code == value.code]
    return CellError(value.code, told[0] if told else f"{value.code}: {CELL_ERRORS[value.code]}")
