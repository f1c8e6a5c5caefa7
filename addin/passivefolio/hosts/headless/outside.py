"""Values of other workbooks, as this one remembers them; no other file is ever opened."""

from collections.abc import Callable, Iterator

from passivefolio.errors import CellError
from passivefolio.hosts.headless import xmlreading
from passivefolio.hosts.headless.addresses import Place, parse_area
from passivefolio.hosts.headless.values import Value, unescape

Outside = dict[str, dict[Place, Value]]  # per sheet, named as in formulas: ``[1]Sheet``


def remembered(parts: dict[str, bytes], links: list[str]) -> Outside:
    """The cells of other workbooks a file remembers; ``links`` are the parts in their order."""
    found: Outside = {}
    for number, part in enumerate(links, 1):
        for sheet, cells in _sheets(parts[part], part):
            found[f"[{number}]{sheet}"] = cells
    return found


def _sheets(data: bytes, part: str) -> Iterator[tuple[str, dict[Place, Value]]]:
    wanted = {"sheetName", "sheetData", "cell", "v"}
    names: list[str] = []
    cells: dict[Place, Value] | None = None
    kept: list[tuple[str, dict[Place, Value]]] = []
    place: Place | None = None
    kind = "n"
    for element in xmlreading.elements(data, part, wanted):
        attributes = element.attributes
        if element.name == "sheetName":
            names.append(attributes.get("val", ""))
        elif element.name == "sheetData":
            number = int(attributes.get("sheetId", "0"))
            cells = {}
            if number < len(names) and attributes.get("refreshError") not in ("1", "true"):
                kept.append((names[number], cells))
        elif element.name == "cell":
            area = parse_area(attributes.get("r", ""), "-")
            place = (area.top, area.left) if area else None
            kind = attributes.get("t", "n")
        elif cells is not None and place is not None:
            cells[place] = _READERS.get(kind, str)(element.text)
    yield from kept


_READERS: dict[str, Callable[[str], Value]] = {
    "n": float,
    "b": lambda text: text in ("1", "true"),
    "e": lambda text: CellError(text, ""),
    "str": unescape,
}
