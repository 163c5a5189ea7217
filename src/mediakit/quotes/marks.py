"""Quotation marks: which open, which close, and what lies between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"''|``|[\"“”„«»＂]|(?<!\w)['‘](?=\S)|(?<=\S)['’](?!\w)")
_OPENING = frozenset(("“", "``", "„", "«"))
_CLOSING = frozenset(("”", "»"))
_SINGLE = frozenset("'‘’")


@dataclass(frozen=True, slots=True)
class Marked:
    """What one pair of quotation marks holds; the marks themselves lie just outside."""

    start: int
    end: int
    closed: bool = True
    single: bool = False


def find_marked(text: str) -> list[Marked]:
    """Pair the double quotation marks of a text, line by line, or the single ones of a text that has none."""
    double = list(_pair(text, single=False))
    singles = [m for m in _pair(text, single=True) if _is_quotation(text, m)]
    if not double:
        return singles
    outer = _outside(singles, double)
    return sorted([*double, *outer], key=lambda m: m.start) if len(outer) > len(double) else double


def _outside(singles: list[Marked], double: list[Marked]) -> list[Marked]:
    """Return the singles that meet no double; both lists are in order."""
    kept, at = [], 0
    for mark in singles:
        while at < len(double) and double[at].end <= mark.start:
            at += 1
        if at == len(double) or double[at].start >= mark.end:
            kept.append(mark)
    return kept


def _is_quotation(text: str, mark: Marked) -> bool:
    """Tell a single-quoted span from a stretch between two apostrophes."""
    inside = text[mark.start : mark.end]
    return mark.closed and len(inside) > 1 and inside[:1].isalnum() | (inside[:1] in '"“[$£€…')


def _pair(text: str, *, single: bool) -> Iterator[Marked]:
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    for number, (base, line) in enumerate(lines):
        opened: int | None = None
        for match in _MARK.finditer(line):
            mark = match.group()
            if (mark in _SINGLE) != single:
                continue
            if _opens(line, match.start(), match.end(), mark, already=opened is not None):
                opened = match.end()
            elif opened is not None and match.start() > opened:
                yield Marked(base + opened, base + match.start(), single=single)
                opened = None
            elif opened is not None:
                opened = None
        if opened is not None and not single and _goes_on(lines, number):
            yield Marked(base + opened, base + len(line.rstrip()), closed=False)


def _goes_on(lines: list[tuple[int, str]], number: int) -> bool:
    """Tell whether the next line opens with a mark, as a quotation over several paragraphs does."""
    return number + 1 < len(lines) and bool(_MARK.match(lines[number + 1][1].lstrip()))


def _opens(line: str, start: int, end: int, mark: str, *, already: bool) -> bool:
    before = line[start - 1] if start else " "
    after = line[end] if end < len(line) else " "
    can_open = (before.isspace() or before in "([{—–-/‘'“\"…:") and not after.isspace()
    can_close = not before.isspace()
    if mark in _OPENING or mark == "‘":
        return not (already and not can_open and can_close)
    if mark in _CLOSING or mark == "’":
        return mark != "’" and not already and can_open and not can_close
    return can_open if not already else can_open and not can_close
