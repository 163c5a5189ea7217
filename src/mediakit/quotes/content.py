"""What is quoted: the tagger's contents, squared with the quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mediakit.quotes.features import Ints
from mediakit.quotes.marks import Marked
from mediakit.quotes.tagger import BEGIN, CUE, INSIDE, Floats
from mediakit.quotes.tokens import Tokens
from mediakit.records import Kind

_LIKELY = 0.4
_SENTENCE = 7


@dataclass(frozen=True, slots=True)
class Content:
    """A quoted stretch: tokens ``first`` to ``last`` (exclusive), and its characters."""

    first: int
    last: int
    start: int
    end: int
    kind: Kind


def find_contents(tokens: Tokens, marked: Sequence[Marked], tags: Ints, probability: Floats) -> list[Content]:
    """List the contents of a text in order, without overlap."""
    ranges = [(tokens.index(m.start), tokens.index(m.end)) for m in marked]
    ranges = [(first, last) for first, last in ranges if first < last]
    spans = _square(_tagged(tags), ranges, tokens)
    spans = sorted([*spans, *_missed(tokens, ranges, spans, probability)])
    inside = _inside(len(tokens), ranges)
    found = [_content(tokens, first, last, ranges, inside) for first, last in spans]
    return [content for content in found if content is not None]


def _tagged(tags: Ints) -> list[tuple[int, int]]:
    """Return the runs of content tags; a begin tag starts a new one."""
    padded = np.concatenate((tags, [0]))
    content = (padded == BEGIN) | (padded == INSIDE)
    before = np.concatenate(([False], content[:-1]))
    firsts = np.flatnonzero(content & ((padded == BEGIN) | ~before))
    lasts = np.flatnonzero(before & (~content | (padded == BEGIN)))
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def _square(spans: list[tuple[int, int]], marks: list[tuple[int, int]], tokens: Tokens) -> list[tuple[int, int]]:
    """Widen contents that begin or end inside a pair of marks to its borders; join those of one pair."""
    squared: list[tuple[int, int]] = []
    at = 0
    for first, last in spans:
        while at < len(marks) and marks[at][1] <= first:
            at += 1
        number = at
        while number < len(marks) and marks[number][0] < last:
            low, high = marks[number]
            if min(last, high) - max(first, low) >= min(3, high - low):
                first, last = min(first, low), max(last, high)
            number += 1
        if squared and first < squared[-1][1]:
            first, last = squared[-1][0], max(last, squared.pop()[1])
        squared.append((first, last))
    return squared


def _missed(
    tokens: Tokens, marks: list[tuple[int, int]], spans: list[tuple[int, int]], probability: Floats
) -> list[tuple[int, int]]:
    """Return the marked stretches that no content meets, yet likely are quotations."""
    said = np.concatenate(([0.0], np.cumsum(probability[:, BEGIN] + probability[:, INSIDE])))
    found, at = [], 0
    for first, last in marks:
        while at < len(spans) and spans[at][1] <= first:
            at += 1
        if at < len(spans) and spans[at][0] < last:
            continue
        likely = (said[last] - said[first]) / (last - first)
        if likely > _LIKELY or (last - first >= _SENTENCE and likely > 0.1):
            found.append((first, last))
    return found


def _inside(size: int, marks: list[tuple[int, int]]) -> list[bool]:
    inside = [False] * size
    for first, last in marks:
        inside[first:last] = [True] * (last - first)
    return inside


def _content(tokens: Tokens, first: int, last: int, marks: list[tuple[int, int]], inside: list[bool]) -> Content | None:
    """Trim a content to its words and say of which kind it is."""
    while first < last and not tokens.words[first][0].isalnum():
        first += 1
    while last > first and not tokens.words[last - 1][0].isalnum():
        last -= 1
    if first == last:
        return None
    words = [at for at in range(first, last) if tokens.words[at][0].isalnum()]
    quoted = sum(inside[at] for at in words)
    start, end = tokens.starts[first], tokens.ends[last - 1]
    if quoted == len(words):
        return Content(first, last, *_direct(tokens, first, last, inside), "direct")
    kind: Kind = "mixed" if quoted > 1 and quoted * 8 > len(words) else "indirect"
    while end < len(tokens.text) and inside[last - 1] and last < len(tokens) and not tokens.words[last][0].isalnum() and tokens.starts[last] == end:
        end, last = tokens.ends[last], last + 1
    while first and tokens.words[first - 1] in "\"“``''" and inside[first]:
        first -= 1
        start = tokens.starts[first]
    return Content(first, last, start, end, kind)


def _direct(tokens: Tokens, first: int, last: int, inside: list[bool]) -> tuple[int, int]:
    """Return the characters of a direct content with the punctuation inside its marks."""
    while last < len(inside) and inside[last] and tokens.paragraph[last] == tokens.paragraph[first]:
        last += 1
    while first and inside[first - 1] and tokens.paragraph[first - 1] == tokens.paragraph[first]:
        first -= 1
    return tokens.starts[first], tokens.ends[last - 1]


def cue_of(tokens: Tokens, content: Content, speaker: tuple[int, int] | None, probability: Floats) -> tuple[int, int] | None:
    """Return the tokens of the likeliest cue near a content, on the side of its speaker."""
    low, high = max(0, content.first - 12), min(len(tokens), content.last + 14)
    if speaker is not None:
        low, high = max(low, min(speaker[0] - 6, content.first)), min(high, max(speaker[1] + 8, content.last))
    near = [
        at
        for at in (*range(low, content.first), *range(content.last, high))
        if tokens.words[at][0].isalnum() and probability[at, CUE] > 0.3 and _in_reach(tokens, at, content)
    ]
    if not near:
        return None
    best = max(near, key=lambda at: float(probability[at, CUE]) - 0.02 * _away(at, content, speaker))
    first, last = best, best + 1
    while first - 1 in near:
        first -= 1
    while last in near:
        last += 1
    return first, last


def _in_reach(tokens: Tokens, at: int, content: Content) -> bool:
    return tokens.paragraph[at] == tokens.paragraph[content.first]


def _away(at: int, content: Content, speaker: tuple[int, int] | None) -> int:
    first, last = speaker if speaker is not None else (content.first, content.last)
    return min(abs(at - first), abs(at - last))
