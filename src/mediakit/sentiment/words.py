"""Words, their stems, and the word lists that ship with the package."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

_TOKEN = re.compile(r"\w+(?:[’']\w+)*|[^\w\s]")
_DOUBLES = re.compile(r"[a-z]?[a-z][aeiou][bdgklmnprt]")


def tokens(text: str) -> list[str]:
    """Return words and single marks in order.

    Examples
    --------
    >>> tokens("It’s over, he said.")
    ["It's", 'over', ',', 'he', 'said', '.']
    """
    return [token.replace("’", "'") for token in _TOKEN.findall(text)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word (Snowball)."""
    return _stemmer()(word)


@cache
def _stemmer() -> Callable[[str], str]:
    from nltk.stem.snowball import EnglishStemmer

    stemmer: Callable[[str], str] = EnglishStemmer().stem
    return stemmer


def shipped_lines(name: str) -> list[list[str]]:
    """Return the lines of a shipped word list as fields, without comments."""
    source = files("mediakit.sentiment").joinpath(name).read_text(encoding="utf-8")
    return [line.split() for line in source.splitlines() if line and not line.startswith("#")]


def forms(word: str) -> set[str]:
    """Return the regular forms of an English word; some may not exist, which does no harm in a lexicon.

    Examples
    --------
    >>> sorted(forms("plot"))
    ['plot', 'plotly', 'plots', 'plotted', 'plotting']
    """
    if word.endswith("e"):
        made = {word + "d", word[:-1] + "ing"}
    elif re.search(r"[^aeiou]y$", word):
        made = {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    elif _DOUBLES.fullmatch(word):
        made = {word + word[-1] + "ed", word + word[-1] + "ing"}
    else:
        made = {word + "ed", word + "ing"}
    if word.endswith(("s", "sh", "ch", "x")):
        made.add(word + "es")
    return {word, word + "s", word + "ly"} | made


@cache
def verb_frames() -> tuple[dict[str, int], dict[str, int]]:
    """Return stem → 1 or -1 of verbs that say something about their subject, and about their object."""
    sides: dict[str, dict[str, int]] = {"subject": {}, "object": {}}
    for side, sign, *verbs in shipped_lines("frames.txt"):
        sides[side].update((stem(verb), 1 if sign == "+" else -1) for verb in verbs)
    return sides["subject"], sides["object"]
