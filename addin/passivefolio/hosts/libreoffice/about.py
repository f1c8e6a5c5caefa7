"""The window About: version, licence, where things are, and what to do when numbers look odd."""

import platform
from pathlib import Path
from typing import Any

import passivefolio
from passivefolio.hosts.libreoffice.dialogs import BOLD, MARGIN, Window
from passivefolio.hosts.libreoffice.numpy_home import find_numpy

WIDTH, HEIGHT = 340, 230
TEXT = """passivefolio {version}
The spreadsheet add-in with which people measure, understand and tailor passive investments.

When a number looks odd
1. Click its cell and choose Passivefolio > Explain This Cell: it shows what the formula reads, \
the definition it follows and, for an error, the reason.
2. Look whether rates are decimals: 8 % is 8% or 0.08, never 8. =CHECK_INPUTS(range) looks for you.
3. Press Refresh and read the sheet Checks.
4. =CONVENTIONS() lists how every figure is defined.

When cells show #NAME? the add-in was not there as the workbook was opened: close it, see that \
passivefolio is listed under Tools > Extension Manager, and open it again.

Where things are
Add-in: {folder}
Python: {python}
numpy: {numpy}

Licence
BSD 3-Clause. You may use, change and pass on this software; it comes without any warranty. \
The full text is in the add-in and under Tools > Extension Manager.
Figures are for learning and record keeping, and are no investment advice.

Nothing leaves your machine: only a data source with an http address, which you name, is fetched.
"""


def show_about(context: Any) -> None:
    """What this add-in is, until the window is closed."""
    window = Window(context, "About passivefolio", WIDTH, HEIGHT)
    inner = WIDTH - 2 * MARGIN
    window.label(
        "title", (MARGIN, MARGIN, inner, 14), "Passivefolio", FontHeight=14.0, FontWeight=BOLD
    )
    window.text("text", (MARGIN, 26, inner, HEIGHT - 26 - 31), text())
    close = (WIDTH - MARGIN - 60, HEIGHT - MARGIN - 15, 60, 15)
    window.button("close", close, "~Close", DefaultButton=True)
    window.show("close")


def text() -> str:
    """All there is to say."""
    return TEXT.format(
        version=passivefolio.__version__,
        folder=Path(passivefolio.__file__).parent,
        python=platform.python_version(),
        numpy=find_numpy() or _numpy_version(),
    )


def _numpy_version() -> str:
    import numpy

    return numpy.__version__
