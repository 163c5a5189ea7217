"""Take captions, related links, promotion and biographies off a tree, by what their markup says."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Any

from mediakit.extraction.clean import Kind, kind_of
from mediakit.extraction.page import class_of, text_of
from mediakit.records import Removed

_NAMES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("credit", re.compile(r"(?:photo|image|img|media|picture|video|figure)[-_]{0,2}(?:credits?|source|copyright|byline|author)|(?:^|[\s_-])credits?(?:$|[\s_-])", re.I)),
    ("caption", re.compile(r"caption|(?:^|\s)wp-caption|(?:image|photo|img|picture)[-_]{1,2}(?:desc|text|title|legend|info)", re.I)),
    ("related", re.compile(r"(?:^|[\s_-])related|(?:fact|info)-?box(?:$|[\s_-])|relatedlinks|recommend|read-?(?:more|next|also)(?:$|[\s_-])|more-?(?:stories|from|on|news)|you-?may|trending|most-?(?:read|popular|viewed)|taboola|outbrain|see-?also|also-?read|inline-?(?:link|promo|story)|readmore", re.I)),
    ("promotion", re.compile(r"newsletter|subscri(?:be|ption)(?:$|[\s_-])|sign-?up(?:$|[\s_-])|promo(?:$|[\s_-])|social-?(?:share|media|links?|icons?|buttons?)|share-?(?:bar|buttons?|tools?|links?)|sharing|advert|(?:^|[\s_-])ads?(?:$|[\s_-])|sponsor|donat(?:e|ion)|paywall-?(?:prompt|offer)|app-?download", re.I)),
    ("biography", re.compile(r"(?:author|writer|contributor|byline)s?[-_]{0,2}(?:bio|box|info|about|desc|card|footer)|about-?(?:the-?)?author|(?:^|[\s_-])bio(?:graphy)?(?:$|[\s_-])", re.I)),
    ("notice", re.compile(r"cookie|consent|gdpr|disclaimer|copyright|correction-?note|updated-?notice|(?:^|[\s_-])(?:modal|lightbox|pop-?up|overlay|dialog)(?:$|[\s_-])|visually-?hidden|sr-only|screen-?reader", re.I)),
)  # fmt: skip
_BLOCKS = frozenset(
    "div section aside article ul ol p blockquote figure figcaption span small table form header footer a li details dl dialog".split()
)


# a pattern is only tried on names that hold one of its stems: most names hold none, and looking for a stem is cheap
_STEMS: dict[Kind, tuple[str, ...]] = {
    "credit": ("credit", "source", "copyright", "byline", "author"),
    "caption": ("caption", "desc", "text", "title", "legend", "info"),
    "related": (
        "related",
        "recommend",
        "read",
        "more",
        "may",
        "trending",
        "most",
        "taboola",
        "outbrain",
        "also",
        "inline",
        "box",
    ),
    "promotion": (
        "newsletter",
        "subscri",
        "sign",
        "promo",
        "social",
        "shar",
        "ad",
        "sponsor",
        "donat",
        "paywall",
        "app",
    ),
    "biography": ("author", "writer", "contributor", "byline", "bio"),
    "notice": (
        "cookie",
        "consent",
        "gdpr",
        "disclaimer",
        "copyright",
        "correction",
        "updated",
        "modal",
        "lightbox",
        "pop",
        "overlay",
        "dialog",
        "hidden",
        "sr-only",
        "screen",
    ),
}


@lru_cache(maxsize=20_000)
def _kind_of_names(names: str) -> Kind | None:
    lower = names.lower()
    for kind, pattern in _NAMES:
        if any(stem in lower for stem in _STEMS[kind]) and pattern.search(names):
            return kind
    return None


def _kind(element: Any) -> Kind | None:
    if element.tag == "figcaption":
        return "caption"
    names = class_of(element)
    return _kind_of_names(names) if len(names) > 4 else None


def prune(root: Any) -> tuple[Removed, ...]:
    """Take the blocks out of a tree whose names say that they are not the article; return what went.

    Parameters
    ----------
    root : lxml.html.HtmlElement
        A tree of one's own: it is changed.
    """
    for element in list(root.iter("script", "style", "noscript", "svg", "template", "iframe")):
        drop(element)
    total = len(root.xpath("string()"))
    removed: list[Removed] = []
    gone: set[Any] = set()
    for element in root.xpath("//*[@class or @id or self::figcaption]"):
        kind = _kind(element) if element.tag in _BLOCKS else None
        if kind is None or element in gone or element.getparent() is None or _holds_article(element, total):
            continue
        text = text_of(element, " ")
        if kind in {"caption", "credit"} and len(text) > 1_200:
            continue
        if 2 < len(text) < 1_500:
            removed.append(Removed(_worded(kind, text), text))
        gone.update(element.iter())
        drop(element)
    removed += [*_teasers(root), *_linked_lines(root), *_linked_lists(root), *_lone_tables(root)]
    _show(root)
    _unlink(root)
    return tuple(removed)


def _worded(kind: Kind, text: str) -> Kind:
    """Return the kind of a block, its words first: markup calls "Reporting by Ann Lee" a credit as it does a photo's."""
    said = kind_of(text) if kind in {"credit", "caption"} else None
    return said if said in {"notice", "biography"} else kind


_TEASER = 450
_NAME = 30
_HEADLINE = 30
_FEWEST_ROWS, _LONGEST_CELL = 3, 80
_FEWEST_TEASERS = 3


