"""Functions of dates, which the engine takes for true ones: spreadsheets know a 29 February 1900,
days before it are counted one apart, and none lies beyond 31 December 9999.
"""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

from passivefolio.errors import CellError
from passivefolio.hosts.headless.known import number_in
from passivefolio.hosts.headless.unsupported import Unsupported
from passivefolio.hosts.headless.values import cells_of

_LEAP = 60  # the serial number of 29 February 1900
_MOST = 32_767  # months or days in DATE, beyond which spreadsheets differ
_LAST_YEAR = 9_999
_NO_DATE = CellError("#NUM!", "this is no date from 1900 to 9999")

EARLY = {
    "DAYS360": range(2),
    "NETWORKDAYS": range(2),
    "WORKDAY": range(1),
    "YEARFRAC": range(2),
}  # arguments in which days before March 1900 are not known


class Calendar:
    """Days as serial numbers."""

    def __init__(self, date1904: bool) -> None:
        self.date1904 = date1904
        first = datetime.date(1904, 1, 1) if date1904 else datetime.date(1899, 12, 30)
        self.origin = first.toordinal()
        self.last = datetime.date(_LAST_YEAR, 12, 31).toordinal() - self.origin

    def parts(self, serial: int) -> tuple[int, int, int]:
        """Year, month and day; day 0 is that before the first."""
        if self.date1904 or serial > _LEAP:
            day = datetime.date.fromordinal(serial + self.origin)
            return day.year, day.month, day.day
        if serial < 32:
            return 1900, 1, serial
        return 1900, 2, serial - 31

    def first(self, year: int, month: int) -> int:
        """The serial number of the first day of a month, which may be of another year."""
        year, month = _within_year(year, month)
        if not 1 <= year <= _LAST_YEAR:
            raise OverflowError
        serial = datetime.date(year, month, 1).toordinal() - self.origin
        return serial if self.date1904 or serial > _LEAP else serial - 1

    def month_end(self, year: int, month: int) -> int:
        """The serial number of the last day of a month."""
        if _within_year(year, month) == (_LAST_YEAR, 12):
            return self.last
        return self.first(year, month + 1) - 1

    def checked(self, serial: int) -> float | CellError:
        """A serial number when it is one of a day."""
        return float(serial) if 0 <= serial <= self.last else _NO_DATE


