"""study.toml read, checked and opened."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from mediakit import export, frames
from mediakit.codebook import Codebook
from mediakit.errors import StudyError
from mediakit.outlets import Outlet as Row
from mediakit.outlets import read_outlets
from mediakit.readers.table_rows import COLUMNS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TEXTS, _NUMBERS = list[str], list[int]
_KEYS: dict[str, dict[str, Any]] = {
    "study": {"title": str, "question": str, "notice": str, "contact": str},
    "dates": {"start": date, "end": date, "timezone": str},
    "collect": {"pause": (int, float), "allow": _TEXTS, "newsroom": str},
    "measures": {"concepts": _TEXTS, "freq": str, "count": str},
}
_OUTLET_KEYS: dict[str, Any] = {
    "name": str,
    "feeds": _TEXTS,
    "sitemaps": _TEXTS,
    "links": _TEXTS,
    "wayback": _TEXTS,
}
_QUERY_KEYS: dict[str, dict[str, Any]] = {
    "gdelt": {"query": str},
    "guardian": {"query": str},
    "mediacloud": {"query": str, "sources": _NUMBERS, "collections": _NUMBERS},
    "ccnews": {"hosts": _TEXTS, "months": _TEXTS},
}
_NEEDED = {"ccnews": ("hosts", "months")}  # of the others, the query
_UNDATED = ("guardian",)  # services that can be asked without a first day
_SECRET = re.compile(r"key|token|secret|password", re.IGNORECASE)
_MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])")
_LENGTHS = {"D": 1, "W": 7, "M": 30.4, "Q": 91.3, "Y": 365.25}
_POINTS = 40
_SHOWN = 0.98
_COUNTS = ("article", "story")


@dataclass(frozen=True)
class Outlet:
    """An outlet that a study collects from, with the ways to find its articles."""

    name: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    wayback: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """A question that a study asks of a service: GDELT, the Guardian, Media Cloud, or Common Crawl's CC-NEWS."""

    service: str
    query: str = ""
    sources: tuple[int, ...] = ()
    collections: tuple[int, ...] = ()
    hosts: tuple[str, ...] = ()
    months: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in failures: the service, with what is asked of it."""
        return f"{self.service}:{self.query or ' '.join(self.hosts)}"


@dataclass(frozen=True)
class Study:
    """A study's settings, with its folders, codebook, events and frames at hand.

    Open one with ``open_study``; nothing is read from disk before it is asked for.
    """

    folder: Path
    title: str
    question: str = ""
    notice: str = ""
    contact: str | None = None
    start: date | None = None
    end: date | None = None
    timezone: str = "UTC"
    pause: float = 1.0
    allow: tuple[str, ...] = ()
    newsroom: str | None = None
    outlets: tuple[Outlet, ...] = ()
    queries: tuple[Query, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    concepts: tuple[str, ...] = ()
    freq: str | None = None
    count: str = "story"

    @property
    def charts(self) -> Path:
        """Folder of the charts."""
        return self.folder / "charts"

    @cached_property
    def codebook(self) -> Codebook:
        """Concepts and their aliases, from codebook.toml."""
        return Codebook.load(self.folder / "codebook.toml")

    @cached_property
    def events(self) -> pd.DataFrame:
        """What happened when, from events.csv; without that file an empty frame."""
        path = self.folder / "events.csv"
        if not path.is_file():
            return pd.DataFrame(columns=["date", "platform", "place", "description", "label"])
        return frames.read_events(path)

    @cached_property
    def outlet_rows(self) -> tuple[Row, ...]:
        """What is known of single outlets, from outlets.toml; without that file nothing."""
        path = self.folder / "outlets.toml"
        return read_outlets(path) if path.is_file() else ()

    def events_about(self, concepts: Sequence[str]) -> pd.DataFrame:
        """Return the events that concern any of some concepts."""
        wanted = set(concepts)
        about = self.events["platform"].fillna("").map(lambda ids: not wanted.isdisjoint(ids.split(";")))
        return self.events[about.astype(bool)]

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        return frames.read_frames(self.folder / "frames")

    def frame(self, name: str) -> pd.DataFrame:
        """Return a copy of one frame: articles, sentences, quotes, mentions or failures."""
        if name not in self._frames:
            message = f"there is no frame {name!r}; there are {', '.join(self._frames)}"
            raise StudyError(message)
        return self._frames[name].copy()

    def in_dates(self, articles: pd.DataFrame) -> pd.DataFrame:
        """Return the articles that a timeline shows.

        They are those published within the study's dates; where it names none, those in the shortest span of time
        that holds 98 % of the dated articles, so that one wrong or ancient date does not squeeze all the others.
        """
        days = articles["published"].dt.tz_convert(self.timezone).dt.tz_localize(None).dt.normalize()
        start, end = days.min(), days.max()
        if self.start is None and self.end is None and days.notna().any():
            start, end = _densest(sorted(days.dropna()))
        start = start if self.start is None else pd.Timestamp(self.start)
        end = end if self.end is None else pd.Timestamp(self.end)
        shown: pd.DataFrame = articles.loc[days.between(start, end)]
        return shown

    def frequency(self, articles: pd.DataFrame) -> str:
        """Return the length of a point on a timeline: the study's, or the finest that makes at most 40 points."""
        published = articles["published"].dropna()
        if self.freq is not None or published.empty:
            return self.freq or "M"
        days = (published.max() - published.min()).days + 1
        return next((freq for freq, length in _LENGTHS.items() if days / length <= _POINTS), "Y")

    def charted(self, top: int = 6) -> list[str]:
        """Return the concepts to chart: those that study.toml names, or the platforms and companies in most articles."""
        if self.concepts:
            return list(self.concepts)
        mentions = self._frames["mentions"]
        wanted = mentions[mentions["category"].isin(["platform", "company"])]
        counts = wanted.groupby("concept")["article_id"].nunique().reset_index()
        ordered = counts.sort_values(["article_id", "concept"], ascending=[False, True])
        return ordered["concept"].head(top).tolist()

    def labelled(self, measured: pd.DataFrame) -> pd.DataFrame:
        """Return a measure with the codebook's labels in place of the ids of concepts in its column group."""
        labels = {key: concept.label for key, concept in self.codebook.concepts.items()}
        return measured.assign(group=measured["group"].map(lambda name: labels.get(name, name)).astype("str"))

    def source_line(self, articles: pd.DataFrame | None = None) -> str:
        """Return the line that stands under a chart: what it was made from; all articles when none are given."""
        articles = self._frames["articles"] if articles is None else articles
        years = articles["published"].dt.tz_convert(self.timezone).dt.year.dropna()
        when = f", {years.min():.0f}–{years.max():.0f}" if len(years) else ""
        line = f"Source: {len(articles):,} articles from {articles['outlet'].nunique():,} outlets{when}; mediakit."
        return f"{line} {self.notice}".strip()

    def save_chart(self, ax: Axes, name: str, *, data: pd.DataFrame, alt: str) -> list[Path]:
        """Save a chart with its data and words in the study's folder; the study's notice goes with each of them."""
        if self.notice:
            data, alt = data.assign(notice=self.notice), f"{alt} {self.notice}"
        return export.save_chart(ax, self.charts, name, data=data, alt=alt)


