"""The section of the outlet that an article stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from mediakit.extraction.page import View, class_of, names_of, string_of, text_of
from mediakit.extraction.people import fold
from mediakit.html import types_of

_META = ("article:section", "parsely-section", "cxenseparse:section", "section", "sailthru.section")
_CRUMBS = re.compile(r"bread-?crumb|(?:^|[-_\s])crumbs?(?:$|[-_\s])", re.IGNORECASE)
_STEP = re.compile(r"\s*[>›»→/|]\s*|[：:]\s*|\s{2,}")
_NO_SECTION = frozenset(
    "home homepage startseite accueil inicio portada 首页 首頁 正文 您当前的位置 当前位置 您的位置".split()
)
_LONGEST = 40


def read_section(view: View) -> str | None:
    """Return the section: as JSON-LD and meta tags state it, then as breadcrumbs or the way through the address name it.

    Use it on a page's view.

    Examples
    --------
    >>> from mediakit.extraction import extract
    >>> extract("<div class=crumbs><a href=/>Home</a> / <a href=/world>World</a></div><h1>Rain</h1>").section
    'World'
    """
    stated = next((found for node in view.nodes[:2] if (found := string_of(node, "articleSection"))), None)
    return stated or view.facts.meta(*_META) or next(_crumbs(view), None) or _linked(view)


def _crumbs(view: View) -> Iterator[str]:
    """Yield the steps of the breadcrumbs, the front page, the outlet's name and the headline left out."""
    title = fold(text_of(view.heading)) if view.heading is not None else ""
    for step in _steps(view):
        plain = fold(step)
        if plain and plain not in _NO_SECTION | view.site | {title} and len(step) <= _LONGEST:
            yield step.strip()


def _steps(view: View) -> Iterator[str]:
    for node in view.facts.nodes:
        if "breadcrumblist" in types_of(node):
            yield from _items(node.get("itemListElement"))
    blocks = islice(view.root.iter("div", "nav", "ul", "ol", "p"), 2_000)
    for element in islice((block for block in blocks if _CRUMBS.search(class_of(block))), 2):
        yield from _STEP.split("  ".join(element.itertext()))


def _items(listed: object) -> Iterator[str]:
    for item in listed[:8] if isinstance(listed, list) else []:
        inner = item.get("item") if isinstance(item, dict) else None
        yield from list(names_of(item)) or names_of(inner if isinstance(inner, dict) else None)


def _linked(view: View) -> str | None:
    """Return what the page calls the first step of its address, where it links to it: /world/2020/rain and "World"."""
    steps = urlsplit(view.url or "").path.strip("/").split("/")
    if len(steps) < 2 or not re.fullmatch(r"(?!en-|[a-z]{2}-[a-z]{2}$)[a-z][a-z-]{2,20}", steps[0]):
        return None
    links = view.root.xpath(
        "//a[@href=$bare or @href=$slashed]", bare=f"/{steps[0]}", slashed=f"/{steps[0]}/"
    )
    return next((text for link in links[:5] if 1 < len(text := text_of(link)) <= _LONGEST), None)
