"""Functions of series: a table of funds, one per column, gives one answer per fund.

A blank is a missing observation: a fund is computed from the periods in which all series it needs
are there.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from passivefolio.calculate.answers import (
    Errors,
    Places,
    answers,
    cell_error,
    failed,
    no_errors,
    rows,
    shown,
)
from passivefolio.calculate.cells import (
    NUMBERS,
    Block,
    block,
    date_block,
    is_blank,
    number,
    read,
)
from passivefolio.catalogue import Answer, Arg, Function, Kind
from passivefolio.core.checks import Array
from passivefolio.errors import CellError, NotANumber, PassivefolioError, ShapeError

SERIES_KINDS = (Kind.SERIES, Kind.PRICES, Kind.RATE_OR_SERIES, Kind.AMOUNTS, Kind.DATES)


def per_fund(function: Function, cells: Sequence[Any]) -> Any:
    """One answer, or a row with one per fund; a path answers with a column per fund."""
    arguments: list[Any] = []
    blocks: dict[int, Block] = {}
    for place, (arg, cell) in enumerate(zip(function.args, cells, strict=True)):
        if arg.kind not in SERIES_KINDS or is_blank(cell):
            arguments.append(_default_rate(arg) if is_blank(cell) else read(arg, cell))
            continue
        if arg.kind is Kind.RATE_OR_SERIES and type(cell) in NUMBERS:
            arguments.append(number(arg.name, cell))
            continue
        numbers = (date_block if arg.kind is Kind.DATES else block)(arg.name, cell)
        if arg.kind is Kind.AMOUNTS:
            numbers = Block(np.nan_to_num(numbers.values), numbers.faults)
        if arg.kind is Kind.RATE_OR_SERIES and numbers.values.size == 1:
            arguments.append(number(arg.name, cell))
            continue
        blocks[place] = _upright(numbers)
        arguments.append(None)
    if len(blocks) == 1:
        [(place, only)] = blocks.items()
        if only.full and only.values.shape[1] == 1:  # the common case, without detours
            arguments[place] = only.values[:, 0]
            return shown(function, function.compute(*arguments))
    else:
        blocks = _fitted(function, blocks)
    funds = max(b.values.shape[1] for b in blocks.values())
    if funds > 1 and function.answer is Answer.TABLE:
        raise ShapeError(f"{funds} columns are given, this table is made for one fund at a time")
    tables = {place: b.values for place, b in blocks.items()}
    if all(b.full for b in blocks.values()):
        return _complete_funds(function, arguments, tables, funds)
    errors = _fund_errors(function, blocks, funds)
    if funds == 1 and errors[0] is not None:
        return errors[0]
    observed = ~np.isnan(sum(tables.values()))
    if funds == 1 and function.answer is not Answer.PATH:
        series = _flat({place: table[observed[:, 0]] for place, table in tables.items()})
        return shown(function, function.compute(*_filled(arguments, series)))
    return _incomplete_funds(function, arguments, tables, errors, observed)


def _default_rate(arg: Arg) -> Any:
    if arg.required:
        raise NotANumber(f"{arg.name} is missing")
    return arg.default


def _upright(cells: Block) -> Block:
    """A series as one column, a table of funds as it is."""
    if len(cells.values) != 1:
        return cells
    return Block(cells.values.T, None if cells.faults is None else cells.faults.T, cells.full)


def _fitted(function: Function, blocks: dict[int, Block]) -> dict[int, Block]:
    """The blocks cut to equal length: what one has beyond the others must be blank."""
    for cells in blocks.values():
        if cells.values.size == 1:
            cells.checked()  # an error in place of a series comes before its length
    periods = min(len(b.values) for b in blocks.values())
    funds = max(b.values.shape[1] for b in blocks.values())
    first = next(iter(blocks))
    for place, cells in blocks.items():
        name, other = function.args[place].name, function.args[first].name
        beyond = cells.values[periods:]
        if len(beyond) and (cells.faults is not None or not np.isnan(beyond).all()):
            sizes = " but ".join(
                f"{function.args[i].name} has {len(b.values)} periods" for i, b in blocks.items()
            )
            raise ShapeError(sizes)
        if cells.values.shape[1] not in (1, funds):
            columns, others = cells.values.shape[1], blocks[first].values.shape[1]
            raise ShapeError(f"{name} has {columns} columns but {other} has {others}")
    return {
        place: Block(b.values[:periods], None if b.faults is None else b.faults[:periods], b.full)
        for place, b in blocks.items()
    }


def _fund_errors(function: Function, blocks: dict[int, Block], funds: int) -> Errors:
    """The first fault in each fund's own cells, or in those it shares with the others."""
    errors = no_errors(funds)
    for cells in blocks.values():
        if cells.faults is None:
            continue
        faulty = failed(cells.faults)
        for column in np.flatnonzero(faulty.any(axis=0)):
            fault = cell_error(function, cells.faults[faulty[:, column].argmax(), column], 0)
            shared = cells.faults.shape[1] == 1
            hit = np.full(funds, shared)
            hit[column] = True
            errors[hit & ~failed(errors)] = fault
    return errors


