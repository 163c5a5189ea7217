"""The first step of a run: what study.toml names comes into the archive, or is listed before it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pandas as pd

from mediakit import newsroom
from mediakit.addresses import check_url
from mediakit.archive import Archive
from mediakit.collect import Progress, Report, collect, identify
from mediakit.discover.http import Fetcher, fetcher
from mediakit.errors import RefusedAddressError
from mediakit.progress import Step
from mediakit.records import Candidate, Failure
from mediakit.study import crawl
from mediakit.study.config import Study
from mediakit.study.sources import discover
from mediakit.text import printable
from mediakit.urls import host, normalize

_COLUMNS = ["outlet", "published", "title", "url", "found_by", "state", "reason"]
_FIXED = ("import", "ccnews", "wayback")  # ways by which a page came that does not change where it came from


@contextmanager
def network(study: Study) -> Iterator[str | None]:
    """Give the address of the proxy that speaks for a study's own newsroom, where it has one."""
    if study.newsroom is None:
        yield None
        return
    with newsroom.serve(study.folder / study.newsroom) as server:
        yield server.proxy


def collect_study(study: Study, *, refresh: bool = False) -> Report | None:
    """Download what a study names into its archive; what is there already is not asked for again.

    Parameters
    ----------
    study : Study
        As ``open_study`` returns it; its outlets and queries say where to look.
    refresh : bool
        Ask again for what is there, whole only if it changed; a changed page is kept as a further version.

    Returns
    -------
    Report or None
        Counts of the collection; None for a study that names nothing to collect. ``unanswered`` lists the ways of
        finding pages that failed.
    """
    if not (study.outlets or study.queries or refresh):
        return None
    with network(study) as proxy:
        get = fetcher_of(study, proxy)
        candidates, failures = _found(study, get)
        _note(study, failures)
        candidates = _again(study, candidates) if refresh else candidates
        with Step("collect", len(candidates)) as step:
            report = collect(
                candidates,
                study.folder / "archive",
                contact=study.contact,
                pause=study.pause,
                proxy=proxy,
                allow=study.allow,
                refresh=refresh,
                on_progress=_shown(step, candidates),
            )
        taken = crawl.take(study, get)
    return replace(report, fetched=report.fetched + taken.fetched, failed=report.failed + taken.failed)


def unanswered(study: Study) -> list[Failure]:
    """Return the ways of finding pages that failed when the study was last collected."""
    if not (study.folder / "archive").is_dir():
        return []
    with Archive(study.folder / "archive") as archive:
        return [failure for failure in archive.failures() if failure.stage == "discover"]


def preview(study: Study, *, refresh: bool = False) -> pd.DataFrame:
    """List what a study would download, before anything is.

    Feeds, sitemaps and services are asked; no page is, and nothing is written. What robots.txt does not allow is
    known only when pages are asked for.

    Parameters
    ----------
    study : Study
        As ``open_study`` returns it.
    refresh : bool
        What a collection with ``refresh`` would ask for.

    Returns
    -------
    DataFrame
        outlet, published (UTC, as the finder says), title, url, found_by; state: "new"; "held", in the archive
        already; "again", held and asked again; "refused", no public address; "failed", a way of finding pages that
        did not answer; reason, of the last two. Newest first, each address once. A file of CC-NEWS is one row.
    """
    with network(study) as proxy:
        get = fetcher_of(study, proxy)
        candidates, failures = _found(study, get)
        candidates = _again(study, candidates) if refresh else candidates
        files, unlisted = crawl.listed(study, get)
    rows: list[dict[str, Any]] = [
        {"outlet": c.outlet, "published": c.published, "title": c.title, "url": c.url, "found_by": c.found_by}
        | {"state": state, "reason": reason}
        for c, state, reason in _states(study, candidates, "again" if refresh else "held")
    ]
    rows += [
        {"outlet": "CC-NEWS", "published": file.begun, "url": file.url, "found_by": "ccnews"}
        | {"state": "new" if file.hosts else "held"}
        for file in files
    ]
    rows += [{"url": f.url, "state": "failed", "reason": f.error} for f in (*failures, *unlisted)]
    found = pd.DataFrame(rows, columns=_COLUMNS)
    published = pd.to_datetime(found["published"], utc=True)
    return found.assign(published=published).sort_values("published", ascending=False, ignore_index=True)


