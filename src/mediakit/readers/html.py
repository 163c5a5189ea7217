"""Web pages, saved or downloaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mediakit.extraction import extract
from mediakit.outlets import Outlet
from mediakit.records import Article, Page

_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p|script|link)\b", re.IGNORECASE
)
_SAVED = re.compile(
    rb"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]{3,2000})",
    re.IGNORECASE,
)
_HEAD = 65_536


def recognises(page: Page) -> bool:
    """Say whether the content is HTML: one of its tags stands near the beginning."""
    head = page.body[:_HEAD].replace(b"\0", b"")
    declared = "html" in (page.content_type or "")
    return declared or bool(_TAG.search(head))


def read(page: Page, outlets: Sequence[Outlet] = ()) -> Iterator[Article]:
    """Yield the one article of a web page, read with what is known of its outlet."""
    url = _saved_from(page.body) if page.url.startswith("import:") else page.url
    yield extract(page.body, url, content_type=page.content_type, outlets=outlets)


def _saved_from(body: bytes) -> str | None:
    """Return the address that the browser noted when it saved the page."""
    match = _SAVED.search(body[:_HEAD].replace(b"\0", b""))
    return match[1].removesuffix(b"--").decode("utf-8", "replace") if match else None
