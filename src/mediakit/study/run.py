"""The main job: collect, read, lock, chart; each step remakes only what changed."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediakit import frames, readers
from mediakit.archive import Archive, Hit
from mediakit.collect import Report
from mediakit.errors import ArchiveError, StudyError, UnreadableError
from mediakit.progress import Step
from mediakit.readers import files
from mediakit.records import Failure, Page
from mediakit.sentences import split_sentences
from mediakit.study import lock, notebooks
from mediakit.study.build import Task, build, method
from mediakit.study.collecting import collect_study
from mediakit.study.config import Study

_MADE_BY = ".made-by.json"
_SEARCHED = ("article_id", "url", "outlet", "title", "text")


@dataclass(frozen=True)
class Summary:
    """What a run did."""

    collected: Report | None
    articles: int
    outlets: int
    quotes: int
    mentions: int
    failures: int
    reports: tuple[Path, ...]


def import_files(study: Study, paths: Iterable[Path]) -> tuple[int, int]:
    """Take files into a study's archive.

    Parameters
    ----------
    study : Study
        Where they go.
    paths : iterable of Path
        Files and folders: saved pages, pasted texts, gzip and ZIP files of them.

    Returns
    -------
    tuple of int
        Captures in the archive that are new, and files that could not be opened or are of no kind that is read: they
        stand in failures, and not in the archive.
    """
    paths = [Path(path) for path in paths]
    with Archive(study.folder / "archive") as archive, Step("import", files.count(paths)) as step:
        before = archive.count()
        failed = 0
        for found in (_readable(page, study.columns) for page in files.pages(paths)):
            step.advance()
            archive.clear_failures(found.url)
            if isinstance(found, Page):
                archive.add(found)
            else:
                failed += 1
                archive.fail(found)
        return archive.count() - before, failed


def _readable(found: Page | Failure, columns: Mapping[str, str]) -> Page | Failure:
    """Return a page, or a failure where no reader knows its kind."""
    try:
        if isinstance(found, Page):
            readers.kind(found, columns=columns)
    except UnreadableError as error:
        return Failure(found.url, "import", str(error))
    return found


def run(study: Study) -> Summary:
    """Do all of it: collect, read, lock, chart.

    Raises
    ------
    StudyError
        There is nothing in the archive to read, or a notebook stopped.
    """
    check(study)
    collected = collect_study(study)
    made = make_frames(study)
    lock.write(study, made)
    read = [lock.inputs(study), method(), sorted(lock.captures(study)), _sheets(study)]
    fingerprint = json.dumps([*read, made["failures"].to_csv()])
    with Step("notebooks") as step:
        reports = notebooks.execute_all(study.folder, fingerprint=fingerprint, step=step)
    articles = made["articles"]
    return Summary(
        collected=collected,
        articles=len(articles),
        outlets=articles["outlet"].nunique(),
        quotes=len(made["quotes"]),
        mentions=len(made["mentions"]),
        failures=len(made["failures"]),
        reports=tuple(reports),
    )


def _sheets(study: Study) -> list[str]:
    """Return hashes of what people coded by hand; the sheets that a notebook writes itself are not among them."""
    own = ("blank.", "sample.")
    sheets = sorted(
        p for p in (study.folder / "coding").glob("*") if p.is_file() and not p.name.startswith(own)
    )
    return [f"{p.name} {_digest(p)}" for p in sheets]


def check(study: Study) -> None:
    """Read codebook, events and outlets and compare them with study.toml, before any long work.

    Raises
    ------
    StudyError, CodebookError, InputError
        One of the files has a mistake; names it, with the remedy.
    """
    known = study.codebook.concepts
    strange = [concept for concept in study.concepts if concept not in known]
    if strange:
        near = difflib.get_close_matches(strange[0], known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "codebook.toml lists those there are"
        message = (
            f"study.toml: [measures] concepts names {strange[0]!r}, which codebook.toml does not have; {hint}"
        )
        raise StudyError(message)
    _ = study.events, study.outlet_rows


def make_frames(study: Study) -> dict[str, Any]:
    """Make a study's frames from its archive, reading only what is new.

    The frames are written to the study's folder and the archive's full-text index is filled.

    Parameters
    ----------
    study : Study
        As ``open_study`` returns it.

    Returns
    -------
    dict of str to DataFrame
        articles, sentences, quotes, mentions, failures; ``mk.describe(name)`` gives their columns.

    Raises
    ------
    StudyError
        There is no article in the archive.
    """
    folder, codebook = study.folder / "frames", study.folder / "codebook.toml"
    rows = _digest(study.folder / "outlets.toml")
    made_by = method() | {"codebook": _digest(codebook), "columns": dict(study.columns), "outlets": rows}
    clean = _clean(folder / _MADE_BY, made_by)
    with Step("read") as step:
        made, clean = build(
            study.folder / "archive",
            codebook if codebook.is_file() else None,
            columns=study.columns,
            outlets=study.outlet_rows,
            earlier=(folder, clean),
            step=step,
        )
    if made["articles"].empty:
        message = (
            f"no article in {str(study.folder)!r}: name feeds or sitemaps in study.toml, or take in files with "
            f"`mediakit import {study.folder.name} PATH`" + _first_failure(made)
        )
        raise StudyError(message)
    (folder / _MADE_BY).unlink(missing_ok=True)
    frames.write_frames(made, folder)
    with Archive(study.folder / "archive") as archive:
        archive.index_articles(frames.to_rows(made["articles"][list(_SEARCHED)]))
    (folder / _MADE_BY).write_text(json.dumps({"by": made_by, "clean": clean}), encoding="utf-8")
    return made


def _clean(path: Path, made_by: dict[str, Any]) -> list[Task]:
    """Return what was read without failure by the same method, as the last run noted it."""
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
        return [tuple(map(str, task)) for task in noted["clean"]] if noted["by"] == made_by else []
    except (OSError, ValueError, KeyError, TypeError):
        return []


def search(study: Study, words: str, *, limit: int = 20) -> Iterator[tuple[Hit, list[str]]]:
    """Yield the articles in which all words occur, best first, each with the sentences that hold one of them."""
    wanted = [word.strip('"*').casefold() for word in words.split()]
    with Archive(study.folder / "archive") as archive:
        hits = archive.search(words, limit)
        if not hits:  # the index of words may have been deleted with the archive's index
            archive.index_articles(frames.to_rows(study.frame("articles")[list(_SEARCHED)]))
            hits = archive.search(words, limit)
    for hit in hits:
        sentences = [hit.text[start:end] for start, end in split_sentences(hit.text)]
        yield hit, [s for s in sentences if any(word in s.casefold() for word in wanted)]


def check_archive(study: Study) -> int:
    """Compare every capture of a study's archive with its digest, and the index with the files.

    Returns
    -------
    int
        Captures in the archive.

    Raises
    ------
    ArchiveError
        Something is wrong; names each problem in a line.
    StudyError
        There is no archive.
    """
    folder = study.folder / "archive"
    if not folder.is_dir():
        message = (
            f"{study.folder.name!r} has no archive yet; fill it with `mediakit collect` or `mediakit import`"
        )
        raise StudyError(message)
    with Archive(folder) as archive:
        problems, captures = archive.check(), archive.count()
    if problems:
        few = f"{len(problems):,} problem" + ("" if len(problems) == 1 else "s")
        message = f"{few} in the archive of {study.folder.name!r}:\n" + "\n".join(problems)
        raise ArchiveError(message)
    return captures


def _first_failure(made: dict[str, Any]) -> str:
    if made["failures"].empty:
        return ""
    first = made["failures"].iloc[0]
    return f" (failures: {len(made['failures']):,}, the first: {first['url']}: {first['error']})"


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
