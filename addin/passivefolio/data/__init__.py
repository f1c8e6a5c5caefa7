"""The sample history, and the loading of people's own."""

import csv
import datetime
from functools import cache
from importlib.resources import files

SAMPLE = "us_stock_treasury_bill_monthly_1990_2017.csv"
SAMPLE_COLUMNS = ("stock_index_total_return", "treasury_10y_total_return", "tbill_return")


@cache
def sample_history() -> tuple[tuple[datetime.date, float, float, float], ...]:
    """Month end and the month's total return of US stocks, 10-year Treasuries and bills."""
    text = files(__package__).joinpath(SAMPLE).read_text(encoding="utf-8")
    stocks, treasuries, bills = SAMPLE_COLUMNS
    return tuple(
        (
            datetime.date.fromisoformat(row["date"]),
            float(row[stocks]),
            float(row[treasuries]),
            float(row[bills]),
        )
        for row in csv.DictReader(text.splitlines())
    )
