"""LexisNexis downloads as plain text: many articles a file, each under "3 of 74 DOCUMENTS"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent

from mediakit.readers.decoding import decode, is_markup
from mediakit.readers.labels import split_label
from mediakit.readers.nexis_blocks import Block, Place, mark, read_records
from mediakit.records import Article, Failure, Page

KIND = "lexisnexis_txt"
_HEAD = 65_536
_INDENT = 8
_WIDTH = 79
_INDENTED = re.compile(r"\s{2,7}\S")
_RANGE = r"\d{1,6}(?:-\d{1,6})?"
_ASKED = re.compile(rf"^[^\d:]{{1,60}}: [^\d:]{{1,60}}: ({_RANGE}(?:\s?[,;]\s?{_RANGE}){{0,500}})$")


def recognises(page: Page) -> bool:
    """Say whether a line near the beginning counts the documents, and capitals label the fields."""
    if is_markup(page.body):
        return False
    lines = decode(page.body[:_HEAD]).splitlines()
    marked = next((i for i, line in enumerate(lines) if mark(line)), len(lines))
    return any(split_label(line.strip())[0] and line.partition(":")[0].isupper() for line in lines[marked:])


def read(page: Page) -> Iterator[Article | Failure]:
    """Yield the articles of a LexisNexis text file."""
    text = decode(page.body).replace("\r\r\n", "\n")
    records = ((place, list(_blocks(lines))) for place, lines in _records(text))
    yield from read_records(records, KIND, page, _stated(text))


def _stated(text: str) -> int | None:
    """Return how many documents were asked for by number, as the lines above the first one say: "Items: 1-10, 15"."""
    for line in text[:_HEAD].splitlines():
        if mark(line):
            break
        if asked := _ASKED.match(line.strip()):
            pairs = (pair.split("-") for pair in re.split(r"\s*[,;]\s*", asked[1]))
            return sum(int(pair[-1]) - int(pair[0]) + 1 for pair in pairs)
    return None


def _records(text: str) -> Iterator[tuple[Place, list[str]]]:
    """Yield each record's number and the number of all that the file states, with its lines."""
    place: Place | None = None
    lines: list[str] = []
    above = ""
    for line in text.splitlines():
        found = mark(line) if not above.strip() or _is_centred(line) else None
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
    for line in [*dedent("\n".join(lines)).split("\n"), ""]:
        if line.strip():
            held.append(line)
        elif held:
            yield from _split(held)
            held = []


def _split(lines: list[str]) -> Iterator[Block]:
    """Yield one block of neighbouring lines, whose paragraphs begin at indented ones; centred lines are a block each."""
    if all(map(_is_centred, lines)):
        for line in lines:
            yield Block((line.strip(),), centred=True)
    else:
        starts = [i for i, line in enumerate(lines) if i == 0 or _INDENTED.match(line)]
        bounds = zip(starts, [*starts[1:], len(lines)], strict=True)
        yield Block(tuple(" ".join(line.strip() for line in lines[start:end]) for start, end in bounds))


def _is_centred(line: str) -> bool:
    indent = len(line) - len(line.lstrip())
    return indent >= _INDENT or (indent > 0 and abs(2 * indent + len(line.strip()) - _WIDTH) <= 3)
