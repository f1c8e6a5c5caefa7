"""Returns by the calendar: months, years, and the time between two dates.

A return spans the time from the date before it to its own date. Dates are serial day numbers.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from passivefolio.core.checks import Array, Number, require, require_observations
from passivefolio.core.returns import growth
from passivefolio.errors import DomainError, NotThere

Days = NDArray[np.datetime64]

DAY_ZERO = np.datetime64("1899-12-30")
DAY = np.timedelta64(1, "D")
MONTH = np.timedelta64(1, "M")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS_A_YEAR = 12
CLOSE_TOGETHER = 5
"""Days from one return to the next in daily data, over a weekend with holidays."""
LONGEST_CLOSURE = 13
"""Days for which an exchange may have been closed in daily data."""
LONGEST = 200.0
"""Years that a trailing return may reach back."""


def days(serials: Number) -> Days:
    """The days of serial numbers."""
    return np.asarray(DAY_ZERO + np.asarray(serials, dtype=np.int64) * DAY)


def _require_dated(dates: Array, returns: Array) -> None:
    require_observations("returns", returns, 1)
    ordered = np.sort(dates, axis=0)
    twice = np.zeros_like(ordered, dtype=bool)
    twice[1:] = ordered[1:] == ordered[:-1]
    which = np.take_along_axis(ordered, twice.argmax(axis=0, keepdims=True), axis=0)[0]
    require(~twice.any(axis=0), DomainError, "dates holds {} twice", _text(which))


def _text(serials: Number) -> Any:
    return np.datetime_as_string(days(serials))


def _grouped(places: NDArray[np.int64], returns: Array) -> Array:
    """Compounded growth of all returns with the same place, NaN for a place without any."""
    count = int(places.max()) + 1
    product = np.ones(count)
    np.multiply.at(product, places, growth(returns))
    return np.where(np.bincount(places, minlength=count) > 0, product, np.nan)


def calendar_returns(dates: Array, returns: Array) -> list[list[Any]]:
    """Compounded return of each month and each year, ``product(1 + r) - 1``: a row per year.

    A header row, then year, January to December and the whole year as far as there are returns;
    a month without a return is blank text. Dates in any order; a return counts in the month of
    its date.
    Raises DomainError for a date twice or a return below -100 %, NoAnswer without observations.
    Source: the table of calendar returns of fund reports.
    """
    _require_dated(dates, returns)
    months = days(dates).astype("datetime64[M]").astype(np.int64)
    years, row = np.unique(months // MONTHS_A_YEAR, return_inverse=True)
    table = np.full(years.size * MONTHS_A_YEAR, np.nan)
    filled = _grouped(row * MONTHS_A_YEAR + months % MONTHS_A_YEAR, returns)
    table[: filled.size] = filled
    whole = _grouped(row, returns)
    rows: list[list[Any]] = [["Year", *MONTHS, "Total"]]
    for year, by_month, total in zip(years, table.reshape(-1, MONTHS_A_YEAR), whole, strict=True):
        cells = ["" if np.isnan(factor) else float(factor - 1) for factor in by_month]
        rows.append([float(year + 1970), *cells, float(total - 1)])
    return rows


def annual_returns(dates: Array, returns: Array) -> list[list[Any]]:
    """Compounded return of each calendar year, ``product(1 + r) - 1``: a row per year.

    A header row, then year, return and the number of returns in it, by which an incomplete year
    shows. Dates in any order; a return counts in the year of its date.
    Raises DomainError for a date twice or a return below -100 %, NoAnswer without observations.
    Source: the table of calendar-year returns of fund reports; GIPS 2020 (annual returns).
    """
    _require_dated(dates, returns)
    calendar = days(dates).astype("datetime64[Y]").astype(np.int64)
    years, row, count = np.unique(calendar, return_inverse=True, return_counts=True)
    rows: list[list[Any]] = [["Year", "Return", "Periods"]]
    for year, factor, periods in zip(years, _grouped(row, returns), count, strict=True):
        rows.append([float(year + 1970), float(factor - 1), float(periods)])
    return rows


def period_return(dates: Array, returns: Array, start_date: float, end_date: float) -> Number:
    """Return from one date to another, ``product(1 + r) - 1`` over start_date < date <= end_date.

    The first day is the close before: year to date starts on 31 December. Both dates must be
    dates of the data, or lie behind one by a weekend only, or between two at most 5 days apart
    (daily data). The first return spans one weekday in daily data, and whole months to the month
    end in data of month ends; in other data its start is not known. In daily data and data of
    month ends no return may be missing in between.
    Raises NotThere for dates that the data do not cover like this, DomainError for an end_date
    not after start_date, a date twice or a return below -100 %.
    Source: GIPS 2020 (geometric linking).
    """
    _require_dated(dates, returns)
    shape = dates.shape[1:]
    return _compounded(dates, returns, np.full(shape, start_date), np.full(shape, end_date))


def trailing_return(
    dates: Array, returns: Array, years: float, as_of: float | None = None
) -> Number:
    """Return of the last ``years`` years up to as_of, ``product(1 + r)^(1/years) - 1``.

    Up to one year it is not annualised. as_of left out is the last date of the data. years are
    whole months: 0.25 is three. From the last weekday of a month it reaches back to a month end,
    else to the same day. The data must cover the time as in PERIOD_RETURN.
    Raises NotThere when they do not, DomainError for years that are no whole months.
    Source: GIPS 2020 (annualising, less than a year is not).
    """
    months = round(years * MONTHS_A_YEAR) if 0 < years <= LONGEST else 0
    require(
        months > 0 and abs(months - years * MONTHS_A_YEAR) < 1e-6,
        DomainError,
        "years must be a number of whole months (a quarter is 0.25), at most 200, got {:g}",
        years,
    )
    _require_dated(dates, returns)
    end = dates.max(axis=0) if as_of is None else np.full(dates.shape[1:], as_of)
    start = _months_earlier(end, months)
    growth_factor = 1 + np.asarray(_compounded(dates, returns, start, end))
    power = MONTHS_A_YEAR / months if months > MONTHS_A_YEAR else 1.0
    return np.asarray(growth_factor**power - 1)


def _months_earlier(serials: Array, months: int) -> Array:
    """The same day some months ago; a month end where the day is the last weekday of its month."""
    day = days(serials)
    month = day.astype("datetime64[M]")
    earlier: Days = np.asarray(month - np.timedelta64(months, "M"), dtype="datetime64[M]")
    same_day = earlier.astype("datetime64[D]") + (day - month.astype("datetime64[D]"))
    last_day = _month_end(earlier)
    back = np.where(_no_weekday(day, _month_end(month)), last_day, np.minimum(same_day, last_day))
    return np.asarray((back - DAY_ZERO).astype(np.float64))


def _month_end(month: Days) -> Days:
    return np.asarray((month + MONTH).astype("datetime64[D]") - DAY)


def _no_weekday(first: Days, last: Days) -> Any:
    """Whether nothing but a weekend lies after ``first`` up to and including ``last``."""
    return (first <= last) & (np.busday_count(first + DAY, np.maximum(last, first) + DAY) == 0)


def _compounded(dates: Array, returns: Array, start: Array, end: Array) -> Array:
    """Growth less 1 of the returns behind start up to end, which the data must cover."""
    require(start < end, DomainError, "end_date must come after start_date")
    first, last = _text(dates.min(axis=0)), _text(dates.max(axis=0))
    starts = _ends_at(dates, start) | _first_spans_from(dates, start)
    for verb, covered, edge in (("starts", starts, start), ("ends", _ends_at(dates, end), end)):
        message = "no return " + verb + " on {}; the dates of the data go from {} to {}"
        require(covered, NotThere, message, _text(edge), first, last)
    inside = (dates > start) & (dates <= end)
    late, hole = _behind_a_hole(dates, inside)
    require(~hole, NotThere, "a return is missing before that of {}", _text(late))
    return np.asarray(np.where(inside, growth(returns), 1.0).prod(axis=0) - 1)


def _ends_at(dates: Array, edge: Array) -> Any:
    """Whether a return ends on that day, but for days on which nothing is traded."""
    before = np.where(dates <= edge, dates, -np.inf).max(axis=0)
    behind = np.where(dates > edge, dates, np.inf).min(axis=0)
    known = np.isfinite(before)
    before = np.where(known, before, edge)
    return known & (_no_weekday(days(before), days(edge)) | (behind - before <= CLOSE_TOGETHER))


def _rhythm(ordered: Array) -> tuple[Any, Any]:
    """Whether the returns are daily, and the months each spans in data of month ends, else 0."""
    daily = np.median(np.diff(ordered, axis=0), axis=0) < CLOSE_TOGETHER
    month = days(ordered).astype("datetime64[M]")
    at_month_ends = _no_weekday(days(ordered), _month_end(month)).all(axis=0)
    months = np.median(np.diff(month, axis=0).astype(np.int64), axis=0).astype(np.int64)
    return daily, np.where(at_month_ends & ~daily, months, 0)


def _first_spans_from(dates: Array, edge: Array) -> Any:
    """Whether the first return starts on that day, as the rhythm of the others tells."""
    if len(dates) < 2:
        return np.zeros(edge.shape, dtype=bool)
    ordered = np.sort(dates, axis=0)
    daily, months = _rhythm(ordered)
    first, day = days(ordered[0]), days(edge)
    month_before = _month_end(first.astype("datetime64[M]") - months * MONTH)
    close = np.where(daily, np.busday_offset(first, -1, roll="forward"), month_before)
    on_it = _no_weekday(day, close) | _no_weekday(close, day)
    return (day < first) & (daily | (months > 0)) & on_it


def _behind_a_hole(dates: Array, inside: NDArray[np.bool_]) -> tuple[Array, Any]:
    """The first return inside that comes too long after the one before it, and whether one does."""
    if len(dates) < 2:
        return dates[0], np.zeros(dates.shape[1:], dtype=bool)
    order = np.argsort(dates, axis=0)
    ordered = np.take_along_axis(dates, order, axis=0)
    daily, months = _rhythm(ordered)
    months_apart = np.diff(days(ordered).astype("datetime64[M]"), axis=0).astype(np.int64)
    late = (daily & (np.diff(ordered, axis=0) > LONGEST_CLOSURE)) | (
        (months > 0) & (months_apart > months)
    )
    late &= np.take_along_axis(inside, order, axis=0)[1:]
    which = late.argmax(axis=0, keepdims=True)
    return np.take_along_axis(ordered[1:], which, axis=0)[0], late.any(axis=0)
