"""Find the part of a page that holds its prose, so that an engine reads that part alone."""

from __future__ import annotations

import re
from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from mediakit.extraction.page import ASIDE_NAMES, ASIDE_TAGS, class_of

_HOLDERS = ("p", "div", "td", "section", "article", "li", "blockquote", "main", "font", "center")
_LEAVES = frozenset({"p", "li", "blockquote"})
_PICTURE = frozenset({"figure", "figcaption"})
_INLINE = frozenset(
    {"b", "i", "em", "strong", "span", "u", "font", "mark", "small", "abbr", "cite", "q", "s", "big"}
)
_APART = re.compile(
    r"comment|disqus|respond|reply|replies|footer|sidebar|related|recirc|livefyre|coral|legal|copyright|cookie|consent|"
    r"modal|popup|overlay|dialog",
    re.IGNORECASE,
)
_SHARE = 0.85
_MAIN_SHARE = 0.6
_WHOLE = 0.35


@dataclass(frozen=True, slots=True)
class Scope:
    """The element that holds a page's prose, and how many characters of it."""

    element: Any
    mass: float


def _weight(element: Any) -> float:
    """Return the characters of prose that stand directly in an element, links counted against it."""
    if element.tag == "p":
        total = sum(map(len, element.itertext()))
        linked = sum(len(piece) for link in element.iter("a") for piece in link.itertext())
        weight = total - 1.2 * linked
        return weight if weight > 30 else 0.0
    weight = len((element.text or "").strip())
    for child in element:
        weight += len((child.tail or "").strip())
        if child.tag in _INLINE:
            weight += len((child.text or "").strip())
    return weight if weight > 60 else 0.0


def _blocks(body: Any) -> list[tuple[float, list[Any]]]:
    """Return each block of prose with its weight and the chain of elements from it up to the body."""
    found = []
    for element in body.iter(*_HOLDERS):
        weight = _weight(element)
        if weight:
            chain = [element]
            while chain[-1] is not body:
                chain.append(chain[-1].getparent())
            found.append((weight, chain))
    return found


def _aside(element: Any, known: dict[str, bool]) -> bool:
    if element.tag in ASIDE_TAGS or element.tag in _PICTURE:
        return True
    names = class_of(element)
    if len(names) < 5 or element.tag in {"body", "article", "main"}:
        return False
    if names not in known:
        known[names] = bool(ASIDE_NAMES.search(names) or _APART.search(names))
    return known[names]


def _masses(body: Any) -> dict[Any, float]:
    """Return the prose under each element, what stands in sidebars, comments and the like not counted.

    A block that holds a third of the page's prose is no sidebar, whatever its name.
    """
    blocks = _blocks(body)
    raw: dict[Any, float] = defaultdict(float)
    for weight, chain in blocks:
        for element in chain:
            raw[element] += weight
    known: dict[str, bool] = {}
    limit = _WHOLE * raw[body]
    apart = {element for element, mass in raw.items() if mass < limit and _aside(element, known)}
    mass: dict[Any, float] = defaultdict(float)
    for weight, chain in blocks:
        if apart.isdisjoint(chain):
            for element in chain:
                mass[element] += weight
    return dict(mass)


def _least(element: Any) -> float:
    """Return the share of its parent's prose that an element must hold to be followed; `main` is followed sooner."""
    return _MAIN_SHARE if element.tag == "main" or element.find(".//main") is not None else _SHARE


def find_scope(root: Any) -> Scope | None:
    """Return the smallest element that holds nearly all the prose of a page.

    Use it before an engine: from the body down, the child that holds 85 % of its parent's prose is followed, or 60 %
    where it is or holds the `main` element.

    Parameters
    ----------
    root : lxml.html.HtmlElement
        The tree.
    """
    body = root.find(".//body")
    if body is None:
        return None
    mass, node = _masses(body), body
    while True:
        children = [child for child in node if child in mass]
        best = max(children, key=mass.__getitem__, default=None)
        if best is None or mass[best] < _least(best) * mass[node] or best.tag in _LEAVES:
            break
        node = best
    return Scope(node, mass[node]) if node in mass else None


def cut_out(scope: Scope) -> Any:
    """Return a page that holds a copy of the scope's element alone."""
    from lxml import html as lxml_html

    # trafilatura keeps lists and subheads of what it takes for an article's element, and paragraphs alone of the rest
    page = lxml_html.document_fromstring("<html><body><article></article></body></html>")
    element = deepcopy(scope.element)
    element.tail = None
    if element.tag == "body":
        element.tag = "div"
    holder: Any = page.find(".//article")
    holder.append(element)
    return page
