"""Read when a page was first published and last changed, how exactly, and which tag says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from mediakit.dates import Stamp, is_future, parse_date
from mediakit.extraction.language import script_of
from mediakit.extraction.page import View, class_of, in_aside, string_of, text_of
from mediakit.urls import path_date

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "publishdate", "publish-date", "publish_date", "pubdate", "published_time", "publication_date", "dc.date.issued", "dcterms.created",
    "dc.date.created", "article:published", "article.published", "datecreated", "dc.date", "article_date_original", "originalpublicationdate", "date", "release_date", "publish_time", "ptime",
    "cxense-recs-publishtime", "dcterms.date", "rnews:datepublished", "bt:pubdate", "displaydate", "dc.terms.issued",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dc.date.modified", "dcterms.modified",
    "article:updated_time", "og:modified_time", "revised", "utime", "article:modified",
)  # fmt: skip
_SAYS_UPDATED = re.compile(r"updat|modif|aktualisiert|actualiza|mis à jour|revis|更新|edited", re.IGNORECASE)
_SAYS_PUBLISHED = re.compile(
    r"publi|posted|first|created|veröffentlicht|erschienen|发布|發佈|发表|stand", re.IGNORECASE
)
_DATE_CLASS = re.compile(r"date|time|publish|posted|meta|byline|dateline|stamp", re.IGNORECASE)
_PARTS = re.compile(
    r"\s*[|｜•·]\s*|\s+(?=(?:last )?(?:updated|modified)\b)|(?=(?:更新|修改)(?:时间|時間|日期|于)?[:：])",
    re.IGNORECASE,
)
# every country of these languages keeps one clock, the same all year
_ONE_CLOCK = {"zh": 8, "ja": 9, "ko": 9}
_ONE_CLOCK_HOSTS = {"cn": 8, "hk": 8, "tw": 8, "sg": 8, "my": 8, "ph": 8, "jp": 9, "kr": 9}
_DAY_FIRST_HOSTS = re.compile(r"\.(?:uk|au|nz|ie|in|de|fr|es|it|nl|pt|br|ar|mx|hk|sg|za)$")


@dataclass(frozen=True, slots=True)
class Times:
    """When a page was published and changed."""

    published: Stamp | None = None
    origin: str | None = None
    updated: Stamp | None = None


def _stamp(text: str | None, view: View) -> Stamp | None:
    return parse_date(text, day_first=day_first(view), zone=zone_of(view) or UTC) if text else None


def zone_of(view: View) -> tzinfo | None:
    """Return the zone of times that state none: the outlet's, or that of the page's country where it has only one."""
    if view.row and view.row.zone:
        return ZoneInfo(view.row.zone)
    from mediakit.urls import host

    name = (host(view.url or "") or "").rsplit(".", 1)[-1]
    hours = _ONE_CLOCK_HOSTS.get(name) or _ONE_CLOCK.get((view.facts.language or "")[:2].lower())
    if hours is None and not view.facts.language:
        hours = _ONE_CLOCK.get(script_of(view.facts.title or "") or "")
    return timezone(timedelta(hours=hours)) if hours else None


def day_first(view: View) -> bool | None:
    """Say whether numbers come as day, month on this page, or None when nothing tells."""
    language = (view.facts.language or "").lower()
    if language in {"en-us", "en_us"}:
        return False
    if language and not language.startswith(("en", "zh", "ja", "ko")):
        return True
    from mediakit.urls import host

    name = host(view.url or "") or ""
    return True if language in {"en-gb", "en-au"} or _DAY_FIRST_HOSTS.search(name) else None


def _stated(view: View) -> Iterator[tuple[Stamp, str]]:
    for node in view.nodes[:3]:
        for key in ("datePublished", "dateCreated"):
            stamp = _stamp(string_of(node, key), view)
            if stamp:
                yield stamp, f"json-ld {key}"
    for name in _PUBLISHED:
        stamp = _stamp(view.facts.meta(name), view)
        if stamp:
            yield stamp, f"meta {name}"
    for node in view.nodes[:3]:
        stamp = _stamp(string_of(node, "uploadDate"), view)  # a video's, which may be older than the article
        if stamp:
            yield stamp, "json-ld uploadDate"


def _near(view: View) -> Iterator[Any]:
    """Yield the elements around the headline that may print a date."""
    if view.heading is None:
        yield from islice(view.root.iter("time", "p", "span", "div", "td"), 600)
        return
    block = view.heading.getparent()
    for _ in range(2):
        if block is not None and block.getparent() is not None and block.tag != "body":
            block = block.getparent()
    if block is not None:
        yield from islice(
            block.iter("time", "p", "span", "div", "li", "td", "dd", "font", "a", "h2", "h3", "em", "small"),
            500,
        )


def _printed(view: View) -> Iterator[tuple[Stamp, str]]:
    times = list(islice(view.root.iter("time", "relative-time"), 60))
    for element in sorted(times, key=lambda e: _time_rank(e)):
        if in_aside(element, view.heading):
            continue
        stamp = _stamp(element.get("datetime"), view) or _stamp(text_of(element), view)
        if stamp and not _SAYS_UPDATED.search(_context(element)):
            yield stamp, "time element"
    for text in _lines(view):
        stamp = None if _says_updated(text) else _stamp(text, view)
        if stamp:
            yield stamp, "visible text"


def _lines(view: View) -> Iterator[str]:
    """Yield the short lines near the headline that may hold a date, parted where a line holds several facts."""
    for element in _near(view):
        text = (element.text or "").strip() or (text_of(element) if len(element) < 4 else "")
        if not 6 <= len(text) <= 200 or not re.search(r"\d", text):
            continue
        dated = _DATE_CLASS.search(class_of(element))
        parts = [
            part for part in _PARTS.split(text) if part and (len(part) < 60 or (dated and len(part) <= 120))
        ]
        if parts and not in_aside(element, view.heading):
            yield from parts


def _says_updated(text: str) -> bool:
    return bool(re.match(rf"(?:last\s)?(?:{_SAYS_UPDATED.pattern})", text, re.IGNORECASE))


def _time_rank(element: Any) -> int:
    marks = f"{element.get('itemprop') or ''} {class_of(element)} {element.get('pubdate')}"
    return 0 if _SAYS_PUBLISHED.search(marks) or element.get("pubdate") is not None else 1


def _context(element: Any) -> str:
    parent = element.getparent()
    before = element.getprevious()
    tail = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    return f"{element.get('itemprop') or ''} {class_of(element)} {tail[-40:]}"


def _from_path(view: View) -> Stamp | None:
    day = path_date(view.url) if view.url else None
    try:
        stamp = Stamp(datetime(*day, tzinfo=UTC), "day") if day else None
    except ValueError:
        return None
    return stamp if stamp and not is_future(stamp.moment) else None


def read_times(view: View) -> Times:
    """Return first publication and last change of a page.

    Use it on a page's view. JSON-LD wins, then meta tags, ``time`` elements, the address, visible text near the headline.

    Examples
    --------
    >>> from mediakit.extraction import extract
    >>> extract('<meta property="article:published_time" content="2020-07-06T10:00:00+08:00">').published.isoformat()
    '2020-07-06T10:00:00+08:00'
    """
    published, origin = next(_stated(view), (None, None))
    path = _from_path(view)
    if published is None or published.precision == "day":
        exact = next(
            (
                (s, o)
                for s, o in islice(_printed(view), 5)
                if published is None or s.moment.date() == published.moment.date()
            ),
            None,
        )
        if (
            exact
            and (published is None or exact[0].precision == "second")
            and not (path and published is None and abs(exact[0].utc - path.utc) > timedelta(days=2))
        ):
            published, origin = exact
    if published is None and path:
        published, origin = path, "url"
    if published and published.precision == "second":
        published = _on_local_clock(published, view)
        if not published.zoned and zone_of(view) is None:
            origin = f"{origin}, no zone stated"
    return Times(published, origin, _updated(view, published))


_QUARTER, _FARTHEST = timedelta(minutes=15), timedelta(hours=14)


def _on_local_clock(stamp: Stamp, view: View) -> Stamp:
    """Return the moment in the outlet's zone, where it is stated in UTC and again as the outlet's own clock shows it."""
    if stamp.moment.utcoffset() or not stamp.zoned:
        return stamp
    metas = (view.facts.meta(name) for name in _PUBLISHED)
    times = (e for e in islice(view.root.iter("time"), 40) if not in_aside(e, view.heading))
    for text in (*metas, *(element.get("datetime") for element in times)):
        other = parse_date(text) if text else None
        zone = _zone_between(stamp, other) if other and other.precision == "second" else None
        if zone:
            return Stamp(stamp.moment.astimezone(zone), "second")
    return stamp


def _zone_between(stamp: Stamp, other: Stamp) -> tzinfo | None:
    """Return the zone in which a moment stated in UTC reads as another stamp of it does, or None."""
    if other.zoned:
        return other.moment.tzinfo if other.moment == stamp.moment and other.moment.utcoffset() else None
    ahead = other.moment - stamp.moment
    telling = stamp.moment.second or stamp.moment.minute % 15  # on the quarter two times agree by chance
    return timezone(ahead) if telling and ahead and not ahead % _QUARTER and abs(ahead) <= _FARTHEST else None


def _updated(view: View, published: Stamp | None) -> Stamp | None:
    for node in view.nodes[:3]:
        stamp = _stamp(string_of(node, "dateModified"), view)
        if stamp:
            return _later(stamp, published)
    for name in _UPDATED:
        stamp = _stamp(view.facts.meta(name), view)
        if stamp:
            return _later(stamp, published)
    for element in islice(view.root.iter("time"), 40):
        if _SAYS_UPDATED.search(_context(element)) and not in_aside(element):
            stamp = _stamp(element.get("datetime"), view) or _stamp(text_of(element), view)
            if stamp:
                return _later(stamp, published)
    for text in islice(_lines(view), 12):
        stamp = _stamp(text, view) if _says_updated(text) else None
        if stamp:
            return _later(stamp, published)
    return None


def _later(stamp: Stamp, published: Stamp | None) -> Stamp | None:
    return stamp if published is None or stamp.utc > published.utc else None
