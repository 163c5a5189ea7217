"""Rows of the index: captures, the addresses that lead to them, the further pages they name."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mediakit.archive import warc
from mediakit.records import Page, about

FIELDS = "capture_id, url, requested, fetched, digest, status, content_type, outlet, found_by, query, part_of"


@dataclass(frozen=True, slots=True)
class Capture:
    """One payload of one address, as the archive holds it."""

    capture_id: str = about("first 16 hex digits of sha256(url, NUL, payload)")
    url: str = about("address after redirects; import:NAME for a file that has none")
    requested: str | None = about("address asked for, where it differs from url")
    fetched: datetime = about("when it was downloaded or imported, UTC")
    digest: str = about("digest of the payload as WARC and CDX write it: sha1, base 32")
    status: int = about("HTTP status; 200 for a file")
    content_type: str | None = about("Content-Type as declared")
    outlet: str | None = about("name of the outlet as the study names it")
    found_by: str | None = about("way of discovery, or 'import'")
    query: str | None = about("the feed's address or the query that found it")
    part_of: str | None = about("address of the first page, for a further page of an article")


@dataclass(frozen=True, slots=True)
class FurtherPage:
    """A page that an archived one names as a part of its article or as its canonical page, still to be fetched."""

    url: str = about("address of the page")
    part_of: str | None = about("address of the first page, where it is a further page of an article")
    variant: str | None = about("address of the page that names it as its canonical page")
    outlet: str | None = about("name of the outlet")
    found_by: str | None = about("way of discovery of the page that names it")
    query: str | None = about("query that found the page that names it")


def capture_of(row: tuple[Any, ...]) -> Capture:
    fetched = datetime.fromisoformat(row[3])
    return Capture(*(*row[:3], fetched, *row[4:]))


def instant(when: datetime) -> str:
    """Return a time as the index holds it: text that sorts."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def insert(
    db: sqlite3.Connection,
    page: Page,
    origin: warc.Origin,
    *,
    digest: str,
    file: str,
    offset: int,
    payload_of: str | None,
) -> None:
    """List a capture, with the addresses that led to it and the pages that it names."""
    row = (
        origin.capture_id,
        page.url,
        origin.requested,
        instant(page.fetched),
        digest,
        page.status,
        page.content_type,
        page.outlet,
        page.found_by,
        page.query,
        page.part_of,
        file,
        offset,
        payload_of,
    )
    db.execute(f"INSERT OR IGNORE INTO captures VALUES ({', '.join('?' * len(row))})", row)
    for address in (origin.requested, *origin.redirects):
        if address is not None and address != page.url:
            insert_alias(db, address, page.url)
    further = [(url, page.part_of or page.url) for url in origin.follow]
    db.executemany("INSERT OR IGNORE INTO follow VALUES (?, ?)", further)
    if origin.canonical is not None:
        db.execute("INSERT OR IGNORE INTO canonicals VALUES (?, ?)", (origin.canonical, page.url))


def insert_alias(db: sqlite3.Connection, requested: str, url: str) -> None:
    """List an address that leads to another."""
    db.execute("INSERT OR IGNORE INTO aliases VALUES (?, ?)", (requested, url))


def insert_group(db: sqlite3.Connection, group: warc.Group, file: str) -> None:
    """List what a WARC file holds at one place."""
    origin = group.origin
    if group.kind == "metadata":
        if origin.requested:
            insert_alias(db, origin.requested, origin.url)
        return
    page = Page(
        url=origin.url,
        body=b"",
        fetched=group.fetched,
        content_type=origin.content_type,
        status=group.status,
        outlet=origin.outlet,
        found_by=origin.found_by,
        query=origin.query,
        part_of=origin.part_of,
    )
    holder = _refers_to(db, group)
    insert(db, page, origin, digest=group.digest, file=file, offset=group.start, payload_of=holder)


def _refers_to(db: sqlite3.Connection, group: warc.Group) -> str | None:
    if group.refers_to is None:
        return None
    row = db.execute(
        "SELECT capture_id FROM captures WHERE digest = ? AND fetched = ? AND payload_of IS NULL",
        (group.digest, instant(group.refers_to[1])),
    ).fetchone()
    return None if row is None else str(row[0])
