"""Where numpy comes from inside LibreOffice."""

import sys
from pathlib import Path

SITE = Path(__file__).with_name("site.txt")
"""Written by the set-up: a folder with a numpy that fits LibreOffice's own Python."""

OLDEST = 2


def find_numpy() -> str:
    """Import numpy; empty when that worked, else a sentence that says what to do."""
    folders = [SITE.read_text(encoding="utf-8")] if SITE.exists() else []
    sys.path[:0] = folders
    try:
        import numpy

        if int(numpy.__version__.partition(".")[0]) < OLDEST:
            raise ImportError(f"it is {numpy.__version__}, needed is {OLDEST} or newer")
    except Exception as problem:  # a broken numpy raises anything
        reason = " ".join(str(problem).split())[:200]
        return (
            f"numpy cannot be used ({reason}); "
            "run: passivefolio install libreoffice, then start LibreOffice again"
        )
    finally:
        for folder in folders:
            sys.path.remove(folder)
    return ""
