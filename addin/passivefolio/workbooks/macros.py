"""What an .xlsm template has beyond the .xlsx: our functions in VBA, and the button Refresh."""

from io import BytesIO
from typing import Any

from passivefolio.vba.macro_workbook import (
    BUTTON_MACRO,
    WORKBOOK_CODE_NAME,
    code_name,
    workbook_project,
)

WITH_A_BUTTON = ("Start", "Results")
BUTTON = {"macro": BUTTON_MACRO, "caption": "Refresh", "width": 110, "height": 28}
ACROSS, DOWN = 530, 6
"""Where the button stands in the row of the title, in pixels from column B."""


def add_macros(book: Any) -> None:
    """Put functions and buttons into a workbook of XlsxWriter that has all its sheets."""
    sheets = book.worksheets()
    book.add_vba_project(BytesIO(workbook_project(len(sheets))), is_stream=True)
    book.set_vba_name(WORKBOOK_CODE_NAME)
    for place, sheet in enumerate(sheets):
        sheet.set_vba_name(code_name(place))
        if sheet.get_name() in WITH_A_BUTTON:
            sheet.insert_button("B1", {**BUTTON, "x_offset": ACROSS, "y_offset": DOWN})
