"""How much outlets publish in all, as Media Cloud counts it: the denominator that a sample of articles lacks."""

from __future__ import annotations

from datetime import date

import pandas as pd

from mediakit.discover import mediacloud
from mediakit.discover.service import spaced
from mediakit.errors import StudyError
from mediakit.study.collecting import fetcher_of
from mediakit.study.config import Query, Study
from mediakit.study.sources import window


def media_cloud_attention(study: Study, *, freq: str | None = None) -> pd.DataFrame:
    """Ask Media Cloud how many stories match a study's queries, of how many in all, period by period.

    Use it where the archive holds only the articles that a query found: their number says nothing of an outlet's
    whole output. Nothing is downloaded or kept; the key is the environment's ``MEDIACLOUD_API_KEY``.

    Parameters
    ----------
    study : Study
        As ``open_study`` returns it; its ``[[mediacloud]]`` tables say what is asked, its dates when.
    freq : {"D", "W", "M", "Q", "Y"}, optional
        Length of a period; weeks begin on Monday. The study's own where it names one, else months.

    Returns
    -------
    DataFrame
        period (first day), group (the query), relevant and total (stories), share, partial (the study's days do not
        reach the period's first or last day), as ``mk.timeline`` draws them. There is no interval: nothing is
        sampled. A period without any story has share NA.

    Raises
    ------
    StudyError
        The study has no ``[[mediacloud]]`` table.
    InputError
        There is no key.
    FetchError
        Media Cloud refuses, or does not answer as documented.
    """
    queries = [query for query in study.queries if query.service == "mediacloud"]
    since, until = window(study)
    if not queries or since is None:
        message = 'study.toml has no [[mediacloud]] table; write one, with query = "..."'
        raise StudyError(message)
    call = spaced(fetcher_of(study), mediacloud.INTERVAL)
    rows = [
        {
            "day": row["date"],
            "group": _group(query, queries),
            "relevant": row["count"],
            "total": row["total_count"],
        }
        for query in queries
        for row in mediacloud.attention(
            query.query,
            since.date(),
            until.date(),
            sources=query.sources,
            collections=query.collections,
            get=call,
        )
    ]
    days = pd.DataFrame(rows, columns=["day", "group", "relevant", "total"])
    return _by_period(days, (since.date(), until.date()), freq or study.freq or "M")


def _group(query: Query, queries: list[Query]) -> str:
    """Return the query, with the ids of what it is asked of where another table has the same words."""
    twice = sum(other.query == query.query for other in queries) > 1
    ids = ", ".join(map(str, (*query.sources, *query.collections)))
    return f"{query.query} ({ids or 'all'})" if twice else query.query


def _by_period(days: pd.DataFrame, window_: tuple[date, date], freq: str) -> pd.DataFrame:
    """Sum days by period; every group has a row in every period."""
    span = pd.period_range(*window_, freq=freq)
    starts, ends = span.start_time.normalize(), span.end_time.normalize()
    partial = (starts < pd.Timestamp(window_[0])) | (ends > pd.Timestamp(window_[1]))
    grid = pd.DataFrame({"period": starts.astype("datetime64[us]"), "partial": partial})
    periods = pd.to_datetime(days["day"]).dt.to_period(freq).dt.start_time.astype("datetime64[us]")
    sums = (
        days.assign(period=periods).groupby(["group", "period"], as_index=False)[["relevant", "total"]].sum()
    )
    every = grid.merge(days[["group"]].drop_duplicates(), how="cross")
    found = every.merge(sums, on=["group", "period"], how="left").fillna({"relevant": 0, "total": 0})
    found = found.astype({"group": "str", "relevant": "int64", "total": "int64"})
    share = found["relevant"] / found["total"].where(found["total"] > 0)
    found = found.assign(share=share).sort_values(["group", "period"], ignore_index=True)
    return found[["period", "group", "relevant", "total", "share", "partial"]]
