"""Articles pasted or saved as plain text, one a file."""

from __future__ import annotations

from collections.abc import Iterator

from mediakit.extraction import extract_text
from mediakit.readers.decoding import decode
from mediakit.records import Article, Page

_WIDE = (b"\xff\xfe", b"\xfe\xff")


def recognises(page: Page) -> bool:
    """Say whether the content is text: it holds no control characters but white space and an end of file."""
    sample = page.body[:65536]
    if sample.startswith(_WIDE):
        return bool(decode(sample).strip())
    return bool(sample.strip()) and not any(byte < 32 and byte not in b"\t\n\v\f\r\x1a" for byte in sample)


def read(page: Page) -> Iterator[Article]:
    """Yield the one article of a pasted text."""
    yield extract_text(decode(page.body))
