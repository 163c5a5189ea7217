"""Every address of a newsroom and what it answers: pages, front pages, feeds, sitemaps, robots.txt, faults."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.utils import format_datetime
from html import escape

from mediakit.newsroom.designs import DESIGNS
from mediakit.newsroom.designs.common import Site, description
from mediakit.newsroom.stories import Newsroom, Outlet, Story

SLOW_SECONDS = 1.5
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address answers; ``before`` is answered once, the first time."""

    body: bytes
    content_type: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    before: Reply | None = None


def replies(newsroom: Newsroom) -> dict[str, Reply]:
    """Return address → reply for the whole newsroom, the same bytes on every machine."""
    answers: dict[str, Reply] = {}
    for outlet in newsroom.outlets.values():
        site = Site(outlet, newsroom.of(outlet))
        for path, reply in _outlet(site):
            answers[f"http://{outlet.host}{path}"] = reply
    return answers


def _outlet(site: Site) -> Iterator[tuple[str, Reply]]:
    yield from _pages(site)
    yield "/", _html(site, DESIGNS[site.outlet.design].front(site))
    yield "/robots.txt", Reply(_robots(site.outlet).encode(), "text/plain; charset=utf-8")
    if site.outlet.feed:
        yield f"/{site.outlet.feed}.xml", _feed(site)
    yield from _sitemaps(site)


def _html(site: Site, markup: str) -> Reply:
    encoding = DESIGNS[site.outlet.design].ENCODING
    declared = "text/html" if encoding == "gb18030" else f"text/html; charset={encoding}"
    return Reply(markup.encode(encoding, "xmlcharrefreplace"), declared)


def _path(site: Site, url: str) -> str:
    return url.removeprefix(f"http://{site.outlet.host}")


def _pages(site: Site) -> Iterator[tuple[str, Reply]]:
    design = DESIGNS[site.outlet.design]
    faulty = _faulty(site)
    for story in site.stories:
        for number, url in enumerate(story.urls):
            reply = _html(site, design.page(story, number, site))
            yield _path(site, url), _with_fault(reply, faulty.get(story.id) if number == 0 else None)
        if hasattr(design, "extra"):
            for path, markup in design.extra(story, site).items():
                yield path, _html(site, markup)
        if faulty.get(story.id) == "moved":
            yield _old_path(story), _redirect(story)
    if site.outlet.disallow and site.stories:
        yield _locked_path(site), _html(site, design.locked(site.stories[0], site))


def _faulty(site: Site) -> dict[str, str]:
    """Give each of the outlet's faults a story of its own: id → fault."""
    return {story.id: fault for story, fault in zip(site.stories, site.outlet.faults, strict=False)}


def _with_fault(reply: Reply, fault: str | None) -> Reply:
    if fault == "slow":
        return replace(reply, delay=SLOW_SECONDS)
    if fault == "busy":
        busy = Reply(b"Too many requests\n", "text/plain", status=429, headers=(("Retry-After", "1"),))
        return replace(reply, before=busy)
    return reply


def _redirect(story: Story) -> Reply:
    return Reply(b"Moved\n", "text/plain", status=301, headers=(("Location", story.url),))


def _old_path(story: Story) -> str:
    return f"/old/{story.slug}"


def _locked_path(site: Site) -> str:
    return f"{site.outlet.disallow}{site.stories[0].slug}"


def _listed(site: Site) -> list[tuple[str, Story]]:
    """Return what feed and sitemap list: address and story, newest first, faults included."""
    design, faulty = DESIGNS[site.outlet.design], _faulty(site)
    rows = []
    for story in site.stories:
        path = _old_path(story) if faulty.get(story.id) == "moved" else _path(site, story.url)
        rows.append((design.listed(story) if hasattr(design, "listed") else path, story))
    if site.stories and "missing" in site.outlet.faults:
        rows.append((f"/gone/{site.stories[-1].slug}", site.stories[-1]))
    if site.stories and site.outlet.disallow:
        rows.append((_locked_path(site), site.stories[0]))
    return [(f"http://{site.outlet.host}{path}", story) for path, story in rows]


