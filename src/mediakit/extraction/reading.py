"""Page to article: parse once, read every fact from the one tree, choose and clean the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mediakit.extraction.access import read_access
from mediakit.extraction.body import Body, read_body
from mediakit.extraction.byline import Credits, read_credits
from mediakit.extraction.clean import Known, kind_of
from mediakit.extraction.language import read_language
from mediakit.extraction.page import View, text_of, view
from mediakit.extraction.parts import next_pages
from mediakit.extraction.people import fold
from mediakit.extraction.prune import drop
from mediakit.extraction.published import Times, read_times
from mediakit.extraction.section import read_section
from mediakit.extraction.title import read_title
from mediakit.extraction.wire import full_sign, split_dateline, wire_of
from mediakit.html import decode, parse, read_facts
from mediakit.outlets import Outlet, agency_of, calls_itself_agency, outlet_at
from mediakit.records import Article, Removed
from mediakit.text import join_paragraphs
from mediakit.urls import absolute, is_web


def extract(
    html: bytes | str,
    url: str | None = None,
    *,
    content_type: str | None = None,
    outlets: Sequence[Outlet] = (),
) -> Article:
    """Read the article of a saved news page.

    Use it on the bytes as they came, with the address they came from. Nothing is fetched. A page without an article
    gives an ``Article`` with empty text and ``access`` that says why.

    Parameters
    ----------
    html : bytes or str
        The page.
    url : str, optional
        Its address: it resolves links and gives a date when nothing else does.
    content_type : str, optional
        The Content-Type header, for its charset.
    outlets : sequence of Outlet, optional
        What is known of single outlets, from ``mediakit.outlets.read_outlets``; what the package knows comes after it.

    Returns
    -------
    Article
        Each field's meaning stands in ``mediakit.records``; ``origins`` says which tag or engine gave it.

    Raises
    ------
    PageTooLargeError
        When the page is over ``mediakit.html.MAX_BYTES``; bad HTML never raises.

    Examples
    --------
    >>> extract("<h1>Rain expected on Monday</h1><p>It will rain on Monday, the weather office said.</p>").title
    'Rain expected on Monday'

    Notes
    -----
    How each field is chosen stands in docs/methods/extraction.md.
    """
    root = parse(decode(html, content_type=content_type))
    facts = read_facts(root)
    url = url if url and is_web(url) else _canonical(facts.links, None)
    row = outlet_at(url, outlets) if url else None
    dropped = _drop_known(root, row) if row else ()
    page = view(root, facts, url, row)
    title, search_title, title_origin = read_title(page)
    credits, times = read_credits(page), read_times(page)
    section = read_section(page)
    body = read_body(page, _known(page, (title, section), credits))
    body = replace(body, removed=(*dropped, *body.removed))
    return _article(page, (title, search_title, title_origin), section, credits, times, body)


def _drop_known(root: Any, row: Outlet) -> tuple[Removed, ...]:
    """Take out the blocks that an outlet's row calls no part of its articles."""
    found = [element for selector in row.drop for element in root.cssselect(selector)]
    texts = [text_of(element, " ") for element in found]
    for element in found:
        if element.getparent() is not None:
            drop(element)
    return tuple(Removed(kind_of(text) or "notice", text) for text in texts if text)


def _known(page: View, labels: tuple[str | None, str | None], credits: Credits) -> Known:
    """Gather what the text should not repeat above its first sentence."""
    lines = (*labels, credits.printed, page.outlet, *credits.line.people)
    return Known(labels[0], credits.line.people, frozenset(fold(line) for line in lines if line))


def _canonical(links: dict[str, list[str]], url: str | None) -> str | None:
    stated = next(iter(links.get("canonical", [])), None)
    return absolute(stated, url) if stated else None


def _address(page: View) -> str | None:
    canonical = _canonical(page.facts.links, page.url)
    if canonical and (page.url is None or _is_deeper(canonical, page.url)):
        return canonical
    return page.url


def _is_deeper(canonical: str, url: str) -> bool:
    """Say whether a canonical address names an article, not the front page that some outlets state everywhere."""
    from urllib.parse import urlsplit

    return bool(urlsplit(canonical).path.strip("/")) or not urlsplit(url).path.strip("/")


def _full_wire(sign: str, page: View) -> str | None:
    """Return an agency by its full name; an outlet's own sign counts only where the outlet is an agency."""
    if agency_of(sign):
        return sign
    if page.outlet and fold(page.outlet).startswith(fold(sign)):
        return page.outlet if calls_itself_agency(page.outlet) else None
    return full_sign(sign, page.root.xpath("//text()[contains(., $sign)]", sign=sign)[:40])


def _article(
    page: View,
    titles: tuple[str | None, str | None, str | None],
    section: str | None,
    credits: Credits,
    times: Times,
    body: Body,
) -> Article:
    first, place, line_wire = split_dateline(body.paragraphs[0]) if body.paragraphs else ("", None, None)
    paragraphs = [first, *body.paragraphs[1:]]
    text = join_paragraphs(paragraphs)
    wire = line_wire or credits.line.wire or wire_of(body.removed, paragraphs)
    origins: dict[str, Any] = {
        "title": titles[2],
        "authors": credits.origin,
        "published": times.origin,
        "text": body.engine,
    }
    return Article(
        text=text,
        title=titles[0],
        search_title=titles[1],
        authors=credits.line.people,
        roles=credits.line.roles,
        byline=credits.printed,
        organizations=credits.line.organizations,
        wire=_full_wire(wire, page) if wire else None,
        dateline=place,
        published=times.published.local if times.published else None,
        published_precision=times.published.precision if times.published else None,
        updated=times.updated.local if times.updated else None,
        outlet=page.outlet,
        section=section,
        language=read_language(text or titles[0] or "", page.facts.language),
        url=_address(page),
        captions=body.captions,
        removed=body.removed,
        access=read_access(page, titles[0], text),
        engine=body.engine,
        origins={field: origin for field, origin in origins.items() if origin},
        next_pages=next_pages(page),
    )
