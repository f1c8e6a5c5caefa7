"""Formulas judged by what others answer that are calculated beside the workbook."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import islice

from passivefolio.hosts.headless import order
from passivefolio.hosts.headless.addresses import Place
from passivefolio.hosts.headless.blanks import (
    DIFFERENT,
    of_several_sheets,
    shortened,
    takes_whole_areas,
)
from passivefolio.hosts.headless.engine import Engine, Gap
from passivefolio.hosts.headless.formulacells import Formula
from passivefolio.hosts.headless.formulas import Translator
from passivefolio.hosts.headless.nearly import LOOKUPS, NEAR, any_near, compared, is_near, is_text
from passivefolio.hosts.headless.prepared import Pattern, Prepared, element
from passivefolio.hosts.headless.sureness import Sureness
from passivefolio.hosts.headless.syntax import Call, Constant, Node, Reference


def blanks_that_matter(
    formulas: list[Formula], engine: Engine, sureness: Sureness
) -> Iterator[tuple[Formula, Gap]]:
    """Formulas with arrays from whole columns or rows that answer otherwise with more blanks.

    Their answer is compared with that over rows down to well below the last one filled.
    """
    tried: list[tuple[Formula, int]] = []  # with the number of questions about it
    asked: list[tuple[str, str]] = []
    concerned: dict[Pattern, bool] = {}
    for formula in formulas:
        prepared = formula.prepared
        if prepared is None:
            continue
        pattern = prepared.pattern
        if pattern not in concerned:
            concerned[pattern] = takes_whole_areas(pattern) or of_several_sheets(pattern)
        if not concerned[pattern]:
            continue
        several = formula.kind != "plain" and prepared.shape.form != "value"
        tried.append((formula, 1 + several))
        for one in (prepared, shortened(prepared, *sureness.well_below())):
            asked.append((formula.sheet, element(one, 1, 1)))
            if several:
                asked.append((formula.sheet, f"=ROWS({one.text[1:]})"))
    answers = iter(engine.beside(asked) if asked else ())
    for formula, questions in tried:
        found, expected = ([*islice(answers, questions)] for _ in range(2))
        if found != expected:
            yield formula, Gap(DIFFERENT)


def near_misses(
    formulas: list[Formula],
    engine: Engine,
    translator: Translator,
    sureness: Sureness,
    filled: Mapping[str, Set[Place]],
) -> Iterator[tuple[Formula, Gap]]:
    """Formulas that look up a number of which the engine finds one that is not quite equal."""
    lookups = [
        (formula, formula.prepared, call)
        for formula in formulas
        if formula.prepared is not None
        for call in sureness.calls(formula.prepared)
        if call.name in LOOKUPS
    ]
    if not lookups:
        return

    @cache
    def anywhere() -> bool:
        given = {float(number) for _, prepared, _ in lookups for number in prepared.pattern.given}
        cells = (engine.value(sheet, *place) for sheet in filled for place in filled[sheet])
        return any_near([*cells, *given])

    asking: list[tuple[Formula, Sequence[float] | None]] = []
    asked: list[tuple[str, str]] = []
    for formula, prepared, call in lookups:
        if _is_sure(call, prepared, sureness, anywhere):
            continue
        sought, *others = (translator.part(prepared, node, True) for node in compared(call))
        numbers = None if call.name == "SWITCH" else sureness.numbers(call, prepared)
        if numbers is None or sought.shape.form not in ("value", "cell"):
            numbers = None
            parts = [part.text[1:] for part in (sought, *others)]
            asked.append((formula.sheet, f"=_NEAR({','.join(parts)})"))
        else:
            asked.append((formula.sheet, sought.text))
        asking.append((formula, numbers))
    answers = engine.beside(asked) if asked else []
    for (formula, numbers), answer in zip(asking, answers, strict=True):
        if isinstance(answer, Gap):
            yield formula, answer
        elif answer == 1.0 if numbers is None else is_near(answer or 0.0, numbers):
            yield formula, Gap(NEAR)


def _is_sure(
    call: Call, prepared: Prepared, sureness: Sureness, anywhere: Callable[[], bool]
) -> bool:
    """Whether a call finds what is equal alone, as far as that shows without a calculation.

    ``anywhere`` tells whether there are numbers in the workbook that are nearly equal.
    """
    sought, *others = compared(call)
    if is_text(sought) or all(map(is_text, others)):
        return True
    numbers: Sequence[float] | None = None
    if call.name != "SWITCH" and isinstance(call.arguments[order.LIST], Reference):
        numbers = sureness.numbers(call, prepared)
        if numbers is not None and not numbers:
            return True
    area = prepared.read(sought.number).area() if isinstance(sought, Reference) else None
    if numbers is not None and area is not None:
        return not any(is_near(cell, numbers) for cell in sureness.cells(area))
    standing = all(_stands_in_cells(node, prepared) for node in (sought, *others))
    return standing and not anywhere()


def _stands_in_cells(node: Node, prepared: Prepared) -> bool:
    """Whether the values of an expression are values of cells, or numbers given in the formula."""
    if isinstance(node, Call) and node.name == "INDEX":
        return isinstance(node.arguments[0], Reference)
    return isinstance(node, Reference) or (isinstance(node, Constant) and node.kind != "array")
