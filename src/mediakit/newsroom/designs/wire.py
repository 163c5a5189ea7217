"""A news agency: JSON-LD with an @graph whose nodes refer to one another, credits at the end of the copy."""

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
    serial,
)

if TYPE_CHECKING:
    from mediakit.newsroom.stories import Story

ENCODING = "utf-8"
front = jsonld.front
locked = jsonld.locked
_PATTERNS = {
    "paragraph": '<p data-testid="paragraph" class="text__text__1FZLe">{text}</p>',
    "subhead": '<h2 class="text__heading">{text}</h2>',
    "quote": '<blockquote class="quote">{text}</blockquote>',
    "item": "<li>{text}</li>",
    "update": '<h2 class="text__heading">{text}</h2>',
    "credit": '<p class="reporting-credit">{text}</p>',
    "caption": '<figure><figcaption data-testid="Body">{text}<button>Purchase Licensing Rights</button></figcaption></figure>',
    "related": '<div class="read-next"><span>{text}</span></div>',
    "promotion": '<div class="newsletter-signup"><p>{text}</p><button>Sign up</button></div>',
    "notice": '<p class="trust">{text}</p>',
    "biography": '<div class="author-card"><p>{text}</p></div>',
}


def paths(story: Story) -> tuple[str, ...]:
    """Return the addresses of the story's pages."""
    first = f"/article/{story.slug}-id{serial(story)}"
    return first, *(f"{first}/{number}" for number in range(2, page_count(story) + 1))


def metadata(story: Story) -> dict[str, Any]:
    """Return the graph: page, organisation, people and the article that refers to them."""
    site = f"http://{story.outlet.host}/"
    people = [
        {"@type": "Person", "@id": f"{site}#/person/{number}", "name": name}
        for number, name in enumerate(story.authors, 1)
    ]
    article = {
        "@type": ["Article", "NewsArticle"],
        "@id": f"{story.url}#article",
        "isPartOf": {"@id": story.url},
        "headline": story.title,
        "datePublished": story.published.isoformat(),
        "dateModified": (story.updated or story.published).isoformat(),
        "author": [{"@id": person["@id"]} for person in people] or {"@id": f"{site}#organization"},
        "publisher": {"@id": f"{site}#organization"},
        "articleSection": [story.section] if story.section else [],
        "inLanguage": "en-GB",
    }
    page = {
        "@type": "WebPage",
        "@id": story.url,
        "url": story.url,
        "name": f"{headline_for_search(story)} | {story.outlet.name}",
    }
    agency = {"@type": "Organization", "@id": f"{site}#organization", "name": story.outlet.name, "url": site}
    return {"@context": "https://schema.org", "@graph": [article, page, agency, *people]}


def page(story: Story, number: int, site: Site) -> str:
    """Draw one page of the story."""
    name = h(site.outlet.name)
    nxt = links(site.others(story, 4), '<li><a data-testid="Heading" href="{url}">{title}</a></li>')
    updated = f"<span>Updated {clock(story.updated)}</span>" if story.updated else ""
    return f"""<!doctype html><html lang="en"><head><meta charset="UTF-8"/><title>{h(headline_for_search(story))} | {name}</title>
<link rel="canonical" href="{h(story.url)}"/>{json_script(metadata(story))}</head>
<body><div id="fusion-app"><div class="site-header"><a href="/">{name}</a><ul><li>Markets</li><li>Legal</li><li>Technology</li></ul></div>
<div class="article-wrapper"><article>
<header><span class="kicker">{h(story.section)}</span><h1 data-testid="Heading">{h(story.title)}</h1>
<div class="info-line"><div class="author-name">{h(story.byline)}</div>
<time><span>{long_date(story.published)}</span><span>{clock(story.published)} GMT{story.published:%z}</span>{updated}</time></div>
<div class="toolbar"><button>Text size</button><button>X</button><button>Facebook</button><button>LinkedIn</button></div></header>
<div class="article-body__content">{body_html(page_blocks(story, number), _PATTERNS)}</div>
<p class="standards">Our Standards: The {name} Charter of Fairness.</p></article>
<div class="read-next-panel"><h2>Read Next</h2><ul>{nxt}</ul></div></div>
<div class="footer"><p>{h(NOTICE)}</p><p>All market figures delayed by at least 15 minutes. © {story.published.year} {name}. All rights reserved</p></div>
</div></body></html>"""
