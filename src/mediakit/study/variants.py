"""One article at several addresses of its site: AMP, mobile, print and tracked pages beside the canonical one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from mediakit.frames import Analysed
from mediakit.text import split_words
from mediakit.urls import is_web, same_page

Key = TypeVar("Key")
_WIDTH = 3
_SHARED = 0.3


def drop_variants(found: Mapping[Key, Sequence[Analysed]], addresses: Mapping[Key, str]) -> set[Key]:
    """Return which captures are variants of another one, so that an article at two addresses counts once.

    Captures whose pages state one canonical address hold one article. Those of the canonical address stay, as its
    versions; where it gave no whole text, those of the address that did first. Of the others, what shares little of
    its text with what stays is another article, whatever it states, and stays too.

    Parameters
    ----------
    found : mapping of key to sequence of Analysed
        What each capture gave, oldest first. Only captures of one article are looked at.
    addresses : mapping of key to str
        The address of each capture.
    """
    groups: dict[str, list[Key]] = {}
    for key, items in found.items():
        if len(items) == 1 and is_web(addresses[key]):
            groups.setdefault(items[0].stem, []).append(key)
    return {key for group in groups.values() if len(group) > 1 for key in _variants(group, found, addresses)}


def _variants(
    group: Sequence[Key], found: Mapping[Key, Sequence[Analysed]], addresses: Mapping[Key, str]
) -> list[Key]:
    articles = {key: found[key][0].article for key in group}
    stated = str(articles[group[0]]["url"])
    own = min(group, key=lambda k: (articles[k]["access"] != "open", not same_page(addresses[k], stated)))
    kept = [key for key in group if same_page(addresses[key], addresses[own])]
    others = [key for key in group if key not in kept]
    texts = [_sequences(str(articles[key]["text"])) for key in kept]
    return [key for key in others if _is_copy(_sequences(str(articles[key]["text"])), texts)]


def _sequences(text: str) -> set[tuple[str, ...]]:
    """Return the runs of three words in a text; two articles on one event share few."""
    words = split_words(text.casefold())
    return {tuple(words[n : n + _WIDTH]) for n in range(max(1, len(words) - _WIDTH + 1))}


def _is_copy(one: set[tuple[str, ...]], texts: Sequence[set[tuple[str, ...]]]) -> bool:
    return any(len(one & other) >= _SHARED * min(len(one), len(other)) for other in texts)
