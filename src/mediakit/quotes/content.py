"""What is quoted: direct, mixed and indirect contents, by rules."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from mediakit.quotes.lexicon import ADVERBS, AUXILIARY, BARE, REPORTING, SAYING
from mediakit.quotes.marks import Marked
from mediakit.quotes.tokens import Tokens
from mediakit.records import Kind


@dataclass(frozen=True, slots=True)
class Content:
    """A quoted stretch of the text and the tokens that attribute it."""

    start: int
    end: int
    kind: Kind
    cue: tuple[int, int] | None = None


def indirect_by_rule(tokens: Tokens, marked: list[Marked]) -> list[Content]:
    """Find reported clauses sentence by sentence, outside the marked spans."""
    inside = covered(tokens, [(m.start, m.end) for m in marked])
    found = []
    for _, group in groupby(range(len(tokens)), key=lambda i: tokens.sentence[i]):
        sentence = list(group)
        first, last = sentence[0], sentence[-1] + 1
        content = (
            _according(tokens, first, last)
            or _after_cue(tokens, first, last, inside)
            or _before_cue(tokens, first, last)
        )
        if content and not any(inside[tokens.index(content.start) : tokens.index(content.end)]):
            found.append(content)
    return found


def covered(tokens: Tokens, spans: list[tuple[int, int]]) -> list[bool]:
    """Mark the tokens that lie inside the spans."""
    inside = [False] * len(tokens)
    for start, end in spans:
        first, last = tokens.index(start), tokens.index(end)
        inside[first:last] = [True] * (last - first)
    return inside


def _stretch(tokens: Tokens, first: int, last: int, cue: tuple[int, int]) -> Content | None:
    while last > first and not tokens.words[last - 1][0].isalnum():
        last -= 1
    if last - first < 2:
        return None
    return Content(tokens.starts[first], tokens.ends[last - 1], "indirect", cue)


def _according(tokens: Tokens, first: int, last: int) -> Content | None:
    for at in range(first, last - 1):
        if tokens.lower[at] == "according" and tokens.lower[at + 1] == "to":
            if at > first + 2:
                return _stretch(tokens, first, at, (at, at + 2))
            comma = next((i for i in range(at, last) if tokens.words[i] == ","), None)
            return None if comma is None else _stretch(tokens, comma + 1, last, (at, at + 2))
    return None


def _after_cue(tokens: Tokens, first: int, last: int, inside: list[bool]) -> Content | None:
    """Find "she said (that) …"."""
    for at in range(first + 1, last - 2):
        lower = tokens.lower[at]
        if lower not in REPORTING or inside[at] or tokens.lower[at - 1] in ("the", "a", "to", "of"):
            continue
        that = next((i for i in range(at + 1, min(at + 8, last)) if tokens.lower[i] == "that"), None)
        if that is not None:
            return _stretch(tokens, that + 1, last, (at, at + 1))
        if (
            lower in BARE
            and tokens.words[at + 1] not in ",.:;"
            and tokens.lower[at - 1] not in AUXILIARY - {"has", "have", "had"}
        ):
            return _stretch(tokens, at + 1, last, (at, at + 1))
    return None


def _before_cue(tokens: Tokens, first: int, last: int) -> Content | None:
    """Find "…, the company said."."""
    for at in range(last - 1, max(first + 3, last - 14), -1):
        if tokens.lower[at] in REPORTING:
            comma = next(
                (i for i in range(at - 1, max(first + 2, at - 12), -1) if tokens.words[i] == ","), None
            )
            return None if comma is None else _stretch(tokens, first, comma, (at, at + 1))
    return None


def direct_by_rule(tokens: Tokens, marked: list[Marked]) -> list[Content]:
    """Keep the marked spans that say something: a clause, or a cue verb next to them."""
    found = []
    for mark in marked:
        first, last = tokens.index(mark.start), tokens.index(mark.end)
        cue = _near_cue(tokens, first, last)
        if last - first >= 5 or (last > first and cue is not None):
            start, end = trimmed(tokens.text, mark.start, mark.end)
            found.append(Content(start, end, "direct", cue))
    return found


def _near_cue(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    around = [*range(last + 1, min(last + 9, len(tokens))), *range(first - 2, max(first - 7, -1), -1)]
    for at in around:
        if tokens.lower[at] in SAYING and tokens.lower[at] not in ADVERBS and _same_line(tokens, at, first):
            return at, at + 1
    return None


def _same_line(tokens: Tokens, one: int, other: int) -> bool:
    return other < len(tokens) and tokens.paragraph[one] == tokens.paragraph[other]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space at both ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
