"""A workbook file that can be read, changed and recalculated without a spreadsheet program."""

import contextlib
import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from passivefolio.errors import DataProblem, FileProblem
from passivefolio.hosts.headless import charts, files, patch
from passivefolio.hosts.headless.addresses import (
    Area,
    Place,
    area_name,
    cell_name,
    parse_area,
    quoted,
)
from passivefolio.hosts.headless.formulacells import CellNote, Formula, formulas_of
from passivefolio.hosts.headless.formulas import Translator
from passivefolio.hosts.headless.hiddenrows import Hidden
from passivefolio.hosts.headless.known import TEXTS, Known, known_functions
from passivefolio.hosts.headless.package import open_package
from passivefolio.hosts.headless.sheetxml import SheetXml, scan
from passivefolio.hosts.headless.values import Rows, Value, plain, same, stored_value
from passivefolio.hosts.headless.writer import Ours

if TYPE_CHECKING:
    from passivefolio.hosts.headless.engine import Engine
    from passivefolio.hosts.headless.evaluation import Evaluation

__all__ = ["CellNote", "HeadlessBook", "Recalculation", "Rows", "Value"]

_CALCULATION = re.compile(rb"<((?:\w+:)?)calcPr\b[^>]*/>")
_ON_LOAD = re.compile(rb"""\sfullCalcOnLoad\s*=\s*["'](?:1|true)""")
_SUBJECT = re.compile(r"(?:the|one|cell|its) ")  # of a sentence that is not about the file
_BEFORE_CALCULATION = re.compile(rb"</(\w+:)?(?:definedNames|externalReferences|sheets)>")


@dataclass(frozen=True, slots=True)
class Recalculation:
    """What a recalculation did."""

    formulas: int  # formula cells evaluated
    changed: tuple[str, ...]  # cells whose stored value changed, as Sheet!A1
    frozen: tuple[CellNote, ...]  # cells kept at their old value, with the reason
    errors: tuple[CellNote, ...]  # cells that now show an error, with a sentence


def our_functions() -> dict[str, Callable[..., Any]]:
    """The functions of the catalogue as the engine calls them: cells in, cell out."""
    from passivefolio.calculate import calculate
    from passivefolio.catalogue import FUNCTIONS

    def call(function: Any, *cells: Any) -> Any:
        return calculate(function, cells)

    return {function.name: partial(call, function) for function in FUNCTIONS}


def our_names() -> Ours:
    """The names of the functions of the catalogue, and which of them answer with one value."""
    from passivefolio.calculate import PLANS
    from passivefolio.calculate.once import once
    from passivefolio.catalogue import FUNCTIONS
    from passivefolio.catalogue.model import Answer

    kinds = {Answer.NUMBER: {"n", "e"}, Answer.TRUTH: {"b", "e"}, Answer.TEXT: TEXTS | {"e"}}
    return Ours(
        frozenset(function.name for function in FUNCTIONS),
        {
            function.name: frozenset(kinds[function.answer])
            for function in FUNCTIONS
            if function.answer in kinds
        },
        frozenset(name for name, plan in PLANS.items() if plan is once),
    )


@contextlib.contextmanager
def _about(path: Path) -> Iterator[None]:
    """Problems inside begin with the name of the file."""
    try:
        yield
    except FileProblem as problem:
        colon = ":" if _SUBJECT.match(str(problem)) else ""
        raise FileProblem(f"{path.name or path}{colon} {problem}") from problem
    except KeyError as problem:
        raise FileProblem(f"{path.name} is damaged ({problem.args[0]} is missing)") from problem
    except IndexError as problem:
        raise FileProblem(
            f"{path.name} is damaged (it refers to a text or sheet that is not there)"
        ) from problem
    except ValueError as problem:
        raise FileProblem(f"{path.name} is damaged ({problem})") from problem


