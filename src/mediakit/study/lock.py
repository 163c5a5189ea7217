"""study.lock: what a run was made from and what it made, so that a stranger can check it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from mediakit import frames
from mediakit.archive import Archive
from mediakit.errors import VerifyError
from mediakit.progress import Step
from mediakit.study.build import build, fingerprints, method
from mediakit.study.config import Study

_KEYS = ("made with", "inputs", "captures", "frames", "articles")
_INPUTS = ("study.toml", "codebook.toml", "events.csv", "outlets.toml")


def inputs(study: Study) -> dict[str, str]:
    """Return a hash of each file that a study is asked with."""
    found = {name: study.folder / name for name in _INPUTS}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items() if path.is_file()
    }


def captures(study: Study) -> dict[str, str]:
    """Return capture_id → url of a study's archive."""
    with Archive(study.folder / "archive") as archive:
        return {capture.capture_id: capture.url for capture in archive.captures()}


def write(study: Study, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write study.lock for the frames just made."""
    whole, articles = fingerprints(tables)
    made = {name: value for name, value in method().items() if name != "code"}
    content = {
        "made with": made,
        "inputs": inputs(study),
        "captures": sorted(captures(study)),
        "frames": whole,
        "articles": articles,
    }
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    part = study.folder / ".study.lock.part"
    part.write_text(text, encoding="utf-8")
    part.replace(study.folder / "study.lock")


def read(study: Study) -> dict[str, Any]:
    """Read study.lock.

    Raises
    ------
    VerifyError
        There is none, or it is damaged.
    """
    path = study.folder / "study.lock"
    if not path.is_file():
        message = f"there is no study.lock in {str(study.folder)!r}; run `mediakit run` on the study first"
        raise VerifyError(message)
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        missing = [key for key in _KEYS if not content[key]]
    except (ValueError, KeyError, TypeError) as error:
        message = f"{str(path)!r} is damaged ({error!r}); restore it, or make it again with `mediakit run`"
        raise VerifyError(message) from error
    if missing:
        message = f"{str(path)!r} says nothing of {missing[0]!r}; make it again with `mediakit run`"
        raise VerifyError(message)
    return content


def verify(study: Study, *, step: Step | None = None) -> None:
    """Make the frames again from the archive; compare them with study.lock.

    The frames on disk are not trusted: everything is read again from the captures. The rows of ``failures`` are
    not compared, because a site that does not answer today is no change of the study.

    Raises
    ------
    VerifyError
        Something differs; names the input, the frame, the article with its address.
    """
    locked = read(study)
    codebook = study.folder / "codebook.toml"
    given = codebook if codebook.is_file() else None
    tables = build(
        study.folder / "archive", given, columns=study.columns, outlets=study.outlet_rows, step=step
    ).frames
    differences = list(_differences(study, locked, tables))
    if differences:
        message = f"{len(differences):,} differences from study.lock:\n" + "\n".join(differences)
        raise VerifyError(message)


def _differences(
    study: Study, locked: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]
) -> Iterator[str]:
    yield from _changed_inputs(locked, inputs(study))
    present = captures(study)
    for missing in sorted(set(locked["captures"]) - set(present)):
        yield f"archive: capture {missing} is gone"
    for extra in sorted(set(present) - set(locked["captures"])):
        yield f"archive: capture {extra} is new ({present[extra]})"
    whole, articles = fingerprints(tables)
    wrong = [name for name, made in whole.items() if made != locked["frames"].get(name)]
    changed = sorted(
        key
        for key in locked["articles"].keys() | articles
        if locked["articles"].get(key) != articles.get(key)
    )
    names = _names(study, tables)
    for name in wrong:
        yield f"frame {name}: {locked['frames'].get(name, {}).get('rows', 0):,} rows locked, {whole[name]['rows']:,} remade"
        yield from (f"frame {name}: article {key} differs {names.get(key, '')}".rstrip() for key in changed)
    yield from _damage(study)


def _changed_inputs(locked: Mapping[str, Any], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(locked["inputs"].keys() | now):
        if locked["inputs"].get(name) != now.get(name):
            yield f"input {name}: changed since study.lock was made; run `mediakit run` to make the study anew"
    made = method()
    for name, value in locked["made with"].items():
        if made.get(name) != value:
            yield f"input {name}: version {value} locked, {made.get(name)} installed"


def _names(study: Study, tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """article_id → (address), from the remade articles and from the frames on disk, where there are any."""
    found = [tables["articles"]]
    if (study.folder / "frames" / "articles.parquet").is_file():
        found.append(frames.read_frames(study.folder / "frames")["articles"])
    named = pd.concat(found).drop_duplicates("article_id")
    return {
        key: f"({url if pd.notna(url) else title})"
        for key, url, title in named[["article_id", "url", "title"]].to_numpy()
    }


def _damage(study: Study) -> Iterator[str]:
    """Name what is damaged in the archive, whether or not an article came from it."""
    with Archive(study.folder / "archive") as archive:
        yield from (f"archive: {problem}" for problem in archive.check())
