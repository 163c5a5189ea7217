"""The fetcher that the ways of discovery share: one polite client for feeds, sitemaps and services."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Mapping
from io import BytesIO
from time import monotonic, sleep
from typing import Any, BinaryIO, Protocol
from urllib.parse import urljoin, urlsplit

from mediakit.addresses import check_url
from mediakit.errors import FetchError

REDIRECTS = 5
_FILE_LIMITS = (4 * 3600.0, 4 * 2**30)  # seconds and bytes of a file that is saved
_SECRETS = re.compile(r"((?:api[-_]?key|token|key|secret|password)=)[^&#\s'\"]+", re.IGNORECASE)


class Get(Protocol):
    """Anything that fetches: an address in, the body out; `FetchError` when it does not come."""

    def __call__(self, url: str, headers: Mapping[str, str] | None = None) -> bytes: ...


class StatusError(FetchError):
    """An answer with an HTTP status that says no."""

    def __init__(self, message: str, status: int, retry_after: str | None, body: bytes) -> None:
        super().__init__(message)
        self.status, self.retry_after, self.body = status, retry_after, body


def redact(text: str) -> str:
    """Return a text without the values of keys and tokens in its addresses.

    Example
    -------
    >>> redact("https://a.example/search?q=x&api-key=123")
    'https://a.example/search?q=x&api-key=…'
    """
    return _SECRETS.sub(r"\1…", text)


class _Redacted(logging.Filter):
    """Keeps keys out of the HTTP client's own log lines."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), ()
        return True


_REDACTED = _Redacted()


def fetcher(
    *,
    user_agent: str = "mediakit (research; no contact given)",
    proxy: str | None = None,
    timeout: float = 30.0,
    max_bytes: int = 50 * 1024 * 1024,
    allow: Collection[str] = (),
    pause: float = 0.0,
) -> Fetcher:
    """Return a fetcher: it follows redirects, and refuses what is too large, too slow or not public.

    Parameters
    ----------
    user_agent : str
        Says who asks, with a contact address.
    proxy : str, optional
        Proxy that every request goes through; names are then resolved by it.
    timeout : float
        Seconds for one request.
    max_bytes : int
        Largest body, in bytes.
    allow : collection of str
        Hosts that may be asked although they are not public.
    pause : float
        Seconds from one request to the next at the same host.

    Returns
    -------
    Fetcher
        ``get(url, headers=None) -> bytes``, ``get.save(url, file)``; raises `FetchError`, or `StatusError` where the status says no.

    Example
    -------
    >>> get = fetcher(user_agent="mediakit (research; +desk@news.example)")
    >>> get("http://localhost/feed")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    mediakit.errors.RefusedAddressError: refused 'localhost': it is not a public address; ...
    """
    import httpx

    from mediakit.discover.transport import checked_transport

    for name in ("httpx", "httpcore.http11", "httpcore.connection", "httpcore.proxy"):
        logging.getLogger(name).addFilter(_REDACTED)
    client = httpx.Client(
        transport=checked_transport(proxy, allow),
        timeout=timeout,
        headers={"User-Agent": user_agent, "Accept": "*/*"},
        trust_env=False,
    )
    return Fetcher(client, allow=allow, timeout=timeout, max_bytes=max_bytes, pause=pause)


class Fetcher:
    """One polite client: call it for a body, or let it save a large file."""

    def __init__(
        self, client: Any, *, allow: Collection[str], timeout: float, max_bytes: int, pause: float
    ) -> None:
        self._client, self._allow, self._pause = client, allow, pause
        self._limits = (timeout, max_bytes)
        self._last: dict[str, float] = {}

    def __call__(self, url: str, headers: Mapping[str, str] | None = None) -> bytes:
        """Return the body of an address."""
        body = BytesIO()
        self._fetch(url, dict(headers or {}), body, self._limits)
        return body.getvalue()

    def save(self, url: str, file: BinaryIO) -> None:
        """Write the body of an address to a file as it comes: up to 4 GiB, within four hours."""
        self._fetch(url, {}, file, _FILE_LIMITS)

    def _fetch(self, url: str, headers: dict[str, str], into: BinaryIO, limits: tuple[float, int]) -> None:
        asked = url
        check_url(url, self._allow)
        self._wait(urlsplit(url).netloc)
        for _ in range(REDIRECTS + 1):
            check_url(url, self._allow)
            status, answer, said = _once(self._client, url, headers, into, limits)
            location = answer.get("location")
            if status in (301, 302, 303, 307, 308) and location:
                target = urljoin(url, location)
                headers = headers if _same_host(url, target) else {}
                url = target
                continue
            if not 200 <= status < 300:
                message = redact(f"could not fetch {url!r}: HTTP {status}")
                raise StatusError(message, status, answer.get("retry-after"), said)
            return
        message = redact(f"could not fetch {asked!r}: more than {REDIRECTS} redirects, the last to {url!r}")
        raise FetchError(message)

    def _wait(self, place: str) -> None:
        sleep(max(0.0, self._last.get(place, float("-inf")) + self._pause - monotonic()))
        self._last[place] = monotonic()


def _same_host(one: str, other: str) -> bool:
    return urlsplit(one).netloc == urlsplit(other).netloc


def _once(
    client: Any, url: str, headers: dict[str, str], into: BinaryIO, limits: tuple[float, int]
) -> tuple[int, Mapping[str, str], bytes]:
    """Ask once, and write a good body into a file; return the status, the headers, and the body of any other answer."""
    import httpx

    (seconds, most), started, size, other = limits, monotonic(), 0, BytesIO()
    try:
        with client.stream("GET", url, headers=headers) as answer:
            good = 200 <= answer.status_code < 300
            for chunk in answer.iter_bytes():
                size += len(chunk)
                if size > most:
                    message = redact(f"could not fetch {url!r}: larger than {most:,} bytes")
                    raise FetchError(message)
                if monotonic() - started > seconds:
                    message = redact(f"could not fetch {url!r}: no complete answer within {seconds:.0f} s")
                    raise FetchError(message)
                (into if good else other).write(chunk)
            return answer.status_code, answer.headers, other.getvalue()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        message = redact(f"could not fetch {url!r}: {error or type(error).__name__}")
        raise FetchError(message) from None
