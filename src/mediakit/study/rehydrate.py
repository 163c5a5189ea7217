"""A replication package back to a study: its pages are collected again, and compared with what they were."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from mediakit import export, frames
from mediakit.archive import Archive
from mediakit.collect import collect, identify
from mediakit.discover import wayback as captures
from mediakit.discover.http import Get, StatusError, fetcher
from mediakit.discover.service import paced
from mediakit.errors import FetchError, InputError, StudyError
from mediakit.progress import Step
from mediakit.records import Candidate, Failure, Page
from mediakit.study import lock
from mediakit.study.build import fingerprints
from mediakit.study.collecting import network
from mediakit.study.config import Study, open_study
from mediakit.study.run import make_frames
from mediakit.study.share import read_articles, text_hash

_INPUTS = ("study.toml", "codebook.toml", "events.csv", "outlets.toml")
_COLUMNS = [
    "article_id",
    "url",
    "outlet",
    "published",
    "state",
    "numbers",
    "via",
    "words_before",
    "words_now",
    "reason",
]


def rehydrate(
    package: str | Path,
    folder: str | Path,
    *,
    contact: str | None = None,
    wayback: bool = False,
    allow: Collection[str] = (),
    get: Get | None = None,
    base_url: str = captures.BASE_URL,
) -> pd.DataFrame:
    """Make a study from a replication package, and collect its pages again.

    Use it to check somebody's study. Run it again to go on after an interruption; what is there is not asked again.

    Parameters
    ----------
    package : str or Path
        A folder that ``mediakit export`` made.
    folder : str or Path
        Where the study goes: new, empty, or begun from the same package.
    contact : str, optional
        Your address, sent to the sites; the one of those who made the study is not in the package.
    wayback : bool
        Look for pages that are gone in the Wayback Machine: the capture nearest to the day of publication.
    allow : collection of str
        Hosts that may be asked although they are not public; what the package allows is not heeded.
    get : callable, optional
        Fetches from the Wayback Machine, in place of a fetcher that asks every two seconds at most.
    base_url : str
        Where the Wayback Machine is.

    Returns
    -------
    DataFrame
        A row for each article of the package, also in ``rehydrated.csv``: article_id; url; outlet; published; state,
        "same" (a version with the same text came), "changed" or "missing"; numbers, "same" when every row of every
        frame is as in study.lock, else "differ", NA when missing; via, "web" or "wayback"; words_before, words_now;
        reason, why it is missing.

    Raises
    ------
    StudyError
        The package is damaged, or the folder holds something else.
    """
    package, folder = Path(package), Path(folder)
    wanted = read_articles(package)
    study = replace(_prepared(package, folder), contact=contact, allow=tuple(allow))
    locked = lock.read(replace(study, folder=package))["articles"]
    _collect(study, wanted)
    if wayback and study.newsroom is None:
        call = get or fetcher(user_agent=identify(contact), allow=allow, pause=captures.INTERVAL)
        _from_wayback(study, wanted, call, base_url)
    made = _frames(study)
    found = pd.DataFrame(list(_compared(study, wanted, made, locked)), columns=_COLUMNS)
    found = found.astype({"words_before": "Int64", "words_now": "Int64"})
    export.save_table(found, folder / "rehydrated.csv")
    return found


def _prepared(package: Path, folder: Path) -> Study:
    """Put the package's inputs into a study's folder, unless they are there already."""
    asked = (package / "study.toml").read_bytes() if (package / "study.toml").is_file() else None
    if asked is None:
        message = f"{str(package)!r} has no study.toml; make the package again with `mediakit export DIR OUT`"
        raise StudyError(message)
    newsroom = _newsroom(package, open_study(package))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        if (folder / "study.toml").is_file() and (folder / "study.toml").read_bytes() == asked:
            return open_study(folder)
        message = f"{str(folder)!r} holds something else than this package's study; give a folder that is new"
        raise StudyError(message)
    folder.mkdir(parents=True, exist_ok=True)
    if newsroom is not None:
        shutil.copytree(package / newsroom, folder / newsroom)
    for name in reversed(_INPUTS):  # study.toml last: with it, the folder counts as begun
        if (package / name).is_file():
            shutil.copyfile(package / name, folder / name)
    return open_study(folder)


def _newsroom(package: Path, study: Study) -> str | None:
    """Return the newsroom's folder; a package may name none outside itself."""
    if study.newsroom is None:
        return None
    place = (study.folder / study.newsroom).resolve()
    if not place.is_dir() or study.folder not in place.parents:
        message = f"study.toml of {str(package)!r} names the newsroom {study.newsroom!r}, which is not in the package"
        raise StudyError(message)
    return study.newsroom


# ------------------------------------------------------------ collecting again


def _address(row: Mapping[str, Any]) -> str | None:
    """Return the address to ask for an article, or None for one that came out of a file or lost a key."""
    found: str | None = row["collected_from"] or row["url"]
    return None if found is None or "=…" in found or not found.startswith(("http:", "https:")) else found


def _collect(study: Study, wanted: pd.DataFrame) -> None:
    candidates = {
        address: Candidate(address, outlet=row["outlet"], query="rehydrate")
        for row in frames.to_rows(wanted)
        if (address := _address(row))
    }
    with network(study) as proxy, Step("collect", len(candidates)) as step:
        collect(
            candidates.values(),
            study.folder / "archive",
            contact=study.contact,
            pause=study.pause,
            proxy=proxy,
            allow=study.allow,
            on_progress=lambda _: step.advance(),
        )


