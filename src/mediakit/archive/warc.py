"""Captures as WARC records: what is written, and how it is read back.

One capture is a group of gzip members, one record each: the response (or ``resource`` for a file, ``revisit`` when
the same payload is there already), the request, and last a ``metadata`` record that says how the page was found.
A group is whole when its metadata record is, so a crash can cost only the group that was being written.

Method: ISO 28500:2017 (WARC 1.1).
"""

from __future__ import annotations

import hashlib
import re
import zlib
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

from mediakit.errors import ArchiveError, InputError
from mediakit.records import Page

CHUNK = 1 << 16
GZIP = b"\x1f\x8b\x08"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: Bodies are kept decoded, so headers that describe the coded form keep their words under another name.
_CODED = {"content-encoding", "transfer-encoding", "content-length"}


@dataclass(frozen=True, slots=True)
class Origin:
    """How a capture came to be: the fields of its metadata record."""

    capture_id: str
    url: str
    requested: str | None = None
    content_type: str | None = None
    outlet: str | None = None
    found_by: str | None = None
    query: str | None = None
    part_of: str | None = None
    redirects: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One capture, or one further address of a capture, as found in a WARC file."""

    start: int
    end: int
    fetched: datetime
    origin: Origin
    kind: str
    digest: str = ""
    status: int = 200
    payload: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    refers_to: tuple[str, datetime] | None = None


def capture_id(url: str, payload: bytes) -> str:
    """Return the id of a payload at an address: 16 hex digits, the same on every machine.

    Example
    -------
    >>> capture_id("https://a.example/", b"<p>")
    'b67b8d33f5ff022c'
    """
    return hashlib.sha256(url.encode() + b"\0" + payload).hexdigest()[:16]


def payload_digest(payload: bytes) -> str:
    """Return a payload's digest as WARC and CDX write it."""
    return "sha1:" + b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()


def check_url(url: str) -> None:
    """Refuse an address that a WARC header cannot hold."""
    if not url or url != url.strip(" ") or _CONTROL.search(url) or _SURROGATE.search(url):
        message = f"cannot archive {url!r}: an address has no control characters and no spaces around it"
        raise InputError(message)


