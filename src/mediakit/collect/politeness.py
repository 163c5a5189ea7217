"""What stands between the spider and the network: addresses, robots.txt, pauses, retries, redirects."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import signals
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Request, Response
from scrapy.resolver import CachingThreadedResolver
from scrapy.robotstxt import ProtegoRobotParser
from twisted.internet.error import DNSLookupError
from twisted.python.failure import Failure

from mediakit import html
from mediakit.addresses import check_host, check_resolved, check_url
from mediakit.errors import RefusedAddressError
from mediakit.urls import host

TOKEN = "mediakit"
LONGEST_PAUSE = 60.0  # seconds, whatever robots.txt or a slow site suggests
LONGEST_WAIT = 600.0  # seconds that a Retry-After is waited for
SLOWEST = 8  # times the pause, after repeated 429
HEAD_BYTES = 256 * 1024  # of an answer's headers
ROBOTS_BYTES = 512 * 1024  # of robots.txt that are read; RFC 9309 asks for 500 KiB at least
GIVE_UP = 10  # answers 429 or 503 in a row after which a site is left alone for this run

_PAGE_TYPES = re.compile(
    r"^(text/(html|plain|xml)|application/(xhtml\+xml|xml|rss\+xml|atom\+xml))\b", re.IGNORECASE
)
_UNKNOWN_TYPES = {"", "application/octet-stream", "binary/octet-stream", "application/unknown"}


#: Names whose answer was refused, with the reason: Twisted reports no more than that a name was not found.
REFUSED_NAMES: dict[str, str] = {}


class NotAskedError(IgnoreRequest):
    """A page that is not asked for, with the reason."""


class DisallowedError(NotAskedError):
    """A page that robots.txt does not allow."""


class AlreadyThereError(IgnoreRequest):
    """A redirect to a page that is archived or asked for in this run."""

    def __init__(self, target: str) -> None:
        super().__init__(target)
        self.target = target


def site(url: str) -> str:
    """Return what one pause is kept for: the host without "www."."""
    return host(url) or ""


class Gate:
    """Refuse addresses, name the site whose pause counts, choose the proxy, stop what is no page early."""

    def __init__(self, crawler: Any) -> None:
        self.allow = frozenset(crawler.settings.getlist("MEDIAKIT_ALLOW"))
        self.proxy = crawler.settings.get("MEDIAKIT_PROXY")
        self.crawler = crawler
        self.refusals: Counter[str] = Counter()
        crawler.signals.connect(self.headers, signal=signals.headers_received)
        crawler.signals.connect(self.answered, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Any) -> Gate:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        self.check(request.url)
        request.meta["download_slot"] = site(request.url)
        request.meta["proxy"] = self.proxy

    def check(self, url: str) -> None:
        """Raise `NotAskedError` for an address that is refused, or a site that has had enough."""
        try:
            check_url(url, self.allow)
        except RefusedAddressError as error:
            raise NotAskedError(str(error)) from error
        place = site(url)
        if self.refusals[place] >= GIVE_UP:
            message = f"not asked: {place} answered {GIVE_UP} times in a row that it is busy, or asked for a long wait; run again later"
            raise NotAskedError(message)
        why = REFUSED_NAMES.get(urlsplit(url).hostname or "")
        if why is not None:
            raise NotAskedError(why)

    def headers(self, headers: Any, body_length: int, request: Request, spider: Any) -> None:
        """Stop a download whose headers say that it is no page."""
        declared = (headers.get("Content-Type") or b"").decode("latin-1").strip()
        kind = declared.partition(";")[0].strip().lower()
        page = "wanted" in request.meta and not headers.get("Location")
        if page and kind not in _UNKNOWN_TYPES and not _PAGE_TYPES.match(kind):
            request.meta["stopped"] = f"not a page: its Content-Type is {declared!r}"
            raise StopDownload(fail=True)

    def answered(self, response: Response, request: Request, spider: Any) -> None:
        """Let a site rest that says it is busy, before its next request leaves."""
        place = site(request.url)
        if response.status not in (429, 503):
            self.refusals.pop(place, None)
            return
        self.refusals[place] += 1
        asked = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        if asked is not None and asked > LONGEST_WAIT:
            self.refusals[place] = GIVE_UP
            request.meta["stopped"] = (
                f"HTTP {response.status}: the site asks to wait {asked:.0f} s, longer than the {LONGEST_WAIT:.0f} s "
                "a run waits; run again later"
            )
        if self.refusals[place] >= GIVE_UP:
            hurry(self.crawler, place)
            return
        if response.status == 429 and not request.meta.get("retry_times"):
            slow_down(self.crawler, place, slower(self.crawler, place))
        rest(self.crawler, request, asked)


def gate_of(crawler: Any) -> Any:
    """Return the running gate."""
    return crawler.get_downloader_middleware(Gate)


class HeadersTooLongError(Exception):
    """The headers of an answer that do not end."""


class _Protocol(_LenientHTTP11ClientProtocol):
    """Scrapy's, which lets go of an answer whose headers do not end: Twisted would keep them all."""

    head = 0

    def request(self, request: Any) -> Any:
        self.head = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:
        if self._parser is not None and self._parser.state in ("STATUS", "HEADER"):
            self.head += len(data)
        if self.head > HEAD_BYTES:
            message = f"its headers are longer than {HEAD_BYTES // 1024} KiB"
            self._giveUp(Failure(HeadersTooLongError(message)))  # type: ignore[no-untyped-call]
        else:
            super().dataReceived(data)  # type: ignore[no-untyped-call]


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _Protocol:
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class Handler(HTTP11DownloadHandler):
    """Ask the gate once more when a request's turn has come: it may have waited while its site said no."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory

    async def download_request(self, request: Request) -> Response:
        gate_of(self._crawler).check(request.url)
        return await super().download_request(request)


class Throttle(AutoThrottle):
    """Scrapy's throttle, which never goes below what `slow_down` set for a site."""

    def _adjust_delay(self, slot: Any, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        own = self.crawler.engine.downloader.per_slot_settings.get(site(response.url), {})
        slot.delay = max(slot.delay, own.get("delay", 0.0))


def slow_down(crawler: Any, place: str, seconds: float) -> None:
    """Keep at least this pause at a site from now on, for this run."""
    downloader = crawler.engine.downloader
    pause = min(max(seconds, crawler.settings.getfloat("DOWNLOAD_DELAY")), LONGEST_PAUSE)
    downloader.per_slot_settings[place] = {"delay": pause}
    slot = downloader.slots.get(place)
    if slot is not None:
        slot.delay = max(slot.delay, pause)


def slower(crawler: Any, place: str) -> float:
    """Return twice the pause that is kept at a site, to a limit."""
    base = max(crawler.settings.getfloat("DOWNLOAD_DELAY"), 0.05)
    own = crawler.engine.downloader.per_slot_settings.get(place, {})
    return float(min(2 * own.get("delay", base), SLOWEST * base))


def hurry(crawler: Any, place: str) -> None:
    """Let a site's waiting requests go at once: they go no further than `Handler`, which turns them away."""
    slot = crawler.engine.downloader.slots.get(place)
    if slot is not None:
        slot.delay, slot.lastseen = 0.0, 0.0


def rest(crawler: Any, request: Request, asked: float | None) -> None:
    """Let a site rest before its next request: as long as it asked, else longer with each retry."""
    pause = crawler.settings.getfloat("DOWNLOAD_DELAY")
    times = request.meta.get("retry_times", 0)
    seconds = asked if asked is not None else min(max(pause, 0.2) * 2 ** (times + 1), LONGEST_PAUSE)
    slot = crawler.engine.downloader.slots.get(site(request.url))
    if slot is not None:
        slot.lastseen = max(slot.lastseen, monotonic() + max(seconds, pause) - slot.delay)


def spider_of(crawler: Any) -> Any:
    """Return the running spider."""
    return crawler.spider


class Robots(RobotsTxtMiddleware):
    """robots.txt by RFC 9309: 4xx allows all, what is unreachable (5xx, no answer) nothing; Crawl-delay is kept."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._unreachable: dict[str, str] = {}

    async def robot_parser(self, request: Request) -> Any:
        """Return the rules of a site; of several requests that wait for them, Scrapy 2.19 gives them to the first alone."""
        await super().robot_parser(request)
        return self._parsers[urlsplit(request.url).netloc]

    def process_request_2(self, rp: Any, request: Request) -> None:
        why = self._unreachable.get(urlsplit(request.url).netloc)
        if why is not None:
            message = f"not asked: robots.txt of {urlsplit(request.url).netloc} could not be read ({why})"
            raise NotAskedError(message)
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            message = f"disallowed by robots.txt of {urlsplit(request.url).netloc}"
            raise DisallowedError(message) from error

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._unreachable[netloc] = f"HTTP {response.status}"
        body = response.body[:ROBOTS_BYTES] if response.status == 200 else b""
        response = response.replace(body=html.decode(body).encode())
        await super()._parse_robots(response, netloc, request)
        delay = ProtegoRobotParser(response.body, None).rp.crawl_delay(TOKEN) if response.body else None
        if delay:
            slow_down(self.crawler, site(request.url), float(delay))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._unreachable[netloc] = str(exc) or type(exc).__name__
        super()._robots_error(exc, netloc)


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, or None where it says nothing.

    Method: RFC 9110, section 10.2.3.
    """
    text = (value or b"").decode("latin-1").strip()
    if re.fullmatch(r"\d{1,9}", text):
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


class Retry(RetryMiddleware):
    """Retry a few times; the site rests before, as long as it asks, else longer each time."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Any:
        if request.meta.get("stopped"):
            return response
        again = super().process_response(request, response)
        if isinstance(again, Request) and response.status not in (429, 503):
            rest(self.crawler, request, None)
        return again

    def process_exception(self, request: Request, exception: Exception, spider: Any = None) -> Any:
        gate_of(self.crawler).check(request.url)
        again = super().process_exception(request, exception)
        if again is not None:
            rest(self.crawler, request, None)
        return again


class Redirect(RedirectMiddleware):
    """Follow redirects to allowed addresses, and not to a page that is there or on its way."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Any:
        location = response.headers.get("Location")
        if location is None or response.status not in (301, 302, 303, 307, 308):
            return response
        try:
            target = urljoin(request.url, location.decode("utf-8", "replace").strip())
            check_url(target, self.crawler.settings.getlist("MEDIAKIT_ALLOW"))
        except (RefusedAddressError, ValueError) as error:
            message = f"redirected to an address that is not asked: {error}"
            raise NotAskedError(message) from error
        redirected = super().process_response(request, response)
        if isinstance(redirected, Request) and "wanted" in request.meta:
            spider_of(self.crawler).about_to_follow(request, redirected)
        return redirected


class Resolver(CachingThreadedResolver):
    """Resolve names, and refuse those that lead to an address that is not public."""

    allow: frozenset[str] = frozenset()
    trusted: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Resolver:
        made: Resolver = super().from_crawler(crawler, reactor)
        made.allow = frozenset(crawler.settings.getlist("MEDIAKIT_ALLOW"))
        proxy = crawler.settings.get("MEDIAKIT_PROXY")
        made.trusted = frozenset([urlsplit(proxy).hostname or ""] if proxy else [])
        return made

    def getHostByName(self, name: str, timeout: Any = ()) -> Any:
        return super().getHostByName(name, timeout).addCallback(self._check, name)

    def _check(self, address: str, name: str) -> str:
        if name in self.trusted:
            return address
        try:
            check_host(name, self.allow)
            check_resolved(name, address, self.allow)
        except RefusedAddressError as error:
            REFUSED_NAMES[name.lower()] = str(error)
            raise DNSLookupError(str(error)) from error
        return address
