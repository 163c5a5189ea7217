"""When something changed, and whether two outlets or periods differ."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mediakit.errors import InputError
from mediakit.measures._intervals import difference_interval, tally
from mediakit.measures._tables import rows_with_units
from mediakit.measures._units import Count, left_out, require


def bursts(
    attention: pd.DataFrame,
    *,
    value: str = "share",
    events: pd.DataFrame | None = None,
    days: int = 31,
    penalty: float = 3.0,
    shortest: int = 2,
) -> pd.DataFrame:
    """Find the periods at which the level of a timeline changes.

    Use it on what ``attention`` returns, to see where coverage rose or fell for longer than a moment, and then look
    at what happened then. It finds changes, it does not explain them.

    Parameters
    ----------
    attention : DataFrame
        Columns period, group and ``value``; partial periods are not used, where the column partial says so.
    value : str
        Column whose level is followed; a missing share counts as 0.
    events : DataFrame, optional
        Columns date and description, as ``study.events`` gives them.
    days : int
        How near an event must be to the first day of the new level, before or after.
    penalty : float
        What one more change must gain, in units of the series' own noise (times the logarithm of its length): larger
        finds fewer.
    shortest : int
        Periods between two changes, at least.

    Returns
    -------
    DataFrame
        group, period (first of the new level), before, after (mean levels on both sides), change (after - before);
        with events also ``events``: the descriptions of those near it, joined by "; ", NA where there is none.

    Raises
    ------
    InputError
        A column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> months = pd.date_range("2020-01-01", periods=12, freq="MS")
    >>> line = pd.DataFrame({"period": months, "group": "apple", "share": [0.1] * 6 + [0.6] * 6})
    >>> bursts(line)[["group", "period"]].astype("str").values.tolist()
    [['apple', '2020-07-01']]

    References
    ----------
    Killick, Fearnhead & Eckley (2012), Optimal detection of changepoints with a linear computational cost.
    docs/methods/measures.md, section Bursts.
    """
    require(attention, ["period", "group", value], "attention")
    whole = attention[~attention["partial"].astype("bool")] if "partial" in attention else attention
    rows = []
    for group, line in whole.sort_values("period").groupby("group", sort=True):
        levels = line[value].fillna(0).to_numpy(dtype="float64")
        edges = [0, *_edges(levels, penalty=penalty, shortest=shortest), len(levels)]
        for left, at, right in zip(edges, edges[1:], edges[2:], strict=False):
            before, after = levels[left:at].mean(), levels[at:right].mean()
            rows.append((group, line["period"].iloc[at], before, after, after - before))
    made = pd.DataFrame(rows, columns=["group", "period", "before", "after", "change"])
    made = made.astype({"group": "str", "period": attention["period"].dtype})
    return made if events is None else made.assign(events=_near(made["period"], events, days))


def _near(periods: pd.Series, events: pd.DataFrame, days: int) -> pd.Series:
    require(events, ["date", "description"], "events")
    dates = pd.to_datetime(events["date"]).dt.tz_localize(None)
    found = [
        "; ".join(events["description"][(dates - period).abs() <= pd.Timedelta(days=days)].astype("str"))
        or None
        for period in periods
    ]
    return pd.Series(found, index=periods.index, dtype="str")


def _edges(levels: np.ndarray, *, penalty: float, shortest: int) -> list[int]:
    import ruptures

    if len(levels) < 2 * shortest or np.ptp(levels) == 0:
        return []
    # differences between neighbours see the noise, not the changes of level
    noise = np.median(np.abs(np.diff(levels))) / 0.954 or np.std(np.diff(levels)) / np.sqrt(2)
    model = ruptures.Pelt(model="l2", min_size=shortest, jump=1).fit(levels)
    found: list[int] = model.predict(pen=penalty * noise**2 * np.log(len(levels)))
    return found[:-1]


def compare(
    rows: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    value: str,
    first: str,
    second: str,
    by: str = "outlet",
    tz: str = "UTC",
    count: Count = "article",
) -> pd.DataFrame:
    """Compare the mean of a column between two outlets, groups or periods.

    Use it before writing "more", "less" or "since": the interval says whether the difference stands.

    Parameters
    ----------
    rows : DataFrame
        Any frame with article_id and ``value``: sentences, quotes, mentions, or articles.
    articles : DataFrame
        The articles frame.
    value : str
        A column of numbers, or of true and false for a share.
    first, second : str
        The two groups; with ``by="period"`` a period as written: "2019", "2019Q3", "2019-07", "2019-07-01".
    by : str
        "period", or a column of either frame.
    tz : str
        Time zone whose calendar the periods follow.
    count : {"article", "story"}
        "story" takes only the earliest article of each story.

    Returns
    -------
    DataFrame
        One row: first, second, n_first, n_second, mean_first, mean_second, difference (second - first), low, high
        (95 % interval by bootstrap over stories; NA under two stories a side), effect (difference in standard deviations of the rows,
        Cohen's d). ``attrs["left_out"]`` counts the articles left out.

    Raises
    ------
    InputError
        A column is missing, a group has no row, or a period cannot be read.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Post", "Times"]})
    >>> quotes = pd.DataFrame({"article_id": ["a", "b"], "anonymous": [True, False]})
    >>> compare(quotes, articles=articles, value="anonymous", first="Post", second="Times")["difference"].tolist()
    [-1.0]

    References
    ----------
    docs/methods/measures.md, section Comparison.
    """
    require(rows, ["article_id", value], "rows")
    freq = "D" if by == "period" else None
    chosen, joined = rows_with_units(
        rows, articles, by=None if by == "period" else by, freq=freq, tz=tz, count=count, name="rows"
    )
    joined = joined.dropna(subset=[value])
    sides = [_side(joined, name, by=by) for name in (first, second)]
    a, b = (side[value].to_numpy(dtype="float64") for side in sides)
    names = pd.Index(sorted({*sides[0]["story"], *sides[1]["story"]}))
    story = np.concatenate([names.get_indexer(side["story"]) for side in sides])
    cell = np.repeat([0, 1], [len(a), len(b)])
    tops, bottoms = tally(story, cell, np.concatenate([a, b]), 2), tally(story, cell, np.ones(len(cell)), 2)
    difference = b.mean() - a.mean()
    low, high = difference_interval(difference, tops, bottoms)
    spread = np.sqrt((a.var() * len(a) + b.var() * len(b)) / (len(a) + len(b)))
    made = pd.DataFrame(
        {
            "first": [first],
            "second": [second],
            "n_first": [len(a)],
            "n_second": [len(b)],
            "mean_first": [a.mean()],
            "mean_second": [b.mean()],
            "difference": [difference],
            "low": [low],
            "high": [high],
            "effect": [difference / spread if spread > 0 else np.nan],
        }
    )
    made.attrs = {"left_out": left_out(articles, dated=freq is not None)}
    return made


def _side(rows: pd.DataFrame, name: str, *, by: str) -> pd.DataFrame:
    if by != "period":
        side = rows[rows["group"] == name]
        known = ", ".join(map(repr, sorted(set(rows["group"]))[:12]))
    else:
        try:
            span = pd.Period(name)
        except ValueError:
            message = f"period {name!r} cannot be read; write a year, a quarter, a month or a day: 2019, 2019Q3, 2019-07"
            raise InputError(message) from None
        side = rows[rows["period"].between(span.start_time, span.end_time)]
        known = (
            f"{rows['period'].min():%Y-%m-%d} to {rows['period'].max():%Y-%m-%d}" if len(rows) else "nothing"
        )
    if side.empty:
        message = f"no row belongs to {by} {name!r}; the frame has {known}"
        raise InputError(message)
    return side
