"""Archive to frames: each capture read once, in worker processes, remade only when something changed."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from importlib.metadata import version
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from mediakit import extraction, frames, readers
from mediakit.archive import Archive, Capture
from mediakit.codebook import Codebook
from mediakit.errors import InputError, MediakitError
from mediakit.outlets import Outlet
from mediakit.progress import Step
from mediakit.records import Article, Failure, Page
from mediakit.study.variants import drop_variants
from mediakit.urls import same_site

_LIBRARIES = (
    *("courlan", "datasketch", "dateparser", "htmldate", "lxml", "newspaper3k", "nltk", "py3langid"),
    *("pyahocorasick", "trafilatura", "vaderSentiment"),
)
_EMPTY = {
    "open": "no article text found",
    "stub": "only the metadata is there; collect its address to get the text",
    "index": "a list of articles, not an article",
    "gone": "the page says that it is gone",
}
_FEW = 24
_WORKERS = 4

Read = list[frames.Analysed | Failure]
Task = tuple[str, ...]
"""Ids of the captures that make one article or one file of articles: a first page, then those that continue it."""


def method() -> dict[str, str]:
    """Return the versions that the frames depend on, with one hash of the package's own files."""
    folder = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".py", ".npz", ".json", ".toml", ".txt"}):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return {"mediakit": version("mediakit"), "code": digest.hexdigest()} | {n: version(n) for n in _LIBRARIES}


class Built(NamedTuple):
    """Frames, and the captures behind them that were read without any failure."""

    frames: dict[str, pd.DataFrame]
    clean: list[Task]


class Job(NamedTuple):
    """What the captures of an archive are read with."""

    folder: Path
    codebook: Path | None
    columns: Mapping[str, str]
    outlets: Sequence[Outlet] = ()


def build(
    folder: Path,
    codebook: Path | None,
    *,
    columns: Mapping[str, str] | None = None,
    outlets: Sequence[Outlet] = (),
    earlier: tuple[Path, Sequence[Task]] | None = None,
    step: Step | None = None,
) -> Built:
    """Make the frames of an archive.

    Parameters
    ----------
    folder : Path
        The archive.
    codebook : Path or None
        codebook.toml; None finds no mentions.
    columns : mapping of str to str, optional
        Field → name of its column, for tables that people imported.
    outlets : sequence of Outlet, optional
        What is known of single outlets, for web pages.
    earlier : tuple of Path and tasks, optional
        Folder of frames made before by the same method, and what was read cleanly for them: it is not read again.
    step : Step, optional
        Told of each capture done.

    Returns
    -------
    Built
        articles, sentences, quotes, mentions, failures; and what was read cleanly this time.
    """
    with Archive(folder) as archive:
        captures = list(archive.captures())
        collected = list(archive.failures())
    known = _recall(*earlier) if earlier else {}
    tasks = _tasks(captures)
    fresh = [task for task in tasks if task not in known]
    if step:
        step.expect(len(fresh))
    found = known | dict(
        zip(fresh, _read_all(Job(folder, codebook, columns or {}, outlets), fresh, step), strict=True)
    )
    articles = {task: [i for i in found[task] if isinstance(i, frames.Analysed)] for task in tasks}
    addresses = {capture.capture_id: capture.url for capture in captures}
    left_out = drop_variants(articles, {task: addresses[task[0]] for task in tasks})
    analysed = [item for task in tasks if task not in left_out for item in articles[task]]
    failures = collected + [item for task in tasks for item in found[task] if isinstance(item, Failure)]
    clean = [task for task in tasks if _is_clean(found[task])]
    return Built(frames.assemble(analysed, failures=failures), clean)


def _is_clean(read: Read) -> bool:
    return all(isinstance(item, frames.Analysed) and not item.failures for item in read)


def _tasks(captures: Iterable[Capture]) -> list[Task]:
    """Captures that make an article each, oldest first: one, or a first page with those that continue it.

    A further page belongs to the newest capture of its first page that is not younger, and only its own newest
    capture before the next version counts; one that came before any first page goes with the earliest.
    """
    ordered = sorted(captures, key=lambda capture: (capture.fetched, capture.url, capture.capture_id))
    firsts: dict[str, list[Capture]] = {}
    for capture in ordered:
        for name in {capture.url, capture.requested} - {None} if not capture.part_of else ():
            firsts.setdefault(str(name), []).append(capture)
    parts: dict[str, dict[str, str]] = {}
    continued = set()
    for capture in ordered:
        heads = firsts.get(capture.part_of or "", [])
        if heads:
            head = next((h for h in reversed(heads) if h.fetched <= capture.fetched), heads[0])
            parts.setdefault(head.capture_id, {})[capture.url] = capture.capture_id
            continued.add(capture.capture_id)
    return [
        (c.capture_id, *(part for _, part in sorted(parts.get(c.capture_id, {}).items(), key=_page_order)))
        for c in ordered
        if c.capture_id not in continued
    ]


