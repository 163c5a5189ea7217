"""From a number back to the words it was made from: article, sentence, characters, capture."""

from __future__ import annotations

import pandas as pd

from mediakit.errors import InputError

_FROM_ARTICLE = ["article_id", "outlet", "title", "published", "url", "capture_id"]


def evidence(found: pd.DataFrame, *, articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences and articles behind rows of quotes or mentions.

    Use it on any selection of those frames to see what a point on a chart was counted from.

    Parameters
    ----------
    found : DataFrame
        Rows with article_id, start and end: quotes, mentions, or a part of them.
    articles, sentences : DataFrame
        The study's frames.

    Returns
    -------
    DataFrame
        The rows of ``found``, each with: outlet, title, published (UTC), url, capture_id; passage, the whole
        sentences that the characters lie in; passage_start, the passage's offset in the article's text. Newest last.

    Raises
    ------
    InputError
        A column is missing, or a row names an article that ``articles`` does not hold.

    Examples
    --------
    >>> from mediakit.frames import from_articles
    >>> from mediakit.records import Article
    >>> made = from_articles([Article(text="It rained. “We stay,” Ann Lee said.", url="http://a.example/1")])
    >>> spans = made["articles"][["article_id"]].assign(start=12, end=20)
    >>> evidence(spans, articles=made["articles"], sentences=made["sentences"])["passage"].tolist()
    ['“We stay,” Ann Lee said.']
    """
    missing = [column for column in ("article_id", "start", "end") if column not in found]
    if missing:
        message = (
            f"evidence needs rows with a column {missing[0]!r}; give it quotes, mentions or a part of them"
        )
        raise InputError(message)
    strange = found.loc[~found["article_id"].isin(articles["article_id"]), "article_id"]
    if len(strange):
        message = f"articles do not hold {strange.iloc[0]!r}; give the frames of the same study"
        raise InputError(message)
    rows = found.reset_index(drop=True).rename_axis("row").reset_index()
    spans = rows[["row", "article_id", "start", "end"]].merge(
        sentences[["article_id", "start", "end"]], on="article_id", suffixes=("", "_sentence")
    )
    touched = spans[(spans["start_sentence"] < spans["end"]) & (spans["end_sentence"] > spans["start"])]
    bounds = touched.groupby("row").agg(
        passage_start=("start_sentence", "min"), passage_end=("end_sentence", "max")
    )
    new = [c for c in [*_FROM_ARTICLE, "text"] if c == "article_id" or c not in found or c == "text"]
    joined = rows.merge(articles[new].rename(columns={"text": "_article"}), on="article_id").merge(
        bounds, left_on="row", right_index=True, how="left"
    )
    starts = joined["passage_start"].fillna(joined["start"]).astype("int64")
    ends = joined["passage_end"].fillna(joined["end"]).astype("int64")
    passages = [text[a:b] for text, a, b in zip(joined["_article"], starts, ends, strict=True)]
    made = joined.assign(passage=pd.Series(passages, index=joined.index, dtype="str"), passage_start=starts)
    return (
        made.sort_values(["published", "row"])
        .drop(columns=["row", "_article", "passage_end"])
        .reset_index(drop=True)
    )
