"""The window of Explain: a cell, the functions of ours in it, their arguments and the answer."""

from collections.abc import Callable, Sequence
from typing import Any

from passivefolio.hosts.explaining import Call, Explanation, about
from passivefolio.hosts.libreoffice.dialogs import BOLD, LINE, MARGIN, Window, copy
from passivefolio.hosts.libreoffice.formulas import as_shown, first_of_block, formula_as_shown
from passivefolio.hosts.libreoffice.looking import explain_cell
from passivefolio.hosts.libreoffice.office import active_cell, spreadsheet_in_front

WIDTH, HEIGHT = 400, 300
INNER = WIDTH - 2 * MARGIN
COLUMNS = (("Argument", 20), ("As written", 30), ("What it holds", 50))
MOST_ARGUMENTS = 8
LONGEST = 70
LARGE = {"FontHeight": 13.0, "FontWeight": BOLD}
CODE = "Liberation Mono"


def explain_active_cell(context: Any) -> None:
    """Explain the selected cell in a window."""
    document = spreadsheet_in_front(context)
    cell = active_cell(document)
    explanation = explain_cell(context, document, cell)
    show(context, document, cell, explanation)


def show(context: Any, document: Any, cell: Any, explanation: Explanation) -> None:
    """The explanation of a cell, until the window is closed."""
    window = Window(context, "Explain this cell", WIDTH, HEIGHT)
    window.label("where", (MARGIN, MARGIN, INNER, 13), heading(explanation), **LARGE)
    top = 24
    if explanation.cell.formula:
        formula = formula_as_shown(cell)
        window.text("formula", (MARGIN, top, INNER, 22), formula, FontName=CODE)
        top += 26
    if explanation.upshot:
        window.label("upshot", (MARGIN, top, INNER, 19), explanation.upshot, FontWeight=BOLD)
        top += 21
    if explanation.calls:
        home = first_of_block(cell)
        top = _calls(window, top, explanation.calls, lambda part: as_shown(document, part, home))
    window.button(
        "copy", (MARGIN, top, 60, 15), "Co~py all", lambda: copy(context, explanation.text)
    )
    window.button("close", (WIDTH - MARGIN - 60, top, 60, 15), "~Close", DefaultButton=True)
    window.height(top + 15 + MARGIN)
    window.show("close")


def heading(explanation: Explanation) -> str:
    """The cell and what it shows, in one line."""
    shown = " ".join(explanation.cell.shown.split())
    if len(shown) > LONGEST:
        shown = f"{shown[:LONGEST]}…"
    return f"{explanation.cell.where} shows {shown}" if shown else f"{explanation.cell.where}"


def _calls(window: Window, top: int, calls: Sequence[Call], native: Callable[[str], str]) -> int:
    """The calls of a formula, one at a time; gives where the window goes on."""
    texts = [native(call.written) for call in calls]
    if len(calls) > 1:
        indented = [f"{'    ' * call.level}{text}" for call, text in zip(calls, texts, strict=True)]
        window.label("choose", (MARGIN, top, INNER, 9), f"It calls {len(calls)} functions:")
        area = (MARGIN, top + 10, INNER, 9 * min(len(calls), 4) + 4)
        window.choices("calls", area, indented)
        top += area[3] + 14
    lines = 1 + max(1, min(MOST_ARGUMENTS, max(len(call.given) for call in calls)))
    fill = window.table("arguments", (MARGIN, top, INNER, LINE * lines), COLUMNS)
    top += LINE * lines + 6
    answer = window.text("answer", (MARGIN, top, INNER, 19), "", FontWeight=BOLD)
    top += 23
    text = window.text("text", (MARGIN, top, INNER, 110), "")

    def choose() -> None:
        call = calls[window.chosen("calls") if len(calls) > 1 else 0]
        fill(
            [
                (given.arg.name, native(given.written) if given.written else "", given.value)
                for given in call.given
            ]
        )
        answer.Text = f"{call.function.name} gives {call.result}"
        text.Text = about(call.function)

    choose()
    if len(calls) > 1:
        window.on_choice("calls", choose)
    return top + 116
