"""A technology site: live blogs as LiveBlogPosting, other articles with meta tags only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
)

if TYPE_CHECKING:
    from mediakit.newsroom.stories import Block, Story

ENCODING = "utf-8"
front = jsonld.front
locked = jsonld.locked
_PATTERNS = {
    "paragraph": "<p>{text}</p>",
    "subhead": "<h3>{text}</h3>",
    "quote": "<blockquote><p>{text}</p></blockquote>",
    "item": "<li>{text}</li>",
    "update": '</section><section class="live-update" id="update-{anchor}"><time class="stamp" datetime="{iso}">{clock} · {date}</time><h3 class="live-heading">{text}</h3><button class="share-update">Share</button>',
    "credit": '<cite class="credit">{text}</cite>',
    "caption": '<figure><figcaption class="caption">{text}</figcaption></figure>',
    "related": '<div class="c-related"><h4>Related</h4><ul><li><a href="/">{text}</a></li></ul></div>',
    "promotion": '<form class="c-newsletter"><p>{text}</p><button>Subscribe</button></form>',
    "notice": '<p class="c-disclosure">{text}</p>',
    "biography": '<div class="c-bio"><p>{text}</p></div>',
}


def paths(story: Story) -> tuple[str, ...]:
    """Return the addresses of the story's pages."""
    kind = "live" if _is_live(story) else f"{story.published.year}"
    first = f"/{kind}/{story.slug}"
    return first, *(f"{first}/{number}" for number in range(2, page_count(story) + 1))


def _is_live(story: Story) -> bool:
    return any(block.kind == "update" for block in story.blocks)


def _updates(story: Story) -> list[list[Block]]:
    groups: list[list[Block]] = []
    for block in story.visible:
        if block.kind == "update":
            groups.append([block])
        elif groups:
            groups[-1].append(block)
    return groups


def _metadata(story: Story) -> dict[str, Any]:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": group[0].text,
            "datePublished": group[0].when.isoformat() if group[0].when else None,
            "articleBody": "\n".join(
                block.text for block in group[1:] if block.kind in ("paragraph", "quote", "item")
            ),
        }
        for group in _updates(story)
    ]
    return {
        **jsonld.metadata(story),
        "@type": "LiveBlogPosting",
        "coverageStartTime": story.published.isoformat(),
        "liveBlogUpdate": updates,
    }


def _described(story: Story) -> str:
    if _is_live(story):
        return json_script(_metadata(story))
    changed = f'<meta name="last-modified" content="{story.updated.isoformat()}">' if story.updated else ""
    return f"""<meta name="author" content="{h(", ".join(story.authors))}"><meta name="parsely-pub-date" content="{story.published.isoformat()}">
<meta name="parsely-title" content="{h(story.title)}"><meta name="parsely-section" content="{h(story.section or "News")}">{changed}"""


def page(story: Story, number: int, site: Site) -> str:
    """Draw one page of the story."""
    name = h(site.outlet.name)
    side = links(site.others(story, 5), '<li><a href="{url}">{title}</a></li>')
    badge = '<span class="badge">LIVE</span>' if _is_live(story) else ""
    edited = f" Last updated {long_date(story.updated)}, {clock(story.updated)}" if story.updated else ""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{h(headline_for_search(story))} - {name}</title><link rel="canonical" href="{h(story.url)}">
{_described(story)}</head>
<body><div class="bar"><a href="/">{name}</a> <a>Reviews</a> <a>Policy</a> <a>Science</a> <a>Podcasts</a></div>
<main class="l-wrap"><article>{badge}<h1 class="c-page-title">{h(story.title)}</h1>
<div class="c-byline">{h(story.byline)} <time>{long_date(story.published)}, {clock(story.published)}</time>{edited}</div>
<div class="c-entry-content"><section>{body_html(page_blocks(story, number), _PATTERNS)}</section></div></article>
<div class="c-sidebar"><h3>Top stories</h3><ol>{side}</ol></div></main>
<div class="consent"><p>We and our 317 partners store information on your device.</p><button>Agree</button></div>
<footer><p>{h(NOTICE)}</p><p>Terms of Use · Privacy · Ethics</p></footer></body></html>"""
