"""Noun phrases that could name a source: names, descriptions, pronouns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mediakit.quotes.given import GIVEN
from mediakit.quotes.kinds import is_place
from mediakit.quotes.lexicon import (
    ADVERBS,
    AUXILIARY,
    COMPANIES,
    CONNECTORS,
    DAYS,
    DETERMINERS,
    EXTENDERS,
    FUNCTION,
    HONORIFICS,
    PRONOUNS,
    ROLE_HEADS,
    SAYING,
    TITLES,
)
from mediakit.quotes.tokens import Tokens
from mediakit.quotes.verbs import AFTER_NOUN, VERBS

Form = Literal["pronoun", "name", "description"]
_LONGEST = 12
_SOME = frozenset("one two three four five some several many most both none another".split())
_ALONE = frozenset("some several many most both another others few none one someone everyone neither".split())
"""Stand for people where no noun follows."""
_FAMILIAR = frozenset("familiar briefed close involved aware".split())
_OF = frozenset(
    "ministry department bank university institute bureau house board chamber church office court state secretary president duke college"
    " school academy federation association council committee center centre commission administration party alliance republic bay city"
    " kingdom district league union society army bureau agency people museum conference college director head minister chief times"
    " statue gulf isle church brotherhood daughters sons knights friends doctors reporters journalists teachers international organization"
    " organisation states emirates assembly congress parliament embassy consulate government mayor governor bishop archbishop prince king queen".split()
)
_ON = frozenset("institute council committee commission conference center centre panel subcommittee".split())
"""Bodies whose names go on with "on" and "for"."""
_BRANCHES = frozenset(
    "department ministry office bureau committee school college institute center centre centers centres council agency commission secretary".split()
)
"""Bodies whose names go on with "and" after "of"."""
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
_AFTER_PARTICIPLE = frozenset("from on in at with for about into him her them it".split())
_SHORT = frozenset("jr sr st ft mt inc corp co ltd bros".split())
_NOUNS_TOO = frozenset(
    "report reports state post posts read order charge email emails tweet tweets text texts".split()
)
_OWNERS = frozenset("the a an his her their its our my your this".split())
_LINKS = frozenset("of for and in to on".split())
_LY_NOUNS = frozenset("family ally assembly rally supply monopoly daily weekly monthly reply bully".split())
_AFTER_HYPHEN = frozenset("based led era style wing run made born owned elect only".split())
_LATE = ADVERBS | frozenset(
    "long soon now today meanwhile nonetheless nevertheless instead eventually".split()
)
_BACKED = frozenset("based backed owned linked funded controlled affiliated aligned trained named".split())
"""Stand between the name of a place or body and a noun."""
_NEVER_NAMES = frozenset(
    "meanwhile moreover furthermore however therefore thus hence nevertheless nonetheless otherwise instead unlike amid despite following using"
    " addressing expressing including regarding speaking".split()
)
_TITLE_CASE = 0.6  # a sentence with more capitals than this is a headline, where verbs have them too
_NO_NOUN = FUNCTION | AUXILIARY
_FIRST = PRONOUNS | DETERMINERS | _SOME | _ALONE | {"which", "that"}
"""Begin a phrase without being nouns."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` to ``last`` (exclusive); ``head`` is the token that says what it is."""

    first: int
    last: int
    head: int
    form: Form


@dataclass(frozen=True, slots=True)
class _Page:
    """The tokens, with what is asked of each again and again: whether it can be a noun, and where its unit ends."""

    tokens: Tokens
    nouns: list[bool]
    ends: list[int]


def find_phrases(tokens: Tokens) -> list[Phrase]:
    """List the noun phrases of a text, in order, without overlap."""
    found, at, page = [], 0, _page(tokens)
    nouns, lower = page.nouns, tokens.lower
    while at < len(nouns):
        phrase = _phrase_at(page, at) if nouns[at] or lower[at] in _FIRST else None
        if phrase is None:
            at += 1
            continue
        found.append(phrase)
        at = phrase.last
    return found


def _page(tokens: Tokens) -> _Page:
    """Lay out the text; a unit is what lies in one sentence and one line."""
    size = len(tokens)
    unit = list(zip(tokens.sentence, tokens.paragraph, strict=True))
    ends, nouns, end = [size] * size, [False] * size, size
    for at in range(size - 1, -1, -1):
        if at + 1 < size and unit[at] != unit[at + 1]:
            end = at + 1
        ends[at] = end
    first = 0
    while first < size:
        headline = _is_headline(tokens.words[first : ends[first]])
        for at in range(first, ends[first]):
            nouns[at] = _is_noun(tokens, at, headline)
        first = ends[first]
    return _Page(tokens, nouns, ends)


def _is_headline(words: list[str]) -> bool:
    letters = [word[0].isupper() for word in words if word[0].isalpha()]
    return len(letters) > 4 and sum(letters) > _TITLE_CASE * len(letters)


