"""Where a sentence says that somebody spoke or wrote: an outlet, a platform, a document, or before everybody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mediakit.quotes.kinds import body_kind, person_known, read, spelt, tables

_LISTS = {
    name: "|".join(sorted((re.escape(" ".join(word.split())) for word in listed.split(",")), key=len)[::-1])
    for name, listed in read("venues.toml")["venues"].items()
}
_WORD = r"[A-Z](?:[\w’'&-]|\.(?=\w))*"
_NAME = rf"(?:[Tt]he )?{_WORD}(?: (?:(?:of|for|and|the) )?(?:{_WORD}|\d+)){{0,5}}"
_PLATFORM = rf"(?:{_LISTS['platforms']})"
_DETERMINER = r"(?:an?|his|her|its|their|the|this|that|one|another|my)"
_OWNER = rf"(?:{_DETERMINER}|(?:[a-z]+ ){{0,4}}{_NAME}[’']s?)"
_ADJECTIVE = (
    r"(?!(?:to|of (?:an?|the|his|her|its|their)|in|on|for|with|and|by|from|at|that|about|into|as) )[\w’'.-]+"
)
_COMMON = (
    rf"(?!the media)(?:an? |the )?(?:(?!the |an? |that |his |her )[\w’-]+ ){{0,3}}?(?i:{_LISTS['common']})"
)
_SHOW = rf"{_OWNER} (?:{_ADJECTIVE} ){{0,4}}?(?:(?:{_LISTS['shows']})(?! of [a-z]+[,. ])|interview with {_NAME}|interview (?:that )?(?:published|aired|airing|airs|broadcast|released|taped))"
_QUOTED_SHOW = (
    rf"(?:an? |the |his |her )?[“\"‘][^“”\"’]{{1,50}}[”\"’] (?:{_LISTS['shows']})|(?:an?|{_WORD}) podcast"
)
_PAPER = rf"{_OWNER} (?:{_ADJECTIVE} ){{0,4}}?(?:{_LISTS['papers']})s?(?!-| (?:{_LISTS['compounds']})\b)"
_TITLE = r"(?:report|article|story|interview|investigation|profile|special|op-ed|essay|column|documentary)"

_REPORTED = re.compile(
    rf"(?P<reports>{_NAME})(?:,[^,.]{{2,60}},)? (?:first |also |earlier |has |had |further )?(?:reported|reports|revealed|quoted|quotes|claims|claimed)\b"
    rf"|\b(?:[Aa]ccording to|[Pp]er|[Cc]iting|[Qq]uoting|[Vv]ia) (?:an? |the )?(?:\w+ ){{0,2}}?(?:report (?:by|in|from|on) )?(?P<cited>{_NAME})"
    rf"|\b(?:seen|obtained|reviewed|published|reported|quoted|quoted as saying|cited|carried|aired|broadcast) (?:by|in|on) (?P<seen>{_NAME})"
)
_SPOKEN = re.compile(
    rf"\b(?:[Tt]old|tells?|[Tt]elling|(?i:{_LISTS['spoken']})(?: \w+)? (?:to|with|for|in)) (?:[a-z-]+ (?:at|for|with|from) )?"
    rf"(?:(?:[a-z]+ )?(?:host|anchor|presenter|interviewer) (?P<host>{_NAME})|(?P<common>{_COMMON})\b|(?P<told>{_NAME}))"
    rf"|\b(?i:{_LISTS['pieces']}|opened up [^.,]{{1,60}})(?: \w+)?? (?:with|by|on|in|for|to) (?:[a-z]+ ){{0,3}}?(?P<piece>{_NAME})"
    rf"|\b(?:issue|edition|episode|story|pages) of (?P<issue>{_NAME})"
    rf"|\b[Oo]n [“\"‘]? ?(?:(?P<air>(?:[\w-]+ )?(?:television|TV|radio))\b|(?P<on>{_NAME}))"
    rf"|\b(?:[Ii]n|[Dd]uring|[Ff]rom|[Tt]o|[Bb]y) (?:an? |the )?(?:\w+ )??(?P<of>{_NAME}) {_TITLE}\b"
)
_SHOWN = re.compile(rf"\b(?:[Oo]n|[Dd]uring|[Ii]n|[Ii]nto|to) (?P<what>{_SHOW}|{_QUOTED_SHOW})\b")
_PLATFORMS = re.compile(
    rf"\b(?:[Oo]n|to|via|[Ii]n|from|through) (?:{_DETERMINER} (?:own )?)?(?:[\w’'-]+ ){{0,3}}?(?P<on>{_PLATFORM})\b(?! (?:shares|stock))"
    rf"|\b(?P<user>{_PLATFORM}) (?:users?|commenters?|posters?)\b"
    rf"|\b(?:posted|shared|uploaded|published|released|wrote|[Ii]n) (?:{_DETERMINER} )?(?:[\w-]+ ){{0,3}}?(?P<of>{_PLATFORM}) (?:{_LISTS['posts']})\b"
    r"|\b(?P<tweets>tweet(?:ed|ing|s)?|retweeted)\b|(?P<handle>(?<![\w.])@\w{3,})"
    r"|\b(?:on|to|via|in) (?P<social>social media|the social (?:media|network(?:ing)?) (?:site|platform|app)|an online (?:forum|post|statement))\b"
    r"|\b(?:on|via|in) (?P<site>(?:his|her|their|its) (?:website|web site|blog|social media(?: accounts?)?))\b"
)
_ONLINE = re.compile(rf"\b{_PLATFORM}\b|tweet|social|online|website|web site|blog|@")
_POSTED = re.compile(
    r"(?i)\b(?:wr[io]t\w+|post\w*|tweet\w*|shar\w+|caption\w*|comment\w*|repl\w+|respon\w+|announc\w+|t[oa]ok?e? to|message\w*|video|statement|said|says|spoke|followers|fans|users?|account|page)\b"
)
_DOCUMENT = re.compile(
    rf"\b(?:[Ii]n|[Vv]ia|[Bb]y|[Tt]hrough|[Aa]ccording to|[Pp]er) (?P<what>(?:{_PAPER}|(?:court|legal|charging|arrest|police) (?:filing|document|paper|record|report)s?)(?: to (?:the [a-z]+|[a-z’' -]{{3,30}}?(?=[,.\n”\"]|$)))?)\b"
    rf"|\b(?:filed|sent|penned|published|submitted|circulated|wrote|shared|posted) (?P<made>{_PAPER})\b"
    r"|\b(?:by|via|over) (?P<mail>e-?mail|text(?: message)?|letter)\b"
    rf"|\b(?P<reads>{_DETERMINER} (?:[\w’'-]+ ){{0,3}}?(?:letter|e-?mail|memo|post|tweet|note|caption|message|text)) (?:read|reads|said|says|stated|states)\b"
)
_NO_DOCUMENT = re.compile(r"press release|news release|\b(?:order|in a report|the report)\b", re.I)
_OPEN = re.compile(
    rf"(?i)\b(?:in (?:an? |the |his |her |its |their )?(?:\w+ ){{0,2}}statements?|{_LISTS['open']}|in an? (?:\w+ ){{0,2}}interview(?=[,.;…]| …| (?:last|this|earlier|\w+day)))\b"
)
_WHO = re.compile(r"\bwho(?:se)? [^,;…]*")
_EDITION = re.compile(
    r"Politics|Live|Digital|Sports?|Business|Online|Magazine|Radio|TV|News|Today|Africa|Asia|Australia|Europe|London|UK|US|\d+"
)
_COINED = re.compile(r"[A-Z]{3,}|[A-Z]?[a-z]+[A-Z]\w+|\w+\.com?(?:\.\w+)?")
_DAY = re.compile(
    r" (?:(?:on|last|late|early) )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\b.*$"
)
_OWN_WORK = re.compile(rf"[’']s? (?:requests?|questions?|inquir)| (?:now |first )?(?:{_LISTS['own_work']})\b")
_ASKED = re.compile(rf"\b(?i:{_LISTS['own_post']}) (?:[Tt]he )?$")
_ASKED_WITHIN = 80
_NEWS = ("media", "state_media")


@dataclass(frozen=True, slots=True)
class Venue:
    """What words came through, and what kind of thing that is."""

    via: str
    kind: Literal["outlet", "platform", "document"]


def venue_in(
    sentence: str, text: str, own: str | None, *, speaker: str = "", writes: bool = True
) -> Venue | None:
    """Return the venue in which a sentence says that somebody spoke, None where it names none or the article's own outlet.

    ``text`` is the whole article, ``own`` the outlet that publishes it where that is known, ``speaker`` who speaks: nobody is
    a venue to themselves. Documents count only where ``writes`` tells that somebody, and no document, speaks.
    """
    return (
        _outlet_in(_SPOKEN, sentence, text, own, speaker)
        or _show_in(sentence, own)
        or _platform_in(sentence, speaker)
        or (_document_in(sentence, speaker) if writes else None)
    )


def report_in(sentence: str, text: str, own: str | None, speaker: str) -> Venue | None:
    """Return the outlet that a sentence names as having reported what it says."""
    return _outlet_in(_REPORTED, sentence, text, own, speaker)


def is_open(sentence: str) -> bool:
    """Tell words said in a statement, at a hearing, to reporters: they came through nobody."""
    return _OPEN.search(sentence) is not None


def _outlet_in(
    pattern: re.Pattern[str], sentence: str, text: str, own: str | None, speaker: str
) -> Venue | None:
    for match in pattern.finditer(sentence):
        outlet = _outlet(match)
        if outlet is not None and not _same(outlet, speaker) and not _is_own(outlet, own, text):
            return Venue(_full(outlet, text), "outlet")
    return None


def _outlet(match: re.Match[str]) -> str | None:
    """Return the outlet of a match; whom somebody told something need not be known as one."""
    name = match[match.lastgroup or 0]
    if match.lastgroup in ("common", "host", "air"):
        return name
    titled = match.lastgroup == "told" and (name.startswith("The ") or _is_coined(name))
    return outlet_of(name) or (name if titled else None)


def _is_coined(name: str) -> bool:
    """Tell a name like "SFX", "PinkNews" or "goal.com", of which nothing tells that it is no outlet's."""
    return _COINED.fullmatch(name) is not None and body_kind(name) is None


