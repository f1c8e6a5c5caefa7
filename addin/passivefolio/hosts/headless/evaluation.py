"""Evaluates the formulas of a workbook and freezes those that have no sure answer."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import suppress
from typing import Any

from passivefolio.hosts.headless.addresses import Area, Place, column_number
from passivefolio.hosts.headless.beside import blanks_that_matter, near_misses
from passivefolio.hosts.headless.causes import first_causes, readers
from passivefolio.hosts.headless.comparing import BEYOND, EQUAL, clash
from passivefolio.hosts.headless.differences import residues
from passivefolio.hosts.headless.engine import Engine, Gap
from passivefolio.hosts.headless.formulacells import Formula
from passivefolio.hosts.headless.formulas import Translator
from passivefolio.hosts.headless.hiddenrows import NOTHING, Hidden
from passivefolio.hosts.headless.known import ALL, kind_of
from passivefolio.hosts.headless.parts import Answers, Cells, Condition, Demand, conditions
from passivefolio.hosts.headless.prepared import Pattern, Prepared, element
from passivefolio.hosts.headless.sureness import Sureness
from passivefolio.hosts.headless.texts import LONGEST, TOO_LONG
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.values import Value

Values = dict[str, dict[Place, Value]]  # per sheet

_DATA_TABLE = "it is a data table (What-If Analysis), which only Excel calculates"
_NO_TEXT = "the file holds no text for this formula"
_TAKES_ONE_CELL = "its result has several cells, of which Excel shows one; enter it as an array"
_SPILLS_INTO_A_WALL = "its results need cells of a table or merged cells"
_NO_ROWS = str.maketrans("", "", "$0123456789")
_LACKS_A_VALUE = "which has no value and is not calculated"
_NEARLY_NOTHING = "Excel may call its difference 0, which is next to nothing"
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
        hidden: Hidden = NOTHING,
    ) -> None:
        """``walls`` are areas no formula may spill into: tables and merged cells."""
        self.engine = engine
        self.walls = walls
        self.translator = translator
        self.values = values
        self.formulas = formulas
        self.clashes: bool | None = None  # of the texts in the cells, once it is asked
        self.ranges: dict[Area, frozenset[str]] = {}  # the kinds of values in ranges
        self.columns: dict[str, dict[int, set[str]]] = {  # and in columns
            sheet: defaultdict(set) for sheet in values
        }
        self.settled: list[Formula] = []  # those with 0 in the place of a residue
        self.taken: dict[str, set[Place]] = {}  # cells into which no result can spill
        for sheet in values:
            engine.add_sheet(sheet)
        self.sureness = Sureness(lambda sheet, place: engine.value(sheet, *place), hidden)
        self._load_values()

    def _load_values(self) -> None:
        results: dict[str, set[Place]] = {sheet: set() for sheet in self.values}
        for formula in self.formulas:
            results[formula.sheet].update(formula.places())
        for sheet, cells in self.values.items():
            filled = results[sheet]
            inputs = {
                place: value
                for place, value in cells.items()
                if value is not None and place not in filled
            }
            columns = self.columns[sheet]
            for place, value in inputs.items():
                columns[place[1]].add(kind_of(value))
            self.taken[sheet] = {
                place for place, value in cells.items() if value is not None or place in filled
            }
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
            text = element(formula.prepared, *inner)
            self.engine.set_formula(formula.sheet, row, column, text)

    def _freeze(self, formula: Formula, reason: str) -> None:
        """Keep the old value of a formula, also for the cells that use it."""
        while self.settled:  # what is frozen may change them
            self._load(self.settled.pop())
        formula.frozen = reason
        cells = self.values[formula.sheet]
        for place in formula.places():
            value = cells.get(place)
            self.engine.set_value(formula.sheet, *place, value)
            self.columns[formula.sheet][place[1]].add(kind_of(value))
            if value is None:
                self.taken[formula.sheet].discard(place)

    def run(self) -> None:
        """Evaluate; freeze the first causes of missing answers and repeat until all is settled."""
        for patience in range(_PATIENCE, -1, -1):
            self.engine.evaluate()
            self.ranges.clear()
            self.clashes = None
            self.sureness.look_again(self.taken)
            gaps = list(self._gaps()) or list(self._hidden_crashes()) or list(self._surprises())
            gaps = gaps or list(self._doubts()) or list(self._differences())
            if not gaps and not self._freeze_readers() and not self._settle_differences():
                return
            found = {formula.key: gap for formula, gap in gaps}
            missing = [formula for formula, _ in gaps]
            for formula in first_causes(missing) if patience else missing:
                self._settle(formula, found[formula.key])
        self.run()

    def _settle(self, formula: Formula, gap: Gap) -> None:
        """Have our own functions work a formula out where they can; freeze it otherwise."""
        try:
            if not gap.careful or formula.prepared is None:
                raise Unsupported(gap.reason)
            formula.prepared = self.translator.careful(formula.prepared, formula.kind != "plain")
            self._load(formula)
        except Unsupported as problem:
            self._freeze(formula, str(problem))

    def _settle_differences(self) -> bool:
        """Put 0 where Excel does; says whether anything changed."""
        left = [formula for formula in self.formulas if not formula.frozen]
        zeros, unsure = residues(left, self.engine, self.translator)
        for formula in unsure:
            self._freeze(formula, _NEARLY_NOTHING)
        for formula in () if unsure else zeros:
            self.engine.set_value(formula.sheet, *formula.place, 0.0)
            self.columns[formula.sheet][formula.place[1]].add("0")
            self.settled.append(formula)
        return bool(unsure or zeros)

    def _freeze_readers(self) -> bool:
        """Freeze what reads a frozen formula of which the file holds no value; says if any did."""

        def lacks(formula: Formula) -> bool:
            cells = self.values[formula.sheet]
            return all(cells.get(place) is None for place in formula.places())

        lacking = [formula for formula in self.formulas if formula.frozen and lacks(formula)]
        if not lacking:
            return False
        others = [formula for formula in self.formulas if not formula.frozen]
        found = list(readers(others, lacking, lacks))
        for formula, cause in reversed(found):  # last first: the engine has less to follow
            self._freeze(formula, f"it uses {cause.note('').where}, {_LACKS_A_VALUE}")
        return bool(found)

    def _gaps(self) -> Iterator[tuple[Formula, Gap]]:
        """The formulas without an answer."""
        gaps: list[tuple[Formula, Gap]] = []
        for formula in self.formulas:
            if not formula.frozen:
                gap = self._gap(formula)
                if gap is not None:
                    gaps.append((formula, gap))
        crashes = self._crashes([formula for formula, _ in gaps])
        for formula, gap in gaps:
            yield formula, crashes.get(formula.key, gap)

    def _gap(self, formula: Formula) -> Gap | None:
        columns = self.columns[formula.sheet]
        for place in self._filled(formula):
            value = self.engine.value(formula.sheet, *place)
            if isinstance(value, Gap):
                return value
            if isinstance(value, str) and len(value) > LONGEST:
                return Gap(TOO_LONG)
            columns[place[1]].add(kind_of(value))
        if formula.kind == "dynamic" and self._meets_a_wall(formula):
            return Gap(_SPILLS_INTO_A_WALL)
        if formula.kind == "plain" and formula.prepared and formula.prepared.shape.may_spill:
            return Gap(_TAKES_ONE_CELL) if self._spills(formula) else None
        return None

    def _meets_a_wall(self, formula: Formula) -> bool:
        """Whether several results stand where Excel lets none spill."""
        filled = self._filled(formula)
        area = Area(formula.sheet, *filled[0], *filled[-1])
        return len(filled) > 1 and any(area.meets(wall) for wall in self.walls)

    def _spills(self, formula: Formula) -> bool:
        """Whether the result has several cells; where others are in the way, there is none."""
        row, column = formula.place
        taken = self.taken[formula.sheet]
        if (row + 1, column) in taken and (row, column + 1) in taken:
            return False
        return self.engine.spill(formula.sheet, row, column) != (1, 1)

    def _hidden_crashes(self) -> Iterator[tuple[Formula, Gap]]:
        """Formulas with an answer in which one of our functions stopped, as IFERROR hides it."""
        left = [formula for formula in self.formulas if not formula.frozen]
        crashes = self._crashes(left)
        for formula in left if crashes else ():
            if formula.key in crashes:
                yield formula, crashes[formula.key]

    def _crashes(self, formulas: list[Formula]) -> dict[tuple[str, Place], Gap]:
        """What stopped one of our functions, by the formula it is in."""
        crashed = self.engine.calls.crashes.keys()
        calling = [
            (formula, formula.prepared)
            for formula in (formulas if crashed else ())
            if formula.prepared is not None and crashed & formula.prepared.functions
        ]
        tried = [(formula.sheet, prepared.text) for formula, prepared in calling]
        stopped = self.engine.stopped(tried) if tried else {}
        return {calling[number][0].key: Gap(reason) for number, reason in stopped.items()}

    def _surprises(self) -> Iterator[tuple[Formula, Gap]]:
        """Formulas in which a function met a value for which it is not known to be right."""
        suspicious = list(self._suspicious())
        watched = [
            (formula.sheet, element(self._watched(formula, prepared, demands), 1, 1))
            for formula, prepared, demands in suspicious
        ]
        for number, reason in (self.engine.watch(watched) if watched else {}).items():
            yield suspicious[number][0], Gap(reason)

    def _watched(self, formula: Formula, prepared: Prepared, demands: list[Demand]) -> Prepared:
        """The formula with calls that stop where one of these demands is not met."""
        numbers = (demand.number for demand in demands)
        references = frozenset(number for number in numbers if number is not None)
        return self.translator.watched(prepared, formula.kind != "plain", references)

    def _suspicious(self) -> Iterator[tuple[Formula, Prepared, list[Demand]]]:
        """Formulas that refer to such a value, or calculate one perhaps, with what they demand."""
        copies: dict[Pattern, list[tuple[Formula, Prepared]]] = defaultdict(list)
        for formula in self.formulas:
            if formula.prepared is not None and not formula.frozen:
                copies[formula.prepared.pattern].append((formula, formula.prepared))
        for pattern, formulas in copies.items():
            demands = self._doubtful(pattern, [prepared for _, prepared in formulas])
            for formula, prepared in formulas if demands else ():
                doubts = [demand for demand in demands if self._in_doubt(prepared, demand)]
                if doubts:
                    yield formula, prepared, doubts

    def _doubtful(self, pattern: Pattern, copies: list[Prepared]) -> list[Demand]:
        """The demands that could be unmet in a copy, as far as whole columns tell."""
        if not pattern.shape.demands:
            return []
        different = {prepared.filled or prepared.place: prepared for prepared in copies}
        own = zip(*(prepared.own for prepared in different.values()), strict=True)
        columns = {
            number: {text.translate(_NO_ROWS) for text in texts}
            for number, texts in zip(pattern.moving, own, strict=True)
        }

        def kinds_in(numbers: tuple[int, ...]) -> set[str]:
            found: set[str] = {"z"}
            for number in numbers:
                if number not in columns or len(numbers) > 1:
                    found |= self._kinds_within(copies[0], numbers)
                    return found if columns.keys().isdisjoint(numbers) else set(ALL)
                for column in columns[number]:
                    found |= self._kinds_in_columns(pattern.reads[number].sheet, column)
            return found

        return [
            demand
            for demand in pattern.shape.demands
            if demand.cut or self._beyond(demand, kinds_in)
        ]

    def _in_doubt(self, prepared: Prepared, demand: Demand) -> bool:
        """Whether an argument holds, or perhaps holds, other kinds of values than are known."""
        if demand.number is None:
            return self._beyond(demand, lambda numbers: self._kinds_within(prepared, numbers))
        area = prepared.demanded_area(demand.number, demand.cut)
        return area is None or bool(self._unknown(demand, self._kinds_in(area)))

    def _beyond(self, demand: Demand, kinds_in: Callable[[tuple[int, ...]], Set[str]]) -> bool:
        """Whether what an argument can be goes beyond what is known."""

        def kinds_of(kind: str | Cells | Answers | Condition) -> Set[str]:
            if isinstance(kind, str):
                return {kind}
            if isinstance(kind, Answers):
                return self.engine.answers[kind.function]
            if isinstance(kind, Condition):
                return conditions(set[str]().union(*map(kinds_of, kind.kinds)))
            return kinds_in(kind.numbers)

        return any(
            self._unknown(demand, kinds_of(kind))
            if isinstance(kind, Cells) or demand.constant
            else kinds_of(kind) - demand.kinds
            for kind in demand.possible
        )

    def _unknown(self, demand: Demand, kinds: Set[str]) -> Set[str]:
        """The kinds that are not known, of what stands in cells."""
        unknown = kinds - demand.kinds
        if unknown == {BEYOND} and EQUAL in demand.kinds and not self._clashes():
            return set()
        return unknown

    def _clashes(self) -> bool:
        """Whether any texts in the workbook are equal in Excel and not in the engine."""
        if self.clashes is None:
            texts: set[Any] = set()
            for cells in self.values.values():
                texts.update(cells.values())
            for formula in self.formulas:
                if formula.prepared is not None and not formula.frozen:
                    demands = formula.prepared.shape.demands
                    texts.update(demand.pieces[0] for demand in demands if demand.constant)
                    for place in self._filled(formula):
                        texts.add(self.engine.value(formula.sheet, *place))
            self.clashes = clash(
                text.strip('"') for text in texts if isinstance(text, str) and not text.isascii()
            )
        return self.clashes

    def _kinds_within(self, prepared: Prepared, numbers: tuple[int, ...]) -> frozenset[str]:
        """The kinds in the cells from one reference to others."""
        area = prepared.area_of(numbers)
        return ALL if area is None else self._kinds_in(area)

    def _kinds_in_columns(self, sheet: str, letters: str) -> Set[str]:
        """The kinds in whole columns such as ``B`` or ``B:D``, blank cells aside."""
        if sheet not in self.columns:
            return ALL
        first, _, last = letters.partition(":")
        ends = sorted((column_number(first), column_number(last or first)))
        return set[str]().union(
            *(self.columns[sheet].get(column, ()) for column in range(ends[0], ends[1] + 1))
        )

    def _kinds_in(self, area: Area) -> frozenset[str]:
        found = self.ranges.get(area)
        if found is None:
            found = self.ranges[area] = self._kinds_found(area)
        return found

    def _kinds_found(self, area: Area) -> frozenset[str]:
        cells = self.values.get(area.sheet)
        if cells is None:
            return ALL
        if area.rows * area.columns <= len(cells):
            places: list[Place] = list(area.places())
        else:
            places = [place for place in cells if area.holds(area.sheet, place)]
        kinds = {kind_of(self.engine.value(area.sheet, *place)) for place in places}
        return frozenset(kinds | {"z"} if len(places) < area.rows * area.columns else kinds)

    def _doubts(self) -> Iterator[tuple[Formula, Gap]]:
        """Formulas of which the answer is not sure in view of the cells they refer to."""
        for formula in self.formulas:
            if formula.prepared is not None and not formula.frozen:
                doubt = self.sureness.doubt(formula.prepared, formula.kind != "plain")
                if doubt is not None:
                    yield formula, Gap(doubt.reason, doubt.careful)

    def _differences(self) -> Iterator[tuple[Formula, Gap]]:
        """Formulas that answer otherwise when they are asked in another way."""
        live = [formula for formula in self.formulas if formula.prepared and not formula.frozen]
        yield from blanks_that_matter(live, self.engine, self.sureness)
        yield from near_misses(live, self.engine, self.translator, self.sureness, self.taken)

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
        return element(formula.prepared, 1, 1)
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