def _phrase_at(page: _Page, at: int) -> Phrase | None:
    tokens, nouns = page.tokens, page.nouns
    lower, following = tokens.lower[at], at + 1 < len(nouns) and nouns[at + 1]
    plain = not (_chinese_name(tokens, at) or _acronym(tokens, at) or _is_owner(tokens, at))
    if lower in PRONOUNS and not (lower in DETERMINERS and following) and plain:
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
        and not _acronym(tokens, at)
        and not (lower == "that" and tokens.words[at + 1 : at + 2] and tokens.words[at + 1][0].isupper())
    ):
        at += 1
    elif not nouns[at] or (lower.endswith("ing") and tokens.words[at][0].islower()):
        return None
    last = _run(page, at, first)
    if last == at:
        return None
    return _finished(page, first, at, last)


def _finished(page: _Page, first: int, at: int, last: int) -> Phrase | None:
    """Find the head of the run of nouns from ``at`` to ``last``; None for common nouns that are not likely to speak."""
    tokens, head = page.tokens, last - 1
    if first == at and _in_two_parts(tokens, at, head):
        return Phrase(first, last, head - 2, "name")
    named = tokens.words[head][:1].isupper() and not (
        head == at and tokens.lower[head] in ROLE_HEADS and _opens(tokens, head)
    )
    bare = first == at and not named and tokens.lower[head] not in ROLE_HEADS
    if bare and tokens.words[at][0].isupper():
        last = _without_verb(tokens, at, last)
        head, named = last - 1, tokens.words[last - 1][0].isupper() and not _opening(tokens, last - 1)
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


def _acronym(tokens: Tokens, at: int) -> bool:
    """Tell "US officials", "the WHO", "A.J. Venn" from pronouns and articles."""
    following = tokens.words[at + 1] if at + 1 < len(tokens) else ""
    initial = following == "." and len(tokens.words[at]) == 1 and tokens.starts[at + 1] == tokens.ends[at]
    return (initial and tokens.words[at] in "AI") or (
        tokens.words[at] in ("US", "WHO") and not (following.isupper() and len(following) > 1)
    )


def _is_owner(tokens: Tokens, at: int) -> bool:
    """Tell "their posting" from a pronoun that can speak."""
    return (
        tokens.lower[at] in ("his", "their", "its")
        and at + 1 < len(tokens)
        and tokens.words[at + 1][0].isalpha()
    )


def _part(page: _Page, at: int) -> Phrase | None:
    """Take "one of them", "two of her students" as one phrase; its head is what the part is of."""
    tokens, inner = page.tokens, at + 2
    if tokens.lower[inner] in PRONOUNS and tokens.lower[inner] not in DETERMINERS:
        return Phrase(at, inner + 1, at, "description")
    first = inner + (tokens.lower[inner] in DETERMINERS)
    last = _run(page, first, first)
    if last == first:
        return Phrase(at, first, at, "description") if first > inner else None
    if tokens.words[last - 1][:1].isupper():
        return None
    return Phrase(at, _extended(page, last), last - 1, "description")


def _run(page: _Page, at: int, first: int) -> int:
    """Return the end of the run of nouns and names that starts at a token."""
    tokens, nouns = page.tokens, page.nouns
    end = min(page.ends[first], first + _LONGEST) if first < len(nouns) else at
    last = at
    while last < end:
        if nouns[last] and not (
            last > at and (_is_verb(page, last) or (first == at and _is_past(page, last)))
        ):
            last += 1
        elif last > at and (_joins(tokens, last) or _goes_on(tokens, first, last)):
            last += 2 if tokens.words[last] == "-" or tokens.words[last + 1][:1].isupper() else 3
        else:
            break
    return last


def _is_past(page: _Page, at: int) -> bool:
    """Tell "Moyo renewed", where a verb follows a name that has no determiner."""
    word = page.tokens.lower[at]
    return (
        word.endswith("ed")
        and len(word) > 4
        and word not in _BACKED
        and page.tokens.words[at][0].islower()
        and page.tokens.words[at - 1][0].isupper()
    )