def _densest(days: list[pd.Timestamp]) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the ends of the shortest span that holds most of the days."""
    held = max(1, math.ceil(_SHOWN * len(days)))
    spans = [(days[n + held - 1] - days[n], days[n], days[n + held - 1]) for n in range(len(days) - held + 1)]
    _, start, end = min(spans)
    return start, end


def open_study(folder: str | Path) -> Study:
    """Open a study: read and check its study.toml.

    Parameters
    ----------
    folder : str or Path
        The study's folder.

    Returns
    -------
    Study
        Settings, with ``codebook``, ``events`` and ``frame(name)`` read when asked for.

    Raises
    ------
    StudyError
        There is no study.toml, or it has a mistake; names the file, the key and what is expected.
    """
    folder = Path(folder).resolve()
    if folder.name == "study.toml" and folder.is_file():
        folder = folder.parent
    path = folder / "study.toml"
    if not folder.is_dir():
        message = f"there is no folder {str(folder)!r}, so no study.toml in it; make a study with `mediakit new DIR`"
        raise StudyError(message)
    if not path.is_file():
        message = f"there is no study.toml in {str(folder)!r}; make a study with `mediakit new DIR`"
        raise StudyError(message)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{str(path)!r} is not valid TOML: {error}"
        raise StudyError(message) from error
    return _study(folder, path, raw)


def _study(folder: Path, path: Path, raw: Mapping[str, Any]) -> Study:
    _check(path, "the file", raw, dict.fromkeys([*_KEYS, "columns", "outlets", *_QUERY_KEYS], object))
    settings: dict[str, Any] = {"columns": _table(path, raw, "columns", dict.fromkeys(COLUMNS, str))}
    for name, keys in _KEYS.items():
        values = _table(path, raw, name, keys)
        settings |= {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    if not settings.get("title"):
        message = f'{str(path)!r}: [study] must have a title, for instance title = "How the news covers …"'
        raise StudyError(message)
    study = Study(folder=folder, outlets=_outlets(path, raw), queries=_queries(path, raw), **settings)
    _check_values(path, study)
    _check_queries(path, study)
    return study


def _table(path: Path, raw: Mapping[str, Any], name: str, keys: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table of one name, as [name] writes it."""
    values = raw.get(name, {})
    if not isinstance(values, dict):
        message = f"{str(path)!r}: [{name}] must be a table"
        raise StudyError(message)
    _check(path, f"[{name}]", values, keys)
    return values