def _robots(outlet: Outlet) -> str:
    lines = ["User-agent: *", f"Disallow: {outlet.disallow or ''}".rstrip()]
    if outlet.sitemap_url:
        lines.append(f"Sitemap: {outlet.sitemap_url}")
    return "\n".join(lines) + "\n"


def _feed(site: Site) -> Reply:
    encoding = "gb18030" if DESIGNS[site.outlet.design].ENCODING == "gb18030" else "utf-8"
    draw, kind = (_atom, "atom+xml") if site.outlet.feed == "atom" else (_rss, "rss+xml")
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n{draw(site)}'
    return Reply(text.encode(encoding), f"application/{kind}; charset={encoding}")


def _rss(site: Site) -> str:
    items = "\n".join(
        f"<item><title>{escape(story.title)}</title><link>{escape(url)}</link>"
        f'<guid isPermaLink="false">{escape(url)}</guid><pubDate>{format_datetime(story.published)}</pubDate>'
        f"<description>{escape(description(story))}</description></item>"
        for url, story in _listed(site)
    )
    return f"""<rss version="2.0"><channel><title>{escape(site.outlet.name)}</title><link>{site.outlet.front_url}</link>
<description>Invented outlet of the mediakit sample newsroom</description>
{items}
</channel></rss>
"""


def _atom(site: Site) -> str:
    entries = "\n".join(
        f'<entry><title>{escape(story.title)}</title><link rel="alternate" href="{escape(url)}"/><id>{escape(url)}</id>'
        f"<published>{story.published.isoformat()}</published>"
        f"<updated>{(story.updated or story.published).isoformat()}</updated>"
        f"<summary>{escape(description(story))}</summary></entry>"
        for url, story in _listed(site)
    )
    newest = max((story.updated or story.published for story in site.stories), default=None)
    stamp = f"<updated>{newest.isoformat()}</updated>" if newest else ""
    return f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(site.outlet.name)}</title><id>{site.outlet.front_url}</id>{stamp}
<subtitle>Invented outlet of the mediakit sample newsroom</subtitle>
{entries}
</feed>
"""


def _urlset(rows: list[tuple[str, Story]], news: str | None = None) -> bytes:
    entries = "\n".join(
        f"<url><loc>{escape(url)}</loc><lastmod>{(story.updated or story.published).isoformat()}</lastmod>"
        f"{_news(story) if news else ''}</url>"
        for url, story in rows
    )
    space = f' xmlns:news="{_NEWS}"' if news else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}"{space}>\n{entries}\n</urlset>\n'.encode()


def _news(story: Story) -> str:
    return (
        f"<news:news><news:publication><news:name>{escape(story.outlet.name)}</news:name>"
        f"<news:language>{story.language}</news:language></news:publication>"
        f"<news:publication_date>{story.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(story.title)}</news:title></news:news>"
    )


def _squeezed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def _sitemaps(site: Site) -> Iterator[tuple[str, Reply]]:
    rows, kind = _listed(site), site.outlet.sitemap
    if kind == "plain":
        yield "/sitemap.xml", Reply(_urlset(rows), "application/xml")
    elif kind == "news":
        yield "/news-sitemap.xml", Reply(_urlset(rows, news="news"), "application/xml")
    elif kind == "gzip":
        yield "/sitemap.xml.gz", Reply(_squeezed(_urlset(rows)), "application/gzip")
    elif kind == "index":
        yield from _index(site, rows)


def _index(site: Site, rows: list[tuple[str, Story]]) -> Iterator[tuple[str, Reply]]:
    years = sorted({story.published.year for _, story in rows})
    locs = "\n".join(
        f"<sitemap><loc>http://{site.outlet.host}/sitemap-{year}.xml.gz</loc></sitemap>" for year in years
    )
    index = f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{_SITEMAP}">\n{locs}\n</sitemapindex>\n'
    yield "/sitemap_index.xml", Reply(index.encode(), "application/xml")
    for year in years:
        part = [(url, story) for url, story in rows if story.published.year == year]
        yield f"/sitemap-{year}.xml.gz", Reply(_squeezed(_urlset(part)), "application/gzip")
