"""A record of LexisNexis' older downloads, whose TXT and HTML differ in print but not in order.

A record is a run of blocks: centred outlet, date and edition; the headline; labelled fields up to LENGTH; the text;
labelled fields again, from LOAD-DATE or LANGUAGE on; the centred copyright.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mediakit.dates import parse_date
from mediakit.errors import UnreadableError
from mediakit.readers.entries import Entry, read_entry, record_failure
from mediakit.readers.labels import split_label
from mediakit.records import Article, Failure, Page

_MARK = re.compile(
    r"^(?:[^\W\d_]+ - )?(?:(?P<before>do[ck]ument\w*)\s+)?(?P<number>\d[\d.,]{0,9})\s+(?:of|von|de|van|di|av|af|sur|su)"
    r"\s+(?P<total>\d[\d.,]{0,9})(?:\s+(?P<after>do[ck]ument\w*))?$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"^(?:copyright\b|©|\(c\)\s|(?:all rights|alle rechte[n]?|tous droits|todos los derechos|tutti i diritti|todos os direitos)\s)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_OPENING = frozenset({"dateline", "byline", "section", "highlight", "url", "title"})
_CAPTIONS = 6
_ENDING = frozenset({"loaded", "kind", "language"})
_SENTENCE = re.compile(r"[.!?]\W*$")
_DATE_EARLY = re.compile(r"^(?:\W*[^\W\d_]+\W+){0,2}\d")
_FIELDS = ("byline", "section", "length", "dateline", "language", "url")


@dataclass(frozen=True, slots=True)
class Block:
    """One printed block: its paragraphs, and how it is set; in plain text any block may begin with a label."""

    paragraphs: tuple[str, ...]
    centred: bool = False
    heading: bool = False
    labelled: bool = True

    @property
    def text(self) -> str:
        """The block on one line."""
        return " ".join(self.paragraphs)


_BODY = Block(("",))
_NEAR = 4
_LONGEST_DATE = 80
_LONGEST_ASIDE = 60
_NOTICE = 2

Place = tuple[int, int]
"""Number of a document in a download, and of how many."""


def mark(line: str) -> Place | None:
    """Read "3 of 74 DOCUMENTS" or "Dokument 3 von 74", which begin a record.

    Examples
    --------
    >>> mark("3 of 74 DOCUMENTS"), mark("Dokument 3 von 74"), mark("3 of 74 voted")
    ((3, 74), (3, 74), None)
    """
    found = _MARK.match(line.strip()) if len(line) < 120 else None
    if not found or not (found["before"] or found["after"]):
        return None
    return int(re.sub(r"\D", "", found["number"])), int(re.sub(r"\D", "", found["total"]))


def gap(before: Place | None, place: Place | None) -> str | None:
    """Say which documents are missing between two marks of one download, or None.

    Examples
    --------
    >>> gap((3, 74), (6, 74)), gap((3, 74), (4, 74))
    ('documents 4 to 5 of 74 are missing from the file', None)
    """
    if not before or not place or before[1] != place[1] or place[0] <= before[0] + 1:
        return None
    return f"documents {before[0] + 1} to {place[0] - 1} of {place[1]} are missing from the file"


def read_records(
    records: Iterable[tuple[Place | None, list[Block]]], kind: str, page: Page, stated: int | None
) -> Iterator[Article | Failure]:
    """Yield the articles of a download, and a failure for each gap in its count.

    Parameters
    ----------
    records : iterable of tuple
        What the mark of each says, and its blocks.
    kind : str
        The reader's name.
    page : Page
        The file.
    stated : int or None
        How many documents the file says that it holds; where it does not say, the marks count when they begin at 1.

    Raises
    ------
    UnreadableError
        There is no record.
    """
    number, reached, first = 0, 0, 1
    before: Place | None = None
    for found, blocks in records:
        place = found or (before and (before[0] + 1, before[1]))
        if missing := gap(before, place):
            yield record_failure(page, number, missing)
            number += 1
        yield _read_record(blocks, kind, page, number)
        goes_on = before and place and before[1] == place[1] and before[0] < place[0]
        reached += place[0] - before[0] if goes_on and place and before else 1
        first = first if goes_on or not place else place[0]
        number, before = number + 1, place
    if not number:
        message = f"{page.url!r} looks like a download of Nexis and holds no document; download it again with full text"
        raise UnreadableError(message)
    if stated is None and before and first == 1:
        reached, stated = before
    if stated is not None and reached < stated:
        reason = (
            f"the file states {stated} documents and ends after {reached}; download the others with full text"
        )
        yield record_failure(page, number, reason)


def _read_record(blocks: list[Block], kind: str, page: Page, number: int) -> Article | Failure:
    if 0 < len(blocks) <= _NOTICE and not any(_label(block)[0] for block in blocks):
        told = " ".join(block.text for block in blocks)[:200]
        reason = f"record {number + 1}: the file holds only {told!r} in its place; download it again with full text"
        return record_failure(page, number, reason)
    return read_entry(assemble(blocks), kind, page, number)


def _label(block: Block) -> tuple[str | None, str]:
    name, rest = split_label(block.text) if block.labelled and not block.heading else (None, block.text)
    printed = block.text[: len(block.text) - len(rest)]
    return (name, rest) if name and printed.isupper() else (None, block.text)


def assemble(blocks: Sequence[Block]) -> Entry:
    """Make an entry of the blocks of one record, its mark left out."""
    entry = Entry()
    # A style sheet that does not tell labels apart
    if not any(_label(block)[0] == "length" for block in blocks):
        blocks = [replace(block, labelled=True) for block in blocks]
    masthead, blocks = _part_masthead(blocks)
    _masthead(entry, [block.text for block in masthead])
    blocks = _unlabelled(blocks)
    body = _body_start(blocks)
    end = _body_end(blocks, body)
    _head(entry, blocks[:body])
    entry.paragraphs = [line for block in blocks[body:end] for line in block.paragraphs]
    _tail(entry, blocks[end:])
    return entry


def _part_masthead(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Part outlet, date and edition from the rest: they are centred, or end with a date that stands alone."""
    start = next((i for i, block in enumerate(blocks) if not block.centred), len(blocks))
    masthead, rest = list(blocks[:start]), list(blocks[start:])
    dated = next((i for i, block in enumerate(rest[:_NEAR]) if _is_date(block)), None)
    if dated is None or any(parse_date(block.text) for block in masthead):
        return masthead, rest
    followed = dated + 1 < len(rest) and _label(rest[dated + 1])[0] is None
    if not masthead and followed and not any(block.heading for block in rest[:dated]):
        return rest[: dated + 1], rest[dated + 1 :]
    outlet = 0 if masthead else 1
    return [*masthead, *rest[:outlet], rest[dated]], [*rest[outlet:dated], *rest[dated + 1 :]]


