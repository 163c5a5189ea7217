"""Archive to frames: each capture read once, in worker processes, remade only when something changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from importlib.metadata import version
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd

from mediakit import extraction, frames, readers
from mediakit.archive import Archive
from mediakit.codebook import Codebook
from mediakit.errors import MediakitError
from mediakit.progress import Step
from mediakit.records import Article, Failure, Page

_LIBRARIES = ("lxml", "newspaper3k", "nltk", "trafilatura", "vaderSentiment")
_EMPTY = {
    "open": "no article text found",
    "stub": "only the metadata is there; collect its address to get the text",
    "index": "a list of articles, not an article",
    "gone": "the page says that it is gone",
}
_FEW = 24
_WORKERS = 4

Read = list[frames.Analysed | Failure]


def method() -> dict[str, str]:
    """Return the versions that the frames depend on, with one hash of the package's own files."""
    folder = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".py", ".npz", ".json", ".toml", ".txt"}):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return {"mediakit": version("mediakit"), "code": digest.hexdigest()} | {n: version(n) for n in _LIBRARIES}


def build(
    folder: Path, codebook: Path | None, *, earlier: Path | None = None, step: Step | None = None
) -> dict[str, pd.DataFrame]:
    """Make the frames of an archive.

    Parameters
    ----------
    folder : Path
        The archive.
    codebook : Path or None
        codebook.toml; None finds no mentions.
    earlier : Path, optional
        Folder of frames made before by the same method; captures that they hold are not read again.
    step : Step, optional
        Told of each capture done.

    Returns
    -------
    dict of str to DataFrame
        articles, sentences, quotes, mentions, failures.
    """
    with Archive(folder) as archive:
        captures = list(archive.captures())
        collected = list(archive.failures())
    known = _recall(earlier) if earlier else {}
    tasks = _tasks(captures)
    fresh = [task for task in tasks if task[0] not in known]
    if step:
        step.expect(len(fresh))
    read = dict(zip((t[0] for t in fresh), _read_all(folder, codebook, fresh, step), strict=True))
    found = [item for task in tasks for item in (known.get(task[0]) or read[task[0]])]
    analysed = [item for item in found if isinstance(item, frames.Analysed)]
    failures = collected + [item for item in found if isinstance(item, Failure)]
    return frames.assemble(analysed, failures=failures)


def _tasks(captures: Iterable[Any]) -> list[tuple[str, ...]]:
    """Captures that make an article each: one, or a first page with those that continue it."""
    captures = list(captures)
    first = {c.url: c.capture_id for c in captures if not c.part_of} | {
        c.requested: c.capture_id for c in captures if not c.part_of and c.requested
    }
    parts: dict[str, list[str]] = {}
    for capture in captures:
        if capture.part_of in first:
            parts.setdefault(first[capture.part_of], []).append(capture.capture_id)
    continued = {part for group in parts.values() for part in group}
    return [(c.capture_id, *parts.get(c.capture_id, [])) for c in captures if c.capture_id not in continued]


def _read_all(
    folder: Path, codebook: Path | None, tasks: Sequence[tuple[str, ...]], step: Step | None
) -> Iterator[Read]:
    workers = min(os.cpu_count() or 1, _WORKERS)
    if workers == 1 or len(tasks) <= _FEW:
        _prepare(folder, codebook)
        results: Iterable[Read] = map(_read, tasks)
        yield from _counted(results, step)
        return
    pool = ProcessPoolExecutor(
        workers, get_context("spawn"), initializer=_prepare, initargs=(folder, codebook)
    )
    with pool:
        yield from _counted(_unbroken(pool, folder, codebook, tasks), step)


def _unbroken(
    pool: ProcessPoolExecutor, folder: Path, codebook: Path | None, tasks: Sequence[tuple[str, ...]]
) -> Iterator[Read]:
    """Results in order; a page that kills its worker becomes a failure, and the rest goes on in this process."""
    futures = [pool.submit(_read, task) for task in tasks]
    for task, future in zip(tasks, futures, strict=True):
        try:
            yield future.result()
        except BrokenProcessPool:
            _prepare(folder, codebook)
            yield _read_apart(folder, codebook, task)


