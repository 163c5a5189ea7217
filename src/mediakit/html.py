"""Turn the bytes of a page into text, a tree and the facts it states about itself, each read once."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from mediakit.errors import PageTooLargeError
from mediakit.text import collapse, repair_mojibake

MAX_BYTES = 24_000_000
"""Largest page that is read, in bytes (or characters of a string)."""
_MAX_JSON = 2_000_000
_MAX_NODES = 2_000
_SNIFF = 4_096
_FEW = 20

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# https://encoding.spec.whatwg.org/#names-and-labels: a label names the superset that browsers decode
_SUPERSETS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-9": "cp1254",
    "utf8": "utf-8",
}
_DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


# What no XML text may hold, as bytes and as references: trees that hold it cannot be changed
_BLANK = bytes(32 if byte < 32 and byte not in b"\t\n\r" else byte for byte in range(256))
_UNFIT = re.compile(
    rb"\xef\xbf[\xbe\xbf]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]|6553[45])"
    rb"(?!\d)|x0*(?:[0-8bcef]|1[0-9a-f]|d[89a-f][0-9a-f]{2}|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)


def decode(body: bytes | str, *, content_type: str | None = None) -> str:
    """Decode the bytes of a page.

    Use it for bytes whose declared charset may be missing or wrong. A byte order mark decides; then bytes that are
    valid UTF-8 are UTF-8, whatever is declared; then the header's charset, the page's own and the content are asked.

    Parameters
    ----------
    body : bytes or str
        The page; a string is only cleaned of NUL characters.
    content_type : str, optional
        The Content-Type header, such as ``"text/html; charset=gb2312"``.

    Returns
    -------
    str
        The page's text, without NUL characters.

    Raises
    ------
    PageTooLargeError
        When the page is over ``MAX_BYTES``.

    Examples
    --------
    >>> decode("中国".encode("gb18030"), content_type="text/html; charset=gb2312")
    '中国'
    """
    if len(body) > MAX_BYTES:
        message = (
            f"the page has {len(body):,} bytes and at most {MAX_BYTES:,} are read; cut it or leave it out"
        )
        raise PageTooLargeError(message)
    text = body if isinstance(body, str) else _decode_bytes(body, content_type)
    return text.removeprefix("\ufeff").replace("\x00", "")


def _decode_bytes(body: bytes, content_type: str | None) -> str:
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    declared = _declared(body, content_type)
    utf8 = _valid_utf8(body, declared)
    if utf8 is not None:
        return utf8
    for label in declared:
        codec = _SUPERSETS.get(label, label)
        text = _try(body, codec)
        if text is not None and _plausible(text, body):
            return text
    return _try(body, _detected(body)) or body.decode("utf-8", "replace")


def _valid_utf8(body: bytes, declared: list[str]) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        other = any(label not in {"utf-8", "utf8"} for label in declared)
        cut = error.reason == "unexpected end of data"
        if not cut or (other and body[: error.start].isascii()):
            return (
                None  # a last byte above 127 behind plain ASCII is a letter of the charset that is declared
            )
    return body.decode("utf-8", "ignore")  # cut inside the last character


def _declared(body: bytes, content_type: str | None) -> list[str]:
    found = [match[1] for match in [_HEADER.search(content_type or "")] if match]
    for pattern in (_DECLARED, _XML_DECLARED):
        match = pattern.search(body[:_SNIFF])
        if match:
            found.append(match[1].decode("ascii"))
    return [label.strip().lower() for label in found]


def _try(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec, "replace")
    except (LookupError, UnicodeError):
        return None


def _plausible(text: str, body: bytes) -> bool:
    """Say whether a decoding leaves few enough gaps to be the right one."""
    wrong = text.count("\ufffd")
    foreign = sum(1 for byte in body[:200_000] if byte > 127)
    if not wrong:
        return True
    right = len(text) - sum(char.isascii() for char in text) - wrong
    return wrong <= max(min(3, right), foreign // 20)


def _detected(body: bytes) -> str:
    from charset_normalizer import from_bytes

    foreign = [i for i, byte in enumerate(body[:2_000_000]) if byte > 127]
    start = max(0, foreign[0] - 200) if foreign else 0
    if len(foreign) < _FEW and all(b - a > 1 for a, b in pairwise(foreign)):
        return "cp1252"  # single letters in plain ASCII: too few to count, and Western text by far the most often
    best = from_bytes(body[start : start + 20_000]).best()
    codec = best.encoding if best else "cp1252"
    return _SUPERSETS.get(codec.replace("_", "-"), codec)


def parse(text: str) -> Any:
    """Parse the text of a page into an lxml tree.

    Use it once per page: every reader takes the tree. Comments and processing instructions are dropped, entities are
    not expanded beyond HTML's own, control characters are blank, nothing is fetched, and nesting deeper than libxml2's
    limit is cut.

    Parameters
    ----------
    text : str
        HTML, complete or not.

    Returns
    -------
    lxml.html.HtmlElement
        The root; an empty document has an empty ``html`` element.

    Examples
    --------
    >>> parse("<p>Hello").xpath("string()")
    'Hello'
    """
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(_UNFIT.sub(b"", text.encode("utf-8", "replace").translate(_BLANK)), parser)
    except etree.LxmlError:
        root = None
    if root is None:
        root = etree.fromstring(b"<html><body></body></html>", parser)
    return root


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page states about itself outside its visible text."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    nodes: list[dict[str, Any]] = field(default_factory=list)
    links: dict[str, list[str]] = field(default_factory=dict)
    title: str | None = None
    language: str | None = None

    def meta(self, *names: str) -> str | None:
        """Return the first content of the first of these names that the page gives."""
        return next((self.metas[name][0] for name in names if self.metas.get(name)), None)

    def article_nodes(self) -> list[dict[str, Any]]:
        """Return the structured-data nodes that describe an article, the most telling first."""
        ranked = [(rank, node) for node in self.nodes if (rank := _article_rank(node)) < _NOT_ARTICLE]
        return [node for _, node in sorted(ranked, key=lambda pair: pair[0])]


_NOT_ARTICLE = 9
_ARTICLE_TYPES = {"newsarticle": 0, "reportagenewsarticle": 0, "liveblogposting": 0, "analysisnewsarticle": 0}
_NEAR_TYPES = {"webpage": 5, "itempage": 5, "videoobject": 6, "podcastepisode": 6, "event": 7, "review": 4}


def types_of(node: dict[str, Any]) -> list[str]:
    """Return the lower-case schema.org types of a structured-data node."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1].lower() for kind in kinds if isinstance(kind, str)]


