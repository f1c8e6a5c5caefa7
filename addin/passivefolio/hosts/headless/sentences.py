"""The sentence that explains an error a cell shows."""

from passivefolio.errors import CELL_ERRORS, CellError
from passivefolio.hosts.headless.addresses import cell_name, quoted
from passivefolio.hosts.headless.engine import Engine
from passivefolio.hosts.headless.evaluation import Values
from passivefolio.hosts.headless.formulacells import CellNote, Formula

_MANY_CELLS = 100_000


def error_notes(formulas: list[Formula], engine: Engine, values: Values) -> list[CellNote]:
    """One remark for each formula that shows an error, about the first cell in which it does."""
    notes: list[CellNote] = []
    for formula in formulas:
        for place in formula.places() if not formula.frozen else ():
            value = values[formula.sheet].get(place)
            if isinstance(value, CellError):
                source = _source(formula, value, values)
                text = _travels(source) if source else _own(formula, value, engine)
                notes.append(formula.note(f"{value.code}: {text}", place, source))
                break
    return notes


def _travels(source: str) -> str:
    return f"the error of {source} travels on"


def _own(formula: Formula, error: CellError, engine: Engine) -> str:
    """``UTILITY: sd must not be negative, got -0.2``, or as near as can be told."""
    prepared = formula.prepared
    if prepared is not None and prepared.functions & engine.array_functions:
        answers = engine.probe(formula.sheet, prepared.text).errors
        told = [answer for answer in answers if answer.code == error.code and answer.message]
        if told:
            return told[0].message
    return CELL_ERRORS.get(error.code, "the formula has no answer")


def _source(formula: Formula, error: CellError, values: Values) -> str:
    """The first cell the formula reads that shows the same error, or an empty text."""
    for read in formula.prepared.reads if formula.prepared else ():
        area = read.area()
        cells = values.get(read.sheet, {})
        if area is None or area.rows * area.columns > _MANY_CELLS:
            continue
        for place in area.places():
            value = cells.get(place)
            if isinstance(value, CellError) and value.code == error.code:
                return f"{quoted(read.sheet)}!{cell_name(*place)}"
    return ""
