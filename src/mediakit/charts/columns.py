"""Check and read the columns of a measure frame before it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from mediakit.errors import InputError

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
AXIS_LABELS = {
    "share": "Share",
    "mean": "Mean tone (−1 negative, +1 positive)",
    "relevant": "Number",
    "n": "Number",
}


_NAMES = {"activist_ngo": "activist or NGO", "court_regulator": "court or regulator"}


def require(data: pd.DataFrame, names: Iterable[str], chart: str) -> None:
    """Raise unless the frame has all the columns."""
    for name in names:
        if name not in data:
            message = f"{chart} needs a column {name!r}; the frame has {', '.join(map(repr, data.columns))}"
            raise InputError(message)


def display(name: Any, labels: Mapping[str, str] | None) -> str:
    """Return how a group is written on a chart."""
    return (labels or {}).get(str(name)) or _NAMES.get(str(name)) or str(name).replace("_", " ")


def numbers(data: pd.DataFrame, name: str) -> pd.Series[float]:
    """Return a column as floats, missing values as NaN; all missing when there is no such column."""
    if name not in data:
        return pd.Series(float("nan"), index=data.index, dtype="float64")
    return pd.to_numeric(data[name]).astype("Float64").astype("float64")


def is_share(value: str) -> bool:
    """Return whether a column holds shares, drawn as per cent."""
    return value == "share"


def written(value: float, name: str) -> str:
    """Write a number of a column as a person would."""
    if value != value:
        return "no data"
    if is_share(name):
        return f"{value:.1%}" if 0 < value < 0.0095 else f"{value:.0%}"
    if name == "mean":
        return f"{value:+.2f}".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def days(dates: pd.Series[Any]) -> pd.Series[pd.Timestamp]:
    """Return times without a zone; of periods, their first moment."""
    if isinstance(dates.dtype, pd.PeriodDtype):
        dates = dates.dt.start_time
    times: pd.Series[pd.Timestamp] = pd.to_datetime(dates)
    return times if times.dt.tz is None else times.dt.tz_localize(None)


def place(when: pd.Timestamp) -> float:
    """Return a time as matplotlib counts it, in days."""
    from matplotlib.dates import date2num

    return float(date2num(when))  # type: ignore[no-untyped-call]


def month(when: pd.Timestamp) -> str:
    """Return the month's short name in English, whatever the machine's language."""
    return _MONTHS[when.month - 1]


def tick(value: float, name: str) -> str:
    """Write a number of an axis, without digits that the step between ticks does not need."""
    if is_share(name):
        return f"{value * 100:.4g}%"
    if name == "mean":
        return f"{value:+.4g}".replace("-", "−") if abs(value) > 1e-9 else "0"
    return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
