"""Articles that run over several pages: find the further pages, join the parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from mediakit.errors import InputError
from mediakit.extraction.page import View, class_of
from mediakit.records import Article
from mediakit.text import collapse, join_paragraphs, paragraphs, strip_controls
from mediakit.urls import absolute, host, same_page

_NEXT = re.compile(
    r"^(?:next(?: page)?|continue(?: to)? page \d+|page \d+|\d{1,2}|weiter|nächste seite|page suivante|siguiente|下一页|下一頁|次へ|次のページ)\s*[›»>→]*$",
    re.IGNORECASE,
)
_PAGER = re.compile(
    r"pagina(?:tion|r)|pager|page-?(?:links|numbers|nav)|post-?page|multi-?page", re.IGNORECASE
)
_PAGE_KEYS = frozenset({"page", "p", "pg", "pagina", "seite", "pagenum", "page_no"})


def page_number(url: str) -> int:
    """Return the number of the page that an address asks for, 1 when it asks for none.

    Examples
    --------
    >>> page_number("https://example.org/a?page=3"), page_number("https://example.org/a/2"), page_number("https://example.org/a")
    (3, 2, 1)
    """
    parts = urlsplit(url)
    asked = next(
        (value for key, value in parse_qsl(parts.query) if key.lower() in _PAGE_KEYS and value.isdigit()),
        None,
    )
    if asked is None:
        match = re.search(
            r"(?:/(?:page|seite|p)?[/-]?|[_-](?:p|page)?)(\d{1,2})(?:/|\.s?html?)?$", parts.path
        )
        asked = match[1] if match else "1"
    return int(asked[:4])


def _stem(url: str) -> str:
    path = re.sub(
        r"(?:/(?:page|seite|p)?[/-]?|[_-](?:p|page)?)\d{1,2}(?=/?$|\.s?html?$)",
        "",
        urlsplit(url).path.rstrip("/"),
    )
    return f"{host(url)}{re.sub(r'[.]s?html?$', '', path)}"


def next_pages(view: View) -> tuple[str, ...]:
    """Return the addresses of further pages of the same article, in order.

    Use it to give the collector what is missing. Only links that differ from the page's own address in a page number count.
    """
    base = view.url
    if not base:
        return ()
    links = [*view.facts.links.get("next", [])]
    links += [a.get("href") for a in _kindred(view.root, base) if _is_next(a)]
    found: dict[int, str] = {}
    for link in links:
        target = absolute(link, base)
        if target and not same_page(target, base) and _stem(target) == _stem(base):
            number = page_number(target)
            if page_number(base) < number <= 50:
                found.setdefault(number, target)
    return tuple(found[number] for number in sorted(found))


def _kindred(root: Any, base: str) -> list[Any]:
    """Return the links whose address holds the last part of the page's own, or only a query."""
    last = re.sub(r"\d+$|[.]s?html?$", "", _stem(base).rsplit("/", 1)[-1])
    test = "contains(@href, $last) or starts-with(@href, '?') or contains(@rel, 'next')"
    return list(root.xpath(f"//a[@href and ({test})]", last=strip_controls(last) or "?"))[:3_000]


def _is_next(link: Any) -> bool:
    if "next" in (link.get("rel") or "").lower().split():
        return True
    label = collapse("".join(link.itertext()))[:40]
    if not _NEXT.match(label):
        return False
    return (
        any(_PAGER.search(class_of(node)) for node in islice((link, *link.iterancestors()), 5))
        or not label.isdigit()
    )


def join_parts(articles: Sequence[Article]) -> Article:
    """Join the pages of one article, in the order given.

    Use it on what ``extract`` returned for each page. Facts come from the first page that states them; a paragraph
    that a later page repeats from an earlier one is kept once.

    Parameters
    ----------
    articles : sequence of Article
        At least one, first page first.

    Returns
    -------
    Article

    Raises
    ------
    InputError
        When there is no article.

    Examples
    --------
    >>> join_parts([Article(text="One."), Article(text="Two.")]).text
    'One.\\n\\nTwo.'
    """
    if not articles:
        message = "no article to join was given; expected at least the first page's"
        raise InputError(message)
    first = articles[0]
    blocks = dict.fromkeys(block for article in articles for block in paragraphs(article.text))
    captions = tuple(dict.fromkeys(caption for article in articles for caption in article.captions))
    removed = tuple(dict.fromkeys(block for article in articles for block in article.removed))
    fallback = {
        name: _first(articles, name)
        for name in ("title", "byline", "published", "updated", "section", "outlet", "wire", "dateline")
    }
    named = next((article for article in articles if article.authors), first)
    return replace(first, text=join_paragraphs(list(blocks)), captions=captions, removed=removed, authors=named.authors,
                   roles=named.roles, next_pages=(), **fallback)  # fmt: skip


def _first(articles: Sequence[Article], name: str) -> Any:
    return next((value for article in articles if (value := getattr(article, name)) is not None), None)
