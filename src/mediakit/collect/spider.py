"""The spider: candidates in, captures and failures out."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain, zip_longest
from typing import Any

import scrapy
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.response import response_status_message

from mediakit.archive import Archive
from mediakit.collect.pages import LIMIT, canonical_page, next_pages
from mediakit.collect.politeness import AlreadyThereError, DisallowedError, NotAskedError, site
from mediakit.errors import ArchiveError
from mediakit.records import Failure, Page
from mediakit.urls import normalize

_NO_PAGE = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP file",
    b"\x1f\x8b": "gzip data",
    b"RIFF": "a media file",
    b"\x00\x00\x00": "a media file",
    b"ID3": "a sound file",
    b"\x7fELF": "a program",
}

_CAPTURED = re.compile(r"/web/(\d{14})id_/(https?://.+)")


class PageSpider(scrapy.Spider):
    """Ask for each candidate once, keep what comes, and say why where nothing does."""

    name = "mediakit"

    def __init__(self, job: dict[str, Any], archive: Archive, emit: Callable[..., None]) -> None:
        super().__init__()
        self.job, self.archive, self.emit = job, archive, emit
        self.asked: set[str] = set()
        self.failed: dict[str, tuple[str, str]] = {}

    async def start(self) -> AsyncIterator[Any]:
        for further in self.archive.unfollowed():
            for request in self.further_page(asdict(further)):
                yield request
        for candidate in in_turns(self.job["candidates"]):
            for request in self.ask(candidate):
                yield request

    def ask(self, wanted: dict[str, Any]) -> Iterator[Request]:
        """Yield the request for a page, or nothing where it is there or cannot be asked for."""
        target = normalize(wanted["url"])
        known = self.archive.latest(target)
        final = target if known is None else known.url
        if {target, final} & self.asked or (known is not None and not self.job["refresh"]):
            if target != wanted["url"]:
                self.archive.alias(wanted["url"], target)
            if known is None and target in self.failed:
                self._fail(wanted, *self.failed[target], target)
            else:
                self._present(wanted)
            return
        self.asked |= {target, final}
        conditions = {} if known is None else self._conditions(known.capture_id)
        meta = {"wanted": wanted, "handle_httpstatus_list": [304] if conditions else []}
        try:
            yield Request(
                target,
                callback=self.keep,
                errback=self.refuse,
                dont_filter=True,
                meta=meta,
                headers=conditions,
            )
        except ValueError as error:
            self._fail(wanted, f"not an address: {error}", "failed", target)

    def _conditions(self, capture_id: str) -> dict[str, str]:
        """Return the headers that ask for a page only if it changed since a capture."""
        try:
            headers = {k.lower(): v for k, v in self.archive.read(capture_id).headers.items()}
        except ArchiveError:  # a damaged capture is worth the whole page again
            return {}
        pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
        return {name: headers[of] for name, of in pairs if of in headers}

    def further_page(self, wanted: dict[str, Any]) -> Iterator[Request]:
        """Yield the request for a page that an archived one names, unless it is there or on its way."""
        there = self.archive.has(wanted["url"]) and not self.job["refresh"]
        if normalize(wanted["url"]) not in self.asked and not there:
            self.emit("further", url=wanted["url"], outlet=wanted["outlet"])
            yield from self.ask(wanted)

    def keep(self, response: Response) -> Iterator[Request]:
        """Archive a page, then ask for the further pages of its article, and for its canonical page."""
        wanted = response.meta["wanted"]
        if response.status == 304:
            self._present(wanted)
            return
        wrong = what_is_wrong(response)
        if wrong is not None:
            self._fail(wanted, wrong, "failed", response.url)
            return
        page = to_page(response, wanted)
        follow = [] if page.url != response.url else next_pages(page.url, page.body, page.part_of)[:LIMIT]
        whole = page.url == response.url and page.part_of is None and wanted.get("variant") is None
        canonical = canonical_page(page.url, page.body) if whole else None
        passed = response.meta.get("redirect_urls", ())[1:]
        before = self.archive.latest(page.url)
        key = self.archive.add(
            page, sent=_flat(response.request), redirects=passed, follow=follow, canonical=canonical
        )
        for url in {wanted["url"], page.url}:
            self.archive.clear_failures(url)
        self._tell("present" if before is not None and before.capture_id == key else "fetched", wanted)
        for url in follow:
            yield from self.further_page({**wanted, "url": url, "part_of": page.part_of or page.url})
        if canonical is not None:
            yield from self.further_page({**wanted, "url": canonical, "variant": page.url})

    def refuse(self, failure: Any) -> None:
        """Note why a page did not come."""
        meta, error = failure.request.meta, failure.value
        wanted = meta["wanted"]
        if isinstance(error, AlreadyThereError):
            self.archive.alias(wanted["url"], error.target)
            self._present(wanted)
        else:
            kind = "disallowed" if isinstance(error, DisallowedError) else "failed"
            self._fail(wanted, reason(error, meta), kind, failure.request.url)

    def about_to_follow(self, request: Request, redirected: Request) -> None:
        """Stop a redirect to a page that is archived, or asked for in this run."""
        target = redirected.url
        if target == request.url or target in request.meta.get("redirect_urls", ()):
            message = f"redirects in a circle, by way of {target!r}"
            raise NotAskedError(message)
        if target in self.asked or (self.archive.has(target) and not self.job["refresh"]):
            raise AlreadyThereError(target)
        self.asked.add(target)

    def _present(self, wanted: dict[str, Any]) -> None:
        self.archive.clear_failures(wanted["url"])
        self._tell("present", wanted)

    def _fail(self, wanted: dict[str, Any], why: str, kind: str, at: str) -> None:
        """Note why a page did not come; another candidate that leads to the same address fails as it did."""
        self.failed[at] = self.failed[normalize(wanted["url"])] = why, kind
        self.archive.fail(Failure(wanted["url"], "collect", why))
        self._tell(kind, wanted, error=why)

    def _tell(self, kind: str, wanted: dict[str, Any], **more: Any) -> None:
        self.emit(kind, url=wanted["url"], outlet=wanted["outlet"], **more)


def in_turns(candidates: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield candidates site by site in turn, so that no site waits for another."""
    by_site: dict[str, list[dict[str, Any]]] = {}
    for candidate in candidates:
        by_site.setdefault(site(candidate["url"]), []).append(candidate)
    return (c for c in chain.from_iterable(zip_longest(*by_site.values())) if c is not None)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return None if value is None else value.decode("latin-1")


