"""Small pictures, drawn: our mark is a ring cut into the shares 60, 30 and 10."""

import math
import struct
import zlib
from collections.abc import Callable

Colour = tuple[int, int, int]
SHARES: tuple[tuple[float, Colour], ...] = (
    (0.6, (31, 78, 121)),
    (0.9, (224, 139, 38)),
    (1.0, (112, 150, 82)),
)
"""Where each share ends, and its colour."""
HOLE, RIM, GAP = 0.42, 0.98, 0.06
FINE = 4


def mark(size: int) -> bytes:
    """The mark as a PNG."""
    return picture(_colour, size)


def picture(colour: Callable[[float, float], Colour | None], size: int) -> bytes:
    """A PNG of what has a colour at each point of the square from -1 to 1, y pointing down."""
    return png([[_pixel(colour, x, y, size) for x in range(size)] for y in range(size)])


def png(rows: list[list[tuple[int, int, int, int]]]) -> bytes:
    """A picture with transparency from its pixels."""
    raw = b"".join(b"\0" + bytes(part for pixel in row for part in pixel) for row in rows)
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _pixel(
    colour: Callable[[float, float], Colour | None], x: int, y: int, size: int
) -> tuple[int, int, int, int]:
    """The mean of the points inside a pixel; the uncovered ones make it transparent."""
    points = [
        colour((x + (i + 0.5) / FINE) * 2 / size - 1, (y + (j + 0.5) / FINE) * 2 / size - 1)
        for i in range(FINE)
        for j in range(FINE)
    ]
    inked = [point for point in points if point]
    if not inked:
        return 0, 0, 0, 0
    red, green, blue = (round(sum(part) / len(inked)) for part in zip(*inked, strict=True))
    return red, green, blue, round(255 * len(inked) / len(points))


def _colour(x: float, y: float) -> Colour | None:
    """The colour at a point of the square from -1 to 1; the ring starts at the top, clockwise."""
    radius = math.hypot(x, y)
    if not HOLE <= radius <= RIM:
        return None
    turn = (math.atan2(x, -y) / (2 * math.pi)) % 1
    cuts = (0.0, *(end for end, _ in SHARES))
    if min(abs(turn - cut) for cut in cuts) * 2 * math.pi * radius < GAP:
        return None
    return next(colour for end, colour in SHARES if turn <= end)
