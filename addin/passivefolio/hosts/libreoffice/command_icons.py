"""The icons of menu and toolbar, drawn as the mark is: the colour at each point of a square."""

import math

from passivefolio.hosts.libreoffice.icons import Colour, picture

BLUE, ORANGE, GREEN, WHITE = (31, 78, 121), (224, 139, 38), (112, 150, 82), (255, 255, 255)
LINE = 0.13
"""Half the width of a stroke."""


def refresh(size: int) -> bytes:
    """An arrow that runs in a circle."""

    def colour(x: float, y: float) -> Colour | None:
        radius, turn = math.hypot(x, y), math.degrees(math.atan2(x, -y)) % 360
        if abs(x - 0.12) <= 0.44 and abs(y + 0.62) <= 0.37 * (0.56 - x) / 0.88:
            return ORANGE
        return BLUE if abs(radius - 0.62) <= LINE * 1.3 and turn > 70 else None

    return picture(colour, size)


def new(size: int) -> bytes:
    """A sheet with lines, and a plus."""

    def colour(x: float, y: float) -> Colour | None:
        across, down = abs(x - 0.45), abs(y - 0.45)
        if max(across, down) <= 0.45 and min(across, down) <= LINE:
            return ORANGE
        if max(across, down) <= 0.58 and min(across, down) <= 2 * LINE:
            return None
        if not _in_box(x, y, -0.8, -0.95, 0.6, 0.8):
            return None
        edge = not _in_box(x, y, -0.65, -0.8, 0.45, 0.65)
        line = _in_box(x, y, -0.45, -0.6, 0.25, 0.5) and (y + 0.6) % 0.4 < 0.18
        return BLUE if edge or line else WHITE

    return picture(colour, size)


def explain(size: int) -> bytes:
    """A magnifying glass over a cell."""

    def colour(x: float, y: float) -> Colour | None:
        radius = math.hypot(x + 0.2, y + 0.2)
        along, aside = (x + y) / 2, abs(x - y) / math.sqrt(2)
        if aside <= LINE * 1.3 and 0.3 <= along <= 0.85:
            return ORANGE
        if radius > 0.72:
            return None
        if radius > 0.52:
            return BLUE
        return GREEN if _in_box(x, y, -0.46, -0.32, 0.06, -0.06) else WHITE

    return picture(colour, size)


def reference(size: int) -> bytes:
    """An open book."""

    def colour(x: float, y: float) -> Colour | None:
        lift = 0.14 * math.cos(math.pi * (abs(x) - 0.5))
        height = y + lift
        if abs(x) > 0.95 or abs(height) > 0.68:
            return None
        if abs(x) <= LINE * 0.6 or abs(x) > 0.8 or abs(height) > 0.53:
            return BLUE
        line = 0.2 <= abs(x) <= 0.68 and abs(height) <= 0.34 and (height + 0.34) % 0.3 < 0.13
        return (ORANGE if x < 0 else GREEN) if line else WHITE

    return picture(colour, size)


def _in_box(x: float, y: float, left: float, top: float, right: float, bottom: float) -> bool:
    return left <= x <= right and top <= y <= bottom