def to_page(response: Response, wanted: dict[str, Any]) -> Page:
    """Return a response as a record; one from the Wayback Machine has the address and the time of what was captured."""
    url, when = response.url, datetime.now(UTC)
    if wanted["found_by"] == "wayback":
        url, when = captured(url) or (url, when)
    return Page(
        url=url,
        body=response.body,
        fetched=when,
        content_type=_header(response, "Content-Type"),
        status=response.status,
        requested=wanted["url"] if wanted["url"] != url else None,
        headers=_flat(response),
        outlet=wanted["outlet"],
        found_by=wanted["found_by"],
        query=wanted["query"],
        part_of=wanted.get("part_of"),
    )


def captured(url: str) -> tuple[str, datetime] | None:
    """Return the address and the time that an address of the Wayback Machine names, or None.

    Example
    -------
    >>> captured("https://web.archive.org/web/20240501120000id_/http://a.example/1")
    ('http://a.example/1', datetime.datetime(2024, 5, 1, 12, 0, tzinfo=datetime.timezone.utc))
    """
    found = _CAPTURED.search(url)
    try:
        return (found[2], datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)) if found else None
    except ValueError:
        return None


def _flat(message: Any) -> dict[str, str]:
    """Return the headers of a request or a response as plain strings."""
    return {k.decode("latin-1"): b", ".join(v).decode("latin-1") for k, v in message.headers.items() if v}


def what_is_wrong(response: Response) -> str | None:
    """Say why a body is no page, whatever its headers say, or None."""
    body = response.body
    if not body.strip():
        return "the page is empty"
    for magic, name in _NO_PAGE.items():
        if body.startswith(magic):
            return f"not a page: declared as {_header(response, 'Content-Type')!r}, but it is {name}"
    if (
        b"\0" in body[:1024]
        and not body.startswith((b"\xff\xfe", b"\xfe\xff"))
        and body[:1024].count(b"\0") < 300
    ):
        return f"not a page: declared as {_header(response, 'Content-Type')!r}, but it is binary data"
    return None


def reason(error: Exception, meta: dict[str, Any]) -> str:
    """Return in one line why a page did not come, and what to do where something can be done."""
    if meta.get("stopped"):
        return str(meta["stopped"])
    if isinstance(error, HttpError):
        return f"HTTP {response_status_message(error.response.status)}"
    if isinstance(error, DownloadTimeoutError):
        return f"no complete answer within {meta.get('download_timeout', 0):.0f} s"
    if isinstance(error, DownloadCancelledError):
        return f"too large: {_first_sentence(error) if str(error) else 'it goes on past the limit'}"
    if isinstance(error, ResponseDataLossError):
        return "the connection broke before the page was whole"
    if isinstance(error, CannotResolveHostError):
        return f"no such host: {_first_sentence(error)}"
    if isinstance(error, DownloadConnectionRefusedError):
        return f"the site refuses connections: {_first_sentence(error)}"
    if isinstance(error, StopDownload):
        return "stopped while it came"
    if isinstance(error, IgnoreRequest):
        packed = "too large: " if "during decompression" in str(error) else ""
        return packed + _first_sentence(error)
    if isinstance(error, DownloadFailedError):
        causes = [str(cause.value) for cause in getattr(error.__cause__, "reasons", ())]
        return f"no answer that can be read: {'; '.join(causes) or error}"[:300]
    return f"{type(error).__name__}: {_first_sentence(error)}"


def _first_sentence(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error))[:300] or type(error).__name__
