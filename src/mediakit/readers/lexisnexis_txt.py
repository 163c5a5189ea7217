"""LexisNexis downloads as plain text: many articles a file, each under "3 of 74 DOCUMENTS"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mediakit.html import decode
from mediakit.readers.entries import read_entry, record_failure
from mediakit.readers.nexis_blocks import Block, assemble, mark
from mediakit.records import Article, Failure, Page

KIND = "lexisnexis_txt"
_HEAD = 65_536
_INDENT = 8


def recognises(page: Page) -> bool:
    """Say whether a line near the beginning counts the documents, and capitals label the fields."""
    text = decode(page.body[:_HEAD])
    marked = next((line for line in text.splitlines() if mark(line)), None)
    if marked is None or re.search(r"<(?:html|body|div|p)\b", text[:2_000], re.IGNORECASE):
        return False
    return bool(re.search(r"^[^\W\d_][\w-]+\s?: ", text[text.index(marked) :], re.MULTILINE))


def read(page: Page) -> Iterator[Article | Failure]:
    """Yield the articles of a LexisNexis text file."""
    number, before = 0, None
    for place, lines in _records(decode(page.body)):
        if before is not None and place > before + 1:
            yield record_failure(
                page, number, f"documents {before + 1} to {place - 1} are missing from the file"
            )
            number += 1
        yield read_entry(assemble(list(_blocks(lines))), KIND, page, number)
        number, before = number + 1, place


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number that each record states, with its lines."""
    number: int | None = None
    lines: list[str] = []
    for line in text.splitlines():
        found = mark(line)
        if found:
            if number is not None:
                yield number, lines
            number, lines = found[0], []
        else:
            lines.append(line)
    if number is not None:
        yield number, lines


def _blocks(lines: list[str]) -> Iterator[Block]:
    held: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            held.append(line)
        elif held:
            yield from _split(held)
            held = []


def _split(lines: list[str]) -> Iterator[Block]:
    """Yield one block of neighbouring lines; centred lines are a block each."""
    if all(len(line) - len(line.lstrip()) >= _INDENT for line in lines):
        for line in lines:
            yield Block((line.strip(),), centred=True)
    else:
        yield Block((" ".join(line.strip() for line in lines),))
