"""Read a newsroom's folder: outlets.toml and articles/*.md, each article with its gold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from mediakit.errors import InputError
from mediakit.newsroom.designs import DESIGNS
from mediakit.records import Anonymity, Kind, SourceType

FEEDS = ("rss", "atom")
SITEMAPS = ("plain", "gzip", "index", "news")
FAULTS = ("moved", "missing", "slow", "busy")
FURNITURE = ("credit", "caption", "related", "promotion", "notice", "biography")
_BODY = ("paragraph", "subhead", "quote", "item", "update")
_COPY_KEYS = ("outlet", "slug", "title", "published", "byline")
_STORY_KEYS = {
    "outlet", "slug", "title", "search_title", "section", "byline", "authors", "organizations", "wire", "dateline",
    "published", "updated", "language", "access", "event", "topics", "copies", "quotes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet, the design of its pages and the ways it offers to find them."""

    id: str
    name: str
    host: str
    country: str
    kind: str
    language: str
    design: str
    feed: str | None = None
    sitemap: str | None = None
    disallow: str | None = None
    faults: tuple[str, ...] = ()

    @property
    def front_url(self) -> str:
        """Address of the front page."""
        return f"http://{self.host}/"

    @property
    def feed_url(self) -> str | None:
        """Address of the feed, where there is one."""
        return f"http://{self.host}/{self.feed}.xml" if self.feed else None

    @property
    def sitemap_url(self) -> str | None:
        """Address of the sitemap that robots.txt names, where there is one."""
        names = {"plain": "sitemap.xml", "gzip": "sitemap.xml.gz", "index": "sitemap_index.xml"}
        return f"http://{self.host}/{names.get(self.sitemap, 'news-sitemap.xml')}" if self.sitemap else None


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page: a paragraph, another kind of body text, furniture, or a break."""

    kind: str
    text: str = ""
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One quotation as a reader marked it; the fields mean what they mean in ``records.Quote``."""

    text: str
    kind: str
    source_type: str = "unknown"
    speaker: str | None = None
    speaker_name: str | None = None
    role: str | None = None
    organization: str | None = None
    anonymous: bool = False
    anonymity: str | None = None
    anonymity_reason: str | None = None
    relayed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One article of one outlet with its gold; a republished agency copy is a story of its own."""

    id: str
    outlet: Outlet
    slug: str
    title: str
    published: datetime
    blocks: tuple[Block, ...]
    search_title: str | None = None
    section: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    roles: tuple[str | None, ...] = ()
    organizations: tuple[str, ...] = ()
    wire: str | None = None
    dateline: str | None = None
    updated: datetime | None = None
    language: str = "en"
    access: str = "open"
    event: str | None = None
    topics: tuple[str, ...] = ()
    quotes: tuple[GoldQuote, ...] = ()
    copy_of: str | None = None
    urls: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Canonical address."""
        return self.urls[0]

    @property
    def visible(self) -> tuple[Block, ...]:
        """Blocks that the pages show: of a stub, those above the paywall."""
        kinds = [block.kind for block in self.blocks]
        return self.blocks[: kinds.index("paywall")] if "paywall" in kinds else self.blocks

    @property
    def text(self) -> str:
        """Body that a reader of the pages sees, paragraphs joined by a blank line."""
        return "\n\n".join(block.text for block in self.visible if block.kind in _BODY)

    @property
    def captions(self) -> tuple[str, ...]:
        """Captions of the pictures, in order."""
        return tuple(block.text for block in self.visible if block.kind == "caption")


@dataclass(frozen=True)
class Newsroom:
    """A folder of invented outlets and their articles."""

    folder: Path
    outlets: Mapping[str, Outlet]
    gold: tuple[Story, ...] = field(default=())

    def of(self, outlet: Outlet) -> tuple[Story, ...]:
        """Return the stories of one outlet, newest first."""
        return self._by_outlet.get(outlet.id, ())

    @cached_property
    def _by_outlet(self) -> dict[str, tuple[Story, ...]]:
        newest = sorted(self.gold, key=lambda story: (story.published, story.id), reverse=True)
        return {key: tuple(s for s in newest if s.outlet.id == key) for key in self.outlets}


