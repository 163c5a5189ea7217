"""What the page's form says: transcript lines that open with a name, quotations signed after a dash."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_LABEL = re.compile(
    r"(?m)^[ \t]*[\"“'‘]?(?P<name>[A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]+){0,4}|(?:[A-Z][\w.’'\-]{1,20} ){0,3}[A-Z][\w.’'\-]{1,20})"
    r"(?: \([^()\n]{1,60}\))?:[ \t]+(?=\S)"
)
_SIGNED = re.compile(
    r"(?m)^[^\S\n]*[\"“”‘«](?P<said>[^\n]{8,3000}?)[\"”’»][^\S\n]{0,2}[―—–-]{1,2}[^\S\n]*"
    r"(?P<name>[A-Z][\w.’'\-]*(?: [\w.’'\-]+){0,4})(?P<rest>,[^\n]{0,80})?[^\S\n]*\.?[^\S\n]*$"
)
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in one line."""

    name_start: int
    name_end: int
    start: int
    end: int


def find_signed(text: str) -> list[Turn]:
    """Return the lines that are one quotation signed after a dash."""
    return [
        Turn(m.start("name"), m.end("name"), m.start("said"), m.end("said"))
        for m in _SIGNED.finditer(text)
        if m.end() - m.start() < 4000
    ]


def find_turns(text: str) -> list[Turn]:
    """Return the turns of a transcript, in order; nothing for a text that only has a label here and there."""
    labels = list(_LABEL.finditer(text))
    count = Counter(label["name"] for label in labels)
    if sum(1 for label in labels if count[label["name"]] > 1) < _FEWEST or len(count) < 2:
        return []
    turns = []
    for label in labels:
        end = text.find("\n", label.end())
        end = len(text) if end < 0 else end
        if count[label["name"]] > 1 or label["name"].isupper():
            words = text[label.end() : end].rstrip(' \t\r"”')
            turns.append(Turn(label.start("name"), label.end("name"), label.end(), label.end() + len(words)))
    return [turn for turn in turns if turn.start < turn.end]
