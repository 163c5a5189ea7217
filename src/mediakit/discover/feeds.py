"""Find articles in an RSS or Atom feed."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from typing import Any

from mediakit.discover.http import Get, fetcher
from mediakit.errors import FetchError
from mediakit.records import Candidate


def discover(url: str, *, outlet: str | None = None, get: Get | None = None) -> list[Candidate]:
    """List the entries of a feed.

    Parameters
    ----------
    url : str
        Address of the feed: RSS, RDF or Atom, in any encoding it declares.
    outlet : str, optional
        Name of the outlet that the feed belongs to.
    get : callable, optional
        Fetches an address; see `mediakit.discover.http.fetcher`.

    Returns
    -------
    list of Candidate
        One per entry with a link, in the feed's order, without repeats.

    Raises
    ------
    FetchError
        The feed does not come, or is no feed.

    Example
    -------
    >>> feed = b'<rss version="2.0"><channel><item><title>T</title><link>https://a.example/1</link></item></channel></rss>'
    >>> discover("https://a.example/feed", get=lambda url: feed)[0].url
    'https://a.example/1'
    """
    return read(((get or fetcher())(url)), url, outlet=outlet)


def read(body: bytes, url: str, *, outlet: str | None = None) -> list[Candidate]:
    """List the entries of a feed's bytes."""
    import feedparser

    parsed = feedparser.parse(decoded(body), response_headers={"content-location": url}, sanitize_html=False)
    if not parsed.get("version") and not parsed.entries:
        message = (
            f"no feed at {url!r}: expected RSS or Atom; look for the feed's own address on the outlet's page"
        )
        raise FetchError(message)
    found: dict[str, Candidate] = {}
    for entry in parsed.entries:
        link = _link(entry)
        if link:
            found.setdefault(link, _candidate(entry, link, url, outlet))
    return list(found.values())


def decoded(body: bytes) -> bytes:
    """Return a feed's bytes as UTF-8 where they declare a Chinese encoding, which is then read as GB18030."""
    import re

    match = re.match(rb"""\s*<\?xml[^>]*encoding=["'](gb[\w-]+)["']""", body, re.IGNORECASE)
    if match is None:
        return body
    text = body.decode("gb18030", "replace")
    return re.sub(r"""encoding=["'][\w-]+["']""", 'encoding="utf-8"', text, count=1).encode()


def _link(entry: Any) -> str | None:
    link = entry.get("link") or next((e.get("href") for e in entry.get("links", ())), None)
    if not link and str(entry.get("id", "")).startswith(("http://", "https://")):
        link = entry["id"]
    return str(link).strip() if link else None


def _candidate(entry: Any, link: str, url: str, outlet: str | None) -> Candidate:
    from mediakit.discover.plain import plain

    when = entry.get("published_parsed") or entry.get("updated_parsed")
    return Candidate(
        url=link,
        title=plain(entry.get("title")),
        published=datetime.fromtimestamp(calendar.timegm(when), UTC) if when else None,
        outlet=outlet,
        found_by="feed",
        query=url,
    )
