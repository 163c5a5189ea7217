"""A record of LexisNexis' older downloads, whose TXT and HTML differ in print but not in order.

A record is a run of blocks: centred outlet, date and edition; the headline; labelled fields up to LENGTH; the text;
labelled fields again, from LOAD-DATE or LANGUAGE on; the centred copyright.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediakit.dates import parse_date
from mediakit.readers.entries import Entry
from mediakit.readers.labels import split_label

_MARK = re.compile(
    r"^(?:[^\W\d_]+ - )?(?:(?P<before>do[ck]ument\w*)\s+)?(?P<number>\d[\d.,]{0,9})\s+(?:of|von|de|van|di|av|af|sur|su)"
    r"\s+(?P<total>\d[\d.,]{0,9})(?:\s+(?P<after>do[ck]ument\w*))?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_OPENING = frozenset({"dateline", "byline", "section", "highlight", "url", "title"})
_CAPTIONS = 6
_END_LABELS = re.compile(
    r"^(?:LOAD-DATE|UPDATE|DATE-CHARGEMENT|PUBLICATION-TYPE|TYPE-PUBLICATION|PUBLIKATIONSTYP|JOURNAL-CODE|ZEITUNGS-CODE|ACTUALISATION)\s?:"
)
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


_COPYRIGHT = re.compile(r"^(?:copyright\b|©|\(c\)\s)", re.IGNORECASE)
_BODY = Block(("",))
_NEAR = 4


def mark(line: str) -> tuple[int, int] | None:
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


def gap(before: tuple[int, int] | None, place: tuple[int, int] | None) -> str | None:
    """Say which documents are missing between two marks of one download, or None.

    Examples
    --------
    >>> gap((3, 74), (6, 74)), gap((3, 74), (4, 74))
    ('documents 4 to 5 of 74 are missing from the file', None)
    """
    if not before or not place or before[1] != place[1] or place[0] <= before[0] + 1:
        return None
    return f"documents {before[0] + 1} to {place[0] - 1} of {place[1]} are missing from the file"


def _label(block: Block) -> tuple[str | None, str]:
    name, rest = split_label(block.text) if block.labelled else (None, block.text)
    printed = block.text[: len(block.text) - len(rest)]
    return (name, rest) if name and printed.isupper() else (None, block.text)


def assemble(blocks: Sequence[Block]) -> Entry:
    """Make an entry of the blocks of one record, its mark left out."""
    entry = Entry()
    if not any(
        _label(block)[0] == "length" for block in blocks
    ):  # a style sheet that does not tell labels apart
        blocks = [replace(block, labelled=True) for block in blocks]
    start = next((i for i, block in enumerate(blocks) if not block.centred), len(blocks))
    _masthead(entry, [block.text for block in blocks[:start]])
    blocks = [*blocks[:start], *_unlabelled(blocks[start:])]
    body = _body_start(blocks, start)
    end = _body_end(blocks, body)
    _head(entry, blocks[start:body])
    entry.paragraphs = [line for block in blocks[body:end] for line in block.paragraphs]
    _tail(entry, blocks[end:])
    return entry


def _unlabelled(blocks: Sequence[Block]) -> list[Block]:
    """Take off "BODY:", which older downloads print before the text, and leave a mark of it."""
    made: list[Block] = []
    for block in blocks:
        name, rest = _label(block)
        made += [_BODY, Block((rest,))] if name == "body" and len(block.paragraphs) == 1 else [block]
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


def _body_start(blocks: Sequence[Block], start: int) -> int:
    """Return where the text begins: after the last of the labelled blocks that follow the headline."""
    if _BODY in blocks:
        return blocks.index(_BODY) + 1
    labels = {i: _label(blocks[i])[0] for i in range(start, len(blocks))}
    lengths = [i for i, name in labels.items() if name == "length"]
    near = [i for i in range(start, min(start + _NEAR, len(blocks))) if labels[i] and not _ends(blocks[i])]
    first = lengths[0] if lengths else near[0] if near else start
    position = first + 1
    while position < len(blocks) and _opens(blocks[position]):
        position += 1
    return min(position, len(blocks))


def _opens(block: Block) -> bool:
    return _label(block)[0] in _OPENING


def _ends(block: Block) -> bool:
    """Say whether a block is one of the fields that stand after every text."""
    return _label(block)[0] == "language" or bool(_END_LABELS.match(block.text))


def _body_end(blocks: Sequence[Block], start: int) -> int:
    """Return where the text ends: at the first field of the end, or at the captions that stand shortly before it."""
    end = next((i for i in range(start, len(blocks)) if _ends(blocks[i])), len(blocks))
    near = range(max(start + 1, end - _CAPTIONS), end)
    end = next((i for i in near if _label(blocks[i])[0] in ("graphic", "correction")), end)
    while end > start + 1 and (_label(blocks[end - 1])[0] or blocks[end - 1].centred):
        end -= 1
    return start if end == start + 1 and _label(blocks[start])[0] == "other" else end


def _head(entry: Entry, blocks: Sequence[Block]) -> None:
    heads = any(block.heading for block in blocks)
    titles = []
    for block in (block for block in blocks if block is not _BODY):
        name, rest = _label(block)
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


def _tail(entry: Entry, blocks: Sequence[Block]) -> None:
    last = None
    for block in blocks:
        name, rest = _label(block)
        last = name or (None if block.centred else last)
        if last == "graphic":
            entry.captions.append(rest)
        elif name in _FIELDS and not getattr(entry, name):
            setattr(entry, name, rest)
        elif block.centred or last == "correction":
            entry.notices.append(rest)