def _stamp(when: datetime) -> str:
    if when.tzinfo is None:
        message = f"cannot archive a page fetched at {when!r}: give an aware time, as datetime.now(UTC) does"
        raise InputError(message)
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _target(url: str) -> str:
    """Return an address as a WARC header can hold it: ASCII without spaces."""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~|{}^`\\<>\"")


def _line(value: str) -> str:
    return _CONTROL.sub(" ", value).encode("utf-8", "replace").decode()


def _http_headers(page: Page) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    named = {k.lower() for k in page.headers}
    pairs = [(f"X-Archive-Orig-{k}" if k.lower() in _CODED else k, _line(v)) for k, v in page.headers.items()]
    if page.content_type and "content-type" not in named:
        pairs.append(("Content-Type", _line(page.content_type)))
    pairs.append(("Content-Length", str(len(page.body))))
    try:
        phrase = HTTPStatus(page.status).phrase
    except ValueError:
        phrase = "Unknown"
    return StatusAndHeaders(f"{page.status} {phrase}", pairs, protocol="HTTP/1.1")


def _origin_fields(origin: Origin) -> bytes:
    single = {
        "capture-id": origin.capture_id,
        "address": origin.url,
        "requested": origin.requested,
        "content-type": origin.content_type,
        "outlet": origin.outlet,
        "found-by": origin.found_by,
        "query": origin.query,
        "part-of": origin.part_of,
        "canonical": origin.canonical,
    }
    lines = [f"{k}: {_line(v)}" for k, v in single.items() if v is not None]
    lines += [f"redirect: {_line(u)}" for u in origin.redirects]
    lines += [f"outlink: {_line(u)}" for u in origin.follow]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _read_origin(payload: bytes) -> Origin:
    pairs = [
        (name, value)
        for name, colon, value in (line.partition(": ") for line in payload.decode().split("\r\n"))
        if colon
    ]
    one = dict(pairs)
    return Origin(
        capture_id=one.get("capture-id", ""),
        url=one.get("address", ""),
        requested=one.get("requested"),
        content_type=one.get("content-type"),
        outlet=one.get("outlet"),
        found_by=one.get("found-by"),
        query=one.get("query"),
        part_of=one.get("part-of"),
        redirects=tuple(v for k, v in pairs if k == "redirect"),
        follow=tuple(v for k, v in pairs if k == "outlink"),
        canonical=one.get("canonical"),
    )


def _request_head(page: Page, sent: Mapping[str, str]) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    parts = urlsplit(_target(page.url))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    pairs = [("Host", parts.netloc), *((k, _line(v)) for k, v in sent.items() if k.lower() != "host")]
    return StatusAndHeaders(f"GET {target} HTTP/1.1", pairs, is_http_request=True)


def encode_info(software: str) -> bytes:
    """Return the record that opens a WARC file."""
    out = BytesIO()
    writer = _writer(out)
    info = {"software": software, "format": "WARC File Format 1.1", "robots": "obey"}
    writer.write_record(writer.create_warcinfo_record(None, info))
    return out.getvalue()


def _writer(out: BinaryIO) -> Any:
    from warcio.warcwriter import WARCWriter

    return WARCWriter(out, gzip=True, warc_version="WARC/1.1")


def encode(
    page: Page,
    origin: Origin,
    *,
    sent: Mapping[str, str],
    refers_to: tuple[str, datetime] | None = None,
) -> bytes:
    """Return the group of records of one capture, gzipped member by member."""
    out = BytesIO()
    writer = _writer(out)
    dated = {"WARC-Date": _stamp(page.fetched)}
    if not page.url.startswith(("http:", "https:")):
        main = writer.create_warc_record(
            _target(page.url),
            "resource",
            payload=BytesIO(page.body),
            length=len(page.body),
            warc_content_type=_line(page.content_type or "application/octet-stream"),
            warc_headers_dict=dict(dated),
        )
        writer.write_record(main)
    else:
        main = _http_record(writer, page, dated, refers_to)
        writer.write_record(main)
        concurrent = {**dated, "WARC-Concurrent-To": main.rec_headers.get_header("WARC-Record-ID")}
        head = _request_head(page, sent)
        writer.write_record(
            writer.create_warc_record(
                _target(page.url), "request", http_headers=head, warc_headers_dict=concurrent
            )
        )
    out.write(encode_origin(page.fetched, origin))
    return out.getvalue()


def _http_record(
    writer: Any, page: Page, dated: dict[str, str], refers_to: tuple[str, datetime] | None
) -> Any:
    if refers_to is not None:
        return writer.create_revisit_record(
            _target(page.url),
            payload_digest(page.body),
            _target(refers_to[0]),
            _stamp(refers_to[1]),
            http_headers=_http_headers(page),
            warc_headers_dict=dict(dated),
        )
    return writer.create_warc_record(
        _target(page.url),
        "response",
        payload=BytesIO(page.body),
        length=len(page.body),
        http_headers=_http_headers(page),
        warc_headers_dict=dict(dated),
    )


def encode_origin(when: datetime, origin: Origin) -> bytes:
    """Return the metadata record that ends a group, or that adds an address to a capture."""
    out = BytesIO()
    writer = _writer(out)
    fields = _origin_fields(origin)
    record = writer.create_warc_record(
        _target(origin.url),
        "metadata",
        payload=BytesIO(fields),
        length=len(fields),
        warc_content_type="application/warc-fields",
        warc_headers_dict={"WARC-Date": _stamp(when)},
    )
    writer.write_record(record)
    return out.getvalue()


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Member:
    """One gzip member of a file; ``data`` is None where the bytes are not a whole member."""

    start: int
    end: int
    data: bytes | None


def _inflate(stream: BinaryIO, start: int) -> Member:
    """Read the gzip member that begins at start; end is where it ends, or the file's end when it is torn."""
    stream.seek(start)
    engine, parts, taken = zlib.decompressobj(wbits=31), [], 0
    while not engine.eof:
        chunk = stream.read(CHUNK)
        if not chunk:
            return Member(start, start + taken, None)
        taken += len(chunk)
        try:
            parts.append(engine.decompress(chunk))
        except zlib.error:
            return Member(start, start + taken, None)
    return Member(start, start + taken - len(engine.unused_data), b"".join(parts))


def _next_member(stream: BinaryIO, start: int) -> int | None:
    """Return where the next whole WARC record begins after damage, or None."""
    stream.seek(start)
    rest = stream.read()
    at = rest.find(GZIP)
    while at >= 0:
        data = _inflate(stream, start + at).data
        if data is not None and data.startswith(b"WARC/"):
            return start + at
        at = rest.find(GZIP, at + 1)
    return None


def members(path: Path, offset: int = 0) -> Iterator[Member]:
    """Yield a file's members from an offset; damaged stretches come with ``data=None``, a torn end too."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        while offset < size:
            member = _inflate(stream, offset)
            if member.data is None:
                resumed = _next_member(stream, offset + 1)
                member = Member(offset, size if resumed is None else resumed, None)
            yield member
            offset = member.end


def parse(data: bytes) -> Any:
    """Return one uncompressed WARC record as warcio reads it."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader

    try:
        return ArcWarcRecordLoader(arc2warc=False).parse_record_stream(BytesIO(data), known_format="warc")
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        message = f"not a WARC record: {error}"
        raise ArchiveError(message) from error


def record_at(path: Path, offset: int) -> Any:
    """Return the record at an offset."""
    try:
        with path.open("rb") as stream:
            data = _inflate(stream, offset).data
    except OSError as error:
        message = f"cannot read {path.name!r}: {error}"
        raise ArchiveError(message) from error
    if data is None:
        message = f"{path.name!r} is damaged at byte {offset}"
        raise ArchiveError(message)
    return parse(data)


def headers_of(record: Any) -> dict[str, str]:
    """Return the HTTP headers of a record as the page had them."""
    pairs = record.http_headers.headers if record.http_headers else ()
    return {
        k.removeprefix("X-Archive-Orig-"): v
        for k, v in pairs
        if k.startswith("X-Archive-Orig-") or k.lower() not in _CODED
    }


def when(record: Any, header: str = "WARC-Date") -> datetime:
    """Return a date of a record."""
    return datetime.fromisoformat(record.rec_headers.get_header(header))


def groups(path: Path, offset: int = 0) -> Iterator[Group | Member]:
    """Yield whole groups of a file in order, and as a Member each stretch that is no whole group."""
    main: Any = None
    start = end = offset
    for member in members(path, offset):
        record: Any = None if member.data is None else parse(member.data)
        kind = None if record is None else record.rec_type
        if kind in ("response", "resource", "revisit", None) and main is not None:
            yield Member(start, end if record else member.end, None)
            main = None
        elif kind is None:
            yield member
        if kind in ("response", "resource", "revisit"):
            main, start = record, member.start
            body = record.content_stream().read()
        elif kind == "metadata":
            origin = _read_origin(record.content_stream().read())
            if main is None and origin.capture_id:
                yield Member(member.start, member.end, None)
            elif main is None:
                yield Group(member.start, member.end, when(record), origin, "metadata")
            else:
                yield _group(main, body, origin, start, member.end)
                main = None
        end = member.end
    if main is not None:
        yield Member(start, end, None)


def _group(main: Any, body: bytes, origin: Origin, start: int, end: int) -> Group:
    header = main.rec_headers.get_header
    refers = None
    if main.rec_type == "revisit":
        refers = (header("WARC-Refers-To-Target-URI"), when(main, "WARC-Refers-To-Date"))
    return Group(
        start=start,
        end=end,
        fetched=when(main),
        origin=origin,
        kind=main.rec_type,
        digest=header("WARC-Payload-Digest"),
        status=int(main.http_headers.get_statuscode()) if main.http_headers else 200,
        payload=body,
        headers=headers_of(main),
        refers_to=refers,
    )


def outlinks(links: Iterable[str]) -> tuple[str, ...]:
    """Return addresses once each, in order."""
    return tuple(dict.fromkeys(links))
