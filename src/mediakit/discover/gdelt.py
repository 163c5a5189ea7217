"""Find articles and attention in GDELT's DOC 2.0 index.

Method: GDELT DOC 2.0 API; it has no paging, so a window that holds more than one answer gives is halved.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from mediakit.discover.http import Get, fetcher
from mediakit.discover.plain import plain
from mediakit.discover.service import paced, read_json, rows, stamp
from mediakit.records import Candidate, Failure

BASE_URL = "https://api.gdeltproject.org/api/v2/doc/doc"
MOST = 250  # articles in one answer
INTERVAL = 5.0  # seconds between two calls
SHORTEST = timedelta(minutes=1)  # a window that is not halved any more
_STAMP = "%Y%m%d%H%M%S"


def discover(
    query: str,
    since: datetime,
    until: datetime,
    *,
    get: Get | None = None,
    base_url: str = BASE_URL,
    on_failure: Callable[[Failure], None] | None = None,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Candidate]:
    """Yield the articles that match a query in a window of time, oldest window first.

    Parameters
    ----------
    query : str
        GDELT's own syntax: words, ``domain:``, ``sourcecountry:``, ``sourcelang:``, ``near5:"a b"``, OR in parentheses.
    since, until : aware datetime
        The window; GDELT goes back to 2017.
    get : callable, optional
        Fetches an address; see `mediakit.discover.http.fetcher`.
    base_url : str
        Where the service is.
    on_failure : callable, optional
        Told of a minute that holds more articles than one answer gives.
    pause, clock : callable
        Sleep and monotonic time, replaced in tests.

    Yields
    ------
    Candidate
        One per address; ``outlet`` is the domain, ``published`` when GDELT saw it.

    Raises
    ------
    FetchError
        The service does not answer as documented; its own words are in the message.

    Example
    -------
    >>> answer = b'{"articles": [{"url": "https://a.example/1", "title": "T", "seendate": "20240501T120000Z"}]}'
    >>> day = datetime(2024, 5, 1, tzinfo=UTC)
    >>> [c.url for c in discover("tiktok", day, day + timedelta(days=1), get=lambda url: answer)]
    ['https://a.example/1']
    """
    call = paced(get or fetcher(), INTERVAL, wait=2 * INTERVAL, pause=pause, clock=clock)
    windows, seen = [(since, until)], set[str]()
    while windows:
        start, end = windows.pop()
        found = _ask(call, base_url, query, "artlist", start, end, maxrecords=str(MOST), sort="dateasc")
        articles = rows(found, "articles", "GDELT")
        if len(articles) >= MOST and end - start > SHORTEST:
            middle = start + (end - start) / 2
            windows += [(middle, end), (start, middle)]
            continue
        if len(articles) >= MOST and on_failure is not None:
            why = f"more than {MOST} articles between {start} and {end}; narrow the query to get the rest"
            on_failure(Failure(f"gdelt:{query}", "discover", why))
        for row in articles:
            if row.get("url") and row["url"] not in seen:
                seen.add(row["url"])
                yield _candidate(row, query)


def timeline(
    query: str,
    since: datetime,
    until: datetime,
    *,
    mode: str = "timelinevolraw",
    get: Get | None = None,
    base_url: str = BASE_URL,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> list[dict[str, Any]]:
    """List GDELT's counts over time: dicts with series, date (UTC), value and, where the mode gives it, norm.

    Example
    -------
    >>> answer = b'{"timeline": [{"series": "A", "data": [{"date": "20240501T000000Z", "value": 3, "norm": 900}]}]}'
    >>> day = datetime(2024, 5, 1, tzinfo=UTC)
    >>> timeline("tiktok", day, day, get=lambda url: answer)[0]["norm"]
    900
    """
    call = paced(get or fetcher(), INTERVAL, wait=2 * INTERVAL, pause=pause, clock=clock)
    found = _ask(call, base_url, query, mode, since, until)
    return [
        {**point, "series": series.get("series"), "date": _when(point.get("date"))}
        for series in rows(found, "timeline", "GDELT")
        for point in rows(series, "data", "GDELT")
    ]


def _ask(call: Get, base_url: str, query: str, mode: str, start: datetime, end: datetime, **more: str) -> Any:
    asked = {
        "query": query,
        "mode": mode,
        "format": "json",
        "startdatetime": stamp("since", start, _STAMP),
        "enddatetime": stamp("until", end, _STAMP),
        **more,
    }
    return read_json(call(f"{base_url}?{urlencode(asked)}"), "GDELT")


def _when(value: Any) -> datetime | None:
    for pattern in ("%Y%m%dT%H%M%SZ", _STAMP):
        try:
            return datetime.strptime(str(value), pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def _candidate(row: dict[str, Any], query: str) -> Candidate:
    return Candidate(
        url=row["url"],
        title=plain(row.get("title")),
        published=_when(row.get("seendate")),
        outlet=row.get("domain") or None,
        found_by="gdelt",
        query=query,
    )
