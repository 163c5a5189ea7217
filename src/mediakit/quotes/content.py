"""What is quoted: the tagger's contents, squared with the quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediakit.quotes.features import Ints
from mediakit.quotes.lexicon import SAYING
from mediakit.quotes.marks import Marked
from mediakit.quotes.tagger import BEGIN, BEGIN_STANCE, CUE, INSIDE, INSIDE_STANCE, Floats
from mediakit.quotes.tokens import Tokens
from mediakit.records import Kind

_FINITE = frozenset(
    form
    for form, base in SAYING.items()
    if form.endswith(("ed", "said", "told", "wrote", "s"))
    and base
    in frozenset(
        "admit confirm say tell add warn urge call accuse encourage note suggest announce promise pledge vow insist claim argue deny"
        " condemn criticize praise blame ask predict acknowledge describe declare".split()
    )
)


_SURE = 0.5  # log odds from which a marked stretch that the tagger passed over counts as a quotation
_CLOSING = frozenset("said says reported reports added wrote announced noted confirmed explained".split())
_UNSAID = re.compile(
    r"^(?:that )?(?:he |she |they |his |her |their |its )?(?:names? )?(?:full |real )?(?:names? )?(?:not |to |be |remain |anonymity|anonymous)*(?:be |being )?"
    r"(?:named|identified|anonymous|anonymity|withheld|left out)\b|^(?:to |on )?(?:further )?comment|^for anonymity|^to (?:answer|respond|elaborate|questions)"
)


@dataclass(frozen=True, slots=True)
class Content:
    """A quoted stretch: tokens ``first`` to ``last`` (exclusive), and its characters."""

    first: int
    last: int
    start: int
    end: int
    kind: Kind


def find_contents(
    tokens: Tokens, base: Ints, marked: Sequence[Marked], tags: Ints, probability: Floats, weights: Floats
) -> list[Content]:
    """List the contents of a text in order, without overlap."""
    ranges = mark_ranges(tokens, marked)
    spans = split(tokens, square(tagged(tags), ranges), ranges)
    spans = repaired(tokens, spans, base[:, 4], ranges)
    missed = uncovered(ranges, spans)
    if missed:
        likely = describe_marks(tokens, base, missed, probability) @ weights > _SURE
        spans = sorted([*spans, *(span for span, yes in zip(missed, likely, strict=True) if yes)])
    inside = _inside(len(tokens), ranges)
    found = [_content(tokens, first, last, ranges, inside) for first, last in spans]
    return [content for content in found if content is not None and not _empty(content, tokens)]


def mark_ranges(tokens: Tokens, marked: Sequence[Marked]) -> list[tuple[int, int]]:
    """Return what each pair of marks holds as a range of tokens."""
    ranges = ((tokens.index(m.start), tokens.index(m.end)) for m in marked)
    return [(first, last) for first, last in ranges if first < last]


def tagged(tags: Ints) -> list[tuple[int, int]]:
    """Return the runs of content tags; a begin tag starts a new one."""
    padded = np.concatenate((tags, [0]))
    content = (padded == BEGIN) | (padded == INSIDE)
    before = np.concatenate(([False], content[:-1]))
    firsts = np.flatnonzero(content & ((padded == BEGIN) | ~before))
    lasts = np.flatnonzero(before & (~content | (padded == BEGIN)))
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def square(spans: list[tuple[int, int]], marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
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


def split(
    tokens: Tokens, spans: list[tuple[int, int]], marks: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Cut contents that swallowed an attribution or ran over the end of a sentence."""
    pieces, at = [], 0
    for first, last in spans:
        while at < len(marks) and marks[at][1] <= first:
            at += 1
        number = at
        while number < len(marks) and marks[number][0] < last:
            low, high = marks[number]
            if low - first > 2 and _introduced(tokens, first, low):
                first = low
            if high < last and low - first <= 1 and _closes(tokens, low, high):
                pieces.append((low, high))
                following = next((m for m in marks[number + 1 : number + 4] if m[1] <= last), None)
                first = following[0] if following else last
            number += 1
        pieces.extend(_clauses(tokens, first, last, marks[at:number]))
    return pieces


