"""Which events were followed by coverage."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from mediakit.measures._units import Count, require, units


def followed(
    events: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    days: int = 7,
    tz: str = "UTC",
    count: Count = "article",
) -> pd.DataFrame:
    """Count the coverage that follows each event.

    Use it to choose the few events that belong on a timeline. Coverage that follows an event need not be about it:
    the articles mention one of its platforms in the days after it, and no more is claimed.

    Parameters
    ----------
    events : DataFrame
        date, platform (ids of concepts, joined by ";"), as ``study.events`` gives them.
    articles : DataFrame
        The articles frame.
    mentions : DataFrame
        The mentions frame of these articles.
    days : int
        Length of the time that counts, in days, the event's own day included.
    tz : str
        Time zone whose calendar the days follow.
    count : {"article", "story"}
        What is counted; a story counts when its earliest article falls within the days.

    Returns
    -------
    DataFrame
        The events with ``relevant``, the number of articles or stories that follow; most followed first, then
        earliest first. Events that nothing follows stay, with 0.

    Raises
    ------
    InputError
        A column is missing, or an option is not known.

    Examples
    --------
    >>> events = pd.DataFrame({"date": pd.to_datetime(["2020-07-06"]), "platform": ["twitter;facebook"]})
    >>> published = pd.to_datetime(["2020-07-07", "2020-08-07"], utc=True)
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": "Post", "published": published})
    >>> mentions = pd.DataFrame({"article_id": ["a", "b"], "concept": "twitter"})
    >>> followed(events, articles=articles, mentions=mentions)["relevant"].tolist()
    [1]
    """
    require(events, ["date", "platform"], "events")
    require(mentions, ["article_id", "concept"], "mentions")
    chosen = units(articles, freq="D", tz=tz, count=count)
    if count == "story":
        chosen = chosen.drop_duplicates("story")
    hits = mentions[["article_id", "concept"]].drop_duplicates().merge(chosen, on="article_id")
    numbered = events.reset_index(drop=True)
    named = numbered["platform"].fillna("").str.split(";").explode().rename("concept")
    pairs = named.rename_axis("event").reset_index().merge(hits, on="concept")
    since = pairs["period"] - numbered["date"].reindex(pairs["event"]).to_numpy()
    near = pairs[(since >= timedelta(0)) & (since < timedelta(days=days))]
    relevant = near.drop_duplicates(["event", "article_id"]).groupby("event").size()
    made = numbered.assign(relevant=relevant.reindex(numbered.index, fill_value=0).astype("int64"))
    return made.sort_values(["relevant", "date"], ascending=[False, True]).reset_index(drop=True)
