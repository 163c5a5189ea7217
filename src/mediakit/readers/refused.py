"""Kinds of files that are known and not read, each with what to do instead."""

from __future__ import annotations

import re
from collections.abc import Collection

from mediakit.readers.decoding import is_message

_DATABASES = "in Nexis choose the format DOCX; in Factiva display the articles in full and save the page as HTML; else "
_UNPACK = "is packed in a way that is not opened: unpack it, and import what was in it"
_PICTURE = "is a picture: save the page as HTML, or type its text into a .txt file"
UNKNOWN = (
    "is of no kind that mediakit reads: save the page as HTML or its text as .txt. It reads web pages, plain text, tables (CSV, Excel, JSON lines, "
    "Parquet), and downloads from Nexis, Factiva, Media Cloud and GDELT"
)

_HEADS = (
    (b"{\\rtf", f"is RTF: {_DATABASES}open it in a word processor and save its text as .txt"),
    (b"%PDF", f"is a PDF: {_DATABASES}copy its text into a .txt file"),
    (b"\xd0\xcf\x11\xe0", "is an old Word or Excel file: open it and save it as .docx, .xlsx or .txt"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"RIFF", "is a picture, a sound or a film: type its words into a .txt file"),
    (b"bplist00", "is a web archive of Safari: save the page as “Page Source”, which is HTML"),
    (b"7z\xbc\xaf", _UNPACK),
    (b"Rar!", _UNPACK),
    (b"\xfd7zXZ", _UNPACK),
    (b"BZh9", _UNPACK),
)
_FORMS = (
    (
        rb"TY  - |PMID- |@(?:article|book|misc|online|newspaper|incollection|techreport)\s*\{",
        "is a list of references without texts: put its addresses into study.toml under links, or download the articles with their texts",
    ),
    (
        rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*){0,5}<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]",
        "is a feed or a sitemap, not an article: put its address into study.toml under feeds or sitemaps",
    ),
    (
        rb"\d{8,14}(?:-\d{1,9})?\t(?:[^\t\n]{0,2000}\t){13}",
        "is a table without a header: write the names of its columns above them, text or url among them",
    ),
)
_MAIL = re.compile(
    rb"[A-Za-z][\w-]{1,40}:[^\n]{0,998}\n(?:[^\r\n][^\n]{0,998}\n){0,60}?(?:message-id|received|mime-version):",
    re.IGNORECASE,
)
_SHAPES = tuple((re.compile(form), advice) for form, advice in _FORMS)
_PARTS = (
    (
        "word/document.xml",
        "is a Word file that Nexis did not make: open it and save its text as .txt, each article in a file of its own",
    ),
    ("ppt/presentation.xml", "is a presentation: save its text as .txt"),
    ("content.xml", "is an OpenDocument file: save it as .txt, or a table as .xlsx"),
    ("META-INF/container.xml", "is an e-book: save its text as .txt"),
)
_HEAD = 65_536


def by_beginning(body: bytes) -> str | None:
    """Return what to do with a file that begins as one of the kinds that are not read, or None.

    Examples
    --------
    >>> by_beginning(b"Rar!...")
    'is packed in a way that is not opened: unpack it, and import what was in it'
    """
    start = body[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    known = next((advice for head, advice in _HEADS if start.startswith(head)), None)
    if body[257:262] == b"ustar":
        return _UNPACK
    if _MAIL.match(start) and not is_message(body):
        return "is an e-mail: open it, and save the page that it holds as HTML or its text as .txt"
    return known or next((advice for shape, advice in _SHAPES if shape.match(start)), None)


def by_parts(parts: Collection[str]) -> str | None:
    """Return what to do with a ZIP file that is an office file of a kind that is not read, or None."""
    return next((advice for part, advice in _PARTS if part in parts), None)
