"""The sample newsroom's gold, field by field: facts that no labelled set of real pages holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import mediakit as mk
from mediakit import newsroom
from mediakit.extraction import join_parts
from mediakit.newsroom.site import replies
from mediakit.newsroom.stories import Story
from mediakit.records import Article

ENOUGH = 8
FURNITURE = ["caption", "credit", "related", "promotion", "notice", "biography"]


@pytest.fixture(scope="module")
def read(sample_study: Path) -> list[tuple[Story, Article]]:
    """Every story of the newsroom beside the article read out of its pages."""
    room = newsroom.load(sample_study / "newsroom")
    answers = replies(room)

    def article(story: Story) -> Article:
        pages = [
            mk.extract(answers[url].body, url=url, content_type=answers[url].content_type)
            for url in story.urls
        ]
        return join_parts(pages) if len(pages) > 1 else pages[0]

    return [(story, article(story)) for story in room.gold]


def wrong(read: list[tuple[Story, Article]], field: str) -> list[tuple[str, Any, Any]]:
    return [
        (story.id, getattr(article, field), getattr(story, field))
        for story, article in read
        if getattr(article, field) != getattr(story, field)
    ]


def cases(read: list[tuple[Story, Article]], has: Callable[[Story], object]) -> int:
    return sum(bool(has(story)) for story, _ in read)


@pytest.mark.parametrize(
    ("field", "has", "misses"),
    [
        ("title", lambda story: story.title, 0),
        ("search_title", lambda story: story.search_title, 2),
        ("authors", lambda story: story.authors, 0),
        ("roles", lambda story: any(story.roles), 0),
        ("wire", lambda story: story.wire, 0),
        ("dateline", lambda story: story.dateline, 0),
        ("section", lambda story: story.section, 0),
        ("byline", lambda story: story.byline, 0),
        ("access", lambda story: story.access, 0),
        ("language", lambda story: story.language, 0),
        ("text", lambda story: story.text, 0),
    ],
)
def test_a_field_is_as_its_gold(
    read: list[tuple[Story, Article]], field: str, has: Callable[[Story], object], misses: int
) -> None:
    assert cases(read, has) >= ENOUGH
    found = wrong(read, field)
    assert len(found) <= misses, found


def test_bodies_in_bylines_are_named(read: list[tuple[Story, Article]]) -> None:
    assert wrong(read, "organizations") == []


def test_every_outlet_is_named(read: list[tuple[Story, Article]]) -> None:
    assert [
        (story.id, article.outlet) for story, article in read if article.outlet != story.outlet.name
    ] == []


def test_the_newsroom_has_pages_of_every_access_and_language_it_names(
    read: list[tuple[Story, Article]],
) -> None:
    assert {story.access for story, _ in read} == {article.access for _, article in read}
    assert {story.language for story, _ in read} == {article.language for _, article in read} == {"en", "zh"}
    assert sum(story.language == "zh" for story, _ in read) >= ENOUGH or all(
        article.language == "zh" for story, article in read if story.language == "zh"
    )


def times(read: list[tuple[Story, Article]], field: str) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the clock of the page beside the clock of the gold: a page that states no zone cannot give the moment."""
    for story, article in read:
        got, gold = getattr(article, field), getattr(story, field)
        yield (
            story.id,
            got.isoformat()[:16] if got else None,
            gold.isoformat()[:16] if gold else None,
        )


@pytest.mark.parametrize("field", ["published", "updated"])
def test_times_are_those_of_the_page(read: list[tuple[Story, Article]], field: str) -> None:
    found = list(times(read, field))
    assert sum(gold is not None for _, _, gold in found) >= ENOUGH
    assert [row for row in found if row[1] != row[2]] == []


def test_a_page_with_a_clock_is_exact_to_the_second(read: list[tuple[Story, Article]]) -> None:
    assert {article.published_precision for _, article in read} == {"second"}


@pytest.mark.parametrize("kind", FURNITURE)
def test_furniture_is_never_text(read: list[tuple[Story, Article]], kind: str) -> None:
    blocks = [
        (story.id, block.text, article)
        for story, article in read
        for block in story.visible
        if block.kind == kind
    ]
    assert len(blocks) >= ENOUGH
    left = [(where, text) for where, text, article in blocks if text in article.text]
    assert left == []


@pytest.mark.parametrize("kind", FURNITURE)
def test_what_was_taken_out_says_what_it_is(read: list[tuple[Story, Article]], kind: str) -> None:
    named = sum(block.kind == kind for _, article in read for block in article.removed)
    assert named >= ENOUGH


def test_captions_are_kept_beside_the_text(read: list[tuple[Story, Article]]) -> None:
    gold = [(caption, article) for story, article in read for caption in story.captions]
    assert len(gold) >= ENOUGH
    kept = sum(any(caption in own for own in article.captions) for caption, article in gold)
    assert kept >= 0.9 * len(gold)


def test_who_reported_and_whose_logo_are_no_captions(read: list[tuple[Story, Article]]) -> None:
    captions = [caption for _, article in read for caption in article.captions]
    assert [c for c in captions if c.startswith(("Reporting", "Additional")) or c.endswith("logo")] == []


def test_names_are_read_whoever_publishes(read: list[tuple[Story, Article]]) -> None:
    """An agency that stands in no list is told by the form of its signs, on its own pages and on others'."""
    copies = [(story, article) for story, article in read if story.copy_of]
    assert len(copies) >= ENOUGH
    assert all(article.wire == story.wire for story, article in copies)
