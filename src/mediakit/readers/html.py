"""Web pages, saved or downloaded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mediakit.extraction import extract
from mediakit.records import Article, Page

_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p|script|link)\b", re.IGNORECASE)


def recognises(page: Page) -> bool:
    """Say whether the content is HTML: one of its tags stands near the beginning."""
    head = page.body[:65536].replace(b"\0", b"")
    declared = "html" in (page.content_type or "")
    return declared or bool(_TAG.search(head))


def read(page: Page) -> Iterator[Article]:
    """Yield the one article of a web page."""
    url = None if page.url.startswith("import:") else page.url
    yield extract(page.body, url, content_type=page.content_type)