def _from_wayback(study: Study, wanted: pd.DataFrame, get: Get, base_url: str) -> None:
    """Archive the captures of what is gone; once the service refuses, it is left alone."""
    with Archive(study.folder / "archive") as archive:
        asked = {address: row for row in frames.to_rows(wanted) if (address := _address(row))}
        gone = {address: row for address, row in asked.items() if not archive.has(address)}
        with Step("wayback", len(gone)) as step:
            for address, row in gone.items():
                try:
                    _keep_nearest(archive, row, address, get, base_url)
                except (FetchError, InputError) as error:
                    archive.fail(Failure(address, "discover", str(error)))
                    if isinstance(error, StatusError) and error.status == 429:
                        return
                step.advance()


def _keep_nearest(archive: Archive, row: Mapping[str, Any], address: str, get: Get, base_url: str) -> None:
    found = captures.discover(address, match="exact", collapse="digest", get=get, base_url=base_url)
    nearest = _nearest(found, pd.to_datetime(row["published"], utc=True))
    if nearest is None:
        archive.fail(Failure(address, "discover", "the Wayback Machine has no capture of it"))
        return
    body = paced(get, captures.INTERVAL, wait=captures.WAIT, tries=2)(nearest.url)
    archive.add(
        Page(
            url=address,
            body=body,
            fetched=pd.Timestamp.now(tz="UTC").to_pydatetime(),
            content_type="text/html",
            requested=nearest.url,
            outlet=row["outlet"],
            found_by="wayback",
            query=nearest.query,
        )
    )
    archive.clear_failures(address)


def _nearest(found: Iterable[Candidate], published: Any) -> Candidate | None:
    """Return the capture nearest to the time of publication; the earliest where that is unknown."""
    dated = [(candidate.published, candidate) for candidate in found if candidate.published]
    if pd.isna(published):
        return min(dated, key=lambda pair: pair[0], default=(None, None))[1]
    return min(dated, key=lambda pair: (abs(pair[0] - published), pair[0]), default=(None, None))[1]


# ------------------------------------------------------------ comparing


def _frames(study: Study) -> dict[str, pd.DataFrame]:
    """Make the frames of what came, with their lock; where no article came, there is nothing to lock."""
    try:
        made = make_frames(study)
    except StudyError as error:  # no article at all is an answer here: each is missing, with the reason
        return _nothing(study, str(error))
    lock.write(study, made)
    return made


def _nothing(study: Study, why: str) -> dict[str, pd.DataFrame]:
    """Return empty frames, with the reason for each address that was asked."""
    with Archive(study.folder / "archive") as archive:
        failed = {f.url: f.error for f in archive.failures()} | {c.url: why for c in archive.captures()}
    rows = [{"url": url, "stage": "collect", "error": error} for url, error in failed.items()]
    return {name: frames.to_frame(name, rows if name == "failures" else []) for name in frames.SCHEMAS}


def _reasons(archive: Archive, failures: pd.DataFrame) -> dict[str, str]:
    """Return why an address gave no article: all that is known of it."""
    names = {f"capture {c.capture_id}": c.url for c in archive.captures()}
    found: dict[str, list[str]] = {}
    for url, error in failures[["url", "error"]].to_numpy():
        found.setdefault(names.get(url, url), []).append(error)
    return {url: "; ".join(dict.fromkeys(errors)) for url, errors in found.items()}


def _compared(
    study: Study, wanted: pd.DataFrame, made: Mapping[str, pd.DataFrame], locked: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    with Archive(study.folder / "archive") as archive:
        ways = {c.capture_id: "wayback" if c.found_by == "wayback" else "web" for c in archive.captures()}
        reasons = _reasons(archive, made["failures"])
    hashes = fingerprints(made)[1]
    versions: dict[str, list[dict[str, Any]]] = {}
    for row in frames.to_rows(made["articles"]):
        versions.setdefault(row["article_id"].partition("-")[0], []).append(row)
    for row in frames.to_rows(wanted):
        there = versions.get(row["article_id"].partition("-")[0], [])
        same = next((v for v in there if text_hash(v["text"]) == row["text_sha256"]), None)
        now = same or (there[-1] if there else None)
        exact = now is not None and hashes[now["article_id"]] == locked.get(row["article_id"])
        yield {name: row[name] for name in ("article_id", "url", "outlet", "published")} | {
            "state": "same" if same else "changed" if now else "missing",
            "numbers": None if now is None else "same" if exact else "differ",
            "via": ways.get(now["capture_id"]) if now else None,
            "words_before": int(row["words"]),
            "words_now": now["words"] if now else None,
            "reason": None if now else _reason(row, reasons),
        }


def _reason(row: Mapping[str, Any], reasons: Mapping[str, str]) -> str:
    address = _address(row)
    if address is not None:
        return reasons.get(address) or reasons.get(row["url"] or "") or "no article came from this address"
    if row["collected_from"] or row["url"]:
        return "its address held a key, which the package leaves out"
    return "it came out of a file; take that file in with `mediakit import`"