def repaired(
    tokens: Tokens, spans: list[tuple[int, int]], verbs: Ints, marks: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Put whole sentences in the place of fragments where the form is plain: "…, a spokeswoman said."."""
    borders = [
        0,
        *(i for i in range(1, len(tokens)) if tokens.sentence[i] != tokens.sentence[i - 1]),
        len(tokens),
    ]
    touched = {tokens.sentence[i] for low, high in marks for i in (low - 1, high - 1) if i >= 0}
    kept: list[tuple[int, int]] = []
    at = 0
    for first, last in zip(borders, borders[1:], strict=False):
        here = []
        while at < len(spans) and spans[at][0] < last:
            here.append(spans[at])
            at += 1
        end = (
            None
            if last - first > 120 or tokens.sentence[first] in touched
            else _reported_until(tokens, first, last)
        )
        if end is None:
            told = None if here or tokens.sentence[first] in touched else _told_first(tokens, first, last)
            kept.extend(
                [told] if told else (_after_opening_verb(tokens, span, first, touched) for span in here)
            )
        elif any(b > last for _, b in here) or _nested(
            tokens, first, [span for span in here if span[0] < end]
        ):
            kept.extend(here)
        else:
            kept.append((first, end))
    return kept


def _told_first(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """Return the content of "According to NAME, content."."""
    if tokens.lower[first : first + 2] != ["according", "to"]:
        return None
    comma = next((i for i in range(first + 3, min(last, first + 16)) if tokens.words[i] == ","), None)
    return (comma + 1, last) if comma is not None and last - comma > 4 else None


def _nested(tokens: Tokens, first: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a content follows a reporting verb of its own inside the sentence."""
    return bool(spans) and any(
        tokens.lower[i] in _CLOSING or tokens.lower[i] == "told" for i in range(first, spans[0][0])
    )


def _after_opening_verb(
    tokens: Tokens, span: tuple[int, int], first: int, touched: set[int]
) -> tuple[int, int]:
    """Cut "Apple, for instance, admitted" from the front of a content that took in its own attribution."""
    if span[0] != first or tokens.sentence[first] in touched or not tokens.words[first][0].isupper():
        return span
    for at in range(first + 1, min(first + 7, span[1] - 3)):
        if tokens.lower[at] in _FINITE and tokens.lower[at + 1] not in ("by", ","):
            return at + 1, span[1]
    return span


def _reported_until(tokens: Tokens, first: int, last: int) -> int | None:
    """Return where the content ends in "Content, NAME said on Monday." and "Content, according to NAME."."""
    commas = [i for i in range(first + 4, last) if tokens.words[i] == ","]
    for comma in reversed(commas[-3:]):
        rest = range(comma + 1, min(last, comma + 16))
        if tokens.lower[comma + 1 : comma + 3] == ["according", "to"]:
            inner = _reported_until(tokens, first, comma) if comma - first > 6 else None
            return inner if inner is not None else comma
        verb = next((i for i in rest if tokens.lower[i] in _CLOSING), None)
        if (
            verb is not None
            and 1 < verb - comma <= 9
            and last - verb <= 8
            and not any(tokens.words[i] == "," for i in rest if i < verb)
        ):
            subject = tokens.words[comma + 1]
            if subject[0].isupper() or tokens.lower[comma + 1] in (
                "a",
                "an",
                "the",
                "he",
                "she",
                "they",
                "it",
                "one",
                "two",
            ):
                return comma
    return None


def _empty(content: Content, tokens: Tokens) -> bool:
    """Tell an indirect content that says nothing: "not to be named", "the outage"."""
    if content.kind != "indirect":
        return False
    words = [w for w in tokens.lower[content.first : content.last] if w[0].isalnum()]
    said = " ".join(words)
    return len(words) < 3 or bool(_UNSAID.search(said))


def _introduced(tokens: Tokens, first: int, low: int) -> bool:
    """Tell whether a marked stretch inside a content is a quotation of its own: after a colon, "she said, “", "said she, “"."""
    before = tokens.words[low - 2]
    if before == ":" or tokens.sentence[low] != tokens.sentence[low - 2]:
        return True
    inverted = low - first < 8 and first > 0 and tokens.lower[first - 1] in SAYING
    return before == "," and (
        (inverted and tokens.words[first][0].isupper())
        or (
            tokens.words[low][0].isupper()
            and any(tokens.lower[i] in SAYING for i in range(max(first, low - 6), low - 2))
        )
    )


def _clauses(tokens: Tokens, first: int, last: int, marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut outside marks where a sentence ends, or where "and warned" begins another act of saying."""
    pieces = []
    for at in range(first + 2, last - 2):
        if any(low <= at < high for low, high in marks):
            continue
        if tokens.lower[at] in ("and", "but") and tokens.lower[at + 1] in _FINITE:
            pieces.append((first, at))
            first = at + 2
        elif tokens.sentence[at] != tokens.sentence[at - 1] and at > first and not _in_marks(at - 2, marks):
            pieces.append((first, at))
            first = at
    return [*pieces, (first, last)] if first < last else pieces


def _in_marks(at: int, marks: list[tuple[int, int]]) -> bool:
    return any(low <= at < high for low, high in marks)


def _closes(tokens: Tokens, low: int, high: int) -> bool:
    """Tell whether a marked stretch ends like a quotation and an attribution follows."""
    if high - low < 3 or tokens.words[high - 1] not in ",?!.":
        return False
    after = range(high + 1, min(high + 7, len(tokens)))
    return any(tokens.lower[i] in SAYING and tokens.sentence[i] <= tokens.sentence[high] + 1 for i in after)


def uncovered(marks: list[tuple[int, int]], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the marked stretches that no content meets."""
    found, at = [], 0
    for first, last in marks:
        while at < len(spans) and spans[at][1] <= first:
            at += 1
        if at == len(spans) or spans[at][0] >= last:
            found.append((first, last))
    return found


def describe_marks(tokens: Tokens, base: Ints, marks: list[tuple[int, int]], probability: Floats) -> Floats:
    """Return a row of numbers for each marked stretch: does somebody say it, or is it a title, a term, a nickname?"""
    said = _sums(probability[:, BEGIN] + probability[:, INSIDE])
    stance = _sums(probability[:, BEGIN_STANCE] + probability[:, INSIDE_STANCE])
    cue, capital, size = _sums(probability[:, CUE]), _sums(base[:, 5]), len(tokens)
    rows = []
    for first, last in marks:
        length = last - first
        before, after = tokens.words[max(0, first - 2)], tokens.words[min(size - 1, last + 1)]
        ending = tokens.words[last - 1]
        rows.append(
            (
                (said[last] - said[first]) / length,
                (stance[last] - stance[first]) / length,
                min(length, 30) ** 0.5,
                length == 1,
                length <= 3,
                length >= 8,
                (capital[last] - capital[first]) / length,
                capital[first + 1] - capital[first],
                ending in ",.?!",
                ending in "?!",
                before in ",:",
                before in "“\"'",
                before.lower() in ("a", "an", "the", "of", "in", "on", "called", "titled", "his", "her"),
                after in ",.",
                min(1.0, cue[first] - cue[max(0, first - 5)]),
                min(1.0, cue[min(size, last + 8)] - cue[last]),
                1.0,
            )
        )
    return np.array(rows, dtype=np.float64)


def _sums(values: NDArray[np.generic]) -> Floats:
    return np.concatenate(([0.0], np.cumsum(values.astype(np.float64))))


def _inside(size: int, marks: list[tuple[int, int]]) -> list[bool]:
    inside = [False] * size
    for first, last in marks:
        inside[first:last] = [True] * (last - first)
    return inside


def _content(
    tokens: Tokens, first: int, last: int, marks: list[tuple[int, int]], inside: list[bool]
) -> Content | None:
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
    while (
        end < len(tokens.text)
        and inside[last - 1]
        and last < len(tokens)
        and not tokens.words[last][0].isalnum()
        and tokens.starts[last] == end
    ):
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


def cue_of(
    tokens: Tokens, content: Content, speaker: tuple[int, int] | None, probability: Floats
) -> tuple[int, int] | None:
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
