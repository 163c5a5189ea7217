"""Unnamed sources: who is one, of which kind, and the reason the article gives."""

from __future__ import annotations

import re

from mediakit.quotes.kinds import role_size, thing_kind
from mediakit.quotes.lexicon import TITLES
from mediakit.records import Anonymity, SourceType

_BODY_HEADS = frozenset("authorities police regulator watchdog".split())
CROWD = frozenset(
    "critics activists supporters opponents advocates protesters protestors demonstrators campaigners groups observers many some others"
    " fans signatories commentators skeptics sceptics detractors rivals people someone somebody another".split()
)
"""Words for people whom nobody names."""
SHARES: dict[str, SourceType] = dict.fromkeys(
    "percent percentage majority minority half third fourth quarter fifth share proportion respondents second number".split(),
    "citizen",
)
"""Words for some of those whom a poll asked, or for one of several who wrote."""
SEVERAL = frozenset("they them we us those".split())
"""Pronouns for people."""
_PEOPLE = (
    CROWD
    | frozenset(SHARES)
    | frozenset(
        "one another both two three four several most none maker makers poster posters signatory medic clerk insider".split()
    )
)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.I)


_KINDS: tuple[tuple[Anonymity, re.Pattern[str]], ...] = (
    (
        "insider",
        _pattern(
            "familiar with|close to|briefed|knowledge of|involved in|direct knowledge|insiders?|sources?|current and former|former (?:employee|moderator|worker|staffer|engineer|executive)s?"
        ),
    ),
    ("spokesperson", _pattern("spokes\\w+|press (?:officer|secretary)|representatives?|reps?")),
    (
        "official",
        _pattern(
            "officials?|officers?|diplomats?|prosecutors?|ministers?|soldiers?|judges?|investigators?|lawmakers?|commander|detective|inspector|aides?"
        ),
    ),
    (
        "expert",
        _pattern(
            "analysts?|experts?|scientists?|researchers?|economists?|scholars?|academics?|doctors?|professors?|historians?|authors?|\\w+ologists?"
        ),
    ),
    (
        "group",
        _pattern(
            "critics|activists|supporters|opponents|advocates|protesters|demonstrators|groups|campaigners|observers|many|others|signatories|fans|republicans|democrats|conservatives|lawyers|members"
        ),
    ),
    (
        "insider",
        _pattern(
            "employees?|workers?|staffers?|engineers?|executives?|managers?|moderators?|directors?|clerk|developers?|contractors?|signed"
        ),
    ),
    (
        "witness",
        _pattern(
            "residents?|users?|witness(?:es)?|bystanders?|victims?|neighbou?rs?|customers?|students?|relatives?|m[ae]n|wom[ae]n|mother|father|parents?|teachers?|subscribers?|shoppers?|nurses?|drivers?|voters?|passengers?|fans?|son|daughter|wife|husband|friends?|shopkeeper|owner|villagers?"
        ),
    ),
)
_BY_KIND: dict[SourceType, Anonymity] = {
    "government": "official", "court_regulator": "official", "expert": "expert", "analyst": "expert", "citizen": "witness",
    "activist_ngo": "group", "worker": "insider",
}  # fmt: skip
_ANONYMOUS = re.compile(
    r"\b(?:anonym\w+|(?:not|declined|refused|unwilling) to (?:be|have (?:his|her|their) names? )?\s*(?:named|identified|used|published)|not (?:being|to be) (?:named|identified|quoted)"
    r"|(?:not|n[o’']t) want (?:his|her|their) (?:full |real )?names? |(?:his|her|their) names? (?:to )?be (?:withheld|left out|changed|kept)|(?:would|could) not be (?:named|identified)|withh\w+ (?:his|her|their) names?"
    r"|without (?:giving|being) (?:his|her|their )?(?:name|named|identified))",
    re.I,
)
_NOT_ALLOWED = re.compile(
    r"\b(?P<why>(?:(?:is|was|are|were|being) )?(?:n[o’']t|not) (?:been )?(?:authori[sz]ed|permitted|allowed|cleared) to [^.,;”\"]{3,60}|may not (?:speak|talk|discuss)[^.,;”\"]{0,60}|lacked? (?:the )?authori\w+ to [^.,;]{3,60})",
    re.I,
)
_WITHOUT_REASON = re.compile(
    r"\b(?:(?:did|would|does) ?n[o’']t|declined to|gave no|refused to|without|offered no|no reason)\b[^.]{0,30}?\b(?:reasons?|explain\w*|explanation|say why|why)\b",
    re.I,
)
_BECAUSE = re.compile(
    r"\b(?:because(?: of)?|since|as|citing|due to|owing to|saying) (?P<why>[^.;”\"]{4,140})|(?P<fear>\bfor fear of [^.;,”\"]{4,120}|\bfearing [^.;,”\"]{4,120}|\bout of fear [^.;,”\"]{4,120})",
    re.I,
)


def is_unnamed_person(head: str, description: str) -> bool:
    """Tell whether a nameless description speaks of a person or people rather than a body or a document."""
    head = head.lower().removesuffix("'s")
    if head in _BODY_HEADS:
        return False
    if head in TITLES or head in _PEOPLE or (role_size((head,)) and thing_kind(head) is None):
        return True
    return bool(
        re.match(r"(?i)(?:one|two|some|many|several|most) of (?:the|them|its|his|her|their)\b", description)
        and head == "them"
    ) or head.endswith("-old")


def kind_of_anonymity(description: str, kind: SourceType) -> Anonymity:
    """Return which kind of unnamed source a description speaks of; where its words do not tell, the kind of source does."""
    told = next((group for group, pattern in _KINDS if pattern.search(description)), None)
    return told or _BY_KIND.get(kind, "other")


def reason_in(passage: str) -> str | None:
    """Return the reason a passage gives for not naming a source, "none given", or None where it says nothing.

    The passage is what stands around the quotation: its paragraph.
    """
    anonymous = _ANONYMOUS.search(passage)
    refused = _WITHOUT_REASON.search(passage)
    if refused is not None and (anonymous is not None or re.search(r"(?i)\bnam(?:e|ed|ing)\b", passage)):
        return "none given"
    if anonymous is not None:
        around = passage[anonymous.start() : anonymous.end() + 200]
        because = _BECAUSE.search(around.split(". ")[0])
        if because is not None:
            return _tidy(because["why"] or because["fear"])
    allowed = _NOT_ALLOWED.search(passage)
    return _tidy(allowed["why"]) if allowed is not None else None


def _tidy(reason: str) -> str:
    return re.split(r",? (?:said|told|added|but|and said|wrote)\b|, ", reason.strip())[0].strip(" ,")
