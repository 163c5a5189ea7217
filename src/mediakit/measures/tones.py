"""In what tone: means of sentiment, over sentences and towards concepts."""

from __future__ import annotations

import pandas as pd

from mediakit.measures._tables import finish, grid, mean_table, rows_with_units
from mediakit.measures._units import Count, require


def tone(
    sentences: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: str | None = None,
    freq: str | None = None,
    tz: str = "UTC",
    count: Count = "article",
) -> pd.DataFrame:
    """Return the mean tone of sentences.

    Use it to compare how outlets or periods write; the same works for the quotes frame ("in what tone does the
    government speak?"). Read a difference only where the intervals allow it, and see the model's own error in
    docs/benchmarks.md first.

    Parameters
    ----------
    sentences : DataFrame
        The sentences or quotes frame; rows without a sentiment (not English) are not counted.
    articles : DataFrame
        The articles frame.
    by : str, optional
        A column of either frame, such as "outlet", "section" or, for quotes, "source_type".
    freq : {"D", "W", "M", "Q", "Y"}, optional
        Length of a period; everything together when not given.
    tz : str
        Time zone whose calendar the periods follow.
    count : {"article", "story"}
        "story" takes only the earliest article of each story.

    Returns
    -------
    DataFrame
        period and partial (with freq only), group, n (sentences), mean (from -1 to 1), low, high (95 % interval by
        bootstrap over stories; NA under two stories). ``attrs["left_out"]`` counts the articles left out.

    Raises
    ------
    InputError
        A column is missing, or an option is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Post", "Times"]})
    >>> sentences = pd.DataFrame({"article_id": ["a", "a", "b"], "sentiment": [0.5, 0.0, -0.2]})
    >>> tone(sentences, articles=articles, by="outlet")[["group", "n", "mean"]].values.tolist()
    [['Post', 2, 0.25], ['Times', 1, -0.2]]

    References
    ----------
    docs/methods/measures.md, section Tone.
    """
    return _mean_sentiment(sentences, articles, by=by, freq=freq, tz=tz, count=count, name="sentences")


def tone_towards(
    mentions: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: str | None = "concept",
    freq: str | None = None,
    tz: str = "UTC",
    count: Count = "article",
) -> pd.DataFrame:
    """Return the mean tone towards concepts.

    Use it for how coverage speaks of a platform; the tone of the whole sentence says nothing about that.

    Parameters
    ----------
    mentions : DataFrame
        The mentions frame; filter it first to look at one concept by outlet.
    articles : DataFrame
        The articles frame.
    by : str, optional
        "concept", "category", "outlet" or another column of either frame.
    freq : {"D", "W", "M", "Q", "Y"}, optional
        Length of a period; everything together when not given.
    tz : str
        Time zone whose calendar the periods follow.
    count : {"article", "story"}
        "story" takes only the earliest article of each story.

    Returns
    -------
    DataFrame
        Columns as ``tone`` returns them; n counts mentions.

    Raises
    ------
    InputError
        A column is missing, or an option is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Post", "Times"]})
    >>> mentions = pd.DataFrame({"article_id": ["a", "b"], "concept": "apple", "sentiment": [0.5, -0.5]})
    >>> tone_towards(mentions, articles=articles)[["group", "n", "mean"]].values.tolist()
    [['apple', 2, 0.0]]

    References
    ----------
    docs/methods/measures.md, section Tone.
    """
    return _mean_sentiment(mentions, articles, by=by, freq=freq, tz=tz, count=count, name="mentions")


def _mean_sentiment(
    rows: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str | None,
    freq: str | None,
    tz: str,
    count: Count,
    name: str,
) -> pd.DataFrame:
    require(rows, ["sentiment"], name)
    chosen, joined = rows_with_units(rows, articles, by=by, freq=freq, tz=tz, count=count, name=name)
    frame = grid(chosen, sorted(set(joined["group"])), freq=freq, tz=tz)
    return finish(
        mean_table(frame, joined, "sentiment"), ["group", "n", "mean", "low", "high"], articles, freq=freq
    )
