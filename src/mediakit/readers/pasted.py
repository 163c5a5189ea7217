"""Articles pasted or saved as plain text, one a file."""

from __future__ import annotations

from collections.abc import Iterator

from mediakit.extraction import extract_text
from mediakit.records import Article, Page

_ENCODINGS = ("utf-8-sig", "gb18030", "cp1252")


def recognises(page: Page) -> bool:
    """Say whether the content is text: it holds no control characters but white space."""
    sample = page.body[:65536]
    return bool(sample.strip()) and not any(byte < 32 and byte not in b"\t\n\f\r" for byte in sample)


def read(page: Page) -> Iterator[Article]:
    """Yield the one article of a pasted text."""
    yield extract_text(_decode(page.body))


def _decode(body: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode("cp1252", "replace")
