"""Who is quoted: kinds of sources, unnamed ones, relayed words, the most quoted."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from mediakit.measures._intervals import jackknife_interval, ratio
from mediakit.measures._tables import ALL, finish, grid, rows_with_units, share_table
from mediakit.measures._units import Count, choose, require

Voice = Literal["source", "speaker_name", "organization", "concept"]
_VOICES = ("source", "speaker_name", "organization", "concept")


def sourcing(
    quotes: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: str | None = None,
    freq: str | None = None,
    tz: str = "UTC",
    count: Count = "article",
) -> pd.DataFrame:
    """Return the shares of the kinds of sources among quotations.

    Use it for who gets to speak: officials, companies, activists, unnamed people.

    Parameters
    ----------
    quotes : DataFrame
        The quotes frame.
    articles : DataFrame
        The articles frame.
    by : str, optional
        A column of either frame, such as "outlet".
    freq : {"D", "W", "M", "Q", "Y"}, optional
        Length of a period; everything together when not given.
    tz : str
        Time zone whose calendar the periods follow.
    count : {"article", "story"}
        "story" takes only the quotations of each story's earliest article.

    Returns
    -------
    DataFrame
        period and partial (with freq only), group, source_type, relevant (quotations of that type), total (all
        quotations of the group), share, low, high (95 % interval by bootstrap over stories). The shares of a group
        add up to 1. ``attrs["left_out"]`` counts the articles left out.

    Raises
    ------
    InputError
        A column is missing, or an option is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Post", "Times"]})
    >>> quotes = pd.DataFrame({"article_id": ["a", "b"], "source_type": ["company", "expert"]})
    >>> sourcing(quotes, articles=articles)[["source_type", "relevant", "share"]].values.tolist()
    [['company', 1, 0.5], ['expert', 1, 0.5]]

    References
    ----------
    docs/methods/measures.md, section Sourcing.
    """
    require(quotes, ["source_type"], "quotes")
    chosen, rows = rows_with_units(quotes, articles, by=by, freq=freq, tz=tz, count=count, name="quotes")
    rows = rows.assign(source_type=rows["source_type"].astype("str").fillna("unknown"))
    whole = grid(chosen, sorted(set(rows["group"])), freq=freq, tz=tz)
    types = pd.DataFrame({"source_type": pd.Series(sorted(set(rows["source_type"])), dtype="str")})
    made = share_table(whole.merge(types, how="cross"), rows, rows, whole=whole)
    columns = ["group", "source_type", "relevant", "total", "share", "low", "high"]
    return finish(made, columns, articles, freq=freq)


def unnamed_share(
    quotes: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: str | None = "outlet",
    freq: str | None = None,
    tz: str = "UTC",
    count: Count = "article",
) -> pd.DataFrame:
    """Return the share of quotations whose source the article names nowhere.

    Use it to compare how far outlets or periods rely on unnamed sources.

    Parameters
    ----------
    quotes : DataFrame
        The quotes frame.
    articles : DataFrame
        The articles frame.
    by : str, optional
        A column of either frame, such as "outlet" or "source_type".
    freq : {"D", "W", "M", "Q", "Y"}, optional
        Length of a period; everything together when not given.
    tz : str
        Time zone whose calendar the periods follow.
    count : {"article", "story"}
        "story" takes only the quotations of each story's earliest article.

    Returns
    -------
    DataFrame
        period and partial (with freq only), group, relevant (quotations without a named source), total, share, low,
        high (95 % interval by bootstrap over stories). ``attrs["left_out"]`` counts the articles left out.

    Raises
    ------
    InputError
        A column is missing, or an option is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Post", "Post"]})
    >>> quotes = pd.DataFrame({"article_id": ["a", "b"], "anonymous": [True, False]})
    >>> unnamed_share(quotes, articles=articles)[["group", "relevant", "total"]].values.tolist()
    [['Post', 1, 2]]

    References
    ----------
    docs/methods/measures.md, section Sourcing.
    """
    require(quotes, ["anonymous"], "quotes")
    flagged = quotes.assign(_hit=quotes["anonymous"].astype("boolean").fillna(False).astype("bool"))
    return _share(flagged, articles, by=by, freq=freq, tz=tz, count=count)


def relayed_share(
    quotes: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: str | None = "outlet",
    freq: str | None = None,
    tz: str = "UTC",
    count: Count = "article",
) -> pd.DataFrame:
    """Return the share of quotations that came through another outlet, a document or a platform.

    Use it for how much of what an outlet quotes it heard itself.

    Parameters
    ----------
    quotes : DataFrame
        The quotes frame.
    articles : DataFrame
        The articles frame.
    by : str, optional
        A column of either frame, such as "outlet".
    freq : {"D", "W", "M", "Q", "Y"}, optional
        Length of a period; everything together when not given.
    tz : str
        Time zone whose calendar the periods follow.
    count : {"article", "story"}
        "story" takes only the quotations of each story's earliest article.

    Returns
    -------
    DataFrame
        Columns as ``unnamed_share`` returns them; relevant counts the relayed quotations.

    Raises
    ------
    InputError
        A column is missing, or an option is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["Post"]})
    >>> quotes = pd.DataFrame({"article_id": ["a", "a"], "relayed_by": ["Xinhua", None]})
    >>> relayed_share(quotes, articles=articles)[["group", "relevant", "total"]].values.tolist()
    [['Post', 1, 2]]

    References
    ----------
    docs/methods/measures.md, section Sourcing.
    """
    require(quotes, ["relayed_by"], "quotes")
    flagged = quotes.assign(_hit=quotes["relayed_by"].notna())
    return _share(flagged, articles, by=by, freq=freq, tz=tz, count=count)


def _share(
    quotes: pd.DataFrame, articles: pd.DataFrame, *, by: str | None, freq: str | None, tz: str, count: Count
) -> pd.DataFrame:
    chosen, rows = rows_with_units(quotes, articles, by=by, freq=freq, tz=tz, count=count, name="quotes")
    frame = grid(chosen, sorted(set(rows["group"])), freq=freq, tz=tz)
    made = share_table(frame, rows[rows["_hit"]], rows)
    return finish(made, ["group", "relevant", "total", "share", "low", "high"], articles, freq=freq)


def most_quoted(
    quotes: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: Voice = "source",
    top: int = 10,
    count: Count = "article",
) -> pd.DataFrame:
    """Rank the people or organizations quoted most.

    Use it for the names behind ``sourcing``. "source" takes each person or body for one under whatever name an article
    gives it. Who speaks for a platform: ``most_quoted(quotes[quotes["concept"] == "tiktok"], articles=articles)``.

    Parameters
    ----------
    quotes : DataFrame
        The quotes frame.
    articles : DataFrame
        The articles frame.
    by : {"source", "speaker_name", "organization", "concept"}
        What is ranked: sources, one in all articles; names or bodies as the articles give them; concepts of the codebook
        that speak.
    top : int
        Number of rows at most; equal numbers are ordered by name.
    count : {"article", "story"}
        "story" takes only the quotations of each story's earliest article.

    Returns
    -------
    DataFrame
        group (the name), relevant (its quotations), articles (with a quotation of it), outlets, total (all
        quotations, those without a name included), share, low, high (95 % interval by bootstrap over stories).
        ``attrs["left_out"]`` counts the articles left out.

    Raises
    ------
    InputError
        A column is missing, or an option is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["Post"]})
    >>> quotes = pd.DataFrame({"article_id": ["a", "a", "a"], "source": ["Ann Lee", "Ann Lee", None]})
    >>> most_quoted(quotes, articles=articles)[["group", "relevant", "total"]].values.tolist()
    [['Ann Lee', 2, 3]]

    References
    ----------
    docs/methods/measures.md, section Sourcing.
    """
    choose(by, _VOICES, "by")
    require(quotes, [by], "quotes")
    chosen, rows = rows_with_units(quotes, articles, by=None, freq=None, tz="UTC", count=count, name="quotes")
    rows = rows.drop(columns=["group", "outlet"], errors="ignore").merge(
        chosen[["article_id", "outlet"]], on="article_id"
    )
    named = rows.dropna(subset=[by]).assign(group=lambda frame: frame[by].astype("str"))
    ranked = named.groupby("group").agg(
        number=("article_id", "size"), articles=("article_id", "nunique"), outlets=("outlet", "nunique")
    )
    ranked = ranked.reset_index().sort_values(["number", "group"], ascending=[False, True]).head(top)
    frame = ranked.drop(columns="number").assign(all=ALL).reset_index(drop=True)
    made = share_table(frame, named.assign(all=ALL), rows.assign(all=ALL), whole=pd.DataFrame({"all": [ALL]}))
    return finish(
        made,
        ["group", "relevant", "articles", "outlets", "total", "share", "low", "high"],
        articles,
        freq=None,
    )


def concentration(
    quotes: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: str | None = None,
    voice: Voice = "source",
    count: Count = "article",
) -> pd.DataFrame:
    """Measure how few voices the quotations come from.

    Use it to compare outlets: the same number of quotations can come from many people or from a handful.

    Parameters
    ----------
    quotes : DataFrame
        The quotes frame; quotations without a name are not counted.
    articles : DataFrame
        The articles frame.
    by : str, optional
        A column of either frame, such as "outlet".
    voice : {"source", "speaker_name", "organization", "concept"}
        What a voice is; "source" is one in all articles, whatever name they give it.
    count : {"article", "story"}
        "story" takes only the quotations of each story's earliest article.

    Returns
    -------
    DataFrame
        group, n (named quotations), voices (different names), concentration (probability that two quotations drawn
        at random have the same name), low, high (95 % interval by jackknife over stories; NA under two stories).
        ``attrs["left_out"]`` counts the articles left out.

    Raises
    ------
    InputError
        A column is missing, or an option is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Post", "Post"]})
    >>> quotes = pd.DataFrame({"article_id": ["a", "a", "b"], "source": ["Ann Lee", "Ann Lee", "Bo Chan"]})
    >>> concentration(quotes, articles=articles)[["n", "voices", "concentration"]].round(2).values.tolist()
    [[3.0, 2.0, 0.33]]

    References
    ----------
    Simpson (1949), Measurement of diversity. docs/methods/measures.md, section Sourcing.
    """
    choose(voice, _VOICES, "voice")
    require(quotes, [voice], "quotes")
    _, rows = rows_with_units(quotes, articles, by=by, freq=None, tz="UTC", count=count, name="quotes")
    rows = rows.dropna(subset=[voice])
    made = [(group, *_simpson(inside, voice)) for group, inside in rows.groupby("group", sort=True)]
    columns = ["group", "n", "voices", "concentration", "low", "high"]
    frame = pd.DataFrame(made, columns=columns).astype({"group": "str", "n": "int64", "voices": "int64"})
    return finish(frame, columns, articles, freq=None)


def _simpson(rows: pd.DataFrame, voice: str) -> tuple[int, int, float, float, float]:
    """Return number, voices, Simpson's index, and the ends of its jackknife interval over stories."""
    each = rows.groupby(["story", voice]).size().rename("own").reset_index()
    each = each.assign(all=each.groupby(voice)["own"].transform("sum"))
    counts = each.groupby(voice)["own"].sum()
    squares, number = float((counts**2).sum()), float(counts.sum())
    lost = (
        (2 * each["all"] * each["own"] - each["own"] ** 2)
        .groupby(each["story"])
        .sum()
        .to_numpy(dtype="float64")
    )
    kept = number - each.groupby("story")["own"].sum().to_numpy(dtype="float64")
    value = float(ratio(np.array([squares - number]), np.array([number * (number - 1)]))[0])
    without = ratio(squares - lost - kept, kept * (kept - 1))
    low, high = jackknife_interval(value, without)
    return int(number), len(counts), value, low, high
