"""A daily whose pages carry one JSON-LD NewsArticle and generated class names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mediakit.newsroom.designs.common import (
    NOTICE,
    Site,
    body_html,
    clock,
    comments,
    description,
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
_PATTERNS = {
    "paragraph": '<p class="css-evys1bk0">{text}</p>',
    "subhead": '<h2 class="css-1aoo5yy">{text}</h2>',
    "quote": '<blockquote class="css-vfx2n3"><p>{text}</p></blockquote>',
    "item": "<li>{text}</li>",
    "update": '<h2 class="css-1aoo5yy">{text}</h2>',
    "credit": '<div class="css-1a48zt4"><span class="css-16f3y1r">Credit</span><span>{text}</span></div>',
    "caption": '<figure class="css-hxpw2c"><img src="/img/photo.jpg" alt=""><figcaption class="css-1l44abu">{text}</figcaption></figure>',
    "related": '<aside class="css-1e2vg"><a href="/world/">{text}</a></aside>',
    "promotion": '<div class="css-nl42" role="complementary"><p>{text}</p></div>',
    "notice": '<p class="css-corr"><em>{text}</em></p>',
    "biography": '<div class="css-bio"><p>{text}</p></div>',
}


def paths(story: Story) -> tuple[str, ...]:
    """Return the addresses of the story's pages."""
    section = (story.section or "world").lower().replace(" ", "-").replace("&", "and")
    first = f"/{story.published:%Y/%m/%d}/{section}/{story.slug}.html"
    return first, *(f"{first}?page={number}" for number in range(2, page_count(story) + 1))


def metadata(story: Story) -> dict[str, Any]:
    """Return what the page says of itself as JSON-LD."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "alternativeHeadline": story.search_title,
        "datePublished": story.published.isoformat(),
        "dateModified": (story.updated or story.published).isoformat(),
        "author": [{"@type": "Person", "name": name} for name in story.authors]
        or [{"@type": "Organization", "name": name} for name in story.organizations],
        "articleSection": story.section,
        "inLanguage": story.language,
        "mainEntityOfPage": story.url,
        "isAccessibleForFree": story.access == "open",
        "publisher": {"@type": "NewsMediaOrganization", "name": story.outlet.name},
        "description": description(story),
    }
    return {key: value for key, value in data.items() if value not in (None, [])}


def page(story: Story, number: int, site: Site) -> str:
    """Draw one page of the story."""
    name, title = h(site.outlet.name), h(headline_for_search(story))
    updated = f" · Updated {long_date(story.updated)}, {clock(story.updated)}" if story.updated else ""
    wall = (
        '<div class="css-gate" data-testid="gateway"><h3>Keep reading with a subscription</h3>'
        "<p>Create your free account or log in to continue. Already a subscriber? Log in.</p></div>"
        if story.access == "stub"
        else ""
    )
    side = links(site.others(story, 5), '<li><a class="css-9mylee" href="{url}">{title}</a></li>')
    more = links(site.others(story, 3), '<div class="css-card"><h3><a href="{url}">{title}</a></h3></div>')
    after = (
        f'<p class="css-pages"><a href="{h(path_of(story, number + 1))}">Next page</a></p>'
        if number + 1 < len(story.urls)
        else ""
    )
    said = comments('<div class="css-c"><b>{name}</b><p>{text}</p></div>')
    return f"""<!DOCTYPE html>
<html lang="{h(story.language)}"><head><meta charset="utf-8"><title>{title} - {name}</title>
<link rel="canonical" href="{h(story.url)}"><meta name="description" content="{h(description(story))}">
<meta property="og:title" content="{title}"><meta property="og:type" content="article"><meta property="og:site_name" content="{name}">
{json_script(metadata(story))}</head>
<body><div id="app"><header class="css-hd"><a href="/">{name}</a><nav><a href="/world/">World</a> <a href="/business/">Business</a> <a href="/opinion/">Opinion</a> <a href="/members/">Subscribe</a></nav></header>
<main id="site-content"><article id="story" class="css-1vxca1d">
<p class="css-kicker">{h(story.section)}</p><h1 data-testid="headline" class="css-rsa88z">{h(story.title)}</h1>
<div class="css-share"><button>Share full article</button><button>Save</button><span>14</span></div>
<p class="css-byline">{h(story.byline)}</p>
<time class="css-date" datetime="{story.published.isoformat()}">{long_date(story.published)}{updated}</time>
<section name="articleBody">{body_html(page_blocks(story, number), _PATTERNS)}</section>{after}{wall}
</article>
<aside class="css-rail"><h2>Most Popular</h2><ol>{side}</ol></aside>
<section class="css-more"><h2>More in {h(story.section or "World")}</h2>{more}</section>
<section id="comments"><h2>Comments 3</h2>{said}</section></main>
<div class="css-cookie" role="dialog"><p>We use cookies and similar methods to recognise visitors and remember their preferences.</p><button>Accept all</button></div>
<footer><p class="sample-notice">{h(NOTICE)}</p><p>© {story.published.year} {name} Company</p><a href="/contact/">Contact us</a> <a href="/terms/">Terms</a></footer>
</div></body></html>"""


def front(site: Site) -> str:
    """Draw the front page."""
    name = h(site.outlet.name)
    cards = links(
        site.stories, '<div class="css-card"><h3><a href="{url}">{title}</a></h3><p>4 min read</p></div>'
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{name} - Breaking News, World News and Business</title></head>
<body><header><h1>{name}</h1></header><main>{cards}</main><footer><p class="sample-notice">{h(NOTICE)}</p></footer></body></html>"""


def locked(story: Story, site: Site) -> str:
    """Draw the members' page that robots.txt keeps crawlers from."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Members' briefing - {h(site.outlet.name)}</title></head>
<body><main><h1>Members' briefing: {h(story.title)}</h1><p>Notes for members on <a href="{h(path_of(story))}">our article</a>.</p></main>
<footer><p class="sample-notice">{h(NOTICE)}</p></footer></body></html>"""
