"""Groups compared, a row each: dots with intervals, bars, stacked shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mediakit.charts.columns import AXIS_LABELS, display, is_share, numbers, require, tick, written
from mediakit.charts.sheet import (
    ACCENT,
    FAINT,
    FAMILIES,
    GREY,
    INK,
    PALETTE,
    REST,
    Words,
    clean,
    label,
    open_sheet,
    plain_axes,
    say_empty,
    settle,
    text_width,
    wrap,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

UNKNOWN = "unknown"
_LABEL_WIDTH = 2.1
_LEGEND_WIDTH = 7.0


def intervals(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    source: str = "",
    value: str = "mean",
    labels: Mapping[str, str] | None = None,
    xlabel: str | None = None,
) -> Axes:
    """Draw a dot with its interval for each group, largest first.

    Use it to compare tone or shares between groups: two groups differ visibly only where their intervals part. How
    many observations stand behind a dot is written at its right.

    Parameters
    ----------
    data : DataFrame
        group, ``value``; optionally low, high, and n or relevant and total. A group whose value is missing is kept
        and written "no data".
    title, subtitle, source : str
        Message, what is shown, where the numbers come from.
    value : str
        Column of the dots: "mean" (−1 to 1) or "share" (0 to 1).
    labels : mapping, optional
        Group → its name on the chart.
    xlabel : str, optional
        Axis label.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InputError
        A column is missing; names it.

    Examples
    --------
    >>> import pandas as pd
    >>> data = pd.DataFrame({"group": ["a", "b"], "n": [9, 5], "mean": [0.2, -0.1], "low": [0, -0.4], "high": [0.4, 0.2]})
    >>> [t.get_text() for t in intervals(data, title="a is kinder").get_yticklabels()]
    ['a', 'b']

    References
    ----------
    docs/methods/charts.md, section Intervals.
    """
    require(data, ["group", value], "intervals")
    data = _sorted(data, value)
    figure, axes = _rows(data, Words(title, subtitle, source), labels)
    x, y = numbers(data, value).to_numpy(), np.arange(len(data))
    axes.hlines(y, numbers(data, "low"), numbers(data, "high"), color=ACCENT, linewidth=2.2, alpha=0.45)
    there = ~np.isnan(x)
    if there.any():  # an empty line that may leave the axes spoils matplotlib's layout
        axes.plot(x[there], y[there], "o", color=ACCENT, markersize=6, clip_on=False)
    if value == "mean" and len(data):
        axes.axvline(0, color=GREY, linewidth=0.8)
    _scale(axes, data, value, ["low", "high", value])
    _beside(axes, data, value)
    _finish(figure, axes, xlabel or AXIS_LABELS.get(value, value))
    return axes


def bars(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    source: str = "",
    value: str = "n",
    labels: Mapping[str, str] | None = None,
    xlabel: str | None = None,
) -> Axes:
    """Draw a bar for each group, longest first, with its number at the end.

    Use it for numbers: articles of each outlet, the most quoted sources.

    Parameters
    ----------
    data : DataFrame
        group, ``value``.
    title, subtitle, source : str
        Message, what is shown, where the numbers come from.
    value : str
        Column of the bars' lengths.
    labels : mapping, optional
        Group → its name on the chart.
    xlabel : str, optional
        Axis label.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InputError
        A column is missing; names it.

    Examples
    --------
    >>> import pandas as pd
    >>> data = pd.DataFrame({"group": ["Post", "Times"], "n": [3, 12]})
    >>> [t.get_text() for t in bars(data, title="The Times has more").get_yticklabels()]
    ['Times', 'Post']

    References
    ----------
    docs/methods/charts.md, section Bars.
    """
    require(data, ["group", value], "bars")
    data = _sorted(data, value)
    figure, axes = _rows(data, Words(title, subtitle, source), labels)
    lengths = numbers(data, value).to_numpy()
    axes.barh(np.arange(len(data)), np.nan_to_num(lengths), height=0.68, color=ACCENT)
    _scale(axes, data, value, [value], room=0.12)
    for y, length in enumerate(lengths):
        axes.annotate(
            written(float(length), value),
            (float(np.nan_to_num(length)), y),
            xytext=(4 if not length < 0 else -4, 0),
            textcoords="offset points",
            va="center",
            ha="left" if not length < 0 else "right",
            size=9,
            color=INK,
            family=list(FAMILIES),
        )
    _finish(figure, axes, xlabel or AXIS_LABELS.get(value, value))
    return axes


def shares(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    source: str = "",
    part: str = "source_type",
    value: str = "share",
    labels: Mapping[str, str] | None = None,
    xlabel: str = "Share",
) -> Axes:
    """Draw what each group is made of as a bar of 100 per cent.

    Use it for kinds of sources by outlet. Up to seven parts have a colour of their own; of more, the six largest have,
    and the rest is grey together, with its names in the legend. The part "unknown" is pale grey, at the end.

    Parameters
    ----------
    data : DataFrame
        group, ``part``, ``value`` (shares of a group add up to 1); optionally total.
    title, subtitle, source : str
        Message, what is shown, where the numbers come from.
    part : str
        Column that names the parts.
    value : str
        Column of shares, 0 to 1.
    labels : mapping, optional
        Group or part → its name on the chart.
    xlabel : str
        Axis label.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InputError
        A column is missing; names it.

    Examples
    --------
    >>> import pandas as pd
    >>> data = pd.DataFrame({"group": ["Post"] * 2, "source_type": ["company", "expert"], "share": [0.7, 0.3]})
    >>> [t.get_text() for t in shares(data, title="Companies speak most").texts]
    ['70%', '30%']

    References
    ----------
    docs/methods/charts.md, section Shares.
    """
    require(data, ["group", part, value], "shares")
    table = data.assign(_value=numbers(data, value).fillna(0.0)).pivot_table(
        index="group", columns=part, values="_value", aggfunc="sum", sort=False
    )
    parts = _parts(table)
    legend = [(colour, _named(members, colour, labels)) for colour, members in parts]
    groups = data.drop_duplicates("group").reset_index(drop=True)
    figure, axes = _rows(groups, Words(title, subtitle, source, legend=tuple(legend)), labels)
    left = np.zeros(len(groups))
    for colour, members in parts:
        widths = table.loc[groups["group"], members].sum(axis=1).to_numpy()
        axes.barh(
            np.arange(len(groups)),
            widths,
            left=left,
            height=0.72,
            color=colour,
            edgecolor="white",
            linewidth=0.6,
        )
        _inside(axes, left, widths, colour)
        left = left + widths
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    if not len(groups):
        say_empty(axes)
    _beside(axes, groups, "total")
    _finish(figure, axes, xlabel)
    return axes


def _parts(table: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """Return colour and names of each part of the bars, the largest first, what is unknown last."""
    order = table.sum().sort_values(ascending=False, kind="stable")
    names = [name for name in order.index if order[name] > 0]
    known = [name for name in names if name != UNKNOWN]
    coloured = known if len(known) <= len(PALETTE) else known[: len(PALETTE) - 1]
    parts = [(colour, [name]) for colour, name in zip(PALETTE, coloured, strict=False)]
    rest = [(REST, known[len(coloured) :])] if len(known) > len(coloured) else []
    return parts + rest + ([(FAINT, [UNKNOWN])] if UNKNOWN in names else [])


def _named(members: Sequence[str], colour: str, labels: Mapping[str, str] | None) -> str:
    """Write a part's name, or as many names of the rest as fit on a line."""
    names = [clean(display(name, labels)) for name in members]
    first = "other: " if colour == REST else ""
    for count in range(len(names), 0, -1):
        more = f" and {len(names) - count} more" if count < len(names) else ""
        text = first + ", ".join(names[:count]) + more
        if text_width(text, 9) <= _LEGEND_WIDTH:
            return text
    return wrap(text, _LEGEND_WIDTH - 0.2, 9)[0] + "…"


