"""What a fresh process waits for: the import and the first formula."""

import statistics
import subprocess
import sys
import time

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


def median(command: list[str]) -> float:
    """Median seconds of a whole process."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def report() -> str:
    """Times of whole processes."""
    bare = median([sys.executable, "-c", BARE])
    rows = [
        [name, measure.shown(whole := median([sys.executable, "-c", code])), _above(whole, bare)]
        for name, code in WORKS.items()
    ]
    return measure.table(["process", "time", "above the bare interpreter"], rows)


def _above(whole: float, bare: float) -> str:
    return measure.shown(max(0.0, whole - bare))
