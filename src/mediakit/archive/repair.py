"""Bring the index up to what the WARC files hold."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from mediakit.archive import warc
from mediakit.archive.entries import insert_group


def catch_up(db: sqlite3.Connection, path: Path, indexed: int) -> None:
    """Index a file's groups after the byte that is indexed, and cut an end that a crash tore off.

    A file that is shorter than its index says is read again from its beginning, and its old rows go.
    """
    if path.stat().st_size < indexed:
        db.execute("DELETE FROM captures WHERE file = ?", (path.name,))
        indexed = 0
    size = path.stat().st_size
    whole = indexed
    for group in warc.groups(path, indexed):
        if isinstance(group, warc.Group):
            insert_group(db, group, path.name)
        elif group.end == size:
            with path.open("r+b") as stream:
                stream.truncate(group.start)
            whole = group.start
            break
        whole = group.end
    else:
        whole = size
    db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path.name, whole))