def load(folder: str | Path) -> Newsroom:
    """Read a newsroom's folder.

    Use it to serve the folder or to compare what a method finds with the gold.

    Parameters
    ----------
    folder : str or Path
        Folder with ``outlets.toml`` and ``articles/*.md``; docs/newsroom.md describes both.

    Returns
    -------
    Newsroom
        ``outlets`` by id; ``gold``, one story for each article in each outlet that carries it.

    Raises
    ------
    InputError
        Something in the folder is not as described; names the file and the field.

    Examples
    --------
    >>> newsroom = load("data/studies/china-platforms/newsroom")  # doctest: +SKIP
    >>> newsroom.gold[0].title  # doctest: +SKIP
    """
    folder = Path(folder)
    outlets = _read_outlets(folder / "outlets.toml")
    stories = [
        story for path in sorted((folder / "articles").glob("*.md")) for story in _read_file(path, outlets)
    ]
    _refuse_twins(stories)
    return Newsroom(folder, outlets, tuple(stories))


def _refuse_twins(stories: list[Story]) -> None:
    seen: dict[str, str] = {}
    for story in stories:
        for url in story.urls:
            if url in seen:
                message = f"{story.id}: field 'slug' gives the address {url!r}, which {seen[url]} has; change one of them"
                raise InputError(message)
            seen[url] = story.id


def _fault(path: Path, name: str, problem: str) -> InputError:
    return InputError(f"{path.name}: field {name!r} {problem}")


