"""The records that pass between rooms: frozen, plain, each field's meaning in one place.

A field made with ``about(...)`` carries its meaning, and ``frames`` and the data dictionary read it from there.
Offsets (``start``, ``end``) are character positions, end exclusive, into the ``text`` of the article or of the
string that was given. Times are aware datetimes in UTC. What is missing is ``None`` or an empty tuple, never "".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Literal

Kind = Literal["direct", "mixed", "indirect"]
Access = Literal["open", "stub", "index", "gone"]
Label = Literal["negative", "neutral", "positive"]
SourceType = Literal[
    "company",
    "government",
    "state_media",
    "politician",
    "court_regulator",
    "activist_ngo",
    "expert",
    "analyst",
    "worker",
    "citizen",
    "media",
    "document",
    "unknown",
]
Anonymity = Literal["spokesperson", "official", "insider", "witness", "expert", "group", "other"]


def about(meaning: str, **options: Any) -> Any:
    """Declare a field of a record with its meaning."""
    return field(metadata={"about": meaning}, **options)


def meanings(record: type) -> dict[str, str]:
    """Return field → meaning of a record class, in order."""
    return {f.name: f.metadata["about"] for f in fields(record) if "about" in f.metadata}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that a way of discovery found, before anything is downloaded."""

    url: str = about("address of the page")
    title: str | None = about("headline as the finder gives it", default=None)
    published: datetime | None = about("time the finder gives, UTC", default=None)
    outlet: str | None = about("name of the outlet, where the finder or the study names it", default=None)
    found_by: str = about("way of discovery: feed, sitemap, links, gdelt, wayback …", default="links")
    query: str | None = about("the feed's address or the query that found it", default=None)


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as they came, from the network or from a file, before anything is read out of them."""

    url: str = about("address after redirects; import:NAME for a file that has none")
    body: bytes = about("payload, decoded from transfer and content encoding")
    fetched: datetime = about("when it was downloaded or imported, UTC")
    content_type: str | None = about("Content-Type as declared", default=None)
    status: int = about("HTTP status; 200 for a file", default=200)
    requested: str | None = about("address asked for, where it differs from url", default=None)
    headers: Mapping[str, str] = about("response headers", default_factory=dict)
    outlet: str | None = about("name of the outlet as the study names it", default=None)
    found_by: str | None = about("way of discovery, or 'import'", default=None)
    query: str | None = about("the feed's address or the query that found it", default=None)
    part_of: str | None = about("address of the first page, for a further page of an article", default=None)
    capture_id: str | None = about("id of the capture in the archive", default=None)


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be done, kept beside what could."""

    url: str = about("address or file that failed")
    stage: str = about("discover, collect, import, read, extract, quotes, mentions or sentiment")
    error: str = about("what went wrong, and what to do")


@dataclass(frozen=True, slots=True)
class Removed:
    """A block of a page that is not part of the article's text."""

    kind: Literal["credit", "caption", "related", "promotion", "biography", "notice"] = about("what it is")
    text: str = about("its words")


@dataclass(frozen=True, slots=True)
class Article:
    """One article, read from a page or from pasted text."""

    text: str = about("paragraphs joined by a blank line; empty when the page has no article", default="")
    title: str | None = about("printed headline", default=None)
    search_title: str | None = about("headline written for search engines, where it differs", default=None)
    authors: tuple[str, ...] = about("people who wrote it, in order", default=())
    roles: tuple[str | None, ...] = about("role of each author as written, same order", default=())
    byline: str | None = about("byline as printed", default=None)
    organizations: tuple[str, ...] = about("desks and bodies in the byline that are not people", default=())
    wire: str | None = about("news agency whose copy this is", default=None)
    dateline: str | None = about("place that opens the copy", default=None)
    published: datetime | None = about(
        "first publication, aware, in the zone the page states; UTC in frames", default=None
    )
    published_precision: Literal["day", "second"] | None = about("how exact published is", default=None)
    updated: datetime | None = about(
        "last stated change, aware, in the zone the page states; UTC in frames", default=None
    )
    outlet: str | None = about("name of what publishes it", default=None)
    section: str | None = about("section of the outlet", default=None)
    language: str | None = about("language of the text, ISO 639-1", default=None)
    url: str | None = about("canonical address", default=None)
    captions: tuple[str, ...] = about("captions and credits of pictures", default=())
    removed: tuple[Removed, ...] = about("blocks taken out of the text, with their kind", default=())
    access: Access = about(
        "open; stub (teaser only), index (not an article), gone (error page)", default="open"
    )
    engine: str | None = about(
        "what the text came from: trafilatura, newspaper3k, json-ld, text …", default=None
    )
    origins: Mapping[str, str] = about("field → tag or engine that it came from", default_factory=dict)
    next_pages: tuple[str, ...] = about("addresses of further pages of the same article", default=())
    stated_words: int | None = about("number of words that a press database states", default=None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text."""

    start: int = about("offset of its first character")
    end: int = about("offset after its last character")
    text: str = about("its words")
    paragraph: int = about("number of its paragraph, from 0")


@dataclass(frozen=True, slots=True)
class Quote:
    """One stretch of content that a text attributes to one source by one act of saying, writing or reporting."""

    start: int = about("offset of the content's first character")
    end: int = about("offset after the content's last character")
    text: str = about("the content")
    kind: Kind = about("direct, mixed or indirect")
    cue: str | None = about("words that attribute it: said, according to …", default=None)
    speaker: str | None = about("words nearest to the content that name the source", default=None)
    speaker_start: int | None = about("offset of the speaker's words", default=None)
    speaker_end: int | None = about("offset after the speaker's words", default=None)
    speaker_name: str | None = about("fullest name the article gives this source", default=None)
    role: str | None = about("role as written", default=None)
    organization: str | None = about("what the source speaks for or belongs to, as written", default=None)
    source_type: SourceType = about("what kind of source speaks", default="unknown")
    anonymous: bool = about("true when people speak whom the article names nowhere", default=False)
    anonymity: Anonymity | None = about("kind of unnamed source, only when anonymous", default=None)
    anonymity_reason: str | None = about("reason given for not naming, or 'none given'", default=None)
    relayed_by: str | None = about("outlet, document or platform that the words came through", default=None)
    confidence: float | None = about("probability that the speaker is right, 0 to 1", default=None)


@dataclass(frozen=True, slots=True)
class Mention:
    """One match of a codebook concept in a text."""

    concept: str = about("id of the concept")
    category: str = about("category of the concept")
    start: int = about("offset of the first character")
    end: int = about("offset after the last character")
    surface: str = about("the words that matched")


@dataclass(frozen=True, slots=True)
class Tone:
    """Sentiment towards a target."""

    score: float = about("from -1 (negative) to 1 (positive)")
    label: Label = about("negative, neutral or positive")
