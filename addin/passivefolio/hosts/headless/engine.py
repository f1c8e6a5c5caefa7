"""The calculation engine, formualizer; the only module that knows it."""

import datetime
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import formualizer

from passivefolio.errors import CellError, FileProblem
from passivefolio.hosts.headless.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    area_name,
    cell_name,
    parse_area,
)
from passivefolio.hosts.headless.arrays import takes_array
from passivefolio.hosts.headless.comparing import ORDERED, WITHIN, clash, looked_at, plain
from passivefolio.hosts.headless.dates import dated
from passivefolio.hosts.headless.known import in_words, kind_of, kinds_of, texts_in
from passivefolio.hosts.headless.language import careful
from passivefolio.hosts.headless.numberformats import text_of
from passivefolio.hosts.headless.parts import OMITTED, WATCHED
from passivefolio.hosts.headless.supplement import SUPPLEMENT
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.values import Value, rows_of, serial

_CODES = {
    "Div": "#DIV/0!",
    "Na": "#N/A",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}
_STORED_NAME_ERROR = "Cancelled"  # keeps a #NAME? the file holds apart from one the engine finds
_KINDS = {code: kind for kind, code in _CODES.items()} | {"#NAME?": _STORED_NAME_ERROR}
_CODES[_STORED_NAME_ERROR] = "#NAME?"
_AT_ONCE = 1_000  # values in a column; more together take the engine longer
_UNREADABLE = "the calculation engine cannot read it"
_CLASH = "it compares texts that differ in the case of letters beyond A to Z"
_GAPS = {
    "Circ": "it refers to itself, directly or through other cells",
    "NImpl": "the calculation engine lacks something it uses",
    "Name": "it uses a name that is not defined in this workbook",
    "Spill": "its results need cells that are not free",
    "Calc": "its result is an empty array",
    "Error": _UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class Gap:
    """The engine has no answer for a cell."""

    reason: str
    careful: bool = False  # whether our own functions can have one


@dataclass(slots=True)
class Calls:
    """What our functions answered while the engine worked."""

    errors: list[CellError] = field(default_factory=list)
    crashes: dict[str, str] = field(default_factory=dict)  # function: why it stopped


class Engine:
    """A workbook inside the engine: values and formulas go in, results come out."""

    def __init__(
        self,
        functions: Mapping[str, Callable[..., Any]],
        date1904: bool,
        today: datetime.date | None = None,
        is_foreign: bool = False,
    ) -> None:
        """``today`` is what TODAY answers; see ``language`` for workbooks that are foreign."""
        settings = formualizer.EvaluationConfig()
        settings.enable_parallel = False  # our functions would wait for each other
        settings.date_system = "1904" if date1904 else "1900"
        self._book = _new_book(settings)
        self.calls = Calls()
        self._surprises: dict[int, str] = {}
        self._current: int | None = None  # the number of the formula under trial
        self._stopped: dict[int, str] = {}
        self._beside: dict[str, int] = {}  # where formulas beside the workbook begin, per sheet
        self._compared: dict[int, set[str]] = {}  # texts that are looked for and looked through
        self.functions = frozenset(functions)
        self.answers: dict[str, set[str]] = {name: set() for name in functions}  # their kinds
        supplied = SUPPLEMENT | dated(date1904) | {"TEXT": partial(text_of, date1904=date1904)}
        self.array_functions = self.functions | frozenset(supplied)
        if is_foreign:
            supplied |= careful(supplied)
        each = CellByCell(_new_book(settings), supplied)
        every: dict[str, Callable[..., Any]] = {**supplied, **functions, "_EACH": each}
        every |= {"_HELD": self._held, "_MET": self._met}
        every |= {"_BEGUN": self._begun, "_ENDED": self._ended}
        every["TODAY"] = partial(serial, today or datetime.date.today(), date1904)
        for name, function in every.items():
            self._book.register_function(
                name, self._callback(name, function), allow_override_builtin=True
            )

    def add_sheet(self, sheet: str) -> None:
        """Add an empty sheet."""
        self._book.add_sheet(sheet)

    def set_value(self, sheet: str, row: int, column: int, value: Value) -> None:
        """Put a value into a cell; None empties it."""
        self._book.set_value(sheet, row, column, _to_engine(value))

    def set_values(self, sheet: str, values: Mapping[tuple[int, int], Value]) -> None:
        """Put values into many cells; those below each other go in together.

        The last column comes first: each column beyond the last takes the engine longer.
        """
        block: list[list[Any]] = []
        top = left = 0
        for row, column in sorted(values, key=lambda place: (-place[1], place[0])):
            if block and ((column, row) != (left, top + len(block)) or len(block) == _AT_ONCE):
                self._book.set_values_batch(sheet, top, left, block)
                block = []
            if not block:
                top, left = row, column
            block.append([_to_engine(values[row, column])])
        if block:
            self._book.set_values_batch(sheet, top, left, block)

    def set_formula(self, sheet: str, row: int, column: int, formula: str) -> None:
        """Put a formula into a cell."""
        try:
            self._book.set_formula(sheet, row, column, formula)
        except RuntimeError as problem:
            circular = "#CIRC!" in str(problem)
            raise Unsupported(_GAPS["Circ"] if circular else _UNREADABLE) from problem

    def set_formulas(self, sheet: str, row: int, column: int, formulas: list[str]) -> None:
        """Put formulas into the cells of a column, from this one down; much quicker than singly."""
        try:
            self._book.set_formulas_batch(sheet, row, column, [[formula] for formula in formulas])
        except RuntimeError as problem:
            raise Unsupported(_UNREADABLE) from problem

    def evaluate(self) -> None:
        """Bring every cell up to date."""
        try:
            self._book.evaluate_all()
        except BaseException as problem:
            if type(problem).__name__ != "PanicException":  # it is no Exception, and is private
                raise
            raise FileProblem(f"made the calculation engine stop ({problem})") from problem

    def value(self, sheet: str, row: int, column: int) -> Value | Gap:
        """The result of a cell."""
        return _from_engine(self._book.get_value(sheet, row, column))

    def spill(self, sheet: str, row: int, column: int) -> tuple[int, int]:
        """Rows and columns of the result that starts in a cell."""
        quoted = sheet.replace("'", "''")
        spill = self._book.inspect_cell(
            f"'{quoted}'!{cell_name(row, column)}", include_values=False
        ).cell.spill
        extent = spill.to_dict().get("extent") if spill is not None else None
        area = parse_area(extent.rpartition("!")[2], sheet) if extent else None
        return (area.rows, area.columns) if area else (1, 1)

    def probe(self, sheet: str, formula: str) -> Calls:
        """What our functions answer when only this formula is evaluated."""
        before, self.calls = self.calls, Calls()
        try:
            self._book.set_formula(sheet, LAST_ROW, LAST_COLUMN, formula)
            self._book.evaluate_cell(sheet, LAST_ROW, LAST_COLUMN)
        except RuntimeError:
            self.calls.crashes["the engine"] = _UNREADABLE
        self._book.set_value(sheet, LAST_ROW, LAST_COLUMN, None)
        before, self.calls = self.calls, before
        return before

    def watch(self, formulas: list[tuple[str, str]]) -> dict[int, str]:
        """Calculate formulas beside the workbook; what each met that is not known, by number."""
        self.beside(
            [
                (sheet, formula.replace(WATCHED, str(number)))
                for number, (sheet, formula) in enumerate(formulas)
            ]
        )
        return self._surprises

    def stopped(self, formulas: list[tuple[str, str]]) -> dict[int, str]:
        """Why one of our functions has no answer in these formulas, by number."""
        self._stopped = {}
        self.beside(
            [
                (sheet, f"=_ENDED(IFERROR(IF(_BEGUN({number}),{formula[1:]},0),0))")
                for number, (sheet, formula) in enumerate(formulas)
            ]
        )
        return self._stopped

    def beside(self, formulas: list[tuple[str, str]]) -> list[Value | Gap]:
        """The answers of formulas calculated beside the workbook."""
        self._surprises = {}
        self._compared = {}
        before, self.calls = self.calls, Calls()
        places: dict[str, list[tuple[int, str]]] = {}  # the formulas of each sheet
        for number, (sheet, formula) in enumerate(formulas):
            places.setdefault(sheet, []).append((number, formula))
        for sheet, numbered in places.items():  # above others: a cell once emptied may stay so
            self._beside[sheet] = self._beside.get(sheet, LAST_ROW) - len(numbered)
            self._put_beside(sheet, numbered)
        self.evaluate()
        for number, compared in self._compared.items():
            if clash(compared):
                self._surprises.setdefault(number, _CLASH)
        answers: dict[int, Value | Gap] = {}
        for sheet, numbered in places.items():
            top = self._beside[sheet]
            for row, (number, _) in enumerate(numbered, top):
                answers[number] = self.value(sheet, row, LAST_COLUMN)
            blank = [[_to_engine(None)]] * len(numbered)
            self._book.set_values_batch(sheet, top, LAST_COLUMN, blank)
        self.calls = before
        return [answers[number] for number in range(len(formulas))]

    def _put_beside(self, sheet: str, numbered: list[tuple[int, str]]) -> None:
        """Put formulas at the end of a sheet; those the engine refuses are surprises."""
        top = self._beside[sheet]
        try:
            self.set_formulas(sheet, top, LAST_COLUMN, [text for _, text in numbered])
            return
        except Unsupported:
            pass
        for row, (number, text) in enumerate(numbered, top):
            try:
                self.set_formula(sheet, row, LAST_COLUMN, text)
            except Unsupported as problem:
                self._surprises[number] = str(problem)

    def _held(self, number: float, function: str, kinds: str, cells: Any = None) -> Any:
        """The cells; it is noted when they hold other kinds of values than those known."""
        others = kinds_of(cells) - set(kinds)
        texts = others & looked_at(kinds)
        if texts and not others - texts:
            others = texts if self._in_doubt(int(number), kinds, cells) else frozenset()
        if others:
            words = f"how {function} takes {in_words(others)} is not known here"
            self._surprises.setdefault(int(number), words)
        alone = isinstance(cells, list) and len(cells) == len(cells[0]) == 1
        return cells[0][0] if alone else cells

    def _in_doubt(self, number: int, kinds: str, cells: Any) -> bool:
        """Whether texts stand in no sure order; those to be equal are looked at together later."""
        texts = texts_in(cells)
        if ORDERED in kinds:
            return not all(map(plain, texts))
        if WITHIN in kinds:
            texts = set("".join(texts))
        beyond = (text for text in texts if not text.isascii())
        self._compared.setdefault(number, set()).update(beyond)
        return False

    def _met(self, number: float, function: str, kinds: str, cells: Any = None) -> float:
        """1, with the same note."""
        self._held(number, function, kinds, cells)
        return 1.0

    def _begun(self, number: float) -> float:
        """1; what stops from here on belongs to the formula of this number."""
        self._current = int(number)
        return 1.0

    def _ended(self, _: Any = None) -> float:
        """0; the formula is done."""
        self._current = None
        return 0.0

    def _crashed(self, name: str, reason: str) -> dict[str, str]:
        """The answer of a function that has none."""
        self.calls.crashes[name] = reason
        if self._current is not None:
            self._stopped.setdefault(self._current, reason)
        return {"type": "Error", "kind": "NImpl"}

    def _callback(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        kinds = self.answers.get(name, set())

        def call(*cells: Any) -> Any:
            try:
                answer = function(*[_from_argument(cell) for cell in cells])
            except Unsupported as problem:
                return self._crashed(name, str(problem))
            except Exception as problem:  # a fault of a function must not stop the refresh
                what = "working cell by cell" if name == "_EACH" else name
                told = f"{what} stopped ({type(problem).__name__}: {problem})"
                return self._crashed(name, told)
            if type(answer) is float and answer - answer == 0.0:
                kinds.add(kind_of(answer))
                return answer
            kinds.update(kinds_of(answer))
            self.calls.errors += _first_error(answer)
            return _answer(answer)

        return call


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


_ALONE: dict[str, Callable[[Any], Any]] = {
    "ISBLANK": lambda cell: cell is None,
    "ISERROR": lambda cell: isinstance(cell, CellError),
    "ISNUMBER": _is_number,
    "ISTEXT": lambda cell: isinstance(cell, str),
}  # functions of one cell that are used on whole columns: answered without the engine


class CellByCell:
    """Applies functions of single cells to every element of arrays, in a workbook of its own."""

    def __init__(self, book: Any, supplied: Mapping[str, Callable[..., Any]]) -> None:
        self.book = book
        self.supplied = supplied

    def __call__(self, name: str, *arguments: Any) -> Any:
        """The array of results of a built-in function."""
        arrays = [rows_of(cell) for cell in arguments]
        if name in _ALONE:
            return [[_ALONE[name](cell) for cell in row] for row in arrays[0]]
        if name == "NOT" and all(isinstance(cell, bool) for row in arrays[0] for cell in row):
            return [[not cell for cell in row] for row in arrays[0]]
        if name == "LN" and all(_is_number(cell) and cell > 0 for row in arrays[0] for cell in row):
            return [[math.log(cell) for cell in row] for row in arrays[0]]
        lifted = [array for at, array in enumerate(arrays) if not takes_array(name, at)]
        rows = max(len(array) for array in lifted)
        columns = max(len(array[0]) for array in lifted)
        if name in self.supplied:
            return [
                [self._called(name, arrays, row, column) for column in range(columns)]
                for row in range(rows)
            ]
        self.book.add_sheet("Results")
        for at, array in enumerate(arrays):
            self.book.add_sheet(f"Argument{at}")
            cells = [[_to_engine(cell) for cell in row] for row in array]
            self.book.set_values_batch(f"Argument{at}", 1, 1, cells)
        formulas = [
            [_element_formula(name, arrays, row, column) for column in range(columns)]
            for row in range(rows)
        ]
        self.book.set_formulas_batch("Results", 1, 1, formulas)
        places = [(row + 1, column + 1) for row in range(rows) for column in range(columns)]
        results = self.book.evaluate_cells([("Results", *place) for place in places])
        return [results[row * columns : (row + 1) * columns] for row in range(rows)]

    def _called(self, name: str, arrays: list[Any], row: int, column: int) -> Any:
        """What a function of ours answers for one element."""
        cells: list[Any] = []
        for at, array in enumerate(arrays):
            place = _inside(array, row, column)
            if takes_array(name, at):
                cells.append(array)
            elif place is None:
                return CellError("#N/A", "")
            else:
                cells.append(array[place[0]][place[1]])
        return self.supplied[name](*cells)


def _inside(array: list[Any], row: int, column: int) -> tuple[int, int] | None:
    """Where an argument has an element; a single row or column repeats."""
    inner_row = 0 if len(array) == 1 else row
    inner_column = 0 if len(array[0]) == 1 else column
    there = inner_row < len(array) and inner_column < len(array[0])
    return (inner_row, inner_column) if there else None


def _element_formula(name: str, arrays: list[Any], row: int, column: int) -> str:
    """The call for one element."""
    texts: list[str] = []
    for at, array in enumerate(arrays):
        place = _inside(array, row, column)
        if takes_array(name, at):
            cells = area_name(1, 1, len(array), len(array[0]))
        elif place is not None:
            cells = cell_name(place[0] + 1, place[1] + 1)
        else:
            return "=NA()"
        texts.append(f"Argument{at}!{cells}")
    return f"={name}({','.join(texts)})"


def _new_book(settings: Any) -> Any:
    book = formualizer.Workbook(config=formualizer.WorkbookConfig(eval_config=settings))
    book.set_temporal_egress("serial")
    return book


def _from_argument(cell: Any) -> Any:
    """An argument as our functions take it: error cells as CellError, omitted ones as None."""
    if isinstance(cell, list):
        return [
            [
                inner if type(inner) is float or type(inner) is str else _from_argument(inner)
                for inner in row
            ]
            for row in cell
        ]
    if isinstance(cell, dict):
        return CellError(_CODES.get(cell["kind"], "#VALUE!"), "")
    if type(cell) is int:  # of YEAR, ROWS and their like
        return float(cell)
    return None if cell == OMITTED else cell


def _first_error(answer: Any) -> list[CellError]:
    """The error an answer is, or the first one in its cells."""
    rows = rows_of(answer)
    return [cell for row in rows for cell in row if isinstance(cell, CellError)][:1]


def _answer(answer: Any) -> Any:
    """A result of our functions as the engine takes it."""
    if isinstance(answer, list):
        return [
            [
                cell if type(cell) is float and cell - cell == 0.0 else _to_engine(cell)
                for cell in row
            ]
            for row in answer
        ]
    return _to_engine(answer)


def _to_engine(value: Any) -> Any:
    if isinstance(value, float):
        finite = value - value == 0.0
        return float(value) if finite else {"type": "Error", "kind": "Num"}  # some are of numpy
    if isinstance(value, CellError):
        return {"type": "Error", "kind": _KINDS.get(value.code, "Na")}
    if value is None:
        return formualizer.LiteralValue.empty()
    return value


def _from_engine(value: Any) -> Value | Gap:
    if type(value) is float and value - value == 0.0:  # most are; infinity and NaN are not
        return value
    if isinstance(value, dict):
        kind = value.get("kind", "")
        if kind in _CODES:
            return CellError(_CODES[kind], "")
        return Gap(_GAPS.get(kind, f"the calculation engine answers {kind}"))
    if isinstance(value, float):
        return Gap("its number is too large or none at all")
    if isinstance(value, bool | str | int | None):
        return value
    return Gap(f"the calculation engine answers with a {type(value).__name__}")
