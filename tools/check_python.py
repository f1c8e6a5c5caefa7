"""Stop with a sentence when this Python cannot make the project's environment."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "passivefolio needs Python 3.11 or newer, this is "
        + sys.version.split()[0]
        + "; try: make PYTHON=python3.12"
    )
try:
    import ensurepip  # noqa: F401
    import venv  # noqa: F401
except ImportError:
    sys.exit("this Python has no venv module; on Debian or Ubuntu: apt install python3-venv")
