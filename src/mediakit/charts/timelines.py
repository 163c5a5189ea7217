"""A measure over time: one panel for each group, bands for intervals, numbered events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mediakit.charts.columns import AXIS_LABELS, display, is_share, numbers, require
from mediakit.charts.sheet import (
    ACCENT,
    FAMILIES,
    GREY,
    INK,
    Words,
    label,
    open_sheet,
    plain_axes,
    text_width,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_EVENT = "#D55E00"
_MARK_SIZE = 7.5


def timeline(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    source: str = "",
    value: str = "share",
    events: pd.DataFrame | None = None,
    labels: Mapping[str, str] | None = None,
    ylabel: str | None = None,
    xlabel: str = "Date of publication",
) -> Axes:
    """Draw a measure over time, one panel for each group.

    Use it for attention (``value="share"``, or ``"relevant"`` for numbers) and for tone over time (``value="mean"``).
    Points stand in the middle of their period. A band is the interval ``low``–``high``; periods without a value leave
    a gap; periods that the material covers only in part have a hollow point. Events are numbered above the panels,
    neighbours that would touch share a mark, and the key below names them all.

    Parameters
    ----------
    data : DataFrame
        period (first day), ``value``; optionally group, low, high, partial. Drawn as given: nothing is counted here.
    title : str
        The message, as headline.
    subtitle : str
        What is shown.
    source : str
        The line that says where the numbers come from.
    value : str
        Column to draw: "share" (0 to 1, drawn as per cent with a band), "mean" (−1 to 1, with a band), or a column of
        numbers, drawn as bars.
    events : DataFrame, optional
        date, label or description. Events outside the drawn periods are left out, and a note says how many.
    labels : mapping, optional
        Group → its name on the chart.
    ylabel, xlabel : str
        Axis labels.

    Returns
    -------
    matplotlib.axes.Axes
        The first panel; the others are in ``ax.figure.axes``.

    Raises
    ------
    InputError
        A column is missing; names it.

    Examples
    --------
    >>> import pandas as pd
    >>> data = pd.DataFrame({"period": pd.to_datetime(["2020-01-01", "2020-02-01"]), "share": [0.2, 0.4]})
    >>> timeline(data, title="Twice as much in February").get_ylabel()
    'Share'

    References
    ----------
    docs/methods/charts.md, section Timelines.
    """
    require(data, ["period", value], "timeline")
    data = data.assign(period=_days(data["period"]), group=data.get("group", ""))
    data = data.dropna(subset=["period"])
    groups = list(dict.fromkeys(data["group"]))
    middles, edges = _middles(data["period"])
    shown, notes = _shown(events, edges)
    if "partial" in data and data["partial"].fillna(False).astype(bool).any():
        notes.append("Hollow points: periods that the material covers only in part.")
    words = Words(title, subtitle, source, notes=tuple(notes), key=_key(shown))
    figure = open_sheet(words, height=_height(len(groups)) + (0.25 if len(shown) else 0))
    panels = list(figure.subplots(max(len(groups), 1), 1, sharex=True, sharey=True, squeeze=False)[:, 0])
    for panel, group in zip(panels, groups, strict=False):
        rows = data[data["group"] == group].sort_values("period")
        _draw(panel, rows, value, middles)
        _name(panel, display(group, labels))
    _finish(panels, data, value, edges, ylabel or AXIS_LABELS.get(value, value), xlabel)
    _mark_events(panels, shown)
    return panels[0]


def _days(periods: pd.Series[Any]) -> pd.Series[Any]:
    if isinstance(periods.dtype, pd.PeriodDtype):
        return periods.dt.start_time
    times = pd.to_datetime(periods)
    return times.dt.tz_localize(None) if times.dt.tz is not None else times


def _middles(periods: pd.Series[Any]) -> tuple[dict[Any, Any], tuple[Any, Any] | None]:
    """Return period → its middle, and where the first period starts and the last ends."""
    starts = sorted(periods.unique())
    if not starts:
        return {}, None
    steps = [after - before for before, after in zip(starts, starts[1:], strict=False)]
    last = starts[-1] + (sorted(steps)[len(steps) // 2] if steps else pd.Timedelta(days=30))
    ends = [*starts[1:], last]
    return {a: a + (b - a) / 2 for a, b in zip(starts, ends, strict=True)}, (starts[0], last)


def _height(panels: int) -> float:
    return 3.3 if panels <= 1 else panels * (1.25 if panels <= 4 else 0.85 if panels <= 8 else 0.62) + 0.4


def _shown(events: pd.DataFrame | None, edges: tuple[Any, Any] | None) -> tuple[pd.DataFrame, list[str]]:
    """Return the events within the drawn periods in order of time, and a note about the others."""
    if events is None or edges is None or not len(events):
        return pd.DataFrame({"date": []}), []
    require(events, ["date"], "events")
    events = events.assign(date=_days(events["date"])).sort_values("date", kind="stable")
    inside = events[events["date"].between(*edges)]
    left = len(events) - len(inside)
    note = (
        f"{left} event{'s' if left > 1 else ''} outside these dates {'are' if left > 1 else 'is'} not marked."
    )
    return inside, [note] if left else []


def _key(events: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    rows = events.to_dict("records")
    return tuple(
        (str(number), f"{row['date'].day} {row['date']:%b %Y}: {_event_text(row)}")
        for number, row in enumerate(rows, 1)
    )


def _event_text(row: Mapping[Any, Any]) -> str:
    for name in ("label", "description"):
        if name in row and isinstance(row[name], str) and row[name].strip():
            return str(row[name]).strip()
    return "event"


def _draw(panel: Axes, rows: pd.DataFrame, value: str, middles: Mapping[Any, Any]) -> None:
    x = np.array([middles[period] for period in rows["period"]], dtype="datetime64[ns]")
    y = numbers(rows, value).to_numpy()
    if not is_share(value) and value != "mean":
        width = _bar_width(middles)
        panel.bar(x, np.nan_to_num(y), width=width, color=ACCENT)  # type: ignore[arg-type]
        return
    low, high = numbers(rows, "low").to_numpy(), numbers(rows, "high").to_numpy()
    panel.fill_between(x, low, high, color=ACCENT, alpha=0.18, linewidth=0)  # type: ignore[arg-type]
    lonely = _lonely(~np.isnan(y))
    panel.vlines(x[lonely], low[lonely], high[lonely], color=ACCENT, alpha=0.18, linewidth=5)  # type: ignore[arg-type]
    panel.plot(x, y, color=ACCENT, linewidth=1.6)  # type: ignore[arg-type]
    partial = (
        rows["partial"].fillna(False).to_numpy(dtype=bool) if "partial" in rows else np.zeros(len(rows), bool)
    )
    dotted = np.ones(len(rows), bool) if len(rows) <= 40 else lonely | partial
    size = 4 if len(rows) <= 40 else 3
    whole = dotted & ~partial
    panel.plot(x[whole], y[whole], "o", color=ACCENT, markersize=size)  # type: ignore[arg-type]
    panel.plot(x[partial], y[partial], "o", color=ACCENT, markerfacecolor="white", markersize=size)  # type: ignore[arg-type]


def _lonely(there: np.ndarray[Any, np.dtype[np.bool_]]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return which values have no neighbour, so that a line alone would not show them."""
    padded = np.concatenate([[False], there, [False]])
    return there & ~padded[:-2] & ~padded[2:]