def _teasers(root: Any) -> list[Removed]:
    """Take out what is listed under headings that are links, where there are several: teasers of other articles."""
    linked = [heading for heading in root.iter("h2", "h3", "h4", "h5") if _is_linked(heading)]
    removed: list[Removed] = []
    for heading in linked if len(linked) >= _FEWEST_TEASERS else []:
        block = _teaser_of(heading)
        if any(node is root for node in block.iterancestors()):
            removed.append(Removed("related", text_of(block, " ")))
            drop(block)
    return removed


def _linked_lines(root: Any) -> list[Removed]:
    """Take out paragraphs that are one link without a full stop: headlines of other articles between the paragraphs."""
    removed: list[Removed] = []
    around = (node for link in root.iter("a") for node in islice(link.iterancestors(), 3) if node.tag == "p")
    for line in dict.fromkeys(around):
        text = text_of(line)
        if 25 < len(text) < 250 and text[-1] not in '.!?。”"’' and _is_linked(line):
            removed.append(Removed("related", text))
            drop(line)
    return removed


def _show(root: Any) -> None:
    """Undo markup for which engines lose words: paragraphs hidden until a reader pays, readings of Japanese names."""
    from lxml import etree

    for paragraph in root.xpath("//p[@aria-hidden='true']"):
        for name in ("aria-hidden", "class", "style"):
            paragraph.attrib.pop(name, None)
    for ruby in root.iter("ruby"):
        for reading in ruby.iter("rt") if ruby.find(".//rp") is None else ():
            reading.text = f"（{reading.text or ''}）"
    etree.strip_tags(root, "ruby", "rb", "rt", "rp")


def _lone_tables(root: Any) -> list[Removed]:
    """Take out tables of short cells that stand beside no paragraph: parts of the page, not of the text."""
    removed: list[Removed] = []
    for table in list(root.iter("table")):
        rows, cells = table.findall(".//tr"), table.xpath(".//td|.//th")
        text = text_of(table, " ")
        if len(rows) < _FEWEST_ROWS or len(text) > _LONGEST_CELL * len(cells) or _among_prose(table):
            continue
        removed.append(Removed("related", text[:1_500]))
        drop(table)
    return removed


def _among_prose(table: Any) -> bool:
    """Say whether a table, or one of four blocks around it, has a paragraph beside it."""
    blocks = islice((table, *table.iterancestors()), 5)
    parents = [parent for block in blocks if (parent := block.getparent()) is not None]
    return any(len("".join(p.itertext())) > 60 for parent in parents for p in parent.findall("p"))


def _linked_lists(root: Any) -> list[Removed]:
    """Take out lists whose items are headlines and wholly links: other articles between or below the paragraphs.

    Where such lists hold a third of all text, they are what the page is about, as in a guide to bargains.
    """
    lists = [(block, text_of(block, " ")) for block in root.iter("ul", "ol") if _lists_headlines(block)]
    if sum(len(text) for _, text in lists) * 3 > len(text_of(root)):
        return []
    for block, _ in lists:
        drop(block)
    return [Removed("related", text[:1_500]) for _, text in lists]


def _lists_headlines(block: Any) -> bool:
    if any(item.find(".//a") is None for item in islice(block.iterchildren("li"), 2)):
        return False  # most lists end here
    items = [(item, text) for item in block.findall("li") if (text := text_of(item))]
    long = sum(len(text) for _, text in items) > _HEADLINE * len(items)
    return len(items) > 1 and long and all(_is_linked(item) for item, _ in items)


def _unlink(root: Any) -> None:
    """Make plain text of the links of paragraphs that list linked names: engines take such lines for navigation."""
    from lxml import etree

    for line in {link.getparent() for link in root.iter("a")}:
        if line.tag == "p" and len(line) > 1:
            longest = max(len(text_of(link)) for link in line.iter("a"))
            if longest <= min(_NAME, len(text_of(line)) / 2):
                etree.strip_tags(line, "a")


def _is_linked(heading: Any) -> bool:
    """Say whether all words of a heading are a link to elsewhere."""
    text = text_of(heading)
    if len(text) < 15:
        return False
    if any(node.tag == "a" and node.get("href") for node in islice(heading.iterancestors(), 3)):
        return True
    linked = sum(
        len(text_of(link)) for link in heading.iter("a") if not link.get("href", "#").startswith("#")
    )
    return linked >= 0.9 * len(text)


def _teaser_of(heading: Any) -> Any:
    """Return the largest block around a heading that is still no longer than a teaser."""
    block = heading
    for node in islice(heading.iterancestors(), 4):
        if node.tag in {"body", "article", "html"} or sum(map(len, node.itertext())) > _TEASER:
            break
        block = node
    return block


def _holds_article(element: Any, total: int) -> bool:
    """Say whether a block with a telling name wraps so much prose that it must be the article's."""
    if element.tag in {"figcaption", "span", "small", "a", "p"}:
        return False
    prose = sum(len(p.xpath("string()")) for p in element.iter("p"))
    return prose > 1_500 or element.find(".//h1") is not None or prose > max(400, total * 0.4)


def drop(element: Any) -> None:
    """Take an element out and leave the text behind it."""
    parent, tail = element.getparent(), element.tail
    if tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + " " + tail
        else:
            previous.tail = (previous.tail or "") + " " + tail
    parent.remove(element)