def _one_of(path: Path, name: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise _fault(path, name, f"is {value!r}; expected one of {', '.join(allowed)}")


def _parse_toml(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{path.name}: not valid TOML: {error}; correct it there"
        raise InputError(message) from error


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read ({error}); a newsroom has outlets.toml and articles/*.md in UTF-8"
        raise InputError(message) from error


def _read_outlets(path: Path) -> dict[str, Outlet]:
    tables = _parse_toml(path, _read_text(path))
    return {key: _outlet(path, key, table) for key, table in tables.items()}


def _outlet(path: Path, key: str, table: dict[str, Any]) -> Outlet:
    for name in ("name", "host", "country", "kind", "language", "design"):
        if not isinstance(table.get(name), str):
            raise _fault(path, f"{key}.{name}", "is missing; expected a text")
    _one_of(path, f"{key}.design", table["design"], tuple(DESIGNS))
    _one_of(path, f"{key}.feed", table.get("feed", "rss"), FEEDS)
    _one_of(path, f"{key}.sitemap", table.get("sitemap", "plain"), SITEMAPS)
    for fault in table.get("faults", ()):
        _one_of(path, f"{key}.faults", fault, FAULTS)
    known = {item.name for item in fields(Outlet)}
    for name in table:
        if name not in known:
            raise _fault(path, f"{key}.{name}", f"is unknown; there are {', '.join(sorted(known))}")
    return Outlet(id=key, **{**table, "faults": tuple(table.get("faults", ()))})


def _split(path: Path) -> tuple[str, str]:
    text = _read_text(path)
    match = re.match(r"\ufeff?\+\+\+\s*\n(.*?)\n\+\+\+[ \t]*\n(.*)", text, flags=re.DOTALL)
    if match is None:
        message = f"{path.name}: no front matter; the file starts with a line +++, TOML, and a line +++"
        raise InputError(message)
    return match[1], match[2]


def _read_file(path: Path, outlets: Mapping[str, Outlet]) -> list[Story]:
    head, body = _split(path)
    table = _parse_toml(path, head)
    _check(path, table, outlets)
    story = _story(path, table, outlets[table["outlet"]], _blocks(path, body))
    _check_quotes(path, story)
    original = _located(story)
    copies = [_copy(path, original, copy, outlets) for copy in table.get("copies", [])]
    return [original, *copies]


def _check(path: Path, table: dict[str, Any], outlets: Mapping[str, Outlet]) -> None:
    for name in table:
        if name not in _STORY_KEYS:
            raise _fault(path, name, f"is unknown; there are {', '.join(sorted(_STORY_KEYS))}")
    for name in ("outlet", "slug", "title"):
        if not isinstance(table.get(name), str) or not table[name].strip():
            raise _fault(path, name, "is missing; expected a text")
    _one_of(path, "outlet", table["outlet"], tuple(outlets))
    _one_of(path, "access", table.get("access", "open"), ("open", "stub"))
    _aware(path, "published", table.get("published"))
    if "updated" in table:
        _aware(path, "updated", table["updated"])


def _aware(path: Path, name: str, value: object) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise _fault(
            path, name, f"is {value!r}; expected a time with its offset like 2020-07-06T18:05:00+08:00"
        )
    return value


def _story(path: Path, table: dict[str, Any], outlet: Outlet, blocks: tuple[Block, ...]) -> Story:
    plain = ("search_title", "section", "byline", "wire", "dateline", "updated", "event")
    filled: dict[str, Any] = {name: table[name] for name in plain if table.get(name)}
    people = table.get("authors", [])
    for person in people:
        if not isinstance(person, dict) or not person.get("name"):
            raise _fault(path, "authors", f'has {person!r}; expected {{ name = "…", role = "…" }}')
    return Story(
        id=path.stem,
        outlet=outlet,
        slug=table["slug"],
        title=table["title"],
        published=table["published"],
        blocks=blocks,
        authors=tuple(person["name"] for person in people),
        roles=tuple(person.get("role") for person in people),
        organizations=tuple(table.get("organizations", ())),
        language=table.get("language", outlet.language),
        access=table.get("access", "open"),
        topics=tuple(table.get("topics", ())),
        quotes=tuple(_quote(path, number, quote) for number, quote in enumerate(table.get("quotes", []), 1)),
        **filled,
    )


def _quote(path: Path, number: int, table: dict[str, Any]) -> GoldQuote:
    where = f"quotes[{number}]"
    known = {item.name: item for item in fields(GoldQuote)}
    for name in table:
        if name not in known:
            raise _fault(path, f"{where}.{name}", f"is unknown; there are {', '.join(known)}")
    for name, item in known.items():
        if item.default is MISSING and not table.get(name):
            raise _fault(path, f"{where}.{name}", "is missing")
    _one_of(path, f"{where}.kind", table["kind"], get_args(Kind))
    _one_of(path, f"{where}.source_type", table.get("source_type", "unknown"), get_args(SourceType))
    if table.get("anonymity"):
        _one_of(path, f"{where}.anonymity", table["anonymity"], get_args(Anonymity))
    filled: dict[str, Any] = {name: value for name, value in table.items() if value != ""}
    return GoldQuote(**filled)


def _check_quotes(path: Path, story: Story) -> None:
    whole = "\n\n".join(block.text for block in story.blocks if block.kind in _BODY)
    for number, quote in enumerate(story.quotes, 1):
        for name in ("text", "speaker"):
            value = getattr(quote, name)
            if value and value not in whole:
                raise _fault(
                    path,
                    f"quotes[{number}].{name}",
                    f"is {value!r}, which is not in the body; copy it from there",
                )


def _copy(path: Path, original: Story, table: dict[str, Any], outlets: Mapping[str, Outlet]) -> Story:
    for name in ("outlet", "slug", "title"):
        if not table.get(name):
            raise _fault(path, f"copies.{name}", "is missing; expected a text")
    for name in table:
        if name not in _COPY_KEYS:
            raise _fault(path, f"copies.{name}", f"is unknown; there are {', '.join(_COPY_KEYS)}")
    _one_of(path, "copies.outlet", table["outlet"], tuple(outlets))
    return _located(
        replace(
            original,
            id=f"{original.id}@{table['outlet']}",
            outlet=outlets[table["outlet"]],
            slug=table["slug"],
            title=table["title"],
            published=_aware(path, "copies.published", table.get("published")),
            byline=table.get("byline", original.byline),
            search_title=None,
            updated=None,
            copy_of=original.id,
        )
    )


def _located(story: Story) -> Story:
    paths = DESIGNS[story.outlet.design].paths(story)
    quotes = tuple(quote for quote in story.quotes if quote.text in story.text)
    return replace(story, urls=tuple(f"http://{story.outlet.host}{path}" for path in paths), quotes=quotes)


def _blocks(path: Path, body: str) -> tuple[Block, ...]:
    lines = (line.strip() for line in body.split("\n"))
    blocks = tuple(_block(path, line) for line in lines if line)
    if not any(block.kind == "paragraph" for block in blocks):
        message = f"{path.name}: the body has no paragraph; write one a line after the second +++"
        raise InputError(message)
    return blocks


def _block(path: Path, line: str) -> Block:
    for mark, kind in (("## ", "subhead"), ("> ", "quote"), ("- ", "item")):
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark).strip())
    directive = re.match(r":([a-z]+):\s*(.*)", line)
    if directive is None:
        return Block("paragraph", line)
    reader = _DIRECTIVES.get(directive[1])
    if reader is None:
        raise _fault(path, f":{directive[1]}:", f"is unknown; there are {', '.join(_DIRECTIVES)}")
    return reader(path, directive[1], directive[2])


def _plain(path: Path, kind: str, text: str) -> Block:
    return Block(kind, text)


def _update(path: Path, kind: str, text: str) -> Block:
    stamp, _, heading = text.partition(" ")
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        when = None
    return Block(kind, heading.strip(), _aware(path, ":update:", when or stamp))


_DIRECTIVES: dict[str, Callable[[Path, str, str], Block]] = {
    **dict.fromkeys((*FURNITURE, "dateline", "page", "paywall"), _plain),
    "update": _update,
}
