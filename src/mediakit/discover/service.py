"""What the service clients share: a pace, few and patient retries, keys from the environment, strict JSON."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from mediakit.discover.http import Get, StatusError, redact
from mediakit.discover.plain import plain
from mediakit.errors import FetchError, InputError, RefusedAddressError

LONGEST_WAIT = 900.0  # seconds that a Retry-After is waited for
_STRAY = re.compile(r"[\x00-\x1f\x7f]")


def spaced(
    get: Get,
    interval: float,
    *,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Get:
    """Return a fetcher that keeps seconds from the start of one call to the start of the next."""
    last: list[float] = []

    def call(url: str, headers: Mapping[str, str] | None = None) -> bytes:
        if last and (left := last[0] + interval - clock()) > 0:
            pause(left)
        last[:] = [clock()]
        return get(url, headers) if headers else get(url)

    return call


def paced(
    get: Get,
    interval: float,
    *,
    wait: float,
    tries: int = 3,
    again: Collection[int] = (429, 500, 502, 503, 504),
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Get:
    """Return a fetcher that keeps an interval between calls, and tries a call again a few times.

    Parameters
    ----------
    get : callable
        The fetcher underneath.
    interval : float
        Seconds from the start of one call to the start of the next.
    wait : float
        Seconds before the first retry; each further one waits twice as long. ``Retry-After`` makes it longer.
    tries : int
        Calls at most for one address.
    again : collection of int
        Statuses that are worth another try.
    pause, clock : callable
        Sleep and monotonic time, replaced in tests.
    """
    once = spaced(get, interval, pause=pause, clock=clock)

    def call(url: str, headers: Mapping[str, str] | None = None) -> bytes:
        for attempt in range(tries):
            try:
                return once(url, headers)
            except RefusedAddressError:
                raise
            except FetchError as error:
                seconds = max(wait * 2**attempt, retry_after(error))
                if attempt == tries - 1 or not _worth(error, again) or seconds > LONGEST_WAIT:
                    raise
                pause(seconds)
        raise AssertionError

    return call


def _worth(error: FetchError, again: Collection[int]) -> bool:
    return not isinstance(error, StatusError) or error.status in again


def retry_after(error: FetchError) -> float:
    """Return the seconds that an answer asks to wait, or 0."""
    text = (error.retry_after or "").strip() if isinstance(error, StatusError) else ""
    if text.isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return 0.0
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def key(name: str, given: str | None, service: str) -> str:
    """Return a service's key: the given one, or the one in the environment."""
    found = given or os.environ.get(name)
    if not found:
        message = f"{service} needs a key: set the environment variable {name} to yours"
        raise InputError(message)
    return found


def stamp(name: str, value: datetime, pattern: str) -> str:
    """Return a time in UTC as a service writes it."""
    if value.tzinfo is None:
        message = f"{name} is {value!r}; expected a time with a time zone"
        raise InputError(message)
    return value.astimezone(UTC).strftime(pattern)


def read_json(body: bytes, service: str) -> Any:
    """Return an answer's JSON; stray control characters are taken for spaces, anything else is an error."""
    text = _STRAY.sub(" ", body.decode("utf-8", "replace")).lstrip("\ufeff ")
    try:
        return json.loads(text) if text.strip() else {}
    except json.JSONDecodeError:
        said = redact((plain(text) or "")[:200])
        message = f"{service} did not answer in JSON; it said {said!r}"
        raise FetchError(message) from None


def rows(answer: Any, name: str, service: str) -> list[dict[str, Any]]:
    """Return a list of objects out of an answer; none when it is not there."""
    found = answer.get(name) if isinstance(answer, dict) else None
    if found is None and isinstance(answer, dict):
        return []
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        message = f"{service} answered in another shape than documented: no list {name!r}"
        raise FetchError(message)
    return found