def _is_date(block: Block) -> bool:
    text = block.text
    early = len(text) < _LONGEST_DATE and _DATE_EARLY.match(text)
    return bool(early and not block.heading and _label(block)[0] is None and parse_date(text))


def _unlabelled(blocks: Sequence[Block]) -> list[Block]:
    """Take off "BODY:", which older downloads print before the text, and leave a mark of it."""
    made: list[Block] = []
    for block in blocks:
        if _label(block)[0] == "body":
            first = split_label(block.paragraphs[0])[1]
            made += [_BODY, replace(block, paragraphs=tuple(p for p in (first, *block.paragraphs[1:]) if p))]
        else:
            made.append(block)
    return [block for block in made if block is _BODY or block.text]


def _masthead(entry: Entry, lines: list[str]) -> None:
    entry.notices = [line for line in lines if _COPYRIGHT.match(line)]
    lines = [line for line in lines if not _COPYRIGHT.match(line)]
    dated = next((i for i, line in enumerate(lines) if parse_date(line)), None)
    if dated is None:
        dated = next((i for i, line in enumerate(lines) if i and _YEAR.search(line)), None)
    entry.outlet = lines[0] if lines and dated != 0 else ""
    entry.date = lines[dated] if dated is not None else ""
    entry.notices += [line for i, line in enumerate(lines) if i not in (0, dated)]


def _body_start(blocks: Sequence[Block]) -> int:
    """Return where the text begins: after the last of the labelled blocks that follow the headline."""
    if _BODY in blocks:
        return blocks.index(_BODY) + 1
    labels = [_label(block)[0] for block in blocks]
    near = [i for i, name in enumerate(labels[:_NEAR]) if name and name not in _ENDING]
    first = labels.index("length") if "length" in labels else near[0] if near else 0
    position = first + 1
    while position < len(blocks) and _opens(blocks[position]):
        position += 1
    return min(position, len(blocks))


def _opens(block: Block) -> bool:
    """Say whether a block is a field that stands between headline and text."""
    name, rest = _label(block)
    return name in _OPENING or (name == "aside" and len(rest) < _LONGEST_ASIDE and not _SENTENCE.search(rest))


def _body_end(blocks: Sequence[Block], start: int) -> int:
    """Return where the text ends: at the first field of the end, or at the captions that stand shortly before it."""
    ends = [i for i in range(start, len(blocks)) if _label(blocks[i])[0] in _ENDING]
    # A field of the end stands among others; the same word in the text stands before more text
    end = next((i for i in ends if _is_field(blocks[i + 1 : i + 2])), ends[0] if ends else len(blocks))
    near = range(max(start + 1, end - _CAPTIONS), end)
    end = next((i for i in near if _label(blocks[i])[0] in ("graphic", "correction")), end)
    while end > start + 1 and (_label(blocks[end - 1])[0] or blocks[end - 1].centred):
        end -= 1
    return start if end == start + 1 and _label(blocks[start])[0] == "other" else end


def _is_field(following: Sequence[Block]) -> bool:
    """Say whether what follows, if anything does, is printed as what stands around a text is."""
    return all(block.centred or _label(block)[0] for block in following)


def _head(entry: Entry, blocks: Sequence[Block]) -> None:
    heads = any(block.heading for block in blocks)
    titles = []
    for i, block in enumerate(block for block in blocks if block is not _BODY):
        name, rest = (None, block.text) if i == 0 and _is_headline(blocks) else _label(block)
        if name == "highlight":
            entry.notices.append(rest)
        elif name == "title":
            titles.append(rest)
        elif name in _FIELDS:
            setattr(entry, name, rest)
        elif name is None and (block.heading or not heads) and not block.centred:
            titles.append(block.text)
        else:
            entry.notices.append(block.text)
    entry.title = " ".join(titles)


def _is_headline(blocks: Sequence[Block]) -> bool:
    """Say whether the first block, though it begins with the word of a label, is the headline: no other block is."""
    names = [_label(block)[0] for block in blocks if block is not _BODY]
    return (
        names[0] in ("correction", "notice", "other", "graphic")
        and "title" not in names
        and None not in names
    )


def _tail(entry: Entry, blocks: Sequence[Block]) -> None:
    last = None
    for block in blocks:
        name, rest = _label(block)
        last = name or (None if block.centred else last)
        if last == "graphic":
            entry.captions.append(rest)
        elif name in _FIELDS and not getattr(entry, name):
            setattr(entry, name, rest)
        elif name is None or last in ("correction", "notice"):
            entry.notices.append(rest)
