"""The archive's SQLite index: what is where, what failed, and the words of the articles."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediakit.errors import ArchiveError, InputError
from mediakit.records import about

VERSION = 2
RANKED = 20_000  # articles whose fit is compared; a word that more of them hold says little of any
WAIT = 30.0  # seconds that a writer waits for another

CANONICALS = (
    "CREATE TABLE canonicals (url TEXT PRIMARY KEY, variant TEXT NOT NULL) WITHOUT ROWID"  # since version 2
)
SCHEMA = f"""
CREATE TABLE files (name TEXT PRIMARY KEY, indexed INTEGER NOT NULL);
CREATE TABLE captures (
  capture_id TEXT PRIMARY KEY, url TEXT NOT NULL, requested TEXT, fetched TEXT NOT NULL, digest TEXT NOT NULL,
  status INTEGER NOT NULL, content_type TEXT, outlet TEXT, found_by TEXT, query TEXT, part_of TEXT,
  file TEXT NOT NULL, offset INTEGER NOT NULL, payload_of TEXT
);
CREATE INDEX captures_by_url ON captures (url, fetched, capture_id);
CREATE INDEX captures_by_digest ON captures (digest);
CREATE TABLE aliases (requested TEXT, url TEXT, PRIMARY KEY (requested, url)) WITHOUT ROWID;
CREATE TABLE follow (url TEXT PRIMARY KEY, part_of TEXT NOT NULL) WITHOUT ROWID;
{CANONICALS};
CREATE TABLE failures (url TEXT, stage TEXT, error TEXT NOT NULL, PRIMARY KEY (url, stage)) WITHOUT ROWID;
CREATE TABLE articles (
  id INTEGER PRIMARY KEY, article_id TEXT UNIQUE NOT NULL, url TEXT, outlet TEXT, title TEXT, text TEXT NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 2');
"""

#: Scripts written without spaces: each character is a word of its own, so that any run of them can be found.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
_UNQUOTABLE = str.maketrans('"\0', "  ")
_WORDS = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that a search found."""

    article_id: str = about("id of the article")
    url: str | None = about("address of the article")
    outlet: str | None = about("name of the outlet")
    title: str | None = about("headline")
    text: str = about("the article's text")
    score: float = about("how well it fits; larger is better (BM25)")


def connect(path: Path) -> sqlite3.Connection:
    """Open the index, made new where there is none of this version."""
    try:
        db = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        with ExitStack() as unless_made:
            unless_made.callback(db.close)
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            _make(db)
            unless_made.pop_all()
    except sqlite3.DatabaseError as error:
        message = f"cannot open the archive's index {str(path)!r}: {error}; {_advice(error)}"
        raise ArchiveError(message) from error
    return db


def _advice(error: sqlite3.DatabaseError) -> str:
    """Say what to do about an index that does not open: a place that cannot be written is no damage."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return "mediakit writes beside the archive: make the folder writable, or copy the study to a place that is"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "another process writes to it: wait until that has ended, then do this again"
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return "make room on the disk, then do this again"
    return (
        "if it is damaged, delete it together with the -wal and -shm files beside it, and it is rebuilt from the "
        "WARC files"
    )


def _make(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE") if _version(db) != VERSION else None
    if not db.in_transaction:
        return
    found = _version(db)
    if found not in (0, 1, VERSION):
        db.execute("ROLLBACK")
        message = (
            f"the archive's index is of version {found}, and this mediakit reads version {VERSION}; delete "
            "index.sqlite and it is rebuilt from the WARC files"
        )
        raise ArchiveError(message)
    for statement in {0: SCHEMA.strip().split(";\n"), 1: [CANONICALS]}.get(found, []):
        db.execute(statement)
    db.execute(f"PRAGMA user_version={VERSION}")
    db.execute("COMMIT")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


# ---------------------------------------------------------------- full text


def _spaced(text: str | None) -> str:
    return _UNSPACED.sub(r" \1 ", text or "")


def match_expression(words: str) -> str:
    """Return an FTS5 expression in which every word, or phrase in double quotes, must occur.

    Example
    -------
    >>> match_expression('censor* "Great Firewall"')
    '"censor" * AND "Great Firewall"'
    """
    parts = []
    for phrase, word in _WORDS.findall(words):
        prefix = " *" if word.endswith("*") else ""
        bare = " ".join(_spaced((phrase or word).translate(_UNQUOTABLE).rstrip("*")).split())
        if re.search(r"\w", bare):
            parts.append(f'"{bare}"{prefix}')
    if not parts:
        message = f"nothing to search for in {words!r}: give one word or more, or a phrase in double quotes"
        raise InputError(message)
    return " AND ".join(parts)


def _forget(db: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    number, title, text = row
    db.execute(
        "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
        (number, _spaced(title), _spaced(text)),
    )
    db.execute("DELETE FROM articles WHERE id = ?", (number,))


def _learn(db: sqlite3.Connection, row: tuple[str, ...]) -> None:
    article_id, url, outlet, title, text = row
    cursor = db.execute(
        "INSERT INTO articles (article_id, url, outlet, title, text) VALUES (?, ?, ?, ?, ?)", row
    )
    db.execute(
        "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
        (cursor.lastrowid, _spaced(title), _spaced(text)),
    )


def replace_articles(db: sqlite3.Connection, rows: Iterable[tuple[str, ...]]) -> int:
    """Make rows the articles that a search looks through; return how many changed."""
    changed = 0
    db.execute("CREATE TEMP TABLE IF NOT EXISTS kept (article_id TEXT PRIMARY KEY)")
    db.execute("DELETE FROM kept")
    db.execute("BEGIN IMMEDIATE")
    try:
        for row in rows:
            db.execute("INSERT OR IGNORE INTO kept VALUES (?)", row[:1])
            old = db.execute(
                "SELECT id, article_id, url, outlet, title, text FROM articles WHERE article_id = ?", row[:1]
            ).fetchone()
            if old is not None and old[1:] == row:
                continue
            if old is not None:
                _forget(db, (old[0], old[4], old[5]))
            _learn(db, row)
            changed += 1
        gone = db.execute(
            "SELECT id, title, text FROM articles WHERE article_id NOT IN (SELECT article_id FROM kept)"
        ).fetchall()
        for old in gone:
            _forget(db, old)
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    return changed + len(gone)


def find_words(db: sqlite3.Connection, words: str, limit: int) -> Iterator[Hit]:
    """Yield the articles that hold the words, best first, of those that were indexed last where very many do."""
    found = db.execute(
        "SELECT a.article_id, a.url, a.outlet, a.title, a.text, -w.score FROM (SELECT rowid, score FROM "
        "(SELECT rowid, bm25(words, 4.0, 1.0) AS score FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?) "
        "ORDER BY score LIMIT ?) w JOIN articles a ON a.id = w.rowid ORDER BY w.score, a.article_id",
        (match_expression(words), RANKED, limit),
    )
    return (Hit(*row) for row in found)
