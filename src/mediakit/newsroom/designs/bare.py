"""A state-owned daily with no metadata at all: table layout, a visible date, an address without a headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediakit.newsroom.designs import jsonld
from mediakit.newsroom.designs.common import (
    NOTICE,
    Site,
    body_html,
    h,
    links,
    page_blocks,
    page_count,
    serial,
)

if TYPE_CHECKING:
    from mediakit.newsroom.stories import Story

ENCODING = "utf-8"
locked = jsonld.locked
_PATTERNS = {
    "paragraph": "<p>{text}</p>",
    "subhead": "<p><strong>{text}</strong></p>",
    "quote": "<blockquote>{text}</blockquote>",
    "item": "<li>{text}</li>",
    "update": "<p><strong>{text}</strong></p>",
    "credit": '<p align="right"><font size="2">[{text}]</font></p>',
    "caption": '<table align="center"><tr><td><img src="/pic.jpg"></td></tr><tr><td class="pic"><font size="2">{text}</font></td></tr></table>',
    "related": '<p><b><a href="/">{text}</a></b></p>',
    "promotion": '<div class="app"><font color="gray">{text}</font></div>',
    "notice": "<p><i>{text}</i></p>",
    "biography": "<p><i>{text}</i></p>",
}


def paths(story: Story) -> tuple[str, ...]:
    """Return the addresses of the story's pages."""
    stem = f"/english/{story.published:%Y-%m/%d}/content_{serial(story, 8)}"
    return f"{stem}.htm", *(f"{stem}_{number}.htm" for number in range(2, page_count(story) + 1))


def page(story: Story, number: int, site: Site) -> str:
    """Draw one page of the story."""
    name = h(site.outlet.name)
    stamp = (
        f"Updated: {story.updated:%Y-%m-%d %H:%M}" if story.updated else f"{story.published:%Y-%m-%d %H:%M}"
    )
    first = f"Published: {story.published:%Y-%m-%d %H:%M} | " if story.updated else ""
    side = links(site.others(story, 6), '<tr><td>· <a href="{url}">{title}</a></td></tr>')
    return f"""<html>
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{h(story.title)} - {name}</title></head>
<body>
<table width="960" align="center"><tr><td><a href="/">{name}</a></td><td>HOME</td><td>CHINA</td><td>WORLD</td><td>BUSINESS</td><td>LIFE</td></tr></table>
<table width="960" align="center"><tr><td width="660" valign="top">
<div class="crumb"><a href="/">Home</a> / <a href="/">{h(story.section or "China")}</a></div>
<h1>{h(story.title)}</h1>
<div class="info">{h(story.byline)} | {name} | {first}{stamp}</div>
<div class="tools">Share <a href="#">Weibo</a> <a href="#">WeChat</a> Font: <a href="#">A-</a> <a href="#">A+</a></div>
<div id="Content">
{body_html(page_blocks(story, number), _PATTERNS)}
</div>
<div>Most Viewed in 24 Hours</div></td>
<td width="300" valign="top"><table><tr><td><b>Top News</b></td></tr>{side}</table></td></tr></table>
<table width="960" align="center"><tr><td>{h(NOTICE)}</td></tr><tr><td>Copyright {name}. All rights reserved. Registration number: 000000</td></tr></table>
</body></html>"""


def front(site: Site) -> str:
    """Draw the front page."""
    rows = links(site.stories, '<tr><td>· <a href="{url}">{title}</a></td></tr>')
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{h(site.outlet.name)}</title></head>
<body><table>{rows}</table><p>{h(NOTICE)}</p></body></html>"""