def outlet_of(name: str) -> str | None:
    """Return the name of an outlet or a known presenter without the day that follows it, or None for anything else."""
    plain = _DAY.sub("", re.sub(r"^An? ", "", name)).rstrip(".,’'")
    for part in (plain, *re.split(r"[’']s? ", plain)):
        if body_kind(part) in _NEWS or person_known(part) == "media":
            return part
        first, _, rest = re.sub(r"^[Tt]he ", "", part).partition(" ")
        if body_kind(first) in _NEWS and _EDITION.fullmatch(rest):
            return part
    return None


def _show_in(sentence: str, own: str | None) -> Venue | None:
    show = _SHOWN.search(sentence)
    if show is None or _same(show["what"], own) or "exclusive interview" in show["what"]:
        return None
    return Venue(show["what"], "outlet")


def _platform_in(sentence: str, speaker: str) -> Venue | None:
    match = _PLATFORMS.search(sentence) if _ONLINE.search(sentence) else None
    if match is None or not (speaker or _POSTED.search(sentence)):
        return None
    if match["tweets"] or match["handle"]:
        return Venue("Twitter", "platform")
    via = match[match.lastgroup or 0]
    return None if match["on"] and _same(via, speaker) else Venue(via, "platform")


def _document_in(sentence: str, speaker: str) -> Venue | None:
    match = _DOCUMENT.search(_WHO.sub("", sentence))
    if match is None:
        return None
    what = match[match.lastgroup or 0]
    return None if _NO_DOCUMENT.search(what) or _same(what, speaker) else Venue(what, "document")


