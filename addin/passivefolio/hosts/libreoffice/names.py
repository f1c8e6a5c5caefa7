"""The names by which LibreOffice knows the extension, its services and its functions."""

import json
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Method:
    """What the component must know of a function before it can read the catalogue."""

    function: str
    dated: bool
    gives_text: bool


@cache
def methods() -> dict[str, Method]:
    """The methods of the component by name; only inside the extension, which lists them.

    The catalogue itself needs numpy, which may be missing.
    """
    listed = json.loads(Path(__file__).with_name(METHODS).read_text(encoding="utf-8"))
    return {name: Method(*told) for name, told in listed.items()}


@cache
def worksheet_names() -> dict[str, str]:
    """The worksheet name of every method, WHY among them."""
    return {name: told.function for name, told in methods().items()} | {method(WHY): WHY}
