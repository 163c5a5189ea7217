"""A measure over time: one panel for each group, bands for intervals, numbered events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mediakit.charts.columns import AXIS_LABELS, days, display, is_share, numbers, require, tick
from mediakit.charts.events import key, mark, within
from mediakit.charts.periods import Periods, time_axis
from mediakit.charts.sheet import (
    ACCENT,
    FAMILIES,
    GREY,
    INK,
    Words,
    label,
    open_sheet,
    plain_axes,
    say_empty,
    settle,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    _Flags = np.ndarray[Any, np.dtype[np.bool_]]
    _Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]

FEW = 5


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
    xlabel: str | None = None,
) -> Axes:
    """Draw a measure over time, one panel for each group.

    Use it for attention (``value="share"``, or ``"relevant"`` for numbers) and for tone over time (``value="mean"``).
    Points stand in the middle of their period. A band is the interval ``low``–``high``; periods without a value leave
    a gap; periods that the material covers only in part have a hollow point. Periods in which fewer than five were counted
    have a pale point and no line, so that no trend is read into chance. Events are numbered above the panels,
    neighbours that would touch share a mark, and the key below names them all; more than 40 are ticks without names.

    Parameters
    ----------
    data : DataFrame
        period (first day), ``value``; optionally group, low, high, partial, total or n (what was counted). Drawn as given: nothing is counted here.
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
    ylabel, xlabel : str, optional
        Axis labels; without ``xlabel`` the length of the periods is written.

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
    data = data.assign(period=days(data["period"]), group=data.get("group", "")).dropna(subset=["period"])
    groups = list(dict.fromkeys(data["group"]))
    periods = Periods.of(data["period"])
    shown, notes = within(events, periods.edges)
    if _partial(data).any():
        notes.append("Hollow points: periods that the material covers only in part.")
    if _draws_line(value) and _few(data).any():
        notes.append(f"Pale points, not joined: fewer than {FEW} counted in the period.")
    names = ["" if group == "all" else label(display(group, labels), 1.35, 9) for group in groups]
    words = Words(title, subtitle, source, notes=tuple(notes), key=key(shown))
    figure = open_sheet(words, height=_height(names) + (0.25 if len(shown) else 0))
    panels = list(figure.subplots(max(len(groups), 1), 1, sharex=True, sharey=True, squeeze=False)[:, 0])
    for panel, group, name in zip(panels, groups, names, strict=False):
        _draw(panel, data[data["group"] == group].sort_values("period"), value, periods)
        _name(panel, name)
    _finish(panels, data, value, periods, label(ylabel or AXIS_LABELS.get(value, value), 2.4, 9))
    by = f", by {periods.unit}" if periods.unit else ""
    panels[-1].set_xlabel(xlabel or f"Date of publication{by}", size=9, color=GREY, family=list(FAMILIES))
    if len(shown):
        mark(panels, shown, figure)
    else:
        settle(figure)
    first: Axes = panels[0]
    return first


def _partial(data: pd.DataFrame) -> _Flags:
    if "partial" not in data:
        return np.zeros(len(data), dtype=bool)
    return np.asarray(data["partial"].fillna(False).to_numpy(dtype=bool))


def _few(data: pd.DataFrame) -> _Flags:
    """Return which values rest on so few that a line between them would draw a trend out of chance."""
    counted = next((name for name in ("total", "n") if name in data), None)
    if counted is None:
        return np.zeros(len(data), dtype=bool)
    return (numbers(data, counted) < FEW).to_numpy(dtype=bool)


def _draws_line(value: str) -> bool:
    return is_share(value) or value == "mean"


def _height(names: Sequence[str]) -> float:
    """Return the height of all panels in inches: the more, the lower, but none lower than its name."""
    if len(names) <= 1:
        return 3.3
    count = len(names)
    lines = max(name.count("\n") + 1 for name in names)
    return count * max(1.25 if count <= 4 else 0.85 if count <= 8 else 0.62, 0.18 * lines + 0.12) + 0.4


def _draw(panel: Axes, rows: pd.DataFrame, value: str, periods: Periods) -> None:
    middles = periods.middles
    x = np.array([middles[period] for period in rows["period"]])
    y, low, high = (numbers(rows, name).to_numpy() for name in (value, "low", "high"))
    if not _draws_line(value):
        panel.bar(x, np.nan_to_num(y), width=periods.width * 0.8, color=ACCENT)
        return
    partial, few = _partial(rows), _few(rows)
    joined = np.where(few, np.nan, y)
    alone = _alone(~np.isnan(joined)) | few
    panel.fill_between(x, low, high, where=~few, color=ACCENT, alpha=0.18, linewidth=0)
    panel.vlines(x[alone], low[alone], high[alone], color=ACCENT, alpha=0.18, linewidth=6)
    panel.plot(x, joined, color=ACCENT, linewidth=1.6)
    dotted = alone | partial | (len(x) <= 40)
    for inside, hollow in ((ACCENT, False), ("white", True)):
        for alpha, pale in ((1.0, False), (0.45, True)):
            chosen = dotted & (partial == hollow) & (few == pale)
            _dots(panel, x[chosen], y[chosen], inside, alpha, len(x))


def _dots(panel: Axes, x: _Floats, y: _Floats, inside: str, alpha: float, among: int) -> None:
    if len(x):  # an empty line that may leave the panel spoils matplotlib's layout
        size = 4 if among <= 40 else 3
        panel.plot(
            x, y, "o", color=ACCENT, markerfacecolor=inside, markersize=size, alpha=alpha, clip_on=False
        )


def _alone(there: _Flags) -> _Flags:
    """Return which values have no neighbour, so that a line would not show them."""
    padded = np.concatenate([[False], there, [False]])
    return np.asarray(there & ~padded[:-2] & ~padded[2:])


def _name(panel: Axes, name: str) -> None:
    panel.text(
        1.012,
        0.5,
        name,
        transform=panel.transAxes,
        va="center",
        size=9,
        color=INK,
        family=list(FAMILIES),
        parse_math=False,
    )


def _finish(panels: Sequence[Axes], data: pd.DataFrame, value: str, periods: Periods, ylabel: str) -> None:
    for panel in panels:
        plain_axes(panel, grid="y")
        if value == "mean" and periods.edges:
            panel.axhline(0, color=GREY, linewidth=0.8)
            panel.spines["bottom"].set_visible(panel is panels[-1])
    panels[len(panels) // 2].set_ylabel(ylabel, size=9, color=GREY, family=list(FAMILIES))
    if periods.edges is None:
        say_empty(panels[0])
        return
    _value_axis(panels[0], data, value, ticks=5 if len(panels) == 1 else 3)
    time_axis(panels[-1], periods)


def _value_axis(panel: Axes, data: pd.DataFrame, value: str, *, ticks: int) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    panel.set_ylim(*_limits(data, value))
    panel.yaxis.set_major_locator(
        MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10], integer=not _draws_line(value))
    )
    panel.yaxis.set_major_formatter(FuncFormatter(lambda y, _: tick(y, value)))


def _limits(data: pd.DataFrame, value: str) -> tuple[float, float]:
    names = [value, "low", "high"] if _draws_line(value) else [value]
    every = np.concatenate([numbers(data, name).to_numpy() for name in names])
    least = 0.25 if value == "mean" else 0.0
    low = min(-least, float(np.nanmin(every, initial=0.0)))
    high = max(least, float(np.nanmax(every, initial=0.0))) or 1.0
    room = (high - low) * 0.06
    return (low - room if low < 0 else 0.0), high + room
