"""Find the WARC files of Common Crawl's news crawl, CC-NEWS.

Method: Common Crawl's CC-NEWS listing, a file of paths per month.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urljoin

from mediakit.discover.http import Get, fetcher
from mediakit.errors import FetchError, InputError

BASE_URL = "https://data.commoncrawl.org/"
FIRST = datetime(2016, 8, 26, tzinfo=UTC)
_NAME = re.compile(r"CC-NEWS-(\d{14})-\d+\.warc\.gz$")


def files(
    since: datetime, until: datetime, *, get: Get | None = None, base_url: str = BASE_URL
) -> Iterator[tuple[datetime, str]]:
    """Yield the crawl's WARC files that were begun in a window: the time and the address. Each is about 1.07 GB.

    Parameters
    ----------
    since, until : aware datetime
        The window; the crawl began on 26 August 2016.
    get : callable, optional
        Fetches an address; see `mediakit.discover.http.fetcher`.
    base_url : str
        Where the files are.

    Raises
    ------
    InputError
        A time has no time zone, or the window ends before the crawl began.
    FetchError
        A month's listing does not come, or is none.

    Example
    -------
    >>> import gzip
    >>> listing = gzip.compress(b"crawl-data/CC-NEWS/2024/05/CC-NEWS-20240501010203-00001.warc.gz")
    >>> day = datetime(2024, 5, 1, tzinfo=UTC)
    >>> [address for _, address in files(day, datetime(2024, 5, 2, tzinfo=UTC), get=lambda url: listing)]
    ['https://data.commoncrawl.org/crawl-data/CC-NEWS/2024/05/CC-NEWS-20240501010203-00001.warc.gz']
    """
    if since.tzinfo is None or until.tzinfo is None or until < FIRST:
        message = f"the window {since!r} to {until!r} does not fit: expected times with a zone, from {FIRST:%d %B %Y} on"
        raise InputError(message)
    get = get or fetcher()
    for year, month in _months(max(since, FIRST), until):
        listing = urljoin(base_url, f"crawl-data/CC-NEWS/{year}/{month:02}/warc.paths.gz")
        for begun, path in _paths(get(listing), listing):
            if since <= begun <= until:
                yield begun, urljoin(base_url, path)


def _months(since: datetime, until: datetime) -> Iterator[tuple[int, int]]:
    first, last = (when.astimezone(UTC).year * 12 + when.astimezone(UTC).month - 1 for when in (since, until))
    return ((month // 12, month % 12 + 1) for month in range(first, last + 1))


def _paths(body: bytes, listing: str) -> Iterator[tuple[datetime, str]]:
    try:
        lines = zlib.decompress(body, wbits=47).decode("ascii").split()
    except (zlib.error, UnicodeDecodeError) as error:
        message = f"the listing {listing!r} is damaged: {error}"
        raise FetchError(message) from error
    for line in lines:
        match = _NAME.search(line)
        if match is None:
            message = f"the listing {listing!r} has the line {line!r}; expected paths of CC-NEWS files"
            raise FetchError(message)
        yield datetime.strptime(match[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC), line
