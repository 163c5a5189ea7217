"""Paragraphs of texts that an outlet sent to its database line by line, as some did in the 1990s."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_SENTENCE = re.compile(r"[.!?]\W*$")
# Characters of a typed line; lines that tell; share of them that run on in small letters; how full they are; a heading
_WIDEST, _FEWEST, _RUNNING, _FULL, _SHORT = 100, 8, 0.3, 0.6, 0.6


def unwrap(lines: Sequence[str]) -> list[str]:
    """Join the lines of a text that was broken like a typewriter's; a text of whole paragraphs stays as it is.

    A line ends a paragraph when the first word of the next would have fitted on it and it ends a sentence, or is short.

    Examples
    --------
    >>> unwrap(["The ferry runs.", "The tug does not."])
    ['The ferry runs.', 'The tug does not.']
    """
    width = max((len(line) for line in lines), default=0)
    running = sum(line[:1].islower() for line in lines)
    full = sum(map(len, lines)) >= _FULL * width * len(lines)
    if not full or width > _WIDEST or len(lines) < _FEWEST or running < _RUNNING * len(lines):
        return list(lines)
    joined: list[str] = [lines[0]]
    for above, line in pairwise(lines):
        fits = len(above) + 1 + len(line.split(" ", 1)[0]) <= width
        ended = _SENTENCE.search(above) or len(above) < _SHORT * width
        if fits and ended and not (line[:1].islower() or line[:1] in ".,;"):
            joined.append(line)
        else:
            joined[-1] += " " + line
    return joined
