"""The one look of all templates: colours, formats, page set-up and the words every book shares."""

import datetime
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol, xl_range_abs, xl_rowcol_to_cell

from passivefolio.workbooks.macros import add_macros

NAVY, AMBER, TEAL, SKY, ROSE, GREY, INK = (
    "#1F3A5F",
    "#E0A030",
    "#7FC8B8",
    "#5B9BD5",
    "#B5476B",
    "#8A94A0",
    "#22303C",
)
"""Apart in hue for the colour-blind and in lightness for a grey printer."""

SHADES = (NAVY, AMBER, TEAL)
LINES = (NAVY, SKY, AMBER, TEAL, ROSE, GREY, INK)
INPUT_FILL, BOX_FILL, RULE = "#FFF4CC", "#EEF3F8", "#C9D3DD"
FONT = "Arial"
BUILT = datetime.datetime(2026, 1, 1)

TRUTH = '"TRUE";"TRUE";"FALSE"'
"""LibreOffice shows the truth of a formula as a number; Excel does not mind."""
PERCENT, PERCENT_COARSE, NUMBER, WHOLE, DATE = "0.00%", "0.0%", "0.00", "0", "yyyy-mm-dd"
MONEY = "#,##0"

HEAD: dict[str, Any] = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": NAVY,
    "text_wrap": True,
    "align": "center",
}
INPUT: dict[str, Any] = {
    "bg_color": INPUT_FILL,
    "left": 1,
    "right": 1,
    "bottom": 1,
    "left_color": RULE,
    "right_color": RULE,
    "bottom_color": RULE,
    "locked": False,
}
"""No line on top: the rule of a heading right above stays whole."""

CENTRED: dict[str, Any] = {"align": "center"}
RULED: dict[str, Any] = {"bottom": 1, "bottom_color": RULE}
QUIET: dict[str, Any] = {"font_color": GREY}
GOOD_FILL, BAD_FILL = "#D8ECE6", "#F6D5DE"

FUNCTION_CALL = re.compile(r"([A-Z_]+)\(")

Cell = str | float | int | bool | datetime.date | None


