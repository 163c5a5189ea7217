"""Find articles through the Guardian's Content API.

Method: Guardian Open Platform, content search.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from mediakit.discover.http import Get, fetcher, redact
from mediakit.discover.plain import plain, when
from mediakit.discover.service import key, paced, read_json, rows, stamp
from mediakit.errors import FetchError
from mediakit.records import Candidate

BASE_URL = "https://content.guardianapis.com"
KEY = "GUARDIAN_API_KEY"
INTERVAL = 1.0  # seconds between two calls, unless your plan allows more
PAGE = 200  # articles in one answer


def discover(
    query: str,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    api_key: str | None = None,
    get: Get | None = None,
    base_url: str = BASE_URL,
    interval: float = INTERVAL,
    most_calls: int = 500,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Candidate]:
    """Yield the articles that match a query, oldest first.

    Parameters
    ----------
    query : str
        Words, phrases in double quotes, AND, OR, NOT.
    since, until : aware datetime, optional
        Bounds of the date of publication.
    api_key : str, optional
        Your key; by default the environment's ``GUARDIAN_API_KEY``.
    get : callable, optional
        Fetches an address; see `mediakit.discover.http.fetcher`.
    base_url : str
        Where the service is.
    interval : float
        Seconds between two calls, as your key's plan allows.
    most_calls : int
        Calls at most, as your key's plan allows in a day.
    pause, clock : callable
        Sleep and monotonic time, replaced in tests.

    Yields
    ------
    Candidate
        ``published`` is the first publication where the service gives it.

    Raises
    ------
    InputError
        There is no key.
    FetchError
        The service refuses, or does not answer as documented.

    Example
    -------
    >>> answer = b'{"response": {"status": "ok", "pages": 1, "results": [{"webUrl": "https://a.example/1", "webTitle": "T"}]}}'
    >>> [c.title for c in discover("tiktok", api_key="k", get=lambda url: answer)]
    ['T']
    """
    call = paced(get or fetcher(), interval, wait=max(interval, 2.0), pause=pause, clock=clock)
    asked = {"q": query, "order-by": "oldest", "use-date": "first-publication", "page-size": str(PAGE)}
    asked |= {"from-date": stamp("since", since, "%Y-%m-%dT%H:%M:%SZ")} if since else {}
    asked |= {"to-date": stamp("until", until, "%Y-%m-%dT%H:%M:%SZ")} if until else {}
    asked |= {"show-fields": "headline,firstPublicationDate", "api-key": key(KEY, api_key, "the Guardian")}
    page = pages = 1
    while page <= pages:
        if page > most_calls:
            message = f"the Guardian has {pages} pages for {query!r}, more than the {most_calls} calls allowed; narrow the dates"
            raise FetchError(message)
        answer = _response(
            read_json(call(f"{base_url}/search?{urlencode({**asked, 'page': page})}"), "the Guardian")
        )
        pages, page = int(answer.get("pages") or 0), page + 1
        yield from (
            _candidate(row, query) for row in rows(answer, "results", "the Guardian") if row.get("webUrl")
        )


def _response(answer: Any) -> dict[str, Any]:
    response = answer.get("response") if isinstance(answer, dict) else None
    if not isinstance(response, dict) or response.get("status") != "ok":
        said = (response or answer or {}).get("message") if isinstance(answer, dict) else None
        message = f"the Guardian refused: {said or 'it gave no reason'}; check the key and the query"
        raise FetchError(redact(message))
    return response


def _candidate(row: dict[str, Any], query: str) -> Candidate:
    fields = row.get("fields") or {}
    return Candidate(
        url=row["webUrl"],
        title=plain(fields.get("headline")) or plain(row.get("webTitle")),
        published=when(fields.get("firstPublicationDate")) or when(row.get("webPublicationDate")),
        outlet="The Guardian",
        found_by="guardian",
        query=query,
    )