def _within_year(year: int, month: int) -> tuple[int, int]:
    """The month when it may be of another year."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def _given(cells: list[Any], calendar: Calendar, dates: int) -> list[int] | CellError:
    """Arguments as whole numbers, the first of which are dates; or the error among them."""
    numbers = [_whole(cell) for cell in cells]
    for number in numbers:
        if isinstance(number, CellError):
            return number
    found = [number for number in numbers if isinstance(number, int)]
    beyond = any(not 0 <= number <= calendar.last for number in found[:dates])
    return _NO_DATE if beyond else found


def _whole(cell: Any) -> int | CellError:
    """A number without its fraction."""
    number = number_in(cell, "date or number")
    return number if isinstance(number, CellError) else int(number)


def _date(calendar: Calendar, year: Any, month: Any, day: Any) -> Any:
    """DATE."""
    cells = [float(cell) if isinstance(cell, bool) else cell for cell in (year, month, day)]
    given = _given(cells, calendar, 0)
    if isinstance(given, CellError):
        return given
    years, months, days = given
    if max(abs(months), abs(days)) > _MOST:
        raise Unsupported("how DATE takes so many months or days is not known here")
    if not 0 <= years <= _LAST_YEAR:
        return _NO_DATE
    years += 1900 if years < 1900 else 0
    if calendar.date1904 and years < 1904:
        raise Unsupported("how DATE takes years before 1904 is not known in this workbook")
    try:
        return calendar.checked(calendar.first(years, months) + days - 1)
    except OverflowError:
        if days < 1:
            raise Unsupported("how DATE comes back from the year 10000 is not known here") from None
        return _NO_DATE


def _months_later(calendar: Calendar, start: Any, months: Any, at_end: bool) -> Any:
    """EDATE and EOMONTH."""
    given = _given([start, months], calendar, 1)
    if isinstance(given, CellError):
        return given
    year, month, day = calendar.parts(given[0])
    month += given[1]
    try:
        end = calendar.month_end(year, month)
        return calendar.checked(end if at_end else min(calendar.first(year, month) + day - 1, end))
    except OverflowError:
        return _NO_DATE


def _days(calendar: Calendar, end: Any, start: Any) -> Any:
    """DAYS."""
    given = _given([end, start], calendar, 2)
    return given if isinstance(given, CellError) else float(given[0] - given[1])


def _difference(calendar: Calendar, start: Any, end: Any, unit: Any) -> Any:
    """DATEDIF."""
    given = _given([start, end], calendar, 2)
    if isinstance(given, CellError):
        return given
    if isinstance(unit, CellError):
        return unit
    if not isinstance(unit, str):
        raise Unsupported("a unit of DATEDIF that is no text is not known here")
    if given[0] > given[1]:
        return CellError("#NUM!", "DATEDIF: the start lies after the end")
    measure = _MEASURES.get(unit.upper())
    if measure is None:
        return CellError("#NUM!", 'DATEDIF: the units are "Y", "M", "D", "YM", "YD" and "MD"')
    return float(measure(calendar, *given))


def _whole_months(calendar: Calendar, start: int, end: int) -> int:
    (year, month, day), (end_year, end_month, end_day) = map(calendar.parts, (start, end))
    return 12 * (end_year - year) + end_month - month - (end_day < day)


def _days_beyond_months(calendar: Calendar, start: int, end: int) -> int:
    """Days after the last whole month."""
    (_, _, day), (year, month, end_day) = calendar.parts(start), calendar.parts(end)
    if end_day >= day:
        return end_day - day
    before = calendar.first(year, month)
    length = before - calendar.first(year, month - 1)
    if day > length:
        raise Unsupported('DATEDIF with "MD" is wrong in Excel when a month lacks the day')
    return end_day + length - day


def _days_beyond_years(calendar: Calendar, start: int, end: int) -> int:
    """Days after the last whole year; Excel counts them in the first year, others in the last."""
    (year, month, day), (end_year, end_month, end_day) = map(calendar.parts, (start, end))
    over = (end_month, end_day) < (month, day)
    in_first = calendar.first(year + over, end_month) + end_day - 1 - start
    in_last = end - (calendar.first(end_year - over, month) + day - 1)
    if in_first != in_last:
        raise Unsupported('which year DATEDIF with "YD" counts a 29 February in is not known here')
    return in_first


_MEASURES: dict[str, Callable[[Calendar, int, int], int]] = {
    "D": lambda _, start, end: end - start,
    "M": _whole_months,
    "MD": _days_beyond_months,
    "Y": lambda calendar, start, end: _whole_months(calendar, start, end) // 12,
    "YD": _days_beyond_years,
    "YM": lambda calendar, start, end: _whole_months(calendar, start, end) % 12,
}


def late(calendar: Calendar, cell: Any = None) -> Any:
    """A date, as it is, unless it lies where the engine goes astray."""
    early = (
        one is None or (isinstance(one, float) and 0 <= one <= _LEAP) for one in cells_of(cell)
    )
    if not calendar.date1904 and any(early):
        raise Unsupported("how it takes days before March 1900 is not known here")
    return cell


def dated(date1904: bool) -> dict[str, Callable[..., Any]]:
    """The functions, by name."""
    calendar = Calendar(date1904)
    return {
        "DATE": partial(_date, calendar),
        "DATEDIF": partial(_difference, calendar),
        "DAYS": partial(_days, calendar),
        "EDATE": partial(_months_later, calendar, at_end=False),
        "EOMONTH": partial(_months_later, calendar, at_end=True),
        "_LATE": partial(late, calendar),
    }
