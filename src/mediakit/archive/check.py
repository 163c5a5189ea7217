"""Compare every record with its digest, and the index with the files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from mediakit.archive import warc
from mediakit.archive.writer import files


def problems(folder: Path, db: sqlite3.Connection) -> list[str]:
    """Return what is wrong with an archive, a line each; an empty list when all is well."""
    return [*_index_problems(folder, db), *_file_problems(folder, db)]


def _index_problems(folder: Path, db: sqlite3.Connection) -> Iterator[str]:
    for (line,) in db.execute("PRAGMA quick_check"):
        if line != "ok":
            yield f"index.sqlite: {line}"
    for (name,) in db.execute("SELECT DISTINCT file FROM captures ORDER BY file"):
        if not (folder / name).is_file():
            yield f"{name}: the index lists captures in this file, and it is not there"


def _file_problems(folder: Path, db: sqlite3.Connection) -> Iterator[str]:
    for path in files(folder):
        unseen = dict(db.execute("SELECT offset, capture_id FROM captures WHERE file = ?", (path.name,)))
        for group in warc.groups(path):
            if isinstance(group, warc.Member):
                yield f"{path.name}: bytes {group.start} to {group.end} are not a whole record"
            elif group.kind != "metadata":
                expected = unseen.pop(group.start, None)
                yield from _group_problems(path.name, group, expected, db)
        for offset, key in sorted(unseen.items()):
            yield f"{path.name}: capture {key} is not at byte {offset}, where the index says"


def _group_problems(
    name: str, group: warc.Group, expected: str | None, db: sqlite3.Connection
) -> Iterator[str]:
    here = f"{name}: capture {group.origin.capture_id} of {group.origin.url!r} at byte {group.start}"
    known = db.execute("SELECT 1 FROM captures WHERE capture_id = ?", (group.origin.capture_id,)).fetchone()
    if expected is None and known is None:
        yield f"{here} is not in the index"
    elif expected is not None and expected != group.origin.capture_id:
        yield f"{here} is listed as {expected}"
    if group.kind == "revisit":
        row = db.execute(
            "SELECT p.digest FROM captures c JOIN captures p ON p.capture_id = c.payload_of WHERE c.capture_id = ?",
            (group.origin.capture_id,),
        ).fetchone()
        if row is None or row[0] != group.digest:
            yield f"{here} repeats a payload that is not in the archive"
    elif warc.payload_digest(group.payload) != group.digest:
        yield f"{here} has another payload than its digest says"
    elif warc.capture_id(group.origin.url, group.payload) != group.origin.capture_id:
        yield f"{here} has another payload than its id says"
