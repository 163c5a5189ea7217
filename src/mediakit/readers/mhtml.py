"""Web pages saved as one file (MHTML), by a browser or a mail program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from mediakit.errors import UnreadableError
from mediakit.extraction import extract
from mediakit.records import Article, Page

KIND = "mhtml"
_HEAD = 8_192
_HEADER = re.compile(
    rb"^(?:mime-version|content-type|from|snapshot-content-location|subject):", re.IGNORECASE | re.MULTILINE
)


def recognises(page: Page) -> bool:
    """Say whether the content begins with the headers of a message of related parts."""
    head = page.body[:_HEAD].lstrip()
    return bool(_HEADER.match(head)) and b"multipart/related" in head.lower()


def read(page: Page) -> Iterator[Article]:
    """Yield the one article of a saved page, with the address that it was saved from.

    Raises
    ------
    UnreadableError
        No part of the file is HTML.
    """
    message = message_from_bytes(page.body, policy=policy.default)
    part = _main(message)
    if part is None:
        error = f"{page.url!r} is a saved page without HTML in it; save it again from the browser"
        raise UnreadableError(error)
    content = part.get_payload(decode=True)
    address = message["Snapshot-Content-Location"] or part["Content-Location"]
    url = str(address).strip() if address and re.match(r"https?://", str(address).strip()) else None
    yield extract(content if isinstance(content, bytes) else b"", url, content_type=str(part["Content-Type"]))


def _main(message: EmailMessage) -> EmailMessage | None:
    """Return the part that "start" names, or the first that is HTML."""
    pages = [
        part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    start = message.get_param("start")
    named = [part for part in pages if start and part["Content-ID"] == start]
    return next(iter(named or pages), None)
