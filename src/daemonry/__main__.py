"""``python -m daemonry`` is the same as ``daemonry``."""

from __future__ import annotations

import sys

from daemonry.cli import main

if __name__ == "__main__":
    sys.exit(main())
