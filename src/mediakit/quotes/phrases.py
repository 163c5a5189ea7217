"""Noun phrases that could name a source: names, descriptions, pronouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mediakit.quotes.lexicon import AUXILIARY, DETERMINERS, EXTENDERS, PRONOUNS, ROLE_HEADS, SAYING
from mediakit.quotes.nouns import FAMILIAR, Page, is_acronym, lay_out, only_opens, opens, run_from
from mediakit.quotes.tokens import Tokens
from mediakit.quotes.verbs import AFTER_NOUN, VERBS

Form = Literal["pronoun", "name", "description"]
_SOME = frozenset("one two three four five some several many most both none another".split())
_ALONE = frozenset("some several many most both another others few none one someone everyone neither".split())
"""Stand for people where no noun follows."""
_AFTER_HYPHEN = frozenset("based led era style wing run made born owned elect only".split())
_FIRST = PRONOUNS | DETERMINERS | _SOME | _ALONE | {"which", "that"}
"""Begin a phrase without being nouns."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` to ``last`` (exclusive); ``head`` is the token that says what it is."""

    first: int
    last: int
    head: int
    form: Form


def find_phrases(tokens: Tokens) -> list[Phrase]:
    """List the noun phrases of a text, in order, without overlap."""
    found, at, page = [], 0, lay_out(tokens)
    nouns, lower = page.nouns, tokens.lower
    while at < len(nouns):
        phrase = _phrase_at(page, at) if nouns[at] or lower[at] in _FIRST else None
        if phrase is None:
            at += 1
            continue
        found.append(phrase)
        at = phrase.last
    return found


def _phrase_at(page: Page, at: int) -> Phrase | None:
    tokens, nouns = page.tokens, page.nouns
    lower, following = tokens.lower[at], at + 1 < len(nouns) and nouns[at + 1]
    if lower in PRONOUNS and not (lower in DETERMINERS and following) and _stands_alone(tokens, at):
        return Phrase(at, at + 1, at, "pronoun")
    if lower in ("which", "that") and _is_relative(tokens, at):
        return Phrase(at, at + 1, at, "pronoun")
    if lower in _SOME and at + 2 < len(nouns) and tokens.lower[at + 1] == "of":
        return _part(page, at)
    if lower in _ALONE and not following and _acts(tokens, at):
        return Phrase(at, at + 1, at, "description")
    first = at
    if (
        lower in DETERMINERS
        and not is_acronym(tokens, at)
        and not (lower == "that" and tokens.words[at + 1 : at + 2] and tokens.words[at + 1][0].isupper())
    ):
        at += 1
    elif not nouns[at] or (lower.endswith("ing") and tokens.words[at][0].islower()):
        return None
    last = run_from(page, at, first)
    if last == at:
        return None
    return _finished(page, first, at, last)


def _stands_alone(tokens: Tokens, at: int) -> bool:
    return not (_chinese_name(tokens, at) or is_acronym(tokens, at) or _is_owner(tokens, at))


def _finished(page: Page, first: int, at: int, last: int) -> Phrase | None:
    """Find the head of the run of nouns from ``at`` to ``last``; None for common nouns that are not likely to speak."""
    tokens, head = page.tokens, last - 1
    if first == at and _in_two_parts(tokens, at, head):
        return Phrase(first, last, head - 2, "name")
    named = tokens.words[head][:1].isupper() and not (
        head == at and tokens.lower[head] in ROLE_HEADS and opens(tokens, head)
    )
    bare = first == at and not named and tokens.lower[head] not in ROLE_HEADS
    if bare and tokens.words[at][0].isupper():
        last = _without_verb(tokens, at, last)
        head, named = last - 1, tokens.words[last - 1][0].isupper() and not only_opens(tokens, last - 1)
    elif bare and not tokens.words[at][0].isdigit() and not _plural_speaks(tokens, at, last):
        return None
    if not named:
        last = _extended(page, last)
    return Phrase(first, last, head, "name" if named else "description")


