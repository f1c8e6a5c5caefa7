"""Where numpy comes from inside LibreOffice."""

import sys
from pathlib import Path

SITE = Path(__file__).with_name("site.txt")
"""Written by the set-up: a folder with a numpy that fits LibreOffice's own Python."""


def find_numpy() -> str:
    """Import numpy; empty when that worked, else a sentence that says what to do."""
    folder = SITE.read_text(encoding="utf-8") if SITE.exists() else ""
    added = [folder] if folder else []
    sys.path += added
    try:
        import numpy  # noqa: F401
    except Exception as problem:  # a broken numpy raises anything
        reason = " ".join(str(problem).split())[:200]
        return (
            f"numpy cannot be used ({reason}); "
            "run: passivefolio install libreoffice, then start LibreOffice again"
        )
    finally:
        for entry in added:
            sys.path.remove(entry)
    return ""
