"""What every page design needs: escaping, dates in words, blocks to HTML, the notice."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from mediakit.newsroom.stories import Block, Outlet, Story

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
NOTICE = (
    "Sample page. This outlet, its people and every quotation are invented for the mediakit sample newsroom; "
    "only the public events are real."
)
NOTICE_ZH = "样例页面：本站、人物和引语均为 mediakit 样例而虚构，只有公共事件是真实的。"
COMMENTS = (
    ("Harriet Pell", "I read this twice on the train. Somebody should ask why it took so long."),
    ("quietcanal", "As always the details are in the last paragraph. Thanks for the reporting."),
    ("Dieter M.", "My uncle said the same thing would happen ten years ago, and nobody listened to him."),
)


@dataclass(frozen=True)
class Site:
    """What a design may know beside the story: the outlet's other stories, newest first."""

    outlet: Outlet
    stories: Sequence[Story]

    def others(self, story: Story | None, count: int) -> list[Story]:
        """Return stories that stand next to this one, to fill sidebars and link lists."""
        place = self.stories.index(story) if story in self.stories else -1
        around = [self.stories[(place + step) % len(self.stories)] for step in range(1, len(self.stories))]
        return around[:count]


def h(text: str | None) -> str:
    """Escape text for HTML, attribute values included."""
    return escape(text or "", quote=True)


def path_of(story: Story, number: int = 0) -> str:
    """Return the path, with its query, of one of a story's pages."""
    parts = urlsplit(story.urls[number])
    return parts.path + (f"?{parts.query}" if parts.query else "")


def serial(story: Story, digits: int = 7) -> str:
    """Return a number for an address that stays the same on every machine."""
    return str(zlib.crc32(f"{story.outlet.id}/{story.slug}".encode()) % 10**digits).zfill(digits)


def page_count(story: Story) -> int:
    """Return how many pages the story is spread over."""
    return 1 + sum(block.kind == "page" for block in story.visible)


def page_blocks(story: Story, number: int) -> list[Block]:
    """Return the blocks of one page, counted from 0."""
    pages: list[list[Block]] = [[]]
    for block in story.visible:
        if block.kind == "page":
            pages.append([])
        else:
            pages[-1].append(block)
    return pages[number]


def long_date(when: datetime) -> str:
    """Write "July 6, 2020"."""
    return f"{MONTHS[when.month - 1]} {when.day}, {when.year}"


def british_date(when: datetime) -> str:
    """Write "6 July 2020"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def clock(when: datetime) -> str:
    """Write "6:05 p.m."."""
    return f"{when.hour % 12 or 12}:{when.minute:02d} {'p.m.' if when.hour >= 12 else 'a.m.'}"


def body_html(blocks: Sequence[Block], patterns: Mapping[str, str]) -> str:
    """Draw blocks with one pattern for each kind; a kind without a pattern is drawn as a paragraph.

    A dateline opens the paragraph that follows it, and neighbouring list items share a list.
    """
    out: list[str] = []
    dateline = ""
    for block in blocks:
        if block.kind == "dateline":
            dateline = f"{block.text} — "
            continue
        text = h(dateline + block.text) if block.kind == "paragraph" else h(block.text)
        dateline = "" if block.kind == "paragraph" else dateline
        out.append(_block_html(block, text, patterns))
    return "\n".join(out).replace("</ul>\n<ul>", "")


def _block_html(block: Block, text: str, patterns: Mapping[str, str]) -> str:
    pattern = patterns.get(block.kind, patterns["paragraph"])
    if block.kind == "item":
        return f"<ul>{pattern.format(text=text)}</ul>"
    if block.when is None:
        return pattern.format(text=text)
    when = block.when
    return pattern.format(
        text=text, iso=when.isoformat(), clock=clock(when), date=long_date(when), anchor=f"{when:%H%M}"
    )


def json_script(data: Mapping[str, Any]) -> str:
    """Write JSON-LD so that no text in it can end the script element."""
    text = json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def headline_for_search(story: Story) -> str:
    """Return the headline written for search engines, or the printed one."""
    return story.search_title or story.title


def links(stories: Sequence[Story], pattern: str) -> str:
    """Draw headlines of other stories, each as a link."""
    return "\n".join(pattern.format(url=h(path_of(story)), title=h(story.title)) for story in stories)


def comments(pattern: str) -> str:
    """Draw readers' comments."""
    return "\n".join(pattern.format(name=h(name), text=h(text)) for name, text in COMMENTS)


def description(story: Story) -> str:
    """Return a teaser: the start of the first paragraph, cut at a word."""
    first = next(block.text for block in story.blocks if block.kind == "paragraph")
    return first if len(first) <= 150 else first[:150].rsplit(" ", 1)[0] + "…"
