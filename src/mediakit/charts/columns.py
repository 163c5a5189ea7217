"""Check and read the columns of a measure frame before it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from mediakit.errors import InputError

AXIS_LABELS = {
    "share": "Share",
    "mean": "Mean tone (−1 negative, +1 positive)",
    "relevant": "Number",
    "n": "Number",
}


def require(data: pd.DataFrame, names: Iterable[str], chart: str) -> None:
    """Raise unless the frame has all the columns."""
    for name in names:
        if name not in data:
            message = f"{chart} needs a column {name!r}; the frame has {', '.join(map(repr, data.columns))}"
            raise InputError(message)


def display(name: Any, labels: Mapping[str, str] | None) -> str:
    """Return how a group is written on a chart."""
    return (labels or {}).get(str(name), str(name).replace("_", " "))


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
