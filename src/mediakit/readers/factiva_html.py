"""Factiva downloads as HTML, in whatever language the interface was: many articles a file.

Factiva prints a record's fields as lines without labels, in one order whatever the interface's language: section,
headline, byline, credit, length, date, time, source, source code, edition, page, volume, language, copyright, text.
The length is the anchor: the first line after the headline that is a number and a word, with a date under it. The
"full article with indexing" layout prints a table of two-letter codes instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mediakit.dates import parse_date
from mediakit.errors import UnreadableError
from mediakit.html import parse
from mediakit.readers.decoding import decode, is_message
from mediakit.readers.entries import Entry, language_code, read_entry, record_failure
from mediakit.records import Article, Failure, Page
from mediakit.text import collapse

KIND = "factiva_html"
_MARKUP = re.compile(rb"""class=["']?article [a-z]{2}(?:cn|tw)?Article\b""")
_PARTS = re.compile(rb"\b[a-z]{2}(?:cn|tw)?(?:Headline|articleParagraph)\b")
_NAME = re.compile(rb"factiva", re.IGNORECASE)
_NUMBERED = re.compile(rb"""id=["']?article-[A-Z][A-Z0-9]{1,9}\d{8,}""")
_BREAK = "\u2028"
_BREAKS = re.compile(r"\u2028\s*\u2028")
_TYPED = re.compile(r"[\n\u2028][ \t]*[\n\u2028]")
_SET = ("p", "pre")
_BLOCKS = frozenset("p pre li tr blockquote div h1 h2 h3 h4 h5 h6 ul ol dl dt dd table".split())
_LISTED = re.compile(rb"""<tr\s{1,9}class=["']?headline\b""")
_RECORD = "div[starts-with(@id, 'article-')]"
_UNKEYED = (
    f"div[contains(@class, 'Article')][not(ancestor::div[contains(@class, 'Article')] | ancestor::{_RECORD})]"
)
_HEADLINE = "tr[@data-accno or contains(concat(' ', @class, ' '), ' headline ')]"
_ID = re.compile(r"^article-([A-Z][A-Z0-9]*?)0*\d{10,}")
_LANGUAGE = re.compile(r"\b([a-z]{2})(?:cn|tw)?Article\b")
_LENGTH = re.compile(r"^\d[\d.,'\u00a0\u202f ]*\s?[^\W\d]+$")
_CLOCK = re.compile(
    r"^\d{1,2}\s?[:.h]\s?\d{2}(?::\d{2})?(?:\s?(?:[AaPp]\.?[Mm]\.?|Uhr|uur|h))?(?:\s+\(?[A-Z]{2,5}\)?)?$"
)
_CODE = re.compile(r"^[A-Z][A-Z0-9]{0,7}$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_INITIALS = re.compile(r"^[A-Za-z]{1,2}$")
_COPYRIGHT = re.compile(r"copyright|©|\(c\)|版權|版权|著作権|all rights reserved", re.IGNORECASE)
_FIELD = re.compile(r"^[A-Z]{2,3}$")
_CODED = {
    "HD": "title",
    "BY": "byline",
    "SN": "outlet",
    "SE": "section",
    "LA": "language",
    "WC": "length",
    "PD": "date",
}
_ANCHORS = frozenset({"HD", "LP", "TD"})
_NOTED = frozenset({"CR", "ED", "PG", "VOL", "CY", "PUB", "AN", "CT", "CX"})


def recognises(page: Page) -> bool:
    """Say whether the file holds a record as Factiva marks it up."""
    body = page.body.replace(b"\0", b"")
    marked = _MARKUP.search(body)
    keyed = marked or _NUMBERED.search(body) or b"data-accno=" in body or _LISTED.search(body)
    shaped = keyed and (_PARTS.search(body) or (marked and _NAME.search(body)))
    return bool(shaped) and not is_message(body)


def read(page: Page) -> Iterator[Article | Failure]:
    """Yield the articles of a Factiva file; a headline without its text is a failure.

    Raises
    ------
    UnreadableError
        The file holds neither.
    """
    root = parse(decode(page.body, content_type=page.content_type))
    for line_break in root.iter("br"):
        line_break.text = _BREAK
    for script in root.iter("script", "style"):
        script.text = None
    number = 0
    for number, element in enumerate(_records(root), 1):
        if element.tag == "tr":
            yield record_failure(page, number - 1, _headline_only(element))
        else:
            yield read_entry(_entry(element), KIND, page, number - 1)
    if not number:
        message = f"{page.url!r} looks like a download of Factiva and holds no document; download it again with full text"
        raise UnreadableError(message)


def _records(root: Any) -> list[Any]:
    """Return records, which have a key or a class of their own, and headlines without a record, in order."""
    found = root.xpath(f"//{_RECORD}[not(ancestor::{_RECORD})] | //{_UNKEYED} | //{_HEADLINE}")
    return [
        node for node in found if node.get("id") or node.tag == "tr" or _LANGUAGE.search(node.get("class"))
    ]


def _headline_only(row: Any) -> str:
    words = collapse(" ".join(row.xpath(".//*[contains(@class, 'eadline')]//text()")))
    key = f" ({row.get('data-accno')})" if row.get("data-accno") else ""
    return f"{words!r}{key}: Factiva lists its headline and gives no text of it"


def _entry(element: Any) -> Entry:
    rows = [cells for row in element.iter("tr") if len(cells := row.xpath("./td | ./th")) >= 2]
    named = [(_words(cells[0]).rstrip(" :"), cells[1]) for cells in rows]
    codes = [(code, cell) for code, cell in named if _FIELD.match(code)]
    entry = _from_codes(codes) if any(code in _ANCHORS for code, _ in codes) else _from_lines(element)
    code = next((c for node in element.iter("div") if (c := _LANGUAGE.search(node.get("class") or ""))), None)
    if not language_code(entry.language) and code:
        entry.language = code[1]
    return entry


def _words(element: Any) -> str:
    return collapse(str(element.text_content()))


def _from_codes(codes: list[tuple[str, Any]]) -> Entry:
    """Read the layout with two-letter codes."""
    entry = Entry()
    column = ""
    for code, cell in codes:
        words = _words(cell)
        if code in ("LP", "TD"):
            entry.paragraphs += [line for _, line in _lines_of(cell)]
        elif code == "ET":
            entry.date += " " + words
        elif code == "ART":
            entry.captions.append(words)
        elif code == "PD":
            entry.date = words + entry.date
        elif code in _CODED:
            setattr(entry, _CODED[code], words)
        elif code == "CLM":
            column = words
        elif code in _NOTED:
            entry.notices.append(words)
    entry.section = entry.section or column
    return entry


def _from_lines(element: Any) -> Entry:
    """Read the layout of bare lines."""
    entry = Entry()
    before, after = _header(element)
    entry.title = _title(element)
    entry.section = before[-1] if before else ""
    entry.notices += before[:-1]
    entry.byline = "; ".join(_words(node) for node in element.xpath(".//div[contains(@class, 'author')]"))
    entry.paragraphs, closing = _text(element)
    _lines(entry, after, _code(element))
    entry.notices += closing
    return entry


def _title(element: Any) -> str:
    heads = element.xpath(".//*[@id = 'hd']") or element.xpath(".//span[contains(@class, 'Headline')]")
    return _words(heads[0]) if heads else ""


def _header(element: Any) -> tuple[list[str], list[str]]:
    """Return the lines before the headline and those after it, the byline left out."""
    before: list[str] = []
    after: list[str] = []
    lines = before
    for node in element.iter("div"):
        if node.get("id") == "hd":
            lines = after
        elif node.find(".//div") is None and node.get("id") is None and not _is_marked(node):
            lines += [words] if (words := _words(node)) else []
    return before, after


def _is_marked(node: Any) -> bool:
    return any(word in (node.get("class") or "") for word in ("author", "rticle", "Headline"))


def _code(element: Any) -> str:
    match = _ID.match(element.get("id") or "")
    return match[1] if match else ""


def _lines(entry: Entry, lines: list[str], code: str) -> None:
    """Read the lines after the headline by their order."""
    dated = _dated(lines)
    if dated is None:
        entry.notices += lines
        return
    entry.length = lines[dated - 1] if dated and _LENGTH.match(lines[dated - 1]) else ""
    entry.notices += lines[: dated - bool(entry.length)]
    entry.date = lines[dated]
    rest = lines[dated + 1 :]
    if rest and _CLOCK.match(rest[0]):
        entry.date += " " + rest.pop(0)
    if rest and not _is_code(rest[0], code) or len(rest) > 1 and _is_code(rest[1], code):
        entry.outlet = rest.pop(0)
    named = next(
        (i for i, line in enumerate(rest) if language_code(line) and not _INITIALS.match(line)), None
    )
    entry.language = rest[named] if named is not None else ""
    entry.notices += [line for i, line in enumerate(rest) if i != named]


def _dated(lines: list[str]) -> int | None:
    """Return which line is the date: the one under the length, or the first date where no length is printed."""
    for i in range(1, len(lines)):
        if _LENGTH.match(lines[i - 1]) and _YEAR.search(lines[i]):
            return i
    return next((i for i, line in enumerate(lines) if not _COPYRIGHT.search(line) and parse_date(line)), None)


def _is_code(line: str, code: str) -> bool:
    return line == code if code else bool(_CODE.match(line))


def _text(element: Any) -> tuple[list[str], list[str]]:
    """Return the paragraphs of the text, from the first that is marked to the last, and what stands around them."""
    lines = list(_lines_of(element))
    marked = [
        i
        for i, (block, _) in enumerate(lines)
        if block.tag in _SET and "article" in (block.get("class") or "")
    ]
    first, end = (marked[0], marked[-1] + 1) if marked else (len(lines), len(lines))
    around = [*lines[:first], *lines[end:]]
    return [line for _, line in lines[first:end]], [line for block, line in around if block.tag in _SET]


def _lines_of(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield the paragraphs, rows and items below an element, each with the element that it is the text of."""
    from lxml import etree

    held: list[str] = []
    open_ = [root]
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        block = event in ("start", "end") and node.tag in _BLOCKS
        if block:
            yield from ((open_[-1], line) for line in _parted("".join(held), open_[-1].tag))
            held = []
        if event == "start":
            open_ += [node] if block else []
            held.append(node.text or "")
        else:
            if block and len(open_) > 1:
                open_.pop()
            held.append(
                (" " if node.tag in ("td", "th") else "") + ((node.tail or "") if node is not root else "")
            )
    yield from ((root, line) for line in _parted("".join(held), root.tag))


def _parted(text: str, tag: str) -> list[str]:
    """Return a paragraph, parted where two line breaks follow each other; of lines set as typed (pre), where a line is blank."""
    pieces = (_TYPED if tag == "pre" else _BREAKS).split(text)
    return [words for piece in pieces if (words := collapse(piece))]
