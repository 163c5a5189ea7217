"""The words that stand in for a chart for people who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import pandas as pd

from mediakit.charts.columns import days, display, is_share, numbers, require, written
from mediakit.charts.events import within
from mediakit.charts.periods import Periods
from mediakit.errors import InputError

Chart = Literal["timeline", "intervals", "bars", "shares"]


def alt_text(
    data: pd.DataFrame,
    *,
    chart: Chart,
    title: str,
    subtitle: str = "",
    value: str = "share",
    part: str = "source_type",
    labels: Mapping[str, str] | None = None,
    events: pd.DataFrame | None = None,
) -> str:
    """Say in words what a chart shows, from the data it was drawn from.

    Use it for the file beside a picture and for ``alt`` in HTML: kind of chart, what is shown, what stands out, and
    last the chart's own message.

    Parameters
    ----------
    data : DataFrame
        What the chart was given.
    chart : {"timeline", "intervals", "bars", "shares"}
        The function that drew it.
    title, subtitle : str
        The chart's headline and subtitle.
    value, part : str
        The columns the chart was given.
    labels : mapping, optional
        Group → its name on the chart.
    events : DataFrame, optional
        The events the chart was given.

    Returns
    -------
    str
        A few sentences in one paragraph.

    Raises
    ------
    InputError
        A column is missing or ``chart`` is not known; names it.

    Examples
    --------
    >>> import pandas as pd
    >>> data = pd.DataFrame({"group": ["Post", "Times"], "n": [3, 12]})
    >>> alt_text(data, chart="bars", value="n", title="The Times has more")
    'Bar chart of 2 groups. Highest: Times, 12; lowest: Post, 3. The message: The Times has more.'

    References
    ----------
    docs/methods/charts.md, section Alt text.
    """
    if chart not in _FACTS:
        message = f"alt_text: chart is {chart!r}; expected one of {', '.join(_FACTS)}"
        raise InputError(message)
    require(data, ["period" if chart == "timeline" else "group", value], "alt_text")
    facts = _FACTS[chart](data, value, part, labels)
    marked = _marked(data, events) if chart == "timeline" else ""
    sentences = [_stopped(facts[0]), _stopped(subtitle), *map(_stopped, facts[1:]), _stopped(marked)]
    return " ".join([*filter(None, sentences), _stopped(f"The message: {title}")])


def _stopped(text: str) -> str:
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?。！？" else f"{text}."


def _marked(data: pd.DataFrame, events: pd.DataFrame | None) -> str:
    count = len(within(events, Periods.of(days(data["period"]).dropna()).edges)[0])
    return "" if not count else f"{count} event{' is' if count == 1 else 's are'} marked"


def _groups(count: int) -> str:
    return f"{count} group{'s' if count != 1 else ''}"


def _extremes(data: pd.DataFrame, value: str, name: Callable[[Mapping[Any, Any]], str]) -> str:
    """Name the largest and the smallest value of a frame."""
    values = numbers(data, value)
    there = data.assign(_value=values)[values.notna()].reset_index(drop=True)
    if not len(there):
        return "There is no data"
    if len(there) == 1:
        return f"Its value: {_among(there, value, name)}"
    ends = {"Highest": there["_value"].max(), "lowest": there["_value"].min()}
    return "; ".join(
        f"{which}: {_among(there[there['_value'] == end], value, name)}" for which, end in ends.items()
    )


def _among(equals: pd.DataFrame, value: str, name: Callable[[Mapping[Any, Any]], str]) -> str:
    """Name the one row of a value, or say how many share it."""
    first = equals.iloc[0].to_dict()
    if len(equals) > 1:
        return f"{written(float(first['_value']), value)}, {len(equals)} times"
    return f"{name(first)}, {_told(first, value)}"


def _told(row: Mapping[Any, Any], value: str) -> str:
    text = written(float(row["_value"]), value)
    interval = ""
    if value in ("share", "mean") and not (pd.isna(row.get("low")) or pd.isna(row.get("high"))):
        interval = f", interval {written(float(row['low']), value)} to {written(float(row['high']), value)}"
    behind = (
        f" ({row['relevant']:,.0f} of {row['total']:,.0f})"
        if is_share(value) and {"relevant", "total"} <= set(row)
        else ""
    )
    return f"{text}{behind}{interval}"


def _timeline(data: pd.DataFrame, value: str, part: str, labels: Mapping[str, str] | None) -> list[str]:
    data = data.assign(period=days(data["period"])).dropna(subset=["period"])
    periods = Periods.of(data["period"])
    count = data["group"].nunique() if "group" in data else 1
    kind = "Line chart" if value in ("share", "mean") else "Bar chart"
    over = f" with a panel for each of {_groups(count)}" if count > 1 else ""

    def name(row: Mapping[Any, Any]) -> str:
        group = display(row["group"], labels) + ", " if count > 1 else ""
        return group + _period(row["period"], periods)

    return [f"{kind} over time{over}{_span(periods)}", _extremes(data, value, name)]


def _span(periods: Periods) -> str:
    names = [_period(start, periods) for start in periods.starts]
    if len(names) <= 1:
        return "".join(f", {name}" for name in names)
    return f", {len(names)} periods: {names[0]} to {names[-1]}"


def _period(start: pd.Timestamp, periods: Periods) -> str:
    """Name a period by its length, where there are several to tell it from."""
    month = f"{MONTHS[start.month - 1]} {start.year}"
    day = f"{start.day} {month}"
    names = {
        "day": day,
        "week": f"week from {day}",
        "month": month,
        "quarter": f"quarter from {month}",
        "year": str(start.year),
        None: f"period from {day}",
    }
    return names[periods.unit]


def _intervals(data: pd.DataFrame, value: str, part: str, labels: Mapping[str, str] | None) -> list[str]:
    return [f"Dot chart with intervals of {_groups(len(data))}", _by_group(data, value, labels)]


def _bars(data: pd.DataFrame, value: str, part: str, labels: Mapping[str, str] | None) -> list[str]:
    return [f"Bar chart of {_groups(len(data))}", _by_group(data, value, labels)]


def _by_group(data: pd.DataFrame, value: str, labels: Mapping[str, str] | None) -> str:
    return _extremes(data, value, lambda row: display(row["group"], labels))


def _shares(data: pd.DataFrame, value: str, part: str, labels: Mapping[str, str] | None) -> list[str]:
    require(data, [part], "alt_text")
    kind = f"Stacked bar chart, each bar 100 per cent, of {_groups(data['group'].nunique())}"
    values = data.assign(_value=numbers(data, value)).dropna(subset=["_value"])
    if not len(values):
        return [kind, "There is no data"]
    largest = values.loc[values.groupby("group", sort=False)["_value"].idxmax()].to_dict("records")
    told = (
        f"{display(r['group'], labels)}, {display(r[part], labels)} ({written(float(r['_value']), value)})"
        for r in largest
    )
    return [kind, f"Largest part of each: {'; '.join(told)}"]


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_FACTS: dict[str, Callable[[pd.DataFrame, str, str, Mapping[str, str] | None], list[str]]] = {
    "timeline": _timeline,
    "intervals": _intervals,
    "bars": _bars,
    "shares": _shares,
}
