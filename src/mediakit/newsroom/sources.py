"""Read a newsroom's folder: outlets.toml and articles/*.md, each article with its gold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from mediakit.errors import InputError
from mediakit.newsroom.designs import DESIGNS
from mediakit.newsroom.stories import BODY, Block, GoldQuote, Newsroom, Outlet, Story
from mediakit.records import Anonymity, Kind, SourceType

_FURNITURE = ("credit", "caption", "related", "promotion", "notice", "biography")
_Shape = tuple[str, Callable[[Any], bool]]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _one_of(*allowed: str) -> _Shape:
    return f"one of {', '.join(allowed)}", lambda value: isinstance(value, str) and value in allowed


def _list_of(words: str, test: Callable[[Any], bool]) -> _Shape:
    return f"a list of {words}", lambda value: isinstance(value, list) and all(test(item) for item in value)


_TEXT: _Shape = ("a text", _is_text)
_MAYBE_TEXT: _Shape = ("a text", lambda value: isinstance(value, str))
_FLAG: _Shape = ("true or false", lambda value: isinstance(value, bool))
_TEXTS = _list_of("texts", _is_text)
_TABLES = _list_of("tables", lambda value: isinstance(value, dict))
_TIME: _Shape = (
    "a time with its offset like 2020-07-06T18:05:00+08:00",
    lambda value: isinstance(value, datetime) and value.tzinfo is not None,
)
_NAMES: _Shape = _list_of(
    'tables like { name = "…", role = "…" }',
    lambda value: (
        isinstance(value, dict)
        and _is_text(value.get("name"))
        and all(key in ("name", "role") and isinstance(text, str) for key, text in value.items())
    ),
)
_SLUG: _Shape = (
    "letters, digits and hyphens",
    lambda v: isinstance(v, str) and bool(re.fullmatch(r"[a-z0-9-]+", v)),
)
_HOST: _Shape = (
    "a host that ends in .example, which can belong to nobody",
    lambda value: isinstance(value, str) and bool(re.fullmatch(r"[a-z0-9.-]+\.example", value)),
)

_OUTLET: dict[str, _Shape] = {
    "name": _TEXT, "host": _HOST, "country": _TEXT, "kind": _TEXT, "language": _TEXT, "design": _one_of(*DESIGNS),
    "feed": _one_of("rss", "atom"), "sitemap": _one_of("plain", "gzip", "index", "news"),
    "disallow": ("a path like /members/", lambda v: isinstance(v, str) and bool(re.fullmatch(r"/[a-z0-9/-]+/", v))),
    "faults": _list_of("moved, missing, slow, busy", lambda value: value in ("moved", "missing", "slow", "busy")),
}  # fmt: skip
_STORY: dict[str, _Shape] = {
    "outlet": _TEXT, "slug": _SLUG, "title": _TEXT, "published": _TIME, "updated": _TIME, "authors": _NAMES,
    "organizations": _TEXTS, "topics": _TEXTS, "copies": _TABLES, "quotes": _TABLES, "access": _one_of("open", "stub"),
    "search_title": _MAYBE_TEXT, "section": _MAYBE_TEXT, "byline": _MAYBE_TEXT, "wire": _MAYBE_TEXT,
    "dateline": _MAYBE_TEXT, "language": _TEXT, "event": _MAYBE_TEXT,
}  # fmt: skip
_COPY: dict[str, _Shape] = {
    "outlet": _TEXT, "slug": _SLUG, "title": _TEXT, "published": _TIME, "byline": _MAYBE_TEXT,
}  # fmt: skip
_QUOTE: dict[str, _Shape] = {
    "text": _TEXT, "kind": _one_of(*get_args(Kind)), "source_type": _one_of(*get_args(SourceType)),
    "speaker": _MAYBE_TEXT, "speaker_name": _MAYBE_TEXT, "role": _MAYBE_TEXT, "organization": _MAYBE_TEXT,
    "anonymous": _FLAG, "anonymity": _one_of("", *get_args(Anonymity)), "anonymity_reason": _MAYBE_TEXT,
    "relayed_by": _MAYBE_TEXT,
}  # fmt: skip


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
    >>> room = load("data/studies/china-platforms/newsroom")
    >>> room.outlets["harbour-ledger"].host
    'harbour-ledger.example'
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


def _check(
    path: Path,
    table: Mapping[str, Any],
    shapes: Mapping[str, _Shape],
    required: tuple[str, ...],
    prefix: str = "",
) -> None:
    """Raise unless a table has its required fields, no unknown one, and each as it should be."""
    for name in table:
        if name not in shapes:
            raise _fault(path, prefix + name, f"is unknown; there are {', '.join(shapes)}")
    for name in required:
        if name not in table:
            raise _fault(path, prefix + name, f"is missing; expected {shapes[name][0]}")
    for name, value in table.items():
        words, test = shapes[name]
        if not test(value):
            raise _fault(path, prefix + name, f"is {value!r}; expected {words}")


def _known_outlet(path: Path, name: str, value: str, outlets: Mapping[str, Outlet]) -> Outlet:
    if value not in outlets:
        raise _fault(path, name, f"is {value!r}; expected one of {', '.join(outlets)}")
    return outlets[value]


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


def _outlet(path: Path, key: str, table: Any) -> Outlet:
    if not isinstance(table, dict):
        raise _fault(path, key, f"is {table!r}; expected a table [{key}]")
    _check(path, table, _OUTLET, ("name", "host", "country", "kind", "language", "design"), f"{key}.")
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
    _check(path, table, _STORY, ("outlet", "slug", "title", "published"))
    outlet = _known_outlet(path, "outlet", table["outlet"], outlets)
    story = _story(path, table, outlet, _blocks(path, body))
    _check_quotes(path, story)
    copies = [_copy(path, story, copy, outlets) for copy in table.get("copies", [])]
    return [_located(story), *copies]


def _story(path: Path, table: dict[str, Any], outlet: Outlet, blocks: tuple[Block, ...]) -> Story:
    plain = ("search_title", "section", "byline", "wire", "dateline", "updated", "event")
    filled: dict[str, Any] = {name: table[name] for name in plain if table.get(name)}
    people = table.get("authors", [])
    return Story(
        id=path.stem,
        outlet=outlet,
        slug=table["slug"],
        title=table["title"],
        published=table["published"],
        blocks=blocks,
        authors=tuple(person["name"] for person in people),
        roles=tuple(person.get("role") or None for person in people),
        organizations=tuple(table.get("organizations", ())),
        language=table.get("language", outlet.language),
        access=table.get("access", "open"),
        topics=tuple(table.get("topics", ())),
        quotes=tuple(_quote(path, number, quote) for number, quote in enumerate(table.get("quotes", []), 1)),
        **filled,
    )


def _quote(path: Path, number: int, table: dict[str, Any]) -> GoldQuote:
    _check(path, table, _QUOTE, ("text", "kind"), f"quotes[{number}].")
    filled: dict[str, Any] = {name: value for name, value in table.items() if value != ""}
    return GoldQuote(**filled)


def _check_quotes(path: Path, story: Story) -> None:
    whole = "\n\n".join(block.text for block in story.blocks if block.kind in BODY)
    for number, quote in enumerate(story.quotes, 1):
        for name in ("text", "speaker"):
            value = getattr(quote, name)
            if value and value not in whole:
                problem = f"is {value!r}, which is not in the body; copy it from there"
                raise _fault(path, f"quotes[{number}].{name}", problem)


def _copy(path: Path, original: Story, table: dict[str, Any], outlets: Mapping[str, Outlet]) -> Story:
    _check(path, table, _COPY, ("outlet", "slug", "title", "published"), "copies.")
    outlet = _known_outlet(path, "copies.outlet", table["outlet"], outlets)
    changed = replace(
        original,
        id=f"{original.id}@{outlet.id}",
        outlet=outlet,
        slug=table["slug"],
        title=table["title"],
        published=table["published"],
        byline=table.get("byline", original.byline),
        search_title=None,
        updated=None,
        copy_of=original.id,
    )
    return _located(changed)


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
    if when is None or when.tzinfo is None:
        raise _fault(path, ":update:", f"is {stamp!r}; expected {_TIME[0]}")
    return Block(kind, heading.strip(), when)


_DIRECTIVES: dict[str, Callable[[Path, str, str], Block]] = {
    **dict.fromkeys((*_FURNITURE, "dateline", "page", "paywall"), _plain),
    "update": _update,
}
