"""What the tests of quotations share."""

from __future__ import annotations

from collections.abc import Sequence

from mediakit.records import Quote


def quote_with(quotes: Sequence[Quote], words: str) -> Quote:
    """Return the first quotation that holds some words."""
    found = [quote for quote in quotes if words in quote.text]
    assert found, f"no content holds {words!r}; found {[q.text for q in quotes]}"
    return found[0]
