"""Records to DataFrames, with one schema for each frame. pandas enters here.

A missing value is NA, never "". ``start`` and ``end`` index the article's ``text``, so every number made from these
frames can be walked back to the characters it came from.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from mediakit import duplicates
from mediakit.errors import InputError
from mediakit.mentions import find_mentions
from mediakit.quotes import find_quotes
from mediakit.quotes.identity import Sighting, identify
from mediakit.records import Article, Failure, Mention, Quote, Sentence, meanings
from mediakit.sentences import split_sentences
from mediakit.sentiment import sentence_sentiment, target_sentiment

if TYPE_CHECKING:
    from mediakit.codebook import Codebook

_TEXT, _TIME, _INT, _REAL, _BOOL = "str", "datetime64[us, UTC]", "int64", "float64", "bool"

SCHEMAS: dict[str, dict[str, str]] = {
    "articles": {
        "article_id": _TEXT,
        "url": _TEXT,
        "outlet": _TEXT,
        "title": _TEXT,
        "authors": _TEXT,
        "published": _TIME,
        "updated": _TIME,
        "language": _TEXT,
        "section": _TEXT,
        "text": _TEXT,
        "words": _INT,
        "wire": _TEXT,
        "cluster_id": _TEXT,
        "access": _TEXT,
        "engine": _TEXT,
        "capture_id": _TEXT,
        "search_title": _TEXT,
        "byline": _TEXT,
        "roles": _TEXT,
        "organizations": _TEXT,
        "dateline": _TEXT,
        "published_precision": _TEXT,
        "title_origin": _TEXT,
        "authors_origin": _TEXT,
        "published_origin": _TEXT,
    },
    "sentences": {
        "article_id": _TEXT,
        "sentence": _INT,
        "paragraph": _INT,
        "start": _INT,
        "end": _INT,
        "text": _TEXT,
        "sentiment": _REAL,
    },
    "quotes": {
        "article_id": _TEXT,
        "quote": _INT,
        "start": _INT,
        "end": _INT,
        "text": _TEXT,
        "kind": _TEXT,
        "cue": _TEXT,
        "speaker": _TEXT,
        "speaker_name": _TEXT,
        "role": _TEXT,
        "organization": _TEXT,
        "source_type": _TEXT,
        "anonymous": _BOOL,
        "relayed_by": _TEXT,
        "anonymity": _TEXT,
        "anonymity_reason": _TEXT,
        "confidence": _REAL,
        "sentiment": _REAL,
        "source": _TEXT,
        "concept": _TEXT,
    },
    "mentions": {
        "article_id": _TEXT,
        "sentence": _INT,
        "concept": _TEXT,
        "category": _TEXT,
        "start": _INT,
        "end": _INT,
        "surface": _TEXT,
        "sentiment": _REAL,
    },
    "failures": {"url": _TEXT, "stage": _TEXT, "error": _TEXT},
}

_OWN_MEANINGS = {
    "article_id": "id of one version of one article, the same on every machine",
    "authors": "people who wrote it, in order, joined by '; '",
    "roles": "role of each author as written, same order, joined by '; '",
    "organizations": "desks and bodies in the byline that are not people, joined by '; '",
    "words": "number of words; each Chinese character counts as one",
    "cluster_id": "article_id of the earliest article with nearly the same text",
    "capture_id": "id of the capture in the archive that it was read from",
    "sentence": "number of the sentence in its article, from 0",
    "quote": "number of the quotation in its article, from 0",
    "sentiment": "tone from -1 to 1: of the sentence, of the quotation, or towards the concept; NA where not English",
    "title_origin": "tag or engine that the title came from",
    "authors_origin": "tag or engine that the authors came from",
    "published_origin": "tag or engine that the date came from",
}

_OF_QUOTES = {
    "source": "name under which the study counts this source, one in all articles",
    "concept": "concept of the codebook that organization names, as mentions finds it in the article",
}

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_]+(?:['’.,-][^\W_]+)*")


def describe(name: str) -> pd.DataFrame:
    """Return the data dictionary of a frame.

    Parameters
    ----------
    name : str
        articles, sentences, quotes, mentions or failures.

    Returns
    -------
    DataFrame
        column, dtype, meaning.

    Examples
    --------
    >>> describe("failures")["column"].tolist()
    ['url', 'stage', 'error']
    """
    record = {
        "articles": Article,
        "sentences": Sentence,
        "quotes": Quote,
        "mentions": Mention,
        "failures": Failure,
    }
    known = meanings(record[name]) | _OWN_MEANINGS | (_OF_QUOTES if name == "quotes" else {})
    rows = [(column, dtype, known[column]) for column, dtype in SCHEMAS[name].items()]
    return pd.DataFrame(rows, columns=["column", "dtype", "meaning"])


def count_words(text: str) -> int:
    """Count the words of a text; each Chinese character counts as one.

    Examples
    --------
    >>> count_words("It wasn't 3.5 per cent."), count_words("香港 2020")
    (5, 3)
    """
    return len(split_words(text))


def split_words(text: str) -> list[str]:
    """Return the words of a text, in order; each Chinese character is one.

    Examples
    --------
    >>> split_words("It wasn't 3.5 per cent, 香港")
    ['It', "wasn't", '3.5', 'per', 'cent', '香', '港']
    """
    return _WORD.findall(text)


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


def to_frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as the frame of that name, with its columns and dtypes in order.

    Parameters
    ----------
    name : str
        articles, sentences, quotes, mentions or failures.
    rows : iterable of mappings
        Keys that the schema does not name are refused.

    Returns
    -------
    DataFrame
        Columns as in ``describe(name)``.
    """
    if name not in SCHEMAS:
        message = f"there is no frame {name!r}; there are {', '.join(SCHEMAS)}"
        raise InputError(message)
    schema = SCHEMAS[name]
    rows = list(rows)
    strange = {key for row in rows for key in row} - set(schema)
    if strange:
        message = f"the frame {name!r} has no column {sorted(strange)[0]!r}; it has {', '.join(schema)}"
        raise InputError(message)
    return _typed(pd.DataFrame({c: [row.get(c) for row in rows] for c in schema}), schema)


