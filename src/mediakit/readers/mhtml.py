"""Web pages saved as one file (MHTML), by a browser or a mail program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from mediakit.errors import UnreadableError
from mediakit.extraction import extract
from mediakit.records import Article, Page

KIND = "mhtml"
_HEAD = 8_192
_MULTIPART = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_MOST_PARTS = 50
_TYPE = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_LONGEST = 16_384
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
    if _is_twisted(page.body):
        error = (
            f"{page.url!r} has headers of a length or a number that no browser writes; save the page again"
        )
        raise UnreadableError(error)
    try:
        message = message_from_bytes(page.body)
    except RecursionError as problem:
        error = f"{page.url!r} holds messages in messages in messages; save the page again from the browser"
        raise UnreadableError(error) from problem
    part = _main(message)
    if part is None:
        error = f"{page.url!r} is a saved page without HTML in it; save it again from the browser"
        raise UnreadableError(error)
    content = part.get_payload(decode=True)
    address = message["Snapshot-Content-Location"] or part["Content-Location"]
    url = str(address).strip() if address and re.match(r"https?://", str(address).strip()) else None
    yield extract(content if isinstance(content, bytes) else b"", url, content_type=str(part["Content-Type"]))


def _is_twisted(body: bytes) -> bool:
    """Say whether parsing the headers would take time without end: the library's time grows with their square."""
    if len(_MULTIPART.findall(body)) > _MOST_PARTS:
        return True
    heads = (body[match.start() : match.start() + _LONGEST] for match in _TYPE.finditer(body))
    return any(len(head) == _LONGEST and not re.search(rb"\n\r?\n", head) for head in heads)


def _main(message: Message) -> Message | None:
    """Return the part that "start" names, or the first that is HTML."""
    pages = [
        part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    start = message.get_param("start")
    named = [part for part in pages if start and part["Content-ID"] == start]
    return next(iter(named or pages), None)
