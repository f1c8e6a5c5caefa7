"""TEXT: numbers and dates written in the number formats of which the outcome is sure."""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from passivefolio.errors import CellError
from passivefolio.hosts.headless.known import kind_of
from passivefolio.hosts.headless.unsupported import Unsupported

LITERAL = re.compile(r'"[^"]*"|\\.')
_LITERALS = r'(?:"[^"]*"|\\.|[-$+():x €£¥])*'
_NUMBER = re.compile(
    rf"(?P<before>{_LITERALS})(?P<whole>#,##0|0+)(?P<point>\.(?P<sure>0*)(?P<more>#*))?"
    rf"(?P<thousands>,*)(?P<after>{_LITERALS}%?{_LITERALS})"
)
_ONLY_LITERALS = re.compile(_LITERALS)
_SECTION = re.compile(r'((?:"[^"]*"|\\.|[^";\\])*)(;|$)')
_DATE_PART = re.compile(
    r'AM/PM|y+|m+|d+|h+|s+|"[^"]*"|\\.|[-/., :]', re.IGNORECASE
)  # what a format for dates is made of
_PARTS = frozenset({"yyyy", "yy", "mmmm", "mmm", "mm", "m", "dddd", "ddd", "dd", "d"})
_TIMES = frozenset({"hh", "h", "ss", "s", "am/pm"})
_MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June", "July")
_MONTHS += ("August", "September", "October", "November", "December")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_ZERO = datetime.datetime(1899, 12, 30)
_MARCH_1900 = 61.0  # before it, Excel counts a day that never was
_BEYOND = 2_958_466.0  # the day after the last of the year 9999
_FROM_1904 = 1_462.0
_SECONDS = 86_400
_WIDEST = 11  # characters of a number without a format


class _Number(NamedTuple):
    before: str
    zeros: int  # digits before the point at least
    grouped: bool
    sure: int  # decimals at least
    most: int
    point: bool
    power: int  # of 10, by which the number is multiplied
    after: str


class _Date(NamedTuple):
    parts: tuple[str, ...]


def text_of(value: Any, form: Any, date1904: bool = False) -> Any:
    """TEXT."""
    for cell in (value, form):
        if isinstance(cell, CellError):
            return cell
    form = "" if form is None else form
    if not isinstance(form, str):
        raise Unsupported(f'the number format "{form:g}" is not known here')
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    sections = _sections(form)
    if isinstance(value, str):
        number = _read(value)
        if number is None:
            return value
        value = number
    number = 0.0 if value is None else float(value)
    if not form:
        return ""
    if isinstance(sections[0], _Date):
        return _date(number, sections[0].parts, date1904)
    return _number(number, sections, form)


def _read(text: str) -> float | None:
    """The number a text is; the format of a text that is none does not matter."""
    kind = kind_of(text)
    if kind == "d":
        raise Unsupported(f'whether TEXT takes "{text}" for a number is not known here')
    return float(text) if kind == "m" else None


@lru_cache(maxsize=1_000)
def _sections(form: str) -> tuple[Any, ...]:
    """The sections of a format: numbers, literals, General; or the parts of a date."""
    texts = [match[1] for match in _SECTION.finditer(form)]
    if not form.endswith(";"):
        del texts[max(len(texts) - 1, 1) :]  # what is found behind the last one
    unknown = Unsupported(f'the number format "{form}" is not known here')
    if len(texts) == 4 and texts.pop() != "@":
        raise unknown
    if not 0 < len(texts) <= 3 or (len(texts) == 2 and not texts[1]):
        raise unknown
    if len(texts) == 1 and (parts := _date_parts(texts[0])):
        return (_Date(parts),)
    found = tuple(map(_section, texts))
    if None in found:
        raise unknown
    return found


def _section(text: str) -> Any:
    if text.lower() in ("general", "@"):
        return "general"
    match = _NUMBER.fullmatch(text)
    if match is None:
        return _plain(text) if _ONLY_LITERALS.fullmatch(text) else None
    sure, more = match["sure"] or "", match["more"] or ""
    whole = match["whole"]
    return _Number(
        _plain(match["before"]),
        1 if whole == "#,##0" else len(whole),
        whole == "#,##0",
        len(sure),
        len(sure + more),
        match["point"] is not None,
        2 * LITERAL.sub("", match["after"]).count("%") - 3 * len(match["thousands"]),
        _plain(match["after"]),
    )


