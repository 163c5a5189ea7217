"""A magazine: articles over two pages (rel=next and page links), and teasers before a paywall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediakit.newsroom.designs import jsonld
from mediakit.newsroom.designs.common import (
    MONTHS,
    NOTICE,
    Site,
    body_html,
    h,
    headline_for_search,
    json_script,
    links,
    page_blocks,
    page_count,
    path_of,
)

if TYPE_CHECKING:
    from mediakit.newsroom.stories import Story

ENCODING = "utf-8"
front = jsonld.front
locked = jsonld.locked
_PATTERNS = {
    "paragraph": "<p>{text}</p>",
    "subhead": '<h2 class="section-break">{text}</h2>',
    "quote": '<blockquote class="long-quote"><p>{text}</p></blockquote>',
    "item": "<li>{text}</li>",
    "update": "<h2>{text}</h2>",
    "credit": '<p class="illustration-credit">{text}</p>',
    "caption": '<figure class="lede-art"><img src="/art.jpg" alt=""><figcaption>{text}</figcaption></figure>',
    "related": '<div class="recirc"><h6>Read more</h6><a href="/">{text}</a></div>',
    "promotion": '<div class="inline-newsletter"><p>{text}</p><label>E-mail address</label></div>',
    "notice": '<p class="note"><small>{text}</small></p>',
    "biography": '<p class="contributor"><em>{text}</em></p>',
}


def paths(story: Story) -> tuple[str, ...]:
    """Return the addresses of the story's pages."""
    first = f"/features/{story.slug}"
    return first, *(f"{first}?page={number}" for number in range(2, page_count(story) + 1))


def _pager(story: Story, number: int) -> str:
    if len(story.urls) == 1:
        return ""
    numbers = " ".join(
        f'<span class="current">{i + 1}</span>'
        if i == number
        else f'<a href="{h(path_of(story, i))}">{i + 1}</a>'
        for i in range(len(story.urls))
    )
    after = (
        f'<a class="next" rel="next" href="{h(path_of(story, number + 1))}">Next page</a>'
        if number + 1 < len(story.urls)
        else ""
    )
    return f'<nav class="pagination" aria-label="Pages">{numbers} {after}</nav>'


def _relations(story: Story, number: int) -> str:
    tags = [f'<link rel="canonical" href="{h(story.urls[number])}">']
    if number:
        tags.append(f'<link rel="prev" href="{h(story.urls[number - 1])}">')
    if number + 1 < len(story.urls):
        tags.append(f'<link rel="next" href="{h(story.urls[number + 1])}">')
    return "".join(tags)


def page(story: Story, number: int, site: Site) -> str:
    """Draw one page of the story."""
    name = h(site.outlet.name)
    more = links(
        site.others(story, 3), '<section class="promo"><h4><a href="{url}">{title}</a></h4></section>'
    )
    issue = f"{MONTHS[story.published.month - 1]} {story.published.year} issue"
    wall = (
        '<div class="subscribe-wall"><h3>This article is for subscribers</h3><p>You have read your last free article of the month. Subscribe for HK$38 a month and read everything.</p></div>'
        if story.access == "stub"
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{h(headline_for_search(story))} | {name}</title>{_relations(story, number)}
<meta property="og:title" content="{h(headline_for_search(story))}"><meta name="author" content="{h(", ".join(story.authors))}">
{json_script(jsonld.metadata(story))}</head>
<body><header class="site"><a href="/">{name}</a><nav><a href="/features">Features</a><a href="/essays">Essays</a><a href="/books">Books</a></nav></header>
<main><article class="feature"><header><div class="rubric">{h(story.section or "Features")}</div><h1>{h(story.title)}</h1>
<p class="byline">{h(story.byline)}</p><p class="issue">{h(issue)}</p><time datetime="{story.published.date().isoformat()}"></time></header>
<div class="body-copy">{body_html(page_blocks(story, number), _PATTERNS)}</div>{wall}{_pager(story, number)}</article>
<div class="more">{more}</div></main>
<footer><p>{h(NOTICE)}</p><p>{name} is published ten times a year.</p></footer></body></html>"""
