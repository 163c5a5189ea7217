"""One page, parsed once, as every reader of it sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from mediakit.extraction.people import fold
from mediakit.html import Facts, types_of
from mediakit.outlets import Outlet
from mediakit.text import collapse, repair_mojibake
from mediakit.urls import host

_MAX_NAME = 300
ASIDE_TAGS = frozenset(
    {"nav", "aside", "footer", "template", "noscript", "script", "style", "iframe", "form", "button", "svg"}
)
ASIDE_NAMES = re.compile(
    r"related|recommend|sidebar|side-bar|rail\b|most-?(?:read|popular|viewed)|trending|popular|teaser|promo|carousel|"
    r"newsletter|footer|comment|widget|(?:^|[-_ ])(?:nav|menu|card|tile|more)(?:$|[-_ ])|navigation|breadcrumb|latest|next-?article|read-?next",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class View:
    """A page's tree, its facts, where it came from, what its outlet is called and what is known of it beforehand."""

    root: Any
    facts: Facts
    url: str | None
    nodes: tuple[dict[str, Any], ...]
    heading: Any | None
    site: frozenset[str]
    outlet: str | None
    row: Outlet | None = None


def names_of(value: Any) -> Iterator[str]:
    """Yield the plain names in a structured-data value: text, object with a name, or a list of them."""
    if isinstance(value, str):
        yield collapse(unescape(value))
    elif isinstance(value, list):
        for item in value[:50]:
            yield from names_of(item)
    elif isinstance(value, dict):
        given, family = value.get("givenName"), value.get("familyName")
        yield from names_of(value.get("name") or (f"{given} {family}" if given and family else None))


def unescape(text: str) -> str:
    """Undo entities and tags that structured data should not hold."""
    from html import unescape as html_unescape

    return repair_mojibake(re.sub(r"</?[a-zA-Z][^<>]{0,300}>", "", html_unescape(text)))


def string_of(node: dict[str, Any], *keys: str) -> str | None:
    """Return the first non-empty text under one of the keys of a structured-data node."""
    for key in keys:
        found = next((name for name in names_of(node.get(key)) if name), None)
        if found:
            return found
    return None


def text_of(element: Any, separator: str = "") -> str:
    """Return the text of an element, scripts and styles left out, its pieces joined by ``separator``."""
    return collapse(separator.join(pieces(element)))


def pieces(element: Any) -> list[str]:
    """Return the text pieces of an element in order, those of scripts and styles left out."""
    hidden = [node for node in element.iter("script", "style", "noscript", "svg", "template")]
    if not hidden:
        return [piece for piece in element.itertext() if piece.strip()]
    skip = {child for node in hidden for child in node.iter()}
    return [piece for piece, owner in _owned(element) if owner not in skip and piece.strip()]


def _owned(element: Any) -> Iterable[tuple[str, Any]]:
    for node in element.iter():
        if node.text:
            yield node.text, node
        if node.tail and node is not element:
            yield node.tail, node.getparent()


def class_of(element: Any) -> str:
    """Return an element's class, id and test id as one string."""
    marks = (element.get("class"), element.get("id"), element.get("data-testid"))
    return " ".join(mark[:_MAX_NAME] if mark else "" for mark in marks)


def in_aside(element: Any, heading: Any | None = None) -> bool:
    """Say whether an element stands in navigation, a sidebar, a teaser or the like; what holds the heading is none."""
    around = set(heading.iterancestors()) if heading is not None else ()
    for node in (element, *element.iterancestors()):
        if node in around or node.tag in {"body", "html"}:
            return False
        if node.tag in ASIDE_TAGS:
            return True
        if node.tag not in {"article", "main"} and ASIDE_NAMES.search(class_of(node)):
            return True
    return False


def view(root: Any, facts: Facts, url: str | None, row: Outlet | None = None) -> View:
    """Gather what every reader of a page needs.

    Parameters
    ----------
    root : lxml.html.HtmlElement
        The tree.
    facts : Facts
        What the page states about itself.
    url : str, optional
        Where it came from.
    row : Outlet, optional
        What is known of its outlet beforehand.
    """
    nodes = tuple(facts.article_nodes())
    outlet = (row.name if row else None) or outlet_name(facts, nodes) or _signed_title(root, facts, url)
    names = {outlet, facts.meta("og:site_name"), facts.meta("application-name"), *_publishers(facts, nodes)}
    site = {fold(name) for name in names if name} | _host_names(url)
    heading = main_heading(root, facts, nodes)
    return View(root, facts, url, nodes, heading, frozenset(site - {""}), outlet, row)


