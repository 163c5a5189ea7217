"""What changed between the versions of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from mediakit.errors import InputError
from mediakit.text import split_words

_NEEDED = ("article_id", "title", "text")
_DTYPES = {
    "article_id": "str",
    "previous": "str",
    "url": "str",
    "outlet": "str",
    "updated": "datetime64[us, UTC]",
    "title_before": "str",
    "title_after": "str",
    "title_changed": "bool",
    "words_before": "int64",
    "words_after": "int64",
    "words_added": "int64",
    "words_removed": "int64",
    "kept": "float64",
    "paragraphs_added": "int64",
    "paragraphs_removed": "int64",
    "added": "str",
    "removed": "str",
}


def versions(articles: pd.DataFrame) -> pd.DataFrame:
    """List what changed from each version of an article to the next.

    Use it on a study that was collected more than once, to find headlines that were rewritten and passages that came
    or went.

    Parameters
    ----------
    articles : DataFrame
        article_id, title, text; url, outlet and updated are taken over where they are there. Versions of one
        article have the ids ``ID``, ``ID-2``, ``ID-3`` …

    Returns
    -------
    DataFrame
        A row for each version that follows another one, in the order of ``articles``: article_id of the later
        version; previous, article_id of the one before; url, outlet; updated, what the later version states (UTC);
        title_before, title_after, title_changed; words_before, words_after; words_added and words_removed, those
        outside the longest sequence of words that both texts share; kept, the share (0 to 1) of the earlier text's
        words that lie in that sequence, NA where it had none; paragraphs_added and paragraphs_removed, those whose
        wording the other version has nowhere; added and removed, these paragraphs, joined by a blank line, NA where
        there are none. A paragraph that only moved counts as words removed and added, and as no paragraph.

    Raises
    ------
    InputError
        A column is missing, or an article_id is there twice.

    Examples
    --------
    >>> rows = [("a", "Talks open", "It rained."), ("a-2", "Talks fail", "It rained hard.")]
    >>> made = versions(pd.DataFrame(rows, columns=["article_id", "title", "text"]))
    >>> made[["article_id", "title_changed", "words_added", "kept"]].to_numpy().tolist()
    [['a-2', True, 1, 1.0]]

    References
    ----------
    Longest common subsequence by bit vectors: Hyyrö (2004), Bit-parallel LCS-length computation revisited.
    """
    _check(articles)
    order = {key: place for place, key in enumerate(articles["article_id"])}
    rows = [_change(earlier, later) for earlier, later in _pairs(articles)]
    rows.sort(key=lambda row: order[row["article_id"]])
    made = pd.DataFrame(rows, columns=list(_DTYPES))
    return made.assign(updated=pd.to_datetime(made["updated"], utc=True)).astype(_DTYPES)


def _check(articles: pd.DataFrame) -> None:
    for name in _NEEDED:
        if name not in articles:
            message = (
                f"versions needs a column {name!r}; the frame has {', '.join(map(repr, articles.columns))}"
            )
            raise InputError(message)
    twice = articles.loc[articles["article_id"].duplicated(), "article_id"]
    if len(twice):
        message = f"article_id {twice.iloc[0]!r} is there twice; give the articles frame of one study"
        raise InputError(message)


def _pairs(articles: pd.DataFrame) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield each version with the one that follows it."""
    groups: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    plain = articles.astype(object).where(articles.notna(), None)
    for row in plain.to_dict("records"):
        stem, _, number = str(row["article_id"]).rpartition("-")
        if not (stem and number.isdecimal()):
            stem, number = str(row["article_id"]), "1"
        groups.setdefault(stem, []).append((int(number), {str(key): value for key, value in row.items()}))
    for group in groups.values():
        group.sort(key=lambda numbered: numbered[0])
        yield from pairwise(row for _, row in group)


def _change(earlier: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    before, after = split_words(earlier["text"] or ""), split_words(later["text"] or "")
    kept = _common(before, after)
    gone, come = _paragraphs(earlier["text"]), _paragraphs(later["text"])
    removed, added = _only(gone, come), _only(come, gone)
    return {
        "article_id": later["article_id"],
        "previous": earlier["article_id"],
        **{name: later.get(name) for name in ("url", "outlet", "updated")},
        "title_before": earlier["title"],
        "title_after": later["title"],
        "title_changed": earlier["title"] != later["title"],
        "words_before": len(before),
        "words_after": len(after),
        "words_added": len(after) - kept,
        "words_removed": len(before) - kept,
        "kept": kept / len(before) if before else float("nan"),
        "paragraphs_added": len(added),
        "paragraphs_removed": len(removed),
        "added": "\n\n".join(added) or None,
        "removed": "\n\n".join(removed) or None,
    }


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest sequence of words that both have, in order."""
    places: dict[str, int] = {}
    for number, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << number
    everywhere = (1 << len(one)) - 1
    unmatched = everywhere
    for word in other:
        here = unmatched & places.get(word, 0)
        unmatched = ((unmatched + here) | (unmatched - here)) & everywhere
    return len(one) - unmatched.bit_count()


def _paragraphs(text: str | None) -> list[str]:
    return [" ".join(part.split()) for part in (text or "").split("\n\n") if part.strip()]


def _only(these: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the paragraphs that the others lack, in order; a wording that is there more often counts as often."""
    left = Counter(these) - Counter(others)
    found = []
    for paragraph in reversed(these):
        if left[paragraph] > 0:
            left[paragraph] -= 1
            found.append(paragraph)
    return found[::-1]