def _page_order(part: tuple[str, str]) -> list[tuple[int, str]]:
    """Sort key by which page 10 of an address comes after its page 2."""
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in re.split(r"(\d+)", part[0])]


def _read_all(job: Job, tasks: Sequence[Task], step: Step | None) -> Iterator[Read]:
    workers = min(os.cpu_count() or 1, _WORKERS)
    few = workers == 1 or len(tasks) <= _FEW
    results = _read_here(job, tasks) if few else _read_apart(job, tasks, workers)
    for result in results:
        if step:
            step.advance()
        yield result


def _read_here(job: Job, tasks: Iterable[Task]) -> Iterator[Read]:
    _prepare(job)
    try:
        yield from map(_read, tasks)
    finally:
        _tools.pop("archive").close()


def _read_apart(job: Job, tasks: Sequence[Task], workers: int) -> Iterator[Read]:
    """Read in worker processes; a capture that ends its worker becomes a failure, and the rest goes on."""
    rest = list(tasks)
    if not _can_start(job):
        yield from _read_here(job, rest)
        return
    while rest:
        pool = _pool(workers, job)
        try:
            for future in [pool.submit(_read, task) for task in rest]:
                yield future.result()
                rest.pop(0)
            pool.shutdown()
        except BrokenProcessPool:
            yield _read_alone(job, rest.pop(0))
        except BaseException:  # Ctrl-C: what waits is given up, so that the command ends at once
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _pool(workers: int, job: Job) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_prepare, initargs=(job,))


def _can_start(job: Job) -> bool:
    """Say whether worker processes start at all; they cannot from a script that is read from standard input."""
    with _pool(1, job) as pool:
        try:
            pool.submit(len, ()).result()
        except BrokenProcessPool:
            return False
    return True


def _read_alone(job: Job, task: Task) -> Read:
    with _pool(1, job) as pool:
        try:
            return pool.submit(_read, task).result()
        except BrokenProcessPool:
            reason = "reading it ended the worker process; report the page as a bug of mediakit"
            return [Failure(url=f"capture {task[0]}", stage="extract", error=reason)]


_tools: dict[str, Any] = {}


def _prepare(job: Job) -> None:
    """Open what a worker process needs, once."""
    _tools["archive"] = Archive(job.folder)
    _tools["codebook"] = Codebook.load(job.codebook) if job.codebook else None
    _tools["columns"] = job.columns
    _tools["outlets"] = job.outlets


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
        return list(readers.read(pages[0], columns=_tools["columns"], outlets=_tools["outlets"]))
    parts = [found for page in pages for found in readers.read(page, outlets=_tools["outlets"])]
    return [extraction.join_parts([part for part in parts if isinstance(part, Article)])]


def _analyse(article: Article, page: Page, number: int) -> frames.Analysed | Failure:
    own = None if page.url.startswith("import:") else page.url
    url = article.url if article.url and (own is None or same_site(article.url, own)) else own
    place = f"{page.url}#{number}" if number else page.url
    if not article.text.strip():
        return Failure(url=url or place, stage="extract", error=_EMPTY[article.access])
    article = replace(article, url=url, outlet=page.outlet or article.outlet)
    address = (
        url or f"{place} {page.capture_id}"
    )  # a file's name alone does not make it a version of another file
    return frames.analyse(article, _tools["codebook"], address=address, capture_id=page.capture_id)


def _recall(folder: Path, clean: Iterable[Task]) -> dict[Task, Read]:
    """Return what earlier frames hold of each cleanly read capture, as it was before the articles had ids."""
    try:
        earlier = frames.read_frames(folder)
    except InputError:
        return {}
    rows = {
        name: {
            key: frames.to_rows(part.drop(columns="article_id"))
            for key, part in earlier[name].groupby("article_id", sort=False)
        }
        for name in ("sentences", "quotes", "mentions")
    }
    held: dict[str, Read] = {}
    for row in frames.to_rows(earlier["articles"]):
        key = row.pop("article_id")
        row.pop("cluster_id")
        made = {name: rows[name].get(key, []) for name in rows}
        held.setdefault(row["capture_id"], []).append(frames.Analysed(key.partition("-")[0], row, made))
    # A clean capture without a row only repeated another one, and still does
    return {task: held.get(task[0], []) for task in clean}


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