def to_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame's rows as mappings, what is missing as None: the way back from ``to_frame``."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]


def _typed(frame: pd.DataFrame, schema: Mapping[str, str]) -> pd.DataFrame:
    times = {c: pd.to_datetime(frame[c], utc=True) for c, dtype in schema.items() if dtype == _TIME}
    numbers = {c: pd.to_numeric(frame[c], errors="raise") for c, dtype in schema.items() if dtype == _REAL}
    return frame.assign(**times, **numbers).astype(dict(schema))


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


def read_frames(folder: Path) -> dict[str, pd.DataFrame]:
    """Read the frames of a study from their Parquet files."""
    missing = [name for name in SCHEMAS if not (folder / f"{name}.parquet").is_file()]
    if missing:
        message = f"no frame {missing[0]!r} in {str(folder)!r}; run `mediakit run` on the study first"
        raise InputError(message)
    try:
        return {name: pd.read_parquet(folder / f"{name}.parquet") for name in SCHEMAS}
    except (OSError, ValueError) as error:
        message = f"a frame in {str(folder)!r} is damaged ({error}); run `mediakit run` on the study again"
        raise InputError(message) from error


def write_frames(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write frames as Parquet files, each put in place only when it is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        part = folder / f".{name}.parquet.part"
        frame.to_parquet(part, index=False)
        part.replace(folder / f"{name}.parquet")


def read_events(path: Path) -> pd.DataFrame:
    """Read events.csv: date, platform, place, description, label, source_title, publisher, source_date, url.

    Raises
    ------
    InputError
        A column is missing or a date is not YYYY-MM-DD; names the file and the line.
    """
    events = pd.read_csv(path, dtype="str", encoding="utf-8-sig")
    missing = [c for c in ("date", "platform", "description") if c not in events]
    if missing:
        message = f"{str(path)!r} has no column {missing[0]!r}; its first line must name date, platform, description"
        raise InputError(message)
    dates = pd.to_datetime(events["date"], format="%Y-%m-%d", errors="coerce")
    if dates.isna().any():
        line = int(dates.isna().to_numpy().argmax())
        message = f"{str(path)!r}, line {line + 2}: date {events['date'].iloc[line]!r} is not YYYY-MM-DD"
        raise InputError(message)
    return events.assign(date=dates)