def _in_two_parts(tokens: Tokens, at: int, head: int) -> bool:
    """Tell "Moon Jae-in", "Ban Ki-moon", where the last part of a name is small."""
    return (
        head - 3 >= at
        and tokens.words[head - 1] == "-"
        and tokens.words[head - 2].istitle()
        and tokens.words[head - 3].istitle()
        and len(tokens.words[head - 2]) < 6 > len(tokens.words[head])
        and tokens.lower[head] not in _AFTER_HYPHEN
    )


def _without_verb(tokens: Tokens, at: int, last: int) -> int:
    """Cut "Cruz pivoted" after the name; keep "Rubio's campaign", "Jewish groups"."""
    name = last
    while name > at + 1 and not tokens.words[name - 1][0].isupper():
        name -= 1
    verb = tokens.lower[name]
    return name if verb.endswith(("ed", "ing")) or verb in AFTER_NOUN else last


def _plural_speaks(tokens: Tokens, at: int, last: int) -> bool:
    """Tell "polls show", "according to exit polls": bare nouns that are sources where a verb of saying follows."""
    told = at > 1 and tokens.lower[at - 2 : at] == ["according", "to"]
    return told or (
        last < len(tokens) and tokens.lower[last] in SAYING and tokens.lower[last - 1].endswith("s")
    )


def _acts(tokens: Tokens, at: int) -> bool:
    """Tell "some say", "wrote another" from "some of", "another day"."""
    return _before_verb(tokens, at + 1) or (at > 0 and tokens.lower[at - 1] in SAYING)


def _before_verb(tokens: Tokens, at: int) -> bool:
    following = tokens.lower[at] if at < len(tokens) else "."
    return following in SAYING or following in AUXILIARY or following in VERBS


def _is_relative(tokens: Tokens, at: int) -> bool:
    """Tell "the ad, which says", "polls that show" from other uses of the words."""
    if at == 0 or at + 1 >= len(tokens):
        return False
    before, following = tokens.words[at - 1], tokens.lower[at + 1]
    if tokens.lower[at] == "which":
        return before in ",-–—" and _before_verb(tokens, at + 1)
    return following in SAYING and before[0].isalpha() and tokens.lower[at - 1] not in SAYING


def _chinese_name(tokens: Tokens, at: int) -> bool:
    """Tell the surname He from the pronoun: a capitalised word follows at once."""
    following = tokens.words[at + 1 : at + 2]
    return (
        tokens.words[at] == "He"
        and bool(following)
        and following[0][:1].isupper()
        and following[0][1:2].islower()
    )


def _is_owner(tokens: Tokens, at: int) -> bool:
    """Tell "their posting" from a pronoun that can speak."""
    return (
        tokens.lower[at] in ("his", "their", "its")
        and at + 1 < len(tokens)
        and tokens.words[at + 1][0].isalpha()
    )


def _part(page: Page, at: int) -> Phrase | None:
    """Take "one of them", "two of her students" as one phrase; its head is what the part is of."""
    tokens, inner = page.tokens, at + 2
    if tokens.lower[inner] in PRONOUNS and tokens.lower[inner] not in DETERMINERS:
        return Phrase(at, inner + 1, at, "description")
    first = inner + (tokens.lower[inner] in DETERMINERS)
    last = run_from(page, first, first)
    if last == first:
        return Phrase(at, first, at, "description") if first > inner else None
    if tokens.words[last - 1][:1].isupper():
        return None
    return Phrase(at, _extended(page, last), last - 1, "description")


def _extended(page: Page, last: int) -> int:
    """Take in "for the company", "familiar with the matter" after a role."""
    tokens = page.tokens
    if tokens.lower[last - 1] not in ROLE_HEADS and tokens.lower[last - 1] not in ("familiar", "old"):
        return last
    if last + 2 < len(tokens) and tokens.lower[last] in FAMILIAR:
        last = min(last + 1, len(tokens) - 2)
    for _ in range(2):
        if last + 1 >= len(tokens) or tokens.lower[last] not in EXTENDERS - {"who"}:
            break
        at = last + 1 + (tokens.lower[last + 1] in DETERMINERS)
        end = run_from(page, at, last)
        if end == at:
            break
        last = end
    return last
