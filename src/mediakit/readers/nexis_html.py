"""Nexis UK downloads as HTML: many articles a file, each between comments that browsers hide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mediakit.html import parse
from mediakit.readers.decoding import decode
from mediakit.readers.entries import read_entry, record_failure
from mediakit.readers.nexis_blocks import Block, assemble, gap, mark
from mediakit.records import Article, Failure, Page
from mediakit.text import collapse

KIND = "nexis_html"
_HEAD = 65_536
_SIGNS = re.compile(rb"Hide XML section from browser|NAME=\"?DOC_ID_\d|LXNComment|<DOCFULL>", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]+)\s*\{([^}]{0,400})\}")
_SIZE = re.compile(r"font-size:\s*(\d+)pt")
_ANCHOR = re.compile(r"^DOC_ID_\d", re.IGNORECASE)
_HEADING_POINTS = 13


def recognises(page: Page) -> bool:
    """Say whether the file has the comments or the anchors that Nexis writes around a document."""
    return bool(_SIGNS.search(page.body[:_HEAD].replace(b"\0", b"")))


def read(page: Page) -> Iterator[Article | Failure]:
    """Yield the articles of a Nexis HTML file."""
    root = parse(decode(page.body, content_type=page.content_type))
    look = _look(root)
    number, before = 0, None
    for blocks in _records(root, look):
        place = mark(blocks[0].text) if blocks else None
        if missing := gap(before, place):
            yield record_failure(page, number, missing)
            number += 1
        yield read_entry(assemble(blocks[1:] if place else blocks), KIND, page, number)
        number, before = number + 1, place or before


@dataclass(frozen=True, slots=True)
class _Look:
    """Classes of the file's own style sheet, by what they do."""

    centred: frozenset[str]
    large: frozenset[str]
    bold: frozenset[str]


def _look(root: Any) -> _Look:
    rules = [rule for style in root.iter("style") for rule in _RULE.findall(style.text_content()[:100_000])]
    sizes = {name: int(size[1]) for name, rule in rules if (size := _SIZE.search(rule))}
    return _Look(
        centred=frozenset(name for name, rule in rules if "center" in rule),
        bold=frozenset(name for name, rule in rules if re.search(r"font-weight:\s*bold", rule)),
        large=frozenset(name for name, size in sizes.items() if size >= _HEADING_POINTS),
    )


def _records(root: Any, look: _Look) -> Iterator[list[Block]]:
    """Yield the blocks of each record: what stands between two anchors, or from one mark to the next."""
    held: list[Block] = []
    open_ = False
    for element in _elements(root):
        if element.tag == "a":
            if open_ and held:
                yield held
            held, open_ = [], True
            continue
        block = _block(element, look)
        if block and mark(block.text):
            if open_ and held:
                yield held
            held, open_ = [], True
        if block:
            held.append(block)
    if open_ and held:
        yield held


def _elements(root: Any) -> Iterator[Any]:
    """Yield anchors of documents and outermost blocks, in order."""
    for element in root.iter("a", "div", "p"):
        if element.tag == "a":
            if _ANCHOR.match(element.get("name") or ""):
                yield element
        elif not any(parent.tag in ("div", "p") for parent in element.iterancestors("div", "p")):
            yield element


def _block(element: Any, look: _Look) -> Block | None:
    parts = list(_parts(element)) or [element]
    paragraphs = tuple(line for part in parts for line in _lines(part))
    if not paragraphs:
        return None
    classes = {element.get("class")} | {part.get("class") for part in parts[:1]}
    spans = [span.get("class") for span in element.iter("span") if span.text_content().strip()]
    first = spans[0] if spans else None
    return Block(
        paragraphs,
        centred=bool(classes & look.centred),
        heading=first in look.large,
        labelled=first in look.bold or not look.bold,
    )


def _parts(element: Any) -> Iterator[Any]:
    """Yield the paragraphs, the rows of tables and the items of lists in a block, outermost first and once."""
    for part in element.iter("p", "tr", "li", "pre"):
        if next(part.iterancestors("tr", "li", "pre"), None) is None:
            yield part


def _lines(part: Any) -> list[str]:
    """Return the paragraphs of an element: two line breaks part them, one does not."""
    for cell in part.iter("td", "th"):
        cell.tail = " " + (cell.tail or "")
    for line_break in part.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    pieces = re.split(r"\n[ \t\xa0]*\n", part.text_content().replace("\r", ""))
    return [line for piece in pieces if (line := collapse(piece))]
