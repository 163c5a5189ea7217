"""What a newsroom is made of: outlets, stories with their gold, blocks of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

BODY = ("paragraph", "subhead", "quote", "item", "update")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet, the design of its pages and the ways it offers to find them."""

    id: str
    name: str
    host: str
    country: str
    kind: str
    language: str
    design: str
    feed: str | None = None
    sitemap: str | None = None
    disallow: str | None = None
    faults: tuple[str, ...] = ()

    @property
    def front_url(self) -> str:
        """Address of the front page."""
        return f"http://{self.host}/"

    @property
    def feed_url(self) -> str | None:
        """Address of the feed, where there is one."""
        return f"http://{self.host}/{self.feed}.xml" if self.feed else None

    @property
    def sitemap_url(self) -> str | None:
        """Address of the sitemap that robots.txt names, where there is one."""
        names = {"plain": "sitemap.xml", "gzip": "sitemap.xml.gz", "index": "sitemap_index.xml"}
        return f"http://{self.host}/{names.get(self.sitemap, 'news-sitemap.xml')}" if self.sitemap else None


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page: a paragraph, another kind of body text, furniture, or a break."""

    kind: str
    text: str = ""
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One quotation as a reader marked it; the fields mean what they mean in ``records.Quote``."""

    text: str
    kind: str
    source_type: str = "unknown"
    speaker: str | None = None
    speaker_name: str | None = None
    role: str | None = None
    organization: str | None = None
    anonymous: bool = False
    anonymity: str | None = None
    anonymity_reason: str | None = None
    relayed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One article of one outlet with its gold; a republished agency copy is a story of its own."""

    id: str
    outlet: Outlet
    slug: str
    title: str
    published: datetime
    blocks: tuple[Block, ...]
    search_title: str | None = None
    section: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    roles: tuple[str | None, ...] = ()
    organizations: tuple[str, ...] = ()
    wire: str | None = None
    dateline: str | None = None
    updated: datetime | None = None
    language: str = "en"
    access: str = "open"
    event: str | None = None
    topics: tuple[str, ...] = ()
    quotes: tuple[GoldQuote, ...] = ()
    copy_of: str | None = None
    urls: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Canonical address."""
        return self.urls[0]

    @property
    def visible(self) -> tuple[Block, ...]:
        """Blocks that the pages show: of a stub, those above the paywall."""
        kinds = [block.kind for block in self.blocks]
        return self.blocks[: kinds.index("paywall")] if "paywall" in kinds else self.blocks

    @property
    def text(self) -> str:
        """Body that a reader of the pages sees, paragraphs joined by a blank line."""
        return "\n\n".join(block.text for block in self.visible if block.kind in BODY)

    @property
    def captions(self) -> tuple[str, ...]:
        """Captions of the pictures, in order."""
        return tuple(block.text for block in self.visible if block.kind == "caption")


@dataclass(frozen=True)
class Newsroom:
    """A folder of invented outlets and their articles."""

    folder: Path
    outlets: Mapping[str, Outlet]
    gold: tuple[Story, ...] = field(default=())

    def of(self, outlet: Outlet) -> tuple[Story, ...]:
        """Return the stories of one outlet, newest first."""
        return self._by_outlet.get(outlet.id, ())

    @cached_property
    def _by_outlet(self) -> dict[str, tuple[Story, ...]]:
        newest = sorted(self.gold, key=lambda story: (story.published, story.id), reverse=True)
        return {key: tuple(s for s in newest if s.outlet.id == key) for key in self.outlets}