@dataclass
class Page:
    """One worksheet of a template."""

    book: "Template"
    sheet: Any
    title: str

    def text(self, cell: str, text: str, **style: Any) -> None:
        """Words in one cell."""
        self.sheet.write_string(cell, text, self.book.style(**style))

    def spread(self, area: str, text: str, **style: Any) -> None:
        """Words over several cells, wrapped; text with a leading = is a formula."""
        look = self.book.style(**{"text_wrap": True, "valign": "top", **style})
        self.sheet.merge_range(area, "", look)
        first = area.partition(":")[0]
        if text.startswith("="):
            self._write(first, text, look)
        else:
            self.sheet.write_string(first, text, look)

    def heading(self, area: str, text: str) -> None:
        """A heading with a rule under it."""
        first, _, last = area.partition(":")
        row, left = xl_cell_to_rowcol(first)
        _, right = xl_cell_to_rowcol(last or first)
        look = {
            "bold": True,
            "font_size": 12,
            "font_color": NAVY,
            "bottom": 1,
            "bottom_color": NAVY,
            "valign": "bottom",
        }
        for column in range(left, right + 1):
            self.sheet.write_blank(row, column, None, self.book.style(**look))
        self.text(first, text, **look)

    def header(self, cell: str, words: Sequence[str], *, figures_only: bool = False) -> None:
        """The head row of a table, centred; labels in the first column stand to the left."""
        row, column = xl_cell_to_rowcol(cell)
        for offset, word in enumerate(words):
            look = HEAD if offset or figures_only else {**HEAD, "align": "left"}
            self.sheet.write_string(row, column + offset, word, self.book.style(**look))

    def input(self, cell: str, value: Cell, number_format: str = "General", **style: Any) -> None:
        """A yellow cell that the user fills in; None leaves it blank."""
        look = {**INPUT, "num_format": number_format, **style}
        if isinstance(value, datetime.date):
            self.sheet.write_datetime(cell, value, self.book.style(**look))
        else:
            self.sheet.write(cell, value, self.book.style(**look))

    def formula(
        self, cell: str, formula: str, number_format: str = "General", **style: Any
    ) -> None:
        """A result; its value is filled in by the refresh that follows every build."""
        look = self.book.style(num_format=number_format, **style)
        self._write(cell, formula, look)

    def _write(self, cell: str, formula: str, look: Any) -> None:
        self.sheet.write_formula(cell, formula, look, "")
        for function in FUNCTION_CALL.findall(formula):
            self.book.used.setdefault(function, f"{self.title}!{cell}")

    def name(self, name: str, area: str) -> None:
        """Give an area of this page the name that formulas use."""
        self.book.book.define_name(name, self.place(area))

    def place(self, area: str) -> str:
        """An area of this page as charts and names refer to it, =Results!$B$2:$C$5."""
        first, _, last = area.partition(":")
        cells = xl_range_abs(*xl_cell_to_rowcol(first), *xl_cell_to_rowcol(last or first))
        return f"={self.title}!{cells}"

    def restrict(self, area: str, rule: str, low: float, high: float, message: str) -> None:
        """Let the cells take only numbers from low to high, and say so."""
        limits = {"criteria": "between", "minimum": low, "maximum": high}
        self._validate(area, {"validate": "decimal", **limits}, rule, message)

    def restrict_to_dates(
        self, area: str, rule: str, message: str, *, ascending: bool = False
    ) -> None:
        """Let the cells take only dates, or only later ones than the cell above, and say so."""
        limits = {"validate": "date", "criteria": ">=", "value": datetime.date(1900, 1, 1)}
        if ascending:
            row, column = xl_cell_to_rowcol(area.partition(":")[0])
            first, above = xl_rowcol_to_cell(row, column), xl_rowcol_to_cell(row - 1, column)
            limits = {
                "validate": "custom",
                "value": f"=AND(ISNUMBER({first}),{first}>N({above}))",
            }
        self._validate(area, limits, rule, message)

    def restrict_to_words(self, area: str, rule: str, words: Sequence[str], message: str) -> None:
        """Let the cells take only these words, offered as a list."""
        self._validate(area, {"validate": "list", "source": [*words]}, rule, message)

    def restrict_to_named(self, area: str, rule: str, name: str, message: str) -> None:
        """Let the cells take only what stands in the cells of that name, offered as a list."""
        self._validate(area, {"validate": "list", "source": f"={name}"}, rule, message)

    def _validate(self, area: str, rule: dict[str, Any], title: str, message: str) -> None:
        words = {"input_title": title, "input_message": message}
        self.sheet.data_validation(
            area, {**rule, **words, "error_title": title, "error_message": message}
        )

    def shade(self, area: str, formula: str, **look: Any) -> None:
        """Let the cells look so where the formula, written for the first of them, holds."""
        form = self.book.book.add_format(look)
        self.sheet.conditional_format(
            area, {"type": "formula", "criteria": f"={formula}", "format": form}
        )

    def rules(self, area: str) -> None:
        """A rule under each row whose first cell holds something."""
        row, column = xl_cell_to_rowcol(area.partition(":")[0])
        first = xl_rowcol_to_cell(row, column, col_abs=True)
        self.shade(area, f'{first}<>""', bottom=1, bottom_color=RULE)

    def print_on(self, area: str, *, landscape: bool = False, pages_high: int = 0) -> None:
        """Print this area, one page wide, with the title of the book above and pages below."""
        self.sheet.print_area(area)
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.6, right=0.6, top=0.75, bottom=0.7)
        self.sheet.fit_to_pages(1, pages_high)
        self.sheet.center_horizontally()
        if landscape:
            self.sheet.set_landscape()
        self.sheet.set_header(f"&R&8{self.book.title}")
        self.sheet.set_footer("&L&8&F&C&8&A&R&8Page &P of &N")


@dataclass
class Template:
    """A template being built."""

    book: Any
    title: str
    used: dict[str, str] = field(default_factory=dict)
    styles: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def style(self, **properties: Any) -> Any:
        """The cell format with these properties, in our font."""
        key = tuple(sorted(properties.items()))
        if key not in self.styles:
            base = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
            self.styles[key] = self.book.add_format({**base, **properties})
        return self.styles[key]

    def page(self, title: str, widths: Sequence[float]) -> Page:
        """A new sheet: no grid, locked but for its yellow cells, its title on top."""
        sheet = self.book.add_worksheet(title)
        sheet.hide_gridlines(2)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, self.style())
        sheet.protect("", {"select_locked_cells": True, "select_unlocked_cells": True})
        sheet.set_row(0, 30)
        return Page(self, sheet, title)


@contextmanager
def new_template(path: Path, title: str, subject: str) -> Iterator[Template]:
    """A workbook file, closed and complete at the end of the block."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties(
            {"title": title, "subject": subject, "author": "passivefolio", "created": BUILT}
        )
        book.formats[0].set_font_name(FONT)
        book.formats[0].set_font_size(10)
        book.set_calc_mode("auto")
        book.set_size(2400, 1600)
        yield Template(book, title)
        if path.suffix == ".xlsm":
            add_macros(book)


def title_of(page: Page, text: str, subtitle: str) -> None:
    """The title line and what the page is for."""
    page.text("B1", text, bold=True, font_size=18, font_color=NAVY)
    page.text("B2", subtitle, font_color=GREY, italic=True)
