"""Progress on the terminal."""

import sys
import time

PATIENCE = 1.0
"""Seconds before progress is shown."""


class Progress:
    """Progress on the terminal, once the work takes longer than a moment."""

    def __init__(self) -> None:
        self.started = time.monotonic()

    def __call__(self, text: str) -> None:
        """Tell what is being done."""
        if time.monotonic() - self.started > PATIENCE:
            print(f"{text} ...", file=sys.stderr)