def _inside(axes: Axes, left: np.ndarray, widths: np.ndarray, colour: str) -> None:
    for y, (start, width) in enumerate(zip(left, widths, strict=True)):
        if width >= 0.055:
            axes.text(
                start + width / 2,
                y,
                f"{width:.0%}",
                ha="center",
                va="center",
                size=8,
                color="white" if colour == ACCENT else INK,
                family=list(FAMILIES),
            )


def _sorted(data: pd.DataFrame, value: str) -> pd.DataFrame:
    order = numbers(data, value).sort_values(ascending=False, na_position="last", kind="stable").index
    return data.loc[order].reset_index(drop=True)


def _rows(data: pd.DataFrame, words: Words, labels: Mapping[str, str] | None) -> tuple[Figure, Axes]:
    """Make axes with a row for each group, the first on top."""
    names = [label(display(group, labels), _LABEL_WIDTH, 9) for group in data["group"]]
    lines = sum(max(name.count("\n") + 1, 1) for name in names)
    figure = open_sheet(words, height=max(0.19 * lines + 0.12 * len(names), 0.5) + 0.65)
    axes = figure.subplots()
    plain_axes(axes, grid="x")
    axes.set_yticks(np.arange(len(names)), names, parse_math=False)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    axes.tick_params(axis="y", pad=7)
    return figure, axes


def _scale(axes: Axes, data: pd.DataFrame, value: str, names: Sequence[str], room: float = 0.05) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    if not len(data):
        say_empty(axes)
        return
    least = 0.25 if value == "mean" else 0.0
    every = np.concatenate([numbers(data, name).to_numpy() for name in names])
    low = min(-least, float(np.nanmin(every, initial=0.0)))
    high = max(least, float(np.nanmax(every, initial=0.0))) or 1.0
    axes.set_xlim(low - (high - low) * room if low < 0 else 0.0, high + (high - low) * room)
    axes.xaxis.set_major_locator(
        MaxNLocator(6, steps=[1, 2, 2.5, 5, 10], integer=not is_share(value) and value != "mean")
    )
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: tick(x, value)))


def _beside(axes: Axes, data: pd.DataFrame, value: str) -> None:
    """Write at the right how many observations stand behind each row."""
    from matplotlib.transforms import blended_transform_factory

    place = blended_transform_factory(axes.transAxes, axes.transData)
    for y, row in enumerate(data.to_dict("records")):
        text = _behind(row, value)
        if text:
            axes.text(
                1.012, y, text, transform=place, va="center", size=8.5, color=GREY, family=list(FAMILIES)
            )


def _behind(row: Mapping[Any, Any], value: str) -> str:
    if value in row and pd.isna(row[value]):
        return "no data"
    if "n" in row:
        return f"n = {row['n']:,.0f}"
    if "relevant" in row and "total" in row and value != "total":
        return f"{row['relevant']:,.0f} of {row['total']:,.0f}"
    return f"n = {row['total']:,.0f}" if "total" in row else ""


def _finish(figure: Figure, axes: Axes, xlabel: str) -> None:
    axes.set_xlabel(label(xlabel, 5.0, 9), size=9, color=GREY, family=list(FAMILIES))
    settle(figure)
