"""Frames and events on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from mediakit.errors import InputError
from mediakit.frames.schema import SCHEMAS


def read_frames(folder: Path) -> dict[str, pd.DataFrame]:
    """Read the frames of a study from their Parquet files."""
    missing = [name for name in SCHEMAS if not (folder / f"{name}.parquet").is_file()]
    if missing:
        message = f"no frame {missing[0]!r} in {str(folder)!r}; run `mediakit run` on the study first"
        raise InputError(message)
    try:
        return {name: pd.read_parquet(folder / f"{name}.parquet") for name in SCHEMAS}
    except (OSError, ValueError) as error:
        message = f"a frame in {str(folder)!r} is damaged ({error}); run `mediakit run` on the study again"
        raise InputError(message) from error


def write_frames(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write frames as Parquet files, each put in place only when it is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        part = folder / f".{name}.parquet.part"
        frame.to_parquet(part, index=False)
        part.replace(folder / f"{name}.parquet")


def read_events(path: Path) -> pd.DataFrame:
    """Read events.csv: date, platform, place, description, label, source_title, publisher, source_date, url.

    Raises
    ------
    InputError
        A column is missing or a date is not YYYY-MM-DD; names the file and the line.
    """
    events = pd.read_csv(path, dtype="str", encoding="utf-8-sig")
    missing = [c for c in ("date", "platform", "description") if c not in events]
    if missing:
        message = f"{str(path)!r} has no column {missing[0]!r}; its first line must name date, platform, description"
        raise InputError(message)
    dates = pd.to_datetime(events["date"], format="%Y-%m-%d", errors="coerce")
    if dates.isna().any():
        line = int(dates.isna().to_numpy().argmax())
        message = f"{str(path)!r}, line {line + 2}: date {events['date'].iloc[line]!r} is not YYYY-MM-DD"
        raise InputError(message)
    return events.assign(date=dates)