def _tables(path: Path, raw: Mapping[str, Any], name: str, keys: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the tables of one name, as [[name]] writes them, with lists as tuples."""
    tables = raw.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        message = f"{str(path)!r}: write each of {name} as a table of its own, under [[{name}]]"
        raise StudyError(message)
    for table in tables:
        _check(path, f"[[{name}]]", table, keys)
    return [{k: tuple(v) if isinstance(v, list) else v for k, v in table.items()} for table in tables]


def _outlets(path: Path, raw: Mapping[str, Any]) -> tuple[Outlet, ...]:
    made = []
    for table in _tables(path, raw, "outlets", _OUTLET_KEYS):
        if not table.get("name"):
            message = f"{str(path)!r}: every [[outlets]] must have a name"
            raise StudyError(message)
        for key in ("feeds", "sitemaps", "links"):
            _check_addresses(path, f"[[outlets]] {table['name']!r}: {key}", table.get(key, ()))
        made.append(Outlet(**table))
    return tuple(made)


def _check_addresses(path: Path, where: str, addresses: Sequence[str]) -> None:
    for address in addresses:
        if not address.strip().lower().startswith(("http://", "https://")):
            message = f"{str(path)!r}: {where} has {address!r}, which does not begin with http:// or https://"
            raise StudyError(message)


def _queries(path: Path, raw: Mapping[str, Any]) -> tuple[Query, ...]:
    return tuple(
        Query(service, **table)
        for service, keys in _QUERY_KEYS.items()
        for table in _tables(path, raw, service, keys)
    )


def _check_queries(path: Path, study: Study) -> None:
    for query in study.queries:
        where = f"{str(path)!r}: [[{query.service}]]"
        missing = [key for key in _NEEDED.get(query.service, ("query",)) if not getattr(query, key)]
        if missing:
            message = f"{where} must have {' and '.join(missing)}; `mediakit new DIR` makes a study.toml with examples"
            raise StudyError(message)
        if study.start is None and query.service not in _UNDATED:
            message = f"{where} is asked for the days of the study; say where they begin: [dates] start = 2020-01-31"
            raise StudyError(message)
        wrong = [name for name in query.hosts if "/" in name or ":" in name]
        if wrong:
            message = f'{where} hosts has {wrong[0]!r}; write the site alone, such as "example.com"'
            raise StudyError(message)
        wrong = [month for month in query.months if not _MONTH.fullmatch(month)]
        if wrong:
            message = f'{where} months has {wrong[0]!r}; write each as "2024-05"'
            raise StudyError(message)


def _check(path: Path, where: str, values: Mapping[str, Any], keys: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if key not in keys:
            message = f"{str(path)!r}: {where} has an unknown key {key!r}; {_hint(key, keys)}"
            raise StudyError(message)
        if not _fits(value, keys[key]):
            message = (
                f"{str(path)!r}: {where} {key} = {value!r} is not of the expected kind ({_kind(keys[key])})"
            )
            raise StudyError(message)


def _hint(key: str, keys: Mapping[str, Any]) -> str:
    """Say what a key that is not known may have meant."""
    if _SECRET.search(key):
        return (
            "keys of services stand in the environment (docs/study.md names the variables), never in a study"
        )
    near = difflib.get_close_matches(key, keys, n=1)
    return f"did you mean {near[0]!r}?" if near else f"it knows {', '.join(keys)}"


def _fits(value: Any, kind: Any) -> bool:
    if get_origin(kind) is list:
        return isinstance(value, list) and all(_fits(item, get_args(kind)[0]) for item in value)
    odd = isinstance(value, bool | datetime) and kind is not object
    return isinstance(value, kind) and not odd


def _kind(kind: Any) -> str:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    names = {
        str: "text",
        _TEXTS: "a list of strings",
        _NUMBERS: "a list of numbers",
        date: "a date such as 2020-07-06, without quotation marks",
        int: "a number",
        float: "a number",
    }
    return " or ".join(dict.fromkeys(names[k] for k in kinds))


def _check_values(path: Path, study: Study) -> None:
    try:
        ZoneInfo(study.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = (
            f'{str(path)!r}: timezone {study.timezone!r} is unknown; give a name such as "Asia/Hong_Kong"'
        )
        raise StudyError(message) from error
    if study.start and study.end and study.start > study.end:
        message = f"{str(path)!r}: [dates] start {study.start} is after end {study.end}"
        raise StudyError(message)
    for name, value, allowed in (
        ("freq", study.freq or "M", tuple(_LENGTHS)),
        ("count", study.count, _COUNTS),
    ):
        if value not in allowed:
            message = f"{str(path)!r}: [measures] {name} = {value!r} is not one of {', '.join(allowed)}"
            raise StudyError(message)
    if study.pause < 0:
        message = f"{str(path)!r}: [collect] pause = {study.pause} must be 0 or more seconds"
        raise StudyError(message)
