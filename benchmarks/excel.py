"""A formula in Excel for Windows: Python's part, with stand-ins for COM, beside plain xlwings."""

import statistics
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import measure
import numpy as np

sys.path.append(str(Path(__file__).parents[1] / "tests" / "excel"))
from standins import ComRange, xlwings_of_windows

SERVER = "passivefolio.hosts.excel.server"
PLAIN = "plain_xlwings"
RUNS = 5


def _column(count: int) -> tuple[tuple[float], ...]:
    return tuple((0.01 * np.sin(place) + 0.005,) for place in range(count))


def _table(rows: int, columns: int) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(0.01 * np.sin(r + c) for c in range(columns)) for r in range(rows))


CALLS = {
    "three numbers, UTILITY": ("UTILITY", [((0.08,),), ((0.16,),), ((3.0,),)]),
    "two ranges of 60 rows, BETA_TO_INDEX": ("BETA_TO_INDEX", [_column(60), _column(60)]),
    "two ranges of 1,000 rows, BETA_TO_INDEX": ("BETA_TO_INDEX", [_column(1000), _column(1000)]),
    "a table of 10,000 x 10, VOLATILITY": ("VOLATILITY", [_table(10_000, 10)]),
}


def _plain() -> SimpleNamespace:
    """The same functions as a user of xlwings writes them: ranges come as numpy arrays."""
    import xlwings

    def utility(er, sd, aversion):  # type: ignore[no-untyped-def]
        return er - aversion * sd**2 / 2

    @xlwings.func
    @xlwings.arg("fund", np.array, ndim=1)
    @xlwings.arg("index", np.array, ndim=1)
    def beta(fund, index):  # type: ignore[no-untyped-def]
        return np.cov(fund, index)[0, 1] / index.var(ddof=1)

    @xlwings.func
    @xlwings.arg("returns", np.array, ndim=2)
    def volatility(returns):  # type: ignore[no-untyped-def]
        return returns.std(axis=0, ddof=1)

    return SimpleNamespace(UTILITY=xlwings.func(utility), BETA_TO_INDEX=beta, VOLATILITY=volatility)


def report() -> str:
    """Times and reads of a call, ours and plain xlwings'."""
    with xlwings_of_windows() as windows:
        windows.udfs.udf_modules[PLAIN] = {"filename": "", "filetime": None, "module": _plain()}
        return _measured(windows.server)


def _measured(server) -> str:  # type: ignore[no-untyped-def]
    rows = []
    for title, (name, ranges) in CALLS.items():
        values = [cells if len(cells) > 1 else cells[0][0] for cells in ranges]
        objects = [ComRange(*cells) for cells in ranges]

        def ours(name=name, values=values):
            return server.CallUDF(SERVER, "answer", ((name, False, *values),), None, None)

        def plain(name=name, objects=objects):
            return server.CallUDF(PLAIN, name, objects, None, None)

        times, [ratio] = measure.compared({"ours": ours, "plain": plain}, "ours")
        rows.append([title, times[0], "0", times[1], str(_reads(plain)), ratio])
    head = ["call", "ours", "reads", "xlwings", "reads", "xlwings / ours"]
    return measure.table(head, rows) + f"\n\nUntil Python is ready for Excel: {_start()}."


def _reads(plain) -> int:  # type: ignore[no-untyped-def]
    before = ComRange.reads
    plain()
    return ComRange.reads - before


def _start() -> str:
    """What Excel waits for when Python starts: the import of the server."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", f"import {SERVER}"], check=True)
        times.append(time.perf_counter() - started)
    return measure.shown(statistics.median(times))


if __name__ == "__main__":
    print(report())