def _plain(name: str) -> str:
    return re.sub(r"^(?:an?|the) ", "", name.strip().casefold()).removesuffix("’s").removesuffix("'s")


def _same(one: str, other: str | None) -> bool:
    first, second = _plain(one), _plain(other or "")
    return bool(first) and bool(second) and (first in second or second in first)


@lru_cache(maxsize=256)
def _is_own(outlet: str, own: str | None, text: str) -> bool:
    """Tell whether an outlet publishes the article: it is told so, or the article speaks of its own work."""
    if own is not None:
        return _same(outlet, own)
    name = re.sub(r"^[Tt]he ", "", outlet)
    for place in re.finditer(rf"\b{re.escape(name)}\b", text):
        before = text[max(0, place.start() - _ASKED_WITHIN) : place.start()]
        if _OWN_WORK.match(text, place.end()) or _ASKED.search(before):
            return True
    initials = "".join(re.findall(r"\b[A-Z]", outlet)).removeprefix("T") or name
    return any(re.search(rf"\({re.escape(sign)}\) ?[-–—]", text) for sign in (name, initials))


@lru_cache(maxsize=256)
def _full(outlet: str, text: str) -> str:
    """Return the fullest name of an outlet that the text gives ("the Journal": "The Wall Street Journal")."""
    last = outlet.split()[-1]
    if " ".join(spelt(last)) not in tables().titles:
        return outlet
    found: list[str] = re.findall(
        rf"(?:[Tt]he )?(?:[A-Z][\w’'&-]* ){{1,4}}{re.escape(last)}\b", text[:200_000]
    )
    longer = [name for name in found if not re.match(r"(?:A|An|And|But|In|On|As|At|Enter|When) ", name)]
    return max([outlet, *longer], key=lambda name: (len(name.split()), -len(name)))
