"""The time axis: periods, their edges and middles, and what is written below them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from mediakit.charts.columns import month, place

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Periods:
    """The periods on the time axis: where each starts, and where it ends."""

    starts: tuple[pd.Timestamp, ...]
    ends: tuple[pd.Timestamp, ...]

    @classmethod
    def of(cls, column: pd.Series[pd.Timestamp]) -> Periods:
        """Return the periods of a column; the last is taken to be as long as most, a single one a month."""
        starts = tuple(sorted(column.unique()))
        steps = sorted(after - before for before, after in pairwise(starts))
        step = steps[len(steps) // 2] if steps else pd.Timedelta(days=30)
        return cls(starts, (*starts[1:], starts[-1] + step) if starts else ())

    @property
    def edges(self) -> tuple[pd.Timestamp, pd.Timestamp] | None:
        """Start of the first and end of the last, where there is any."""
        return (self.starts[0], self.ends[-1]) if self.starts else None

    @property
    def middles(self) -> dict[pd.Timestamp, float]:
        """Start → middle, as matplotlib counts days."""
        pairs = zip(self.starts, self.ends, strict=True)
        return {start: place(start + (end - start) / 2) for start, end in pairs}

    @property
    def width(self) -> float:
        """Days of the shortest."""
        return min(
            (e - s for s, e in zip(self.starts, self.ends, strict=True)), default=pd.Timedelta(0)
        ) / pd.Timedelta(days=1)

    @property
    def unit(self) -> str | None:
        """What each of several periods is: "day", "week", "month", "quarter" or "year"; None where it is none of them."""
        if len(self.starts) < 2:
            return None
        lengths = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "quarter": (90, 92), "year": (365, 366)}
        return next((unit for unit, (low, high) in lengths.items() if low <= self.width <= high), None)


def time_axis(panel: Axes, periods: Periods) -> None:
    """Draw the axis from the start of the first period to the end of the last."""
    from matplotlib.dates import AutoDateLocator
    from matplotlib.ticker import FuncFormatter

    first, last = (place(edge) for edge in (periods.starts[0], periods.ends[-1]))
    panel.set_xlim(first, last)
    panel.tick_params(axis="x", length=3)
    if len(periods.starts) == 1 or periods.width >= 360:
        chosen = periods.starts[:: -(-len(periods.starts) // 14)]
        names = [str(start.year) if periods.width >= 360 else f"from {_date(start)}" for start in chosen]
        panel.set_xticks([periods.middles[start] for start in chosen], names)
        return
    panel.xaxis.set_major_locator(AutoDateLocator(minticks=3, maxticks=9))  # type: ignore[no-untyped-call]
    panel.xaxis.set_major_formatter(FuncFormatter(lambda x, _: _time_tick(x, last - first)))


def _date(when: pd.Timestamp) -> str:
    return f"{when.day} {month(when)} {when.year}"


def _time_tick(x: float, span: float) -> str:
    """Write a time of the axis: the year at its start, else the month, or over a short span the day."""
    from matplotlib.dates import num2date

    when = pd.Timestamp(num2date(x))  # type: ignore[no-untyped-call]
    if when.month == 1 and when.day == 1:
        return str(when.year)
    if span < 150:
        return f"{when.day} {month(when)}\n{when.year}"
    return f"{month(when)}\n{when.year}"
