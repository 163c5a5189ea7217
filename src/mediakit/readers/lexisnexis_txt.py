"""LexisNexis downloads as plain text: many articles a file, each under "3 of 74 DOCUMENTS"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mediakit.readers.decoding import decode, is_markup
from mediakit.readers.entries import read_entry, record_failure
from mediakit.readers.nexis_blocks import Block, assemble, gap, mark
from mediakit.records import Article, Failure, Page

KIND = "lexisnexis_txt"
_HEAD = 65_536
_INDENT = 8
_WIDTH = 79


def recognises(page: Page) -> bool:
    """Say whether a line near the beginning counts the documents, and capitals label the fields."""
    if is_markup(page.body):
        return False
    text = decode(page.body[:_HEAD])
    marked = next((line for line in text.splitlines() if mark(line)), None)
    return marked is not None and bool(
        re.search(r"^[^\W\d_][\w-]+\s?: ", text[text.index(marked) :], re.MULTILINE)
    )


def read(page: Page) -> Iterator[Article | Failure]:
    """Yield the articles of a LexisNexis text file."""
    number, before = 0, None
    for place, lines in _records(decode(page.body)):
        if missing := gap(before, place):
            yield record_failure(page, number, missing)
            number += 1
        yield read_entry(assemble(list(_blocks(lines))), KIND, page, number)
        number, before = number + 1, place


def _records(text: str) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Yield each record's number and the number of all that the file states, with its lines."""
    place: tuple[int, int] | None = None
    lines: list[str] = []
    above = ""
    for line in text.splitlines():
        found = None if above.strip() else mark(line)
        if found:
            if place:
                yield place, lines
            place, lines = found, []
        else:
            lines.append(line)
        above = line
    if place:
        yield place, lines


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
    if all(map(_is_centred, lines)):
        for line in lines:
            yield Block((line.strip(),), centred=True)
    else:
        yield Block((" ".join(line.strip() for line in lines),))


def _is_centred(line: str) -> bool:
    indent = len(line) - len(line.lstrip())
    return indent >= _INDENT or (indent > 0 and abs(2 * indent + len(line.strip()) - _WIDTH) <= 3)