def _plain(text: str) -> str:
    """Literals without their marks."""
    return LITERAL.sub(
        lambda match: match[0].strip('"') if match[0][0] == '"' else match[0][1], text
    )


def _date_parts(text: str) -> tuple[str, ...]:
    """The parts of a format for dates and times; none when it is no such format."""
    parts = [match[0] for match in _DATE_PART.finditer(text)]
    if "".join(parts) != text:
        return ()
    lower = [part if part[0] in '"\\' else part.lower() for part in parts]
    known = [part for part in lower if part in _PARTS | _TIMES]
    if not known or any(part[0] in "ymdhs" and part not in known for part in lower):
        return ()
    named: list[str] = []
    for number, part in enumerate(lower):
        around = [other for other in lower[:number] if other in known][-1:]
        after = [other for other in lower[number + 1 :] if other in known][:1]
        minutes = around in (["h"], ["hh"]) or after in (["s"], ["ss"])
        named.append("minute" + part if part in ("m", "mm") and minutes else part)
    return tuple(named)


def _number(number: float, sections: tuple[Any, ...], form: str) -> str:
    """A number in the section of a format it belongs to."""
    section, sign = sections[0], "-" if number < 0 else ""
    if number < 0 and len(sections) > 1:
        section, sign = sections[1], ""
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    if section == "general":
        return sign + _general(abs(number))
    if isinstance(section, str):
        return sign + section
    exact = Decimal(f"{abs(number):.15g}").scaleb(section.power)
    digits = f"{exact.quantize(Decimal(1).scaleb(-section.most), ROUND_HALF_UP):f}"
    if number < 0 and not digits.strip("0."):
        raise Unsupported(f'whether "{form}" shows a minus before {digits} is not known here')
    whole, _, decimals = digits.partition(".")
    whole = f"{int(whole):,}" if section.grouped else whole.zfill(section.zeros)
    least = decimals[: section.sure] + decimals[section.sure :].rstrip("0")
    written = f"{whole}.{least}" if section.point else whole
    return f"{sign}{section.before}{written}{section.after}"


def _general(number: float) -> str:
    """A number without a format, as wide as Excel writes it."""
    if number == 0:
        return "0"
    if not 1e-4 <= number < 10 ** (_WIDEST - 1):
        raise Unsupported(f"how a spreadsheet writes {number:g} in a text is not sure")
    exact = Decimal(f"{number:.15g}")
    decimals = _WIDEST - 1 - len(str(int(number)))
    written = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _date(number: float, parts: tuple[str, ...], date1904: bool) -> Any:
    """A date and time in the parts of a format."""
    days = number + _FROM_1904 if date1904 else number
    if number < 0 and date1904:
        raise Unsupported("how a spreadsheet writes a date before 1904 is not known here")
    if days < 0 or days >= _BEYOND:
        return CellError("#VALUE!", "TEXT: there is no such date")
    if days < _MARCH_1900 and not _PARTS.isdisjoint(parts):
        raise Unsupported("how a spreadsheet writes a date before March 1900 is not known here")
    seconds = round((days % 1) * _SECONDS, 3)
    moments = {
        _DAY_ZERO + datetime.timedelta(days=int(days), seconds=float(second))
        for second in (int(seconds), round(seconds))
    }
    written = {"".join(_date_part(part, moment, parts) for part in parts) for moment in moments}
    if len(written) > 1:
        raise Unsupported(f"whether TEXT rounds the time {number:.10g} up is not known here")
    return written.pop()


def _date_part(part: str, moment: datetime.datetime, parts: tuple[str, ...]) -> str:
    hour = moment.hour if "am/pm" not in parts else (moment.hour - 1) % 12 + 1
    match part:
        case "yyyy":
            return str(moment.year)
        case "yy":
            return f"{moment.year % 100:02d}"
        case "mmmm":
            return _MONTHS[moment.month - 1]
        case "mmm":
            return _MONTHS[moment.month - 1][:3]
        case "dddd":
            return _DAYS[moment.weekday()]
        case "ddd":
            return _DAYS[moment.weekday()][:3]
        case "am/pm":
            return "AM" if moment.hour < 12 else "PM"
    numbers = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}
    number = moment.minute if part.startswith("minute") else numbers.get(part[0])
    if number is None or part[0] in '"\\':
        return _plain(part)
    return f"{number:02d}" if len(part) == 2 or part == "minutemm" else str(number)
