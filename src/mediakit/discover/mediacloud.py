"""Find stories and attention through Media Cloud.

Method: Media Cloud search API, version 4.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from mediakit.discover.http import Get, StatusError, fetcher, redact
from mediakit.discover.plain import plain, when
from mediakit.discover.service import key, paced, read_json, rows
from mediakit.errors import FetchError
from mediakit.records import Candidate

BASE_URL = "https://search.mediacloud.org/api/"
KEY = "MEDIACLOUD_API_KEY"
INTERVAL = 30.0  # seconds between two calls: 2 a minute
PAGE = 1_000  # stories in one answer


def discover(
    query: str,
    since: date,
    until: date,
    *,
    sources: Iterable[int] = (),
    collections: Iterable[int] = (),
    api_key: str | None = None,
    get: Get | None = None,
    base_url: str = BASE_URL,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Candidate]:
    """Yield the stories that match a query.

    Parameters
    ----------
    query : str
        Media Cloud's own syntax.
    since, until : date
        First and last day.
    sources, collections : iterable of int
        Ids of outlets and of collections of outlets.
    api_key : str, optional
        Your key; by default the environment's ``MEDIACLOUD_API_KEY``.
    get : callable, optional
        Fetches an address; see `mediakit.discover.http.fetcher`.
    base_url : str
        Where the service is.
    pause, clock : callable
        Sleep and monotonic time, replaced in tests.

    Yields
    ------
    Candidate
        ``outlet`` is Media Cloud's name of the outlet.

    Raises
    ------
    InputError
        There is no key.
    FetchError
        The service refuses, or does not answer as documented; its own note is in the message.

    Example
    -------
    >>> answer = b'{"stories": [{"url": "https://a.example/1", "title": "T"}], "pagination_token": null}'
    >>> [c.url for c in discover("tiktok", date(2024, 5, 1), date(2024, 5, 2), api_key="k", get=lambda url, headers: answer)]
    ['https://a.example/1']
    """
    call = _caller(get, api_key, pause, clock)
    asked = {**_asked(query, since, until, sources, collections), "page_size": str(PAGE)}
    seen, token = set[str](), None
    while True:
        more: dict[str, str] = {"pagination_token": token} if token else {}
        answer = _checked(call(f"{base_url}search/story-list?{urlencode({**asked, **more})}"))
        yield from (
            _candidate(row, query) for row in rows(answer, "stories", "Media Cloud") if row.get("url")
        )
        token = answer.get("pagination_token")
        if not token:
            return
        if token in seen:
            message = (
                f"Media Cloud gave the pagination token {token!r} twice; stopped, so as not to ask for ever"
            )
            raise FetchError(message)
        seen.add(token)


def attention(
    query: str,
    since: date,
    until: date,
    *,
    sources: Iterable[int] = (),
    collections: Iterable[int] = (),
    api_key: str | None = None,
    get: Get | None = None,
    base_url: str = BASE_URL,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> list[dict[str, Any]]:
    """List matching and total stories per day: dicts with date, count, total_count and ratio.

    Example
    -------
    >>> answer = b'{"count_over_time": {"counts": [{"date": "2024-05-01", "count": 2, "total_count": 50, "ratio": 0.04}]}}'
    >>> attention("x", date(2024, 5, 1), date(2024, 5, 1), api_key="k", get=lambda url, headers: answer)[0]["total_count"]
    50
    """
    call = _caller(get, api_key, pause, clock)
    asked = urlencode(_asked(query, since, until, sources, collections))
    answer = _checked(call(f"{base_url}search/count-over-time?{asked}"))
    counts = rows(answer.get("count_over_time"), "counts", "Media Cloud")
    return [{**row, "date": date.fromisoformat(str(row.get("date"))[:10])} for row in counts]


def _asked(
    query: str, since: date, until: date, sources: Iterable[int], collections: Iterable[int]
) -> dict[str, str]:
    asked = {
        "q": query,
        "start": since.isoformat(),
        "end": until.isoformat(),
        "platform": "onlinenews-mediacloud",
    }
    lists = {"ss": ",".join(map(str, sources)), "cs": ",".join(map(str, collections))}
    return asked | {name: ids for name, ids in lists.items() if ids}


def _caller(
    get: Get | None, api_key: str | None, pause: Callable[[float], None], clock: Callable[[], float]
) -> Callable[[str], bytes]:
    secret = key(KEY, api_key, "Media Cloud")
    headers = {"Authorization": f"Token {secret}"}
    again = (403, 429, 500, 502, 503, 504)  # a 403 can be the rate limit
    call = paced(
        _noting(get or fetcher(), secret), INTERVAL, wait=2 * INTERVAL, again=again, pause=pause, clock=clock
    )
    return lambda url: call(url, headers)


def _noting(get: Get, secret: str) -> Get:
    """Return a fetcher whose errors carry the service's own note; one that is said to last is not tried again."""

    def call(url: str, headers: Mapping[str, str] | None = None) -> bytes:
        try:
            body = get(url, headers)
        except StatusError as error:
            note, temporary = _note(error.body)
            status = error.status if temporary is not False else 400
            message = f"Media Cloud refused (HTTP {error.status}): {note or 'it gave no reason'}"
            message = redact(message).replace(secret, "…")
            raise StatusError(message, status, error.retry_after, error.body) from None
        note, temporary = _note(body)
        if temporary:
            message = f"Media Cloud refused for now: {note}"
            raise StatusError(message, 503, None, body)
        return body

    return call


def _note(body: bytes) -> tuple[str | None, bool | None]:
    """Return the note of an error and whether it says it is temporary; None where there is none."""
    try:
        answer = json.loads(body)
    except ValueError:
        return plain(body.decode("utf-8", "replace")[:300]), None
    if not isinstance(answer, dict) or answer.get("status") != "error":
        return None, None
    return str(answer.get("note")), answer.get("temporary")


def _checked(body: bytes) -> dict[str, Any]:
    answer = read_json(body, "Media Cloud")
    if not isinstance(answer, dict) or answer.get("status") == "error":
        note = answer.get("note") if isinstance(answer, dict) else None
        message = f"Media Cloud refused: {note or 'it gave no reason'}; check the key and the query"
        raise FetchError(redact(message))
    return answer


def _candidate(row: dict[str, Any], query: str) -> Candidate:
    return Candidate(
        url=row["url"],
        title=plain(row.get("title")),
        published=when(row.get("publish_date")),
        outlet=row.get("media_name") or row.get("media_url") or None,
        found_by="mediacloud",
        query=query,
    )
