"""Words and punctuation of a text with their offsets, sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from mediakit.sentences import split_sentences

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|''|``|[^\w\s]")
_LEANING = re.compile(r"(?i)(?:i|you|he|she|it|we|they|who)(?=['’](?:s|m|re|ve|d|ll)$)")


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
    """Cut a text into words and single punctuation marks, and pronouns off what leans on them ("he's"): they name sources."""
    starts, ends, words = [], [], []
    for match in _TOKEN.finditer(text):
        start, end, word = match.start(), match.end(), match.group()
        leaning = _LEANING.match(word) if "'" in word or "’" in word else None
        if leaning is not None:
            starts.append(start)
            start += leaning.end()
            ends.append(start)
            words.append(leaning.group())
            word = word[leaning.end() :]
        starts.append(start)
        ends.append(end)
        words.append(word)
    lower = [word.lower().replace("’", "'") for word in words]
    sentence = _numbers(starts, [start for start, _ in split_sentences(text)])
    paragraph = _numbers(starts, [m.end() for m in re.finditer(r"\n", text)])
    return Tokens(text, starts, ends, words, lower, sentence, paragraph)


def _numbers(starts: list[int], borders: list[int]) -> list[int]:
    """Number each token by how many borders lie at or before it."""
    numbers: list[int] = np.searchsorted(borders, starts, "right").tolist()
    return numbers
