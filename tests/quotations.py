"""What the tests of quotations share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from mediakit.records import Quote


def quote_with(quotes: Sequence[Quote], words: str) -> Quote:
    """Return the first quotation that holds some words."""
    found = [quote for quote in quotes if words in quote.text]
    assert found, f"no content holds {words!r}; found {[q.text for q in quotes]}"
    return found[0]


WORD = re.compile(r"[\u3400-\u9fff]|\w+(?:['’]\w+)*")


def words_of(text: str, start: int, end: int) -> set[int]:
    """Return where the words of a stretch begin."""
    return {match.start() + start for match in WORD.finditer(text[start:end])}


def matched(text: str, units: Sequence[Any], quotes: Sequence[Quote]) -> list[tuple[Any, Quote]]:
    """Pair coded units (start, end, …) with quotations that share half of the words, the best first."""
    gold = [words_of(text, unit[0], unit[1]) for unit in units]
    given = [words_of(text, quote.start, quote.end) for quote in quotes]
    shared = sorted(
        (
            (len(a & b) / max(len(a), len(b), 1), i, j)
            for i, a in enumerate(gold)
            for j, b in enumerate(given)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for share, i, j in shared:
        if share >= 0.5 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(units[i], quotes[j]) for i, j in pairs.items()]
