"""A trade site whose feed lists AMP pages; each names its canonical address, which is a plain page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediakit.newsroom.designs import jsonld
from mediakit.newsroom.designs.common import (
    NOTICE,
    Site,
    body_html,
    clock,
    h,
    headline_for_search,
    json_script,
    links,
    long_date,
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
    "subhead": "<h2>{text}</h2>",
    "quote": '<amp-fit-text class="pull"><blockquote>{text}</blockquote></amp-fit-text>',
    "item": "<li>{text}</li>",
    "update": "<h2>{text}</h2>",
    "credit": '<p class="image-credit">Image Credits: {text}</p>',
    "caption": '<figure><amp-img src="/photo.jpg" width="640" height="360" layout="responsive"></amp-img><figcaption>{text}</figcaption></figure>',
    "related": '<p class="inline-related"><strong>{text}</strong></p>',
    "promotion": '<amp-iframe class="nl" src="/nl"><p placeholder>{text}</p></amp-iframe>',
    "notice": '<p class="disclosure"><em>{text}</em></p>',
    "biography": '<div class="author-bio"><p>{text}</p></div>',
}


def paths(story: Story) -> tuple[str, ...]:
    """Return the addresses of the story's pages."""
    first = f"/{story.published.year}/{story.published.month}/{story.slug}"
    return first, *(f"{first}/{number}" for number in range(2, page_count(story) + 1))


def listed(story: Story) -> str:
    """Return the path that the feed lists: the AMP page."""
    return f"/amp{path_of(story)}"


def page(story: Story, number: int, site: Site) -> str:
    """Draw one canonical page of the story."""
    name = h(site.outlet.name)
    side = links(site.others(story, 5), '<li><a href="{url}">{title}</a></li>')
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{h(headline_for_search(story))} | {name}</title>
<link rel="canonical" href="{h(story.url)}"><link rel="amphtml" href="http://{site.outlet.host}{h(listed(story))}">
{json_script(jsonld.metadata(story))}</head><body><header><a href="/">{name}</a></header>
<article class="post"><h1 class="post-title">{h(story.title)}</h1><div class="meta">{h(story.byline)} / {clock(story.published)} · {long_date(story.published)}</div>
<div class="article-content">{body_html(page_blocks(story, number), _PATTERNS)}</div></article>
<aside><h2>Most Popular</h2><ul>{side}</ul></aside><footer><p>{h(NOTICE)}</p></footer></body></html>"""


def extra(story: Story, site: Site) -> dict[str, str]:
    """Draw the AMP page of the story."""
    name = h(site.outlet.name)
    side = links(site.others(story, 4), '<a class="rel" href="{url}">{title}</a>')
    blocks = [block for number in range(page_count(story)) for block in page_blocks(story, number)]
    markup = f"""<!doctype html>
<html ⚡ lang="en"><head><meta charset="utf-8"><script async src="https://cdn.ampproject.example/v0.js"></script>
<title>{h(headline_for_search(story))} | {name}</title><link rel="canonical" href="{h(story.url)}">
<meta name="viewport" content="width=device-width,minimum-scale=1">{json_script(jsonld.metadata(story))}
<style amp-custom>article{{margin:0 auto;max-width:42rem}}</style></head>
<body><header class="amp-header"><a href="/">{name}</a></header><amp-sidebar id="menu"><ul><li>Startups</li><li>Venture</li><li>Security</li></ul></amp-sidebar>
<article class="amp-wp-article"><header><h1 class="amp-wp-title">{h(story.title)}</h1>
<div class="amp-wp-meta amp-wp-byline">{h(story.byline)}</div><div class="amp-wp-meta"><time datetime="{story.published.isoformat()}">{clock(story.published)} • {long_date(story.published)}</time></div></header>
<amp-social-share type="twitter"></amp-social-share>
<div class="amp-wp-article-content">{body_html(blocks, _PATTERNS)}</div>
<footer class="amp-wp-article-footer"><div class="tax">Topics: Apps, Policy</div></footer></article>
<div class="amp-related"><h3>More from {name}</h3>{side}</div>
<amp-user-notification layout="nodisplay"><p>This site uses cookies.</p></amp-user-notification>
<footer class="amp-wp-footer"><p>{h(NOTICE)}</p></footer></body></html>"""
    return {listed(story): markup}
