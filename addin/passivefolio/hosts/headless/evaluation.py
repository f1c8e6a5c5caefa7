"""Evaluates the formulas of a workbook and freezes those that have no sure answer."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from passivefolio.hosts.headless.addresses import Area, Place
from passivefolio.hosts.headless.causes import first_causes
from passivefolio.hosts.headless.engine import Engine, Gap
from passivefolio.hosts.headless.formulacells import Formula
from passivefolio.hosts.headless.formulas import Prepared, Translator
from passivefolio.hosts.headless.known import kind_of
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.values import Value
from passivefolio.hosts.headless.writer import Demand

Values = dict[str, dict[Place, Value]]  # per sheet

_DATA_TABLE = "it is a data table (What-If Analysis), which only Excel calculates"
_NO_TEXT = "the file holds no text for this formula"
_TAKES_ONE_CELL = "its result has several cells, of which Excel shows one; enter it as an array"
_SPILLS_INTO_A_WALL = "its results need cells of a table or merged cells"
_PATIENCE = 20  # rounds in which only first causes are frozen


class Evaluation:
    """The formulas of one workbook inside the engine."""

    def __init__(
        self,
        engine: Engine,
        values: Values,
        formulas: list[Formula],
        translator: Translator,
        walls: Sequence[Area] = (),
    ) -> None:
        """``walls`` are areas no formula may spill into: tables and merged cells."""
        self.engine = engine
        self.walls = walls
        self.translator = translator
        self.values = values
        self.formulas = formulas
        self.kinds = {"z"}  # the kinds of values in the workbook
        self.ranges: dict[Area, frozenset[str]] = {}  # the kinds of values in ranges
        for sheet in values:
            engine.add_sheet(sheet)
        self._load_values()

    def _load_values(self) -> None:
        results = {
            (formula.sheet, place) for formula in self.formulas for place in formula.places()
        }
        for sheet, cells in self.values.items():
            inputs: dict[Place, Value] = {}
            for place, value in cells.items():
                if value is not None:
                    self.kinds.add(kind_of(value))
                    if (sheet, place) not in results:
                        inputs[place] = value
            self.engine.set_values(sheet, inputs)

    def load_formulas(self) -> None:
        """Hand every formula to the engine; what it cannot read is frozen."""
        for formula in self.formulas:
            try:
                formula.prepared = self._prepared(formula)
            except Unsupported as problem:
                self._freeze(formula, str(problem))
        for run in _runs([formula for formula in self.formulas if not formula.frozen]):
            self._load_run(run)

    def _load_run(self, run: list[Formula]) -> None:
        """Formulas one below the other at once; one by one where the engine refuses any."""
        if len(run) > 1:
            with suppress(Unsupported):
                texts = [_text(formula) for formula in run]
                self.engine.set_formulas(run[0].sheet, *run[0].place, texts)
                return
        for formula in run:
            try:
                self._load(formula)
            except Unsupported as problem:
                self._freeze(formula, str(problem))

    def _prepared(self, formula: Formula) -> Prepared:
        if formula.kind == "table":
            raise Unsupported(_DATA_TABLE)
        if not formula.text:
            raise Unsupported(_NO_TEXT)
        return self.translator.prepared(
            formula.text, formula.sheet, formula.place, formula.kind != "plain"
        )

    def _load(self, formula: Formula) -> None:
        if formula.kind != "array":
            self.engine.set_formula(formula.sheet, *formula.place, _text(formula))
            return
        assert formula.prepared is not None
        for row, column in formula.area.places():
            inner = row - formula.area.top + 1, column - formula.area.left + 1
            text = _element(formula.prepared, *inner)
            self.engine.set_formula(formula.sheet, row, column, text)

    def _freeze(self, formula: Formula, reason: str) -> None:
        """Keep the old value of a formula, also for the cells that use it."""
        formula.frozen = reason
        cells = self.values[formula.sheet]
        for place in formula.places():
            self.engine.set_value(formula.sheet, *place, cells.get(place))

    def run(self) -> None:
        """Evaluate; freeze the first causes of missing answers and repeat until all is settled."""
        for patience in range(_PATIENCE, -1, -1):
            self.engine.evaluate()
            self.ranges.clear()
            gaps = list(self._gaps()) or list(self._hidden_crashes()) or list(self._surprises())
            if not gaps:
                return
            reasons = {formula.key: gap.reason for formula, gap in gaps}
            missing = [formula for formula, _ in gaps]
            for formula in first_causes(missing) if patience else missing:
                self._freeze(formula, reasons[formula.key])
        self.run()

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
            self.kinds.add(kind_of(value))
        if formula.kind == "dynamic" and self._meets_a_wall(formula):
            return Gap(_SPILLS_INTO_A_WALL)
        if formula.kind == "plain" and formula.prepared and formula.prepared.shape.may_spill:
            spill = self.engine.spill(formula.sheet, *formula.place)
            return None if spill == (1, 1) else Gap(_TAKES_ONE_CELL)
        return None

    def _meets_a_wall(self, formula: Formula) -> bool:
        """Whether several results stand where Excel lets none spill."""
        filled = self._filled(formula)
        area = Area(formula.sheet, *filled[0], *filled[-1])
        return len(filled) > 1 and any(area.meets(wall) for wall in self.walls)

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

    def _surprises(self) -> Iterator[tuple[Formula, Gap]]:
        """Formulas in which a function met a value for which it is not known to be right."""
        suspicious = list(self._suspicious())
        watched = [
            (formula.sheet, _element(self.translator.watched(prepared, array), 1, 1))
            for formula, prepared, array in suspicious
        ]
        for number, reason in (self.engine.watch(watched) if watched else {}).items():
            yield suspicious[number][0], Gap(reason)

    def _suspicious(self) -> Iterator[tuple[Formula, Prepared, bool]]:
        """Formulas that refer to such a value, or calculate one perhaps."""
        doubtful: dict[int, tuple[Demand, ...]] = {}  # per shape
        for formula in self.formulas:
            prepared = formula.prepared
            if formula.frozen or prepared is None:
                continue
            shape = prepared.shape
            if id(shape) not in doubtful:
                doubtful[id(shape)] = tuple(
                    demand for demand in shape.demands if self.kinds - demand.kinds
                )
            if any(self._in_doubt(prepared, demand) for demand in doubtful[id(shape)]):
                yield formula, prepared, formula.kind != "plain"

    def _in_doubt(self, prepared: Prepared, demand: Demand) -> bool:
        """Whether an argument holds, or perhaps holds, other kinds of values than are known."""
        area = prepared.demanded_area(demand)
        if area is None:
            return True
        if area not in self.ranges:
            self.ranges[area] = self._kinds_in(area)
        return bool(self.ranges[area] - demand.kinds)

    def _kinds_in(self, area: Area) -> frozenset[str]:
        cells = self.values.get(area.sheet, {})
        if area.rows * area.columns <= len(cells):
            places: list[Place] = list(area.places())
        else:
            places = [place for place in cells if area.holds(area.sheet, place)]
        kinds = {kind_of(self.engine.value(area.sheet, *place)) for place in places}
        return frozenset(kinds | {"z"} if len(places) < area.rows * area.columns else kinds)

    def results(self, formula: Formula) -> dict[Place, Value]:
        """The new values of the cells a formula fills, and None for those it has left."""
        if formula.frozen:
            return {}
        filled = self._filled(formula)
        found: dict[Place, Value] = {}
        if formula.kind != "plain":
            found = dict.fromkeys(set(formula.places()).difference(filled))
        for place in filled:
            value = self.engine.value(formula.sheet, *place)
            assert not isinstance(value, Gap)
            found[place] = 0.0 if value is None else value
        return found

    def _filled(self, formula: Formula) -> tuple[Place, ...]:
        """The cells the results of a formula stand in."""
        if formula.kind != "dynamic":
            return formula.places()
        rows, columns = self.engine.spill(formula.sheet, *formula.place)
        top, left = formula.place
        return tuple(Area(formula.sheet, top, left, top + rows - 1, left + columns - 1).places())


def _text(formula: Formula) -> str:
    """What the engine is given; a plain formula shows the first element of an array."""
    assert formula.prepared is not None
    if formula.kind == "plain" and formula.prepared.shape.form == "array":
        return _element(formula.prepared, 1, 1)
    return formula.prepared.text


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
