"""Nexis UK downloads as HTML: many articles a file, each between comments that browsers hide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mediakit.html import parse
from mediakit.readers.decoding import decode, is_message
from mediakit.readers.nexis_blocks import Block, Place, mark, read_records
from mediakit.records import Article, Failure, Page
from mediakit.text import collapse

KIND = "nexis_html"
_HEAD = 65_536
_SIGNS = re.compile(
    rb"Hide XML section from browser|NAME=[\"']?DOC_ID_\d|LXNComment|<DOCFULL>", re.IGNORECASE
)
_MARKS = re.compile(
    rb">\s{0,9}(?:\d{1,6} (?:of|de|van|di) \d{1,6} DO[CK]UMENT\w{0,3}|Do[ck]ument \d{1,6} (?:von|de) \d{1,6})\s{0,9}<"
)
_LABELS = re.compile(rb">\s{0,9}[A-Z-]{4,30}:\s")
_CLASS = re.compile(r"\.([\w-]+)")
_SIZE = re.compile(r"font-size:\s*(\d+)pt")
_ANCHOR = re.compile(r"^DOC_ID_\d", re.IGNORECASE)
_HEADING_POINTS = 13
_OUTER = ("div", "p", "center")
_LINKS = 2  # lines that lead back to the list, above a document's mark


def recognises(page: Page) -> bool:
    """Say whether the file has the comments or the anchors that Nexis writes around a document."""
    head = page.body[:_HEAD].replace(b"\0", b"")
    marked = _SIGNS.search(head) or (_MARKS.search(head) and _LABELS.search(head))
    return bool(marked) and not is_message(page.body)


def read(page: Page) -> Iterator[Article | Failure]:
    """Yield the articles of a Nexis HTML file."""
    root = parse(decode(page.body, content_type=page.content_type))
    counts = [count for meta in root.iter("meta") if (count := meta.get("documents") or "").isdecimal()]
    stated = sum(int(count[:9]) for count in counts) if counts else None
    yield from read_records(_records(root, _look(root)), KIND, page, stated)


@dataclass(frozen=True, slots=True)
class _Look:
    """Classes of the file's own style sheet, by what they do."""

    centred: frozenset[str]
    large: frozenset[str]
    bold: frozenset[str]


def _look(root: Any) -> _Look:
    sheets = [style.text_content()[:100_000] for style in root.iter("style")]
    parted = (rule.partition("{") for sheet in sheets for rule in sheet.split("}"))
    rules = [(name, rule) for names, _, rule in parted for name in _CLASS.findall(names)]
    sizes = {name: int(size[1]) for name, rule in rules if (size := _SIZE.search(rule))}
    return _Look(
        centred=frozenset(name for name, rule in rules if "center" in rule),
        bold=frozenset(name for name, rule in rules if re.search(r"font-weight:\s*bold", rule)),
        large=frozenset(name for name, size in sizes.items() if size >= _HEADING_POINTS),
    )


def _records(root: Any, look: _Look) -> Iterator[tuple[Place | None, list[Block]]]:
    """Yield the mark and the blocks of each record: what stands between two anchors, or from one mark to the next."""
    held: list[Block] = []
    place: Place | None = None
    open_ = False
    for element in _elements(root):
        block = None if element.tag == "a" else _block(element, look)
        found = mark(block.text) if block else None
        starts = element.tag == "a" or (found and (place or len(held) > _LINKS))
        if starts and open_ and held:
            yield place, held
        if starts or found:
            held, place, open_ = [], found, True
        elif block:
            held.append(block)
    if open_ and held:
        yield place, held


def _elements(root: Any) -> Iterator[Any]:
    """Yield anchors of documents and outermost blocks, in order."""
    for element in root.iter("a", *_OUTER):
        if element.tag == "a":
            if _ANCHOR.match(element.get("name") or ""):
                yield element
        elif not any(True for _ in element.iterancestors(*_OUTER)):
            yield element


def _block(element: Any, look: _Look) -> Block | None:
    parts = list(_parts(element)) or [element]
    paragraphs = tuple(line for part in parts for line in _lines(part))
    if not paragraphs:
        return None
    outer = (element, *parts[:1])
    classes = {node.get("class") for node in outer}
    spans = [span.get("class") for span in element.iter("span") if span.text_content().strip()]
    first = spans[0] if spans else None
    return Block(
        paragraphs,
        centred=bool(classes & look.centred) or any(map(_is_centred, outer)),
        heading=first in look.large,
        labelled=first in look.bold or not look.bold,
    )


def _is_centred(node: Any) -> bool:
    """Say whether an element is set in the middle by its own attributes."""
    return node.tag == "center" or any(
        "center" in (node.get(name) or "").lower() for name in ("align", "style")
    )


def _parts(element: Any) -> Iterator[Any]:
    """Yield the paragraphs, the rows of tables and the items of lists in a block, outermost first and once."""
    for part in element.iter("p", "tr", "li", "pre"):
        if next(part.iterancestors("tr", "li", "pre"), None) is None:
            yield part


def _lines(part: Any) -> list[str]:
    """Return the paragraphs of an element: two line breaks part them, one does not."""
    for cell in list(part.iter("td", "th")):
        cell.append(cell.makeelement("span"))
        cell[-1].text = " "
    for line_break in part.iter("br"):
        line_break.text = "\n"
    pieces = re.split(r"\n[ \t\xa0]*\n", part.text_content().replace("\r", ""))
    return [line for piece in pieces if (line := collapse(piece))]
