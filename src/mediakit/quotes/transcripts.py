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
_PLAIN = re.compile(r"(?<![\w.’'-])[a-z]+(?![\w’'-])")
_FEWEST = 3
_SHORT = 2
_FIELDS = frozenset(
    "dear position age size weight height status stock name names date dates time times place location venue address price prices cost rating"
    " score genre director cast runtime length comparison strengths weaknesses pros cons school team club league draft pick rank ranking born died"
    " occupation education email phone tel fax website source sources credit photo photos image video watch listen read related more note notes"
    " update updated editor correction summary verdict ingredients method serves directions instructions example tip step question answer total"
    " result results home away record key facts fact background details contact tickets when where who what why how hours admission parking"
    " possession charge charges bond sentence offense offence model year engine color colour category type brand release released publisher"
    " platform developer title author isbn pages format label episode season chapter part section figure table appendix".split()
)


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
    plain = frozenset(_PLAIN.findall(text)) if labels else frozenset()
    labels = [label for label in labels if _names_somebody(label["name"], plain)]
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
    turns = [turn for turn in turns if turn.start < turn.end]
    return [] if _is_form(text, turns) else turns


def _names_somebody(label: str, plain: frozenset[str]) -> bool:
    """Tell a speaker from a field of a form ("Stock Status") and from whom a letter greets; ``plain`` are the text's small words."""
    words = label.lower().split()
    return _FIELDS.isdisjoint(words) and (label.isupper() or words[-1] not in plain)


def _is_form(text: str, turns: list[Turn]) -> bool:
    """Tell a list of fields: what follows the labels is mostly a word or two, or the labels come in one fixed round of three or more."""
    if not turns:
        return True
    lengths = sorted(text[turn.start : turn.end].count(" ") for turn in turns)
    if lengths[len(lengths) // 2] < _SHORT and not any(
        text[turn.end - 1] in "?!." for turn in turns[: len(turns) // 2 + 1]
    ):
        return True
    names = [text[turn.name_start : turn.name_end] for turn in turns]
    follows = set(zip(names, names[1:], strict=False))
    return len(set(names)) > 2 and len(names) >= 2 * len(set(names)) and len(follows) <= len(set(names))
