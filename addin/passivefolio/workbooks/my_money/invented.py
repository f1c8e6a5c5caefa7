"""An invented saver: regular deposits, a retreat in the crisis, a late return.

The deposits are made up. What they became is worked out from the sample history: a 60/30/10 mix,
put back to its weights every month.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from passivefolio.data import sample_history

OPENED = datetime.date(2002, 3, 31)
WORTH_WHEN_OPENED = 25_000.0
MIX = (0.6, 0.3, 0.1)
DEPOSIT_DAY, DEPOSIT_MONTHS = 15, (1, 4, 7, 10)


@dataclass(frozen=True, slots=True)
class Deposit:
    """Money paid in (above 0) or taken out on a day, and why."""

    date: datetime.date
    amount: float
    note: str


SINGLE = (
    Deposit(datetime.date(2008, 11, 20), -24_000, "sold half in the crisis"),
    Deposit(datetime.date(2009, 3, 5), -14_000, "sold more near the bottom"),
    Deposit(datetime.date(2011, 2, 10), 40_000, "bought back in"),
    Deposit(datetime.date(2015, 6, 10), -18_000, "a new roof"),
)
REGULAR = (
    (datetime.date(2002, 4, 1), datetime.date(2008, 10, 31), 1_500.0),
    (datetime.date(2011, 4, 1), datetime.date(2017, 3, 31), 2_000.0),
)


def deposits() -> list[Deposit]:
    """All deposits and withdrawals, oldest first."""
    regular = [
        Deposit(date, amount, "quarterly")
        for first, last, amount in REGULAR
        for year in range(first.year, last.year + 1)
        for month in DEPOSIT_MONTHS
        if first <= (date := datetime.date(year, month, DEPOSIT_DAY)) <= last
    ]
    return sorted([*regular, *SINGLE], key=lambda deposit: deposit.date)


def values() -> Iterator[tuple[datetime.date, float, float]]:
    """Each month end, what the portfolio is worth to the cent, and the return of the stock market.

    A deposit earns its share of the month.
    """
    worth, before = WORTH_WHEN_OPENED, OPENED
    for date, *returns in sample_history():
        if date < OPENED:
            continue
        if date > OPENED:
            growth = 1 + sum(weight * rate for weight, rate in zip(MIX, returns, strict=True))
            worth *= growth
            for deposit in deposits():
                if before < deposit.date <= date:
                    left = (date - deposit.date) / (date - before)
                    worth += deposit.amount * growth**left
            worth = round(worth, 2)
        yield date, worth, returns[0]
        before = date
