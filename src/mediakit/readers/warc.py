"""Web archives: each response in a WARC file is a page, with the address and the time that the archive states.

The format is ISO 28500, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, BinaryIO
from urllib.parse import unquote

from mediakit.records import Failure, Page

_GZIP = b"\x1f\x8b\x08"
_CHUNK = 1 << 20
_READ = ("text/html", "application/xhtml+xml", "text/plain")
MAX_RECORD = 2**30
"""Largest record that is passed over without giving up on it: 1 GiB."""
_CODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})


def begins(head: bytes) -> bool:
    """Say whether bytes begin as a WARC file, packed or not.

    Examples
    --------
    >>> begins(b"WARC/1.1\\r\\n"), begins(b"<html>")
    (True, False)
    """
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def pages(name: str, stream: BinaryIO, *, limit: int, now: datetime) -> Iterator[Page | Failure]:
    """Yield the web pages of a WARC file; pictures, scripts and redirections are passed over.

    Parameters
    ----------
    name : str
        The file, for messages.
    stream : file-like
        Its bytes, seekable.
    limit : int
        Largest page, in bytes.
    now : datetime
        Time of the import, for a record that states none.

    Yields
    ------
    Page or Failure
        A failure for a damaged stretch, an error page, a page over the limit, and a copy whose original is not there.
    """
    seen: set[str] = set()
    copies: dict[str, list[Any]] = {}
    for found in _records(stream):
        if isinstance(found, str):
            yield Failure(url=f"import:{name}", stage="import", error=found)
            continue
        url = _url(found.headers.get("WARC-Target-URI"))
        if found.headers.get("WARC-Type") == "revisit":
            original = _url(found.headers.get("WARC-Refers-To-Target-URI")) or url
            if found.http_headers is None or _is_read(found.http_headers.get("Content-Type") or "", url):
                copies.setdefault(original, []).append((url, found.record_date))
            continue
        seen.add(url)
        page = _page(found, url, limit, now) if url else None
        if page is not None:
            yield page
    yield from _copied(name, stream, copies, seen, limit=limit, now=now)


def _url(target: str | None) -> str:
    url = (target or "").strip(" <>")
    return unquote(url) if url.startswith("import:") else url


def _copied(
    name: str, stream: BinaryIO, copies: dict[str, list[Any]], seen: set[str], *, limit: int, now: datetime
) -> Iterator[Page | Failure]:
    """Yield the pages that the file only notes as copies of other addresses; what was unchanged at its own is there."""
    for original, noted in copies.items():
        if original not in seen:
            error = f"{name!r} holds only a note that it had not changed"
            yield from (Failure(url=url, stage="import", error=error) for url, _ in noted)
    wanted = {
        original: {url: when for url, when in noted if url != original} for original, noted in copies.items()
    }
    if not any(original in seen and others for original, others in wanted.items()):
        return
    for found in _records(stream):
        url = "" if isinstance(found, str) else _url(found.headers.get("WARC-Target-URI"))
        others = wanted.pop(url, {}) if url and found.headers.get("WARC-Type") != "revisit" else {}
        page = _page(found, url, limit, now) if others else None
        if isinstance(page, Page):
            yield from (
                replace(page, url=other, fetched=_moment(when, now)) for other, when in others.items()
            )


def _records(stream: BinaryIO) -> Iterator[Any]:
    """Yield records with their payloads open; after a damaged stretch what is wrong, and the records after it."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit
    position: int | None = 0
    while position is not None:
        last, length = position, 0
        stream.seek(position)
        try:
            for record in ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all"):
                last, length = record.stream_pos, _number(record.headers.get("Content-Length"))
                if length > MAX_RECORD:
                    break
                yield record
            if length > MAX_RECORD:
                yield f"the record at byte {last:,} is larger than {MAX_RECORD // 2**30} GiB"
                position = _next_member(stream, last + 1)
                continue
            if _is_cut(stream, last, length):
                yield f"cut off at the end, after the record at byte {last:,}; download it again"
            return
        except (OSError, ValueError, zlib.error) as error:
            yield f"damaged after byte {last:,}: {error}"
            position = _next_member(stream, last + 1)


def _next_member(stream: BinaryIO, start: int) -> int | None:
    """Return where the next whole gzip member with a WARC record begins, or None."""
    stream.seek(start)
    kept, offset = b"", start
    while chunk := stream.read(_CHUNK):
        kept += chunk
        at = kept.find(_GZIP)
        while at >= 0:
            if begins(kept[at : at + 4_096]) and _end_of_member(stream, offset + at):
                return offset + at
            at = kept.find(_GZIP, at + 1)
        stream.seek(offset + len(kept))
        offset, kept = offset + len(kept) - 2, kept[-2:]
    return None


def _is_cut(stream: BinaryIO, last: int, length: int) -> bool:
    """Say whether a file ends inside a record, from the last record that was read and the length that it states."""
    size = stream.seek(0, 2)
    stream.seek(0)
    if stream.read(3) != _GZIP:
        return last + length > size
    stream.seek(last)
    position: int | None = last if stream.read(3) == _GZIP else 0
    while position is not None and position < size:
        position = _end_of_member(stream, position)
    return position is None


def _end_of_member(stream: BinaryIO, start: int) -> int | None:
    """Return where a gzip member ends, or None when it is damaged or cut."""
    stream.seek(start)
    engine = zlib.decompressobj(wbits=31)
    taken = 0
    while not engine.eof:
        chunk = engine.unconsumed_tail
        if not chunk:
            chunk = stream.read(65_536)
            taken += len(chunk)
        try:
            engine.decompress(chunk, _CHUNK)
        except zlib.error:
            return None
        if not chunk:
            return None
    return start + taken - len(engine.unused_data)


def _page(record: Any, url: str, limit: int, now: datetime) -> Page | Failure | None:
    """Return the page of a record; None for what is no page; a failure for one that is not whole."""
    http = record.http_headers
    status = int(http.status_code or 0) if http is not None else 200
    content_type = (
        http.get("Content-Type") if http is not None else record.headers.get("Content-Type")
    ) or ""
    if 300 <= status < 400 or not _is_read(content_type, url):
        return None
    if status >= 400 or status < 200:
        return Failure(url=url, stage="import", error=f"the archive holds the server's error page {status}")
    declared = _declared(record)
    body = record.reader.read(limit + 1)
    if len(body) > limit:
        return Failure(url=url, stage="import", error=f"larger than {limit // 2**20} MiB")
    if len(body) < declared and not _is_coded(http):
        return Failure(url=url, stage="import", error="cut off in the archive")
    if not body.strip():
        return Failure(url=url, stage="import", error="the archive holds no content of it")
    return Page(
        url=url,
        body=body,
        fetched=_moment(record.record_date, now),
        content_type=content_type or None,
        status=status,
        headers={k: v for k, v in http.items() if k.lower() not in _CODED} if http is not None else {},
        found_by="import",
    )


def _moment(when: Any, now: datetime) -> datetime:
    return when.astimezone(UTC) if isinstance(when, datetime) else now


def _declared(record: Any) -> int:
    """Return how long a payload is, as the server or the record says."""
    http = record.http_headers
    return _number((http if http is not None else record.headers).get("Content-Length"))


def _number(text: str | None) -> int:
    return int(text[:18]) if text and text.strip().isdigit() else 0


def _is_coded(http: Any) -> bool:
    return http is not None and bool(http.get("Content-Encoding") or http.get("Transfer-Encoding"))


def _is_read(content_type: str, url: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind in _READ or not kind or not url.startswith(("http:", "https:"))
