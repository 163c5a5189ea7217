"""A Chinese daily in GB18030 that declares gb2312, with its date in Chinese and almost no metadata."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from mediakit.newsroom.designs.common import (
    NOTICE_ZH,
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

ENCODING = "gb18030"
_PATTERNS = {
    "paragraph": '<p style="text-indent:2em">{text}</p>',
    "subhead": '<p style="text-align:center"><strong>{text}</strong></p>',
    "quote": "<blockquote>{text}</blockquote>",
    "item": "<li>{text}</li>",
    "update": "<p><strong>{text}</strong></p>",
    "credit": '<p class="laiyuan">图片来源：{text}</p>',
    "caption": '<div class="img_wrapper"><img src="/p.jpg"><span class="img_descr">{text}</span></div>',
    "related": '<div class="xgxw"><a href="/">{text}</a></div>',
    "promotion": '<div class="app-kaihu-qr"><span>{text}</span></div>',
    "notice": '<p class="article-declare">{text}</p>',
    "biography": '<p class="show_author">{text}</p>',
}


def _chinese_date(when: datetime) -> str:
    return f"{when.year}年{when.month:02d}月{when.day:02d}日 {when:%H:%M}"


def paths(story: Story) -> tuple[str, ...]:
    """Return the addresses of the story's pages."""
    stem = f"/n1/{story.published:%Y/%m%d}/c{serial(story, 5)}-{serial(story, 8)}"
    return f"{stem}.html", *(f"{stem}-{number}.html" for number in range(2, page_count(story) + 1))


def page(story: Story, number: int, site: Site) -> str:
    """Draw one page of the story."""
    name = h(site.outlet.name)
    updated = f"<span>更新时间：{_chinese_date(story.updated)}</span>" if story.updated else ""
    hot = links(site.others(story, 6), '<li><a href="{url}" target="_blank">{title}</a></li>')
    return f"""<!DOCTYPE html>
<html><head><meta http-equiv="content-type" content="text/html; charset=gb2312">
<title>{h(story.title)}--{name}</title><meta name="keywords" content="科技,互联网"></head>
<body><div class="top"><a href="/">{name}</a> 首页 | 时政 | 财经 | 科技 | 评论 | 客户端</div>
<div class="crumbs">您当前的位置：<a href="/">首页</a> &gt; {h(story.section or "科技")} &gt; 正文</div>
<div class="layout"><h1 class="main-title">{h(story.title)}</h1>
<div class="date-source"><span class="date">{_chinese_date(story.published)}</span> {updated} <span>来源：{name}</span> <span class="author">{h(story.byline)}</span> <span>分享到： 微信 微博</span> <span>字号：小 大</span></div>
<div class="article" id="artibody">
{body_html(page_blocks(story, number), _PATTERNS)}
</div>
<div class="share">点赞 收藏 评论(3)</div>
<div class="comment"><p>网友 山外山：写得清楚，收藏了。</p><p>网友 老陈：后面还会有变化。</p></div></div>
<div class="sidebar"><h2>热门新闻</h2><ul>{hot}</ul></div>
<div class="footer"><p>{h(NOTICE_ZH)}</p><p>版权所有 {name} 未经授权不得转载</p></div></body></html>"""


def front(site: Site) -> str:
    """Draw the front page."""
    rows = links(site.stories, '<li><a href="{url}">{title}</a></li>')
    return f"""<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=gb2312"><title>{h(site.outlet.name)}</title></head>
<body><ul>{rows}</ul><p>{h(NOTICE_ZH)}</p></body></html>"""


def locked(story: Story, site: Site) -> str:
    """Draw the members' page that robots.txt keeps crawlers from."""
    return f"""<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=gb2312"><title>会员专享</title></head>
<body><h1>会员专享：{h(story.title)}</h1><p>{h(NOTICE_ZH)}</p></body></html>"""
