"""One writer at a time: a lock that ends with its process, however that ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO


def acquire(path: Path) -> BinaryIO | None:
    """Return an open, locked file; closing it frees the lock. None when another process has it."""
    held = path.open("ab")
    try:
        _lock(held)
    except OSError:
        held.close()
        return None
    return held


def _lock(held: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
