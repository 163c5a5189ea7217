"""A record of LexisNexis' older downloads, whose TXT and HTML differ in print but not in order.

A record is a run of blocks: centred outlet, date and edition; the headline; labelled fields up to LENGTH; the text;
labelled fields again, from LOAD-DATE or LANGUAGE on; the centred copyright.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mediakit.dates import parse_date
from mediakit.readers.entries import Entry
from mediakit.readers.labels import split_label

_MARK = re.compile(
    r"^(?:[^\W\d_]+ - )?(?:(?P<before>do[ck]ument\w*)\s+)?(?P<number>\d[\d.,]{0,9})\s+(?:of|von|de|van|di|av|af|sur|su)"
    r"\s+(?P<total>\d[\d.,]{0,9})(?:\s+(?P<after>do[ck]ument\w*))?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_ENDS = {"language", "graphic", "correction"}
_END_LABELS = re.compile(
    r"^(?:LOAD-DATE|UPDATE|DATE-CHARGEMENT|PUBLICATION-TYPE|TYPE-PUBLICATION|PUBLIKATIONSTYP|JOURNAL-CODE|ZEITUNGS-CODE|ACTUALISATION)\s?:"
)
_FIELDS = ("byline", "section", "length", "dateline", "language", "url")


@dataclass(frozen=True, slots=True)
class Block:
    """One printed block: its paragraphs, and how it is set."""

    paragraphs: tuple[str, ...]
    centred: bool = False
    heading: bool = False

    @property
    def text(self) -> str:
        """The block on one line."""
        return " ".join(self.paragraphs)


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


def _label(block: Block) -> tuple[str | None, str]:
    name, rest = split_label(block.text)
    return (
        (name, rest) if name and block.text[: len(block.text) - len(rest)].isupper() else (None, block.text)
    )


def assemble(blocks: Sequence[Block]) -> Entry:
    """Make an entry of the blocks of one record, its mark left out."""
    entry = Entry()
    start = next((i for i, block in enumerate(blocks) if not block.centred), len(blocks))
    _masthead(entry, [block.text for block in blocks[:start]])
    body = _body_start(blocks, start)
    end = _body_end(blocks, body)
    _head(entry, blocks[start:body])
    entry.paragraphs = [line for block in blocks[body:end] for line in block.paragraphs]
    _tail(entry, blocks[end:])
    return entry


def _masthead(entry: Entry, lines: list[str]) -> None:
    dated = next((i for i, line in enumerate(lines) if parse_date(line)), None)
    if dated is None:
        dated = next((i for i, line in enumerate(lines) if i and _YEAR.search(line)), None)
    entry.outlet = lines[0] if lines and dated != 0 else ""
    entry.date = lines[dated] if dated is not None else ""
    entry.notices += [line for i, line in enumerate(lines) if i not in (0, dated)]


def _body_start(blocks: Sequence[Block], start: int) -> int:
    """Return where the text begins: after the last of the labelled blocks that follow the headline."""
    labelled = [i for i in range(start, len(blocks)) if _label(blocks[i])[0]]
    lengths = [i for i in labelled if _label(blocks[i])[0] == "length"]
    first = lengths[0] if lengths else labelled[0] if labelled else start
    position = first + 1
    while position < len(blocks) and _opens(blocks[position]):
        position += 1
    return min(position, len(blocks))


def _opens(block: Block) -> bool:
    return _label(block)[0] in {"dateline", "byline", "section", "highlight", "url"} and not _ends(block)


def _ends(block: Block) -> bool:
    return _label(block)[0] in _ENDS or bool(_END_LABELS.match(block.text))


def _body_end(blocks: Sequence[Block], start: int) -> int:
    end = next((i for i in range(start, len(blocks)) if _ends(blocks[i])), len(blocks))
    while end > start and (_label(blocks[end - 1])[0] or blocks[end - 1].centred):
        end -= 1
    return end


def _head(entry: Entry, blocks: Sequence[Block]) -> None:
    heads = any(block.heading for block in blocks)
    titles = []
    for block in blocks:
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
