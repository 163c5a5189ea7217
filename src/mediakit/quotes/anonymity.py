"""Unnamed sources: who is one, of which kind, and the reason the article gives."""

from __future__ import annotations

import re

from mediakit.quotes.kinds import role_size, singular, tables, thing_kind
from mediakit.quotes.lexicon import TITLES
from mediakit.records import Anonymity, SourceType

_BODY_HEADS = frozenset("authorities police regulator watchdog".split())
CROWD = frozenset(
    "critics activists supporters opponents advocates protesters protestors demonstrators campaigners groups observers many some others"
    " fans signatories commentators skeptics sceptics detractors rivals people someone somebody another".split()
)
"""Words for people whom nobody names."""
SEVERAL = frozenset("they them we us those".split())
"""Pronouns for people."""
_PEOPLE = CROWD | frozenset(
    "one another both two three four several most none maker makers poster posters signatory medic clerk insider".split()
)


_INSIDE = re.compile(
    r"(?i)\b(?:familiar with|close to|briefed|knowledge of|involved in|direct knowledge|insiders?|sources?|current and former|former (?:employee|moderator|worker|staffer|engineer|executive)s?)\b"
)
_SPEAKS = re.compile(r"(?i)\b(?:spokes\w+|press (?:officer|secretary)|representatives?|reps?)\b")
_GROUPS = CROWD | frozenset("republicans democrats conservatives members".split())
_BY_KIND: dict[SourceType, Anonymity] = {
    "government": "official", "court_regulator": "official", "politician": "official", "expert": "expert", "analyst": "expert",
    "citizen": "witness", "activist_ngo": "group", "worker": "insider", "company": "insider",
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
    if head in TITLES or head in _PEOPLE or singular(head) in tables().unnamed:
        return True
    if role_size((head,)) and ("-" in head or thing_kind(head) is None):
        return True
    return bool(
        re.match(r"(?i)(?:one|two|some|many|several|most) of (?:the|them|its|his|her|their)\b", description)
        and head == "them"
    ) or head.endswith("-old")


def kind_of_anonymity(description: str, kind: SourceType) -> Anonymity:
    """Return which kind of unnamed source a description speaks of; where its words do not tell, the kind of source does."""
    if _INSIDE.search(description):
        return "insider"
    if _SPEAKS.search(description):
        return "spokesperson"
    if kind != "citizen" and not _GROUPS.isdisjoint(description.lower().split()):
        return "group"
    return _BY_KIND.get(kind, "other")


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
