"""Which words belong to one noun phrase: capitals that mean something, small words inside names, where a verb begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mediakit.quotes.given import GIVEN
from mediakit.quotes.kinds import is_place
from mediakit.quotes.lexicon import (
    ADVERBS,
    AUXILIARY,
    COMPANIES,
    CONNECTORS,
    DAYS,
    DETERMINERS,
    FUNCTION,
    HONORIFICS,
    PRONOUNS,
    ROLE_HEADS,
    SAYING,
    TITLES,
)
from mediakit.quotes.tokens import Tokens
from mediakit.quotes.verbs import AFTER_NOUN, VERBS

_LONGEST = 12
FAMILIAR = frozenset("familiar briefed close involved aware".split())
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
    "first second third last next finally given plus sure indeed anyone everyone someone nobody somebody everybody nothing something everything"
    " yes no ok okay perhaps maybe shortly standing surviving start try let please thanks besides regardless according based asked".split()
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


@dataclass(frozen=True, slots=True)
class Page:
    """The tokens, with what is asked of each again and again: whether it can be a noun, and where its unit ends."""

    tokens: Tokens
    nouns: list[bool]
    ends: list[int]


def lay_out(tokens: Tokens) -> Page:
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
    return Page(tokens, nouns, ends)


def _is_headline(words: list[str]) -> bool:
    letters = [word[0].isupper() for word in words if word[0].isalpha()]
    return len(letters) > 4 and sum(letters) > _TITLE_CASE * len(letters)


def opens(tokens: Tokens, at: int) -> bool:
    """Tell whether a token opens its sentence, so that its capital says nothing."""
    return at == 0 or tokens.sentence[at - 1] != tokens.sentence[at] or tokens.words[at - 1] in "\"“”'‘:"


def is_acronym(tokens: Tokens, at: int) -> bool:
    """Tell "US officials", "the WHO", "A.J. Venn" from pronouns and articles."""
    word = tokens.words[at]
    if word not in ("US", "WHO", "A", "I"):
        return False
    following = tokens.words[at + 1] if at + 1 < len(tokens) else ""
    if len(word) == 1:
        return following == "." and tokens.starts[at + 1] == tokens.ends[at]
    return not (following.isupper() and len(following) > 1)


def run_from(page: Page, at: int, first: int) -> int:
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


def _is_past(page: Page, at: int) -> bool:
    """Tell "Moyo renewed", where a verb follows a name that has no determiner."""
    word = page.tokens.lower[at]
    return (
        word.endswith("ed")
        and len(word) > 4
        and word not in _BACKED
        and page.tokens.words[at][0].islower()
        and page.tokens.words[at - 1][0].isupper()
    )


def _is_verb(page: Page, at: int) -> bool:
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
        lower in FAMILIAR or (lower.endswith("ed") and len(lower) > 4)
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
        if is_acronym(tokens, at):
            return True
        if word == "I":
            return False
        if headline and (lower in _NO_NOUN or lower in ADVERBS or _is_headline_verb(lower)):
            return False
        return not opens(tokens, at) or not only_opens(tokens, at)
    if lower in _NO_NOUN or (lower.endswith(("ly", "n't")) and lower not in _LY_NOUNS):
        return False
    owned = at > 0 and tokens.lower[at - 1] in _OWNERS and not lower.endswith(("ed", "ing"))
    return owned or lower not in SAYING or lower in _NOUNS_TOO


def _is_headline_verb(lower: str) -> bool:
    return lower in VERBS or (lower in SAYING and lower not in _NOUNS_TOO and lower != "states")


def only_opens(tokens: Tokens, at: int) -> bool:
    """Tell a word that only its place at the beginning of a sentence has given a capital."""
    lower = tokens.lower[at]
    if lower in FUNCTION or lower in _INVERTED or lower in _NEVER_NAMES:
        return not is_acronym(tokens, at)
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
