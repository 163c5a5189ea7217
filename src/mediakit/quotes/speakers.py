"""Who speaks: the noun phrase that names the source of a content."""

from __future__ import annotations

from bisect import bisect_left

from mediakit.quotes.content import Content
from mediakit.quotes.lexicon import SAYING
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.tokens import Tokens

_REACH = 14


def choose_speakers(tokens: Tokens, contents: list[Content], phrases: list[Phrase]) -> list[Phrase | None]:
    """Choose a speaker for each content, in order."""
    firsts = [phrase.first for phrase in phrases]
    chosen: list[Phrase | None] = []
    for content in contents:
        best = _best(tokens, content, phrases, firsts)
        chosen.append(best if best is not None else (chosen[-1] if chosen else None))
    return chosen


def _best(tokens: Tokens, content: Content, phrases: list[Phrase], firsts: list[int]) -> Phrase | None:
    first, last = tokens.index(content.start), tokens.index(content.end)
    low, high = bisect_left(firsts, first - _REACH), bisect_left(firsts, last + _REACH)
    line = tokens.paragraph[min(first, len(tokens) - 1)]
    near = [
        p
        for p in phrases[low:high]
        if (p.last <= first or p.first >= last) and tokens.paragraph[p.first] == line
    ]
    return max(near, key=lambda p: _weight(tokens, p, content, first, last), default=None)


def _weight(tokens: Tokens, phrase: Phrase, content: Content, first: int, last: int) -> float:
    after = phrase.first >= last
    gap = phrase.first - last if after else first - phrase.last
    weight = -0.1 * gap + 0.3 * after
    if content.cue is not None:
        cue = content.cue[0]
        weight += 2.0 * (phrase.last == cue or phrase.first == content.cue[1]) + 0.7 * (
            abs(cue - phrase.last) <= 3
        )
        weight -= 1.0 * (phrase.first > cue and not after)
    if phrase.last < len(tokens) and tokens.lower[phrase.last] in SAYING:
        weight += 1.0
    if phrase.form == "pronoun" and tokens.lower[phrase.head] not in (
        "he",
        "she",
        "they",
        "i",
        "we",
        "it",
        "who",
    ):
        weight -= 2.0
    return weight
