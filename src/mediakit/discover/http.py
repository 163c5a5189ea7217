"""The fetcher that the ways of discovery share: one polite client for feeds, sitemaps and services."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Mapping
from time import monotonic, sleep
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from mediakit.addresses import check_url
from mediakit.errors import FetchError, RefusedAddressError

REDIRECTS = 5
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
) -> Get:
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
    callable
        ``get(url, headers=None) -> bytes``; raises `FetchError`, or `StatusError` where the status says no.

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

    last: dict[str, float] = {}

    def get(url: str, headers: Mapping[str, str] | None = None) -> bytes:
        check_url(url, allow)
        place = urlsplit(url).netloc
        sleep(max(0.0, last.get(place, float("-inf")) + pause - monotonic()))
        last[place] = monotonic()
        return _get(client, url, dict(headers or {}), allow, timeout, max_bytes)

    return get


def _get(
    client: Any, url: str, headers: dict[str, str], allow: Collection[str], timeout: float, max_bytes: int
) -> bytes:
    import httpx

    asked = url
    for _ in range(REDIRECTS + 1):
        check_url(url, allow)
        try:
            status, answer, body = _once(client, url, headers, timeout, max_bytes)
        except RefusedAddressError:
            raise
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            message = redact(f"could not fetch {url!r}: {error or type(error).__name__}")
            raise FetchError(message) from None
        location = answer.get("location")
        if status in (301, 302, 303, 307, 308) and location:
            target = urljoin(url, location)
            headers = headers if _same_host(url, target) else {}
            url = target
            continue
        if not 200 <= status < 300:
            message = redact(f"could not fetch {url!r}: HTTP {status}")
            raise StatusError(message, status, answer.get("retry-after"), body)
        return body
    message = redact(f"could not fetch {asked!r}: more than {REDIRECTS} redirects, the last to {url!r}")
    raise FetchError(message)


def _same_host(one: str, other: str) -> bool:
    return urlsplit(one).netloc == urlsplit(other).netloc


def _once(
    client: Any, url: str, headers: dict[str, str], timeout: float, max_bytes: int
) -> tuple[int, Mapping[str, str], bytes]:
    started, body = monotonic(), bytearray()
    with client.stream("GET", url, headers=headers) as answer:
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > max_bytes:
                message = redact(f"could not fetch {url!r}: larger than {max_bytes:,} bytes")
                raise FetchError(message)
            if monotonic() - started > timeout:
                message = redact(f"could not fetch {url!r}: no complete answer within {timeout:.0f} s")
                raise FetchError(message)
        return answer.status_code, answer.headers, bytes(body)
