"""Proper names inside noun phrases: where they begin, without offices, possessors and "Jr."."""

from __future__ import annotations

from dataclasses import dataclass

from mediakit.quotes.given import GIVEN
from mediakit.quotes.lexicon import CONNECTORS, HONORIFICS, TITLES
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.sources import type_of_organization
from mediakit.quotes.tokens import Tokens

BODY_ENDS = frozenset(
    "Inc Corp Ltd Foundation Trust Institute School College Library Museum Hospital Stadium Airport Street Road Avenue Park County City Award Awards"
    " Prize Cup Show Times Post News Team Law Act Bill Department Associates Brothers Furniture Entertainment Productions Pictures Records".split()
)
BODIES = frozenset(
    "company firm platform app ministry department agency regulator court university union newspaper embassy group government"
    " association federation commission administration bureau institute paper network site outlet journal office party committee bank watchdog"
    " council".split()
)
_SUFFIXES = frozenset("Jr Sr II III IV".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a phrase holds it: its words, and where it begins."""

    words: tuple[str, ...]
    first: int


def name_in(tokens: Tokens, phrase: Phrase) -> Name | None:
    """Return the proper name at the end of a phrase, without what stands before it ("Apple CEO Tim Cook")."""
    if phrase.form != "name":
        return None
    first = phrase.last
    while first > phrase.first and (
        _capital(tokens.words[first - 1])
        or tokens.lower[first - 1] in CONNECTORS
        or tokens.words[first - 1] in "-.’'"
    ):
        first -= 1
    body = bare(tokens.lower[phrase.last - 1]) in BODIES
    for at in range(phrase.last - 2, phrase.last - 2 if body else first - 1, -1):
        role = tokens.lower[at] in TITLES or tokens.lower[at] in HONORIFICS
        if role and not (at + 1 < phrase.last and tokens.lower[at + 1] in CONNECTORS):
            first = at + 1
            break
    if phrase.last - first > 4 and _office_and_name(tokens, first, phrase.last):
        first = phrase.last - 2
    for at in range(phrase.last - 2, first - 1, -1):
        if tokens.words[at].endswith(("'s", "’s")) and tokens.words[at + 1] not in ("&", "-"):
            first = at + 1
            break
    while first < phrase.last - 1 and not (
        _capital(tokens.words[first]) and tokens.lower[first] not in ("the", "a", "an")
    ):
        first += 1
    words = [w for w in tokens.words[first : phrase.last] if w[0].isalnum() or w == "&"]
    if not words or not _capital(words[0]):
        return None
    words[-1] = bare(words[-1])
    if len(words) > 2 and words[-1] in _SUFFIXES:
        words.pop()
    return Name(tuple(words), first)


def _office_and_name(tokens: Tokens, first: int, last: int) -> bool:
    """Tell "Minister of Foreign Affairs Ann Lee", where the office ends two words before the end."""
    office = tokens.lower[first : last - 4]
    name = tokens.words[last - 2 : last]
    linked = any(
        role in TITLES and after in CONNECTORS
        for role, after in zip(office, tokens.lower[first + 1 :], strict=False)
    )
    return (
        linked
        and all(word.istitle() and word.isalpha() for word in name)
        and (
            name[0] in GIVEN
            or (type_of_organization(" ".join(name)) == "company" and name[1] not in BODY_ENDS)
        )
    )


def _capital(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit()


def bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")
