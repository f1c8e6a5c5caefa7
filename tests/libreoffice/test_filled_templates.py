"""Workbooks that people fill in give the same in LibreOffice, also where something is wrong."""

import datetime
import math

import openpyxl
import pytest

from passivefolio.hosts.headless.book import HeadlessBook
from passivefolio.workbooks.templates import new_workbook

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.filterwarnings("ignore:Unable to read chart:UserWarning"),
]
EPOCH = datetime.datetime(1899, 12, 30)


def month_ends(count):
    firsts = [datetime.date(2001 + n // 12, n % 12 + 1, 1) for n in range(1, count + 1)]
    return [first - datetime.timedelta(1) for first in firsts]


def waves(months, columns):
    return [
        [0.03 * math.sin(1.7 * t + n * n) + 0.004 - 0.0002 * n for n in range(columns)]
        for t in range(months)
    ]


def history(rows):
    return [[date, *row] for date, row in zip(month_ends(len(rows)), rows, strict=True)]


def tracker_with_gaps():
    rows = waves(40, 4)
    rows[7][2] = rows[8][2] = None
    rows[11][3] = "n/a"
    return {
        "history": history(rows),
        "expense_ratios": [[0.001], [None], [0.2]],
        "amount": [[5_000]],
        "years": [[4]],
        "commission": [[3]],
        "bridge_fund": [["Fund 1"]],
    }


def short_tracker():
    rows = waves(13, 3)
    for row in rows[:5]:
        row[2] = None
    cells = tracker_with_gaps()
    return {**cells, "history": history(rows), "bridge_fund": [["Nothing"]]}


def portfolio_in_motion():
    rows = waves(50, 4)
    for row in rows[:9]:
        row[3] = None
    return {
        "history": history(rows),
        "targets": [[0.4], [0.3], [0.2], [0.1]],
        "account_values": [[5_000, 2_000, 100], [0, 500, 900], [100, None, 400], [50, 70, 90]],
        "new_money": [[100, -250, 50]],
        "tax_rates": [[0.25, 0, 0.1]],
        "bought_for": [[2_000], [None], [90], [None]],
        "min_trade": [[20]],
    }


def portfolio_in_disorder():
    rows = waves(30, 3)
    rows[20][1] = None
    return {
        "history": history(rows),
        "targets": [[0.7], [0.3], [None]],
        "account_values": [[5_000, 100, 0], [4_000, 100, 0], [10, 0, 0]],
        "new_money": [[0, -3_000, 0]],
        "tax_rates": [[0.25, 0.25, 0]],
        "bought_for": [[None], [None], [None]],
        "chart_holding": [["Holding 9"]],
    }


def funds_closed_and_young():
    rows = waves(48, 7)
    for row in rows[20:]:
        row[2] = None
    for row in rows[:40]:
        row[4] = None
    rows[30][5] = None
    return {
        "history": history(rows),
        "fees": [[0.01], [0.005], [None], [0.008], [0.012], [0.005]],
        "passive_fee": [[0.001]],
        "trading_cost": [[0.002]],
        "tax_cost": [[0]],
        "t_stat": [[2]],
        "market_return": [[0.06]],
        "passive_share": [[0.4]],
        "amount": [[1_000]],
        "years": [[20]],
    }


def as_number(value):
    if isinstance(value, datetime.datetime):
        return (value - EPOCH) / datetime.timedelta(days=1)
    return float(value) if isinstance(value, bool | int) else value


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("etf_tracker", tracker_with_gaps),
        ("etf_tracker", short_tracker),
        ("etf_tracker", dict),
        ("rebalancing", portfolio_in_motion),
        ("rebalancing", portfolio_in_disorder),
        ("rebalancing", dict),
        ("passive_vs_active", funds_closed_and_young),
        ("passive_vs_active", dict),
    ],
    ids=lambda given: getattr(given, "__name__", given).replace("dict", "blank"),
)
def test_a_filled_workbook_gives_the_same_as_without_libreoffice(calc, tmp_path, name, cells):
    path = tmp_path / f"{name}.xlsx"
    new_workbook(name, path, blank=True)
    book = HeadlessBook(path)
    for area, rows in cells().items():
        book.write(area, rows)
    assert book.recalculate().frozen == ()
    book.save()
    stored = openpyxl.load_workbook(path, data_only=True)
    found = calc.ask("recalculated", str(path))
    assert len(found) > 100
    for place, (formula, value) in found.items():
        sheet, _, cell = place.partition(".")
        expected = as_number(stored[sheet][cell].value)
        if isinstance(expected, float):
            assert value == pytest.approx(expected, rel=1e-9, abs=1e-12), (place, formula)
        elif isinstance(expected, str) and expected.startswith("#"):
            assert value["error"] == expected, (place, formula)
        else:
            assert value == (expected or ""), (place, formula)
