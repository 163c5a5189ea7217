"""A British daily that describes its pages with Open Graph and article: tags only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediakit.newsroom.designs import jsonld
from mediakit.newsroom.designs.common import (
    NOTICE,
    Site,
    body_html,
    british_date,
    comments,
    description,
    h,
    headline_for_search,
    links,
    page_blocks,
    page_count,
    serial,
)

if TYPE_CHECKING:
    from mediakit.newsroom.stories import Story

ENCODING = "utf-8"
front = jsonld.front
locked = jsonld.locked
_PATTERNS = {
    "paragraph": "<p>{text}</p>",
    "subhead": '<h2 class="crosshead">{text}</h2>',
    "quote": '<blockquote class="pullquote">{text}</blockquote>',
    "item": "<li>{text}</li>",
    "update": "<h2>{text}</h2>",
    "credit": '<div class="mol-credit">{text}</div>',
    "caption": '<div class="image-wrap"><img src="/i/pix.jpg" alt=""><p class="imageCaption">{text}</p></div>',
    "related": '<div class="related-carousel"><h3>RELATED ARTICLES</h3><ul><li><a href="/news/">{text}</a></li></ul></div>',
    "promotion": '<div class="nl-box"><strong>{text}</strong><input type="email" placeholder="Your email"></div>',
    "notice": '<p class="syndication"><i>{text}</i></p>',
    "biography": '<p class="tagline">{text}</p>',
}


def paths(story: Story) -> tuple[str, ...]:
    """Return the addresses of the story's pages."""
    first = f"/news/{story.slug}-{serial(story, 8)}"
    return first, *(f"{first}?pg={number}" for number in range(2, page_count(story) + 1))


def _tags(story: Story) -> str:
    pairs = [
        ("og:type", "article"),
        ("og:title", headline_for_search(story)),
        ("og:url", story.url),
        ("og:site_name", story.outlet.name),
        ("og:description", description(story)),
        ("article:published_time", story.published.isoformat()),
        *([("article:modified_time", story.updated.isoformat())] if story.updated else []),
        *([("article:section", story.section)] if story.section else []),
        *(("article:author", name) for name in story.authors),
    ]
    return "\n".join(f'<meta property="{key}" content="{h(value)}">' for key, value in pairs)


def page(story: Story, number: int, site: Site) -> str:
    """Draw one page of the story."""
    name = h(site.outlet.name)
    side = links(site.others(story, 6), '<li class="puff"><a href="{url}"><span>{title}</span></a></li>')
    said = comments('<li class="comment"><span class="user">{name}</span>, 3 hours ago<p>{text}</p></li>')
    updated = (
        f'<span class="upd">Updated: {story.updated:%H:%M}, {british_date(story.updated)}</span>'
        if story.updated
        else ""
    )
    wall = (
        '<div class="paywall"><p>To continue reading this article, start your free trial today.</p><p>One month free, then £2 a week</p></div>'
        if story.access == "stub"
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="en-gb"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{h(headline_for_search(story))} | {name}</title>
<link rel="canonical" href="{h(story.url)}">
{_tags(story)}</head>
<body class="article"><div id="cookie-banner">By clicking OK you consent to our use of cookies. <a href="#">OK</a></div>
<div class="masthead"><a href="/">{name}</a></div>
<div class="nav"><ul><li>News</li><li>Politics</li><li>Sport</li><li>Opinion</li><li>Culture</li></ul></div>
<div id="content"><div class="alpha" id="js-article-text">
<h1>{h(story.title)}</h1><p class="author-section byline-plain">{h(story.byline)}</p>
<p class="byline-section"><span class="pub">Published: {story.published:%H:%M}, {british_date(story.published)}</span> {updated}</p>
<div class="shareBar"><a href="#">e-mail</a> <a href="#">Tweet</a> <span>27 shares</span></div>
<div itemprop="articleBody">{body_html(page_blocks(story, number), _PATTERNS)}</div>{wall}
<div class="tags">Topics: <a href="#">Technology</a> <a href="#">World</a></div>
<div id="reader-comments"><h3>Comments</h3><ul>{said}</ul></div></div>
<div class="beta"><h3>DON'T MISS</h3><ul>{side}</ul><div class="advert">Advertisement</div></div></div>
<div class="page-footer"><p>{h(NOTICE)}</p><p>Published by {name} Newspapers Ltd</p></div></body></html>"""
