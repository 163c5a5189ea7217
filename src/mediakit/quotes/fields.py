"""What an article is about, as far as that tells who speaks in it."""

from __future__ import annotations

import re
from functools import lru_cache

from mediakit.quotes.kinds import read

_BEGINNING = 6000
_RARE = 1.6  # so many of a field's words any article may have
_OFTEN = {
    "performance": 330,
    "research": 200,
    "money": 120,
    "state": 75,
}  # words of text for each further one


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return each field's words as one pattern."""
    return {
        field: re.compile(rf"\b(?:{_either(listed)})\b")
        for field, listed in read("kinds.toml")["fields"].items()
    }


def _either(listed: str) -> str:
    words = (re.escape(word.strip()).replace(r"\ ", "[ -]") for word in listed.split(","))
    return "|".join(f"{word[:-1]}(?:y|ies)" if word.endswith("y") else f"{word}(?:e?s)?" for word in words)


def fields_of(text: str) -> frozenset[str]:
    """Return what an article is about, by the words that are frequent in its beginning: "performance" (stage and sport), "research", "money", "state"."""
    beginning = text[:_BEGINNING].lower()
    words = beginning.count(" ")
    return frozenset(
        field
        for field, pattern in _patterns().items()
        if (len(pattern.findall(beginning)) - _RARE) * _OFTEN[field] > words
    )
