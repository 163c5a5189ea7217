"""The collector's child process: ``python -m mediakit.collect``, a job as JSON on standard input."""

from __future__ import annotations

import sys

from mediakit.collect.child import main

if __name__ == "__main__":
    sys.exit(main())
