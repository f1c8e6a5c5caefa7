"""The invented active funds: the real index, less their fee, plus bets of their own."""

import datetime
from dataclasses import dataclass

from passivefolio.data import sample_history

COMPOSITE, COMPOSITE_FEE = "Passive composite", 0.001
Cell = datetime.date | float | None


@dataclass(frozen=True, slots=True)
class InventedFund:
    """A fund that does not exist: its fee a year, the size of its bets, its last month."""

    name: str
    fee: float
    bets: float
    last: int | None = None


FUNDS = (
    InventedFund("Active fund A", 0.0045, 0.35),
    InventedFund("Active fund B", 0.0125, 0.80, last=140),
    InventedFund("Active fund C", 0.0085, 0.55),
    InventedFund("Active fund D", 0.0150, 0.70),
    InventedFund("Active fund E", 0.0060, 0.45),
    InventedFund("Active fund F", 0.0110, 0.90, last=88),
    InventedFund("Active fund G", 0.0095, 0.60),
    InventedFund("Active fund H", 0.0135, 0.50),
    InventedFund("Active fund I", 0.0070, 0.75),
    InventedFund("Active fund J", 0.0100, 0.40, last=205),
    InventedFund("Active fund K", 0.0055, 0.25),
    InventedFund("Active fund L", 0.0140, 1.00, last=170),
    InventedFund("Active fund M", 0.0080, 0.65),
    InventedFund("Active fund N", 0.0115, 0.45),
    InventedFund("Active fund O", 0.0090, 0.85, last=251),
    InventedFund("Active fund P", 0.0105, 0.30),
)
STORY = (
    "The active funds are invented: the real index, less a fee, plus bets made of the Treasury "
    "returns in another order and with changing sign. The passive composite is the index less "
    "0.10 % a year."
)


def sample_rows(room: int) -> list[tuple[Cell, ...]]:
    """Date, return of the composite and of each fund while it lasts, a row per month."""
    history = sample_history()
    months = len(history)
    treasuries = [treasury for _, _, treasury, _ in history]
    mean = sum(treasuries) / months
    blanks: tuple[Cell, ...] = (None,) * (room - len(FUNDS))
    rows: list[tuple[Cell, ...]] = []
    for month, (date, index, _, _) in enumerate(history):
        returns: list[Cell] = []
        for number, fund in enumerate(FUNDS, start=1):
            side = 1 if (month + number) * (2 * number + 7) % 7 < 4 else -1
            bet = side * (treasuries[(7 * month + 61 * number) % months] - mean)
            if fund.last is not None and month >= fund.last:
                returns.append(None)
            else:
                returns.append(round(_net(index, fund.fee) + fund.bets * bet, 8))
        rows.append((date, round(_net(index, COMPOSITE_FEE), 8), *returns, *blanks))
    return rows


def _net(gross: float, fee: float) -> float:
    return float((1 + gross) * (1 - fee) ** (1 / 12) - 1)
