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
from mediakit.html import parse
from mediakit.readers.decoding import decode
from mediakit.readers.entries import Entry, language_code, read_entry, record_failure
from mediakit.records import Article, Failure, Page
from mediakit.text import collapse

KIND = "factiva_html"
_MARKUP = re.compile(rb"""class=["']?article [a-z]{2,6}Article\b""")
_NUMBERED = re.compile(rb"""id=["']?article-[A-Z][A-Z0-9]{1,9}\d{8,}""")
_RECORD = "div[starts-with(@id, 'article-')]"
_ID = re.compile(r"^article-([A-Z][A-Z0-9]*?)0*\d{10,}")
_LANGUAGE = re.compile(r"\b([a-z]{2})(?:[a-z]{2})?Article\b")
_LENGTH = re.compile(r"^\d[\d.,'\u00a0\u202f ]*\s?[^\W\d]+$")
_CLOCK = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s+\(?[A-Z]{2,5}\)?)?$")
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
_NOTED = frozenset({"CR", "CLM", "ED", "PG", "VOL", "CY", "PUB", "AN", "CT", "CX"})


def recognises(page: Page) -> bool:
    """Say whether the file holds a record as Factiva marks it up."""
    body = page.body.replace(b"\0", b"")
    return bool(_MARKUP.search(body) or (_NUMBERED.search(body) and b"activa" in body))


def read(page: Page) -> Iterator[Article | Failure]:
    """Yield the articles of a Factiva file; a headline without its text is a failure."""
    root = parse(decode(page.body, content_type=page.content_type))
    number = 0
    for element in root.xpath(f"//{_RECORD}[not(ancestor::{_RECORD})] | //tr[@data-accno]"):
        if element.tag == "tr":
            yield record_failure(page, number, _headline_only(element))
        else:
            yield read_entry(_entry(element), KIND, page, number)
        number += 1
    if not number:
        for element in root.xpath(
            "//div[contains(@class, 'Article')][not(ancestor::div[contains(@class, 'Article')])]"
        ):
            yield read_entry(_entry(element), KIND, page, number)
            number += 1


def _headline_only(row: Any) -> str:
    words = collapse(" ".join(row.xpath(".//*[contains(@class, 'eadline')]//text()")))
    return f"{words!r} ({row.get('data-accno')}): Factiva lists its headline and gives no text of it"


def _entry(element: Any) -> Entry:
    rows = [row for row in element.iter("tr") if len(row.findall("td")) >= 2]
    codes = [row for row in rows if _FIELD.match(_words(row.findall("td")[0]))]
    entry = _from_codes(codes) if len(codes) > 3 else _from_lines(element)
    code = next((c for node in element.iter("div") if (c := _LANGUAGE.search(node.get("class") or ""))), None)
    if not language_code(entry.language) and code:
        entry.language = code[1]
    return entry


def _words(element: Any) -> str:
    return collapse(str(element.text_content()))


def _from_codes(rows: list[Any]) -> Entry:
    """Read the layout with two-letter codes."""
    entry = Entry()
    for row in rows:
        code, cell = _words(row.findall("td")[0]), row.findall("td")[1]
        if code in ("LP", "TD"):
            parts = list(cell.iter("p", "pre")) or [cell]
            entry.paragraphs += [words for part in parts for words in _paragraphs(part)]
        elif code == "ET":
            entry.date += " " + _words(cell)
        elif code == "ART":
            entry.captions.append(_words(cell))
        elif code in _CODED:
            known = getattr(entry, _CODED[code])
            setattr(entry, _CODED[code], _words(cell) + known if code == "PD" else _words(cell))
        elif code in _NOTED:
            entry.notices.append(_words(cell))
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
    """Return the paragraphs of the text, and the unmarked ones after it: publisher and document number."""
    marked: list[str] = []
    unmarked: list[str] = []
    for node in element.iter("p", "pre"):
        kept = marked if "article" in (node.get("class") or "") else unmarked
        kept += _paragraphs(node)
    return marked, unmarked


def _paragraphs(node: Any) -> list[str]:
    """Return a paragraph; of lines set as typed (pre), those that blank lines part."""
    pieces = (
        re.split(r"\n[ \t]*\n", str(node.text_content())) if node.tag == "pre" else [str(node.text_content())]
    )
    return [words for piece in pieces if (words := collapse(piece))]