class HeadlessBook:
    """An .xlsx or .xlsm file in memory; only ``save`` touches the file."""

    def __init__(
        self,
        path: Path,
        *,
        writable: bool = True,
        functions: Mapping[str, Callable[..., Any]] | None = None,
        known: Known | None = None,
        today: datetime.date | None = None,
    ) -> None:
        """Read the file. ``writable`` refuses at once what could not be saved in its place.

        ``today`` is what the function TODAY answers, by default the day of the recalculation.
        """
        self.path = path
        self._today = today
        self._functions = functions
        self._known = known
        with _about(path):
            self._package = open_package(path)
            if writable:
                files.refuse_when_open(path)
                files.refuse_when_read_only(path)
            self._on_disk = self._parts = dict(self._package.parts)
            self._sheets: dict[str, SheetXml] = {}
            self._values: dict[str, dict[Place, Value]] = {}
            read = partial(
                stored_value, strings=self._package.strings, date1904=self._package.date1904
            )
            for sheet in self._package.sheets:
                xml = scan(self._parts[sheet.part], sheet.part, read)
                self._sheets[sheet.name] = xml
                self._values[sheet.name] = xml.content.values
            self._formulas = [
                formula
                for sheet, xml in self._sheets.items()
                for formula in formulas_of(sheet, xml.content)
            ]
        self._edits: dict[str, dict[Place, Value]] = {sheet: {} for sheet in self._sheets}
        self._fresh: dict[str, bytes] | None = None  # the parts with the edits, once written
        self._spill_areas: dict[str, dict[Place, str]] = {sheet: {} for sheet in self._sheets}

    def has(self, name: str) -> bool:
        """Whether a defined name names one area of cells."""
        area = self._package.areas.get(name.upper())
        return area is not None and area.sheet in self._sheets

    def read(self, name: str) -> Rows:
        """The values in a named area as they are now; dates are serial numbers."""
        area = self._area(name)
        cells = self._values[area.sheet]
        return [
            [cells.get((row, column)) for column in range(area.left, area.right + 1)]
            for row in range(area.top, area.bottom + 1)
        ]

    def write(self, name: str, rows: Rows) -> None:
        """Replace the values of a named area from its top left; the rest of it becomes blank."""
        area = self._area(name)
        columns = max((len(row) for row in rows), default=0)
        if len(rows) > area.rows or columns > area.columns:
            raise DataProblem(
                f"the named area {name} has {area.rows} rows and {area.columns} columns, "
                f"the data have {len(rows)} rows and {columns} columns"
            )
        self._refuse_formulas(name, area)
        self._refuse_headers(name, area)
        for row, column in area.places():
            i, j = row - area.top, column - area.left
            value = rows[i][j] if i < len(rows) and j < len(rows[i]) else None
            self._put(area.sheet, (row, column), plain(value, self._package.date1904))

    def recalculate(self, tell: Callable[[str], None] = lambda _: None) -> Recalculation:
        """Evaluate every formula; ``save`` writes the results."""
        with _about(self.path):
            return self._recalculated(tell)

    def _recalculated(self, tell: Callable[[str], None]) -> Recalculation:
        from passivefolio.hosts.headless import language
        from passivefolio.hosts.headless.sentences import error_notes

        tell(f"Reading {len(self._formulas)} formulas")
        is_foreign = language.is_said(self._parts)
        engine, evaluation = self._evaluated(is_foreign, tell)
        if not is_foreign and language.is_seen(self._texts(evaluation, language.may_tell)):
            engine, evaluation = self._evaluated(True, tell)
        changed: list[str] = []
        for formula in self._formulas:
            changed += self._take(formula, evaluation.results(formula))
        errors = error_notes(self._formulas, engine, self._values)
        frozen = tuple(formula.note(formula.frozen) for formula in self._formulas if formula.frozen)
        return Recalculation(
            len(self._formulas) - len(frozen), tuple(changed), frozen, tuple(errors)
        )

    def _hidden(self) -> Hidden:
        """The hidden rows of each sheet, and where a filter is on."""
        filtered = {sheet for sheet, xml in self._sheets.items() if xml.filtered}
        filtered |= {one.area.sheet for one in self._package.names.tables.values() if one.filtered}
        rows = {sheet: xml.content.hidden for sheet, xml in self._sheets.items()}
        return Hidden({sheet: hidden for sheet, hidden in rows.items() if hidden}, filtered)

    def _evaluated(
        self, is_foreign: bool, tell: Callable[[str], None]
    ) -> tuple["Engine", "Evaluation"]:
        """The formulas calculated; ``language`` says in which workbooks that are foreign."""
        from passivefolio.hosts.headless.engine import Engine
        from passivefolio.hosts.headless.evaluation import Evaluation
        from passivefolio.hosts.headless.language import Careful

        functions: Mapping[str, Callable[..., Any]]
        if self._functions is None:
            functions, ours = our_functions(), our_names()
        else:
            functions, ours = self._functions, Ours(frozenset(self._functions))
        engine = Engine(functions, self._package.date1904, self._today, is_foreign)
        for formula in self._formulas:
            formula.frozen = ""
        known = known_functions() if self._known is None else self._known
        translator = Translator(self._package.names, ours, Careful(known) if is_foreign else known)
        values = {**self._values, **self._package.outside}
        evaluation = Evaluation(
            engine, values, self._formulas, translator, self._walls(), self._hidden()
        )
        evaluation.load_formulas()
        tell("Calculating")
        evaluation.run()
        return engine, evaluation

    def _texts(
        self, evaluation: "Evaluation", wanted: Callable[[Value], bool]
    ) -> Iterator[tuple[str, Value]]:
        """The texts wanted among those the formulas show in the file, and what they show now."""
        for formula in self._formulas:
            cells = self._values[formula.sheet]
            old = {place: cells.get(place) for place in formula.places()}
            if not any(map(wanted, old.values())):
                continue
            for place, new in evaluation.results(formula).items():
                if isinstance(text := old.get(place), str):
                    yield text, new

    def _walls(self) -> list[Area]:
        """The tables and merged cells of the workbook."""
        merged = (
            parse_area(reference, sheet)
            for sheet, xml in self._sheets.items()
            for reference in xml.merged
        )
        tables = (table.area for table in self._package.names.tables.values())
        return [*filter(None, merged), *tables]

    def keep_values_on_open(self) -> None:
        """Tell Excel that the values are fresh, so that it shows them before it calculates."""
        self._set_calculation(rb'<\1calcPr calcId="191029"/>')

    def recalculate_on_open(self) -> None:
        """Have spreadsheet programs calculate the workbook when they open it."""
        part = self._package.workbook_part
        found = _CALCULATION.search(self._parts[part])
        if found is None:
            self._set_calculation(rb'<\1calcPr calcId="191029" fullCalcOnLoad="1"/>')
        elif not _ON_LOAD.search(found[0]):
            at = found.end() - 2
            book = self._parts[part]
            fresh = book[:at].rstrip() + b' fullCalcOnLoad="1"' + book[at:]
            self._parts = {**self._parts, part: fresh}

    def _set_calculation(self, tag: bytes) -> None:
        part = self._package.workbook_part
        book = self._parts[part]
        if _CALCULATION.search(book):
            book = _CALCULATION.sub(tag, book, count=1)
        else:
            place = [*_BEFORE_CALCULATION.finditer(book)][-1]
            written = tag.replace(rb"\1", place[1] or b"")
            book = book[: place.end()] + written + book[place.end() :]
        self._parts = {**self._parts, part: book}

    def differs(self) -> bool:
        """Whether the file holds anything else than the workbook now does."""
        return self._new_parts() != self._on_disk

    def back_up(self) -> None:
        """Copy the file as it is beside itself."""
        with _about(self.path):
            files.copy(self.path)

    def save(self, path: Path | None = None) -> bool:
        """Write the file when it differs from what is there; says whether it did."""
        target = path or self.path
        parts = self._new_parts()
        if parts == self._on_disk and target == self.path:
            return False
        with _about(target):
            files.refuse_when_open(target)
            files.refuse_when_read_only(target)
            files.write_package(target.resolve(), self._package.members, parts)
        self.path, self._on_disk = target, parts
        return True

    def _area(self, name: str) -> Area:
        if not self.has(name):
            raise DataProblem(f"{self.path.name} has no cells named {name}")
        return self._package.areas[name.upper()]

    def _refuse_formulas(self, name: str, area: Area) -> None:
        for formula in self._formulas:
            for place in formula.places() if formula.sheet == area.sheet else ():
                if area.holds(formula.sheet, place):
                    cell = f"{quoted(area.sheet)}!{cell_name(*place)}"
                    raise DataProblem(f"the named area {name} holds a formula in {cell}")

    def _refuse_headers(self, name: str, area: Area) -> None:
        """The heads of a table stand in its part, too, and must not come to differ."""
        for table in self._package.names.tables.values():
            if table.header is not None and table.header.meets(area):
                raise DataProblem(
                    f"the named area {name} covers the head of the table {table.name}"
                )

    def _put(self, sheet: str, place: Place, value: Value) -> None:
        """Let a cell hold a value."""
        old = self._values[sheet].get(place)
        if type(old) is not type(value) or old != value:
            self._values[sheet][place] = value
            self._edit(sheet, place)

    def _edit(self, sheet: str, place: Place) -> None:
        """Have a cell written anew."""
        self._edits[sheet][place] = self._values[sheet].get(place)
        self._fresh = None

    def _take(self, formula: Formula, results: dict[Place, Value]) -> Iterator[str]:
        """Keep the new results of a formula; gives the cells that changed."""
        values = self._values[formula.sheet]
        for place in sorted(results):
            if not same(values.get(place), results[place]):
                self._put(formula.sheet, place, results[place])
                yield f"{quoted(formula.sheet)}!{cell_name(*place)}"
        if formula.kind == "dynamic":
            self._resize(formula, results)

    def _resize(self, formula: Formula, results: dict[Place, Value]) -> None:
        """Keep the new size of what a formula fills."""
        filled = [place for place, value in results.items() if value is not None]
        if not filled:
            return
        bottom, right = max(filled)
        area = Area(formula.sheet, *formula.place, bottom, right)
        if area != formula.area:
            name = area_name(*formula.place, bottom, right)
            self._spill_areas[formula.sheet][formula.place] = name
            self._edit(formula.sheet, formula.place)
            formula.several = area

    def _new_parts(self) -> dict[str, bytes]:
        """All parts with the edits in the sheets and fresh caches in the charts."""
        if self._fresh is None:
            self._fresh = {
                sheet.part: patch.patched(
                    self._sheets[sheet.name],
                    self._edits[sheet.name],
                    self._spill_areas[sheet.name],
                )
                for sheet in self._package.sheets
                if self._edits[sheet.name]
            }
            for part in self._package.chart_parts:
                self._fresh[part] = charts.updated(self._parts[part], self._value)
        return {**self._parts, **self._fresh}

    def _value(self, sheet: str, place: Place) -> Value:
        return self._values.get(sheet, {}).get(place)