def _is_verb(page: _Page, at: int) -> bool:
    """Tell whether a word after a noun is more likely the verb of its clause, or an adverb before it."""
    tokens, lower = page.tokens, page.tokens.lower[at]
    if tokens.words[at][0].isupper():
        return False
    if tokens.lower[at - 1].endswith("'s"):
        return False
    if lower in VERBS:
        return True
    following = tokens.lower[at + 1] if at + 1 < len(tokens) else "."
    if lower in _LATE:
        name = tokens.words[at - 1][0].isupper()
        return name or (not page.nouns[at + 1] if at + 1 < len(tokens) else True)
    if lower == "read" or (
        lower == "reports" and (following in DETERMINERS or tokens.words[at - 1][0].isupper())
    ):
        return True
    if tokens.lower[at - 1] in ROLE_HEADS and (
        lower in _FAMILIAR or (lower.endswith("ed") and len(lower) > 4)
    ):
        return True
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
    if word in "'’" and touching and not close and before.endswith("s") and following[0].islower():
        return following.lower() not in _NO_NOUN and following.lower() not in SAYING
    if not before[:1].isupper():
        return False
    if word == ".":
        short = len(before) == 1 or before.lower() in HONORIFICS or before.lower() in _SHORT
        return touching and following[:1].isupper() and (close or short)
    if word in "'’" and touching and not close and before.endswith("s") and following[:1].isupper():
        return True
    if word == "on":
        return before.lower() in _ON and following[:1].isupper() and tokens.lower[at + 1] not in DAYS
    if word in ("of", "for") and before.lower() not in _OF:
        return False
    if word in ("of", "de", "van", "von", "bin", "al", "&", "for", "du", "la", "der"):
        double = following.lower() in CONNECTORS and tokens.words[at + 2][:1].isupper()
        return following[:1].isupper() or (word in ("of", "for", "de", "van", "von") and double)
    return False


def _goes_on(tokens: Tokens, first: int, at: int) -> bool:
    """Tell whether a body's name goes on: "the Guild of Hatters", and after "of" or "for" "… of Health and Welfare in Leeds"."""
    link, following = tokens.lower[at], tokens.words[at + 1 : at + 2]
    if (
        link not in _LINKS
        or not following
        or not following[0][0].isupper()
        or not tokens.words[at - 1][0].isupper()
    ):
        return False
    if tokens.lower[at + 1] in DAYS or tokens.lower[at + 1] in TITLES:
        return False
    run = tokens.lower[first:at]
    inner = next((n for n, word in enumerate(run) if word in ("of", "for")), 0)
    if link == "and":
        return inner > 0 and run[inner - 1] in _BRANCHES and not following[0].isupper()
    if inner:
        return run[inner - 1] not in TITLES
    return (
        link in ("of", "for")
        and run[0] == "the"
        and not any(
            word in GIVEN or word.lower() in TITLES or word[0].islower()
            for word in tokens.words[first + 1 : at]
        )
    )


def _is_noun(tokens: Tokens, at: int, headline: bool) -> bool:
    word, lower = tokens.words[at], tokens.lower[at]
    if not word[0].isalnum() or lower in DAYS:
        return False
    if word[0].isupper():
        if _acronym(tokens, at):
            return True
        if headline and (lower in _NO_NOUN or lower in ADVERBS or _is_headline_verb(lower)):
            return False
        return not _opens(tokens, at) or not _opening(tokens, at)
    if lower in _NO_NOUN or (lower.endswith(("ly", "n't")) and lower not in _LY_NOUNS):
        return False
    owned = at > 0 and tokens.lower[at - 1] in _OWNERS and not lower.endswith(("ed", "ing"))
    return owned or lower not in SAYING or lower in _NOUNS_TOO


def _is_headline_verb(lower: str) -> bool:
    return lower in VERBS or (lower in SAYING and lower not in _NOUNS_TOO and lower != "states")


def _opening(tokens: Tokens, at: int) -> bool:
    """Tell a word that only its place at the beginning of a sentence has given a capital."""
    lower = tokens.lower[at]
    if lower in FUNCTION or lower in _INVERTED or lower in _NEVER_NAMES:
        return not _acronym(tokens, at)
    alone = at + 1 == len(tokens) or not tokens.words[at + 1][:1].isupper()
    return alone and (
        lower in _OPENERS
        or _ADVERB.search(lower) is not None
        or _CONTRACTED.search(lower) is not None
        or _is_participle(tokens, at)
    )


def _is_participle(tokens: Tokens, at: int) -> bool:
    """Tell "Ranging from", "Writing in", "Raising his hand" from "Keating said"."""
    word, following = tokens.words[at], tokens.lower[at + 1 : at + 2]
    verb = len(word) > 5 and word.endswith("ing") and word not in COMPANIES and not is_place(word)
    return verb and bool(following) and (following[0] in _AFTER_PARTICIPLE or following[0] in DETERMINERS)


def _extended(page: _Page, last: int) -> int:
    """Take in "for the company", "familiar with the matter" after a role."""
    tokens = page.tokens
    if tokens.lower[last - 1] not in ROLE_HEADS and tokens.lower[last - 1] != "familiar":
        return last
    if last + 2 < len(tokens) and tokens.lower[last] in _FAMILIAR:
        last = min(last + 1, len(tokens) - 2)
    for _ in range(2):
        if last + 1 >= len(tokens) or tokens.lower[last] not in EXTENDERS - {"who"}:
            break
        at = last + 1 + (tokens.lower[last + 1] in DETERMINERS)
        end = _run(page, at, last)
        if end == at:
            break
        last = end
    return last
