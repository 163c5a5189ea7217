"""Common given names and words that tell a woman from a man: whom "she" and "he" can stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from mediakit.quotes.kinds import read

Gender = Literal["she", "he"]
_SHE = frozenset(
    "woman mother wife daughter sister girl actress spokeswoman chairwoman congresswoman councilwoman assemblywoman widow grandmother aunt niece"
    " queen princess businesswoman policewoman saleswoman girlfriend mrs ms miss madam lady dame nun waitress".split()
)
_HE = frozenset(
    "man father husband son brother boy spokesman chairman congressman councilman assemblyman widower grandfather uncle nephew king prince"
    " businessman policeman salesman boyfriend mr sir lord priest pope".split()
)


def _listed(lists: Mapping[str, str]) -> frozenset[str]:
    """Return the names of all lists of a table, with their capitals."""
    return frozenset(name.strip() for listed in lists.values() for name in listed.split(","))


_TABLES = read("given.toml")
_WOMEN, _MEN = _listed(_TABLES["women"]), _listed(_TABLES["men"])
GIVEN = _WOMEN | _MEN | _listed(_TABLES["either"])


def gender_of(words: Iterable[str]) -> Gender | None:
    """Tell by titles, common nouns and given names whether words speak of a woman or a man; None when they do not say."""
    for word in words:
        lower = word.lower().rstrip(".")
        if lower in _SHE or word in _WOMEN:
            return "she"
        if lower in _HE or word in _MEN:
            return "he"
    return None
