"""Keeps the values charts remember of their cells (numCache, strCache) up to date."""

import re
from collections.abc import Callable
from html import unescape

from passivefolio.errors import CellError
from passivefolio.hosts.headless.addresses import Area, Place, parse_area
from passivefolio.hosts.headless.values import Value, escape, number_text

_CACHE = re.compile(
    rb"<(?P<prefix>\w+:)?f>(?P<ref>[^<]*)</(?:\w+:)?f>\s*"
    rb"<(?:\w+:)?(?P<kind>num|str)Cache>(?P<body>.*?)</(?:\w+:)?(?:num|str)Cache>",
    re.DOTALL,
)
_POINT = re.compile(
    rb"<(?:\w+:)?pt\s[^>]*?idx=[\"'](\d+)[\"'][^>]*>\s*<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>\s*"
    rb"</(?:\w+:)?pt>"
)
_COUNT = re.compile(rb"<(?:\w+:)?ptCount\s[^>]*/>")

_MOST_POINTS = 1_000_000

Read = Callable[[str, Place], Value]


def updated(part: bytes, read: Read) -> bytes:
    """The chart part with the points of its caches as the cells are now.

    A cache that already agrees, or whose reference is not one area, stays as it is.
    """

    def fresh(match: re.Match[bytes]) -> bytes:
        area = parse_area(unescape(match["ref"].decode()))
        if area is None or area.rows * area.columns > _MOST_POINTS:
            return match[0]
        body = _body(match["body"], match["prefix"] or b"", match["kind"] == b"num", area, read)
        start, end = match.span("body")
        return match[0][: start - match.start()] + body + match[0][end - match.start() :]

    return _CACHE.sub(fresh, part)


def _body(body: bytes, prefix: bytes, numeric: bool, area: Area, read: Read) -> bytes:
    old = {int(index): unescape(text.decode()) for index, text in _POINT.findall(body)}
    new: dict[int, str] = {}
    for index, place in enumerate(area.places()):
        text = _point(read(area.sheet, place), numeric, old.get(index))
        if text is not None:
            new[index] = text
    if new == old:
        return body
    tag = prefix.decode()
    points = "".join(
        f'<{tag}pt idx="{index}"><{tag}v>{escape(text)}</{tag}v></{tag}pt>'
        for index, text in new.items()
    )
    head = _POINT.sub(b"", body)
    count = f'<{tag}ptCount val="{area.rows * area.columns}"/>'
    return _COUNT.sub(lambda _: (count + points).encode(), head, count=1)


def _point(value: Value, numeric: bool, old: str | None) -> str | None:
    """The text of one point, None for a cell that draws nothing."""
    if not numeric:
        return value if isinstance(value, str) else old
    if isinstance(value, CellError):
        return value.code if value.code == "#N/A" else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return old if old is not None and float(old) == value else number_text(float(value))
    except ValueError:
        return number_text(float(value))
