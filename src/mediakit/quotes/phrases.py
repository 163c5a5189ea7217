"""Noun phrases that could name a source: names, descriptions, pronouns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mediakit.quotes.lexicon import (
    AUXILIARY,
    CONNECTORS,
    DAYS,
    DETERMINERS,
    EXTENDERS,
    FUNCTION,
    HONORIFICS,
    PRONOUNS,
    ROLE_HEADS,
    SAYING,
)
from mediakit.quotes.tokens import Tokens
from mediakit.quotes.verbs import AFTER_NOUN, VERBS

Form = Literal["pronoun", "name", "description"]
_LONGEST = 12
_SOME = frozenset("one two three four five some several many most both none another".split())
_FAMILIAR = frozenset("familiar briefed close involved aware".split())
_OF = frozenset(
    "ministry department bank university institute bureau house board chamber church office court state secretary president duke college"
    " school academy federation association council committee center centre commission administration party alliance republic bay city"
    " kingdom district league union society army bureau agency people museum conference college director head minister chief times"
    " statue gulf isle church brotherhood daughters sons knights friends doctors reporters journalists teachers international organization"
    " organisation states emirates assembly congress parliament embassy consulate government mayor governor bishop archbishop prince king queen".split()
)
_OPENERS = frozenset(
    "first second third last next finally instead meanwhile moreover furthermore however therefore thus hence despite given plus sure indeed anyone"
    " everyone someone nobody somebody everybody nothing something everything yes no ok okay perhaps maybe shortly standing surviving start try let"
    " please thanks besides otherwise nevertheless nonetheless regardless including according based speaking asked unlike amid".split()
)
_ADVERB = re.compile(r"\w{2}(?:ally|ntly|tely|rtly|usly|ngly|edly|vely|fully)$")
_CONTRACTED = re.compile(r"(?:'(?:m|ve|re|d|ll)|n't)$|^(?:it|that|there|here|what|he|she|who|let)'s$")
_INVERTED = frozenset(
    "says said adds added asks asked writes wrote tells told explains explained notes noted recalls recalled warns warned argues argued concludes"
    " concluded insists insisted admits admitted continues continued according".split()
)
"""Open a sentence before their subject ("Says Aoki: …")."""
_SHORT = frozenset("jr sr st ft mt inc corp co ltd bros".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` to ``last`` (exclusive); ``head`` is the token that says what it is."""

    first: int
    last: int
    head: int
    form: Form


def find_phrases(tokens: Tokens) -> list[Phrase]:
    """List the noun phrases of a text, in order, without overlap."""
    found, at = [], 0
    while at < len(tokens):
        phrase = _phrase_at(tokens, at)
        if phrase is None:
            at += 1
            continue
        found.append(phrase)
        at = phrase.last
    return found


def _phrase_at(tokens: Tokens, at: int) -> Phrase | None:
    lower = tokens.lower[at]
    if (
        lower in PRONOUNS
        and not (lower in DETERMINERS and _is_noun(tokens, at + 1))
        and not _chinese_name(tokens, at)
    ):
        return Phrase(at, at + 1, at, "pronoun")
    if lower in _SOME and at + 2 < len(tokens) and tokens.lower[at + 1] == "of":
        return _part(tokens, at)
    first = at
    if lower in DETERMINERS and not (
        lower == "that" and tokens.words[at + 1 : at + 2] and tokens.words[at + 1][0].isupper()
    ):
        at += 1
    if at == first and lower.endswith("ing") and tokens.words[at][0].islower():
        return None
    last = _run(tokens, at, first)
    if last == at:
        return None
    head = last - 1
    named = tokens.words[head][:1].isupper() and not (
        head == at and tokens.lower[head] in ROLE_HEADS and _opens(tokens, head)
    )
    if (
        first == at
        and not named
        and tokens.lower[head] not in ROLE_HEADS
        and not tokens.words[at][0].isdigit()
    ):
        return None
    if not named:
        last = _extended(tokens, last)
    return Phrase(first, last, head, "name" if named else "description")


def _opens(tokens: Tokens, at: int) -> bool:
    """Tell whether a token opens its sentence, so that its capital says nothing."""
    return at == 0 or tokens.sentence[at - 1] != tokens.sentence[at] or tokens.words[at - 1] in "\"“”'‘:"


def _chinese_name(tokens: Tokens, at: int) -> bool:
    """Tell the surname He from the pronoun: a capitalised word follows at once."""
    following = tokens.words[at + 1 : at + 2]
    return (
        tokens.words[at] == "He"
        and bool(following)
        and following[0][:1].isupper()
        and following[0][1:2].islower()
    )


