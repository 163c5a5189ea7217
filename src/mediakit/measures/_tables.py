"""Build the tidy tables that measures return: groups × periods, with shares or means and their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from mediakit.measures._intervals import mean_interval, ratio, ratio_error, share_interval, tally
from mediakit.measures._units import Count, calendar, left_out, require, units

ALL = "all"
KEYS = ["period", "group", "source_type", "all"]


def rows_with_units(
    rows: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str | None,
    freq: str | None,
    tz: str,
    count: Count,
    name: str,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the counted articles, and the rows of them with ``story``, ``group`` and, with freq, ``period``.

    With ``count="story"`` only the rows of each story's earliest article stay.
    """
    require(rows, ["article_id"], name)
    chosen = units(articles, freq=freq, tz=tz, count=count)
    if count == "story":
        chosen = chosen.drop_duplicates("story")
    carried = [c for c in ("story", "period") if c in chosen]
    if by is not None and by not in rows:
        require(articles, [by], "articles")
        carried.append(by)
    joined = rows.drop(columns=[c for c in carried if c in rows]).merge(
        chosen[["article_id", *carried]], on="article_id", how="inner"
    )
    group = joined[by].astype("str") if by is not None else pd.Series(ALL, index=joined.index, dtype="str")
    return chosen, joined.assign(group=group).dropna(subset=["group"])


def grid(chosen: pd.DataFrame, groups: Sequence[Any], *, freq: str | None, tz: str) -> pd.DataFrame:
    """Return one row for each period and group, in order; without freq one for each group."""
    names = pd.DataFrame({"group": pd.Series(groups, dtype="str")})
    return names if freq is None else calendar(chosen, freq=freq, tz=tz).merge(names, how="cross")


def cells(rows: pd.DataFrame, frame: pd.DataFrame) -> Any:
    """Return for each row the number of the row of the grid ``frame`` that has the same keys."""
    keys = [c for c in KEYS if c in frame]
    index = pd.MultiIndex.from_frame(frame[keys]) if len(keys) > 1 else pd.Index(frame[keys[0]])
    wanted = pd.MultiIndex.from_frame(rows[keys]) if len(keys) > 1 else pd.Index(rows[keys[0]])
    return index.get_indexer(wanted)


def share_table(
    frame: pd.DataFrame, top: pd.DataFrame, bottom: pd.DataFrame, *, whole: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Add relevant, total, share, low and high to a grid.

    ``top`` and ``bottom`` hold one row for each thing counted, with ``story`` and the grid's keys; ``whole`` is the
    coarser grid that the totals belong to, where several rows of the grid share one total.
    """
    whole = frame if whole is None else whole
    names = pd.Index(sorted({*top["story"], *bottom["story"]}))
    where = cells(top, frame)
    top, where = top[where >= 0], where[where >= 0]
    tops = tally(names.get_indexer(top["story"]), where, np.ones(len(top)), len(frame))
    bottoms = tally(
        names.get_indexer(bottom["story"]), cells(bottom, whole), np.ones(len(bottom)), len(whole)
    )
    parent = cells(frame, whole)
    relevant, total = tops.totals(), bottoms.totals()[parent]
    share = ratio(relevant, total)
    low, high = share_interval(share, ratio_error(tops, bottoms, parent), bottoms.stories()[parent], total)
    return frame.assign(
        relevant=relevant.astype("int64"), total=total.astype("int64"), share=share, low=low, high=high
    )


def mean_table(frame: pd.DataFrame, rows: pd.DataFrame, value: str) -> pd.DataFrame:
    """Add n, mean, low and high of a column in [-1, 1] to a grid."""
    rows = rows.dropna(subset=[value])
    names = pd.Index(sorted(set(rows["story"])))
    story, cell = names.get_indexer(rows["story"]), cells(rows, frame)
    tops = tally(story, cell, rows[value], len(frame))
    bottoms = tally(story, cell, np.ones(len(rows)), len(frame))
    number = bottoms.totals()
    mean = ratio(tops.totals(), number)
    error = ratio_error(tops, bottoms, np.arange(len(frame)))
    low, high = mean_interval(mean, error, bottoms.stories())
    return frame.assign(n=number.astype("int64"), mean=mean, low=low, high=high)


def finish(
    frame: pd.DataFrame, columns: Sequence[str], articles: pd.DataFrame, *, freq: str | None
) -> pd.DataFrame:
    """Return the columns in order, with what was left out in ``attrs["left_out"]``."""
    made = frame[[*(["period"] if freq else []), *columns, *(["partial"] if freq else [])]].reset_index(
        drop=True
    )
    made.attrs = {"left_out": left_out(articles, dated=freq is not None)}
    return made
