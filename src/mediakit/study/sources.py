"""The ways in which a study finds links: its outlets' feeds, sitemaps and lists, and its questions to services."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import partial
from typing import Literal
from zoneinfo import ZoneInfo

from mediakit.discover import feeds, gdelt, guardian, links, mediacloud, sitemaps, wayback
from mediakit.discover.http import Get, redact
from mediakit.discover.service import spaced
from mediakit.errors import FetchError, InputError
from mediakit.records import Candidate, Failure
from mediakit.study.config import Outlet, Query, Study
from mediakit.urls import host

_Way = tuple[str, Callable[[], Iterable[Candidate]]]


def discover(study: Study, get: Get) -> Iterator[Candidate | Failure]:
    """Yield the links that a study's outlets and queries lead to, within its dates.

    A way that does not answer, or that lacks its key, is a failure; the others go on.
    """
    failures: list[Failure] = []
    for name, find in _ways(study, get, failures.append):
        try:
            yield from find()
        except (FetchError, InputError) as error:
            failures.append(Failure(name, "discover", _without_keys(str(error))))
        yield from failures
        failures.clear()


def window(study: Study) -> tuple[datetime | None, datetime]:
    """Return the first and the last moment of a study's days; where they have no end, or a later one, the present."""
    zone, now = ZoneInfo(study.timezone), datetime.now(UTC)
    since = datetime.combine(study.start, time.min, zone) if study.start else None
    until = datetime.combine(study.end, time.max, zone) if study.end else now
    return since, min(until, now)


def names_of(study: Study) -> dict[str, str]:
    """Return host → name of the outlets whose addresses a study gives."""
    return {place: outlet.name for outlet in study.outlets for place in _hosts(outlet)}


def _without_keys(text: str) -> str:
    """Return a service's words without the keys of this machine, which it may have sent back."""
    for secret in filter(None, map(os.environ.get, (guardian.KEY, mediacloud.KEY))):
        text = text.replace(secret, "…")
    return redact(text)


def _ways(study: Study, get: Get, failed: Callable[[Failure], None]) -> Iterator[_Way]:
    archived = spaced(get, wayback.INTERVAL)
    for outlet in study.outlets:
        yield from _of_outlet(study, outlet, get, failed)
        for url in outlet.wayback:
            yield f"wayback:{url}", partial(_captures, study, outlet, url, archived)
    names = names_of(study)
    yield from ((name, partial(_named, find, names)) for name, find in _of_services(study, get, failed))


def _of_outlet(study: Study, outlet: Outlet, get: Get, failed: Callable[[Failure], None]) -> Iterator[_Way]:
    for url in outlet.feeds:
        yield url, partial(_within, study, partial(feeds.discover, url, outlet=outlet.name, get=get))
    for url in outlet.sitemaps:
        found = partial(sitemaps.discover, url, outlet=outlet.name, get=get, on_failure=failed)
        yield url, partial(_within, study, found)
    yield f"links:{outlet.name}", partial(links.discover, outlet.links, outlet=outlet.name)


def _within(study: Study, find: Callable[[], Iterable[Candidate]]) -> Iterator[Candidate]:
    for candidate in find():
        published = candidate.published
        day = published.astimezone(ZoneInfo(study.timezone)).date() if published else None
        if day is None or not ((study.start and day < study.start) or (study.end and day > study.end)):
            yield candidate


def _captures(study: Study, outlet: Outlet, url: str, get: Get) -> Iterator[Candidate]:
    """Yield a capture of each page under an address; a star says what is under it, as the Wayback Machine writes it."""
    since, until = window(study)
    match: Literal["domain", "prefix", "exact"] = (
        "domain" if url.startswith("*.") else "prefix" if url.endswith("*") else "exact"
    )
    place = url.removeprefix("*.").removesuffix("*")
    return wayback.discover(place, match=match, since=since, until=until, outlet=outlet.name, get=get)


def _of_services(study: Study, get: Get, failed: Callable[[Failure], None]) -> Iterator[_Way]:
    gets = {
        "gdelt": spaced(get, gdelt.INTERVAL),
        "guardian": spaced(get, guardian.INTERVAL),
        "mediacloud": spaced(get, mediacloud.INTERVAL),
    }
    for query in study.queries:
        if query.service in gets:
            yield query.name, partial(_answers, query, *window(study), gets[query.service], failed)


def _answers(
    query: Query, since: datetime | None, until: datetime, get: Get, failed: Callable[[Failure], None]
) -> Iterator[Candidate]:
    if query.service == "guardian" or since is None:
        return guardian.discover(query.query, since, until, get=get)
    if query.service == "gdelt":
        return gdelt.discover(query.query, since, until, get=get, on_failure=failed)
    first, last = since.date(), until.date()
    return mediacloud.discover(
        query.query, first, last, sources=query.sources, collections=query.collections, get=get
    )


def _hosts(outlet: Outlet) -> set[str]:
    """Return the hosts that an outlet's addresses name."""
    stars = (f"http://{url.removeprefix('*.')}" if "://" not in url else url for url in outlet.wayback)
    return {place for url in (*outlet.feeds, *outlet.sitemaps, *outlet.links, *stars) if (place := host(url))}


def _named(find: Callable[[], Iterable[Candidate]], names: dict[str, str]) -> Iterator[Candidate]:
    """Yield what a service found, under the study's own names of outlets."""
    for candidate in find():
        yield replace(candidate, outlet=names.get(host(candidate.url) or "", candidate.outlet))
