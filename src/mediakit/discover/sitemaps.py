"""Find articles in sitemaps: an index of them, gzipped ones, news sitemaps, and what robots.txt names.

Method: sitemaps.org protocol 0.9, and the news sitemap extension.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from mediakit.discover.http import Get, fetcher
from mediakit.discover.plain import plain, when
from mediakit.errors import FetchError
from mediakit.records import Candidate, Failure

MAX_FILES = 2_000  # sitemaps read from one index
MAX_BYTES = 100 * 1024 * 1024  # bytes of one sitemap, unpacked


def discover(
    url: str,
    *,
    outlet: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    get: Get | None = None,
    on_failure: Callable[[Failure], None] | None = None,
) -> Iterator[Candidate]:
    """Yield the pages that a sitemap lists, sitemap by sitemap.

    Parameters
    ----------
    url : str
        Address of a sitemap, of an index of sitemaps, of robots.txt, or of a site (whose robots.txt is then read).
    outlet : str, optional
        Name of the outlet.
    since, until : aware datetime, optional
        Pages whose stated time is before or after are left out; pages without a time stay.
    get : callable, optional
        Fetches an address; see `mediakit.discover.http.fetcher`.
    on_failure : callable, optional
        Told of each sitemap of an index that cannot be read, while the rest goes on. Without it, that raises.

    Yields
    ------
    Candidate
        One per address, without repeats.

    Raises
    ------
    FetchError
        A sitemap does not come, or is none.

    Example
    -------
    >>> body = b"<urlset><url><loc>https://a.example/1</loc></url></urlset>"
    >>> [c.url for c in discover("https://a.example/sitemap.xml", get=lambda url: body)]
    ['https://a.example/1']
    """
    get = get or fetcher()
    seen: set[str] = set()
    for address, rows in _walk(url, get, since, on_failure):
        for row in rows:
            candidate = _candidate(row, address, outlet)
            if candidate.url not in seen and _within(candidate.published, since, until):
                seen.add(candidate.url)
                yield candidate


def _walk(
    url: str, get: Get, since: datetime | None, on_failure: Callable[[Failure], None] | None
) -> Iterator[tuple[str, list[dict[str, str]]]]:
    waiting, known = _starts(url, get), set[str]()
    while waiting:
        address = waiting.pop(0)
        if address in known:
            continue
        known.add(address)
        if len(known) > MAX_FILES:
            message = (
                f"{url!r} names more than {MAX_FILES} sitemaps; give the ones you need by their own addresses"
            )
            raise FetchError(message)
        try:
            kind, rows = read(get(address), address)
        except FetchError as error:
            if on_failure is None:
                raise
            on_failure(Failure(address, "discover", str(error)))
            continue
        if kind == "index":
            waiting += [urljoin(address, row["loc"]) for row in rows if not _older(row, since)]
        else:
            yield address, rows


def _starts(url: str, get: Get) -> list[str]:
    path = urlsplit(url).path
    if path not in ("", "/") and not path.endswith("/robots.txt"):
        return [url]
    robots = urljoin(url, "/robots.txt")
    found = robots_sitemaps(get(robots), robots)
    if not found:
        message = f"{robots!r} names no sitemap; give the sitemap's own address"
        raise FetchError(message)
    return found


def robots_sitemaps(body: bytes, url: str) -> list[str]:
    """Return the sitemaps that a robots.txt names.

    Example
    -------
    >>> robots_sitemaps(b"Sitemap: /s.xml", "https://a.example/robots.txt")
    ['https://a.example/s.xml']
    """
    lines = (line.partition(":") for line in body.decode("utf-8", "replace").splitlines())
    named = [value.partition("#")[0].strip() for name, _, value in lines if name.strip().lower() == "sitemap"]
    return list(dict.fromkeys(urljoin(url, value) for value in named if value))


def read(body: bytes, url: str) -> tuple[str, list[dict[str, str]]]:
    """Return the kind of a sitemap, "index" or "pages", and its entries: loc, lastmod, publication_date, title."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(unpacked(body, url).lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    name = "" if root is None else etree.QName(root).localname
    if root is None or name not in ("sitemapindex", "urlset"):
        return "pages", _lines(body, url)
    rows = [_entry(element) for element in root if isinstance(element.tag, str)]
    return "index" if name == "sitemapindex" else "pages", [row for row in rows if row.get("loc")]


def _lines(body: bytes, url: str) -> list[dict[str, str]]:
    """Read a sitemap in plain text: an address a line."""
    lines = [
        line.strip() for line in body[:MAX_BYTES].decode("utf-8-sig", "replace").splitlines() if line.strip()
    ]
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines):
        message = f"no sitemap at {url!r}: expected <urlset>, <sitemapindex> or an address a line"
        raise FetchError(message)
    return [{"loc": line} for line in lines]


def unpacked(body: bytes, url: str) -> bytes:
    """Return a sitemap's bytes without their gzip, to a stated size."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        engine = zlib.decompressobj(wbits=31)
        plain_bytes = engine.decompress(body, MAX_BYTES)
    except zlib.error as error:
        message = f"the sitemap {url!r} is damaged: {error}"
        raise FetchError(message) from error
    if engine.unconsumed_tail:
        message = f"the sitemap {url!r} is larger than {MAX_BYTES:,} bytes unpacked"
        raise FetchError(message)
    if not engine.eof:
        message = f"the sitemap {url!r} is damaged: its gzip data end too early"
        raise FetchError(message)
    return plain_bytes


def _entry(element: Any) -> dict[str, str]:
    from lxml import etree

    wanted = ("loc", "lastmod", "publication_date", "title")
    row: dict[str, str] = {}
    for child in element.iter():
        if isinstance(child.tag, str) and child.text and child.text.strip():
            name, space = etree.QName(child).localname, etree.QName(child).namespace or ""
            if name in wanted and not any(other in space for other in ("image", "video")):
                row.setdefault(name, child.text.strip())
    return row


def _candidate(row: dict[str, str], address: str, outlet: str | None) -> Candidate:
    return Candidate(
        url=urljoin(address, row["loc"]),
        title=plain(row.get("title")),
        published=when(row.get("publication_date")) or when(row.get("lastmod")),
        outlet=outlet,
        found_by="sitemap",
        query=address,
    )


def _older(row: dict[str, str], since: datetime | None) -> bool:
    changed = when(row.get("lastmod"))
    return since is not None and changed is not None and changed + timedelta(days=1) < since


def _within(published: datetime | None, since: datetime | None, until: datetime | None) -> bool:
    if published is None:
        return True
    return (since is None or published >= since) and (until is None or published <= until)
