"""How much is written about what: attention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import pandas as pd

from mediakit.errors import InputError
from mediakit.measures._tables import finish, grid, share_table
from mediakit.measures._units import Count, calendar, choose, counted, require, units

if TYPE_CHECKING:
    from mediakit.codebook import Codebook


def attention(
    articles: pd.DataFrame,
    *,
    mentions: pd.DataFrame | None = None,
    codebook: Codebook | None = None,
    by: Literal["concept", "outlet"] = "concept",
    concepts: Sequence[str] | None = None,
    freq: str = "M",
    tz: str = "UTC",
    count: Count = "article",
) -> pd.DataFrame:
    """Count the articles about each concept or of each outlet, period by period.

    Use it for timelines: the share, not the number, can be compared between outlets and periods of unequal output.

    Parameters
    ----------
    articles : DataFrame
        The articles frame.
    mentions : DataFrame, optional
        The mentions frame of these articles. Without one, ``codebook`` finds them.
    codebook : Codebook, optional
        Finds the mentions when they are not given.
    by : {"concept", "outlet"}
        "concept": articles that mention the concept, of all articles. "outlet": articles of the outlet that mention
        any of ``concepts``, of all the outlet's articles.
    concepts : sequence of str, optional
        Ids of concepts; all that occur when not given.
    freq : {"D", "W", "M", "Q", "Y"}
        Length of a period; weeks begin on Monday.
    tz : str
        Time zone whose calendar the periods follow.
    count : {"article", "story"}
        What is counted; a story is an article with its near-copies, placed where its earliest article is, and about a
        concept when any of its copies is; by outlet, each outlet's copies are a story of its own.

    Returns
    -------
    DataFrame
        period (first day, in the calendar of ``tz``), group, relevant, total, share, low, high (95 % interval by
        bootstrap over stories), partial (the articles do not reach the period's first or last day). Every group has
        a row in every period; a period without any article has share NA. ``attrs["left_out"]`` counts the articles
        left out, by reason (see ``counted``).

    Raises
    ------
    InputError
        Neither mentions nor a codebook is given, a column is missing, or an option is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({
    ...     "article_id": ["a", "b"],
    ...     "outlet": ["Post", "Post"],
    ...     "published": pd.to_datetime(["2020-01-01", "2020-01-31"], utc=True),
    ... })
    >>> mentions = pd.DataFrame({"article_id": ["a"], "concept": ["apple"]})
    >>> attention(articles, mentions=mentions)[["group", "relevant", "total", "share"]].values.tolist()
    [['apple', 1, 2, 0.5]]

    References
    ----------
    docs/methods/measures.md, section Attention.
    """
    choose(by, ["concept", "outlet"], "by")
    if mentions is None:
        if codebook is None:
            message = (
                "attention needs to know what the articles mention; give mentions= (a frame) or codebook="
            )
            raise InputError(message)
        mentions = _found(articles, codebook)
    require(mentions, ["article_id", "concept"], "mentions")
    if concepts is not None:
        mentions = mentions[mentions["concept"].isin(list(concepts))]
    chosen = units(articles, freq=freq, tz=tz, count=count)
    hits = mentions[["article_id", "concept"]].merge(chosen, on="article_id")
    if by == "concept":
        made = _by_concept(
            chosen, hits, sorted(concepts or set(hits["concept"])), freq=freq, tz=tz, count=count
        )
    else:
        made = _by_outlet(chosen, hits, freq=freq, tz=tz, count=count)
    return finish(made, ["group", "relevant", "total", "share", "low", "high"], articles, freq=freq)


def _by_concept(
    chosen: pd.DataFrame, hits: pd.DataFrame, concepts: Sequence[str], *, freq: str, tz: str, count: Count
) -> pd.DataFrame:
    unit = ["article_id"] if count == "article" else ["story"]
    bottom = chosen.drop_duplicates(unit)
    pairs = hits.rename(columns={"concept": "group"}).drop_duplicates([*unit, "group"])
    top = pairs[[*unit, "group"]].merge(bottom, on=unit)
    frame = grid(chosen, concepts, freq=freq, tz=tz)
    return share_table(frame, top, bottom, whole=calendar(chosen, freq=freq, tz=tz))


def _by_outlet(chosen: pd.DataFrame, hits: pd.DataFrame, *, freq: str, tz: str, count: Count) -> pd.DataFrame:
    unit = ["article_id"] if count == "article" else ["story", "outlet"]
    bottom = (
        chosen.dropna(subset=["outlet"]).drop_duplicates(unit).assign(group=lambda frame: frame["outlet"])
    )
    top = bottom.merge(hits[unit].drop_duplicates(), on=unit)
    return share_table(grid(chosen, sorted(set(bottom["group"])), freq=freq, tz=tz), top, bottom)


def _found(articles: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    from mediakit.mentions import find_mentions

    require(articles, ["article_id", "text", "title", "published"], "articles")
    open_ = articles[counted(articles)["counted"]].astype({"published": "object"})
    rows: list[tuple[str, str]] = []
    for key, text, title, published in (
        open_[["article_id", "text", "title", "published"]].to_numpy().tolist()
    ):
        day = None if pd.isna(published) else published.date()
        found = find_mentions(text, codebook, title=None if pd.isna(title) else title, published=day)
        rows += [(key, mention.concept) for mention in found]
    return pd.DataFrame(rows, columns=["article_id", "concept"], dtype="str")
