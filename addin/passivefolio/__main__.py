"""``python -m passivefolio`` is the command ``passivefolio``."""

import sys

from passivefolio.cli import main

if __name__ == "__main__":
    sys.exit(main())
