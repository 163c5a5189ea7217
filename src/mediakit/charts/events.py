"""Events on a timeline: numbered marks that never touch, and the key that names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from mediakit.charts.columns import days, month, place, require
from mediakit.charts.sheet import FAMILIES, settle, text_width

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLOUR = "#D55E00"
_SIZE = 7.5
MOST = 40  # more cannot be read on one chart
_ABOVE = 10  # points between the panel's upper edge and the middle of the marks


def within(
    events: pd.DataFrame | None, edges: tuple[pd.Timestamp, pd.Timestamp] | None
) -> tuple[pd.DataFrame, list[str]]:
    """Return the events within the drawn periods in order of time, and a note about the others."""
    if events is None or edges is None or not len(events):
        return pd.DataFrame({"date": []}), []
    require(events, ["date"], "events")
    events = events.assign(date=days(events["date"])).sort_values("date", kind="stable")
    inside = events[events["date"].between(*edges, inclusive="left")]
    left = len(events) - len(inside)
    notes = (
        [f"{left} {'event is' if left == 1 else 'events are'} outside these dates and not marked."]
        if left
        else []
    )
    if len(inside) > MOST:
        notes.append(f"{len(inside)} events, more than can be named here, are ticks above the chart.")
    return inside, notes


def key(events: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Return number and words of each event; nothing when there are too many."""
    if len(events) > MOST:
        return ()
    rows = enumerate(events.to_dict("records"), 1)
    return tuple((str(number), f"{_day(row['date'])}: {_words(row)}") for number, row in rows)


def _day(date: pd.Timestamp) -> str:
    return f"{date.day} {month(date)} {date.year}"


def _words(row: Mapping[Any, Any]) -> str:
    for name in ("label", "description"):
        text = row.get(name)
        if isinstance(text, str) and text.strip():
            return text.strip()
    return "event"


def mark(panels: Sequence[Axes], events: pd.DataFrame, figure: Figure) -> None:
    """Draw a line for each event through all panels, and its number, or its group's numbers, above the first.

    More events than can be named are ticks above the first panel.
    """
    dates = [place(date) for date in events["date"]]
    _settle_with_room(panels[0], figure)
    if len(dates) > MOST:
        _ticks(panels[0], dates, figure)
        return
    faint = 0.55 if len(dates) <= 20 else 0.3
    for panel in panels:
        for date in sorted(set(dates)):
            panel.axvline(date, color=_COLOUR, linewidth=0.7, alpha=faint, zorder=0.5)
    for group in _groups(panels[0], dates):
        _mark(panels[0], [dates[i] for i in group], _span(group), figure)


def _ticks(panel: Axes, dates: Sequence[float], figure: Figure) -> None:
    from matplotlib.transforms import blended_transform_factory, offset_copy

    over = offset_copy(
        blended_transform_factory(panel.transData, panel.transAxes), fig=figure, y=6, units="points"
    )
    panel.plot(
        dates,
        [1] * len(dates),
        "|",
        color=_COLOUR,
        markersize=7,
        alpha=0.8,
        transform=over,
        clip_on=False,
        scalex=False,
    )


def _settle_with_room(panel: Axes, figure: Figure) -> None:
    """Lay the figure out with room for marks, so that places on it are final before marks are grouped by them."""
    held = panel.annotate("1", (0, 1), (0, _ABOVE), "axes fraction", "offset points", size=_SIZE, va="center")
    settle(figure)
    held.remove()


def _mark(panel: Axes, dates: Sequence[float], text: str, figure: Figure) -> None:
    from matplotlib.transforms import blended_transform_factory, offset_copy

    over = blended_transform_factory(panel.transData, panel.transAxes)
    roof = offset_copy(over, fig=figure, y=2.5, units="points")
    if dates[0] != dates[-1]:
        panel.plot(
            [dates[0], dates[-1]],
            [1, 1],
            color=_COLOUR,
            linewidth=1.4,
            transform=roof,
            clip_on=False,
            scalex=False,
        )
    panel.text(
        (dates[0] + dates[-1]) / 2,
        1,
        text,
        transform=offset_copy(over, fig=figure, y=_ABOVE, units="points"),
        size=_SIZE,
        ha="center",
        va="center",
        color="white",
        weight="bold",
        family=list(FAMILIES),
        bbox={"boxstyle": "round,pad=0.25", "facecolor": _COLOUR, "edgecolor": "none"},
        gid=f"event-{text}",
    )


def _groups(panel: Axes, dates: Sequence[float]) -> list[list[int]]:
    """Group the numbers of events whose marks would touch."""
    places = [float(panel.transData.transform((date, 0))[0]) / panel.figure.dpi for date in dates]
    groups: list[list[int]] = []
    for number in range(len(places)):
        groups.append([number])
        while len(groups) > 1 and _edge(groups[-2], places, 1) + 0.04 > _edge(groups[-1], places, -1):
            last = groups.pop()
            groups[-1] += last
    return groups


def _edge(group: Sequence[int], places: Sequence[float], side: int) -> float:
    """Return where the mark of a group ends, in inches, at its left (-1) or right (1)."""
    centre = (places[group[0]] + places[group[-1]]) / 2
    return centre + side * (text_width(_span(group), _SIZE, True) / 2 + 0.05)


def _span(group: Sequence[int]) -> str:
    return str(group[0] + 1) if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}"
