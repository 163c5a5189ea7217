"""A WordPress-like blog: meta tags of a plug-in, credits, RELATED lines, newsletter and republication notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediakit.newsroom.designs import jsonld
from mediakit.newsroom.designs.common import (
    NOTICE,
    Site,
    body_html,
    clock,
    comments,
    description,
    h,
    headline_for_search,
    links,
    long_date,
    page_blocks,
    page_count,
)

if TYPE_CHECKING:
    from mediakit.newsroom.stories import Story

ENCODING = "utf-8"
front = jsonld.front
locked = jsonld.locked
_PATTERNS = {
    "paragraph": "<p>{text}</p>",
    "subhead": '<h4 class="wp-block-heading">{text}</h4>',
    "quote": '<blockquote class="wp-block-quote"><p>{text}</p></blockquote>',
    "item": "<li>{text}</li>",
    "update": "<h4>{text}</h4>",
    "credit": '<p class="photo-credit-line">{text}</p>',
    "caption": '<div class="wp-caption aligncenter"><img src="/wp-content/uploads/p.jpg" alt=""><p class="wp-caption-text">{text}</p></div>',
    "related": "<p><strong>(<a href='/'>{text}</a>)</strong></p>",
    "promotion": '<div class="mc4wp-form"><p>{text}</p></div>',
    "notice": "<p><em>{text}</em></p>",
    "biography": "<p>{text}</p>",
}


def paths(story: Story) -> tuple[str, ...]:
    """Return the addresses of the story's pages."""
    first = f"/{story.published:%Y/%m/%d}/{story.slug}/"
    return first, *(f"{first}{number}/" for number in range(2, page_count(story) + 1))


def _head(story: Story) -> str:
    updated = (
        f'<meta property="article:modified_time" content="{story.updated.isoformat()}" />'
        if story.updated
        else ""
    )
    section = f'<meta property="article:section" content="{h(story.section)}" />' if story.section else ""
    people = ", ".join(story.authors or story.organizations)
    return f"""<meta name="generator" content="WordPress 5.4.2" /><link rel="canonical" href="{h(story.url)}" />
<meta property="og:type" content="article" /><meta property="og:title" content="{h(headline_for_search(story))}" />
<meta property="og:description" content="{h(description(story))}" /><meta property="og:site_name" content="{h(story.outlet.name)}" />
<meta property="article:published_time" content="{story.published.isoformat()}" />{updated}{section}
<meta name="twitter:label1" content="Written by" /><meta name="twitter:data1" content="{h(people)}" />
<link rel="shortlink" href="http://{story.outlet.host}/?p={story.published:%d%H%M}" />"""


def page(story: Story, number: int, site: Site) -> str:
    """Draw one page of the story."""
    name = h(site.outlet.name)
    recent = links(site.others(story, 5), '<li><a href="{url}" rel="bookmark">{title}</a></li>')
    alike = links(
        site.others(story, 2), '<div class="jp-relatedposts-post"><a href="{url}">{title}</a></div>'
    )
    said = comments('<li class="comment"><cite class="fn">{name}</cite> says:<p>{text}</p></li>')
    return f"""<!DOCTYPE html>
<html lang="en-US" prefix="og: https://ogp.me/ns#"><head><meta charset="UTF-8" /><title>{h(headline_for_search(story))} &#8211; {name}</title>
{_head(story)}</head>
<body class="post-template-default single single-post"><div id="page" class="site">
<header id="masthead"><p class="site-title"><a href="/">{name}</a></p><nav><ul><li>Opinion</li><li>Politics</li><li>Tech</li><li>Store</li></ul></nav></header>
<main id="main"><article class="post type-post status-publish">
<header class="entry-header"><h1 class="entry-title">{h(story.title)}</h1></header>
<div class="author-box"><img src="/logo.png" alt="{name} logo"><div class="byline">{h(story.byline)}</div><div class="posted-on">{long_date(story.published)} {clock(story.published)} ET</div></div>
<div class="font-size">Font Size: <a>-</a> <a>+</a></div>
<div class="entry-content">
{body_html(page_blocks(story, number), _PATTERNS)}
<div class="sharedaddy"><h3 class="sd-title">Share this:</h3><ul><li>Click to share on Twitter (Opens in new window)</li><li>Click to share on Facebook (Opens in new window)</li></ul></div>
<div id="jp-relatedposts"><h3>Like this:</h3>{alike}</div>
</div></article>
<div id="comments"><h2>3 thoughts on &#8220;{h(story.title)}&#8221;</h2><ol>{said}</ol></div></main>
<aside id="secondary"><section class="widget"><h2>Recent Posts</h2><ul>{recent}</ul></section><section class="widget"><h2>Newsletter</h2><p>Get the Dispatch in your inbox every morning.</p></section></aside>
<footer id="colophon"><p>{h(NOTICE)}</p><p>Proudly powered by WordPress</p></footer></div></body></html>"""
