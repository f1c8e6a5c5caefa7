"""The invented funds of the tracker: the real index, less their cost, plus a small pattern."""

import datetime
from dataclasses import dataclass

from passivefolio.data import sample_history

INDEX = "US stock market"


@dataclass(frozen=True, slots=True)
class InventedFund:
    """A fund that does not exist: its rates a year, and how loosely it follows the index."""

    name: str
    expense_ratio: float
    spread: float
    lending: float = 0.0
    tax_gain: float = 0.0
    leak: float = 0.0  # lost a year for no reason that the fund states
    looseness: float = 0.005


FUNDS = (
    InventedFund("Market ETF A", 0.0003, 0.0002, lending=0.0001),
    InventedFund("Market ETF B", 0.0007, 0.0004, lending=0.0002),
    InventedFund("Market ETF C, lends", 0.0011, 0.0005, lending=0.0006, leak=0.0001),
    InventedFund("Market ETF D, samples", 0.0018, 0.0010, leak=0.0006, looseness=0.04),
    InventedFund("Swap ETF E", 0.0014, 0.0008, tax_gain=0.0015, leak=0.0004),
    InventedFund("Index fund F", 0.0025, 0.0, leak=0.0002),
    InventedFund("Bank index fund G", 0.0040, 0.0, leak=0.0008, looseness=0.03),
    InventedFund("Closet index fund H", 0.0065, 0.0, leak=0.0015, looseness=0.12),
)
BRIDGE = "Swap ETF E"
STORY = (
    "The funds are invented. Each is the index, less its expense ratio and a leak, plus what it "
    "earns by lending and tax; the pattern around it is a fixed shift of the Treasury returns."
)


def sample_rows(room: int) -> list[tuple[datetime.date | float | None, ...]]:
    """Date, return of the index and of each invented fund, blanks up to room; a row per month."""
    history = sample_history()
    treasuries = [treasury for _, _, treasury, _ in history]
    mean = sum(treasuries) / len(treasuries)
    blanks = (None,) * (room - len(FUNDS))
    rows: list[tuple[datetime.date | float | None, ...]] = []
    for month, (date, index, _, _) in enumerate(history):
        returns = []
        for number, fund in enumerate(FUNDS):
            kept = 1 - fund.expense_ratio + fund.lending + fund.tax_gain - fund.leak
            pattern = treasuries[(month + 37 * (number + 1)) % len(treasuries)] - mean
            returns.append(round((1 + index) * kept ** (1 / 12) - 1 + fund.looseness * pattern, 8))
        rows.append((date, index, *returns, *blanks))
    return rows
