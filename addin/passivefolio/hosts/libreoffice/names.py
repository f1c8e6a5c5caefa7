"""The names by which LibreOffice knows the extension, its services and its functions."""

import json
from functools import cache
from pathlib import Path

EXTENSION = "org.passivefolio"
INTERFACE = "XFunctions"
FUNCTIONS = f"{EXTENSION}.Functions"
DOCUMENTS = f"{EXTENSION}.Documents"
MENU = f"{EXTENSION}.Menu"
WHY = "WHY"
METHODS = "methods.json"


def method(function: str) -> str:
    """The method that computes a worksheet function: UNO allows no underscores in its name."""
    return function.replace("_", "").lower()


@cache
def methods() -> dict[str, tuple[str, bool]]:
    """The methods of the extension: the function each computes, whether it reads dates.

    Inside LibreOffice only, where the builder has listed them: reading the catalogue needs numpy.
    """
    listed = json.loads(Path(__file__).with_name(METHODS).read_text(encoding="utf-8"))
    return {name: (function, dated) for name, (function, dated) in listed.items()}


@cache
def worksheet_names() -> dict[str, str]:
    """The worksheet name of every method, WHY among them."""
    return {name: function for name, (function, _) in methods().items()} | {method(WHY): WHY}
