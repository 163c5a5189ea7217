"""Pages of some hosts out of the files of Common Crawl's news crawl, CC-NEWS.

Each file of the crawl is a WARC file of about a gigabyte with pages of thousands of sites. It is saved beside the
archive, searched, and deleted; ``archive/ccnews.txt`` remembers which hosts were looked for in which file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile

from mediakit.archive import Archive
from mediakit.collect import Report
from mediakit.discover import ccnews
from mediakit.discover.http import Fetcher
from mediakit.errors import FetchError, InputError
from mediakit.progress import Step
from mediakit.readers import files, warc
from mediakit.records import Failure, Page
from mediakit.study.config import Query, Study
from mediakit.study.sources import names_of, window
from mediakit.urls import host


@dataclass(frozen=True, slots=True)
class CrawlFile:
    """A file of the crawl, and the hosts whose pages are still to be taken out of it."""

    url: str
    begun: datetime
    hosts: frozenset[str]


def listed(study: Study, get: Fetcher) -> tuple[list[CrawlFile], list[Failure]]:
    """Return the files of the crawl that a study asks for, and the listings that did not come."""
    wanted: dict[tuple[str, datetime], set[str]] = {}
    failures = []
    for query in (query for query in study.queries if query.service == "ccnews"):
        try:
            for begun, url in _files(study, query, get):
                wanted.setdefault((url, begun), set()).update(query.hosts)
        except (FetchError, InputError) as error:
            failures.append(Failure(query.name, "discover", str(error)))
    done = _done(study)
    found = [
        CrawlFile(url, begun, frozenset(name for name in names if (name, url) not in done))
        for (url, begun), names in sorted(wanted.items())
    ]
    return found, failures


def take(study: Study, get: Fetcher) -> Report:
    """Bring the pages of a study's hosts out of the crawl's files into its archive, file by file."""
    found, failures = listed(study, get)
    counts: Counter[str] = Counter()
    todo = [file for file in found if file.hosts]
    with Archive(study.folder / "archive") as archive:
        for failure in failures:
            archive.fail(failure)
        if todo:
            archive.claim()
            with Step("ccnews", len(todo)) as step:
                for file in todo:
                    counts.update(_take(study, file, get, archive))
                    step.advance(about=file.url.rpartition("/")[2])
    return Report(fetched=counts["fetched"], present=counts["present"], failed=counts["failed"], disallowed=0)


def _files(study: Study, query: Query, get: Fetcher) -> Iterator[tuple[datetime, str]]:
    """Yield the files of the months that a query names, within the study's days."""
    since, until = window(study)
    for month in sorted(set(query.months)):
        first = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(seconds=1)
        start, end = max(first, since or first), min(last, until)
        if start <= end:
            yield from ccnews.files(start, end, get=get)


def _take(study: Study, file: CrawlFile, get: Fetcher, archive: Archive) -> Counter[str]:
    counts: Counter[str] = Counter()
    with TemporaryFile(dir=study.folder / "archive") as stream:
        try:
            get.save(file.url, stream)
        except FetchError as error:
            archive.fail(Failure(file.url, "collect", f"{error}; run the same command again to go on"))
            return Counter(failed=1)
        archive.clear_failures(file.url)
        stream.seek(0)
        for found in warc.pages(file.url, stream, limit=files.LIMIT, now=datetime.now(UTC)):
            if _is_of(found.url, file.hosts):
                counts[_keep(found, file, archive, names_of(study))] += 1
            elif found.url == f"import:{file.url}":
                archive.fail(Failure(file.url, "collect", found.error if isinstance(found, Failure) else ""))
    with _memory(study).open("a", encoding="utf-8") as memory:
        memory.writelines(f"{name} {file.url}\n" for name in sorted(file.hosts))
    return counts


def _keep(found: Page | Failure, file: CrawlFile, archive: Archive, names: dict[str, str]) -> str:
    if isinstance(found, Failure):
        archive.fail(replace(found, stage="collect"))
        return "failed"
    before = archive.latest(found.url)
    outlet = names.get(host(found.url) or "")
    key = archive.add(replace(found, found_by="ccnews", query=file.url, outlet=outlet))
    return "present" if before is not None and before.capture_id == key else "fetched"


def _is_of(url: str, hosts: frozenset[str]) -> bool:
    """Say whether an address is of one of some hosts, or of a part of one."""
    place = host(url) or ""
    return any(place == name or place.endswith(f".{name}") for name in map(_bare, hosts))


def _bare(name: str) -> str:
    return name.lower().removeprefix("www.")


def _memory(study: Study) -> Path:
    return study.folder / "archive" / "ccnews.txt"


def _done(study: Study) -> set[tuple[str, str]]:
    try:
        lines = _memory(study).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    return {(name, url) for line in lines for name, _, url in [line.partition(" ")]}
