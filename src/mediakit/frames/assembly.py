"""Analysed articles into frames: ids, versions, near-copies, and one name for each source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from mediakit import duplicates
from mediakit.frames.analysis import Analysed, Rows, Sentiment, analyse
from mediakit.frames.schema import SCHEMAS, to_frame
from mediakit.quotes.identity import Sighting, identify
from mediakit.records import Article, Failure

if TYPE_CHECKING:
    from mediakit.codebook import Codebook


def from_articles(
    found: Iterable[Article],
    *,
    codebook: Codebook | None = None,
    addresses: Sequence[str] | None = None,
    sentiment: Sentiment | None = None,
) -> dict[str, pd.DataFrame]:
    """Return all frames of some articles, for use in a notebook without a study.

    Parameters
    ----------
    found : iterable of Article
        As ``mk.extract`` returns them.
    codebook : Codebook, optional
        Without one the mentions frame is empty.
    addresses : sequence of str, optional
        What identifies each article that has no url of its own.
    sentiment : callable, optional
        ``sentiment(sentence, start, end) -> float`` from -1 to 1, in place of the kit's own: a transformer, say. The
        span is the target, or the whole sentence.

    Returns
    -------
    dict of str to DataFrame
        articles, sentences, quotes, mentions, failures.

    Examples
    --------
    >>> from mediakit.records import Article
    >>> frames = from_articles([Article(text="It is fine.", url="http://a.example/1")])
    >>> len(frames["articles"])
    1
    """
    found = list(found)
    names = addresses or [a.url or f"article:{n}" for n, a in enumerate(found)]
    return assemble(
        analyse(article, codebook, address=name, sentiment=sentiment)
        for article, name in zip(found, names, strict=True)
    )


def assemble(analysed: Iterable[Analysed], *, failures: Iterable[Failure] = ()) -> dict[str, pd.DataFrame]:
    """Give analysed articles their ids, put them into frames, cluster near-copies.

    Articles of one address are versions of one article, numbered in the order in which they come; a version
    that only repeats an earlier text is left out, because it adds nothing that was not counted.
    """
    rows: Rows = {name: [] for name in SCHEMAS}
    texts: dict[str, list[str]] = {}
    for item in analysed:
        rows["failures"] += [{"url": f.url, "stage": f.stage, "error": f.error} for f in item.failures]
        versions = texts.setdefault(item.stem, [])
        if item.article["text"] in versions:
            continue
        versions.append(item.article["text"])
        key = {"article_id": item.stem if len(versions) == 1 else f"{item.stem}-{len(versions)}"}
        rows["articles"].append(item.article | key)
        for name, made in item.rows.items():
            rows[name] += [key | row for row in made]
    rows["failures"] += [{"url": f.url, "stage": f.stage, "error": f.error} for f in failures]
    frames = {name: _in_order(to_frame(name, made)) for name, made in rows.items()}
    articles = with_clusters(frames["articles"])
    return frames | {"articles": articles, "quotes": with_sources(frames["quotes"], articles=articles)}


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows by article and version, so that they do not depend on which page came first."""
    if "article_id" not in frame:
        return frame
    ids = frame["article_id"]
    keys = pd.DataFrame({"stem": ids.str[:12], "length": ids.str.len(), "id": ids})
    return frame.loc[keys.sort_values(["stem", "length", "id"]).index].reset_index(drop=True)


def with_clusters(articles: pd.DataFrame) -> pd.DataFrame:
    """Return articles with ``cluster_id`` filled: the earliest article with nearly the same text."""
    ordered = articles.sort_values(["published", "article_id"], na_position="last")
    clusters = duplicates.cluster(ordered["text"].tolist())
    ids = ordered["article_id"].tolist()
    named = pd.Series([ids[c] for c in clusters], index=ordered.index, dtype="str")
    return articles.assign(cluster_id=named.reindex(articles.index))


def with_sources(quotes: pd.DataFrame, *, articles: pd.DataFrame) -> pd.DataFrame:
    """Return quotes with ``source`` filled: one name for each source in all articles.

    Use it again after frames of several studies were put together. Sources with one full name are one, titles aside; what they
    speak for tells apart two people of one name; a surname alone joins the one full name that it can mean.
    docs/methods/quotes.md gives the rule.

    Parameters
    ----------
    quotes : DataFrame
        The quotes frame.
    articles : DataFrame
        The articles frame, for the story and the day of each quotation.

    Returns
    -------
    DataFrame
        The quotes with the column source; NA where speaker_name is.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "cluster_id": ["a"], "published": [pd.Timestamp("2020-07-06", tz="UTC")]})
    >>> names = ["Ann Lee", "Dr. Ann Lee"]
    >>> quotes = pd.DataFrame({"article_id": "a", "speaker_name": names, "organization": None, "role": None, "source_type": "expert"})
    >>> with_sources(quotes, articles=articles)["source"].tolist()
    ['Ann Lee', 'Ann Lee']
    """
    named = quotes.dropna(subset=["speaker_name"])
    told = named.merge(articles[["article_id", "cluster_id", "published"]], on="article_id", how="left")
    days = (told["published"] - pd.Timestamp(0, tz="UTC")).dt.days
    plain = told.astype(object).where(told.notna(), None)
    seen = [
        Sighting(row.speaker_name, row.article_id, row.cluster_id or row.article_id, day, *rest)
        for row, day, *rest in zip(
            plain.itertuples(index=False),
            days.astype(object).where(days.notna(), None),
            *(plain[c] for c in ("organization", "role", "source_type")),
            strict=True,
        )
    ]
    names = pd.Series(identify(seen), index=named.index, dtype="str")
    return quotes.assign(source=names.reindex(quotes.index))
