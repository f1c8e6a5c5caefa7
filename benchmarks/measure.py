"""Measuring and telling: medians of alternating runs, so that a noisy machine hurts all alike."""

import gc
import statistics
import time
from collections.abc import Callable

ROUNDS = 9
SECONDS = 0.05


def medians(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median seconds of each piece of work; all are run in turn, round after round."""
    gc.disable()  # as timeit does: what collecting costs depends on what else is loaded
    repeats = {name: _repeats(work) for name, work in works.items()}
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            started = time.perf_counter()
            for _ in range(repeats[name]):
                work()
            times[name].append((time.perf_counter() - started) / repeats[name])
    gc.enable()
    return {name: statistics.median(runs) for name, runs in times.items()}


def _repeats(work: Callable[[], object]) -> int:
    work()
    started = time.perf_counter()
    work()
    return max(1, int(SECONDS / ROUNDS / max(time.perf_counter() - started, 1e-9)))


def shown(seconds: float) -> str:
    """A time with a unit people read."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.1f} us"
    return f"{seconds * 1e3:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def compared(works: dict[str, Callable[[], object]], ours: str) -> tuple[list[str], list[str]]:
    """The times, and how many times as long as ours each took."""
    found = medians(works)
    return (
        [shown(found[name]) for name in works],
        [f"{found[name] / found[ours]:.1f}x" for name in works if name != ours],
    )
