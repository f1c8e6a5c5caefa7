"""What a fresh process waits for: the import, the first formula, the refresh of a workbook."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measure

RUNS = 7
BARE = "pass"
WORKS = {
    "bare interpreter": BARE,
    "import passivefolio": "import passivefolio",
    "first formula": "import passivefolio; passivefolio.call('UTILITY', .08, .15, 3)",
    "import numpy": "import numpy",
    "import pandas": "import pandas",
    "import empyrical": "import empyrical",
    "import quantstats": "import quantstats",
    "import ffn": "import ffn",
    "import pypfopt": "import pypfopt",
    "import skfolio.optimization": "import skfolio.optimization",
    "import riskfolio": "import riskfolio",
}


def _median(command: list[str]) -> float:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def report() -> str:
    """Times of whole processes."""
    bare = _median([sys.executable, "-c", BARE])
    rows = [
        [name, measure.shown(whole := _median([sys.executable, "-c", code])), _above(whole, bare)]
        for name, code in WORKS.items()
    ]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "passivefolio"]
        subprocess.run([*command, "demo", folder], check=True, capture_output=True)
        book = str(Path(folder) / "allocation_60_30_10.xlsx")
        whole = _median([*command, "refresh", book])
        rows.append(["passivefolio refresh allocation_60_30_10", measure.shown(whole), ""])
    return measure.table(["process", "time", "above the bare interpreter"], rows)


def _above(whole: float, bare: float) -> str:
    return measure.shown(max(0.0, whole - bare))
