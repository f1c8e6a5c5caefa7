"""Progress on the terminal."""

import sys
import time

PATIENCE = 1.0
"""Seconds before progress is shown."""
WIDTH = 30


class Progress:
    """Progress on the terminal, once the work takes longer than a moment."""

    def __init__(self) -> None:
        self.started = time.monotonic()

    def __call__(self, text: str) -> None:
        """Tell what is being done."""
        if time.monotonic() - self.started > PATIENCE:
            print(f"{text} ...", file=sys.stderr)


class Bar:
    """A bar that fills while many files are worked on; a terminal alone shows it."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.shown = total > 1 and sys.stderr.isatty()

    def __call__(self, done: int, text: str) -> None:
        """Show that so many are done, and the name of the last."""
        if self.shown:
            filled = "#" * (WIDTH * done // self.total)
            print(
                f"\r\033[K[{filled:<{WIDTH}}] {done}/{self.total} {text}", end="", file=sys.stderr
            )

    def clear(self) -> None:
        """Make room for a line of text."""
        if self.shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