def _read_apart(folder: Path, codebook: Path | None, task: tuple[str, ...]) -> Read:
    pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_prepare, initargs=(folder, codebook))
    with pool:
        try:
            return pool.submit(_read, task).result()
        except BrokenProcessPool:
            reason = "reading it ended the worker process; report the page as a bug of mediakit"
            return [Failure(url=f"capture {task[0]}", stage="extract", error=reason)]


def _counted(results: Iterable[Read], step: Step | None) -> Iterator[Read]:
    for result in results:
        if step:
            step.advance()
        yield result


_tools: dict[str, Any] = {}


def _prepare(folder: Path, codebook: Path | None) -> None:
    """Open what a worker process needs, once."""
    _tools["archive"] = Archive(folder)
    _tools["codebook"] = Codebook.load(codebook) if codebook else None


def _read(task: tuple[str, ...]) -> Read:
    """Read the article or articles of a capture; whatever goes wrong becomes a failure that names it."""
    address = f"capture {task[0]}"
    try:
        pages = [_tools["archive"].read(capture) for capture in task]
        address = pages[0].url
        articles = _articles(pages)
    except MediakitError as error:
        return [Failure(url=address, stage="read", error=str(error))]
    except Exception as error:  # one page must not end a run over thousands: it becomes a row of failures
        return [Failure(url=address, stage="extract", error=f"{type(error).__name__}: {error}")]
    return [
        found if isinstance(found, Failure) else _analyse(found, pages[0], number)
        for number, found in enumerate(articles)
    ]


def _articles(pages: Sequence[Page]) -> list[Article | Failure]:
    if len(pages) == 1:
        return list(readers.read(pages[0]))
    parts = [found for page in pages for found in readers.read(page)]
    return [extraction.join_parts([part for part in parts if isinstance(part, Article)])]


def _analyse(article: Article, page: Page, number: int) -> frames.Analysed | Failure:
    local = page.url.startswith("import:")
    url = article.url or (None if local else page.url)
    address = url or (f"{page.url}#{number}" if number else page.url)
    if not article.text.strip():
        return Failure(url=address, stage="extract", error=_EMPTY[article.access])
    article = replace(article, url=url, outlet=page.outlet or article.outlet)
    return frames.analyse(article, _tools["codebook"], address=address, capture_id=page.capture_id)


def _recall(folder: Path) -> dict[str, Read]:
    """Return what earlier frames hold of each capture, as it was before the articles had ids."""
    earlier = frames.read_frames(folder)
    rows = {
        name: {
            key: frames.to_rows(part.drop(columns="article_id"))
            for key, part in earlier[name].groupby("article_id", sort=False)
        }
        for name in ("sentences", "quotes", "mentions")
    }
    known: dict[str, Read] = {}
    for row in frames.to_rows(earlier["articles"]):
        key = row.pop("article_id")
        row.pop("cluster_id")
        made = {name: rows[name].get(key, []) for name in rows}
        known.setdefault(row["capture_id"], []).append(frames.Analysed(key.partition("-")[0], row, made))
    return known


def fingerprints(tables: Mapping[str, pd.DataFrame]) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Return a hash of each frame, and one of each article over all frames.

    Returns
    -------
    tuple of dict
        frame → rows and sha256; article_id → 16 hex digits.
    """
    whole: dict[str, dict[str, Any]] = {}
    articles: dict[str, Any] = {}
    for name in ("articles", "sentences", "quotes", "mentions"):
        lines = _lines(tables[name])
        digest = hashlib.sha256()
        for key, group in groupby(lines, key=lambda pair: pair[0]):
            part = hashlib.sha256("\n".join(line for _, line in group).encode())
            digest.update(part.digest())
            articles.setdefault(key, hashlib.sha256()).update(name.encode() + part.digest())
        whole[name] = {"rows": len(tables[name]), "sha256": digest.hexdigest()}
    return whole, {key: made.hexdigest()[:16] for key, made in sorted(articles.items())}


def _lines(frame: pd.DataFrame) -> list[tuple[str, str]]:
    ordered = frame.sort_values(list(frame.columns[:2]), kind="stable")
    rows = json.loads(ordered.to_json(orient="values", date_format="iso", double_precision=6))
    return [(row[0], json.dumps(row, ensure_ascii=False)) for row in rows]