def _filled(arguments: list[Any], series: dict[int, Array]) -> list[Any]:
    return [series.get(place, argument) for place, argument in enumerate(arguments)]


def _complete_funds(
    function: Function, arguments: list[Any], tables: dict[int, Array], funds: int
) -> Any:
    if funds == 1:
        return shown(function, function.compute(*_filled(arguments, _flat(tables))))
    try:
        return rows(function, np.atleast_2d(function.compute(*_filled(arguments, tables))))
    except PassivefolioError:
        errors = no_errors(funds)  # some funds fail: which ones is found out now

    def take(alive: Places) -> list[Any]:
        kept = {
            place: table if table.shape[1] == 1 else table[:, alive]
            for place, table in tables.items()
        }
        return _filled(arguments, kept)

    results, alive = answers(function, take, errors)
    values = np.zeros((*results.shape[:-1], errors.size) if alive.size else errors.size)
    values[..., alive] = results
    table = np.atleast_2d(values)
    return rows(function, table, np.broadcast_to(errors, table.shape))


def _incomplete_funds(
    function: Function,
    arguments: list[Any],
    tables: dict[int, Array],
    errors: Errors,
    observed: NDArray[np.bool_],
) -> Any:
    """Funds with as many observations as each other are computed together, without the gaps."""
    periods, funds = observed.shape
    order = np.argsort(~observed, axis=0, kind="stable")
    counts = observed.sum(axis=0)
    path = function.answer is Answer.PATH
    extra = 0
    placed: list[tuple[Places, Array]] = []
    for count in np.unique(counts[~failed(errors)]):
        group = np.where(counts == count, errors, True)

        def take(alive: Places, count: int = count) -> list[Any]:
            kept = order[:count, alive]
            compact = {
                place: table[kept, 0 if table.shape[1] == 1 else alive]
                for place, table in tables.items()
            }
            return _filled(arguments, compact if funds > 1 else _flat(compact))

        results, alive = answers(function, take, group)
        errors = np.where(counts == count, group, errors)
        if alive.size:
            results = results.reshape(-1, alive.size)
            extra = len(results) - int(count) if path else 0
            placed.append((alive, results))
    if funds == 1 and errors[0] is not None:
        return errors[0]
    height = periods + extra if path else 1
    values = np.zeros((height, funds))
    faults = np.broadcast_to(errors, (height, funds)).copy()
    for alive, results in placed:
        if path:
            _place(function, values, faults, alive, results, order, extra)
        else:
            values[:, alive] = results
    if path:
        last = np.flatnonzero(observed.any(axis=1))[-1] + 1 + extra if placed else 1
        values, faults = values[:last], faults[:last]
    return rows(function, values, faults)


def _flat(series: dict[int, Array]) -> dict[int, Array]:
    return {place: table[:, 0] for place, table in series.items()}


def _place(
    function: Function,
    values: Array,
    faults: Errors,
    alive: Places,
    results: Array,
    order: Places,
    extra: int,
) -> None:
    """Put each value of a path beside the period it belongs to; a period without one is #N/A.

    A path with more values than observations starts before the first of them.
    """
    count = len(results) - extra
    periods = order[:count, alive] + extra
    if extra > 0:
        before = periods[:1] - np.arange(extra, 0, -1)[:, None]
        periods = np.concatenate([before, periods])
    else:
        periods = periods[-extra:]
    faults[:, alive] = CellError("#N/A", f"{function.name}: there is no observation in this period")
    faults[periods, alive] = None
    values[periods, alive] = results
