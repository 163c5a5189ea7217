"""Find captures of pages in the Internet Archive's Wayback Machine.

Method: Wayback CDX server API, with resume keys.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import urlencode

from mediakit.discover.http import Get, fetcher
from mediakit.discover.service import paced, read_json, stamp
from mediakit.errors import FetchError
from mediakit.records import Candidate

BASE_URL = "https://web.archive.org"
INTERVAL = 2.0  # seconds between two calls: at most 30 a minute
WAIT = 90.0  # seconds after a refusal; refusals that are ignored block the address for an hour
PAGE = 5_000  # captures in one answer
_STAMP = "%Y%m%d%H%M%S"


def discover(
    url: str,
    *,
    match: Literal["exact", "prefix", "host", "domain"] = "prefix",
    since: datetime | None = None,
    until: datetime | None = None,
    collapse: str | None = "urlkey",
    outlet: str | None = None,
    get: Get | None = None,
    base_url: str = BASE_URL,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Candidate]:
    """Yield captured web pages under an address, as links to the raw captures.

    Parameters
    ----------
    url : str
        Address, or the beginning of addresses.
    match : str
        "exact", "prefix", "host" or "domain" (with its subdomains).
    since, until : aware datetime, optional
        Bounds of the time of capture.
    collapse : str, optional
        One capture per this field: "urlkey" per address, "digest" per version, "timestamp:8" per day, None for all.
    outlet : str, optional
        Name of the outlet.
    get : callable, optional
        Fetches an address; see `mediakit.discover.http.fetcher`.
    base_url : str
        Where the service is.
    pause, clock : callable
        Sleep and monotonic time, replaced in tests.

    Yields
    ------
    Candidate
        ``published`` is the time of the capture; ``query`` the address that was captured.

    Raises
    ------
    FetchError
        The service does not answer as documented.

    Example
    -------
    >>> answer = b'[["timestamp","original","mimetype","statuscode"],["20240501120000","http://a.example/1","text/html","200"]]'
    >>> [c.url for c in discover("a.example", get=lambda url: answer)]
    ['https://web.archive.org/web/20240501120000id_/http://a.example/1']
    """
    call = paced(get or fetcher(), INTERVAL, wait=WAIT, tries=2, pause=pause, clock=clock)
    asked = [
        ("url", url),
        ("matchType", match),
        ("output", "json"),
        ("limit", str(PAGE)),
        ("showResumeKey", "true"),
    ]
    asked += [("filter", "statuscode:200"), ("filter", "mimetype:text/html")]
    asked += [("from", stamp("since", since, _STAMP))] if since else []
    asked += [("to", stamp("until", until, _STAMP))] if until else []
    asked += [("collapse", collapse)] if collapse else []
    seen_keys, resume = set[str](), None
    while True:
        more: list[tuple[str, str]] = [("resumeKey", resume)] if resume else []
        answer = read_json(call(f"{base_url}/cdx/search/cdx?{urlencode(asked + more)}"), "Wayback CDX")
        captures, resume = split_answer(answer)
        yield from (
            _candidate(row, outlet, base_url)
            for row in captures
            if row.get("statuscode", "-") in ("200", "-")
        )
        if resume is None:
            return
        if resume in seen_keys:
            message = f"Wayback CDX gave the resume key {resume!r} twice; stopped, so as not to ask for ever"
            raise FetchError(message)
        seen_keys.add(resume)


def split_answer(answer: Any) -> tuple[list[dict[str, str]], str | None]:
    """Return the rows of a CDX answer as dicts, and its resume key or None.

    Example
    -------
    >>> split_answer([["timestamp"], ["2024"], [], ["key"]])
    ([{'timestamp': '2024'}], 'key')
    """
    if answer in ({}, []):
        return [], None
    if not isinstance(answer, list) or not all(isinstance(row, list) for row in answer):
        message = "Wayback CDX answered in another shape than documented: expected rows"
        raise FetchError(message)
    resume = None
    if len(answer) >= 2 and answer[-2] == [] and len(answer[-1]) == 1:
        answer, resume = answer[:-2], str(answer[-1][0])
    if not answer:
        return [], resume
    header, *body = answer
    return [dict(zip(header, row, strict=False)) for row in body if row], resume


def _candidate(row: dict[str, str], outlet: str | None, base_url: str) -> Candidate:
    try:
        captured = datetime.strptime(row["timestamp"], _STAMP).replace(tzinfo=UTC)
        original = row["original"]
    except (KeyError, ValueError) as error:
        message = f"Wayback CDX answered in another shape than documented: {row!r}"
        raise FetchError(message) from error
    return Candidate(
        url=f"{base_url}/web/{row['timestamp']}id_/{original}",
        published=captured,
        outlet=outlet,
        found_by="wayback",
        query=original,
    )
