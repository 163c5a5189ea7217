"""Web pages saved as one file (MHTML), by a browser or a mail program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from mediakit.errors import UnreadableError
from mediakit.extraction import extract
from mediakit.outlets import Outlet
from mediakit.readers import factiva_html, nexis_html
from mediakit.readers.decoding import is_message
from mediakit.records import Article, Failure, Page

KIND = "mhtml"
_MULTIPART = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_MOST_PARTS = 50
_TYPE = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_LONGEST = 16_384


def recognises(page: Page) -> bool:
    """Say whether the content begins with the headers of a message of related parts."""
    return is_message(page.body)


def read(page: Page, outlets: Sequence[Outlet] = ()) -> Iterator[Article | Failure]:
    """Yield the one article of a saved page, with the address that it was saved from; all of a press database's page.

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
        message = message_from_bytes(page.body.removeprefix(b"\xef\xbb\xbf").lstrip())
    except RecursionError as problem:
        error = f"{page.url!r} holds messages in messages in messages; save the page again from the browser"
        raise UnreadableError(error) from problem
    part = _main(message)
    if part is None:
        error = f"{page.url!r} is a saved page without HTML in it; save it again from the browser"
        raise UnreadableError(error)
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    inside = replace(page, body=content, content_type=str(part["Content-Type"]))
    database = next((reader for reader in (nexis_html, factiva_html) if reader.recognises(inside)), None)
    if database:
        yield from database.read(inside)
        return
    address = "".join(str(message["Snapshot-Content-Location"] or part["Content-Location"] or "").split())
    url = address if re.match(r"https?://", address) and address.isprintable() else None
    yield extract(content, url, content_type=inside.content_type, outlets=outlets)


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
