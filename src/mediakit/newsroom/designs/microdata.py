"""A Hong Kong daily with schema.org microdata in the markup and addresses that carry an id read easily as a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediakit.newsroom.designs import jsonld
from mediakit.newsroom.designs.common import (
    NOTICE,
    Site,
    body_html,
    british_date,
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
    "paragraph": '<p class="p--par">{text}</p>',
    "subhead": '<h3 class="p--sub">{text}</h3>',
    "quote": '<blockquote><p class="p--par">{text}</p></blockquote>',
    "item": '<li class="p--par">{text}</li>',
    "update": '<h3 class="p--sub">{text}</h3>',
    "credit": '<div class="photo-credit">Photo: {text}</div>',
    "caption": '<figure itemprop="image" itemscope itemtype="https://schema.org/ImageObject"><figcaption itemprop="caption">{text}</figcaption></figure>',
    "related": '<div class="related-article"><a href="/technology">{text}</a></div>',
    "promotion": '<div class="newsletter"><span>{text}</span><button>SUBMIT</button></div>',
    "notice": '<div class="print-note">{text}</div>',
    "biography": '<div class="author-bio" itemprop="author"><p>{text}</p></div>',
}


def paths(story: Story) -> tuple[str, ...]:
    """Return the addresses of the story's pages."""
    first = f"{_front_of(story)}/article/{story.published:%Y/%m}/{serial(story, 5)}/{story.slug}"
    return first, *(f"{first}/page/{number}" for number in range(2, page_count(story) + 1))


def _front_of(story: Story) -> str:
    """Return the address of the story's section."""
    return f"/{(story.section or 'news').lower().replace(' ', '-')}"


def _people(story: Story) -> str:
    marked = h(story.byline)
    for name, role in zip(story.authors, story.roles, strict=True):
        title = f'<meta itemprop="jobTitle" content="{h(role)}">' if role else ""
        tag = f'<span itemprop="author" itemscope itemtype="https://schema.org/Person"><a href="/author/" itemprop="name">{h(name)}</a>{title}</span>'
        for printed in (h(name), h(name).upper()):
            if printed in marked:
                marked = marked.replace(printed, tag.replace(f">{h(name)}<", f">{printed}<"), 1)
                break
    return marked


def page(story: Story, number: int, site: Site) -> str:
    """Draw one page of the story."""
    name = h(site.outlet.name)
    side = links(
        site.others(story, 4), '<article class="teaser"><h4><a href="{url}">{title}</a></h4></article>'
    )
    changed = (
        f'<div>Updated: <time itemprop="dateModified" datetime="{story.updated.isoformat()}">{story.updated:%H:%M}, {british_date(story.updated)}</time></div>'
        if story.updated
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{h(headline_for_search(story))} | {name}</title><link rel="canonical" href="{h(story.url)}"></head>
<body><header class="top"><a class="logo" href="/">{name}</a><nav><a href="/hong-kong">Hong Kong</a><a href="{_front_of(story)}">{h(story.section or "News")}</a><a href="/business">Business</a></nav></header>
<div itemscope itemtype="https://schema.org/NewsArticle" class="page"><meta itemprop="mainEntityOfPage" content="{h(story.url)}">
<h1 itemprop="headline">{h(story.title)}</h1><meta itemprop="alternativeHeadline" content="{h(headline_for_search(story))}">
<div class="byline">{_people(story)}</div>
<div>Published: <time itemprop="datePublished" datetime="{story.published.isoformat()}">{story.published:%H:%M}, {british_date(story.published)}</time></div>{changed}
<ul class="social"><li>WhatsApp</li><li>Facebook</li><li>Copy link</li><li>Why you can trust {name}</li></ul>
<div itemprop="articleBody" class="details">{body_html(page_blocks(story, number), _PATTERNS)}</div>
<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="{name}"></span>
<div class="topics"><a href="#">Post</a></div></div>
<aside class="most-read"><h3>Most read</h3>{side}</aside>
<section class="popup"><p>Download our app to get the stories that matter to your city.</p></section>
<footer><p class="disclosure">{h(NOTICE)}</p><p>Copyright © {story.published.year} {name} Publishers</p></footer></body></html>"""
