"""Tables as JSON: an object a line, or one list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mediakit.errors import UnreadableError
from mediakit.readers.decoding import decode, is_markup
from mediakit.readers.table_rows import MAX_COLUMNS, read_rows
from mediakit.records import Article, Failure, Page

KIND = "jsonl"
_SAMPLE = 65_536
# Where the answers of GDELT, Media Cloud, the Guardian and other services keep their articles, and what is around them
_LISTS = ("articles", "stories", "results", "docs", "items", "hits", "data")
_AROUND = ("response", "data", "hits")


def recognises(page: Page, columns: Mapping[str, str]) -> bool:
    """Say whether the content begins with an object, or with a list of objects."""
    if is_markup(page.body):
        return False
    head = decode(page.body[:_SAMPLE]).lstrip()
    return (
        head.startswith('{"')
        or head[:1] == "{"
        and '"' in head[:80]
        or head.replace(" ", "").replace("\n", "")[:2] == "[{"
    )


def read(page: Page, columns: Mapping[str, str]) -> Iterator[Article | Failure]:
    """Yield the articles of a JSON file."""
    objects = list(_objects(decode(page.body), page.url))
    names = list(dict.fromkeys(name for item in objects if isinstance(item, dict) for name in item))[
        :MAX_COLUMNS
    ]
    rows = ([item.get(name) for name in names] if isinstance(item, dict) else item for item in objects)
    return read_rows(names, rows, KIND, page, columns)


def _objects(text: str, url: str) -> Iterator[dict[str, Any] | str]:
    """Yield the objects, or why one could not be read."""
    whole = _whole(text)
    if whole is not None:
        yield from (item if isinstance(item, dict) else "an entry of the list is no object" for item in whole)
        return
    if text.lstrip().startswith("["):
        message = f"{url!r} is a JSON list that cannot be read: it is cut off or damaged; download it again"
        raise UnreadableError(message)
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _object(line, number)


def _whole(text: str) -> list[Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    inner = found
    while isinstance(inner, dict):
        held: list[list[Any]] = [inner[name] for name in _LISTS if isinstance(inner.get(name), list)]
        if held:
            return held[0]
        inner = next((inner[name] for name in _AROUND if isinstance(inner.get(name), dict)), None)
    return [found] if isinstance(found, dict) else found if isinstance(found, list) else None


def _object(line: str, number: int) -> dict[str, Any] | str:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"line {number} is no JSON object: {error}"
    return found if isinstance(found, dict) else f"line {number} is no JSON object"
