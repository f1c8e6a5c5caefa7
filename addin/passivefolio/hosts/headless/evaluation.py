"""Evaluates the formulas of a workbook and freezes those that have no sure answer."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from passivefolio.hosts.headless.addresses import Area, Place
from passivefolio.hosts.headless.alike import Mould, Pattern, mould, pattern
from passivefolio.hosts.headless.causes import first_causes
from passivefolio.hosts.headless.engine import Engine, Gap
from passivefolio.hosts.headless.formulacells import Formula
from passivefolio.hosts.headless.formulas import Names, Prepared, prepare
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.values import Value

Values = dict[str, dict[Place, Value]]  # per sheet

_DATA_TABLE = "it is a data table (What-If Analysis), which only Excel calculates"
_NO_TEXT = "the file holds no text for this formula"
_TAKES_ONE_CELL = "its result has several cells, of which Excel shows one; enter it as an array"


class Evaluation:
    """The formulas of one workbook inside the engine."""

    def __init__(self, engine: Engine, values: Values, formulas: list[Formula]) -> None:
        self.engine = engine
        self.values = values
        self.formulas = formulas
        self._moulds: dict[tuple[str, str, Pattern], Mould] = {}
        for sheet in values:
            engine.add_sheet(sheet)
        self._load_values()

    def _load_values(self) -> None:
        results = {
            (formula.sheet, place) for formula in self.formulas for place in formula.area.places()
        }
        for sheet, cells in self.values.items():
            for place, value in cells.items():
                if value is not None and (sheet, place) not in results:
                    self.engine.set_value(sheet, *place, value)

    def load_formulas(self, names: Names) -> None:
        """Hand every formula to the engine; what it cannot read is frozen."""
        for formula in self.formulas:
            try:
                formula.prepared = self._prepared(formula, names)
            except Unsupported as problem:
                self._freeze(formula, str(problem))
        for run in _runs([formula for formula in self.formulas if not formula.frozen]):
            self._load_run(run)

    def _load_run(self, run: list[Formula]) -> None:
        """Formulas one below the other at once; one by one where the engine refuses any."""
        texts = [formula.prepared.text for formula in run if formula.prepared]
        if len(run) > 1:
            with suppress(Unsupported):
                self.engine.set_formulas(run[0].sheet, *run[0].place, texts)
                return
        for formula in run:
            try:
                self._load(formula)
            except Unsupported as problem:
                self._freeze(formula, str(problem))

    def _prepared(self, formula: Formula, names: Names) -> Prepared:
        if formula.kind == "table":
            raise Unsupported(_DATA_TABLE)
        if not formula.text:
            raise Unsupported(_NO_TEXT)
        if "[" in formula.text:  # a table, of which a formula may mean its own row
            return self._newly_prepared(formula, names)
        alike = formula.sheet, formula.kind, pattern(formula.text, formula.place)
        if alike in self._moulds:
            return self._moulds[alike].cast(formula.place)
        prepared = self._newly_prepared(formula, names)
        form = mould(prepared, formula.place)
        if form is not None:
            self._moulds[alike] = form
        return prepared

    def _newly_prepared(self, formula: Formula, names: Names) -> Prepared:
        prepared = prepare(
            formula.tokens, formula.sheet, formula.place, names, self.engine.functions
        )
        unknown = sorted(name for name in prepared.functions if not self.engine.knows(name))
        if unknown:
            raise Unsupported(f"the function {unknown[0]} is not known here")
        if formula.kind == "plain" and prepared.outermost in self.engine.array_functions:
            return replace(prepared, text=_element(prepared, 1, 1))
        return prepared

    def _load(self, formula: Formula) -> None:
        prepared = formula.prepared
        assert prepared is not None
        if formula.kind != "array":
            self.engine.set_formula(formula.sheet, *formula.place, prepared.text)
            return
        for row, column in formula.area.places():
            text = _element(prepared, row - formula.area.top + 1, column - formula.area.left + 1)
            self.engine.set_formula(formula.sheet, row, column, text)

    def _freeze(self, formula: Formula, reason: str) -> None:
        """Keep the old value of a formula, also for the cells that use it."""
        formula.frozen = reason
        cells = self.values[formula.sheet]
        for place in formula.area.places():
            self.engine.set_value(formula.sheet, *place, cells.get(place))

    def run(self) -> None:
        """Evaluate; freeze the first causes of missing answers and repeat until all is settled."""
        while True:
            self.engine.evaluate()
            gaps = list(self._gaps()) or list(self._hidden_crashes())
            if not gaps:
                return
            reasons = {formula.key: gap.reason for formula, gap in gaps}
            for formula in first_causes([formula for formula, _ in gaps]):
                self._freeze(formula, reasons[formula.key])

    def _gaps(self) -> Iterator[tuple[Formula, Gap]]:
        """The formulas without an answer."""
        for formula in self.formulas:
            if not formula.frozen:
                gap = self._gap(formula)
                if gap is not None:
                    yield formula, self._crash(formula) or gap

    def _gap(self, formula: Formula) -> Gap | None:
        for place in self._filled(formula):
            value = self.engine.value(formula.sheet, *place)
            if isinstance(value, Gap):
                return value
        if formula.kind == "plain" and self.engine.spill(formula.sheet, *formula.place) != (1, 1):
            return Gap(_TAKES_ONE_CELL)
        return None

    def _hidden_crashes(self) -> Iterator[tuple[Formula, Gap]]:
        """Formulas with an answer in which one of our functions stopped, as IFERROR hides it."""
        for formula in self.formulas:
            gap = None if formula.frozen else self._crash(formula)
            if gap is not None:
                yield formula, gap

    def _crash(self, formula: Formula) -> Gap | None:
        """What stopped one of our functions in this formula."""
        crashed = self.engine.calls.crashes.keys()
        if formula.prepared is None or not crashed & formula.prepared.functions:
            return None
        crashes = self.engine.probe(formula.sheet, formula.prepared.text).crashes
        return next((Gap(reason) for reason in crashes.values()), None)

    def results(self, formula: Formula) -> dict[Place, Value]:
        """The new values of the cells a formula fills, and None for those it has left."""
        if formula.frozen:
            return {}
        filled = self._filled(formula)
        found: dict[Place, Value] = dict.fromkeys(set(formula.area.places()).difference(filled))
        for place in filled:
            value = self.engine.value(formula.sheet, *place)
            assert not isinstance(value, Gap)
            found[place] = 0.0 if value is None else value
        return found

    def _filled(self, formula: Formula) -> list[Place]:
        """The cells the results of a formula stand in."""
        if formula.kind != "dynamic":
            return list(formula.area.places())
        rows, columns = self.engine.spill(formula.sheet, *formula.place)
        top, left = formula.place
        return list(Area(formula.sheet, top, left, top + rows - 1, left + columns - 1).places())


def _runs(formulas: list[Formula]) -> Iterator[list[Formula]]:
    """Plain formulas in neighbouring cells of a column together, all others alone."""
    run: list[Formula] = []
    by_column = sorted(formulas, key=lambda one: (one.sheet, one.place[1], one.place[0]))
    for formula in by_column:
        if run and not (formula.kind == run[-1].kind == "plain" and _below(run[-1], formula)):
            yield run
            run = []
        run.append(formula)
    if run:
        yield run


def _below(upper: Formula, lower: Formula) -> bool:
    row, column = upper.place
    return (upper.sheet, row + 1, column) == (lower.sheet, *lower.place)


def _element(prepared: Prepared, row: int, column: int) -> str:
    """The formula of one element of the array a formula gives."""
    return f"=_ELEMENT({prepared.text[1:]},{row},{column})"
