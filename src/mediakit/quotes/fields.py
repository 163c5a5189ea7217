"""What an article is about, as far as that tells who speaks in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from mediakit.quotes.kinds import entries, read, singular

_BEGINNING = 1200
_RARE = 1.6  # so many of a field's words any article may have
_OFTEN = {"performance": 420, "research": 250, "money": 145, "state": 90}
"""Words of text for each further word of the field."""


@lru_cache(maxsize=1)
def _fields() -> tuple[Mapping[str, str], frozenset[str]]:
    """Return word or pair of words → its field, and the words that pairs begin with."""
    listed = read("kinds.toml")["fields"]
    forms = {word: field for field, words in listed.items() for word in entries(words)}
    return forms, frozenset(form.partition(" ")[0] for form in forms if " " in form)


def fields_of(words: Sequence[str]) -> frozenset[str]:
    """Return what an article is about, by the words that are frequent in its beginning.

    The fields are "performance" (stage and sport), "research", "money" and "state".
    """
    beginning, (fields, firsts) = [singular(word) for word in words[:_BEGINNING]], _fields()
    pairs = [f"{one} {other}" for one, other in pairwise(beginning) if one in firsts]
    count = Counter(fields[word] for words in (beginning, pairs) for word in words if word in fields)
    return frozenset(
        field for field, often in _OFTEN.items() if (count[field] - _RARE) * often > len(beginning)
    )
