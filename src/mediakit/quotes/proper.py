"""Proper names inside noun phrases: where they begin, without offices, possessors and "Jr."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mediakit.quotes.given import GIVEN
from mediakit.quotes.kinds import (
    body_kind,
    is_people,
    is_place,
    role_size,
    singular,
    tables,
    type_of_organization,
)
from mediakit.quotes.lexicon import CONNECTORS, HONORIFICS, SAYING, TITLES
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.tokens import Tokens

BODY_ENDS = frozenset(
    "Inc Corp Ltd Foundation Trust Institute School College Library Museum Hospital Stadium Airport Street Road Avenue Park County City Award Awards"
    " Prize Cup Show Times Post News Team Law Act Bill Department Associates Brothers Furniture Entertainment Productions Pictures Records".split()
)
BODIES = frozenset(
    "company firm platform app ministry department agency regulator court university union newspaper embassy group government"
    " association federation commission administration bureau institute paper network site outlet journal office party committee bank watchdog"
    " council service hospital institute organization organisation charity magazine broadcaster station center centre foundation school college club airline charity museum society trust board force".split()
)
LINKS = CONNECTORS | {"in", "on", "to"}
_ADJECTIVE = re.compile(r"[a-z](?:ary|ous|ful|ive|ish|less|ing)$")
_US, _UNITED = r"U[\w’'-]+,?(?: (?:of|for|the|and))* S[\w’'-]+", r"U(?:\.S\.|[\w’'-]+ S[\w’'-]+)"
_RANKS = frozenset("cllr dc pc ds di dci pcso pte cpl lcpl ssgt cmdr adm maj brig insp supt det hon".split())
_YEARS = frozenset("freshman sophomore junior senior".split())
DEGREES = frozenset(
    "MP MEP MSP KC QC OBE CBE MBE KBE DBE PhD MD MS MA MSc RD RN DO JD MPH MBA DDS DVM PsyD EdD CPA".split()
)
"""Letters after the names of people."""
_SUFFIXES = frozenset("Jr Sr II III IV".split())
_NICKNAMED = re.compile(
    r"(?<![\w.])(?P<given>[A-Z][\w-]+)(?: [A-Z]\.)? (?:“[^”\n.,!?]{1,24}”|\"[^\"\n.,!?]{1,24}\"|‘[^’\n.,!?]{1,24}’|'[^'\n.,!?]{1,24}'|\([A-Z][^)\n.,!?]{1,24}\)) (?P<surname>[A-Z][a-z][\w-]*)"
)
"""William “Bill” Lee."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a phrase holds it: its words, and where it begins."""

    words: tuple[str, ...]
    first: int


def name_in(tokens: Tokens, phrase: Phrase) -> Name | None:
    """Return the proper name at the end of a phrase, without what stands before it ("Apple CEO Tim Cook")."""
    if phrase.form != "name":
        return None
    small = phrase.last - 1 > phrase.head and tokens.words[phrase.last - 2] == "-"
    first = phrase.last - small
    while first > phrase.first and (
        _capital(tokens.words[first - 1])
        or tokens.lower[first - 1] in LINKS
        or tokens.words[first - 1] in "-.’'"
    ):
        first -= 1
    ending = bare(tokens.words[phrase.last - 1])
    body = ending.lower() in BODIES or (ending not in GIVEN and body_kind(ending) == "media")
    for at in range(phrase.last - 2, phrase.last - 2 if body else first - 1, -1):
        several = (
            singular(tokens.lower[at]) != tokens.lower[at]
            and tokens.words[at][0].isupper()
            and tokens.lower[at] not in HONORIFICS
        )
        ranked = tokens.lower[at] in _RANKS or (tokens.lower[at] in _YEARS and at + 3 == phrase.last)
        role = (tokens.lower[at] in TITLES and not several) or tokens.lower[at] in HONORIFICS or ranked
        if role and at + 2 == phrase.last and ending.lower() in tables().bodies and ending not in GIVEN:
            continue
        if role and not (at + 1 < phrase.last and tokens.lower[at + 1] in CONNECTORS):
            first = at + 1
            break
    if phrase.last - first > 4 and _office_and_name(tokens, first, phrase.last):
        first = phrase.last - 2
    for at in range(phrase.last - 2, first - 1, -1):
        owned = tokens.words[at].endswith(("'s", "’s")) and tokens.words[at + 1] not in ("&", "-")
        if owned and not _owner_in_name(bare(tokens.words[at]), ending.lower() in BODIES):
            first = at + 1
            break
    while first < phrase.last - 1 and not (
        _capital(tokens.words[first])
        and (tokens.lower[first] not in ("the", "a", "an") or tokens.words[first + 1] == ".")
    ):
        first += 1
    first = _given_name(tokens, first, phrase.last)
    words = [cased(w) for w in tokens.words[first : phrase.last] if w[0].isalnum() or w == "&"]
    if not words or not _capital(words[0]):
        return None
    words[-1] = bare(words[-1])
    if len(words) > 1 and (words[-1] in _SUFFIXES or words[-1] in DEGREES):
        words.pop()
    return Name(tuple(words), first)


