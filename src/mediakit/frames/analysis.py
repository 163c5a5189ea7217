"""One article into rows: its sentences, quotations and mentions."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mediakit.frames.schema import SCHEMAS
from mediakit.mentions import find_mentions
from mediakit.quotes import find_quotes
from mediakit.records import Article, Failure, Quote, meanings
from mediakit.sentences import split_sentences
from mediakit.sentiment import sentence_sentiment, target_sentiment
from mediakit.text import count_words

if TYPE_CHECKING:
    from mediakit.codebook import Codebook


def article_id(address: str) -> str:
    """Return the id of the first version of an article: 12 hex digits of its address's hash.

    Later versions add ``-2``, ``-3`` …

    Examples
    --------
    >>> article_id("http://a.example/1")
    '6f09fce05af7'
    """
    return hashlib.sha256(address.encode()).hexdigest()[:12]


Rows = dict[str, list[dict[str, Any]]]

Sentiment = Callable[[str, int, int], float]
"""Scores ``sentence[start:end]`` in its sentence from -1 to 1; the whole sentence when the span is all of it."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """One article with the rows that were read out of it, before it has an id."""

    stem: str
    article: dict[str, Any]
    rows: Rows
    failures: list[Failure] = field(default_factory=list)


def analyse(
    article: Article,
    codebook: Codebook | None,
    *,
    address: str,
    capture_id: str | None = None,
    sentiment: Sentiment | None = None,
) -> Analysed:
    """Read sentences, quotations and mentions out of one article.

    Parameters
    ----------
    article : Article
        As ``mk.extract`` returns it.
    codebook : Codebook or None
        None finds no mentions.
    address : str
        What identifies the article: its url, or the name of the file it came from.
    capture_id : str, optional
        Capture that it was read from.
    sentiment : callable, optional
        ``sentiment(sentence, start, end) -> float`` in place of the kit's own, for text in any language.

    Returns
    -------
    Analysed
        Rows for the frames; a step that failed is in ``failures``, the others stand.
    """
    failures: list[Failure] = []

    def attempt(stage: str, step: Callable[[], list[dict[str, Any]]]) -> list[dict[str, Any]]:
        try:
            return step()
        except Exception as error:  # one text must not end a run over thousands: it becomes a row of failures
            failures.append(Failure(url=address, stage=stage, error=f"{type(error).__name__}: {error}"))
            return []

    score = sentiment or (_own_sentiment if article.language in (None, "en") else None)
    sentences = attempt("sentences", lambda: _sentence_rows(article.text, score))
    mentions = attempt("mentions", lambda: _mention_rows(article, sentences, codebook, score))
    quotes = attempt("quotes", lambda: _quote_rows(article, mentions, score))
    rows = {"sentences": sentences, "quotes": quotes, "mentions": mentions}
    return Analysed(article_id(address), _article_row(article, capture_id), rows, failures)


def _article_row(article: Article, capture_id: str | None) -> dict[str, Any]:
    row = {name: getattr(article, name, None) for name in SCHEMAS["articles"]}
    joined = {name: "; ".join(getattr(article, name)) or None for name in ("authors", "organizations")}
    roles = "; ".join(role or "" for role in article.roles) if any(article.roles) else None
    origins = {f"{name}_origin": article.origins.get(name) for name in ("title", "authors", "published")}
    return (
        row
        | joined
        | origins
        | {"roles": roles, "words": count_words(article.text), "capture_id": capture_id}
    )


def _own_sentiment(sentence: str, start: int, end: int) -> float:
    if (start, end) == (0, len(sentence)):
        return sentence_sentiment(sentence)
    return target_sentiment(sentence, start, end).score


def _tone(score: Sentiment | None, sentence: str, start: int = 0, end: int | None = None) -> float | None:
    return None if score is None else round(score(sentence, start, len(sentence) if end is None else end), 4)


def _sentence_rows(text: str, score: Sentiment | None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    paragraph, position = 0, 0
    for number, (start, end) in enumerate(split_sentences(text)):
        paragraph += text.count("\n\n", position, start)
        position = start
        words = text[start:end]
        rows.append(
            {
                "sentence": number,
                "paragraph": paragraph,
                "start": start,
                "end": end,
                "text": words,
                "sentiment": _tone(score, words),
            }
        )
    return rows


def _quote_rows(
    article: Article, mentions: Sequence[Mapping[str, Any]], score: Sentiment | None
) -> list[dict[str, Any]]:
    named = _concepts_by_name(mentions)
    columns = [c for c in meanings(Quote) if c in SCHEMAS["quotes"]]
    return [
        {"quote": number}
        | {column: getattr(quote, column) for column in columns}
        | {"sentiment": _tone(score, quote.text), "concept": named.get(quote.organization)}
        for number, quote in enumerate(find_quotes(article.text, outlet=article.outlet))
    ]


def _concepts_by_name(mentions: Sequence[Mapping[str, Any]]) -> dict[str | None, str]:
    """Return the concept of each name in one article; of several, the one that it means most often there."""
    meant = Counter((mention["surface"], mention["concept"]) for mention in mentions)
    ordered = sorted(meant, key=lambda pair: (meant[pair], pair[1]))
    return dict(ordered)


def _mention_rows(
    article: Article,
    sentences: Sequence[Mapping[str, Any]],
    codebook: Codebook | None,
    score: Sentiment | None,
) -> list[dict[str, Any]]:
    if codebook is None:
        return []
    published = article.published.date() if article.published else None
    rows, at = [], 0
    for mention in find_mentions(article.text, codebook, title=article.title, published=published):
        while at + 1 < len(sentences) and sentences[at + 1]["start"] <= mention.start:
            at += 1
        inside = sentences[at]
        tone = None
        if mention.end <= inside["end"]:
            offset = inside["start"]
            tone = _tone(score, inside["text"], mention.start - offset, mention.end - offset)
        rows.append(
            {
                "sentence": inside["sentence"],
                "concept": mention.concept,
                "category": mention.category,
                "start": mention.start,
                "end": mention.end,
                "surface": mention.surface,
                "sentiment": tone,
            }
        )
    return rows
