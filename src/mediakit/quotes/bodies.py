"""What an article tells of a body beside its name: "the charity Shelter", "Shelter, a charity", "Shelter, which campaigns …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mediakit.quotes.kinds import LINKS, body_kind, ending_kind, head_end, spelt, tables
from mediakit.records import SourceType

_MENTIONS = 20
_BEFORE = 60
_AFTER = 110
_NOUNS_BEFORE = re.compile(
    r"(?P<nouns>(?:[\w’'-]+ ){0,3}[a-z][\w’'-]*) (?:(?:called|named|known as) )?(?:[Tt]he )?[“\"‘']?$"
)
_ASIDE = r"^(?:[’']s)?(?: \([^()\n]{1,40}\))?"
_APPOSED = re.compile(
    _ASIDE
    + r"(?:, | [–—-] | \()(?:which (?:is|was) )?(?:an?|the|one of(?: the)?|its|[A-Z][\w’'-]+[’']s?) (?P<nouns>[^,.;:()“”\"\n]{3,90})"
)
_COPULA = re.compile(_ASIDE + r" (?:is|was) (?:an?|the|one of(?: the)?) (?P<nouns>[^,.;:()“”\"\n]{3,90})")
_DOES = re.compile(_ASIDE + r", (?:which|that) (?P<verbs>\w+(?: \w+){1,2})")
_NOT_BEFORE = frozenset(
    "watch trust market state front order project relief press news bar street plant".split()
)
_BASED = re.compile(r".*[\w’]-based ")
_RUN_BY_STATE = re.compile(r"(?i)\b(?:state|government|party)[- ](?:run|owned|controlled|backed|funded) $")
_LINKS = LINKS | frozenset("based run founded set".split())
_STATE = frozenset("state government party official mouthpiece".split())


def kind_beside(text: str, name: str) -> SourceType | None:
    """Return the kind that an article tells of a body by what stands beside its name, None where nothing does."""
    for start, end in places(text, name):
        before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
        if _RUN_BY_STATE.search(before) and body_kind(name) in ("media", "state_media"):
            return "state_media"
        kind = _before(before) or _after(after)
        if kind is not None:
            return kind
    return None


def places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has a name, its first mentions."""
    end = 0
    for _ in range(_MENTIONS):
        start = text.find(name, end)
        if start < 0:
            return
        end = start + len(name)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start, end


def _before(before: str) -> SourceType | None:
    nouns = _NOUNS_BEFORE.search(before)
    if nouns is None:
        return None
    words = spelt(nouns["nouns"])
    return None if words[-1:] and words[-1] in _NOT_BEFORE else _kind_of_nouns(words)


def _after(after: str) -> SourceType | None:
    told = _APPOSED.match(after) or _COPULA.match(after)
    if told is not None:
        nouns = spelt(_BASED.sub("", told["nouns"]))
        return _kind_of_nouns(nouns[: head_end(nouns, 1, _LINKS)])
    does = _DOES.match(after)
    words = spelt(does["verbs"]) if does is not None else []
    return next((tables().doings[word] for word in words[:2] if word in tables().doings), None)


def _kind_of_nouns(words: list[str]) -> SourceType | None:
    kind = ending_kind(words)
    return "state_media" if kind == "media" and _STATE & set(words) else kind
