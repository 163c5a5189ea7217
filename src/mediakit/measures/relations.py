"""What an article is about, and what is mentioned together."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from mediakit.measures._tables import finish, rows_with_units
from mediakit.measures._units import Count, choose, require


def salience(mentions: pd.DataFrame, *, articles: pd.DataFrame) -> pd.DataFrame:
    """Describe how central each concept is to each article that mentions it.

    Use it to keep the articles that are about a concept and leave those that mention it in passing.

    Parameters
    ----------
    mentions : DataFrame
        The mentions frame.
    articles : DataFrame
        The articles frame.

    Returns
    -------
    DataFrame
        article_id, concept, mentions, share (of all mentions in the article), first (position of the first mention,
        0 the beginning of the text, 1 its end), headline (one of its surfaces is in the title).
        ``attrs["left_out"]`` counts the articles left out.

    Raises
    ------
    InputError
        A column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["Post"], "title": ["Apple bows"], "text": ["Apple."]})
    >>> mentions = pd.DataFrame({"article_id": ["a"], "concept": ["apple"], "start": [0], "surface": ["Apple"]})
    >>> salience(mentions, articles=articles)[["concept", "share", "first", "headline"]].values.tolist()
    [['apple', 1.0, 0.0, True]]

    References
    ----------
    docs/methods/measures.md, section Salience. Dunietz & Gillick (2014), A new entity salience task with millions of
    training examples.
    """
    require(mentions, ["concept", "start", "surface"], "mentions")
    require(articles, ["title", "text"], "articles")
    _, rows = rows_with_units(
        mentions, articles, by=None, freq=None, tz="UTC", count="article", name="mentions"
    )
    rows = rows.merge(articles[["article_id", "title", "text"]], on="article_id", suffixes=("_", ""))
    titles = rows["title"].astype("str").fillna("")
    rows = rows.assign(
        first=rows["start"] / rows["text"].str.len().clip(lower=1),
        headline=[s in t for s, t in zip(rows["surface"], titles, strict=True)],
    )
    made = rows.groupby(["article_id", "concept"], as_index=False).agg(
        mentions=("start", "size"), first=("first", "min"), headline=("headline", "any")
    )
    made = made.assign(share=made["mentions"] / made.groupby("article_id")["mentions"].transform("sum"))
    return finish(
        made, ["article_id", "concept", "mentions", "share", "first", "headline"], articles, freq=None
    )


def co_mention(
    mentions: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    unit: Literal["article", "sentence"] = "article",
    count: Count = "article",
) -> pd.DataFrame:
    """Count how often two concepts are mentioned together.

    Use it for which platforms are discussed with which governments, laws or topics.

    Parameters
    ----------
    mentions : DataFrame
        The mentions frame.
    articles : DataFrame
        The articles frame.
    unit : {"article", "sentence"}
        How near "together" is.
    count : {"article", "story"}
        "story" takes only the earliest article of each story.

    Returns
    -------
    DataFrame
        first, second (concepts, in alphabetical order), together (units with both), first_total, second_total,
        total (units with any concept), lift (together, over what independence would give). Pairs never met together
        have no row. ``attrs["left_out"]`` counts the articles left out.

    Raises
    ------
    InputError
        A column is missing, or an option is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Post", "Post"]})
    >>> mentions = pd.DataFrame({"article_id": ["a", "a", "b"], "concept": ["apple", "china", "china"]})
    >>> co_mention(mentions, articles=articles)[["first", "second", "together", "lift"]].values.tolist()
    [['apple', 'china', 1, 1.0]]

    References
    ----------
    docs/methods/measures.md, section Co-mention.
    """
    choose(unit, ["article", "sentence"], "unit")
    keys = ["article_id"] if unit == "article" else ["article_id", "sentence"]
    require(mentions, ["concept", *keys], "mentions")
    _, rows = rows_with_units(mentions, articles, by=None, freq=None, tz="UTC", count=count, name="mentions")
    once = rows[[*keys, "concept"]].drop_duplicates()
    totals = once["concept"].value_counts()
    pairs = once.merge(once, on=keys, suffixes=("_a", "_b"))
    pairs = pairs[pairs["concept_a"] < pairs["concept_b"]]
    made = pairs.groupby(["concept_a", "concept_b"]).size().rename("together").reset_index()
    made = made.rename(columns={"concept_a": "first", "concept_b": "second"})
    made = made.assign(
        first_total=made["first"].map(totals).astype("int64"),
        second_total=made["second"].map(totals).astype("int64"),
        total=len(once[keys].drop_duplicates()),
    )
    made = made.assign(lift=made["together"] * made["total"] / (made["first_total"] * made["second_total"]))
    made = made.sort_values(["together", "first", "second"], ascending=[False, True, True])
    columns = ["first", "second", "together", "first_total", "second_total", "total", "lift"]
    return finish(made, columns, articles, freq=None)


def quoted_mentions(mentions: pd.DataFrame, *, quotes: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions that lie in quotations, with who is quoted.

    Use it with ``tone_towards`` for how sources, not outlets, speak of a concept: "how does the government speak of
    Apple?" is ``tone_towards(quoted_mentions(mentions, quotes=quotes), articles=articles, by="source_type")`` for one
    concept's mentions.

    Parameters
    ----------
    mentions : DataFrame
        The mentions frame.
    quotes : DataFrame
        The quotes frame of the same articles.

    Returns
    -------
    DataFrame
        The mentions, once for each quotation that they lie in, with the columns source, speaker_name, organization,
        source_type and anonymous of that quotation, where the quotes frame has them.

    Raises
    ------
    InputError
        A column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> mentions = pd.DataFrame({"article_id": "a", "concept": "apple", "start": [5, 50], "end": [10, 55]})
    >>> quotes = pd.DataFrame({"article_id": ["a"], "start": [0], "end": [20], "source_type": ["government"]})
    >>> quoted_mentions(mentions, quotes=quotes)[["start", "source_type"]].values.tolist()
    [[5, 'government']]

    References
    ----------
    docs/methods/measures.md, section Tone.
    """
    require(mentions, ["article_id", "start", "end"], "mentions")
    require(quotes, ["article_id", "start", "end"], "quotes")
    who = [c for c in ("source", "speaker_name", "organization", "source_type", "anonymous") if c in quotes]
    spans = quotes[["article_id", "start", "end", *who]].rename(
        columns={"start": "quote_start", "end": "quote_end"}
    )
    pairs = mentions.drop(columns=[c for c in who if c in mentions]).merge(spans, on="article_id")
    inside = (pairs["quote_start"] <= pairs["start"]) & (pairs["end"] <= pairs["quote_end"])
    return pairs[inside].drop(columns=["quote_start", "quote_end"]).reset_index(drop=True)