def _article_rank(node: dict[str, Any]) -> int:
    ranks = [_NOT_ARTICLE]
    for kind in types_of(node):
        if kind in _ARTICLE_TYPES:
            ranks.append(_ARTICLE_TYPES[kind])
        elif kind.endswith(("article", "posting")) or kind in {"report", "creativework"}:
            ranks.append(2)
        elif kind in _NEAR_TYPES:
            ranks.append(_NEAR_TYPES[kind])
    return min(ranks) + (0 if "headline" in node or min(ranks) > 4 else 3)


def read_facts(root: Any) -> Facts:
    """Read a page's meta tags, Open Graph, JSON-LD, link relations, title and language in one walk.

    Parameters
    ----------
    root : lxml.html.HtmlElement
        From :func:`parse`.

    Returns
    -------
    Facts
        Names lower-case; contents cleaned, in page order.

    Examples
    --------
    >>> read_facts(parse('<meta property="og:title" content="Hello">')).meta("og:title")
    'Hello'
    """
    metas: dict[str, list[str]] = {}
    links: dict[str, list[str]] = {}
    nodes: list[dict[str, Any]] = []
    title: str | None = None
    for element in root.iter("meta", "link", "script", "title"):
        if element.tag == "meta":
            _add_meta(metas, element)
        elif element.tag == "link":
            _add_link(links, element)
        elif element.tag == "script":
            if "ld+json" in (element.get("type") or "").lower() and len(nodes) < _MAX_NODES:
                nodes.extend(json_nodes(element.text or ""))
        elif title is None and not any(True for _ in element.iterancestors("svg")):
            title = collapse("".join(element.itertext())) or None
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Facts(metas, nodes, links, repair_mojibake(title) if title else None, language)


def _add_meta(metas: dict[str, list[str]], element: Any) -> None:
    content = collapse(element.get("content") or "")
    if not content:
        return
    content = repair_mojibake(content[:20_000])
    for key in ("property", "name", "itemprop", "http-equiv"):
        name = (element.get(key) or "").strip().lower()
        if name:
            metas.setdefault(name, []).append(content)


def _add_link(links: dict[str, list[str]], element: Any) -> None:
    href = (element.get("href") or "").strip()
    for rel in (element.get("rel") or "").lower().split():
        if href and len(href) <= 4_000:
            links.setdefault(rel, []).append(href)


_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def json_nodes(source: str) -> list[dict[str, Any]]:
    """Return every object inside one JSON-LD block, outermost first.

    Use it for text that may be wrapped in comments, hold raw line breaks, have trailing commas, be a list, or be
    broken; what cannot be read yields nothing.

    Examples
    --------
    >>> [node["@type"] for node in json_nodes('[{"@type": "NewsArticle",}]')]
    ['NewsArticle']
    """
    if len(source) > _MAX_JSON:
        return []
    source = _WRAPPING.sub("", source).strip().rstrip(";")
    for candidate in (source, _TRAILING_COMMA.sub(r"\1", source)):
        try:
            return list(_walk(json.loads(candidate, strict=False)))
        except (ValueError, RecursionError):
            continue
    return _salvaged(source)


_SALVAGE = re.compile(
    r'"(headline|datePublished|dateModified|articleBody|articleSection)"\s*:\s*("(?:[^"\\]|\\.){1,100000}")'
)


def _salvaged(source: str) -> list[dict[str, Any]]:
    """Read the plain string fields of a block that is not valid JSON."""
    node: dict[str, Any] = {}
    for key, value in _SALVAGE.findall(source):
        try:
            node.setdefault(key, json.loads(value, strict=False))
        except ValueError:
            continue
    return [{"@type": "Article", **node}] if node else []


def _walk(data: Any) -> Iterator[dict[str, Any]]:
    queue, seen = deque([data]), 0
    while queue and seen < _MAX_NODES:
        item = queue.popleft()
        if isinstance(item, dict):
            seen += 1
            yield item
            queue.extend(value for value in item.values() if isinstance(value, dict | list))
        elif isinstance(item, list):
            queue.extend(value for value in item[:_MAX_NODES] if isinstance(value, dict | list))