def _host_names(url: str | None) -> set[str]:
    name = host(url) if url else None
    if not name:
        return set()
    labels = name.split(".")
    return {fold(name), fold(labels[0])} | ({fold(labels[-2])} if len(labels) > 1 else set())


def _publishers(facts: Facts, nodes: tuple[dict[str, Any], ...]) -> list[str]:
    """Return the names of publishers; a person who publishes under their own name is no outlet."""
    publishers = [
        item for node in nodes for item in _listed(node.get("publisher")) if "person" not in _kinds(item)
    ]
    found = [name for item in publishers for name in names_of(item)]
    for node in facts.nodes:
        kinds = set(types_of(node))
        if {"organization", "newsmediaorganization", "website"} & kinds and "person" not in kinds:
            found.extend(names_of(node.get("name")))
    authors = {
        fold(name)
        for node in facts.nodes
        if "person" in types_of(node)
        for name in names_of(node.get("name"))
    }
    return [name for name in found if fold(name) not in authors]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _kinds(value: Any) -> list[str]:
    return types_of(value) if isinstance(value, dict) else []


def outlet_name(facts: Facts, nodes: tuple[dict[str, Any], ...]) -> str | None:
    """Return the name of what publishes a page, by its own statement."""
    site = facts.meta("og:site_name")
    if site and not site.startswith(("http", "@")):
        return site
    return (
        next((name for name in _publishers(facts, nodes) if name), None)
        or facts.meta("application-name")
        or site
    )


def _signed_title(root: Any, facts: Facts, url: str | None) -> str | None:
    """Return the name that a page's link to the front page has, where its title ends with it: "… - The Bugle"."""
    fronts = {"/", f"http://{host(url or '')}", f"https://{host(url or '')}"}
    for link in islice(root.iter("a"), 40):
        front = (link.get("href") or "").replace("//www.", "//")
        name = text_of(link) if front in fronts or front.removesuffix("/") in fronts else ""
        if 1 < len(name) <= 40 and (facts.title or "").endswith(name) and facts.title != name:
            return name
    return None


def _tokens(text: str) -> set[str]:
    from mediakit.text import words

    found = set(words(text))
    return found if len(found) > 1 else found | set(text)


def similarity(one: str, other: str) -> float:
    """Return the share of the smaller title's words that the other has too, 0 to 1."""
    a, b = _tokens(one), _tokens(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def stated_titles(facts: Facts, nodes: tuple[dict[str, Any], ...]) -> list[str]:
    """Return the titles that a page's tags state, the most telling first."""
    found = [string_of(node, "headline", "name") for node in nodes[:2]]
    found += [
        facts.meta("og:title"),
        facts.meta("twitter:title", "dc.title", "parsely-title", "sailthru.title"),
        facts.title,
    ]
    return [title for title in found if title]


def main_heading(root: Any, facts: Facts, nodes: tuple[dict[str, Any], ...]) -> Any | None:
    """Return the heading element that prints the article's headline, or None."""
    stated = stated_titles(facts, nodes)
    best, best_score = None, 0.0
    for index, element in enumerate(_headings(root)):
        text = text_of(element, " ")
        if not text or len(text) > 400:
            continue
        close = max((similarity(text, title) for title in stated), default=0.0)
        length = min(1.0, len(text) / 25)
        score = (
            close * length
            + (0.25 if element.tag == "h1" else 0.0)
            - 0.01 * index
            - (0.3 if in_aside(element) else 0)
        )
        if score > best_score:
            best, best_score = element, score
    alone = len(root.xpath("//h1")) == 1
    return best if best_score >= (0.2 if alone or not stated else 0.5) else None


def _headings(root: Any) -> list[Any]:
    first = list(root.iter("h1"))[:12]
    named = (
        [
            e
            for e in root.iter("h2", "h3", "p", "div", "span", "td")
            if re.search(r"headline|article-?title|entry-title|post-title|story-?title", class_of(e), re.I)
        ]
        if not first
        else []
    )
    return [*first, *(list(root.iter("h2"))[:4] if not first else []), *named[:6]]