def _given_name(tokens: Tokens, first: int, last: int) -> int:
    """Return where "Rick Venn" begins in "Legendary Rick Venn", "UN Rick Venn"; ``first`` for other names."""
    given = next((at for at in range(first + 1, last - 1) if tokens.words[at] in GIVEN), first)
    if given == first or tokens.words[last - 1] in BODY_ENDS:
        return first
    whole, part = (tokens.text[tokens.starts[at] : tokens.ends[last - 1]] for at in (first, given))
    alone = tokens.text.count(bare(part)) > tokens.text.count(bare(whole))
    return given if alone or all(_no_name(word) for word in tokens.words[first:given]) else first


def _no_name(word: str) -> bool:
    return (
        (word.isupper() and len(word) > 1)
        or is_place(word)
        or is_people(word)
        or bool(_ADJECTIVE.search(word))
    )


def cased(name: str) -> str:
    """Return "Ann Lee" for "ANN Lee" and "ANN LEE", as the name is spelt elsewhere."""
    words = name.split(" ")
    if not (words[0].isupper() and words[0].title() in GIVEN):
        return name
    return " ".join(word.title() if word.isupper() and word not in _SUFFIXES else word for word in words)


def _owner_in_name(owner: str, body: bool) -> bool:
    """Tell "Women’s Daily", "Sheriff’s Office" and "Kenya’s Trade Ministry" from "Facebook’s Oversight Board"."""
    return role_size((owner.lower(),)) > 0 or (body and is_place(owner))


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


def full_names(tokens: Tokens) -> dict[str, str]:
    """Return surname → full name for the people whose given name is a common one, wherever the text has them."""
    nicknamed = list(_NICKNAMED.finditer(tokens.text))
    speaking = _beside_saying(tokens) if nicknamed else frozenset()
    found = {
        match["surname"]: match.group()
        for match in nicknamed
        if match["given"] in GIVEN or match["surname"] in speaking
    }
    words = tokens.words
    for at, word in enumerate(words[:-1]):
        titled = at > 0 and tokens.lower[at - 1] in TITLES and word[0].isupper() and word[1:2].islower()
        if (word not in GIVEN and not titled) or tokens.starts[at + 1] != tokens.ends[at] + 1:
            continue
        last = at + 1
        if len(words[last]) == 1 and words[last + 1 : last + 2] == ["."] and last + 2 < len(words):
            last += 2
        surname = bare(words[last])
        if (
            surname[:1].isupper()
            and surname[1:2].islower()
            and surname.lower() not in BODIES
            and surname not in BODY_ENDS
        ):
            full = bare(tokens.text[tokens.starts[at] : tokens.ends[last]])
            found.setdefault(surname, full)
            found.setdefault(word, full)
    return found


def _beside_saying(tokens: Tokens) -> frozenset[str]:
    """Return the words that stand beside a verb of saying."""
    verbs = [at for at, word in enumerate(tokens.lower) if word in SAYING]
    return frozenset(word for at in verbs for word in tokens.words[max(0, at - 1) : at + 2])


def long_form(acronym: str, text: str) -> str | None:
    """Return what an acronym stands for, by its letters or by standing in brackets behind it."""
    words = r",?(?: (?:of|for|the|and))* ".join(rf"{letter}[\w’'-]+" for letter in acronym)
    found = re.search(rf"(?:\bU\.S\. )?\b{words.replace(_US, _UNITED, 1)}\b", text) or re.search(
        rf"(?:[A-Z][\w’'-]+,? (?:(?:of|for|the|and|on) )*){{2,7}}(?=\({acronym}\))", text
    )
    return found.group().strip() if found is not None else None
