"""Words and punctuation of a text with their offsets, sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from mediakit.sentences import split_sentences

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|''|``|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text: parallel lists, one entry a token."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]
    sentence: list[int]
    paragraph: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def index(self, offset: int) -> int:
        """Return the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def tokenise(text: str) -> Tokens:
    """Cut a text into words and single punctuation marks."""
    starts, ends, words = [], [], []
    for match in _TOKEN.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        words.append(match.group())
    lower = [word.lower().replace("’", "'") for word in words]
    sentence = _numbers(starts, [start for start, _ in split_sentences(text)])
    paragraph = _numbers(starts, [m.end() for m in re.finditer(r"\n", text)])
    return Tokens(text, starts, ends, words, lower, sentence, paragraph)


def _numbers(starts: list[int], borders: list[int]) -> list[int]:
    """Number each token by how many borders lie at or before it."""
    numbers, at = [], 0
    for start in starts:
        while at < len(borders) and borders[at] <= start:
            at += 1
        numbers.append(at)
    return numbers