def _bar_width(middles: Mapping[Any, Any]) -> pd.Timedelta:
    places = sorted(middles.values())
    gaps = [after - before for before, after in zip(places, places[1:], strict=False)]
    return min(gaps, default=pd.Timedelta(days=30)) * 0.8


def _name(panel: Axes, name: str) -> None:
    if name:
        panel.text(
            1.012,
            0.5,
            label(name, 1.35, 9),
            transform=panel.transAxes,
            va="center",
            size=9,
            color=INK,
            family=list(FAMILIES),
            parse_math=False,
        )


def _finish(
    panels: Sequence[Axes],
    data: pd.DataFrame,
    value: str,
    edges: tuple[Any, Any] | None,
    ylabel: str,
    xlabel: str,
) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    from mediakit.charts.columns import written

    for panel in panels:
        plain_axes(panel, grid="y")
        if value == "mean":
            panel.axhline(0, color=GREY, linewidth=0.8)
    first = panels[0]
    if edges is None:
        first.text(0.5, 0.5, "no data", transform=first.transAxes, ha="center", color=GREY)
        first.set_xticks([])
        first.set_yticks([])
    else:
        _time_axis(panels[-1], data["period"], edges)
        first.set_ylim(*_limits(data, value))
        whole = not is_share(value) and value != "mean"
        first.yaxis.set_major_locator(MaxNLocator(5 if len(panels) <= 1 else 3, integer=whole))
        step = _per_cent_decimals(first) if is_share(value) else 0
        first.yaxis.set_major_formatter(
            FuncFormatter(lambda y, _: f"{y:.{step}%}" if is_share(value) else written(y, value))
        )
    panels[len(panels) // 2].set_ylabel(ylabel, size=9, color=GREY, family=list(FAMILIES))
    panels[-1].set_xlabel(xlabel, size=9, color=GREY, family=list(FAMILIES))


def _per_cent_decimals(panel: Axes) -> int:
    ticks = panel.yaxis.get_major_locator().tick_values(*panel.get_ylim())
    return 0 if len(ticks) < 2 or (ticks[1] - ticks[0]) >= 0.01 else 1


def _limits(data: pd.DataFrame, value: str) -> tuple[float, float]:
    names = [value, "low", "high"] if is_share(value) or value == "mean" else [value]
    every = np.concatenate([numbers(data, name).to_numpy() for name in names])
    every = every[~np.isnan(every)]
    if not len(every):
        return (-1.0, 1.0) if value == "mean" else (0.0, 1.0)
    low, high = min(0.0, float(every.min())), max(0.0, float(every.max()))
    room = (high - low) * 0.06 or 0.5
    return (low - room if low < 0 else 0.0), high + room


def _time_axis(panel: Axes, periods: pd.Series[Any], edges: tuple[Any, Any]) -> None:
    import matplotlib.dates as mdates

    panel.set_xlim(*edges)  # type: ignore[arg-type]
    middles, _ = _middles(periods)
    starts = sorted(middles)
    if len(starts) == 1:
        panel.set_xticks([middles[starts[0]]], [f"from {starts[0].day} {starts[0]:%b %Y}"])
    elif (edges[1] - edges[0]) / len(starts) >= pd.Timedelta(days=360):
        chosen = starts[:: -(-len(starts) // 14)]
        panel.set_xticks([middles[start] for start in chosen], [str(start.year) for start in chosen])
    else:
        locator = mdates.AutoDateLocator(minticks=3, maxticks=9)
        panel.xaxis.set_major_locator(locator)
        panel.xaxis.set_major_formatter(
            mdates.ConciseDateFormatter(
                locator,
                show_offset=False,
                formats=["%Y", "%b\n%Y", "%d\n%b", "%H:%M", "%H:%M", "%S"],
                zero_formats=["%Y", "%b\n%Y", "%d\n%b", "%d", "%H:%M", "%H:%M"],
            )
        )
    panel.tick_params(axis="x", length=3, labelfontfamily=list(FAMILIES))


def _mark_events(panels: Sequence[Axes], events: pd.DataFrame) -> None:
    """Draw a line for each event through all panels, and above them its number or its group's numbers."""
    if not len(events):
        return
    from matplotlib.transforms import blended_transform_factory, offset_copy

    top = panels[0]
    for panel in panels:
        for date in events["date"].unique():
            panel.axvline(date, color=_EVENT, linewidth=0.7, alpha=0.55, zorder=0.5)
    figure = top.figure
    shifted = offset_copy(
        blended_transform_factory(top.transData, top.transAxes), fig=figure, y=9, units="points"
    )  # type: ignore[arg-type]
    first = top.text(events["date"].iloc[0], 1, "1", transform=shifted, size=_MARK_SIZE, va="center")
    figure.draw_without_rendering()  # type: ignore[union-attr]
    first.remove()
    for place, text in _marks(top, events):
        top.text(
            place,  # type: ignore[arg-type]
            1,
            text,
            transform=shifted,
            size=_MARK_SIZE,
            ha="center",
            va="center",
            color="white",
            weight="bold",
            family=list(FAMILIES),
            bbox={"boxstyle": "round,pad=0.25", "facecolor": _EVENT, "edgecolor": "none"},
        )


def _marks(panel: Axes, events: pd.DataFrame) -> list[tuple[Any, str]]:
    """Return place and text of each mark; numbers that would touch share one, such as "3–5"."""
    per_inch = panel.figure.get_dpi()
    places = [
        float(panel.transData.transform((panel.convert_xunits(d), 0))[0]) / per_inch for d in events["date"]
    ]
    groups: list[list[int]] = [[number] for number in range(len(places))]
    while True:
        for i in range(len(groups) - 1):
            if _right(groups[i], places) + 0.04 > _left(groups[i + 1], places):
                groups[i : i + 2] = [groups[i] + groups[i + 1]]
                break
        else:
            break
    dates = list(events["date"])
    return [(dates[g[0]] + (dates[g[-1]] - dates[g[0]]) / 2, _span(g)) for g in groups]


def _span(group: Sequence[int]) -> str:
    return str(group[0] + 1) if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}"


def _half(group: Sequence[int]) -> float:
    return text_width(_span(group), _MARK_SIZE, True) / 2 + 0.06


def _centre(group: Sequence[int], places: Sequence[float]) -> float:
    return (places[group[0]] + places[group[-1]]) / 2


def _left(group: Sequence[int], places: Sequence[float]) -> float:
    return _centre(group, places) - _half(group)


def _right(group: Sequence[int], places: Sequence[float]) -> float:
    return _centre(group, places) + _half(group)