def described(found: pd.DataFrame, timezone: str) -> Iterator[str]:
    """Yield lines that tell a preview: pages to come by outlet and month, their number, and what is refused."""
    asked = found[found["state"].isin(["new", "again"])]
    outlets = asked["outlet"].fillna(asked["url"].map(host))
    months = asked["published"].dt.tz_convert(timezone).dt.strftime("%Y-%m").fillna("no date")
    for (outlet, month), number in sorted(Counter(zip(outlets, months, strict=True)).items()):
        yield f"{outlet}  {month}  {number:,}"
    counts = Counter(found["state"])
    held = (
        f", {counts['again']:,} of them held already"
        if counts["again"]
        else f"; {counts['held']:,} held already"
    )
    pages = "1 page" if len(asked) == 1 else f"{len(asked):,} pages"
    yield f"{pages} would be asked for, in all{held}; {counts['refused']:,} refused"
    crawled = int((asked["found_by"] == "ccnews").sum())
    if crawled:
        yield f"{crawled:,} of them are files of CC-NEWS, each about 1.07 GB"
    for row in found[found["state"] == "refused"].itertuples():
        yield f"refused: {row.url}: {row.reason}"


def _states(
    study: Study, candidates: Iterable[Candidate], there: str
) -> Iterator[tuple[Candidate, str, str | None]]:
    """Yield each page once, with what would become of it and why."""
    once: dict[str, Candidate] = {}
    for candidate in candidates:
        once.setdefault(normalize(candidate.url), candidate)
    held = set()
    if (study.folder / "archive").is_dir():
        with Archive(study.folder / "archive") as archive:
            held = {url for url in once if archive.has(url)}
    for url, candidate in once.items():
        try:
            check_url(url, study.allow)
        except RefusedAddressError as error:
            yield candidate, "refused", str(error)
        else:
            yield candidate, there if url in held else "new", None


def fetcher_of(study: Study, proxy: str | None = None) -> Fetcher:
    """Return a fetcher that says who asks, keeps the study's pause, and asks the hosts that it allows."""
    return fetcher(user_agent=identify(study.contact), proxy=proxy, allow=study.allow, pause=study.pause)


def _found(study: Study, get: Fetcher) -> tuple[list[Candidate], list[Failure]]:
    """Return each address once, as the first way that found it gives it, and the ways that failed."""
    candidates: dict[str, Candidate] = {}
    failures = []
    with Step("discover") as step:
        for found in discover(study, get):
            step.advance()
            if isinstance(found, Failure):
                failures.append(found)
            else:
                candidates.setdefault(found.url, found)
    return list(candidates.values()), failures


def _note(study: Study, failures: Iterable[Failure]) -> None:
    """Keep which ways failed this time, in the place of those that failed before."""
    with Archive(study.folder / "archive") as archive:
        for earlier in archive.failures():
            if earlier.stage == "discover":
                archive.clear_failures(earlier.url)
        for failure in failures:
            archive.fail(failure)


def _again(study: Study, candidates: list[Candidate]) -> list[Candidate]:
    """Return what to ask for again: what was found, and the pages that were collected and are found no more.

    A capture of the Wayback Machine stays as it is; one that is there is left out.
    """
    if not (study.folder / "archive").is_dir():
        return candidates
    known = {normalize(candidate.url) for candidate in candidates}
    with Archive(study.folder / "archive") as archive:
        wanted = [c for c in candidates if c.found_by != "wayback" or not archive.has(normalize(c.url))]
        return wanted + [
            Candidate(c.url, outlet=c.outlet, found_by=c.found_by or "links", query=c.query)
            for c in archive.captures()
            if c.found_by not in _FIXED
            and c.part_of is None
            and known.isdisjoint({normalize(c.url), normalize(c.requested or c.url)})
        ]


def _shown(step: Step, candidates: Iterable[Candidate]) -> Callable[[Progress], None]:
    """Return what shows the progress of a collection: the outlet, its counts, and the time that is left."""
    totals = Counter(_who(c.outlet, c.url) for c in candidates)
    done: Counter[str] = Counter()

    def show(progress: Progress) -> None:
        who = _who(progress.outlet, progress.url)
        done[who] += 1
        step.expect(progress.total)
        about = f"{printable(who)} {done[who]:,}/{max(totals[who], done[who]):,}"
        step.advance(about=about, remaining=progress.remaining)

    return show


def _who(outlet: str | None, url: str) -> str:
    return outlet or host(url) or url
