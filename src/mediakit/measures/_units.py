"""What every measure counts: which articles, in which period, under which group, as how many stories."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal
from zoneinfo import ZoneInfo

import pandas as pd

from mediakit import frames
from mediakit.errors import InputError

Count = Literal["article", "story"]

_VERSION = re.compile(r"^([0-9a-f]{12})-\d+$")


def require(frame: pd.DataFrame, columns: Iterable[str], name: str) -> None:
    """Raise InputError unless the frame of that name has these columns."""
    frames.require(frame, columns, f"the {name} frame", f"Give the {name} frame as mediakit.frames makes it")


def choose(value: str | None, options: Iterable[str | None], name: str) -> None:
    """Raise InputError unless the value is one of the options."""
    options = list(options)
    if value not in options:
        message = f"{name}={value!r} is not known; expected one of {', '.join(map(repr, options))}"
        raise InputError(message)


def counted(articles: pd.DataFrame, *, dated: bool = False) -> pd.DataFrame:
    """Return which articles a measure counts, and why it leaves the others out.

    Use it to say under a chart how many articles it does not show.

    Parameters
    ----------
    articles : DataFrame
        The articles frame.
    dated : bool
        True for a measure by period, which cannot place an article without a date.

    Returns
    -------
    DataFrame
        article_id, counted (bool), reason (NA where counted): ``stub``, ``index`` or ``gone`` as in the column
        access, ``no date``, or ``older version`` of an article whose newest version is counted.

    Examples
    --------
    >>> import pandas as pd
    >>> some = pd.DataFrame({"article_id": ["a", "b"], "access": ["open", "stub"]})
    >>> counted(some)["reason"].tolist()
    [nan, 'stub']
    """
    require(articles, ["article_id", *(["published"] if dated else [])], "articles")
    reason = pd.Series(pd.NA, index=articles.index, dtype="str")
    if "access" in articles:
        reason = reason.mask(articles["access"].notna() & (articles["access"] != "open"), articles["access"])
    if dated:
        reason = reason.mask(reason.isna() & articles["published"].isna(), "no date")
    usable = articles.loc[reason.isna(), "article_id"].astype("str")
    stems = usable.str.replace(_VERSION, r"\1", regex=True)
    order = pd.DataFrame({"stem": stems, "length": usable.str.len(), "id": usable}).sort_values(
        ["stem", "length", "id"]
    )
    older = order.index[order.duplicated("stem", keep="last")]
    reason.loc[older] = "older version"
    return pd.DataFrame({"article_id": articles["article_id"], "counted": reason.isna(), "reason": reason})


def left_out(articles: pd.DataFrame, *, dated: bool = False) -> dict[str, int]:
    """Return reason → number of articles that a measure leaves out.

    Examples
    --------
    >>> import pandas as pd
    >>> left_out(pd.DataFrame({"article_id": ["a", "b"], "access": ["open", "stub"]}))
    {'stub': 1}
    """
    reasons = counted(articles, dated=dated)["reason"].value_counts().sort_index()
    return {str(reason): int(number) for reason, number in reasons.items()}


def units(articles: pd.DataFrame, *, freq: str | None, tz: str, count: Count) -> pd.DataFrame:
    """Return the articles that a measure counts, each with its story and its period.

    Adds ``story`` (cluster_id; article_id where there is none) and, with freq, ``period``: the first day of the
    period in the calendar of ``tz``. For ``count="story"`` one article stands for each story: the earliest.
    """
    choose(count, ["article", "story"], "count")
    require(articles, ["article_id", "outlet"], "articles")
    if articles["article_id"].duplicated().any():
        twice = articles.loc[articles["article_id"].duplicated(), "article_id"].iloc[0]
        message = f"article_id {twice!r} is in the articles frame twice; drop one of the rows"
        raise InputError(message)
    keep = counted(articles, dated=freq is not None)["counted"]
    chosen = articles.loc[keep].assign(story=lambda frame: stories(frame))
    if freq is not None:
        chosen = chosen.assign(period=periods(chosen["published"], freq=freq, tz=tz))
    order = [c for c in ("published", "article_id") if c in chosen]
    return chosen.sort_values(order, na_position="last").reset_index(drop=True)


def stories(articles: pd.DataFrame) -> pd.Series:
    """Return the story of each article: its cluster, or itself where it has none."""
    alone = articles["article_id"].astype("str")
    return articles["cluster_id"].astype("str").fillna(alone) if "cluster_id" in articles else alone


def periods(times: pd.Series, *, freq: str, tz: str) -> pd.Series:
    """Return the first day of the period of each time, in the calendar of ``tz``, without a zone."""
    if getattr(times.dtype, "tz", None) is None:
        message = f"published has dtype {times.dtype}, expected aware times in UTC; use pd.to_datetime(..., utc=True)"
        raise InputError(message)
    local = times.dt.tz_convert(zone(tz)).dt.tz_localize(None)
    first: pd.Series = local.dt.to_period(frequency(freq)).dt.start_time
    return first.astype("datetime64[us]")


def zone(tz: str) -> ZoneInfo:
    """Return the time zone of that name, or raise InputError."""
    try:
        return ZoneInfo(tz)
    except (KeyError, ValueError, OSError):
        message = f"tz={tz!r} is not a time zone; expected an IANA name such as 'UTC' or 'Asia/Hong_Kong'"
        raise InputError(message) from None


def frequency(freq: str) -> str:
    """Return freq when it names a calendar period, or raise InputError."""
    choose(freq, ["D", "W", "M", "Q", "Y"], "freq")
    return freq


def calendar(units_: pd.DataFrame, *, freq: str, tz: str) -> pd.DataFrame:
    """Return period and partial for every period from the first to the last, none left out.

    A first or last period is partial when the articles do not reach its first or last day.
    """
    if units_.empty:
        return pd.DataFrame({"period": pd.Series(dtype="datetime64[us]"), "partial": pd.Series(dtype="bool")})
    days = units_["published"].dt.tz_convert(zone(tz)).dt.tz_localize(None).dt.normalize()
    span = pd.period_range(days.min(), days.max(), freq=frequency(freq))
    partial = [False] * len(span)
    partial[0] = bool(days.min() > span[0].start_time)
    partial[-1] = partial[-1] or bool(days.max() < span[-1].end_time.normalize())
    return pd.DataFrame({"period": span.start_time.astype("datetime64[us]"), "partial": partial})
