"""What kind of source speaks: role, organisation, type, anonymity, relay."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mediakit.quotes.lexicon import ROLE_HEADS, SPOKES
from mediakit.records import Anonymity, SourceType


@dataclass(frozen=True, slots=True)
class Source:
    """What the text says about one source."""

    role: str | None = None
    organization: str | None = None
    source_type: SourceType = "unknown"
    anonymous: bool = False
    anonymity: Anonymity | None = None


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.I)


_TYPES: tuple[tuple[SourceType, re.Pattern[str]], ...] = (
    (
        "state_media",
        _pattern(
            "Global Times|Xinhua|People's Daily|China Daily|CCTV|CGTN|state (?:media|television|news agency|broadcaster)|RT|Sputnik"
        ),
    ),
    (
        "document",
        _pattern(
            "report|study|survey|poll|filing|lawsuit|complaint|memo|law|document|documents|paper|statistics|data|figures|indictment|letter"
        ),
    ),
    (
        "court_regulator",
        _pattern(
            "court|judge|judges|justice|prosecutors?|regulators?|FCC|FTC|SEC|commission|WHO|tribunal|attorney general|watchdog|United Nations|UN"
        ),
    ),
    (
        "government",
        _pattern(
            "government|ministry|minister|premier|president|embassy|ambassador|police|officials?|White House|State Department|department|secretary|administration|army|military|bureau|chancellor|governor|mayor|sheriff|agency|officers?|diplomats?|spokesman for the (?:ministry|department)|Communist Party|Beijing|Pentagon|Kremlin"
        ),
    ),
    (
        "politician",
        _pattern(
            "senators?|Sen|Rep|congress(?:man|woman|men)|lawmakers?|legislators?|councillors?|candidates?|nominee|campaign|party|democrats?|republicans?|MPs?|representatives?"
        ),
    ),
    ("analyst", _pattern("analysts?|investors?|economists?|strategists?|traders?|brokers?")),
    (
        "expert",
        _pattern(
            "professors?|researchers?|scientists?|experts?|scholars?|university|institute|think tank|fellow|historian|doctors?|physician|lawyers?|attorneys?|academics?|psychologist|author"
        ),
    ),
    (
        "activist_ngo",
        _pattern(
            "activists?|advocates?|campaigners?|protesters?|union|association|federation|Human Rights Watch|Amnesty|coalition|alliance|foundation|group|groups|organi[sz]ers?"
        ),
    ),
    (
        "worker",
        _pattern(
            "employees?|workers?|staffers?|engineers?|moderators?|drivers?|players?|coach|actor|actress|singer|artist|athletes?|teachers?|nurses?"
        ),
    ),
    (
        "citizen",
        _pattern(
            "residents?|users?|witness(?:es)?|victims?|relatives|family|mother|father|customers?|students?|neighbou?rs?|voters?|friends?|fans?|son|daughter|wife|husband|woman|man|people"
        ),
    ),
    (
        "media",
        _pattern(
            "newspaper|Times|Post|Journal|News|reporters?|journalists?|Reuters|AFP|Associated Press|Bloomberg|BBC|CNN|Guardian|magazine|outlet|editor|columnist|broadcaster|anchor|host"
        ),
    ),
    (
        "company",
        _pattern(
            "company|companies|firm|CEO|chief executive|founder|co-founder|executives?|Inc|Corp|Ltd|app|start-?up|spokes(?:man|woman|person)|Facebook|Twitter|Apple|Google|Microsoft|TikTok|ByteDance|Tencent|Alibaba|Huawei|WhatsApp|Zoom|Telegram|YouTube|LinkedIn|Amazon|manager|director|owner"
        ),
    ),
)
_ANONYMITY: tuple[tuple[Anonymity, re.Pattern[str]], ...] = (
    ("spokesperson", _pattern("spokes(?:man|woman|person|people|men)|representatives?")),
    ("insider", _pattern("familiar with|close to|briefed|insiders?|knowledge of|sources?|involved in")),
    (
        "official",
        _pattern("officials?|officers?|diplomats?|prosecutors?|ministers?|soldiers?|judges?|investigators?"),
    ),
    (
        "expert",
        _pattern("analysts?|experts?|scientists?|researchers?|economists?|scholars?|academics?|doctors?"),
    ),
    (
        "group",
        _pattern(
            "critics|activists|supporters|opponents|advocates|protesters|groups|observers|many|some|others"
        ),
    ),
    (
        "witness",
        _pattern(
            "residents?|users?|witness(?:es)?|bystanders?|victims?|neighbou?rs?|customers?|students?|relatives?|man|woman|mother|father"
        ),
    ),
)


def classify(description: str) -> SourceType:
    """Return the type of source that a description speaks of."""
    for kind, pattern in _TYPES:
        if pattern.search(description):
            return kind
    return "unknown"


def is_anonymous(head: str, named: bool) -> bool:
    """Tell whether the source is a person or people without a name."""
    return not named and head.lower() in ROLE_HEADS


def kind_of_anonymity(description: str) -> Anonymity:
    """Return which kind of unnamed source a description speaks of."""
    for kind, pattern in _ANONYMITY:
        if pattern.search(description):
            return kind
    return "other"


def is_spokesperson(head: str) -> bool:
    """Tell whether a head noun means somebody who speaks for a body."""
    return head.lower() in SPOKES