def _part(tokens: Tokens, at: int) -> Phrase | None:
    """Take "one of them", "two of her students" as one phrase; its head is what the part is of."""
    inner = at + 2
    if tokens.lower[inner] in PRONOUNS and tokens.lower[inner] not in DETERMINERS:
        return Phrase(at, inner + 1, at, "description")
    first = inner + (tokens.lower[inner] in DETERMINERS)
    last = _run(tokens, first, first)
    if last == first:
        return Phrase(at, first, at, "description") if first > inner else None
    if tokens.words[last - 1][:1].isupper():
        return None
    return Phrase(at, _extended(tokens, last), last - 1, "description")


def _run(tokens: Tokens, at: int, first: int) -> int:
    """Return the end of the run of nouns and names that starts at a token."""
    last = at
    while (
        last < len(tokens)
        and last - first < _LONGEST
        and tokens.sentence[last] == tokens.sentence[first]
        and tokens.paragraph[last] == tokens.paragraph[first]
    ):
        if _is_noun(tokens, last) and not (last > at and _is_verb(tokens, last)):
            last += 1
        elif last > at and _joins(tokens, last):
            last += 2 if tokens.words[last] == "-" or tokens.words[last + 1][:1].isupper() else 3
        else:
            break
    return last


def _is_verb(tokens: Tokens, at: int) -> bool:
    """Tell whether a word after a noun is more likely the verb of its clause."""
    lower = tokens.lower[at]
    if tokens.words[at][0].isupper():
        return False
    if lower in VERBS:
        return True
    if tokens.lower[at - 1] in ROLE_HEADS and (
        lower in _FAMILIAR or (lower.endswith("ed") and len(lower) > 4)
    ):
        return True
    following = tokens.lower[at + 1] if at + 1 < len(tokens) else "."
    return lower in AFTER_NOUN and (
        following in DETERMINERS or following in PRONOUNS or tokens.lower[at - 1] in ROLE_HEADS
    )


def _joins(tokens: Tokens, at: int) -> bool:
    """Tell whether a small word, hyphen or full stop joins two parts of a name."""
    if at + 2 >= len(tokens) or tokens.sentence[at + 1] != tokens.sentence[at - 1]:
        return False
    word, before, following = tokens.lower[at], tokens.words[at - 1], tokens.words[at + 1]
    touching = tokens.ends[at - 1] == tokens.starts[at]
    close = touching and tokens.ends[at] == tokens.starts[at + 1]
    if word == "-":
        return close and following[0].isalnum()
    if not before[:1].isupper():
        return False
    if word == ".":
        short = len(before) == 1 or before.lower() in HONORIFICS or before.lower() in _SHORT
        return touching and following[:1].isupper() and (close or short)
    if word in "'’" and touching and not close and before.endswith("s") and following[:1].isupper():
        return True
    if word in ("of", "for") and before.lower() not in _OF:
        return False
    if word in ("of", "de", "van", "von", "bin", "al", "&", "for", "du", "la", "der"):
        double = following.lower() in CONNECTORS and tokens.words[at + 2][:1].isupper()
        return following[:1].isupper() or (word in ("of", "for", "de", "van", "von") and double)
    return False


def _is_noun(tokens: Tokens, at: int) -> bool:
    if at >= len(tokens):
        return False
    word, lower = tokens.words[at], tokens.lower[at]
    if not word[0].isalnum() or lower in DAYS:
        return False
    if word[0].isupper():
        opener = (
            at == 0 or tokens.sentence[at - 1] != tokens.sentence[at] or tokens.words[at - 1] in "\"“”'‘:"
        )
        return not opener or not _opening(tokens, at)
    if lower in FUNCTION or lower in AUXILIARY or lower.endswith("ly"):
        return False
    return lower not in SAYING or lower in (
        "report",
        "reports",
        "state",
        "post",
        "posts",
        "read",
        "order",
        "charge",
    )


def _opening(tokens: Tokens, at: int) -> bool:
    """Tell a word that only its place at the beginning of a sentence has given a capital."""
    lower = tokens.lower[at]
    if lower in FUNCTION or lower in _INVERTED:
        return True
    alone = at + 1 == len(tokens) or not tokens.words[at + 1][:1].isupper()
    return alone and (
        lower in _OPENERS or _ADVERB.search(lower) is not None or _CONTRACTED.search(lower) is not None
    )


def _extended(tokens: Tokens, last: int) -> int:
    """Take in "for the company", "familiar with the matter" after a role."""
    if tokens.lower[last - 1] not in ROLE_HEADS and tokens.lower[last - 1] != "familiar":
        return last
    if last + 2 < len(tokens) and tokens.lower[last] in _FAMILIAR:
        last = min(last + 1, len(tokens) - 2)
    for _ in range(2):
        if last + 1 >= len(tokens) or tokens.lower[last] not in EXTENDERS - {"who"}:
            break
        at = last + 1 + (tokens.lower[last + 1] in DETERMINERS)
        end = _run(tokens, at, last)
        if end == at:
            break
        last = end
    return last
