"""Finds, among formulas without an answer, those that are to blame: first causes and circles;
and the formulas that depend on what has no value."""

from collections.abc import Callable, Iterable, Iterator

from passivefolio.hosts.headless.addresses import Area, Place
from passivefolio.hosts.headless.formulacells import Formula

_MANY_CELLS = 1_000
_FEW_CELLS = 50


def first_causes(formulas: list[Formula]) -> list[Formula]:
    """Formulas that read no other formula of the list; when there are none, those on circles."""
    index = {
        (formula.sheet, place): number
        for number, formula in enumerate(formulas)
        for place in formula.places()
    }
    upstream = [_upstream(formula, formulas, index) for formula in formulas]
    roots = [formula for formula, cause in zip(formulas, upstream, strict=True) if cause is None]
    if roots:
        return roots
    return [formulas[number] for number in _on_circles([cause or 0 for cause in upstream])]


def readers(
    formulas: list[Formula], lacking: list[Formula], passes_on: Callable[[Formula], bool]
) -> Iterator[tuple[Formula, Formula]]:
    """The formulas that read a lacking one, with it; those that pass that on are lacking, too."""
    of_cell: dict[tuple[str, Place], list[Formula]] = {}
    of_many: list[tuple[str, Area | None, Formula]] = []
    for formula in formulas:
        for read in formula.prepared.reads if formula.prepared else ():
            area = read.area()
            if area is not None and area.rows * area.columns <= _FEW_CELLS:
                for place in area.places():
                    of_cell.setdefault((read.sheet, place), []).append(formula)
            else:
                of_many.append((read.sheet, area, formula))
    seen: set[tuple[str, Place]] = set()
    causes = list(lacking)
    for cause in causes:
        found = [one for place in cause.places() for one in of_cell.get((cause.sheet, place), ())]
        for sheet, area, formula in of_many:
            if sheet == cause.sheet and (area is None or area.meets(cause.area)):
                found.append(formula)
        for formula in found:
            if formula.key not in seen:
                seen.add(formula.key)
                yield formula, cause
                if passes_on(formula):
                    causes.append(formula)


def _upstream(
    formula: Formula, formulas: list[Formula], index: dict[tuple[str, Place], int]
) -> int | None:
    """The first formula of the list that this one reads."""
    for read in formula.prepared.reads if formula.prepared else ():
        sheet, area = read.sheet, read.area()
        if area is not None and area.rows * area.columns <= _MANY_CELLS:
            for place in area.places():
                if (sheet, place) in index:
                    return index[sheet, place]
        else:
            for number, other in enumerate(formulas):
                if other.sheet == sheet and (area is None or area.meets(other.area)):
                    return number
    return None


def _on_circles(follows: list[int]) -> Iterable[int]:
    """The numbers on circles when each number is followed by ``follows[number]``."""
    visited: dict[int, int] = {}
    for start in range(len(follows)):
        path: list[int] = []
        number = start
        while number not in visited:
            visited[number] = start
            path.append(number)
            number = follows[number]
        if visited[number] == start:
            yield from path[path.index(number) :]
